#include "model/desk.h"
#include "ui/screen.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { FILTER_BYTES = EDIT_BYTES, TEXT_BYTES = 4096, COPY_BYTES = 1 << 20,
       FACTS_BYTES = 64 << 20 };

static bool say_source(void *ctx, const struct list *l, const struct row *r,
		       const char *column, struct str *out)
{
	return screen_say_source(ctx, l->shape, r, column, out);
}

static bool say_held(void *ctx, const struct list *l, const struct row *r,
		     const char *column, struct str *out)
{
	return screen_say_held(ctx, l->shape, r, column, out);
}

int screen_open(struct screen *s, const struct screen_options *o,
		struct err *e)
{
	*s = (struct screen){ .o = *o, .other = PANE_news,
			      .headline_dirty = true };
	s->headline = STR_INIT(TEXT_BYTES);
	s->message = STR_INIT(TEXT_BYTES);
	s->refresh_keys = STR_INIT(TEXT_BYTES);
	s->copy = STR_INIT(COPY_BYTES);
	s->facts_mem = ARENA_INIT(FACTS_BYTES);
	s->here = STR_INIT(HERE_BYTES);
	edit_init(&s->edit);
	edit_init(&s->note);
	edit_init(&s->command.edit);
	edit_init(&s->seek.edit);
	offers_init(&s->offers);
	keymap_init(&s->keymap);
	timepane_init(&s->timepane);
	pictures_init(&s->pictures);
	inquiry_init(&s->inquiry, o->data, &s->keymap);
	for (size_t i = 0; i < PANE_COUNT; i++) {
		struct pane_state *p = &s->pane[i];

		list_init(&p->list, panes[i], o->data);
		p->filter = STR_INIT(FILTER_BYTES);
		p->under = STR_INIT(FILTER_BYTES);
		p->sort = SORT_VIEW;
		p->list.marked = &p->marked;
		p->dirty = true;
	}
	if (o->commands && o->commands->is_first &&
	    o->commands->is_first(o->commands->ctx))
		screen_begin_welcome(s);
	s->pane[PANE_sources].list.says = say_source;
	s->pane[PANE_sources].list.says_ctx = s;
	s->pane[PANE_releases].list.says = say_held;
	s->pane[PANE_releases].list.says_ctx = s;
	return keymap_conf(&s->keymap, o->keys,
			   o->keys_name ? o->keys_name : "keys.conf", e);
}

void screen_free(struct screen *s)
{
	for (size_t i = 0; i < PANE_COUNT; i++) {
		list_free(&s->pane[i].list);
		str_free(&s->pane[i].filter);
		str_free(&s->pane[i].under);
		marked_free(&s->pane[i].marked);
	}
	edit_free(&s->edit);
	edit_free(&s->note);
	edit_free(&s->command.edit);
	edit_free(&s->seek.edit);
	sought_free(&s->seek.sought);
	offers_free(&s->offers);
	arena_free(&s->command.mem);
	arena_free(&s->welcome.mem);
	str_free(&s->here);
	str_free(&s->advice.filter);
	widen_free(&s->advice.ways);
	timepane_free(&s->timepane);
	pictures_free(&s->pictures);
	inquiry_free(&s->inquiry);
	facet_free(&s->facet);
	arena_free(&s->facts_mem);
	lines_free(&s->lines);
	places_free(&s->places);
	undo_free(&s->undo);
	menu_free(&s->menu);
	session_free(&s->session);
	str_free(&s->open_url);
	str_free(&s->export_args);
	str_free(&s->copy);
	str_free(&s->headline);
	str_free(&s->message);
	str_free(&s->refresh_keys);
	str_free(&s->copy);
	str_free(&s->ask.text);
	str_free(&s->ask.why);
	str_free(&s->ask.done);
	*s = (struct screen){ 0 };
}

struct pane_state *screen_focused(struct screen *s)
{
	return &s->pane[s->focus];
}

void screen_say(struct screen *s, bool bad, const char *text)
{
	str_clear(&s->message);
	str_addz(&s->message, text);
	s->message_bad = bad;
}

/* The user's own sort comes first, then the keys' sort, then the view's. */
static int add_sort(const struct pane_state *p, struct query *q,
		    struct err *e)
{
	struct str spec = STR_INIT(128);
	int rc;

	if (p->sort == SORT_VIEW)
		return 0;
	str_addf(&spec, "%s%s", p->down ? "-" : "", p->sort == SORT_BEST ?
		 "match" : p->list.pane->column[p->sort].name);
	rc = query_sort(q, str_slice(&spec), e);
	str_free(&spec);
	return rc;
}

bool screen_query(struct screen *s, const struct pane_state *p,
		  struct slice filter, struct query *q, struct err *e)
{
	const struct shape *shape = p->list.shape;
	const struct desk *desk = screen_desk(s);

	return query_parse(q, filter, e) == 0 && add_sort(p, q, e) == 0 &&
	       (!desk || desk_parse(desk, s->o.sources, shape, q, e) == 0) &&
	       query_defaults(q, shape, e) == 0 &&
	       query_check(q, shape, e) == 0;
}

struct slice screen_filter(struct screen *s, const struct pane_state *p)
{
	struct query q = { 0 };
	struct err e = { 0 };
	bool understood = !p->list.shape ||
			  screen_query(s, p, str_slice(&p->filter), &q, &e);

	query_free(&q);
	return str_slice(understood ? &p->filter : &p->under);
}

void screen_refilter(struct screen *s, struct pane_state *p,
		     struct slice filter)
{
	struct str text = STR_INIT(FILTER_BYTES);

	pictures_stale(&s->pictures);
	str_add(&text, filter);
	str_clear(&p->filter);
	str_add(&p->filter, str_slice(&text));
	str_free(&text);
	err_clear(&p->err);
	p->dirty = p->fresh = true;
}

/* Other than in the view's own order: that is seen above the rows. */
static bool asks_order(const struct pane_state *p)
{
	struct slice filter = str_slice(&p->filter);
	bool asks = p->sort >= 0;

	for (size_t i = 0; i < filter_terms(filter); i++)
		asks |= slice_is(filter_part(filter_term(filter, i)).name,
				 "sort");
	return asks;
}

static void note_order(struct pane_state *p, const struct query *q)
{
	bool asks = asks_order(p) && q->n_sorts > 0;

	p->list.sorted = asks ? q->sort[0].column : -1;
	p->list.sorted_down = asks && q->sort[0].down;
}

/* What is being typed is no place yet. */
static void settle(const struct screen *s, struct pane_state *p)
{
	if (s->mode == MODE_EDIT || p->err.code != ERR_NONE)
		return;
	str_clear(&p->under);
	str_add(&p->under, str_slice(&p->filter));
}

/* Rows of the query. False: given up for now. */
static bool open_rows(struct screen *s, struct pane_state *p,
		      const struct query *q, bool hurry)
{
	const struct data *d = s->o.data;
	struct rows rows = { 0 };
	int rc;

	if (hurry && s->o.hurry)
		d->ops->heed(d->ctx, s->o.hurry, s->o.hurry_ctx);
	rc = d->ops->open(d->ctx, p->list.shape, q, &rows, &p->err);
	d->ops->heed(d->ctx, NULL, NULL);
	if (rc < 0 && p->err.code == ERR_STOPPED) {
		err_clear(&p->err);
		return false;
	}
	if (rc < 0)
		return true;
	settle(s, p);
	note_order(p, q);
	sought_set(&p->list.sought, p->list.shape, q);
	list_rows(&p->list, rows);
	if (p->fresh && query_by_match(q))
		list_to(&p->list, 0);
	return true;
}

/* The rows change only where the filter is understood; else they stay, and
 * the reason stands under the input. */
void screen_load(struct screen *s, struct pane_state *p, bool hurry)
{
	struct query q = { 0 };

	if (!p->dirty || !p->list.shape)
		return;
	err_clear(&p->err);
	p->dirty = false;
	if (screen_query(s, p, str_slice(&p->filter), &q, &p->err))
		p->dirty = !open_rows(s, p, &q, hurry);
	if (!p->dirty)
		p->fresh = false;
	query_free(&q);
}

void screen_reload(struct screen *s)
{
	for (size_t i = 0; i < PANE_COUNT; i++)
		s->pane[i].dirty = true;
	s->open_stale = true;
	screen_forget_advice(s);
	timepane_stale(&s->timepane, false);
	pictures_stale(&s->pictures);
	s->inquiry.dirty = true;
	s->headline_dirty = true;
}

/* --- keys of each mode --- */

/* What was known on an earlier day is gathered anew, which takes seconds in a
 * large store; a day that is still being typed is a year and a month before. */
static bool day_unfinished(struct slice filter)
{
	struct query q = { 0 };
	struct err e = { 0 };
	bool half = query_parse(&q, filter, &e) == 0 &&
		    q.as_of.year && !q.as_of.day;

	query_free(&q);
	return half;
}

/* "role:" is half of a term: Tab shows what could follow. */
static bool term_unfinished(struct slice filter)
{
	struct filter_part p = filter_part(slice_make(
		filter.p + propose_term(filter, 0),
		filter.n - propose_term(filter, 0)));

	return p.name.n > 0 && p.value.n == 0;
}

static void edited(struct screen *s)
{
	struct pane_state *p = screen_focused(s);

	screen_refilter(s, p, str_slice(&s->edit.text));
	s->edit_waits = day_unfinished(str_slice(&p->filter)) ||
			term_unfinished(str_slice(&p->filter));
	p->dirty = !s->edit_waits;
}

static void end_edit(struct screen *s)
{
	edit_keep(&s->edit);
	offers_close(&s->offers);
	s->mode = MODE_PANES;
	if (s->edit_waits)
		screen_focused(s)->dirty = true;
	else
		settle(s, screen_focused(s));
	s->edit_waits = false;
}

void screen_edit(struct screen *s, uint32_t key)
{
	bool changed;

	if (screen_tab(s, &s->edit, key)) {
		if (!slice_eq(str_slice(&s->edit.text),
			      str_slice(&screen_focused(s)->filter)))
			edited(s);
		return;
	}
	if (key == KEYCODE_ENTER) {
		end_edit(s);
		return;
	}
	if (key == KEYCODE_ESC && s->offers.open) {
		offers_close(&s->offers);
		return;
	}
	if (key == KEYCODE_ESC) {
		edit_set(&s->edit, SLICE_NONE);
		edited(s);
		s->mode = MODE_PANES;
		return;
	}
	if (edit_key(&s->edit, key, &changed)) {
		if (changed) {
			edited(s);
			screen_offers_typed(s, &s->edit);
		}
		return;
	}
	switch (key) {		/* the list moves while the filter is typed */
	case KEYCODE_UP:   case KEYCODE_DOWN:
	case KEYCODE_PGUP: case KEYCODE_PGDN:
		screen_act(s, keymap_find(&s->keymap, key));
		return;
	default:
		return;
	}
}

void screen_key(struct screen *s, uint32_t key)
{
	if (key == '\n')
		key = KEYCODE_ENTER;
	str_clear(&s->message);
	if (modes[s->mode].key)
		modes[s->mode].key(s, key);
	else
		screen_act(s, keymap_find(&s->keymap, key));
}
