/* Numbers and dates as they are written in the language that is spoken; data and
 * machine formats have theirs from clock_iso() and pdate_text().
 *
 * The order, the signs between and the names of the months are the catalogue's:
 * so a date fits the words around it, and shows on systems without the locale. */
#ifndef THAW_BASE_LOCAL_H
#define THAW_BASE_LOCAL_H

#include "base/str.h"

/* As it is, but with a capital in front. */
void local_front(struct str *out, struct slice s);
/* Appends "1,214". */
void local_number(struct str *out, int64_t n);
/* Appends "13 Dec 2025"; without a day "Dec 2025", without a month "2025". */
void local_date(struct str *out, int year, int month, int day);
/* Appends "24 Nov 14:02", in the time of the place. */
void local_time(struct str *out, int64_t at);
/* Appends "14:02" where that is today, seen from `now`. */
void local_soon(struct str *out, int64_t at, int64_t now);

#endif
