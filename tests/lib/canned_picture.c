#include "tests/lib/canned_picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/canned_rows.h"

/* "column=value|...", a list ";a;b;"; then what its facts are, "property=value"
 * and behind "/" the next record. */
static const struct canned_row table[] = {
	{ "events", "id=e-1|date=2021-06-08|count=3",
	  "date=2021-06-08|count=3|release_type=amnesty" },
	{ "events", "id=e-2|date=2022-09-22|count=13",
	  "date=2022-09-22|count=13|release_type=amnesty" },
	{ "events", "id=e-3|date=2024-07-03|count=14|disputed=true",
	  "date=2024-07-03|count=14|release_type=pardon" },
	{ "events", "id=e-4|date=2024-09|count=30",
	  "date=2024-09|count=30|release_type=pardon" },
	{ "events", "id=e-5|date=2024|count=120|count_scope=year_total",
	  "date=2024|count=120|count_scope=year_total" },
	{ "events", "id=e-6|date=2025-06-21|count=14",
	  "date=2025-06-21|count=14|manner=deported" },
	{ "events", "id=e-7|date=2025-09-11|count=52",
	  "date=2025-09-11|count=52|manner=deported" },
	{ "events", "id=e-8|date=2025-12-13|count=123",
	  "date=2025-12-13|count=123|release_type=pardon|manner=deported" },
	{ "events", "id=e-9|date=2025-12-30|count=22",
	  "date=2025-12-30|count=22" },
	{ "releases", "id=p-1|name=Aleh Vydumany|roles=;journalist;"
	  "|detained_on=2021-07-14|released_on=2025-12-13|custody=free"
	  "|manner=deported",
	  "name=Aleh Vydumany|released_on=2025-12-13|manner=deported" },
	{ "releases", "id=p-2|name=Nadzieja Prydumanaja"
	  "|roles=;journalist;hrd;|detained_on=2021-07-14"
	  "|released_on=2025-09-11|custody=free|manner=deported",
	  "name=Nadzieja Prydumanaja|released_on=2025-09-11" },
	{ "releases", "id=p-3|name=Viktar Niama|roles=;politician;"
	  "|detained_on=2020-09-07|custody=colony", "name=Viktar Niama" },
	{ "releases", "id=p-4|name=Iryna Kazka|roles=;politician;"
	  "|detained_on=2020-09-07|custody=prison", "name=Iryna Kazka" },
	{ "releases", "id=p-5|name=Siarhiej Bajka|roles=;student;"
	  "|detained_on=2021-11-02|custody=colony", "name=Siarhiej Bajka" },
	{ "releases", "id=p-6|name=Volha Mroja|detained_on=2021-11-02"
	  "|released_on=2024-07-03|custody=free|manner=stayed",
	  "name=Volha Mroja|released_on=2024-07-03|manner=stayed" },
	{ "releases", "id=p-7|name=Evil \033[31mRed\033[0m|custody=free",
	  "name=Evil" },
	{ "sanctions", "id=m-1|jurisdiction=US|programme=;BELARUS-EO14038;"
	  "|programme_key=;US-BLR;BLR;BY;|target=Potash|state=eased_by_licence"
	  "|disputed=true",
	  "target=Potash|jurisdiction=US|state=imposed|since=2021-08-09"
	  "/state=announced|since=2025-12-13"
	  "/state=eased_by_licence|since=2025-12-15|instrument=GL 13" },
	{ "sanctions", "id=m-2|jurisdiction=US|measure=list|listed=232"
	  "|programme_key=;US-BLR;BLR;BY;|target=Belarus|state=imposed",
	  "target=Belarus|jurisdiction=US|state=imposed|since=2020-10-02" },
	{ "sanctions", "id=m-3|jurisdiction=EU|measure=list|listed=369"
	  "|programme_key=;EU-BLR;BLR;BY;|target=Belarus|state=extended",
	  "target=Belarus|jurisdiction=EU|state=imposed|since=2020-10-02"
	  "/state=extended|since=2026-02-26|expires=2027-02-28" },
	{ "sanctions", "id=m-4|jurisdiction=GB|measure=list|listed=167"
	  "|programme_key=;GB-BLR;BLR;BY;|target=Belarus|state=imposed",
	  "target=Belarus|jurisdiction=GB|state=imposed|since=2020-09-29" },
	{ "sanctions", "id=m-5|jurisdiction=EU|measure=list|listed=2500"
	  "|programme_key=;EU-UKR;RUS;RU;|target=Russia|state=extended",
	  "target=Russia|jurisdiction=EU|state=extended|since=2026-03-15" },
	{ "sanctions", "id=m-6|jurisdiction=CA|measure=list|listed=12"
	  "|programme_key=;CA-SYR;SYR;SY;|target=Syria|state=lifted",
	  "target=Syria|jurisdiction=CA|state=lifted|since=2025-08-01" },
};

enum { N_TABLE = sizeof(table) / sizeof(table[0]), FACTS = 40 };

static bool holds(void *ctx, const struct query_term *t, const struct row *r,
		  size_t width, int at)
{
	bool yes = t->column < 0;

	(void)ctx;
	(void)width;
	(void)at;
	for (size_t i = 0; t->column >= 0 && i < t->n; i++) {
		struct slice cell = r->cell[t->column];

		if (t->op == OP_GE)
			yes |= cell.n && slice_cmp(cell, t->value[i]) >= 0;
		else
			yes |= slice_find(cell, t->value[i], 0) >= 0;
	}
	return yes != t->negate;
}

/* The functions get no more than the canned data. */
static struct canned_picture *the_one;

static int open_rows(void *ctx, const struct shape *shape,
		     const struct query *q, struct rows *out, struct err *e)
{
	const struct canned_table t = { .row = table, .n = N_TABLE,
					.first = the_one->hidden };
	struct canned *c = ctx;

	if (c->stop && c->stop(c->stop_ctx))
		return err_set(e, ERR_STOPPED, "stopped");
	*out = canned_rows(&t, shape, q, holds, NULL);
	return 0;
}

static enum kind kind_of(const char *view)
{
	return strcmp(view, "events") == 0 ? KIND_event :
	       strcmp(view, "releases") == 0 ? KIND_person : KIND_measure;
}

static void say(struct facts *f, struct fact *fact, struct slice one, int n,
		struct arena *mem)
{
	struct slice value = one, name;
	enum property prop;

	slice_cut(&value, '=', &name);
	assert_true(property_find(name, &prop));
	assert_true(f->n < FACTS);
	fact[f->n++] = (struct fact){
		.claim = { .prop = prop, .value = value,
			   .as_of = SLICE("2026-01-01") },
		.source = n % 2 ? SLICE("viasna") : SLICE("post"),
		.key = arena_fmt(mem, "k/%d", n),
		.doc_url = SLICE("https://news.example/1"),
	};
}

static int subject(void *ctx, struct slice id, struct arena *mem,
		   struct facts *out, struct err *e)
{
	struct fact *fact = arena_get(mem, FACTS * sizeof(*fact));
	struct slice rest, record, one;
	int at, n = 0;

	(void)ctx;
	the_one->asked++;
	if (the_one->fails)
		return err_set(e, ERR_STORE, "the store is away");
	at = canned_row_of(&(struct canned_table){ .row = table,
						   .n = N_TABLE }, id);
	if (at < 0 || !fact)
		return 0;
	*out = (struct facts){ .id = arena_slice(mem, id),
			       .kind = kind_of(table[at].view),
			       .source = SLICE("post"), .fact = fact,
			       .day = SLICE("2026-11-24"),
			       .seen = SLICE("2026-11-24T00:13:05Z") };
	rest = slice_of(table[at].facts);
	while (slice_cut(&rest, '/', &record)) {
		while (slice_cut(&record, '|', &one))
			say(out, fact, one, n, mem);
		n++;
	}
	return 1;
}

static int get_marks(void *ctx, struct slice id, struct arena *mem,
		     struct own_mark *out, struct err *e)
{
	(void)ctx;
	(void)id;
	(void)mem;
	(void)e;
	*out = (struct own_mark){ .read = true };
	return 0;
}

static int set_mark(void *ctx, const struct slice *id, size_t n,
		    struct slice what, struct err *e)
{
	(void)id;
	(void)n;
	(void)what;
	(void)e;
	((struct canned *)ctx)->starred[0] = true;
	return 0;
}

struct data canned_picture(struct canned_picture *p, struct canned *c)
{
	struct data d = canned_data(c);

	*p = (struct canned_picture){ .canned = c, .ops = *d.ops };
	p->ops.open = open_rows;
	p->ops.subject = subject;
	p->ops.marks = get_marks;
	p->ops.mark = set_mark;
	d.ops = &p->ops;
	the_one = p;
	return d;
}
