/* The remarks of an OFAC entry: "DOB 30 Aug 1954; POB Kopys; a.k.a. 'X'." */
#ifndef THAW_READ_OFAC_REMARKS_H
#define THAW_READ_OFAC_REMARKS_H

#include "model/record.h"

/* Claims birth, nationality, weak aliases and identifiers; what it does not
 * know stays in the remarks, which it claims whole. */
void ofac_remarks(struct builder *b, struct slice text);

#endif
