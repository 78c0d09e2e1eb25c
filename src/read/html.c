#include "read/html.h"

#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/html_guard.h"
#include "read/plain.h"

/* What a tag does to the text around it. */
enum effect {
	EFFECT_INLINE, EFFECT_BLOCK, EFFECT_BREAK, EFFECT_HEADING, EFFECT_ITEM,
	EFFECT_LIST, EFFECT_PRE, EFFECT_TABLE, EFFECT_ROW, EFFECT_CELL,
	EFFECT_BOLD, EFFECT_CAPTION, EFFECT_SKIP,
};

#define T(name) GUMBO_TAG_##name
static const struct {
	enum effect effect;
	GumboTag tags[28];	/* GUMBO_TAG_HTML, 0, ends the row */
} effects[] = {
	{ EFFECT_BLOCK, {
		T(ADDRESS), T(ARTICLE), T(BLOCKQUOTE), T(BODY), T(CAPTION),
		T(CENTER), T(DD), T(DIV), T(DL), T(DT), T(FIGCAPTION), T(FIGURE),
		T(FORM), T(HEADER), T(HR), T(MAIN), T(P), T(SECTION)
	} },
	{ EFFECT_SKIP, {
		T(ASIDE), T(AUDIO), T(BUTTON), T(CANVAS), T(FOOTER), T(HEAD),
		T(IFRAME), T(MATH), T(NAV), T(NOSCRIPT), T(OBJECT), T(SCRIPT),
		T(SELECT), T(STYLE), T(SVG), T(TEMPLATE), T(TEXTAREA), T(VIDEO)
	} },
	{ EFFECT_BOLD, { T(B), T(STRONG) } },
	{ EFFECT_BREAK, { T(BR) } },
	{ EFFECT_HEADING, { T(H1), T(H2), T(H3), T(H4), T(H5), T(H6) } },
	{ EFFECT_CAPTION, { T(CAPTION) } },
	{ EFFECT_ITEM, { T(LI) } },
	{ EFFECT_LIST, { T(OL), T(UL) } },
	{ EFFECT_PRE, { T(PRE) } },
	{ EFFECT_TABLE, { T(TABLE) } },
	{ EFFECT_CELL, { T(TD), T(TH) } },
	{ EFFECT_ROW, { T(TR) } },
};
#undef T

enum {
	EFFECT_TAGS = GUMBO_TAG_LAST + 1, TABLES_MAX = 1 << 18,
	FRAGMENT_BYTES = 64 << 10,
};

struct walk {
	struct page *page;
	struct meta *meta;
	unsigned char effect[EFFECT_TAGS];
	struct str buf;		/* text of the open block; \r is <br> */
	enum effect kind;	/* of the open block */
	int level;		/* of the open heading */
	size_t bold;		/* bytes of buf that the leading bold takes */
	bool bold_open;		/* we are in it */
	bool *layout;		/* by table, in document order */
	size_t tables, tables_cap;
	size_t next;		/* table that the walk comes to next */
	size_t grid;		/* open data tables: 0 or 1 */
	int depth;		/* of open lists */
	int number;		/* of the open item; 0: its list has none */
	int last[ITEM_DEPTH];	/* number of the last item; -1: not ordered */
	int quotes;		/* of open quotations */
	const GumboNode *only[2];	/* last <article>, <main> */
	size_t count[2];
};

static enum effect effect_of(const struct walk *w, const GumboNode *n)
{
	const GumboElement *el = &n->v.element;

	if (n->type == GUMBO_NODE_TEMPLATE)
		return EFFECT_SKIP;
	if (gumbo_get_attribute(&el->attributes, "hidden"))
		return EFFECT_SKIP;
	return (enum effect)w->effect[el->tag];
}

static bool is_element(const GumboNode *n)
{
	return n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE;
}

/* Next node in document order; *up says that it is `n`'s parent, left. The
 * tree may be deeper than any stack, so the walk keeps to parent pointers. */
static const GumboNode *step(const GumboNode *n, bool *up, bool down,
			     const GumboNode *root)
{
	const GumboVector *kids;

	if (!*up && down && is_element(n) && n->v.element.children.length) {
		return n->v.element.children.data[0];
	}
	if (n == root)
		return NULL;
	kids = &n->parent->v.element.children;
	*up = n->index_within_parent + 1 >= kids->length;
	return *up ? n->parent : kids->data[n->index_within_parent + 1];
}

static struct slice attribute(const GumboNode *n, const char *name)
{
	const GumboAttribute *a =
		gumbo_get_attribute(&n->v.element.attributes, name);

	return a ? slice_of(a->value) : SLICE_NONE;
}

/* --- first pass: what the page says about itself, which tables are layout - */

static void take_meta(struct walk *w, const GumboNode *n)
{
	struct arena *mem = &w->page->mem;
	struct slice name = attribute(n, "property");

	if (!name.n)
		name = attribute(n, "name");
	if (!name.n)
		name = attribute(n, "itemprop");
	meta_pair(w->meta, mem, name, attribute(n, "content"));
}

static void take_title(struct walk *w, const GumboNode *n)
{
	const GumboVector *kids = &n->v.element.children;
	const GumboNode *kid = kids->length ? kids->data[0] : NULL;

	if (kid && kid->type == GUMBO_NODE_TEXT)
		meta_pair(w->meta, &w->page->mem, SLICE("title"),
			  slice_of(kid->v.text.text));
}

static void survey_meta(struct walk *w, const GumboNode *n)
{
	struct arena *mem = &w->page->mem;

	switch (n->v.element.tag) {
	case GUMBO_TAG_META:
		take_meta(w, n);
		break;
	case GUMBO_TAG_TITLE:
		if (n->parent->v.element.tag == GUMBO_TAG_HEAD)
			take_title(w, n);
		break;
	case GUMBO_TAG_LINK:
		if (slice_ieq(attribute(n, "rel"), "canonical"))
			meta_pair(w->meta, mem, SLICE("canonical"),
				  attribute(n, "href"));
		break;
	case GUMBO_TAG_HTML:
		meta_pair(w->meta, mem, SLICE("lang"), attribute(n, "lang"));
		break;
	case GUMBO_TAG_TIME:
		meta_pair(w->meta, mem, SLICE("time"),
			  attribute(n, "datetime"));
		break;
	default:
		break;
	}
}

/* `open` is the stack of the tables we are in, inside w->layout's numbers. */
static int survey_table(struct walk *w, size_t **open, size_t *cap,
			size_t *depth, struct err *e)
{
	if (*depth > 0)
		w->layout[(*open)[*depth - 1]] = true;
	if (vec_room((void **)&w->layout, &w->tables_cap, w->tables,
		     sizeof(bool), TABLES_MAX, e) < 0 ||
	    vec_room((void **)open, cap, *depth, sizeof(**open), TABLES_MAX,
		     e) < 0)
		return -1;
	(*open)[(*depth)++] = w->tables;
	w->layout[w->tables++] = false;
	return 0;
}

static void survey_root(struct walk *w, const GumboNode *n)
{
	GumboTag tag = n->v.element.tag;

	if (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN) {
		size_t i = tag == GUMBO_TAG_MAIN;

		w->only[i] = n;
		w->count[i]++;
	}
}

static int survey(struct walk *w, const GumboNode *root, struct err *e)
{
	size_t *open = NULL, cap = 0, depth = 0;
	bool up = false;
	int rc = 0;

	for (const GumboNode *n = root; n && rc == 0;
	     n = step(n, &up, true, root)) {
		enum effect f;

		if (!is_element(n))
			continue;
		f = (enum effect)w->effect[n->v.element.tag];
		if (up) {
			depth -= f == EFFECT_TABLE;
			continue;
		}
		survey_meta(w, n);
		survey_root(w, n);
		if (f == EFFECT_HEADING && depth > 0)
			w->layout[open[depth - 1]] = true;
		if (f == EFFECT_TABLE) {
			rc = survey_table(w, &open, &cap, &depth, e);
			if (n->v.element.children.length == 0)
				depth--;
		}
	}
	free(open);
	return rc;
}

/* --- second pass: the blocks --------------------------------------------- */

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

	if (w->kind == EFFECT_HEADING)
		page_heading(w->page, w->level, text);
	else if (w->kind == EFFECT_ITEM)
		page_item_in(w->page, w->depth - 1, w->number, text, w->bold);
	else
		add_lines(w, text);
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

static void enter_cell(struct walk *w, const GumboNode *n)
{
	int64_t span = 1;

	slice_int(attribute(n, "colspan"), &span);
	w->level = span < 1 ? 1 : span > TABLE_COLUMNS ? TABLE_COLUMNS :
							 (int)span;
	str_clear(&w->buf);
}

/* Inside a data table only rows and cells count. */
static void enter_grid(struct walk *w, const GumboNode *n, enum effect f)
{
	if (f == EFFECT_ROW)
		page_row(w->page);
	else if (f == EFFECT_CELL)
		enter_cell(w, n);
	else if (f != EFFECT_INLINE && f != EFFECT_BOLD)
		str_addc(&w->buf, ' ');
}

static void leave_grid(struct walk *w, enum effect f)
{
	if (f == EFFECT_TABLE) {
		w->grid = 0;
		str_clear(&w->buf);
	} else if (f == EFFECT_CAPTION && !w->page->table_open) {
		page_para(w->page, str_slice(&w->buf));
		str_clear(&w->buf);
	} else if (f == EFFECT_ROW) {
		page_row_end(w->page);
	} else if (f == EFFECT_CELL) {
		page_cell(w->page, str_slice(&w->buf));
		for (int i = 1; i < w->level; i++)
			page_cell(w->page, SLICE(""));
		str_clear(&w->buf);
	} else if (f != EFFECT_INLINE && f != EFFECT_BOLD) {
		str_addc(&w->buf, ' ');
	}
}

static void enter_table(struct walk *w)
{
	flush(w);
	if (w->layout[w->next++])
		return;
	page_table(w->page);
	w->grid = 1;
}

/* Lists deeper than ITEM_DEPTH count as one. */
static int *list_number(struct walk *w)
{
	int i = w->depth < 1 ? 0 : w->depth < ITEM_DEPTH ? w->depth :
		ITEM_DEPTH;

	return &w->last[i ? i - 1 : 0];
}

static void enter_list(struct walk *w, const GumboNode *n)
{
	int64_t start = 1;

	flush(w);
	page_list(w->page, w->depth++);
	*list_number(w) = -1;
	if (n->v.element.tag != GUMBO_TAG_OL)
		return;
	slice_int(slice_trim(attribute(n, "start")), &start);
	*list_number(w) = start > 0 && start < ITEM_NUMBER ? (int)start - 1 : 0;
}

static void number_item(struct walk *w, const GumboNode *n)
{
	int *last = list_number(w);
	int64_t value = 0;

	w->number = 0;
	if (w->depth < 1 || *last < 0)
		return;
	slice_int(slice_trim(attribute(n, "value")), &value);
	*last = value > 0 && value < ITEM_NUMBER ? (int)value : *last + 1;
	w->number = *last;
}

static void enter_quote(struct walk *w, const GumboNode *n)
{
	w->quotes += n->v.element.tag == GUMBO_TAG_BLOCKQUOTE;
	w->page->quote = w->quotes > 0;
}

/* What `n` has opened besides a block. */
static void close_scope(struct walk *w, const GumboNode *n, enum effect f)
{
	w->depth -= f == EFFECT_LIST;
	w->quotes -= n->v.element.tag == GUMBO_TAG_BLOCKQUOTE;
	w->page->quote = w->quotes > 0;
}

static void enter(struct walk *w, const GumboNode *n, enum effect f)
{
	if (w->grid) {
		enter_grid(w, n, f);
		return;
	}
	switch (f) {
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
	case EFFECT_LIST:
		enter_list(w, n);
		break;
	case EFFECT_HEADING:
		begin(w, f);
		w->level = (int)(n->v.element.tag - GUMBO_TAG_H1) + 1;
		break;
	case EFFECT_ITEM:
		begin(w, f);
		number_item(w, n);
		break;
	case EFFECT_PRE:
		begin(w, f);
		break;
	default:
		begin(w, EFFECT_BLOCK);
		enter_quote(w, n);
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

static void leave(struct walk *w, const GumboNode *n, enum effect f)
{
	if (w->grid)
		leave_grid(w, f);
	else if (f == EFFECT_BOLD)
		leave_bold(w);
	else if (f != EFFECT_INLINE && f != EFFECT_BREAK) {
		flush(w);
		close_scope(w, n, f);
	}
}

static void take_text(struct walk *w, const GumboNode *n)
{
	if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA)
		str_addz(&w->buf, n->v.text.text);
	else if (n->type == GUMBO_NODE_WHITESPACE)
		str_addz(&w->buf, w->kind == EFFECT_PRE ? n->v.text.text :
			 " ");
}

/* How many tables there are in `root`, before `to`. */
static size_t count_tables(const struct walk *w, const GumboNode *root,
			   const GumboNode *to)
{
	bool up = false;
	size_t n = 0;

	for (const GumboNode *at = root; at && at != to;
	     at = step(at, &up, true, root))
		n += !up && is_element(at) &&
		     w->effect[at->v.element.tag] == EFFECT_TABLE;
	return n;
}

static void walk_blocks(struct walk *w, const GumboNode *root)
{
	bool up = false, down = true;

	for (const GumboNode *n = root; n && !w->page->err.code;
	     n = step(n, &up, down, root)) {
		enum effect f;

		down = true;
		if (!is_element(n)) {
			take_text(w, n);
			continue;
		}
		f = effect_of(w, n);
		if (f == EFFECT_SKIP) {
			down = false;
			/* Tables in what is skipped have numbers too. */
			if (!up)
				w->next += count_tables(w, n, NULL);
			continue;
		}
		if (!up)
			enter(w, n, f);
		if (up || n->v.element.children.length == 0)
			leave(w, n, f);
	}
	flush(w);
}

/* --- the whole ------------------------------------------------------------ */

static const GumboNode *main_root(struct walk *w, const GumboNode *html)
{
	for (size_t i = 0; i < 2; i++)
		if (w->count[i] == 1)
			return w->only[i];
	return html;
}

static int run(struct walk *w, const GumboNode *html, struct err *e)
{
	const GumboNode *root;

	for (size_t i = 0; i < sizeof(effects) / sizeof(effects[0]); i++)
		for (const GumboTag *t = effects[i].tags; *t; t++)
			w->effect[*t] = (unsigned char)effects[i].effect;
	w->kind = EFFECT_BLOCK;
	if (survey(w, html, e) < 0)
		return -1;
	root = main_root(w, html);
	w->next = count_tables(w, html, root);
	walk_blocks(w, root);
	if (w->page->err.code)
		return err_set(e, w->page->err.code, "%s", w->page->err.msg);
	return 0;
}

/* A tree of a fragment is built and dropped in one go: half of its time would be
 * spent on returning its pieces. */
static void *pool_get(void *pool, size_t bytes)
{
	return arena_get(pool, bytes);
}

static void pool_keep(void *pool, void *piece)
{
	(void)pool;
	(void)piece;
}

static int parse(struct walk *w, struct slice text, struct err *e)
{
	struct arena pool = ARENA_INIT(SIZE_MAX / 2);
	GumboOptions o = kGumboDefaultOptions;
	GumboOutput *out;
	int rc;

	if (text.n <= FRAGMENT_BYTES) {
		o.allocator = pool_get;
		o.deallocator = pool_keep;
		o.userdata = &pool;
	}
	out = gumbo_parse_with_options(&o, text.p ? text.p : "", text.n);
	rc = run(w, out->root, e);
	if (!o.userdata)
		gumbo_destroy_output(&o, out);
	arena_free(&pool);
	return rc;
}

int html_read(struct slice text, struct page *p, struct meta *m,
	      struct err *e)
{
	struct walk w = { .page = p, .meta = m,
			  .buf = STR_INIT(2 * PAGE_BYTES) };
	int rc;

	if (text.n > PAGE_BYTES)
		return err_set(e, ERR_LIMIT, "page of more than %d bytes",
			       PAGE_BYTES);
	if (html_guard(text, e) < 0)
		return -1;
	rc = parse(&w, text, e);
	free(w.layout);
	str_free(&w.buf);
	return rc;
}
