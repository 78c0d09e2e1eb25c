/* Walks an XML document; xml.c is expat's doorway.
 *
 * Whatever the document's encoding, names and text arrive as UTF-8, names
 * without prefix. Ceilings: depth 256, 16 MB of one text or one tag with its
 * attributes; expat's own limits stop entity bombs. External entities are
 * never loaded.
 */
#ifndef THAW_READ_XML_H
#define THAW_READ_XML_H

#include "model/input.h"

enum { XML_DEPTH = 256, XML_TEXT_BYTES = 16 << 20 };

struct xml_tag {
	struct slice name;		/* local: "encoded" */
	struct slice space;		/* namespace, absent for none */
	size_t depth;			/* 1: the root */
	const char *const *attr;	/* see xml_attr */
};

/* What `open` wants of an element. */
enum xml_want {
	XML_DOWN,	/* walk its children, forget its own text */
	XML_TEXT,	/* all text inside; tags inside it as "<b>" */
	XML_MARKUP,	/* the same as markup: text stays escaped */
	XML_SKIP,	/* nothing of it; `close` is not called */
};

struct xml_walk {
	/* -1 with `e` set stops. The tag dies when the call returns. */
	int (*open)(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		    struct err *e);
	/* `text` is absent for XML_DOWN and dies when the call returns. */
	int (*close)(void *ctx, struct slice name, size_t depth,
		     struct slice text, struct err *e);
	bool doctype;	/* allowed */
};

/* Reads the part to its end. Errors begin with "line N: ". */
int xml_read(struct input_part *part, const struct xml_walk *walk, void *ctx,
	     struct err *e);

/* Value of an attribute by local name ("lang" finds xml:lang); absent. */
struct slice xml_attr(const struct xml_tag *tag, const char *name);

#endif
