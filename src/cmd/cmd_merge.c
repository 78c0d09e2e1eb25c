#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/tie.h"

static int merge_run(struct app *app, const struct line *line, struct err *e)
{
	return tie_run(app, line, true, e);
}

const struct command cmd_merge = {
	.name = "merge",
	.usage = "ID ID",
	.summary = N_("two listings, persons or acts are one; reversible by split"),
	.options = tie_options,
	.run = merge_run,
};
