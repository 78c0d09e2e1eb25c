#include "read/ofac_xml.h"

#include <string.h>

enum { HEAD_BYTES = 8192, HEAD_ELEMENTS = 64 };

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

static bool is_space_of(struct slice space, const char *const *spaces)
{
	for (; *spaces; spaces++)
		if (slice_is(space, *spaces) ||
		    (space.n == 0 && !**spaces))
			return true;
	return false;
}

int ofac_root(const struct xml_tag *tag, const char *root,
	      const char *const *spaces, struct err *e)
{
	if (!slice_is(tag->name, root))
		return err_set(e, ERR_FORMAT, "the root is <%.*s>, not <%s>",
			       (int)(tag->name.n > 40 ? 40 : tag->name.n),
			       tag->name.p, root);
	if (is_space_of(tag->space, spaces))
		return 0;
	return err_set(e, ERR_FORMAT, "<%s> is in the namespace \"%.*s\"; "
		       "expected \"%s\"", root,
		       (int)(tag->space.n > 120 ? 120 : tag->space.n),
		       tag->space.n ? tag->space.p : "", spaces[0]);
}

/* UTF-16 is ASCII with a NUL before or behind each character. */
static struct slice ascii(struct slice head, char buf[HEAD_BYTES])
{
	size_t n = 0;

	for (size_t i = 0; i < head.n && n < HEAD_BYTES; i++)
		if (head.p[i])
			buf[n++] = head.p[i];
	return slice_make(buf, n);
}

/* Behind blanks, a BOM, the declaration and comments. */
static struct slice root_tag(struct slice s)
{
	ptrdiff_t at = 0, end;

	for (;;) {
		at = slice_find(s, SLICE("<"), (size_t)at);
		if (at < 0 || (size_t)at + 1 >= s.n)
			return SLICE_NONE;
		if (s.p[at + 1] != '?' && s.p[at + 1] != '!')
			break;
		end = slice_starts(slice_make(s.p + at, s.n - (size_t)at),
				   "<!--") ?
			slice_find(s, SLICE("-->"), (size_t)at) :
			slice_find(s, SLICE(">"), (size_t)at);
		if (end < 0)
			return SLICE_NONE;
		at = end;
	}
	end = slice_find(s, SLICE(">"), (size_t)at);
	return slice_make(s.p + at + 1,
			  (end < 0 ? s.n : (size_t)end) - (size_t)at - 1);
}

static bool has_space(struct slice tag, const char *const *spaces)
{
	bool none = false;

	for (; *spaces; spaces++) {
		if (!**spaces)
			none = true;
		else if (slice_find(tag, slice_of(*spaces), 0) >= 0)
			return true;
	}
	return none && slice_find(tag, SLICE("xmlns="), 0) < 0 &&
	       slice_find(tag, SLICE(":"), 0) < 0;
}

bool ofac_head_is(struct slice head, const char *root,
		  const char *const *spaces)
{
	char buf[HEAD_BYTES];
	struct slice tag = root_tag(ascii(head, buf)), name = tag;
	size_t n = 0;

	while (n < tag.n && tag.p[n] != ' ' && tag.p[n] != '/' &&
	       !(tag.p[n] >= '\t' && tag.p[n] <= '\r'))
		if (tag.p[n++] == ':')
			name = slice_make(tag.p + n, tag.n - n);
	name.n = (size_t)(tag.p + n - name.p);
	return tag.n > 0 && slice_is(name, root) && has_space(tag, spaces);
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
