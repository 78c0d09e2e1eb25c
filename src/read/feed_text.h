/* The texts of a feed's items as readers of news want them. */
#ifndef THAW_READ_FEED_TEXT_H
#define THAW_READ_FEED_TEXT_H

#include "read/feed.h"
#include "read/page.h"

/* Appends the text on one line, without markup and without characters that
 * nobody sees. */
void feed_text_line(struct str *out, const struct feed_text *t);
/* Adds its blocks. */
void feed_text_page(struct page *p, const struct feed_text *t);
/* Appends who wrote it: of "a@example.org (Jane Roe)", "Jane Roe <a@...>" and
 * the like the name, else the whole. */
void feed_text_author(struct str *out, struct slice text);
/* What base64 stands for, where that is text; false otherwise. */
bool feed_text_base64(struct str *out, struct slice text);

#endif
