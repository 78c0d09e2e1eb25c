/* Asks the sources that are due, once or every so often.
 *
 * Signals only raise a flag: a fetch in progress is dropped whole, so the
 * store is as it was before that source.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/hits.h"
#include "cmd/i18n.h"
#include "cmd/outcome.h"
#include "cmd/print.h"

enum {
	REFRESH_EVERY, REFRESH_FORCE, REFRESH_ACCEPT, REFRESH_JOBS,
	REFRESH_PROGRESS,
};
enum { JOBS_MOST = 64, EVERY_LEAST_S = 1 };

static const struct option_row rows[] = {
	[REFRESH_EVERY]  = OPTION("every", "PERIOD", N_("again and again: 15m, 2h, 1d")),
	[REFRESH_FORCE]  = SWITCH("force", N_("also the sources that are not due")),
	[REFRESH_ACCEPT] = { .name = "accept", .arg = "SOURCE", .many = true,
			     .help = N_("take its version even if it shrank or looks broken off") },
	[REFRESH_JOBS]   = OPTION("jobs", "N", N_("so many sources at a time")),
	[REFRESH_PROGRESS] = { .name = "progress", .hidden = true,
			     .help = N_("tab-separated lines for the screen") },
	OPTIONS_END
};

static volatile sig_atomic_t interrupted;

static void interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

static bool stop(void *ctx)
{
	(void)ctx;
	return interrupted != 0;
}

struct refreshing {
	struct app *app;
	bool lines;	/* --progress: for a program, on stdout */
	bool live;	/* a line that changes, for a terminal */
	bool loop;	/* --every: one line a round is enough */
	int shown;	/* cells of that line */
};

static void clear_live(struct refreshing *r)
{
	if (r->shown > 0)
		fprintf(stderr, "\r%*s\r", r->shown, "");
	r->shown = 0;
}

static void show_live(struct refreshing *r, const struct flow_event *ev)
{
	char n[PRINT_NUMBER], all[PRINT_NUMBER];

	clear_live(r);
	if (ev->step == STEP_FETCHING && ev->total > 0)
		r->shown = fprintf(stderr, _("%.*s: %s of %s bytes"),
				   SLICE_ARG(ev->source),
				   print_number(ev->bytes, n),
				   print_number(ev->total, all));
	else
		r->shown = fprintf(stderr, "%.*s: %s", SLICE_ARG(ev->source),
				   step_name(ev->step));
	fflush(stderr);
}

static void event_words(struct str *to, const struct flow_event *ev)
{
	switch (ev->step) {
	case STEP_NEW:
		outcome_text(to, &ev->result);
		break;
	case STEP_SAME:
		str_addz(to, _("unchanged"));
		break;
	case STEP_REFUSED:
		str_addf(to, _("refused: %s"), ev->why);
		break;
	case STEP_FAILED:
		str_addf(to, _("failed: %s"), ev->why);
		break;
	default:
		break;
	}
}

/* SOURCE STATE BYTES TOTAL RECORDS MESSAGE */
static void say_line(const struct flow_event *ev, struct slice message)
{
	struct str clean = STR_INIT(4096);

	text_visible(&clean, message, false);
	printf("%.*s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%s\n",
	       SLICE_ARG(ev->source), step_name(ev->step), ev->bytes,
	       ev->total, ev->records, str_cstr(&clean));
	fflush(stdout);
	str_free(&clean);
}

static void told(void *ctx, const struct flow_event *ev)
{
	struct refreshing *r = ctx;
	struct str words = STR_INIT(4096);
	bool bad = ev->step == STEP_REFUSED || ev->step == STEP_FAILED;

	event_words(&words, ev);
	if (r->lines)
		say_line(ev, str_slice(&words));
	if (words.n == 0) {
		if (r->live)
			show_live(r, ev);
	} else if (!r->lines) {
		clear_live(r);
		if (bad)
			print_error("%.*s: %s", SLICE_ARG(ev->source),
				    str_cstr(&words));
		else if (!r->loop || r->app->verbose)
			print_note(r->app, "%.*s: %s", SLICE_ARG(ev->source),
				   str_cstr(&words));
	}
	str_free(&words);
}

static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
enum { N_SIGNALS = sizeof(signals) / sizeof(signals[0]) };

static void listen_signals(void)
{
	struct sigaction sa = { .sa_handler = interrupt };

	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i], &sa, NULL);
}

static int unknown_source(const struct app *app, struct slice key,
			  struct err *e)
{
	struct str valid = STR_INIT(OPTION_BYTES);

	for (size_t i = 0; i < app->sources.n; i++) {
		str_addc(&valid, ' ');
		str_add(&valid, app->sources.list[i].key);
	}
	err_set(e, ERR_USAGE, _("unknown source \"%.*s\"; valid:%s"),
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
	struct slice every = given_text(g, REFRESH_EVERY);
	int64_t jobs = app->settings.jobs;

	a->o.force = g->is[REFRESH_FORCE];
	if (g->is[REFRESH_JOBS] &&
	    (!slice_int(given_text(g, REFRESH_JOBS), &jobs) || jobs < 1 ||
	     jobs > JOBS_MOST))
		return err_set(e, ERR_USAGE, _("--jobs takes 1 to %d"),
			       (int)JOBS_MOST);
	a->o.jobs = (int)jobs;
	if (g->is[REFRESH_EVERY] &&
	    (!period_parse(every, &a->every_s) || a->every_s < EVERY_LEAST_S))
		return err_set(e, ERR_USAGE, _("--every takes a period such as "
			       "15m, 2h or 1d, not \"%.*s\""),
			       SLICE_ARG(every));
	return ask_sources(a, app, line, e);
}

static void say_round(const struct app *app, const struct asked *a,
		      const struct refresh_result *res)
{
	char at[CLOCK_TEXT];

	if (a->every_s > 0)
		print_note(app, _("%s: %zu asked, %zu with something new, "
			   "%zu failed"),
			   clock_local(clock_now(&app->clock), at), res->due,
			   res->changed, res->failed);
	else if (res->enabled == 0 && a->o.n_only == 0)
		print_note(app, _("no network source is enabled: nobody was "
			   "contacted. Enable a group: thaw sources enable "
			   "news"));
	else if (res->due == 0)
		print_note(app, _("nothing is due; --force asks all the same"));
}

static int one_round(struct refreshing *r, const struct asked *a,
		     struct err *e)
{
	struct refresh_result res = {0};
	struct world w = app_world(r->app);
	int rc;

	w.told = told;
	w.stop = stop;
	w.ctx = r;
	if (store_follow(r->app->store, e) < 0 || app_owns(r->app, e) < 0)
		return -1;
	rc = flow_refresh(&w, &a->o, &res, e);
	clear_live(r);
	app_names_update(r->app);
	if (rc < 0)
		return -1;
	say_round(r->app, a, &res);
	/* Who is told to stop finds the rest the next time. */
	if (!interrupted)
		rc = hits_look(r->app, r->lines, stop, e);
	return rc < 0 || res.failed > 0 ? -1 : 0;
}

/* Waits so long, or until a signal. The flag is looked at with the signals
 * blocked, so that none is lost in between. */
static void wait_s(int64_t seconds)
{
	struct timespec ts = { .tv_sec = (time_t)seconds };
	sigset_t block, before;

	sigemptyset(&block);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaddset(&block, signals[i]);
	sigprocmask(SIG_BLOCK, &block, &before);
	if (!interrupted)
		pselect(0, NULL, NULL, NULL, &ts, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static int many_rounds(struct refreshing *r, struct asked *a,
		       const struct line *line, struct err *e)
{
	while (!interrupted) {
		/* A failed round is said, and the next one comes. */
		if (one_round(r, a, e) < 0 && e->msg[0])
			print_error("thaw: %s", e->msg);
		err_clear(e);
		if (!interrupted)
			wait_s(a->every_s);
		if (interrupted)
			break;
		/* sources.conf may have changed meanwhile */
		a->o = (struct refresh_options){0};
		if (app_reconfigure(r->app, e) < 0 ||
		    ask(a, r->app, line, e) < 0)
			return -1;
	}
	return 0;
}

static int refresh_run(struct app *app, const struct line *line,
		       struct err *e)
{
	struct refreshing r = {
		.app = app,
		.lines = line->given->is[REFRESH_PROGRESS],
		.loop = line->given->is[REFRESH_EVERY],
		.live = isatty(STDERR_FILENO) && !app->quiet &&
			!line->given->is[REFRESH_PROGRESS],
	};
	struct asked *a = calloc(1, sizeof(*a));
	int rc = -1;

	if (!a)
		return err_set(e, ERR_MEMORY, _("out of memory"));
	if (app_configure(app, e) == 0 && ask(a, app, line, e) == 0 &&
	    app_open(app, e) == 0) {
		listen_signals();
		rc = a->every_s > 0 ? many_rounds(&r, a, line, e) :
				      one_round(&r, a, e);
	}
	if (rc == 0 && interrupted && a->every_s == 0)
		rc = err_set(e, ERR_SYSTEM, _("stopped; the rest of the "
			     "sources are as they were"));
	free(a);
	return rc;
}

const struct command cmd_refresh = {
	.name = "refresh",
	.usage = "[SOURCE...]",
	.summary = N_("ask the enabled sources for what is new"),
	.options = rows,
	.run = refresh_run,
};
