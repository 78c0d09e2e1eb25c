/* What each action does, by mode: a table for the panes, short lists for what
 * stands above them. */
#include <stdlib.h>
#include <string.h>

#include "ui/human.h"
#include "ui/screen.h"

typedef void act_fn(struct screen *s, enum action act);

/* What is done to a row is done to one of those that the filter asks for. */
static struct list *list_of(struct screen *s)
{
	struct pane_state *p = screen_focused(s);

	screen_load(s, p, false);
	return &p->list;
}

static void focus(struct screen *s, size_t pane)
{
	s->focus = pane;
	if (pane >= LAYOUT_MISSION)
		s->other = pane;
}

static void act_pane(struct screen *s, enum action act)
{
	focus(s, (size_t)(act - ACT_PANE_1));
}

/* Round the panes that are on the screen together, then the others. */
static void act_turn(struct screen *s, enum action act)
{
	size_t step = act == ACT_NEXT_PANE ? 1 : PANE_COUNT - 1;

	focus(s, (s->focus + step) % PANE_COUNT);
}

static void act_move(struct screen *s, enum action act)
{
	struct list *l = list_of(s);
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

static void set_mark(struct screen *s, struct slice id, const char *what)
{
	struct err e = { 0 };

	if (s->o.data->ops->mark(s->o.data->ctx, id, slice_of(what), &e) < 0)
		screen_say(s, true, e.msg);
	screen_reload(s);
}

static void act_mark(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(list_of(s));

	if (!r || list_of(s)->pane->unmarked)
		return;
	set_mark(s, r->row.cell[0], act != ACT_STAR ?
		 (r->mark.read ? "unread" : "read") :
		 r->mark.starred ? "unstarred" : "starred");
}

static void act_dismiss(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(list_of(s));
	const struct shape *shape = list_of(s)->shape;
	struct err e = { 0 };
	int64_t number;

	(void)act;
	if (s->focus != PANE_watches) {
		screen_say(s, false, "only hits of watches can be dismissed");
		return;
	}
	if (!r || !slice_int(human_get(shape, &r->row, "number"), &number))
		return;
	if (s->o.data->ops->dismiss(s->o.data->ctx, number,
			!human_true(shape, &r->row, "dismissed"), &e) < 0)
		screen_say(s, true, e.msg);
	screen_reload(s);
}

bool screen_open_subject(struct screen *s, struct slice id)
{
	struct err e = { 0 };
	int rc;

	screen_close_detail(s);
	rc = s->o.data->ops->subject(s->o.data->ctx, id, &s->facts_mem,
				     &s->facts, &e);
	if (rc <= 0) {
		screen_say(s, rc < 0, rc < 0 ? e.msg :
			   "there is nothing more to say about this row");
		return false;
	}
	s->mode = MODE_DETAIL;
	s->pick = s->facts.listings > 1 ? 1 :
		  s->facts.ties > 0 ? s->facts.listings + 1 : 0;
	return true;
}

/* A source makes no claims: what is known of it, in full. */
static void open_source(struct screen *s, const struct row *r)
{
	struct str text = STR_INIT(LINES_BYTES);
	struct err e = { 0 };

	screen_close_detail(s);
	if (detail_row(list_of(s)->shape, r, &text, &e) == 0) {
		s->row_text = arena_slice(&s->facts_mem, str_slice(&text));
		s->mode = MODE_DETAIL;
	} else {
		screen_say(s, true, e.msg);
	}
	str_free(&text);
}

static void act_open(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(list_of(s));

	(void)act;
	if (r && s->focus == PANE_sources)
		open_source(s, &r->row);
	else if (r && s->focus == PANE_conflicts)
		screen_open_conflict(s, r);
	else if (r && screen_open_subject(s, r->row.cell[0]) && !r->mark.read &&
	    !list_of(s)->pane->unmarked)
		set_mark(s, s->facts.id, "read");
}

void screen_close_detail(struct screen *s)
{
	s->conflict = (struct store_conflict){ 0 };
	s->conflict_name = SLICE_NONE;
	arena_clear(&s->facts_mem);
	s->facts = (struct facts){ 0 };
	s->row_text = SLICE_NONE;
	lines_clear(&s->lines);
	s->lines_cols = 0;
	s->top = 0;
	s->pick = 0;
	s->mode = s->inquiry.at == INQUIRY_OFF ? MODE_PANES : MODE_INQUIRY;
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
	(void)act;
	screen_refilter(s, screen_focused(s), SLICE_NONE);
}

static void act_filter(struct screen *s, enum action act)
{
	(void)act;
	edit_set(&s->edit, str_slice(&screen_focused(s)->filter));
	s->mode = MODE_EDIT;
}

static void load_facet(struct screen *s)
{
	struct pane_state *p = screen_focused(s);
	struct query q = { 0 };

	err_clear(&s->facet_err);
	s->facet.n = 0;
	if (screen_query(s, p, str_slice(&p->filter), &q, &s->facet_err))
		facet_load(&s->facet, s->o.data, &q, &s->facet_err);
	query_free(&q);
}

static void act_facet(struct screen *s, enum action act)
{
	const struct shape *shape = list_of(s)->shape;

	(void)act;
	if (!shape || !facet_begin(&s->facet, shape)) {
		screen_say(s, false, "nothing to choose from in this pane");
		return;
	}
	s->mode = MODE_FACET;
	load_facet(s);
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

static void say_sort(struct screen *s, const struct pane_state *p)
{
	struct str said = STR_INIT(256);

	if (p->sort == SORT_BEST)
		str_addf(&said, "best matches %s", p->down ? "last" : "first");
	else if (p->sort == SORT_VIEW)
		str_addz(&said, "sorted by the view's order");
	else
		str_addf(&said, "sorted by %s%s",
			 p->list.pane->column[p->sort].name,
			 p->down ? ", last first" : "");
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
}

static void act_sort(struct screen *s, enum action act)
{
	struct pane_state *p = screen_focused(s);

	if (!list_of(s)->shape)
		return;
	if (act == ACT_SORT || p->sort == SORT_VIEW)
		next_sort(p);
	if (act == ACT_SORT_TURN)
		p->down = !p->down;
	p->dirty = p->fresh = true;
	say_sort(s, p);
}

enum { NEW_PAGE = 64, NEW_MOST = 4096 };

struct ids {
	struct arena mem;
	struct slice id[NEW_PAGE];
	size_t n;
};

static int take_id(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	struct ids *ids = ctx;

	(void)shape;
	if (ids->n < NEW_PAGE)
		ids->id[ids->n++] = arena_slice(&ids->mem, r->cell[0]);
	return arena_ok(&ids->mem, "ids", e);
}

/* Position of the first row in `ids` without a read mark, or -1. */
static int first_new(struct screen *s, struct ids *ids)
{
	const struct data *d = s->o.data;

	for (size_t i = 0; i < ids->n; i++) {
		struct own_mark mark = { 0 };
		struct err e = { 0 };

		if (d->ops->marks(d->ctx, ids->id[i], &ids->mem, &mark,
				  &e) == 0 && !mark.read)
			return (int)i;
	}
	return -1;
}

static void act_next_new(struct screen *s, enum action act)
{
	struct list *l = list_of(s);
	struct ids ids = { .mem = ARENA_INIT(1 << 20) };
	int64_t at = l->cur + 1, end = at + NEW_MOST;
	struct err e = { 0 };
	int found = -1;

	(void)act;
	if (l->pane->unmarked)
		return;
	for (; found < 0 && at < l->count && at < end; at += NEW_PAGE) {
		ids.n = 0;
		arena_clear(&ids.mem);
		if (l->rows.ops->fetch(l->rows.ctx, at, NEW_PAGE, take_id,
				       &ids, &e) < 0)
			break;
		found = first_new(s, &ids);
		if (found >= 0)
			list_to(l, at + found);
	}
	arena_free(&ids.mem);
	if (found < 0)
		screen_say(s, e.code != ERR_NONE, e.code != ERR_NONE ?
			   e.msg : "no new row below this one");
}

void screen_show_link(struct screen *s, struct slice url)
{
	struct str said = STR_INIT(8192);

	str_add(&said, url);
	screen_say(s, false, url.n ? str_cstr(&said) :
		   "this row has no link");
	str_free(&said);
}

static void act_link(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(list_of(s));
	struct arena mem = ARENA_INIT(64 << 20);
	struct facts f = { 0 };
	struct slice url, rest, item;
	struct err e = { 0 };

	(void)act;
	if (!r)
		return;
	rest = human_get(list_of(s)->shape, &r->row, "url");
	for (url = SLICE_NONE; url.n == 0 && slice_cut(&rest, LIST_SEP, &item);)
		url = item;
	if (url.n == 0 && s->o.data->ops->subject(s->o.data->ctx,
			r->row.cell[0], &mem, &f, &e) > 0)
		for (size_t i = 0; url.n == 0 && i < f.n; i++)
			url = f.fact[i].doc_url;
	screen_show_link(s, url);
	arena_free(&mem);
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
	struct list *l = list_of(s);
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
	screen_close_detail(s);
	s->mode = MODE_HELP;
}

static void act_tie(struct screen *s, enum action act)
{
	(void)act;
	screen_say(s, false, "what is one is merged and split where it is open: "
		   "Enter opens it");
}

static void act_redraw(struct screen *s, enum action act)
{
	(void)act;
	s->redraw = true;
}

static act_fn *const in_panes[ACT_COUNT] = {
	[ACT_UP] = act_move,         [ACT_DOWN] = act_move,
	[ACT_PAGE_UP] = act_move,    [ACT_PAGE_DOWN] = act_move,
	[ACT_TOP] = act_move,        [ACT_BOTTOM] = act_move,
	[ACT_NEXT_PANE] = act_turn,  [ACT_PREV_PANE] = act_turn,
	[ACT_PANE_1] = act_pane,     [ACT_PANE_2] = act_pane,
	[ACT_PANE_3] = act_pane,     [ACT_PANE_4] = act_pane,
	[ACT_PANE_5] = act_pane,     [ACT_PANE_6] = act_pane,
	[ACT_PANE_7] = act_pane,     [ACT_PANE_8] = act_pane,
	[ACT_PANE_9] = act_pane,     [ACT_PANE_0] = act_pane,
	[ACT_PANE_BRIEF] = act_pane, [ACT_OPEN] = act_open,
	[ACT_BACK] = act_quit,       [ACT_QUIT] = act_quit,
	[ACT_CLEAR] = act_clear,     [ACT_NEXT_NEW] = act_next_new,
	[ACT_FILTER] = act_filter,   [ACT_FACET] = act_facet,
	[ACT_SORT] = act_sort,       [ACT_SORT_TURN] = act_sort,
	[ACT_STAR] = act_mark,       [ACT_READ] = act_mark,
	[ACT_DISMISS] = act_dismiss, [ACT_LINK] = act_link,
	[ACT_MERGE] = act_tie,       [ACT_SPLIT] = act_tie,
	[ACT_REFRESH] = act_refresh, [ACT_REFRESH_ALL] = act_refresh,
	[ACT_SCREEN] = act_screen,   [ACT_VERDICT] = screen_ask_row,
	[ACT_HELP] = act_help,       [ACT_REDRAW] = act_redraw,
};

static void toggle(struct screen *s)
{
	struct pane_state *p = screen_focused(s);
	struct facet *f = &s->facet;
	struct str made = STR_INIT(EDIT_BYTES);

	if (f->cur >= f->n)
		return;
	facet_toggle(str_slice(&p->filter), shape_column(f->shape,
		     (size_t)f->column[f->at])->name,
		     f->value[f->cur].value, &made);
	if (!made.bad)
		screen_refilter(s, p, str_slice(&made));
	str_free(&made);
}

static void in_facet(struct screen *s, enum action act)
{
	switch (act) {
	case ACT_UP:        facet_move(&s->facet, -1); return;
	case ACT_DOWN:      facet_move(&s->facet, 1); return;
	case ACT_PAGE_UP:   facet_move(&s->facet, -10); return;
	case ACT_PAGE_DOWN: facet_move(&s->facet, 10); return;
	case ACT_TOP:       facet_move(&s->facet, -FACET_VALUES); return;
	case ACT_BOTTOM:    facet_move(&s->facet, FACET_VALUES); return;
	case ACT_NEXT_PANE: case ACT_PREV_PANE:
		facet_turn(&s->facet, act == ACT_NEXT_PANE ? 1 : -1);
		load_facet(s);
		return;
	case ACT_OPEN: case ACT_READ:
		toggle(s);
		return;
	case ACT_BACK: case ACT_CLEAR: case ACT_FACET:
		facet_free(&s->facet);
		s->mode = MODE_PANES;
		return;
	default:
		return;
	}
}

void screen_act(struct screen *s, enum action act)
{
	if (act == ACT_NONE)
		return;
	if (act == ACT_QUIT || act == ACT_REDRAW || act == ACT_REFRESH_ALL ||
	    s->mode == MODE_INQUIRY)
		in_panes[act](s, act);
	else if (s->mode == MODE_DETAIL || s->mode == MODE_HELP)
		screen_lines(s, act);
	else if (s->mode == MODE_FACET)
		in_facet(s, act);
	else
		in_panes[act](s, act);
}
