/* Dates and durations: what is read is possible, and dates read back. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "model/duration.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_date(struct pdate d)
{
	char text[PDATE_TEXT];
	struct pdate again;

	assert(pdate_is(d) && pdate_first_day(d) <= pdate_last_day(d));
	assert(pdate_parse(slice_of(pdate_text(d, text)), DATE_ORDER_UNKNOWN,
			   &again));
	assert(again.year == d.year && again.month == d.month &&
	       again.day == d.day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = slice_make((const char *)data, size);
	char time[PDATE_TIME_TEXT], human[DURATION_TEXT];
	struct duration held;
	struct pdate d;
	int days;

	if (pdate_parse(text, DATE_ORDER_UNKNOWN, &d))
		check_date(d);
	if (pdate_parse(text, DATE_ORDER_MDY, &d))
		check_date(d);
	if (pdate_find(text, &d))
		check_date(d);
	if (pdate_parse_time(text, time))
		assert(time[0]);
	if (pdate_parse_feed(text, time))
		assert(time[0]);
	if (duration_short(text, &days))
		assert(days >= 0 && duration_human(days, human)[0]);
	if (duration_parse(text, &held) && held.min_days >= 0 &&
	    held.max_days >= 0)
		assert(held.min_days <= held.max_days);
	return 0;
}
