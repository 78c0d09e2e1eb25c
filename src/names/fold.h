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

/* While a name is typed its last letters are not settled: "c" is one sound,
 * "ch" another. Appends what the keys of all names can begin with whose
 * spelling begins with this text, LF behind each, and "$" before that where the
 * key must end there; nothing where it says nothing: "zzz" is no spelling of
 * every Z. */
void fold_prefix(struct str *out, struct slice text);
/* The key of a text that goes on, with letters that leave these alone. */
void fold_open(struct str *out, struct slice text);
/* Does this character stand between words? */
bool fold_divides(struct slice letter);

#endif
