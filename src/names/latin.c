#include "names/latin.h"

#include "base/text.h"
#include "names/latin_table.h"

static const char *letter(uint32_t cp)
{
	const uint32_t *page = cp >> 8 < LATIN_PAGES ? latin_pages[cp >> 8] :
						       NULL;

	return page ? latin_pool + page[cp & 0xFF] : "";
}

/* Vowel signs and the sign of no vowel, of the scripts of India: the vowel of
 * the letter before them is not said. */
static bool ends_vowel(uint32_t cp)
{
	return cp >= 0x900 && cp < 0xE00 &&
	       (((cp & 0x7F) >= 0x3E && (cp & 0x7F) <= 0x4D) ||
		(cp & 0x7F) == 0x57);
}

/* Greek writes some sounds with two letters; what stands in front of a word is
 * said otherwise than within. */
static const struct digraph {
	uint32_t first, second;
	const char *begins, *within;
} digraphs[] = {
	{ 0x3BD, 0x3C4, "d", "nd" }, { 0x3BC, 0x3C0, "b", "mb" },
	{ 0x3B3, 0x3BA, "g", "ng" }, { 0x3B3, 0x3B3, "g", "ng" },
	{ 0x3BF, 0x3C5, "u", "u" }, { 0x3BF, 0x3CD, "u", "u" },
	{ 0x3B5, 0x3B9, "i", "i" }, { 0x3B5, 0x3AF, "i", "i" },
	{ 0x3B1, 0x3B9, "e", "e" }, { 0x3B1, 0x3AF, "e", "e" },
};

static const char *digraph(uint32_t cp, uint32_t next, bool within)
{
	if (cp < 0x370 || cp >= 0x400)
		return NULL;
	for (size_t i = 0; i < sizeof(digraphs) / sizeof(*digraphs); i++)
		if (digraphs[i].first == cp && digraphs[i].second == next)
			return within ? digraphs[i].within :
					digraphs[i].begins;
	return NULL;
}

void latin_put(struct str *out, struct slice text)
{
	size_t from = out->n, n;
	uint32_t cp, next;

	for (size_t at = 0; (n = text_next(text, at, &cp)) > 0; at += n) {
		size_t more = text_next(text, at + n, &next);
		const char *two = more ? digraph(cp, next, at > 0) : NULL;

		if (two) {
			str_addz(out, two);
			n += more;
			continue;
		}
		if (ends_vowel(cp) && out->n > from &&
		    out->p[out->n - 1] == 'a')
			str_cut(out, out->n - 1);
		str_addz(out, letter(cp));
	}
}

static uint32_t simple(uint32_t cp)
{
	size_t lo = 0, hi = latin_simples_n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (latin_simples[mid].from == cp)
			return latin_simples[mid].to;
		if (latin_simples[mid].from < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return cp;
}

void latin_simplify(struct str *out, struct slice text)
{
	size_t n;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(text, at, &cp)) > 0; at += n)
		text_put(out, simple(cp));
}
