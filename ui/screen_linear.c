/* For screen readers: one pane at a time. What the cursor is on is told in
 * words on the upper lines, which are all that a move changes; below it the
 * page stands still, without lines, and the hardware cursor rests in it. */
#include "base/i18n.h"
#include "base/text.h"
#include "ui/screen.h"

enum { WORDS_ROWS = 3, WORDS_BYTES = 1 << 16 };

static void row_text(const struct surface *to, int y, struct str *out)
{
	for (int x = 0; x < to->cols; x++)
		str_addz(out, surface_at(to, y, x)->text);
}

/* The sign that stands beside what is chosen says nothing in speech. */
static void no_markers(struct surface *to, struct rect at)
{
	for (int y = at.y; y < at.y + at.rows; y++)
		for (int x = at.x; x < at.x + at.cols; x++)
			if (surface_at(to, y, x)->role == ROLE_MARKER &&
			    surface_at(to, y, x)->width == 1)
				surface_fill(to, (struct rect){ y, x, 1, 1 },
					     ROLE_TEXT);
}

/* What is open: of the menu its column, else what stands above it. */
static void say_title(const struct screen *s, const struct surface *to,
		      int y, struct str *out)
{
	const struct facet *f = &s->facet;
	struct str text = STR_INIT(WORDS_BYTES);

	if (s->mode == MODE_FACET && f->n_columns > 0)
		str_addz(&text, _(shape_column(f->shape,
					(size_t)f->column[f->at])->title));
	else if (to->cursor_y != y)
		row_text(to, y, &text);
	str_add(out, slice_trim(str_slice(&text)));
	if (out->n > 0)
		str_addz(out, ": ");
	str_free(&text);
}

/* ... and the line that the cursor is on. */
static void say_line(const struct screen *s, const struct surface *to,
		     struct rect at, struct str *out)
{
	struct str text = STR_INIT(WORDS_BYTES);

	say_title(s, to, at.y, out);
	row_text(to, to->cursor_y, &text);
	str_add(out, slice_trim(str_slice(&text)));
	str_free(&text);
}

static void say_list(struct list *l, struct surface *to, struct rect at,
		     struct slice filter, struct str *out)
{
	const struct list_row *r = list_current(l);

	str_addz(out, _(l->pane->title));
	if (filter.n > 0) {
		str_addz(out, _(", filter "));
		str_add(out, filter);
	}
	if (!r) {
		str_addz(out, ": ");
		row_text(to, at.y, out);
		return;
	}
	str_addz(out, ", ");
	str_addf(out, ngettext("%lld row", "%lld rows", l->count),
		 (long long)l->count);
	str_addf(out, _(", row %lld: "), (long long)l->cur + 1);
	list_say(l, r, out);
}

static void draw_list(struct screen *s, struct surface *to, struct rect at,
		      struct str *words)
{
	struct pane_state *p = screen_focused(s);
	struct list_look look = { .frugal = true };
	int64_t below;

	screen_load(s, p, true);
	look.late = p->dirty;
	s->late |= p->dirty;
	list_draw(&p->list, to, at, &look);
	s->page = at.rows;
	/* Rows that are sought have a place before they are there. */
	below = p->list.page_n > 0 ? p->list.cur - p->list.page_at : 0;
	to->cursor_x = at.x;
	to->cursor_y = at.y + (int)(below < at.rows ? below : at.rows - 1);
	say_list(&p->list, to, at, str_slice(&p->filter), words);
}

static void draw_words(struct surface *to, struct slice words)
{
	struct str shown = STR_INIT(WORDS_BYTES);
	struct slice rest;

	text_visible(&shown, words, false);
	rest = str_slice(&shown);
	for (int y = 0; y < WORDS_ROWS - 1 && rest.n > 0; y++)
		surface_text(to, y, 0, to->cols, lines_cut(&rest, to->cols),
			     ROLE_TEXT);
	surface_text(to, WORDS_ROWS - 1, 0, to->cols, rest, ROLE_TEXT);
	str_free(&shown);
}

void screen_draw_linear(struct screen *s, struct surface *to, int rows)
{
	struct rect at = { WORDS_ROWS, 0, rows - WORDS_ROWS, to->cols };
	const struct mode_row *m = &modes[s->mode];
	struct str words = STR_INIT(WORDS_BYTES);

	if (!m->over)
		m = &modes[screen_under(s)];
	to->plain = true;
	if (m->over || m->body || s->mode == MODE_FACET) {
		if (m->over)
			m->over(s, to, at);
		else if (m->body)
			m->body(s, to, at);
		else
			facet_draw(&s->facet, to, at,
				   str_slice(&screen_focused(s)->filter));
		no_markers(to, at);
		say_line(s, to, at, &words);
	} else {
		draw_list(s, to, at, &words);
	}
	draw_words(to, str_slice(&words));
	str_free(&words);
}
