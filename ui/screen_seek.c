/* A text is searched: the subject that is open, the help, what a command
 * printed. Any spelling finds the word, as in a filter. The help narrows to the
 * lines that have it. */
#include "base/i18n.h"
#include "ui/screen.h"

enum { SAID_BYTES = 1024 };

void screen_begin_seek(struct screen *s)
{
	screen_seek_clear(s);
	edit_set(&s->seek.edit, SLICE_NONE);
	s->under = s->mode;
	s->mode = MODE_SEEK;
}

/* What the filter of the pane sought is marked in a subject: that, until
 * something else is sought. */
static const struct sought *sought_of(const struct screen *s)
{
	if (s->seek.sought.n == 0 && screen_under(s) == MODE_DETAIL)
		return &s->pane[s->focus].list.sought;
	return &s->seek.sought;
}

static bool has(const struct screen *s, size_t line)
{
	struct spots spots = { .n = 0 };
	enum role role = s->lines.line[line].role;

	if (s->seek.sought.n == 0 && !lines_quotes(role))
		return false;

	return spots_find(&spots, sought_of(s), -1,
			  s->lines.line[line].text, 0);
}

static void count(struct screen *s, size_t line)
{
	s->seek.n = s->seek.nth = 0;
	for (size_t i = 0; i < s->lines.n; i++) {
		if (!has(s, i))
			continue;
		s->seek.n++;
		if (i <= line)
			s->seek.nth++;
	}
}

void screen_seek_moved(struct screen *s, size_t line)
{
	s->seek.line = line;
	count(s, line);
}

static void show(struct screen *s, size_t line)
{
	size_t third = s->page > 3 ? (size_t)s->page / 3 : 0;

	s->seek.line = line;
	if (line < s->top || line >= s->top + (size_t)s->page)
		s->top = line > third ? line - third : 0;
	count(s, line);
}

/* The first at or behind `from`, round the end; none: false. */
static bool go(struct screen *s, size_t from, int by)
{
	for (size_t i = 0; i < s->lines.n; i++) {
		size_t at = (from + (by > 0 ? i : 2 * s->lines.n - i)) %
			    s->lines.n;

		if (!has(s, at))
			continue;
		show(s, at);
		return true;
	}
	s->seek.n = s->seek.nth = 0;
	return false;
}

/* As one word, with its blanks: what stands there stands together. */
static void set(struct screen *s)
{
	struct slice text = slice_trim(str_slice(&s->seek.edit.text));
	struct query q = { 0 };
	struct err e = { 0 };
	struct str quoted = STR_INIT(2 * EDIT_BYTES);

	str_addc(&quoted, '"');
	for (size_t i = 0; i < text.n; i++)
		str_addc(&quoted, text.p[i] == '"' ? ' ' : text.p[i]);
	str_addc(&quoted, '"');
	if (text.n == 0 || query_parse(&q, str_slice(&quoted), &e) < 0)
		sought_free(&s->seek.sought);
	else
		sought_set(&s->seek.sought, NULL, &q);
	query_free(&q);
	str_free(&quoted);
}

static void say(struct screen *s)
{
	struct str said = STR_INIT(SAID_BYTES);

	if (s->seek.n > 0)
		str_addf(&said, _("%zu of %zu"), s->seek.nth, s->seek.n);
	else
		str_addz(&said, _("that does not stand here; / seeks "
				  "something else"));
	screen_say(s, s->seek.n == 0, str_cstr(&said));
	str_free(&said);
}

void screen_sought(struct screen *s)
{
	if (s->pasting)		/* once, at its end */
		return;
	set(s);
	if (s->under == MODE_HELP)
		s->lines_cols = 0;	/* other lines */
	screen_make_lines(s);
	if (s->under == MODE_HELP)
		s->top = 0;
	go(s, s->top, 1);
}

void screen_seek_clear(struct screen *s)
{
	bool narrowed = s->seek.sought.n > 0 && screen_under(s) == MODE_HELP;

	sought_free(&s->seek.sought);
	s->seek.n = s->seek.nth = s->seek.line = 0;
	if (narrowed)
		s->lines_cols = 0;
}

void screen_seek(struct screen *s, uint32_t key)
{
	bool other;

	if (key == KEYCODE_ENTER) {
		edit_keep(&s->seek.edit);
		s->mode = s->under;
		if (s->seek.sought.n > 0)
			say(s);
		return;
	}
	if (key == KEYCODE_ESC) {
		screen_seek_clear(s);
		s->mode = s->under;
		return;
	}
	if (edit_key(&s->seek.edit, key, &other)) {
		if (other)
			screen_sought(s);
		return;
	}
	if (key == KEYCODE_UP || key == KEYCODE_DOWN)
		screen_seek_next(s, key == KEYCODE_DOWN ? 1 : -1);
}

void screen_seek_next(struct screen *s, int by)
{
	if (sought_of(s)->n == 0) {
		screen_say(s, false, _("nothing is sought: / begins"));
		return;
	}
	screen_make_lines(s);
	if (s->lines.n > 0)
		go(s, (s->seek.line + (by > 0 ? 1 : s->lines.n - 1)) %
		      s->lines.n, by);
	say(s);
}

void screen_draw_seek(struct screen *s, struct surface *to, int y)
{
	struct str n = STR_INIT(64);
	int wide;

	if (s->seek.n > 0)
		str_addf(&n, _("%zu of %zu"), s->seek.nth, s->seek.n);
	else if (s->seek.edit.text.n > 0)
		str_addz(&n, _("not found"));
	wide = surface_width(to, str_slice(&n)) + 2;
	edit_draw(&s->seek.edit, to, y, 0, to->cols - wide);
	surface_text(to, y, to->cols - wide + 1, wide - 1, str_slice(&n),
		     ROLE_STATUS);
	str_free(&n);
}
