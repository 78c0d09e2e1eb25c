/* The inside of duration.c: reading the terms of a duration. */
#ifndef THAW_MODEL_DURATION_WALK_H
#define THAW_MODEL_DURATION_WALK_H

#include "base/str.h"

/* Units in hundredths of a day; sums in ticks, hundredths of those. */
enum { DAY = 100, WEEK = 700, MONTH = 3044, YEAR = 36525, TICKS = 10000 };

enum bound { BOUND_NONE, BOUND_ABOUT, BOUND_OVER, BOUND_UNDER, BOUND_NEARLY };

/* A sum of terms: "14 years and 4 months". */
struct term {
	int64_t ticks;
	int64_t unit;	/* smallest so far, in ticks; 0: no term yet */
	int64_t slack;	/* how far from it the truth may be, in ticks */
};

struct walk {
	struct slice key;
	size_t at;
	int64_t number[2];	/* hundredths, still without a unit */
	size_t n;
	bool article;		/* "a", or a bound: the next unit may be one */
	bool stop;
	enum bound bound;
	struct term from, to;	/* "2 years to 3 years": both */
};

/* Appends `s` with numbers and signs as words: "9,5 y" gives " q950  y".
 * False when a number is too long to count time. */
bool duration_words(struct str *out, struct slice s);
/* Sums the terms in w->key, which is text_key() of such words. */
void duration_walk(struct walk *w);
/* Does the wording stand at w->at, whole? */
bool walk_stands(const struct walk *w, const char *wording);
size_t walk_digits(struct slice s, size_t at);	/* how many stand there */

#endif
