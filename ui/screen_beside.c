/* The list and the detail of the record under its cursor side by side; in a
 * narrow terminal the one above the other. */
#include <stdio.h>

#include "base/i18n.h"
#include "ui/screen.h"

enum { STEP = 50, LEAST = 200, MOST = 800, USUAL = 450 };

void screen_turn_beside(struct screen *s, enum action act)
{
	(void)act;
	if (s->o.reader) {
		screen_say(s, false, _("one thing at a time stands on the "
			   "screen here: Enter opens the row, q goes back"));
		return;
	}
	s->beside = !s->beside;
	if (s->split_permille == 0)
		s->split_permille = USUAL;
	if (!screen_inside(s))
		screen_forget(s);
	s->full = false;
	screen_say(s, false, s->beside ?
		   _("the detail stands beside the list: Tab goes there, { } "
		     "move the line between them") :
		   _("the panes stand together again"));
}

void screen_move_divider(struct screen *s, enum action act)
{
	int to = s->split_permille + (act == ACT_WIDER ? STEP : -STEP);

	if (s->o.reader) {
		screen_turn_beside(s, act);
		return;
	}
	if (!s->beside) {
		screen_say(s, false, _("no detail stands beside the list: w "
			   "puts it there"));
		return;
	}
	s->split_permille = to < LEAST ? LEAST : to > MOST ? MOST : to;
}

/* Of the record under the cursor, unless a key comes first: then it is asked
 * again. What was read anew stays where it was scrolled to. */
static void follow(struct screen *s, bool hurry)
{
	struct pane_state *p = screen_focused(s);
	const struct data *d = s->o.data;
	const struct list_row *r;
	bool same = s->open_id[0] &&
		    slice_is(slice_of(p->list.id), s->open_id);
	size_t top = same ? s->top : 0;
	struct err e = { 0 };
	int rc;

	if (screen_inside(s) || p->dirty || (same && !s->open_stale))
		return;
	r = list_current(&p->list);
	if (!r) {
		screen_forget(s);
		s->row_text = arena_slice(&s->facts_mem,
					  slice_of(_("no row is chosen")));
		return;
	}
	if (hurry && s->o.hurry)
		d->ops->heed(d->ctx, s->o.hurry, s->o.hurry_ctx);
	rc = screen_load_row(s, r, &e);
	d->ops->heed(d->ctx, NULL, NULL);
	if (rc < 0 && e.code == ERR_STOPPED) {
		s->late = true;
		return;
	}
	snprintf(s->open_id, LIST_ID, "%s", p->list.id);
	s->top = top;
	if (rc <= 0)
		s->row_text = arena_slice(&s->facts_mem, slice_of(rc < 0 ?
			e.msg : _("nothing more is known of this row: r asks "
			   "its sources again")));
}

/* Keys may have moved the cursor since it was drawn: what is looked at is what
 * the cursor is on. */
void screen_beside_focus(struct screen *s, bool detail)
{
	if (detail) {
		screen_list(s);
		follow(s, false);
	}
	if (detail && !s->open_id[0])
		return;
	s->full = false;
	s->mode = detail ? MODE_DETAIL : MODE_PANES;
}

void screen_draw_beside(struct screen *s, struct surface *to, struct rect body)
{
	struct rect list, detail;
	int page;

	layout_beside(body, s->split_permille, &list, &detail);
	/* the mouse must not find the panes that stand behind */
	s->shown = (struct layout){ .kind = LAYOUT_NARROW, .n = 1,
				    .slot = { { s->focus, list } },
				    .body = body, .foot = s->shown.foot };
	screen_draw_pane(s, to, s->focus, list, true);
	page = s->page;
	if (detail.rows < 3 || detail.cols < 12)
		return;
	follow(s, true);
	screen_draw_lines(s, to, detail);
	if (!screen_inside(s))
		s->page = page;
}
