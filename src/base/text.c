#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

/* Latin with marks, Greek, Cyrillic, Hebrew, Arabic. */
static bool two_bytes(struct slice s, size_t at, uint32_t *cp)
{
	unsigned char a = (unsigned char)s.p[at], b;

	if (a < 0xC2 || a > 0xDF || s.n - at < 2)
		return false;
	b = (unsigned char)s.p[at + 1];
	*cp = (uint32_t)(a & 0x1F) << 6 | (b & 0x3F);
	return (b & 0xC0) == 0x80;
}

size_t text_next(struct slice s, size_t at, uint32_t *cp)
{
	utf8proc_int32_t c = -1;
	utf8proc_ssize_t n;

	if (at >= s.n)
		return 0;
	if ((unsigned char)s.p[at] < 0x80) {
		*cp = (unsigned char)s.p[at];
		return 1;
	}
	if (two_bytes(s, at, cp))
		return 2;
	n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + at,
			     (utf8proc_ssize_t)(s.n - at), &c);
	if (n <= 0) {
		*cp = 0xFFFD;
		return 1;
	}
	*cp = (uint32_t)c;
	return (size_t)n;
}

void text_put(struct str *out, uint32_t cp)
{
	utf8proc_uint8_t buf[4];
	utf8proc_ssize_t n;

	if (cp < 0x80) {
		str_addc(out, (char)cp);
		return;
	}
	if (!utf8proc_codepoint_valid((utf8proc_int32_t)cp))
		cp = 0xFFFD;
	n = utf8proc_encode_char((utf8proc_int32_t)cp, buf);
	str_add(out, slice_make((const char *)buf, (size_t)n));
}

/* Length of a good sequence at s.p[at], or 0. */
static size_t good_at(struct slice s, size_t at)
{
	utf8proc_int32_t c = -1;
	utf8proc_ssize_t n;

	if ((unsigned char)s.p[at] < 0x80)
		return 1;
	n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + at,
			     (utf8proc_ssize_t)(s.n - at), &c);
	return n > 0 ? (size_t)n : 0;
}

/* Eight bytes a step. */
size_t text_ascii(struct slice s, size_t at)
{
	static const uint64_t high = 0x8080808080808080;
	size_t from = at;
	uint64_t word;

	for (; at + sizeof(word) <= s.n; at += sizeof(word)) {
		memcpy(&word, s.p + at, sizeof(word));
		if (word & high)
			break;
	}
	while (at < s.n && (unsigned char)s.p[at] < 0x80)
		at++;
	return at - from;
}

bool text_valid(struct slice s)
{
	for (size_t at = text_ascii(s, 0), n; at < s.n;
	     at += text_ascii(s, at)) {
		n = good_at(s, at);
		if (n == 0)
			return false;
		at += n;
	}
	return true;
}

static bool is_noncharacter(uint32_t cp)
{
	return cp == 0 || (cp & 0xFFFE) == 0xFFFE ||
	       (cp >= 0xFDD0 && cp <= 0xFDEF);
}

void text_repair(struct str *out, struct slice s)
{
	size_t from = 0, n;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(s, at, &cp)) > 0; at += n) {
		if (good_at(s, at) == n && !is_noncharacter(cp))
			continue;
		str_add(out, slice_make(s.p + from, at - from));
		text_put(out, 0xFFFD);
		from = at + n;
	}
	if (from < s.n)
		str_add(out, slice_make(s.p + from, s.n - from));
}

static int cp_width(uint32_t cp)
{
	int w;

	if (cp >= 0x20 && cp < 0x7F)
		return 1;
	w = wcwidth((wchar_t)cp);
	return w < 0 ? 1 : w;	/* unknown glyphs are drawn as U+FFFD */
}

size_t text_grapheme(struct slice s, size_t at, int *width)
{
	utf8proc_int32_t state = 0;
	uint32_t cp, next;
	size_t n = text_next(s, at, &cp), more;
	int w;

	if (n == 0)
		return 0;
	w = cp_width(cp);
	while ((more = text_next(s, at + n, &next)) > 0 &&
	       !utf8proc_grapheme_break_stateful((utf8proc_int32_t)cp,
						 (utf8proc_int32_t)next,
						 &state)) {
		if (cp_width(next) > w)
			w = cp_width(next);
		cp = next;
		n += more;
	}
	*width = w > 2 ? 2 : w;
	return n;
}

int text_width(struct slice s)
{
	int cells = 0, w;
	size_t n;

	for (size_t at = 0; (n = text_grapheme(s, at, &w)) > 0; at += n)
		cells += w;
	return cells;
}

struct slice text_fit(struct slice s, int cells, int *used)
{
	size_t at = 0, n;
	int w;

	*used = 0;
	while ((n = text_grapheme(s, at, &w)) > 0 && *used + w <= cells) {
		*used += w;
		at += n;
	}
	return slice_make(s.p, at);
}

static bool is_bidi_control(uint32_t cp)
{
	return cp == 0x061C || cp == 0x200E || cp == 0x200F ||
	       (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_invisible(uint32_t cp)
{
	return cp == 0x00AD || (cp >= 0x200B && cp <= 0x200D) ||
	       (cp >= 0x2060 && cp <= 0x2065) || cp == 0xFEFF ||
	       (cp >= 0xFFF9 && cp <= 0xFFFB) ||
	       (cp >= 0xE0000 && cp <= 0xE0FFF);
}

static bool is_blank(uint32_t cp)
{
	if (cp > ' ' && cp < 0x7F)
		return false;
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 ||
	       cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
	       cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
	       cp == 0x205F || cp == 0x3000 || cp == 0x85;
}

static void put_visible(struct str *out, uint32_t cp)
{
	if (cp < 0x20)
		text_put(out, 0x2400 + cp);
	else if (cp == 0x7F)
		text_put(out, 0x2421);
	else if ((cp >= 0x80 && cp < 0xA0) || is_bidi_control(cp))
		str_addf(out, "<U+%04X>", (unsigned)cp);
	else if (!is_invisible(cp))
		text_put(out, is_noncharacter(cp) ? 0xFFFD : cp);
}

void text_visible(struct str *out, struct slice s, bool keep_lines)
{
	bool blank = true;
	uint32_t cp;
	size_t n;

	for (size_t at = 0; (n = text_next(s, at, &cp)) > 0; at += n) {
		if (keep_lines && cp == '\n') {
			str_addc(out, '\n');
			blank = true;
		} else if (!is_blank(cp)) {
			put_visible(out, cp);
			blank = false;
		} else if (!blank || keep_lines) {
			str_addc(out, ' ');
			blank = true;
		}
	}
	if (!keep_lines && blank && out->n > 0 && out->p[out->n - 1] == ' ')
		str_cut(out, out->n - 1);
}

/* Printable ASCII and the letters of two bytes from `at` on, none of which is a
 * blank from C3 on, with single blanks between: most of all text. */
static size_t plain(struct slice s, size_t at)
{
	for (uint32_t cp; at < s.n; at++) {
		unsigned char c = (unsigned char)s.p[at];

		if (c >= 0xC3 && two_bytes(s, at, &cp))
			at++;
		else if (c >= 0x7F || c < ' ' ||
			 (c == ' ' && (at + 1 >= s.n || s.p[at + 1] <= ' ')))
			break;
	}
	return at;
}

/* How many bytes from `at` on stay as they are: no blank but a single space
 * between two that are none, and nothing to repair. */
static size_t tight(struct slice s, size_t at)
{
	size_t from = at, n;
	uint32_t cp;

	if (at < s.n && s.p[at] != ' ')
		at = plain(s, at);
	while ((n = text_next(s, at, &cp)) > 0) {
		bool bad = n == 1 && cp == 0xFFFD;

		if (bad || (is_blank(cp) &&
			    (cp != ' ' || at == from || at + 1 >= s.n ||
			     s.p[at + 1] <= ' ')))
			break;
		at = plain(s, at + n);
	}
	return at - from;
}

void text_squash(struct str *out, struct slice s)
{
	size_t start = out->n, n;
	bool gap = false;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(s, at, &cp)) > 0; at += n) {
		if (is_blank(cp)) {
			gap = true;
			continue;
		}
		if (gap && out->n > start)
			str_addc(out, ' ');
		gap = false;
		n = tight(s, at);
		if (n > 0) {
			str_add(out, slice_make(s.p + at, n));
			continue;
		}
		n = 1;
		text_put(out, cp);
	}
}

static bool is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x02BC ||
	       cp == 0x02B9 || cp == '`' || cp == 0xB4;
}

static bool is_ascii_word(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ||
	       (cp >= 'A' && cp <= 'Z');
}

static bool is_wordish(uint32_t cp)
{
	if (cp < 0x80)
		return is_ascii_word(cp);
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

/* ASCII is most of what comes, and for it every mapping here is this one. */
static void lower_ascii(struct str *out, struct slice s)
{
	size_t start = out->n;

	str_add(out, s);
	for (size_t i = start; i < out->n; i++)
		if (out->p[i] >= 'A' && out->p[i] <= 'Z')
			out->p[i] = (char)(out->p[i] + 'a' - 'A');
}

/* The whole text at once, as utf8proc does it. */
static void map_whole(struct str *out, struct slice s, utf8proc_option_t how)
{
	struct str clean = STR_INIT(out->max);
	utf8proc_uint8_t *p = NULL;
	utf8proc_ssize_t n;

	text_repair(&clean, s);
	n = utf8proc_map((const utf8proc_uint8_t *)str_cstr(&clean),
			 (utf8proc_ssize_t)clean.n, &p, how);
	if (n > 0)
		str_add(out, slice_make((const char *)p, (size_t)n));
	out->bad |= clean.bad || n < 0;
	free(p);
	str_free(&clean);
}

/* Letters that no mark beside them changes but marks themselves, which are not
 * here: text of these alone can be composed letter by letter. */
static const struct { uint32_t first, end; } lone[] = {
	{ 1, 0x80 }, { 0xBF, 0x250 }, { 0x400, 0x483 }, { 0x48A, 0x530 },
	{ 0x5D0, 0x5EB }, { 0x621, 0x64B }, { 0x2010, 0x2024 },
	{ 0x4E00, 0xA000 }, { 0xAC00, 0xD7A4 },
};

static bool stands_alone(uint32_t cp)
{
	size_t i = 0;

	while (i + 1 < sizeof(lone) / sizeof(lone[0]) && cp >= lone[i].end)
		i++;
	return cp >= lone[i].first && cp < lone[i].end;
}

/* The most frequent of those that stay what they are. */
static bool is_itself(uint32_t cp)
{
	return (cp >= 0x430 && cp < 0x450 && cp != 0x439) ||
	       (cp >= 0x627 && cp < 0x64B) || (cp >= 0x4E00 && cp < 0xA000);
}

enum { MAPPED = 32 };	/* letters that one becomes, at most 18 */

/* One letter; false where it takes its neighbours to tell. */
static bool map_letter(struct str *out, uint32_t cp, utf8proc_option_t how)
{
	bool compose = (how & UTF8PROC_COMPOSE) != 0;
	utf8proc_int32_t to[MAPPED];
	int before = 0;
	utf8proc_ssize_t n;

	if (is_itself(cp)) {
		text_put(out, cp);
		return true;
	}
	if (compose && !stands_alone(cp))
		return false;
	n = utf8proc_decompose_char((utf8proc_int32_t)cp, to, MAPPED,
				    how & ~(unsigned)UTF8PROC_COMPOSE,
				    &before);
	if (n < 0 || n > MAPPED || (compose && n != 1))
		return false;
	for (utf8proc_ssize_t i = 0; i < n; i++)
		text_put(out, (uint32_t)to[i]);
	return true;
}

/* Without marks nothing is left to be put in order or composed, so that each
 * letter is mapped by itself. */
static void map_add(struct str *out, struct slice s, utf8proc_option_t how)
{
	size_t start = out->n, n;
	uint32_t cp;

	for (size_t at = 0; at < s.n; at += n) {
		n = text_ascii(s, at);
		if (n > 0 && !memchr(s.p + at, '\0', n)) {
			lower_ascii(out, slice_make(s.p + at, n));
			continue;
		}
		n = text_next(s, at, &cp);
		if (map_letter(out, is_noncharacter(cp) ? 0xFFFD : cp, how))
			continue;
		str_cut(out, start);
		map_whole(out, s, how);
		return;
	}
}

void text_lower(struct str *out, struct slice s)
{
	map_add(out, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE |
			UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

void text_key(struct str *out, struct slice s)
{
	struct str folded = STR_INIT(out->max);
	size_t start = out->n, n;
	bool gap = false;
	uint32_t cp;

	text_lower(&folded, s);
	for (size_t at = 0; (n = text_next(str_slice(&folded), at, &cp)) > 0;
	     at += n) {
		if (is_apostrophe(cp))
			continue;
		if (!is_wordish(cp)) {
			gap = true;
			continue;
		}
		if (gap && out->n > start)
			str_addc(out, ' ');
		gap = false;
		text_put(out, cp == 0x451 ? 0x435 : cp);
	}
	out->bad |= folded.bad;
	str_free(&folded);
}

void text_strip(struct str *out, struct slice s)
{
	map_add(out, s, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
			UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
			UTF8PROC_IGNORE);
}

/* ASCII, of which most names are, needs no table. */
static bool is_small(uint32_t cp)
{
	return cp >= 'a' && cp <= 'z';
}

static bool is_capital(uint32_t cp)
{
	return cp >= 'A' && cp <= 'Z';
}

static bool is_between(uint32_t cp, utf8proc_category_t first,
		       utf8proc_category_t last)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

	return c >= first && c <= last;
}

bool text_is_letter(uint32_t cp)
{
	return cp < 0x80 ? is_small(cp) || is_capital(cp) :
	       is_between(cp, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

bool text_is_word(uint32_t cp)
{
	return cp < 0x80 ? text_is_letter(cp) || (cp >= '0' && cp <= '9') :
	       is_between(cp, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_ND);
}

bool text_is_upper(uint32_t cp)
{
	return cp < 0x80 ? is_capital(cp) :
	       is_between(cp, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LU) ||
	       is_between(cp, UTF8PROC_CATEGORY_LT, UTF8PROC_CATEGORY_LT);
}
