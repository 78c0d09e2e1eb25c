#include <string.h>

#include "base/text.h"
#include "names/pair_table.h"

enum { TEXT_BYTES = 256 };

static const char *find(const struct pair_row *row, size_t n,
			struct slice from)
{
	size_t lo = 0;

	while (lo < n) {
		size_t mid = lo + (n - lo) / 2;
		int order = slice_cmp(from, slice_of(row[mid].from));

		if (order == 0)
			return row[mid].to;
		if (order < 0)
			n = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

const char *pair_given(struct slice key)
{
	return find(pair_givens, pair_givens_n, key);
}

const char *pair_country(struct slice text)
{
	struct str key = STR_INIT(TEXT_BYTES);
	const char *to = NULL;

	if (text.n <= TEXT_BYTES)
		text_key(&key, text);
	if (key.n > 0 && !key.bad)
		to = find(pair_countries, pair_countries_n, str_slice(&key));
	str_free(&key);
	return to;
}
