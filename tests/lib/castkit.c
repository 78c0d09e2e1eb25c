#include "tests/lib/castkit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "write/json.h"

enum { CAST_BYTES = 4 << 20, ROW_BYTES = 16 << 10 };

void cast_begin(struct cast *c, int rows, int cols, const char *title)
{
	*c = (struct cast){ .out = STR_INIT(CAST_BYTES) };
	for (int y = 0; y < CAST_ROWS; y++)
		c->row[y] = STR_INIT(ROW_BYTES);
	c->vt = vterm_new(rows, cols);
	vterm_set_utf8(c->vt, 1);
	c->screen = vterm_obtain_screen(c->vt);
	vterm_screen_reset(c->screen, 1);
	str_addf(&c->out, "{\"version\": 2, \"width\": %d, \"height\": %d, "
		 "\"title\": ", cols, rows);
	json_text(&c->out, slice_of(title));
	str_addz(&c->out, ", \"env\": {\"TERM\": \"xterm-256color\"}}\n");
}

static void put_colour(struct str *to, const VTermColor *c, int base)
{
	if (VTERM_COLOR_IS_RGB(c))
		str_addf(to, ";%d;2;%d;%d;%d", base + 8, c->rgb.red,
			 c->rgb.green, c->rgb.blue);
	else if (c->indexed.idx < 8)
		str_addf(to, ";%d", base + c->indexed.idx);
	else if (c->indexed.idx < 16)
		str_addf(to, ";%d", base + 52 + c->indexed.idx);
	else
		str_addf(to, ";%d;5;%d", base + 8, c->indexed.idx);
}

/* "ESC [ 0 ; ... m" of a cell. A blank has no more of it than is seen: the rest
 * is as the way there was. */
static void put_look(struct str *to, const VTermScreenCell *cell)
{
	bool blank = (!cell->chars[0] || cell->chars[0] == ' ') &&
		     !cell->attrs.reverse;

	str_addz(to, "\033[0");
	if (cell->attrs.bold && !blank)
		str_addz(to, ";1");
	if (cell->attrs.italic && !blank)
		str_addz(to, ";3");
	if (cell->attrs.underline)
		str_addz(to, ";4");
	if (cell->attrs.reverse)
		str_addz(to, ";7");
	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) &&
	    (!blank || cell->attrs.underline))
		put_colour(to, &cell->fg, 30);
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		put_colour(to, &cell->bg, 40);
	str_addc(to, 'm');
}

static void put_cell(struct str *to, const VTermScreenCell *cell)
{
	if (!cell->chars[0])
		str_addc(to, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		text_put(to, cell->chars[i]);
}

static void put_row(struct str *to, const VTermScreen *screen, int y, int cols)
{
	struct str look = STR_INIT(ROW_BYTES), now = STR_INIT(ROW_BYTES);

	for (int x = 0; x < cols;) {
		VTermScreenCell cell;

		vterm_screen_get_cell(screen, (VTermPos){ y, x }, &cell);
		str_clear(&now);
		put_look(&now, &cell);
		if (!slice_eq(str_slice(&now), str_slice(&look))) {
			str_clear(&look);
			str_add(&look, str_slice(&now));
			str_add(to, str_slice(&look));
		}
		put_cell(to, &cell);
		x += cell.width > 0 ? cell.width : 1;
	}
	str_addz(to, "\033[0m");
	str_free(&look);
	str_free(&now);
}

static void play(struct cast *c, const struct str *text, int rows, int cols)
{
	struct str row = STR_INIT(ROW_BYTES);

	vterm_input_write(c->vt, str_cstr(text), text->n);
	vterm_screen_flush_damage(c->screen);
	for (int y = 0; y < rows && y < CAST_ROWS; y++) {
		str_clear(&row);
		put_row(&row, c->screen, y, cols);
		assert_string_equal(str_cstr(&row), str_cstr(&c->row[y]));
	}
	str_free(&row);
}

void cast_frame(struct cast *c, const struct run *r, long after_ms)
{
	struct str text = STR_INIT(CAST_BYTES), row = STR_INIT(ROW_BYTES);
	VTermPos cursor;
	int rows, cols;

	vterm_get_size(r->vt, &rows, &cols);
	for (int y = 0; y < rows && y < CAST_ROWS; y++) {
		str_clear(&row);
		put_row(&row, r->screen, y, cols);
		if (slice_eq(str_slice(&row), str_slice(&c->row[y])))
			continue;
		str_addf(&text, "\033[%d;1H", y + 1);
		str_add(&text, str_slice(&row));
		str_clear(&c->row[y]);
		str_add(&c->row[y], str_slice(&row));
	}
	vterm_state_get_cursorpos(vterm_obtain_state(r->vt), &cursor);
	str_addf(&text, "\033[%d;%dH", cursor.row + 1, cursor.col + 1);
	play(c, &text, rows, cols);
	c->at_ms += after_ms;
	str_addf(&c->out, "[%ld.%03ld, \"o\", ", c->at_ms / 1000,
		 c->at_ms % 1000);
	json_text(&c->out, str_slice(&text));
	str_addz(&c->out, "]\n");
	str_free(&text);
	str_free(&row);
}

void cast_free(struct cast *c)
{
	str_free(&c->out);
	vterm_free(c->vt);
	for (int y = 0; y < CAST_ROWS; y++)
		str_free(&c->row[y]);
}
