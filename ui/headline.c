#include "ui/headline.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/local.h"
#include "base/text.h"
#include "ui/human.h"

enum { DAY_BYTES = 256 };

struct making {
	const struct data *d;
	query_fn *query;
	void *ctx;
	struct str *out;
	size_t start;
	bool sources;		/* each says whose word it is */
};

static void separate(struct making *m)
{
	if (m->out->n > m->start)
		str_addz(m->out, " · ");
}

/* The first of a list cell. */
static void put_source(struct making *m, struct slice cell)
{
	struct slice one = SLICE_NONE;

	while (one.n == 0 && slice_cut(&cell, LIST_SEP, &one))
		;
	if (m->sources && one.n > 0)
		str_addf(m->out, " (%.*s)", SLICE_ARG(one));
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
	if (human_true(shape, r, "disputed"))
		str_addz(m->out, " ≠");
	put_source(m, human_get(shape, r, "sources"));
	return 0;
}

/* Of acts, what counts those who are left, or a whole time, freed nobody that
 * day. */
#define FREED_THEN "count>1 -is:unverified -scope:remaining,cumulative_since," \
	"month_total,year_total,listed,died,arrested_total,new"

/* The newest act that freed several people and is not mere hearsay. */
static void put_newest(struct making *m)
{
	struct rows rows = { 0 };
	struct err e = { 0 };

	if (!open_rows(m, "events", FREED_THEN, &rows))
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

/* --- measures --- */

enum { MEASURES = 200, SHOWN_TARGET = 24, EASED_SHOWN = 2 };

/* A measure that may be told: "US potash: eased by licence". */
struct head_measure {
	char by[8], target[64], state[32], since[16], source[40];
	bool disputed;
};

struct telling {
	struct head_measure row[MEASURES];
	size_t n;
};

static void copy(char *to, size_t room, struct slice s)
{
	size_t n = s.n < room ? s.n : room - 1;

	if (n > 0)
		memcpy(to, s.p, n);
	to[n] = '\0';
}

/* The first that it hits, in a few words: "Belaruskali; BPC (...)" is
 * "Belaruskali". */
static struct slice first_target(struct slice target)
{
	struct slice one = target;
	ptrdiff_t at;
	int used;

	slice_cut(&target, ';', &one);
	at = slice_find(one, SLICE(" ("), 0);
	if (at > 0)
		one.n = (size_t)at;
	return text_fit(slice_trim(one), SHOWN_TARGET, &used);
}

static int take_measure(void *ctx, const struct shape *shape,
			const struct row *r, struct err *e)
{
	struct telling *t = ctx;
	struct head_measure *to;
	struct slice list = human_get(shape, r, "sources"), source = SLICE_NONE;

	(void)e;
	if (t->n == MEASURES)
		return 0;
	while (source.n == 0 && slice_cut(&list, LIST_SEP, &source))
		;
	to = &t->row[t->n++];
	copy(to->by, sizeof(to->by), human_get(shape, r, "jurisdiction"));
	copy(to->target, sizeof(to->target),
	     first_target(human_get(shape, r, "target")));
	copy(to->state, sizeof(to->state), human_get(shape, r, "state"));
	copy(to->since, sizeof(to->since), human_get(shape, r, "since"));
	copy(to->source, sizeof(to->source), source);
	to->disputed = human_true(shape, r, "disputed");
	return 0;
}

/* The one that is newest of those left; NULL: none is. */
static struct head_measure *newest(struct telling *t)
{
	struct head_measure *best = NULL;

	for (size_t i = 0; i < t->n; i++)
		if (t->row[i].state[0] &&
		    (!best || strcmp(t->row[i].since, best->since) > 0))
			best = &t->row[i];
	return best;
}

static void put_measure(struct making *m, const struct head_measure *t, bool whole)
{
	const char *label = vocab_said(VOCAB_measure_state,
					slice_of(t->state));

	separate(m);
	str_addz(m->out, t->by);
	if (!whole && t->target[0]) {
		str_addc(m->out, ' ');
		text_visible(m->out, slice_of(t->target), false);
	}
	str_addf(m->out, ": %s", whole ? _("in force") :
				 label ? label : t->state);
	if (t->disputed)
		str_addz(m->out, " ≠");
	put_source(m, slice_of(t->source));
}

static struct telling *ask(struct making *m, const char *filter)
{
	struct telling *t = calloc(1, sizeof(*t));
	struct rows rows = { 0 };
	struct err e = { 0 };

	if (!t || !open_rows(m, "sanctions", filter, &rows))
		return t;
	rows.ops->fetch(rows.ctx, 0, MEASURES, take_measure, t, &e);
	rows_close(&rows);
	return t;
}

/* What was eased last, each. */
static void put_eased(struct making *m)
{
	struct telling *t = ask(m, "state:eased_by_licence,suspended,lifted");
	struct head_measure *one;

	for (int i = 0; t && i < EASED_SHOWN && (one = newest(t)); i++) {
		put_measure(m, one, false);
		one->state[0] = '\0';
	}
	free(t);
}

/* Who has measures in force, each authority once. */
static void put_in_force(struct making *m)
{
	struct telling *t = ask(m, "state:imposed,amended,extended,reimposed,"
				"maintained");
	struct head_measure *one;

	while (t && (one = newest(t))) {
		char by[8];

		memcpy(by, one->by, sizeof(by));
		put_measure(m, one, true);
		for (size_t i = 0; i < t->n; i++)
			if (strcmp(t->row[i].by, by) == 0)
				t->row[i].state[0] = '\0';
	}
	free(t);
}

/* --- who is still held --- */

static void put_bound(struct making *m, struct slice id)
{
	struct arena mem = ARENA_INIT(16 << 20);
	struct facts f = { 0 };
	struct err e = { 0 };
	const struct fact *count;
	const char *label;

	if (m->d->ops->subject(m->d->ctx, id, &mem, &f, &e) > 0) {
		count = facts_best(&f, PROP_count);
		label = count && !slice_is(count->claim.qualifier, "exact") ?
			vocab_said(VOCAB_bound, count->claim.qualifier) :
			NULL;
		if (label)
			str_addf(m->out, "%s ", label);
	}
	arena_free(&mem);
}

static int put_held(void *ctx, const struct shape *shape,
		    const struct row *r, struct err *e)
{
	struct making *m = ctx;
	int64_t n;

	(void)e;
	if (!slice_int(human_get(shape, r, "count"), &n))
		return 0;
	separate(m);
	put_bound(m, r->cell[0]);
	local_number(m->out, n);
	str_addf(m->out, " %s", _("still held"));
	put_source(m, human_get(shape, r, "sources"));
	return 0;
}

static void put_remaining(struct making *m)
{
	struct rows rows = { 0 };
	struct err e = { 0 };

	if (!open_rows(m, "events", "scope:remaining -is:unverified", &rows))
		return;
	if (rows.ops->count(rows.ctx) > 0)
		rows.ops->fetch(rows.ctx, 0, 1, put_held, m, &e);
	rows_close(&rows);
}

void headline_make(const struct data *d, query_fn *fn, void *ctx, bool sources,
		   struct str *out)
{
	struct making m = { .d = d, .query = fn, .ctx = ctx, .out = out,
			    .start = out->n, .sources = sources };

	put_newest(&m);
	put_eased(&m);
	put_in_force(&m);
	put_remaining(&m);
	put_releases(&m);
}
