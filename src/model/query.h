/* The filter language, the same on the screen and the command line.
 *
 *   word "two words"      folded text anywhere in the row; the last letters of
 *                         a word may be half of a sound
 *   column:value          column:a,b (or)   -column:value (not)
 *   column>=value         < <= > >= on dates, numbers and durations
 *   is:disputed           new read starred unverified any
 *   sort:-column,other    as-of:2025-12-14
 *   sort:match            rows that match the words best come first
 *
 * query_parse knows only the grammar; query_check knows the columns.
 */
#ifndef THAW_MODEL_QUERY_H
#define THAW_MODEL_QUERY_H

#include "base/arena.h"
#include "model/pdate.h"
#include "model/shape.h"

enum query_op { OP_MATCH, OP_LT, OP_LE, OP_GT, OP_GE };

enum query_is {
	IS_NONE, IS_ANY, IS_DISPUTED, IS_NEW, IS_READ, IS_STARRED,
	IS_UNVERIFIED,
};

enum { QUERY_TERMS = 32, QUERY_VALUES = 32, QUERY_SORTS = 8 };

struct query_term {
	bool negate;
	enum query_op op;
	enum query_is is;		/* not NONE: the rest is unused */
	struct slice field;		/* absent: a bare word */
	int column;			/* set by query_check, -1 for a bare word */
	struct slice value[QUERY_VALUES];
	size_t n;
};

enum { SORT_MATCH = -2 };	/* instead of a column */

struct query_sort {
	struct slice field;
	int column;			/* set by query_check; or SORT_MATCH */
	bool down;
};

struct query {
	struct arena mem;
	struct query_term term[QUERY_TERMS];
	size_t n;
	struct query_sort sort[QUERY_SORTS];
	size_t n_sorts;
	struct pdate as_of;		/* no date: now */
};

/* Adds the terms of `text` to *q (which starts zeroed). Errors name the place
 * and what would be valid: ERR_USAGE. */
int query_parse(struct query *q, struct slice text, struct err *e);
/* Binds fields to columns, and turns values into what the columns hold
 * (labels into words, UK into GB, 2y into days, dates into ISO). */
int query_check(struct query *q, const struct shape *shape, struct err *e);
/* Adds the shape's own filter and sort where the user gave none, and checks
 * the whole. */
int query_defaults(struct query *q, const struct shape *shape, struct err *e);
/* A word that text is searched for, and that may be shown where it stands. */
static inline bool query_is_word(const struct query_term *t)
{
	return !t->field.p && t->is == IS_NONE && t->n > 0;
}
/* The words behind "is:", with what each means (marked with N_()); NULL at the
 * end. */
const char *query_is_name(size_t i, const char **about);
/* Are rows asked for in the order of how well they match? */
bool query_by_match(const struct query *q);
/* "sort:" values alone: "-released,name". */
int query_sort(struct query *q, struct slice spec, struct err *e);
void query_free(struct query *q);

#endif
