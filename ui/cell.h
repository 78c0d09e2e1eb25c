/* How a terminal takes what stands in a cell. */
#ifndef THAW_UI_CELL_H
#define THAW_UI_CELL_H

#include "ui/surface.h"

/* Every terminal gives it the cells that we do: no marks, no joiners, no
 * letters of right to left, no emoji. */
bool cell_certain(const struct cell *c);
/* A letter that is read from right to left. */
bool cell_rtl(const struct cell *c);

#endif
