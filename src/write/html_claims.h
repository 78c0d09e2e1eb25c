/* What the sources of a row say, as HTML: for out_html.c. */
#ifndef THAW_WRITE_HTML_CLAIMS_H
#define THAW_WRITE_HTML_CLAIMS_H

#include "write/writer.h"

/* The numbers of the documents that the facts cite. */
void html_cites(struct str *to, struct book *b, const struct facts *f);
/* A row over `columns`: what follows from the facts, every side of what is
 * disputed, then all claims. */
void html_claims(struct str *to, const struct out *o, size_t columns);
/* The same of a conflict: why, every side with its words, the user's verdict. */
void html_conflict(struct str *to, const struct out *o, size_t columns);
void html_conflict_cites(struct str *to, struct book *b,
			 const struct conflict *c);
/* All that was cited, by number; and what the store had of whom. */
void html_sources(struct str *to, const struct book *b);
void html_versions(struct str *to, const struct book *b);

#endif
