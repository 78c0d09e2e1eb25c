/* The timeline and the pictures over the panes: keys, the frame around them,
 * the filter that is typed. */
#include "ui/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "model/desk.h"

/* --- what both do --- */

/* Keys that mean the same wherever one is. */
static bool passes(enum action act)
{
	return act == ACT_HELP || act == ACT_QUIT || act == ACT_REDRAW ||
	       act == ACT_REFRESH || act == ACT_REFRESH_ALL ||
	       act == ACT_SCREEN || act == ACT_COMMAND || act == ACT_DESK ||
	       act == ACT_PLACE_BACK || act == ACT_PLACE_ON ||
	       (act >= ACT_PANE_1 && act <= ACT_PANE_BRIEF);
}

void screen_close_picture(struct screen *s)
{
	s->home = s->mode = MODE_PANES;
}

static bool pass(struct screen *s, enum action act)
{
	if (!passes(act))
		return false;
	if (act >= ACT_PANE_1 && act <= ACT_PANE_BRIEF)
		screen_close_picture(s);
	screen_act(s, act);
	return true;
}

static void draw_frame(struct surface *to, struct rect at,
		       const struct str *left, const struct str *right)
{
	int wide = surface_width(to, str_slice(right));
	int room = at.cols - 4 - wide;

	surface_box(to, at, ROLE_FOCUS);
	surface_put(to, at.y, at.x + 1, room > 12 ? room : at.cols - 2,
		    str_slice(left), ROLE_FOCUS);
	if (room > 12)
		surface_put(to, at.y, at.x + at.cols - 2 - wide, wide,
			    str_slice(right), ROLE_FOCUS);
}

static struct rect inside(struct rect at)
{
	return (struct rect){ at.y + 1, at.x + 1, at.rows - 2, at.cols - 2 };
}

/* --- the timeline --- */

void screen_begin_timeline(struct screen *s, enum action act)
{
	(void)act;
	s->home = s->mode = MODE_TIMELINE;
}

static void open_chosen(struct screen *s)
{
	const struct mark *m = scope_chosen(&s->timepane.scope,
					    &s->timepane.harvest.marks);

	if (m)
		screen_open_subject(s, m->id);
}

static void zoom(struct screen *s, int by)
{
	struct timepane *t = &s->timepane;

	if (scope_zoom(&t->scope, &t->harvest.marks, by, t->room))
		return;
	if (t->harvest.marks.n > 0)
		screen_say(s, false, by > 0 ?
			   _("a column is a day: nearer it does not go") :
			   _("this is all of the time that anything is known "
			     "of"));
}

static void turn(struct screen *s, int by)
{
	struct timepane *t = &s->timepane;

	scope_row(&t->scope, &t->harvest.marks, by, &t->harvest.err);
}

static void open_mark_link(struct screen *s)
{
	const struct mark *m = scope_chosen(&s->timepane.scope,
					    &s->timepane.harvest.marks);

	screen_open_link(s, m ? m->url : SLICE_NONE);
}

static void refilter(struct screen *s, struct slice filter)
{
	struct timepane *t = &s->timepane;

	if (slice_eq(str_slice(&t->filter), filter))
		return;
	str_clear(&t->filter);
	str_add(&t->filter, filter);
	timepane_stale(t, true);
}

/* True when the key was one of those that move. */
static bool timeline_moves(struct screen *s, enum action act)
{
	struct scope *c = &s->timepane.scope;
	const struct marks *m = &s->timepane.harvest.marks;

	switch (act) {
	case ACT_NEXT_PANE: scope_bin(c, m, 1); return true;
	case ACT_PREV_PANE: scope_bin(c, m, -1); return true;
	case ACT_DOWN:      scope_mark(c, m, 1); return true;
	case ACT_UP:        scope_mark(c, m, -1); return true;
	case ACT_PAGE_DOWN: scope_page(c, m, 1); return true;
	case ACT_PAGE_UP:   scope_page(c, m, -1); return true;
	case ACT_TOP:       scope_end(c, m, false); return true;
	case ACT_BOTTOM:    scope_end(c, m, true); return true;
	case ACT_ZOOM_IN:   zoom(s, 1); return true;
	case ACT_ZOOM_OUT:  zoom(s, -1); return true;
	default:            return false;
	}
}

static void timeline_act(struct screen *s, enum action act)
{
	if (timeline_moves(s, act) || pass(s, act))
		return;
	switch (act) {
	case ACT_OPEN:   open_chosen(s); return;
	case ACT_LINK:   open_mark_link(s); return;
	case ACT_FILTER:
		edit_set(&s->timepane.edit, str_slice(&s->timepane.filter));
		s->timepane.typing = true;
		return;
	case ACT_CLEAR:
		if (s->timepane.filter.n > 0)
			refilter(s, SLICE_NONE);
		else
			screen_close_picture(s);
		return;
	case ACT_PICTURES: screen_begin_pictures(s, act); return;
	case ACT_BACK: case ACT_TIMELINE:
		screen_close_picture(s);
		return;
	default:
		screen_say_elsewhere(s, act);
		return;
	}
}

static void type_filter(struct screen *s, uint32_t key)
{
	struct timepane *t = &s->timepane;
	bool changed = false;

	if (key == KEYCODE_ENTER || key == KEYCODE_ESC) {
		if (key == KEYCODE_ENTER)
			edit_keep(&t->edit);
		else
			refilter(s, SLICE_NONE);
		t->typing = false;
		return;
	}
	if (edit_key(&t->edit, key, &changed) && changed)
		refilter(s, str_slice(&t->edit.text));
}

/* Tab and the arrows ask for the same action elsewhere; here the arrows follow
 * the time, Tab goes to the next row. */
void screen_timeline(struct screen *s, uint32_t key)
{
	if (s->timepane.typing)
		type_filter(s, key);
	else if (key == KEYCODE_TAB || key == KEYCODE_BACKTAB)
		turn(s, key == KEYCODE_TAB ? 1 : -1);
	else
		timeline_act(s, keymap_find(&s->keymap, key));
}

static int add_desk(void *ctx, const struct shape *shape, struct query *q,
		    struct err *e)
{
	const struct screen *s = ctx;
	const struct desk *desk = screen_desk(s);

	return desk ? desk_parse(desk, s->o.sources, shape, q, e) : 0;
}

static struct harvest_from from_screen(struct screen *s)
{
	return (struct harvest_from){
		.data = s->o.data,
		.filter = str_slice(&s->timepane.filter),
		.desk = add_desk, .desk_ctx = s,
		.hurry = s->o.hurry, .hurry_ctx = s->o.hurry_ctx,
	};
}

void screen_draw_timeline(struct screen *s, struct surface *to,
			  struct rect at)
{
	struct str left = STR_INIT(2048), right = STR_INIT(256);
	struct harvest_from from = from_screen(s);

	s->late |= timepane_load(&s->timepane, &from);
	timepane_draw(&s->timepane, to, inside(at));
	timepane_title(&s->timepane, &left, &right);
	draw_frame(to, at, &left, &right);
	str_free(&left);
	str_free(&right);
}

bool screen_timeline_asks(const struct screen *s)
{
	return s->timepane.typing;
}

void screen_draw_timeline_edit(struct screen *s, struct surface *to, int y)
{
	edit_draw(&s->timepane.edit, to, y, 0, to->cols);
}

void screen_timeline_hints(const struct screen *s, struct str *out)
{
	screen_add_hint(s, ACT_HELP, _("help"), out);
	str_addf(out, "← → %s  ↑ ↓ %s  Tab %s  ", _("time"), _("event"),
		 _("row"));
	screen_add_hint(s, ACT_ZOOM_IN, "", out);
	screen_add_hint(s, ACT_ZOOM_OUT, _("zoom"), out);
	screen_add_hint(s, ACT_OPEN, _("open"), out);
	screen_add_hint(s, ACT_FILTER, _("filter"), out);
	screen_add_hint(s, ACT_BACK, _("back"), out);
}

/* --- the pictures --- */

void screen_begin_pictures(struct screen *s, enum action act)
{
	(void)act;
	s->home = s->mode = MODE_PICTURES;
}

static struct pane_state *pane_of(struct screen *s, const char *view)
{
	size_t i = 0;

	while (i + 1 < PANE_COUNT && strcmp(panes[i]->view, view) != 0)
		i++;
	return &s->pane[i];
}

/* Of the rows that the pane is filtered to. */
static bool picture_query(void *ctx, const char *view, struct query *q,
			  struct err *e)
{
	struct screen *s = ctx;
	struct pane_state *p = pane_of(s, view);

	return p->list.shape &&
	       screen_query(s, p, str_slice(&p->filter), q, e);
}

/* A term of its own: a second value of the same one would let more through. */
static void add_term(struct str *filter, const char *column,
		     struct slice value)
{
	struct str term = STR_INIT(EDIT_BYTES);

	if (value.n > 0)
		facet_toggle(SLICE_NONE, column, value, &term);
	if (term.n > 0 &&
	    slice_find(str_slice(filter), str_slice(&term), 0) < 0) {
		if (filter->n > 0)
			str_addc(filter, ' ');
		str_add(filter, str_slice(&term));
	}
	filter->bad |= term.bad;
	str_free(&term);
}

/* The rows of the part that is chosen, in their pane, besides what its filter
 * asks for already. What is not told has no filter. */
static void open_part(struct screen *s)
{
	const struct picture *k = pictures_shown(&s->pictures);
	const struct grid *g = pictures_grid(&s->pictures);
	struct pane_state *p = pane_of(s, k->view);
	struct str one = STR_INIT(EDIT_BYTES);
	size_t row, col;

	if (!pictures_chosen(&s->pictures, &row, &col))
		return;
	str_add(&one, str_slice(&p->filter));
	add_term(&one, k->row, g->row[row]);
	add_term(&one, k->col, g->col[col]);
	if (one.bad)
		screen_say(s, true, _("the filter of the pane has no room for "
				      "more; Esc takes it away there"));
	else
		screen_refilter(s, p, str_slice(&one));
	str_free(&one);
	screen_close_picture(s);
	screen_act(s, (enum action)(ACT_PANE_1 + (p - s->pane)));
}

/* True when the key was one of those that move. */
static bool pictures_move(struct screen *s, enum action act)
{
	struct pictures *p = &s->pictures;
	int page = s->page > 1 ? s->page - 1 : 1;

	switch (act) {
	case ACT_UP:        pictures_row(p, -1); return true;
	case ACT_DOWN:      pictures_row(p, 1); return true;
	case ACT_PAGE_UP:   pictures_row(p, -page); return true;
	case ACT_PAGE_DOWN: pictures_row(p, page); return true;
	case ACT_TOP:       pictures_row(p, -GRID_ROWS); return true;
	case ACT_BOTTOM:    pictures_row(p, GRID_ROWS); return true;
	case ACT_PREV_PANE: pictures_part(p, -1); return true;
	case ACT_NEXT_PANE: pictures_part(p, 1); return true;
	default:            return false;
	}
}

static void pictures_act(struct screen *s, enum action act)
{
	if (pictures_move(s, act) || pass(s, act))
		return;
	switch (act) {
	case ACT_PICTURES: pictures_turn(&s->pictures, 1); return;
	case ACT_TIMELINE: screen_begin_timeline(s, act); return;
	case ACT_OPEN:     open_part(s); return;
	case ACT_BACK: case ACT_CLEAR:
		screen_close_picture(s);
		return;
	default:
		screen_say_elsewhere(s, act);
		return;
	}
}

void screen_pictures(struct screen *s, uint32_t key)
{
	if (key == KEYCODE_TAB || key == KEYCODE_BACKTAB)
		pictures_turn(&s->pictures, key == KEYCODE_TAB ? 1 : -1);
	else
		pictures_act(s, keymap_find(&s->keymap, key));
}

static void picture_title(struct screen *s, struct str *left,
			  struct str *right)
{
	const struct picture *k = pictures_shown(&s->pictures);
	const struct pane_state *p = pane_of(s, k->view);
	size_t row, col;

	str_addf(left, " %s ", _(k->title));
	if (p->filter.n > 0)
		str_addf(left, "/%s ", str_cstr(&p->filter));
	if (s->pictures.going)
		str_addf(right, " %lld/%lld ", (long long)s->pictures.walk.at,
			 (long long)s->pictures.walk.of);
	if (pictures_chosen(&s->pictures, &row, &col) &&
	    pictures_grid(&s->pictures)->rows > (size_t)s->page)
		str_addf(right, _(" row %zu of %zu "), row + 1,
			 pictures_grid(&s->pictures)->rows);
	str_addf(right, _(" picture %zu of %d "), s->pictures.at + 1,
		 (int)PICTURES);
}

void screen_draw_pictures(struct screen *s, struct surface *to,
			  struct rect at)
{
	struct str left = STR_INIT(2048), right = STR_INIT(256);
	struct pictures_from from = {
		.data = s->o.data, .query = picture_query, .query_ctx = s,
		.hurry = s->o.hurry, .hurry_ctx = s->o.hurry_ctx,
	};

	s->late |= pictures_load(&s->pictures, &from);
	s->page = at.rows > 7 ? at.rows - 7 : 1;
	pictures_draw(&s->pictures, to, inside(at));
	picture_title(s, &left, &right);
	draw_frame(to, at, &left, &right);
	str_free(&left);
	str_free(&right);
}

void screen_pictures_hints(const struct screen *s, struct str *out)
{
	screen_add_hint(s, ACT_HELP, _("help"), out);
	str_addf(out, "Tab %s  ↑ ↓ %s  ← → %s  ", _("picture"), _("row"),
		 _("part"));
	screen_add_hint(s, ACT_OPEN, _("its rows"), out);
	screen_add_hint(s, ACT_BACK, _("back"), out);
}
