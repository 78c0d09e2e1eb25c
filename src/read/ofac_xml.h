/* What the XML readers of OFAC share: the root and its namespace, tags found
 * in a sorted table, and leaves that are kept until their item ends. */
#ifndef THAW_READ_OFAC_XML_H
#define THAW_READ_OFAC_XML_H

#include "base/arena.h"
#include "model/pdate.h"
#include "read/xml.h"

/* Index in `names` (sorted, `n` of them), or -1. */
int ofac_tag_find(const char *const *names, size_t n, struct slice name);
/* Refuses another root, and a namespace that is not in `spaces` (NULL at the
 * end, "" for none). */
int ofac_root(const struct xml_tag *tag, const char *root,
	      const char *const *spaces, struct err *e);
/* The head has that root, in one of those namespaces. */
bool ofac_head_is(struct slice head, const char *root,
		  const char *const *spaces);
/* Texts of the leaves `leaf` in the child `under` of the root, where it comes
 * before all records (elements `record`). `out` has a str for each leaf. */
void ofac_head(struct input_part *part, const char *under, const char *record,
	       const char *const *leaf, struct str *out, size_t n);
/* As ISO; "" where the text is no date. */
void ofac_head_date(struct slice text, enum date_order order,
		    char out[PDATE_TEXT]);

#endif
