/* What would give rows where a filter gave none, said beside the results. */
#ifndef THAW_CMD_ADVICE_H
#define THAW_CMD_ADVICE_H

#include "cmd/rows.h"

/* The filter was understood and finds nothing. The store is open. */
void advice_print(struct app *app, const struct shape *shape,
		  char *const *filter, size_t n, const struct given *given);

#endif
