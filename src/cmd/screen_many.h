/* Many names screened in a row, by all cores: read, sought, judged and printed
 * in their order, with no more in memory than what is under way. */
#ifndef THAW_CMD_SCREEN_MANY_H
#define THAW_CMD_SCREEN_MANY_H

#include "cmd/askfile.h"
#include "cmd/sheet.h"
#include "flow/screening.h"

struct screen_many {
	struct app *app;
	struct screening_options o;
	struct sheet sheet;
	/* Names of the command line, or a file. */
	char *const *word;
	size_t words;
	struct askfile *file;
	enum date_order dates;
	struct profile about;	/* what the options tell of the former */
	size_t jobs;
	/* What came of it. */
	int64_t names, found, matches;	/* asked, with candidates, that match */
	int64_t hidden;		/* candidates past the most of a name */
	int64_t full;		/* names of which not all alike were weighed */
	int64_t bad;		/* names of the command line that are none */
};

int screen_many(struct screen_many *m, struct err *e);

#endif
