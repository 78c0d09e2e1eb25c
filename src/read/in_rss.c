/* RSS, of all versions from 0.90 to 2.0, and CDF; and whatever else a feed turns
 * into while its address stays. */
#include "base/i18n.h"
#include "read/feed_walk.h"
#include "read/reader.h"

static int rss_read(struct input *in, record_fn *emit, void *ctx,
		    struct err *e)
{
	return feed_walk_all(in, "rss", emit, ctx, e);
}

/* A page may tell of a feed; a feed has no page around it. */
static bool is_page(struct slice head)
{
	return feed_head_has(head, "<html") ||
	       feed_head_has(head, "<!doctype html");
}

static int rss_sniff(struct slice head, const struct input_part *part)
{
	static const char *const roots[] = {
		"<rss", "<rdf:rdf", "<channel",
	};

	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++)
		if (feed_head_has(head, roots[i]) && !is_page(head))
			return 90;
	return slice_starts(part->content_type, "application/rss+xml") ? 60
								       : 0;
}

const struct reader in_rss = {
	.name = "rss",
	.title = N_("RSS feed"),
	.max_bytes = 64u << 20,
	.max_records = 100000,
	.sniff = rss_sniff,
	.read = rss_read,
	.declare = feed_declare,
};
