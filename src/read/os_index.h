/* index.json of OpenSanctions: which version of its files there is.
 *
 * It is small, the files are not. Both forms are read: one data set, and the
 * catalogue of all, where the data set is the folder of the address. */
#ifndef THAW_READ_OS_INDEX_H
#define THAW_READ_OS_INDEX_H

#include "model/input.h"

enum { OS_INDEX_BYTES = 8 << 20, OS_VERSION_BYTES = 1024 };

/* Appends the version, and behind it, where the index has them for all `n`
 * addresses, their checksums, a blank before each. ERR_FORMAT where there is
 * no version. */
int os_index(struct input_part *part, const struct slice *url, size_t n,
	     struct str *version, struct err *e);
/* Are the files the same? By their checksums where both tell them, else by the
 * version. Absent is never the same. */
bool os_index_same(struct slice a, struct slice b);
struct slice os_index_version(struct slice said);	/* without checksums */

#endif
