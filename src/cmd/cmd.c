#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "cmd/print.h"
#include "cmd/verbs.h"

enum common {
	COMMON_STORE, COMMON_CONFIG, COMMON_DESK, COMMON_QUIET,
	COMMON_VERBOSE, COMMON_HELP, COMMON_VERSION,
};

const struct option_row common_options[] = {
	[COMMON_STORE]   = OPTION("store", "FILE", N_("the store; own words lie beside it")),
	[COMMON_CONFIG]  = OPTION("config", "DIR", N_("the folder of sources.conf and the others")),
	[COMMON_DESK]    = OPTION("desk", "NAME", N_("only what belongs to a desk of desks.conf")),
	[COMMON_QUIET]   = SWITCH("quiet", N_("say only what went wrong")),
	[COMMON_VERBOSE] = SWITCH("verbose", N_("say more")),
	[COMMON_HELP]    = SWITCH("help", N_("this text")),
	[COMMON_VERSION] = SWITCH("version", N_("the version, and nothing else")),
	OPTIONS_END
};

#define COMMAND_ROW(name) &cmd_##name,
const struct command *const commands[] = { COMMANDS(COMMAND_ROW) NULL };
#undef COMMAND_ROW

const struct command *command_find(const char *name)
{
	for (const struct command *const *c = commands; *c; c++)
		if (strcmp(name, (*c)->name) == 0)
			return *c;
	return NULL;
}

void command_names(struct str *to)
{
	for (const struct command *const *c = commands; *c; c++)
		str_addf(to, "%s%s", to->n > 0 ? " " : "", (*c)->name);
}

void command_help(struct str *to, const struct command *c)
{
	str_addf(to, _("Usage: thaw %s%s%s\n\n%s\n"), c->name,
		 c->usage[0] ? " " : "", c->usage, _(c->summary));
	str_addc(to, '\n');
	if (c->verbs)
		verbs_help(to, c->verbs);
	if (c->more)
		c->more(to);
	if (c->verbs || c->more)
		str_addc(to, '\n');
	if (c->options)
		options_help(to, c->options);
	options_help(to, common_options);
}

void commands_help(struct str *to)
{
	str_addz(to, _("Usage: thaw [--store FILE] [--config DIR] "
		       "[--desk NAME] COMMAND ...\n"
		       "       thaw            the screen; without a terminal "
		       "a brief\n\n"
		       "Who was freed, what was eased in return, what was asked "
		       "for next, and who says so?\n\n"));
	for (const struct command *const *c = commands; *c; c++)
		str_addf(to, "  %-10s %s\n", (*c)->name, _((*c)->summary));
	str_addc(to, '\n');
	options_help(to, common_options);
	str_addz(to, _("\nMore: thaw help COMMAND, thaw help filter, "
		       "thaw help keys\n"));
}

static int take_common(struct app *app, const struct given *g, struct err *e)
{
	app->quiet = g->is[COMMON_QUIET];
	app->verbose = g->is[COMMON_VERBOSE];
	str_add(&app->store_file, given_text(g, COMMON_STORE));
	str_add(&app->config_dir, given_text(g, COMMON_CONFIG));
	str_add(&app->desk_name, given_text(g, COMMON_DESK));
	if ((g->is[COMMON_STORE] && app->store_file.n == 0) ||
	    (g->is[COMMON_CONFIG] && app->config_dir.n == 0))
		return err_set(e, ERR_USAGE,
			       "--store and --config need a path");
	return app_places(app, e);
}

static int say_help(struct app *app, const struct command *c, struct err *e)
{
	struct str text = STR_INIT(PRINT_BYTES);
	int rc;

	if (c)
		command_help(&text, c);
	else
		commands_help(&text);
	rc = print_out(app, &text, e);
	str_free(&text);
	return rc;
}

static int say_version(struct app *app, struct err *e)
{
	struct str text = STR_INIT(PRINT_BYTES);
	int rc;

	str_addf(&text, "thaw %s\n", app->version);
	rc = print_out(app, &text, e);
	str_free(&text);
	return rc;
}

static int unknown_command(const char *name, struct err *e)
{
	struct str valid = STR_INIT(OPTION_BYTES);
	struct nearest near = { .typed = slice_of(name) };

	for (const struct command *const *c = commands; *c; c++)
		nearest_try(&near, (*c)->name);
	if (near.best)
		return err_set(e, ERR_USAGE, "unknown command \"%.60s\": did "
			       "you mean %s? thaw help lists all", name,
			       near.best);
	command_names(&valid);
	err_set(e, ERR_USAGE, "unknown command \"%.60s\"; valid: %s", name,
		str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int run_one(struct app *app, const struct command *c, int argc,
		   char **argv, struct given *common, struct err *e)
{
	struct given given = {0};
	struct operands words = {0};
	struct parse p = {
		.common = common_options, .common_given = common,
		.own = c->options, .own_given = &given, .dashes = c->dashes,
	};
	int taken, rc = options_parse(&p, argc, argv, &words, &taken, e);

	app->lines = true;
	if (rc == 0 && common->is[COMMON_HELP]) {
		rc = say_help(app, c, e);
	} else if (rc == 0 && common->is[COMMON_VERSION]) {
		rc = say_version(app, e);
	} else if (rc == 0 && (rc = take_common(app, common, e)) == 0) {
		rc = c->run(app, &(struct line){ words.list, words.n, &given },
			    e);
	}
	operands_free(&words);
	given_free(&given);
	return rc;
}

static int run(struct app *app, int argc, char **argv, struct given *common,
	       int (*bare)(struct app *app, struct err *e), struct err *e)
{
	struct operands none = {0};
	struct parse p = {
		.common = common_options, .common_given = common,
		.first_word_ends = true,
	};
	const struct command *c = NULL;
	int taken = 0, rc = options_parse(&p, argc, argv, &none, &taken, e);

	operands_free(&none);
	if (rc < 0)
		return rc;
	if (taken < argc && !(c = command_find(argv[taken])))
		return unknown_command(argv[taken], e);
	if (c)
		return run_one(app, c, argc - taken - 1, argv + taken + 1,
			       common, e);
	if (common->is[COMMON_HELP])
		return say_help(app, NULL, e);
	if (common->is[COMMON_VERSION])
		return say_version(app, e);
	return take_common(app, common, e) < 0 ? -1 : bare(app, e);
}

int cmd_main(struct app *app, int argc, char **argv,
	     int (*bare)(struct app *app, struct err *e))
{
	struct given common = {0};
	struct err e = {0};
	int rc, code = EXIT_DONE;

	app->store_file.max = app->config_dir.max = app->desk_name.max =
		OPTION_BYTES;
	rc = run(app, argc - 1, argv + 1, &common, bare, &e);
	if (rc == 0)
		rc = print_flush(app, &e);
	if (rc < 0 && !app->reader_gone) {
		code = e.code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
		if (e.msg[0])
			print_error("thaw: %s", e.msg);
	}
	if (app->matched)
		code = EXIT_MATCH;
	given_free(&common);
	app_close(app);
	return code;
}
