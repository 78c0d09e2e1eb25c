/* What the screen wishes that takes a terminal, a file or another process. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/browse.h"
#include "ui/loop_inside.h"

void loop_command(struct loop *a)
{
	struct screen *s = &a->screen;
	struct err e = { 0 };

	s->start = false;
	if (run_start(&a->run, s->o.commands->program, s->command.words,
		      s->cols > 24 ? s->cols - 4 : 20, &e) < 0)
		screen_run_failed(s, &e);
}

void loop_export(struct loop *a)
{
	const char *words[PROGRESS_ARGS] = { NULL };
	char *p = a->screen.export_args.p;
	struct err e = { 0 };
	size_t n = 0;

	a->screen.exports = false;
	while (a->o->program_argv && a->o->program_argv[n] && n < 16) {
		words[n] = a->o->program_argv[n];
		n++;
	}
	while (p && n + 1 < PROGRESS_ARGS) {
		words[n++] = p;
		p = strchr(p, '\n');
		if (p)
			*p++ = '\0';
	}
	if (!a->o->program_argv)
		screen_say(&a->screen, true, _("nothing can be written here"));
	else if (a->exporting.pid > 0)
		screen_say(&a->screen, true, _("not written: another file is "
			   "being written; try again when it is done"));
	else if (progress_start(&a->exporting, words, SLICE_NONE, &e) < 0)
		screen_say(&a->screen, true, e.msg);
}

/* True where there is something to say. */
bool loop_exported(struct loop *a)
{
	struct str said = STR_INIT(8192);

	if (!progress_read(&a->exporting))
		return false;
	if (a->exporting.status != 0)
		str_addf(&said, _("not written: %s"), a->exporting.message);
	else
		str_addz(&said, a->exporting.message);
	screen_say(&a->screen, a->exporting.status != 0, str_cstr(&said));
	str_free(&said);
	return true;
}

/* --- leaving --- */

static const char *leaving_text(unsigned leaving)
{
	if (leaving == LEAVE_COMMAND)
		/* TRANSLATORS: %s are the keys that leave */
		return _("thaw ends when the command is done; %s ends both "
			 "now; any other key stays");
	if (leaving == LEAVE_EXPORT)
		/* TRANSLATORS: %s are the keys that leave */
		return _("thaw ends when the file is written; %s ends it now, "
			 "and nothing is written; any other key stays");
	/* TRANSLATORS: %s are the keys that leave */
	return _("thaw ends when the file is written and the command is done; "
		 "%s ends both now, and nothing is written; any other key "
		 "stays");
}

bool loop_leaves(struct loop *a, bool again)
{
	struct str keys = STR_INIT(64), said = STR_INIT(512);
	struct screen *s = &a->screen;

	s->leaving = (a->exporting.pid > 0 ? LEAVE_EXPORT : 0u) |
		     (a->run.pid > 0 ? LEAVE_COMMAND : 0u);
	if (s->leaving == 0 || again)
		return true;
	s->quit = false;
	keymap_keys(&s->keymap, ACT_QUIT, &keys);
	str_addf(&said, leaving_text(s->leaving), str_cstr(&keys));
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
	str_free(&keys);
	return false;
}

/* Who is told that it failed wants to read why. */
bool loop_left(struct loop *a)
{
	struct screen *s = &a->screen;
	bool failed = (s->leaving & LEAVE_EXPORT && a->exporting.status) ||
		      (s->leaving & LEAVE_COMMAND && a->run.status);

	if (s->leaving == 0 || a->exporting.pid > 0 || a->run.pid > 0)
		return false;
	a->waited = failed ? 0 : s->leaving;
	s->leaving = 0;
	return !failed;
}

/* Line by line: with what is made visible it may be more than it was. */
static void print_text(FILE *to, const struct str *text)
{
	struct slice rest = str_slice(text), one;
	struct str line = STR_INIT(8 * RUN_BYTES);

	while (rest.n > 0 && slice_cut(&rest, '\n', &one)) {
		str_clear(&line);
		text_visible(&line, one, true);
		fprintf(to, "%s\n", str_cstr(&line));
	}
	str_free(&line);
}

void loop_say_ended(const struct loop *a)
{
	if (a->waited & LEAVE_COMMAND) {
		print_text(stderr, &a->run.said);
		print_text(stdout, &a->run.text);
	}
	if (a->waited & LEAVE_EXPORT && a->exporting.message[0])
		fprintf(stderr, "thaw: %s\n", a->exporting.message);
	if (a->exporting.pid > 0)
		fprintf(stderr, "thaw: %s\n", _("the file was not written: "
			"its writing was ended; what stood there before was "
			"kept"));
	if (a->run.pid > 0)
		fprintf(stderr, "thaw: %s\n", _("the command was ended before "
			"it was done; what it had done until then stays"));
	if (a->progress.pid > 0)
		fprintf(stderr, "thaw: %s\n", _("the refresh was ended; each "
			"source is as it was, or as it is now, whole"));
}

/* At the desk that was asked for, else where the user left off. */
void loop_resume(struct loop *a)
{
	struct str text = STR_INIT(SESSION_BYTES);
	struct slice desk = a->o->desk;
	struct err e = { 0 };
	bool absent = false;

	if (desk.n == 0 && a->o->settings)
		desk = a->o->settings->desk;
	screen_begin_desk(&a->screen, desk);
	if (a->o->session_file &&
	    path_read(a->o->session_file, &text, &absent, &e) == 0 &&
	    text.n > 0)
		screen_resume(&a->screen, str_slice(&text),
			      a->o->desk.n == 0, &e);
	else if (e.code != ERR_NONE)
		screen_say(&a->screen, true, e.msg);
	screen_session(&a->screen, &a->kept);
	str_free(&text);
}

/* Only where it is other than what lies there. True where it could not be, which
 * is said. */
bool loop_keep(struct loop *a)
{
	struct str now = STR_INIT(SESSION_BYTES), said = STR_INIT(8192);
	struct err e = { 0 };
	bool told = false;

	a->session_at = 0;
	/* Whoever removed the store wants none of it left. */
	if (!a->o->session_file || a->amiss)
		return false;
	screen_session(&a->screen, &now);
	if (!now.bad && !slice_eq(str_slice(&now), str_slice(&a->kept))) {
		told = path_replace(a->o->session_file, str_slice(&now),
				    &e) < 0;
		str_free(&a->kept);
		a->kept = now;
		now = STR_INIT(SESSION_BYTES);
	}
	if (told) {
		str_addf(&said, _("where you are is not remembered: %s"),
			 e.msg);
		screen_say(&a->screen, true, str_cstr(&said));
	}
	str_free(&said);
	str_free(&now);
	return told;
}

/* With the browser of the settings or $BROWSER; without one the link is shown,
 * so that it can be copied. */
void loop_browse(struct loop *a)
{
	struct str said = STR_INIT(8192), with = STR_INIT(4096);
	struct slice url = str_slice(&a->screen.open_url);
	struct slice browser = a->o->settings ? a->o->settings->browser :
						SLICE_NONE;
	struct err e = { 0 };
	int rc = browse(url, browser.n ? browser : slice_of(getenv("BROWSER")),
			&with, &e);

	a->screen.opens = false;
	if (rc > 0)
		str_addf(&said, _("opened with %s: %.*s"), str_cstr(&with),
			 SLICE_ARG(url));
	else if (rc == 0)
		str_addf(&said, _("%.*s (Y copies it; browser in settings.conf"
			 " or $BROWSER would open it)"), SLICE_ARG(url));
	else
		str_addf(&said, "%s: %.*s", e.msg, SLICE_ARG(url));
	screen_say(&a->screen, rc < 0, str_cstr(&said));
	str_free(&said);
	str_free(&with);
}

void loop_dress(struct loop *a)
{
	struct err e = { 0 };

	if (term_theme(a->term, a->screen.theme, &e) < 0)
		screen_say_unkept(&a->screen, &e);
	a->screen.dresses = false;
}

void loop_copy(struct loop *a)
{
	struct screen *s = &a->screen;

	if (!term_copy(a->term, str_slice(&s->copy)))
		screen_say(s, true, _("too long for the clipboard of a "
				      "terminal (75 KB); x writes it to a "
				      "file"));
	s->copies = false;
	str_clear(&s->copy);
}
