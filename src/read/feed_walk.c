#include "read/feed_walk.h"

#include <string.h>

#include "base/url.h"
#include "read/feed_base.h"
#include "read/feed_names.h"
#include "read/feed_text.h"
#include "read/loose.h"
#include "read/reader.h"

enum { RANK_GUID = 3, RANK_SOURCE = 2 };

struct walk {
	struct feed feed;
	const char *expected;
	enum feed_space root;	/* what an element without namespace is */
	bool found;		/* the root of a feed */
	char first[64];		/* name of what stood in its place */
	size_t item, author, source;	/* depth of the open one, 0: none */
	const struct feed_name *now;	/* the element whose text is taken */
	enum feed_form form;
	unsigned char rank;
	bool base64, guid_is_link;
	struct feed_text person;	/* of an Atom author */
	struct feed_base base;
};

/* --- addresses --------------------------------------------------------------- */

static struct feed_text *target(struct walk *w)
{
	return w->item ? w->feed.item : w->feed.own;
}

static void put_link(struct walk *w, unsigned char rank, struct slice link)
{
	struct str url = STR_INIT(FEED_URL_BYTES);

	url_resolve(&url, feed_base_now(&w->base), link);
	if (!url.bad)
		feed_put(target(w), FEED_LINK, rank, str_slice(&url),
			 FEED_PLAIN);
	str_free(&url);
}

/* An Atom link; without an address in it, it is one of RSS. */
static enum loose_want open_link(struct walk *w, const struct loose_tag *tag)
{
	struct slice href = loose_attr(tag, "href");
	struct slice rel = loose_attr(tag, "rel");
	unsigned char rank = feed_link_rank(rel, loose_attr(tag, "type"));

	if (!href.p) {
		w->rank = rel.n ? rank : w->rank;
		return w->rank ? LOOSE_PLAIN : LOOSE_SKIP;
	}
	if (rank && (w->item || rank > 4 || rank == 2))
		put_link(w, rank, href);
	return LOOSE_SKIP;
}

/* --- texts ---------------------------------------------------------------------- */

static bool is_xml(struct slice type)
{
	return slice_ieq(type, "xhtml") ||
	       slice_ieq(type, "application/xhtml+xml") ||
	       slice_ieq(type, "text/xml") ||
	       slice_ieq(type, "application/xml") || slice_ends(type, "+xml");
}

static bool starts(struct slice s, const char *front)
{
	size_t n = strlen(front);

	return s.n >= n && slice_ieq(slice_make(s.p, n), front);
}

static bool is_html(struct slice type)
{
	return slice_ieq(type, "html") || starts(type, "text/html");
}

/* What `type` and `mode` of Atom 0.3 and 1.0 make of the text. Pictures and the
 * like, which are none, are in base64 as a rule. */
static enum loose_want want_typed(struct walk *w, const struct loose_tag *tag)
{
	struct slice type = loose_attr(tag, "type");
	struct slice mode = loose_attr(tag, "mode");
	struct slice src = loose_attr(tag, "src");

	if (src.n && w->now->field == FEED_CONTENT)
		put_link(w, 3, src);
	w->base64 = slice_ieq(mode, "base64");
	w->form = is_html(type) || is_xml(type) ? FEED_HTML : FEED_PLAIN;
	if (slice_ieq(mode, "escaped") && type.n == 0)
		w->form = FEED_GUESS;
	if (is_xml(type) && !w->base64 && !slice_ieq(mode, "escaped"))
		return LOOSE_MARKUP;
	if (w->form != FEED_PLAIN || w->base64)
		return LOOSE_TEXT;
	if (type.n == 0 || slice_ieq(type, "text") || starts(type, "text/"))
		return LOOSE_PLAIN;
	w->base64 = true;
	w->form = FEED_GUESS;
	return LOOSE_TEXT;
}

static bool is_atom(enum feed_space space)
{
	return space == SPACE_ATOM || space == SPACE_ATOM03;
}

static enum feed_space space_of(const struct walk *w,
				const struct loose_tag *tag)
{
	return tag->space == SPACE_BARE ? w->root : (enum feed_space)tag->space;
}

static enum loose_want open_source(struct walk *w, enum feed_space space,
				   const struct loose_tag *tag)
{
	if (!is_atom(space))
		return LOOSE_TEXT;
	w->source = tag->depth;
	return LOOSE_DOWN;
}

static enum loose_want open_author(struct walk *w, enum feed_space space,
				   const struct loose_tag *tag)
{
	if (!is_atom(space))
		return LOOSE_TEXT;
	w->author = tag->depth;
	str_clear(&w->person.text);
	w->person.rank = 0;
	return LOOSE_DOWN;
}

/* The first time over a feed only what tells items apart is looked at. */
static bool is_wanted(const struct walk *w, const struct feed_name *name)
{
	if (w->feed.noting && name->field != FEED_ID &&
	    name->field != FEED_LINK && name->field != FEED_TITLE)
		return false;
	return w->item || name->field == FEED_TITLE ||
	       name->field == FEED_LINK || name->field == FEED_LANGUAGE ||
	       name->field == FEED_AUTHOR;
}

static enum loose_want open_field(struct walk *w, const struct loose_tag *tag)
{
	enum feed_space space = space_of(w, tag);
	const struct feed_name *name = feed_name_find(tag->name, space);

	if (!name || !is_wanted(w, name))
		return LOOSE_SKIP;
	w->now = name;
	w->form = FEED_PLAIN;
	w->rank = name->rank;
	w->base64 = false;
	switch (name->how) {
	case HOW_TYPED:
		if (is_atom(space))
			return want_typed(w, tag);
		w->form = FEED_GUESS;
		return LOOSE_TEXT;
	case HOW_GUESS:
		w->form = FEED_GUESS;
		return LOOSE_TEXT;
	case HOW_MARKUP:
		w->form = FEED_HTML;
		return LOOSE_MARKUP;
	case HOW_LINK:
		return open_link(w, tag);
	case HOW_SOURCE:
		return open_source(w, space, tag);
	case HOW_AUTHOR:
		return open_author(w, space, tag);
	case HOW_ENCLOSURE:
		put_link(w, name->rank, loose_attr(tag, "url"));
		return LOOSE_SKIP;
	case HOW_INSIDE:
		return LOOSE_DOWN;
	default:
		if (name->field == FEED_ID)
			w->guid_is_link = slice_is(tag->name, "guid") &&
				!slice_ieq(loose_attr(tag, "ispermalink"),
					   "false");
		return name->field == FEED_AUTHOR ? LOOSE_TEXT : LOOSE_PLAIN;
	}
}

/* --- the tree ----------------------------------------------------------------------- */

static bool is_item_name(struct slice name)
{
	return slice_is(name, "item") || slice_is(name, "entry");
}

static void put_scope(struct walk *w, const struct loose_tag *tag)
{
	if (slice_find(tag->attrs, SLICE("lang"), 0) >= 0)
		feed_put(target(w), FEED_LANGUAGE, 9, loose_attr(tag, "lang"),
			 FEED_PLAIN);
}

static void open_item(struct walk *w, const struct loose_tag *tag)
{
	w->item = tag->depth;
	w->guid_is_link = false;
	w->author = w->source = 0;
	feed_begin(&w->feed);
	put_scope(w, tag);
	if (slice_find(tag->attrs, SLICE("about"), 0) >= 0) {
		struct slice about = loose_attr(tag, "about");

		feed_put(w->feed.item, FEED_ID, 5, about, FEED_PLAIN);
		put_link(w, RANK_GUID, about);
	}
	if (slice_is(tag->name, "item") && tag->attrs.n) {	/* CDF */
		put_link(w, 9, loose_attr(tag, "href"));
		feed_put(w->feed.item, FEED_UPDATED, 8,
			 loose_attr(tag, "lastmod"), FEED_PLAIN);
	}
}

static void put_first(struct walk *w, struct slice name)
{
	if (!w->first[0] && name.n < sizeof(w->first))
		memcpy(w->first, name.p, name.n);
}

/* "!DOCTYPE html": for people who wonder what came instead of a feed. */
static void walk_doctype(void *ctx, struct slice text)
{
	struct walk *w = ctx;

	if (text.n >= 12 && slice_ieq(slice_make(text.p, 12), "doctype html"))
		put_first(w, SLICE("!DOCTYPE html"));
}

/* What servers print in front of a feed is passed over. */
static enum loose_want open_root(struct walk *w, const struct loose_tag *tag)
{
	static const struct { const char *name; enum feed_space space; } roots[] = {
		{ "rss", SPACE_RSS }, { "rdf", SPACE_RSS },
		{ "channel", SPACE_RSS }, { "feed", SPACE_ATOM },
		{ "entry", SPACE_ATOM },
	};

	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		if (!slice_is(tag->name, roots[i].name))
			continue;
		w->found = true;
		w->root = roots[i].space;
		if (slice_is(loose_attr(tag, "version"), "0.3"))
			w->root = SPACE_ATOM03;
		w->feed.own_link_first = roots[i].space == SPACE_RSS;
		if (slice_is(tag->name, "entry"))
			open_item(w, tag);
		else
			put_scope(w, tag);
		if (slice_is(tag->name, "channel"))
			put_link(w, 9, loose_attr(tag, "href"));
		return LOOSE_DOWN;
	}
	put_first(w, tag->name);
	return LOOSE_SKIP;
}

static enum loose_want open_person(struct walk *w, const struct loose_tag *tag)
{
	static const struct feed_name part = { "name", SPACE_RSS, HOW_TEXT,
					       FEED_AUTHOR, 1, true };

	w->now = &part;
	w->form = FEED_GUESS;
	if (slice_is(tag->name, "name"))
		w->rank = 9;
	else if (slice_is(tag->name, "email"))
		w->rank = 5;
	else if (slice_is(tag->name, "uri") || slice_is(tag->name, "url") ||
		 slice_is(tag->name, "homepage"))
		w->rank = 2;
	else
		return LOOSE_SKIP;
	return LOOSE_TEXT;
}

static enum loose_want open_inside(struct walk *w, const struct loose_tag *tag)
{
	bool core = feed_space_core(space_of(w, tag));

	if (w->author)
		return open_person(w, tag);
	if (w->source && !(core && (slice_is(tag->name, "title") ||
				    slice_is(tag->name, "author"))))
		return LOOSE_SKIP;
	if (!w->item && core && is_item_name(tag->name)) {
		open_item(w, tag);
		return LOOSE_DOWN;
	}
	if (!w->item && core && (slice_is(tag->name, "channel") ||
				 slice_is(tag->name, "items"))) {
		put_scope(w, tag);
		return LOOSE_DOWN;
	}
	return open_field(w, tag);
}

static int walk_open(void *ctx, const struct loose_tag *tag,
		     enum loose_want *want, struct err *e)
{
	struct walk *w = ctx;

	(void)e;
	feed_base_take(&w->base, tag, w->feed.source_url);
	*want = tag->depth == 1 ? open_root(w, tag) : open_inside(w, tag);
	return 0;
}

/* An item begins where one was left open, or the next field in a field that
 * nobody closed. */
static size_t walk_ends(void *ctx, const struct loose_tag *tag, size_t taken)
{
	struct walk *w = ctx;
	enum feed_space space = space_of(w, tag);

	if (!feed_space_core(space))
		return 0;
	if (w->item && tag->depth > w->item && is_item_name(tag->name))
		return w->item;
	if (taken && w->now->short_text && tag->depth == taken + 1 &&
	    w->form != FEED_HTML && feed_name_find(tag->name, space))
		return taken;
	return 0;
}

static int close_item(struct walk *w, bool cut, struct err *e)
{
	struct slice id = str_slice(&w->feed.item[FEED_ID].text);

	w->item = 0;
	w->author = w->source = 0;
	w->feed.cut = cut;
	if (w->guid_is_link && url_is_web(id))
		feed_put(w->feed.item, FEED_LINK, RANK_GUID, id, FEED_PLAIN);
	return feed_emit(&w->feed, e);
}

static void close_author(struct walk *w)
{
	const struct feed_text *p = &w->person;

	w->author = 0;
	if (p->rank && !w->feed.noting)
		feed_put(target(w), FEED_AUTHOR, w->source ? RANK_SOURCE : 8,
			 str_slice(&p->text), FEED_GUESS);
}

/* The best of name, address and page stays. */
static void put_person(struct walk *w, struct slice text)
{
	struct feed_text *p = &w->person;

	p->text.max = FEED_URL_BYTES;
	text = slice_trim(text);
	if (text.n == 0 || w->rank <= p->rank)
		return;
	str_clear(&p->text);
	str_add(&p->text, text);
	p->rank = w->rank;
}

static void put_base64(struct walk *w, struct slice text)
{
	struct str plain = STR_INIT(FEED_TEXT_BYTES);

	if (feed_text_base64(&plain, text))
		feed_put(target(w), w->now->field, w->rank,
			 str_slice(&plain), w->form);
	str_free(&plain);
}

static void put_field(struct walk *w, struct slice text)
{
	if (w->author)
		put_person(w, text);
	else if (w->source)
		feed_put(w->feed.item, FEED_ORIGIN, 9, text, w->form);
	else if (w->base64)
		put_base64(w, text);
	else if (w->now->field == FEED_LINK)
		put_link(w, w->rank, text);
	else
		feed_put(target(w), w->now->field, w->rank, text, w->form);
}

static int walk_close(void *ctx, size_t depth, struct slice text, bool cut,
		      struct err *e)
{
	struct walk *w = ctx;

	if (text.p && !(cut && w->now->short_text))
		put_field(w, text);
	if (text.p)
		return 0;
	if (depth == w->author)
		close_author(w);
	if (depth == w->source)
		w->source = 0;
	return depth == w->item ? close_item(w, cut, e) : 0;
}

/* --- the feed --------------------------------------------------------------------------- */

static const struct loose_walk feed_tree = {
	.space = feed_space, .ends = walk_ends, .open = walk_open,
	.close = walk_close, .doctype = walk_doctype,
};

static int not_a_feed(const struct walk *w, struct err *e)
{
	if (!w->first[0])
		return err_set(e, ERR_FORMAT, "not a feed: no <%s> found",
			       w->expected);
	return err_set(e, ERR_FORMAT, "not a feed: <%s> found where <%s> was"
		       " expected%s", w->first, w->expected,
		       slice_ends(slice_of(w->first), "html") ?
		       "; if it is a page that has feeds, `thaw sources test"
		       " URL` finds them" : "");
}

/* One that was cut before its first item says nothing, not even that there is
 * none. */
static int read_once(struct walk *w, struct input_part *part, struct err *e)
{
	bool cut = false;
	int rc;

	w->base.n = 0;
	input_rewind(part);
	rc = loose_read(part, &feed_tree, w, &cut, e);
	if (rc == 0 && w->found && cut && w->feed.items == 0)
		return err_set(e, ERR_FORMAT, "the feed ends before its first"
			       " item: it was cut off");
	return rc;
}

int feed_walk(const struct input *in, struct input_part *part,
	      const char *expected, record_fn *emit, void *ctx, struct err *e)
{
	struct walk w = { .expected = expected };
	int rc = feed_open(&w.feed, in, part, emit, ctx, e);

	w.feed.noting = true;
	if (rc == 0)
		rc = read_once(&w, part, e);
	w.feed.noting = false;
	if (rc == 0 && !w.found)
		rc = not_a_feed(&w, e);
	for (int i = 0; i < FEED_FIELDS; i++)
		w.feed.own[i].rank = 0;
	if (rc == 0)
		rc = read_once(&w, part, e);
	feed_base_free(&w.base);
	str_free(&w.person.text);
	feed_close(&w.feed);
	return rc < 0 ? reader_in(part, e) : 0;
}

int feed_walk_all(struct input *in, const char *expected, record_fn *emit,
		  void *ctx, struct err *e)
{
	for (size_t i = 0; i < in->n; i++)
		if (feed_walk(in, &in->part[i], expected, emit, ctx, e) < 0)
			return -1;
	return 0;
}
