#include "read/entity.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { NAME_BYTES = 32, POINT_MAX = 0x10FFFF, DIGITS_MAX = 16 };

/* Bytes 128 to 159 of windows-1252; 0 has no character. */
static const uint16_t cp1252[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
	0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static int by_name(const void *name, const void *row)
{
	const struct slice *a = name;
	const struct entity *e = row;

	return slice_cmp(*a, slice_of(e->name));
}

static const struct entity *entity_find(struct slice name)
{
	return bsearch(&name, entities, entities_n, sizeof(*entities),
		       by_name);
}

static int digit(char c, unsigned base)
{
	int v = c >= '0' && c <= '9' ? c - '0' :
		c >= 'a' && c <= 'f' ? c - 'a' + 10 :
		c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;

	return v < (int)base ? v : -1;
}

static void put_point(struct str *out, uint32_t cp)
{
	if (cp >= 128 && cp < 160 && cp1252[cp - 128])
		cp = cp1252[cp - 128];
	if (cp == 0 || cp > POINT_MAX || (cp >= 0xD800 && cp <= 0xDFFF) ||
	    (cp & 0xFFFE) == 0xFFFE)
		cp = 0xFFFD;
	if (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r')
		return;
	text_put(out, cp);
}

/* "&#8212;" "&#x2014" at s.p: how many bytes it takes, 0 for none. */
static size_t take_number(struct slice s, struct str *out)
{
	unsigned base = s.n > 2 && (s.p[2] == 'x' || s.p[2] == 'X') ? 16 : 10;
	size_t begin = base == 16 ? 3 : 2, at = begin;
	uint32_t cp = 0;

	for (; at < s.n && at < begin + DIGITS_MAX; at++) {
		int v = digit(s.p[at], base);

		if (v < 0)
			break;
		cp = cp > POINT_MAX ? cp : cp * base + (uint32_t)v;
	}
	if (at == begin)
		return 0;
	if (out)
		put_point(out, cp);
	return at + (at < s.n && s.p[at] == ';');
}

/* What the name stands for; "" for none. */
static struct slice meaning(struct slice name, bool closed,
			    enum entity_rule rule, const struct entity_own *own)
{
	const struct entity *e;
	struct slice text = SLICE_NONE;

	if (closed && own)
		text = own->find(own->ctx, name);
	if (text.p)
		return text;
	e = entity_find(name);
	if (!e || (!closed && (rule == ENTITY_XML || !e->open)))
		return SLICE_NONE;
	return slice_of(e->text);
}

/* "&nbsp;" at s.p. */
static size_t take_name(struct slice s, struct str *out, enum entity_rule rule,
			const struct entity_own *own)
{
	size_t n = 1;
	struct slice text;
	bool closed;

	while (n < s.n && n <= NAME_BYTES &&
	       (is_alnum(s.p[n]) || strchr("_-.", s.p[n]) ||
		(unsigned char)s.p[n] >= 0x80) && s.p[n])
		n++;
	closed = n < s.n && s.p[n] == ';';
	text = meaning(slice_make(s.p + 1, n - 1), closed, rule, own);
	if (!text.p || (!closed && n < s.n && s.p[n] == '='))
		return 0;
	if (out)
		str_add(out, text);
	return n + closed;
}

static size_t take(struct slice s, struct str *out, enum entity_rule rule,
		   const struct entity_own *own)
{
	if (s.n > 2 && s.p[1] == '#')
		return take_number(s, out);
	return s.n > 1 ? take_name(s, out, rule, own) : 0;
}

void entity_text(struct str *out, struct slice s, enum entity_rule rule,
		 const struct entity_own *own)
{
	const char *amp;

	while (s.n && (amp = memchr(s.p, '&', s.n))) {
		size_t plain = (size_t)(amp - s.p), n;

		str_add(out, slice_make(s.p, plain));
		s = slice_make(amp, s.n - plain);
		n = take(s, out, rule, own);
		if (n == 0) {
			str_addc(out, '&');
			n = 1;
		}
		s = slice_make(s.p + n, s.n - n);
	}
	str_add(out, s);
}

bool entity_any(struct slice s)
{
	const char *amp;

	while (s.n && (amp = memchr(s.p, '&', s.n))) {
		s = slice_make(amp, s.n - (size_t)(amp - s.p));
		if (take(s, NULL, ENTITY_XML, NULL) > 0)
			return true;
		s = slice_make(s.p + 1, s.n - 1);
	}
	return false;
}

void entity_escape(struct str *out, struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '<')
			str_addz(out, "&lt;");
		else if (s.p[i] == '&')
			str_addz(out, "&amp;");
		else
			str_addc(out, s.p[i]);
	}
}
