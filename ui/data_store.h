/* The screen's data from the store. */
#ifndef THAW_UI_DATA_STORE_H
#define THAW_UI_DATA_STORE_H

#include "ui/data.h"

struct data_store {
	struct store *store;		/* the caller's */
	const struct sources *sources;	/* the caller's: sources.conf */
	struct clock clock;
};

/* `ds` must live as long as the data. */
struct data data_store(struct data_store *ds);

#endif
