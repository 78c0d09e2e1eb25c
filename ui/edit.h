/* The filter's input line: UTF-8 text, a cursor, a small history. */
#ifndef THAW_UI_EDIT_H
#define THAW_UI_EDIT_H

#include "ui/surface.h"

enum { EDIT_BYTES = 1024, EDIT_HISTORY = 16 };

struct edit {
	struct str text;
	size_t at;			/* byte, at a grapheme's beginning */
	struct str past[EDIT_HISTORY];	/* newest first */
	size_t n_past;
	size_t recalled;		/* 0: none; else past[recalled - 1] */
	struct str sought;		/* what edit_seek() looks for */
};

void edit_init(struct edit *ed);
void edit_free(struct edit *ed);
/* Begins with `text`, the cursor behind it. */
void edit_set(struct edit *ed, struct slice text);
/* True when the key was for the line; *changed when its text is another. */
bool edit_key(struct edit *ed, uint32_t key, bool *changed);
/* Takes the bytes from .. to out and puts `with` there, the cursor behind it.
 * False, and all as it was, where that is nothing or too long. */
bool edit_replace(struct edit *ed, size_t from, size_t to, struct slice with);
/* Puts the text into the history, once. */
void edit_keep(struct edit *ed);
/* Recalls the next older line that has in it what was typed; ^R. */
void edit_seek(struct edit *ed);
/* Draws "/text", scrolled so that the cursor shows; puts the hardware cursor
 * there. */
void edit_draw(const struct edit *ed, struct surface *s, int y, int x,
	       int cells);
/* Likewise, with words before it instead of its own sign. */
void edit_draw_asked(const struct edit *ed, struct surface *s, int y, int x,
		     int cells, const char *words);

#endif
