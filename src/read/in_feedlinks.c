/* The feeds that a page tells of: one record each, a document with its address.
 * Never sniffed, since an article that has feeds is still an article. Where a
 * page names none in its head, links that look like feeds are what there is. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/url.h"
#include "read/charset.h"
#include "read/entity.h"
#include "read/feed_seen.h"
#include "read/markup.h"
#include "read/reader.h"

enum { LINE_BYTES = 8192, LINKS_MAX = 1000, HTML_BYTES = 4 << 20 };

struct links {
	struct builder build;
	record_fn *emit;
	void *ctx;
	struct feed_seen seen;
	struct slice page;		/* its address */
	struct str base, url;
	struct str attr[4];		/* see `names` */
	size_t n, tags;
};

enum { ATTR_REL, ATTR_TYPE, ATTR_HREF, ATTR_TITLE };

static const char *const names[] = { "rel", "type", "href", "title" };

static void load(struct links *l, const struct markup_token *t)
{
	struct slice rest = t->rest, name, value;

	for (int i = 0; i < 4; i++)
		str_clear(&l->attr[i]);
	while (markup_attr(&rest, &name, &value))
		for (int i = 0; i < 4; i++)
			if (slice_ieq(name, names[i]) && l->attr[i].n == 0 &&
			    value.n < LINE_BYTES)
				entity_text(&l->attr[i], value, ENTITY_HTML,
					    NULL);
}

static struct slice attr(const struct links *l, int i)
{
	return slice_trim(str_slice(&l->attr[i]));
}

static bool has_word(struct slice s, const char *word)
{
	struct slice one;

	while (slice_cut(&s, ' ', &one))
		if (slice_ieq(one, word))
			return true;
	return false;
}

static bool is_feed_type(struct slice type)
{
	static const char *const types[] = {
		"application/rss+xml", "application/atom+xml",
		"application/rdf+xml", "application/feed+json",
		"application/x-rss+xml", "application/x.atom+xml",
		"application/x-atom+xml", "application/json", "text/rss+xml",
		"text/atom+xml",
	};
	struct slice front = type;

	slice_cut(&type, ';', &front);
	front = slice_trim(front);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (slice_ieq(front, types[i]))
			return true;
	return false;
}

/* oEmbed and WordPress's own interface are alternates in JSON too. */
static bool is_feed(const struct links *l)
{
	struct slice rel = attr(l, ATTR_REL), type = attr(l, ATTR_TYPE);

	if (has_word(rel, "feed"))
		return true;
	if (!has_word(rel, "alternate") || !is_feed_type(type))
		return false;
	return !slice_ieq(type, "application/json") ||
	       slice_find(attr(l, ATTR_HREF), SLICE("feed"), 0) >= 0;
}

static bool looks_like_feed(struct slice href)
{
	static const char *const ends[] = {
		".rss", ".atom", ".rdf", "/rss", "/feed", "/atom", "/rss/",
		"/feed/", "/atom/", "rss.xml", "feed.xml", "atom.xml",
		"index.xml", "feed.json", "rss.php", "format=feed",
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (slice_ends(href, ends[i]))
			return true;
	return false;
}

static int put(struct links *l, struct err *e)
{
	struct builder *b = &l->build;
	struct slice url;
	int rc;

	url_resolve(&l->url, l->base.n ? str_slice(&l->base) : l->page,
		    attr(l, ATTR_HREF));
	url = str_slice(&l->url);
	if (l->url.bad || !url_is_web(url) || l->n >= LINKS_MAX)
		return 0;
	rc = feed_seen_tell(&l->seen, url, e);
	if (rc <= 0)
		return rc;
	l->n++;
	build_begin(b, KIND_document, url);
	build_claim(b, PROP_title, attr(l, ATTR_TITLE));
	build_claim(b, PROP_url, url);
	build_claim(b, PROP_details, attr(l, ATTR_TYPE));
	return build_emit(b, l->emit, l->ctx, e);
}

/* The first time only what the page says of itself, then all its links. */
static int walk(struct links *l, struct slice html, bool any, struct err *e)
{
	struct markup m = { .text = html, .whole = true };
	struct markup_token t;
	int rc = 0;

	while (rc == 0 && markup_next(&m, &t) != MARKUP_END) {
		if (t.kind != MARKUP_OPEN)
			continue;
		l->tags++;
		if (slice_ieq(t.name, "script") || slice_ieq(t.name, "style")) {
			markup_skip(&m, t.name);
		} else if (slice_ieq(t.name, "base") && l->base.n == 0) {
			load(l, &t);
			url_resolve(&l->base, l->page, attr(l, ATTR_HREF));
		} else if (!any && slice_ieq(t.name, "link")) {
			load(l, &t);
			rc = is_feed(l) ? put(l, e) : 0;
		} else if (any && slice_ieq(t.name, "a")) {
			load(l, &t);
			rc = looks_like_feed(attr(l, ATTR_HREF)) ? put(l, e)
								 : 0;
		}
	}
	return rc;
}

static int read_part(struct input *in, struct input_part *part,
		     record_fn *emit, void *ctx, struct err *e)
{
	struct links l = { .emit = emit, .ctx = ctx,
			   .page = in->url.p ? in->url : part->url,
			   .base = STR_INIT(LINE_BYTES),
			   .url = STR_INIT(2 * LINE_BYTES) };
	struct str html = STR_INIT(HTML_BYTES);
	int rc = build_open(&l.build, e);

	for (int i = 0; i < 4; i++)
		l.attr[i] = STR_INIT(4 * LINE_BYTES);
	if (rc == 0)
		rc = charset_slurp(part, &html, e);
	if (rc == 0)
		rc = walk(&l, str_slice(&html), false, e);
	if (rc == 0 && l.n == 0)
		rc = walk(&l, str_slice(&html), true, e);
	if (rc == 0 && l.tags == 0)
		rc = err_set(e, ERR_FORMAT, "no page: it has no tags");
	build_close(&l.build);
	feed_seen_free(&l.seen);
	str_free(&html);
	str_free(&l.base);
	str_free(&l.url);
	for (int i = 0; i < 4; i++)
		str_free(&l.attr[i]);
	return rc < 0 ? reader_in(part, e) : 0;
}

static int feedlinks_read(struct input *in, record_fn *emit, void *ctx,
			  struct err *e)
{
	for (size_t i = 0; i < in->n; i++)
		if (read_part(in, &in->part[i], emit, ctx, e) < 0)
			return -1;
	return 0;
}

static int feedlinks_sniff(struct slice head, const struct input_part *part)
{
	(void)head, (void)part;
	return 0;
}

const struct reader in_feedlinks = {
	.name = "feedlinks",
	.title = N_("the feeds that a page tells of"),
	.points = true,
	.max_bytes = HTML_BYTES,
	.max_records = LINKS_MAX,
	.sniff = feedlinks_sniff,
	.read = feedlinks_read,
};
