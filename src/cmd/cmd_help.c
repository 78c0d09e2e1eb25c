/* Help from the tables that act: commands, options, columns, keys. */
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "view/view.h"

static void filter_help(struct str *to)
{
	str_addz(to, _(
"The filter language, on the screen and behind `thaw list VIEW`:\n\n"
"  bialiatski            as it is spelled, anywhere in the row; in any other\n"
"                        spelling, from the start of a word: bial, бяляц\n"
"  \"two words\"           both together\n"
"  role:journalist       a column; commas mean or: role:journalist,lawyer\n"
"  -role:lawyer          not\n"
"  released>=2025-12-01  < <= > >= on dates, numbers and durations: held>2y\n"
"  is:disputed           also is:new is:read is:starred is:unverified is:any\n"
"  sort:-released,name   by columns, - from the last to the first\n"
"  sort:match            best matches first: a whole word of the name as you\n"
"                        spell it, then in another spelling, then the front of\n"
"                        a word, a piece of one, and what is found elsewhere\n"
"                        in the row; of equals, the view's own order\n"
"  as-of:2025-12-14      what was known on that day\n\n"
"Put words with > or < in quotes for the shell: 'held>2y'.\n"));
	for (const struct shape *const *v = views; *v; v++) {
		str_addf(to, _("\nColumns of %s (%s):\n"), (*v)->name,
			 _((*v)->help));
		for (size_t i = 0; i < shape_width(*v); i++) {
			const struct column *c = shape_column(*v, i);

			str_addf(to, "  %-16s %-9s %s%s\n", c->name,
				 c->alias ? c->alias : "", _(c->help),
				 c->hidden ? _(" (filter only)") : "");
		}
	}
}

static void keys_help(const struct app *app, struct str *to)
{
	if (app->keys_help)
		app->keys_help(to);
	else
		str_addz(to, _("This thaw was built without a screen.\n"));
}

static int topic(const struct app *app, const char *name, struct str *to,
		 struct err *e)
{
	const struct command *c = command_find(name);

	if (c)
		command_help(to, c);
	else if (strcmp(name, "filter") == 0)
		filter_help(to);
	else if (strcmp(name, "keys") == 0)
		keys_help(app, to);
	else {
		command_names(to);
		err_set(e, ERR_USAGE, "no help on \"%.60s\"; there is: %s "
			"filter keys", name, str_cstr(to));
		return -1;
	}
	return 0;
}

static int help_run(struct app *app, const struct line *line, struct err *e)
{
	struct str text = STR_INIT(PRINT_BYTES);
	int rc = 0;

	if (line->n == 0)
		commands_help(&text);
	for (size_t i = 0; i < line->n && rc == 0; i++)
		rc = topic(app, line->word[i], &text, e);
	if (rc == 0)
		rc = print_out(app, &text, e);
	str_free(&text);
	return rc;
}

const struct command cmd_help = {
	.name = "help",
	.usage = "[COMMAND|filter|keys]",
	.summary = N_("this, one command, the filter language, the keys"),
	.run = help_run,
};
