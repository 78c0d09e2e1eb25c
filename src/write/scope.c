#include "write/scope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 256 };	/* authorities that are walked through */

int64_t scope_day(const struct mark *m)
{
	return m->kind == MARK_RELEASE ? m->last : m->first;
}

/* --- the row --- */

/* As far as a name is kept. */
static bool is_row(const struct scope *s, struct slice by)
{
	if (by.n >= SCOPE_BY)
		by.n = SCOPE_BY - 1;
	return slice_is(by, s->by);
}

static bool in_row(const struct scope *s, const struct mark *x)
{
	if (!s->measures || x->kind == MARK_RELEASE)
		return s->measures == (x->kind != MARK_RELEASE);
	return is_row(s, x->by);
}

struct place {
	int64_t day;
	size_t mark;
};

static int by_day(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->mark < y->mark ? -1 : x->mark > y->mark;
}

static size_t place_row(const struct scope *s, const struct marks *m,
			struct place *out)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		if (in_row(s, &m->list[i]))
			out[n++] = (struct place){ scope_day(&m->list[i]), i };
	if (n > 1)
		qsort(out, n, sizeof(*out), by_day);
	return n;
}

/* What the row has, in the order of the axis. */
static int order_row(struct scope *s, const struct marks *m, struct err *e)
{
	struct place *p = calloc(m->n ? m->n : 1, sizeof(*p));
	size_t *order = calloc(m->n ? m->n : 1, sizeof(*order));

	s->n = s->at = 0;
	if (!p || !order) {
		free(p);
		free(order);
		return err_set(e, ERR_MEMORY, "no memory for the timeline");
	}
	s->n = place_row(s, m, p);
	for (size_t i = 0; i < s->n; i++)
		order[i] = p[i].mark;
	free(p);
	free(s->order);
	s->order = order;
	s->cap = m->n;
	return 0;
}

static void set_row(struct scope *s, bool measures, struct slice by)
{
	s->measures = measures;
	snprintf(s->by, sizeof(s->by), "%.*s", SLICE_ARG(by));
}

static const struct mark *mark_at(const struct scope *s,
				  const struct marks *m, size_t at)
{
	return &m->list[s->order[at]];
}

const struct mark *scope_chosen(const struct scope *s, const struct marks *m)
{
	return s->at < s->n && s->order[s->at] < m->n ? mark_at(s, m, s->at) :
							NULL;
}

/* --- what is chosen --- */

static void hold(struct scope *s, const struct marks *m, size_t at)
{
	const struct mark *x;

	if (s->n == 0)
		return;
	s->at = at < s->n ? at : s->n - 1;
	x = mark_at(s, m, s->at);
	snprintf(s->id, sizeof(s->id), "%.*s", SLICE_ARG(x->id));
	snprintf(s->date, sizeof(s->date), "%.*s", SLICE_ARG(x->date));
	s->day = scope_day(x);
	s->chosen = true;
	axis_show(&s->axis, s->day);
}

static void choose(struct scope *s, const struct marks *m, size_t at)
{
	hold(s, m, at);
	s->want = s->day;
}

static int64_t apart(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

/* Something that happened on a day, at first. */
static size_t last_sure(const struct scope *s, const struct marks *m)
{
	for (size_t i = s->n; i-- > 0;) {
		const struct mark *x = mark_at(s, m, i);

		if (!x->total && !x->said && x->kind != MARK_EXPIRY &&
		    x->first == x->last)
			return i;
	}
	return s->n ? s->n - 1 : 0;
}

static size_t nearest(const struct scope *s, const struct marks *m)
{
	size_t best = 0;

	for (size_t i = 1; i < s->n; i++)
		if (apart(scope_day(mark_at(s, m, i)), s->want) <=
		    apart(scope_day(mark_at(s, m, best)), s->want))
			best = i;
	return best;
}

/* Where what was chosen stands now, or what is nearest. */
static size_t found(const struct scope *s, const struct marks *m)
{
	if (!s->chosen)
		return last_sure(s, m);
	for (size_t i = 0; i < s->n; i++) {
		const struct mark *x = mark_at(s, m, i);

		if (slice_is(x->id, s->id) && slice_is(x->date, s->date))
			return i;
	}
	return nearest(s, m);
}

/* Rows as they stand below each other: releases, then authorities. */
static size_t all_rows(const struct marks *m, struct slice out[ROWS])
{
	struct slice by = SLICE_NONE;
	size_t n = 0;

	for (size_t i = 0; i < m->n && n == 0; i++)
		if (m->list[i].kind == MARK_RELEASE)
			out[n++] = SLICE_NONE;
	while (n < ROWS && marks_next_by(m, &by))
		out[n++] = by;
	return n;
}

int scope_take(struct scope *s, const struct marks *m, struct err *e)
{
	struct slice row[ROWS];

	if (order_row(s, m, e) < 0)
		return -1;
	if (s->n == 0 && all_rows(m, row) > 0) {
		set_row(s, row[0].p != NULL, row[0]);
		if (order_row(s, m, e) < 0)
			return -1;
	}
	choose(s, m, found(s, m));
	return 0;
}

int scope_row(struct scope *s, const struct marks *m, int by, struct err *e)
{
	struct slice row[ROWS];
	size_t n = all_rows(m, row), at = 0;

	if (n == 0)
		return 0;
	while (at < n && (s->measures != (row[at].p != NULL) ||
			  (s->measures && !is_row(s, row[at]))))
		at++;
	at = at == n ? 0 : (at + (by > 0 ? 1 : n - 1)) % n;
	set_row(s, row[at].p != NULL, row[at]);
	if (order_row(s, m, e) < 0)
		return -1;
	hold(s, m, nearest(s, m));
	return 0;
}

/* --- the window --- */

/* A bin has room for its label, and for the number above a bar. */
static size_t cells_of(int zoom)
{
	static const size_t cells[AXIS_UNITS] = { 3, 3, 4, 4, 5 };

	return zoom < AXIS_UNITS ? cells[zoom] : 1;
}

enum { CELLS_MOST = 6 };

static void fit_window(struct scope *s, const struct marks *m, size_t room)
{
	size_t bins = room / cells_of(s->zoom);
	int64_t first, last, left;

	bins = bins < 1 ? 1 : bins > AXIS_BINS ? AXIS_BINS : bins;
	marks_span(m, &first, &last);
	if (s->axis.bins == 0 || (int)s->axis.unit != s->zoom)
		s->axis = axis_window((enum axis_unit)s->zoom,
				      s->chosen ? s->day : last, bins / 2,
				      bins);
	left = axis_day(&s->axis, 0);
	s->axis = axis_window((enum axis_unit)s->zoom, left, 0, bins);
	axis_pan(&s->axis, 0, first, last);
	if (s->chosen)
		axis_show(&s->axis, s->day);
}

size_t scope_fit(struct scope *s, const struct marks *m, size_t room)
{
	size_t cells;

	if (m->n == 0 || room == 0) {
		s->axis = (struct axis){0};
		return 0;
	}
	if (s->zoom == SCOPE_ALL)
		s->axis = axis_make(m, room);
	else
		fit_window(s, m, room);
	if (s->axis.bins == 0)
		return 0;
	cells = room / s->axis.bins;
	return s->zoom != SCOPE_ALL ? cells_of(s->zoom) > room ? room :
		cells_of(s->zoom) : cells > CELLS_MOST ? CELLS_MOST : cells;
}

/* What is chosen stands as far from the left as it did. */
static void zoom_to(struct scope *s, const struct marks *m, int zoom,
		    size_t room)
{
	int bin = scope_at(s, m);
	double of = bin < 0 ? 0.5 : ((double)bin + 0.5) /
				    (double)s->axis.bins;
	size_t bins;

	s->zoom = zoom;
	if (zoom < SCOPE_ALL) {
		bins = room / cells_of(zoom);
		bins = bins < 1 ? 1 : bins > AXIS_BINS ? AXIS_BINS : bins;
		s->axis = axis_window((enum axis_unit)zoom, s->day,
				      (size_t)(of * (double)bins), bins);
	}
	scope_fit(s, m, room);
}

/* Does a window of that unit show all of it? */
static bool shows_all(const struct marks *m, int unit, size_t room)
{
	size_t bins = room / cells_of(unit);
	int64_t first, last;
	struct axis a;

	marks_span(m, &first, &last);
	bins = bins < 1 ? 1 : bins > AXIS_BINS ? AXIS_BINS : bins;
	a = axis_window((enum axis_unit)unit, first, 0, bins);
	return axis_bin(&a, first) >= 0 && axis_bin(&a, last) >= 0;
}

bool scope_zoom(struct scope *s, const struct marks *m, int by, size_t room)
{
	int to;

	if (m->n == 0 || scope_fit(s, m, room) == 0)
		return false;
	to = s->zoom == SCOPE_ALL ? (int)s->axis.unit + 1 : s->zoom;
	if (by > 0) {
		/* From all of it, to the first unit that shows less. */
		for (to--; s->zoom == SCOPE_ALL && to > 0 &&
		     shows_all(m, to, room);)
			to--;
		if (to < 0)
			return false;
	} else {
		if (s->zoom == SCOPE_ALL)
			return false;
		if (++to < SCOPE_ALL && shows_all(m, to, room))
			to = SCOPE_ALL;
	}
	zoom_to(s, m, to, room);
	return true;
}

/* --- moving --- */

static int bin_of(const struct scope *s, const struct marks *m, size_t at)
{
	int64_t day = scope_day(mark_at(s, m, at));
	int bin = axis_bin(&s->axis, day);

	return bin >= 0 ? bin : day < axis_day(&s->axis, 0) ? -1 : -2;
}

int scope_at(const struct scope *s, const struct marks *m)
{
	return scope_chosen(s, m) && s->axis.bins ?
		       axis_bin(&s->axis, s->day) : -1;
}

size_t scope_beside(const struct scope *s, const struct marks *m,
		    size_t *first)
{
	int bin = scope_at(s, m);
	size_t from = s->at, to = s->at;

	*first = from;
	if (bin < 0)
		return scope_chosen(s, m) ? 1 : 0;
	while (from > 0 && bin_of(s, m, from - 1) == bin)
		from--;
	while (to + 1 < s->n && bin_of(s, m, to + 1) == bin)
		to++;
	*first = from;
	return to - from + 1;
}

void scope_mark(struct scope *s, const struct marks *m, int by)
{
	if (by > 0 && s->at + 1 < s->n)
		choose(s, m, s->at + 1);
	else if (by < 0 && s->at > 0)
		choose(s, m, s->at - 1);
}

void scope_bin(struct scope *s, const struct marks *m, int by)
{
	size_t first, n = scope_beside(s, m, &first);

	if (n == 0)
		return;
	if (by > 0 && first + n < s->n) {
		choose(s, m, first + n);
	} else if (by < 0 && first > 0) {
		choose(s, m, first - 1);
		scope_beside(s, m, &first);
		choose(s, m, first);
	}
}

void scope_end(struct scope *s, const struct marks *m, bool last)
{
	choose(s, m, last && s->n ? s->n - 1 : 0);
}

/* The window moves by itself; what is chosen goes along to the first that
 * stands in it, or to the next one that way. */
void scope_page(struct scope *s, const struct marks *m, int by)
{
	int64_t first, last, bins = (int64_t)s->axis.bins;
	size_t at = s->at;

	if (s->n == 0 || bins == 0)
		return;
	marks_span(m, &first, &last);
	axis_pan(&s->axis, by > 0 ? bins : -bins, first, last);
	if (by > 0)
		while (at + 1 < s->n && scope_day(mark_at(s, m, at)) <
					axis_day(&s->axis, 0))
			at++;
	else
		while (at > 0 && scope_day(mark_at(s, m, at)) >=
				 axis_day(&s->axis, s->axis.bins))
			at--;
	if (at == s->at && s->zoom == SCOPE_ALL)
		at = by > 0 ? s->n - 1 : 0;
	choose(s, m, at);
}

void scope_free(struct scope *s)
{
	free(s->order);
	*s = SCOPE_INIT;
}
