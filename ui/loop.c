/* Nothing here blocks but the wait for the next event: a refresh is another
 * process, and a search is given up when a key comes. Idle, nothing is sent
 * but the clock, each minute, where wanted.
 */
#include "ui/loop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "ui/browse.h"
#include "ui/letters.h"
#include "ui/loop_inside.h"
#include "ui/wake.h"
#include "ui/wanted.h"

enum {
	SETTLE_MS = 200,	/* a writer commits often: look no more often */
	LOOK_MS = 1000,		/* where the system does not tell */
	AGAIN = 5,		/* looks: what woke us is written, not yet valid */
	ECHO_MS = 60,		/* until what was typed is seen, found or not */
	SESSION_MS = 20000,	/* after a key, so that a crash loses little */
	AT_ONCE = 64,		/* keys that are drawn together, at most */
	DUE_MS = 5 * 60000,	/* the clock may be put right meanwhile */
};

bool ui_possible(const char **why)
{
	return term_possible(why);
}

static int resize(struct loop *a, struct err *e)
{
	bool plain = a->o->settings && a->o->settings->ascii;
	int rows, cols;

	term_size(a->term, &rows, &cols);
	if (surface_open(&a->surface, rows, cols, plain || term_ascii(), e) < 0)
		return -1;
	a->surface.has = plain ? NULL : letters_has;
	return 0;
}

static bool hurry(void *ctx)
{
	struct loop *a = ctx;

	return term_waits(a->term) ||
	       (!a->echoed && (a->slow ||
			       clock_mono_ms() > a->drawn_at + ECHO_MS));
}

static void draw(struct loop *a)
{
	a->drawn_at = clock_mono_ms();
	screen_draw(&a->screen, &a->surface);
	if (!a->screen.late)
		a->slow = clock_mono_ms() > a->drawn_at + ECHO_MS;
	term_draw(a->term, &a->surface);
	a->minute = clock_now(&a->o->data->clock) / 60;
	a->echoed = true;
	a->told = false;
}

static int64_t refresh_ms(const struct loop *a)
{
	return a->o->settings && a->o->refresh_argv ?
	       a->o->settings->refresh_s * 1000 : 0;
}

static void start_refresh(struct loop *a, struct slice keys)
{
	struct err e = { 0 };

	a->screen.refresh = false;
	a->refresh_at = clock_mono_ms() + refresh_ms(a);
	if (!a->o->refresh_argv)
		screen_say(&a->screen, true, _("no refresh in this "
			   "program: thaw refresh in a shell does it"));
	else if (progress_start(&a->progress, a->o->refresh_argv, keys,
				&e) < 0)
		screen_say(&a->screen, true, e.msg);
	else
		a->refreshing_at = clock_mono_ms();
}

static void look_due(struct loop *a)
{
	const struct data *d = a->o->data;

	a->due_looked_at = clock_mono_ms();
	a->screen.due_at = refresh_ms(a) ? d->ops->due_at(d->ctx) : 0;
}

/* When to look whether something is due, of the monotonic clock; 0: never.
 * Sources that are due a little after the first come along with it. */
static int64_t due_look_at(const struct loop *a)
{
	int64_t left = a->screen.due_at + refresh_ms(a) / 10000 -
		       clock_now(&a->o->data->clock);
	int64_t now = clock_mono_ms(), at = a->due_looked_at + DUE_MS;

	if (refresh_ms(a) == 0 || a->progress.pid > 0)
		return 0;
	if (a->screen.due_at > 0 && left < DUE_MS / 1000 &&
	    now + left * 1000 < at)
		at = now + (left > 0 ? left * 1000 : 0);
	return at > a->refresh_at ? at : a->refresh_at;
}

/* What is due is asked by itself. True when there is something to draw. */
static bool refresh_due(struct loop *a)
{
	int64_t at = due_look_at(a), before = a->screen.due_at;

	if (at == 0 || clock_mono_ms() < at)
		return false;
	look_due(a);
	if (a->screen.due_at == 0 ||
	    a->screen.due_at > clock_now(&a->o->data->clock))
		return a->screen.due_at != before;
	start_refresh(a, SLICE_NONE);
	return true;
}

static int64_t tell_ms(const struct loop *a)
{
	return progress_tell_ms(clock_mono_ms() - a->refreshing_at);
}

/* A look at the store is put off a little, so that many commits are one. */
static void look_soon(struct loop *a)
{
	int64_t at = clock_mono_ms() +
		     (a->progress.pid > 0 ? tell_ms(a) : SETTLE_MS);

	if (a->look_at == 0 || at < a->look_at)
		a->look_at = at;
	a->again = AGAIN;
}

/* True where that is news, which is said. */
static bool say_amiss(struct loop *a)
{
	const struct data *d = a->o->data;
	struct err why = { 0 };
	bool was = a->amiss;

	a->amiss = d->ops->amiss && d->ops->amiss(d->ctx, &why);
	if (a->amiss && !was)
		screen_say(&a->screen, true, why.msg);
	else if (was && !a->amiss)
		screen_say(&a->screen, false, _("the store is there again, and "
			   "what is shown is what it holds"));
	a->screen.amiss = a->amiss;
	return was != a->amiss;
}

static void say_aside(struct loop *a)
{
	const struct data *d = a->o->data;
	const char *old = d->ops->aside ? d->ops->aside(d->ctx) : NULL;
	char text[PATH_BYTES + 256];

	if (!old)
		return;
	snprintf(text, sizeof(text), _("the store was replaced; what had not "
		 "been written into the old file lies in %s"), old);
	screen_say(&a->screen, false, text);
}

static bool look(struct loop *a)
{
	const struct data *d = a->o->data;

	if (a->look_at == 0 || clock_mono_ms() < a->look_at)
		return false;
	a->look_at = a->wake < 0 || a->again-- > 0 ? clock_mono_ms() + LOOK_MS :
						     0;
	if (!d->ops->changed(d->ctx))
		return say_amiss(a);
	say_amiss(a);
	screen_reload(&a->screen);
	say_aside(a);
	look_due(a);
	return true;
}

static int until(int64_t at, int wait_ms)
{
	int64_t left = at - clock_mono_ms();

	if (left < 0)
		left = 0;
	return wait_ms < 0 || left < wait_ms ? (int)left : wait_ms;
}

static int wait_ms(const struct loop *a)
{
	int64_t now = clock_now(&a->o->data->clock);
	int ms = -1;

	if (a->screen.late)
		return 0;
	if (a->screen.o.clock)
		ms = (int)(60 - now % 60) * 1000;
	if (a->session_at)
		ms = until(a->session_at, ms);
	if (a->look_at)
		ms = until(a->look_at, ms);
	if (a->told)
		ms = until(a->drawn_at + tell_ms(a), ms);
	return due_look_at(a) ? until(due_look_at(a), ms) : ms;
}

/* Stands until the next key. */
static void say_hits(struct loop *a)
{
	struct str said = STR_INIT(256);

	if (a->progress.hits > 0)
		str_addf(&said, ngettext("watches found %d row: pane 0",
					 "watches found %d rows: pane 0",
					 a->progress.hits), a->progress.hits);
	if (said.n > 0)
		screen_say(&a->screen, false, str_cstr(&said));
	str_free(&said);
}

static void take_wishes(struct loop *a)
{
	if (a->screen.refresh)
		start_refresh(a, str_slice(&a->screen.refresh_keys));
	if (a->screen.exports)
		loop_export(a);
	if (a->screen.opens)
		loop_browse(a);
	if (a->screen.start)
		loop_command(a);
	if (a->screen.dresses)
		loop_dress(a);
	if (a->screen.redraw)
		term_redraw(a->term);
	a->screen.redraw = false;
	if (a->screen.copies)
		loop_copy(a);
}

/* True when there is something to draw. */
static bool take_news(struct loop *a, const struct term_event *ev)
{
	bool news = a->screen.late;

	if ((ev->ready & 1u) && a->wake >= 0 &&
	    wake_read(a->wake, a->o->store_file))
		look_soon(a);
	if (ev->ready & 2u) {
		if (progress_read(&a->progress)) {
			look_soon(a);
			look_due(a);
			say_hits(a);
		}
		a->told = true;
	}
	if (ev->ready & 4u)
		news |= loop_exported(a);
	if ((ev->ready & 24u) && run_read(&a->run)) {
		screen_ran(&a->screen);
		take_wishes(a);
		news = true;
	}
	news |= a->told && (a->progress.pid <= 0 ||
			    clock_mono_ms() >= a->drawn_at + tell_ms(a));
	news |= look(a);
	if (a->session_at && clock_mono_ms() >= a->session_at)
		news |= loop_keep(a);
	news |= refresh_due(a);
	return news || (a->screen.o.clock &&
			a->minute != clock_now(&a->o->data->clock) / 60);
}

static bool is_input(const struct term_event *ev)
{
	return ev->kind == TERM_KEY || ev->kind == TERM_MOUSE ||
	       ev->kind == TERM_PASTE;
}

static int take_input(struct loop *a, const struct term_event *ev)
{
	bool leaving = a->screen.leaving != 0;

	a->screen.leaving = 0;
	a->echoed = false;
	if (a->session_at == 0)
		a->session_at = clock_mono_ms() + SESSION_MS;
	if (ev->kind == TERM_MOUSE)
		screen_mouse(&a->screen, &ev->mouse);
	else if (ev->kind == TERM_PASTE)
		screen_paste(&a->screen, ev->paste);
	else
		screen_key(&a->screen, ev->key);
	take_wishes(a);
	return a->screen.quit && loop_leaves(a, leaving) ? 1 : 0;
}

/* One event: 1 to end, -1 on failure. Keys that wait already are taken
 * before anything is drawn, so a pasted filter is drawn once. */
static int step(struct loop *a, struct err *e)
{
	struct term_event ev;
	int fds[5] = { a->wake, a->progress.fd, a->exporting.fd, a->run.out,
		       a->run.err };
	bool drawn = false;

	term_wait(a->term, fds, 5, wait_ms(a), &ev);
	for (int i = 0; is_input(&ev) && i < AT_ONCE; i++) {
		if (take_input(a, &ev))
			return 1;
		drawn = true;
		term_wait(a->term, NULL, 0, 0, &ev);
	}
	if (is_input(&ev) && take_input(a, &ev))
		return 1;
	if (ev.kind == TERM_BREAK && a->run.pid > 0)
		run_stop(&a->run);
	else if (ev.kind == TERM_BREAK || ev.kind == TERM_END)
		return 1;
	if (ev.kind == TERM_RESIZE && resize(a, e) < 0)
		return -1;
	/* Whoever pressed a key does not wait for what others have written. */
	if (drawn || ev.kind != TERM_NOTHING)
		draw(a);
	if (take_news(a, &ev))
		draw(a);
	return 0;
}

static int run(struct loop *a, struct err *e)
{
	int rc;

	if (resize(a, e) < 0)
		return -1;
	/* Not before the first frame: each source is asked after. */
	draw(a);
	look_due(a);
	draw(a);
	while ((rc = step(a, e)) == 0 && !loop_left(a))
		;
	return rc < 0 ? -1 : 0;
}

static int start_term(struct loop *a, struct err *e)
{
	static const enum term_links links[] = {
		[WANTED_AUTO] = LINKS_AUTO, [WANTED_YES] = LINKS_ON,
		[WANTED_NO] = LINKS_OFF,
	};
	const struct settings *set = a->o->settings;
	struct term_options to = {
		.frugal = wanted_frugal(set),
		.mouse = (!set || set->mouse) && !wanted_reader(set),
		.plain = wanted_reader(set),
		.links = links[set ? set->hyperlinks : WANTED_AUTO],
		.theme = THEME_AUTO,
		.theme_conf = a->o->theme,
		.theme_name = a->o->theme_name,
	};

	if (set)
		theme_kind(set->theme, &to.theme);
	return term_start(&a->term, &to, e);
}

int ui_run(const struct ui_options *o, struct err *e)
{
	struct loop a = { .o = o, .wake = -1, .echoed = true,
			  .kept = STR_INIT(SESSION_BYTES) };
	struct screen_options so = {
		.data = o->data,
		.desks = o->desks,
		.sources = o->sources,
		.desk_add = o->desk_add,
		.desk_ctx = o->desk_ctx,
		.progress = &a.progress,
		.run = &a.run,
		.commands = o->commands,
		.hurry = hurry,
		.hurry_ctx = &a,
		.clock = o->settings && o->settings->clock &&
			 !wanted_reader(o->settings),
		.frugal = wanted_frugal(o->settings),
		.reader = wanted_reader(o->settings),
		.keys = o->keys,
		.keys_name = o->keys_name,
	};
	int rc = -1;

	progress_init(&a.progress);
	progress_init(&a.exporting);
	run_init(&a.run);
	if (screen_open(&a.screen, &so, e) < 0)
		goto out;
	if (o->store_file)
		a.wake = wake_open(o->store_file);
	if (a.wake < 0)
		a.look_at = clock_mono_ms() + LOOK_MS;
	if (start_term(&a, e) == 0) {
		loop_resume(&a);
		rc = run(&a, e);
		loop_keep(&a);
	}
out:
	term_stop(&a.term);
	loop_say_ended(&a);
	if (a.wake >= 0)
		close(a.wake);
	progress_free(&a.progress);
	progress_free(&a.exporting);
	str_free(&a.kept);
	run_free(&a.run);
	screen_free(&a.screen);
	surface_free(&a.surface);
	return rc;
}
