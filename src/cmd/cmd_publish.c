/* A copy of the store for others, in a folder that a server hands out. */
#include "base/i18n.h"
#include "base/path.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "cmd/rounds.h"
#include "flow/publish.h"
#include "view/view.h"

enum { PUBLISH_SIGN };

static const struct option_row rows[] = {
	[PUBLISH_SIGN] = OPTION("sign", "KEY", N_("sign it with this key (setting: sign_key)")),
	OPTIONS_END
};

static void say(const struct app *app, const char *dir,
		const struct publish_result *res, bool is_signed)
{
	char bytes[PRINT_NUMBER], moved[PRINT_NUMBER], at[CLOCK_TEXT];

	if (res->same)
		print_note(app, _("%s: nothing new; what was published at %s "
			   "stays"), dir,
			   clock_local(res->manifest.made, at));
	else
		print_note(app, _("%s: published %s bytes%s; who has the last "
			   "one brings blocks of %s"), dir,
			   print_number(res->manifest.bytes, bytes),
			   is_signed ? _(", signed") : "",
			   print_number(res->moved, moved));
}

static int publish_run(struct app *app, const struct line *line,
		       struct err *e)
{
	struct str key = STR_INIT(OPTION_BYTES);
	struct publish_options o = {
		.version = app->version, .shapes = views,
	};
	struct publish_result res;
	struct world w;
	int rc;

	if (line->n != 1 || !line->word[0][0])
		return err_set(e, ERR_USAGE, "publish takes one folder");
	o.dir = line->word[0];
	if (app_open_filled(app, e) < 0)
		return -1;
	path_add_home(&key, line->given->is[PUBLISH_SIGN] ?
			    given_text(line->given, PUBLISH_SIGN) :
			    app->settings.sign_key);
	o.sign_key = key.n > 0 ? str_cstr(&key) : NULL;
	rounds_listen();
	w = app_world(app);
	w.stop = rounds_stopped;
	rc = flow_publish(&w, &o, &res, e);
	if (rc == 0)
		say(app, o.dir, &res, o.sign_key != NULL);
	else if (e->code == ERR_STOPPED)
		err_in(e, _("what was published before stays"));
	str_free(&key);
	return rc;
}

static void publish_more(struct str *to)
{
	str_addz(to, _(
"DIR gets the data of the store as they are now, for who pulls them (thaw help\n"
"pull): thaw.db, the sums of its blocks, a manifest, and its signature where\n"
"there is a key. Your own marks, notes, verdicts and watches are never in it; the\n"
"addresses that were fetched are.\n"
"Pages keep their places, so that of a day's change little is brought. A folder\n"
"that thaw makes is yours alone: chmod it for a web server. Others may read and\n"
"refresh meanwhile.\n"));
}

const struct command cmd_publish = {
	.name = "publish",
	.usage = "DIR",
	.summary = N_("a copy of the data into a folder, for others to pull"),
	.more = publish_more,
	.options = rows,
	.run = publish_run,
};
