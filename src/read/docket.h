/* What importers of lists of prisoners and of recommendations share: one record
 * an entry, under the list's own number.
 *
 * Every text is one line of good UTF-8, empty ones and exact repeats are left
 * out. These lists are made by hand: a date that is none, or a word that no
 * vocabulary has, is kept as a note in the list's own words and stops nothing.
 * An entry that repeats a number is a second record about the same subject.
 */
#ifndef THAW_READ_DOCKET_H
#define THAW_READ_DOCKET_H

#include "model/pdate.h"
#include "model/record.h"
#include "read/keyset.h"

enum { DOCKET_LINE_BYTES = 4 << 20 };

/* Lists say the same few words again and again, and to look for one in a
 * vocabulary costs more than all else of an entry: what was found is kept by the
 * sum of what was sought. */
struct docket_found {
	uint64_t sum;		/* 0: nothing is kept here */
	const char *value;	/* NULL: there is none */
	size_t end;		/* of the words that say it */
};

enum { DOCKET_FOUND = 4096 };

struct docket {
	struct builder b;
	record_fn *emit;
	void *ctx;
	struct keyset keys;
	struct str key, line;
	size_t entries;		/* that were begun */
	struct docket_found *found;
};

int docket_open(struct docket *d, record_fn *emit, void *ctx, struct err *e);
void docket_close(struct docket *d);

/* Opens one, calls `read` for each part, and closes it. Errors name the part;
 * one that has no entry is no list: "no person in it". */
struct input;
struct input_part;
typedef int docket_fn(struct docket *d, struct input_part *part,
		      struct err *e);
int docket_read(struct input *in, record_fn *emit, void *ctx,
		const char *what, docket_fn *read, struct err *e);

/* `id` is the list's own; -1 with ERR_FORMAT where it has no letter. */
int docket_begin(struct docket *d, enum kind kind, struct slice id,
		 struct err *e);
/* For lists without numbers: one made of the texts. */
int docket_begin_by(struct docket *d, enum kind kind, const struct slice *text,
		    size_t n, struct err *e);
int docket_emit(struct docket *d, struct err *e);

/* All return the claim, or NULL where there is nothing to say. */
struct claim *docket_say(struct docket *d, enum property prop,
			 struct slice text);
/* Of words that may be HTML, their text. */
struct claim *docket_prose(struct docket *d, enum property prop,
			   struct slice text);
struct claim *docket_say_as(struct docket *d, enum property prop,
			    struct slice text, const char *qualifier);
/* Of words of the list; NULL is left alone. */
void docket_qualify(struct docket *d, struct claim *c, struct slice words);
void docket_in_language(struct docket *d, struct claim *c, struct slice lang);
/* The whole text is a date; 0000-00-00 says that there is none. */
struct claim *docket_date(struct docket *d, enum property prop,
			  struct slice text, enum date_order order);
/* The whole text is a word of the property's vocabulary. */
struct claim *docket_word(struct docket *d, enum property prop,
			  struct slice text);
/* A whole number from `least` to `most`. */
struct claim *docket_number(struct docket *d, enum property prop, int64_t n);
/* "female", "Male", "ж", "F": VOCAB_gender. */
void docket_gender(struct docket *d, struct slice text);
/* The first name is the name, what follows other names. */
void docket_name(struct docket *d, struct slice name, struct slice lang);
/* What somebody is said to be, "blogger, sentenced to 6 years": of what stands
 * between commas, that which holds a role, up to where the case begins. */
void docket_roles(struct docket *d, struct slice text);
/* Each article in it, or the text. `bare`: see charge_find(). */
void docket_charges(struct docket *d, struct slice text, bool bare);
/* "6 years", and the bounds in days that it allows; "life", "suspended". */
void docket_sentence(struct docket *d, struct slice text);
/* "suspended imprisonment", and that it is suspended, or for life. */
void docket_penalty(struct docket *d, struct slice text);
/* How long somebody was held, as written, with its bounds, or since when. */
void docket_held(struct docket *d, struct slice text);
/* From where somebody is held, or the kind of penalty; "released" says that
 * nobody is held. False where the text tells no custody. */
bool docket_custody(struct docket *d, struct slice text);
/* An issue in the source's own words, and our theme for it. */
void docket_issue(struct docket *d, struct slice text);
/* After all issues: where none is a theme of ours, its own words are. */
void docket_theme(struct docket *d);
bool docket_has(const struct docket *d, enum property prop);

/* Cuts the next value off a cell with one a line, "- CEDAW\n- CRC". False when
 * none is left. */
bool docket_bullet(struct slice *rest, struct slice *value);

#endif
