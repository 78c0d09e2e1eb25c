/* Names from a file or a pipe, row by row: a table with a header, or a name a
 * line. A row that is bad is told on stderr with its number, counted and left
 * out. */
#ifndef THAW_CMD_ASKFILE_H
#define THAW_CMD_ASKFILE_H

#include "cmd/setup.h"
#include "read/askmap.h"

enum ask_what { ASK_LINES, ASK_TABLE, ASK_PAIRS };
enum {
	ASK_ROW_BYTES = 256 << 10,
	ASK_QUOTED_LINES = 20,	/* more is a quote that was never closed */
	ASK_TOLD = 1000,	/* messages; more are counted only */
};

struct askfile {
	const char *name;	/* "-": standard input */
	enum ask_what what;
	struct input_part part;
	struct csv *csv;
	struct ask_map map;
	struct str header;	/* names of the columns, each ends in NUL */
	int64_t rows, bad;	/* rows read, of which bad */
	int64_t told;
};

/* `header` names the columns of a table without a header row: "id,name". */
int askfile_open(struct askfile *f, const char *name, enum ask_what what,
		 struct slice header, struct err *e);
/* 1 and a row that dies at the next call; 2: a row was no good, and to look for
 * another may be to wait; 0 at the end, -1. */
int askfile_next(struct askfile *f, struct csv_row *row, struct err *e);
/* To read on is to wait for whoever writes into the pipe. */
bool askfile_waits(const struct askfile *f);
/* Tells what is wrong with a row, and counts it. */
void askfile_bad(struct askfile *f, size_t row, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* -1 where any row was bad: how many of how many. */
int askfile_end(struct askfile *f, struct err *e);
void askfile_close(struct askfile *f);

#endif
