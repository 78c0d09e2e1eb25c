/* What checks share: the claims of a matter, and where findings go. */
#ifndef THAW_CHECK_FOUND_H
#define THAW_CHECK_FOUND_H

#include "check/checks.h"
#include "model/sentence.h"
#include "model/shape.h"

struct found {
	struct arena *mem;
	struct conflict *list;	/* room for CONFLICTS_MOST */
	size_t n;
};

/* A claim that counts, and who says so. */
struct said {
	const struct fact *fact;
	const struct facts *of;
	bool maybe;	/* of one who may be another */
	bool here;	/* what it differs in from the certain is told here */
};

/* Claims looked at of one property: what a thousand articles repeat is seen
 * in the first ones. */
enum { SAID_MOST = 240 };

struct saids {
	struct said list[SAID_MOST];
	size_t n;
};

/* Live claims of the property; the same value twice from one record counts
 * once. */
void said_of(const struct matter *m, enum property prop, struct saids *out);
/* What the record of `s` says of another property; NULL: nothing. */
const struct fact *said_beside(const struct said *s, enum property prop);
bool said_same_record(const struct said *a, const struct said *b);
/* Two claims of one article. Lists have no documents: false. */
bool said_same_document(const struct said *a, const struct said *b);
/* May the two be set against each other here? Not where both are of others, nor
 * where the other's matter tells of it. */
bool said_meet(const struct said *a, const struct said *b);
/* Likewise where one is held against others: it is told of whoever says it. */
static inline bool said_judged(const struct said *accused,
			       const struct said *a, const struct said *b)
{
	return !accused->maybe &&
	       (!a->maybe || !b->maybe || a->of == b->of);
}

/* A new conflict, or NULL where there are too many. The sentence is made by
 * found_why(). */
struct conflict *found_add(struct found *to, const char *check,
			   const char *about);
void found_why(struct found *to, struct conflict *c, enum sentence s,
	       const struct slice *slot, size_t n);
/* What stands behind it, where that holds. */
void found_but(struct found *to, struct conflict *c, bool holds,
	       enum sentence s);
/* A side; one that stands there already is not told again. `says` absent: the
 * value itself. NULL conflict: nothing. */
void found_side(struct found *to, struct conflict *c, const struct said *s,
		struct slice says);
void found_worked(struct found *to, struct conflict *c, struct slice says);

/* Dates as days since 1970; false where it is none. */
struct span_of_days { int64_t first, last; };
bool said_days(struct slice date, struct span_of_days *out);
/* The date that an article's claim is of; false: it is of no article. */
bool said_published(const struct said *s, int64_t *day);
/* "4y 5m (1,613 days)" */
struct slice days_told(struct arena *mem, int64_t days);
struct slice number_told(struct arena *mem, int64_t n);
/* "2025-12-13" of a time. */
struct slice day_told(struct slice time);
/* What it is called in a sentence: "Ales Bialiatski". */
struct slice matter_name(const struct matter *m);

#endif
