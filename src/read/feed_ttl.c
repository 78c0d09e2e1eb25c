/* How often a feed wants to be asked. */
#include "read/feed.h"
#include "read/reader.h"
#include "read/feed_names.h"
#include "read/loose.h"

enum { MINUTE_S = 60 };

struct told {
	int64_t ttl_s, period_s, frequency;
	bool is_ttl;		/* the open element */
};

static const struct { const char *word; int64_t seconds; } periods[] = {
	{ "hourly", 3600 }, { "daily", 86400 }, { "weekly", 7 * 86400 },
	{ "monthly", 30 * 86400 }, { "yearly", 365 * 86400 },
};

static bool is_ours(const struct loose_tag *tag)
{
	if (tag->space == SPACE_SY)
		return slice_is(tag->name, "updateperiod") ||
		       slice_is(tag->name, "updatefrequency");
	return slice_is(tag->name, "ttl");
}

static size_t told_ends(void *ctx, const struct loose_tag *tag, size_t taken)
{
	(void)ctx, (void)tag, (void)taken;
	return 0;
}

/* Only what stands before the first item is told. */
static int told_open(void *ctx, const struct loose_tag *tag,
		     enum loose_want *want, struct err *e)
{
	struct told *t = ctx;

	if (slice_is(tag->name, "item") || slice_is(tag->name, "entry"))
		return err_set(e, ERR_FORMAT, "enough is known");
	t->is_ttl = slice_is(tag->name, "ttl");
	if (tag->depth == 1 || slice_is(tag->name, "channel"))
		*want = LOOSE_DOWN;
	else
		*want = is_ours(tag) ? LOOSE_TEXT : LOOSE_SKIP;
	return 0;
}

static int told_close(void *ctx, size_t depth, struct slice text, bool cut,
		      struct err *e)
{
	struct told *t = ctx;
	int64_t n;

	(void)depth, (void)cut, (void)e;
	if (!text.p)
		return 0;
	text = slice_trim(text);
	for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++)
		if (slice_is(text, periods[i].word))
			t->period_s = periods[i].seconds;
	if (!slice_int(text, &n) || n <= 0 || n > TTL_MOST_S / MINUTE_S)
		return 0;
	if (t->is_ttl)
		t->ttl_s = n * MINUTE_S;
	else
		t->frequency = n;
	return 0;
}

void feed_declare(struct input_part *part, struct declared *out)
{
	static const struct loose_walk walk = {
		feed_space, told_ends, told_open, told_close, NULL,
	};
	struct told t = { .frequency = 1 };
	struct err e = {0};
	bool cut;

	loose_read(part, &walk, &t, &cut, &e);
	out->ttl_s = t.period_s / t.frequency;
	if (t.ttl_s > out->ttl_s)
		out->ttl_s = t.ttl_s;
}
