/* RSS 2.0, and RSS 1.0 as far as it looks the same: well-formed feeds only,
 * since a repaired one could lose items without saying so. */
#include "read/feed.h"
#include "read/reader.h"
#include "read/xml.h"

#define SPACE_CONTENT "http://purl.org/rss/1.0/modules/content/"
#define SPACE_DC "http://purl.org/dc/elements/1.1/"
#define SPACE_RSS1 "http://purl.org/rss/1.0/"

struct rss {
	struct feed feed;
	struct input_part *part;
	bool is_rdf;		/* RSS 1.0: items stand beside the channel */
	bool channel;		/* inside of it */
	bool had_channel;
	size_t item;		/* depth of the open item, 0: none */
	bool guid_is_link;
	enum feed_field field;	/* that the open element goes to */
	enum feed_form form;
};

static const struct {
	const char *space;	/* "": of RSS itself */
	const char *name;
	enum feed_field field;
	enum feed_form form;
} fields[] = {
	{ "",            "author",      FEED_AUTHOR,    FEED_PLAIN },
	{ "",            "description", FEED_SUMMARY,   FEED_HTML },
	{ "",            "guid",        FEED_ID,        FEED_PLAIN },
	{ "",            "language",    FEED_LANGUAGE,  FEED_PLAIN },
	{ "",            "link",        FEED_LINK,      FEED_PLAIN },
	{ "",            "pubDate",     FEED_PUBLISHED, FEED_PLAIN },
	{ "",            "title",       FEED_TITLE,     FEED_HTML },
	{ SPACE_CONTENT, "encoded",     FEED_CONTENT,   FEED_HTML },
	{ SPACE_DC,      "creator",     FEED_AUTHOR,    FEED_HTML },
	{ SPACE_DC,      "date",        FEED_UPDATED,   FEED_PLAIN },
	{ SPACE_DC,      "language",    FEED_LANGUAGE,  FEED_PLAIN },
};

static bool is_rss(const struct xml_tag *tag)
{
	return tag->space.n == 0 || slice_is(tag->space, SPACE_RSS1) ||
	       slice_ieq(tag->space, "http://backend.userland.com/rss2");
}

static int open_root(struct rss *r, const struct xml_tag *tag, struct err *e)
{
	r->is_rdf = slice_is(tag->name, "RDF");
	if (r->is_rdf || (slice_is(tag->name, "rss") && is_rss(tag)))
		return 0;
	return err_set(e, ERR_FORMAT, "not an RSS feed: <%.*s> found where "
		       "<rss> was expected", SLICE_ARG(tag->name));
}

static void open_item(struct rss *r, const struct xml_tag *tag)
{
	r->item = tag->depth;
	r->guid_is_link = false;
	feed_begin(&r->feed);
}

static enum xml_want open_field(struct rss *r, const struct xml_tag *tag)
{
	bool own = is_rss(tag);

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (!slice_is(tag->name, fields[i].name) ||
		    (fields[i].space[0] ? !slice_is(tag->space,
						    fields[i].space) : !own))
			continue;
		r->field = fields[i].field;
		r->form = fields[i].form;
		if (r->field == FEED_ID)
			r->guid_is_link = !slice_is(xml_attr(tag,
						    "isPermaLink"), "false");
		return XML_TEXT;
	}
	return XML_SKIP;
}

static int rss_open(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		    struct err *e)
{
	struct rss *r = ctx;
	bool own = is_rss(tag);

	if (tag->depth == 1)
		return open_root(r, tag, e);
	if (r->item) {
		*want = open_field(r, tag);
	} else if (own && slice_is(tag->name, "item") &&
		   (r->channel || r->is_rdf)) {
		open_item(r, tag);
	} else if (own && tag->depth == 2 && slice_is(tag->name, "channel")) {
		r->channel = r->had_channel = true;
	} else if (r->channel && tag->depth == 3) {
		*want = open_field(r, tag);
	} else {
		*want = XML_SKIP;
	}
	return 0;
}

/* "press@example.org (Jane Roe)" is Jane Roe. */
static struct slice author_name(struct slice s)
{
	ptrdiff_t open = slice_find(s, SLICE("("), 0);

	if (open < 0 || slice_find(s, SLICE("@"), 0) < 0 ||
	    !slice_ends(s, ")"))
		return s;
	return slice_make(s.p + open + 1, s.n - (size_t)open - 2);
}

static int close_item(struct rss *r, struct err *e)
{
	struct str *link = &r->feed.item[FEED_LINK];
	struct slice id = str_slice(&r->feed.item[FEED_ID]);

	r->item = 0;
	if (link->n == 0 && r->guid_is_link && slice_starts(id, "http"))
		str_add(link, id);
	return feed_emit(&r->feed, e);
}

static int rss_close(void *ctx, struct slice name, size_t depth,
		     struct slice text, struct err *e)
{
	struct rss *r = ctx;

	(void)name;
	if (depth == r->item)
		return close_item(r, e);
	if (!text.p) {
		if (depth == 2)
			r->channel = false;
		if (depth == 1 && !r->had_channel)
			return err_set(e, ERR_FORMAT,
				       "not an RSS feed: no <channel> found");
		return 0;
	}
	text = slice_trim(text);
	if (r->field == FEED_AUTHOR)
		text = author_name(text);
	return feed_put(r->item ? r->feed.item : r->feed.own, r->field, text,
			r->form, e);
}

static int read_part(struct rss *r, const struct input *in, record_fn *emit,
		     void *ctx, struct err *e)
{
	static const struct xml_walk walk = { rss_open, rss_close, false };
	int rc = feed_open(&r->feed, in, emit, ctx, e);

	if (!r->feed.source_url.p)
		r->feed.source_url = r->part->url;
	if (rc == 0)
		rc = xml_read(r->part, &walk, r, e);
	feed_close(&r->feed);
	return rc < 0 ? reader_in(r->part, e) : 0;
}

static int rss_read(struct input *in, record_fn *emit, void *ctx,
		    struct err *e)
{
	for (size_t i = 0; i < in->n; i++) {
		struct rss r = { .part = &in->part[i] };

		if (read_part(&r, in, emit, ctx, e) < 0)
			return -1;
	}
	return 0;
}

static int rss_sniff(struct slice head, const struct input_part *part)
{
	if (feed_head_has(head, "<rss") || feed_head_has(head, "<rdf:RDF"))
		return 90;
	return slice_starts(part->content_type, "application/rss+xml") ? 60
								       : 0;
}

const struct reader in_rss = {
	.name = "rss",
	.title = "RSS feed",
	.max_bytes = 64u << 20,
	.max_records = 100000,
	.sniff = rss_sniff,
	.read = rss_read,
	.declare = feed_declare,
};
