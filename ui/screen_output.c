/* A command of thaw that runs beside the screen, and what it prints. */
#include "base/i18n.h"
#include "base/text.h"
#include "ui/help_text.h"

enum { SAID_BYTES = 4096, CTRL_C = 3 };

void screen_run_failed(struct screen *s, const struct err *e)
{
	struct str said = STR_INIT(SAID_BYTES);

	s->command.then_refresh = false;
	str_addf(&said, _("nothing was run: %s"), e->msg);
	screen_say(s, true, str_cstr(&said));
	str_free(&said);
}

void screen_run(struct screen *s, char **words)
{
	if (!s->o.run || !s->o.commands) {
		screen_say(s, true, _("no commands in this program"));
		return;
	}
	s->command.words = words;
	s->start = true;
	s->command.shown = s->command.said = 0;
	s->command.leaves = true;
	screen_show_output(s);
}

void screen_show_output(struct screen *s)
{
	if (!s->o.run || (!s->start && s->o.run->pid == 0 && !s->o.run->ran)) {
		screen_say(s, false, _("no command has run yet: type one "
				       "behind :"));
		return;
	}
	screen_show_text(s, MODE_OUTPUT);
}

/* One of the two at a time: from the help the way back is that of the help. */
void screen_show_text(struct screen *s, enum screen_mode mode)
{
	screen_seek_clear(s);
	if (s->mode != MODE_OUTPUT && s->mode != MODE_HELP) {
		s->before = s->mode;
		s->before_top = s->top;
		s->before_pick = s->pick;
	}
	s->mode = mode;
	lines_clear(&s->lines);
	s->lines_cols = 0;
	s->top = s->pick = 0;
}

void screen_leave_text(struct screen *s)
{
	screen_seek_clear(s);
	s->mode = s->before;
	s->top = s->before_top;
	s->pick = s->before_pick;
	lines_clear(&s->lines);
	s->lines_cols = 0;
	s->command.leaves = false;
}

void screen_show_help(struct screen *s)
{
	str_clear(&s->here);
	help_here(s, &s->here);
	screen_show_text(s, MODE_HELP);
}

/* --- lines --- */

/* A line keeps its indent, where it is wrapped too. */
static void add_line(struct screen *s, int cols, enum role role,
		     struct slice text, struct err *e)
{
	int indent = 0;

	while ((size_t)indent < text.n && text.p[indent] == ' ' &&
	       indent < cols / 2)
		indent++;
	lines_add(&s->lines, cols, indent, role, SLICE_NONE,
		  slice_make(text.p + indent, text.n - (size_t)indent), e);
}

/* Complete lines, and the last when nothing more can come. */
static size_t add_new(struct screen *s, int cols, enum role role,
		      const struct str *from, size_t at, struct err *e)
{
	struct slice rest = slice_make(str_cstr(from) + at, from->n - at), one;

	while (rest.n > 0 && slice_cut(&rest, '\n', &one)) {
		if (!rest.p && s->o.run->pid > 0)
			break;
		add_line(s, cols, role, one, e);
		at = rest.p ? (size_t)(rest.p - str_cstr(from)) : from->n;
	}
	return at;
}

void screen_output_lines(struct screen *s, int cols, struct err *e)
{
	const struct command_run *r = s->o.run;
	enum role said = r->ran && r->status != 0 ? ROLE_BAD : ROLE_DIM;

	if (s->lines.n == 0)
		s->command.shown = s->command.said = 0;
	s->command.said = add_new(s, cols, said, &r->said, s->command.said,
				  e);
	s->command.shown = add_new(s, cols, ROLE_TEXT, &r->text,
				   s->command.shown, e);
}

/* --- its end --- */

/* The last thing that was said, on one line. */
static struct slice last_said(const struct command_run *r)
{
	struct slice rest = slice_trim(str_slice(&r->said)), one,
		     last = SLICE_NONE;

	while (slice_cut(&rest, '\n', &one))
		if (slice_trim(one).n > 0)
			last = slice_trim(one);
	return last;
}

/* The output is left by itself where all of it fits into the foot. */
static bool fits_foot(const struct screen *s)
{
	const struct command_run *r = s->o.run;
	struct slice said = slice_trim(str_slice(&r->said));

	return r->text.n == 0 && slice_find(said, SLICE("\n"), 0) < 0 &&
	       text_width(said) <= s->cols - 2;
}

static void say_end(struct screen *s)
{
	const struct command_run *r = s->o.run;
	struct str said = STR_INIT(SAID_BYTES);
	struct slice last = last_said(r);

	if (r->status == 0 && !r->cut && r->text.n > 0 && last.n == 0)
		return;

	if (r->cut)
		str_addz(&said, _("it printed more than 4 MB and was ended; "
				  "the front is here: write it to a file with "
				  "--output, or in a shell"));
	else if (r->asked_to_end)
		str_addz(&said, _("ended by you; what was done until then "
				  "stays"));
	else if (r->status == 127)
		str_addz(&said, _("thaw itself cannot be started"));
	else if (last.n > 0)
		text_visible(&said, last, false);
	else if (r->status != 0)
		str_addf(&said, _("it failed (exit code %d)"), r->status);
	else
		str_addz(&said, _("done"));
	screen_say(s, r->status != 0 && r->status != 3, str_cstr(&said));
	str_free(&said);
}

void screen_ran(struct screen *s)
{
	const struct command_run *r = s->o.run;

	if (screen_under(s) == MODE_OUTPUT) {
		struct err ignored = { 0 };

		if (s->lines_cols > 0)
			screen_output_lines(s, s->lines_cols, &ignored);
	}
	if (!r->ran || r->pid > 0)
		return;
	if (s->o.commands->again)
		s->o.commands->again(s->o.commands->ctx);
	screen_reload(s);
	if (screen_under(s) == MODE_OUTPUT)
		s->lines_cols = 0;	/* a failure looks otherwise */
	say_end(s);
	if (s->mode == MODE_OUTPUT && s->command.leaves && fits_foot(s))
		screen_leave_text(s);
	s->command.leaves = false;
	if (s->command.then_refresh && r->status == 0) {
		str_clear(&s->refresh_keys);
		s->refresh = true;
	}
	s->command.then_refresh = false;
}

/* --- keys --- */

void screen_output(struct screen *s, uint32_t key)
{
	enum action act = keymap_find(&s->keymap, key);
	bool runs = s->start || s->o.run->pid > 0;

	if (runs && (key == CTRL_C || act == ACT_CLEAR)) {
		run_stop(s->o.run);
		screen_say(s, false, _("it has been asked to end; once more "
				       "ends it at once"));
		return;
	}
	if (act == ACT_BACK || (act == ACT_CLEAR && s->seek.sought.n == 0))
		screen_leave_text(s);
	else if (act == ACT_CLEAR)
		screen_seek_clear(s);
	else
		screen_act(s, act);
}
