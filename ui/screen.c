#include "ui/screen.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { FILTER_BYTES = EDIT_BYTES, TEXT_BYTES = 4096, FACTS_BYTES = 64 << 20 };

/* While a refresh runs, the sources pane says how each source does. */
static bool say_progress(void *ctx, struct slice key, const char *column,
			 struct str *out)
{
	const struct screen *s = ctx;
	const struct step *st;

	if (!s->o.progress || s->o.progress->pid == 0 || key.n == 0)
		return false;
	st = progress_of(s->o.progress, key);
	if (!st)
		return false;
	if (strcmp(column, "state") == 0) {
		str_addz(out, C_("step", st->state));
		return true;
	}
	if (strcmp(column, "why") == 0 && st->message[0]) {
		str_addz(out, st->message);
		return true;
	}
	return false;
}

int screen_open(struct screen *s, const struct screen_options *o,
		struct err *e)
{
	*s = (struct screen){ .o = *o, .other = PANE_news,
			      .headline_dirty = true };
	s->headline = STR_INIT(TEXT_BYTES);
	s->message = STR_INIT(TEXT_BYTES);
	s->refresh_keys = STR_INIT(TEXT_BYTES);
	s->facts_mem = ARENA_INIT(FACTS_BYTES);
	edit_init(&s->edit);
	edit_init(&s->note);
	keymap_init(&s->keymap);
	inquiry_init(&s->inquiry, o->data, &s->keymap);
	for (size_t i = 0; i < PANE_COUNT; i++) {
		struct pane_state *p = &s->pane[i];

		list_init(&p->list, panes[i], o->data);
		p->filter = STR_INIT(FILTER_BYTES);
		p->sort = SORT_VIEW;
		p->dirty = true;
	}
	s->pane[PANE_sources].list.says = say_progress;
	s->pane[PANE_sources].list.says_ctx = s;
	return keymap_conf(&s->keymap, o->keys,
			   o->keys_name ? o->keys_name : "keys.conf", e);
}

void screen_free(struct screen *s)
{
	for (size_t i = 0; i < PANE_COUNT; i++) {
		list_free(&s->pane[i].list);
		str_free(&s->pane[i].filter);
	}
	edit_free(&s->edit);
	edit_free(&s->note);
	inquiry_free(&s->inquiry);
	facet_free(&s->facet);
	arena_free(&s->facts_mem);
	lines_free(&s->lines);
	str_free(&s->headline);
	str_free(&s->message);
	str_free(&s->refresh_keys);
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
	struct slice desk = SLICE_NONE;

	if (s->o.desk_filter && !shape->deskless)
		desk = s->o.desk_filter(s->o.desk_ctx, shape->name);
	return query_parse(q, filter, e) == 0 && add_sort(p, q, e) == 0 &&
	       query_parse(q, desk, e) == 0 &&
	       query_defaults(q, shape, e) == 0 &&
	       query_check(q, shape, e) == 0;
}

void screen_refilter(struct screen *s, struct pane_state *p,
		     struct slice filter)
{
	struct str text = STR_INIT(FILTER_BYTES);

	(void)s;
	str_add(&text, filter);
	str_clear(&p->filter);
	str_add(&p->filter, str_slice(&text));
	str_free(&text);
	err_clear(&p->err);
	p->dirty = p->fresh = true;
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

static void edited(struct screen *s)
{
	struct pane_state *p = screen_focused(s);

	screen_refilter(s, p, str_slice(&s->edit.text));
	s->edit_waits = day_unfinished(str_slice(&p->filter));
	p->dirty = !s->edit_waits;
}

static void end_edit(struct screen *s)
{
	edit_keep(&s->edit);
	s->mode = MODE_PANES;
	if (s->edit_waits)
		screen_focused(s)->dirty = true;
	s->edit_waits = false;
}

void screen_edit(struct screen *s, uint32_t key)
{
	bool changed;

	if (key == KEYCODE_ENTER) {
		end_edit(s);
		return;
	}
	if (key == KEYCODE_ESC) {
		edit_set(&s->edit, SLICE_NONE);
		edited(s);
		s->mode = MODE_PANES;
		return;
	}
	if (edit_key(&s->edit, key, &changed)) {
		if (changed)
			edited(s);
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
