#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "names/fold.h"
#include "names/one_party.h"
#include "randomkit.h"
#include "view/view.h"

uint64_t random_chance(struct round *r, uint64_t below)
{
	r->at ^= r->at << 13;
	r->at ^= r->at >> 7;
	r->at ^= r->at << 17;
	return (r->at >> 11) % below;
}

const char *random_date_of(int i)
{
	static const char *const dates[DATES] = {
		"2025-01-10", "2025-02-10", "2025-03-10", "2025-04-10",
		"2025-05-10", "2025-06-10", "2025-07-10", "2025-08-10",
	};

	return dates[i];
}

void random_say(struct version *v, const char *fmt, ...)
{
	size_t n = strlen(v->text);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(v->text + n, sizeof(v->text) - n, fmt, ap);
	va_end(ap);
	assert_true(strlen(v->text) < TEXT - 1);
}

/* --- a store of them --- */

int64_t random_day_of(int date)
{
	/* 2025-01-10 and on; the tenth of each month */
	static const int days[] = { 0, 31, 59, 90, 120, 151, 181, 212 };

	return 1736510400 + days[date] * 86400LL;
}

static int64_t told_now(void *ctx)
{
	return ((struct kit *)ctx)->now;
}

void random_reopen(struct kit *k)
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

void random_start(struct kit *k, int64_t now)
{
	kit_start(k);
	store_close(&k->s);
	assert_int_equal(remove(k->file), 0);
	k->now = now;
	random_reopen(k);
}

void random_run(struct kit *k, const char *text)
{
	sqlite3 *db;
	char *why = NULL;

	store_close(&k->s);
	assert_int_equal(sqlite3_open(k->file, &db), SQLITE_OK);
	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	sqlite3_close(db);
	random_reopen(k);
}

void random_take(struct kit *k, const struct version *v)
{
	struct source src = { .key = slice_of(v->source) };
	struct store_fetch f = {
		.source = &src, .complete = v->complete,
		.changes = !v->complete && v->source[0] == 'l',
		.evidence = slice_of(random_date_of(v->date)),
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
char *random_tell(struct kit *k, const char *query, bool of_day)
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
			    random_date_of(r->v[i].date),
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

void random_same(const struct round *r, int done, const char *what, char *got,
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
