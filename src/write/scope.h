/* What is looked at of a timeline: which part of the time, how near, and which
 * mark is chosen in which row. A row is the releases or one authority.
 *
 * Pure: marks come in sorted, nothing is drawn. Whatever is done, the chosen
 * mark exists and stands in the window, as long as any mark does.
 */
#ifndef THAW_WRITE_SCOPE_H
#define THAW_WRITE_SCOPE_H

#include "write/timeline.h"

enum { SCOPE_ID = 256, SCOPE_BY = 32, SCOPE_ALL = AXIS_UNITS };

struct scope {
	int zoom;		/* an axis_unit, or SCOPE_ALL: all of it */
	struct axis axis;	/* as it was fitted last; no bins: never */
	bool measures;		/* the row: of `by`, else the releases */
	char by[SCOPE_BY];
	size_t *order;		/* marks of the row, by the day of their bin */
	size_t n, cap;
	size_t at;		/* in `order`; 0 where n is 0 */
	/* What is chosen, should the marks be others. */
	char id[SCOPE_ID], date[16];
	int64_t day;
	int64_t want;		/* the day that was looked for, when the row
				 * was turned to */
	bool chosen;
};

#define SCOPE_INIT ((struct scope){ .zoom = SCOPE_ALL })

/* The marks are others: what was chosen is found again, else what is nearest
 * in its row, else in the first row that has any. -1: no memory; then nothing
 * is chosen. */
int scope_take(struct scope *s, const struct marks *m, struct err *e);
/* The window for so many cells, each bin `least` of them at least where it is
 * zoomed; how wide a bin is then. 0: there is nothing to draw. */
size_t scope_fit(struct scope *s, const struct marks *m, size_t room);
/* Nearer (+1) or further (-1); the chosen mark stays about where it is. False:
 * it goes no further. */
bool scope_zoom(struct scope *s, const struct marks *m, int by, size_t room);
/* By bins that have marks, by marks, by windows; by rows. */
void scope_bin(struct scope *s, const struct marks *m, int by);
void scope_mark(struct scope *s, const struct marks *m, int by);
void scope_page(struct scope *s, const struct marks *m, int by);
int scope_row(struct scope *s, const struct marks *m, int by, struct err *e);
void scope_end(struct scope *s, const struct marks *m, bool last);

/* The chosen mark; NULL: there is none. */
const struct mark *scope_chosen(const struct scope *s, const struct marks *m);
/* Its bin, or -1. */
int scope_at(const struct scope *s, const struct marks *m);
/* Marks of its bin: order[*first] and those behind, how many. */
size_t scope_beside(const struct scope *s, const struct marks *m,
		    size_t *first);
/* The day by which a mark stands in its bin: releases by the last that they
 * can mean, as they are counted, others by the first. */
int64_t scope_day(const struct mark *m);
void scope_free(struct scope *s);

#endif
