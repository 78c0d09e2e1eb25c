#include "ui/surface.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/osc.h"

/* What stands for our own marks where only ASCII, and a few letters, can be shown. */
static const struct {
	uint32_t cp;
	const char *ascii;
} plain[] = {	/* sorted by code point */
	{ 0x00AB, "\"" }, { 0x00B1, "+-" }, { 0x00B7, "-" },
	{ 0x00BB, "\"" }, { 0x00D7, "x" },  { 0x2013, "-" },
	{ 0x2014, "--" }, { 0x2018, "'" },  { 0x2019, "'" },
	{ 0x201C, "\"" }, { 0x201D, "\"" }, { 0x2022, "*" },
	{ 0x2026, "..." }, { 0x2190, "<-" }, { 0x2191, "^" },
	{ 0x2192, "->" }, { 0x2193, "v" },  { 0x21BB, "@" },
	{ 0x2212, "-" },  { 0x2260, "!=" }, { 0x2588, "#" },
	{ 0x258C, ">" },  { 0x2605, "#" },  { 0x2713, "+" },
};

static void put_plain(const struct surface *s, struct str *out, uint32_t cp)
{
	if (cp < 0x80 || (s->has && s->has(cp))) {
		text_put(out, cp);
		return;
	}
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		if (plain[i].cp == cp) {
			str_addz(out, plain[i].ascii);
			return;
		}
	}
	str_addc(out, '?');
}

/* One sign for each grapheme, whatever its marks. */
static void ascii_copy(const struct surface *s, struct str *out,
		       struct slice text)
{
	size_t n;
	uint32_t cp;
	int w;

	for (size_t at = 0; (n = text_grapheme(text, at, &w)) > 0; at += n) {
		text_next(text, at, &cp);
		if (w > 0 || cp < 0x80)
			put_plain(s, out, cp);
	}
}

enum { LINKS_BYTES = 4 << 20 };

int surface_open(struct surface *s, int rows, int cols, bool ascii,
		 struct err *e)
{
	struct cell *cell;

	rows = rows < 1 ? 1 : rows > SURFACE_ROWS ? SURFACE_ROWS : rows;
	cols = cols < 1 ? 1 : cols > SURFACE_COLS ? SURFACE_COLS : cols;
	cell = calloc((size_t)rows * (size_t)cols, sizeof(*cell));
	if (!cell)
		return err_set(e, ERR_MEMORY, "no memory for the screen");
	surface_free(s);
	*s = (struct surface){ .cell = cell, .rows = rows, .cols = cols,
			       .ascii = ascii,
			       .links_mem = ARENA_INIT(LINKS_BYTES) };
	surface_clear(s);
	return 0;
}

void surface_free(struct surface *s)
{
	free(s->cell);
	arena_free(&s->links_mem);
	*s = (struct surface){ 0 };
}

static struct cell *cell_at(struct surface *s, int y, int x)
{
	return &s->cell[y * s->cols + x];
}

const struct cell *surface_at(const struct surface *s, int y, int x)
{
	return &s->cell[y * s->cols + x];
}

static void cell_blank(struct cell *c, enum role role)
{
	*c = (struct cell){ .text = " ", .width = 1,
			    .role = (unsigned char)role };
}

void surface_clear(struct surface *s)
{
	surface_fill(s, (struct rect){ 0, 0, s->rows, s->cols }, ROLE_TEXT);
	s->cursor_y = s->rows - 1;
	s->cursor_x = 0;
	s->n_links = 0;
	arena_clear(&s->links_mem);
}

/* Half of a wide character cannot stay when the other half goes. */
static void unpair(struct surface *s, int y, int x)
{
	struct cell *c = cell_at(s, y, x);

	if (c->width == 0 && x > 0)
		cell_blank(c - 1, (c - 1)->role);
	if (c->width == 2 && x + 1 < s->cols)
		cell_blank(c + 1, (c + 1)->role);
}

/* At most five characters: a tower of marks is cut. */
static void cell_set(struct surface *s, int y, int x, struct slice g,
		     int width, enum role role)
{
	struct cell *c = cell_at(s, y, x);
	size_t n, at = 0;
	uint32_t cp;

	for (int i = 0; i < 5 && (n = text_next(g, at, &cp)) > 0; i++) {
		if (at + n >= CELL_BYTES)
			break;
		at += n;
	}
	unpair(s, y, x);
	cell_blank(c, role);
	memcpy(c->text, g.p, at);
	c->text[at] = '\0';
	c->width = (unsigned char)width;
	if (width < 2)
		return;
	unpair(s, y, x + 1);
	*(c + 1) = (struct cell){ .role = (unsigned char)role };
}

static bool drawable(struct slice g, int width)
{
	uint32_t cp = 0;

	text_next(g, 0, &cp);
	return width > 0 && cp >= 0x20 && !(cp >= 0x7F && cp < 0xA0) &&
	       text_valid(g);
}

static int put_cells(struct surface *s, int y, int x, int cells,
		     struct slice text, enum role role)
{
	int used = 0, w;
	size_t n;

	if (y < 0 || y >= s->rows || x < 0)
		return 0;
	if (cells > s->cols - x)
		cells = s->cols - x;
	for (size_t at = 0; (n = text_grapheme(text, at, &w)) > 0; at += n) {
		struct slice g = slice_make(text.p + at, n);

		if (!drawable(g, w)) {
			if (w == 0 && n > 1)
				continue;
			g = s->ascii ? SLICE("?") : SLICE("\xEF\xBF\xBD");
			w = 1;
		}
		if (used + w > cells)
			break;
		cell_set(s, y, x + used, g, w, role);
		used += w;
	}
	return used;
}

int surface_put(struct surface *s, int y, int x, int cells, struct slice text,
		enum role role)
{
	struct str tmp = STR_INIT(1 << 16);
	int used;

	if (!s->ascii)
		return put_cells(s, y, x, cells, text, role);
	ascii_copy(s, &tmp, text);
	used = put_cells(s, y, x, cells, str_slice(&tmp), role);
	str_free(&tmp);
	return used;
}

int surface_putz(struct surface *s, int y, int x, int cells, const char *text,
		 enum role role)
{
	return surface_put(s, y, x, cells, slice_of(text), role);
}

enum { DRAWN_BYTES = 8192 };	/* of one text: more than any row shows */

int surface_text(struct surface *s, int y, int x, int cells,
		 struct slice text, enum role role)
{
	struct str shown = STR_INIT(8 * DRAWN_BYTES);
	struct str tmp = STR_INIT(8 * DRAWN_BYTES);
	struct slice all, fit;
	int used = 0;

	if (cells <= 0)
		return 0;
	if (text.n > DRAWN_BYTES)
		text.n = DRAWN_BYTES;
	text_visible(&shown, text, false);
	all = str_slice(&shown);
	if (s->ascii) {
		ascii_copy(s, &tmp, all);
		all = str_slice(&tmp);
	}
	if (text_width(all) <= cells) {
		used = put_cells(s, y, x, cells, all, role);
	} else {
		fit = text_fit(all, cells - 1, &used);
		used = put_cells(s, y, x, cells - 1, fit, role);
		used += put_cells(s, y, x + used, 1,
				  s->ascii ? SLICE("~") : SLICE("…"), role);
	}
	str_free(&tmp);
	str_free(&shown);
	return used;
}

int surface_width(const struct surface *s, struct slice text)
{
	struct str tmp = STR_INIT(1 << 16);
	int w;

	if (!s->ascii)
		return text_width(text);
	ascii_copy(s, &tmp, text);
	w = text_width(str_slice(&tmp));
	str_free(&tmp);
	return w;
}

int surface_fits(const struct surface *s, struct slice text, int cells)
{
	struct str tmp = STR_INIT(8 * DRAWN_BYTES);
	int used = 0;

	if (text.n > DRAWN_BYTES)
		text.n = DRAWN_BYTES;
	if (s->ascii) {
		ascii_copy(s, &tmp, text);
		text = str_slice(&tmp);
	}
	if (cells > 0)
		text_fit(text, text_width(text) <= cells ? cells : cells - 1,
			 &used);
	str_free(&tmp);
	return used;
}

static struct rect clip(const struct surface *s, struct rect r)
{
	if (r.y < 0) {
		r.rows += r.y;
		r.y = 0;
	}
	if (r.x < 0) {
		r.cols += r.x;
		r.x = 0;
	}
	if (r.rows > s->rows - r.y)
		r.rows = s->rows - r.y;
	if (r.cols > s->cols - r.x)
		r.cols = s->cols - r.x;
	return r;
}

void surface_fill(struct surface *s, struct rect r, enum role role)
{
	r = clip(s, r);
	for (int y = r.y; y < r.y + r.rows; y++) {
		for (int x = r.x; x < r.x + r.cols; x++) {
			unpair(s, y, x);
			cell_blank(cell_at(s, y, x), role);
		}
	}
}

void surface_paint(struct surface *s, int y, int x, int cells, enum role role)
{
	struct rect r = clip(s, (struct rect){ y, x, 1, cells });

	for (int i = 0; r.rows > 0 && i < r.cols; i++)
		cell_at(s, r.y, r.x + i)->role = (unsigned char)role;
}

struct slice surface_link_url(const struct surface *s, uint32_t id)
{
	for (size_t i = 0; i < s->n_links; i++)
		if (s->link[i].id == id)
			return s->link[i].url;
	return SLICE_NONE;
}

/* The address itself is the number, so that it is the same in the next frame. */
static uint32_t link_id(struct surface *s, struct slice url)
{
	uint32_t id = (uint32_t)slice_hash(url) | 1;

	if (surface_link_url(s, id).n > 0)
		return id;
	if (s->n_links == SURFACE_LINKS)
		return 0;
	s->link[s->n_links].url = arena_slice(&s->links_mem, url);
	s->link[s->n_links++].id = id;
	return id;
}

void surface_link(struct surface *s, int y, int x, int cells,
		  struct slice url)
{
	struct rect r = clip(s, (struct rect){ y, x, 1, cells });
	struct str safe = STR_INIT(LINKS_BYTES);
	uint32_t id = 0;

	if (osc_link(url, &safe))
		id = link_id(s, str_slice(&safe));
	for (int i = 0; r.rows > 0 && i < r.cols; i++)
		cell_at(s, r.y, r.x + i)->link = id;
	str_free(&safe);
}

void surface_rule(struct surface *s, int y, int x, int cells, enum role role)
{
	for (int i = 0; i < cells && !s->plain; i++)
		put_cells(s, y, x + i, 1,
			  s->ascii ? SLICE("-") : SLICE("─"), role);
}

void surface_box(struct surface *s, struct rect r, enum role role)
{
	static const char *const utf8[] = { "┌", "┐", "└", "┘", "│" };
	static const char *const ascii[] = { "+", "+", "+", "+", "|" };
	const char *const *line = s->ascii ? ascii : utf8;
	int right = r.x + r.cols - 1, bottom = r.y + r.rows - 1;

	if (r.rows < 2 || r.cols < 2 || s->plain)
		return;
	surface_rule(s, r.y, r.x, r.cols, role);
	surface_rule(s, bottom, r.x, r.cols, role);
	for (int y = r.y + 1; y < bottom; y++) {
		put_cells(s, y, r.x, 1, slice_of(line[4]), role);
		put_cells(s, y, right, 1, slice_of(line[4]), role);
	}
	put_cells(s, r.y, r.x, 1, slice_of(line[0]), role);
	put_cells(s, r.y, right, 1, slice_of(line[1]), role);
	put_cells(s, bottom, r.x, 1, slice_of(line[2]), role);
	put_cells(s, bottom, right, 1, slice_of(line[3]), role);
}

static void dump_row(const struct surface *s, int y, bool map,
		     struct str *out)
{
	size_t end = out->n;

	for (int x = 0; x < s->cols; x++) {
		const struct cell *c = surface_at(s, y, x);

		if (map)
			str_addc(out, roles[c->role].letter);
		else
			str_addz(out, c->text);
		if (map ? c->role != ROLE_TEXT : strcmp(c->text, " ") != 0)
			end = out->n;
	}
	str_cut(out, end);
	str_addc(out, '\n');
}

void surface_dump(const struct surface *s, bool map, struct str *out)
{
	for (int y = 0; y < s->rows; y++)
		dump_row(s, y, false, out);
	for (int y = 0; map && y < s->rows; y++)
		dump_row(s, y, true, out);
}
