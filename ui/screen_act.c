/* What each action does, by mode: a table for the panes, short lists for what
 * stands above them. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/hints.h"
#include "ui/human.h"
#include "ui/screen.h"

/* What is done to a row is done to one of those that the filter asks for. */
struct list *screen_list(struct screen *s)
{
	struct pane_state *p = screen_focused(s);

	screen_load(s, p, false);
	return &p->list;
}

void screen_focus(struct screen *s, size_t pane)
{
	s->focus = pane;
	if (pane >= LAYOUT_MISSION)
		s->other = pane;
}

static void act_pane(struct screen *s, enum action act)
{
	size_t pane = (size_t)(act - ACT_PANE_1);

	if (pane == s->focus)
		return;
	screen_leave(s);
	screen_focus(s, pane);
}

/* Round the panes that are on the screen together, then the others. */
static void act_turn(struct screen *s, enum action act)
{
	size_t step = act == ACT_NEXT_PANE ? 1 : PANE_COUNT - 1;

	if (s->beside)
		screen_beside_focus(s, true);
	else
		screen_focus(s, (s->focus + step) % PANE_COUNT);
}

static void act_move(struct screen *s, enum action act)
{
	struct list *l = screen_list(s);
	int64_t page = s->page > 1 ? s->page - 1 : 1;

	switch (act) {
	case ACT_UP:        list_move(l, -1); return;
	case ACT_DOWN:      list_move(l, 1); return;
	case ACT_PAGE_UP:   list_move(l, -page); return;
	case ACT_PAGE_DOWN: list_move(l, page); return;
	case ACT_TOP:       list_to(l, 0); return;
	default:            list_to(l, l->count - 1); return;
	}
}

static void act_screen(struct screen *s, enum action act)
{
	(void)act;
	inquiry_begin(&s->inquiry);
	s->mode = MODE_INQUIRY;
}

static void act_quit(struct screen *s, enum action act)
{
	(void)act;
	s->quit = true;
}

static void act_clear(struct screen *s, enum action act)
{
	struct pane_state *p = screen_focused(s);

	(void)act;
	if (p->marked.n > 0) {
		screen_unmark(s);
		return;
	}
	if (p->filter.n > 0)
		screen_leave(s);
	screen_refilter(s, p, SLICE_NONE);
}

static void act_filter(struct screen *s, enum action act)
{
	(void)act;
	screen_leave(s);
	edit_set(&s->edit, str_slice(&screen_focused(s)->filter));
	offers_close(&s->offers);
	s->mode = MODE_EDIT;
}

static bool sortable(const struct pane_state *p, int i)
{
	const char *name = p->list.pane->column[i].name;

	return strcmp(name, PANE_MARKS) != 0 &&
	       shape_find(p->list.shape, slice_of(name)) >= 0;
}

static void next_sort(struct pane_state *p)
{
	const struct pane_column *c = p->list.pane->column;

	if (p->sort == SORT_VIEW && p->list.sought.rated) {
		p->sort = SORT_BEST;
		return;
	}
	if (p->sort == SORT_BEST)
		p->sort = SORT_VIEW;
	do {
		p->sort++;
		if (p->sort == PANE_COLUMNS || !c[p->sort].name) {
			p->sort = SORT_VIEW;
			return;
		}
	} while (!sortable(p, p->sort));
}

/* As it stands above the rows. */
static const char *sort_title(const struct pane_state *p)
{
	const struct pane_column *c = &p->list.pane->column[p->sort];
	int at = shape_find(p->list.shape, slice_of(c->name));

	return _(c->title ? c->title :
		 shape_column(p->list.shape, (size_t)at)->title);
}

static void say_sort(struct screen *s, const struct pane_state *p)
{
	struct str said = STR_INIT(256);

	if (p->sort == SORT_BEST)
		str_addz(&said, p->down ? _("best matches last") :
			 _("best matches first"));
	else if (p->sort == SORT_VIEW)
		str_addz(&said, _("sorted by the view's order"));
	else
		str_addf(&said, p->down ? _("sorted by %s, last first") :
			 _("sorted by %s"), sort_title(p));
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
}

static void act_sort(struct screen *s, enum action act)
{
	struct pane_state *p = screen_focused(s);

	if (!screen_list(s)->shape)
		return;
	/* What is first now is looked at; the way back leads to where one was. */
	screen_leave(s);
	if (act == ACT_SORT || p->sort == SORT_VIEW)
		next_sort(p);
	if (act == ACT_SORT_TURN)
		p->down = !p->down;
	list_seek(&p->list, "", 0);
	p->dirty = p->fresh = true;
	say_sort(s, p);
}

static int take_key(void *ctx, struct slice value, int64_t rows,
		    struct err *e)
{
	struct str *keys = ctx;

	(void)rows;
	(void)e;
	if (!source_key_valid(value))
		return 0;
	if (keys->n > 0)
		str_addc(keys, ' ');
	str_add(keys, value);
	return 0;
}

/* The pane's sources: those that its rows come from; in the sources pane the
 * one under the cursor. */
static void act_refresh(struct screen *s, enum action act)
{
	struct list *l = screen_list(s);
	const struct list_row *r;
	struct query q = { 0 };
	struct err e = { 0 };

	str_clear(&s->refresh_keys);
	s->refresh = true;
	if (act == ACT_REFRESH_ALL || !l->shape)
		return;
	if (s->focus == PANE_sources) {
		r = list_current(l);
		if (r)
			take_key(&s->refresh_keys,
				 human_get(l->shape, &r->row, "key"), 1, &e);
		return;
	}
	s->o.data->ops->facet(s->o.data->ctx, l->shape,
			      shape_find(l->shape, SLICE("sources")), &q,
			      take_key, &s->refresh_keys, &e);
	query_free(&q);
}

static void act_help(struct screen *s, enum action act)
{
	(void)act;
	screen_show_help(s);
}

static void act_tie(struct screen *s, enum action act)
{
	(void)act;
	screen_say(s, false, _("what is one is merged and split where it is open: "
		   "Enter opens it"));
}

static void act_zoom(struct screen *s, enum action act)
{
	(void)act;
	screen_say(s, false, _("the timeline is what can be zoomed: t opens "
			       "it"));
}

static void act_redraw(struct screen *s, enum action act)
{
	(void)act;
	s->redraw = true;
}

static act_fn *const in_panes[ACT_COUNT] = {
	[ACT_UP] = act_move,
	[ACT_DOWN] = act_move,
	[ACT_PAGE_UP] = act_move,
	[ACT_PAGE_DOWN] = act_move,
	[ACT_TOP] = act_move,
	[ACT_BOTTOM] = act_move,
	[ACT_NEXT_PANE] = act_turn,
	[ACT_PREV_PANE] = act_turn,
	[ACT_PANE_1] = act_pane,
	[ACT_PANE_2] = act_pane,
	[ACT_PANE_3] = act_pane,
	[ACT_PANE_4] = act_pane,
	[ACT_PANE_5] = act_pane,
	[ACT_PANE_6] = act_pane,
	[ACT_PANE_7] = act_pane,
	[ACT_PANE_8] = act_pane,
	[ACT_PANE_9] = act_pane,
	[ACT_PANE_0] = act_pane,
	[ACT_PANE_BRIEF] = act_pane,
	[ACT_TIMELINE] = screen_begin_timeline,
	[ACT_PICTURES] = screen_begin_pictures,
	[ACT_ZOOM_IN] = act_zoom,
	[ACT_ZOOM_OUT] = act_zoom,
	[ACT_OPEN] = screen_open_row,
	[ACT_BACK] = act_quit,
	[ACT_QUIT] = act_quit,
	[ACT_CLEAR] = act_clear,
	[ACT_NEXT_NEW] = screen_next_new,
	[ACT_FILTER] = act_filter,
	[ACT_FACET] = screen_begin_facet,
	[ACT_SORT] = act_sort,
	[ACT_SORT_TURN] = act_sort,
	[ACT_STAR] = screen_mark_row,
	[ACT_READ] = screen_mark_row,
	[ACT_MARK] = screen_mark_turn,
	[ACT_UNDO] = screen_take_back,
	[ACT_COPY] = screen_copy_row,
	[ACT_COPY_LINK] = screen_copy_link,
	[ACT_HELD] = screen_turn_held,
	[ACT_EXPORT] = screen_begin_export,
	[ACT_DESK] = screen_choose_desk,
	[ACT_BESIDE] = screen_turn_beside,
	[ACT_NARROWER] = screen_move_divider,
	[ACT_WIDER] = screen_move_divider,
	[ACT_PLACE_BACK] = screen_place,
	[ACT_PLACE_ON] = screen_place,
	[ACT_DISMISS] = screen_dismiss,
	[ACT_LINK] = screen_link,
	[ACT_MERGE] = act_tie,
	[ACT_SPLIT] = act_tie,
	[ACT_REFRESH] = act_refresh,
	[ACT_REFRESH_ALL] = act_refresh,
	[ACT_SCREEN] = act_screen,
	[ACT_VERDICT] = screen_ask_row,
	[ACT_WORK] = screen_begin_work,
	[ACT_COMMAND] = screen_begin_command,
	[ACT_ADVICE] = screen_take_advice,
	[ACT_HELP] = act_help,
	[ACT_REDRAW] = act_redraw,
};

void screen_say_elsewhere(struct screen *s, enum action act)
{
	struct str key = STR_INIT(64), back = STR_INIT(64);
	struct str said = STR_INIT(512);
	const struct hint of = { .act = act }, way = { .act = ACT_BACK };

	if (hint_key(s, &of, true, &key) && hint_key(s, &way, true, &back)) {
		/* TRANSLATORS: both are keys */
		str_addf(&said, _("%s is a key of the panes; %s goes back to "
				  "them"), str_cstr(&key), str_cstr(&back));
		screen_say(s, false, str_cstr(&said));
	}
	str_free(&said);
	str_free(&back);
	str_free(&key);
}

void screen_act(struct screen *s, enum action act)
{
	if (act == ACT_NONE)
		return;
	if (act == ACT_QUIT || act == ACT_REDRAW || act == ACT_REFRESH_ALL ||
	    act == ACT_COMMAND || s->mode == MODE_INQUIRY)
		in_panes[act](s, act);
	else if (s->mode == MODE_DETAIL || s->mode == MODE_HELP ||
		 s->mode == MODE_OUTPUT)
		screen_lines(s, act);
	else if (in_panes[act])
		in_panes[act](s, act);
}
