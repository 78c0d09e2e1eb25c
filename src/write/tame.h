/* Text from sources, kept from steering the terminal that shows it. */
#ifndef THAW_WRITE_TAME_H
#define THAW_WRITE_TAME_H

#include "base/str.h"

/* Controls but TAB, LF and CR, and characters that reorder or break lines. */
bool char_is_obeyed(uint32_t cp);
/* Appends `s` as it is but for those characters, which are shown. */
void text_tame(struct str *to, struct slice s);

#endif
