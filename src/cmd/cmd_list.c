#include "cmd/cmd.h"
#include "cmd/i18n.h"
#include "cmd/rows.h"
#include "view/view.h"

static const struct option_row rows[] = {
	ROWS_OPTION_TABLE,
	OPTIONS_END
};

static void add_views(struct str *to)
{
	for (const struct shape *const *v = views; *v; v++)
		str_addf(to, " %s", (*v)->name);
}

static int no_view(const char *name, struct err *e)
{
	struct str valid = STR_INIT(OPTION_BYTES);

	add_views(&valid);
	if (name)
		err_set(e, ERR_USAGE, _("unknown view \"%.60s\"; valid:%s"),
			name, str_cstr(&valid));
	else
		err_set(e, ERR_USAGE, _("which view? valid:%s"),
			str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static void list_more(struct str *to)
{
	str_addz(to, _("VIEW is one of\n"));
	for (const struct shape *const *v = views; *v; v++)
		str_addf(to, "  %-16s %s\n", (*v)->name, _((*v)->help));
	str_addz(to, _("FILTER and columns: thaw help filter\n"));
}

static int list_run(struct app *app, const struct line *line, struct err *e)
{
	const struct shape *view;

	if (line->n == 0)
		return no_view(NULL, e);
	view = view_find(slice_of(line->word[0]));
	if (!view)
		return no_view(line->word[0], e);
	return rows_print(app, view, line->word + 1, line->n - 1, line->given,
			  e);
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
