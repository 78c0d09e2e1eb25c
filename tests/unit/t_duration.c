#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/duration.h"

enum { LIFE = 1, SUSPENDED = 2, SINCE = 4, NOTHING = 8, OPEN = DURATION_OPEN };

static const struct {
	const char *in;
	int min, max;
	int flags;
	const char *since;
} durations[] = {
	{ "Over 2 years",                    730, OPEN, 0, 0 },
	{ "more than 3 years",              1095, OPEN, 0, 0 },
	{ "> 2 years",                       730, OPEN, 0, 0 },
	{ "2+ years",                        730, OPEN, 0, 0 },
	{ "больше года",                     365, OPEN, 0, 0 },
	{ "ponad rok",                       365, OPEN, 0, 0 },
	{ "nearly 16 months",                456, 488, 0, 0 },
	{ "almost 16 months",                456, 488, 0, 0 },
	{ "почти 16 месяцев",                456, 488, 0, 0 },
	{ "18 months",                       532, 564, 0, 0 },
	{ "18-month",                        532, 564, 0, 0 },
	{ "eighteen months",                 532, 564, 0, 0 },
	{ "about 3 years",                   730, 1461, 0, 0 },
	{ "4 1/2 years",                    1552, 1735, 0, 0 },
	{ "4½ years",                       1552, 1735, 0, 0 },
	{ "four and a half years",          1552, 1735, 0, 0 },
	{ "9,5 года",                       3378, 3562, 0, 0 },
	{ "полтора года",                    456, 640, 0, 0 },
	{ "a year and a half",               456, 640, 0, 0 },
	{ "half a year",                      91, 274, 0, 0 },
	{ "14 гадоў і 4 месяцы",            5220, 5251, 0, 0 },
	{ "3 years, 3 months, and 3 weeks", 1204, 1212, 0, 0 },
	{ "1808 дней",                      1808, 1808, 0, 0 },
	{ "1,808 days (nearly five years)", 1808, 1808, 0, 0 },
	{ "1 808 дней",                     1808, 1808, 0, 0 },
	{ "01--01--00",                      395, 396, 0, 0 },
	{ "up to 12 years",                 OPEN, 4383, 0, 0 },
	{ "до 12 лет",                      OPEN, 4383, 0, 0 },
	{ "2 bis 11 Jahren",                 730, 4018, 0, 0 },
	{ "2-11 years",                      730, 4018, 0, 0 },
	{ "from 2 to 11 years",              730, 4018, 0, 0 },
	{ "от 2 до 11 лет",                  730, 4018, 0, 0 },
	{ "2 years to 3 years",              730, 1096, 0, 0 },
	{ "between two and three years",     730, 1096, 0, 0 },
	{ "piać hadoŭ",                     1643, 2009, 0, 0 },
	{ "пяць гадоў",                     1643, 2009, 0, 0 },
	{ "siedmiu lat",                    2374, 2740, 0, 0 },
	{ "szesnastu miesięcy",              471, 503, 0, 0 },
	{ "quatorze ans",                   4930, 5297, 0, 0 },
	{ "fünf Jahre",                     1643, 2009, 0, 0 },
	{ "п'ять років",                    1643, 2009, 0, 0 },
	{ "a year",                          182, 548, 0, 0 },
	{ "12 years in a penal colony",     4200, 4566, 0, 0 },
	{ "5 years, then 3 years more",     1643, 2009, 0, 0 },
	{ "2 years suspended",               547, 914, SUSPENDED, 0 },
	{ "2 Jahre auf Bewährung",           547, 914, SUSPENDED, 0 },
	{ "условно",                        OPEN, OPEN, SUSPENDED, 0 },
	{ "w zawieszeniu",                  OPEN, OPEN, SUSPENDED, 0 },
	{ "life",                           OPEN, OPEN, LIFE, 0 },
	{ "Life imprisonment",              OPEN, OPEN, LIFE, 0 },
	{ "пожизненно",                     OPEN, OPEN, LIFE, 0 },
	{ "since July 2021",                OPEN, OPEN, SINCE, "2021-07" },
	{ "In prison since 14 July 2021.",  OPEN, OPEN, SINCE, "2021-07-14" },
	{ "с июня 2020",                    OPEN, OPEN, SINCE, "2020-06" },
	{ "с июня 2020 года",               OPEN, OPEN, SINCE, "2020-06" },
	{ "seit März 2023",                 OPEN, OPEN, SINCE, "2023-03" },
	{ "In Detention",                   OPEN, OPEN, NOTHING, 0 },
	{ "unknown",                        OPEN, OPEN, NOTHING, 0 },
	{ "12",                             OPEN, OPEN, NOTHING, 0 },
	{ "9999999999 years",               OPEN, OPEN, NOTHING, 0 },
	{ "900000 years",                   OPEN, OPEN, NOTHING, 0 },
	{ "01--01",                         OPEN, OPEN, NOTHING, 0 },
	{ "",                               OPEN, OPEN, NOTHING, 0 },
};

static void test_parse(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(durations) / sizeof(durations[0]); i++) {
		struct duration d = { .min_days = OPEN, .max_days = OPEN };
		int want = durations[i].flags;
		bool ok = duration_parse(slice_of(durations[i].in), &d);
		int got = ok ? 0 : NOTHING;
		char since[PDATE_TEXT];

		got |= d.life ? LIFE : 0;
		got |= d.suspended ? SUSPENDED : 0;
		got |= d.since_known ? SINCE : 0;
		pdate_text(d.since, since);
		if (got != want || d.min_days != durations[i].min ||
		    d.max_days != durations[i].max) {
			print_error("\"%s\": %d..%d flags %d %s\n",
				    durations[i].in, d.min_days, d.max_days,
				    got, since);
			bad++;
		}
		if (durations[i].since)
			assert_string_equal(since, durations[i].since);
	}
	assert_int_equal(bad, 0);
}

static void test_human(void **state)
{
	static const struct {
		int days;
		const char *want;
	} rows[] = {
		{ -1, "" }, { 0, "0d" }, { 12, "12d" }, { 60, "60d" },
		{ 61, "2m" }, { 482, "15m" }, { 729, "23m" },
		{ 731, "2y" }, { 1613, "4y 4m" }, { 5220, "14y 3m" },
	};
	char buf[DURATION_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(duration_human(rows[i].days, buf),
				    rows[i].want);
}

static void test_short(void **state)
{
	static const struct {
		const char *in;
		int want;
	} rows[] = {
		{ "2y", 730 }, { "18m", 547 }, { "3w", 21 }, { "40d", 40 },
		{ "0d", 0 }, { "y", -1 }, { "2", -1 }, { "2x", -1 },
		{ "-2y", -1 }, { "2 y", -1 }, { "9999999y", -1 }, { "", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int days = -1;

		duration_short(slice_of(rows[i].in), &days);
		assert_int_equal(days, rows[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse), cmocka_unit_test(test_human),
		cmocka_unit_test(test_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
