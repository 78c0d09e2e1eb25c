/* Commands: one is one file cmd_NAME.c that exports `const struct command
 * cmd_NAME`, and one word in COMMANDS. Commands print; nothing below does.
 */
#ifndef THAW_CMD_CMD_H
#define THAW_CMD_CMD_H

#include "cmd/setup.h"
#include "cmd/options.h"

/* In the order of the help. */
#define COMMANDS(X) \
	X(refresh) X(sources) X(list) X(show) X(changes) X(export) X(import) \
	X(timeline) X(pictures) X(watch) X(desk) X(mark) X(set) X(merge) \
	X(split) X(screen) X(verdict) \
	X(publish) X(pull) X(reread) X(purge) X(doctor) X(help)

enum exit_code { EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_MATCH };

/* What stands on the line behind the command. */
struct line {
	char **word;
	size_t n;
	const struct given *given;	/* by position in the command's rows */
};

struct verb;

struct command {
	const char *name;
	const char *usage;		/* "VIEW [FILTER...]" */
	const char *summary;		/* one line, marked with N_() */
	void (*more)(struct str *to);	/* further help, or NULL */
	const struct option_row *options;	/* NULL: only the common ones */
	const struct verb *verbs;	/* cmd/verbs.h; NULL: it has none */
	bool dashes;			/* words may begin with one dash */
	/* Returns 0, or -1 with `e`: ERR_USAGE ends with 2, else with 1. */
	int (*run)(struct app *app, const struct line *line, struct err *e);
};

#define COMMAND_DECLARE(name) extern const struct command cmd_##name;
COMMANDS(COMMAND_DECLARE)
#undef COMMAND_DECLARE

extern const struct command *const commands[];	/* NULL at the end */
extern const struct option_row common_options[];

const struct command *command_find(const char *name);
/* Names of all commands with a blank between them. */
void command_names(struct str *to);
/* Usage, summary and options of one command. */
void command_help(struct str *to, const struct command *c);
/* What `thaw --help` and `thaw help` say. */
void commands_help(struct str *to);

/* The whole program but the screen: returns the exit code. `bare` is called
 * where no command is given. */
int cmd_main(struct app *app, int argc, char **argv,
	     int (*bare)(struct app *app, struct err *e));

#endif
