/* An article as it is read: its text line by line, and beside each line what
 * was taken from it. The screen and `thaw show` both print it so.
 */
#ifndef THAW_VIEW_ARTICLE_H
#define THAW_VIEW_ARTICLE_H

#include "model/facts.h"

enum { ARTICLE_LINK = 2000 };

struct article_line {
	struct slice text;	/* of the document, borrowed */
	size_t at;		/* where in it the line begins */
	/* A line "[2] https://..." of the list of links: its address. */
	struct slice link;
};

struct article {
	struct slice text;	/* absent: only its address is kept */
	size_t at;
	const struct facts *facts;
	size_t fact;		/* next one that may be a link */
	int links;		/* given so far */
	char line[ARTICLE_LINK + 16];	/* of the link given last */
};

/* The text or a link, which are read as part of the article; or what only
 * machines read. */
bool article_tells(enum property prop);

struct article article_of(const struct facts *f);
/* Cuts the next line, then gives the links as lines of their own, which die at
 * the next call; false at the end. */
bool article_next(struct article *a, struct article_line *out);

/* What a record says by one line: "Ales Bialiatski: role human rights defender,
 * held min days 731". False where it says nothing by it. */
bool article_says(const struct cited *c, const struct article_line *line,
		  struct str *out);
/* Stands for the whole text, where that was not kept. */
#define ARTICLE_WHOLE ((struct article_line){ .text = { "", UINT32_MAX } })

#endif
