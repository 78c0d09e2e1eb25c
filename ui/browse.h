/* A link in the user's browser, which has no part in our terminal. */
#ifndef THAW_UI_BROWSE_H
#define THAW_UI_BROWSE_H

#include "base/str.h"

enum { BROWSE_WORDS = 32, BROWSE_BYTES = 16 << 10 };

/* Starts the first of `browsers` that can be: commands with ':' between them,
 * as in $BROWSER, in which %s is the link; without it the link stands at the
 * end. No shell reads them. Only http, https and mailto links are opened.
 * Appends the program's name to `with`. 1, 0 where no browser is named, or
 * -1. */
int browse(struct slice url, struct slice browsers, struct str *with,
	   struct err *e);
/* May this be handed to a browser? */
bool browse_allows(struct slice url);
/* The words of one command; they live in `text`. False: too many, or none. */
bool browse_words(struct slice command, struct slice url, struct str *text,
		  char *word[BROWSE_WORDS + 1]);

#endif
