#include "write/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "model/pdate.h"
#include "model/shape.h"

/* --- marks --- */

static bool cell_has(struct slice cell, struct slice value)
{
	struct slice one;

	while (slice_cut(&cell, LIST_SEP, &one))
		if (one.n && slice_eq(one, value))
			return true;
	return false;
}

static void add_sources(struct marks *to, struct mark *m, struct slice more)
{
	struct slice one;

	while (slice_cut(&more, LIST_SEP, &one))
		if (one.n && !cell_has(m->sources, one))
			m->sources = arena_fmt(&to->mem, "%.*s%.*s\x1f",
				m->sources.n ? (int)m->sources.n : 1,
				m->sources.n ? m->sources.p : "\x1f",
				SLICE_ARG(one));
}

/* Marks of one row come one behind another. */
static struct mark *known(struct marks *to, const struct mark *m)
{
	for (size_t i = to->n; i-- > 0;) {
		struct mark *x = &to->list[i];

		if (!slice_eq(x->id, m->id))
			return NULL;
		if (x->kind == m->kind && slice_eq(x->date, m->date) &&
		    slice_eq(x->word, m->word) && slice_eq(x->what, m->what))
			return x;
	}
	return NULL;
}

static void keep(struct marks *to, struct mark *m)
{
	struct slice *each[] = { &m->date, &m->id, &m->by, &m->word, &m->what,
				 &m->url, &m->seen };
	struct slice sources = m->sources;

	for (size_t i = 0; i < sizeof(each) / sizeof(*each); i++)
		*each[i] = arena_slice(&to->mem, *each[i]);
	m->sources = SLICE_NONE;
	add_sources(to, m, sources);
}

int marks_add(struct marks *to, const struct mark *m, struct err *e)
{
	void *list = to->list;
	struct mark *same;
	struct pdate d;

	if (!pdate_parse(m->date, DATE_ORDER_UNKNOWN, &d))
		return 0;
	same = known(to, m);
	if (same) {
		add_sources(to, same, m->sources);
		same->disputed |= m->disputed;
		return arena_ok(&to->mem, "timeline", e);
	}
	if (to->n == MARKS_MAX) {
		to->left_out++;
		return 0;
	}
	if (vec_room(&list, &to->cap, to->n, sizeof(*m), MARKS_MAX, e) < 0)
		return -1;
	to->list = list;
	to->list[to->n] = *m;
	to->list[to->n].first = pdate_first_day(d);
	to->list[to->n].last = pdate_last_day(d);
	keep(to, &to->list[to->n++]);
	return arena_ok(&to->mem, "timeline", e);
}

/* "2025" stands before "2025-12": what is vague comes first. */
static int by_date(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	int c = slice_cmp(x->date, y->date);

	if (c == 0)
		c = (int)x->kind - (int)y->kind;
	if (c == 0)
		c = slice_cmp(x->by, y->by);
	if (c == 0)
		c = slice_cmp(x->id, y->id);
	return c ? c : slice_cmp(x->what, y->what);
}

void marks_sort(struct marks *m)
{
	if (m->n > 1)
		qsort(m->list, m->n, sizeof(*m->list), by_date);
}

void marks_clear(struct marks *m)
{
	m->n = m->left_out = 0;
	arena_clear(&m->mem);
}

void marks_free(struct marks *m)
{
	free(m->list);
	arena_free(&m->mem);
	*m = MARKS_INIT;
}

/* --- the axis --- */

void marks_span(const struct marks *m, int64_t *first, int64_t *last)
{
	*first = INT64_MAX;
	*last = INT64_MIN;
	for (size_t i = 0; i < m->n; i++) {
		if (m->list[i].first < *first)
			*first = m->list[i].first;
		if (m->list[i].last > *last)
			*last = m->list[i].last;
	}
}

struct axis axis_make(const struct marks *m, size_t most)
{
	int64_t first, last;

	if (m->n == 0)
		return (struct axis){0};
	marks_span(m, &first, &last);
	return axis_fit(first, last, most);
}

bool axis_vague(const struct axis *a, const struct mark *m)
{
	return axis_bin(a, m->first) != axis_bin(a, m->last);
}

/* --- what stands in the bins --- */

enum { FREED_MOST = 1000000000 };

/* A total tells of acts that are there too: it counts as far as it goes beyond
 * them, and of several the largest does. */
static void add_totals(const struct axis *a, const int64_t *total,
		       struct freed *out)
{
	for (size_t i = 0; i < a->bins; i++) {
		int64_t acts = out->exact[i] + out->vague[i];

		if (total[i] > acts)
			out->vague[i] += total[i] - acts;
		acts = out->exact[i] + out->vague[i];
		if (acts > out->most)
			out->most = acts;
	}
}

void marks_freed(const struct marks *m, const struct axis *a,
		 struct freed *out)
{
	int64_t total[AXIS_BINS] = {0};

	*out = (struct freed){0};
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *x = &m->list[i];
		/* What nobody can have freed must not make sums overflow. */
		int64_t n = x->count < FREED_MOST ? x->count : FREED_MOST;
		int bin = axis_bin(a, x->last);

		if (x->kind != MARK_RELEASE || n <= 0 || bin < 0)
			continue;
		if (x->total)
			total[bin] = n > total[bin] ? n : total[bin];
		else if (axis_vague(a, x))
			out->vague[bin] += n;
		else
			out->exact[bin] += n;
	}
	add_totals(a, total, out);
}

/* Which of two marks in one bin is shown: an act before what is said, an end
 * before a beginning. */
static int weight(enum mark_sign sign)
{
	static const int weights[SIGN_COUNT + 1] = {
		[SIGN_FREED] = 1, [SIGN_SAID] = 2, [SIGN_ENDS] = 3,
		[SIGN_IMPOSED] = 4, [SIGN_EASED] = 5, [SIGN_LIFTED] = 6,
	};

	return weights[sign];
}

void marks_signs(const struct marks *m, const struct axis *a,
		 struct slice by, enum mark_sign *out)
{
	for (size_t i = 0; i < a->bins; i++)
		out[i] = SIGN_COUNT;
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *x = &m->list[i];
		int bin = axis_bin(a, x->first);

		if (x->kind == MARK_RELEASE || bin < 0 || !slice_eq(x->by, by))
			continue;
		if (weight(x->sign) > weight(out[bin]))
			out[bin] = x->sign;
	}
}

bool marks_next_by(const struct marks *m, struct slice *by)
{
	const struct mark *next = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const struct mark *x = &m->list[i];

		if (x->kind == MARK_RELEASE ||
		    (by->p && slice_cmp(x->by, *by) <= 0))
			continue;
		if (!next || slice_cmp(x->by, next->by) < 0)
			next = x;
	}
	if (next)
		*by = next->by.p ? next->by : SLICE("");
	return next != NULL;
}

/* The first mark that begins on that day or later; marks are sorted. */
static size_t first_from(const struct marks *m, int64_t day)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->list[mid].first < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool eases(const struct mark *x)
{
	return x->kind == MARK_MEASURE && !x->said &&
	       (x->sign == SIGN_EASED || x->sign == SIGN_LIFTED) &&
	       x->last - x->first <= NEAR_DAYS;
}

const struct mark *marks_near(const struct marks *m, size_t i, size_t *at)
{
	const struct mark *release = &m->list[i];

	/* A year alone is near to nothing. */
	if (release->last - release->first > NEAR_DAYS)
		return NULL;
	if (*at == 0)
		*at = first_from(m, release->first - 2 * NEAR_DAYS);
	while (*at < m->n) {
		const struct mark *x = &m->list[(*at)++];

		if (x->first > release->last + NEAR_DAYS)
			return NULL;
		if (eases(x) && x->last >= release->first - NEAR_DAYS)
			return x;
	}
	return NULL;
}
