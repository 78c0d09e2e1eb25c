/* The verbs of a command: `thaw sources add`, `thaw watch remove`. Without one
 * the first is meant. */
#ifndef THAW_CMD_VERBS_H
#define THAW_CMD_VERBS_H

#include "cmd/cmd.h"

struct verb {
	const char *name;
	const char *usage;	/* of what follows */
	const char *help;	/* marked with N_() */
	int (*run)(struct app *app, const struct line *line, struct err *e);
};

#define VERBS_END { .name = NULL }

/* A line for each. */
void verbs_help(struct str *to, const struct verb *verb);
/* Reads the configuration and runs the one that the first word names. */
int verbs_run(const struct verb *verb, const char *command, struct app *app,
	      const struct line *line, struct err *e);

#endif
