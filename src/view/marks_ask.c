/* One filter for releases and measures: who is asked, and of what day. */
#include "view/marks.h"
#include "view/view.h"

static const char *day_column(const struct shape *releases)
{
	return releases == &view_releases ? "released_on" : "date";
}

const struct shape *marks_releases(const struct query *q)
{
	for (size_t i = 0; i < q->n; i++) {
		struct slice field = q->term[i].field;

		if (field.p && shape_find(&view_releases, field) >= 0 &&
		    shape_find(&view_events, field) < 0 &&
		    shape_find(&view_sanctions, field) < 0)
			return &view_releases;
	}
	return &view_events;
}

void marks_terms(struct query *q, const struct shape *releases)
{
	if (releases != &view_releases)
		return;
	for (size_t i = 0; i < q->n; i++)
		if (slice_is(q->term[i].field, "date"))
			q->term[i].field = slice_of(day_column(releases));
}

static bool term_holds(const struct query_term *t, struct slice date)
{
	for (size_t i = 0; i < t->n; i++) {
		struct slice v = t->value[i];
		int c = slice_cmp(date, v);
		bool front = date.n >= v.n &&
			     slice_eq(slice_make(date.p, v.n), v);

		if ((t->op == OP_MATCH && front) || (t->op == OP_LT && c < 0) ||
		    (t->op == OP_LE && (c <= 0 || front)) ||
		    (t->op == OP_GT && c > 0 && !front) ||
		    (t->op == OP_GE && c >= 0))
			return true;
	}
	return false;
}

static bool in_time(const struct query *q, int column, struct slice date)
{
	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->term[i];

		if (t->is == IS_NONE && t->field.p && t->column == column &&
		    term_holds(t, date) == t->negate)
			return false;
	}
	return true;
}

void marks_keep(struct marks *m, const struct query *q,
		const struct shape *releases)
{
	int column = shape_find(releases, slice_of(day_column(releases)));
	size_t kept = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct mark *x = &m->list[i];

		if (x->kind == MARK_RELEASE || in_time(q, column, x->date))
			m->list[kept++] = *x;
	}
	m->n = kept;
}
