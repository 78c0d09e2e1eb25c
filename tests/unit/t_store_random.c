/* Random versions of lists, with a fixed seed: whole ones and lists of
 * changes, in any order of evidence. Whatever came in how, what is shown must
 * be what is made anew from the same spans; what is told of a day what a store
 * tells that knows nothing later; and the order of import decides nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "names/fold.h"
#include "names/one_party.h"
#include "storekit.h"
#include "view/view.h"

enum {
	ROUNDS = 6, STEPS = 9, DATES = 8, KEYS = 6, DUMP = 4 << 20,
	TEXT = 4096,
};

struct version {
	const char *source;
	int date;
	bool complete;
	const char *sum;	/* of its bytes; NULL: not known */
	char text[TEXT];
};

struct round {
	uint64_t seed, at;
	struct version v[STEPS];
	int n;
	bool patches;	/* told to what stood there when they came */
	bool ends;	/* lists of changes tell these alone */
};

static uint64_t chance(struct round *r, uint64_t below)
{
	r->at ^= r->at << 13;
	r->at ^= r->at >> 7;
	r->at ^= r->at << 17;
	return (r->at >> 11) % below;
}

static const char *date_of(int i)
{
	static const char *const dates[DATES] = {
		"2025-01-10", "2025-02-10", "2025-03-10", "2025-04-10",
		"2025-05-10", "2025-06-10", "2025-07-10", "2025-08-10",
	};

	return dates[i];
}

/* --- making versions --- */

static void say(struct version *v, const char *fmt, ...)
{
	size_t n = strlen(v->text);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(v->text + n, sizeof(v->text) - n, fmt, ap);
	va_end(ap);
	assert_true(strlen(v->text) < TEXT - 1);
}

/* Few names, births and numbers, so that entries look like each other. */
static void say_party(struct round *r, struct version *v, unsigned key)
{
	static const char *const states[] = { "delisted", "expired", "listed" };
	unsigned who = chance(r, 4) ? key / 2 : (unsigned)chance(r, KEYS);

	say(v, "k%u native_id=k%u list=%s target_kind=person"
	    " name=Ivan_Petrovich_%c programme=P%d", key, key, v->source,
	    'A' + (char)who, (int)chance(r, 3) == 0);
	if (chance(r, 2))
		say(v, " born=19%u0-01-02", 5 + who);
	if (chance(r, 4) == 0)
		say(v, " secondary_id=%u", who);
	if (chance(r, 3) == 0)
		say(v, " subject=s%u", (unsigned)chance(r, 2) + key);
	if (chance(r, 5) == 0)
		say(v, " listing_state=%s", states[chance(r, 3)]);
	if (chance(r, 5) == 0)
		say(v, " gone_on=%s", date_of((int)chance(r, DATES)));
	if (chance(r, 4) == 0)
		say(v, " expires=%s", date_of((int)chance(r, DATES)));
	say(v, ";");
}

static void make_list(struct round *r, struct version *v)
{
	for (unsigned key = 0; key < KEYS; key++)
		if (chance(r, 3))
			say_party(r, v, key);
	say_party(r, v, KEYS);
}

static void make_changes(struct round *r, struct version *v)
{
	for (unsigned key = 0; key < KEYS; key++)
		switch (r->ends ? 1 + chance(r, 2) :
			chance(r, r->patches ? 6 : 5)) {
		case 0:
			say_party(r, v, key);
			break;
		case 1:
			say(v, "gone:k%u;", key);
			break;
		case 5:
			say(v, "patch:k%u name=Pavel_%u programme@taken=P0;",
			    key, key);
			break;
		}
}

/* What eases parties of l, and how many of them there are. */
static void make_measures(struct round *r, struct version *v)
{
	static const char *const states[] = {
		"imposed", "eased_by_licence", "suspended", "lifted",
	};

	for (unsigned key = 0; key < 4; key++)
		say(v, "measure:m%u subject=x%u state=%s since=%s"
		    " instrument=GL_%u covers=l/%c%u programme=P%d"
		    " jurisdiction=US expires=%s;", key,
		    (unsigned)chance(r, 2), states[chance(r, 4)],
		    date_of((int)chance(r, DATES)), key,
		    chance(r, 2) ? 'k' : 's', (unsigned)chance(r, KEYS),
		    (int)chance(r, 2), date_of((int)chance(r, DATES)));
}

/* On a release or two, or a list: much may be one, and much nearly is. */
static void make_text(struct round *r, struct version *v, int doc)
{
	static const char *const sources[] = { "n1", "n2", "n3" };
	static const char *const days[] = {
		"date=2025-03-01", "date=2025-03-02", "date=2025-03-04",
		"date=2025-03", "date=2025-06-07", "note=undated",
	};
	static const char *const counts[] = {
		"count=52", "count=51", "count@~over=50", "count=30",
		"count=123", "note=some",
	};
	static const char *const names[] = {
		"Ivan_Pryklad", "Иван_Приклад", "Іван_Прыклад", "Ala_Inshaja",
		"Ivan_Petravich_Pryklad", "Ivan_Paulavich_Pryklad", "Piotr_Treci",
		"Ала_Иншая",
	};
	size_t n = chance(r, 5);
	bool list = chance(r, 6) == 0;

	*v = (struct version){ .source = list ? "v" : sources[chance(r, 3)],
			       .date = doc };
	if (!list)
		say(v, "news:d%d title=T published=2025-0%s;", doc,
		    chance(r, 3) ? "3-05" : "6-08");
	for (int k = 0, acts = 1 + (int)chance(r, 2); !list && k < acts; k++)
		say(v, " event:d%d#e%d subject=release/%d/%d doc=d%d %s %s;",
		    doc, k, (int)chance(r, 5), k, doc, days[chance(r, 6)],
		    counts[chance(r, 6)]);
	for (size_t i = 0; i < n; i++) {
		unsigned who = (unsigned)chance(r, 8);

		say(v, "; person:d%d#p%zu subject=person/%u%s name=%s custody=%s", doc, i,
		    who, list ? "-list" : "", names[who], chance(r, 2) ? "free" : "colony");
		if (!list)
			say(v, " doc=d%d event=release/%d/0", doc,
			    (int)chance(r, 5));
		if (chance(r, 4) == 0)
			say(v, " born=19%u0-01-02", 5 + (unsigned)chance(r, 3));
		if (chance(r, 3) == 0)
			say(v, " released_on=2025-03-0%u",
			    1 + (unsigned)chance(r, 3));
		if (chance(r, 4) == 0)
			say(v, " detained_on=2020-01-0%u",
			    1 + (unsigned)chance(r, 4));
	}
}

static void make_texts(struct round *r, uint64_t seed)
{
	*r = (struct round){ .seed = seed };
	r->at = seed * 0x9e3779b97f4a7c15u + 1;
	for (; r->n < DATES; r->n++)	/* each of another day */
		make_text(r, &r->v[r->n], r->n);
}

static void make_version(struct round *r, struct version *v, bool changes)
{
	static const char *const sums[] = { NULL, "1", "2", "2" };
	uint64_t what = chance(r, 8);

	v->sum = sums[chance(r, 4)];
	v->date = (int)chance(r, DATES);
	v->source = what == 0 ? "m" : what == 1 ? "t" : "l";
	v->complete = what == 0 || what > (changes ? 4 : 1);
	if (what == 1)
		make_measures(r, v);
	else if (v->complete)
		make_list(r, v);
	else
		make_changes(r, v);
}

static void make(struct round *r, uint64_t seed, bool changes, bool patches)
{
	*r = (struct round){ .seed = seed, .patches = patches };
	r->at = seed * 0x9e3779b97f4a7c15u + 1;
	for (; r->n < STEPS; r->n++)
		make_version(r, &r->v[r->n], changes);
}

/* Whether lists of changes begin a history is known once there is a whole
 * one: it comes first of all. */
static void make_whole_first(struct round *r, uint64_t seed)
{
	make(r, seed, true, false);
	r->v[0] = (struct version){ .source = "l", .complete = true };
	make_list(r, &r->v[0]);
}

static void make_ends(struct round *r, uint64_t seed)
{
	*r = (struct round){ .seed = seed, .ends = true };
	r->at = seed * 0x9e3779b97f4a7c15u + 1;
	for (; r->n < STEPS; r->n++)
		make_version(r, &r->v[r->n], true);
}

/* --- a store of them --- */

static int64_t day_of(int date)
{
	/* 2025-01-10 and on; the tenth of each month */
	static const int days[] = { 0, 31, 59, 90, 120, 151, 181, 212 };

	return 1736510400 + days[date] * 86400LL;
}

static int64_t told_now(void *ctx)
{
	return ((struct kit *)ctx)->now;
}

static void reopen(struct kit *k)
{
	struct store_options o = kit_options(k);
	struct err e = {0};

	store_close(&k->s);
	o.shapes = views;
	o.fold = fold_name;
	o.parties = &one_party;
	o.clock = (struct clock){ told_now, k };
	if (store_open(&k->s, &o, &e) < 0)
		fail_msg("open: %s", e.msg);
}

static void start(struct kit *k, int64_t now)
{
	kit_start(k);
	store_close(&k->s);
	assert_int_equal(remove(k->file), 0);
	k->now = now;
	reopen(k);
}

static void run(struct kit *k, const char *text)
{
	sqlite3 *db;
	char *why = NULL;

	store_close(&k->s);
	assert_int_equal(sqlite3_open(k->file, &db), SQLITE_OK);
	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	sqlite3_close(db);
	reopen(k);
}

static void take(struct kit *k, const struct version *v)
{
	struct source src = { .key = slice_of(v->source) };
	struct store_fetch f = {
		.source = &src, .complete = v->complete,
		.changes = !v->complete && v->source[0] == 'l',
		.evidence = slice_of(date_of(v->date)),
		.sha256 = slice_of(v->sum),
	};
	struct store_tx *tx;
	struct err e = {0};

	if (store_begin(&tx, k->s, &f, &e) < 0 ||
	    kit_puts(tx, KIND_designation, v->text, &e) < 0 ||
	    store_accept(&tx, true, NULL, &e) < 0)
		fail_msg("%s", e.msg);
}

/* --- what it tells --- */

struct dump {
	struct str *out;
	bool of_day;	/* parties are as they are now, whatever the day */
};

static int dump_row(void *ctx, const struct shape *shape,
		    const struct row *row, struct err *e)
{
	static const char *const now[] = { "seen", "party", "possibly_same",
					   "disputed" };
	struct dump *d = ctx;

	(void)e;
	str_addz(d->out, shape->name);
	for (size_t i = 0; i < shape_width(shape); i++) {
		const char *name = shape_column(shape, i)->name;
		bool skip = row->cell[i].n == 0;

		for (size_t c = 0; d->of_day && c < 4; c++)
			skip |= strcmp(name, now[c]) == 0;
		if (!skip)
			str_addf(d->out, " %s=%.*s", name,
				 SLICE_ARG(row->cell[i]));
	}
	str_addc(d->out, '\n');
	return 0;
}

static void dump_shape(struct kit *k, const struct shape *shape,
		       const char *text, struct dump *d)
{
	struct query *q = calloc(1, sizeof(*q));
	struct window *w = NULL;
	struct err e = {0};

	assert_non_null(q);
	if (query_parse(q, slice_of(text), &e) < 0 ||
	    query_defaults(q, shape, &e) < 0 ||
	    query_check(q, shape, &e) < 0 ||
	    window_open(&w, k->s, shape, q, &e) < 0 ||
	    window_fetch(w, 0, 100000, dump_row, d, &e) < 0)
		fail_msg("%s: %s", text, e.msg);
	window_close(&w);
	query_free(q);
	free(q);
}

static int cmp_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Rows that are equal in order stand in the order of their numbers, which is
 * that of import: sorted as text. */
static char *tell(struct kit *k, const char *query, bool of_day)
{
	struct str out = STR_INIT(DUMP), sorted = STR_INIT(DUMP);
	struct dump d = { &out, of_day };
	char *lines[4000], *text, *p;
	size_t n = 0;

	for (const struct shape *const *s = views; *s; s++)
		if ((*s)->rows != ROWS_ELSEWHERE)
			dump_shape(k, *s, query, &d);
	text = str_take(&out);
	for (p = text ? strtok(text, "\n") : NULL; p && n < 4000;
	     p = strtok(NULL, "\n"))
		lines[n++] = p;
	qsort(lines, n, sizeof(*lines), cmp_line);
	for (size_t i = 0; i < n; i++)
		str_addf(&sorted, "%s\n", lines[i]);
	free(text);
	assert_false(sorted.bad);
	text = str_take(&sorted);
	return text ? text : calloc(1, 1);
}

static void tell_versions(const struct round *r)
{
	for (int i = 0; i < r->n; i++)
		print_error("%d: %s %s%s: %s\n", i, r->v[i].source,
			    date_of(r->v[i].date),
			    r->v[i].complete ? "" : " changes", r->v[i].text);
}

/* Lines that only one of two has. */
static void lacks(const char *what, const char *a, const char *b)
{
	char *copy = strdup(a), *rest = copy, *line;

	while (rest && (line = strsep(&rest, "\n")))
		if (*line && !strstr(b, line))
			print_error("%s: %s\n", what, line);
	free(copy);
}

static void same(const struct round *r, int done, const char *what, char *got,
		 char *want)
{
	if (strcmp(got, want) != 0) {
		tell_versions(r);
		lacks("shown", got, want);
		lacks("wanted", want, got);
		fail_msg("seed %llu, after %d: %s",
			 (unsigned long long)r->seed, done, what);
	}
	free(got);
	free(want);
}

/* --- what must hold --- */

#define NO_SHAPES "DELETE FROM meta WHERE name LIKE 'shape %'"
#define NO_CHANGES \
	"DELETE FROM rekey; DELETE FROM change; DELETE FROM meta"

static void rows_are_those_made_anew(void **state)
{
	(void)state;
	for (uint64_t seed = 40; seed < 40 + ROUNDS; seed++) {
		struct round r;
		struct kit k;

		make(&r, seed, true, true);
		start(&k, day_of(4));
		for (int i = 0; i < r.n; i++) {
			char *shown;

			take(&k, &r.v[i]);
			shown = tell(&k, "is:any", false);
			run(&k, NO_SHAPES);
			same(&r, i + 1, "rows made anew", shown,
			     tell(&k, "is:any", false));
			shown = tell(&k, "is:any", false);
			run(&k, NO_CHANGES);
			same(&r, i + 1, "changes derived anew", shown,
			     tell(&k, "is:any", false));
		}
		kit_stop(&k);
	}
}

static void rows_of_texts_are_those_made_anew(void **state)
{
	(void)state;
	for (uint64_t seed = 600; seed < 600 + 4 * ROUNDS; seed++) {
		struct round r;
		struct kit k;

		make_texts(&r, seed);
		start(&k, day_of(DATES - 1));
		for (int i = 0; i < r.n; i++) {
			char *shown;

			take(&k, &r.v[i]);
			shown = tell(&k, "is:any", false);
			k.now += 60;
			run(&k, NO_SHAPES);
			same(&r, i + 1, "rows of texts", shown,
			     tell(&k, "is:any", false));
		}
		kit_stop(&k);
	}
}

/* Rows made long ago and rows made today. */
static void rows_keep_up_with_the_day(void **state)
{
	(void)state;
	for (uint64_t seed = 100; seed < 100 + ROUNDS; seed++) {
		struct round r;
		struct kit k;

		make(&r, seed, true, true);
		start(&k, day_of(0));
		for (int i = 0; i < r.n; i++)
			take(&k, &r.v[i]);
		for (int day = 0; day < DATES; day++) {
			char *shown;

			k.now = day_of(day) + (day % 2 ? 86400 : 0);
			reopen(&k);
			shown = tell(&k, "is:any", false);
			run(&k, NO_SHAPES);
			same(&r, day, "rows of the day", shown,
			     tell(&k, "is:any", false));
			k.now = day_of(day) + 86400;
		}
		kit_stop(&k);
	}
}

static void a_day_tells_what_was_known(void **state)
{
	(void)state;
	for (uint64_t seed = 210; seed < 210 + ROUNDS; seed++) {
		struct round r;
		struct kit all;

		make_whole_first(&r, seed);
		start(&all, day_of(DATES - 1));
		for (int i = 0; i < r.n; i++)
			take(&all, &r.v[i]);
		for (int day = 0; day < DATES; day++) {
			struct kit k;
			char query[64];

			start(&k, day_of(day));
			for (int i = 0; i < r.n; i++)
				if (r.v[i].date <= day)
					take(&k, &r.v[i]);
			snprintf(query, sizeof(query), "is:any as-of:%s",
				 date_of(day));
			same(&r, day, query, tell(&all, query, true),
			     tell(&k, "is:any", true));
			kit_stop(&k);
		}
		kit_stop(&all);
	}
}

/* The versions in the order of their evidence; of one date as they came. */
static void sort_versions(struct round *r)
{
	for (int i = 1; i < r->n; i++)
		for (int k = i; k > 0 && r->v[k].date < r->v[k - 1].date; k--) {
			struct version v = r->v[k];

			r->v[k] = r->v[k - 1];
			r->v[k - 1] = v;
		}
}

static void any_order_tells_the_same(void **state)
{
	(void)state;
	for (uint64_t seed = 300; seed < 300 + 8 * ROUNDS; seed++) {
		struct round r, sorted;
		struct kit k, in_order;

		make_ends(&r, seed);
		sorted = r;
		sort_versions(&sorted);
		start(&k, day_of(DATES - 1));
		start(&in_order, day_of(DATES - 1));
		for (int i = 0; i < r.n; i++) {
			take(&k, &r.v[i]);
			take(&in_order, &sorted.v[i]);
		}
		same(&r, r.n, "order of import", tell(&k, "is:any", false),
		     tell(&in_order, "is:any", false));
		kit_stop(&k);
		kit_stop(&in_order);
	}
}

/* Whose id a row has depends on who was seen first: here on nobody. */
static void any_order_of_texts_tells_the_same(void **state)
{
	(void)state;
	for (uint64_t seed = 700; seed < 700 + 8 * ROUNDS; seed++) {
		struct round r;
		struct kit k, other;

		make_texts(&r, seed);
		start(&k, day_of(DATES - 1));
		start(&other, day_of(DATES - 1));
		for (int i = 0; i < r.n; i++) {
			take(&k, &r.v[i]);
			take(&other, &r.v[(i * 3 + (int)seed) % r.n]);
		}
		same(&r, r.n, "order of texts", tell(&k, "is:any", false),
		     tell(&other, "is:any", false));
		kit_stop(&k);
		kit_stop(&other);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_those_made_anew),
		cmocka_unit_test(rows_of_texts_are_those_made_anew),
		cmocka_unit_test(any_order_of_texts_tells_the_same),
		cmocka_unit_test(rows_keep_up_with_the_day),
		cmocka_unit_test(a_day_tells_what_was_known),
		cmocka_unit_test(any_order_tells_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
