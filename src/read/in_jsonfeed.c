/* JSON Feed 1.0 and 1.1. What is of another type than it should be is absent. */
#include <inttypes.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "read/charset.h"
#include "read/feed.h"
#include "read/jsontree.h"
#include "read/reader.h"

enum { ID_BYTES = 32 };

static const struct {
	const char *name;
	enum feed_field field;
	unsigned char rank;
	enum feed_form form;
} fields[] = {
	{ "content_html",   FEED_CONTENT,   9, FEED_HTML },
	{ "content_text",   FEED_CONTENT,   8, FEED_PLAIN },
	{ "date_modified",  FEED_UPDATED,   9, FEED_PLAIN },
	{ "date_published", FEED_PUBLISHED, 9, FEED_PLAIN },
	{ "external_url",   FEED_LINK,      8, FEED_PLAIN },
	{ "feed_url",       FEED_LINK,      2, FEED_PLAIN },
	{ "home_page_url",  FEED_LINK,      8, FEED_PLAIN },
	{ "id",             FEED_ID,        9, FEED_PLAIN },
	{ "language",       FEED_LANGUAGE,  9, FEED_PLAIN },
	{ "summary",        FEED_SUMMARY,   9, FEED_GUESS },
	{ "title",          FEED_TITLE,     9, FEED_GUESS },
	{ "url",            FEED_LINK,      9, FEED_PLAIN },
};

static void put(struct feed_text *to, enum feed_field field,
		unsigned char rank, struct slice text, enum feed_form form)
{
	struct str good = STR_INIT(FEED_TEXT_BYTES);

	if (text_valid(text)) {
		feed_put(to, field, rank, text, form);
		return;
	}
	text_repair(&good, text);
	feed_put(to, field, rank, str_slice(&good), form);
	str_free(&good);
}

/* A name, else where the author is found. */
static void put_author(struct feed_text *to, const struct jnode *author)
{
	struct slice name = slice_trim(jtree_string(author, "name"));
	struct slice url = slice_trim(jtree_string(author, "url"));

	if (name.n)
		put(to, FEED_AUTHOR, 8, name, FEED_GUESS);
	else
		put(to, FEED_AUTHOR, 5, url, FEED_PLAIN);
}

/* 1.1 has a list where 1.0 has one; some write both. */
static void put_authors(struct feed_text *to, const struct jnode *from)
{
	const struct jnode *list = jtree_member(from, "authors");
	const struct jnode *one = jtree_first(list);

	if (!jtree_is_array(list) || !one) {
		put_author(to, jtree_member(from, "author"));
		return;
	}
	for (; one; one = jtree_next(one))
		put_author(to, one);
}

static void put_all(struct feed_text *to, const struct jnode *from)
{
	int64_t id;
	char text[ID_BYTES];

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		put(to, fields[i].field, fields[i].rank,
		    jtree_string(from, fields[i].name), fields[i].form);
	if (jtree_int(jtree_member(from, "id"), &id)) {
		snprintf(text, sizeof(text), "%" PRId64, id);
		feed_put(to, FEED_ID, 9, slice_of(text), FEED_PLAIN);
	}
	put_authors(to, from);
}

static void put_enclosure(struct feed *f, const struct jnode *item)
{
	const struct jnode *first = jtree_first(jtree_member(item,
							     "attachments"));

	put(f->item, FEED_LINK, 1, jtree_string(first, "url"), FEED_PLAIN);
}

static int emit_items(struct feed *f, const struct jnode *items, struct err *e)
{
	for (const struct jnode *i = jtree_first(items); i; i = jtree_next(i)) {
		if (!jtree_is_object(i))
			continue;
		feed_begin(f);
		put_all(f->item, i);
		put_enclosure(f, i);
		if (feed_emit(f, e) < 0)
			return -1;
	}
	return 0;
}

static int read_tree(struct feed *f, const struct jnode *root, struct err *e)
{
	const struct jnode *items = jtree_member(root, "items");

	if (!jtree_is_array(items))
		return err_set(e, ERR_FORMAT, "not a JSON feed: it has no list"
			       " of items");
	put_all(f->own, root);
	f->noting = true;
	if (emit_items(f, items, e) < 0)
		return -1;
	f->noting = false;
	return emit_items(f, items, e);
}

static int read_part(const struct input *in, struct input_part *part,
		     record_fn *emit, void *ctx, struct err *e)
{
	struct str text = STR_INIT(JSON_BYTES);
	struct jnode *root = NULL;
	struct feed f = {0};
	int rc = feed_open(&f, in, part, emit, ctx, e);

	if (rc == 0)
		rc = charset_slurp(part, &text, e);
	if (rc == 0)
		rc = jtree_open(&root, str_slice(&text), e);
	str_free(&text);
	if (rc == 0)
		rc = read_tree(&f, root, e);
	jtree_close(&root);
	feed_close(&f);
	return rc < 0 ? reader_in(part, e) : 0;
}

static int jsonfeed_read(struct input *in, record_fn *emit, void *ctx,
			 struct err *e)
{
	for (size_t i = 0; i < in->n; i++)
		if (read_part(in, &in->part[i], emit, ctx, e) < 0)
			return -1;
	return 0;
}

static int jsonfeed_sniff(struct slice head, const struct input_part *part)
{
	if (!slice_starts(slice_trim(head), "{"))
		return 0;
	if (feed_head_has(head, "jsonfeed.org"))
		return 95;
	if (slice_starts(part->content_type, "application/feed+json"))
		return 60;
	return feed_head_has(head, "\"items\"") &&
	       (feed_head_has(head, "\"home_page_url\"") ||
		feed_head_has(head, "\"feed_url\"") ||
		feed_head_has(head, "\"date_published\"") ||
		feed_head_has(head, "\"content_html\"")) ? 50 : 0;
}

const struct reader in_jsonfeed = {
	.name = "jsonfeed",
	.title = N_("JSON Feed"),
	.max_bytes = JSON_BYTES,
	.max_records = 100000,
	.sniff = jsonfeed_sniff,
	.read = jsonfeed_read,
};
