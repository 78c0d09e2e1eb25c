#include "model/pdate.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/local.h"

static const char *const months[] = {
	"", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

bool pdate_is(struct pdate d)
{
	return d.year != 0;
}

char *pdate_text(struct pdate d, char buf[PDATE_TEXT])
{
	unsigned y = (unsigned)d.year % 10000;
	unsigned m = (unsigned)d.month % 100, day = (unsigned)d.day % 100;

	buf[0] = '\0';
	if (d.day)
		snprintf(buf, PDATE_TEXT, "%04u-%02u-%02u", y, m, day);
	else if (d.month)
		snprintf(buf, PDATE_TEXT, "%04u-%02u", y, m);
	else if (d.year)
		snprintf(buf, PDATE_TEXT, "%04u", y);
	return buf;
}

char *pdate_human(struct pdate d, char buf[PDATE_TEXT])
{
	const char *month = months[(unsigned)d.month % 13];
	unsigned y = (unsigned)d.year % 10000;

	buf[0] = '\0';
	if (d.day)
		snprintf(buf, PDATE_TEXT, "%u %s %04u",
			 (unsigned)d.day % 100, month, y);
	else if (d.month)
		snprintf(buf, PDATE_TEXT, "%s %04u", month, y);
	else if (d.year)
		snprintf(buf, PDATE_TEXT, "%04u", y);
	return buf;
}

bool pdate_said(struct slice iso, struct str *out)
{
	struct pdate d;

	if (!pdate_parse(iso, DATE_ORDER_UNKNOWN, &d))
		return false;
	if (i18n_hushed())
		str_add(out, iso);
	else
		local_date(out, d.year, d.month, d.day);
	return true;
}

const char *pdate_precision(struct pdate d)
{
	if (d.day)
		return "day";
	if (d.month)
		return "month";
	return d.year ? "year" : "";
}

/* Days since 1970-01-01 in the Gregorian calendar: the year begins in March
 * here, so that the leap day is its last; 400 years are 146097 days. */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t in_era = y - era * 400;
	int64_t in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 +
			  day - 1;

	return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 +
	       in_year - 719468;
}

struct pdate pdate_of_day(int64_t day)
{
	int64_t z = day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t in_era = z - era * 146097;
	int64_t y = (in_era - in_era / 1460 + in_era / 36524 -
		     in_era / 146096) / 365;
	int64_t in_year = in_era - (365 * y + y / 4 - y / 100);
	int64_t mp = (5 * in_year + 2) / 153;
	int64_t month = mp < 10 ? mp + 3 : mp - 9;

	return (struct pdate){
		.year = (int)(y + era * 400 + (month <= 2)),
		.month = (int)month,
		.day = (int)(in_year - (153 * mp + 2) / 5 + 1),
	};
}

int64_t pdate_first_day(struct pdate d)
{
	return day_number(d.year, d.month ? d.month : 1, d.day ? d.day : 1);
}

int64_t pdate_last_day(struct pdate d)
{
	if (d.day)
		return pdate_first_day(d);
	if (d.month == 0 || d.month == 12)
		return day_number(d.year + 1, 1, 1) - 1;
	return day_number(d.year, d.month + 1, 1) - 1;
}
