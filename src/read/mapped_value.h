/* One value of somebody's column as claims of the property that a map gives it
 * to. */
#ifndef THAW_READ_MAPPED_VALUE_H
#define THAW_READ_MAPPED_VALUE_H

#include "read/docket.h"

enum { MAPPED_WORDS = 256 };

struct mapped_how {
	enum kind kind;
	enum date_order order;
	char separator;		/* between several values; 0: there is one */
	struct slice lang;	/* of the names */
	struct {
		struct slice theirs, ours;
	} word[MAPPED_WORDS];	/* for values that are words of ours */
	size_t words;
};

void mapped_value(struct docket *d, const struct mapped_how *how,
		  enum property prop, struct slice value);

#endif
