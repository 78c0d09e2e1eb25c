/* An article as it is read: its text line by line, and beside each line what
 * was taken from it. The screen and `thaw show` both print it so.
 */
#ifndef THAW_VIEW_ARTICLE_H
#define THAW_VIEW_ARTICLE_H

#include "model/facts.h"

struct article_line {
	struct slice text;	/* of the document, borrowed */
	size_t at;		/* where in it the line begins */
	/* A line "[2] https://..." of the list of links: its address. */
	struct slice link;
};

struct article {
	struct slice text;	/* absent: only its address is kept */
	size_t at;
};

struct article article_of(const struct facts *f);
/* Cuts the next line; false at the end. */
bool article_next(struct article *a, struct article_line *out);

/* What a record says by one line: "Ales Bialiatski: role human rights defender,
 * held min days 731". False where it says nothing by it. */
bool article_says(const struct cited *c, const struct article_line *line,
		  struct str *out);
/* Stands for the whole text, where that was not kept. */
#define ARTICLE_WHOLE ((struct article_line){ .text = { "", UINT32_MAX } })

#endif
