/* Axes that are zoomed and panned, what is chosen on them, and the parts that
 * charts are made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/pdate.h"
#include "write/chart.h"
#include "write/grid.h"
#include "write/scope.h"

static int64_t day(const char *date)
{
	struct pdate d;

	/* years that no source may write, too */
	assert_int_equal(sscanf(date, "%4d-%2d-%2d", &d.year, &d.month,
				&d.day), 3);
	return pdate_first_day(d);
}

static const char *text_of(int64_t n)
{
	static char buf[PDATE_TEXT];

	return pdate_text(pdate_of_day(n), buf);
}

/* --- windows --- */

static const struct {
	enum axis_unit unit;
	const char *day;
	size_t at, bins;
	const char *first, *last;	/* days of the window */
} windows[] = {
	{ AXIS_DAY, "2025-12-13", 0, 7, "2025-12-13", "2025-12-19" },
	{ AXIS_DAY, "2025-12-13", 3, 7, "2025-12-10", "2025-12-16" },
	/* clocks go forward and back: a day is a day */
	{ AXIS_DAY, "2026-03-29", 1, 3, "2026-03-28", "2026-03-30" },
	{ AXIS_DAY, "2026-10-25", 1, 3, "2026-10-24", "2026-10-26" },
	{ AXIS_DAY, "2024-02-28", 0, 3, "2024-02-28", "2024-03-01" },
	{ AXIS_DAY, "1900-02-28", 0, 2, "1900-02-28", "1900-03-01" },
	/* weeks begin on Monday, before 1970 as well */
	{ AXIS_WEEK, "2025-12-13", 0, 1, "2025-12-08", "2025-12-14" },
	{ AXIS_WEEK, "1970-01-01", 0, 1, "1969-12-29", "1970-01-04" },
	{ AXIS_WEEK, "1969-12-28", 0, 1, "1969-12-22", "1969-12-28" },
	{ AXIS_MONTH, "2025-12-13", 11, 12, "2025-01-01", "2025-12-31" },
	{ AXIS_QUARTER, "2025-12-13", 0, 1, "2025-10-01", "2025-12-31" },
	{ AXIS_YEAR, "2025-12-13", 2, 3, "2023-01-01", "2025-12-31" },
	/* the ends of the calendar */
	{ AXIS_YEAR, "0001-06-01", 5, 3, "0001-01-01", "0003-12-31" },
	{ AXIS_YEAR, "9999-06-01", 0, 3, "9997-01-01", "9999-12-31" },
	{ AXIS_DAY, "0001-01-01", 6, 2, "0001-01-01", "0001-01-02" },
	{ AXIS_DAY, "9999-12-31", 0, 2, "9999-12-30", "9999-12-31" },
};

static void test_windows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
		struct axis a = axis_window(windows[i].unit,
			day(windows[i].day), windows[i].at, windows[i].bins);

		assert_int_equal(a.bins, windows[i].bins);
		assert_string_equal(text_of(axis_day(&a, 0)),
				    windows[i].first);
		assert_string_equal(text_of(axis_day(&a, a.bins) - 1),
				    windows[i].last);
		assert_true(axis_bin(&a, day(windows[i].day)) >= 0);
		for (size_t k = 0; k < a.bins; k++) {
			assert_int_equal(axis_bin(&a, axis_day(&a, k)), k);
			assert_int_equal(axis_bin(&a, axis_day(&a, k + 1) - 1),
					 k);
		}
		if (axis_day(&a, 0) > day("0001-01-01"))
			assert_int_equal(axis_bin(&a, axis_day(&a, 0) - 1),
					 -1);
		if (axis_day(&a, a.bins) <= day("9999-12-31"))
			assert_int_equal(axis_bin(&a, axis_day(&a, a.bins)),
					 -1);
	}
	assert_int_equal(axis_window(AXIS_DAY, 0, 0, 0).bins, 0);
	assert_int_equal(axis_window(AXIS_DAY, INT64_MAX / 4, 0, 9999).bins,
			 AXIS_BINS);
	assert_int_equal(axis_window(AXIS_DAY, INT64_MIN / 4, 0, 5).from,
			 (int)day("0001-01-01"));
}

static const struct {
	enum axis_unit unit;
	const char *from;
	size_t bins;
	int64_t by;
	const char *first, *last;	/* of what is known */
	const char *to;			/* where the window begins then */
} pans[] = {
	{ AXIS_MONTH, "2025-01-01", 6, 3, "2020-01-01", "2026-12-31",
	  "2025-04-01" },
	{ AXIS_MONTH, "2025-01-01", 6, 99, "2020-01-01", "2026-12-31",
	  "2026-07-01" },
	{ AXIS_MONTH, "2025-01-01", 6, -99, "2020-03-05", "2026-12-31",
	  "2020-03-01" },
	/* all of it fits: it does not move */
	{ AXIS_MONTH, "2025-01-01", 24, 7, "2025-02-01", "2025-12-31",
	  "2025-02-01" },
	{ AXIS_DAY, "2025-12-13", 10, INT64_MAX / 2, "0001-01-01",
	  "9999-12-31", "2463-12-13" },
	{ AXIS_YEAR, "2025-01-01", 5, -1, "2025-12-13", "2025-12-13",
	  "2025-01-01" },
	{ AXIS_WEEK, "2025-12-08", 2, 1, "2025-12-01", "2025-12-31",
	  "2025-12-15" },
};

static void test_pans(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pans) / sizeof(pans[0]); i++) {
		struct axis a = axis_window(pans[i].unit, day(pans[i].from), 0,
					    pans[i].bins);

		axis_pan(&a, pans[i].by, day(pans[i].first),
			 day(pans[i].last));
		if (i == 4)	/* as far as one step goes, no further */
			assert_true(axis_day(&a, 0) > day(pans[i].from));
		else
			assert_string_equal(text_of(axis_day(&a, 0)),
					    pans[i].to);
	}
}

static void labels_are(const struct axis *a, size_t cells, const char *want)
{
	struct axis_label l[AXIS_BINS];
	struct str got = STR_INIT(4096);
	size_t n = axis_labels(a, cells, l, AXIS_BINS), at = 0;

	for (size_t i = 0; i < n; i++) {
		assert_true(i == 0 || l[i].cell > at);
		while (at < l[i].cell) {
			str_addc(&got, ' ');
			at++;
		}
		str_addz(&got, l[i].text);
		at += (size_t)l[i].width;
	}
	assert_string_equal(str_cstr(&got), want);
	str_free(&got);
}

static void test_labels(void **state)
{
	struct axis a;

	(void)state;
	a = axis_window(AXIS_MONTH, day("2025-11-01"), 0, 4);
	labels_are(&a, 5, "2025 Dec  2026 Feb");
	labels_are(&a, 1, "  2026");
	a = axis_window(AXIS_DAY, day("2025-12-29"), 0, 5);
	labels_are(&a, 4, "Dec 2025    2026");
	a = axis_window(AXIS_DAY, day("2025-12-10"), 0, 14);
	labels_are(&a, 2, "Dec 2025  15            22");
	a = axis_window(AXIS_QUARTER, day("2025-05-01"), 0, 8);
	labels_are(&a, 2, "2025  2026    2027");
	a = axis_window(AXIS_YEAR, day("2025-05-01"), 0, 3);
	labels_are(&a, 5, "2025 2026 2027");
	a = axis_window(AXIS_YEAR, day("0001-05-01"), 0, 2);
	labels_are(&a, 5, "0001 0002");
}

static const struct {
	enum axis_unit unit;
	const char *day, *told;
} periods[] = {
	{ AXIS_DAY, "2025-12-13", "13 Dec 2025" },
	{ AXIS_WEEK, "2025-12-13", "week of 8 Dec 2025" },
	{ AXIS_MONTH, "2025-12-13", "Dec 2025" },
	{ AXIS_QUARTER, "2025-12-13", "Oct to Dec 2025" },
	{ AXIS_YEAR, "2025-12-13", "2025" },
};

static void test_periods(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++) {
		struct axis a = axis_window(periods[i].unit,
					    day(periods[i].day), 0, 1);
		struct str got = STR_INIT(256);

		axis_period(&a, 0, &got);
		assert_string_equal(str_cstr(&got), periods[i].told);
		str_free(&got);
	}
}

/* Few days are days; one, and many, are months or more. */
static const struct {
	const char *first, *last;
	size_t most;
	const char *unit;
	size_t bins;
} fits[] = {
	{ "2025-12-01", "2025-12-31", 70, "day", 31 },
	{ "2025-12-01", "2025-12-31", 30, "month", 1 },
	{ "2025-12-13", "2025-12-13", 70, "month", 1 },
	{ "2025-11-01", "2026-01-31", 70, "month", 3 },
	{ "0001-01-01", "9999-12-31", 400, "year", 200 },
	{ "0001-01-01", "9999-12-31", 2, "year", 2 },
	{ "0001-01-01", "9999-12-31", 1, "year", 1 },
};

static void test_fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++) {
		struct axis a = axis_fit(day(fits[i].first), day(fits[i].last),
					 fits[i].most);

		assert_string_equal(axis_unit_name(&a), fits[i].unit);
		assert_int_equal(a.bins, fits[i].bins);
		assert_true(axis_bin(&a, day(fits[i].first)) >= 0);
		assert_true(axis_bin(&a, day(fits[i].last)) >= 0);
	}
	assert_int_equal(axis_fit(5, 4, 70).bins, 0);
	assert_int_equal(axis_fit(5, 5, 0).bins, 0);
}

/* --- what is chosen --- */

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static void add_any(struct marks *m)
{
	static const char *const by[] = { "US", "EU", "GB", "CA", "", NULL,
		"a name of an authority that is longer than is kept" };
	bool release = draw(2);
	char date[32], id[16];
	struct err e = {0};
	struct mark x = {
		.kind = release ? MARK_RELEASE : MARK_MEASURE,
		.sign = release ? SIGN_FREED : SIGN_EASED,
		.count = release ? (int64_t)draw(300) : -1,
		.word = SLICE("w"), .what = SLICE("what"),
		.total = draw(9) == 0,
	};
	int year = draw(20) ? 2010 + (int)draw(20) : 1 + (int)draw(9999);
	size_t n = 4 + 3 * draw(3);

	snprintf(date, sizeof(date), "%04u-%02u-%02u", (unsigned)year,
		 1 + draw(12), 1 + draw(28));
	snprintf(id, sizeof(id), "x-%u", draw(500));
	x.date = slice_make(date, n);
	x.id = slice_of(id);
	x.by = release ? SLICE_NONE :
			 slice_of(by[draw(sizeof(by) / sizeof(by[0]))]);
	assert_int_equal(marks_add(m, &x, &e), 0);
}

static void holds(const struct scope *s, const struct marks *m, size_t room)
{
	const struct mark *x = scope_chosen(s, m);
	size_t first, n;

	if (m->n == 0) {
		assert_null(x);
		return;
	}
	assert_non_null(x);
	assert_int_equal(s->measures, x->kind != MARK_RELEASE);
	assert_true(scope_at(s, m) >= 0);
	assert_true((size_t)scope_at(s, m) < s->axis.bins);
	assert_true(s->axis.bins <= room && s->axis.bins <= AXIS_BINS);
	n = scope_beside(s, m, &first);
	assert_true(n > 0 && first <= s->at && s->at < first + n &&
		    first + n <= s->n);
}

static void do_any(struct scope *s, struct marks *m, size_t *room)
{
	struct err e = {0};
	int by = draw(2) ? 1 : -1;

	switch (draw(9)) {
	case 0: scope_zoom(s, m, by, *room); break;
	case 1: scope_bin(s, m, by); break;
	case 2: scope_mark(s, m, by); break;
	case 3: scope_page(s, m, by); break;
	case 4: assert_int_equal(scope_row(s, m, by, &e), 0); break;
	case 5: scope_end(s, m, by > 0); break;
	case 6: *room = 1 + draw(300); break;
	case 7:			/* the data are others */
		if (draw(6))
			break;
		if (draw(4) == 0)
			marks_clear(m);
		for (uint32_t i = draw(40); i > 0; i--)
			add_any(m);
		marks_sort(m);
		assert_int_equal(scope_take(s, m, &e), 0);
		break;
	default: scope_zoom(s, m, 1, *room); break;
	}
	scope_fit(s, m, *room);
}

/* However one zooms and pans, one mark is chosen, and it is in sight. */
static void test_any_way(void **state)
{
	(void)state;
	for (seed = 1; seed < 200; seed++) {
		struct marks m = MARKS_INIT;
		struct scope s = SCOPE_INIT;
		size_t room = 60;
		struct err e = {0};
		uint32_t first = seed;

		for (uint32_t i = draw(60); i > 0; i--)
			add_any(&m);
		marks_sort(&m);
		assert_int_equal(scope_take(&s, &m, &e), 0);
		scope_fit(&s, &m, room);
		for (int i = 0; i < 300; i++) {
			holds(&s, &m, room);
			do_any(&s, &m, &room);
		}
		scope_free(&s);
		marks_free(&m);
		seed = first;
	}
}

/* Zooming in and out again leads to the same mark. */
static void test_keeps(void **state)
{
	struct marks m = MARKS_INIT;
	struct scope s = SCOPE_INIT;
	struct err e = {0};
	const struct mark *x;
	int steps = 0;

	(void)state;
	seed = 7;
	for (int i = 0; i < 200; i++)
		add_any(&m);
	marks_sort(&m);
	assert_int_equal(scope_take(&s, &m, &e), 0);
	scope_fit(&s, &m, 70);
	x = scope_chosen(&s, &m);
	while (scope_zoom(&s, &m, 1, 70)) {
		assert_ptr_equal(scope_chosen(&s, &m), x);
		steps++;
	}
	assert_int_equal(s.axis.unit, AXIS_DAY);
	assert_true(steps >= 4);
	while (scope_zoom(&s, &m, -1, 70))
		assert_ptr_equal(scope_chosen(&s, &m), x);
	assert_int_equal(s.zoom, SCOPE_ALL);
	scope_free(&s);
	marks_free(&m);
}

/* --- the parts of charts --- */

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
	marks_sort(&m);
	a = axis_window(AXIS_YEAR, day("2025-01-01"), 0, 1);
	marks_freed(&m, &a, &f);
	assert_int_equal(f.exact[0], 123);
	assert_int_equal(f.vague[0], 22);
	assert_int_equal(f.most, 145);
	marks_free(&m);
}

static void test_shares(void **state)
{
	(void)state;
	for (seed = 1; seed < 3000; seed++) {
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
	grid_sort(&g, true);
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
	grid_clear(&g);
	assert_int_equal(g.rows, 0);
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
		cmocka_unit_test(test_windows), cmocka_unit_test(test_pans),
		cmocka_unit_test(test_labels),  cmocka_unit_test(test_periods),
		cmocka_unit_test(test_fits),    cmocka_unit_test(test_any_way),
		cmocka_unit_test(test_keeps),   cmocka_unit_test(test_trends),
		cmocka_unit_test(test_bars),    cmocka_unit_test(test_totals),
		cmocka_unit_test(test_shares),  cmocka_unit_test(test_grid),
		cmocka_unit_test(test_drawings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
