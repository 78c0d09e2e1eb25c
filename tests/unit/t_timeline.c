/* The axis of time: which unit, which bin, what is near what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/pdate.h"
#include "write/timeline.h"

static void add(struct marks *to, enum mark_kind kind, enum mark_sign sign,
		const char *date, int64_t count, const char *by)
{
	struct err e = {0};
	struct mark m = {
		.kind = kind, .sign = sign, .date = slice_of(date),
		.count = count, .id = slice_of(date), .by = slice_of(by),
		.word = SLICE("w"), .what = slice_of(date),
		.sources = SLICE("\x1f" "one\x1f"),
	};

	assert_int_equal(marks_add(to, &m, &e), 0);
}

static void freed(struct marks *to, const char *date, int64_t count)
{
	add(to, MARK_RELEASE, SIGN_FREED, date, count, NULL);
}

static void eased(struct marks *to, const char *date)
{
	add(to, MARK_MEASURE, SIGN_EASED, date, -1, "US");
}

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

	assert_true(pdate_parse(slice_of(date), DATE_ORDER_UNKNOWN, &d));
	return pdate_first_day(d);
}

static const struct {
	const char *first, *last;
	size_t most;
	const char *unit;
	int step;
	size_t bins;
} axes[] = {
	{ "2025-12-13", "2025-12-13", 60, "month", 1, 1 },
	{ "2025-01-01", "2025-12-31", 60, "month", 1, 12 },
	{ "2025-01-01", "2025-12-31", 11, "quarter", 1, 4 },
	{ "2012-04-14", "2026-12-31", 71, "quarter", 1, 59 },
	{ "2012-04-14", "2026-12-31", 20, "year", 1, 15 },
	{ "2012-04-14", "2026-12-31", 8, "year", 2, 8 },
	{ "1991", "2026", 10, "year", 5, 8 },
	{ "1000-01-01", "2999-12-31", 60, "year", 50, 40 },
	{ "2025", "2025", 60, "month", 1, 12 },
};

static void fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(axes) / sizeof(axes[0]); i++) {
		struct marks m = MARKS_INIT;
		struct axis a;

		freed(&m, axes[i].first, 1);
		freed(&m, axes[i].last, 1);
		marks_sort(&m);
		a = axis_make(&m, axes[i].most);
		assert_unit(&a, axes[i].unit);
		assert_int_equal(a.step, axes[i].step);
		assert_int_equal(a.bins, axes[i].bins);
		assert_int_equal(axis_bin(&a, m.list[0].first), 0);
		assert_int_equal(axis_bin(&a, m.list[m.n - 1].last),
				 (int)a.bins - 1);
		/* a day belongs to the bin that begins before it */
		for (size_t k = 0; k < a.bins; k++)
			assert_int_equal(axis_bin(&a, axis_day(&a, k)), k);
		marks_free(&m);
	}
}

static void nothing(void **state)
{
	struct marks m = MARKS_INIT;
	struct str text = STR_INIT(1 << 16);
	struct axis a;

	(void)state;
	a = axis_make(&m, 60);
	assert_int_equal(a.bins, 0);
	assert_int_equal(axis_bin(&a, 0), -1);
	timeline_text(&text, &m, 80, false);
	timeline_svg(&text, &m);
	assert_int_equal(text.n, 0);
	freed(&m, "soon", 3);
	freed(&m, "", 3);
	assert_int_equal(m.n, 0);
	marks_free(&m);
	str_free(&text);
}

static void counts(void **state)
{
	struct marks m = MARKS_INIT;
	struct axis a;
	struct freed f;

	(void)state;
	freed(&m, "2025-12-13", 123);
	freed(&m, "2025-12-30", 22);
	freed(&m, "2025-11", 31);
	freed(&m, "2025", 250);
	freed(&m, "2025-09-11", -1);
	marks_sort(&m);
	a = axis_make(&m, 60);
	marks_freed(&m, &a, &f);
	assert_int_equal(a.bins, 12);
	assert_int_equal(f.exact[11], 145);
	assert_int_equal(f.exact[10], 31);
	assert_int_equal(f.vague[11], 250);	/* a year is no month */
	assert_int_equal(f.exact[8], 0);
	assert_int_equal(f.most, 395);
	marks_free(&m);
}

/* Both ends of the thirty days, and what is too vague to be near. */
static const struct {
	const char *release, *measure;
	bool near;
} pairs[] = {
	{ "2025-12-13", "2025-12-15", true },
	{ "2025-12-13", "2026-01-12", true },
	{ "2025-12-13", "2026-01-13", false },
	{ "2025-12-13", "2025-11-13", true },
	{ "2025-12-13", "2025-11-12", false },
	{ "2025-12-13", "2025-11", true },
	{ "2025-12-13", "2025-10", false },
	{ "2025-12-13", "2025", false },
	{ "2025", "2025-12-15", false },
	{ "2025-12", "2026-01-30", true },
};

static void nears(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct marks m = MARKS_INIT;
		const struct mark *x = NULL;
		size_t at = 0, k = 0;

		freed(&m, pairs[i].release, 1);
		eased(&m, pairs[i].measure);
		marks_sort(&m);
		while (m.list[k].kind != MARK_RELEASE)
			k++;
		x = marks_near(&m, k, &at);
		if ((x != NULL) != pairs[i].near)
			fail_msg("%s and %s", pairs[i].release,
				 pairs[i].measure);
		assert_null(x ? marks_near(&m, k, &at) : NULL);
		marks_free(&m);
	}
}

static void merges(void **state)
{
	struct marks m = MARKS_INIT;
	struct err e = {0};
	struct mark one = {
		.kind = MARK_MEASURE, .date = SLICE("2025-12-15"),
		.id = SLICE("m-a"), .word = SLICE("lifted"),
		.what = SLICE("potash"), .sources = SLICE("\x1f" "a\x1f"),
	};

	(void)state;
	assert_int_equal(marks_add(&m, &one, &e), 0);
	one.sources = SLICE("\x1f" "b\x1f" "a\x1f");
	assert_int_equal(marks_add(&m, &one, &e), 0);
	one.word = SLICE("suspended");
	assert_int_equal(marks_add(&m, &one, &e), 0);
	assert_int_equal(m.n, 2);
	assert_true(slice_is(m.list[0].sources, "\x1f" "a\x1f" "b\x1f"));
	marks_free(&m);
}

static void signs(void **state)
{
	struct marks m = MARKS_INIT;
	enum mark_sign s[AXIS_BINS];
	struct slice by = SLICE_NONE;
	struct axis a;

	(void)state;
	add(&m, MARK_MEASURE, SIGN_SAID, "2025-12-13", -1, "US");
	add(&m, MARK_MEASURE, SIGN_EASED, "2025-12-15", -1, "US");
	add(&m, MARK_MEASURE, SIGN_IMPOSED, "2025-10-15", -1, "EU");
	marks_sort(&m);
	a = axis_make(&m, 60);
	assert_true(marks_next_by(&m, &by) && slice_is(by, "EU"));
	assert_true(marks_next_by(&m, &by) && slice_is(by, "US"));
	marks_signs(&m, &a, by, s);
	assert_int_equal(s[2], SIGN_EASED);	/* an act before a word */
	assert_int_equal(s[0], SIGN_COUNT);
	assert_false(marks_next_by(&m, &by));
	marks_free(&m);
}

static int64_t widest(const struct str *text)
{
	struct slice rest = str_slice(text), line;
	int64_t most = 0;

	while (slice_cut(&rest, '\n', &line))
		if ((int64_t)line.n > most)
			most = (int64_t)line.n;
	return most;
}

/* Whatever the width, no line of ASCII is wider, and the bar that is highest
 * reaches the top. */
static void draws(void **state)
{
	(void)state;
	for (int width = 40; width < 200; width += 13) {
		struct marks m = MARKS_INIT;
		struct str text = STR_INIT(1 << 20);

		freed(&m, "2012-04-14", 1);
		freed(&m, "2025-12-13", 123);
		eased(&m, "2025-12-15");
		add(&m, MARK_EXPIRY, SIGN_ENDS, "2027-02-28", -1, "EU");
		marks_sort(&m);
		timeline_text(&text, &m, width, true);
		assert_false(text.bad);
		assert_true(widest(&text) <= width);
		assert_non_null(strstr(str_cstr(&text), "    123 "));
		assert_non_null(strstr(str_cstr(&text), "<> 15 Dec 2025 US"));
		marks_free(&m);
		str_free(&text);
	}
}

/* A drawing is XML, and no text of a source is markup in it. */
static void escapes(void **state)
{
	struct marks m = MARKS_INIT;
	struct str text = STR_INIT(1 << 20);
	struct err e = {0};
	struct mark bad = {
		.kind = MARK_MEASURE, .date = SLICE("2025-12-15"),
		.by = SLICE("<b>"), .word = SLICE("lifted"),
		.what = SLICE("</title><script>alert(1)</script>&\033[2J"),
	};

	(void)state;
	assert_int_equal(marks_add(&m, &bad, &e), 0);
	timeline_svg(&text, &m);
	assert_null(strstr(str_cstr(&text), "<script"));
	assert_null(strstr(str_cstr(&text), "<b>"));
	assert_null(strstr(str_cstr(&text), "\033"));
	assert_non_null(strstr(str_cstr(&text), "&lt;script&gt;"));
	marks_free(&m);
	str_free(&text);
	assert_true(day("2025-12-15") > day("2025-12-14"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fits),    cmocka_unit_test(nothing),
		cmocka_unit_test(counts),  cmocka_unit_test(nears),
		cmocka_unit_test(merges),  cmocka_unit_test(signs),
		cmocka_unit_test(draws),   cmocka_unit_test(escapes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
