/* The timeline for a terminal: bars of those freed above a line for each
 * authority, one axis for both, and what each mark means below. */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/pdate.h"
#include "model/shape.h"
#include "model/vocab.h"
#include "write/chart.h"

enum {
	LEFT = 8,		/* cells before the axis */
	HEIGHT = 5,		/* lines of the bars */
	BIN_CELLS = 6,		/* at most */
	LEAST_CELLS = 20,
	LANES = 24,		/* authorities that are drawn */
	DATE_CELLS = 12,
	WHAT_BYTES = 400,	/* of a line, the rest is in `show` */
};

struct chart {
	struct str *to;
	const struct marks *marks;
	struct axis axis;
	struct freed freed;
	size_t cells;		/* of a bin */
	int width;
	bool ascii;
};

static void put_times(struct str *to, const char *what, size_t n)
{
	while (n-- > 0)
		str_addz(to, what);
}

/* --- the bars --- */

static const char *bar(const struct chart *c, size_t bin, int line)
{
	return chart_bar(c->freed.exact[bin], c->freed.vague[bin],
			 c->freed.most, line, HEIGHT, c->ascii);
}

static void put_left(struct chart *c, const char *text)
{
	struct slice s = slice_of(text);
	int w = text_width(s);

	put_times(c->to, " ", w < LEFT - 1 ? (size_t)(LEFT - 1 - w) : 0);
	str_add(c->to, s);
	str_addz(c->to, " ");
}

static void put_bars(struct chart *c)
{
	for (int line = HEIGHT - 1; line >= 0; line--) {
		char number[24] = "";

		if (line == HEIGHT - 1)
			snprintf(number, sizeof(number), "%lld",
				 (long long)c->freed.most);
		put_left(c, line == 0 ? C_("axis", "freed") : number);
		for (size_t i = 0; i < c->axis.bins; i++) {
			const char *b = bar(c, i, line);

			put_times(c->to, b, c->cells > 1 ? c->cells - 1 : 1);
			if (c->cells > 1)
				str_addc(c->to, ' ');
		}
		while (c->to->n && c->to->p[c->to->n - 1] == ' ')
			str_cut(c->to, c->to->n - 1);
		str_addc(c->to, '\n');
	}
}

/* --- the measures --- */

static void put_lane(struct chart *c, struct slice by)
{
	enum mark_sign sign[AXIS_BINS];
	char name[LEFT];

	snprintf(name, sizeof(name), "%.*s", (int)(by.n < 6 ? by.n : 6),
		 by.n ? by.p : "-");
	put_left(c, by.n ? name : "?");
	marks_signs(c->marks, &c->axis, by, sign);
	for (size_t i = 0; i < c->axis.bins; i++) {
		str_addz(c->to, chart_sign(sign[i], c->ascii));
		put_times(c->to, " ", c->cells - 1);
	}
	while (c->to->n && c->to->p[c->to->n - 1] == ' ')
		str_cut(c->to, c->to->n - 1);
	str_addc(c->to, '\n');
}

static void put_lanes(struct chart *c)
{
	struct slice by = SLICE_NONE;

	for (int n = 0; n < LANES && marks_next_by(c->marks, &by); n++)
		put_lane(c, by);
}

/* --- the axis --- */

static void put_axis(struct chart *c)
{
	struct axis_label label[AXIS_BINS];
	size_t at = 0, n;

	put_left(c, "");
	for (size_t i = 0; i < c->axis.bins; i++) {
		bool tick = axis_label(&c->axis, i) &&
			    c->axis.unit != AXIS_YEAR;

		str_addz(c->to, c->ascii ? tick ? "+" : "-" :
					   tick ? "┴" : "─");
		put_times(c->to, c->ascii ? "-" : "─", c->cells - 1);
	}
	str_addc(c->to, '\n');
	put_left(c, "");
	n = axis_labels(&c->axis, c->cells, label, AXIS_BINS);
	for (size_t i = 0; i < n; i++) {
		put_times(c->to, " ", label[i].cell - at);
		str_addz(c->to, label[i].text);
		at = label[i].cell + (size_t)label[i].width;
	}
	str_addc(c->to, '\n');
}

/* --- a line for each mark --- */

/* Words of a text, folded to the width, behind what stands already. */
static void put_folded(struct chart *c, int indent, struct slice text)
{
	int room = c->width - indent;
	bool first = true;

	while (text.n > 0) {
		int used = 0;
		struct slice part = text_fit(text, room < 20 ? 20 : room,
					     &used);
		size_t cut = part.n;

		if (part.n == 0)
			break;
		while (part.n < text.n && cut > 0 && part.p[cut - 1] != ' ')
			cut--;
		if (part.n < text.n && cut > 0)
			part.n = cut;
		if (!first)
			put_times(c->to, " ", (size_t)indent);
		str_add(c->to, slice_trim(part));
		str_addc(c->to, '\n');
		first = false;
		text = slice_make(text.p + part.n, text.n - part.n);
	}
}

static void put_legend(struct chart *c)
{
	struct str line = STR_INIT(512);

	str_addf(&line, _("%s freed  %s a total, or the day is not known  + imposed,"
		 " prolonged  ~ eased  %s lifted, ended  ? announced or claimed"
		 "  x runs out"), c->ascii ? "#" : "█", c->ascii ? "=" : "░",
		 c->ascii ? "-" : "−");
	str_addz(c->to, "\n  ");
	put_folded(c, 2, str_slice(&line));
	str_free(&line);
}

static void add_date(struct str *to, struct slice date)
{
	if (!pdate_said(date, to))
		text_visible(to, date, false);
}

static void add_short(struct str *to, struct slice text)
{
	struct slice front = text;

	if (front.n > WHAT_BYTES) {
		front.n = WHAT_BYTES;
		while (front.n > 0 &&
		       ((unsigned char)front.p[front.n] & 0xc0) == 0x80)
			front.n--;
	}
	text_visible(to, front, false);
	if (front.n < text.n)
		str_addz(to, " ...");
}

void marks_sources(struct str *to, struct slice list)
{
	struct slice one;
	bool first = true;

	while (slice_cut(&list, LIST_SEP, &one)) {
		if (!one.n)
			continue;
		str_addz(to, first ? "  [" : ", ");
		text_visible(to, one, false);
		first = false;
	}
	if (!first)
		str_addc(to, ']');
}

static void put_near(struct chart *c, size_t i)
{
	struct str line = STR_INIT(8 * WHAT_BYTES);
	const struct mark *x;
	size_t at = 0;

	while ((x = marks_near(c->marks, i, &at)) != NULL) {
		str_clear(&line);
		str_addf(&line, "%s ", c->ascii ? "<>" : "↔");
		add_date(&line, x->date);
		str_addc(&line, ' ');
		text_visible(&line, x->by, false);
		str_addc(&line, ' ');
		add_short(&line, x->what);
		put_times(c->to, " ", DATE_CELLS + 2);
		put_folded(c, DATE_CELLS + 4, str_slice(&line));
	}
	str_free(&line);
}

static void put_mark(struct chart *c, size_t i)
{
	const struct mark *m = &c->marks->list[i];
	struct str line = STR_INIT(8 * WHAT_BYTES);
	int cells;

	add_date(&line, m->date);
	str_add(c->to, str_slice(&line));
	cells = text_width(str_slice(&line));
	put_times(c->to, " ", cells < DATE_CELLS ? (size_t)(DATE_CELLS - cells) :
						   1);
	str_clear(&line);
	str_addf(&line, "%s ", chart_sign(m->sign, c->ascii));
	if (m->by.n) {
		text_visible(&line, m->by, false);
		str_addc(&line, ' ');
	}
	add_short(&line, m->what);
	if (m->disputed)
		str_addf(&line, "  %s %s", c->ascii ? "!" : "≠", _("disputed"));
	marks_sources(&line, m->sources);
	put_folded(c, DATE_CELLS + 2, str_slice(&line));
	str_free(&line);
	if (m->kind == MARK_RELEASE)
		put_near(c, i);
}

static void put_title(struct chart *c)
{
	const struct marks *m = c->marks;
	struct str line = STR_INIT(512);
	struct str first = STR_INIT(128), last = STR_INIT(128);

	add_date(&first, m->list[0].date);
	add_date(&last, m->list[m->n - 1].date);
	str_addf(&line, _("Releases above, measures below: %s to %s; "),
		 str_cstr(&first), str_cstr(&last));
	axis_tell(&c->axis, &line);
	str_free(&first);
	str_free(&last);
	put_folded(c, 0, str_slice(&line));
	str_addc(c->to, '\n');
	str_free(&line);
}

void timeline_text(struct str *to, const struct marks *m, int width,
		   bool ascii)
{
	struct chart *c = calloc(1, sizeof(*c));
	size_t room;

	if (!c || m->n == 0) {
		to->bad |= !c;
		free(c);
		return;
	}
	*c = (struct chart){ .to = to, .marks = m, .width = width,
			     .ascii = ascii };
	room = (size_t)(width > LEFT + LEAST_CELLS ? width - LEFT - 1 :
						     LEAST_CELLS);
	c->axis = axis_make(m, room);
	c->cells = room / c->axis.bins;
	if (c->cells > BIN_CELLS)
		c->cells = BIN_CELLS;
	marks_freed(m, &c->axis, &c->freed);
	put_title(c);
	if (c->freed.most > 0)
		put_bars(c);
	put_lanes(c);
	put_axis(c);
	put_legend(c);
	str_addc(to, '\n');
	for (size_t i = 0; i < m->n; i++)
		put_mark(c, i);
	free(c);
}
