/* The screen on a terminal: the event loop. */
#ifndef THAW_UI_LOOP_H
#define THAW_UI_LOOP_H

#include "ui/data.h"
#include "model/settings.h"

struct ui_options {
	const struct data *data;
	struct slice title;		/* of the desk: the headline says it */
	/* The desk's filter of a view ("" or absent: none); may be NULL. */
	struct slice (*desk_filter)(void *ctx, const char *view);
	void *desk_ctx;
	const struct settings *settings;	/* clock, ascii */
	/* Command that refreshes and tells its progress on standard output
	 * (ui/progress.h); source keys are put behind it. NULL-terminated. */
	const char *const *refresh_argv;
	const char *store_file;		/* whose changes are watched */
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
