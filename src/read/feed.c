#include "read/feed.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "base/url.h"
#include "model/pdate.h"
#include "read/extract.h"
#include "read/story.h"
#include "read/feed_text.h"
#include "read/meta.h"

enum {
	SHORT_BYTES = 64 << 10,		/* of what is not running text */
	TITLE_BYTES = 100,		/* of a title made from the text */
	HEAD_BYTES = 4096, KEY_BYTES = 2 * FEED_URL_BYTES,
	GUESS_LEAST = 60, GUESS_MOST = 1024,	/* of text that tells its
						 * language */
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
	[FEED_ORIGIN]    = SHORT_BYTES,
};

bool feed_head_has(struct slice head, const char *word)
{
	char buf[HEAD_BYTES];
	size_t n = 0, want = strlen(word);

	/* UTF-16 is ASCII with a NUL before or behind each character. */
	for (size_t i = 0; i < head.n && n < sizeof(buf); i++)
		if (head.p[i])
			buf[n++] = head.p[i];
	for (size_t i = 0; i + want <= n; i++)
		if (slice_ieq(slice_make(buf + i, want), word))
			return true;
	return false;
}

int feed_open(struct feed *f, const struct input *in,
	      const struct input_part *part, record_fn *emit, void *ctx,
	      struct err *e)
{
	*f = (struct feed){ .emit = emit, .ctx = ctx,
			    .publisher = in->publisher,
			    .source_url = in->url.p ? in->url : part->url,
			    .url = STR_INIT(FEED_URL_BYTES),
			    .line = STR_INIT(FEED_TEXT_BYTES) };
	for (int i = 0; i < FEED_FIELDS; i++)
		f->own[i].text = f->item[i].text = STR_INIT(field_bytes[i]);
	return build_open(&f->build, e);
}

void feed_close(struct feed *f)
{
	for (int i = 0; i < FEED_FIELDS; i++) {
		str_free(&f->own[i].text);
		str_free(&f->item[i].text);
	}
	str_free(&f->url);
	str_free(&f->line);
	feed_seen_free(&f->seen);
	build_close(&f->build);
}

static void clear(struct feed_text *t)
{
	str_clear(&t->text);
	t->rank = 0;
}

void feed_begin(struct feed *f)
{
	for (int i = 0; i < FEED_FIELDS; i++)
		clear(&f->item[i]);
	f->cut = false;
}

/* Puts what fits, and no part of a character. */
static void put_cut(struct str *to, struct slice text)
{
	size_t room = to->max - to->n;

	if (text.n > room) {
		text.n = room;
		while (text.n > 0 && (text.p[text.n] & 0xC0) == 0x80)
			text.n--;
	}
	str_add(to, text);
}

void feed_put(struct feed_text *to, enum feed_field field,
	      unsigned char rank, struct slice text, enum feed_form form)
{
	struct feed_text *t = &to[field];

	text = slice_trim(text);
	if (text.n == 0 || rank < t->rank)
		return;
	if (rank == t->rank && field != FEED_AUTHOR)
		return;
	if (rank > t->rank)
		str_clear(&t->text);
	else
		put_cut(&t->text, SLICE("\n"));
	t->rank = rank;
	t->form = form;
	put_cut(&t->text, text);
}

static struct slice get(const struct feed_text from[FEED_FIELDS],
			enum feed_field field)
{
	return from[field].rank ? str_slice(&from[field].text) : SLICE_NONE;
}

/* Scripts and data are no addresses, nor is what only mail programs know. */
static bool is_address(struct slice url)
{
	return url_is_web(url) || slice_starts(url, "ftp://") ||
	       slice_starts(url, "gemini://") || slice_starts(url, "gopher://");
}

/* The absolute web address of `link` in f->url, or absent. Where the feed gives
 * no base of its own, feeds of RSS mean the site, those of Atom themselves. */
static struct slice absolute(struct feed *f, struct slice link)
{
	struct slice own = get(f->own, FEED_LINK);
	const struct slice bases[] = {
		f->own_link_first ? own : f->source_url,
		f->own_link_first ? f->source_url : own,
	};

	str_clear(&f->url);
	if (link.n == 0)
		return SLICE_NONE;
	url_resolve(&f->url, SLICE_NONE, link);
	for (size_t i = 0; i < 2 && !url_has_scheme(str_slice(&f->url)); i++)
		if (url_is_web(slice_trim(bases[i])))
			url_resolve(&f->url, bases[i], link);
	if (f->url.bad || !is_address(str_slice(&f->url)))
		return SLICE_NONE;
	return str_slice(&f->url);
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
	return build_copy(&f->build, str_slice(&f->line));
}

static void claim_authors(struct builder *b, struct feed *f)
{
	struct slice rest = get(f->item, FEED_AUTHOR), one;

	if (!rest.p)
		rest = get(f->own, FEED_AUTHOR);
	while (slice_cut(&rest, '\n', &one)) {
		struct feed_text t = { .text = STR_INIT(SHORT_BYTES),
				       .form = FEED_GUESS };

		feed_text_author(&t.text, one);
		str_clear(&f->line);
		feed_text_line(&f->line, &t);
		build_claim(b, PROP_author, str_slice(&f->line));
		str_free(&t.text);
	}
}

/* Absent where no date is understood. */
static struct slice published_of(const struct feed *f,
				 char iso[PDATE_TIME_TEXT])
{
	static const enum feed_field order[] = { FEED_PUBLISHED, FEED_UPDATED };

	for (size_t i = 0; i < 2; i++) {
		struct slice text = get(f->item, order[i]);

		if (text.p && pdate_parse_feed(text, iso))
			return slice_of(iso);
	}
	return SLICE_NONE;
}

static void claim_line(struct builder *b, struct feed *f, enum property prop,
		       const struct feed_text *t)
{
	str_clear(&f->line);
	if (t->rank)
		feed_text_line(&f->line, t);
	build_claim(b, prop, str_slice(&f->line));
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
static void claim_title(struct builder *b, struct feed *f, struct slice text)
{
	str_clear(&f->line);
	if (f->item[FEED_TITLE].rank)
		feed_text_line(&f->line, &f->item[FEED_TITLE]);
	if (f->line.n == 0) {
		text_squash(&f->line, text);
		if (f->line.n > TITLE_BYTES) {
			str_cut(&f->line, title_end(str_slice(&f->line)));
			str_addz(&f->line, "…");
		}
	}
	build_claim(b, PROP_title, str_slice(&f->line));
}

static struct slice sum_key(const struct feed *f, char hex[HASH_HEX])
{
	static const enum feed_field parts[] = {
		FEED_TITLE, FEED_PUBLISHED, FEED_UPDATED,
	};
	unsigned char sum[HASH_BYTES] = {0};

	for (size_t i = 0; i < 3; i++)
		hash_field(f->build.hash, get(f->item, parts[i]));
	if (!f->item[FEED_TITLE].rank) {
		hash_field(f->build.hash, get(f->item, FEED_SUMMARY));
		hash_field(f->build.hash, get(f->item, FEED_CONTENT));
		hash_field(f->build.hash, get(f->item, FEED_AUTHOR));
	}
	hash_end(f->build.hash, sum);
	hash_hex(sum, hex);
	return slice_make(hex, HASH_HEX - 1);
}

/* The publisher's own id; absent where there is none. One that is the address
 * and the time of the last change names a version, and the item is the address. */
static struct slice own_id(const struct feed *f, struct slice url)
{
	struct slice id = get(f->item, FEED_ID);
	char iso[PDATE_TIME_TEXT];

	if (url.n == 0 || id.n < url.n + 10 || id.p[url.n] != '#' ||
	    !slice_eq(slice_make(id.p, url.n), url))
		return id;
	return pdate_parse_feed(slice_make(id.p + url.n + 1,
					   id.n - url.n - 1), iso) ? url : id;
}

/* The publisher's own id, else the address, else a sum of what is there. One
 * that several items have gets the rest of what tells them apart. */
static void make_key(const struct feed *f, struct slice url, struct str *key)
{
	struct slice id = own_id(f, url);
	char hex[HASH_HEX];

	if (!id.p)
		id = url;
	if (!id.p) {
		str_add(key, sum_key(f, hex));
		return;
	}
	str_add(key, id);
	if (!feed_seen_clashes(&f->seen, id))
		return;
	str_addc(key, ' ');
	if (url.p && !slice_eq(url, id))
		str_add(key, url);
	else
		str_add(key, sum_key(f, hex));
}

/* Anything that is said makes one. */
static bool is_item(const struct feed *f, struct slice url)
{
	for (int i = 0; i < FEED_FIELDS; i++)
		if (i != FEED_LINK && i != FEED_LANGUAGE && f->item[i].rank)
			return true;
	return url.p != NULL;
}

/* Of one that the feed's end cuts in two nobody could say which it is, if it has
 * no name of its own. */
static bool is_told(const struct feed *f)
{
	return !f->cut || f->item[FEED_ID].rank || f->item[FEED_LINK].rank;
}

static int note(struct feed *f, struct slice url, struct err *e)
{
	struct slice id = own_id(f, url);
	struct slice link = get(f->item, FEED_LINK);

	if (id.p)
		return feed_seen_note(&f->seen, id, link,
				      get(f->item, FEED_TITLE), e);
	/* With nothing but an address, another title is another item. */
	return feed_seen_note(&f->seen, url, get(f->item, FEED_TITLE),
			      get(f->item, FEED_TITLE), e);
}

static void claim_all(struct feed *f, struct slice url,
		      const struct page *summary, const struct page *text)
{
	struct builder *b = &f->build;
	struct str shown = STR_INIT(FEED_TEXT_BYTES);

	page_lines(&shown, summary->n ? summary : text);
	build_claim(b, PROP_id, get(f->item, FEED_ID));
	claim_title(b, f, str_slice(&shown));
	build_claim(b, PROP_url, url);
	claim_line(b, f, PROP_publisher, &f->own[FEED_TITLE]);
	if (f->line.n == 0)
		build_claim(b, PROP_publisher, f->publisher);
	claim_line(b, f, PROP_attributed_to, &f->item[FEED_ORIGIN]);
	claim_authors(b, f);
	build_claim(b, PROP_published, text->published);
	build_claim(b, PROP_language, b->lang);
	if (summary->n)
		build_claim(b, PROP_summary, str_slice(&shown));
	build_claim(b, PROP_text, str_slice(&text->text));
	story_put(b, str_slice(&text->text));
	if (f->cut)
		build_claim(b, PROP_note, SLICE("the feed ends inside of this "
						"item: it was cut off"));
	if (text->cut || summary->cut)
		build_claim(b, PROP_note, SLICE("the text was too long and is "
						"cut"));
	str_free(&shown);
}

/* Where the feed does not say, the text does. */
static struct slice guess_language(struct feed *f, const struct page *text)
{
	struct meta m = { .title = SLICE("not asked for") };
	struct page head = *text;	/* its beginning is enough */

	if (text->text.n < GUESS_LEAST)
		return SLICE_NONE;
	if (head.text.n > GUESS_MOST)
		for (head.text.n = GUESS_MOST;
		     (head.text.p[head.text.n] & 0xC0) == 0x80;)
			head.text.n--;
	meta_guess(&m, &head);
	return build_copy(&f->build, m.language);
}

/* What the text says. */
static int extract(struct feed *f, const struct page *text, struct slice key,
		   struct err *e)
{
	if (text->n == 0)
		return 0;
	str_clear(&f->line);
	str_add(&f->line, f->build.lang);
	f->build.lang = f->line.n ? str_slice(&f->line) : SLICE_NONE;
	return extract_document(text, key, f->build.lang, &f->build, f->emit,
				f->ctx, e);
}

static int put_page(struct page *p, const struct feed_text *t, struct err *e)
{
	if (t->rank)
		feed_text_page(p, t);
	return p->err.code ? err_set(e, p->err.code, "%s", p->err.msg) : 0;
}

static int emit_pages(struct feed *f, struct slice url, struct slice key,
		      const struct page *summary, const struct page *text,
		      struct err *e)
{
	build_begin(&f->build, KIND_news, key);
	f->build.lang = language_of(f);
	if (!f->build.lang.p)
		f->build.lang = guess_language(f, text);
	claim_all(f, url, summary, text);
	if (build_emit(&f->build, f->emit, f->ctx, e) < 0)
		return -1;
	return extract(f, text, key, e);
}

/* Where the feed gives no body, the summary is all the text there is. */
static int emit_item(struct feed *f, struct slice url, struct slice key,
		     struct err *e)
{
	struct page summary, body;
	char iso[PDATE_TIME_TEXT];
	int rc = -1;

	page_init(&summary);
	page_init(&body);
	summary.published = body.published = published_of(f, iso);
	if (put_page(&summary, &f->item[FEED_SUMMARY], e) == 0 &&
	    put_page(&body, &f->item[FEED_CONTENT], e) == 0)
		rc = emit_pages(f, url, key, &summary,
				body.n ? &body : &summary, e);
	page_free(&summary);
	page_free(&body);
	return rc;
}

int feed_emit(struct feed *f, struct err *e)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct slice url;
	int rc;

	url = absolute(f, get(f->item, FEED_LINK));
	if (!is_told(f) || (!f->noting && !is_item(f, url)))
		return 0;
	f->items++;
	if (f->noting)
		return note(f, url, e);
	make_key(f, url, &key);
	rc = str_ok(&key, "id", e) < 0 ? -1 :
	     feed_seen_tell(&f->seen, str_slice(&key), e);
	if (rc > 0)
		rc = emit_item(f, url, str_slice(&key), e);
	str_free(&key);
	return rc;
}
