/* Other scripts in Latin letters. The doorway of ICU. */
#ifndef THAW_NAMES_LATIN_H
#define THAW_NAMES_LATIN_H

#include "base/str.h"

/* Appends the text in lower-case ASCII letters, what has none left out; Han
 * as Mandarin says it. Bytes that are no UTF-8 are left out. */
void latin_put(struct str *out, struct slice text);
/* Appends Han signs in their simplified forms. */
void latin_simplify(struct str *out, struct slice text);

#endif
