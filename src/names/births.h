/* Two dates of birth: are they of one person? Lists tell days, years, ranges,
 * "circa", and the first of January where they know the year alone. */
#ifndef THAW_NAMES_BIRTHS_H
#define THAW_NAMES_BIRTHS_H

#include "base/arena.h"
#include "model/pdate.h"

struct birth {
	struct pdate from, to;	/* the same, but for a range */
	bool circa;
};

enum births {	/* from worst to best */
	BIRTHS_APART,
	BIRTHS_NEAR,	/* a year apart, one of them told by its year alone */
	BIRTHS_LOOSE,	/* ranges that meet */
	BIRTHS_YEAR,
	BIRTHS_DAY,
	BIRTHS_UNKNOWN,
};

enum births births_compare(const struct birth *a, const struct birth *b);
/* A day of its own: no year, no range, no first of January. */
bool birth_is_day(const struct birth *b);
/* "circa 1954", "1960 to 1962"; lives in mem. */
struct slice birth_text(const struct birth *b, struct arena *mem);

#endif
