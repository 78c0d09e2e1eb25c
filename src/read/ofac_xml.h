/* What the XML readers of OFAC share: tags found in a sorted table, and what a
 * list says of itself in its head. */
#ifndef THAW_READ_OFAC_XML_H
#define THAW_READ_OFAC_XML_H

#include "model/pdate.h"
#include "read/xml.h"

/* Index in `names` (sorted, `n` of them), or -1. */
int ofac_tag_find(const char *const *names, size_t n, struct slice name);
/* Texts of the leaves `leaf` in the child `under` of the root, where it comes
 * before all records (elements `record`). `out` has a str for each leaf. */
void ofac_head(struct input_part *part, const char *under, const char *record,
	       const char *const *leaf, struct str *out, size_t n);
/* As ISO; "" where the text is no date. */
void ofac_head_date(struct slice text, enum date_order order,
		    char out[PDATE_TEXT]);

#endif
