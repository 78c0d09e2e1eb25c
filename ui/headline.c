#include "ui/headline.h"

#include "base/i18n.h"
#include "base/local.h"
#include "ui/human.h"

enum { DAY_BYTES = 256 };

struct making {
	const struct data *d;
	query_fn *query;
	void *ctx;
	struct str *out;
	size_t start;
	int states;
	bool eases;		/* the states put now are those that ease */
};

static void separate(struct making *m)
{
	if (m->out->n > m->start)
		str_addz(m->out, " · ");
}

/* Opens the rows of a view under the desk's filter and one of our own. */
static bool open_rows(struct making *m, const char *view, const char *filter,
		      struct rows *rows)
{
	const struct shape *shape = m->d->ops->shape(m->d->ctx, view);
	struct query q = { 0 };
	struct err e = { 0 };
	bool ok = shape && m->query(m->ctx, shape, &q) &&
		  query_parse(&q, slice_of(filter), &e) == 0 &&
		  query_check(&q, shape, &e) == 0 &&
		  m->d->ops->open(m->d->ctx, shape, &q, rows, &e) == 0;

	query_free(&q);
	return ok;
}

static int put_event(void *ctx, const struct shape *shape,
		     const struct row *r, struct err *e)
{
	struct making *m = ctx;
	struct slice count = human_get(shape, r, "count");
	struct slice date = human_get(shape, r, "date");
	int at = shape_find(shape, SLICE("date"));
	struct str day = STR_INIT(DAY_BYTES);
	int64_t n = 0;

	(void)e;
	if (count.n == 0 || at < 0)
		return 0;
	separate(m);
	human_item(shape_column(shape, (size_t)at), date, &day);
	if (!slice_int(count, &n))
		n = 2;
	/* TRANSLATORS: how many were freed, and when: 123 freed 13 Dec 2025 */
	str_addf(m->out, ngettext("%.*s freed %s", "%.*s freed %s", n),
		 SLICE_ARG(count), str_cstr(&day));
	str_free(&day);
	return 0;
}

/* The newest act that freed several people and is not mere hearsay. */
static void put_newest(struct making *m)
{
	struct rows rows = { 0 };
	struct err e = { 0 };

	if (!open_rows(m, "events", "count>1 -is:unverified", &rows))
		return;
	if (rows.ops->count(rows.ctx) > 0)
		rows.ops->fetch(rows.ctx, 0, 1, put_event, m, &e);
	rows_close(&rows);
}

static void put_releases(struct making *m)
{
	struct rows rows = { 0 };
	int64_t n;

	if (!open_rows(m, "releases", "", &rows))
		return;
	n = rows.ops->count(rows.ctx);
	separate(m);
	local_number(m->out, n);
	str_addz(m->out, ngettext(" person named", " persons named", n));
	rows_close(&rows);
}

enum { STATES_SHOWN = 4 };

/* What was eased stands first: a narrow terminal cuts the end, and whole lists
 * that are in force are many. */
static bool is_easing(struct slice state)
{
	return slice_is(state, "eased_by_licence") ||
	       slice_is(state, "suspended") || slice_is(state, "lifted");
}

static int put_state(void *ctx, struct slice value, int64_t rows,
		     struct err *e)
{
	struct making *m = ctx;
	const char *label = vocab_said(VOCAB_measure_state, value);

	(void)e;
	if (value.n == 0 || m->states == STATES_SHOWN ||
	    is_easing(value) != m->eases)
		return 0;
	if (m->states++ == 0) {
		separate(m);
		str_addz(m->out, _("sanctions: "));
	} else {
		str_addz(m->out, ", ");
	}
	local_number(m->out, rows);
	str_addc(m->out, ' ');
	str_add(m->out, label ? slice_of(label) : value);
	return 0;
}

static void put_sanctions(struct making *m)
{
	const struct shape *shape = m->d->ops->shape(m->d->ctx, "sanctions");
	int column = shape ? shape_find(shape, SLICE("state")) : -1;
	struct query q = { 0 };
	struct err e = { 0 };

	for (int pass = 0; pass < 2; pass++) {
		m->eases = pass == 0;
		if (column >= 0 && m->query(m->ctx, shape, &q))
			m->d->ops->facet(m->d->ctx, shape, column, &q,
					 put_state, m, &e);
		query_free(&q);
	}
}

void headline_make(const struct data *d, query_fn *fn, void *ctx,
		   struct str *out)
{
	struct making m = { .d = d, .query = fn, .ctx = ctx, .out = out,
			    .start = out->n };

	put_newest(&m);
	put_releases(&m);
	put_sanctions(&m);
}
