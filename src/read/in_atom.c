/* Atom 1.0 (RFC 4287): well-formed feeds, or a single entry as the root. */
#include "read/feed.h"
#include "read/reader.h"
#include "read/xml.h"

#define SPACE_ATOM "http://www.w3.org/2005/Atom"

struct atom {
	struct feed feed;
	struct input_part *part;
	size_t entry;		/* depth of the open entry, 0: none */
	size_t author;		/* depth of the open author, 0: none */
	enum feed_field field;	/* that the open element goes to */
	enum feed_form form;
};

static const struct {
	const char *name;
	enum feed_field field;
	bool text;	/* has a `type`: text, html or xhtml */
} fields[] = {
	{ "content",   FEED_CONTENT,   true },
	{ "id",        FEED_ID,        false },
	{ "published", FEED_PUBLISHED, false },
	{ "subtitle",  FEED_SUMMARY,   true },
	{ "summary",   FEED_SUMMARY,   true },
	{ "title",     FEED_TITLE,     true },
	{ "updated",   FEED_UPDATED,   false },
};

static bool is_atom(const struct xml_tag *tag, const char *name)
{
	return slice_is(tag->space, SPACE_ATOM) && slice_is(tag->name, name);
}

static struct str *target(struct atom *a)
{
	return a->entry ? a->feed.item : a->feed.own;
}

/* xml:lang and xml:base count for all that is inside. */
static int put_scope(struct atom *a, const struct xml_tag *tag, struct err *e)
{
	struct str *to = target(a);

	if (feed_put(to, FEED_LANGUAGE, xml_attr(tag, "lang"), FEED_PLAIN,
		     e) < 0)
		return -1;
	return feed_put(to, FEED_BASE, xml_attr(tag, "base"), FEED_PLAIN, e);
}

static int open_entry(struct atom *a, const struct xml_tag *tag,
		      struct err *e)
{
	a->entry = tag->depth;
	feed_begin(&a->feed);
	return put_scope(a, tag, e);
}

static int open_root(struct atom *a, const struct xml_tag *tag, struct err *e)
{
	if (is_atom(tag, "feed"))
		return put_scope(a, tag, e);
	if (is_atom(tag, "entry"))
		return open_entry(a, tag, e);
	return err_set(e, ERR_FORMAT, "not an Atom feed: <%.*s> found where "
		       "<feed xmlns=\"" SPACE_ATOM "\"> was expected",
		       SLICE_ARG(tag->name));
}

static int put_link(struct atom *a, const struct xml_tag *tag, struct err *e)
{
	struct slice rel = xml_attr(tag, "rel");

	if (rel.p && !slice_is(rel, "alternate"))
		return 0;
	return feed_put(target(a), FEED_LINK, xml_attr(tag, "href"),
			FEED_PLAIN, e);
}

/* What the element's `type` makes of its text. Media are skipped. */
static enum xml_want want_text(struct atom *a, struct slice type)
{
	a->form = FEED_PLAIN;
	if (!type.p || slice_is(type, "text") || slice_starts(type, "text/p"))
		return XML_TEXT;
	a->form = FEED_HTML;
	if (slice_is(type, "html") || slice_is(type, "text/html"))
		return XML_TEXT;
	if (slice_is(type, "xhtml") || slice_is(type, "application/xhtml+xml"))
		return XML_MARKUP;
	return XML_SKIP;
}

static enum xml_want open_field(struct atom *a, const struct xml_tag *tag)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (!is_atom(tag, fields[i].name))
			continue;
		a->field = fields[i].field;
		a->form = FEED_PLAIN;
		return fields[i].text ? want_text(a, xml_attr(tag, "type"))
				      : XML_TEXT;
	}
	return XML_SKIP;
}

static int atom_open(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		     struct err *e)
{
	struct atom *a = ctx;

	if (tag->depth == 1)
		return open_root(a, tag, e);
	if (!a->entry && is_atom(tag, "entry"))
		return open_entry(a, tag, e);
	if (is_atom(tag, "link")) {
		*want = XML_SKIP;
		return put_link(a, tag, e);
	}
	if (a->author) {
		a->field = FEED_AUTHOR;
		a->form = FEED_PLAIN;
		*want = is_atom(tag, "name") ? XML_TEXT : XML_SKIP;
	} else if (is_atom(tag, "author")) {
		a->author = tag->depth;
	} else {
		*want = open_field(a, tag);
	}
	return 0;
}

static int atom_close(void *ctx, struct slice name, size_t depth,
		      struct slice text, struct err *e)
{
	struct atom *a = ctx;

	(void)name;
	if (depth == a->entry) {
		int rc = feed_emit(&a->feed, e);

		a->entry = 0;
		return rc;
	}
	if (depth == a->author)
		a->author = 0;
	if (!text.p)
		return 0;
	return feed_put(target(a), a->field, text, a->form, e);
}

static int read_part(struct atom *a, const struct input *in, record_fn *emit,
		     void *ctx, struct err *e)
{
	static const struct xml_walk walk = { atom_open, atom_close, false };
	int rc = feed_open(&a->feed, in, emit, ctx, e);

	if (!a->feed.source_url.p)
		a->feed.source_url = a->part->url;
	if (rc == 0)
		rc = xml_read(a->part, &walk, a, e);
	feed_close(&a->feed);
	return rc < 0 ? reader_in(a->part, e) : 0;
}

static int atom_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	for (size_t i = 0; i < in->n; i++) {
		struct atom a = { .part = &in->part[i] };

		if (read_part(&a, in, emit, ctx, e) < 0)
			return -1;
	}
	return 0;
}

static int atom_sniff(struct slice head, const struct input_part *part)
{
	if (!feed_head_has(head, "<rss") && feed_head_has(head, SPACE_ATOM))
		return 90;
	return slice_starts(part->content_type, "application/atom+xml") ? 60
									: 0;
}

const struct reader in_atom = {
	.name = "atom",
	.title = "Atom feed",
	.max_bytes = 64u << 20,
	.max_records = 100000,
	.sniff = atom_sniff,
	.read = atom_read,
	.declare = feed_declare,
};
