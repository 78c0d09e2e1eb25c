/* The elements of feeds: what they are called, and what they hold. */
#ifndef THAW_READ_FEED_NAMES_H
#define THAW_READ_FEED_NAMES_H

#include "read/feed.h"

enum feed_space {
	SPACE_OTHER,		/* nothing that we know */
	SPACE_BARE,		/* no namespace: the root's */
	SPACE_RSS, SPACE_ATOM, SPACE_ATOM03, SPACE_DC, SPACE_TERMS,
	SPACE_CONTENT, SPACE_MEDIA, SPACE_ITUNES, SPACE_XHTML, SPACE_RDF,
	SPACE_SY,
};

/* For struct loose_walk. */
int feed_space(struct slice prefix, struct slice uri);

enum feed_how {
	HOW_TEXT,		/* its text, plain */
	HOW_GUESS,		/* its text, perhaps HTML */
	HOW_TYPED,		/* as its attribute `type` says, in Atom; else
				 * perhaps HTML */
	HOW_MARKUP,		/* its children are HTML */
	HOW_AUTHOR,		/* of Atom: a name inside */
	HOW_LINK, HOW_SOURCE, HOW_ENCLOSURE,
	HOW_INSIDE,		/* what it holds counts as the item's */
};

struct feed_name {
	const char *name;
	enum feed_space space;	/* SPACE_RSS: of RSS, Atom and CDF */
	enum feed_how how;
	enum feed_field field;
	unsigned char rank;
	bool short_text;	/* no other element of a feed is in it */
};

/* NULL: nothing that counts. `space` is not SPACE_BARE. */
const struct feed_name *feed_name_find(struct slice name,
				       enum feed_space space);
/* Of RSS, Atom or CDF itself. */
bool feed_space_core(enum feed_space space);

#endif
