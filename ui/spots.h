/* Where in a text the words of a filter stand, in any spelling: the letters
 * that were typed, and those that stand for them where it is spelled
 * otherwise. It follows the store, which finds words as they are spelled
 * anywhere, in other spellings from the start of a word.
 */
#ifndef THAW_UI_SPOTS_H
#define THAW_UI_SPOTS_H

#include "model/query.h"
#include "ui/surface.h"

enum {
	SOUGHT_WORDS = 64,	/* more are not shown where they stand */
	SPOTS = 64,		/* in one text; likewise */
	SPOT_BYTES = 4096,	/* of a text: what is behind is not looked at */
};

struct sought_word {
	struct slice spelt;	/* without marks, in lower case */
	struct slice key;	/* as it sounds, if nothing follows */
	struct slice keys;	/* what it can come to, LF behind each */
	int column, also;	/* where alone it was sought, -1: anywhere */
};

/* The words that were found, of one filter; starts zeroed. */
struct sought {
	struct arena mem;
	struct sought_word word[SOUGHT_WORDS];
	size_t n;
	bool rated;		/* rows may match well or less well */
};

/* The query is checked. Words of columns that take whole words are left out:
 * every row has them. */
void sought_set(struct sought *s, const struct shape *shape,
		const struct query *q);
void sought_free(struct sought *s);

struct spots {
	struct { size_t from, end; } at[SPOTS];	/* whole graphemes, bytes */
	size_t n;
};

/* Adds the spots in `text`, which stands at byte `base` of what is shown, of
 * words that were sought in the column (-1: in any). True where there are. */
bool spots_find(struct spots *out, const struct sought *s, int column,
		struct slice text, size_t base);
void spots_add(struct spots *out, size_t from, size_t end);
/* Paints those in the text that surface_text has drawn in as many cells. */
void spots_paint(const struct spots *spots, struct surface *s, int y, int x,
		 int cells, struct slice text);

#endif
