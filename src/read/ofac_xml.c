#include "read/ofac_xml.h"

#include <string.h>

enum { HEAD_ELEMENTS = 64 };

int ofac_tag_find(const char *const *names, size_t n, struct slice name)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = strncmp(name.p, names[mid], name.n);

		if (c == 0 && names[mid][name.n] == '\0')
			return (int)mid;
		if (c > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return -1;
}

struct head {
	const char *under, *record;
	const char *const *leaf;
	struct str *out;
	size_t n;
	size_t seen;	/* elements */
	bool inside;
};

static int enough(struct err *e)
{
	return err_set(e, ERR_FORMAT, "enough was read");
}

static int head_leaf(const struct head *h, struct slice name)
{
	for (size_t i = 0; i < h->n; i++)
		if (slice_is(name, h->leaf[i]))
			return (int)i;
	return -1;
}

static int head_tag(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		    struct err *e)
{
	struct head *h = ctx;

	if (++h->seen > HEAD_ELEMENTS || slice_is(tag->name, h->record))
		return enough(e);
	if (tag->depth == 2)
		h->inside = slice_is(tag->name, h->under);
	else if (tag->depth == 3 && h->inside)
		*want = head_leaf(h, tag->name) >= 0 ? XML_TEXT : XML_SKIP;
	return 0;
}

static int head_end(void *ctx, struct slice name, size_t depth,
		    struct slice text, struct err *e)
{
	struct head *h = ctx;
	int i = text.p ? head_leaf(h, name) : -1;

	if (i >= 0)
		str_add(&h->out[i], slice_trim(text));
	return depth == 2 && h->inside ? enough(e) : 0;
}

void ofac_head(struct input_part *part, const char *under, const char *record,
	       const char *const *leaf, struct str *out, size_t n)
{
	static const struct xml_walk walk = { .open = head_tag,
					      .close = head_end };
	struct head h = { .under = under, .record = record, .leaf = leaf,
			  .out = out, .n = n };
	struct err e = {0};

	xml_read(part, &walk, &h, &e);	/* ends in "enough" */
}

void ofac_head_date(struct slice text, enum date_order order,
		    char out[PDATE_TEXT])
{
	struct pdate d;

	out[0] = '\0';
	if (pdate_parse(slice_trim(text), order, &d))
		pdate_text(d, out);
}
