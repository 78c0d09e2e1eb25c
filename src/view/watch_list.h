/* The watches themselves as rows, for `thaw watch list`. No view of VIEWS:
 * what they have found is (view_watches). */
#ifndef THAW_VIEW_WATCH_LIST_H
#define THAW_VIEW_WATCH_LIST_H

#include "model/shape.h"

extern const struct shape watch_list;

#endif
