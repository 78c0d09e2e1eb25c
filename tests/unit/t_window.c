/* Windows that read the places of their rows as they are asked for tell the same
 * as those that read all at once: in whatever order, while others write, and when
 * what they counted is no more so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "storekit.h"
#include "store/inside.h"
#include "view/view.h"

enum { MANY = 2500, TEXT_BYTES = 1 << 20 };

static void write_rows(struct kit *k, const char *evidence, int from, int to)
{
	struct str text = STR_INIT(TEXT_BYTES);

	for (int i = from; i < to; i++)
		str_addf(&text, "a%d name=Nobody_%04d list=%s; ", i,
			 (i * 7919) % 10000, i % 3 ? "sdn" : "cons");
	kit_list_version(k, evidence, str_cstr(&text), NULL);
	str_free(&text);
}

static int set_up(void **state)
{
	kit_set_up(state);
	write_rows(*state, "2025-01-01", 0, MANY);
	return 0;
}

typedef int open_fn(struct window **w, struct store *s,
		    const struct shape *shape, const struct query *q,
		    struct err *e);

static struct window *open_of(struct kit *k, open_fn *fn,
			      const struct shape *shape, const char *filter)
{
	struct query *q = calloc(1, sizeof(*q));
	struct window *w = NULL;
	struct err e = { 0 };

	assert_non_null(q);
	if (query_parse(q, slice_of(filter), &e) < 0 ||
	    query_defaults(q, shape, &e) < 0 ||
	    query_check(q, shape, &e) < 0 ||
	    fn(&w, k->s, shape, q, &e) < 0)
		fail_msg("%s: %s", filter, e.msg);
	query_free(q);
	free(q);
	return w;
}

static struct window *open_by(struct kit *k, open_fn *fn, const char *filter)
{
	return open_of(k, fn, &kit_parties, filter);
}

static int keep_id(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	(void)shape;
	(void)e;
	snprintf(ctx, ID_TEXT, "%.*s", SLICE_ARG(r->cell[0]));
	return 0;
}

static void id_at(struct window *w, int64_t at, char id[ID_TEXT])
{
	struct err e = { 0 };

	id[0] = '\0';
	if (window_fetch(w, at, 1, keep_id, id, &e) < 0)
		fail_msg("%lld: %s", (long long)at, e.msg);
}

/* Where one looks first, which must not matter. */
static const int64_t firsts[] = { 0, 255, 256, 257, 700, 1249, 1250, 1251,
				  MANY - 257, MANY - 1 };

static void same_rows(struct kit *k, const char *filter, int64_t first)
{
	struct window *all = open_by(k, window_open, filter);
	struct window *part = open_by(k, window_show, filter);
	int64_t n = window_count(all);
	char want[ID_TEXT], got[ID_TEXT];
	struct err e = { 0 };

	assert_int_equal(window_count(part), n);
	assert_int_equal(window_total(part), window_total(all));
	id_at(part, first, got);
	for (int64_t i = 0; i < n; i++) {
		/* from both sides, so that the ends meet */
		int64_t at = i % 2 ? n - 1 - i / 2 : i / 2;

		id_at(all, at, want);
		id_at(part, at, got);
		assert_string_equal(got, want);
	}
	assert_int_equal(window_find(part, slice_of(want), &e),
			 window_find(all, slice_of(want), &e));
	id_at(part, n, got);
	assert_string_equal(got, "");
	window_close(&all);
	window_close(&part);
}

static void parts_are_the_whole(void **state)
{
	static const char *const filters[] = {
		"", "list:cons", "-list:cons", "sort:-name", "nobody",
		"list:none",
	};

	for (size_t f = 0; f < sizeof(filters) / sizeof(filters[0]); f++)
		for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++)
			same_rows(*state, filters[f], firsts[i]);
}

static void each_is_found(void **state)
{
	struct window *all = open_by(*state, window_open, "");
	char id[ID_TEXT];
	struct err e = { 0 };

	for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
		struct window *part = open_by(*state, window_show, "");

		id_at(all, firsts[i], id);
		assert_int_equal(window_find(part, slice_of(id), &e),
				 firsts[i]);
		window_close(&part);
	}
	window_close(&all);
}

static void none_is_not_found(void **state)
{
	struct window *part = open_by(*state, window_show, "");
	struct err e = { 0 };

	assert_int_equal(window_find(part, SLICE("d-000000000000"), &e), -1);
	assert_int_equal(e.code, ERR_NONE);
	window_close(&part);
}

/* Another process commits between two looks: all rows are of one state then, and
 * what is opened next counts anew. */
static void others_write_meanwhile(void **state)
{
	struct kit *k = *state, other = *k;
	struct window *part = open_by(k, window_show, "");
	struct window *again;
	char a[ID_TEXT], b[ID_TEXT];

	id_at(part, 0, a);
	kit_open(&other);
	write_rows(&other, "2025-01-02", 0, MANY + 300);
	again = open_by(k, window_show, "");
	assert_int_equal(window_count(again), MANY + 300);
	for (int64_t i = MANY / 2 + 10; i < MANY / 2 + 20; i++) {
		id_at(part, i, a);
		id_at(again, i, b);
		assert_string_equal(a, b);
	}
	window_close(&again);
	window_close(&part);
	store_close(&other.s);
}

/* What this handle itself commits counts at once too. */
static void own_commits_count(void **state)
{
	struct kit *k = *state;
	struct window *w = open_by(k, window_show, "");
	int64_t before = window_count(w);

	window_close(&w);
	write_rows(k, "2025-01-03", 0, MANY + 310);
	w = open_by(k, window_show, "");
	assert_int_equal(window_count(w), MANY + 310);
	assert_true(window_count(w) != before);
	assert_int_equal(window_total(w), MANY + 310);
	window_close(&w);
}

static void expect_noted(struct kit *k, int64_t want)
{
	struct window *w = open_of(k, window_show, &view_recommendations,
				   "position:noted");

	assert_int_equal(window_count(w), want);
	window_close(&w);
}

/* What the user says is in a file of its own, which the count must not miss. */
static void own_words_count(void **state)
{
	struct own_work said = { .position = SLICE("supported") };
	struct kit k = { 0 };
	struct store_options o;
	struct window *w;
	char id[ID_TEXT];
	struct err e = { 0 };

	(void)state;
	kit_start(&k);
	store_close(&k.s);
	o = kit_options(&k);
	o.shapes = views;
	assert_int_equal(store_open(&k.s, &o, &e), 0);
	assert_int_equal(kit_import(&k, "asks", "2025-01-01", true,
				    KIND_recommendation, "a action=Free_them "
				    "position=noted; b action=Publish_it "
				    "position=noted", NULL, &e), 0);
	expect_noted(&k, 2);
	w = open_of(&k, window_show, &view_recommendations, "");
	id_at(w, 0, id);
	window_close(&w);
	assert_int_equal(own_work_set(k.s, slice_of(id), &said, &e), 0);
	expect_noted(&k, 1);
	kit_stop(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_are_the_whole),
		cmocka_unit_test(each_is_found),
		cmocka_unit_test(none_is_not_found),
		cmocka_unit_test(others_write_meanwhile),
		cmocka_unit_test(own_commits_count),
		cmocka_unit_test(own_words_count),
	};

	return cmocka_run_group_tests(tests, set_up, kit_tear_down);
}
