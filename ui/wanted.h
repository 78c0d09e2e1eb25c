/* What settings.conf leaves to the environment. `set` may be NULL. */
#ifndef THAW_UI_WANTED_H
#define THAW_UI_WANTED_H

#include "model/settings.h"

/* Few bytes are sent: by itself over SSH. */
bool wanted_frugal(const struct settings *set);
/* For a screen reader: THAW_READER=1 says so, too. */
bool wanted_reader(const struct settings *set);

#endif
