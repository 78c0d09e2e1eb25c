/* What near-duplicates have in common. */
#ifndef THAW_READ_STORY_H
#define THAW_READ_STORY_H

#include "model/record.h"

/* Marks that two texts share if they are nearly the same: of those with six of
 * ten runs of three words in common, nineteen in twenty share one or more; of
 * those with one in twenty, one in 500. A text of a few words has none. */
void story_put(struct builder *b, struct slice text);

#endif
