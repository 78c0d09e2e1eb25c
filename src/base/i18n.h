/* Marks what is translated. */
#ifndef THAW_BASE_I18N_H
#define THAW_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text		/* in tables; whoever prints it says _() */

#endif
