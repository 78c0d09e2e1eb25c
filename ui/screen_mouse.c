/* The mouse, over what was drawn last, and what is pasted. */
#include "base/i18n.h"
#include "base/text.h"
#include "ui/screen.h"

enum { TWICE_MS = 400, WHEEL_ROWS = 3 };

static bool inside(struct rect r, const struct mouse *m)
{
	return m->y >= r.y && m->y < r.y + r.rows && m->x >= r.x &&
	       m->x < r.x + r.cols;
}

static int64_t wheel(const struct mouse *m)
{
	return m->kind == MOUSE_WHEEL_UP ? -WHEEL_ROWS :
	       m->kind == MOUSE_WHEEL_DOWN ? WHEEL_ROWS : 0;
}

/* The second click on one cell; a third is a first again. */
static bool twice(struct screen *s, const struct mouse *m)
{
	struct drag *d = &s->drag;
	bool is = d->at_ms > 0 && m->at_ms - d->at_ms <= TWICE_MS &&
		  d->y == m->y && d->x == m->x;

	d->at_ms = is ? 0 : m->at_ms;
	d->y = m->y;
	d->x = m->x;
	return is;
}

/* --- panes --- */

/* Frames that touch are the divider. */
static void grasp(struct screen *s, const struct mouse *m)
{
	const struct layout *l = &s->shown;
	struct rect first;

	s->drag.across = s->drag.down = false;
	if (l->kind != LAYOUT_WIDE)
		return;
	first = l->slot[0].at;
	s->drag.across = m->x == first.x + first.cols - 1 ||
			 m->x == first.x + first.cols;
	s->drag.down = m->y == first.y + first.rows - 1 ||
		       m->y == first.y + first.rows;
}

static void drag(struct screen *s, const struct mouse *m)
{
	struct rect body = s->shown.body;

	if (s->drag.across)
		s->split_x = layout_split(m->x, body.x, body.cols);
	if (s->drag.down)
		s->split_y = layout_split(m->y, body.y, body.rows);
}

static void press(struct screen *s, const struct mouse *m)
{
	bool again = twice(s, m);

	grasp(s, m);
	for (size_t i = 0; i < s->shown.n; i++) {
		size_t pane = s->shown.slot[i].pane;
		struct list *l = &s->pane[pane].list;
		int64_t row = list_row_at(l, m->y);

		if (!inside(s->shown.slot[i].at, m))
			continue;
		if (pane != s->focus)
			screen_act(s, (enum action)(ACT_PANE_1 + (int)pane));
		if (row >= 0)
			list_to(l, row);
		if (row >= 0 && again)
			screen_act(s, ACT_OPEN);
		return;
	}
	if (s->beside && inside(s->lines_at, m))
		screen_beside_focus(s, true);
}

static void roll(struct screen *s, const struct mouse *m)
{
	for (size_t i = 0; i < s->shown.n; i++)
		if (inside(s->shown.slot[i].at, m))
			list_scroll(&s->pane[s->shown.slot[i].pane].list,
				    wheel(m));
}

void screen_mouse_panes(struct screen *s, const struct mouse *m)
{
	if (m->kind == MOUSE_PRESS && m->button == 1)
		press(s, m);
	else if (m->kind == MOUSE_DRAG)
		drag(s, m);
	else if (m->kind == MOUSE_RELEASE)
		s->drag.across = s->drag.down = false;
	else
		roll(s, m);
}

/* A click elsewhere ends the line, as Enter does. */
void screen_mouse_edit(struct screen *s, const struct mouse *m)
{
	if (m->kind == MOUSE_PRESS)
		screen_edit(s, KEYCODE_ENTER);
	screen_mouse_panes(s, m);
}

/* --- what stands above the panes --- */

void screen_mouse_lines(struct screen *s, const struct mouse *m)
{
	size_t at = s->top + (size_t)(m->y - s->lines_at.y);
	int64_t top = (int64_t)s->top + wheel(m);

	if (wheel(m)) {
		screen_make_lines(s);
		s->top = top < 0 ? 0 : (size_t)top;
		return;		/* the end is minded when it is drawn */
	}
	if (m->kind != MOUSE_PRESS || m->button != 1 ||
	    !inside(s->lines_at, m) || at >= s->lines.n)
		return;
	if (s->lines.line[at].pick)
		s->pick = s->lines.line[at].pick;
	if (twice(s, m) && s->lines.line[at].link.n > 0)
		screen_open_link(s, s->lines.line[at].link);
}

void screen_mouse_facet(struct screen *s, const struct mouse *m)
{
	struct facet *f = &s->facet;
	struct rect tabs = { f->in.y - 1, f->in.x + 1, 1, f->in.cols - 2 };
	size_t at = f->menu.top + (size_t)(m->y - f->in.y);
	int column;

	if (wheel(m))
		menu_move(&f->menu, (int)wheel(m));
	if (m->kind != MOUSE_PRESS || m->button != 1)
		return;
	column = inside(tabs, m) ? facet_tab_at(f, m->x - tabs.x) : -1;
	if (column >= 0) {
		while (f->at != (size_t)column)
			screen_key(s, KEYCODE_TAB);
	} else if (inside(f->in, m) && at < menu_shown(&f->menu)) {
		f->menu.cur = at;
		screen_key(s, ' ');
	} else if (!inside((struct rect){ f->in.y - 2, f->in.x - 1,
					  f->in.rows + 3, f->in.cols + 2 },
			   m)) {
		screen_key(s, KEYCODE_ESC);
	}
}

void screen_mouse_inquiry(struct screen *s, const struct mouse *m)
{
	struct inquiry *q = &s->inquiry;
	int64_t row = list_row_at(&q->list, m->y);

	if (wheel(m))
		list_scroll(&q->list, wheel(m));
	if (m->kind != MOUSE_PRESS || m->button != 1 || row < 0 ||
	    q->at == INQUIRY_NOTE)
		return;
	list_to(&q->list, row);
	q->at = INQUIRY_LIST;
	if (twice(s, m))
		screen_key(s, KEYCODE_ENTER);
}

/* Where a mode says nothing of the mouse, the wheel is the arrows. */
static void arrows(struct screen *s, const struct mouse *m)
{
	for (int i = 0; wheel(m) && i < WHEEL_ROWS; i++)
		screen_key(s, wheel(m) < 0 ? KEYCODE_UP : KEYCODE_DOWN);
}

void screen_mouse(struct screen *s, const struct mouse *m)
{
	uint32_t key = m->kind == MOUSE_PRESS && m->button == 1 ?
		       screen_foot_key(s, m->y, m->x) : KEYCODE_NONE;

	s->unread.on = false;	/* as a key does */
	if (key != KEYCODE_NONE) {
		screen_key(s, key);
		return;
	}
	if (m->kind == MOUSE_PRESS)
		str_clear(&s->message);
	if (modes[s->mode].mouse)
		modes[s->mode].mouse(s, m);
	else
		arrows(s, m);
}

/* --- paste --- */

void screen_paste(struct screen *s, struct slice text)
{
	size_t n, taken = 0;
	uint32_t c;

	if (s->mode == MODE_PANES) {
		screen_act(s, ACT_FILTER);
		edit_set(&s->edit, SLICE_NONE);
	}
	if (!modes[s->mode].types || !modes[s->mode].types(s)) {
		screen_say(s, false, _("what is pasted is text, and there is "
				       "no line for it here; nothing was "
				       "done"));
		return;
	}
	s->pasting = true;
	for (size_t at = 0; at < EDIT_BYTES &&
	     (n = text_next(text, at, &c)) > 0; at = taken) {
		taken = at + n;
		screen_key(s, c < ' ' ? ' ' : c);
	}
	s->pasting = false;
	if (s->mode == MODE_SEEK)
		screen_sought(s);
	if (taken < text.n)
		screen_say(s, false, _("what was pasted is longer than a line "
				       "holds; its beginning was taken"));
}
