/* The screen on a terminal: the event loop. */
#ifndef THAW_UI_LOOP_H
#define THAW_UI_LOOP_H

#include "ui/data.h"
#include "model/settings.h"
#include "ui/commands.h"

struct ui_options {
	const struct data *data;
	const struct desks *desks;	/* as in ui/screen.h, up to desk_ctx */
	const struct sources *sources;
	int (*desk_add)(void *ctx, const struct desk *d, struct err *e);
	void *desk_ctx;
	struct slice desk;		/* to begin at; absent: where the user
					 * left off, else that of the settings */
	const char *session_file;	/* where that is kept; NULL: nowhere */
	const struct settings *settings;	/* clock, ascii */
	/* Command that refreshes and tells its progress on standard output
	 * (ui/progress.h); source keys are put behind it. NULL-terminated. */
	const char *const *refresh_argv;
	/* This program with its store and configuration, to be given a command.
	 * NULL: nothing can be exported. */
	const char *const *program_argv;
	const char *store_file;		/* whose changes are watched */
	const struct command_ops *commands;	/* of ":"; NULL: none */
	struct slice keys;		/* content of keys.conf, may be absent */
	const char *keys_name;		/* its path, for messages */
	struct slice theme;		/* likewise of theme.conf */
	const char *theme_name;
};

/* A screen can be had: otherwise print the brief. Where it is the terminal that
 * cannot, *why says so (else NULL). */
bool ui_possible(const char **why);
/* Runs until the user quits, the line is lost or the process is told to end:
 * 0. -1 when the terminal cannot be driven or keys.conf is wrong. */
int ui_run(const struct ui_options *o, struct err *e);

#endif
