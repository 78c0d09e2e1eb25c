#include "read/feed_base.h"

#include "base/url.h"
#include "read/feed.h"

struct slice feed_base_now(const struct feed_base *b)
{
	return b->n ? str_slice(&b->url[b->n - 1]) : SLICE_NONE;
}

void feed_base_take(struct feed_base *b, const struct loose_tag *tag,
		    struct slice document)
{
	struct slice base, around;
	struct str *to;

	while (b->n && b->depth[b->n - 1] >= tag->depth)
		b->n--;
	if (b->n == FEED_BASES || slice_find(tag->attrs, SLICE("base"), 0) < 0)
		return;
	base = loose_attr(tag, "base");
	if (base.n == 0)
		return;
	around = b->n ? feed_base_now(b) : document;
	to = &b->url[b->n];
	to->max = FEED_URL_BYTES;
	url_resolve(to, around, base);
	if (!to->bad && url_is_web(str_slice(to)))
		b->depth[b->n++] = tag->depth;
}

void feed_base_free(struct feed_base *b)
{
	for (size_t i = 0; i < FEED_BASES; i++)
		str_free(&b->url[i]);
	*b = (struct feed_base){0};
}

static bool is_page(struct slice type)
{
	return type.n == 0 || slice_ieq(type, "text/html") ||
	       slice_ieq(type, "application/xhtml+xml") ||
	       slice_ieq(type, "html") || slice_ieq(type, "xhtml");
}

unsigned char feed_link_rank(struct slice rel, struct slice type)
{
	static const struct { const char *rel; unsigned char rank; } rels[] = {
		{ "via", 4 }, { "related", 3 }, { "self", 2 },
		{ "enclosure", 1 },
	};

	if (slice_starts(rel, "http://www.iana.org/assignments/relation/"))
		rel = slice_make(rel.p + 41, rel.n - 41);
	if (rel.n == 0 || slice_ieq(rel, "alternate"))
		return is_page(type) ? 8 : 6;
	for (size_t i = 0; i < sizeof(rels) / sizeof(rels[0]); i++)
		if (slice_ieq(rel, rels[i].rel))
			return rels[i].rank;
	return 0;
}
