#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/pdate.h"

static const struct {
	const char *in;
	enum date_order order;
	struct pdate want;	/* year 0: no date */
} dates[] = {
	{ "2026",                       0, { 2026, 0, 0 } },
	{ "2026-04",                    0, { 2026, 4, 0 } },
	{ "2026-04-12",                 0, { 2026, 4, 12 } },
	{ " 2026-04-12 ",               0, { 2026, 4, 12 } },
	{ "2026-04-12T08:00:00Z",       0, { 2026, 4, 12 } },
	{ "2026-04-12 08:00",           0, { 2026, 4, 12 } },
	{ "2026/04/12",                 0, { 2026, 4, 12 } },
	{ "1962-00-00",                 0, { 1962, 0, 0 } },
	{ "14 Aug 1960",                0, { 1960, 8, 14 } },
	{ "14-Aug-1960",                0, { 1960, 8, 14 } },
	{ "14th of August, 1960",       0, { 1960, 8, 14 } },
	{ "August 14, 1960",            0, { 1960, 8, 14 } },
	{ "Sept. 3, 2024",              0, { 2024, 9, 3 } },
	{ "Mar 1962",                   0, { 1962, 3, 0 } },
	{ "1962",                       0, { 1962, 0, 0 } },
	{ "13.12.2025",                 0, { 2025, 12, 13 } },
	{ "7.2.1956",                   0, { 1956, 2, 7 } },
	{ "02.1956",                    0, { 1956, 2, 0 } },
	{ "7.2.1956", DATE_ORDER_MDY,      { 1956, 2, 7 } },
	{ "05/03/1962",                 0, { 0, 0, 0 } },
	{ "05/05/1962",                 0, { 1962, 5, 5 } },
	{ "13/12/2025",                 0, { 2025, 12, 13 } },
	{ "12/13/2025",                 0, { 2025, 12, 13 } },
	{ "05/03/1962", DATE_ORDER_DMY,    { 1962, 3, 5 } },
	{ "05/03/1962", DATE_ORDER_MDY,    { 1962, 5, 3 } },
	{ "12/13/2025", DATE_ORDER_DMY,    { 0, 0, 0 } },
	{ "00/00/1962", DATE_ORDER_DMY,    { 1962, 0, 0 } },
	{ "00/03/1962", DATE_ORDER_DMY,    { 1962, 3, 0 } },
	{ "Sun, 14 Dec 2025 08:00:00 +0000", 0, { 2025, 12, 14 } },
	{ "13 декабря 2025 года",       0, { 2025, 12, 13 } },
	{ "13 декабря 2025 г.",         0, { 2025, 12, 13 } },
	{ "июнь 2020",                  0, { 2020, 6, 0 } },
	{ "13 снежня 2025",             0, { 2025, 12, 13 } },
	{ "14 ліпеня 2021",             0, { 2021, 7, 14 } },
	{ "13 грудня 2025 року",        0, { 2025, 12, 13 } },
	{ "13 grudnia 2025 r.",         0, { 2025, 12, 13 } },
	{ "13. Dezember 2025",          0, { 2025, 12, 13 } },
	{ "3. März 2023",               0, { 2023, 3, 3 } },
	{ "29 Feb 2024",                0, { 2024, 2, 29 } },
	{ "29 Feb 2023",                0, { 0, 0, 0 } },
	{ "31 Feb 2024",                0, { 0, 0, 0 } },
	{ "2026-13",                    0, { 0, 0, 0 } },
	{ "2026-00-05",                 0, { 0, 0, 0 } },
	{ "0962",                       0, { 0, 0, 0 } },
	{ "14 Aug 60",                  0, { 0, 0, 0 } },
	{ "14 Aug",                     0, { 0, 0, 0 } },
	{ "Augustus 1960",              0, { 0, 0, 0 } },
	{ "circa 1960",                 0, { 0, 0, 0 } },
	{ "1960 to 1962",               0, { 0, 0, 0 } },
	{ "2026-04-12T99:00",           0, { 0, 0, 0 } },
	{ "99999999999999999999",       0, { 0, 0, 0 } },
	{ "",                           0, { 0, 0, 0 } },
	{ "-",                          0, { 0, 0, 0 } },
};

static void test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		struct pdate got = {0}, want = dates[i].want;
		bool ok = pdate_parse(slice_of(dates[i].in), dates[i].order,
				      &got);

		if (ok != (want.year != 0) || got.year != want.year ||
		    got.month != want.month || got.day != want.day)
			fail_msg("\"%s\": %d-%d-%d", dates[i].in, got.year,
				 got.month, got.day);
	}
}

static const struct {
	const char *in, *want;
} times[] = {
	{ "Sun, 14 Dec 2025 08:00:00 +0000", "2025-12-14T08:00:00Z" },
	{ "Sun, 14 Dec 2025 01:30:00 +0300", "2025-12-13T22:30:00Z" },
	{ "Wed, 31 Dec 2025 23:59:59 EST", "2026-01-01T04:59:59Z" },
	{ "2025-12-14T08:00:00Z", "2025-12-14T08:00:00Z" },
	{ "2025-12-14T08:00:00.123+01:00", "2025-12-14T07:00:00Z" },
	{ "2025-12-14T08:00:00", "2025-12-14" },
	{ "2025-12-14", "2025-12-14" },
	{ "Dec 2025", "2025-12" },
	{ "yesterday", NULL },
};

static void test_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		char got[PDATE_TIME_TEXT] = "";
		bool ok = pdate_parse_time(slice_of(times[i].in), got);

		assert_int_equal(ok, times[i].want != NULL);
		assert_string_equal(got, ok ? times[i].want : "");
	}
}

static const struct {
	const char *in, *want;
} finds[] = {
	{ "freed on 13 December 2025 in Minsk", "2025-12-13" },
	{ "On December 13, 2025, they left", "2025-12-13" },
	{ "(2025-12-13) Minsk", "2025-12-13" },
	{ "In 2020 and in May 2021, then 3 March 2023.", "2023-03-03" },
	{ "13 декабря 2025 года освободили", "2025-12-13" },
	{ "123 prisoners, 12 women", NULL },
	{ "10.1.13.12.2025", NULL },
	{ "in December 2025", NULL },
	{ "", NULL },
};

static void test_find(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
		struct pdate d = {0};
		char got[PDATE_TEXT];
		bool ok = pdate_find(slice_of(finds[i].in), &d);

		if (ok != (finds[i].want != NULL))
			fail_msg("\"%s\"", finds[i].in);
		assert_string_equal(pdate_text(d, got),
				    ok ? finds[i].want : "");
	}
}

static void test_text(void **state)
{
	static const struct {
		struct pdate d;
		const char *text, *human, *precision;
	} rows[] = {
		{ { 2025, 12, 13 }, "2025-12-13", "13 Dec 2025", "day" },
		{ { 2025, 12, 0 }, "2025-12", "Dec 2025", "month" },
		{ { 2025, 0, 0 }, "2025", "2025", "year" },
		{ { 0, 0, 0 }, "", "", "" },
	};
	char buf[PDATE_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_string_equal(pdate_text(rows[i].d, buf), rows[i].text);
		assert_string_equal(pdate_human(rows[i].d, buf),
				    rows[i].human);
		assert_string_equal(pdate_precision(rows[i].d),
				    rows[i].precision);
		assert_int_equal(pdate_is(rows[i].d), rows[i].text[0] != 0);
	}
}

static void test_days(void **state)
{
	struct pdate y = { 2024, 0, 0 }, m = { 2024, 2, 0 };

	(void)state;
	assert_int_equal(pdate_first_day((struct pdate){ 1970, 1, 1 }), 0);
	assert_int_equal(pdate_first_day((struct pdate){ 2000, 3, 1 }), 11017);
	assert_int_equal(pdate_last_day(y) - pdate_first_day(y), 365);
	assert_int_equal(pdate_last_day(m) - pdate_first_day(m), 28);
	assert_int_equal(pdate_first_day((struct pdate){ 2025, 12, 13 }) -
			 pdate_first_day((struct pdate){ 2021, 7, 14 }), 1613);
	for (int64_t day = -400000; day < 400000; day += 37)
		assert_int_equal(pdate_first_day(pdate_of_day(day)), day);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse), cmocka_unit_test(test_time),
		cmocka_unit_test(test_find), cmocka_unit_test(test_text),
		cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
