/* Writers: rows in, text out.
 *
 * One format is one file out_NAME.c that exports `const struct writer
 * out_NAME` and one word in WRITERS. Writers append to a str and know no
 * file, terminal, store or view. The caller empties the str between rows.
 * A file may have several views, one behind another: begin() and end() are of
 * the file, head() and foot() of each view.
 */
#ifndef THAW_WRITE_WRITER_H
#define THAW_WRITE_WRITER_H

#include "model/facts.h"
#include "model/shape.h"
#include "write/book.h"
#include "write/timeline.h"

#define WRITERS(X) \
	X(claimreview) X(csv) X(ftm) X(html) X(ics) X(json) X(md) X(table) \
	X(tsv)

struct out {
	const struct shape *shape;
	int column[SHAPE_COLUMNS];	/* what is written, in this order */
	size_t n;
	bool chosen;		/* the user named them: none is left out */
	int screen;		/* cells of a line; 0: as wide as it likes */
	bool colour;
	bool ascii;		/* the locale has no other letters */
	bool many;		/* several views come in one file */
	int64_t now;		/* for formats that say when they were made */
	int cells[SHAPE_COLUMNS];	/* the table's: width of each */
	size_t left_out;	/* behind the n columns, for want of room */
	int64_t rows;		/* of this view so far */
	/* For writers that ask for it; all NULL where nothing is known. */
	const struct facts *facts;	/* of the row, while row() runs */
	const struct marks *marks;	/* what happened to it, likewise */
	const struct conflict_row *conflict;	/* that it is, likewise */
	struct book *book;		/* whom the file cites, what it is of */
};

/* What a writer asks for besides the rows. */
enum {
	ASKS_FACTS = 1,		/* facts and marks of each, and a book */
	ASKS_TIMELINE = 2,	/* book->timeline, before begin() */
	ASKS_IN_REPORT = 4,	/* facts, but only where a report is made */
};

struct writer {
	const char *name;
	const char *title;
	/* Whether it has a place for such rows; NULL: for all. */
	bool (*fits)(const struct shape *s);
	/* The columns that are shown where the user names none. */
	bool (*shows)(const struct column *c);
	unsigned asks;
	bool english;		/* a document for others, whoever makes it */
	bool one_view;		/* a file of it has no place for a second */
	void (*begin)(struct str *to, struct out *o);		/* or NULL */
	void (*end)(struct str *to, struct out *o);		/* or NULL */
	/* Sees some rows before the head is written; may be NULL. */
	void (*measure)(struct out *o, const struct row *r);
	void (*head)(struct str *to, struct out *o);
	void (*row)(struct str *to, const struct out *o, const struct row *r);
	void (*foot)(struct str *to, const struct out *o);	/* or NULL */
};

#define WRITER_DECLARE(name) extern const struct writer out_##name;
WRITERS(WRITER_DECLARE)
#undef WRITER_DECLARE

extern const struct writer *const writers[];	/* by name, NULL at the end */

const struct writer *writer_find(struct slice name);

/* For `shows`: every column that is not hidden. */
bool column_is_public(const struct column *c);

/* --- for the writers --- */

/* Next value of a cell (a list's items, or the one text), false at the end.
 * *rest starts as the cell. */
bool cell_next(struct slice *rest, bool list, struct slice *value);
/* The values of a list joined by `sep`; the text of another cell. */
void cell_join(struct str *to, const struct column *c, struct slice cell,
	       const char *sep);
/* As cell_join, for people: labels for words, nothing a terminal obeys. */
void cell_shown(struct str *to, const struct column *c, struct slice cell);

#endif
