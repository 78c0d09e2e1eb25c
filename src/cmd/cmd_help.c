/* Help from the tables that act: commands, options, columns, keys. */
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/help_filter.h"
#include "cmd/print.h"

static int keys_help(const struct app *app, struct str *to, struct err *e)
{
	if (app->keys_help)
		return app->keys_help(app, to, e);
	str_addz(to, _("This thaw was built without a screen.\n"));
	return 0;
}

static int topic(const struct app *app, const char *name, struct str *to,
		 struct err *e)
{
	const struct command *c = command_find(name);

	if (c)
		command_help(to, c);
	else if (strcmp(name, "filter") == 0)
		help_filter(to);
	else if (strcmp(name, "keys") == 0)
		return keys_help(app, to, e);
	else {
		command_names(to);
		err_set(e, ERR_USAGE, _("no help on \"%.60s\"; there is: %s "
			"filter keys"), name, str_cstr(to));
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
