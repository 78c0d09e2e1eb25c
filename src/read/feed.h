/* What RSS, Atom and JSON Feed share: a feed's items as NEWS records.
 *
 * A reader fills the item's fields while it walks and calls feed_emit() at the
 * item's end. Of two texts for one field the one of the higher rank stays, of
 * equals the first; authors of one rank add up. Everything is copied and freed by
 * feed_close().
 *
 * An item is known by the publisher's own id, else its address, else a sum of
 * what it says. Publishers do give one id to many items: so a reader goes over
 * the feed twice, first only to note the ids (`noting`), and an id that stands
 * there with two addresses and two titles is told apart by its address. The same
 * item told twice is one.
 */
#ifndef THAW_READ_FEED_H
#define THAW_READ_FEED_H

#include "model/input.h"
#include "model/record.h"
#include "read/feed_seen.h"

enum feed_field {
	FEED_ID, FEED_LINK, FEED_TITLE, FEED_AUTHOR, FEED_PUBLISHED,
	FEED_UPDATED, FEED_SUMMARY, FEED_CONTENT, FEED_LANGUAGE,
	FEED_ORIGIN,		/* who the item was taken from */
	FEED_FIELDS,
};

enum feed_form {
	FEED_PLAIN, FEED_HTML,
	FEED_GUESS,		/* plain, unless it has HTML's tags in it */
};

enum { FEED_TEXT_BYTES = 8 << 20, FEED_URL_BYTES = 128 << 10 };

struct feed_text {
	struct str text;
	unsigned char rank;	/* 0: there is none */
	enum feed_form form;
};

struct feed {
	struct builder build;
	record_fn *emit;
	void *ctx;
	struct slice publisher;		/* of the source */
	struct slice source_url;
	struct feed_text own[FEED_FIELDS];	/* what the feed says of itself */
	struct feed_text item[FEED_FIELDS];
	struct feed_seen seen;
	bool noting;			/* the first time over it */
	bool own_link_first;		/* relative ones are of the site, not
					 * of the feed's address */
	bool cut;			/* the feed ends inside the item */
	size_t items;			/* noted and emitted */
	struct str url, line;		/* while an item is made */
};

int feed_open(struct feed *f, const struct input *in,
	      const struct input_part *part, record_fn *emit, void *ctx,
	      struct err *e);
void feed_begin(struct feed *f);	/* an item begins: its fields empty */
/* `to` is f->own or f->item, `rank` 1 or more. A text past FEED_TEXT_BYTES is
 * cut there. */
void feed_put(struct feed_text *to, enum feed_field field,
	      unsigned char rank, struct slice text, enum feed_form form);
/* Emits the item, and what its body says as records that cite it; one without
 * title, link, id and text is no item. */
int feed_emit(struct feed *f, struct err *e);
void feed_close(struct feed *f);

/* What a feed says before its items of how often to ask it: <ttl>, or the
 * Syndication module's period and frequency. For reader->declare. */
struct declared;
void feed_declare(struct input_part *part, struct declared *out);

/* Whether the first bytes of a part, in any encoding, hold `word`, in any
 * case. */
bool feed_head_has(struct slice head, const char *word);

#endif
