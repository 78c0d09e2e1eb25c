/* The timeline as a drawing inside a page. Colours come from the page's own
 * (currentColor), and every sign is a letter besides, so that it can be read
 * in any theme, in print and without colours. */
#include <stdlib.h>

#include "model/pdate.h"
#include "write/escape.h"
#include "write/timeline.h"

enum {
	WIDE = 960, LEFT = 64, RIGHT = 16, TOP = 12,
	BARS = 150,		/* height of the bars */
	LEVEL = 19, LEVELS = 3,	/* marks that would hide each other */
	LANES = 24,
	MOST_BINS = 120,
	DESC_MARKS = 60,	/* of releases in the text beside */
	TEXT_BYTES = 300,
};

struct drawing {
	struct str *to;
	const struct marks *marks;
	struct axis axis;
	struct freed freed;
	double bin;		/* width of one */
	int floor;		/* y of the foot of the bars */
};

static double x_of(const struct drawing *d, int64_t day)
{
	int bin = axis_bin(&d->axis, day);
	int64_t from, to;

	if (bin < 0)
		return LEFT;
	from = axis_day(&d->axis, (size_t)bin);
	to = axis_day(&d->axis, (size_t)bin + 1);
	return LEFT + d->bin * ((double)bin +
		(to > from ? (double)(day - from) / (double)(to - from) : 0));
}

static double height(const struct drawing *d, int64_t n)
{
	double h = d->freed.most > 0 ? (double)n * BARS /
				       (double)d->freed.most : 0;

	return n > 0 && h < 2 ? 2 : h;
}

static void add_period(struct str *to, const struct axis *a, size_t bin)
{
	char from[PDATE_TEXT], end[PDATE_TEXT];

	pdate_text(pdate_of_day(axis_day(a, bin)), from);
	pdate_text(pdate_of_day(axis_day(a, bin + 1) - 1), end);
	str_addf(to, "%s to %s", from, end);
}

static void put_bar(struct drawing *d, size_t bin)
{
	int64_t exact = d->freed.exact[bin], vague = d->freed.vague[bin];
	double he = height(d, exact), hv = height(d, vague);
	double x = LEFT + d->bin * (double)bin;
	double w = d->bin > 3 ? d->bin - 1.5 : d->bin;

	if (exact + vague == 0)
		return;
	str_addz(d->to, "<g><title>");
	add_period(d->to, &d->axis, bin);
	str_addf(d->to, ": %lld freed", (long long)(exact + vague));
	if (vague)
		str_addf(d->to, ", %lld of them by totals or without a day",
			 (long long)vague);
	str_addz(d->to, "</title>");
	if (exact)
		str_addf(d->to, "<rect class=\"freed\" x=\"%.1f\" y=\"%.1f\""
			 " width=\"%.1f\" height=\"%.1f\"/>", x,
			 d->floor - he, w, he);
	if (vague)
		str_addf(d->to, "<rect class=\"vague\" x=\"%.1f\" y=\"%.1f\""
			 " width=\"%.1f\" height=\"%.1f\"/>", x,
			 d->floor - he - hv, w, hv);
	str_addz(d->to, "</g>\n");
}

static void put_scale(struct drawing *d)
{
	for (int i = 0; i <= 2; i++) {
		int64_t n = d->freed.most * i / 2;
		double y = d->floor - height(d, n);

		if (i > 0 && n == d->freed.most * (i - 1) / 2)
			continue;
		str_addf(d->to, "<line class=\"grid\" x1=\"%d\" x2=\"%d\""
			 " y1=\"%.1f\" y2=\"%.1f\"/><text class=\"scale\""
			 " x=\"%d\" y=\"%.1f\">%lld</text>\n", LEFT,
			 WIDE - RIGHT, y, y, LEFT - 6, y + 4, (long long)n);
	}
}

static void put_mark(struct drawing *d, const struct mark *m, int y)
{
	static const char *const signs[SIGN_COUNT] = {
		"█", "+", "~", "−", "?", "×",
	};
	static const char *const names[SIGN_COUNT] = {
		"freed", "imposed", "eased", "lifted", "said", "ends",
	};

	str_addz(d->to, "<g><title>");
	escape_short(d->to, m->date, TEXT_BYTES);
	str_addz(d->to, ": ");
	escape_short(d->to, m->what, TEXT_BYTES);
	str_addf(d->to, "</title><circle class=\"dot\" cx=\"%.1f\" cy=\"%d\""
		 " r=\"8\"/><text class=\"sign %s\" x=\"%.1f\" y=\"%d\">%s"
		 "</text></g>\n", x_of(d, m->first), y, names[m->sign],
		 x_of(d, m->first), y + 5, signs[m->sign]);
}

/* The level of a lane that has room at `x`, else the one with most. */
static int level_at(double last[LEVELS], double x)
{
	int best = 0;

	for (int i = 0; i < LEVELS; i++) {
		if (x - last[i] >= LEVEL)
			return i;
		if (last[i] < last[best])
			best = i;
	}
	return best;
}

/* Draws the lane of an authority, or only measures it; how high it is. */
static int put_marks(struct drawing *d, struct slice by, int y, bool draw)
{
	double last[LEVELS] = { -WIDE, -WIDE, -WIDE };
	int levels = 1;

	for (size_t i = 0; i < d->marks->n; i++) {
		const struct mark *m = &d->marks->list[i];
		int level;

		if (m->kind == MARK_RELEASE || !slice_eq(m->by, by))
			continue;
		level = level_at(last, x_of(d, m->first));
		last[level] = x_of(d, m->first);
		if (level >= levels)
			levels = level + 1;
		if (draw)
			put_mark(d, m, y + level * LEVEL);
	}
	return levels * LEVEL + 4;
}

static int put_lane(struct drawing *d, struct slice by, int y)
{
	int high = put_marks(d, by, y, false);

	str_addf(d->to, "<text class=\"scale\" x=\"%d\" y=\"%d\">", LEFT - 6,
		 y + 4);
	escape_short(d->to, by.n ? by : SLICE("?"), 8);
	str_addf(d->to, "</text><line class=\"grid\" x1=\"%d\" x2=\"%d\""
		 " y1=\"%d\" y2=\"%d\"/>\n", LEFT, WIDE - RIGHT, y, y);
	put_marks(d, by, y, true);
	return high;
}

static void put_years(struct drawing *d, int y)
{
	double last = -100;

	str_addf(d->to, "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\""
		 " y2=\"%d\"/>\n", LEFT, WIDE - RIGHT, y, y);
	for (size_t i = 0; i < d->axis.bins; i++) {
		double x = LEFT + d->bin * (double)i;
		int year = axis_label(&d->axis, i);

		if (!year)
			continue;
		str_addf(d->to, "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\""
			 " y1=\"%d\" y2=\"%d\"/>", x, x, y, y + 5);
		if (x - last >= 36) {
			str_addf(d->to, "<text class=\"year\" x=\"%.1f\""
				 " y=\"%d\">%d</text>", x + 2, y + 17, year);
			last = x;
		}
		str_addc(d->to, '\n');
	}
}

/* Whoever hears the page is told what is seen: the releases, one by one. */
static void put_words(struct drawing *d)
{
	size_t told = 0, all = 0;

	str_addz(d->to, "<title id=\"timeline-title\">Releases and measures on"
		 " one axis of time</title>\n<desc id=\"timeline-text\">");
	for (size_t i = 0; i < d->marks->n; i++) {
		const struct mark *m = &d->marks->list[i];

		if (m->kind != MARK_RELEASE || ++all > DESC_MARKS)
			continue;
		escape_short(d->to, m->date, TEXT_BYTES);
		str_addz(d->to, ": ");
		escape_short(d->to, m->what, TEXT_BYTES);
		str_addz(d->to, ". ");
		told++;
	}
	if (all > told)
		str_addf(d->to, "And %zu more. ", all - told);
	str_addf(d->to, "Measures: %zu steps; the tables have them all.</desc>\n",
		 d->marks->n - all);
}

static int lanes_height(struct drawing *d)
{
	struct slice by = SLICE_NONE;
	int high = 0;

	for (int n = 0; n < LANES && marks_next_by(d->marks, &by); n++)
		high += put_marks(d, by, 0, false);
	return high;
}

static void put_drawing(struct drawing *d, int high)
{
	struct slice by = SLICE_NONE;
	int y = d->floor + LEVEL;

	put_words(d);
	if (d->freed.most > 0)
		put_scale(d);
	for (size_t i = 0; i < d->axis.bins; i++)
		put_bar(d, i);
	for (int n = 0; n < LANES && marks_next_by(d->marks, &by); n++)
		y += put_lane(d, by, y);
	put_years(d, d->floor + high + LEVEL / 2);
}

void timeline_svg(struct str *to, const struct marks *m)
{
	struct drawing *d = calloc(1, sizeof(*d));
	int high;

	if (!d || m->n == 0) {
		to->bad |= !d;
		free(d);
		return;
	}
	*d = (struct drawing){ .to = to, .marks = m, .floor = TOP + BARS,
			       .axis = axis_make(m, MOST_BINS) };
	d->bin = (double)(WIDE - LEFT - RIGHT) / (double)d->axis.bins;
	marks_freed(m, &d->axis, &d->freed);
	if (d->freed.most == 0)
		d->floor = TOP;
	high = lanes_height(d);
	str_addf(to, "<svg class=\"timeline\" xmlns=\"http://www.w3.org/2000/svg\""
		 " viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby="
		 "\"timeline-title timeline-text\">\n", WIDE,
		 d->floor + high + LEVEL / 2 + 24);
	put_drawing(d, high);
	str_addz(to, "</svg>\n");
	free(d);
}
