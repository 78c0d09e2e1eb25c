/* Keys over the facet menu: what is chosen becomes the filter at once. */
#include "base/i18n.h"
#include "ui/screen.h"

enum { MENU_PAGE = 10 };

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

void screen_begin_facet(struct screen *s, enum action act)
{
	const struct shape *shape = screen_list(s)->shape;

	(void)act;
	if (!shape || !facet_begin(&s->facet, shape)) {
		screen_say(s, false, _("nothing to choose from in this pane"));
		return;
	}
	s->mode = MODE_FACET;
	load_facet(s);
}

static void toggle(struct screen *s)
{
	struct pane_state *p = screen_focused(s);
	struct facet *f = &s->facet;
	ptrdiff_t i = menu_current(&f->menu);
	struct str made = STR_INIT(EDIT_BYTES);

	if (i < 0)
		return;
	facet_toggle(str_slice(&p->filter), facet_column(f)->name,
		     f->menu.item[i].value, &made);
	if (!made.bad)
		screen_refilter(s, p, str_slice(&made));
	else
		screen_say(s, true, _("the filter would be too long; nothing "
			   "was changed"));
	str_free(&made);
}

static void move(struct screen *s, enum action act)
{
	struct menu *m = &s->facet.menu;

	switch (act) {
	case ACT_UP:        menu_move(m, -1); return;
	case ACT_DOWN:      menu_move(m, 1); return;
	case ACT_PAGE_UP:   menu_move(m, -MENU_PAGE); return;
	case ACT_PAGE_DOWN: menu_move(m, MENU_PAGE); return;
	case ACT_TOP:       menu_move(m, -FACET_VALUES); return;
	case ACT_BOTTOM:    menu_move(m, FACET_VALUES); return;
	case ACT_NEXT_PANE: case ACT_PREV_PANE:
		facet_turn(&s->facet, act == ACT_NEXT_PANE ? 1 : -1);
		load_facet(s);
		return;
	default:
		return;
	}
}

static void leave(struct screen *s)
{
	facet_free(&s->facet);
	s->mode = MODE_PANES;
}

/* Letters narrow the values; so only keys that are none move. */
void screen_facet(struct screen *s, uint32_t key)
{
	struct menu *m = &s->facet.menu;

	if (key == KEYCODE_ENTER || key == ' ') {
		toggle(s);
	} else if (key == KEYCODE_ESC && m->typed.n > 0) {
		str_clear(&m->typed);
		m->cur = m->top = 0;
	} else if (key == KEYCODE_ESC) {
		leave(s);
	} else if (!menu_type(m, key)) {
		move(s, keymap_find(&s->keymap, key));
	}
}

void screen_facet_hints(const struct screen *s, struct str *out)
{
	const struct list *l = &s->pane[s->focus].list;

	str_addf(out, ngettext("%lld row  ", "%lld rows  ", l->count),
		 (long long)l->count);
	str_addz(out, _("Space chooses, or not any more  Tab next column  "
			"letters narrow  Esc done"));
}
