/* The search key of a name in any spelling.
 *
 * Latin with marks, Belarusian, Russian and Ukrainian letters become one plain
 * key (assets/names/fold.tsv), then spellings of one sound are squeezed
 * together (assets/names/squeeze.tsv): Алесь Бяляцкі, Ales Bialiatski and
 * Bialacki share "bialacki". Other scripts go through latin.h first. For
 * finding only, never for display.
 */
#ifndef THAW_NAMES_FOLD_H
#define THAW_NAMES_FOLD_H

#include "base/str.h"

/* Appends the key: lower-case words with one blank between them. */
void fold_name(struct str *out, struct slice text);

/* A number that changes whenever keys do. */
uint64_t fold_rules(void);

/* The two halves of it, for words that are compared letter by letter. */
void fold_plain(struct str *out, struct slice text);
void fold_sound(struct str *key);	/* in place */

#endif
