/* Partial dates: a year, a year and month, or a day. Never a guess.
 *
 * Text form is partial ISO 8601 ("2026", "2026-04", "2026-04-12"), which also
 * sorts as text. Month and day 0 mean "not stated"; year 0 means "no date".
 */
#ifndef THAW_MODEL_PDATE_H
#define THAW_MODEL_PDATE_H

#include "base/str.h"

struct pdate {
	int year;
	int month;
	int day;
};

/* How a source writes 05/03/1962. UNKNOWN refuses to guess. */
enum date_order { DATE_ORDER_UNKNOWN, DATE_ORDER_DMY, DATE_ORDER_MDY };

enum { PDATE_TEXT = 16, PDATE_TIME_TEXT = 32 };

/* The whole of `s` is a date: ISO ("2026-04", also with a time behind),
 * "14 Aug 1960", "August 14, 1960", "Mar 1962", "1962", "13.12.2025",
 * RFC 822. Month names in en be ru uk pl de. "31 Feb" is no date. */
bool pdate_parse(struct slice s, enum date_order order, struct pdate *out);
/* As pdate_parse, and to the second in UTC where the text says so: `out` gets
 * "2025-12-14T08:00:00Z", or the partial date alone. False: no date. */
bool pdate_parse_time(struct slice s, char out[PDATE_TIME_TEXT]);
/* As pdate_parse_time, for the dates of feeds, which are written in every way
 * there is: RFC 822 with wrong weekdays, years of two digits, unknown zones,
 * months in words; ISO without signs, by week or by day of the year; asctime, SQL,
 * Korean, Greek, Hungarian; seconds since 1970. A time whose zone nobody knows is
 * taken for UTC. */
bool pdate_parse_feed(struct slice s, char out[PDATE_TIME_TEXT]);
/* First full day ("on 13 December 2025", "December 13, 2025", "2025-12-13")
 * inside running text; false when there is none. */
bool pdate_find(struct slice text, struct pdate *out);

/* The date that the text begins with, day, month or year, and its bytes. */
bool pdate_lead(struct slice text, struct pdate *out, size_t *used);
char *pdate_text(struct pdate d, char buf[PDATE_TEXT]);	/* "" for no date */
const char *pdate_precision(struct pdate d);	/* "day" "month" "year" "" */
bool pdate_is(struct pdate d);			/* there is a date */
/* Days since 1970-01-01 of the first or last day that `d` can mean. */
int64_t pdate_first_day(struct pdate d);
int64_t pdate_last_day(struct pdate d);
struct pdate pdate_of_day(int64_t day);
/* "13 Dec 2025", "Dec 2025", "2025": for people. */
char *pdate_human(struct pdate d, char buf[PDATE_TEXT]);
/* Appends a date as it is kept in the form of the language that is spoken, in
 * documents (i18n_hush()) as it is; false: it is none. */
bool pdate_said(struct slice iso, struct str *out);

#endif
