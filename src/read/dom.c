#include "read/dom.h"

#include <gumbo.h>
#include <stdlib.h>

#include "read/html_guard.h"

enum { NODES_MAX = 1 << 22, POOL_BYTES = 1 << 20 };

#define TAG_ROW(name) [GUMBO_TAG_##name] = TAG_##name,
static const unsigned char tags[GUMBO_TAG_LAST + 1] = { TAGS(TAG_ROW) };
#undef TAG_ROW

/* A small tree is built and dropped in one go: half of its time would be spent
 * on returning its pieces. */
static void *pool_get(void *pool, size_t bytes)
{
	return arena_get(pool, bytes);
}

static void pool_keep(void *pool, void *piece)
{
	(void)pool;
	(void)piece;
}

static GumboOptions options(struct dom *d)
{
	GumboOptions o = kGumboDefaultOptions;

	if (d->pool.max) {
		o.allocator = pool_get;
		o.deallocator = pool_keep;
		o.userdata = &d->pool;
	}
	return o;
}

static bool is_element(const GumboNode *n)
{
	return n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE;
}

static enum tag tag_of(const GumboNode *n)
{
	GumboTag tag = n->v.element.tag;

	if (n->type == GUMBO_NODE_TEMPLATE)
		return TAG_TEMPLATE;
	return tags[tag] ? (enum tag)tags[tag] : TAG_OTHER;
}

static int add(struct dom *d, const GumboNode *n, uint32_t parent,
	       struct err *e)
{
	struct node *to;

	if (vec_room((void **)&d->node, &d->cap, d->n, sizeof(*d->node),
		     NODES_MAX, e) < 0)
		return -1;
	to = &d->node[d->n++];
	*to = (struct node){ .parent = parent, .end = (uint32_t)d->n };
	if (is_element(n)) {
		to->tag = (unsigned char)tag_of(n);
		to->raw = &n->v.element.attributes;
		to->skip = dom_has(to, "hidden");
	} else {
		to->blank = n->type == GUMBO_NODE_WHITESPACE;
		to->raw = n->v.text.text;
	}
	return 0;
}

/* The tree may be deeper than any stack, so this keeps to parent pointers. */
static int flatten(struct dom *d, const GumboNode *root, struct err *e)
{
	const GumboNode *n = root;
	uint32_t open = 0;

	while (n) {
		const GumboVector *kids;

		if (n->type != GUMBO_NODE_COMMENT && add(d, n, open, e) < 0)
			return -1;
		if (is_element(n) && n->v.element.children.length) {
			open = (uint32_t)d->n - 1;
			n = n->v.element.children.data[0];
			continue;
		}
		while (n != root) {
			kids = &n->parent->v.element.children;
			if (n->index_within_parent + 1 < kids->length)
				break;
			n = n->parent;
			d->node[open].end = (uint32_t)d->n;
			open = d->node[open].parent;
		}
		if (n == root)
			break;
		n = n->parent->v.element.children.data[n->index_within_parent +
						       1];
	}
	return 0;
}

static int parse(struct dom *d, struct slice text, struct err *e)
{
	GumboOptions o;
	GumboOutput *out;

	if (text.n <= POOL_BYTES)
		d->pool = ARENA_INIT(SIZE_MAX / 2);
	o = options(d);
	out = gumbo_parse_with_options(&o, text.p ? text.p : "", text.n);
	if (!out)
		return err_set(e, ERR_MEMORY, "no memory for a page");
	d->tree = out;
	return flatten(d, out->root, e);
}

int dom_open(struct dom *d, struct slice text, struct err *e)
{
	*d = (struct dom){ .lean = STR_INIT(text.n) };
	return html_guard(text, &d->lean, e) < 0 ? -1 :
		parse(d, str_slice(&d->lean), e);
}

void dom_close(struct dom *d)
{
	GumboOptions o = options(d);

	if (d->tree && !d->pool.max)
		gumbo_destroy_output(&o, d->tree);
	arena_free(&d->pool);
	free(d->node);
	str_free(&d->lean);
	*d = (struct dom){0};
}

static const GumboAttribute *attribute(const struct node *n, const char *name)
{
	return n->tag == TAG_TEXT ? NULL : gumbo_get_attribute(n->raw, name);
}

struct slice dom_attr(const struct node *n, const char *name)
{
	const GumboAttribute *a = attribute(n, name);

	return a ? slice_of(a->value) : SLICE_NONE;
}

bool dom_has(const struct node *n, const char *name)
{
	return attribute(n, name) != NULL;
}

struct slice dom_text(const struct node *n)
{
	return slice_of(n->raw);
}

void dom_add_text(const struct dom *d, size_t i, struct str *out)
{
	for (size_t k = i; k < d->node[i].end; k++)
		if (d->node[k].tag == TAG_TEXT)
			str_addz(out, d->node[k].raw);
}
