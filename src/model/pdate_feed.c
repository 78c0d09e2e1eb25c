/* The dates of feeds. Nobody writes them as the standards say, so what is there
 * is sorted by its kind: the time has colons, the month may be a word, the zone
 * stands behind the time, and what is left of the numbers is day and year.
 */
#include <stdio.h>
#include <string.h>

#include "model/pdate.h"
#include "model/pdate_token.h"
#include "model/vocab.h"

enum { YEAR_FIRST = 1000, YEAR_LAST = 2199 };

struct reading {
	struct date_tokens d;
	struct pdate date;
	bool timed;
	int second;		/* of the day */
	int east;		/* seconds */
};

static bool is_sign(const struct reading *r, size_t i, char sign)
{
	return date_is_sign(&r->d, i, sign);
}

static bool is_number(const struct reading *r, size_t i, size_t min, size_t max)
{
	return date_is_number(&r->d, i, min, max);
}

static bool is_word(const struct reading *r, size_t i, const char *word)
{
	return date_is_word(&r->d, i, word);
}

static bool set_date(struct reading *r, int64_t year, int64_t month, int64_t day)
{
	struct pdate d = { (int)year, (int)month, (int)day };

	if (year < YEAR_FIRST || year > YEAR_LAST || month < 0 || month > 12 ||
	    day < 0 || day > 31 || (day && !month) ||
	    (day && pdate_of_day(pdate_first_day(d)).month != month))
		return false;
	r->date = d;
	return true;
}

/* --- the zone ------------------------------------------------------------------- */

static const struct { const char *name; int minutes; } zones[] = {
	{ "z", 0 },      { "ut", 0 },     { "utc", 0 },    { "gmt", 0 },
	{ "wet", 0 },    { "bst", 60 },   { "west", 60 },  { "cet", 60 },
	{ "met", 60 },   { "mez", 60 },   { "cest", 120 }, { "mest", 120 },
	{ "mesz", 120 }, { "eet", 120 },  { "eest", 180 }, { "msk", 180 },
	{ "msd", 240 },  { "jst", 540 },  { "kst", 540 },  { "ast", -240 },
	{ "adt", -180 }, { "est", -300 }, { "edt", -240 }, { "et", -300 },
	{ "cst", -360 }, { "cdt", -300 }, { "ct", -360 },  { "mst", -420 },
	{ "mdt", -360 }, { "mt", -420 },  { "pst", -480 }, { "pdt", -420 },
	{ "pt", -480 },  { "akst", -540 }, { "akdt", -480 }, { "hst", -600 },
	{ "aest", 600 }, { "aedt", 660 }, { "nzst", 720 }, { "nzdt", 780 },
};

static bool zone_of(struct slice word, int *east)
{
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (!slice_ieq(word, zones[i].name))
			continue;
		*east = zones[i].minutes * 60;
		return true;
	}
	return false;
}

/* "+0300" "-05:00" "+3" at token i: how many tokens, 0 for none. */
static size_t take_offset(struct reading *r, size_t i)
{
	int64_t hours, minutes = 0;
	size_t n = 2;
	int sign = is_sign(r, i, '-') || (i < r->d.n && r->d.t[i].sign == 0x2212) ?
		   -1 : 1;

	if ((sign > 0 && !is_sign(r, i, '+')) || !is_number(r, i + 1, 1, 4))
		return 0;
	hours = r->d.t[i + 1].number;
	if (r->d.t[i + 1].digits > 2) {
		minutes = hours % 100;
		hours /= 100;
	} else if (is_sign(r, i + 2, ':') && is_number(r, i + 3, 2, 2)) {
		minutes = r->d.t[i + 3].number;
		n = 4;
	}
	if (hours <= 14 && minutes < 60)
		r->east = sign * (int)(hours * 3600 + minutes * 60);
	return n;
}

static bool is_korean(const struct reading *r)
{
	static const char *const words[] = { "년", "오전", "오후" };

	for (size_t i = 0; i < r->d.n; i++)
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			if (is_word(r, i, words[k]))
				return true;
	return false;
}

/* Behind the time; what is no zone is UTC, but in Korea, where nobody writes
 * one. */
static void take_zone(struct reading *r, size_t i)
{
	size_t n;

	if (is_korean(r))
		r->east = 9 * 3600;
	for (; i < r->d.n; i++) {
		if (r->d.t[i].kind == DATE_WORD && !r->d.t[i].used &&
		    zone_of(r->d.t[i].word, &r->east))
			r->d.t[i].used = true;
		n = take_offset(r, i);
		if (n == 0)
			continue;
		date_use(&r->d, i, i + n);
		return;
	}
}

/* --- the time ---------------------------------------------------------------------- */

static bool set_time(struct reading *r, int64_t h, int64_t m, int64_t s)
{
	if (h == 24 && m == 0 && s == 0)
		h = 0;
	if (h > 23 || m > 59 || s > 61)
		return false;
	r->second = (int)(h * 3600 + m * 60 + (s > 59 ? 59 : s));
	r->timed = true;
	return true;
}

/* Half of the day, before or behind the time. */
static int half_of(const struct reading *r)
{
	for (size_t i = 0; i < r->d.n; i++) {
		if (is_word(r, i, "pm") || is_word(r, i, "오후") ||
		    (is_word(r, i, "p") && is_sign(r, i + 1, '.')))
			return 12;
		if (is_word(r, i, "am") || is_word(r, i, "오전"))
			return 0;
	}
	return -1;
}

/* "10:14:55.5" "9:15" with the hour at token i. */
static void take_clock(struct reading *r, size_t i)
{
	int64_t h = r->d.t[i].number, m = r->d.t[i + 2].number, s = 0;
	int half = half_of(r);
	size_t end = i + 3;

	if (is_sign(r, end, ':') && is_number(r, end + 1, 1, 2)) {
		s = r->d.t[end + 1].number;
		end += 2;
	}
	if ((is_sign(r, end, '.') || is_sign(r, end, ',') ||
	     is_sign(r, end, ':')) && is_number(r, end + 1, 1, 9) &&
	    end > i + 3)
		end += 2;
	if (half >= 0 && h <= 12)
		h = h % 12 + half;
	if (!set_time(r, h, m, s))
		return;
	date_use(&r->d, i, end);
	take_zone(r, end);
}

/* "T101455Z" behind the date, of which `i` is the end. */
static void take_basic(struct reading *r, size_t i)
{
	int64_t n;

	i += is_word(r, i, "t");
	if (!is_number(r, i, 4, 4) && !is_number(r, i, 6, 6))
		return;
	n = r->d.t[i].number * (r->d.t[i].digits == 4 ? 100 : 1);
	if (!set_time(r, n / 10000, n / 100 % 100, n % 100))
		return;
	date_use(&r->d, i, i + 1);
	i++;
	if (is_sign(r, i, '.') || is_sign(r, i, ','))
		i += 2;
	take_zone(r, i);
}

static void find_clock(struct reading *r)
{
	for (size_t i = 0; i + 2 < r->d.n; i++)
		if (is_number(r, i, 1, 2) && is_sign(r, i + 1, ':') &&
		    is_number(r, i + 2, 1, 2)) {
			take_clock(r, i);
			return;
		}
}

/* --- the date ------------------------------------------------------------------------ */

/* Day 1 is the first of January. */
static bool set_ordinal(struct reading *r, int64_t year, int64_t day)
{
	struct pdate first = { (int)year, 1, 1 };

	if (day < 1 || day > 366 || year < YEAR_FIRST || year > YEAR_LAST)
		return false;
	r->date = pdate_of_day(pdate_first_day(first) + day - 1);
	return r->date.year == year;
}

/* The week of the fourth of January is the first; it begins on Monday. */
static bool set_week(struct reading *r, int64_t year, int64_t week, int64_t day)
{
	struct pdate fourth = { (int)year, 1, 4 };
	int64_t at = pdate_first_day(fourth);
	int64_t monday = at - (at + 3) % 7;

	if (week < 1 || week > 53 || day < 1 || day > 7 || year < YEAR_FIRST ||
	    year > YEAR_LAST)
		return false;
	r->date = pdate_of_day(monday + 7 * (week - 1) + day - 1);
	return true;
}

/* "20031231" "20031231101455" "2003335" "1071340202" in one number. */
static bool take_solid(struct reading *r, size_t i)
{
	int64_t n = r->d.t[i].number;
	bool done = false;

	switch (r->d.t[i].digits) {
	case 7:
		done = set_ordinal(r, n / 1000, n % 1000);
		break;
	case 8:
		done = set_date(r, n / 10000, n / 100 % 100, n % 100);
		break;
	case 9:
	case 10:
		r->date = pdate_of_day(n / 86400);
		return r->d.n == 1 && set_time(r, n % 86400 / 3600,
					     n % 3600 / 60, n % 60);
	case 13:
		r->d.t[i].number = n / 1000;
		r->d.t[i].digits = 10;
		return take_solid(r, i);
	case 14:
		return set_date(r, n / 10000000000, n / 100000000 % 100,
				n / 1000000 % 100) &&
		       set_time(r, n / 10000 % 100, n / 100 % 100, n % 100);
	default:
		return false;
	}
	if (done && !r->timed)
		take_basic(r, i + 1);
	return done;
}

/* "2003-W01-3" "2003W013" behind the year. */
static bool take_week(struct reading *r, size_t i, int64_t year)
{
	int64_t week, day = 1;

	i += is_sign(r, i, '-');
	if (!is_word(r, i, "w"))
		return false;
	if (is_number(r, i + 1, 3, 3)) {
		week = r->d.t[i + 1].number / 10;
		day = r->d.t[i + 1].number % 10;
	} else if (is_number(r, i + 1, 2, 2)) {
		week = r->d.t[i + 1].number;
		if (is_sign(r, i + 2, '-') && is_number(r, i + 3, 1, 1))
			day = r->d.t[i + 3].number;
	} else {
		return false;
	}
	return set_week(r, year, week, day);
}

/* Nearly all feeds write these; -1: another word. */
static int usual_word(struct slice word)
{
	static const char *const words[] = {
		"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
		"oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat",
		"sun", "gmt", "utc", "est", "z", "t",
	};

	for (int i = 0; i < (int)(sizeof(words) / sizeof(words[0])); i++)
		if (slice_ieq(word, words[i]))
			return i < 12 ? i + 1 : 0;
	return -1;
}

static int month_at(const struct reading *r, size_t i)
{
	const char *value;
	int64_t month = 0;
	int usual;

	if (i >= r->d.n || r->d.t[i].kind != DATE_WORD)
		return 0;
	usual = usual_word(r->d.t[i].word);
	if (usual >= 0)
		return usual;
	value = vocab_value(VOCAB_feed_month, r->d.t[i].word);
	if (!value && r->d.t[i].word.n > 4)	/* "Septembr" */
		value = vocab_value(VOCAB_feed_month,
				    slice_make(r->d.t[i].word.p, 3));
	slice_int(slice_of(value), &month);
	return (int)month;
}

/* Signs between the numbers of a date, and words like 년 behind them. */
static size_t skip_joint(const struct reading *r, size_t i)
{
	if (i < r->d.n && r->d.t[i].kind == DATE_SIGN && r->d.t[i].sign < 0x80 &&
	    strchr("-/.,", (int)r->d.t[i].sign))
		return i + 1;
	if (is_word(r, i, "년") || is_word(r, i, "월") || is_word(r, i, "일") ||
	    is_word(r, i, "年") || is_word(r, i, "月") || is_word(r, i, "日"))
		return i + 1;
	return i;
}

/* "2003-12-31" "2003/12" "2003.12.31." "2004-július-13" "2004년 05월 25일" */
static bool take_year_first(struct reading *r, size_t i)
{
	int64_t year = r->d.t[i].number, month = 0, day = 0;
	size_t at = skip_joint(r, i + 1);

	if (take_week(r, i + 1, year))
		return true;
	if (at > i + 1 && is_number(r, at, 3, 3) &&
	    !is_sign(r, at + 1, '-'))
		return set_ordinal(r, year, r->d.t[at].number);
	month = month_at(r, at);
	if (month == 0 && (at == i + 1 || !is_number(r, at, 1, 2)))
		return r->d.n == 1 && set_date(r, year, 0, 0);
	if (month == 0)
		month = r->d.t[at].number;
	at = skip_joint(r, at + 1);
	if (is_number(r, at, 1, 2))
		day = r->d.t[at++].number;
	if (!set_date(r, year, month, day))
		return false;
	if (day && !r->timed)
		take_basic(r, at);
	return true;
}

/* Two digits: this century up to 68, as time_t has it. */
static int64_t year_of(const struct date_token *t)
{
	if (t->digits > 2)
		return t->number;
	return t->number + (t->number < 69 ? 2000 : 1900);
}

/* The month is a word: of the numbers beside it, the longer one is the year, of
 * equals the last. */
static bool take_worded(struct reading *r, int month)
{
	const struct date_token *num[2] = { NULL, NULL };
	size_t n = 0;

	for (size_t i = 0; i < r->d.n && n < 2; i++)
		if (is_number(r, i, 1, 4))
			num[n++] = &r->d.t[i];
	if (n == 0)
		return false;
	if (n == 1)
		return num[0]->digits == 4 &&
		       set_date(r, num[0]->number, month, 0);
	if (num[0]->digits > 2 && num[1]->digits <= 2)
		return set_date(r, num[0]->number, month, num[1]->number);
	return set_date(r, year_of(num[1]), month, num[0]->number);
}

/* "31.12.2003" "12/31/03": of two that could both be months nobody knows which
 * is, but where points are written, the day comes first. */
static bool take_ordered(struct reading *r, size_t i)
{
	int64_t a = r->d.t[i].number, b, year;
	uint32_t sign = i + 1 < r->d.n ? r->d.t[i + 1].sign : 0;

	if (a == 0 || r->d.t[i].digits > 2 || !is_number(r, i + 2, 1, 2) ||
	    (!is_number(r, i + 4, 4, 4) && !is_number(r, i + 4, 2, 2)) ||
	    skip_joint(r, i + 1) != i + 2 || skip_joint(r, i + 3) != i + 4)
		return false;
	b = r->d.t[i + 2].number;
	year = year_of(&r->d.t[i + 4]);
	if (b == 0)
		return false;
	if (sign == '.' || a > 12 || a == b)
		return set_date(r, year, b, a);
	return b > 12 && set_date(r, year, a, b);
}

static bool find_date(struct reading *r)
{
	size_t first = 0;
	int month = 0;

	while (first < r->d.n && !is_number(r, first, 1, DATE_DIGITS))
		first++;
	if (first == r->d.n)
		return false;
	if (r->d.t[first].digits >= 7)
		return take_solid(r, first);
	if (r->d.t[first].digits == 4 && take_year_first(r, first))
		return true;
	for (size_t i = 0; i < r->d.n && month == 0; i++)
		month = month_at(r, i);
	if (month > 0)
		return take_worded(r, month);
	return take_ordered(r, first);
}

bool pdate_parse_feed(struct slice s, char out[PDATE_TIME_TEXT])
{
	struct reading r = { .timed = false };
	char day[PDATE_TEXT];
	int64_t at;
	unsigned rest;

	if (!date_tokens_take(&r.d, slice_trim(s)))
		return false;
	find_clock(&r);
	if (!find_date(&r))
		return false;
	if (!r.timed || !r.date.day) {
		snprintf(out, PDATE_TIME_TEXT, "%s", pdate_text(r.date, day));
		return true;
	}
	at = pdate_first_day(r.date) * 86400 + r.second - r.east;
	rest = (unsigned)((at % 86400 + 86400) % 86400);
	pdate_text(pdate_of_day((at - rest) / 86400), day);
	snprintf(out, PDATE_TIME_TEXT, "%sT%02u:%02u:%02uZ", day, rest / 3600,
		 rest / 60 % 60, rest % 60);
	return true;
}
