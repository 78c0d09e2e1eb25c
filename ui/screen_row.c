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
		screen_say(s, false, _("only hits of watches can be "
				       "dismissed: 0 goes there"));
		return;
	}
	if (!r || !slice_int(human_get(shape, &r->row, "number"), &number))
		return;
	if (s->o.data->ops->dismiss(s->o.data->ctx, number,
			!human_true(shape, &r->row, "dismissed"), &e) < 0)
		screen_say_unkept(s, &e);
	screen_reload(s);
}

void screen_forget(struct screen *s)
{
	s->conflict = (struct store_conflict){ 0 };
	s->conflict_name = SLICE_NONE;
	s->open_id[0] = '\0';
	s->open_stale = s->open_gone = false;
	arena_clear(&s->facts_mem);
	s->facts = (struct facts){ 0 };
	s->row_text = SLICE_NONE;
	screen_seek_clear(s);
	lines_clear(&s->lines);
	s->lines_cols = 0;
	s->top = s->read = 0;
	s->pick = 0;
	s->number = 0;
}

/* Beside the list what is shown stays, until the cursor goes elsewhere. */
void screen_close_detail(struct screen *s)
{
	if (!s->beside || s->inquiry.at != INQUIRY_OFF)
		screen_forget(s);
	s->full = false;
	s->mode = s->inquiry.at == INQUIRY_OFF ? s->home : MODE_INQUIRY;
}

static int load_subject(struct screen *s, struct slice id, struct err *e)
{
	char asked[LIST_ID];
	int rc;

	snprintf(asked, LIST_ID, "%.*s", SLICE_ARG(id));
	screen_forget(s);
	rc = s->o.data->ops->subject(s->o.data->ctx, slice_of(asked),
				     &s->facts_mem, &s->facts, e);
	if (rc <= 0)
		return rc;
	snprintf(s->open_id, LIST_ID, "%s", asked);
	s->pick = s->facts.listings > 1 ? 1 :
		  s->facts.ties > 0 ? s->facts.listings + 1 : 0;
	return 1;
}

/* A source makes no claims: what is known of it, in full. */
int screen_source_text(struct screen *s, const struct row *r,
		       struct arena *mem, struct slice *out, struct err *e)
{
	struct str text = STR_INIT(LINES_BYTES);
	int rc;

	rc = detail_row(screen_list(s)->shape, r, &text, e);
	if (rc == 0)
		rc = screen_attempts(s, r->cell[0], &text, e);
	if (rc == 0)
		*out = arena_slice(mem, str_slice(&text));
	str_free(&text);
	return rc < 0 ? -1 : 1;
}

static int load_source(struct screen *s, const struct row *r, struct err *e)
{
	int rc;

	screen_forget(s);
	rc = screen_source_text(s, r, &s->facts_mem, &s->row_text, e);
	if (rc > 0)
		snprintf(s->open_id, LIST_ID, "%.*s", SLICE_ARG(r->cell[0]));
	return rc;
}

int screen_load_row(struct screen *s, const struct list_row *r, struct err *e)
{
	if (s->focus == PANE_sources)
		return load_source(s, &r->row, e);
	if (s->focus == PANE_conflicts)
		return screen_load_conflict(s, r->row.cell[0],
			human_get(screen_focused(s)->list.shape, &r->row,
				  "subject"), e);
	return load_subject(s, r->row.cell[0], e);
}

/* What was loaded is looked at, or why there is nothing is said. */
static bool enter(struct screen *s, int rc, const struct err *e)
{
	if (rc > 0) {
		s->full = true;
		s->mode = MODE_DETAIL;
		return true;
	}
	screen_close_detail(s);
	screen_say(s, rc < 0, rc < 0 ? e->msg :
		   _("nothing more is known of this row: r asks "
			   "its sources again"));
	return false;
}

bool screen_open_subject(struct screen *s, struct slice id)
{
	struct err e = { 0 };
	int rc = load_subject(s, id, &e);

	return enter(s, rc, &e);
}

bool screen_reopen(struct screen *s, struct slice id)
{
	const struct list_row *r = NULL;
	struct err e = { 0 };
	int rc;

	if (s->focus == PANE_sources || s->focus == PANE_conflicts)
		r = list_current(screen_list(s));
	if (!r || !slice_eq(r->row.cell[0], id))
		return screen_open_subject(s, id);
	rc = screen_load_row(s, r, &e);
	return enter(s, rc, &e);
}

void screen_open_row(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(screen_list(s));
	bool unread = r && !r->mark.read;
	struct err e = { 0 };
	int rc;

	(void)act;
	if (!r)
		return;
	screen_leave(s);
	rc = screen_load_row(s, r, &e);
	if (enter(s, rc, &e) && unread && !screen_list(s)->pane->unmarked) {
		screen_mark_read(s, slice_of(s->open_id));
		s->open_stale = false;	/* by that */
	}
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

/* Rows of the pane that are new; -1: it was said why not. */
static int64_t look_new(struct screen *s, int64_t from, int64_t n, bool all,
			int64_t *first)
{
	struct list *l = screen_list(s);
	struct query q = { 0 };
	struct err e = { 0 };
	int64_t found = -1;

	if (query_parse(&q, SLICE("is:new"), &e) == 0 &&
	    query_check(&q, l->shape, &e) == 0)
		found = l->rows.ops->next(l->rows.ctx, &q, from, n, all, first,
					  &e);
	if (found < 0)
		screen_say(s, true, e.msg);
	query_free(&q);
	return found;
}

/* Below first; where there is none, those above are counted. */
bool screen_unread(struct screen *s)
{
	struct unread *u = &s->unread;
	struct list *l = u->on ? screen_list(s) : NULL;
	int64_t end, n = u->step, first;

	if (!l || !l->rows.ops || !l->rows.ops->next)
		return false;
	end = u->above ? l->cur + 1 : l->count;
	n = end - u->at < n ? end - u->at : n;
	n = n > 0 ? look_new(s, u->at, n, u->above, &first) : 0;
	if (n > 0 && !u->above)
		list_to(l, first);
	u->found += n;
	u->at += u->step;
	u->on = n == 0 || (n > 0 && u->above);
	if (!u->on || u->at < end)
		return u->on;
	u->on = !u->above;
	if (u->above)
		say_no_new(s, u->found);
	u->above = true;
	u->at = 0;
	return u->on;
}

/* In a long list it takes seconds to know that none is new: whatever is pressed
 * meanwhile ends it. */
void screen_next_new(struct screen *s, enum action act)
{
	const struct list *l = screen_list(s);

	(void)act;
	if (l->pane->unmarked || !l->shape || !l->rows.ops ||
	    !l->rows.ops->next) {
		screen_say(s, false, _("no row of this pane is ever new"));
		return;
	}
	s->unread = (struct unread){ .on = true, .at = l->cur + 1,
				     .step = s->unread.step };
	screen_unread(s);
}

bool screen_row_link(struct screen *s, struct str *out)
{
	const struct list_row *r = list_current(screen_list(s));
	struct arena mem = ARENA_INIT(64 << 20);
	struct facts f = { 0 };
	struct slice url, rest, item;
	struct err e = { 0 };

	if (!r)
		return false;
	rest = human_get(screen_list(s)->shape, &r->row, "url");
	for (url = SLICE_NONE; url.n == 0 && slice_cut(&rest, LIST_SEP, &item);)
		url = item;
	if (url.n == 0 && s->o.data->ops->subject(s->o.data->ctx,
			r->row.cell[0], &mem, &f, &e) > 0)
		for (size_t i = 0; url.n == 0 && i < f.n; i++)
			url = f.fact[i].doc_url;
	str_add(out, url);
	arena_free(&mem);
	if (out->n == 0)
		screen_say(s, false, _("this row has no link: Enter shows who "
				       "says it"));
	return out->n > 0;
}

void screen_link(struct screen *s, enum action act)
{
	struct str url = STR_INIT(8192);

	(void)act;
	if (screen_row_link(s, &url))
		screen_open_link(s, str_slice(&url));
	str_free(&url);
}

