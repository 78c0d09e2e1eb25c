/* A word typed over many articles: how soon the first screen of rows is there.
 * Beside it, in the same run, on the same texts: the index asked alone, and a
 * look at every text, as readers of feeds do it.
 *
 *   search_bench STORE WORD...
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "names/fold.h"
#include "names/one_party.h"
#include "store/inside.h"
#include "view/view.h"

enum { RUNS = 7, SCREEN = 50 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int cmp_double(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *ms)
{
	qsort(ms, RUNS, sizeof(*ms), cmp_double);
	return ms[RUNS / 2];
}

static int drop_row(void *ctx, const struct shape *shape,
		    const struct row *r, struct err *e)
{
	(void)shape;
	(void)e;
	*(size_t *)ctx += r->cell[1].n;
	return 0;
}

/* As the screen does it at each key: the rows anew, the first of them read. */
static double first_screen(struct store *s, const char *word, int64_t *hits)
{
	struct query *q = calloc(1, sizeof(*q));
	double ms[RUNS];
	struct err e = {0};
	size_t bytes = 0;

	for (int i = 0; q && i < RUNS; i++) {
		struct window *w = NULL;
		double from = now_ms();

		if (query_parse(q, slice_of(word), &e) < 0 ||
		    query_check(q, &view_news, &e) < 0 ||
		    query_defaults(q, &view_news, &e) < 0 ||
		    window_open(&w, s, &view_news, q, &e) < 0 ||
		    window_fetch(w, 0, SCREEN, drop_row, &bytes, &e) < 0) {
			fprintf(stderr, "search: %s\n", e.msg);
			exit(1);
		}
		ms[i] = now_ms() - from;
		*hits = window_count(w);
		window_close(&w);
		query_free(q);
	}
	free(q);
	return median(ms);
}

static double index_alone(struct store *s, const char *word)
{
	struct str key = STR_INIT(4096);
	struct sqlite3_stmt *st;
	double ms[RUNS];
	struct err e = {0};
	int64_t n;

	str_addc(&key, '"');
	fold_name(&key, slice_of(word));
	str_addc(&key, '"');
	st = sql_make(&s->q, "SELECT count(*) FROM words.said WHERE said"
		      " MATCH ?1", &e);
	for (int i = 0; i < RUNS && st; i++) {
		double from = now_ms();

		sql_text(st, 1, str_slice(&key));
		sql_one(&s->q, st, &n, &e);
		ms[i] = now_ms() - from;
	}
	sql_drop(&st);
	str_free(&key);
	return median(ms);
}

/* The same texts in a table, as they are. */
static int copy_texts(struct store *s, struct err *e)
{
	struct arena mem = ARENA_INIT(64 << 20);
	struct sqlite3_stmt *all, *put;
	int rc;

	if (sql_run(&s->q, "CREATE TEMP TABLE plain(text TEXT); BEGIN", e) < 0)
		return -1;
	all = sql_make(&s->q, "SELECT content, seq FROM main.body", e);
	put = sql_make(&s->q, "INSERT INTO temp.plain VALUES (?1)", e);
	while (all && put && (rc = sql_step(&s->q, all, e)) > 0) {
		struct slice text = SLICE_NONE;

		arena_clear(&mem);
		if (body_load(s, sql_col_int(all, 0), sql_col_int(all, 1),
			      &mem, &text, e) < 0)
			break;
		sql_text(put, 1, text);
		if (sql_do(&s->q, put, e) < 0)
			break;
	}
	sql_drop(&all);
	sql_drop(&put);
	arena_free(&mem);
	return sql_run(&s->q, "COMMIT", e);
}

static double every_text(struct store *s, const char *word)
{
	struct sqlite3_stmt *st;
	double ms[RUNS];
	struct err e = {0};
	int64_t n;

	st = sql_make(&s->q, "SELECT count(*) FROM temp.plain WHERE text LIKE"
		      " '%' || ?1 || '%'", &e);
	for (int i = 0; i < RUNS && st; i++) {
		double from = now_ms();

		sql_text(st, 1, slice_of(word));
		sql_one(&s->q, st, &n, &e);
		ms[i] = now_ms() - from;
	}
	sql_drop(&st);
	return median(ms);
}

int main(int argc, char **argv)
{
	struct store_options o = {
		.file = argc > 1 ? argv[1] : "", .shapes = views,
		.fold = fold_name, .fold_prefix = fold_prefix,
		.spelling = fold_rules(), .clock = clock_system(),
		.parties = &one_party,
	};
	struct store *s = NULL;
	struct err e = {0};

	if (store_open(&s, &o, &e) < 0 || copy_texts(s, &e) < 0) {
		fprintf(stderr, "search: %s\n", e.msg);
		return 1;
	}
	for (int i = 2; i < argc; i++) {
		int64_t hits = 0;
		double mine = first_screen(s, argv[i], &hits);
		double alone = index_alone(s, argv[i]);
		double peer = every_text(s, argv[i]);

		printf("%-14s %6lld hits  first screen %6.1f ms (wanted: 20)"
		       "  index alone %5.1f ms  every text %6.1f ms;"
		       " thaw takes %.3f of that\n", argv[i],
		       (long long)hits, mine, alone, peer, mine / peer);
	}
	store_close(&s);
	return 0;
}
