#include "tests/lib/canned.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "names/fold.h"
#include "tests/lib/canned_rows.h"
#include "view/view.h"

static const struct canned_row table[] = {
	{ .view = "releases", .cells = "id=p-aleh|name=Aleh Vydumany|roles=;student;"
	  "|released_on=2025-12-13|sources=;viasna;|seen=2026-11-24" },
	{ .view = "releases", .cells = "id=p-bialiatski|name=Ales Bialiatski|roles=;hrd;"
	  "|other_names=;Алесь Бяляцкі;|held_text=Over 2 years"
	  "|detained_on=2021-07-14|sentenced_on=2023-03-03"
	  "|released_on=2025-12-13|disputed=true|sources=;post;viasna;" },
	{ .view = "releases", .cells = "id=p-sannikov|name=Andrei Sannikov"
	  "|roles=;politician;candidate;|held_text=20 months"
	  "|released_on=2012-04-14|disputed=true|sources=;post;" },
	{ .view = "releases", .cells = "id=p-long|name=Hanna-Maryja Vielmidoŭhaje-Proźvišča "
	  "z Niabačnaj Vioski|roles=;lawyer;|held_text=11 months"
	  "|released_on=2026-02|sources=;viasna;" },
	{ .view = "releases", .cells = "id=p-wide|name=山田 花子|roles=;journalist;"
	  "|held_text=3 weeks|released_on=2026|sources=;post;" },
	{ .view = "releases", .cells = "id=p-kalesnikava|name=Maria Kalesnikava"
	  "|roles=;politician;|other_names=;Марыя Калеснікава;"
	  "|held_text=18 months|released_on=2025-12-13|disputed=true"
	  "|sources=;post;viasna;" },
	{ .view = "releases", .cells = "id=p-evil|name=Evil \033[31mRed\033[0m Name"
	  "|roles=;journalist;|released_on=2025-09-11|sources=;post;" },
	{ .view = "sanctions", .cells = "id=m-potash|jurisdiction=US|programme=;BELARUS;"
	  "|target=Potash exports|state=eased_by_licence|since=2025-12-15"
	  "|listed=3|instrument=GL 13|news_state=;lifted (most);|disputed=true|sources=;post;" },
	{ .view = "sanctions", .cells = "id=m-eu|jurisdiction=EU|programme=;765/2006;"
	  "|target=Persons and entities|state=extended|since=2026-02-26"
	  "|listed=369|added_12m=31|removed_12m=4"
	  "|trend=;2025-12-19 342;2026-01-30 342;2026-02-27 351;2026-04-24 360"
	  ";2026-06-26 358;2026-11-20 369;"
	  "|sources=;eu-fsf;" },
	{ .view = "sanctions", .cells = "id=m-gb|jurisdiction=GB|programme=;RB2019;"
	  "|target=Listed persons|state=imposed|since=2020-12-31"
	  "|unverified=true|sources=;gb-uksl;" },
	{ .view = "recommendations", .cells = "id=r-1|action=Release all remaining prisoners"
	  "|expected_impact=Trust between the parties|state=proposed"
	  "|sources=;post;" },
	{ .view = "recommendations", .cells = "id=r-2|action=Monitor how licences are used"
	  "|expected_impact=Fewer loopholes|state=in_progress"
	  "|sources=;post;" },
	{ .view = "news", .cells = "id=n-1|title=Prisoners freed after talks"
	  "|url=https://news.example/1|publisher=Example Post"
	  "|published=2025-12-14T08:00:00Z|sources=;post;" },
	{ .view = "news", .cells = "id=n-2|title=Potash licence published|publisher=Gazette"
	  "|url=https://news.example/2|published=2025-12-15|sources=;post;" },
	{ .view = "events", .cells = "id=e-1|date=2025-12-13|count=123|count_scope=this_act"
	  "|release_type=pardon|sources=;post;" },
	{ .view = "changes", .cells = "id=d-lida|at=2026-02-26|op=added|subject=Lida Works"
	  "|jurisdiction=EU"
	  "|confirmed=true|source=eu-fsf|sources=;eu-fsf;" },
	{ .view = "changes", .cells = "id=d-air|at=2025-11-04|op=removed|subject=Example Air"
	  "|confirmed=false"
	  "|jurisdiction=US"
	  "|unverified=true|source=us-ofac-sdn|sources=;us-ofac-sdn;" },
	{ .view = "changes", .cells = "id=d-kam|at=2025-10-01|op=amended|subject=KAMENSKI, Ivan"
	  "|property=born|before=1976|after=1975-11-28|confirmed=true"
	  "|jurisdiction=US"
	  "|source=us-ofac-sdn|sources=;us-ofac-sdn;" },
	{ .view = "changes", .cells = "id=d-vet|at=2023-08-10|op=re-keyed|subject=Vetrau"
	  "|property=native_id|before=XXi.055|after=XXi.055.1|confirmed=true"
	  "|jurisdiction=UN"
	  "|source=un-sc|sources=;un-sc;" },
	{ .view = "watches", .cells = "id=p-bialiatski|at=2026-11-24T09:30:00Z"
	  "|watch=bialiatski|subject=Ales Bialiatski|view=releases"
	  "|state=free, freed 2025-12-13|sources=;post;viasna;"
	  "|disputed=true|dismissed=false|number=3" },
	{ .view = "watches", .cells = "id=d-air|at=2026-11-23T21:05:00Z|watch=airlines"
	  "|subject=Example Air\n$(touch x)|view=designations"
	  "|state=removal pending|sources=;us-ofac-sdn;|unverified=true"
	  "|dismissed=false|number=2" },
	{ .view = "watches", .cells = "id=m-potash|at=2026-11-23T21:05:00Z|watch=potash"
	  "|subject=United States, Potash exports|view=sanctions"
	  "|state=eased by licence, instrument GL 13|sources=;post;"
	  "|dismissed=false|number=1" },
	{ .view = "conflicts", .cells = "id=x-held|subject=Ales Bialiatski|check=interval"
	  "|sides=;post: Over 2 years;viasna: arrested 2021-07-14;"
	  "|verdict=open|disputed=true|unverified=true|sources=;post;viasna;" },
	{ .view = "conflicts", .cells = "id=x-count|subject=release of 52 on 2025-09-11"
	  "|check=count|sides=;post: 52;viasna: 54;|verdict=error"
	  "|disputed=false|sources=;post;viasna;" },
	{ .view = "designations", .cells = "id=d-eu|name=Ivan PRYKLAD|jurisdiction=EU"
	  "|state=listed|programme=;BLR;|listed_on=2021-02-03|party=d-eu"
	  "|possibly_same=;d-gb;|kind=person|sources=;eu-fsf;" },
	{ .view = "designations", .cells = "id=d-us|name=PRIKLAD, Ivan|jurisdiction=US"
	  "|state=listed|programme=;BELARUS;|party=d-eu|kind=person"
	  "|sources=;us-ofac-sdn;" },
	{ .view = "sources", .cells = "id=post|key=post|title=Example Post|state=fresh"
	  "|version=2026-11-23|good_at=2026-11-24T11:00:00Z" },
	{ .view = "sources", .cells = "id=viasna|key=viasna|title=Viasna|state=failing"
	  "|why=no answer from the server; try later" },
};

enum { N_TABLE = sizeof(table) / sizeof(table[0]) };

static bool cell_sounds(struct slice cell, struct slice value)
{
	struct str a = STR_INIT(4096), b = STR_INIT(4096);
	bool yes;

	fold_name(&a, cell);
	fold_name(&b, value);
	yes = slice_find(str_slice(&a), str_slice(&b), 0) >= 0;
	str_free(&a);
	str_free(&b);
	return yes;
}

/* The headline asks only for numbers above one. */
static bool cell_holds(const struct query_term *t, struct slice cell,
		       struct slice value)
{
	int64_t have, least;

	if (t->op == OP_GT)
		return slice_int(cell, &have) && slice_int(value, &least) &&
		       have > least;
	return cell_sounds(cell, value);
}

static bool term_holds(void *ctx, const struct query_term *t,
		       const struct row *r, size_t width, int at)
{
	const struct canned *c = ctx;
	/* Nothing canned is starred or unverified. */
	bool yes = t->is != IS_NONE && t->is != IS_UNVERIFIED && !c->read[at];

	for (size_t v = 0; v < t->n; v++)
		for (size_t i = 0; i < width; i++)
			if (t->column < 0 || (int)i == t->column)
				yes |= cell_holds(t, r->cell[i],
							  t->value[v]);
	return yes != t->negate;
}

static struct rows open_rows(struct canned *c, const struct shape *shape,
			     const struct query *q)
{
	const struct canned_table t = { .row = table, .n = N_TABLE,
					.first = c->first,
					.fetched = &c->fetched };

	return canned_rows(&t, shape, q, term_holds, c);
}

static int row_of_id(struct slice id)
{
	return canned_row_of(&(struct canned_table){ .row = table,
						     .n = N_TABLE }, id);
}

static const struct shape *get_shape(void *ctx, const char *view)
{
	(void)ctx;
	return view_find(slice_of(view));
}

static int get_rows(void *ctx, const struct shape *shape,
		    const struct query *q, struct rows *out, struct err *e)
{
	struct canned *c = ctx;

	c->days += q->as_of.year != 0;
	c->opened++;
	if (c->stop && c->stop(c->stop_ctx))
		return err_set(e, ERR_STOPPED, "stopped");
	*out = open_rows(ctx, shape, q);
	return 0;
}

/* A constant, which SLICE() is not. */
#define LIT(text) { (text), sizeof(text) - 1 }
#define CLAIM(p, v, s, title, date, q) \
	{ .claim = { .prop = PROP_##p, .value = LIT(v), \
		     .quote = LIT(q), .as_of = LIT(date) }, \
	  .source = LIT(s), .source_title = LIT(s), \
	  .doc_title = LIT(title), .doc_publisher = LIT("Example Post"), \
	  .doc_url = LIT("https://news.example/1"), \
	  .doc_published = LIT(date) }

void canned_facts(struct facts *f)
{
	static const struct fact facts[] = {
		CLAIM(held_text, "Over 2 years", "post",
		      "Prisoners freed after talks", "2025-12-14",
		      "Ales Bialiatski, held for over 2 years"),
		CLAIM(held_text, "4 years 5 months", "viasna", "List",
		      "2025-12-15", ""),
		CLAIM(name, "Ales Bialiatski", "post",
		      "Prisoners freed after talks", "2025-12-14", ""),
		CLAIM(other_name, "Алесь Бяляцкі", "viasna", "List",
		      "2025-12-15", ""),
		CLAIM(released_on, "2025-12-13", "post",
		      "Prisoners freed after talks", "2025-12-14",
		      "freed on 13 December\n\033[2Jand \xE2\x80\xAE gone"),
	};

	*f = (struct facts){ .id = SLICE("p-bialiatski"),
			     .kind = KIND_person, .source = SLICE("post"),
			     .seen = SLICE("2026-11-24T00:13:05Z"),
			     .fact = facts,
			     .n = sizeof(facts) / sizeof(facts[0]) };
}

static int get_subject(void *ctx, struct slice id, struct arena *mem,
		       struct facts *out, struct err *e)
{
	const struct canned *c = ctx;
	(void)mem;

	if (c->slow && c->stop && c->stop(c->stop_ctx))
		return err_set(e, ERR_STOPPED, "stopped");
	if (c->gone)
		return 0;
	if (slice_is(id, "d-eu"))
		canned_party(ctx, out);
	else if (slice_is(id, "p-aleh"))
		canned_person(ctx, out);
	else if (slice_is(id, "p-bialiatski") ||
		 slice_is(id, "d-pryklad"))
		canned_facts(out);
	else
		return 0;
	if (slice_is(id, "p-bialiatski")) {
		out->fact += c->untold;
		out->n -= c->untold;
	}
	return 1;
}

/* Whole cells, each once; a list's items are told one by one. */
struct telling {
	facet_fn *fn;
	void *ctx;
	int column;
	struct str told;
};

static int tell_cell(void *ctx, const struct shape *shape,
		     const struct row *r, struct err *e)
{
	struct telling *t = ctx;
	struct slice rest = r->cell[t->column], item;

	(void)shape;
	while (slice_cut(&rest, LIST_SEP, &item)) {
		if (item.n == 0 ||
		    slice_find(str_slice(&t->told), item, 0) >= 0)
			continue;
		str_add(&t->told, item);
		t->fn(t->ctx, item, 1, e);
	}
	return 0;
}

static int get_facet(void *ctx, const struct shape *shape, int column,
		     const struct query *q, facet_fn *fn, void *fn_ctx,
		     struct err *e)
{
	struct telling t = { fn, fn_ctx, column, STR_INIT(1 << 16) };
	struct rows rows = open_rows(ctx, shape, q);

	rows.ops->fetch(rows.ctx, 0, N_TABLE, tell_cell, &t, e);
	rows_close(&rows);
	str_free(&t.told);
	return 0;
}

static void mark_one(struct canned *c, struct slice id, struct slice what)
{
	int i = row_of_id(id);

	assert_true(i >= 0);
	if (slice_ends(what, "starred"))
		c->starred[i] = slice_is(what, "starred");
	else
		c->read[i] = slice_is(what, "read");
}

static int set_mark(void *ctx, const struct slice *id, size_t n,
		    struct slice what, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < n; i++)
		mark_one(ctx, id[i], what);
	return 0;
}

static int get_marks(void *ctx, struct slice id, struct arena *mem,
		     struct own_mark *out, struct err *e)
{
	struct canned *c = ctx;
	int i = row_of_id(id);

	(void)mem;
	(void)e;
	*out = (struct own_mark){ .read = c->read[i],
				  .starred = c->starred[i] };
	return 0;
}

static int dismiss(void *ctx, int64_t number, bool dismissed, struct err *e)
{
	struct canned *c = ctx;

	(void)e;
	c->dismissed = dismissed ? number : 0;
	return 0;
}

static void heed(void *ctx, bool (*stop)(void *ctx), void *stop_ctx)
{
	struct canned *c = ctx;

	c->stop = stop;
	c->stop_ctx = stop_ctx;
}

static bool has_changed(void *ctx)
{
	struct canned *c = ctx;
	bool changed = c->changed;

	c->changed = false;
	return changed;
}

static int64_t refreshed(void *ctx)
{
	(void)ctx;
	return 1795521600 - 3600;
}

static int64_t due(void *ctx)
{
	(void)ctx;
	return 1795521600 + 900;
}

static int64_t frozen(void *ctx)
{
	(void)ctx;
	return 1795521600;
}

static int set_work(void *ctx, struct slice id, const struct own_work *w,
		    struct err *e)
{
	struct canned *c = ctx;

	(void)e;
	snprintf(c->work, sizeof(c->work), "%.*s %.*s|%.*s", SLICE_ARG(id),
		 SLICE_ARG(w->state), SLICE_ARG(w->note));
	return 0;
}

/* One person is alike whatever is asked, as long as the name begins so. */
static size_t get_alike(void *ctx, const struct shape *shape,
			struct slice name, struct arena *mem,
			struct slice *out, size_t most, struct err *e)
{
	(void)ctx;
	(void)e;
	if (strcmp(shape->name, "releases") != 0 || most == 0 ||
	    !slice_starts(name, "Kalisn"))
		return 0;
	out[0] = arena_slice(mem, SLICE("Maria Kalesnikava"));
	return 1;
}

struct data canned_data(struct canned *c)
{
	static const struct data_ops ops = {
		.shape = get_shape, .open = get_rows, .subject = get_subject,
		.facet = get_facet, .tie = canned_tie, .mark = set_mark,
		.marks = get_marks, .dismiss = dismiss, .screen = canned_screen,
		.verdict = canned_verdict, .conflict = canned_conflict,
		.dispute = canned_dispute, .heed = heed, .changed = has_changed,
		.refreshed_at = refreshed, .due_at = due,
		.attempts = canned_attempts, .work = set_work,
		.alike = get_alike,
	};

	return (struct data){ .ops = &ops, .ctx = c, .clock = { frozen, NULL } };
}
