/* Asks the sources that are due, once or again and again.
 *
 * Signals only raise a flag: a fetch in progress is dropped whole, so the
 * store is as it was before that source.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/hits.h"
#include "cmd/print.h"
#include "cmd/refreshing.h"
#include "cmd/rounds.h"

enum {
	REFRESH_EVERY, REFRESH_FORCE, REFRESH_ACCEPT, REFRESH_JOBS,
	REFRESH_PROGRESS,
};
enum {
	JOBS_MOST = 256,
	TOGETHER_S = 30,	/* sources due so near each other are one round */
	NAP_S = 60,		/* a machine that slept looks this soon */
	BROKEN_MOST = 20,
};

static const struct option_row rows[] = {
	[REFRESH_EVERY]  = OPTION("every", "PERIOD", N_("stay; look at least each 15m, 2h, 1d")),
	[REFRESH_FORCE]  = SWITCH("force", N_("also the sources that are not due")),
	[REFRESH_ACCEPT] = { .name = "accept", .arg = "SOURCE", .many = true,
			     .help = N_("take its version even if it shrank or looks broken off") },
	[REFRESH_JOBS]   = OPTION("jobs", "N", N_("so many sources at a time")),
	[REFRESH_PROGRESS] = { .name = "progress", .hidden = true,
			     .help = N_("tab-separated lines for the screen") },
	OPTIONS_END
};

static bool stop(void *ctx)
{
	struct refreshing *r = ctx;

	notify_alive(&r->notify);
	return rounds_stopped(NULL);
}

static int unknown_source(const struct app *app, struct slice key,
			  struct err *e)
{
	struct str valid = STR_INIT(OPTION_BYTES);

	for (size_t i = 0; i < app->sources.n; i++) {
		str_addc(&valid, ' ');
		str_add(&valid, app->sources.list[i].key);
	}
	err_set(e, ERR_USAGE, "unknown source \"%.*s\"; valid:%s",
		(int)(key.n > 60 ? 60 : key.n), key.p, str_cstr(&valid));
	str_free(&valid);
	return -1;
}

struct asked {
	struct slice only[SOURCES_MAX];
	struct slice accept[SOURCES_MAX];
	struct refresh_options o;
	int64_t every_s;
};

static int ask_sources(struct asked *a, const struct app *app,
		       const struct line *line, struct err *e)
{
	struct slice list = given_text(line->given, REFRESH_ACCEPT), key;

	for (size_t i = 0; i < line->n && i < SOURCES_MAX; i++) {
		a->only[i] = slice_of(line->word[i]);
		if (!sources_find(&app->sources, a->only[i]))
			return unknown_source(app, a->only[i], e);
		a->o.n_only++;
	}
	while (a->o.n_accept < SOURCES_MAX && slice_cut(&list, ',', &key)) {
		if (!sources_find(&app->sources, key))
			return unknown_source(app, key, e);
		a->accept[a->o.n_accept++] = key;
	}
	a->o.only = a->only;
	a->o.accept = a->accept;
	if (a->o.n_only == 0 && a->o.n_accept > 0) {
		/* "take what you refused" is about that source alone */
		a->o.only = a->accept;
		a->o.n_only = a->o.n_accept;
	}
	return 0;
}

static int ask(struct asked *a, const struct app *app,
	       const struct line *line, struct err *e)
{
	const struct given *g = line->given;
	int64_t jobs = app->settings.jobs;

	a->o.force = g->is[REFRESH_FORCE];
	if (g->is[REFRESH_JOBS] &&
	    (!slice_int(given_text(g, REFRESH_JOBS), &jobs) || jobs < 1 ||
	     jobs > JOBS_MOST))
		return err_set(e, ERR_USAGE, "--jobs takes 1 to %d",
			       (int)JOBS_MOST);
	a->o.jobs = (int)jobs;
	if (g->is[REFRESH_EVERY] &&
	    rounds_every(given_text(g, REFRESH_EVERY), &a->every_s, e) < 0)
		return -1;
	return ask_sources(a, app, line, e);
}

static void say_every(struct refreshing *r, const struct refresh_result *res,
		      int64_t wait_s)
{
	int64_t now = clock_now(&r->app->clock);
	char at[CLOCK_TEXT], next[CLOCK_TEXT];

	print_note(r->app, _("%s: %zu asked, %zu with something new, %zu "
		   "failed; next look %s"), clock_local(now, at), res->due,
		   res->changed, res->failed,
		   clock_local(now + wait_s, next));
	notify_say(&r->notify, _("%zu asked at %s, %zu failed; next look %s"),
		   res->due, at, res->failed, next);
}

static void say_once(const struct app *app, const struct asked *a,
		     const struct refresh_result *res)
{
	char at[CLOCK_TEXT];

	if (res->enabled == 0 && a->o.n_only == 0)
		print_note(app, _("no network source is enabled: nobody was "
			   "contacted. Enable a group: thaw sources enable "
			   "news"));
	else if (res->due + res->busy + res->failed == 0 && res->next_at > 0)
		print_note(app, _("nothing is due before %s; --force asks all "
			   "the same"), clock_local(res->next_at, at));
	else if (res->due + res->busy + res->failed == 0)
		print_note(app, _("nothing is due; --force asks all the "
			   "same"));
}

static int one_round(struct refreshing *r, const struct asked *a,
		     struct refresh_result *res, struct err *e)
{
	struct world w = app_world(r->app);
	int rc;

	*res = (struct refresh_result){0};
	w.told = refreshing_told;
	w.stop = stop;
	w.ctx = r;
	if (store_follow(r->app->store, e) < 0 || app_owns(r->app, e) < 0)
		return -1;
	rc = flow_refresh(&w, &a->o, res, e);
	refreshing_clear(r);
	app_names_update(r->app);
	if (rc < 0)
		return -1;
	if (!r->loop)
		say_once(r->app, a, res);
	/* Who is told to stop finds the rest the next time. */
	if (!rounds_stopped(NULL))
		rc = hits_look(r->app, r->lines, rounds_stopped, e);
	return rc < 0 || res->failed > 0 ? -1 : 0;
}

/* How long until the next round: until something is due, but no longer than
 * the user said, and no shorter than it takes for others to be due too. After
 * rounds that broke off it is longer each time. */
static int64_t pause_s(const struct app *app, const struct asked *a,
		       const struct refresh_result *res, int broken)
{
	int64_t least = broken ? (int64_t)NAP_S << (broken / 2) : TOGETHER_S;
	int64_t left = res->next_at - clock_now(&app->clock);

	if (least > a->every_s)
		least = a->every_s;
	if (broken)
		return least;
	if (res->next_at == 0 || left > a->every_s)
		return a->every_s;
	return left < least ? least : left;
}

/* In naps: a machine that was suspended, or whose clock was put right, is not
 * late by all that time, and one whose clock went back does not wait for it. */
static void pause_for(struct refreshing *r, int64_t seconds)
{
	int64_t until = clock_now(&r->app->clock) + seconds;
	int64_t end = clock_mono_ms() + seconds * 1000;
	int64_t nap = notify_nap_s(&r->notify, NAP_S), left;
	bool look = false;

	while (!rounds_stopped(NULL) && !look &&
	       (left = end - clock_mono_ms()) > 0 &&
	       clock_now(&r->app->clock) < until) {
		notify_alive(&r->notify);
		left = (left + 999) / 1000;
		look = rounds_wait(left < nap ? left : nap);
	}
}

/* sources.conf may have changed meanwhile. One that cannot be read is told once,
 * and the last good one stays. */
static void look_again(struct refreshing *r, struct asked *a,
		       const struct line *line, struct err *told)
{
	struct refresh_options before = a->o;
	struct err e = {0};

	a->o = (struct refresh_options){0};
	if (app_reconfigure(r->app, &e) == 0 &&
	    ask(a, r->app, line, &e) == 0) {
		err_clear(told);
		return;
	}
	a->o = before;
	if (strcmp(told->msg, e.msg) != 0)
		print_error(_("thaw: %s; the configuration from before stays "
			    "in force"), e.msg);
	*told = e;
}

static void many_rounds(struct refreshing *r, struct asked *a,
			const struct line *line)
{
	struct err told = {0};
	int broken = 0;		/* rounds in a row that broke off */

	notify_open(&r->notify);
	notify_send(&r->notify, "READY=1");
	while (!rounds_stopped(NULL)) {
		struct refresh_result res;
		struct err e = {0};
		int64_t wait;

		/* A failed round is said, and the next one comes. */
		if (one_round(r, a, &res, &e) < 0 && e.msg[0])
			print_error("thaw: %s", e.msg);
		broken = !e.msg[0] ? 0 : broken < BROKEN_MOST ? broken + 1 :
							      broken;
		wait = pause_s(r->app, a, &res, broken);
		say_every(r, &res, wait);
		pause_for(r, wait);
		if (!rounds_stopped(NULL))
			look_again(r, a, line, &told);
	}
	notify_send(&r->notify, "STOPPING=1");
	notify_close(&r->notify);
}

static int refresh_run(struct app *app, const struct line *line,
		       struct err *e)
{
	struct refreshing r = {
		.app = app,
		.lines = line->given->is[REFRESH_PROGRESS],
		.loop = line->given->is[REFRESH_EVERY],
		.notify = NOTIFY_INIT,
		.live = isatty(STDERR_FILENO) && !app->quiet &&
			!line->given->is[REFRESH_PROGRESS],
	};
	struct asked *a = calloc(1, sizeof(*a));
	struct refresh_result res;
	int rc = -1;

	if (!a)
		return err_set(e, ERR_MEMORY, "out of memory");
	if (app_configure(app, e) == 0 && ask(a, app, line, e) == 0 &&
	    app_open(app, e) == 0) {
		rounds_listen();
		rc = 0;
		if (a->every_s > 0)
			many_rounds(&r, a, line);
		else
			rc = one_round(&r, a, &res, e);
	}
	if (rc == 0 && rounds_stopped(NULL) && a->every_s == 0)
		rc = err_set(e, ERR_SYSTEM, "stopped; the rest of the "
			     "sources are as they were");
	free(a);
	return rc;
}

static void refresh_more(struct str *to)
{
	str_addz(to, _(
"A source is due when its period (in sources.conf) has passed since it\n"
"was asked, and up to a tenth later, so that not everybody comes at once. A\n"
"server may lengthen that by a day (Cache-Control, Expires, the ttl of a feed),\n"
"or ask not to be asked for a while (Retry-After). After a failure it is asked\n"
"again in 15 minutes, then in 30, up to a day. An address that is gone for\n"
"good (410) is not asked any more, until its KEY is given with --force or it is\n"
"enabled again. One that has moved (301, 308) is asked where it is now; `thaw\n"
"sources` shows that, and when each is due.\n"
"\n"
"With --every, thaw stays, says one line a round, and looks whenever a source is\n"
"due, at least so often. SIGTERM and SIGHUP end it, SIGUSR1 lets it look now. A\n"
"sources.conf that is broken meanwhile is told, and the last good one stays in\n"
"force. Under systemd it tells its state (Type=notify, WatchdogSec). Examples of\n"
"units, of a line for cron and of a launchd job are in share/thaw/units.\n"));
}

const struct command cmd_refresh = {
	.name = "refresh",
	.usage = "[SOURCE...]",
	.summary = N_("ask the enabled sources for what is new"),
	.more = refresh_more,
	.options = rows,
	.run = refresh_run,
};
