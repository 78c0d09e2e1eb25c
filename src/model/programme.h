/* Programmes of sanctions, from assets/programmes.tsv: lists name one programme
 * in many ways, and users ask by country. A token without a row is fine; it
 * stands for itself. */
#ifndef THAW_MODEL_PROGRAMME_H
#define THAW_MODEL_PROGRAMME_H

#include "base/str.h"

struct programme {
	const char *key;		/* "EU-BLR" */
	const char *jurisdiction;	/* "EU" */
	const char *territories;	/* "RUS/RU,UKR/UA" or empty: a theme */
	const char *tokens;		/* what lists write, '|' between */
	const char *title;		/* "Belarus" */
	const char *authority;
	const char *act;
};

extern const struct programme programmes[];	/* ends with a NULL key */

/* What the rows are called, to be found by: keys and tokens in lower case and
 * in order, and patterns with a '*' as they stand in the table. */
struct programme_name {
	const char *text;
	size_t n;		/* bytes, of a pattern without its stars */
	size_t row;
};

extern const struct programme_name programme_words[];
extern const size_t programme_words_n;
extern const struct programme_name programme_patterns[];
extern const size_t programme_patterns_n;

/* The row that `token` (or a key) stands for in that jurisdiction, in the order
 * of the table; where the jurisdiction is absent, only if no other row fits.
 * NULL when there is none. */
const struct programme *programme_find(struct slice jurisdiction,
				       struct slice token);

/* The next territory of the row as "RUS" and "RU"; false when none is left.
 * `rest` begins as row->territories. */
bool programme_territory(struct slice *rest, struct slice *alpha3,
			 struct slice *alpha2);

/* The jurisdiction's programme about a country ("BY"), the one that bears the
 * country's name before others; NULL when there is none. */
const struct programme *programme_about(struct slice jurisdiction,
					struct slice country);

#endif
