/* What the columns of a file of names to be screened mean, from its header row
 * (assets/vocab/asked.tsv). */
#ifndef THAW_READ_ASKMAP_H
#define THAW_READ_ASKMAP_H

#include "read/csvrow.h"

enum ask_column {
	ASK_NOTHING,
	ASK_NAME, ASK_FIRST, ASK_MIDDLE, ASK_LAST,
	ASK_NAME1, ASK_NAME2,	/* of a file of pairs */
	ASK_BORN, ASK_COUNTRY, ASK_GENDER, ASK_KIND,
	ASK_ID,			/* the row's own */
	ASK_NUMBER,		/* of a paper or register */
};

struct ask_map {
	size_t n;		/* columns of the header */
	struct {
		enum ask_column is;
		struct slice told;	/* of a number: which; lives on */
	} column[CSV_FIELDS];
};

/* -1 where the header has neither a name nor two names to compare: `pairs` says
 * which are wanted. */
int ask_map(struct ask_map *m, const struct csv_row *header, bool pairs,
	    struct err *e);
bool ask_has(const struct ask_map *m, enum ask_column is);
/* The first cell of that meaning with something in it, trimmed; absent. */
struct slice ask_cell(const struct ask_map *m, const struct csv_row *row,
		      enum ask_column is);
/* Appends the name, or its parts as "Given Middle Surname". */
void ask_name(const struct ask_map *m, const struct csv_row *row,
	      struct str *out);
/* The row has cells that the header has no column for: something is not
 * quoted as it should be, and nothing in the row is where it seems to be. */
bool ask_overflows(const struct ask_map *m, const struct csv_row *row);

#endif
