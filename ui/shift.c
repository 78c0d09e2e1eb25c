#include "ui/shift.h"

#include <string.h>

enum { LEAST = 16 };	/* cells: about what it costs to say so */

struct field {
	int rows;
	const unsigned short *alike, *blank;
	short *map;
};

/* What the row y has already where what is at `at` stands there. */
static int has(const struct field *f, int y, int at)
{
	return f->map[at] < 0 ? f->blank[y] :
				f->alike[y * f->rows + f->map[at]];
}

/* Of rows that become blank. */
static int lost(const struct field *f, int from, int n)
{
	int sum = 0;

	for (int y = from; y < from + n; y++)
		sum += has(f, y, y) - f->blank[y];
	return sum;
}

/* The best of all that move by so much: what it spares. */
static int best_by(const struct field *f, int by, struct shift *out)
{
	int far = by < 0 ? -by : by, sum = 0, from = 0, best = 0;
	int first = by < 0 ? far : 0;

	for (int y = first; y < first + f->rows - far; y++) {
		int spared;

		if (sum <= 0) {
			sum = 0;
			from = y;
		}
		sum += has(f, y, y + by) - has(f, y, y);
		spared = sum - (by < 0 ? lost(f, from - far, far) :
				lost(f, y + 1, far));
		if (spared <= best)
			continue;
		best = spared;
		*out = (struct shift){ by < 0 ? from - far : from,
				       by < 0 ? y : y + far, by };
	}
	return best;
}

static void move(struct field *f, const struct shift *s)
{
	int n = s->bottom - s->top + 1, far = s->by < 0 ? -s->by : s->by;
	short *at = f->map + s->top;

	if (s->by > 0)
		memmove(at, at + far, (size_t)(n - far) * sizeof(*at));
	else
		memmove(at + far, at, (size_t)(n - far) * sizeof(*at));
	for (int i = 0; i < far; i++)
		at[s->by > 0 ? n - 1 - i : i] = -1;
}

size_t shift_find(int rows, const unsigned short *alike,
		  const unsigned short *blank, short *map,
		  struct shift out[SHIFTS])
{
	struct field f = { rows, alike, blank, map };
	size_t n = 0;

	for (int y = 0; y < rows; y++)
		map[y] = (short)y;
	while (n < SHIFTS) {
		int most = LEAST;

		for (int by = 1 - rows; by < rows; by++) {
			struct shift s;
			int spared = by ? best_by(&f, by, &s) : 0;

			if (spared <= most)
				continue;
			most = spared;
			out[n] = s;
		}
		if (most == LEAST)
			break;
		move(&f, &out[n++]);
	}
	return n;
}
