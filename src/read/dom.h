/* A page as a flat table of nodes in document order; dom.c is gumbo's doorway.
 *
 * The nodes below node i are those from i + 1 to node[i].end. Comments are
 * left out. `skip` leaves out a node with all that is below: it is set for what
 * is hidden, and whoever reads the table may set it for more. Text and
 * attributes live until dom_close().
 */
#ifndef THAW_READ_DOM_H
#define THAW_READ_DOM_H

#include "base/arena.h"

#define TAGS(X) \
	X(A) X(ADDRESS) X(ARTICLE) X(ASIDE) X(AUDIO) X(B) X(BASE) \
	X(BLOCKQUOTE) X(BODY) X(BR) X(BUTTON) X(CANVAS) X(CAPTION) X(CENTER) \
	X(DD) X(DETAILS) X(DIV) X(DL) X(DT) X(EMBED) X(FIELDSET) \
	X(FIGCAPTION) X(FIGURE) X(FOOTER) X(FORM) X(H1) X(H2) X(H3) X(H4) \
	X(H5) X(H6) X(HEAD) X(HEADER) X(HGROUP) X(HR) X(HTML) X(IFRAME) \
	X(IMG) X(INPUT) X(LABEL) X(LI) X(LINK) X(MAIN) X(MATH) X(META) \
	X(NAV) X(NOSCRIPT) X(OBJECT) X(OL) X(P) X(PRE) X(SCRIPT) X(SECTION) \
	X(SELECT) X(SPAN) X(STRONG) X(STYLE) X(SUMMARY) X(SVG) X(TABLE) \
	X(TBODY) X(TD) X(TEMPLATE) X(TEXTAREA) X(TH) X(TIME) X(TITLE) X(TR) \
	X(UL) X(VIDEO)

#define TAG_ENUM(name) TAG_##name,
enum tag { TAG_TEXT, TAG_OTHER, TAGS(TAG_ENUM) TAG_COUNT };
#undef TAG_ENUM

struct node {
	uint8_t tag;		/* enum tag */
	bool skip;
	bool layout;		/* a table that is no data */
	bool blank;		/* text that is white space alone */
	uint32_t parent;	/* of the first node: itself */
	uint32_t end;		/* first node behind this one and all below */
	const void *raw;	/* text, or what dom_attr() looks into */
};

struct dom {
	struct node *node;
	size_t n, cap;
	struct arena pool;
	struct str lean;	/* what was parsed */
	void *tree;
};

/* `text` is UTF-8. Refuses with ERR_LIMIT what would make the parser slow
 * (html_guard.h). Close it in any case. */
int dom_open(struct dom *d, struct slice text, struct err *e);
void dom_close(struct dom *d);

/* As written, entities decoded; absent where the node has none such. */
struct slice dom_attr(const struct node *n, const char *name);
bool dom_has(const struct node *n, const char *name);
struct slice dom_text(const struct node *n);	/* of a TAG_TEXT */
/* Appends all text below, blanks as they are. */
void dom_add_text(const struct dom *d, size_t i, struct str *out);

#endif
