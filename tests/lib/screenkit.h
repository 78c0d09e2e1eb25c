/* A screen over canned data, without a terminal: keys in, cells out. */
#ifndef THAW_TESTS_SCREENKIT_H
#define THAW_TESTS_SCREENKIT_H

#include "tests/lib/canned.h"
#include "ui/screen.h"

struct fixture {
	struct canned canned;
	struct data data;
	struct screen screen;
	struct surface surface;
	struct str dump;
};

void fix_begin(struct fixture *f, int rows, int cols, bool ascii);
/* Likewise over other data; *f is zeroed by the caller. */
void fix_over(struct fixture *f, struct data data, int rows, int cols,
	      bool ascii);
void fix_end(struct fixture *f);
/* Speaks the language, as it was built, until i18n_end(). */
void fix_speak(const char *language);
/* Blank-separated key names; each is drawn after. */
void fix_keys(struct fixture *f, const char *names);
void fix_type(struct fixture *f, const char *text);
void fix_resize(struct fixture *f, int rows, int cols);
/* Until the next call. */
const char *fix_shown(struct fixture *f, bool map);
void fix_has(struct fixture *f, const char *text);
void fix_lacks(struct fixture *f, const char *text);
const char *fix_cursor_id(struct fixture *f);

#endif
