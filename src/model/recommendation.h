/* What came of a recommendation, as those who watch it write it. */
#ifndef THAW_MODEL_RECOMMENDATION_H
#define THAW_MODEL_RECOMMENDATION_H

#include "base/str.h"

/* The word of VOCAB_recommendation_state, also for a grade of the UN's Human
 * Rights Committee: "A", "B1", "[C2]", "grade E". NULL where it is none. A grade
 * is taken for one only where it is the whole text. */
const char *recommendation_state(struct slice text);

#endif
