#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/tie.h"

static int split_run(struct app *app, const struct line *line, struct err *e)
{
	return tie_run(app, line, false, e);
}

const struct command cmd_split = {
	.name = "split",
	.usage = "ID [ID]",
	.summary = N_("two listings, persons or acts are two, or one stands alone"),
	.options = tie_options,
	.run = split_run,
};
