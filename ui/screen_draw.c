/* Drawing: the last and dumbest step. */
#include <string.h>

#include "base/i18n.h"
#include "base/local.h"
#include "base/text.h"
#include "ui/headline.h"
#include "ui/screen.h"

static bool headline_query(void *ctx, const struct shape *shape,
			   struct query *q)
{
	struct screen *s = ctx;
	struct pane_state bare = { .sort = -1 };
	struct err e = { 0 };

	bare.list.shape = shape;
	return screen_query(s, &bare, SLICE_NONE, q, &e);
}

static void draw_headline(struct screen *s, struct surface *to)
{
	int used;

	if (s->headline_dirty) {
		str_clear(&s->headline);
		headline_make(s->o.data, headline_query, s, &s->headline);
		s->refreshed_at = s->o.data->ops->refreshed_at(
			s->o.data->ctx);
		s->headline_dirty = false;
	}
	used = surface_putz(to, 0, 0, to->cols, " thaw  ", ROLE_HEADLINE);
	used += surface_text(to, 0, used, to->cols - used, s->o.title,
			     ROLE_HEADLINE);
	used += 3;
	surface_text(to, 0, used, to->cols - used, str_slice(&s->headline),
		     ROLE_TEXT);
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

static void draw_pane(struct screen *s, struct surface *to, size_t pane,
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
	if (focused)
		s->page = in.rows - (look.heading ? 1 : 0);
}

void screen_make_lines(struct screen *s)
{
	int cols = s->cols - 4;
	struct str keys = STR_INIT(1 << 16);
	struct err e = { 0 };

	if (s->lines_cols == cols)
		return;
	lines_clear(&s->lines);
	if (s->mode != MODE_HELP && s->row_text.n > 0)
		lines_add(&s->lines, cols, 1, ROLE_TEXT, SLICE_NONE,
			  s->row_text, &e);
	else if (s->mode != MODE_HELP && s->conflict.id[0])
		detail_conflict(&s->conflict, s->conflict_name, cols,
				&s->lines, &e);
	else if (s->mode != MODE_HELP)
		detail_make(&s->facts, cols, &s->lines, &e);
	else
		keymap_help(&s->keymap, &keys);
	for (struct slice rest = str_slice(&keys), one;
	     keys.n > 0 && slice_cut(&rest, '\n', &one);)
		lines_add(&s->lines, cols, 0, ROLE_TEXT, SLICE_NONE, one, &e);
	str_free(&keys);
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

	surface_put(to, at.y, at.x, at.cols, l->text, l->role);
	if (s->mode == MODE_HELP || l->role == ROLE_HEADING ||
	    l->role == ROLE_DISPUTED || l->role == ROLE_DIM)
		return;
	spots_find(&spots, &list->sought, -1, l->text, 0);
	spots_paint(&spots, to, at.y, at.x, at.cols, l->text);
}

void screen_draw_lines(struct screen *s, struct surface *to, struct rect at)
{
	struct rect in = { at.y + 1, at.x + 2, at.rows - 2, at.cols - 4 };
	int chosen = -1;

	screen_make_lines(s);
	s->page = in.rows;
	if (s->top + (size_t)s->page > s->lines.n)
		s->top = s->lines.n > (size_t)s->page ?
			 s->lines.n - (size_t)s->page : 0;
	surface_box(to, at, ROLE_FOCUS);
	surface_putz(to, at.y, at.x + 1, at.cols - 2,
		     s->mode == MODE_HELP ? _(" Keys ") :
			     s->row_text.n > 0 ? _(" Source ") :
			     s->conflict.id[0] ? _(" Sides ") : _(" Claims "),
		     ROLE_FOCUS);
	for (int i = 0; i < in.rows && s->top + (size_t)i < s->lines.n; i++) {
		const struct line *l = &s->lines.line[s->top + (size_t)i];

		draw_line(s, to, (struct rect){ in.y + i, in.x + l->indent, 1,
						in.cols - l->indent }, l);
		if (!l->pick || l->pick != s->pick)
			continue;
		surface_putz(to, in.y + i, in.x - 1, 1, "▌", ROLE_MARKER);
		if (chosen < 0)
			chosen = in.y + i;
	}
	if (s->top + (size_t)s->page < s->lines.n)
		surface_putz(to, at.y + at.rows - 1, at.x + at.cols - 9, 8,
			     _(" more … "), ROLE_FOCUS);
	to->cursor_y = chosen < 0 ? in.y : chosen;
	to->cursor_x = in.x;
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

/* The first key of the action, and our word for it. */
static void add_hint(const struct screen *s, enum action act,
		     const char *word, struct str *out)
{
	struct str keys = STR_INIT(256);
	struct slice rest, key;

	keymap_keys(&s->keymap, act, &keys);
	rest = str_slice(&keys);
	if (slice_cut(&rest, ' ', &key) && key.n > 0)
		str_addf(out, "%.*s %s  ", SLICE_ARG(key),
			 C_("key", word));
	str_free(&keys);
}

/* Those that mean something where we are. */
static void add_hints(const struct screen *s, struct str *out)
{
	static const struct {
		enum action act;
		const char *word;
	} in_panes[] = {
		{ ACT_FILTER, NC_("key", "filter") },
		{ ACT_FACET, NC_("key", "choose") },
		{ ACT_OPEN, NC_("key", "open") },
		{ ACT_REFRESH, NC_("key", "refresh") },
	}, in_party[] = {
		{ ACT_MERGE, NC_("key", "merge") },
		{ ACT_SPLIT, NC_("key", "split") },
	};
	bool party = s->mode == MODE_DETAIL &&
		     s->facts.listings + s->facts.ties > 1;

	add_hint(s, ACT_HELP, NC_("key", "help"), out);
	for (size_t i = 0; s->mode != MODE_DETAIL &&
	     i < sizeof(in_panes) / sizeof(in_panes[0]); i++)
		add_hint(s, in_panes[i].act, in_panes[i].word, out);
	if (s->mode == MODE_DETAIL && s->conflict.id[0])
		add_hint(s, ACT_VERDICT, NC_("key", "verdict"), out);
	if (s->mode == MODE_DETAIL && s->row_text.n == 0)
		add_hint(s, ACT_LINK, NC_("key", "link"), out);
	for (size_t i = 0; party &&
	     i < sizeof(in_party) / sizeof(in_party[0]); i++)
		add_hint(s, in_party[i].act, in_party[i].word, out);
	add_hint(s, ACT_BACK, s->mode == MODE_PANES ?
		 NC_("key", "quit") : NC_("key", "back"), out);
}

static void add_state(const struct screen *s, struct str *out)
{
	if (s->late) {
		str_addz(out, _("searching …"));
		return;
	}
	char buf[CLOCK_TEXT];

	if (s->o.progress && s->o.progress->ran)
		progress_say(s->o.progress, out);
	else if (s->refreshed_at > 0)
		str_addf(out, _("↻ refreshed %s"), clock_local(s->refreshed_at, buf));
}

/* Likewise only where there is room. */
static void add_next(const struct screen *s, struct surface *to, int room,
		     struct str *out)
{
	size_t before = out->n;
	int64_t now;

	if (before == 0 || s->late || s->due_at == 0 ||
	    (s->o.progress && s->o.progress->pid > 0))
		return;
	now = clock_now(&s->o.data->clock);
	/* TRANSLATORS: the hour of the next refresh, or "soon", follows */
	str_addz(out, _(", next "));
	if (s->due_at <= now)
		str_addz(out, _("soon"));
	else
		local_soon(out, s->due_at, now);
	if (surface_width(to, str_slice(out)) > room)
		str_cut(out, before);
}

/* Only where there is room beside the state: how fresh the data is matters
 * more than what time it is. */
static void add_clock(const struct screen *s, struct surface *to, int room,
		      struct str *out)
{
	size_t before = out->n;
	char buf[CLOCK_TEXT];

	if (!s->o.clock)
		return;
	str_addf(out, "%s%s", before ? _(" · now ") : "",
		 clock_local(clock_now(&s->o.data->clock), buf));
	if (before && surface_width(to, str_slice(out)) > room)
		str_cut(out, before);
}

/* What goes on, or that it failed, is worth more than which keys there are. */
static bool before_hints(const struct screen *s)
{
	const struct progress *p = s->o.progress;

	return p && p->ran && (p->pid > 0 || p->status != 0);
}

/* Behind the `used` cells of the hints, or in their place. */
static void draw_right(const struct screen *s, struct surface *to, int y,
		       int used, struct slice right)
{
	int full = surface_width(to, right), half = to->cols / 2;
	int wide = full < half ? full : half;

	if (used + wide + 3 > to->cols && before_hints(s)) {
		surface_fill(to, (struct rect){ y, 0, 1, to->cols },
			     ROLE_TEXT);
		used = 0;
		wide = full < to->cols - 3 ? full : to->cols - 3;
	}
	if (used + wide + 3 <= to->cols)
		surface_text(to, y, to->cols - 1 - wide, wide, right,
			     ROLE_STATUS);
}

/* One line: what is to be said, and at the right how the data stands. */
static void draw_foot(const struct screen *s, struct surface *to, int y)
{
	const struct err *why = &s->pane[s->focus].err;
	struct str left = STR_INIT(1 << 14), right = STR_INIT(1024);
	const struct mode_row *m = &modes[s->mode];
	enum role role = ROLE_STATUS;
	int used;

	if (m->firm) {
		m->hints(s, &left);
		role = ROLE_TEXT;
	} else if (why->code != ERR_NONE) {
		str_addz(&left, why->msg);
		role = ROLE_BAD;
	} else if (s->message.n > 0) {
		str_add(&left, str_slice(&s->message));
		role = s->message_bad ? ROLE_BAD : ROLE_TEXT;
	} else {
		if (m->hints)
			m->hints(s, &left);
		else
			add_hints(s, &left);
		add_state(s, &right);
	}
	used = surface_text(to, y, 1, to->cols - 1, str_slice(&left), role);
	if (role == ROLE_STATUS)
		add_next(s, to, to->cols - used - 3, &right);
	if (role == ROLE_STATUS)
		add_clock(s, to, to->cols - used - 3, &right);
	if (right.n > 0)
		draw_right(s, to, y, used, str_slice(&right));
	str_free(&left);
	str_free(&right);
}

static void draw_panes(struct screen *s, struct surface *to,
		       const struct layout *l)
{
	for (size_t i = 0; i < l->n; i++)
		draw_pane(s, to, l->slot[i].pane, l->slot[i].at,
			  l->kind == LAYOUT_WIDE);
	if (s->mode == MODE_FACET)
		draw_menu(s, to, l->body);
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

static bool asks(const struct screen *s)
{
	const struct mode_row *m = &modes[s->mode];

	return m->asks ? m->asks(s) : m->input != NULL;
}

void screen_draw(struct screen *s, struct surface *to)
{
	const struct mode_row *m = &modes[s->mode];
	struct layout l;

	surface_clear(to);
	s->late = false;
	s->cols = to->cols;
	layout_make(&l, to->rows, to->cols, s->focus, s->other,
		    asks(s) ? 2 : 1);
	if (l.kind == LAYOUT_TINY) {
		surface_putz(to, 0, 0, to->cols, _("too small"), ROLE_TEXT);
		return;
	}
	if (l.headline)
		draw_headline(s, to);
	if (m->body)
		m->body(s, to, l.body);
	else
		draw_panes(s, to, &l);
	draw_foot(s, to, to->rows - 1);
	if (asks(s))
		m->input(s, to, l.foot);
}
