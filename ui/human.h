/* Values of a view's cells as people read them. */
#ifndef THAW_UI_HUMAN_H
#define THAW_UI_HUMAN_H

#include "model/shape.h"

/* Appends dates as "13 Dec 2025", words as their labels, lists with commas;
 * nothing for an absent cell. */
void human_cell(const struct column *c, struct slice cell, struct str *out);
/* The same for one claim's value. */
void human_value(enum property prop, struct slice value, struct str *out);
bool human_true(const struct shape *s, const struct row *r, const char *name);
struct slice human_get(const struct shape *s, const struct row *r,
		     const char *name);	/* absent where there is none */

/* The words of a filter, folded, for showing where they were found. */
struct match {
	struct str keys;	/* LF behind each */
	void (*fold)(struct str *out, struct slice text);
};
struct query;
void match_set(struct match *m, const struct query *q);
/* Next word of `text` at or after *at that holds a key: true, and the word
 * is text[*at .. *end). */
bool match_next(const struct match *m, struct slice text, size_t *at,
		size_t *end);
void match_free(struct match *m);

#endif
