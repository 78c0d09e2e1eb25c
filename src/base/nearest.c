#include "base/nearest.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Rows of the usual table: `row` is filled from the two before it. */
static void next_row(struct slice a, struct slice b, size_t i,
		     const size_t *older, const size_t *old, size_t *row)
{
	row[0] = i;
	for (size_t k = 1; k <= b.n; k++) {
		bool same = lower(a.p[i - 1]) == lower(b.p[k - 1]);

		row[k] = least(least(old[k], row[k - 1]) + 1,
			       old[k - 1] + (same ? 0 : 1));
		if (i > 1 && k > 1 && lower(a.p[i - 1]) == lower(b.p[k - 2]) &&
		    lower(a.p[i - 2]) == lower(b.p[k - 1]))
			row[k] = least(row[k], older[k - 2] + 1);
	}
}

size_t nearest_off(struct slice a, struct slice b, size_t most)
{
	size_t rows[3][NEAREST_BYTES + 1];

	if (a.n > NEAREST_BYTES || b.n > NEAREST_BYTES)
		return most + 1;
	for (size_t k = 0; k <= b.n; k++)
		rows[0][k] = k;
	for (size_t i = 1; i <= a.n; i++)
		next_row(a, b, i, rows[(i + 1) % 3], rows[(i - 1) % 3],
			 rows[i % 3]);
	return rows[a.n % 3][b.n];
}

/* A third of the letters may be wrong. */
void nearest_try(struct nearest *n, const char *word)
{
	struct slice w = slice_of(word);
	size_t most = n->typed.n < 3 ? n->typed.n / 2 : (n->typed.n + 1) / 3;
	size_t off;

	if (n->best && n->off == 0)
		return;
	off = nearest_off(n->typed, w, most);
	if (off > most && n->typed.n > 2 && w.n > n->typed.n &&
	    nearest_off(n->typed, slice_make(w.p, n->typed.n), 0) == 0)
		off = 1;	/* the front of a word is that word */
	if (off > most || (n->best && off >= n->off))
		return;
	n->best = word;
	n->off = off;
}
