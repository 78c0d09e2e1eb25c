/* Axes that are zoomed and panned, and what is chosen on them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/pdate.h"
#include "write/scope.h"

/* "a column is a month", or "a column is 5 years" */
static void assert_unit(const struct axis *a, const char *unit)
{
	struct str told = STR_INIT(256);

	axis_tell(a, &told);
	assert_non_null(strstr(str_cstr(&told), unit));
	str_free(&told);
}

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

		assert_unit(&a, fits[i].unit);
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

/* One event alone, at both ends of what a source may write, and none. */
static void test_one(void **state)
{
	static const char *const dates[] = { "2025-12-13", "1000-01-01",
					     "2999-12-31", "2025" };
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct marks m = MARKS_INIT;
		struct scope s = SCOPE_INIT;
		struct mark x = { .kind = MARK_RELEASE, .id = SLICE("a"),
				  .date = slice_of(dates[i % 4]), .count = 1 };

		if (i < 4)
			assert_int_equal(marks_add(&m, &x, &e), 0);
		assert_int_equal(scope_take(&s, &m, &e), 0);
		assert_int_equal(scope_fit(&s, &m, 70) > 0, i < 4);
		for (int zoom = 0; zoom < 12; zoom++) {
			int by = zoom < 6 ? 1 : -1;

			holds(&s, &m, 70);
			scope_zoom(&s, &m, by, 70);
			scope_page(&s, &m, by);
			scope_bin(&s, &m, -by);
			scope_mark(&s, &m, by);
			assert_int_equal(scope_row(&s, &m, by, &e), 0);
			scope_end(&s, &m, by > 0);
			scope_fit(&s, &m, 70);
		}
		scope_free(&s);
		marks_free(&m);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_windows), cmocka_unit_test(test_pans),
		cmocka_unit_test(test_labels),  cmocka_unit_test(test_periods),
		cmocka_unit_test(test_fits),    cmocka_unit_test(test_any_way),
		cmocka_unit_test(test_one),     cmocka_unit_test(test_keeps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
