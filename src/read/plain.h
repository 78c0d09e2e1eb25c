/* Plain text into blocks: paragraphs, headings, "- " lists, pipe tables.
 *
 * A text whose lines are all short is taken as wrapped: its paragraphs end at
 * blank lines. In any other text each line is a paragraph.
 */
#ifndef THAW_READ_PLAIN_H
#define THAW_READ_PLAIN_H

#include "read/page.h"

void plain_read(struct slice text, struct page *p);
/* Does any line of `text` begin like a list item or a table row? */
bool plain_marked(struct slice text);

#endif
