/* What a page says about itself in its head and by marks in its text. */
#ifndef THAW_READ_HTML_META_H
#define THAW_READ_HTML_META_H

#include "read/dom.h"
#include "read/meta.h"

void html_meta(const struct dom *d, struct meta *m, struct arena *mem);

#endif
