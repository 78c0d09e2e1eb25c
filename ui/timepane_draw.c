/* The timeline, drawn. Heights: what is chosen is told in two lines at least,
 * the bars get three or more, the authorities what is left; those that have no
 * room are counted. */
#include "ui/timepane.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/detail.h"
#include "ui/human.h"
#include "write/chart.h"

enum {
	LEFT = 8,		/* cells before the axis */
	AXIS_LINES = 2, WORDS_LEAST = 2,
	BARS_LEAST = 3, BARS_MOST = 24,
	LANES_MOST = 24,
	SHORT = 8,		/* lines that are too few for a picture */
	WIDE = 100, MIDDLE = 72,	/* cells for more words */
	CHOSEN_MOST = 3,	/* lines of what is chosen */
	LINE_BYTES = 4096,
};

struct plan {
	int y;			/* of the next thing to draw */
	int x, cols;
	int bars, lanes, words, legend;
	size_t cell;		/* of a bin */
	bool numbers;		/* a line above the bars */
	struct freed freed;
};

static const enum role sign_role[SIGN_COUNT + 1] = {
	[SIGN_FREED] = ROLE_GOOD, [SIGN_IMPOSED] = ROLE_BAD,
	[SIGN_EASED] = ROLE_GOOD, [SIGN_LIFTED] = ROLE_GOOD,
	[SIGN_SAID] = ROLE_DISPUTED, [SIGN_ENDS] = ROLE_DISPUTED,
};

static int column(const struct plan *p, size_t bin)
{
	return p->x + LEFT + (int)(bin * p->cell);
}

/* Our letters before the axis; the row that is looked at has the marker. */
static void put_left(struct surface *to, const struct plan *p, int y,
		     struct slice text, bool here)
{
	int wide = surface_width(to, text);

	if (here)
		surface_putz(to, y, p->x, 1, "▌", ROLE_MARKER);
	if (wide > LEFT - 2)
		wide = LEFT - 2;
	surface_text(to, y, p->x + LEFT - 1 - wide, wide, text,
		     here ? ROLE_HEADLINE : ROLE_DIM);
}

/* --- the bars --- */

/* Where the number has room it stands on its bar. */
static void put_number(struct surface *to, const struct plan *p, int floor,
		       size_t bin)
{
	int64_t n = p->freed.exact[bin] + p->freed.vague[bin];
	int line = 0, wide;
	char text[24];

	wide = snprintf(text, sizeof(text), "%lld", (long long)n);
	if (n <= 0 || wide > (int)p->cell || (wide == (int)p->cell && wide > 1))
		return;
	while (line < p->bars &&
	       strcmp(chart_bar(p->freed.exact[bin], p->freed.vague[bin],
				p->freed.most, line, p->bars, false), " ") != 0)
		line++;
	surface_putz(to, floor - line, column(p, bin), wide, text, ROLE_TEXT);
}

static void put_bar(struct surface *to, const struct plan *p, int floor,
		    size_t bin)
{
	int wide = p->cell > 1 ? (int)p->cell - 1 : 1;

	for (int line = 0; line < p->bars; line++) {
		const char *sign = chart_bar(p->freed.exact[bin],
			p->freed.vague[bin], p->freed.most, line, p->bars,
			to->ascii);
		bool vague = strcmp(sign, chart_vague(to->ascii)) == 0;

		if (*sign == ' ')
			return;
		for (int i = 0; i < wide; i++)
			surface_putz(to, floor - line, column(p, bin) + i, 1,
				     sign, vague ? ROLE_DISPUTED : ROLE_GOOD);
	}
}

static void draw_bars(const struct timepane *t, struct surface *to,
		      struct plan *p)
{
	int floor = p->y + p->bars - (p->numbers ? 0 : 1);
	bool here = !t->scope.measures;
	char most[24];

	snprintf(most, sizeof(most), "%lld", (long long)p->freed.most);
	if (p->freed.most > 0)
		put_left(to, p, floor - p->bars + 1, slice_of(most), false);
	/* TRANSLATORS: the row of those freed; at most six letters. */
	put_left(to, p, floor, slice_of(C_("axis", "freed")), here);
	for (size_t i = 0; i < t->scope.axis.bins; i++) {
		put_bar(to, p, floor, i);
		if (p->numbers)
			put_number(to, p, floor, i);
	}
	p->y = floor + 1;
}

/* --- the authorities --- */

static bool is_here(const struct timepane *t, struct slice by)
{
	const struct mark *m = scope_chosen(&t->scope, &t->harvest.marks);

	return m && t->scope.measures && slice_eq(m->by, by);
}

static void draw_lane(const struct timepane *t, struct surface *to,
		      struct plan *p, struct slice by)
{
	enum mark_sign sign[AXIS_BINS];

	put_left(to, p, p->y, by.n ? by : SLICE("?"), is_here(t, by));
	marks_signs(&t->harvest.marks, &t->scope.axis, by, sign);
	for (size_t i = 0; i < t->scope.axis.bins; i++)
		if (sign[i] != SIGN_COUNT)
			surface_putz(to, p->y, column(p, i), 1,
				     chart_sign(sign[i], to->ascii),
				     sign_role[sign[i]]);
	p->y++;
}

static size_t lanes_of(const struct timepane *t, struct slice *out, size_t most,
		       size_t *here)
{
	struct slice by = SLICE_NONE;
	size_t n = 0;

	*here = 0;
	while (n < most && marks_next_by(&t->harvest.marks, &by)) {
		if (is_here(t, by))
			*here = n;
		out[n++] = by;
	}
	return n;
}

enum { LANES_KNOWN = 256 };

static void draw_lanes(const struct timepane *t, struct surface *to,
		       struct plan *p)
{
	struct slice by[LANES_KNOWN];
	size_t here, n = lanes_of(t, by, LANES_KNOWN, &here);
	size_t most = (size_t)p->lanes, from = 0;

	if (here >= most)
		from = here - most + 1;
	for (size_t i = from; i < n && i < from + most; i++)
		draw_lane(t, to, p, by[i]);
	if (n > most && most > 0) {
		char rest[48];

		snprintf(rest, sizeof(rest), " +%zu ", n - most);
		surface_putz(to, p->y - 1, p->x, LEFT - 4, rest, ROLE_DIM);
	}
}

/* --- the axis --- */

static void draw_axis(const struct timepane *t, struct surface *to,
		      struct plan *p)
{
	const struct axis *a = &t->scope.axis;
	struct axis_label label[AXIS_BINS];
	int at = scope_at(&t->scope, &t->harvest.marks);
	size_t n;

	surface_rule(to, p->y, p->x + LEFT, (int)(a->bins * p->cell),
		     ROLE_FRAME);
	for (size_t i = 0; i < a->bins; i++)
		if (axis_label(a, i) && a->unit != AXIS_YEAR)
			surface_putz(to, p->y, column(p, i), 1,
				     to->ascii ? "+" : "┴", ROLE_FRAME);
	if (at >= 0)
		surface_putz(to, p->y, column(p, (size_t)at), 1,
			     to->ascii ? "^" : "▲", ROLE_MARKER);
	n = axis_labels(a, p->cell, label, AXIS_BINS);
	for (size_t i = 0; i < n; i++)
		surface_putz(to, p->y + 1,
			     p->x + LEFT + (int)label[i].cell,
			     label[i].width, label[i].text, ROLE_DIM);
	p->y += AXIS_LINES;
}

/* --- in words --- */

/* "13 Dec 2025  █ 123 freed: pardon  ≠ disputed [post, viasna]" */
static void tell(const struct mark *m, bool ascii, struct str *to)
{
	human_date(m->date, to);
	str_addf(to, "  %s ", chart_sign(m->sign, ascii));
	if (m->by.n)
		str_addf(to, "%.*s ", SLICE_ARG(m->by));
	str_add(to, m->what);
	if (m->total)
		str_addf(to, "; %s", _("a total, not one act"));
	if (m->said)
		str_addf(to, "; %s", _("said, not an act"));
	if (m->disputed)
		str_addf(to, "; ≠ %s", _("disputed"));
	marks_sources(to, m->sources);
}

static void put_line(struct surface *to, const struct plan *p, int y,
		     struct slice text, enum role role, bool here)
{
	if (here)
		surface_putz(to, y, p->x, 1, "▌", ROLE_MARKER);
	surface_text(to, y, p->x + 2, p->cols - 2, text, role);
}

/* What is chosen, in full if three lines are enough. Returns the lines. */
static int put_chosen(struct surface *to, const struct plan *p, int y,
		      int lines, struct slice text)
{
	struct lines l = {0};
	struct err ignored = {0};
	int n;

	lines_add(&l, p->cols - 2, 0, ROLE_TEXT, SLICE_NONE, text, &ignored);
	n = l.n > CHOSEN_MOST ? CHOSEN_MOST : (int)l.n;
	if (n > lines)
		n = lines;
	for (int i = 0; i < n; i++)
		surface_put(to, y + i, p->x + 2, p->cols - 2, l.line[i].text,
			    ROLE_HEADLINE);
	if (n > 0 && (size_t)n < l.n)
		surface_putz(to, y + n - 1, p->x + p->cols - 1, 1,
			     to->ascii ? ">" : "…", ROLE_HEADLINE);
	surface_putz(to, y, p->x, 1, "▌", ROLE_MARKER);
	to->cursor_y = y;
	to->cursor_x = p->x;
	lines_free(&l);
	return n < 1 ? 1 : n;
}

/* "Dec 2025: 2 of 5 events, 145 freed, 22 of them by totals or without a day" */
static void add_bin(const struct timepane *t, const struct plan *p, int bin,
		    size_t nth, size_t n, struct str *to)
{
	int64_t vague;

	axis_period(&t->scope.axis, (size_t)bin, to);
	str_addc(to, ' ');
	str_addf(to, ngettext("(%zu of %zu event)", "(%zu of %zu events)", n),
		 nth, n);
	if (t->scope.measures)
		return;
	vague = p->freed.vague[bin];
	str_addc(to, ' ');
	str_addf(to, _("%lld freed"),
		 (long long)(p->freed.exact[bin] + vague));
	if (vague > 0) {
		str_addz(to, ", ");
		str_addf(to, _("%lld of them by totals, or the day is not told"),
			 (long long)vague);
	}
}

/* What was eased within thirty days of a release stands by it. */
static int put_near(const struct timepane *t, struct surface *to,
		    const struct plan *p, int y, int end)
{
	const struct marks *m = &t->harvest.marks;
	size_t i = t->scope.order[t->scope.at], at = 0;
	const struct mark *x;
	int from = y;

	while (m->list[i].kind == MARK_RELEASE && y < end &&
	       (x = marks_near(m, i, &at)) != NULL) {
		struct str text = STR_INIT(1 << 16);

		str_addz(&text, to->ascii ? "  <> " : "  ↔ ");
		tell(x, to->ascii, &text);
		put_line(to, p, y++, str_slice(&text), ROLE_TEXT, false);
		str_free(&text);
	}
	return y - from;
}

static int put_all(const struct timepane *t, struct surface *to,
		   const struct plan *p, int y, int end, struct slice text)
{
	y += put_chosen(to, p, y, end - y, text);
	return y + put_near(t, to, p, y, end);
}

static void draw_words(const struct timepane *t, struct surface *to,
		       struct plan *p)
{
	const struct marks *m = &t->harvest.marks;
	size_t first, n = scope_beside(&t->scope, m, &first), at = t->scope.at;
	int bin = scope_at(&t->scope, m), y = p->y, end = p->y + p->words;
	struct str text = STR_INIT(1 << 16);

	if (n == 0)
		return;
	if (p->words > WORDS_LEAST && bin >= 0) {
		add_bin(t, p, bin, at - first + 1, n, &text);
		put_line(to, p, y++, str_slice(&text), ROLE_DIM, false);
	}
	n += first;
	if (at - first > (size_t)(end - y) / 2)
		first = at - (size_t)(end - y) / 2;
	if (p->words <= WORDS_LEAST)
		first = at;
	for (size_t i = first; i < n && y < end; i++) {
		str_clear(&text);
		tell(&m->list[t->scope.order[i]], to->ascii, &text);
		if (i == at)
			y = put_all(t, to, p, y, end, str_slice(&text));
		else
			put_line(to, p, y++, str_slice(&text), ROLE_TEXT,
				 false);
	}
	str_free(&text);
}

static void add_legend(bool ascii, int words, struct str *to)
{
	const struct {
		const char *sign, *word;
	} all[] = {
		{ chart_sign(SIGN_FREED, ascii), _("freed") },
		{ chart_vague(ascii), words > 1 ?
			_("a total, or the day is not told") : _("total") },
		{ chart_sign(SIGN_IMPOSED, ascii), _("imposed") },
		{ chart_sign(SIGN_EASED, ascii), _("eased") },
		{ chart_sign(SIGN_LIFTED, ascii), _("lifted") },
		{ chart_sign(SIGN_SAID, ascii), _("said") },
		{ chart_sign(SIGN_ENDS, ascii), words > 0 ?
			_("runs out") : _("ends") },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		str_addf(to, "%s%s %s", i == 0 ? "" : words > 0 ? "  " : " ",
			 all[i].sign, all[i].word);
}

/* Short words where the long ones have no room. */
static void draw_legend(struct surface *to, const struct plan *p, int y)
{
	struct str text = STR_INIT(LINE_BYTES);
	int words = p->cols >= WIDE ? 2 : p->cols >= MIDDLE ? 1 : 0;

	do {
		str_clear(&text);
		add_legend(to->ascii, words, &text);
	} while (surface_width(to, str_slice(&text)) > p->cols - 2 &&
		 words-- > 0);
	surface_put(to, y, p->x + 2, p->cols - 2, str_slice(&text), ROLE_DIM);
	str_free(&text);
}

/* --- all of it --- */

static void make_plan(const struct timepane *t, struct rect at, struct plan *p)
{
	size_t here;
	struct slice by[LANES_KNOWN];
	int lanes = (int)lanes_of(t, by, LANES_KNOWN, &here);
	int left = at.rows - AXIS_LINES - WORDS_LEAST;

	*p = (struct plan){ .y = at.y, .x = at.x, .cols = at.cols };
	p->legend = at.rows >= SHORT ? 1 : 0;
	left -= p->legend;
	p->lanes = lanes < LANES_MOST ? lanes : LANES_MOST;
	if (p->lanes > left - BARS_LEAST - 1)
		p->lanes = left > BARS_LEAST + 1 ? left - BARS_LEAST - 1 : 0;
	if (p->lanes > 4 && p->lanes > at.rows / 3)
		p->lanes = at.rows / 3 > 4 ? at.rows / 3 : 4;
	left -= p->lanes;
	p->numbers = left > BARS_LEAST;
	p->bars = p->numbers ? (left - 1) * 2 / 3 : left;
	if (p->bars < BARS_LEAST)
		p->bars = left - p->numbers < BARS_LEAST ?
				  left - p->numbers : BARS_LEAST;
	if (p->bars > BARS_MOST)
		p->bars = BARS_MOST;
	p->words = at.rows - p->legend - AXIS_LINES - p->lanes - p->bars -
		   (p->numbers ? 1 : 0);
}

static void draw_chart(struct timepane *t, struct surface *to, struct rect at)
{
	struct plan p;

	make_plan(t, at, &p);
	t->room = at.cols > LEFT ? (size_t)(at.cols - LEFT) : 1;
	p.cell = scope_fit(&t->scope, &t->harvest.marks, t->room);
	if (p.cell == 0)
		return;
	marks_freed(&t->harvest.marks, &t->scope.axis, &p.freed);
	if (at.rows < SHORT) {
		p.words = at.rows;
		draw_words(t, to, &p);
		return;
	}
	draw_bars(t, to, &p);
	draw_lanes(t, to, &p);
	draw_axis(t, to, &p);
	draw_words(t, to, &p);
	draw_legend(to, &p, at.y + at.rows - 1);
}

static void draw_empty(const struct timepane *t, struct surface *to,
		       struct rect at)
{
	const char *why = t->harvest.going || t->harvest.dirty ?
		_("gathering what happened when …") : t->filter.n ?
		_("nothing that this filter lets through; Esc takes it away") :
		_("nothing has happened yet: r brings what the sources say");

	surface_putz(to, at.y, at.x + 2, at.cols - 2, why, ROLE_DIM);
}

void timepane_draw(struct timepane *t, struct surface *to, struct rect at)
{
	const struct harvest *h = &t->harvest;

	to->cursor_y = at.y;
	to->cursor_x = at.x;
	if (h->err.code != ERR_NONE) {
		surface_text(to, at.y, at.x + 2, at.cols - 2,
			     slice_of(h->err.msg), ROLE_BAD);
		at.y++;
		at.rows--;
	}
	if (h->marks.n == 0 || at.rows < 1)
		draw_empty(t, to, at);
	else
		draw_chart(t, to, at);
}

void timepane_title(const struct timepane *t, struct str *left,
		    struct str *right)
{
	const struct harvest *h = &t->harvest;
	const struct axis *a = &t->scope.axis;

	str_addf(left, " %s ", _("Timeline"));
	if (t->filter.n > 0)
		str_addf(left, "/%s ", str_cstr(&t->filter));
	if (h->going)
		str_addf(right, " %lld/%lld ", (long long)(h->walk.at < h->walk.of ?
			 h->walk.at : h->walk.of), (long long)h->walk.of);
	if (h->marks.left_out > 0)
		str_addf(right, _(" %zu left out "), h->marks.left_out);
	if (h->marks.n == 0 || a->bins == 0)
		return;
	str_addc(right, ' ');
	axis_tell(a, right);
	str_addc(right, ' ');
}
