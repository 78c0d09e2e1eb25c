/* Who may go next: requests wait here in their order, each host with its share
 * of transfers at a time and of starts in a minute. Nothing here sleeps or
 * connects; the time is handed in. */
#ifndef THAW_FETCH_FETCH_QUEUE_H
#define THAW_FETCH_FETCH_QUEUE_H

#include "fetch/fetch.h"

struct fetch_handle;

struct fetch_host {
	uint64_t hash;
	size_t active;
	int per_minute;		/* 0: no limit */
	int64_t tokens;		/* see fetch_queue.c */
	int64_t filled_ms;
	int64_t pause_s;	/* it has asked for one (429) */
};

struct fetch_waiting {
	struct fetch_host *host;	/* NULL: nowhere to connect to */
	bool begun;
	int64_t not_before_ms;
	struct fetch_handle *kept;	/* an attempt to be gone on with */
};

struct fetch_queue {
	struct fetch_waiting *wait;	/* of each request */
	struct fetch_host *host;	/* table by hash */
	size_t n, n_slots;
	size_t first;			/* all before have begun */
	size_t n_left;			/* not begun */
	size_t per_host;
};

int fetch_queue_open(struct fetch_queue *q, const struct fetch_request *reqs,
		     size_t n, const struct fetch_options *o, size_t per_host,
		     struct err *e);
/* The next request that may begin now, or n. */
size_t fetch_queue_next(struct fetch_queue *q, int64_t now_ms);
void fetch_queue_begin(struct fetch_queue *q, size_t i);
void fetch_queue_end(struct fetch_queue *q, size_t i);
/* Takes one that has ended back, to be gone on with. */
void fetch_queue_again(struct fetch_queue *q, size_t i,
		       struct fetch_handle *kept, int64_t not_before_ms);
/* Its host wants no more requests for a while. */
void fetch_queue_hold(struct fetch_queue *q, size_t i, int64_t pause_s);
int64_t fetch_queue_held(const struct fetch_queue *q, size_t i);
void fetch_queue_close(struct fetch_queue *q);

#endif
