/* The ":" line: any command of thaw, and those of the screen itself. */
#include "base/i18n.h"
#include "ui/screen.h"

enum { COMMAND_BYTES = 1 << 17, CTRL_R = 18, CTRL_P = 16, CTRL_N = 14 };

enum screen_mode screen_under(const struct screen *s)
{
	bool above = s->mode == MODE_COMMAND || s->mode == MODE_SEEK ||
		     s->mode == MODE_MENU;

	return above ? s->under : s->mode;
}

void screen_begin_command(struct screen *s, enum action act)
{
	(void)act;
	edit_set(&s->command.edit, SLICE_NONE);
	offers_close(&s->offers);
	s->under = s->mode;
	s->mode = MODE_COMMAND;
}

static void leave(struct screen *s)
{
	offers_close(&s->offers);
	s->mode = s->under;
}

/* Cuts one off *line; absent where there is only a blank. False: its quote is not
 * closed. */
static bool cut_word(struct slice *line, struct slice *word)
{
	char c = line->p[0];
	struct slice rest = *line;

	*word = SLICE_NONE;
	if (c == '"' || c == '\'') {
		rest = slice_make(line->p + 1, line->n - 1);
		slice_cut(&rest, c, word);
		*line = rest;
		return rest.p != NULL;
	}
	filter_cut(&rest, ' ', word);
	if (word->n == 0)
		*word = SLICE_NONE;
	*line = rest;
	return true;
}

/* Words at blanks. Quotes around a word hold it together and go; those within it
 * are the filter's and stay: name:"two words". */
static char **split(struct arena *mem, struct slice line, struct err *e)
{
	char **words = arena_get(mem, (RUN_ARGS + 1) * sizeof(*words));
	struct slice word;
	size_t n = 0;

	while (words && line.n > 0 && n < RUN_ARGS) {
		if (!cut_word(&line, &word))
			err_set(e, ERR_USAGE, "a quote is not closed");
		if (word.p)
			words[n++] = arena_cstr(mem, word);
	}
	arena_ok(mem, _("the line"), e);
	return words;
}

void screen_do(struct screen *s, struct slice line)
{
	struct err e = { 0 };
	char **words;

	line = slice_trim(line);
	if (line.n == 0 || screen_native(s, line))
		return;
	if (s->command.mem.max == 0)
		s->command.mem = ARENA_INIT(COMMAND_BYTES);
	arena_clear(&s->command.mem);
	words = split(&s->command.mem, line, &e);
	if (e.code != ERR_NONE)
		screen_run_failed(s, &e);
	else if (words)
		screen_run(s, words);
}

static void enter(struct screen *s)
{
	struct str line = STR_INIT(EDIT_BYTES);

	str_add(&line, str_slice(&s->command.edit.text));
	edit_keep(&s->command.edit);
	leave(s);
	screen_do(s, str_slice(&line));
	str_free(&line);
}

/* Esc closes the menu first; what was typed stays until the second. */
static void escape(struct screen *s)
{
	if (s->offers.open)
		offers_close(&s->offers);
	else
		leave(s);
}

static void typed(struct screen *s, uint32_t key)
{
	bool changed = false, empty = s->command.edit.text.n == 0;

	if (empty && key == KEYCODE_BACKSPACE)
		leave(s);
	else if (edit_key(&s->command.edit, key, &changed) && changed)
		screen_offers_typed(s, &s->command.edit);
}

void screen_command(struct screen *s, uint32_t key)
{
	struct edit *ed = &s->command.edit;

	if (screen_tab(s, ed, key))
		return;
	switch (key) {
	case KEYCODE_ENTER:
		enter(s);
		return;
	case KEYCODE_ESC:
		escape(s);
		return;
	case CTRL_R:
		edit_seek(ed);
		return;
	case KEYCODE_UP:
		typed(s, CTRL_P);
		offers_close(&s->offers);
		return;
	case KEYCODE_DOWN:
		typed(s, CTRL_N);
		offers_close(&s->offers);
		return;
	default:
		typed(s, key);
		return;
	}
}

void screen_draw_command(struct screen *s, struct surface *to, int y)
{
	edit_draw(&s->command.edit, to, y, 0, to->cols);
	surface_putz(to, y, 0, 1, ":", ROLE_INPUT);
}
