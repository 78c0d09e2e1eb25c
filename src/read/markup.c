#include "read/markup.h"

#include <string.h>

enum { REFERENCE_BYTES = 40 };

enum endless { ENDLESS_COMMENT = 1, ENDLESS_PI = 2, ENDLESS_DOCTYPE = 4 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == ':' ||
	       c == '-' || c == '.';
}

static struct slice from(struct slice s, size_t at)
{
	return slice_make(s.p + at, s.n - at);
}

static bool starts(struct slice s, const char *word)
{
	size_t n = strlen(word);

	return s.n >= n && slice_ieq(slice_make(s.p, n), word);
}

/* Where `end` begins in `s` at or after `at`, or -1. */
static ptrdiff_t find(struct slice s, const char *end, size_t at)
{
	return at <= s.n ? slice_find(s, slice_of(end), at) : -1;
}

/* Something that ends with `end`; without one, at the first '>'. A whole text
 * that has no end for one has none for those behind it. */
static size_t take_until(struct markup *m, struct slice s, const char *end,
			 size_t at, enum endless what)
{
	ptrdiff_t to = m->endless & what ? -1 : find(s, end, at);

	if (to >= 0)
		return (size_t)to + strlen(end);
	if (!m->whole)
		return 0;
	m->endless |= what;
	to = find(s, ">", at);
	return to >= 0 ? (size_t)to + 1 : s.n;
}

/* "<!DOCTYPE rss [ <!ENTITY a "b"> ]>": quotes and brackets hide a '>'. */
static size_t take_doctype(struct markup *m, struct slice s)
{
	bool inside = false;
	char quote = 0;

	for (size_t i = 2; i < s.n && !(m->endless & ENDLESS_DOCTYPE); i++) {
		char c = s.p[i];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '[')
			inside = true;
		else if (c == ']')
			inside = false;
		else if (c == '>' && !inside)
			return i + 1;
	}
	if (!m->whole)
		return 0;
	m->endless |= ENDLESS_DOCTYPE;
	return take_until(m, s, ">", 2, ENDLESS_DOCTYPE);
}

/* Where the tag at s.p ends, 0 where it does not. A '<' that is in no quotes
 * begins the next one. */
static size_t tag_end(struct slice s, bool quotes)
{
	char quote = 0, before = 0;

	for (size_t i = 1; i < s.n; i++) {
		char c = s.p[i];

		if (quote) {
			if (c == quote)
				quote = 0;
		} else if (c == '>') {
			return i + 1;
		} else if (c == '<') {
			return i;
		} else if (quotes && before == '=' && (c == '"' || c == '\'')) {
			quote = c;
		}
		before = is_blank(c) ? before : c;
	}
	return 0;
}

static enum markup_kind put(struct markup *m, struct markup_token *t,
			    enum markup_kind kind, struct slice s, size_t n)
{
	if (n == 0)
		return t->kind = MARKUP_MORE;
	t->raw = slice_make(s.p, n);
	m->at += n;
	return t->kind = kind;
}

static enum markup_kind next_cdata(struct markup *m, struct markup_token *t,
				   struct slice s)
{
	enum { HEAD = sizeof("<![CDATA[") - 1 };
	ptrdiff_t end = find(s, "]]>", HEAD);
	size_t n = end >= 0 ? (size_t)end : s.n;

	if (end < 0 && !m->whole)
		return t->kind = MARKUP_MORE;
	t->raw = slice_make(s.p + HEAD, n - HEAD);
	m->at += end >= 0 ? n + 3 : n;
	return t->kind = MARKUP_CDATA;
}

static enum markup_kind next_bang(struct markup *m, struct markup_token *t,
				  struct slice s)
{
	size_t n;

	if (starts(s, "<!--"))
		return put(m, t, MARKUP_OTHER, s,
			   take_until(m, s, "-->", 4, ENDLESS_COMMENT));
	if (starts(s, "<![CDATA["))
		return next_cdata(m, t, s);
	if (s.n < sizeof("<![CDATA[") - 1 && !m->whole)
		return t->kind = MARKUP_MORE;
	n = take_doctype(m, s);
	if (n > 2)
		t->rest = slice_make(s.p + 2, n - 2);
	return put(m, t, starts(s, "<!doctype") ? MARKUP_DOCTYPE
						: MARKUP_OTHER, s, n);
}

/* "</name>" or "<name a='b'>" at s.p. */
static enum markup_kind next_tag(struct markup *m, struct markup_token *t,
				 struct slice s, size_t name_at)
{
	size_t end = tag_end(s, true), n = name_at, stop;

	if (end == 0 && !m->whole)
		return t->kind = MARKUP_MORE;
	if (end == 0)
		end = tag_end(s, false);
	if (end == 0)
		end = s.n;		/* cut off: what is left is no text */
	while (n < end && is_name(s.p[n]))
		n++;
	t->name = slice_make(s.p + name_at, n - name_at);
	stop = s.p[end - 1] == '>' ? end - 1 : end;
	t->empty = stop > n && s.p[stop - 1] == '/';
	stop -= t->empty;
	t->rest = slice_make(s.p + n, stop - n);
	return put(m, t, name_at == 1 ? MARKUP_OPEN : MARKUP_CLOSE, s, end);
}

static bool begins_markup(struct slice s)
{
	if (s.n < 2)
		return false;
	if (s.p[1] == '/')
		return s.n > 2 && (is_letter(s.p[2]) || s.p[2] == '>');
	return is_letter(s.p[1]) || s.p[1] == '!' || s.p[1] == '?';
}

static bool may_begin(struct slice s)
{
	return s.n == 1 || (s.n == 2 && s.p[1] == '/');
}

/* Up to what begins a tag. A reference is not cut where more will follow. */
static enum markup_kind next_text(struct markup *m, struct markup_token *t,
				  struct slice s)
{
	size_t n = 0;

	while (n < s.n) {
		const char *lt = memchr(s.p + n, '<', s.n - n);
		struct slice rest;

		if (!lt) {
			n = s.n;
			break;
		}
		n = (size_t)(lt - s.p);
		rest = from(s, n);
		if (begins_markup(rest) || (!m->whole && may_begin(rest)))
			break;
		n++;
	}
	for (size_t back = 1; n == s.n && !m->whole &&
	     back <= REFERENCE_BYTES && back <= n; back++)
		if (s.p[n - back] == '&')
			n -= back;
	return put(m, t, MARKUP_TEXT, s, n);
}

enum markup_kind markup_next(struct markup *m, struct markup_token *t)
{
	struct slice s = from(m->text, m->at);

	*t = (struct markup_token){ .kind = MARKUP_END };
	if (s.n == 0)
		return m->whole ? MARKUP_END : (t->kind = MARKUP_MORE);
	if (s.p[0] != '<')
		return next_text(m, t, s);
	if (!m->whole && may_begin(s))
		return t->kind = MARKUP_MORE;
	if (!begins_markup(s))
		return next_text(m, t, s);
	if (s.p[1] == '!')
		return next_bang(m, t, s);
	if (s.p[1] == '?')
		return put(m, t, MARKUP_OTHER, s,
			   take_until(m, s, "?>", 2, ENDLESS_PI));
	return next_tag(m, t, s, s.p[1] == '/' ? 2 : 1);
}

static void skip_blanks(struct slice *s)
{
	while (s->n && (is_blank(s->p[0]) || s->p[0] == '/'))
		*s = from(*s, 1);
}

static struct slice take_value(struct slice *s)
{
	char quote = s->n ? s->p[0] : 0;
	size_t n = 0;
	struct slice value;

	if (quote == '"' || quote == '\'') {
		const char *end = memchr(s->p + 1, quote, s->n - 1);

		n = end ? (size_t)(end - s->p) : s->n;
		value = slice_make(s->p + 1, n - 1);
		*s = from(*s, n + (end != NULL));
		return value;
	}
	while (n < s->n && !is_blank(s->p[n]))
		n++;
	value = slice_make(s->p, n);
	*s = from(*s, n);
	return value;
}

bool markup_attr(struct slice *rest, struct slice *name, struct slice *value)
{
	size_t n = 0;

	skip_blanks(rest);
	if (rest->n == 0)
		return false;
	while (n < rest->n && !is_blank(rest->p[n]) && rest->p[n] != '=')
		n++;
	*name = slice_make(rest->p, n);
	*rest = from(*rest, n);
	while (rest->n && is_blank(rest->p[0]))
		*rest = from(*rest, 1);
	*value = SLICE("");
	if (rest->n == 0 || rest->p[0] != '=')
		return true;
	*rest = from(*rest, 1);
	while (rest->n && is_blank(rest->p[0]))
		*rest = from(*rest, 1);
	*value = take_value(rest);
	return true;
}

static bool is_same(struct slice a, struct slice b)
{
	char name[32] = "";

	if (a.n != b.n || b.n >= sizeof(name))
		return false;
	memcpy(name, b.p, b.n);
	return slice_ieq(a, name);
}

/* Behind "</name ...>", from `at` on; 0: there is none. */
static size_t past(struct slice text, size_t at, struct slice name)
{
	while (at < text.n) {
		const char *lt = memchr(text.p + at, '<', text.n - at);
		struct slice s;
		size_t end;

		if (!lt)
			return 0;
		at = (size_t)(lt - text.p);
		s = from(text, at);
		if (s.n > name.n + 2 && s.p[1] == '/' &&
		    is_same(slice_make(s.p + 2, name.n), name)) {
			end = tag_end(s, false);
			return end ? at + end : text.n;
		}
		at++;
	}
	return 0;
}

bool markup_skip(struct markup *m, struct slice name)
{
	enum { MOST = sizeof(m->unclosed) / sizeof(m->unclosed[0]) };
	size_t to;

	for (size_t i = 0; i < m->n_unclosed; i++)
		if (is_same(m->unclosed[i], name))
			return false;
	if (m->n_unclosed == MOST)
		return false;
	to = past(m->text, m->at, name);
	if (to)
		m->at = to;
	else
		m->unclosed[m->n_unclosed++] = name;
	return to > 0;
}
