#include "read/html_meta.h"

enum { LINE_BYTES = 300, DATA_BYTES = 2 << 20 };

static void take_meta(struct meta *m, struct arena *mem, const struct node *n)
{
	static const char *const names[] = {
		"property", "name", "itemprop", "http-equiv", NULL,
	};
	struct slice content = dom_attr(n, "content");

	for (const char *const *name = names; *name; name++)
		meta_pair(m, mem, dom_attr(n, *name), content);
}

/* Words of running text, short enough for a line. */
static void take_line(const struct dom *d, size_t i, const char *name,
		      struct meta *m, struct arena *mem)
{
	struct str text = STR_INIT(LINE_BYTES);

	dom_add_text(d, i, &text);
	if (!text.bad)
		meta_pair(m, mem, slice_of(name), str_slice(&text));
	str_free(&text);
}

/* The machine's form of a date before the people's. */
static void take_date(const struct dom *d, size_t i, const char *name,
		      struct meta *m, struct arena *mem)
{
	static const char *const attrs[] = {
		"datetime", "content", "title", "data-datetime", NULL,
	};
	const struct node *n = &d->node[i];

	for (const char *const *a = attrs; *a; a++)
		meta_pair(m, mem, slice_of(name), dom_attr(n, *a));
	take_line(d, i, name, m, mem);
}

static void take_script(const struct dom *d, size_t i, struct meta *m,
			struct arena *mem)
{
	struct str json = STR_INIT(DATA_BYTES);

	if (slice_find(dom_attr(&d->node[i], "type"), SLICE("ld+json"), 0) < 0)
		return;
	dom_add_text(d, i, &json);
	if (!json.bad)
		meta_jsonld(m, mem, str_slice(&json));
	str_free(&json);
}

static bool has_word(struct slice words, const char *const *any)
{
	struct slice word;

	while (slice_cut(&words, ' ', &word))
		for (const char *const *w = any; *w; w++)
			if (slice_ieq(word, *w))
				return true;
	return false;
}

/* "article-date", "postMeta date", "published_at" */
static bool names_part(struct slice names, const char *part)
{
	for (ptrdiff_t at = -1;
	     (at = slice_find(names, slice_of(part), (size_t)(at + 1))) >= 0;) {
		size_t end = (size_t)at + strlen(part);

		if ((at == 0 || strchr(" -_", names.p[at - 1])) &&
		    (end == names.n || strchr(" -_", names.p[end])))
			return true;
	}
	return false;
}

static bool names_any(const struct node *n, const char *const *parts)
{
	struct slice class = dom_attr(n, "class"), id = dom_attr(n, "id");

	for (; *parts; parts++)
		if (names_part(class, *parts) || names_part(id, *parts))
			return true;
	return false;
}

/* Microdata, and the classes that sites name such lines with. */
static void take_marked(const struct dom *d, size_t i, struct meta *m,
			struct arena *mem)
{
	static const char *const dates[] = {
		"date", "published", "posted", "pubdate", "timestamp",
		"datetime", "dateline", "time", NULL,
	};
	static const char *const authors[] = { "byline", "author", NULL };
	static const char *const bys[] = { "author", "creator", NULL };
	const struct node *n = &d->node[i];
	struct slice prop = dom_attr(n, "itemprop");

	if (prop.n && slice_ieq(prop, "datePublished"))
		take_date(d, i, "datepublished", m, mem);
	else if (prop.n && slice_ieq(prop, "headline"))
		take_line(d, i, "h1", m, mem);
	else if (prop.n && has_word(prop, bys))
		take_line(d, i, "rel:author", m, mem);
	if (n->tag == TAG_A && has_word(dom_attr(n, "rel"), bys))
		take_line(d, i, "rel:author", m, mem);
	if (n->end - i > 40 || n->skip)
		return;
	if (m->rank[META_PUBLISHED] < 1 && names_any(n, dates))
		take_date(d, i, "text:date", m, mem);
	if (m->rank[META_AUTHOR] < 1 && names_any(n, authors))
		take_line(d, i, "text:author", m, mem);
}

static void take_node(const struct dom *d, size_t i, struct meta *m,
		      struct arena *mem)
{
	const struct node *n = &d->node[i];

	switch (n->tag) {
	case TAG_TEXT:
		break;
	case TAG_META:
		take_meta(m, mem, n);
		break;
	case TAG_TITLE:
		if (d->node[n->parent].tag == TAG_HEAD)
			take_line(d, i, "title", m, mem);
		break;
	case TAG_LINK:
		if (slice_ieq(dom_attr(n, "rel"), "canonical"))
			meta_pair(m, mem, SLICE("canonical"),
				  dom_attr(n, "href"));
		break;
	case TAG_HTML:
		meta_pair(m, mem, SLICE("lang"), dom_attr(n, "lang"));
		break;
	case TAG_SCRIPT:
		take_script(d, i, m, mem);
		break;
	case TAG_TIME:
		meta_pair(m, mem, SLICE("time"), dom_attr(n, "datetime"));
		break;
	case TAG_H1:
		take_line(d, i, "h1", m, mem);
		break;
	default:
		take_marked(d, i, m, mem);
		break;
	}
}

void html_meta(const struct dom *d, struct meta *m, struct arena *mem)
{
	for (size_t i = 0; i < d->n; i++)
		take_node(d, i, m, mem);
}
