/* What is done to the row under the cursor: it is opened, marked, dismissed,
 * its link is shown, the next new one is sought. */
#include <stdlib.h>

#include "base/i18n.h"
#include "ui/human.h"
#include "ui/screen.h"

static void set_mark(struct screen *s, struct slice id, const char *what)
{
	struct err e = { 0 };

	if (s->o.data->ops->mark(s->o.data->ctx, id, slice_of(what), &e) < 0)
		screen_say(s, true, e.msg);
	screen_reload(s);
}

void screen_mark_row(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(screen_list(s));

	if (!r || screen_list(s)->pane->unmarked)
		return;
	set_mark(s, r->row.cell[0], act != ACT_STAR ?
		 (r->mark.read ? "unread" : "read") :
		 r->mark.starred ? "unstarred" : "starred");
}

void screen_dismiss(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(screen_list(s));
	const struct shape *shape = screen_list(s)->shape;
	struct err e = { 0 };
	int64_t number;

	(void)act;
	if (s->focus != PANE_watches) {
		screen_say(s, false, _("only hits of watches can be dismissed"));
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
			   _("there is nothing more to say about this row"));
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
	if (detail_row(screen_list(s)->shape, r, &text, &e) == 0) {
		s->row_text = arena_slice(&s->facts_mem, str_slice(&text));
		s->mode = MODE_DETAIL;
	} else {
		screen_say(s, true, e.msg);
	}
	str_free(&text);
}

void screen_open_row(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(screen_list(s));

	(void)act;
	if (r && s->focus == PANE_sources)
		open_source(s, &r->row);
	else if (r && s->focus == PANE_conflicts)
		screen_open_conflict(s, r);
	else if (r && screen_open_subject(s, r->row.cell[0]) && !r->mark.read &&
	    !screen_list(s)->pane->unmarked)
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

void screen_next_new(struct screen *s, enum action act)
{
	struct list *l = screen_list(s);
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
			   e.msg : _("no new row below this one"));
}

void screen_show_link(struct screen *s, struct slice url)
{
	struct str said = STR_INIT(8192);

	str_add(&said, url);
	screen_say(s, false, url.n ? str_cstr(&said) :
		   _("this row has no link"));
	str_free(&said);
}

void screen_link(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(screen_list(s));
	struct arena mem = ARENA_INIT(64 << 20);
	struct facts f = { 0 };
	struct slice url, rest, item;
	struct err e = { 0 };

	(void)act;
	if (!r)
		return;
	rest = human_get(screen_list(s)->shape, &r->row, "url");
	for (url = SLICE_NONE; url.n == 0 && slice_cut(&rest, LIST_SEP, &item);)
		url = item;
	if (url.n == 0 && s->o.data->ops->subject(s->o.data->ctx,
			r->row.cell[0], &mem, &f, &e) > 0)
		for (size_t i = 0; url.n == 0 && i < f.n; i++)
			url = f.fact[i].doc_url;
	screen_show_link(s, url);
	arena_free(&mem);
}

