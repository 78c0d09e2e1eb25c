#include "ui/menu.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/keys.h"

enum { BOX_COLS = 70, BOX_ROWS = 22, TEXT_BYTES = 1 << 16 };

void menu_free(struct menu *m)
{
	arena_free(&m->mem);
	str_free(&m->typed);
	free(m->item);
	*m = (struct menu){ 0 };
}

void menu_begin(struct menu *m)
{
	menu_free(m);
	m->mem = ARENA_INIT(MENU_BYTES);
	m->typed = STR_INIT(MENU_TYPED);
}

int menu_add(struct menu *m, const struct menu_item *item, struct err *e)
{
	void *items = m->item;
	struct menu_item *to;

	if (vec_room(&items, &m->cap, m->n, sizeof(*m->item), MENU_ITEMS,
		     e) < 0)
		return -1;
	m->item = items;
	to = &m->item[m->n++];
	*to = *item;
	to->text = arena_slice(&m->mem, item->text);
	to->right = arena_slice(&m->mem, item->right);
	to->value = arena_slice(&m->mem, item->value);
	return arena_ok(&m->mem, _("the menu"), e);
}

/* Case and accents are no matter; where a number stands in front it is what digits mean. */
static bool matches(const struct menu *m, const struct menu_item *item)
{
	struct str low = STR_INIT(TEXT_BYTES), want = STR_INIT(TEXT_BYTES);
	ptrdiff_t at;
	bool digits;

	if (m->typed.n == 0)
		return true;
	text_strip(&low, item->text);
	text_strip(&want, str_slice(&m->typed));
	digits = !m->boxes && want.n > 0 && want.p[0] >= '0' && want.p[0] <= '9' &&
		 low.n > 0 && low.p[0] >= '0' && low.p[0] <= '9';
	at = slice_find(str_slice(&low), str_slice(&want), 0);
	str_free(&low);
	str_free(&want);
	return digits ? at == 0 : at >= 0;
}

size_t menu_shown(const struct menu *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += matches(m, &m->item[i]);
	return n;
}

static ptrdiff_t nth(const struct menu *m, size_t k)
{
	for (size_t i = 0; i < m->n; i++)
		if (matches(m, &m->item[i]) && k-- == 0)
			return (ptrdiff_t)i;
	return -1;
}

ptrdiff_t menu_current(const struct menu *m)
{
	return nth(m, m->cur);
}

void menu_move(struct menu *m, int by)
{
	size_t n = menu_shown(m);

	if (by < 0)
		m->cur -= m->cur < (size_t)-by ? m->cur : (size_t)-by;
	else
		m->cur += (size_t)by;
	if (m->cur >= n)
		m->cur = n ? n - 1 : 0;
}

static void drop_last(struct menu *m)
{
	size_t at = 0, n;
	int w;

	for (size_t i = 0; (n = text_grapheme(str_slice(&m->typed), i, &w)) > 0;
	     i += n)
		at = i;
	str_cut(&m->typed, at);
}

bool menu_type(struct menu *m, uint32_t key)
{
	if (key == KEYCODE_BACKSPACE || key == 8) {
		if (m->typed.n == 0)
			return false;
		drop_last(m);
	} else if (key <= ' ' || key >= KEYCODE_UP ||
		   (key >= 0x7F && key < 0xA0)) {
		return false;
	} else if (m->typed.n < MENU_TYPED - 8) {
		text_put(&m->typed, key);
	}
	m->cur = m->top = 0;
	return true;
}

static void draw_item(const struct menu *m, struct surface *s, int y,
		      struct rect at, const struct menu_item *item, bool here)
{
	enum role role = here ? ROLE_CURSOR : ROLE_TEXT;
	int wide = surface_width(s, item->right), x = at.x;

	surface_fill(s, (struct rect){ y, at.x, 1, at.cols }, role);
	if (m->boxes)
		x += surface_putz(s, y, x, 4, item->on ? "[x] " : "[ ] ", role);
	if (wide > at.cols / 2)
		wide = at.cols / 2;
	surface_text(s, y, x, at.cols - (x - at.x) - wide - (wide ? 1 : 0),
		     item->text, role);
	surface_text(s, y, at.x + at.cols - wide, wide, item->right, role);
	if (here) {
		s->cursor_y = y;
		s->cursor_x = at.x;
	}
}

static void draw_typed(const struct menu *m, struct surface *s,
		       struct rect at)
{
	int y = at.y + at.rows - 1, used;

	used = surface_putz(s, y, at.x, at.cols, _("narrowed to: "), ROLE_DIM);
	surface_text(s, y, at.x + used, at.cols - used, str_slice(&m->typed),
		     ROLE_INPUT);
}

void menu_draw(struct menu *m, struct surface *s, struct rect at)
{
	size_t n = menu_shown(m), k = 0;
	int rows = m->typed.n > 0 ? at.rows - 1 : at.rows;

	if (rows < 1 || at.cols < 8)
		return;
	if (m->cur < m->top)
		m->top = m->cur;
	if (m->cur >= m->top + (size_t)rows)
		m->top = m->cur - (size_t)rows + 1;
	if (n == 0)
		surface_putz(s, at.y, at.x, at.cols, m->typed.n ?
			     _("nothing here has these letters") :
			     _("nothing to choose from"), ROLE_DIM);
	for (size_t i = 0; i < m->n && k < m->top + (size_t)rows; i++) {
		if (!matches(m, &m->item[i]))
			continue;
		if (k >= m->top)
			draw_item(m, s, at.y + (int)(k - m->top), at,
				  &m->item[i], k == m->cur);
		k++;
	}
	if (m->typed.n > 0)
		draw_typed(m, s, at);
}

void menu_box(struct menu *m, struct surface *s, struct rect body,
	      const char *title)
{
	int rows = (int)m->n + 3;
	struct rect at = body;

	if (at.cols > BOX_COLS + 4) {
		at.x += (at.cols - BOX_COLS) / 2;
		at.cols = BOX_COLS;
	}
	if (rows > BOX_ROWS)
		rows = BOX_ROWS;
	if (rows < 5)
		rows = 5;
	if (at.rows > rows) {
		at.y += (at.rows - rows) / 3;
		at.rows = rows;
	}
	surface_fill(s, at, ROLE_TEXT);
	surface_box(s, at, ROLE_FOCUS);
	surface_putz(s, at.y, at.x + 1, at.cols - 2, title, ROLE_FOCUS);
	menu_draw(m, s, (struct rect){ at.y + 1, at.x + 2, at.rows - 2,
				       at.cols - 4 });
}
