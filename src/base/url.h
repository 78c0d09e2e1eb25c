/* Web addresses as text: what a relative one means. */
#ifndef THAW_BASE_URL_H
#define THAW_BASE_URL_H

#include "base/str.h"

/* http:// or https:// and something behind it. */
bool url_is_web(struct slice url);
/* It begins with a word and a colon: "mailto:x", "https://x". */
bool url_has_scheme(struct slice url);
/* What `link` means in a document at `base`, by RFC 3986; `out` is emptied
 * first. A base that is not absolute gives the link as it is. Blanks at the ends
 * and line ends inside do not count. */
void url_resolve(struct str *out, struct slice base, struct slice link);

#endif
