/* Several values in one cell, as the Official Journal's rows and others have
 * them: `;` between, and quotes round a value that holds one. */
#ifndef THAW_READ_CSVCELL_H
#define THAW_READ_CSVCELL_H

#include "base/str.h"

/* Cuts the first value off *rest, trimmed; false when none is left. The value
 * lies in *rest's text, or in `buf` until the next call. */
bool csv_cut(struct slice *rest, struct str *buf, struct slice *value);

#endif
