/* The screen as a session, and back again. */
#include <stdio.h>

#include "base/i18n.h"
#include "model/desk.h"
#include "ui/screen.h"

/* --- desks --- */

const struct desk *screen_desk(const struct screen *s)
{
	return s->o.desks ? desks_find(s->o.desks, slice_of(s->desk)) : NULL;
}

/* --- what is noted --- */

static void note_list(struct screen *s, size_t pane, struct place *to)
{
	const struct pane_state *p = &s->pane[pane];

	place_free(to);
	to->pane = pane;
	to->sort = p->sort;
	to->down = p->down;
	to->height = list_height(&p->list);
	snprintf(to->id, LIST_ID, "%s", p->list.id);
	str_add(&to->filter, screen_filter(s, p));
}

static void note_desk(struct screen *s)
{
	struct session_desk *d = session_desk(&s->session, slice_of(s->desk),
					      true);

	if (!d)
		return;
	d->focus = s->focus;
	d->other = s->other;
	for (size_t i = 0; i < PANE_COUNT; i++)
		note_list(s, i, &d->pane[i]);
	str_clear(&d->open);
	d->top = 0;
	if (!screen_inside(s) || s->inquiry.at != INQUIRY_OFF)
		return;
	str_addz(&d->open, s->open_id);
	d->top = s->top;
}

static void note_past(const struct edit *ed, struct session *to)
{
	to->n_past = ed->n_past;
	for (size_t i = 0; i < ed->n_past; i++) {
		to->past[i].max = EDIT_BYTES;
		to->past[i].bad = false;
		str_clear(&to->past[i]);
		str_add(&to->past[i], str_slice(&ed->past[i]));
	}
}

void screen_session(struct screen *s, struct str *out)
{
	struct session *to = &s->session;

	to->known = true;
	to->held = (int)s->held;
	to->beside = s->beside;
	to->split_permille = s->split_permille;
	snprintf(to->desk, SESSION_NAME, "%s", s->desk);
	note_past(&s->edit, to);
	note_desk(s);
	session_write(to, out);
}

/* --- what is taken up again --- */

static void take_past(const struct session *from, struct edit *ed)
{
	for (size_t i = from->n_past; i > 0; i--) {
		edit_set(ed, str_slice(&from->past[i - 1]));
		edit_keep(ed);
	}
	edit_set(ed, SLICE_NONE);
}

static bool pane_named(struct slice name, size_t *out)
{
	for (size_t i = 0; i < PANE_COUNT; i++)
		if (slice_is(name, panes[i]->name)) {
			*out = i;
			return true;
		}
	return false;
}

/* A desk that nobody has worked at: its own panes come first. */
static void take_fresh(struct screen *s, const struct desk *d)
{
	struct slice rest = d ? d->panes : SLICE_NONE, one;
	struct place none = { .filter = STR_INIT(PLACE_FILTER),
			      .sort = SORT_VIEW };
	bool first = true, beside = false;
	size_t pane;

	for (none.pane = 0; none.pane < PANE_COUNT; none.pane++)
		screen_put_list(s, &none);
	s->focus = PANE_releases;
	s->other = PANE_news;
	while (slice_cut(&rest, ',', &one)) {
		if (!pane_named(slice_trim(one), &pane))
			continue;
		if (first)
			s->focus = pane;
		if (!beside && pane >= LAYOUT_MISSION)
			s->other = pane;
		beside |= pane >= LAYOUT_MISSION;
		first = false;
	}
}

/* What was gathered at another desk is not to be seen at this one. */
static void forget_gathered(struct screen *s)
{
	size_t picture = s->pictures.at;

	timepane_free(&s->timepane);
	timepane_init(&s->timepane);
	pictures_free(&s->pictures);
	pictures_init(&s->pictures);
	s->pictures.at = picture;
	screen_forget_advice(s);
}

static void take_desk(struct screen *s)
{
	struct session_desk *d = session_desk(&s->session, slice_of(s->desk),
					      false);

	s->inquiry.at = INQUIRY_OFF;
	screen_forget(s);
	s->home = MODE_PANES;
	screen_close_detail(s);
	places_free(&s->places);
	for (size_t i = 0; i < PANE_COUNT; i++)
		marked_free(&s->pane[i].marked);
	s->headline_dirty = true;
	forget_gathered(s);
	if (!d) {
		take_fresh(s, screen_desk(s));
		return;
	}
	for (size_t i = 0; i < PANE_COUNT; i++)
		screen_put_list(s, &d->pane[i]);
	s->focus = d->focus;
	s->other = d->other;
	if (d->open.n > 0 && screen_reopen(s, str_slice(&d->open))) {
		screen_make_lines(s);
		s->top = d->top < s->lines.n ? d->top : 0;
	}
}

void screen_go_desk(struct screen *s, struct slice name)
{
	note_desk(s);
	snprintf(s->desk, SESSION_NAME, "%.*s", SLICE_ARG(name));
	take_desk(s);
}

int screen_resume(struct screen *s, struct slice text, bool desk_too,
		  struct err *e)
{
	struct session *from = &s->session;

	session_free(from);
	if (session_read(from, text, e) < 0) {
		screen_say(s, true, e->msg);
		return -1;
	}
	if (desk_too && (!from->desk[0] || (s->o.desks &&
	    desks_find(s->o.desks, slice_of(from->desk)))))
		snprintf(s->desk, SESSION_NAME, "%s", from->desk);
	s->beside = from->beside && !s->o.reader;
	s->split_permille = from->split_permille;
	take_past(from, &s->edit);
	screen_set_held(s, (enum held)from->held);
	take_desk(s);
	return 0;
}

void screen_begin_desk(struct screen *s, struct slice name)
{
	snprintf(s->desk, SESSION_NAME, "%.*s", SLICE_ARG(name));
	take_fresh(s, screen_desk(s));
}
