/* Whom a text names as its source. */
#ifndef THAW_READ_ATTRIBUTED_H
#define THAW_READ_ATTRIBUTED_H

#include "read/meta.h"

/* The name of a publisher other than `own`, or what a line "Source: ..." says;
 * absent where the text names none. Also takes agencies out of the authors,
 * who are copied into `mem`. Lives as long as the page and `m`. */
struct slice attributed_to(const struct page *p, struct meta *m,
			   struct slice url, struct slice own,
			   struct arena *mem);

#endif
