#include "read/html_meta.h"

static void take_meta(struct meta *m, struct arena *mem, const struct node *n)
{
	struct slice name = dom_attr(n, "property");

	if (!name.n)
		name = dom_attr(n, "name");
	if (!name.n)
		name = dom_attr(n, "itemprop");
	meta_pair(m, mem, name, dom_attr(n, "content"));
}

static void take_title(const struct dom *d, size_t i, struct meta *m,
		       struct arena *mem)
{
	if (d->node[i].end > i + 1 &&
	    d->node[d->node[i].parent].tag == TAG_HEAD)
		meta_pair(m, mem, SLICE("title"), dom_text(&d->node[i + 1]));
}

static void take_node(const struct dom *d, size_t i, struct meta *m,
		      struct arena *mem)
{
	const struct node *n = &d->node[i];

	switch (n->tag) {
	case TAG_META:
		take_meta(m, mem, n);
		break;
	case TAG_TITLE:
		take_title(d, i, m, mem);
		break;
	case TAG_LINK:
		if (slice_ieq(dom_attr(n, "rel"), "canonical"))
			meta_pair(m, mem, SLICE("canonical"),
				  dom_attr(n, "href"));
		break;
	case TAG_HTML:
		meta_pair(m, mem, SLICE("lang"), dom_attr(n, "lang"));
		break;
	case TAG_TIME:
		meta_pair(m, mem, SLICE("time"), dom_attr(n, "datetime"));
		break;
	default:
		break;
	}
}

void html_meta(const struct dom *d, struct meta *m, struct arena *mem)
{
	for (size_t i = 0; i < d->n; i++)
		take_node(d, i, m, mem);
}
