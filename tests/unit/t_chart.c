/* The parts that charts are made of: bars, small bars, shares, counts; and
 * their drawings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "model/pdate.h"
#include "write/chart.h"
#include "write/grid.h"

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static const struct {
	const char *cell;	/* ";" between */
	const char *utf8, *ascii, *change;
} trends[] = {
	{ "", "", "", "" },
	{ ";2025-11-28 228;", "▅", "-", "" },
	{ ";2025-11-28 228;2025-12-19 232;", "▁█", ".#", "+4" },
	{ ";2025-11-28 232;2025-12-19 228;", "█▁", "#.", "-4" },
	{ ";2025-11-28 7;2025-12-19 7;2026-01-01 7;", "▅▅▅", "---", "±0" },
	{ ";2025-11-28 0;2025-12-19 10;2026-01-01 5;", "▁█▅", ".#-", "+5" },
	{ ";2025-01-01 9223372036854775807;2025-02-01 -5;2025-03-01 4;", "▅", "-",
	  "" },
	{ ";soon;2025-12-19 x;2026-01-01 5;;", "▅", "-", "" },
	{ ";2025-01-01 1;2025-02-01 2;2025-03-01 3;2025-04-01 4;2025-05-01 5;",
	  "▁▃▆█", ".:=#", "+3" },	/* the newest four */
};

static void test_trends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(trends) / sizeof(trends[0]); i++) {
		struct str utf8 = STR_INIT(256), ascii = STR_INIT(256);
		struct str change = STR_INIT(64);
		char cell[200];
		int64_t n[4];
		size_t count;

		snprintf(cell, sizeof(cell), "%s", trends[i].cell);
		for (char *p = cell; *p; p++)
			if (*p == ';')
				*p = '\x1f';
		count = chart_trend(slice_of(cell), n, 4);
		chart_spark(&utf8, n, count, false);
		chart_spark(&ascii, n, count, true);
		chart_change(&change, n, count, false);
		assert_string_equal(str_cstr(&utf8), trends[i].utf8);
		assert_string_equal(str_cstr(&ascii), trends[i].ascii);
		assert_string_equal(str_cstr(&change), trends[i].change);
		str_free(&utf8);
		str_free(&ascii);
		str_free(&change);
	}
}

/* A cell is the store's, but a store may come from elsewhere. */
static void test_any_trend(void **state)
{
	static const char bytes[] = "\x1f\x1f\x1f 0123456789-x\xff";

	(void)state;
	seed = 1;
	for (int round = 0; round < 5000; round++) {
		struct str out = STR_INIT(4096);
		char cell[64];
		size_t n = draw(sizeof(cell)), most = draw(14), count;
		int64_t value[14];

		for (size_t i = 0; i < n; i++)
			cell[i] = bytes[draw(sizeof(bytes) - 1)];
		count = chart_trend(slice_make(cell, n), value, most);
		assert_true(count <= most);
		chart_spark(&out, value, count, true);
		assert_int_equal(out.n, count);
		chart_change(&out, value, count, true);
		assert_false(out.bad);
		str_free(&out);
	}
}

static const struct {
	int64_t exact, vague, most;
	const char *bar;	/* from the foot, three lines */
} bars[] = {
	{ 0, 0, 10, "   " },    { 10, 0, 10, "███" },
	{ 1, 0, 10, "▃  " },    { 1, 0, 1000000, "▁  " },
	{ 0, 10, 10, "░░░" },   { 10, 10, 20, "█░░" },
	{ 5, 0, 0, "   " },     { -3, 0, 10, "   " },
	{ INT64_MAX / 2, 0, INT64_MAX / 2, "███" },
};

static const struct {
	int64_t n;
	int level;
} levels[] = {
	{ -1, 0 }, { 0, 0 }, { 1, 1 }, { 30, 1 }, { 31, 2 }, { 124, 2 },
	{ 125, 3 }, { 499, 3 }, { 500, 4 }, { 1000, 4 },
};

static void test_bars(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bars) / sizeof(bars[0]); i++) {
		struct str got = STR_INIT(64);

		for (int line = 0; line < 3; line++)
			str_addz(&got, chart_bar(bars[i].exact, bars[i].vague,
				bars[i].most, line, 3, false));
		assert_string_equal(str_cstr(&got), bars[i].bar);
		str_free(&got);
	}
	assert_string_equal(chart_shade(0, 10, false), " ");
	assert_string_equal(chart_shade(1, 1000, false), "░");
	assert_string_equal(chart_shade(1000, 1000, true), "#");
	assert_string_equal(chart_pattern(9999, true), ".");
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		assert_int_equal(chart_level(levels[i].n, 1000),
				 levels[i].level);
	assert_int_equal(chart_level(1, 1), 4);
	assert_int_equal(chart_level(1, INT64_MAX), 1);
}

/* A total that tells of the same acts is not added to them. */
static void test_totals(void **state)
{
	struct marks m = MARKS_INIT;
	struct err e = {0};
	struct mark x = { .kind = MARK_RELEASE, .id = SLICE("a"),
			  .date = SLICE("2025-12-13"), .count = 123 };
	struct freed f;
	struct axis a;

	(void)state;
	assert_int_equal(marks_add(&m, &x, &e), 0);
	x = (struct mark){ .kind = MARK_RELEASE, .id = SLICE("b"),
			   .date = SLICE("2025-12"), .count = 145,
			   .total = true };
	assert_int_equal(marks_add(&m, &x, &e), 0);
	x.id = SLICE("c");
	x.count = 100;		/* a smaller total says nothing more */
	assert_int_equal(marks_add(&m, &x, &e), 0);
	x = (struct mark){ .kind = MARK_RELEASE, .id = SLICE("d"),
			   .date = SLICE("2024-12-13"), .count = INT64_MAX };
	assert_int_equal(marks_add(&m, &x, &e), 0);
	x.id = SLICE("e");
	assert_int_equal(marks_add(&m, &x, &e), 0);
	marks_sort(&m);
	a = axis_window(AXIS_YEAR, m.list[0].first, 0, 1);
	marks_freed(&m, &a, &f);
	assert_true(f.exact[0] > 0 && f.most == f.exact[0]);
	a = axis_window(AXIS_YEAR, m.list[2].first, 0, 1);
	marks_freed(&m, &a, &f);
	assert_int_equal(f.exact[0], 123);
	assert_int_equal(f.vague[0], 22);
	assert_int_equal(f.most, 145);
	marks_free(&m);
}

static void test_shares(void **state)
{
	(void)state;
	seed = 1;
	for (int round = 0; round < 3000; round++) {
		int64_t part[8], sum = 0, of;
		size_t n = 1 + draw(8), cells = 1 + draw(60), out[8], got = 0;

		for (size_t i = 0; i < n; i++) {
			part[i] = draw(3) ? (int64_t)draw(1000) : 0;
			sum += part[i];
		}
		of = sum + (int64_t)draw(500);
		grid_share(part, n, of, cells, out);
		for (size_t i = 0; i < n; i++) {
			got += out[i];
			if (part[i] == 0)
				assert_int_equal(out[i], 0);
		}
		assert_true(got <= cells);
		assert_true(sum == 0 ? got == 0 : got > 0);
		if (sum == of && sum > 0)
			assert_int_equal(got, cells);
	}
}

static void test_grid(void **state)
{
	struct grid g = GRID_INIT;
	struct str svg = STR_INIT(1 << 20);
	struct err e = {0};
	char name[16];

	(void)state;
	assert_int_equal(grid_add(&g, SLICE("2021"), SLICE("free"), 1, 0, &e),
			 0);
	grid_add(&g, SLICE("2025"), SLICE("free"), 1, GRID_FORCE, &e);
	grid_add(&g, SLICE("2025"), SLICE("colony"), 5, GRID_DISPUTED, &e);
	grid_add(&g, SLICE_NONE, SLICE_NONE, 9, 0, &e);
	grid_who(&g, SLICE("2025"));
	grid_sort(&g, true);
	assert_int_equal(g.who[0], 1);
	assert_int_equal(g.who[1], 0);
	assert_true(grid_tells(&g));
	assert_true(slice_is(g.row[0], "2025") && slice_is(g.row[1], "2021"));
	assert_true(g.row[2].n == 0 && g.col[2].n == 0);	/* not told */
	assert_true(slice_is(g.col[0], "colony"));
	assert_int_equal(grid_at(&g, 0, 0)->n, 5);
	assert_int_equal(g.row_n[0], 6);
	assert_int_equal(g.most_row, 9);
	grid_sort(&g, false);
	assert_true(slice_is(g.row[0], "2025"));
	for (int i = 0; i < GRID_COLS + 10; i++) {
		snprintf(name, sizeof(name), "c%d", i);
		grid_add(&g, SLICE("2025"), slice_of(name), 1, 0, &e);
	}
	assert_int_equal(g.cols, GRID_COLS);
	assert_int_equal(g.left_out, 13);
	grid_free(&g);
	assert_int_equal(g.rows, 0);
	grid_add(&g, SLICE("2025"), SLICE_NONE, 1, 0, &e);
	assert_false(grid_tells(&g));
	grid_free(&g);
	str_free(&svg);
}

static void plain(const void *ctx, bool row, struct slice value,
		  struct str *to)
{
	(void)ctx;
	(void)row;
	str_add(to, value);
}

/* What a source has written is no markup in a drawing. */
static void test_drawings(void **state)
{
	static const struct grid_words words = {
		.id = "x", .title = "<b>", .name = plain,
	};
	struct grid g = GRID_INIT;
	struct str to = STR_INIT(1 << 20);
	struct err e = {0};

	(void)state;
	grid_stack_svg(&to, &g, &words);
	grid_heat_svg(&to, &g, &words);
	assert_int_equal(to.n, 0);
	grid_add(&g, SLICE("</svg><script>"), SLICE("\"onload=x\033[2J"), 3,
		 GRID_FORCE | GRID_DISPUTED, &e);
	grid_stack_svg(&to, &g, &words);
	grid_heat_svg(&to, &g, &words);
	grid_spark_svg(&to, SLICE("\x1f" "2025-01-01 3\x1f" "2025-02-01 5\x1f"));
	assert_null(strstr(str_cstr(&to), "<script"));
	assert_null(strstr(str_cstr(&to), "<b>"));
	assert_null(strstr(str_cstr(&to), "\033"));
	assert_non_null(strstr(str_cstr(&to), "3 F?"));
	assert_non_null(strstr(str_cstr(&to), "<title>3, 5</title>"));
	assert_false(to.bad);
	grid_free(&g);
	str_free(&to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trends), cmocka_unit_test(test_any_trend),
		cmocka_unit_test(test_bars),
		cmocka_unit_test(test_totals), cmocka_unit_test(test_shares),
		cmocka_unit_test(test_grid),   cmocka_unit_test(test_drawings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
