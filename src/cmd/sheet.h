/* Rows on their way to stdout: in which format, which columns, how many. */
#ifndef THAW_CMD_SHEET_H
#define THAW_CMD_SHEET_H

#include "cmd/cmd.h"
#include "cmd/only.h"
#include "write/writer.h"

/* First rows of the option table of a command that prints rows. */
enum sheet_option { SHEET_FORMAT, SHEET_COLUMNS, SHEET_LIMIT, SHEET_OPTIONS };

#define SHEET_OPTION_TABLE \
	[SHEET_FORMAT]  = OPTION("format", "FORMAT", \
				 N_("table, csv, tsv, json, md, html, ftm, ics or claimreview")), \
	[SHEET_COLUMNS] = OPTION("columns", "A,B", \
				 N_("these columns in this order")), \
	[SHEET_LIMIT]   = OPTION("limit", "N", N_("at most so many rows"))

enum { SHEET_WAIT = 256, SHEET_BYTES = 64 << 20 };

struct sheet {
	struct app *app;
	const struct writer *writer;
	struct out out;
	struct str line;
	int64_t limit;		/* -1: none */
	int64_t rows;		/* that came */
	struct only only;	/* rows that are taken */
	bool headless;		/* no line of titles */
	bool headed;		/* it was written */
	/* A format that fits its columns to the first rows sees them before
	 * anything is written: they wait. */
	struct arena mem;
	struct row *wait[SHEET_WAIT];
	size_t waiting;
	/* Of formats that ask for the facts of each row: */
	struct book book;	/* its own, unless `out.book` is another's */
	struct marks marks;	/* of the row */
	struct store_conflict conflict;	/* that the row is */
	struct arena facts;
	struct pdate as_of;
	bool report;		/* for readers of a file, not of a screen */
	bool goes_on;		/* something of the same file stands before */
	bool more;		/* and something comes behind */
};

/* Takes what the options say, `usual` being the format where they name none.
 * Nothing is written yet. -1 names what is valid; sheet_free() either way. */
int sheet_open(struct sheet *s, struct app *app, const struct shape *shape,
	       const struct given *given, const char *usual, struct err *e);
/* Takes a row, whose cells may die; past the limit it is ignored. */
int sheet_row(struct sheet *s, const struct row *r, struct err *e);
/* Writes what waits, so that whoever reads sees all rows until now. */
int sheet_flush(struct sheet *s, struct err *e);
/* And the foot. */
int sheet_end(struct sheet *s, struct err *e);
void sheet_free(struct sheet *s);
/* Does the format want a book, and the facts of each row? */
bool sheet_cites(const struct sheet *s);

#endif
