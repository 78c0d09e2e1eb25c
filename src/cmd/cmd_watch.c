/* Watches: filters that are looked at again after each refresh and import. */
#include <string.h>

#include "base/i18n.h"
#include "cmd/print.h"
#include "cmd/rows.h"
#include "cmd/verbs.h"
#include "view/view.h"
#include "view/watch_list.h"

enum { WATCH_OPTION_NAME = ROWS_OPTIONS, WATCH_OPTION_VIEW };
enum { FILTER_BYTES = 64 << 10, NAMES_BYTES = 1 << 20 };

static const struct option_row rows[] = {
	ROWS_OPTION_TABLE,
	[WATCH_OPTION_NAME] = OPTION("name", "NAME", N_("add: what to call it")),
	[WATCH_OPTION_VIEW] = OPTION("view", "VIEW", N_("add: look into this view alone")),
	OPTIONS_END
};

/* The names that there are, a line each, with a line feed before the first. */
static int add_name(void *ctx, const struct watch *w, struct err *e)
{
	struct str *names = ctx;

	str_add(names, w->name);
	str_addc(names, '\n');
	return str_ok(names, _("names of watches"), e);
}

static int load_names(struct app *app, struct str *names, struct err *e)
{
	*names = STR_INIT(NAMES_BYTES);
	str_addc(names, '\n');
	return own_watch_each(app->store, add_name, names, e);
}

/* --- add --- */

static bool is_taken(const struct str *names, const struct str *name)
{
	struct str line = STR_INIT(NAMES_BYTES);
	bool taken;

	str_addf(&line, "\n%s\n", str_cstr(name));
	taken = slice_find(str_slice(names), str_slice(&line), 0) >= 0;
	str_free(&line);
	return taken;
}

/* The one that the user gives, else one of the filter that no other has. */
static int choose_name(struct app *app, const struct given *g,
		       struct slice filter, struct str *name, struct err *e)
{
	struct str names = {0};
	size_t base;
	int rc;

	if (g->is[WATCH_OPTION_NAME]) {
		str_add(name, given_text(g, WATCH_OPTION_NAME));
		return watch_name_check(str_slice(name), e);
	}
	rc = load_names(app, &names, e);
	watch_name(filter, name);
	base = name->n;
	for (int n = 2; rc == 0 && is_taken(&names, name); n++) {
		str_cut(name, base);
		str_addf(name, "-%d", n);
	}
	str_free(&names);
	return rc;
}

static void say_added(const struct app *app, const struct watch *w,
		      const struct watch_found *found, size_t n)
{
	struct str into = STR_INIT(4096);
	char number[PRINT_NUMBER];
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		str_addf(&into, "%s%s %s", i ? ", " : "",
			 found[i].shape->name,
			 print_number(found[i].rows, number));
		sum += found[i].rows;
	}
	if (sum > 0)
		print_note(app, _("watch %.*s: %s rows match already (%s) and "
				  "will not be told; new ones will be, with "
				  "each refresh and import"),
			   SLICE_ARG(w->name), print_number(sum, number),
			   str_cstr(&into));
	else
		print_note(app, _("watch %.*s: nothing matches yet (%s); what "
				  "comes will be told, with each refresh and "
				  "import"), SLICE_ARG(w->name),
			   str_cstr(&into));
	str_free(&into);
}

static int add(struct app *app, const struct line *line, struct slice filter,
	       struct err *e)
{
	const struct shape *view[WATCH_VIEWS];
	struct watch_found found[WATCH_VIEWS];
	struct str name = STR_INIT(FILTER_BYTES);
	struct watch w = {
		.filter = filter,
		.view = given_text(line->given, WATCH_OPTION_VIEW),
	};
	size_t n;
	/* What cannot be understood is refused before a store is made. */
	int rc = watch_views(&w, views, view, &n, e);

	if (rc == 0)
		rc = app_open_filled(app, e);
	if (rc == 0)
		rc = choose_name(app, line->given, filter, &name, e);
	w.name = str_slice(&name);
	if (rc == 0)
		rc = own_watch_add(app->store, &w, found, &n, e);
	if (rc == 0)
		say_added(app, &w, found, n);
	str_free(&name);
	return rc;
}

static int watch_add(struct app *app, const struct line *line, struct err *e)
{
	struct str filter = STR_INIT(FILTER_BYTES);
	int rc;

	if (line->n < 2)
		return err_set(e, ERR_USAGE, "usage: thaw watch add FILTER; "
			       "a name in any spelling, or role:journalist");
	if (app->desk_name.n > 0)
		return err_set(e, ERR_USAGE, "a watch belongs to no desk: "
			       "write what the desk's filter says behind it");
	for (size_t i = 1; i < line->n; i++)
		str_addf(&filter, "%s%s", i > 1 ? " " : "", line->word[i]);
	rc = str_ok(&filter, _("the filter"), e);
	if (rc == 0)
		rc = add(app, line, str_slice(&filter), e);
	str_free(&filter);
	return rc;
}

/* --- remove, list --- */

static int no_such(struct app *app, const char *word, struct err *e)
{
	struct str names = {0};

	if (load_names(app, &names, e) == 0) {
		struct slice rest = slice_trim(str_slice(&names)), one;
		struct str valid = STR_INIT(NAMES_BYTES);

		while (slice_cut(&rest, '\n', &one))
			str_addf(&valid, "%s%.*s", valid.n ? ", " : "",
				 SLICE_ARG(one));
		err_set(e, ERR_USAGE, valid.n ?
			"no watch is called \"%.60s\"; there are: %s" :
			_("no watch is called \"%.60s\"; there are none%s"),
			word, str_cstr(&valid));
		str_free(&valid);
	}
	str_free(&names);
	return -1;
}

static int watch_remove(struct app *app, const struct line *line,
			struct err *e)
{
	int rc;

	if (line->n != 2)
		return err_set(e, ERR_USAGE,
			       "usage: thaw watch remove NAME");
	if (app_open_filled(app, e) < 0)
		return -1;
	rc = own_watch_remove(app->store, slice_of(line->word[1]), e);
	if (rc == 0)
		return no_such(app, line->word[1], e);
	if (rc > 0)
		print_note(app, _("watch %s: removed, with what it had told"),
			   line->word[1]);
	return rc < 0 ? -1 : 0;
}

static int watch_rows(struct app *app, const struct line *line, struct err *e)
{
	size_t n = line->n > 0 ? line->n - 1 : 0;

	return rows_print(app, &watch_list, line->word + line->n - n, n,
			  line->given, "table", e);
}

static const struct verb verbs[] = {
	{ "list",   "[FILTER...]", N_("your watches"),                      watch_rows },
	{ "add",    "FILTER...",   N_("tell what matches from now on"),     watch_add },
	{ "remove", "NAME",        N_("and forget what it has told"),       watch_remove },
	VERBS_END
};

static void watch_more(struct str *to)
{
	verbs_help(to, verbs);
	str_addz(to, _("\nAfter each refresh and import every watch is looked"
		       " at again. A row that matches\nand did not before, or"
		       " that is in another state than before, is a hit: it is"
		       "\nprinted by that command, kept for pane 0 and `thaw"
		       " list watches`, and given as\nJSON to the command"
		       " on_match of settings.conf. A watch looks into\n "));
	for (const struct shape *const *v = views; *v; v++)
		if ((*v)->watched)
			str_addf(to, " %s", (*v)->name);
	str_addz(to, _("\nas far as they understand its filter, else into"
		       " others, or into --view VIEW.\nThe filter language:"
		       " thaw help filter\n"));
}

static int watch_run(struct app *app, const struct line *line, struct err *e)
{
	return verbs_run(verbs, "watch", app, line, e);
}

const struct command cmd_watch = {
	.name = "watch",
	.usage = "[list|add|remove] ...",
	.summary = N_("filters whose new rows are told after a refresh"),
	.more = watch_more,
	.options = rows,
	.dashes = true,
	.run = watch_run,
};
