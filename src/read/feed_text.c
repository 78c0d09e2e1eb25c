#include "read/feed_text.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "read/entity.h"
#include "read/fragment.h"

static bool is_html(const struct feed_text *t)
{
	return t->form == FEED_HTML ||
	       (t->form == FEED_GUESS && fragment_like(str_slice(&t->text)));
}

/* Zero-width spaces, joiners of words, soft hyphens and marks of byte order split
 * names that look whole. What joins letters of a script stays. */
static bool is_unseen(uint32_t cp)
{
	return cp == 0x200B || cp == 0x2060 || cp == 0xFEFF || cp == 0xAD;
}

static void put_seen(struct str *out, struct slice s)
{
	uint32_t cp;
	size_t n;

	for (size_t at = 0; (n = text_next(s, at, &cp)) > 0; at += n)
		if (!is_unseen(cp))
			str_add(out, slice_make(s.p + at, n));
}

void feed_text_line(struct str *out, const struct feed_text *t)
{
	struct str line = STR_INIT(FEED_TEXT_BYTES), seen = STR_INIT(out->max);

	if (is_html(t))
		fragment_line(&line, str_slice(&t->text),
			      t->form == FEED_HTML);
	else
		str_add(&line, str_slice(&t->text));
	/* Escaped twice: what is left are no words. */
	if (t->form != FEED_PLAIN && entity_any(str_slice(&line))) {
		entity_text(&seen, str_slice(&line), ENTITY_XML, NULL);
		str_clear(&line);
		str_add(&line, str_slice(&seen));
		str_clear(&seen);
	}
	put_seen(&seen, str_slice(&line));
	text_squash(out, str_slice(&seen));
	str_free(&line);
	str_free(&seen);
}

/* Markup that was escaped twice is found as the text of a page without any. */
static bool is_escaped_twice(const struct page *p)
{
	struct slice text = str_slice(&p->text);

	return (slice_find(text, SLICE("</"), 0) >= 0 ||
		slice_find(text, SLICE("/>"), 0) >= 0) && fragment_like(text);
}

static void page_again(struct page *p)
{
	struct str text = STR_INIT(FEED_TEXT_BYTES);

	str_add(&text, str_slice(&p->text));
	page_free(p);
	page_init(p);
	fragment_page(p, str_slice(&text));
	str_free(&text);
}

void feed_text_page(struct page *p, const struct feed_text *t)
{
	struct slice text = str_slice(&t->text);

	if (text.n > PAGE_BYTES) {	/* never inside of a character */
		for (text.n = PAGE_BYTES; (text.p[text.n] & 0xC0) == 0x80; )
			text.n--;
		p->cut = true;
	}
	if (!is_html(t)) {
		fragment_plain(p, text);
		return;
	}
	fragment_page(p, text);
	if (p->n == 1 && is_escaped_twice(p))
		page_again(p);
}

/* What stands between two signs, where the second ends the text. */
static struct slice within(struct slice s, const char *open, const char *close)
{
	ptrdiff_t at = slice_find(s, slice_of(open), 0);
	size_t from;

	if (at < 0 || !slice_ends(s, close))
		return SLICE_NONE;
	from = (size_t)at + strlen(open);
	if (from + strlen(close) > s.n)
		return SLICE_NONE;
	return slice_trim(slice_make(s.p + from, s.n - from - strlen(close)));
}

static bool is_mail(struct slice s)
{
	return s.n > 0 && memchr(s.p, '@', s.n) && !memchr(s.p, ' ', s.n);
}

static struct slice unquoted(struct slice s)
{
	if (s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = slice_trim(slice_make(s.p + 1, s.n - 2));
	return s;
}

/* Of "NAME (x)" or "x <NAME>": the part that is no address. */
static struct slice name_of(struct slice s, const char *open, const char *close)
{
	struct slice in = within(s, open, close), before;

	if (!in.p)
		return SLICE_NONE;
	before = slice_trim(slice_make(s.p, (size_t)slice_find(s,
						slice_of(open), 0)));
	if (is_mail(in) && before.n > 0)
		return unquoted(before);
	return is_mail(before) && in.n > 0 ? unquoted(in) : SLICE_NONE;
}

/* "a@example.org, Jane Roe": the address goes. */
static struct slice without_mail(struct slice s)
{
	struct slice rest = s, first;

	if (!slice_cut(&rest, ' ', &first) || rest.n == 0)
		return s;
	if (slice_ends(first, ","))
		first.n--;
	return is_mail(first) ? slice_trim(rest) : s;
}

void feed_text_author(struct str *out, struct slice text)
{
	struct slice name;
	ptrdiff_t from = slice_find(text, SLICE("<name>"), 0);
	ptrdiff_t to = slice_find(text, SLICE("</name>"), 0);

	if (from >= 0 && to > from + 6)
		text = slice_make(text.p + from + 6, (size_t)(to - from) - 6);
	text = slice_trim(text);
	if (slice_starts(text, "mailto:"))
		text = slice_make(text.p + 7, text.n - 7);
	name = name_of(text, "(", ")");
	if (!name.p)
		name = name_of(text, "<", ">");
	if (!name.p)
		name = name_of(text, "[", "]");
	if (!name.p)
		name = without_mail(text);
	put_seen(out, name);
}

bool feed_text_base64(struct str *out, struct slice text)
{
	struct str tight = STR_INIT(FEED_TEXT_BYTES);
	bool good;

	for (size_t i = 0; i < text.n; i++)
		if (!strchr(" \t\r\n", text.p[i]))
			str_addc(&tight, text.p[i]);
	good = hash_base64_read(str_slice(&tight), out) && !out->bad &&
	       text_valid(str_slice(out)) &&
	       !(out->n && memchr(out->p, '\0', out->n));
	str_free(&tight);
	return good;
}
