/* What commands say: results to stdout, everything else to stderr. */
#ifndef THAW_CMD_PRINT_H
#define THAW_CMD_PRINT_H

#include "cmd/setup.h"

enum { PRINT_BYTES = 64 << 20 };	/* ceiling of what is made at once */

/* Writes to stdout and empties the str. -1 where nobody reads any more
 * (app->reader_gone, no message) or the disk is full. */
int print_out(struct app *app, struct str *text, struct err *e);
/* The last bytes out of the door, with the same results. */
int print_flush(struct app *app, struct err *e);
/* A line on stderr, made safe for terminals. */
void print_note(const struct app *app, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));	/* not with --quiet */
void print_error(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));
/* Cells of a line of stdout; 0 where it is no terminal. */
int print_width(void);
/* The same for what is drawn, which is of some width everywhere. */
int print_columns(void);
bool print_colour(void);	/* stdout is a terminal without NO_COLOR */
bool print_ascii(void);		/* the locale has no ≠ */
/* "9,083" */
enum { PRINT_NUMBER = 48 };
char *print_number(int64_t n, char buf[PRINT_NUMBER]);

#endif
