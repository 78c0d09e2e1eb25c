/* The aliases of Canada's list: one string for all of them, "A, B; Russian: C,
 * D / E", in whatever scripts. */
#ifndef THAW_READ_CA_ALIAS_H
#define THAW_READ_CA_ALIAS_H

#include "read/roster.h"

/* Claims each as an other name of the party that the roster has begun. A
 * single word for a person is a weak one. `text` is squashed. */
void ca_aliases(struct roster *r, struct slice text, bool person);

/* "English name/Nom français": cuts the second off where both are names of
 * several words; absent otherwise. */
struct slice ca_second(struct slice *name);

#endif
