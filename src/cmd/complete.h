/* What could stand at the end of a command's line, from the tables that act:
 * commands, verbs, options, views, columns, vocabularies, sources, desks. */
#ifndef THAW_CMD_COMPLETE_H
#define THAW_CMD_COMPLETE_H

#include "cmd/cmd.h"
#include "model/propose.h"

/* What the line is typed over, where that is a screen. */
struct complete_at {
	const char *view;	/* "": none */
	struct slice id;	/* may be absent */
	struct slice name;	/* what it is called */
};

/* The line is what stands behind "thaw ", up to the cursor; the configuration
 * has been read. */
void complete_line(const struct app *app, const struct complete_at *at,
		   struct slice line, struct proposals *out);

#endif
