/* A watch: a filter that is looked at again whenever rows may be others. What
 * it finds that it did not find before is a hit. Pure functions; who keeps
 * watches and hits is the store (store/watch.h).
 */
#ifndef THAW_MODEL_WATCH_H
#define THAW_MODEL_WATCH_H

#include "model/query.h"

enum {
	WATCHES_MAX = 256,
	WATCH_NAME = 64,	/* bytes */
	WATCH_VIEWS = 16,
	WATCH_HITS = 1000,	/* of one watch, that are told at once or kept */
	WATCH_ROWS = 1000000,	/* of one view that a watch may match */
};

struct watch {
	int64_t number;		/* of the store; 0: not kept yet */
	struct slice name;
	struct slice view;	/* absent: those that the filter fits */
	struct slice filter;
	int64_t since;
	/* As they were counted last. */
	int64_t rows, hits, last_hit;
	struct slice views;	/* list cell: into which it looks */
};

struct hit {
	int64_t number;
	int64_t at;
	struct slice watch, filter;
	struct slice view;
	struct slice id;	/* of the subject */
	struct slice subject;	/* what it is called */
	struct slice state;	/* "listed, eased by GL 13"; may be absent */
	struct slice sources;	/* list cell */
	bool disputed, unverified, dismissed;
};

/* The views that it looks into: those marked `watched` that understand the
 * filter, or other ones where none of these does, or the one that it names.
 * -1 with ERR_USAGE, what is wrong and what is valid, where no view does, or
 * where a new watch has no term that says what is wanted.
 * `shapes` ends in NULL; `out` has room for WATCH_VIEWS. */
int watch_views(const struct watch *w, const struct shape *const *shapes,
		const struct shape **out, size_t *n, struct err *e);
/* The query of the filter on a view, checked; `whole` with what the view adds
 * by itself. The caller frees it, also after -1. */
int watch_query(struct slice filter, const struct shape *shape, bool whole,
		struct query *q, struct err *e);

/* A name of the letters and figures of the filter: "role-journalist". */
void watch_name(struct slice filter, struct str *out);
/* 0, or -1 with what is wrong with the name. */
int watch_name_check(struct slice name, struct err *e);
/* What the columns (names with blanks between) say of the row: words as their
 * labels, ", " between; all but the first column led by their titles where
 * `titled`: "listed, eased by GL 13". */
void watch_words(const struct shape *shape, const struct row *r,
		 const char *columns, bool titled, struct str *out);

#endif
