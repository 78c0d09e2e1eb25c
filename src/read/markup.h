/* The pieces of a text with tags in it, XML or HTML, in any state of repair.
 *
 * Nothing is an error: a "<" that begins no tag is text, a quote that nobody
 * closes ends with its tag, a comment without an end ends at its first ">".
 * Knows no nesting: loose.c and fragment.c make sense of the pieces. All that a
 * token names lies in the text that the lexer was given.
 */
#ifndef THAW_READ_MARKUP_H
#define THAW_READ_MARKUP_H

#include "base/str.h"

enum markup_kind {
	MARKUP_END,	/* nothing is left */
	MARKUP_MORE,	/* what is left cannot be told from its beginning */
	MARKUP_TEXT,	/* raw: its references are not replaced */
	MARKUP_CDATA,	/* raw: as it stands */
	MARKUP_OPEN,
	MARKUP_CLOSE,
	MARKUP_DOCTYPE,	/* `rest` is all between "<!" and ">" */
	MARKUP_OTHER,	/* a comment or an instruction */
};

struct markup {
	struct slice text;
	size_t at;
	bool whole;	/* no more will follow: the end of the text is one */
	struct slice unclosed[8];	/* see markup_skip */
	size_t n_unclosed;
	unsigned endless;	/* what was begun and has no end: looked for once */
};

struct markup_token {
	enum markup_kind kind;
	struct slice raw;	/* all of it; of CDATA, what is inside */
	struct slice name;	/* of a tag, as written: "media:title" */
	struct slice rest;	/* its attributes */
	bool empty;		/* "<br/>" */
};

/* The next token; on END and MORE the place stays where it is. */
enum markup_kind markup_next(struct markup *m, struct markup_token *t);
/* Cuts the next attribute off *rest; false at its end. The value is raw, and
 * empty where there is none. */
bool markup_attr(struct slice *rest, struct slice *name, struct slice *value);
/* Goes behind the end of the element `name` (any case), whose content is no text
 * of the document's ("script"); false where nobody closes it. That is remembered,
 * so that many of them cost no more than one. */
bool markup_skip(struct markup *m, struct slice name);

#endif
