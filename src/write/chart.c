#include "write/chart.h"

#include "model/shape.h"

enum { LEVELS = 8, TREND_MOST = 1000000000 };

static const char *const part[LEVELS + 1] = {
	" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█",
};

const char *chart_sign(enum mark_sign sign, bool ascii)
{
	static const char *const signs[2][SIGN_COUNT + 1] = {
		{ "█", "+", "~", "−", "?", "x", " " },
		{ "#", "+", "~", "-", "?", "x", " " },
	};

	return signs[ascii][sign <= SIGN_COUNT ? sign : SIGN_COUNT];
}

const char *chart_vague(bool ascii)
{
	return ascii ? "=" : "░";
}

/* Eighths of the height that a number takes; whoever was freed is seen. */
static int64_t level(int64_t n, int64_t most, int height)
{
	int64_t all = (int64_t)height * LEVELS;

	if (n <= 0 || most <= 0)
		return 0;
	if (n >= most)
		return all;
	return 1 + (int64_t)((double)n / (double)most * (double)(all - 1));
}

const char *chart_bar(int64_t exact, int64_t vague, int64_t most, int line,
		      int height, bool ascii)
{
	int64_t floor = (int64_t)line * LEVELS;
	int64_t low = level(exact, most, height);
	int64_t both = level(exact + vague, most, height);

	if (low >= floor + LEVELS)
		return chart_sign(SIGN_FREED, ascii);
	if (low > floor && vague == 0)
		return ascii ? chart_sign(SIGN_FREED, true) :
			       part[low - floor];
	if (both > floor)
		return low > floor + LEVELS / 2 ?
			       chart_sign(SIGN_FREED, ascii) :
			       chart_vague(ascii);
	return " ";
}

static void ends_of(const int64_t *n, size_t count, int64_t *least,
		    int64_t *most)
{
	*least = *most = count ? n[0] : 0;
	for (size_t i = 1; i < count; i++) {
		*least = n[i] < *least ? n[i] : *least;
		*most = n[i] > *most ? n[i] : *most;
	}
}

void chart_spark(struct str *to, const int64_t *n, size_t count, bool ascii)
{
	static const char *const steps[] = { ".", ":", "-", "=", "#" };
	int levels = ascii ? 5 : LEVELS;
	int64_t least, most;

	ends_of(n, count, &least, &most);
	for (size_t i = 0; i < count; i++) {
		double of = most > least ? (double)(n[i] - least) /
					   (double)(most - least) : 0.5;
		int at = (int)(of * (levels - 1) + 0.5);

		str_addz(to, ascii ? steps[at] : part[at + 1]);
	}
}

int chart_level(int64_t n, int64_t most)
{
	int level = 4;

	if (n <= 0 || most <= 0)
		return 0;
	for (most /= 2; level > 1 && n < most; most /= 4)
		level--;
	return level;
}

const char *chart_shade(int64_t n, int64_t most, bool ascii)
{
	static const char *const shades[2][5] = {
		{ " ", "░", "▒", "▓", "█" }, { " ", ".", ":", "*", "#" },
	};

	return shades[ascii][chart_level(n, most)];
}

const char *chart_pattern(size_t at, bool ascii)
{
	static const char *const patterns[2][CHART_PATTERNS] = {
		{ "█", "▒", "▚", "░", "▓", "=", "+", "·" },
		{ "#", "=", "+", ":", "*", "o", "~", "." },
	};

	return patterns[ascii][at < CHART_PATTERNS ? at : CHART_PATTERNS - 1];
}

size_t chart_trend(struct slice cell, int64_t *n, size_t most)
{
	struct slice item, day;
	size_t count = 0;
	int64_t value;

	while (most > 0 && cell.p && slice_cut(&cell, LIST_SEP, &item)) {
		if (!slice_cut(&item, ' ', &day) || !slice_int(item, &value) ||
		    value < 0 || value > TREND_MOST)
			continue;
		if (count == most) {
			for (size_t i = 1; i < count; i++)
				n[i - 1] = n[i];
			count--;
		}
		n[count++] = value;
	}
	return count;
}

void chart_change(struct str *to, const int64_t *n, size_t count, bool ascii)
{
	int64_t by = count > 1 ? n[count - 1] - n[0] : 0;

	if (count < 2)
		return;
	if (by == 0)
		str_addz(to, ascii ? "+-0" : "±0");
	else
		str_addf(to, "%+lld", (long long)by);
}
