/* What the columns of a CSV file mean, from its header row.
 *
 * Header words are VOCAB_header ("person.name"); the same word can belong to
 * several kinds of table, so the kind is the one that knows most columns.
 */
#ifndef THAW_READ_CSVMAP_H
#define THAW_READ_CSVMAP_H

#include "read/csvrow.h"

enum csv_kind {
	CSV_ASPECT, CSV_EVENT, CSV_MEASURE, CSV_PERSON, CSV_REC, CSV_KINDS,
};

struct csv_map {
	enum csv_kind kind;
	size_t n;			/* columns of the header */
	const char *word[CSV_FIELDS];	/* "name", NULL: unknown; lives on */
};

/* `mapping` is the user's "Header=person.name;Other=person.born" (a header
 * word or a property behind the dot), or absent; it goes before the words. */
int csv_map(struct csv_map *m, const struct csv_row *header,
	    struct slice mapping, struct err *e);
/* The first cell of that meaning with something in it, trimmed; absent. */
struct slice csv_cell(const struct csv_map *m, const struct csv_row *row,
		      const char *word);
/* How many columns some kind of table knows: for sniffing. */
size_t csv_map_known(const struct csv_row *header);

#endif
