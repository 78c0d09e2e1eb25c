/* The moment that is asked about, as evidence is compared with it. */
#include <string.h>

#include "store/inside.h"

struct slice at_date(const struct pdate *d, char buf[PDATE_TEXT + 1])
{
	size_t n;

	if (d->year == 0)
		return NOW;
	n = strlen(pdate_text(*d, buf));
	buf[n] = '~';
	return slice_make(buf, n + 1);
}

struct slice day_of(const struct store *s, struct slice at,
		    char buf[CLOCK_TEXT])
{
	if (at.n > 1 && at.p[at.n - 1] == '~')
		return slice_make(at.p, at.n - 1);
	if (at.n > 1)
		return at;
	clock_iso(clock_now(&s->o.clock), buf);
	return slice_make(buf, 10);
}
