/* Small forms that readers make, in the words of whoever looks at them. Each
 * appends nothing and returns false where the text is of another form. */
#ifndef THAW_MODEL_TOLD_H
#define THAW_MODEL_TOLD_H

#include "base/str.h"

/* The key of an act: "release of 123 on 13 Dec 2025". */
bool event_said(struct slice key, struct str *to);
/* A part of a count, "women=15": "women: 15". */
bool part_said(struct slice part, struct str *to);
/* "(most)", "(unverified)": what may stand behind the state of a measure. */
bool brackets_said(struct slice text, struct str *to);

#endif
