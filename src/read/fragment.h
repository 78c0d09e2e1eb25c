/* HTML inside of something else: a feed's titles, summaries and bodies.
 *
 * For whole pages there is html.h, which does as browsers do; here a thousand
 * small pieces must cost what a feed may cost, and tags are taken as they come:
 * nothing is an error, no tree is built. Scripts, styles, frames and forms leave
 * nothing behind, and nothing is ever loaded.
 */
#ifndef THAW_READ_FRAGMENT_H
#define THAW_READ_FRAGMENT_H

#include "read/page.h"

/* Appends the text, on one line. Of what only may be `html`, tags that HTML does
 * not have are text. */
void fragment_line(struct str *out, struct slice text, bool html);
/* Adds its blocks; their ceilings are those of the page. */
void fragment_page(struct page *p, struct slice html);
/* Is plain text meant as HTML: does it have tags of HTML's, or references? */
bool fragment_like(struct slice text);
/* Without tags, but line by line: a block each. */
void fragment_plain(struct page *p, struct slice text);

#endif
