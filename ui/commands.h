/* What the screen asks of the command line, which it does not know: both are
 * faces. src/main.c joins them.
 */
#ifndef THAW_UI_COMMANDS_H
#define THAW_UI_COMMANDS_H

#include "base/arena.h"
#include "model/propose.h"

/* Where the line is typed. */
struct command_at {
	const char *view;	/* of the focused pane */
	struct slice id;	/* of the row under the cursor; may be absent */
	struct slice name;	/* what it is called */
};

/* Sources that are switched together. */
struct source_group {
	struct slice name;	/* "news" */
	int sources;		/* of them */
	int hosts;		/* different ones that they contact */
	int enabled;		/* sources that a refresh asks already */
	struct slice titles;	/* of the first few */
};
enum { GROUPS_MAX = 64 };

struct command_ops {
	/* This program, with the store and all that is open here; the words of
	 * a command are put behind. NULL-terminated. */
	const char *const *program;
	/* Offers what could stand at the end of the line. */
	void (*propose)(void *ctx, const struct command_at *at,
			struct slice line, struct proposals *out);
	/* What `thaw help filter` says. */
	void (*filter_help)(struct str *out);
	/* Reads the sources again, which a command may have changed. */
	void (*again)(void *ctx);
	/* The groups that have something to contact, at most so many; how many
	 * there are. Slices live in mem. */
	size_t (*groups)(void *ctx, struct source_group *out, size_t most,
			 struct arena *mem);
	/* Nobody has been contacted, and the greeting was not answered. */
	bool (*is_first)(void *ctx);
	/* It was answered: never again. */
	void (*greeted)(void *ctx);
	void *ctx;
};

#endif
