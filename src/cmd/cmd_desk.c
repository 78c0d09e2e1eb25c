/* desks.conf from the command line: which desks there are, one more, one less. */
#include "base/i18n.h"
#include "cmd/desk_add.h"
#include "cmd/print.h"
#include "cmd/sheet.h"
#include "cmd/verbs.h"
#include "model/desk.h"

enum { DESK_TITLE = SHEET_OPTIONS, DESK_GROUPS, DESK_PANES };
enum { WORDS_BYTES = 64 << 10 };

static const struct option_row rows[] = {
	SHEET_OPTION_TABLE,
	[DESK_TITLE]  = OPTION("title", "TITLE", N_("add: what the headline says")),
	[DESK_GROUPS] = OPTION("groups", "A,B", N_("add: groups of sources that count")),
	[DESK_PANES]  = OPTION("panes", "A,B", N_("add: panes of the screen that come first")),
	OPTIONS_END
};

/* --- list --- */

enum { NAME, TITLE, FILTER, GROUPS, PANES, OPENS };

static const struct column columns[] = {
	[NAME] = { .name = "name", .title = N_("Name"), .type = CELL_WORD,
		.width = 14, .help = N_("what --desk takes") },
	[TITLE] = { .name = "title", .title = N_("Title"), .type = CELL_TEXT,
		.width = 20, .help = N_("what the headline says") },
	[FILTER] = { .name = "filter", .title = N_("Filter"),
		.type = CELL_TEXT, .width = -1,
		.help = N_("of every view; behind a name, of that one") },
	[GROUPS] = { .name = "groups", .title = N_("Groups"),
		.type = CELL_TEXT, .width = 24,
		.help = N_("of sources that count; none: all") },
	[PANES] = { .name = "panes", .title = N_("Panes"), .type = CELL_TEXT,
		.help = N_("that come first on the screen") },
	[OPENS] = { .name = "opens", .title = N_("Opens"), .type = CELL_FLAG,
		.help = N_("true for the one that the screen opens") },
};

static const struct shape desk_shape = {
	.name = "desks",
	.title = N_("Desks"),
	.help = N_("named filters"),
	.rows = ROWS_ELSEWHERE,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.deskless = true,
};

static int print_desk(struct app *app, struct sheet *s, const struct desk *d,
		      struct err *e)
{
	struct str words = STR_INIT(WORDS_BYTES);
	struct row r = {0};
	int rc;

	desk_words(d, &words);
	r.cell[0] = r.cell[1 + NAME] = d->name;
	r.cell[1 + TITLE] = d->title;
	r.cell[1 + FILTER] = str_slice(&words);
	r.cell[1 + GROUPS] = d->groups;
	r.cell[1 + PANES] = d->panes;
	r.cell[1 + OPENS] = slice_eq(d->name, app->settings.desk) ?
				    SLICE("true") : SLICE("false");
	rc = str_ok(&words, _("the desk"), e);
	if (rc == 0)
		rc = sheet_row(s, &r, e);
	str_free(&words);
	return rc;
}

static int desk_list(struct app *app, const struct line *line, struct err *e)
{
	struct sheet s;
	int rc;

	if (line->n > 1)
		return err_set(e, ERR_USAGE, "usage: thaw desk list");
	rc = sheet_open(&s, app, &desk_shape, line->given, "table", e);
	for (size_t i = 0; rc == 0 && i < app->desks.n; i++)
		rc = print_desk(app, &s, &app->desks.list[i], e);
	if (rc == 0)
		rc = sheet_end(&s, e);
	sheet_free(&s);
	return rc;
}

/* --- add, remove --- */

static int add(struct app *app, const struct line *line, struct err *e)
{
	struct str filter = STR_INIT(WORDS_BYTES);
	struct desk d = {
		.title = given_text(line->given, DESK_TITLE),
		.groups = given_text(line->given, DESK_GROUPS),
		.panes = given_text(line->given, DESK_PANES),
	};
	int rc;

	if (line->n < 2)
		return err_set(e, ERR_USAGE, "usage: thaw desk add NAME "
			       "[FILTER...]; for example: thaw desk add "
			       "journalists role:journalist");
	d.name = slice_of(line->word[1]);
	for (size_t i = 2; i < line->n; i++)
		str_addf(&filter, "%s%s", i > 2 ? " " : "", line->word[i]);
	d.filter = str_slice(&filter);
	rc = str_ok(&filter, _("the filter"), e);
	if (rc == 0)
		rc = desk_add(app, &d, e);
	if (rc == 0)
		print_note(app, _("desk %.*s: `thaw --desk %.*s` opens it, b "
			   "on the screen goes there"), SLICE_ARG(d.name),
			   SLICE_ARG(d.name));
	str_free(&filter);
	return rc;
}

static int no_such(const struct app *app, const char *word, struct err *e)
{
	struct str valid = STR_INIT(WORDS_BYTES);

	for (size_t i = 0; i < app->desks.n; i++)
		str_addf(&valid, " %.*s", SLICE_ARG(app->desks.list[i].name));
	err_set(e, ERR_USAGE, "no desk is called \"%.60s\"; there are:%s",
		word, str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int remove_desk(struct app *app, const struct line *line,
		       struct err *e)
{
	struct slice name;

	if (line->n != 2)
		return err_set(e, ERR_USAGE,
			       "usage: thaw desk remove NAME");
	name = slice_of(line->word[1]);
	if (!desks_find(&app->desks, name))
		return no_such(app, line->word[1], e);
	if (app_edit_desks(app, NULL, name, e) < 0)
		return -1;
	print_note(app, _("desk %s: removed from desks.conf; no data was"),
		   line->word[1]);
	if (slice_eq(name, app->settings.desk))
		print_note(app, _("settings.conf names it as the one that the "
			   "screen opens, which will show everything"));
	return 0;
}

static const struct verb verbs[] = {
	{ "list",   "",                  N_("the desks of desks.conf"),    desk_list },
	{ "add",    "NAME [FILTER...]",  N_("a desk of that filter"),      add },
	{ "remove", "NAME",              N_("forget it; no data is lost"), remove_desk },
	VERBS_END
};

static void desk_more(struct str *to)
{
	str_addz(to, _("\nA desk is a named filter with the groups of sources "
		       "that count for it. --desk NAME\nlooks through it, and "
		       "the screen's key b chooses one. A term about a column "
		       "that a\nview has not says nothing of its rows. Filters "
		       "of single views are written in\ndesks.conf, or saved "
		       "from the screen.\n"));
}

static int desk_run(struct app *app, const struct line *line, struct err *e)
{
	return verbs_run(verbs, "desk", app, line, e);
}

const struct command cmd_desk = {
	.name = "desk",
	.usage = "[list|add|remove] ...",
	.summary = N_("named filters: what --desk and the screen open"),
	.more = desk_more,
	.verbs = verbs,
	.options = rows,
	.dashes = true,
	.run = desk_run,
};
