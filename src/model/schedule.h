/* When a source is asked next: decisions without a clock, store or network.
 *
 * A struct due is what is remembered of asking one source. It holds what
 * happened and what the server said, never a date to come: that follows from
 * it and from the period in sources.conf, so that a period which the user
 * changes holds at once, and a clock that was wrong leaves no date behind.
 */
#ifndef THAW_MODEL_SCHEDULE_H
#define THAW_MODEL_SCHEDULE_H

#include "model/shape.h"
#include "model/source.h"

enum {
	DUE_BACK_OFF_S = 15 * 60,	/* after a failure, doubling ... */
	DUE_BACK_OFF_MOST_S = 86400,	/* ... to this, or the period */
	DUE_WAIT_MOST_S = 86400,	/* what a server may lengthen it by */
	DUE_RETRY_MOST_S = 7 * 86400,	/* and put it off by */
	DUE_SLACK_S = 60,	/* so far ahead of the clock is no fault */
	DUE_AWAY = 3,		/* so many that cannot be reached, and nobody
				 * else: the network is away */
	DUE_SPREADS = 1000,
	DUE_WANTED = -1,
};

struct due {
	int64_t asked_at;	/* last attempt; 0: never; DUE_WANTED: the
				 * user wants it asked again */
	int64_t good_at;	/* last that was good; 0: never */
	int64_t wait_s;		/* so long its answer holds, as was said */
	int64_t ttl_s;		/* the feed's own word, of its last version */
	int64_t retry_at;	/* not before, as was said; 0 */
	int64_t failures;	/* in a row */
	int64_t failing_since;	/* the first of them; 0 */
	int64_t spread;		/* of DUE_SPREADS: its place in the jitter */
	struct slice gone;	/* address that is gone for good, or absent */
	struct slice moved;	/* "url US address LF" for each that moved */
};

enum due_outcome { DUE_GOOD, DUE_FAILED, DUE_GONE };

struct due_answer {
	enum due_outcome outcome;
	int64_t fresh_s;	/* Cache-Control, Expires; 0: not said */
	int64_t ttl_s;		/* the feed's own word; 0; -1: as before */
	int64_t retry_after_s;	/* Retry-After; 0 */
};

/* Takes an answer into account. `gone` and `moved` stay the caller's. */
void due_note(struct due *d, const struct due_answer *a, int64_t now);
/* Another attempt that is known of, such as an import, and the last good one.
 * One in the future says nothing. */
void due_attempted(struct due *d, int64_t at, int64_t good_at, int64_t now);
/* The network was away, which is no fault of the source: its row of failures
 * is as long as before. */
void due_forgive(struct due *d, const struct due *before);
/* A clock that was ahead leaves attempts in the future. True where it did:
 * they are now then, so that the source waits one period and no more. */
bool due_repair(struct due *d, int64_t now);
/* When it is asked next; 0: only when told to. Never before the period is
 * over, and up to a tenth of it later. Where due_repair() has something to do
 * it is now. */
int64_t due_at(const struct due *d, const struct source *s, int64_t now);

/* An address of the source is gone for good, and still configured. */
bool due_is_gone(const struct due *d, const struct source *s);
/* Where a configured address has moved to, or absent. */
struct slice due_moved(const struct due *d, struct slice url);
/* The same for the first that has, for people. */
struct slice due_moved_any(const struct due *d, const struct source *s);
/* Place of a source in the jitter, on a machine. */
int64_t due_spread(struct slice key, struct slice machine);

#endif
