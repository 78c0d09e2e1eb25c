/* The first element of a list in XML: the one and only thing that tells a
 * list from a web page, or from a format that has changed. */
#ifndef THAW_READ_LISTROOT_H
#define THAW_READ_LISTROOT_H

#include "read/xml.h"

/* The tag has the name, and no namespace or one of those in `spaces` (NULL at
 * the end; NULL: none is known). Otherwise ERR_FORMAT with what was found and
 * what was expected. */
int listroot_check(const struct xml_tag *tag, const char *name,
		   const char *const *spaces, struct err *e);
/* Is it where the text begins, behind a mark of byte order, declarations,
 * comments and a document type? For sniffing. */
bool listroot_sniff(struct slice head, const char *name);

#endif
