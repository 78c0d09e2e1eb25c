/* Patronymics, of words as fold_name() spells them. */
#ifndef THAW_NAMES_FATHER_H
#define THAW_NAMES_FATHER_H

#include "base/str.h"

/* Bytes of its ending; 0: the word is none. */
size_t father_ending(struct slice word);
/* Whose child: "alexander" of Aliaksandrauna. Borrowed from the word, or lives
 * for ever. */
struct slice father_name(struct slice word);

#endif
