/* The help, as a text: what the keys do where it was called, all keys by topic,
 * the filter language, the commands. Made from the tables that act. */
#ifndef THAW_UI_HELP_TEXT_H
#define THAW_UI_HELP_TEXT_H

#include "ui/hints.h"
#include "ui/screen.h"

/* What the keys do "here"; called before the mode changes. */
void help_here(const struct screen *s, struct str *out);
/* -1: past a ceiling; what was made until then stands. */
int help_make(struct screen *s, int cols, struct lines *out, struct err *e);

#endif
