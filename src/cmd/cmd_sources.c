/* sources.conf from the command line: looking, adding, switching. */
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "cmd/print.h"
#include "cmd/rows.h"
#include "cmd/sources_conf.h"
#include "cmd/try_source.h"
#include "cmd/verbs.h"
#include "model/conf.h"
#include "view/view.h"

enum {
	SOURCES_KEY = ROWS_OPTIONS, SOURCES_EVERY, SOURCES_NAME, SOURCES_GROUP,
};

static const struct option_row rows[] = {
	ROWS_OPTION_TABLE,
	[SOURCES_KEY]   = OPTION("key", "KEY", N_("add: its short name")),
	[SOURCES_EVERY] = OPTION("every", "PERIOD", N_("add: how often: 15m, 2h, 1d, never")),
	[SOURCES_NAME]  = OPTION("name", "TITLE", N_("add: what it is, for people")),
	[SOURCES_GROUP] = OPTION("group", "GROUP", N_("add: the group that it belongs to")),
	OPTIONS_END
};

/* --- enable, disable --- */

struct switching {
	const struct app *app;
	const struct line *line;	/* word[1..]: keys and groups */
	bool on;
};

static bool is_meant(const struct source *s, const char *word)
{
	return slice_is(s->key, word) || slice_is(s->group, word);
}

static bool any_meant(const struct switching *sw, const struct source *s)
{
	for (size_t i = 1; i < sw->line->n; i++)
		if (is_meant(s, sw->line->word[i]))
			return true;
	return false;
}

static int set_enabled(struct slice text, const void *what, struct str *out,
		       struct err *e)
{
	const struct switching *sw = what;
	struct str from = STR_INIT(CONF_BYTES);
	int rc = 0;

	str_add(out, text);
	for (size_t i = 0; i < sw->app->sources.n && rc == 0; i++) {
		const struct source *s = &sw->app->sources.list[i];

		if (!any_meant(sw, s))
			continue;
		str_clear(&from);
		str_add(&from, str_slice(out));
		str_clear(out);
		rc = conf_set_enabled(str_slice(&from), s->key, sw->on, out,
				      e);
	}
	str_free(&from);
	return rc;
}

static int no_such(const struct app *app, const char *word, struct err *e)
{
	struct str valid = STR_INIT(OPTION_BYTES);

	for (size_t i = 0; i < app->sources.n; i++) {
		const struct source *s = &app->sources.list[i];
		bool seen = s->group.n == 0;

		for (size_t k = 0; k < i && !seen; k++)
			seen = slice_eq(app->sources.list[k].group, s->group);
		if (!seen)
			str_addf(&valid, " %.*s", SLICE_ARG(s->group));
	}
	str_addz(&valid, _("; sources:"));
	for (size_t i = 0; i < app->sources.n; i++)
		str_addf(&valid, " %.*s", SLICE_ARG(app->sources.list[i].key));
	if (word)
		err_set(e, ERR_USAGE, "no source or group is called "
			"\"%.60s\"; groups:%s", word, str_cstr(&valid));
	else
		err_set(e, ERR_USAGE, "which source or group? groups:%s",
			str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int check_meant(const struct app *app, const struct line *line,
		       struct err *e)
{
	if (line->n < 2)
		return no_such(app, NULL, e);
	for (size_t i = 1; i < line->n; i++) {
		bool any = false;

		for (size_t k = 0; k < app->sources.n && !any; k++)
			any = is_meant(&app->sources.list[k], line->word[i]);
		if (!any)
			return no_such(app, line->word[i], e);
	}
	return 0;
}

static void say_switched(struct app *app, const struct switching *sw)
{
	for (size_t i = 0; i < app->sources.n; i++) {
		const struct source *s = &app->sources.list[i];

		if (!any_meant(sw, s))
			continue;
		if (!sw->on)
			print_note(app, _("%.*s: disabled"), SLICE_ARG(s->key));
		else if (source_is_inside(s) || sources_host(s->url[0]).n == 0)
			print_note(app, _("%.*s: enabled; contacts nobody"),
				   SLICE_ARG(s->key));
		else
			print_note(app, _("%.*s: enabled; a refresh will "
				   "contact %.*s"), SLICE_ARG(s->key),
				   SLICE_ARG(sources_host(s->url[0])));
	}
}

/* Who enables a source wants it asked, though it said that it is gone. */
static int ask_again(struct app *app, const struct source *src, struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct due d;
	int rc = store_due(app->store, src->key, &mem, &d, e);

	if (rc == 0 && d.gone.n > 0)
		rc = store_due_ask_again(app->store, src->key, e);
	arena_free(&mem);
	return rc;
}

static int ask_all_again(struct app *app, const struct switching *sw,
			 struct err *e)
{
	int rc = 0;

	if (!path_exists(str_cstr(&app->store_file)))
		return 0;
	if (app_open(app, e) < 0)
		return -1;
	for (size_t i = 0; i < app->sources.n && rc == 0; i++)
		if (any_meant(sw, &app->sources.list[i]))
			rc = ask_again(app, &app->sources.list[i], e);
	return rc;
}

static int switch_all(struct app *app, const struct line *line, bool on,
		      struct err *e)
{
	struct switching sw = { app, line, on };

	if (check_meant(app, line, e) < 0 ||
	    sources_edit(app, set_enabled, &sw, e) < 0 ||
	    (on && ask_all_again(app, &sw, e) < 0))
		return -1;
	say_switched(app, &sw);
	return 0;
}

static int sources_enable(struct app *app, const struct line *line,
			  struct err *e)
{
	return switch_all(app, line, true, e);
}

static int sources_disable(struct app *app, const struct line *line,
			   struct err *e)
{
	return switch_all(app, line, false, e);
}

/* --- add, remove --- */

static int add_text(struct slice text, const void *what, struct str *out,
		    struct err *e)
{
	return conf_add(text, what, out, e);
}

static int remove_text(struct slice text, const void *what, struct str *out,
		       struct err *e)
{
	return conf_remove(text, *(const struct slice *)what, out, e);
}

/* A key of the host's letters that no other source has. */
static void make_key(const struct app *app, struct slice url, struct str *key)
{
	for (int n = 1; n == 1 || sources_find(&app->sources, str_slice(key));
	     n++) {
		str_clear(key);
		sources_key(url, n, key);
	}
}

static int fill_source(struct source *s, const struct line *line,
		       struct err *e)
{
	const struct given *g = line->given;

	*s = (struct source){ .n_urls = 1, .format = SLICE("auto"),
			      .group = SLICE("own"), .period_s = 7200,
			      .enabled = true };
	s->url[0] = slice_of(line->word[1]);
	if (!source_url_valid(s->url[0]))
		return err_set(e, ERR_USAGE, "\"%.80s\" is no address; it "
			       "begins with https:// http:// file:// or "
			       "sftp://", line->word[1]);
	if (source_tells_login(s->url[0]))
		return err_set(e, ERR_USAGE, "the address carries a user name "
			       "or password: write them to ~/.netrc instead "
			       "(machine HOST login NAME password SECRET) and "
			       "take them out of the address");
	if (g->is[SHEET_FORMAT])
		s->format = given_text(g, SHEET_FORMAT);
	if (!slice_is(s->format, "auto") && !reader_find(s->format))
		return err_set(e, ERR_USAGE, "no reader is called \"%.*s\"",
			       SLICE_ARG(s->format));
	if (g->is[SOURCES_GROUP])
		s->group = given_text(g, SOURCES_GROUP);
	if (g->is[SOURCES_EVERY] &&
	    !period_parse(given_text(g, SOURCES_EVERY), &s->period_s))
		return err_set(e, ERR_USAGE, "--every takes a period such as "
			       "15m, 2h, 1d or never");
	return 0;
}

/* One feed of a page is meant; of several, the user says which. */
static int take_feed(const struct app *app, struct source *s,
		     const struct tried *t, struct arena *mem, struct err *e)
{
	struct str list = STR_INIT(OPTION_BYTES);

	if (t->feeds == 1) {
		s->url[0] = arena_slice(mem, t->feed[0]);
		print_note(app, _("a page; its feed is %.*s"),
			   SLICE_ARG(s->url[0]));
		return 0;
	}
	tried_list_feeds(&list, t);
	err_set(e, ERR_USAGE, "a page with %zu feeds; nothing was added: add"
		" one of them, or the page itself with --format article\n%s",
		t->feeds, str_cstr(&list));
	str_free(&list);
	return -1;
}

/* Where nobody says of what format it is, it is asked. One that cannot be
 * reached now may be right all the same. */
static int look_at(struct app *app, struct source *s, struct arena *mem,
		   struct err *e)
{
	struct tried t;
	struct err why = {0};
	int rc = 0;

	if (try_address(app, s->url[0], &t, &why) < 0)
		print_note(app, _("%.*s cannot be looked at now: %s; it is "
			   "added as it stands"), SLICE_ARG(source_shown(
			   s->url[0], mem)), why.msg);
	else if (t.feeds > 0)
		rc = take_feed(app, s, &t, mem, e);
	tried_free(&t);
	return rc;
}

static int check_key(const struct app *app, const struct source *s,
		     struct err *e)
{
	if (!source_key_valid(s->key))
		return err_set(e, ERR_USAGE, "\"%.*s\" cannot be a key: use "
			       "a-z, 0-9 and -", SLICE_ARG(s->key));
	if (sources_find(&app->sources, s->key))
		return err_set(e, ERR_USAGE, "there is a source \"%.*s\" "
			       "already", SLICE_ARG(s->key));
	return 0;
}

static void say_added(const struct app *app, const struct source *s)
{
	if (sources_host(s->url[0]).n == 0)
		print_note(app, _("%.*s: added and enabled; contacts nobody"),
			   SLICE_ARG(s->key));
	else
		print_note(app, _("%.*s: added and enabled; a refresh will "
			   "contact %.*s"), SLICE_ARG(s->key),
			   SLICE_ARG(sources_host(s->url[0])));
}

static int sources_add(struct app *app, const struct line *line,
		       struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct str key = STR_INIT(256);
	struct source s;
	int rc;

	if (line->n != 2)
		return err_set(e, ERR_USAGE, "usage: thaw sources add URL");
	if (fill_source(&s, line, e) < 0)
		return -1;
	if (line->given->is[SOURCES_KEY])
		str_add(&key, given_text(line->given, SOURCES_KEY));
	else
		make_key(app, s.url[0], &key);
	s.key = s.title = str_slice(&key);
	if (line->given->is[SOURCES_NAME])
		s.title = given_text(line->given, SOURCES_NAME);
	rc = check_key(app, &s, e);
	if (rc == 0 && !line->given->is[SHEET_FORMAT])
		rc = look_at(app, &s, &mem, e);
	if (rc == 0)
		rc = sources_edit(app, add_text, &s, e);
	if (rc == 0)
		say_added(app, &s);
	str_free(&key);
	arena_free(&mem);
	return rc;
}

static int sources_remove(struct app *app, const struct line *line,
			  struct err *e)
{
	struct slice key;

	if (line->n != 2)
		return err_set(e, ERR_USAGE, "usage: thaw sources remove KEY");
	key = slice_of(line->word[1]);
	if (!sources_find(&app->sources, key))
		return no_such(app, line->word[1], e);
	if (sources_edit(app, remove_text, &key, e) < 0)
		return -1;
	print_note(app, _("%s: removed from sources.conf; its data stays"),
		   line->word[1]);
	return 0;
}

/* --- list, test --- */

static int sources_list(struct app *app, const struct line *line,
			struct err *e)
{
	size_t n = line->n > 0 ? line->n - 1 : 0;
	struct err of = {0};

	if (rows_print(app, &view_sources, line->word + line->n - n, n,
		       line->given, "table", e) < 0)
		return -1;
	if (app_owns(app, &of) < 0)
		print_note(app, "%s", of.msg);
	return 0;
}

static int sources_test(struct app *app, const struct line *line,
			struct err *e)
{
	const struct source *s;
	struct slice url;

	if (line->n != 2)
		return err_set(e, ERR_USAGE, "usage: thaw sources test URL|KEY");
	url = slice_of(line->word[1]);
	s = sources_find(&app->sources, url);
	if (s)
		url = s->url[0];
	if (!source_url_valid(url))
		return err_set(e, ERR_USAGE, "\"%.80s\" is neither an "
			       "address nor a source", line->word[1]);
	return try_source(app, url, e);
}

static int import_list(struct app *app, const struct line *line, struct err *e)
{
	if (line->n < 2)
		return err_set(e, ERR_USAGE, "usage: thaw sources import "
			       "FILE: an OPML list of feeds, or - for the "
			       "input");
	return sources_import(app, line->word + 1, line->n - 1,
			      line->given->is[SOURCES_GROUP] ?
			      given_text(line->given, SOURCES_GROUP) :
			      SLICE_NONE, e);
}

static int export_list(struct app *app, const struct line *line, struct err *e)
{
	if (line->n != 1)
		return err_set(e, ERR_USAGE, "usage: thaw sources export");
	return sources_export(app, e);
}

static const struct verb verbs[] = {
	{ "list",    "[FILTER...]",  N_("what there is and how it is doing"), sources_list },
	{ "add",     "URL",          N_("a source of your own, enabled"),     sources_add },
	{ "remove",  "KEY",          N_("take it out of sources.conf"),       sources_remove },
	{ "enable",  "KEY|GROUP...", N_("let a refresh ask it"),              sources_enable },
	{ "disable", "KEY|GROUP...", N_("never ask it"),                      sources_disable },
	{ "test",    "URL|KEY",      N_("ask it once and store nothing"),     sources_test },
	{ "import",  "OPML",         N_("add the feeds of such a list"),      import_list },
	{ "export",  "",             N_("the feeds as such a list"),          export_list },
	VERBS_END
};

static void sources_more(struct str *to)
{
	verbs_help(to, verbs);
	str_addz(to, _(
"\nOf add, --format names the reader of what is fetched (thaw help import has\n"
"them). Name it where you know it: else the address is asked at once, and where\n"
"it is a page that tells of a feed, that feed is added. Then each answer is\n"
"looked at, and as the first one any page will do.\n"));
}

static int sources_run(struct app *app, const struct line *line,
		       struct err *e)
{
	return verbs_run(verbs, "sources", app, line, e);
}

const struct command cmd_sources = {
	.name = "sources",
	.usage = "[list|add|remove|enable|disable|test|import|export] ...",
	.summary = N_("where data comes from; who may be contacted"),
	.more = sources_more,
	.options = rows,
	.dashes = true,
	.run = sources_run,
};
