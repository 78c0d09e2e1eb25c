/* What the header lines of one answer say beyond its validators: how long it
 * stays fresh, and which part of the body it brings. Pure reading of text. */
#ifndef THAW_FETCH_FETCH_HEAD_H
#define THAW_FETCH_FETCH_HEAD_H

#include "base/str.h"

struct fetch_head {
	int64_t date, expires;		/* 0: not said, or no date */
	int64_t age;
	int64_t max_age, shared_age;	/* with 1 added; 0: not said */
	bool ask_each_time;		/* no-store, no-cache */
	bool has_expires;
	bool encoded;			/* gzip or its like on the line */
	int64_t from, to, total;	/* Content-Range; total -1: not said */
	bool has_range;
};

/* Other headers change nothing. */
void fetch_head_line(struct fetch_head *h, struct slice name,
		     struct slice value);
/* Seconds, at most 30 days. `now` where the server tells no date. */
int64_t fetch_head_fresh(const struct fetch_head *h, int64_t now);

#endif
