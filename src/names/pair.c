#include <string.h>

#include "base/text.h"
#include "names/pair_table.h"

enum { TEXT_BYTES = 256 };

/* As slice_cmp(), without a look for the end of the row's text first. */
static int order(struct slice a, const char *b)
{
	for (size_t i = 0; i < a.n; i++) {
		unsigned char x = (unsigned char)a.p[i];
		unsigned char y = (unsigned char)b[i];

		if (x != y || y == '\0')
			return x < y ? -1 : 1;
	}
	return b[a.n] == '\0' ? 0 : -1;
}

static const char *find(const struct pair_row *row, size_t n,
			struct slice from)
{
	size_t lo = 0;

	while (lo < n) {
		size_t mid = lo + (n - lo) / 2;
		int c = order(from, row[mid].from);

		if (c == 0)
			return row[mid].to;
		if (c < 0)
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

const char *pair_alike(struct slice plain)
{
	return find(pair_alikes, pair_alikes_n, plain);
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
