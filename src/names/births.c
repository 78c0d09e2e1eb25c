#include "names/births.h"

enum {
	NEAR_DAYS = 366,	/* "1976" and 1975-11-28: one of them errs */
	CIRCA_DAYS = 2 * 366,
};

/* January 1 stands for a year that nobody knows the day of. */
bool birth_is_day(const struct birth *b)
{
	return b->from.day > 0 && !b->circa &&
	       pdate_first_day(b->from) == pdate_first_day(b->to) &&
	       !(b->from.month == 1 && b->from.day == 1);
}

static bool is_year(const struct birth *b)
{
	return !b->circa && b->from.year == b->to.year;
}

static void birth_days(const struct birth *b, int64_t *first, int64_t *last)
{
	struct pdate from = b->from, to = b->to;

	if (!birth_is_day(b) && from.month == 1 && from.day == 1)
		from = to = (struct pdate){ from.year, 0, 0 };
	*first = pdate_first_day(from) - (b->circa ? CIRCA_DAYS : 0);
	*last = pdate_last_day(to) + (b->circa ? CIRCA_DAYS : 0);
}

enum births births_compare(const struct birth *a, const struct birth *b)
{
	int64_t a1, a2, b1, b2, gap;

	birth_days(a, &a1, &a2);
	birth_days(b, &b1, &b2);
	gap = a1 > b2 ? a1 - b2 : b1 > a2 ? b1 - a2 : 0;
	if (birth_is_day(a) && birth_is_day(b))
		return a1 == b1 ? BIRTHS_DAY : BIRTHS_APART;
	if (gap == 0)
		return is_year(a) && is_year(b) ? BIRTHS_YEAR : BIRTHS_LOOSE;
	return gap <= NEAR_DAYS ? BIRTHS_NEAR : BIRTHS_APART;
}

struct slice birth_text(const struct birth *b, struct arena *mem)
{
	char from[PDATE_TEXT], to[PDATE_TEXT];
	bool range = pdate_first_day(b->from) != pdate_first_day(b->to);

	return arena_fmt(mem, "%s%s%s%s", b->circa ? "circa " : "",
			 pdate_text(b->from, from), range ? " to " : "",
			 range ? pdate_text(b->to, to) : "");
}
