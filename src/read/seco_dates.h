/* When a party of the Swiss list came, changed and went.
 *
 * The list keeps those that it has taken off. What counts is the modification
 * with the latest date, in whatever order they stand; of two on one day the
 * first, because the list writes the newest first, unless that only amends. */
#ifndef THAW_READ_SECO_DATES_H
#define THAW_READ_SECO_DATES_H

#include "read/roster.h"

enum seco_change { SECO_AMENDED, SECO_LISTED, SECO_DELISTED };

struct seco_mod {
	enum seco_change what;
	char at[PDATE_TEXT];	/* effective, else published, else enacted */
	char last[PDATE_TEXT];	/* the latest of the three; "" undated */
};

struct seco_dates {
	struct seco_mod *mod;
	size_t n, cap;
};

/* The three dates as the list writes them, ISO or absent. A type of change
 * that is not known counts as amended. */
int seco_dates_add(struct seco_dates *d, struct slice type,
		   const struct slice date[3], struct err *e);
/* Claims listed_on, updated_on, and of the delisted state and gone_on. */
void seco_dates_put(const struct seco_dates *d, struct roster *r);
void seco_dates_free(struct seco_dates *d);

#endif
