#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/rows.h"
#include "view/view.h"

static const struct option_row rows[] = {
	ROWS_OPTION_TABLE,
	OPTIONS_END
};

static void list_more(struct str *to)
{
	str_addz(to, _("VIEW is one of\n"));
	for (const struct shape *const *v = views; *v; v++)
		str_addf(to, "  %-16s %s\n", (*v)->name, _((*v)->help));
	str_addz(to, _("FILTER and columns: thaw help filter\n"));
}

static int list_run(struct app *app, const struct line *line, struct err *e)
{
	const struct shape *view = rows_view(line, e);

	if (!view)
		return -1;
	return rows_print(app, view, line->word + 1, line->n - 1, line->given,
			  "table", e);
}

const struct command cmd_list = {
	.name = "list",
	.usage = "VIEW [FILTER...]",
	.summary = N_("rows of one view"),
	.more = list_more,
	.options = rows,
	.dashes = true,
	.run = list_run,
};
