/* Other scripts in Latin letters: Greek, Georgian, Armenian, Arabic, Hebrew,
 * those of India, Thai, kana, Hangul, and Han as Mandarin says it. Letter by
 * letter, so that what stands beside it is not minded, but for the vowel that
 * letters of India have of themselves. */
#ifndef THAW_NAMES_LATIN_H
#define THAW_NAMES_LATIN_H

#include "base/str.h"

/* Appends the text in lower-case ASCII letters; what has none is left out. */
void latin_put(struct str *out, struct slice text);
/* Appends Han signs in their simplified forms. */
void latin_simplify(struct str *out, struct slice text);

#endif
