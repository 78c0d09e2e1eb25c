/* Drawing: the last and dumbest step. */
#include <string.h>

#include "base/i18n.h"
#include "base/local.h"
#include "base/text.h"
#include "ui/headline.h"
#include "ui/help_text.h"
#include "ui/screen.h"

enum {
	PART_LEAST = 16,	/* cells that a part of the headline tells something in */
	TELLS_SOURCES = 180,	/* a headline has room for whose word it is */
	OWN_BYTES = 1 << 20,
};

static bool headline_query(void *ctx, const struct shape *shape,
			   struct query *q)
{
	struct screen *s = ctx;
	struct pane_state bare = { .sort = -1 };
	struct err e = { 0 };

	bare.list.shape = shape;
	return screen_query(s, &bare, SLICE_NONE, q, &e);
}

/* As much of it as fits. Of a part that would be cut in its first words nothing
 * is shown: "7 pers…" is a number of nobody knows what. */
static void put_parts(struct surface *to, int x, struct slice text)
{
	int room = to->cols - x;
	bool whole = surface_width(to, text) <= room;
	ptrdiff_t at = whole ? -1 : slice_find(text, SLICE(" · "), 0);
	size_t end = 0;

	while (at > 0 && surface_width(to, slice_make(text.p, (size_t)at)) <
			 room) {
		end = (size_t)at;
		at = slice_find(text, SLICE(" · "), end + 1);
	}
	if (end > 0 && room - surface_width(to, slice_make(text.p, end)) <
		       PART_LEAST)
		text.n = end;
	else
		end = 0;
	x += surface_text(to, 0, x, room, text, ROLE_TEXT);
	if (end > 0)
		surface_putz(to, 0, to->cols - x > 1 ? x + 1 : x, 1,
			     to->ascii ? "~" : "…", ROLE_TEXT);
}

static void draw_headline(struct screen *s, struct surface *to)
{
	const struct desk *desk = screen_desk(s);
	bool told = to->cols >= TELLS_SOURCES;
	int used;

	if (s->headline_dirty || s->headline_told != told) {
		s->headline_told = told;
		str_clear(&s->headline);
		headline_make(s->o.data, headline_query, s, told,
			      &s->headline);
		s->refreshed_at = s->o.data->ops->refreshed_at(
			s->o.data->ctx);
		s->headline_dirty = false;
	}
	used = surface_putz(to, 0, 0, to->cols, " thaw  ", ROLE_HEADLINE);
	used += surface_text(to, 0, used, to->cols - used,
			     desk ? desk->title : SLICE_NONE, ROLE_HEADLINE);
	used += 3;
	put_parts(to, used, str_slice(&s->headline));
}

static void add_title(const struct screen *s, size_t pane, struct str *left,
		      struct str *right)
{
	const struct pane_state *p = &s->pane[pane];

	if (pane < 10)
		str_addf(left, " %zu", (pane + 1) % 10);
	str_addf(left, " %s ", _(panes[pane]->title));
	if (p->filter.n > 0)
		str_addf(left, "/%s ", str_cstr(&p->filter));
	str_addc(right, ' ');
	if (p->marked.n > 0)
		str_addf(right, ngettext("%zu marked · ", "%zu marked · ",
					 p->marked.n), p->marked.n);
	if (p->list.count != p->list.total) {
		local_number(right, p->list.count);
		/* TRANSLATORS: 3 of 24 */
		str_addz(right, _(" of "));
	}
	local_number(right, p->list.total);
	str_addc(right, ' ');
}

/* The title stands on the frame's upper line. */
static void draw_title(const struct screen *s, struct surface *to,
		       struct rect at, size_t pane, enum role role)
{
	struct str left = STR_INIT(2048), right = STR_INIT(64);
	int room, wide;

	add_title(s, pane, &left, &right);
	wide = surface_width(to, str_slice(&right));
	room = at.cols - 4 - wide;
	surface_put(to, at.y, at.x + 1, room > 0 ? room : at.cols - 2,
		    str_slice(&left), role);
	if (room > 12)
		surface_put(to, at.y, at.x + at.cols - 2 - wide, wide,
			    str_slice(&right), role);
	str_free(&left);
	str_free(&right);
}

void screen_draw_pane(struct screen *s, struct surface *to, size_t pane,
		      struct rect at, bool boxed)
{
	struct pane_state *p = &s->pane[pane];
	bool focused = pane == s->focus;
	enum role role = focused ? ROLE_FOCUS : ROLE_FRAME;
	struct list_look look = { .focused = focused, .frugal = s->o.frugal,
				  .heading = boxed || focused };
	struct rect in = { at.y + 1, at.x, at.rows - 1, at.cols };

	screen_load(s, p, true);
	look.late = p->dirty;
	s->late |= p->dirty;
	if (boxed) {
		surface_box(to, at, role);
		in = (struct rect){ at.y + 1, at.x + 1, at.rows - 2,
				    at.cols - 2 };
	} else {
		surface_rule(to, at.y, at.x, at.cols, role);
	}
	draw_title(s, to, at, pane, role);
	list_draw(&p->list, to, in, &look);
	if (look.heading && in.rows > 1)
		in = (struct rect){ in.y + 1, in.x, in.rows - 1, in.cols };
	screen_draw_empty(s, p, to, in);
	if (focused)
		s->page = in.rows;
}

/* What the user has said is asked each time: it may just have been said. */
static void make_detail(struct screen *s, int cols, struct err *e)
{
	const struct data *d = s->o.data;
	struct arena mem = ARENA_INIT(OWN_BYTES);
	struct own_words own = { .n = 0 };

	if (d->ops->own && d->ops->own(d->ctx, s->facts.id, &mem, &own, e) < 0)
		own = (struct own_words){ .n = 0 };
	detail_make(&s->facts, &own, cols, &s->lines, e);
	arena_free(&mem);
}

void screen_make_lines(struct screen *s)
{
	int cols = s->detail_cols > 0 ? s->detail_cols : s->cols - 4;
	struct err e = { 0 };

	if (s->lines_cols == cols)
		return;
	lines_clear(&s->lines);
	if (screen_under(s) == MODE_HELP)
		help_make(s, cols, &s->lines, &e);
	else if (screen_under(s) == MODE_OUTPUT)
		screen_output_lines(s, cols, &e);
	else if (s->row_text.n > 0)
		lines_add(&s->lines, cols, 1, ROLE_TEXT, SLICE_NONE,
			  s->row_text, &e);
	else if (s->conflict.id[0])
		detail_conflict(&s->conflict, s->conflict_name, cols,
				&s->lines, &e);
	else
		make_detail(s, cols, &e);
	s->lines_cols = cols;
	if (e.code != ERR_NONE)
		screen_say(s, true, e.msg);
}

/* What the filter of the pane sought is shown in what is said of the subject,
 * not in our own words about that. */
static void draw_line(struct screen *s, struct surface *to, struct rect at,
		      const struct line *l)
{
	const struct list *list = &screen_focused(s)->list;
	struct spots spots = { .n = 0 };
	enum screen_mode mode = screen_under(s);

	surface_link(to, at.y, at.x, surface_put(to, at.y, at.x, at.cols,
						 l->text, l->role), l->link);
	if (s->seek.sought.n > 0)
		spots_find(&spots, &s->seek.sought, -1, l->text, 0);
	else if (mode == MODE_HELP || mode == MODE_OUTPUT ||
		 !lines_quotes(l->role))
		return;
	else
		spots_find(&spots, &list->sought, -1, l->text, 0);
	spots_paint(&spots, to, at.y, at.x, at.cols, l->text);
}

static const char *lines_title(const struct screen *s)
{
	if (screen_under(s) == MODE_HELP)
		return _(" Help ");
	if (screen_under(s) == MODE_OUTPUT)
		return _(" Output ");
	if (s->open_gone)
		return _(" Gone: as it was last ");
	return s->row_text.n > 0 && s->focus == PANE_sources ? _(" Source ") :
	       s->conflict.id[0] ? _(" Sides ") : _(" Claims ");
}

/* The first row of what is chosen, or -1. */
static int draw_page(struct screen *s, struct surface *to, struct rect in)
{
	int chosen = -1;

	for (int i = 0; i < in.rows && s->top + (size_t)i < s->lines.n; i++) {
		const struct line *l = &s->lines.line[s->top + (size_t)i];

		draw_line(s, to, (struct rect){ in.y + i, in.x + l->indent, 1,
						in.cols - l->indent }, l);
		if (s->seek.n > 0 && s->seek.line == s->top + (size_t)i) {
			surface_putz(to, in.y + i, in.x - 1, 1, "▌",
				     ROLE_MARKER);
			chosen = in.y + i;
		}
		if (!l->pick || l->pick != s->pick)
			continue;
		surface_putz(to, in.y + i, in.x - 1, 1, "▌", ROLE_MARKER);
		if (chosen < 0)
			chosen = in.y + i;
	}
	return chosen;
}

/* The line that is read, of the page. Another size or another text may have left
 * it behind: then it is what is chosen, or the first one. */
static int read_on_page(struct screen *s, int chosen)
{
	if (s->read < s->top || s->read >= s->top + (size_t)s->page ||
	    s->read >= s->lines.n)
		s->read = s->top + (size_t)(chosen > 0 ? chosen : 0);
	return (int)(s->read - s->top);
}

void screen_draw_lines(struct screen *s, struct surface *to, struct rect at)
{
	struct rect in = { at.y + 1, at.x + 2, at.rows - 2, at.cols - 4 };
	int chosen;
	bool inside = screen_inside(s);
	enum role frame = inside ? ROLE_FOCUS : ROLE_FRAME;

	s->detail_cols = in.cols;
	screen_make_lines(s);
	s->page = in.rows > 1 ? in.rows : 1;
	if (s->top + (size_t)s->page > s->lines.n)
		s->top = s->lines.n > (size_t)s->page ?
			 s->lines.n - (size_t)s->page : 0;
	s->lines_at = in;
	surface_box(to, at, frame);
	surface_putz(to, at.y, at.x + 1, at.cols - 2,
		     lines_title(s), frame);
	chosen = draw_page(s, to, in);
	if (s->top + (size_t)s->page < s->lines.n)
		surface_putz(to, at.y + at.rows - 1, at.x + at.cols - 9, 8,
			     _(" more … "), frame);
	if (!inside)
		return;
	to->cursor_y = chosen < 0 ? in.y : chosen;
	if (s->o.reader)
		to->cursor_y = in.y + read_on_page(s, chosen - in.y);
	if (to->cursor_y >= to->rows)	/* no row is left for it */
		to->cursor_y = to->rows - 1;
	to->cursor_x = in.x < to->cols ? in.x : to->cols - 1;
}

static void draw_menu(struct screen *s, struct surface *to, struct rect body)
{
	struct rect at = body;

	if (at.cols > 64) {
		at.x += (at.cols - 60) / 2;
		at.cols = 60;
	}
	if (at.rows > 22)
		at.rows = 22;
	facet_draw(&s->facet, to, at, str_slice(&screen_focused(s)->filter));
	if (s->facet_err.code != ERR_NONE)
		surface_text(to, at.y + at.rows - 2, at.x + 2, at.cols - 4,
			     slice_of(s->facet_err.msg), ROLE_BAD);
}

void screen_draw_edit(struct screen *s, struct surface *to, int y)
{
	edit_draw(&s->edit, to, y, 0, to->cols);
}

void screen_draw_note(struct screen *s, struct surface *to, int y)
{
	edit_draw(&s->note, to, y, 0, to->cols);
}

void screen_ask_hints(const struct screen *s, struct str *out)
{
	str_add(out, str_slice(&s->ask.why));
}

void screen_draw_ask(struct screen *s, struct surface *to, int y)
{
	surface_text(to, y, 1, to->cols - 1, str_slice(&s->ask.text),
		     ROLE_INPUT);
	to->cursor_y = y;
	to->cursor_x = 1;
}

/* A filter's rows are seen while it is typed: what could stand in its line is
 * drawn beside them, in the place of other panes. A command's goes over the last
 * rows. */
static struct rect offers_place(const struct screen *s,
				    const struct layout *l)
{
	struct rect b = l->body, f = b;
	int rows = offers_rows(&s->offers), below;

	for (size_t i = 0; i < l->n; i++)
		if (l->slot[i].pane == s->focus)
			f = l->slot[i].at;
	if (s->mode == MODE_EDIT && l->kind == LAYOUT_WIDE)
		return (struct rect){ f.y, f.x > b.x ? b.x : f.x + f.cols,
				      f.rows, b.cols - f.cols };
	below = b.y + b.rows - f.y - f.rows;
	if (s->mode == MODE_EDIT && f.y - b.y > below)
		return (struct rect){ b.y, b.x, f.y - b.y, b.cols };
	if (s->mode == MODE_EDIT && below > 0)
		return (struct rect){ f.y + f.rows, b.x, below, b.cols };
	if (rows > b.rows / 2)
		rows = b.rows / 2;
	return (struct rect){ b.y + b.rows - rows, b.x, rows, b.cols };
}

static void draw_offers(struct screen *s, struct surface *to,
			 const struct layout *l)
{
	if (s->offers.open &&
	    (s->mode == MODE_EDIT || s->mode == MODE_COMMAND ||
	     s->mode == MODE_WORK))
		offers_draw(&s->offers, to, offers_place(s, l));
}

static bool asks(const struct screen *s)
{
	const struct mode_row *m = &modes[s->mode];

	return m->asks ? m->asks(s) : m->input != NULL;
}

static void lay_out(const struct screen *s, const struct surface *to,
		    struct layout *l)
{
	*l = (struct layout){ .split_x = s->split_x, .split_y = s->split_y };
	for (size_t i = 0; i < PANE_COUNT; i++)
		l->has[i] = s->pane[i].list.total;
	/* A row is free for what is said at length: what stands on the page is
	 * not to be spoken again after it. */
	layout_make(l, to->rows, to->cols, s->focus, s->other,
		    asks(s) || s->o.reader ? 2 : 1);
}

/* How many rows they have says where they stand, so that is asked before they
 * are drawn. */
static void load_stacked(struct screen *s, const struct surface *to)
{
	enum screen_mode mode = screen_under(s);
	struct layout l;

	lay_out(s, to, &l);
	for (size_t i = 0; l.kind == LAYOUT_NARROW && !s->o.reader &&
	     !modes[mode].body && i < l.n; i++)
		screen_load(s, &s->pane[l.slot[i].pane], true);
}

bool screen_inside(const struct screen *s)
{
	enum screen_mode mode = screen_under(s);

	return modes[mode].body == screen_draw_lines;
}

static void draw_body(struct screen *s, struct surface *to,
		      enum screen_mode mode)
{
	const struct mode_row *m = &modes[mode];
	bool lines = m->body == screen_draw_lines;
	struct layout l;

	lay_out(s, to, &l);
	if (s->beside && !s->full && mode != MODE_HELP && mode != MODE_OUTPUT &&
	    (lines || !m->body) && l.kind >= LAYOUT_NARROW)
		screen_draw_beside(s, to, l.body);
	else if (m->body)
		m->body(s, to, l.body);
	else
		for (size_t i = 0; i < l.n; i++)
			screen_draw_pane(s, to, l.slot[i].pane, l.slot[i].at,
					 l.kind == LAYOUT_WIDE);
	if (mode == MODE_FACET)
		draw_menu(s, to, l.body);
}

void screen_draw(struct screen *s, struct surface *to)
{
	const struct mode_row *m = &modes[s->mode];
	const struct mode_row *under = &modes[screen_under(s)];
	struct layout l;

	surface_clear(to);
	s->late = screen_unread(s);
	s->spots.n = 0;
	load_stacked(s, to);
	s->cols = to->cols;
	lay_out(s, to, &l);
	s->shown = l;
	if (l.kind == LAYOUT_TINY) {
		surface_putz(to, 0, 0, to->cols, _("too small"), ROLE_TEXT);
		return;
	}
	screen_look_anew(s);
	if (l.headline && !s->o.reader)
		draw_headline(s, to);
	if (s->o.reader)
		screen_draw_linear(s, to, l.foot);
	else
		draw_body(s, to, screen_under(s));
	if (under->over && !s->o.reader)
		under->over(s, to, l.body);
	if (m != under && m->over && !s->o.reader)
		m->over(s, to, l.body);
	draw_offers(s, to, &l);
	screen_draw_foot(s, to, to->rows - 1);
	if (asks(s))
		modes[s->mode].input(s, to, l.foot);
}
