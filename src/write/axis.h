/* An axis of time: bins of one unit, side by side.
 *
 * Days are those of the calendar, as numbers: no hour, zone or clock moves
 * them. The calendar of an axis begins with the year 1 and ends with 9999;
 * whatever would leave that is moved back into it.
 */
#ifndef THAW_WRITE_AXIS_H
#define THAW_WRITE_AXIS_H

#include "base/str.h"

enum {
	AXIS_BINS = 400,	/* at most */
	AXIS_TEXT = 24,		/* bytes of a label */
	AXIS_FIRST_YEAR = 1, AXIS_LAST_YEAR = 9999,
};

/* A week begins on Monday. */
enum axis_unit {
	AXIS_DAY, AXIS_WEEK, AXIS_MONTH, AXIS_QUARTER, AXIS_YEAR, AXIS_UNITS,
};

struct axis {
	enum axis_unit unit;
	int from;		/* first unit, counted from the first of all */
	int step;		/* units in a bin: 1, or more years than one */
	size_t bins;		/* 0: there is nothing to draw */
};

/* The finest unit of which those days fill at most `most` bins: months or more,
 * days where all is within two months. */
struct axis axis_fit(int64_t first, int64_t last, size_t most);
/* So many bins of one unit; the day stands in bin `at`. */
struct axis axis_window(enum axis_unit unit, int64_t day, size_t at,
			size_t bins);
/* Moves by bins, as far as those days reach: one end stays on the axis, or all
 * of it where there is room. */
void axis_pan(struct axis *a, int64_t bins, int64_t first, int64_t last);
/* Moves no further than the day needs to be on it. */
void axis_show(struct axis *a, int64_t day);

void axis_tell(const struct axis *a, struct str *to);	/* "a column is a week" */
/* The bin of a day, or -1. */
int axis_bin(const struct axis *a, int64_t day);
/* First day of a bin; of the one behind the last too. */
int64_t axis_day(const struct axis *a, size_t bin);
/* The year of the first bin of each that has a label; 0: none here. */
int axis_label(const struct axis *a, size_t bin);
/* "13 Dec 2025", "week of 8 Dec 2025", "Dec 2025", "Oct to Dec 2025", "2025":
 * the time of a bin for people. */
void axis_period(const struct axis *a, size_t bin, struct str *to);

struct axis_label {
	size_t cell;		/* from the beginning of the axis */
	char text[AXIS_TEXT];	/* of ASCII letters, or as dates are told */
	int width;		/* cells */
};
/* What stands under an axis whose bins are `cells` wide: years before months
 * before days, none touching another; the first bin says where we are. Returns
 * how many, in the order of the axis; at most `most`. */
size_t axis_labels(const struct axis *a, size_t cells,
		   struct axis_label *out, size_t most);

#endif
