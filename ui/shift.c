/* A shortest way again, over the rows: each stands where it stood, or comes from
 * further down, by no less than the row above it, until the part that moves
 * ends and blanks come in. What moves down is found backwards in time: how the
 * old rows would be had of the new ones. */
#include "ui/shift.h"

#include <stdlib.h>
#include <string.h>

enum { COST = 12, NEVER = -(1 << 28) };	/* bytes of a move, as cells */

struct work {
	int rows;
	bool down;
	const unsigned short *alike, *blank;
	int still[SHIFT_ROWS + 1];	/* cells that are right above the row,
					 * which stands still */
	unsigned char closed[SHIFT_ROWS + 1];	/* by how much the part had
						 * moved that ends before it */
	int moved[SHIFT_ROWS][SHIFT_ROWS];	/* ... down to the row, which
						 * has moved by so much */
	unsigned char before[SHIFT_ROWS][SHIFT_ROWS];	/* and the one above */
};

static int has(const struct work *w, int y, int from)
{
	return w->alike[w->down ? from * w->rows + y : y * w->rows + from];
}

/* The rows that are gone over are those that blanks come in for, where time goes
 * backwards. */
static void open_row(struct work *w, int y)
{
	int best = w->still[y], from = 0;

	for (int d = 1; y + d < w->rows; d++) {
		int last = y > 0 ? w->moved[y - 1][d] : NEVER;
		bool on;

		best += w->down ? w->blank[y + d - 1] : 0;
		on = last > best - COST;
		w->before[y][d] = (unsigned char)(on ? d : from);
		w->moved[y][d] = has(w, y, y + d) +
				 (on ? last : best - COST);
		if (last <= best)
			continue;
		best = last;
		from = d;
	}
}

/* Is the row below one that a moved part ends with? Then blanks came in. */
static void close_row(struct work *w, int y)
{
	int blanks = 0;

	w->still[y + 1] = w->still[y] + has(w, y, y);
	w->closed[y + 1] = 0;
	for (int d = 1; d <= y; d++) {
		blanks += w->down ? 0 : w->blank[y + 1 - d];
		if (w->moved[y - d][d] + blanks <= w->still[y + 1])
			continue;
		w->still[y + 1] = w->moved[y - d][d] + blanks;
		w->closed[y + 1] = (unsigned char)d;
	}
}

static int look(struct work *w)
{
	w->still[0] = 0;
	for (int y = 0; y < w->rows; y++) {
		open_row(w, y);
		close_row(w, y);
	}
	return w->still[w->rows];
}

/* From the last to the first; 0 where there are too many. */
static size_t collect(const struct work *w, struct shift out[SHIFTS])
{
	size_t n = 0;

	for (int end = w->rows; end > 0; ) {
		int d = w->closed[end], bottom = end - 1, y = bottom - d;

		if (d == 0) {
			end--;
			continue;
		}
		for (; d > 0; y--) {
			int above = w->before[y][d];

			if (above != d && n == SHIFTS)
				return 0;
			if (above != d)
				out[n++] = (struct shift){ y, bottom,
							   d - above };
			d = above;
		}
		end = y + 1;
	}
	return n;
}

static void move(const struct shift *s, short *map)
{
	int n = s->bottom - s->top + 1, far = s->by < 0 ? -s->by : s->by;
	short *at = map + s->top;

	if (s->by > 0)
		memmove(at, at + far, (size_t)(n - far) * sizeof(*at));
	else
		memmove(at + far, at, (size_t)(n - far) * sizeof(*at));
	for (int i = 0; i < far; i++)
		at[s->by > 0 ? n - 1 - i : i] = -1;
}

/* In the order in which they are to be made. */
static size_t put_in_order(const struct work *w, short *map,
			   struct shift out[SHIFTS])
{
	size_t n = collect(w, out);

	for (size_t i = 0; !w->down && i < n / 2; i++) {
		struct shift last = out[n - 1 - i];

		out[n - 1 - i] = out[i];
		out[i] = last;
	}
	for (size_t i = 0; i < n; i++) {
		if (w->down)
			out[i].by = -out[i].by;
		move(&out[i], map);
	}
	return n;
}

size_t shift_find(int rows, const unsigned short *alike,
		  const unsigned short *blank, short *map,
		  struct shift out[SHIFTS])
{
	struct work *w = calloc(1, sizeof(*w));
	int up, down;
	size_t n = 0;

	for (int y = 0; y < rows; y++)
		map[y] = (short)y;
	if (!w || rows > SHIFT_ROWS) {
		free(w);
		return 0;
	}
	w->rows = rows;
	w->alike = alike;
	w->blank = blank;
	w->down = true;
	down = look(w);
	w->down = false;
	up = look(w);
	w->down = down > up;
	if (w->down)
		look(w);
	n = put_in_order(w, map, out);
	free(w);
	return n;
}
