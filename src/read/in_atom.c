/* Atom 1.0 (RFC 4287) and 0.3, or a single entry as the root. */
#include "base/i18n.h"
#include "read/feed_walk.h"
#include "read/reader.h"

static int atom_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	return feed_walk_all(in, "feed", emit, ctx, e);
}

static int atom_sniff(struct slice head, const struct input_part *part)
{
	if (!feed_head_has(head, "<rss") && !feed_head_has(head, "<html") &&
	    !feed_head_has(head, "<rdf:rdf") &&
	    (feed_head_has(head, "<feed") ||
	     feed_head_has(head, ":feed ") || feed_head_has(head, "<entry")))
		return 90;
	return slice_starts(part->content_type, "application/atom+xml") ? 60
									: 0;
}

const struct reader in_atom = {
	.name = "atom",
	.title = N_("Atom feed"),
	.max_bytes = 64u << 20,
	.max_records = 100000,
	.sniff = atom_sniff,
	.read = atom_read,
	.declare = feed_declare,
};
