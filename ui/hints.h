/* What the keys do where we are, in the order of use: the foot shows as many as
 * there is room for, the help all of them first. */
#ifndef THAW_UI_HINTS_H
#define THAW_UI_HINTS_H

#include "ui/keys.h"

struct screen;

enum { HINTS_MAX = 24 };

struct hint {
	enum action act;	/* ACT_NONE: the key is no action's */
	const char *key;	/* then its name */
	const char *word;	/* marked with N_() */
};

/* How many there are. */
size_t hints_here(const struct screen *s, struct hint out[HINTS_MAX]);
/* Appends the key, as keys.conf has it: the first where `one`. False: the action
 * has no key. */
bool hint_key(const struct screen *s, const struct hint *h, bool one,
	      struct str *out);

#endif
