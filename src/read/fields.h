/* What a row or a box says of one person, cell by cell. */
#ifndef THAW_READ_FIELDS_H
#define THAW_READ_FIELDS_H

#include "read/people.h"

struct fields {
	struct slice cell[COLUMN_ASPECT];	/* the columns of persons */
	const struct page_row *row[COLUMN_ASPECT];	/* where a cell has a
							 * line of its own */
	struct source_of from;
	bool freed;	/* the table is about people who were freed */
};

void fields_say(struct extract *x, struct people *p, const struct fields *f);
/* "LABEL: text" of a short line. */
bool fields_line(const struct block *b, struct slice *label,
		 struct slice *details);

#endif
