/* OPML: a list of feeds, as programs that read them hand it on. One record a feed,
 * a document with its address: `sources import` makes sources of them. Nested
 * outlines are one list; what a feed stands under is a note. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/url.h"
#include "read/loose.h"
#include "read/reader.h"

enum { LINE_BYTES = 4096, GROUP_BYTES = 16 << 10 };

struct opml {
	struct builder build;
	record_fn *emit;
	void *ctx;
	bool found;
	struct str line;
	struct str groups;		/* names around, a line each */
	size_t group_at[LOOSE_DEPTH + 1];
};

static int opml_space(struct slice prefix, struct slice uri)
{
	(void)prefix, (void)uri;
	return 0;
}

static size_t opml_ends(void *ctx, const struct loose_tag *tag, size_t taken)
{
	(void)ctx, (void)tag, (void)taken;
	return 0;
}

static void claim(struct opml *o, enum property prop, struct slice text)
{
	str_clear(&o->line);
	text_squash(&o->line, text);
	if (!o->line.bad)
		build_claim(&o->build, prop, str_slice(&o->line));
	o->line.bad = false;
}

static struct slice title_of(const struct loose_tag *tag)
{
	struct slice title = slice_trim(loose_attr(tag, "text"));

	return title.n ? title : loose_attr(tag, "title");
}

static int put_feed(struct opml *o, const struct loose_tag *tag,
		    struct slice url, struct err *e)
{
	struct builder *b = &o->build;
	struct slice groups = str_slice(&o->groups), group;

	build_begin(b, KIND_document, url);
	claim(o, PROP_title, title_of(tag));
	claim(o, PROP_url, url);
	claim(o, PROP_details, loose_attr(tag, "type"));
	if (slice_ieq(loose_attr(tag, "enabled"), "false"))
		build_claim(b, PROP_conditions, SLICE("disabled"));
	while (slice_cut(&groups, '\n', &group))
		claim(o, PROP_note, group);
	return build_emit(b, o->emit, o->ctx, e);
}

/* Addresses of feeds only; exec: and filter: of other programs are commands. */
static struct slice feed_of(const struct loose_tag *tag)
{
	struct slice url = slice_trim(loose_attr(tag, "xmlurl"));

	if (url.n == 0 && slice_ieq(loose_attr(tag, "type"), "rss"))
		url = slice_trim(loose_attr(tag, "url"));
	if (slice_starts(url, "feed://")) {
		static const char web[] = "http://";
		char *p = arena_get(tag->mem, url.n + 1);

		if (p) {
			memcpy(p, web, sizeof(web) - 1);
			memcpy(p + sizeof(web) - 1, url.p + 7, url.n - 7);
			url = slice_make(p, url.n);
		}
	} else if (slice_starts(url, "feed:")) {
		url = slice_make(url.p + 5, url.n - 5);
	}
	return url_is_web(url) ? url : SLICE_NONE;
}

static void open_group(struct opml *o, const struct loose_tag *tag)
{
	if (o->groups.n)
		str_addc(&o->groups, '\n');
	text_squash(&o->groups, title_of(tag));
}

static int opml_open(void *ctx, const struct loose_tag *tag,
		     enum loose_want *want, struct err *e)
{
	struct opml *o = ctx;
	struct slice url;

	*want = LOOSE_DOWN;
	o->group_at[tag->depth] = o->groups.n;
	if (slice_is(tag->name, "opml"))
		o->found = true;
	if (!slice_is(tag->name, "outline"))
		return 0;
	url = feed_of(tag);
	if (url.n)
		return put_feed(o, tag, url, e);
	open_group(o, tag);
	return 0;
}

static int opml_close(void *ctx, size_t depth, struct slice text, bool cut,
		      struct err *e)
{
	struct opml *o = ctx;

	(void)text, (void)cut, (void)e;
	str_cut(&o->groups, o->group_at[depth]);
	return 0;
}

static int read_part(struct input_part *part, record_fn *emit, void *ctx,
		     struct err *e)
{
	static const struct loose_walk tree = {
		opml_space, opml_ends, opml_open, opml_close, NULL,
	};
	struct opml o = { .emit = emit, .ctx = ctx,
			  .line = STR_INIT(LINE_BYTES),
			  .groups = STR_INIT(GROUP_BYTES) };
	bool cut;
	int rc = build_open(&o.build, e);

	if (rc == 0)
		rc = loose_read(part, &tree, &o, &cut, e);
	if (rc == 0 && !o.found)
		rc = err_set(e, ERR_FORMAT, "no OPML: it has no <opml>");
	build_close(&o.build);
	str_free(&o.line);
	str_free(&o.groups);
	return rc < 0 ? reader_in(part, e) : 0;
}

static int opml_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	for (size_t i = 0; i < in->n; i++)
		if (read_part(&in->part[i], emit, ctx, e) < 0)
			return -1;
	return 0;
}

static bool holds(struct slice head, const char *word)
{
	return slice_find(head, slice_of(word), 0) >= 0;
}

static int opml_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return (holds(head, "<opml") || holds(head, "<OPML")) &&
	       !holds(head, "<rss") && !holds(head, "<html") ? 90 : 0;
}

const struct reader in_opml = {
	.name = "opml",
	.title = N_("OPML list of feeds"),
	.points = true,
	.max_bytes = 16u << 20,
	.max_records = 100000,
	.sniff = opml_sniff,
	.read = opml_read,
};
