#include "read/fragment.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/entity.h"
#include "read/markup.h"
#include "read/plain.h"

enum effect {
	EFFECT_NONE, EFFECT_INLINE, EFFECT_BLOCK, EFFECT_BOLD, EFFECT_BREAK,
	EFFECT_CELL, EFFECT_HEADING, EFFECT_ITEM, EFFECT_LIST, EFFECT_PRE,
	EFFECT_ROW, EFFECT_SKIP, EFFECT_TABLE,
};

enum { NAME_BYTES = 16, PIECE_BYTES = 2 * PAGE_BYTES, TABLES_MAX = 64 };

static const struct effect_row {
	const char *name;
	enum effect effect;
} effects[] = {			/* sorted by name */
	{ "a", EFFECT_INLINE },         { "abbr", EFFECT_INLINE },
	{ "acronym", EFFECT_INLINE },   { "address", EFFECT_BLOCK },
	{ "applet", EFFECT_SKIP },      { "area", EFFECT_INLINE },
	{ "article", EFFECT_BLOCK },    { "aside", EFFECT_SKIP },
	{ "audio", EFFECT_SKIP },       { "b", EFFECT_BOLD },
	{ "base", EFFECT_INLINE },      { "basefont", EFFECT_INLINE },
	{ "bdi", EFFECT_INLINE },       { "bdo", EFFECT_INLINE },
	{ "bgsound", EFFECT_INLINE },   { "big", EFFECT_INLINE },
	{ "blink", EFFECT_INLINE },     { "blockquote", EFFECT_BLOCK },
	{ "body", EFFECT_BLOCK },       { "br", EFFECT_BREAK },
	{ "button", EFFECT_SKIP },      { "canvas", EFFECT_SKIP },
	{ "caption", EFFECT_BLOCK },    { "center", EFFECT_BLOCK },
	{ "cite", EFFECT_INLINE },      { "code", EFFECT_INLINE },
	{ "col", EFFECT_INLINE },       { "colgroup", EFFECT_INLINE },
	{ "data", EFFECT_INLINE },      { "dd", EFFECT_BLOCK },
	{ "del", EFFECT_INLINE },       { "details", EFFECT_BLOCK },
	{ "dfn", EFFECT_INLINE },       { "dialog", EFFECT_SKIP },
	{ "div", EFFECT_BLOCK },        { "dl", EFFECT_BLOCK },
	{ "dt", EFFECT_BLOCK },         { "em", EFFECT_INLINE },
	{ "embed", EFFECT_INLINE },     { "fieldset", EFFECT_BLOCK },
	{ "figcaption", EFFECT_BLOCK }, { "figure", EFFECT_BLOCK },
	{ "font", EFFECT_INLINE },      { "footer", EFFECT_BLOCK },
	{ "form", EFFECT_BLOCK },       { "frame", EFFECT_INLINE },
	{ "frameset", EFFECT_INLINE },  { "h1", EFFECT_HEADING },
	{ "h2", EFFECT_HEADING },       { "h3", EFFECT_HEADING },
	{ "h4", EFFECT_HEADING },       { "h5", EFFECT_HEADING },
	{ "h6", EFFECT_HEADING },       { "head", EFFECT_SKIP },
	{ "header", EFFECT_BLOCK },     { "hr", EFFECT_BLOCK },
	{ "html", EFFECT_INLINE },      { "i", EFFECT_INLINE },
	{ "iframe", EFFECT_SKIP },      { "img", EFFECT_INLINE },
	{ "input", EFFECT_INLINE },     { "ins", EFFECT_INLINE },
	{ "kbd", EFFECT_INLINE },       { "label", EFFECT_INLINE },
	{ "legend", EFFECT_INLINE },    { "li", EFFECT_ITEM },
	{ "link", EFFECT_INLINE },      { "main", EFFECT_BLOCK },
	{ "map", EFFECT_INLINE },       { "mark", EFFECT_INLINE },
	{ "marquee", EFFECT_INLINE },   { "math", EFFECT_SKIP },
	{ "meta", EFFECT_INLINE },      { "nav", EFFECT_SKIP },
	{ "nobr", EFFECT_INLINE },      { "noframes", EFFECT_SKIP },
	{ "noindex", EFFECT_INLINE },   { "noscript", EFFECT_SKIP },
	{ "object", EFFECT_SKIP },      { "ol", EFFECT_LIST },
	{ "option", EFFECT_INLINE },    { "p", EFFECT_BLOCK },
	{ "param", EFFECT_INLINE },     { "pre", EFFECT_PRE },
	{ "q", EFFECT_INLINE },         { "rp", EFFECT_INLINE },
	{ "rt", EFFECT_INLINE },        { "ruby", EFFECT_INLINE },
	{ "s", EFFECT_INLINE },         { "samp", EFFECT_INLINE },
	{ "script", EFFECT_SKIP },      { "section", EFFECT_BLOCK },
	{ "select", EFFECT_SKIP },      { "small", EFFECT_INLINE },
	{ "source", EFFECT_INLINE },    { "span", EFFECT_INLINE },
	{ "strike", EFFECT_INLINE },    { "strong", EFFECT_BOLD },
	{ "style", EFFECT_SKIP },       { "sub", EFFECT_INLINE },
	{ "summary", EFFECT_BLOCK },    { "sup", EFFECT_INLINE },
	{ "svg", EFFECT_SKIP },         { "table", EFFECT_TABLE },
	{ "tbody", EFFECT_BLOCK },      { "td", EFFECT_CELL },
	{ "template", EFFECT_SKIP },    { "textarea", EFFECT_SKIP },
	{ "tfoot", EFFECT_BLOCK },      { "th", EFFECT_CELL },
	{ "thead", EFFECT_BLOCK },      { "time", EFFECT_INLINE },
	{ "title", EFFECT_INLINE },     { "tr", EFFECT_ROW },
	{ "track", EFFECT_INLINE },     { "tt", EFFECT_INLINE },
	{ "u", EFFECT_INLINE },         { "ul", EFFECT_LIST },
	{ "var", EFFECT_INLINE },       { "video", EFFECT_SKIP },
	{ "wbr", EFFECT_INLINE },
};

static int by_name(const void *name, const void *row)
{
	const struct effect_row *r = row;

	return strcmp(name, r->name);
}

/* EFFECT_NONE: no tag of HTML's. */
static enum effect effect_of(struct slice name)
{
	const struct effect_row *r;
	char low[NAME_BYTES] = "";

	if (name.n >= sizeof(low))
		return EFFECT_NONE;
	for (size_t i = 0; i < name.n; i++)
		low[i] = (char)tolower((unsigned char)name.p[i]);
	r = bsearch(low, effects, sizeof(effects) / sizeof(effects[0]),
		    sizeof(effects[0]), by_name);
	return r ? r->effect : EFFECT_NONE;
}

struct walk {
	struct page *page;
	struct markup m;
	struct str buf;		/* text of the open block; \r is <br> */
	enum effect kind;	/* of the open block */
	int level;		/* of the open heading; of a cell, its span */
	size_t bold;		/* bytes of buf that the leading bold takes */
	bool bold_open;
	bool grid, row, cell;	/* in a data table, and what of it is open */
	size_t tables;
};

/* --- blocks ------------------------------------------------------------------ */

static void add_lines(struct walk *w, struct slice text)
{
	struct slice line;

	if (w->kind == EFFECT_PRE || plain_marked(text)) {
		plain_read(text, w->page);
		return;
	}
	while (slice_cut(&text, '\r', &line))
		page_para(w->page, line);
}

static void flush(struct walk *w)
{
	struct slice text = str_slice(&w->buf);

	if (text.n > 0) {
		if (w->kind == EFFECT_HEADING)
			page_heading(w->page, w->level, text);
		else if (w->kind == EFFECT_ITEM)
			page_item(w->page, text, w->bold);
		else
			add_lines(w, text);
	}
	str_clear(&w->buf);
	w->kind = EFFECT_BLOCK;
	w->bold = 0;
	w->bold_open = false;
}

/* The paragraph inside an item is the item. */
static void begin(struct walk *w, enum effect kind)
{
	if (kind == EFFECT_BLOCK && w->kind != EFFECT_BLOCK &&
	    slice_trim(str_slice(&w->buf)).n == 0)
		return;
	flush(w);
	w->kind = kind;
}

static void end_cell(struct walk *w)
{
	if (!w->cell)
		return;
	page_cell(w->page, str_slice(&w->buf));
	for (int i = 1; i < w->level; i++)
		page_cell(w->page, SLICE(""));
	str_clear(&w->buf);
	w->cell = false;
}

static void end_row(struct walk *w)
{
	end_cell(w);
	if (w->row)
		page_row_end(w->page);
	w->row = false;
}

static int span_of(struct slice rest)
{
	struct slice name, value;
	int64_t span = 1;

	while (markup_attr(&rest, &name, &value))
		if (slice_ieq(name, "colspan"))
			slice_int(value, &span);
	return span < 1 ? 1 : span > TABLE_COLUMNS ? TABLE_COLUMNS : (int)span;
}

/* A table that holds tables or headings is layout. Looks ahead to its end. */
static bool is_layout(struct walk *w)
{
	struct markup ahead = w->m;
	struct markup_token t;

	if (++w->tables > TABLES_MAX)
		return true;
	while (markup_next(&ahead, &t) != MARKUP_END) {
		enum effect f;

		if (t.kind != MARKUP_OPEN && t.kind != MARKUP_CLOSE)
			continue;
		f = effect_of(t.name);
		if (f == EFFECT_TABLE)
			return t.kind == MARKUP_OPEN;
		if (f == EFFECT_HEADING)
			return true;
	}
	return false;
}

static void enter_grid(struct walk *w, const struct markup_token *t,
		       enum effect f)
{
	if (f == EFFECT_ROW) {
		end_row(w);
		page_row(w->page);
		w->row = true;
	} else if (f == EFFECT_CELL) {
		end_cell(w);
		if (!w->row)
			page_row(w->page);
		w->row = true;
		str_clear(&w->buf);
		w->level = span_of(t->rest);
		w->cell = true;
	} else if (f != EFFECT_INLINE && f != EFFECT_BOLD) {
		str_addc(&w->buf, ' ');
	}
}

static void leave_grid(struct walk *w, enum effect f)
{
	if (f == EFFECT_CELL) {
		end_cell(w);
	} else if (f == EFFECT_ROW || f == EFFECT_TABLE) {
		end_row(w);
		if (f == EFFECT_TABLE) {
			w->grid = false;
			str_clear(&w->buf);
		}
	} else if (f != EFFECT_INLINE && f != EFFECT_BOLD) {
		str_addc(&w->buf, ' ');
	}
}

static void enter_table(struct walk *w)
{
	flush(w);
	if (is_layout(w))
		return;
	page_table(w->page);
	w->grid = true;
	w->row = w->cell = false;
}

static void enter(struct walk *w, const struct markup_token *t, enum effect f)
{
	switch (f) {
	case EFFECT_NONE:
	case EFFECT_INLINE:
		break;
	case EFFECT_BOLD:
		if (w->kind == EFFECT_ITEM &&
		    slice_trim(str_slice(&w->buf)).n == 0)
			w->bold_open = true;
		break;
	case EFFECT_BREAK:
		str_addc(&w->buf, '\r');
		break;
	case EFFECT_TABLE:
		enter_table(w);
		break;
	case EFFECT_LIST:		/* two in a row are as good as one */
		flush(w);
		break;
	case EFFECT_HEADING:
		begin(w, f);
		w->level = t->name.p[1] - '0';
		break;
	case EFFECT_ITEM:
	case EFFECT_PRE:
		begin(w, f);
		break;
	default:
		begin(w, EFFECT_BLOCK);
		break;
	}
}

static void leave(struct walk *w, enum effect f)
{
	if (f == EFFECT_BOLD) {
		if (w->bold_open)
			w->bold = w->buf.n;
		w->bold_open = false;
	} else if (f != EFFECT_NONE && f != EFFECT_INLINE &&
		   f != EFFECT_BREAK) {
		flush(w);
	}
}

/* What nobody closes is not there, but for scripts, which then never end. */
static void skip(struct markup *m, struct slice name)
{
	if (!markup_skip(m, name) &&
	    (slice_ieq(name, "script") || slice_ieq(name, "style")))
		m->at = m->text.n;
}

static void take_tag(struct walk *w, const struct markup_token *t)
{
	enum effect f = effect_of(t->name);

	if (f == EFFECT_SKIP) {
		if (t->kind == MARKUP_OPEN && !t->empty)
			skip(&w->m, t->name);
	} else if (w->grid && t->kind == MARKUP_OPEN) {
		enter_grid(w, t, f);
	} else if (w->grid) {
		leave_grid(w, f);
	} else if (t->kind == MARKUP_OPEN) {
		enter(w, t, f);
	} else {
		leave(w, f);
	}
}

static void walk_all(struct walk *w)
{
	struct markup_token t;

	while (!w->page->err.code && markup_next(&w->m, &t) != MARKUP_END) {
		if (t.kind == MARKUP_OPEN || t.kind == MARKUP_CLOSE)
			take_tag(w, &t);
		else if (t.kind == MARKUP_TEXT)
			entity_text(&w->buf, t.raw, ENTITY_HTML, NULL);
		else if (t.kind == MARKUP_CDATA)
			str_add(&w->buf, t.raw);
	}
	if (w->grid)
		leave_grid(w, EFFECT_TABLE);
	flush(w);
}

void fragment_page(struct page *p, struct slice html)
{
	struct walk w = { .page = p, .kind = EFFECT_BLOCK,
			  .m = { .text = html, .whole = true },
			  .buf = STR_INIT(PIECE_BYTES) };

	walk_all(&w);
	str_ok(&w.buf, "text", &p->err);
	str_free(&w.buf);
}

void fragment_plain(struct page *p, struct slice text)
{
	struct slice line;

	if (plain_marked(text)) {
		plain_read(text, p);
		return;
	}
	while (slice_cut(&text, '\n', &line))
		page_para(p, line);
}

/* --- one line ------------------------------------------------------------------- */

void fragment_line(struct str *out, struct slice text, bool html)
{
	struct markup m = { .text = text, .whole = true };
	struct str line = STR_INIT(PIECE_BYTES);
	struct markup_token t;

	while (markup_next(&m, &t) != MARKUP_END) {
		enum effect f;

		if (t.kind == MARKUP_TEXT)
			entity_text(&line, t.raw, ENTITY_HTML, NULL);
		else if (t.kind == MARKUP_CDATA)
			str_add(&line, t.raw);
		if (t.kind != MARKUP_OPEN && t.kind != MARKUP_CLOSE)
			continue;
		f = effect_of(t.name);
		if (f == EFFECT_SKIP && t.kind == MARKUP_OPEN && !t.empty)
			skip(&m, t.name);
		else if (f == EFFECT_NONE && !html)
			str_add(&line, t.raw);	/* "List<String>" */
		else if (f > EFFECT_BOLD)
			str_addc(&line, ' ');
	}
	text_squash(out, str_slice(&line));
	str_free(&line);
}

/* "the <blink> tag" speaks of one; "<b>x</b>", "<br>" and "<img src=x>" are some. */
static bool is_meant(const struct markup_token *t)
{
	enum effect f = effect_of(t->name);

	if (f == EFFECT_NONE)
		return false;
	return t->kind == MARKUP_CLOSE ||
	       (t->kind == MARKUP_OPEN && (f != EFFECT_INLINE || t->empty ||
					   slice_trim(t->rest).n > 0));
}

bool fragment_like(struct slice text)
{
	struct markup m = { .text = text, .whole = true };
	struct markup_token t;

	if (text.n == 0 || (!memchr(text.p, '<', text.n) &&
			    !memchr(text.p, '&', text.n)))
		return false;
	while (markup_next(&m, &t) != MARKUP_END) {
		if (is_meant(&t))
			return true;
		if (t.kind == MARKUP_OTHER || t.kind == MARKUP_CDATA)
			return true;
	}
	return entity_any(text);
}
