#include "model/lexicon.h"

#include <string.h>

unsigned lexicon_lang(struct slice lang)
{
	return lang.n < 2 ? 0 : (unsigned)(unsigned char)lang.p[0] << 8 |
				(unsigned char)lang.p[1];
}

int lexicon_at(struct slice word)
{
	int lo = 0, hi = lexicon_n;

	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;
		struct slice key = slice_make(lex_key(&lexicon[mid]),
					      lexicon[mid].bytes);

		if (slice_cmp(key, word) <= 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo - 1;
}

bool lexicon_fits(const struct lex_row *row, struct slice word)
{
	return row->bytes <= word.n &&
	       (row->open || row->bytes == word.n) &&
	       memcmp(lex_key(row), word.p, row->bytes) == 0;
}
