/* Filters, sorting, windows, facets, dates: every cell type of a toy view. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "storekit.h"

static const char rows[] =
	"a name=Ales_Bialiatski other_name=Алесь_Бяляцкі programme=BELARUS"
	" programme=EO14038 list=sdn listed_on=2025-12-13 count=9"
	" role=hrd role_text=chair_of_Viasna;"
	"b name=Maria_Kalesnikava programme=BELARUS-2 list=sdn"
	" listed_on=2025-12 count=10 role=musician;"
	"c name@unverified=Siarhei_Sannikov list=cons listed_on=2024"
	" count=100;"
	"d name=ales_sr list=CONS programme=U[1]";

static const struct { const char *query, *names; } filters[] = {
	{ "", "a,b,c,d" },
	{ "bialiatski", "a" },
	{ "ALES", "a,b,d" },
	{ "алесь", "a" },
	{ "\"ales bialiatski\"", "a" },
	{ "-bialiatski", "b,c,d" },
	{ "name:бяляцкі", "a" },		/* also: others */
	{ "name:kalesnikava,sannikov", "b,c" },
	{ "programme:belarus", "a" },		/* whole words */
	{ "programme:BELARUS*", "a,b" },
	{ "programme:*4038", "a" },
	{ "programme:U[1]*", "d" },
	{ "-programme:belarus", "b,c,d" },
	{ "list:cons", "c,d" },
	{ "list:s*", "a,b" },
	{ "role:viasna", "a" },			/* also: role_text */
	{ "role:hrd,musician", "a,b" },
	{ "listed:2025", "a,b" },
	{ "listed:2025-12", "a,b" },
	{ "listed>=2025-12-01", "a,b" },
	{ "listed>=2025-12-14", "b" },
	{ "listed>2025-12", "" },
	{ "listed>2024", "a,b" },
	{ "listed<2025-12-01", "c" },
	{ "listed<2025", "c" },
	{ "listed<=2025-12", "a,b,c" },
	{ "listed<=2025-12-13", "a,b,c" },
	{ "count>=10", "b,c" },
	{ "count:9", "a" },
	{ "count<10", "a" },
	{ "is:any", "a,b,c,d" },
	{ "is:unverified", "c" },
	{ "is:disputed", "" },
	{ "-is:unverified", "a,b,d" },
	{ "source:l", "a,b,c,d" },
	{ "source:x", "" },
	{ "'; drop table claim; --", "" },
};

static const struct { const char *query, *names; } sorts[] = {
	{ "", "a,b,c,d" },
	{ "sort:listed", "c,b,a,d" },		/* nothing is last both ways */
	{ "sort:-listed", "a,b,c,d" },
	{ "sort:count", "a,b,c,d" },		/* as numbers */
	{ "sort:-count", "c,b,a,d" },
	{ "sort:name", "a,d,b,c" },		/* whatever the case */
	{ "sort:-name", "c,b,d,a" },
};

/* The key of a row is the first letter of its short name here. */
static void short_names(struct kit *k, const char *query, bool sorted,
			char *out)
{
	struct str cells = STR_INIT(1 << 20);
	struct slice rest, cell;
	size_t n = 0;

	kit_cells(k, &kit_parties, query, "name", &cells);
	rest = str_slice(&cells);
	while (cells.n && slice_cut(&rest, ',', &cell)) {
		static const struct { const char *front; char key; } keys[] = {
			{ "Ales", 'a' }, { "Maria", 'b' }, { "Siar", 'c' },
			{ "ales", 'd' },
		};

		for (size_t i = 0; i < 4; i++)
			if (slice_starts(cell, keys[i].front))
				out[n++] = keys[i].key;
	}
	out[n] = '\0';
	for (size_t i = 0; !sorted && i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (out[j] < out[i]) {
				char held = out[i];

				out[i] = out[j];
				out[j] = held;
			}
	str_free(&cells);
}

static void check_names(struct kit *k, const char *query, bool sorted,
			const char *want)
{
	char got[32], joined[64] = "";

	short_names(k, query, sorted, got);
	for (size_t i = 0; got[i]; i++) {
		joined[2 * i] = got[i];
		joined[2 * i + 1] = got[i + 1] ? ',' : '\0';
	}
	if (strcmp(joined, want) != 0)
		fail_msg("%s: \"%s\", wanted \"%s\"", query, joined, want);
}

static int setup(void **state)
{
	struct kit *k = malloc(sizeof(*k));

	kit_start(k);
	kit_list_version(k, "2025-01-01", rows, NULL);
	*state = k;
	return 0;
}

static void filters_find(void **state)
{
	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
		check_names(*state, filters[i].query, false,
			    filters[i].names);
}

static void past_filters_find_the_same(void **state)
{
	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
		char query[256];

		snprintf(query, sizeof(query), "%s as-of:2025-06",
			 filters[i].query);
		check_names(*state, query, false, filters[i].names);
	}
	check_names(*state, "as-of:2024", false, "");
}

static void sorts_order(void **state)
{
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++)
		check_names(*state, sorts[i].query, true, sorts[i].names);
}

static int count_value(void *ctx, struct slice value, int64_t n,
		       struct err *e)
{
	(void)e;
	str_addf(ctx, "%.*s:%d ", SLICE_ARG(value), (int)n);
	return 0;
}

static void facet(struct kit *k, const char *query, const char *column,
		  const char *want)
{
	struct query *q = calloc(1, sizeof(*q));
	struct str out = STR_INIT(4096);
	struct err e = {0};
	int at = shape_find(&kit_parties, slice_of(column));

	assert_non_null(q);
	assert_int_equal(query_parse(q, slice_of(query), &e), 0);
	assert_int_equal(query_check(q, &kit_parties, &e), 0);
	assert_int_equal(store_facet(k->s, &kit_parties, at, q, count_value,
				     &out, &e), 0);
	assert_string_equal(str_cstr(&out), want);
	str_free(&out);
	query_free(q);
	free(q);
}

static void facets_count(void **state)
{
	facet(*state, "", "programme",
	      "BELARUS:1 BELARUS-2:1 EO14038:1 U[1]:1 ");
	facet(*state, "ales", "list", "sdn:2 CONS:1 ");
	facet(*state, "as-of:2025-02", "state", "listed:4 ");
}

static int keep_id(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	(void)shape;
	(void)e;
	snprintf(ctx, ID_TEXT, "%.*s", SLICE_ARG(r->cell[0]));
	return 0;
}

static void windows_page_and_find(void **state)
{
	struct kit *k = *state;
	struct query *q = calloc(1, sizeof(*q));
	struct window *w = NULL;
	struct err e = {0};

	assert_non_null(q);
	assert_int_equal(query_parse(q, SLICE("sort:name -list:cons"), &e),
			 0);
	assert_int_equal(query_check(q, &kit_parties, &e), 0);
	assert_int_equal(window_open(&w, k->s, &kit_parties, q, &e), 0);
	assert_int_equal(window_count(w), 2);
	assert_int_equal(window_total(w), 4);
	for (int64_t i = 0; i < 2; i++) {
		char id[ID_TEXT] = "";

		assert_int_equal(window_fetch(w, i, 1, keep_id, id, &e), 0);
		assert_int_equal(window_find(w, slice_of(id), &e), i);
	}
	assert_int_equal(window_find(w, SLICE("d-000000000000"), &e), -1);
	assert_int_equal(e.code, ERR_NONE);
	assert_int_equal(window_fetch(w, 2, 10, keep_id, NULL, &e), 0);
	window_close(&w);
	query_free(q);
	free(q);
}

static void marks_filter(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	char id[ID_TEXT];

	record_id(KIND_designation, SLICE("l"), SLICE("b"), id);
	check_names(k, "is:new", false, "a,b,c,d");
	assert_int_equal(own_mark_set(k->s, slice_of(id), SLICE("read"),
				      SLICE_NONE, &e), 0);
	assert_int_equal(own_mark_set(k->s, slice_of(id), SLICE("starred"),
				      SLICE_NONE, &e), 0);
	check_names(k, "is:new", false, "a,c,d");
	check_names(k, "is:read", false, "b");
	check_names(k, "is:starred", false, "b");
	check_names(k, "-is:starred", false, "a,c,d");
	assert_int_equal(own_mark_set(k->s, slice_of(id), SLICE("unread"),
				      SLICE_NONE, &e), 0);
	check_names(k, "is:new", false, "a,b,c,d");
}

static void next_is(struct window *w, const struct query *new, int64_t from,
		    int64_t n, bool all, int64_t found, int64_t first)
{
	struct err e = {0};
	int64_t at = 7;

	assert_int_equal(window_next(w, new, from, n, all, &at, &e), found);
	assert_int_equal(at, first);
}

/* Row by row, in the window that is there. */
static void next_new(void **state)
{
	struct query all = {0}, new = {0};
	struct window *w = NULL;
	struct kit *k = *state;
	struct err e = {0};
	char id[ID_TEXT];
	int64_t read;

	record_id(KIND_designation, SLICE("l"), SLICE("b"), id);
	assert_int_equal(own_mark_set(k->s, slice_of(id), SLICE("read"),
				      SLICE_NONE, &e), 0);
	assert_int_equal(query_check(&all, &kit_parties, &e), 0);
	assert_int_equal(query_parse(&new, SLICE("is:new"), &e), 0);
	assert_int_equal(query_check(&new, &kit_parties, &e), 0);
	assert_int_equal(window_open(&w, k->s, &kit_parties, &all, &e), 0);
	read = window_find(w, slice_of(id), &e);
	assert_in_range(read, 0, 3);
	next_is(w, &new, 0, 9, true, 3, read == 0);
	next_is(w, &new, 0, 9, false, 1, read == 0);
	next_is(w, &new, read, 1, true, 0, -1);
	next_is(w, &new, 4, 9, true, 0, -1);
	next_is(w, &new, read == 3 ? 2 : 3, 1, false, 1, read == 3 ? 2 : 3);
	window_close(&w);
	query_free(&all);
	query_free(&new);
	assert_int_equal(own_mark_set(k->s, slice_of(id), SLICE("unread"),
				      SLICE_NONE, &e), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_find),
		cmocka_unit_test(past_filters_find_the_same),
		cmocka_unit_test(sorts_order),
		cmocka_unit_test(facets_count),
		cmocka_unit_test(windows_page_and_find),
		cmocka_unit_test(marks_filter),
		cmocka_unit_test(next_new),
	};

	return cmocka_run_group_tests(tests, setup, kit_tear_down);
}
