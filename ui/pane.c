#include "ui/pane.h"

#define PANE_DECLARE(name) extern const struct pane pane_##name;
PANES(PANE_DECLARE)

#define PANE_WORD(name) [PANE_##name] = &pane_##name,
const struct pane *const panes[PANE_COUNT] = { PANES(PANE_WORD) };
