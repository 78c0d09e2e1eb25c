/* How often a feed wants to be asked. */
#include "read/feed.h"
#include "read/reader.h"
#include "read/xml.h"

#define SPACE_SY "http://purl.org/rss/1.0/modules/syndication/"

enum { MINUTE_S = 60 };

struct told {
	int64_t ttl_s, period_s, frequency;
};

static const struct { const char *word; int64_t seconds; } periods[] = {
	{ "hourly", 3600 }, { "daily", 86400 }, { "weekly", 7 * 86400 },
	{ "monthly", 30 * 86400 }, { "yearly", 365 * 86400 },
};

static bool is_ours(const struct xml_tag *tag)
{
	if (slice_is(tag->space, SPACE_SY))
		return slice_is(tag->name, "updatePeriod") ||
		       slice_is(tag->name, "updateFrequency");
	return slice_is(tag->name, "ttl");
}

/* Only what stands before the first item is told. */
static int told_open(void *ctx, const struct xml_tag *tag,
		     enum xml_want *want, struct err *e)
{
	(void)ctx;
	if (slice_is(tag->name, "item") || slice_is(tag->name, "entry"))
		return err_set(e, ERR_FORMAT, "enough is known");
	if (tag->depth == 1 || slice_is(tag->name, "channel"))
		*want = XML_DOWN;
	else
		*want = is_ours(tag) ? XML_TEXT : XML_SKIP;
	return 0;
}

static int told_close(void *ctx, struct slice name, size_t depth,
		      struct slice text, struct err *e)
{
	struct told *t = ctx;
	int64_t n;

	(void)depth;
	(void)e;
	if (!text.p)
		return 0;
	text = slice_trim(text);
	for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++)
		if (slice_is(text, periods[i].word))
			t->period_s = periods[i].seconds;
	if (!slice_int(text, &n) || n <= 0 || n > TTL_MOST_S / MINUTE_S)
		return 0;
	if (slice_is(name, "ttl"))
		t->ttl_s = n * MINUTE_S;
	else
		t->frequency = n;
	return 0;
}

void feed_declare(struct input_part *part, struct declared *out)
{
	static const struct xml_walk walk = { told_open, told_close, false };
	struct told t = { .frequency = 1 };
	struct err e = {0};

	xml_read(part, &walk, &t, &e);
	out->ttl_s = t.period_s / t.frequency;
	if (t.ttl_s > out->ttl_s)
		out->ttl_s = t.ttl_s;
}
