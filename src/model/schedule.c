#include "model/schedule.h"

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void due_note(struct due *d, const struct due_answer *a, int64_t now)
{
	d->asked_at = now;
	d->wait_s = 0;
	d->retry_at = a->retry_after_s > 0 ?
		now + least(a->retry_after_s, DUE_RETRY_MOST_S) : 0;
	if (a->outcome == DUE_GOOD) {
		d->failures = d->failing_since = 0;
		d->good_at = now;
		if (a->ttl_s >= 0)
			d->ttl_s = a->ttl_s;
		d->wait_s = least(most(a->fresh_s, d->ttl_s),
				  DUE_WAIT_MOST_S);
		return;
	}
	if (d->failures++ == 0)
		d->failing_since = now;
}

void due_attempted(struct due *d, int64_t at, int64_t good_at, int64_t now)
{
	if (d->asked_at == DUE_WANTED || at <= d->asked_at || at > now)
		return;
	d->asked_at = at;
	d->wait_s = 0;
	d->failures = good_at < at;
	d->failing_since = d->failures ? at : 0;
	d->good_at = good_at;
}

void due_forgive(struct due *d, const struct due *before)
{
	/* One is left: it is asked again soon, not after a whole period. */
	d->failures = most(before->failures, 1);
}

bool due_repair(struct due *d, int64_t now)
{
	bool ahead = d->asked_at > now + DUE_SLACK_S;

	if (ahead)
		d->asked_at = now;
	if (d->failing_since > now + DUE_SLACK_S) {
		d->failing_since = now;
		ahead = true;
	}
	if (d->retry_at > now + DUE_RETRY_MOST_S + DUE_SLACK_S) {
		d->retry_at = now + DUE_RETRY_MOST_S;
		ahead = true;
	}
	return ahead;
}

/* Sources of a short period are not put off by more than they would wait. */
static int64_t back_off(const struct due *d, int64_t period_s)
{
	int64_t limit = most(DUE_BACK_OFF_MOST_S, period_s);
	int64_t wait = DUE_BACK_OFF_S;

	if (period_s != SOURCE_NEVER)
		wait = least(wait, period_s);
	for (int64_t i = 1; i < d->failures && wait < limit; i++)
		wait *= 2;
	return least(wait, limit);
}

int64_t due_at(const struct due *d, const struct source *s, int64_t now)
{
	struct due copy = *d;
	int64_t wait, at;

	if (due_is_gone(d, s))
		return 0;
	if (d->asked_at <= 0)
		return 1;
	if (due_repair(&copy, now))
		return now;
	if (s->period_s == SOURCE_NEVER && d->good_at > 0)
		return 0;
	wait = d->failures ? back_off(d, s->period_s) :
			     most(s->period_s, d->wait_s);
	at = d->asked_at + wait + wait / 10 * d->spread / DUE_SPREADS;
	return most(at, d->retry_at);
}

bool due_is_gone(const struct due *d, const struct source *s)
{
	if (d->gone.n == 0)
		return false;
	for (size_t i = 0; i < s->n_urls; i++)
		if (slice_eq(s->url[i], d->gone))
			return true;
	return slice_eq(s->index, d->gone);
}

struct slice due_moved(const struct due *d, struct slice url)
{
	struct slice rest = d->moved, line, from;

	while (slice_cut(&rest, '\n', &line))
		if (slice_cut(&line, LIST_SEP, &from) && line.n > 0 &&
		    slice_eq(from, url))
			return line;
	return SLICE_NONE;
}

struct slice due_moved_any(const struct due *d, const struct source *s)
{
	for (size_t i = 0; i < s->n_urls; i++) {
		struct slice to = due_moved(d, s->url[i]);

		if (to.n > 0)
			return to;
	}
	return s->index.n ? due_moved(d, s->index) : SLICE_NONE;
}

int64_t due_spread(struct slice key, struct slice machine)
{
	uint64_t h = slice_hash(key) * 31 + slice_hash(machine);

	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdULL;
	h ^= h >> 33;
	return (int64_t)(h % DUE_SPREADS);
}
