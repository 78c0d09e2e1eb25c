/* Why a filter finds nothing, and what would find something: each of its terms
 * is left out in turn, a name that no column has is put right, and what the view
 * leaves out by itself is asked for.
 */
#ifndef THAW_MODEL_WIDEN_H
#define THAW_MODEL_WIDEN_H

#include "base/arena.h"
#include "model/shape.h"

enum { WIDEN_WAYS = 16, WIDEN_BYTES = 1 << 16 };

enum widen_kind {
	WIDEN_RIGHTED,	/* `what` is the term that was mistyped, righted */
	WIDEN_NAMED,	/* `what` is a name that is alike: the caller's */
	WIDEN_ANY,	/* with is:any */
	WIDEN_WITHOUT,	/* without the term `what` */
	WIDEN_BARE,	/* without any filter */
};

struct widen_way {
	enum widen_kind kind;
	struct slice what;
	struct slice filter;	/* the whole of it */
	int64_t rows;		/* that it finds, > 0 */
};

struct widen {
	struct arena mem;
	struct widen_way way[WIDEN_WAYS];
	size_t n;
	bool given_up;		/* by whoever counts */
};

/* Rows under the filter; -1: it is not understood; WIDEN_STOP: no more. */
enum { WIDEN_STOP = -2 };
typedef int64_t widen_fn(void *ctx, struct slice filter);

void widen_free(struct widen *w);
/* Best ways first; what was in *w goes. */
void widen(struct widen *w, const struct shape *shape, struct slice filter,
	   widen_fn *rows, void *ctx);
/* Adds a way of the caller's before those that leave something out. */
void widen_named(struct widen *w, struct slice filter, struct slice name,
		 widen_fn *rows, void *ctx);
/* Appends "without role:lawyer: 12 rows". */
void widen_say(const struct widen_way *way, struct str *out);

/* The column whose name is nearest; NULL: none is near. */
const char *widen_column(const struct shape *shape, struct slice name);
/* The word of the column's vocabulary that is nearest; NULL likewise. */
const char *widen_word(const struct column *c, struct slice word);

#endif
