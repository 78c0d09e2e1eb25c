/* The search key of a name in any spelling.
 *
 * Latin with marks, Belarusian, Russian and Ukrainian letters become one plain
 * key (assets/names/fold.tsv), then spellings of one sound are squeezed
 * together (assets/names/squeeze.tsv): Алесь Бяляцкі, Ales Bialiatski and
 * Bialacki share "bialacki". For finding only, never for display.
 */
#ifndef THAW_NAMES_FOLD_H
#define THAW_NAMES_FOLD_H

#include "base/str.h"

/* Appends the key: lower-case words with one blank between them. */
void fold_name(struct str *out, struct slice text);

#endif
