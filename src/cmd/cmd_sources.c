/* sources.conf from the command line: looking, adding, switching. */
#include <ctype.h>
#include <string.h>

#include "base/path.h"
#include "cmd/i18n.h"
#include "cmd/print.h"
#include "cmd/rows.h"
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

typedef int edit_fn(struct slice text, const void *what, struct str *out,
		    struct err *e);

/* Applies one edit to the text of sources.conf and writes it back. */
static int edit_conf(struct app *app, edit_fn *edit, const void *what,
		     struct err *e)
{
	struct str text = {0}, out = STR_INIT(CONF_BYTES), path = {0};
	int rc = app_conf_text(app, "sources.conf", &text, e);

	if (rc == 0)
		rc = edit(str_slice(&text), what, &out, e);
	if (rc == 0)
		rc = str_ok(&out, "sources.conf", e);
	if (rc == 0)
		rc = path_make_dir(str_cstr(&app->config_dir), e);
	if (rc == 0)
		rc = path_replace(app_conf_path(app, "sources.conf", &path),
				  str_slice(&out), e);
	str_free(&path);
	str_free(&out);
	str_free(&text);
	return rc < 0 ? -1 : app_reconfigure(app, e);
}

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
		err_set(e, ERR_USAGE, _("no source or group is called "
			"\"%.60s\"; groups:%s"), word, str_cstr(&valid));
	else
		err_set(e, ERR_USAGE, _("which source or group? groups:%s"),
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

/* "https://spring96.org/en/rss" -> "spring96.org"; without the user */
static struct slice host_of(struct slice url)
{
	ptrdiff_t at = slice_find(url, SLICE("://"), 0);
	struct slice rest = url, host;

	if (at >= 0)
		rest = slice_make(url.p + at + 3, url.n - (size_t)at - 3);
	if (!slice_cut(&rest, '/', &host))
		return url;
	for (size_t i = host.n; i > 0; i--)
		if (host.p[i - 1] == '@')
			return slice_make(host.p + i, host.n - i);
	return host;
}

static void say_switched(struct app *app, const struct switching *sw)
{
	for (size_t i = 0; i < app->sources.n; i++) {
		const struct source *s = &app->sources.list[i];

		if (!any_meant(sw, s))
			continue;
		if (!sw->on)
			print_note(app, _("%.*s: disabled"), SLICE_ARG(s->key));
		else if (source_is_inside(s) || host_of(s->url[0]).n == 0)
			print_note(app, _("%.*s: enabled; contacts nobody"),
				   SLICE_ARG(s->key));
		else
			print_note(app, _("%.*s: enabled; a refresh will "
				   "contact %.*s"), SLICE_ARG(s->key),
				   SLICE_ARG(host_of(s->url[0])));
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
	    edit_conf(app, set_enabled, &sw, e) < 0 ||
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
	struct slice host = host_of(url);
	size_t base;

	if (slice_starts(host, "www."))
		host = slice_make(host.p + 4, host.n - 4);
	for (size_t i = 0; i < host.n && host.p[i] != ':'; i++) {
		char c = host.p[i];

		str_addc(key, isalnum((unsigned char)c) ?
				      (char)tolower((unsigned char)c) : '-');
	}
	if (key->n == 0)
		str_addz(key, "source");
	base = key->n;
	for (int n = 2; sources_find(&app->sources, str_slice(key)); n++) {
		str_cut(key, base);
		str_addf(key, "-%d", n);
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
		return err_set(e, ERR_USAGE, _("\"%.80s\" is no address; it "
			       "begins with https:// http:// file:// or "
			       "sftp://"), line->word[1]);
	if (source_tells_login(s->url[0]))
		return err_set(e, ERR_USAGE, _("the address carries a user name "
			       "or password: write them to ~/.netrc instead "
			       "(machine HOST login NAME password SECRET) and "
			       "take them out of the address"));
	if (g->is[SHEET_FORMAT])
		s->format = given_text(g, SHEET_FORMAT);
	if (!slice_is(s->format, "auto") && !reader_find(s->format))
		return err_set(e, ERR_USAGE, _("no reader is called \"%.*s\""),
			       SLICE_ARG(s->format));
	if (g->is[SOURCES_GROUP])
		s->group = given_text(g, SOURCES_GROUP);
	if (g->is[SOURCES_EVERY] &&
	    !period_parse(given_text(g, SOURCES_EVERY), &s->period_s))
		return err_set(e, ERR_USAGE, _("--every takes a period such as "
			       "15m, 2h, 1d or never"));
	return 0;
}

static int sources_add(struct app *app, const struct line *line,
		       struct err *e)
{
	struct str key = STR_INIT(256);
	struct source s;
	int rc;

	if (line->n != 2)
		return err_set(e, ERR_USAGE, _("usage: thaw sources add URL"));
	if (fill_source(&s, line, e) < 0)
		return -1;
	if (line->given->is[SOURCES_KEY])
		str_add(&key, given_text(line->given, SOURCES_KEY));
	else
		make_key(app, s.url[0], &key);
	s.key = s.title = str_slice(&key);
	if (line->given->is[SOURCES_NAME])
		s.title = given_text(line->given, SOURCES_NAME);
	if (!source_key_valid(s.key))
		rc = err_set(e, ERR_USAGE, _("\"%s\" cannot be a key: use a-z, "
			     "0-9 and -"), str_cstr(&key));
	else if (sources_find(&app->sources, s.key))
		rc = err_set(e, ERR_USAGE, _("there is a source \"%s\" "
			     "already"), str_cstr(&key));
	else
		rc = edit_conf(app, add_text, &s, e);
	if (rc == 0 && host_of(s.url[0]).n == 0)
		print_note(app, _("%s: added and enabled; contacts nobody"),
			   str_cstr(&key));
	else if (rc == 0)
		print_note(app, _("%s: added and enabled; a refresh will "
			   "contact %.*s"), str_cstr(&key),
			   SLICE_ARG(host_of(s.url[0])));
	str_free(&key);
	return rc;
}

static int sources_remove(struct app *app, const struct line *line,
			  struct err *e)
{
	struct slice key;

	if (line->n != 2)
		return err_set(e, ERR_USAGE, _("usage: thaw sources remove KEY"));
	key = slice_of(line->word[1]);
	if (!sources_find(&app->sources, key))
		return no_such(app, line->word[1], e);
	if (edit_conf(app, remove_text, &key, e) < 0)
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
		return err_set(e, ERR_USAGE, _("usage: thaw sources test URL|KEY"));
	url = slice_of(line->word[1]);
	s = sources_find(&app->sources, url);
	if (s)
		url = s->url[0];
	if (!source_url_valid(url))
		return err_set(e, ERR_USAGE, _("\"%.80s\" is neither an "
			       "address nor a source"), line->word[1]);
	return try_source(app, url, e);
}

static const struct verb verbs[] = {
	{ "list",    "[FILTER...]",  N_("what there is and how it is doing"), sources_list },
	{ "add",     "URL",          N_("a source of your own, enabled"),     sources_add },
	{ "remove",  "KEY",          N_("take it out of sources.conf"),       sources_remove },
	{ "enable",  "KEY|GROUP...", N_("let a refresh ask it"),              sources_enable },
	{ "disable", "KEY|GROUP...", N_("never ask it"),                      sources_disable },
	{ "test",    "URL|KEY",      N_("ask it once and store nothing"),     sources_test },
	VERBS_END
};

static void sources_more(struct str *to)
{
	verbs_help(to, verbs);
	str_addz(to, _(
"\nOf add, --format names the reader of what is fetched (thaw help import has\n"
"them). Name it where you know it: else each answer is looked at, and as the\n"
"first one any page will do.\n"));
}

static int sources_run(struct app *app, const struct line *line,
		       struct err *e)
{
	return verbs_run(verbs, "sources", app, line, e);
}

const struct command cmd_sources = {
	.name = "sources",
	.usage = "[list|add|remove|enable|disable|test] ...",
	.summary = N_("where data comes from; who may be contacted"),
	.more = sources_more,
	.options = rows,
	.dashes = true,
	.run = sources_run,
};
