/* Which part of a page is its article. */
#ifndef THAW_READ_HTML_MAIN_H
#define THAW_READ_HTML_MAIN_H

#include "read/dom.h"

/* Returns the node below which the article is, and skips what of that is not
 * part of it. */
size_t html_main(struct dom *d);

#endif
