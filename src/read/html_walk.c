#include "read/html_walk.h"

#include "read/plain.h"

/* What a tag does to the text around it. */
enum effect {
	EFFECT_INLINE, EFFECT_BLOCK, EFFECT_BREAK, EFFECT_HEADING, EFFECT_ITEM,
	EFFECT_LIST, EFFECT_PRE, EFFECT_TABLE, EFFECT_ROW, EFFECT_CELL,
	EFFECT_BOLD, EFFECT_CAPTION, EFFECT_LINK, EFFECT_SKIP,
};

static const unsigned char effects[TAG_COUNT] = {
	[TAG_A] = EFFECT_LINK, [TAG_ADDRESS] = EFFECT_BLOCK,
	[TAG_ARTICLE] = EFFECT_BLOCK, [TAG_ASIDE] = EFFECT_SKIP,
	[TAG_AUDIO] = EFFECT_SKIP, [TAG_B] = EFFECT_BOLD,
	[TAG_BLOCKQUOTE] = EFFECT_BLOCK, [TAG_BODY] = EFFECT_BLOCK,
	[TAG_BR] = EFFECT_BREAK, [TAG_BUTTON] = EFFECT_SKIP,
	[TAG_CANVAS] = EFFECT_SKIP, [TAG_CAPTION] = EFFECT_CAPTION,
	[TAG_CENTER] = EFFECT_BLOCK, [TAG_DD] = EFFECT_BLOCK,
	[TAG_DETAILS] = EFFECT_BLOCK, [TAG_DIV] = EFFECT_BLOCK,
	[TAG_DL] = EFFECT_BLOCK, [TAG_DT] = EFFECT_BLOCK,
	[TAG_FIELDSET] = EFFECT_BLOCK, [TAG_FIGCAPTION] = EFFECT_BLOCK,
	[TAG_FIGURE] = EFFECT_BLOCK, [TAG_FOOTER] = EFFECT_SKIP,
	[TAG_FORM] = EFFECT_BLOCK, [TAG_H1] = EFFECT_HEADING,
	[TAG_H2] = EFFECT_HEADING, [TAG_H3] = EFFECT_HEADING,
	[TAG_H4] = EFFECT_HEADING, [TAG_H5] = EFFECT_HEADING,
	[TAG_H6] = EFFECT_HEADING, [TAG_HEAD] = EFFECT_SKIP,
	[TAG_HEADER] = EFFECT_BLOCK, [TAG_HGROUP] = EFFECT_BLOCK,
	[TAG_HR] = EFFECT_BLOCK, [TAG_IFRAME] = EFFECT_SKIP,
	[TAG_LI] = EFFECT_ITEM, [TAG_MAIN] = EFFECT_BLOCK,
	[TAG_MATH] = EFFECT_SKIP, [TAG_NAV] = EFFECT_SKIP,
	[TAG_NOSCRIPT] = EFFECT_SKIP, [TAG_OBJECT] = EFFECT_SKIP,
	[TAG_OL] = EFFECT_LIST, [TAG_P] = EFFECT_BLOCK,
	[TAG_PRE] = EFFECT_PRE, [TAG_SCRIPT] = EFFECT_SKIP,
	[TAG_SECTION] = EFFECT_BLOCK, [TAG_SELECT] = EFFECT_SKIP,
	[TAG_STRONG] = EFFECT_BOLD, [TAG_STYLE] = EFFECT_SKIP,
	[TAG_SUMMARY] = EFFECT_BLOCK, [TAG_SVG] = EFFECT_SKIP,
	[TAG_TABLE] = EFFECT_TABLE, [TAG_TD] = EFFECT_CELL,
	[TAG_TEMPLATE] = EFFECT_SKIP, [TAG_TEXTAREA] = EFFECT_SKIP,
	[TAG_TH] = EFFECT_CELL, [TAG_TR] = EFFECT_ROW,
	[TAG_UL] = EFFECT_LIST, [TAG_VIDEO] = EFFECT_SKIP,
};

enum { LINKS = 40, LINK_BYTES = 2000, LAYOUT_BYTES = 1200, LAYOUT_PARAS = 4 };

struct walk {
	const struct dom *dom;
	struct page *page;
	struct str buf;		/* text of the open block; \r is <br> */
	enum effect kind;	/* of the open block */
	int level;		/* of the open heading */
	size_t bold;		/* bytes of buf that the leading bold takes */
	bool bold_open;		/* we are in it */
	bool in_table;		/* in a data table */
	int depth;		/* of open lists */
	int number;		/* of the open item; 0: its list has none */
	int last[ITEM_DEPTH + 1];	/* number of the last item; -1: none */
	int quotes;		/* open quotations */
	size_t anchor;		/* where the words of the open link begin */
	struct { struct slice href; size_t from, to; } link[LINKS];
	size_t links;		/* of the open block or cell */
	struct grid grid;
};

static enum effect effect_of(const struct node *n)
{
	return n->skip ? EFFECT_SKIP : (enum effect)effects[n->tag];
}

/* --- text ------------------------------------------------------------------- */

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

/* --- links ------------------------------------------------------------------ */

static bool leads_out(struct slice href)
{
	return href.n > 1 && href.n <= LINK_BYTES &&
	       (slice_starts(href, "http://") ||
		slice_starts(href, "https://") || href.p[0] == '/');
}

static void enter_link(struct walk *w)
{
	w->anchor = w->in_table ? w->grid.text.n : w->buf.n;
}

static void leave_link(struct walk *w, const struct node *n)
{
	struct slice href = slice_trim(dom_attr(n, "href"));
	size_t to = w->in_table ? w->grid.text.n : w->buf.n;

	if (w->links == LINKS || to <= w->anchor || !leads_out(href))
		return;
	w->link[w->links].href = href;
	w->link[w->links].from = w->anchor;
	w->link[w->links++].to = to;
}

/* `text` is what the block that was added last is made of. */
static void put_links(struct walk *w, struct slice text)
{
	for (size_t i = 0; i < w->links; i++)
		if (w->link[i].to <= text.n)
			page_link(w->page, w->link[i].href,
				  slice_make(text.p + w->link[i].from,
					     w->link[i].to -
					     w->link[i].from));
	w->links = 0;
}

static void flush(struct walk *w)
{
	struct slice text = str_slice(&w->buf);

	if (w->kind == EFFECT_HEADING)
		page_heading(w->page, w->level, text);
	else if (w->kind == EFFECT_ITEM)
		page_item_in(w->page, w->depth - 1, w->number, text, w->bold);
	else
		add_lines(w, text);
	put_links(w, text);
	str_ok(&w->buf, "text", &w->page->err);
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

static void take_text(struct walk *w, const struct node *n)
{
	struct str *to = w->in_table ? &w->grid.text : &w->buf;

	if (n->blank && w->kind != EFFECT_PRE)
		str_addc(to, ' ');
	else
		str_add(to, dom_text(n));
}

/* --- lists, quotations, tables ------------------------------------------------ */

static int *list_number(struct walk *w)
{
	return &w->last[w->depth < ITEM_DEPTH ? w->depth : ITEM_DEPTH];
}

static void enter_list(struct walk *w, const struct node *n)
{
	int64_t start = 1;

	flush(w);
	page_list(w->page, w->depth++);
	*list_number(w) = -1;
	if (n->tag != TAG_OL)
		return;
	slice_int(slice_trim(dom_attr(n, "start")), &start);
	*list_number(w) = start > 0 && start < ITEM_NUMBER ? (int)start - 1 : 0;
}

static void enter_item(struct walk *w, const struct node *n)
{
	int *last = list_number(w);
	int64_t value = 0;

	begin(w, EFFECT_ITEM);
	w->number = 0;
	if (w->depth < 1 || *last < 0)
		return;
	slice_int(slice_trim(dom_attr(n, "value")), &value);
	*last = value > 0 && value < ITEM_NUMBER ? (int)value : *last + 1;
	w->number = *last;
}

static void enter_block(struct walk *w, const struct node *n)
{
	begin(w, EFFECT_BLOCK);
	w->quotes += n->tag == TAG_BLOCKQUOTE;
	w->page->quote = w->quotes > 0;
}

static void leave_block(struct walk *w, const struct node *n)
{
	flush(w);
	w->depth -= n->tag == TAG_OL || n->tag == TAG_UL;
	w->quotes -= n->tag == TAG_BLOCKQUOTE;
	w->page->quote = w->quotes > 0;
}

static void enter_table(struct walk *w, const struct node *n)
{
	flush(w);
	if (n->layout)
		return;
	w->in_table = true;
	grid_begin(&w->grid, w->page);
}

/* Inside a data table only rows and cells count. */
static void enter_grid(struct walk *w, const struct node *n, enum effect f)
{
	if (f == EFFECT_ROW)
		grid_row(&w->grid);
	else if (f == EFFECT_CELL)
		grid_cell(&w->grid, n);
	else if (f != EFFECT_INLINE && f != EFFECT_BOLD && f != EFFECT_LINK)
		str_addc(&w->grid.text, ' ');
}

static void leave_grid(struct walk *w, enum effect f)
{
	struct str *text = &w->grid.text;

	if (f == EFFECT_TABLE) {
		w->in_table = false;
	} else if (f == EFFECT_CAPTION && !w->page->table_open) {
		page_para(w->page, str_slice(text));
		str_clear(text);
	} else if (f == EFFECT_ROW) {
		grid_row_end(&w->grid);
		w->links = 0;
	} else if (f == EFFECT_CELL) {
		grid_cell_end(&w->grid);
	} else if (f != EFFECT_INLINE && f != EFFECT_BOLD && f != EFFECT_LINK) {
		str_addc(text, ' ');
	}
}

/* --- the walk ----------------------------------------------------------------- */

static void enter(struct walk *w, const struct node *n, enum effect f)
{
	switch (f) {
	case EFFECT_INLINE:
		break;
	case EFFECT_LINK:
		enter_link(w);
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
		enter_table(w, n);
		break;
	case EFFECT_LIST:
		enter_list(w, n);
		break;
	case EFFECT_HEADING:
		begin(w, f);
		w->level = (int)(n->tag - TAG_H1) + 1;
		break;
	case EFFECT_ITEM:
		enter_item(w, n);
		break;
	case EFFECT_PRE:
		begin(w, f);
		break;
	default:
		enter_block(w, n);
		break;
	}
}

/* Where bold text that opens an item ends. */
static void leave_bold(struct walk *w)
{
	if (w->bold_open)
		w->bold = w->buf.n;
	w->bold_open = false;
}

static void leave(struct walk *w, const struct node *n, enum effect f)
{
	if (f == EFFECT_LINK)
		leave_link(w, n);
	else if (w->in_table)
		leave_grid(w, f);
	else if (f == EFFECT_BOLD)
		leave_bold(w);
	else if (f != EFFECT_INLINE && f != EFFECT_BREAK)
		leave_block(w, n);
}

/* Leaves all that ends before node `to`; returns what is open then. */
static size_t leave_until(struct walk *w, size_t open, size_t to, size_t root)
{
	const struct node *node = w->dom->node;

	while (node[open].end <= to) {
		leave(w, &node[open], effect_of(&node[open]));
		if (open == root)
			break;
		open = node[open].parent;
	}
	return open;
}

static void walk_blocks(struct walk *w, size_t root)
{
	const struct node *node = w->dom->node;
	size_t open = root, end = node[root].end, i = root + 1;

	enter(w, &node[root], effect_of(&node[root]));
	while (i < end && !w->page->err.code) {
		const struct node *n = &node[i];
		enum effect f;

		open = leave_until(w, open, i, root);
		if (n->tag == TAG_TEXT) {
			if (!n->skip)
				take_text(w, n);
			i++;
			continue;
		}
		f = effect_of(n);
		if (f == EFFECT_SKIP) {
			i = n->end;
			continue;
		}
		if (w->in_table && f != EFFECT_LINK)
			enter_grid(w, n, f);
		else
			enter(w, n, f);
		open = i++;
	}
	leave_until(w, open, end, root);
	flush(w);
}

int html_walk(const struct dom *d, size_t root, struct page *p,
	      struct err *e)
{
	struct walk w = {
		.dom = d, .page = p, .kind = EFFECT_BLOCK,
		.buf = STR_INIT(2 * PAGE_BYTES),
		.grid.text = STR_INIT(2 * PAGE_BYTES),
	};

	walk_blocks(&w, root);
	p->quote = false;
	str_ok(&w.grid.text, "text of a table", &p->err);
	str_free(&w.buf);
	str_free(&w.grid.text);
	return p->err.code ? err_set(e, p->err.code, "%s", p->err.msg) : 0;
}

/* Is it one that a page is laid out with: does a cell hold an article? */
static bool holds_text(const struct dom *d, size_t cell)
{
	size_t bytes = 0, paras = 0;

	for (size_t i = cell + 1; i < d->node[cell].end; i++) {
		if (d->node[i].tag == TAG_TEXT)
			bytes += d->node[i].blank ? 0 : dom_text(&d->node[i]).n;
		paras += d->node[i].tag == TAG_P || d->node[i].tag == TAG_BR;
	}
	return bytes > LAYOUT_BYTES && paras >= LAYOUT_PARAS;
}

void html_survey_tables(struct dom *d)
{
	size_t open = 0;	/* innermost table, or 0 */

	for (size_t i = 1; i < d->n; i++) {
		struct node *n = &d->node[i];

		while (open && d->node[open].end <= i) {
			do
				open = d->node[open].parent;
			while (open && d->node[open].tag != TAG_TABLE);
		}
		if (!open && n->tag != TAG_TABLE)
			continue;
		if (n->tag == TAG_TABLE ||
		    (n->tag >= TAG_H1 && n->tag <= TAG_H6))
			d->node[open].layout = true;
		else if (n->tag == TAG_TD && !d->node[open].layout)
			d->node[open].layout = holds_text(d, i);
		if (n->tag == TAG_TABLE)
			open = i;
	}
}
