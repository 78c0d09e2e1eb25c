/* HTML in any state of repair into blocks.
 *
 * Navigation, asides, scripts and what is hidden are left out, links keep
 * their words. A table that holds tables, headings or an article is layout.
 * Pages that would make the parser slow (html_guard.h) are refused.
 */
#ifndef THAW_READ_HTML_H
#define THAW_READ_HTML_H

#include "read/meta.h"

/* The page's only <article> or <main>, else all of its body. `text` is UTF-8.
 * ERR_LIMIT past PAGE_BYTES. */
int html_read(struct slice text, struct page *p, struct meta *m,
	      struct err *e);
/* The same of a news page, of which only the article is taken: html_main.h. */
int html_article(struct slice text, struct page *p, struct meta *m,
		 struct err *e);
/* Appends the text of a fragment, such as a feed's summary, a line a block. */
int html_text(struct str *out, struct slice fragment, struct err *e);

#endif
