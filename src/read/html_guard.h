/* A look at a page before it is parsed.
 *
 * gumbo takes quadratic time on deep nesting, on many attributes of one tag,
 * and where formatting elements that nobody closes are opened again in every
 * paragraph. Follows the stack of open elements as the parser would, and
 * never takes it for shallower.
 */
#ifndef THAW_READ_HTML_GUARD_H
#define THAW_READ_HTML_GUARD_H

#include "base/str.h"

enum { HTML_DEPTH = 2000 };

/* 0, or -1 with ERR_LIMIT. Appends the page to `lean` without what is in its
 * scripts and style sheets, but for JSON-LD: a third of most pages, which the
 * parser would go through byte by byte. */
int html_guard(struct slice page, struct str *lean, struct err *e);

#endif
