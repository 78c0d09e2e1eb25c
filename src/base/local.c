#include "base/local.h"

#include <time.h>
#include <wctype.h>

#include "base/i18n.h"
#include "base/text.h"

static const char *const months[] = {
	NC_("month", "Jan"), NC_("month", "Feb"), NC_("month", "Mar"),
	NC_("month", "Apr"), NC_("month", "May"), NC_("month", "Jun"),
	NC_("month", "Jul"), NC_("month", "Aug"), NC_("month", "Sep"),
	NC_("month", "Oct"), NC_("month", "Nov"), NC_("month", "Dec"),
};

void local_front(struct str *out, struct slice s)
{
	uint32_t cp = 0;
	size_t n = text_next(s, 0, &cp);

	if (n > 0)
		text_put(out, (uint32_t)towupper((wint_t)cp));
	str_add(out, slice_make(s.p + n, s.n - n));
}

static void add_groups(struct str *out, uint64_t n, const char *between)
{
	if (n < 1000) {
		str_addf(out, "%u", (unsigned)n);
		return;
	}
	add_groups(out, n / 1000, between);
	str_addf(out, "%s%03u", between, (unsigned)(n % 1000));
}

void local_number(struct str *out, int64_t n)
{
	if (n < 0)
		str_addc(out, '-');
	/* TRANSLATORS: what stands between the thousands: 1,214 */
	add_groups(out, n < 0 ? -(uint64_t)n : (uint64_t)n,
		   C_("thousands", ","));
}

/* As strftime() reads it, but of these letters alone. */
static void add_part(struct str *out, char letter, const struct tm *tm)
{
	if (letter == 'Y')
		str_addf(out, "%04d", tm->tm_year);
	else if (letter == 'b')
		str_addz(out, C_("month", months[tm->tm_mon]));
	else if (letter == 'm')
		str_addf(out, "%02d", tm->tm_mon + 1);
	else if (letter == 'd')
		str_addf(out, "%02d", tm->tm_mday);
	else if (letter == 'e')
		str_addf(out, "%d", tm->tm_mday);
	else if (letter == 'R')
		str_addf(out, "%02d:%02d", tm->tm_hour, tm->tm_min);
}

/* The form is a translator's; tm has the year as people count it. */
static void add_form(struct str *out, const char *form, const struct tm *tm)
{
	for (; *form; form++) {
		if (form[0] != '%' || !form[1])
			str_addc(out, *form);
		else
			add_part(out, *++form, tm);
	}
}

void local_date(struct str *out, int year, int month, int day)
{
	struct tm tm = { .tm_year = year, .tm_mon = month - 1,
			 .tm_mday = day };

	if (month < 1 || month > 12)
		str_addf(out, "%04d", year);
	else if (day < 1)
		/* TRANSLATORS: %e 3, %d 03, %b Dec, %m 12, %Y 2025, %R 14:02 */
		add_form(out, C_("date", "%b %Y"), &tm);
	else
		add_form(out, C_("date", "%e %b %Y"), &tm);
}

void local_time(struct str *out, int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	if (!localtime_r(&t, &tm))
		return;
	tm.tm_year += 1900;
	add_form(out, C_("date", "%d %b %R"), &tm);
}

void local_soon(struct str *out, int64_t at, int64_t now)
{
	time_t t = (time_t)at, n = (time_t)now;
	struct tm tm, today;

	if (localtime_r(&t, &tm) && localtime_r(&n, &today) &&
	    tm.tm_year == today.tm_year && tm.tm_yday == today.tm_yday)
		str_addf(out, "%02d:%02d", tm.tm_hour, tm.tm_min);
	else
		local_time(out, at);
}
