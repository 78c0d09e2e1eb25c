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

void latin_put(struct str *out, struct slice text)
{
	size_t from = out->n, n;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(text, at, &cp)) > 0; at += n) {
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
