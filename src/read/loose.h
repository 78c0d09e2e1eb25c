/* Walks XML that need not be well-formed, as feeds are found in the wild; for
 * lists, where a repaired version could lack entries unseen, there is xml.h.
 *
 * Taken as meant: junk before the first tag, "&" that begins nothing, names of
 * HTML's characters, controls, tags that nobody closes or opened, names in any
 * case, prefixes that nobody declared, an end that never comes. Entities that the
 * document declares are replaced by plain text, up to LOOSE_OWN_BYTES in all;
 * those that stand for a file are not, and a document whose entities grow, each
 * out of others, is refused. Nothing outside of it is ever read. Ceilings: 16 MB
 * of one token, and of one text, which is cut there; LOOSE_DEPTH open elements,
 * but for those inside of a text.
 */
#ifndef THAW_READ_LOOSE_H
#define THAW_READ_LOOSE_H

#include "base/arena.h"
#include "model/input.h"

enum {
	LOOSE_DEPTH = 256, LOOSE_TEXT_BYTES = 16 << 20, LOOSE_SPACES = 256,
	LOOSE_OWN = 256, LOOSE_OWN_BYTES = 1 << 20,
};

struct loose_tag {
	struct slice name;	/* local, in lower case: "encoded" */
	int space;		/* as walk->space() has it */
	size_t depth;		/* 1: the root */
	struct slice attrs;	/* see loose_attr */
	struct arena *mem;	/* of what loose_attr() returns */
};

enum loose_want {
	LOOSE_DOWN,	/* walk its children, forget its own text */
	LOOSE_TEXT,	/* all text inside; tags inside it as "<b>" */
	LOOSE_PLAIN,	/* all text inside, without the tags */
	LOOSE_MARKUP,	/* the same as markup: text stays escaped */
	LOOSE_SKIP,	/* nothing of it; `close` is not called */
};

struct loose_walk {
	/* What a namespace is to the caller; `uri` is absent where nobody
	 * declared the prefix. */
	int (*space)(struct slice prefix, struct slice uri);
	/* At which depth elements end because this one begins; 0: none.
	 * `taken` is the depth of the one whose text is taken, or 0. */
	size_t (*ends)(void *ctx, const struct loose_tag *tag, size_t taken);
	/* -1 with `e` set stops. The tag dies when the call returns. */
	int (*open)(void *ctx, const struct loose_tag *tag,
		    enum loose_want *want, struct err *e);
	/* `text` is absent for LOOSE_DOWN and dies when the call returns.
	 * `cut`: the document ended first. */
	int (*close)(void *ctx, size_t depth, struct slice text, bool cut,
		     struct err *e);
	/* What stands between "<!" and ">"; NULL: nobody asks. */
	void (*doctype)(void *ctx, struct slice text);
};

/* Reads the part to its end; *cut says whether that came too early. */
int loose_read(struct input_part *part, const struct loose_walk *walk,
	       void *ctx, bool *cut, struct err *e);

/* Value of an attribute, the name in any case, one without prefix first ("lang"
 * finds xml:lang); absent. */
struct slice loose_attr(const struct loose_tag *tag, const char *name);

#endif
