/* The article of a news page, found in three steps: furniture goes by its tags
 * and names, what has most text in paragraphs is the root, and boxes of links
 * go from that. Where little is left, it is tried once more with less taken
 * for furniture. */
#include "read/html_main.h"

#include <stdlib.h>

#include "read/html_inside.h"

enum { LEAST_TEXT = 400, LEAST_SHARE = 3, LEAST_CHARS = 20 };

bool scene_block(const struct node *n)
{
	switch (n->tag) {
	case TAG_TEXT: case TAG_A: case TAG_B: case TAG_BR: case TAG_IMG:
	case TAG_INPUT: case TAG_LABEL: case TAG_OTHER: case TAG_SPAN:
	case TAG_STRONG: case TAG_TIME: case TAG_EMBED:
		return false;
	default:
		return true;
	}
}

/* Characters and commas, in any of the scripts. */
static void count_text(struct part *p, struct slice text)
{
	bool blank = true;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		bool space = c <= ' ';

		p->text += (c & 0xC0) != 0x80 && !(space && blank);
		p->commas += c == ',';
		blank = space;
	}
	if (text.n && blank && p->text)
		p->text--;
	p->own = p->text;
	p->own_commas = p->commas;
}

static void add_up(struct part *to, const struct part *p, const struct node *n)
{
	to->text += p->text;
	to->link += p->link;
	to->head += p->head;
	to->list += p->list;
	to->table += p->table;
	to->commas += p->commas;
	to->paras += p->paras + (n->tag == TAG_P);
	to->items += p->items + (n->tag == TAG_LI);
	to->images += p->images + (n->tag == TAG_IMG);
	to->inputs += p->inputs + (n->tag == TAG_INPUT);
	if (!scene_block(n)) {
		to->own += p->own;
		to->own_commas += p->own_commas;
	}
}

bool scene_data(const struct dom *d, size_t i)
{
	size_t rows = 0, cells = 0;

	if (d->node[i].tag != TAG_TABLE || d->node[i].layout)
		return false;
	for (size_t k = i + 1; k < d->node[i].end; k++) {
		rows += d->node[k].tag == TAG_TR;
		cells += d->node[k].tag == TAG_TD || d->node[k].tag == TAG_TH;
	}
	return rows >= 2 && cells >= 2 * rows;
}

/* Ends of the links, headings, lists and tables that are open. */
struct inside {
	size_t link, head, list, table;
};

static void go_inside(struct inside *in, const struct dom *d, size_t i)
{
	const struct node *n = &d->node[i];

	if (scene_data(d, i))
		in->table = n->end;
	if (n->tag == TAG_A && dom_has(n, "href") && n->end > in->link)
		in->link = n->end;
	if (n->tag >= TAG_H1 && n->tag <= TAG_H6 && n->end > in->head)
		in->head = n->end;
	if ((n->tag == TAG_UL || n->tag == TAG_OL) && n->end > in->list)
		in->list = n->end;
}

static void count_texts(struct scene *s)
{
	const struct dom *d = s->dom;
	struct inside in = {0};

	for (size_t i = 0; i < d->n; i++) {
		const struct node *n = &d->node[i];
		struct part *p = &s->part[i];

		*p = (struct part){ .hints = p->hints };
		go_inside(&in, d, i);
		if (n->tag != TAG_TEXT || n->skip || n->blank)
			continue;
		count_text(p, dom_text(n));
		p->link = i < in.link ? p->text : 0;
		p->head = i < in.head ? p->text : 0;
		p->list = i < in.list ? p->text : 0;
		p->table = i < in.table ? p->text : 0;
	}
}

void scene_count(struct scene *s)
{
	struct dom *d = s->dom;

	count_texts(s);
	for (size_t i = d->n; i-- > 1;) {
		if (d->node[i].skip)
			continue;
		add_up(&s->part[d->node[i].parent], &s->part[i], &d->node[i]);
	}
}

float scene_links(const struct scene *s, size_t i)
{
	const struct part *p = &s->part[i];

	return p->text ? (float)p->link / (float)p->text : 0;
}

static void take_away(struct part *from, const struct part *p)
{
	from->text -= p->text;
	from->link -= p->link;
	from->head -= p->head;
	from->list -= p->list;
	from->table -= p->table;
	from->commas -= p->commas;
	from->paras -= p->paras;
	from->items -= p->items;
	from->images -= p->images;
	from->inputs -= p->inputs;
}

void scene_skip(struct scene *s, size_t i)
{
	struct node *node = s->dom->node;
	struct part gone = {0};

	node[i].skip = true;
	add_up(&gone, &s->part[i], &node[i]);
	for (size_t up = i; up > 0;) {
		up = node[up].parent;
		take_away(&s->part[up], &gone);
		if (up == node[i].parent) {
			s->part[up].own -= gone.own;
			s->part[up].own_commas -= gone.own_commas;
		}
	}
}

/* --- furniture ------------------------------------------------------------------ */

static const bool never[TAG_COUNT] = {
	[TAG_ASIDE] = true, [TAG_AUDIO] = true, [TAG_BUTTON] = true,
	[TAG_CANVAS] = true, [TAG_EMBED] = true, [TAG_FIGCAPTION] = true,
	[TAG_FOOTER] = true, [TAG_HEAD] = true, [TAG_IFRAME] = true,
	[TAG_INPUT] = true, [TAG_MATH] = true, [TAG_NAV] = true,
	[TAG_NOSCRIPT] = true, [TAG_OBJECT] = true, [TAG_SCRIPT] = true,
	[TAG_SELECT] = true, [TAG_STYLE] = true, [TAG_SVG] = true,
	[TAG_TEMPLATE] = true, [TAG_TEXTAREA] = true, [TAG_VIDEO] = true,
};

/* What no name makes furniture. */
static const bool frame[TAG_COUNT] = {
	[TAG_A] = true, [TAG_ARTICLE] = true, [TAG_BODY] = true,
	[TAG_H1] = true, [TAG_HTML] = true, [TAG_MAIN] = true,
	[TAG_TABLE] = true, [TAG_TBODY] = true, [TAG_TEXT] = true,
	[TAG_TR] = true,
};

static bool is_one_of(struct slice s, const char *const *words)
{
	while (*words && !slice_ieq(s, *words))
		words++;
	return *words != NULL;
}

static bool is_hidden(const struct node *n)
{
	static const char *const roles[] = {
		"menu", "menubar", "complementary", "navigation", "alert",
		"alertdialog", "dialog", "contentinfo", "search", "toolbar",
		NULL,
	};
	struct slice style = dom_attr(n, "style");

	return is_one_of(dom_attr(n, "role"), roles) ||
	       slice_ieq(dom_attr(n, "aria-hidden"), "true") ||
	       slice_find(style, SLICE("display:none"), 0) >= 0 ||
	       slice_find(style, SLICE("display: none"), 0) >= 0 ||
	       slice_find(style, SLICE("visibility:hidden"), 0) >= 0 ||
	       slice_find(style, SLICE("visibility: hidden"), 0) >= 0;
}

static bool is_named_so(const struct scene *s, size_t i)
{
	unsigned hints = s->part[i].hints;

	if (hints & HINT_NEVER)
		return true;
	return s->strict && hints & HINT_UNLIKELY && !(hints & HINT_MAYBE);
}

/* An element that holds most of the page is not what its name says: themes call
 * their outermost box "page-with-sidebar". */
static bool holds_most(const struct scene *s, size_t i)
{
	return 2 * s->part[i].own > s->part[0].text ||
	       5 * (s->part[i].text - s->part[i].link) >
	       2 * (s->part[0].text - s->part[0].link);
}

static void skip_furniture(struct scene *s)
{
	struct dom *d = s->dom;

	for (size_t i = 1; i < d->n; i++) {
		if (d->node[i].skip) {
			i = d->node[i].end - 1;
			continue;
		}
		if (frame[d->node[i].tag] || !is_named_so(s, i) ||
		    holds_most(s, i))
			continue;
		scene_skip(s, i);
		i = d->node[i].end - 1;
	}
}

static void skip_tags(struct scene *s)
{
	struct dom *d = s->dom;

	for (size_t i = 1; i < d->n; i++) {
		struct node *n = &d->node[i];

		if (n->tag == TAG_TEXT)
			continue;
		if (n->skip || never[n->tag] ||
		    (is_hidden(n) && n->tag != TAG_BODY)) {
			n->skip = true;
			i = n->end - 1;
			continue;
		}
		s->part[i].hints = (unsigned char)hints_of(&s->hints, n);
	}
}

static size_t attempt(struct scene *s)
{
	size_t root;

	scene_count(s);
	skip_furniture(s);
	root = scene_root(s);
	scene_clean(s, root);
	return root;
}

static void keep_skips(const struct dom *d, bool *skip)
{
	for (size_t i = 0; i < d->n; i++)
		skip[i] = d->node[i].skip;
}

static void set_skips(struct dom *d, const bool *skip)
{
	for (size_t i = 0; i < d->n; i++)
		d->node[i].skip = skip[i];
}

static size_t find(struct scene *s, bool *before, bool *after)
{
	size_t root, other;
	uint32_t text;

	skip_tags(s);
	keep_skips(s->dom, before);
	s->strict = true;
	root = attempt(s);
	text = s->part[root].text;
	if (root && text >= LEAST_TEXT)
		return root;
	keep_skips(s->dom, after);
	set_skips(s->dom, before);
	s->strict = false;
	other = attempt(s);
	if (s->part[other].text > LEAST_SHARE * text || !root) {
		root = other;
		text = s->part[other].text;
	} else {
		set_skips(s->dom, after);
	}
	if (text >= LEAST_CHARS)
		return root;
	/* Better all of it than nothing. */
	set_skips(s->dom, before);
	return 0;
}

size_t html_main(struct dom *d)
{
	struct scene s = { .dom = d };
	bool *skips = calloc(2 * d->n, sizeof(*skips));
	size_t root = 0;

	s.part = calloc(d->n, sizeof(*s.part));
	hints_load(&s.hints);
	if (s.part && skips)
		root = find(&s, skips, skips + d->n);
	free(s.part);
	free(skips);
	return root;
}
