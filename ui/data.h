/* What the screen asks of the data: a struct of functions, so that golden
 * tests use canned rows and the program uses the store (data_store.h).
 */
#ifndef THAW_UI_DATA_H
#define THAW_UI_DATA_H

#include "base/clock.h"
#include "model/query.h"
#include "model/shape.h"
#include "flow/screening.h"
#include "store/store.h"

/* The rows of one view under one query. The list never holds all of them. */
struct rows {
	const struct rows_ops *ops;	/* NULL: no rows */
	void *ctx;
};

struct rows_ops {
	int64_t (*count)(void *ctx);
	int64_t (*total)(void *ctx);	/* whatever the filter */
	int (*fetch)(void *ctx, int64_t first, int64_t n, row_fn *fn,
		     void *fn_ctx, struct err *e);
	int64_t (*find)(void *ctx, struct slice id, struct err *e); /* or -1 */
	/* As window_next. NULL: not asked for. */
	int64_t (*next)(void *ctx, const struct query *some, int64_t from,
			int64_t n, bool all, int64_t *first, struct err *e);
	void (*close)(void *ctx);
};

struct data_ops {
	/* NULL when there is no such view. Lives on. */
	const struct shape *(*shape)(void *ctx, const char *view);
	/* The query is checked and complete. */
	int (*open)(void *ctx, const struct shape *shape,
		    const struct query *q, struct rows *out, struct err *e);
	/* As store_subject. */
	int (*subject)(void *ctx, struct slice id, struct arena *mem,
		       struct facts *out, struct err *e);
	int (*facet)(void *ctx, const struct shape *shape, int column,
		     const struct query *q, facet_fn *fn, void *fn_ctx,
		     struct err *e);
	/* As store_tie, without a note; another writer is not waited for. */
	int (*tie)(void *ctx, enum tie_word word, struct slice a,
		   struct slice b, struct err *e);
	/* As own_marks_set and own_mark_get. */
	int (*mark)(void *ctx, const struct slice *id, size_t n,
		    struct slice what, struct err *e);
	int (*marks)(void *ctx, struct slice id, struct arena *mem,
		     struct own_mark *out, struct err *e);
	/* As own_hit_dismiss. */
	int (*dismiss)(void *ctx, int64_t number, bool dismissed,
		       struct err *e);
	/* Who may be meant, today; rows live in mem. The listings of the user's
	 * lists, as screening_one(). */
	int (*screen)(void *ctx, const struct asked *a, struct arena *mem,
		      struct candidates *out, struct err *e);
	/* As own_verdict_set, by whoever uses the screen. */
	int (*verdict)(void *ctx, struct slice id,
		       const struct own_verdict *v, struct err *e);
	/* As store_conflict; as own_dispute_set, by whoever uses the screen. */
	int (*conflict)(void *ctx, struct slice id, struct arena *mem,
			struct store_conflict *out, struct err *e);
	int (*dispute)(void *ctx, struct slice id, struct slice verdict,
		       struct slice note, struct slice sum, struct err *e);
	/* From now on `open` is given up with ERR_STOPPED once `stop` says so;
	 * NULL: never. */
	void (*heed)(void *ctx, bool (*stop)(void *ctx), void *stop_ctx);
	bool (*changed)(void *ctx);	/* somebody has committed */
	/* After that: the store is not where it was, or what stands there is
	 * none; why. NULL: never. */
	bool (*amiss)(void *ctx, struct err *why);
	/* After that: the store was replaced, and what had not been written into
	 * the old file lies here, or NULL. */
	const char *(*aside)(void *ctx);
	int64_t (*refreshed_at)(void *ctx);	/* last good answer, 0: never */
	/* When the next source is due that somebody is contacted for and that
	 * no other process refreshes; in the past: now. 0: none ever is. */
	int64_t (*due_at)(void *ctx);
	/* As store_attempts, the last ones. NULL: nobody knows of any. */
	int (*attempts)(void *ctx, struct slice source, attempt_fn *fn,
			void *fn_ctx, struct err *e);
	/* As own_words_get. NULL: nothing was ever said. */
	int (*own)(void *ctx, struct slice id, struct arena *mem,
		   struct own_words *out, struct err *e);
	/* As own_work_set, by whoever uses the screen. NULL: cannot be said. */
	int (*work)(void *ctx, struct slice id, const struct own_work *w,
		    struct err *e);
	/* Names of rows of the shape that are alike, best first; in mem. How
	 * many. NULL: cannot be told. */
	size_t (*alike)(void *ctx, const struct shape *shape, struct slice name,
			struct arena *mem, struct slice *out, size_t most,
			struct err *e);
};

struct data {
	const struct data_ops *ops;
	void *ctx;
	struct clock clock;
};

static inline void rows_close(struct rows *r)
{
	if (r->ops)
		r->ops->close(r->ctx);
	*r = (struct rows){ 0 };
}

#endif
