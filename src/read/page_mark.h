/* The label of an item, and whether the text form needs a mark for it. */
#ifndef THAW_READ_PAGE_MARK_H
#define THAW_READ_PAGE_MARK_H

#include "read/page.h"

/* Sets label and details of the item from its text, of which the first `bold`
 * bytes are in bold. True where the text alone would not give that label. */
bool label_item(struct block *b, size_t bold);
/* The same where the text form has such a mark. */
void label_marked(struct block *b);
/* Bytes of the mark "- ", "* ", "3. " or "3) " that begins `s`; 0: none. */
size_t mark_of_item(struct slice s, int *number, bool *marked);
/* As page_item_in() of what has that form in the text. */
void page_item_as(struct page *p, int depth, int number, struct slice text,
		  bool marked);

#endif
