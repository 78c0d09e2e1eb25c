/* Between docket.c and docket_words.c. */
#ifndef THAW_READ_DOCKET_INSIDE_H
#define THAW_READ_DOCKET_INSIDE_H

#include "read/docket.h"

/* Good UTF-8 on one line; lives until the next call. */
struct slice docket_line(struct docket *d, struct slice text);
/* What could not be understood stays readable, under the property's name. */
struct claim *docket_keep(struct docket *d, enum property prop,
			  struct slice text);
/* The word that the whole text is, or NULL. */
const char *docket_word_of(struct docket *d, enum vocab list,
			   struct slice text);

#endif
