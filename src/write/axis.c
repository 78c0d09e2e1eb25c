#include "write/axis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/local.h"
#include "base/text.h"
#include "model/pdate.h"

static const char *const units[AXIS_UNITS] = {
	N_("a column is a day"), N_("a column is a week"),
	N_("a column is a month"), N_("a column is a quarter"),
	N_("a column is a year"),
};

/* --- units: each has a number --- */

static int floor_div(int64_t a, int b)
{
	return (int)(a >= 0 ? a / b : -((b - 1 - a) / b));
}

static int64_t day_of_year(int year)
{
	return pdate_first_day((struct pdate){ .year = year });
}

static int64_t within(int64_t day)
{
	int64_t first = day_of_year(AXIS_FIRST_YEAR);
	int64_t last = day_of_year(AXIS_LAST_YEAR + 1) - 1;

	return day < first ? first : day > last ? last : day;
}

static int months_in(enum axis_unit unit)
{
	return unit == AXIS_MONTH ? 1 : unit == AXIS_QUARTER ? 3 : 12;
}

/* 1 January 1970 was a Thursday. */
static int unit_of(enum axis_unit unit, int64_t day)
{
	struct pdate d;

	if (unit == AXIS_DAY)
		return (int)day;
	if (unit == AXIS_WEEK)
		return floor_div(day + 3, 7);
	d = pdate_of_day(day);
	return (d.year * 12 + d.month - 1) / months_in(unit);
}

static int64_t day_of(enum axis_unit unit, int64_t n)
{
	int month;

	if (unit == AXIS_DAY)
		return n;
	if (unit == AXIS_WEEK)
		return n * 7 - 3;
	month = (int)n * months_in(unit);
	return pdate_first_day((struct pdate){
		.year = month / 12, .month = month % 12 + 1, .day = 1 });
}

/* --- which axis --- */

enum { FEW_DAYS = 62, DATE_BYTES = 64 };

static const struct {
	enum axis_unit unit;
	int step;
} sizes[] = {
	{ AXIS_MONTH, 1 }, { AXIS_QUARTER, 1 }, { AXIS_YEAR, 1 },
	{ AXIS_YEAR, 2 }, { AXIS_YEAR, 5 }, { AXIS_YEAR, 10 },
	{ AXIS_YEAR, 50 }, { AXIS_YEAR, 500 }, { AXIS_YEAR, 5000 },
	{ AXIS_YEAR, 10000 },
};

enum { SIZES = sizeof(sizes) / sizeof(sizes[0]) };

static size_t most_bins(size_t bins)
{
	return bins > AXIS_BINS ? AXIS_BINS : bins;
}

struct axis axis_fit(int64_t first, int64_t last, size_t most)
{
	struct axis a = {0};
	int64_t days = last - first + 1;

	most = most_bins(most);
	first = within(first);
	last = within(last);
	if (most == 0 || last < first)
		return a;
	if (days > 1 && days <= FEW_DAYS && (size_t)days <= most)
		return (struct axis){ AXIS_DAY, (int)first, 1, (size_t)days };
	for (size_t i = 0; i < SIZES; i++) {
		int step = sizes[i].step;
		int from = unit_of(sizes[i].unit, first) / step;
		int to = unit_of(sizes[i].unit, last) / step;

		a = (struct axis){ sizes[i].unit, from * step, step,
				   (size_t)(to - from + 1) };
		if (a.bins <= most)
			return a;
	}
	a.bins = most;
	return a;
}

/* The axis may not leave the calendar. */
static void keep_in(struct axis *a, int64_t from)
{
	int64_t least = unit_of(a->unit, day_of_year(AXIS_FIRST_YEAR));
	int64_t most = unit_of(a->unit, day_of_year(AXIS_LAST_YEAR + 1) - 1) -
		       ((int64_t)a->bins - 1) * a->step;

	if (from > most)
		from = most;
	a->from = (int)(from < least ? least : from);
}

struct axis axis_window(enum axis_unit unit, int64_t day, size_t at,
			size_t bins)
{
	struct axis a = { .unit = unit, .step = 1, .bins = most_bins(bins) };

	if (a.bins > 0)
		keep_in(&a, (int64_t)unit_of(unit, within(day)) -
			    (int64_t)(at < a.bins ? at : a.bins - 1));
	return a;
}

void axis_pan(struct axis *a, int64_t bins, int64_t first, int64_t last)
{
	int64_t from, least, most;

	if (a->bins == 0)
		return;
	least = unit_of(a->unit, within(first));
	most = unit_of(a->unit, within(last)) -
	       ((int64_t)a->bins - 1) * a->step;
	if (most < least)	/* all of it fits: it stands at the left */
		most = least;
	if (bins > AXIS_BINS * (int64_t)AXIS_BINS ||
	    bins < -(AXIS_BINS * (int64_t)AXIS_BINS))
		bins = bins > 0 ? AXIS_BINS * AXIS_BINS :
				  -(AXIS_BINS * AXIS_BINS);
	from = a->from + bins * a->step;
	keep_in(a, from > most ? most : from < least ? least : from);
}

void axis_show(struct axis *a, int64_t day)
{
	int64_t unit = unit_of(a->unit, within(day));
	int64_t behind = a->from + (int64_t)a->bins * a->step;

	if (a->bins == 0)
		return;
	if (unit < a->from)
		keep_in(a, unit);
	else if (unit >= behind)
		keep_in(a, unit - ((int64_t)a->bins - 1) * a->step);
}

void axis_tell(const struct axis *a, struct str *to)
{
	if (a->step > 1)
		str_addf(to, _("a column is %d years"), a->step);
	else
		str_addz(to, _(units[a->unit]));
}

int axis_bin(const struct axis *a, int64_t day)
{
	int64_t unit = unit_of(a->unit, within(day));

	if (a->bins == 0 || unit < a->from)
		return -1;
	unit = (unit - a->from) / a->step;
	return (uint64_t)unit < a->bins ? (int)unit : -1;
}

int64_t axis_day(const struct axis *a, size_t bin)
{
	return day_of(a->unit, (int64_t)a->from + (int64_t)bin * a->step);
}

/* --- labels --- */

/* Is that the first bin that begins in its year, or its month? */
static bool begins(const struct axis *a, size_t bin, bool month)
{
	struct pdate d = pdate_of_day(axis_day(a, bin));
	struct pdate before = pdate_of_day(day_of(a->unit,
		(int64_t)a->from + (int64_t)bin * a->step - 1));

	return d.year != before.year || (month && d.month != before.month);
}

int axis_label(const struct axis *a, size_t bin)
{
	if (a->unit == AXIS_YEAR || begins(a, bin, false))
		return pdate_of_day(axis_day(a, bin)).year;
	return 0;
}

static void human(const struct axis *a, int64_t day, struct str *to)
{
	struct pdate d = pdate_of_day(day);

	if (a->unit > AXIS_WEEK)
		d.day = 0;
	if (a->unit == AXIS_YEAR)
		d.month = 0;
	local_date(to, d.year, d.month, d.day);
}

void axis_period(const struct axis *a, size_t bin, struct str *to)
{
	int64_t day = axis_day(a, bin), last = axis_day(a, bin + 1) - 1;
	struct str from = STR_INIT(DATE_BYTES), end = STR_INIT(DATE_BYTES);
	int most;

	human(a, day, &from);
	human(a, last, &end);
	/* The year, which is last in every language, stands once. */
	most = a->unit == AXIS_QUARTER ?
		(int)strcspn(str_cstr(&from), " ") : (int)from.n;
	if (a->unit == AXIS_WEEK)
		str_addf(to, _("week of %s"), str_cstr(&from));
	else if (slice_eq(str_slice(&from), str_slice(&end)))
		str_add(to, str_slice(&from));
	else
		str_addf(to, _("%.*s to %s"), most, str_cstr(&from),
			 str_cstr(&end));
	str_free(&from);
	str_free(&end);
}

enum rank { RANK_YEAR, RANK_MONTH, RANK_FIRST, RANK_FINE, RANKS };

/* "Dec 2025", in the language. */
static void month_year(struct pdate d, char buf[AXIS_TEXT])
{
	struct str whole = STR_INIT(DATE_BYTES);

	local_date(&whole, d.year, d.month, 0);
	snprintf(buf, AXIS_TEXT, "%s", str_cstr(&whole));
	str_free(&whole);
}

static void month_word(struct pdate d, char buf[AXIS_TEXT])
{
	month_year(d, buf);
	buf[strcspn(buf, " ")] = '\0';
}

/* Of the longest name of a month. */
static size_t months_width(void)
{
	char buf[AXIS_TEXT];
	int most = 0;

	for (int month = 1; month <= 12; month++) {
		int width;

		month_word((struct pdate){ .year = 2000, .month = month }, buf);
		width = text_width(slice_of(buf));
		most = width > most ? width : most;
	}
	return (size_t)most;
}

static bool in_days(const struct axis *a)
{
	return a->unit <= AXIS_WEEK;
}

static bool fine(const struct axis *a, size_t cells, struct pdate d,
		 size_t bin, char buf[AXIS_TEXT])
{
	if (a->unit == AXIS_MONTH || a->unit == AXIS_QUARTER) {
		month_word(d, buf);
		return cells > months_width();	/* all of them, or none */
	}
	snprintf(buf, AXIS_TEXT, "%d", d.day);
	return a->unit == AXIS_WEEK || (a->unit == AXIS_DAY &&
	       (cells > 2 || unit_of(AXIS_WEEK, axis_day(a, bin)) !=
			     unit_of(AXIS_WEEK, axis_day(a, bin) - 1)));
}

/* What the bin is called at that rank; false: nothing. */
static bool called(const struct axis *a, size_t cells, size_t bin,
		   enum rank rank, char buf[AXIS_TEXT])
{
	struct pdate d = pdate_of_day(axis_day(a, bin));

	switch (rank) {
	case RANK_YEAR:
		snprintf(buf, AXIS_TEXT, "%04d", d.year);
		return axis_label(a, bin) != 0;
	case RANK_MONTH:
		month_word(d, buf);
		return in_days(a) && begins(a, bin, true);
	case RANK_FIRST:
		d.day = 0;
		if (!in_days(a))
			snprintf(buf, AXIS_TEXT, "%04d", d.year);
		else
			month_year(d, buf);
		return bin == 0;
	default:
		return fine(a, cells, d, bin, buf);
	}
}

static bool room(const struct axis_label *l, size_t n, size_t wide,
		 const struct axis_label *one)
{
	size_t end = one->cell + (size_t)one->width;

	for (size_t i = 0; i < n; i++)
		if (one->cell < l[i].cell + (size_t)l[i].width + 1 &&
		    l[i].cell < end + 1)
			return false;
	return end <= wide;
}

static int by_cell(const void *a, const void *b)
{
	const struct axis_label *x = a, *y = b;

	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

size_t axis_labels(const struct axis *a, size_t cells,
		   struct axis_label *out, size_t most)
{
	size_t n = 0, wide = a->bins * cells;

	for (int rank = 0; rank < RANKS; rank++) {
		for (size_t i = 0; i < a->bins && n < most; i++) {
			struct axis_label one = { .cell = i * cells };

			if (!called(a, cells, i, (enum rank)rank, one.text))
				continue;
			one.width = text_width(slice_of(one.text));
			if (room(out, n, wide + 2, &one))
				out[n++] = one;
		}
	}
	if (n > 1)
		qsort(out, n, sizeof(*out), by_cell);
	return n;
}
