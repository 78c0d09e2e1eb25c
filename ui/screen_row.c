/* What is done to the row under the cursor: it is opened, marked, dismissed,
 * its link is shown, the next new one is sought. */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "ui/human.h"
#include "ui/screen.h"

void screen_dismiss(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(screen_list(s));
	const struct shape *shape = screen_list(s)->shape;
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
	snprintf(s->open_id, LIST_ID, "%.*s", SLICE_ARG(s->facts.id));
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
		snprintf(s->open_id, LIST_ID, "%.*s", SLICE_ARG(r->cell[0]));
	} else {
		screen_say(s, true, e.msg);
	}
	str_free(&text);
}

bool screen_reopen(struct screen *s, struct slice id)
{
	const struct list_row *r;

	if (s->focus != PANE_sources && s->focus != PANE_conflicts)
		return screen_open_subject(s, id);
	r = list_current(screen_list(s));
	if (!r || !slice_eq(r->row.cell[0], id))
		return screen_open_subject(s, id);
	if (s->focus == PANE_sources)
		open_source(s, &r->row);
	else
		screen_open_conflict(s, r);
	return s->mode == MODE_DETAIL;
}

void screen_open_row(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(screen_list(s));

	(void)act;
	if (r)
		screen_leave(s);
	if (r && s->focus == PANE_sources)
		open_source(s, &r->row);
	else if (r && s->focus == PANE_conflicts)
		screen_open_conflict(s, r);
	else if (r && screen_open_subject(s, r->row.cell[0]) && !r->mark.read &&
	    !screen_list(s)->pane->unmarked)
		screen_mark_read(s, s->facts.id);
}

void screen_close_detail(struct screen *s)
{
	s->conflict = (struct store_conflict){ 0 };
	s->conflict_name = SLICE_NONE;
	s->open_id[0] = '\0';
	arena_clear(&s->facts_mem);
	s->facts = (struct facts){ 0 };
	s->row_text = SLICE_NONE;
	lines_clear(&s->lines);
	s->lines_cols = 0;
	s->top = 0;
	s->pick = 0;
	s->mode = s->inquiry.at == INQUIRY_OFF ? MODE_PANES : MODE_INQUIRY;
}

/* The rows of the pane that are new, in the same order. */
static int open_new(struct screen *s, const struct pane_state *p,
		    struct rows *out, struct err *e)
{
	const struct data *d = s->o.data;
	struct query q = { 0 };
	int rc = -1;

	if (screen_query(s, p, str_slice(&p->filter), &q, e) &&
	    query_parse(&q, SLICE("is:new"), e) == 0 &&
	    query_check(&q, p->list.shape, e) == 0)
		rc = d->ops->open(d->ctx, p->list.shape, &q, out, e);
	query_free(&q);
	return rc;
}

static void say_no_new(struct screen *s, int64_t above)
{
	struct str said = STR_INIT(512);

	if (above == 0) {
		screen_say(s, false, _("nothing new in this pane: all of it "
			   "has been read"));
		return;
	}
	str_addf(&said, ngettext("no new row below; %lld above: /is:new shows"
				 " all", "no new row below; %lld above:"
				 " /is:new shows all", (size_t)above),
		 (long long)above);
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
}

void screen_next_new(struct screen *s, enum action act)
{
	struct pane_state *p = screen_focused(s);
	struct list *l = screen_list(s);
	struct rows some = { 0 };
	struct err e = { 0 };
	int64_t at;

	(void)act;
	if (l->pane->unmarked || !l->shape || !l->rows.ops ||
	    !l->rows.ops->next) {
		screen_say(s, false, _("no row of this pane is ever new"));
		return;
	}
	if (open_new(s, p, &some, &e) < 0) {
		screen_say(s, true, e.msg);
		return;
	}
	at = l->rows.ops->next(l->rows.ctx, some.ctx, l->cur + 1);
	if (at >= 0)
		list_to(l, at);
	else
		say_no_new(s, some.ops->count(some.ctx));
	rows_close(&some);
}

void screen_show_link(struct screen *s, struct slice url)
{
	struct str said = STR_INIT(8192);

	str_add(&said, url);
	screen_say(s, false, url.n ? str_cstr(&said) :
		   "this row has no link");
	str_free(&said);
}

void screen_row_link(struct screen *s, struct str *out)
{
	const struct list_row *r = list_current(screen_list(s));
	struct arena mem = ARENA_INIT(64 << 20);
	struct facts f = { 0 };
	struct slice url, rest, item;
	struct err e = { 0 };

	if (!r)
		return;
	rest = human_get(screen_list(s)->shape, &r->row, "url");
	for (url = SLICE_NONE; url.n == 0 && slice_cut(&rest, LIST_SEP, &item);)
		url = item;
	if (url.n == 0 && s->o.data->ops->subject(s->o.data->ctx,
			r->row.cell[0], &mem, &f, &e) > 0)
		for (size_t i = 0; url.n == 0 && i < f.n; i++)
			url = f.fact[i].doc_url;
	str_add(out, url);
	arena_free(&mem);
}

void screen_link(struct screen *s, enum action act)
{
	struct str url = STR_INIT(8192);

	(void)act;
	screen_row_link(s, &url);
	screen_show_link(s, str_slice(&url));
	str_free(&url);
}

