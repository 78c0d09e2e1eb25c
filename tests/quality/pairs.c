#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "names/match.h"
#include "quality/quality.h"

enum { CATEGORIES = 128, SWEEP_FROM = 500, SWEEP_STEP = 50, WHY = 4096 };

struct counts {
	size_t right, wrong, missed, none;	/* tp fp fn tn */
};

struct category {
	struct slice name;
	struct counts n;
};

static void count(struct counts *c, bool is, bool said)
{
	c->right += is && said;
	c->wrong += !is && said;
	c->missed += is && !said;
	c->none += !is && !said;
}

static double share(size_t n, size_t of)
{
	return of ? (double)n / (double)of : 0;
}

static double f1(const struct counts *c)
{
	return share(2 * c->right, 2 * c->right + c->wrong + c->missed);
}

static void print_counts(const char *what, size_t n, const struct counts *c)
{
	printf("%-32.*s %5zu %5zu %5zu %5zu  P %.3f R %.3f F1 %.3f\n",
	       (int)n, what, c->right, c->wrong, c->missed, c->none,
	       share(c->right, c->right + c->wrong),
	       share(c->right, c->right + c->missed), f1(c));
}

static int score(struct slice a, struct slice b, bool person, struct str *why)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct match_why w;
	struct name x, y;
	int s = 0;

	str_clear(why);
	if (name_read(&x, a, person, &mem) && name_read(&y, b, person, &mem)) {
		s = name_match(&x, &y, &w);
		match_reasons(why, &x, &y, &w);
	}
	arena_free(&mem);
	return s;
}

static struct counts *category_of(struct category *c, size_t *n,
				  struct slice name)
{
	size_t i = 0;

	while (i < *n && !slice_eq(c[i].name, name))
		i++;
	if (i == *n && *n < CATEGORIES)
		c[(*n)++] = (struct category){ .name = name };
	return &c[i < CATEGORIES ? i : CATEGORIES - 1].n;
}

static int *all_scores(const struct cells *t, struct category *c, size_t *n)
{
	size_t schema = table_column(t, "schema");
	size_t one = table_column(t, "name1"), two = table_column(t, "name2");
	size_t is = table_column(t, "is_match");
	size_t kind = table_column(t, "category");
	int *scores = calloc(t->rows + 1, sizeof(*scores));
	struct str why = STR_INIT(WHY);

	for (size_t i = 0; scores && i < t->rows; i++) {
		struct slice a = table_cell(t, i, one);
		struct slice b = table_cell(t, i, two);
		bool match = slice_is(table_cell(t, i, is), "true");

		scores[i] = score(a, b, slice_is(table_cell(t, i, schema),
						 "Person"), &why);
		count(category_of(c, n, table_cell(t, i, kind)), match,
		      scores[i] >= MATCH_HIT);
		if (match != (scores[i] >= MATCH_HIT))
			printf("%s %4d %.*s | %.*s | %s\n",
			       match ? "missed" : "wrong ", scores[i],
			       SLICE_ARG(a), SLICE_ARG(b), str_cstr(&why));
	}
	str_free(&why);
	return scores;
}

static void print_sweep(const struct cells *t, const int *scores)
{
	size_t is = table_column(t, "is_match");

	for (int least = SWEEP_FROM; least <= MATCH_ALL; least += SWEEP_STEP) {
		struct counts c = { 0 };
		char what[32];

		for (size_t i = 0; i < t->rows; i++)
			count(&c, slice_is(table_cell(t, i, is), "true"),
			      scores[i] >= least);
		snprintf(what, sizeof(what), "from %d on", least / 10);
		print_counts(what, sizeof(what), &c);
	}
}

bool quality_pairs(const char *file, double floor)
{
	struct category c[CATEGORIES];
	struct counts all = { 0 };
	struct cells t;
	size_t n = 0;
	int *scores;

	table_read(&t, file);
	scores = all_scores(&t, c, &n);
	printf("%-32s right wrong missed none\n", "category");
	for (size_t i = 0; i < n; i++) {
		print_counts(c[i].name.n ? c[i].name.p : "-",
			     c[i].name.n ? c[i].name.n : 1, &c[i].n);
		all.right += c[i].n.right;
		all.wrong += c[i].n.wrong;
		all.missed += c[i].n.missed;
		all.none += c[i].n.none;
	}
	if (scores)
		print_sweep(&t, scores);
	print_counts("all, at the threshold", 32, &all);
	printf("F1 %.3f, floor %.3f\n", f1(&all), floor);
	free(scores);
	table_free(&t);
	return f1(&all) >= floor;
}

/* --- the portal --- */

/* Ranks with ties at their middle. */
static void ranks(const double *v, size_t n, double *out)
{
	for (size_t i = 0; i < n; i++) {
		size_t less = 0, same = 0;

		for (size_t k = 0; k < n; k++) {
			less += v[k] < v[i];
			same += v[k] <= v[i] && v[k] >= v[i];
		}
		out[i] = (double)less + (double)same / 2;
	}
}

static double correlation(const double *x, const double *y, size_t n)
{
	double mx = 0, my = 0, xy = 0, xx = 0, yy = 0;

	for (size_t i = 0; i < n; i++) {
		mx += x[i] / (double)n;
		my += y[i] / (double)n;
	}
	for (size_t i = 0; i < n; i++) {
		xy += (x[i] - mx) * (y[i] - my);
		xx += (x[i] - mx) * (x[i] - mx);
		yy += (y[i] - my) * (y[i] - my);
	}
	return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

bool quality_portal(const char *file, double floor)
{
	struct str why = STR_INIT(WHY);
	struct cells t;
	double *v, r;
	size_t n;

	table_read(&t, file);
	n = t.rows;
	v = calloc(4 * n + 1, sizeof(*v));
	for (size_t i = 0; v && i < n; i++) {
		struct slice theirs = table_cell(&t, i, table_column(&t,
			"ofac_score"));
		int64_t s = 0;

		slice_int(theirs, &s);
		v[i] = (double)s;
		v[n + i] = score(table_cell(&t, i, table_column(&t,
			"query_name")), table_cell(&t, i, table_column(&t,
			"result_name")), true, &why);
	}
	r = 0;
	if (v) {
		ranks(v, n, v + 2 * n);
		ranks(v + n, n, v + 3 * n);
		r = correlation(v + 2 * n, v + 3 * n, n);
	}
	printf("rank correlation with the portal's scores %.3f, of %zu\n", r,
	       n);
	free(v);
	str_free(&why);
	table_free(&t);
	return r >= floor;
}
