/* What a refresh tells while it runs: a line that changes on a terminal, lines
 * for the screen (ui/progress.h), and the last word on each source. */
#ifndef THAW_CMD_REFRESHING_H
#define THAW_CMD_REFRESHING_H

#include "cmd/cmd.h"
#include "cmd/notify.h"

struct refreshing {
	struct app *app;
	bool lines;	/* --progress: for a program, on stdout */
	bool live;	/* a line that changes, for a terminal */
	bool loop;	/* --every: one line a round is enough */
	int shown;	/* cells of that line */
	struct notify notify;
};

/* For struct world; `ctx` is a struct refreshing. */
void refreshing_told(void *ctx, const struct flow_event *ev);
/* Takes the line away that changes. */
void refreshing_clear(struct refreshing *r);

#endif
