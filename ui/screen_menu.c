/* Keys over a menu that stands above the panes or a detail. */
#include "base/i18n.h"
#include "ui/screen.h"

enum { MENU_PAGE = 10 };

void screen_menu_begin(struct screen *s, const char *title, menu_fn *took)
{
	menu_begin(&s->menu);
	s->menu_title = title;
	s->menu_took = took;
}

void screen_menu_open(struct screen *s)
{
	s->under = s->mode;
	s->mode = MODE_MENU;
}

static void leave(struct screen *s)
{
	s->mode = s->under;
	menu_free(&s->menu);
}

static void take(struct screen *s, enum action act)
{
	struct menu was = s->menu;
	ptrdiff_t i = menu_current(&was);

	if (i < 0)
		return;
	/* What is done may open another menu. */
	s->menu = (struct menu){ 0 };
	s->mode = s->under;
	s->menu_took(s, &was.item[i], act);
	menu_free(&was);
}

static void act_on(struct screen *s, enum action act)
{
	switch (act) {
	case ACT_UP:        menu_move(&s->menu, -1); return;
	case ACT_DOWN:      menu_move(&s->menu, 1); return;
	case ACT_PAGE_UP:   menu_move(&s->menu, -MENU_PAGE); return;
	case ACT_PAGE_DOWN: menu_move(&s->menu, MENU_PAGE); return;
	case ACT_TOP:       menu_move(&s->menu, -MENU_ITEMS); return;
	case ACT_BOTTOM:    menu_move(&s->menu, MENU_ITEMS); return;
	default:            return;
	}
}

void screen_menu(struct screen *s, uint32_t key)
{
	enum action act = keymap_find(&s->keymap, key);

	if (key == KEYCODE_ENTER) {
		take(s, ACT_OPEN);
	} else if (key == KEYCODE_ESC && s->menu.typed.n > 0) {
		str_clear(&s->menu.typed);
		s->menu.cur = s->menu.top = 0;
	} else if (key == KEYCODE_ESC) {
		leave(s);
	} else if (key == 'q' && s->menu.typed.n == 0) {
		leave(s);
	} else if (!menu_type(&s->menu, key)) {
		act_on(s, act);
	}
}

void screen_draw_menu(struct screen *s, struct surface *to, struct rect at)
{
	menu_box(&s->menu, to, at, s->menu_title);
}

void screen_menu_hints(const struct screen *s, struct str *out)
{
	(void)s;
	str_addz(out, _("letters or a number narrow  Enter chooses  Esc goes "
			"back"));
}
