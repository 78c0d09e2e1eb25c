/* What the words in an element's class and id say of its part in the page. */
#ifndef THAW_READ_HTML_HINT_H
#define THAW_READ_HTML_HINT_H

#include "read/dom.h"

enum hint {
	HINT_NEVER = 1,		/* furniture: comments, sharing, cookies */
	HINT_UNLIKELY = 2,	/* so, unless HINT_MAYBE */
	HINT_NEGATIVE = 4,
	HINT_POSITIVE = 8,
	HINT_MAYBE = 16,
	HINT_KIND = 32,		/* article, story ... */
	HINT_INNER = 64,	/* body, text ... */
	HINT_BODY = HINT_KIND | HINT_INNER,	/* both: "article-body" */
};

enum { HINT_WORDS = 600 };

/* The words of VOCAB_page_part by their first letter. */
struct hints {
	const struct vocab_word *word[HINT_WORDS];
	unsigned char bit[HINT_WORDS];
	unsigned short from[28];	/* a to z, others, end */
};

void hints_load(struct hints *h);
/* Set of enum hint. */
unsigned hints_of(const struct hints *h, const struct node *n);

#endif
