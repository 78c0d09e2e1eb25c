/* An easy handle's options: what it may do, for how long, and whom it tells.
 */
#ifndef THAW_FETCH_FETCH_OPTION_H
#define THAW_FETCH_FETCH_OPTION_H

#include "fetch/fetch_handle.h"

/* The path of a file that the user has named: ~/ is his home. */
struct slice fetch_option_path(struct fetch_handle *h, struct slice path);
/* Makes h->easy for h->url and h->req. -1 with h->res.err set. */
int fetch_option_set(struct fetch_handle *h);

#endif
