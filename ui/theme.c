#include "ui/theme.h"

#define ROLE_ROW(id, letter, colour, look) { letter, colour, look },
const struct role_row roles[ROLE_COUNT] = { ROLES(ROLE_ROW) };
