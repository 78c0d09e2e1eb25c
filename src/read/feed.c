#include "read/feed.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "model/pdate.h"
#include "read/html.h"

enum {
	SHORT_BYTES = 64 << 10,		/* of what is not running text */
	TITLE_BYTES = 100,		/* of a title made from the text */
	HEAD_BYTES = 4096,
};

static const size_t field_bytes[FEED_FIELDS] = {
	[FEED_ID]        = SHORT_BYTES,
	[FEED_LINK]      = SHORT_BYTES,
	[FEED_TITLE]     = SHORT_BYTES,
	[FEED_AUTHOR]    = SHORT_BYTES,
	[FEED_PUBLISHED] = SHORT_BYTES,
	[FEED_UPDATED]   = SHORT_BYTES,
	[FEED_SUMMARY]   = FEED_TEXT_BYTES,
	[FEED_CONTENT]   = FEED_TEXT_BYTES,
	[FEED_LANGUAGE]  = SHORT_BYTES,
	[FEED_BASE]      = SHORT_BYTES,
};

bool feed_head_has(struct slice head, const char *word)
{
	char buf[HEAD_BYTES];
	size_t n = 0;

	/* UTF-16 is ASCII with a NUL before or behind each character. */
	for (size_t i = 0; i < head.n && n < sizeof(buf); i++)
		if (head.p[i])
			buf[n++] = head.p[i];
	return slice_find(slice_make(buf, n), slice_of(word), 0) >= 0;
}

int feed_open(struct feed *f, const struct input *in, record_fn *emit,
	      void *ctx, struct err *e)
{
	*f = (struct feed){ .emit = emit, .ctx = ctx,
			    .publisher = in->publisher,
			    .source_url = in->url,
			    .url = STR_INIT(SHORT_BYTES * 2),
			    .line = STR_INIT(SHORT_BYTES) };
	for (int i = 0; i < FEED_FIELDS; i++)
		f->own[i] = f->item[i] = STR_INIT(field_bytes[i]);
	return build_open(&f->build, e);
}

void feed_close(struct feed *f)
{
	for (int i = 0; i < FEED_FIELDS; i++) {
		str_free(&f->own[i]);
		str_free(&f->item[i]);
	}
	str_free(&f->url);
	str_free(&f->line);
	build_close(&f->build);
}

void feed_begin(struct feed *f)
{
	for (int i = 0; i < FEED_FIELDS; i++)
		str_clear(&f->item[i]);
}

/* One author a line. */
static bool takes_more(struct str *s, enum feed_field field)
{
	if (s->n == 0)
		return true;
	if (field == FEED_AUTHOR)
		str_addc(s, '\n');
	return field == FEED_AUTHOR;
}

static bool is_running_text(enum feed_field field)
{
	return field == FEED_SUMMARY || field == FEED_CONTENT;
}

/* Markup past the HTML reader's ceilings (pictures inside the text, mostly)
 * costs the item that text, not the feed all its items. */
static int to_text(struct str *plain, struct slice html, struct err *e)
{
	struct err why = {0};

	if (html_text(plain, html, &why) == 0)
		return 0;
	if (why.code != ERR_LIMIT)
		return err_set(e, why.code, "%s", why.msg);
	str_clear(plain);
	return 0;
}

int feed_put(struct str to[FEED_FIELDS], enum feed_field field,
	     struct slice text, enum feed_form form, struct err *e)
{
	struct str plain = STR_INIT(field_bytes[field]);
	int rc = 0;

	text = slice_trim(text);
	if (text.n == 0 || !takes_more(&to[field], field))
		return 0;
	if (form == FEED_HTML) {
		rc = to_text(&plain, text, e);
		text = slice_trim(str_slice(&plain));
	}
	if (is_running_text(field))
		str_add(&to[field], text);
	else
		text_squash(&to[field], text);
	if (rc == 0 && str_ok(&plain, "text of one item", e) == 0)
		rc = str_ok(&to[field], "one field of an item", e);
	else
		rc = -1;
	str_free(&plain);
	return rc;
}

static struct slice get(const struct str from[FEED_FIELDS],
			enum feed_field field)
{
	return from[field].n ? str_slice(&from[field]) : SLICE_NONE;
}

static bool is_web(struct slice url)
{
	return (url.n > 7 && slice_ieq(slice_make(url.p, 7), "http://")) ||
	       (url.n > 8 && slice_ieq(slice_make(url.p, 8), "https://"));
}

/* "mailto:x", "javascript:x": a word and a colon before any slash. */
static bool has_scheme(struct slice url)
{
	size_t i = 0;

	while (i < url.n && (isalnum((unsigned char)url.p[i]) ||
			     strchr("+-.", url.p[i])))
		i++;
	return i > 0 && i < url.n && url.p[i] == ':';
}

/* How many bytes of `base` are scheme and host. */
static size_t origin_bytes(struct slice base)
{
	size_t end = (size_t)slice_find(base, SLICE("//"), 0) + 2;

	while (end < base.n && !strchr("/?#", base.p[end]))
		end++;
	return end;
}

/* The folder of a web address, without its slash. */
static struct slice folder_of(struct slice base)
{
	size_t end = origin_bytes(base), last = end;

	for (; end < base.n && !strchr("?#", base.p[end]); end++)
		if (base.p[end] == '/')
			last = end;
	return slice_make(base.p, last);
}

/* Puts `link` behind the part of `base` that it is relative to. */
static void resolve(struct str *out, struct slice base, struct slice link)
{
	if (slice_starts(link, "//")) {
		base.n = (size_t)slice_find(base, SLICE("//"), 0);
	} else if (slice_starts(link, "/")) {
		base.n = origin_bytes(base);
	} else {
		base = folder_of(base);
		while (slice_starts(link, "../")) {
			base = folder_of(base);
			link = slice_make(link.p + 3, link.n - 3);
		}
		if (slice_starts(link, "./"))
			link = slice_make(link.p + 2, link.n - 2);
	}
	str_clear(out);
	str_add(out, base);
	if (!slice_starts(link, "/"))
		str_addc(out, '/');
	str_add(out, link);
}

/* The absolute web address of `link` in f->url, or absent. */
static struct slice absolute(struct feed *f, struct slice link)
{
	const struct slice bases[] = {
		get(f->item, FEED_BASE), get(f->own, FEED_BASE),
		get(f->own, FEED_LINK), f->source_url,
	};

	if (is_web(link))
		return link;
	if (link.n == 0 || has_scheme(link))
		return SLICE_NONE;
	for (size_t i = 0; i < sizeof(bases) / sizeof(*bases); i++) {
		if (!is_web(bases[i]))
			continue;
		resolve(&f->url, bases[i], link);
		return str_slice(&f->url);
	}
	return SLICE_NONE;
}

/* "ru-RU" is ru; anything but a short word of letters is nothing. */
static struct slice language_of(struct feed *f)
{
	struct slice l = get(f->item, FEED_LANGUAGE);
	size_t n = 0;

	if (!l.p)
		l = get(f->own, FEED_LANGUAGE);
	str_clear(&f->line);
	while (n < l.n && isalpha((unsigned char)l.p[n]))
		str_addc(&f->line, (char)tolower((unsigned char)l.p[n++]));
	if (n < 2 || n > 3 || (n < l.n && !strchr("-_", l.p[n])))
		return SLICE_NONE;
	return str_slice(&f->line);
}

static void claim_authors(struct builder *b, const struct feed *f)
{
	struct slice rest = get(f->item, FEED_AUTHOR), one;

	if (!rest.p)
		rest = get(f->own, FEED_AUTHOR);
	while (slice_cut(&rest, '\n', &one))
		build_claim(b, PROP_author, one);
}

static void claim_published(struct builder *b, const struct feed *f)
{
	static const enum feed_field order[] = { FEED_PUBLISHED, FEED_UPDATED };
	char iso[PDATE_TIME_TEXT];

	for (size_t i = 0; i < 2; i++) {
		struct slice text = get(f->item, order[i]);

		if (!text.p || !pdate_parse_time(text, iso))
			continue;
		build_claim(b, PROP_published, slice_of(iso));
		return;
	}
}

/* The last blank before the ceiling; without one, the last character. */
static size_t title_end(struct slice line)
{
	size_t n = TITLE_BYTES;

	while (n > 0 && line.p[n] != ' ')
		n--;
	if (n > 0)
		return n;
	for (n = TITLE_BYTES; ((unsigned char)line.p[n] & 0xC0) == 0x80; n--)
		;
	return n;
}

/* Posts of social networks have no title: their first words stand in. */
static void claim_title(struct builder *b, const struct feed *f)
{
	struct str line = STR_INIT(FEED_TEXT_BYTES);
	struct slice title = get(f->item, FEED_TITLE);

	if (!title.p) {
		title = get(f->item, FEED_SUMMARY);
		text_squash(&line, title.p ? title : get(f->item,
							 FEED_CONTENT));
		if (line.n > TITLE_BYTES) {
			str_cut(&line, title_end(str_slice(&line)));
			str_addz(&line, "…");
		}
		title = str_slice(&line);
	}
	build_claim(b, PROP_title, title);
	str_free(&line);
}

/* The publisher's own id, else the address, else a sum of what is there. */
static struct slice key_of(const struct feed *f, struct slice url,
			   char hex[HASH_HEX])
{
	static const enum feed_field parts[] = {
		FEED_TITLE, FEED_PUBLISHED, FEED_UPDATED,
	};
	unsigned char sum[HASH_BYTES] = {0};
	struct slice id = get(f->item, FEED_ID);

	if (id.p || url.p)
		return id.p ? id : url;
	for (size_t i = 0; i < 3; i++)
		hash_field(f->build.hash, get(f->item, parts[i]));
	if (f->item[FEED_TITLE].n == 0) {
		hash_field(f->build.hash, get(f->item, FEED_SUMMARY));
		hash_field(f->build.hash, get(f->item, FEED_CONTENT));
	}
	hash_end(f->build.hash, sum);
	hash_hex(sum, hex);
	return slice_make(hex, HASH_HEX - 1);
}

static bool is_item(const struct feed *f)
{
	return f->item[FEED_ID].n || f->item[FEED_LINK].n ||
	       f->item[FEED_TITLE].n || f->item[FEED_SUMMARY].n ||
	       f->item[FEED_CONTENT].n;
}

int feed_emit(struct feed *f, struct err *e)
{
	struct builder *b = &f->build;
	struct slice publisher = get(f->own, FEED_TITLE);
	struct slice url = absolute(f, get(f->item, FEED_LINK));
	char hex[HASH_HEX];

	if (!is_item(f))
		return 0;
	if (str_ok(&f->url, "address", e) < 0)
		return -1;
	build_begin(b, KIND_news, key_of(f, url, hex));
	b->lang = language_of(f);
	build_claim(b, PROP_id, get(f->item, FEED_ID));
	claim_title(b, f);
	build_claim(b, PROP_url, url);
	build_claim(b, PROP_publisher, publisher.p ? publisher : f->publisher);
	claim_authors(b, f);
	claim_published(b, f);
	build_claim(b, PROP_language, b->lang);
	build_claim(b, PROP_summary, get(f->item, FEED_SUMMARY));
	build_claim(b, PROP_text, get(f->item, FEED_CONTENT));
	return build_emit(b, f->emit, f->ctx, e);
}
