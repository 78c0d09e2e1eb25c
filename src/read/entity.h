/* "&amp;" and all the others: HTML's named characters and numbers in text.
 *
 * The names are assets/entities.tsv, compiled into entities[]. What is no
 * reference stays as it is: "AT&T", "?a=1&b=2".
 */
#ifndef THAW_READ_ENTITY_H
#define THAW_READ_ENTITY_H

#include "base/str.h"

struct entity {
	const char *name;	/* "nbsp" */
	const char *text;	/* UTF-8 */
	bool open;		/* taken without its semicolon too */
};

extern const struct entity entities[];	/* by name, NULL at the end */
extern const size_t entities_n;

/* Whose references they are. */
enum entity_rule {
	ENTITY_XML,	/* a semicolon is needed */
	ENTITY_HTML,	/* "&copy 2025" too, but not "&copyright" */
};

/* What a document declared of its own, or NULL where it has no such name. */
struct entity_own {
	struct slice (*find)(void *ctx, struct slice name);
	void *ctx;
};

/* Appends `s`, with its references replaced. Numbers between 128 and 159 are
 * windows-1252, as browsers have it; those of no character become U+FFFD, and
 * controls nothing. */
void entity_text(struct str *out, struct slice s, enum entity_rule rule,
		 const struct entity_own *own);
/* The way back: appends text as markup has it. */
void entity_escape(struct str *out, struct slice s);
/* Is there a reference, by the rule of XML, in `s`? */
bool entity_any(struct slice s);

#endif
