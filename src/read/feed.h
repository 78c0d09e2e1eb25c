/* What RSS and Atom share: a feed's items as NEWS records.
 *
 * A reader fills the item's fields while it walks and calls feed_emit() at the
 * item's end. The fields keep the first text they are given, except authors,
 * which add up. Everything is copied and freed by feed_close().
 */
#ifndef THAW_READ_FEED_H
#define THAW_READ_FEED_H

#include "model/input.h"
#include "model/record.h"

enum feed_field {
	FEED_ID, FEED_LINK, FEED_TITLE, FEED_AUTHOR, FEED_PUBLISHED,
	FEED_UPDATED, FEED_SUMMARY, FEED_CONTENT, FEED_LANGUAGE, FEED_BASE,
	FEED_FIELDS,
};

enum feed_form { FEED_PLAIN, FEED_HTML };

enum { FEED_TEXT_BYTES = 8 << 20 };

struct feed {
	struct builder build;
	record_fn *emit;
	void *ctx;
	struct slice publisher;		/* of the source */
	struct slice source_url;
	struct str own[FEED_FIELDS];	/* what the feed says of itself */
	struct str item[FEED_FIELDS];
	struct str url, line;		/* while an item is made */
};

int feed_open(struct feed *f, const struct input *in, record_fn *emit,
	      void *ctx, struct err *e);
void feed_begin(struct feed *f);	/* an item begins: its fields empty */
/* `to` is f->own or f->item. HTML becomes text. */
int feed_put(struct str to[FEED_FIELDS], enum feed_field field,
	     struct slice text, enum feed_form form, struct err *e);
/* Emits the item; one without title, link, id and text is no item. */
int feed_emit(struct feed *f, struct err *e);
void feed_close(struct feed *f);

/* What a feed says before its items of how often to ask it: <ttl>, or the
 * Syndication module's period and frequency. For reader->declare. */
struct declared;
void feed_declare(struct input_part *part, struct declared *out);

/* Whether the first bytes of a part, in any encoding, hold `word`. */
bool feed_head_has(struct slice head, const char *word);

#endif
