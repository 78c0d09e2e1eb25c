/* Files of assets/ that are compiled in (the list is ASSETS in Makefile.am).
 * They take the same path as the user's own files. */
#ifndef THAW_BASE_ASSET_H
#define THAW_BASE_ASSET_H

#include "base/str.h"

struct asset {
	const char *name;	/* "conf/sources.conf" */
	const char *data;	/* `bytes` of it, a NUL behind */
	size_t bytes;
};

extern const struct asset assets[];	/* ends with a NULL name */

/* Returns the content, or the absent slice. Lives for ever. */
struct slice asset_find(struct slice name);

#endif
