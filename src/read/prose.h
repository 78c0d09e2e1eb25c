/* What the text says of persons, sentence by sentence.
 *
 * A fact belongs to who is named with it: the name before it where nobody else
 * and no group stands between, else the one behind. Without a name it belongs
 * to the person of the heading or the item, or to the only one of the sentence
 * before where this one goes on about him. Times and dates that belong to
 * nobody named are kept as briefs.
 */
#ifndef THAW_READ_PROSE_H
#define THAW_READ_PROSE_H

#include "read/people.h"

/* `taken`: by block, those that have been read as a box. */
int prose_read(struct extract *x, struct people *p, const bool *taken,
	       struct err *e);

#endif
