/* What a refresh or import changed, in words. */
#ifndef THAW_CMD_OUTCOME_H
#define THAW_CMD_OUTCOME_H

#include "store/store.h"

/* "12 new, 3 amended" or "nothing new". */
void outcome_text(struct str *to, const struct store_result *r);

#endif
