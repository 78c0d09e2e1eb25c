/* Subjects that have an address or a band of their text in common, at a date:
 * kept while many rows are filled. From alike_open() on nothing that counts may
 * change until it is closed. */
#ifndef THAW_STORE_ALIKE_H
#define THAW_STORE_ALIKE_H

#include "store/inside.h"

void alike_open(struct store *s);
void alike_close(struct store *s);
/* Those that are like this one. False: it must be asked another way. */
bool alike_count(struct store *s, int64_t subject, struct slice at,
		 int64_t *out);

#endif
