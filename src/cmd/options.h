/* Options as rows of a table: the same rows parse and print themselves.
 *
 * Options may stand before or behind other words; `--` ends them. Filters
 * begin with `-` too ("-role:lawyer"), so one dash is never an option, except
 * `-h` and the letter of a row; that is why getopt is not used.
 */
#ifndef THAW_CMD_OPTIONS_H
#define THAW_CMD_OPTIONS_H

#include "base/str.h"

struct option_row {
	const char *name;	/* "format"; NULL ends the table */
	char letter;		/* 'o': -o is the same; 0: none */
	const char *arg;	/* "FORMAT", or NULL: a switch */
	const char *help;	/* marked with N_() */
	bool many;		/* may be repeated: values joined by commas */
	bool hidden;		/* not in the help */
};

#define OPTION(n, a, h) { .name = n, .arg = a, .help = h }
#define SWITCH(n, h) { .name = n, .help = h }
#define OPTIONS_END { .name = NULL }

enum { OPTION_ROWS = 24, OPTION_BYTES = 1 << 16 };

/* What was given, by position in the table. */
struct given {
	bool is[OPTION_ROWS];
	struct str text[OPTION_ROWS];	/* of options with an argument */
};

struct operands {		/* what is no option; borrowed from argv */
	char **list;	/* owned array */
	size_t n;
};

struct parse {
	const struct option_row *common;	/* every command's */
	struct given *common_given;
	const struct option_row *own;		/* NULL: none */
	struct given *own_given;
	bool first_word_ends;	/* what stands before the command */
	bool dashes;		/* words may begin with one dash */
};

/* Reads argv[0..argc-1]. -1 with ERR_USAGE names the valid options. *taken
 * is how many were read (all, unless the first word ends it). */
int options_parse(const struct parse *p, int argc, char **argv,
		  struct operands *out, int *taken, struct err *e);
void operands_free(struct operands *w);
void given_free(struct given *g);
struct slice given_text(const struct given *g, size_t i);

/* "  --format FORMAT   help" lines; "  -o, --output FILE   help". */
void options_help(struct str *to, const struct option_row *rows);

#endif
