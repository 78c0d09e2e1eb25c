/* Back and forward among the places where the user has been. */
#include <stdio.h>

#include "base/i18n.h"
#include "ui/screen.h"

void screen_here(struct screen *s, struct place *to)
{
	struct pane_state *p = screen_focused(s);

	place_free(to);
	to->pane = s->focus;
	str_add(&to->filter, screen_filter(s, p));
	to->sort = p->sort;
	to->down = p->down;
	snprintf(to->id, LIST_ID, "%s", p->list.id);
	to->height = list_height(&p->list);
	snprintf(to->open, LIST_ID, "%s", s->open_id);
	to->top = s->top;
}

void screen_leave(struct screen *s)
{
	screen_here(s, places_leave(&s->places));
}

void screen_put_list(struct screen *s, const struct place *to)
{
	struct pane_state *p = &s->pane[to->pane];

	if (!slice_eq(str_slice(&p->filter), str_slice(&to->filter)))
		screen_refilter(s, p, str_slice(&to->filter));
	p->sort = to->sort;
	p->down = to->down;
	p->dirty = true;
	p->fresh = false;
	list_seek(&p->list, to->id, to->height);
}

void screen_put(struct screen *s, const struct place *to)
{
	s->inquiry.at = INQUIRY_OFF;
	s->home = MODE_PANES;
	screen_close_detail(s);
	screen_focus(s, to->pane);
	screen_put_list(s, to);
	if (!to->open[0] || !screen_reopen(s, slice_of(to->open)))
		return;
	screen_make_lines(s);
	s->top = to->top < s->lines.n ? to->top : 0;
}

void screen_place(struct screen *s, enum action act)
{
	struct place here = { 0 };
	const struct place *to;
	int by = act == ACT_PLACE_BACK ? -1 : 1;

	screen_here(s, &here);
	to = places_go(&s->places, by, &here);
	if (to)
		screen_put(s, to);
	else
		screen_say(s, false, by < 0 ? _("nothing before this place") :
					      _("nothing ahead of this place"));
	place_free(&here);
}
