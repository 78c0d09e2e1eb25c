/* The list: never more rows than the screen shows, a cursor that stays on its
 * record; details as a pure function of facts. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/canned.h"
#include "ui/detail.h"
#include "ui/list.h"

static void refill(struct list *l, const char *filter)
{
	struct query q = { 0 };
	struct rows rows = { 0 };
	struct err e = { 0 };

	assert_int_equal(query_parse(&q, slice_of(filter), &e), 0);
	assert_int_equal(query_defaults(&q, l->shape, &e), 0);
	assert_int_equal(query_check(&q, l->shape, &e), 0);
	assert_int_equal(l->data->ops->open(l->data->ctx, l->shape, &q,
					    &rows, &e), 0);
	list_rows(l, rows);
	query_free(&q);
}

static void test_only_a_page(void **state)
{
	struct canned c = { 0 };
	struct data d = canned_data(&c);
	struct list l;

	(void)state;
	list_init(&l, panes[PANE_releases], &d);
	refill(&l, "");
	for (int64_t i = -3; i < 12; i++) {
		list_to(&l, i);
		list_load(&l, 3);
		assert_true(l.page_n <= 3);
		assert_true(l.cur >= l.top && l.cur < l.top + 3);
		assert_non_null(list_current(&l));
		assert_true(slice_is(list_current(&l)->row.cell[0], l.id));
	}
	assert_true(c.fetched <= 3);
	list_free(&l);
}

/* Where the filter hides the record, the cursor goes to the row in its place
 * and stays on that one. */
static void test_refilter(void **state)
{
	struct canned c = { 0 };
	struct data d = canned_data(&c);
	struct list l;

	(void)state;
	list_init(&l, panes[PANE_releases], &d);
	refill(&l, "");
	list_to(&l, 2);
	assert_string_equal(l.id, "p-sannikov");
	refill(&l, "role:politician");
	assert_int_equal(l.count, 2);
	assert_int_equal(l.total, 7);
	assert_string_equal(l.id, "p-sannikov");
	refill(&l, "kalesn");
	assert_string_equal(l.id, "p-kalesnikava");
	refill(&l, "nobodyatall");
	assert_int_equal(l.count, 0);
	assert_string_equal(l.id, "");
	assert_null(list_current(&l));
	list_move(&l, 1);
	refill(&l, "");
	assert_int_equal(l.cur, 0);
	list_free(&l);
}

static bool has_line(const struct lines *l, const char *text)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_find(l->line[i].text, slice_of(text), 0) >= 0)
			return true;
	return false;
}

static void test_detail(void **state)
{
	struct lines lines = { 0 };
	struct facts f;
	struct err e = { 0 };

	(void)state;
	canned_facts(&f);
	for (int cols = 1; cols < 120; cols++) {
		lines_clear(&lines);
		assert_int_equal(detail_make(&f, NULL, cols, &lines, &e), 0);
		for (size_t i = 0; i < lines.n; i++)
			for (size_t k = 0; k < lines.line[i].text.n; k++)
				assert_true((unsigned char)
					lines.line[i].text.p[k] >= ' ');
	}
	for (size_t i = 0; i < f.n; i++)
		if (f.fact[i].claim.prop != PROP_released_on)
			assert_true(has_line(&lines, arena_cstr(&lines.mem,
					f.fact[i].claim.value)));
	assert_true(has_line(&lines, "Held text  ≠ the sources differ"));
	assert_true(has_line(&lines, "13 Dec 2025"));
	assert_true(has_line(&lines, "Example Post, 14 Dec 2025"));
	assert_true(has_line(&lines, "viasna · “List”"));
	assert_true(has_line(&lines, "<U+202E>"));
	assert_false(has_line(&lines, "Released on  ≠"));
	lines_free(&lines);
}

/* Who lists the party and why it is one, in words that no terminal obeys. */
static void test_detail_party(void **state)
{
	const struct facts own = {
		.id = SLICE("d-aaa"), .kind = KIND_designation,
		.source = SLICE("eu-x"), .presence = GONE,
		.gone_on = SLICE("2025-02-01"),
	};
	const struct listed listings[] = {
		{ .facts = &own, .name = SLICE("Ivan \x1b[2J PRYKLAD"),
		  .native_id = SLICE("EU.1"), .jurisdiction = SLICE("EU"),
		  .listed_on = SLICE("2021-02-03"),
		  .programmes = SLICE("\x1f" "BLR\x1f" "HR\x1f") },
		{ .facts = &own, .native_id = SLICE("77") },
	};
	const struct tie ties[] = {
		{ .kind = TIE_ONE, .a = SLICE("d-aaa"), .b = SLICE("d-bbb"),
		  .reason = SLICE("the same passport number, 1") },
		{ .kind = TIE_MERGED, .a = SLICE("d-aaa"), .b = SLICE("d-ccc"),
		  .at = SLICE("2025-12-01"), .note = SLICE("seen it") },
		{ .kind = TIE_SPLIT, .a = SLICE("d-aaa") },
		{ .kind = TIE_POSSIBLY, .a = SLICE("d-aaa"),
		  .b = SLICE("d-ddd"), .name = SLICE("Ivan Pryklad"),
		  .source = SLICE("uk-x"), .reason = SLICE("the same name") },
	};
	const struct facts f = {
		.id = SLICE("d-aaa"), .kind = KIND_designation,
		.listing = listings, .listings = 2, .tie = ties, .ties = 4,
	};
	struct lines lines = { 0 };
	struct err e = { 0 };

	(void)state;
	assert_int_equal(detail_make(&f, NULL, 100, &lines, &e), 0);
	assert_true(has_line(&lines, "Listed by"));
	assert_true(has_line(&lines, "EU · eu-x EU.1 · delisted since "
				     "1 Feb 2025 · on 3 Feb 2021"));
	assert_true(has_line(&lines, "PRYKLAD · BLR; HR"));
	assert_true(has_line(&lines, "d-aaa and d-bbb: the same passport"));
	assert_true(has_line(&lines, "you said they are one, 1 Dec 2025: "
				     "seen it"));
	assert_true(has_line(&lines, "d-aaa: you said it is one with no "
				     "other"));
	assert_true(has_line(&lines, "Ivan Pryklad · uk-x d-ddd: the same"));
	for (size_t i = 0; i < lines.n; i++)
		for (size_t k = 0; k < lines.line[i].text.n; k++)
			assert_true((unsigned char)lines.line[i].text.p[k] >=
				    ' ');
	lines_free(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_a_page),
		cmocka_unit_test(test_refilter),
		cmocka_unit_test(test_detail),
		cmocka_unit_test(test_detail_party),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
