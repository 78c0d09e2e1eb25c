/* An easy handle's options: what it may do, for how long, and whom it tells.
 */
#ifndef THAW_FETCH_FETCH_OPTION_H
#define THAW_FETCH_FETCH_OPTION_H

#include "fetch/fetch_handle.h"

/* Makes h->easy for h->url and h->req. -1 with h->res.err set. */
int fetch_option_set(struct fetch_handle *h);

#endif
