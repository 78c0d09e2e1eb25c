#include "ui/paint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/cell.h"

enum {
	WAY_BYTES = 64,		/* of one movement */
	ERASE_LEAST = 10,	/* blanks that are cheaper erased */
	END_LEAST = 3,		/* ... to the end of the row */
};

void paint_init(struct paint *p, const struct paint_caps *caps)
{
	*p = (struct paint){ .caps = *caps, .lost = true, .role = -1 };
}

void paint_free(struct paint *p)
{
	free(p->was);
	*p = (struct paint){ .lost = true };
}

void paint_lost(struct paint *p)
{
	p->lost = true;
}

void paint_dress(struct paint *p, const struct theme *t, int colours)
{
	for (int r = 0; r < ROLE_COUNT; r++) {
		theme_ink(t, (enum role)r, colours, p->sgr[r]);
		p->look[r] = theme_look(t, (enum role)r);
		p->same[r] = (unsigned char)r;
		for (int i = r - 1; i >= 0; i--)
			if (strcmp(p->sgr[i], p->sgr[r]) == 0)
				p->same[r] = (unsigned char)i;
	}
	p->lost = true;
}

/* --- what a cell is --- */

static bool is_blank(const struct cell *c)
{
	return c->text[0] == ' ' && c->text[1] == '\0';
}

/* A blank of which nothing is seen: any ink without these draws it. */
static bool unseen(const struct paint *p, const struct cell *c)
{
	return is_blank(c) && !c->link &&
	       !(p->look[c->role] & (LOOK_REVERSE | LOOK_LINE));
}

static bool same_cell(const struct paint *p, const struct cell *a,
		      const struct cell *b)
{
	if (a->width != b->width)
		return false;
	if (unseen(p, a) && unseen(p, b))
		return true;
	return p->same[a->role] == p->same[b->role] && a->link == b->link &&
	       strcmp(a->text, b->text) == 0;
}

/* --- ink --- */

static void set_role(struct paint *p, int role, struct str *out)
{
	role = p->same[role];
	if (role == p->role)
		return;
	if (!p->sgr[role][0])
		str_addz(out, "\033[m");
	else
		str_addf(out, "\033[%s%sm",
			 p->role >= 0 && !p->sgr[p->role][0] ? "" : ";",
			 p->sgr[role]);
	p->role = role;
}

static void set_link(struct paint *p, const struct surface *s, uint32_t link,
		     struct str *out)
{
	struct slice url;

	if (!p->caps.links || link == p->link)
		return;
	url = surface_link_url(s, link);
	str_addz(out, "\033]8;;");
	str_add(out, url);
	str_addz(out, "\033\\");
	p->link = link;
}

/* The blank takes the ink that is there, where nobody sees it. */
static bool fits_ink(const struct paint *p, const struct cell *c)
{
	if (unseen(p, c))
		return p->role >= 0 && p->link == 0 &&
		       !(p->look[p->role] & (LOOK_REVERSE | LOOK_LINE));
	return p->same[c->role] == p->role &&
	       (!p->caps.links || c->link == p->link);
}

/* --- the way of the cursor --- */

struct way {
	char bytes[WAY_BYTES];
	size_t n;		/* 0: none, or nothing to do */
	bool can;
};

static void shorter(struct way *best, const char *bytes)
{
	size_t n = strlen(bytes);

	if (best->can && best->n <= n)
		return;
	memcpy(best->bytes, bytes, n + 1);
	best->n = n;
	best->can = true;
}

/* What stands between is written once more, where that is short. */
static void write_over(const struct paint *p, const struct surface *s, int y,
		       int from, int to, struct way *best)
{
	char buf[WAY_BYTES];
	size_t n = 0;

	for (int x = from; x < to; x++) {
		const struct cell *c = surface_at(s, y, x);
		size_t more = strlen(c->text);

		if (c->width != 1 || !cell_certain(c) || !fits_ink(p, c) ||
		    n + more >= sizeof(buf) || (best->can && n > best->n))
			return;
		memcpy(buf + n, c->text, more);
		n += more;
	}
	buf[n] = '\0';
	shorter(best, buf);
}

static void along(const struct paint *p, const struct surface *s, int y,
		  int from, int to, struct way *best)
{
	char buf[WAY_BYTES];
	int by = to - from;

	*best = (struct way){ .can = false };
	if (from < 0) {
		snprintf(buf, sizeof(buf), to ? "\033[%dG" : "\r", to + 1);
		shorter(best, buf);
		return;
	}
	if (by == 0) {
		shorter(best, "");
		return;
	}
	if (to == 0)
		shorter(best, "\r");
	snprintf(buf, sizeof(buf), "\033[%dG", to + 1);
	shorter(best, buf);
	if (by == 1 || by == -1)
		snprintf(buf, sizeof(buf), by > 0 ? "\033[C" : "\b");
	else
		snprintf(buf, sizeof(buf), "\033[%d%c", by > 0 ? by : -by,
			 by > 0 ? 'C' : 'D');
	shorter(best, buf);
	if (by < -1 && by > -4)
		shorter(best, by == -2 ? "\b\b" : "\b\b\b");
	if (by > 0)
		write_over(p, s, y, from, to, best);
}

static void up_or_down(int by, char buf[WAY_BYTES])
{
	if (by == 0)
		buf[0] = '\0';
	else if (by == -1)
		strcpy(buf, "\033[A");
	else if (by < 0)
		snprintf(buf, WAY_BYTES, "\033[%dA", -by);
	else if (by < 5)
		snprintf(buf, WAY_BYTES, "%.*s", by, "\n\n\n\n");
	else
		snprintf(buf, WAY_BYTES, "\033[%dB", by);
}

static void go(struct paint *p, const struct surface *s, int y, int x,
	       struct str *out)
{
	struct way best = { .can = false }, flat;
	char buf[2 * WAY_BYTES], rows[WAY_BYTES];

	if (p->y == y && p->x == x)
		return;
	if (x == 0 && y == 0)
		strcpy(buf, "\033[H");
	else if (x == 0)
		snprintf(buf, sizeof(buf), "\033[%dH", y + 1);
	else
		snprintf(buf, sizeof(buf), "\033[%d;%dH", y + 1, x + 1);
	shorter(&best, buf);
	if (p->y >= 0) {
		up_or_down(y - p->y, rows);
		along(p, s, y, p->x, x, &flat);
		snprintf(buf, sizeof(buf), "%s%s", rows, flat.bytes);
		if (strlen(buf) < WAY_BYTES)
			shorter(&best, buf);
	}
	str_addz(out, best.bytes);
	p->y = y;
	p->x = x;
}

/* --- rows --- */

static struct cell *was_at(struct paint *p, int y, int x)
{
	return &p->was[y * p->cols + x];
}

/* The part of a row that is to be looked at. */
struct part {
	int from, to;		/* cells behind `to` are blank, or as before */
	bool all;		/* every cell is placed anew */
};

static bool any_doubt(struct paint *p, const struct surface *s, int y,
		      int *at)
{
	for (int x = 0; x < s->cols; x++) {
		if (cell_certain(surface_at(s, y, x)) &&
		    cell_certain(was_at(p, y, x)))
			continue;
		*at = x;
		return true;
	}
	return false;
}

static bool find_part(struct paint *p, const struct surface *s, int y,
		      struct part *part)
{
	int x = 0, doubt = 0;

	while (x < s->cols &&
	       same_cell(p, surface_at(s, y, x), was_at(p, y, x)))
		x++;
	if (x == s->cols)
		return false;
	*part = (struct part){ .from = x, .to = s->cols };
	if (any_doubt(p, s, y, &doubt)) {
		part->all = true;
		part->from = doubt < x ? doubt : x;
	}
	if (p->caps.whole)
		*part = (struct part){ .to = s->cols, .all = true };
	if (surface_at(s, y, part->from)->width == 0 && part->from > 0)
		part->from--;
	return true;
}

/* Where the blanks begin that reach to the end of the row. */
static int blank_tail(const struct paint *p, const struct surface *s, int y)
{
	int x = s->cols;

	while (x > 0 && unseen(p, surface_at(s, y, x - 1)))
		x--;
	return x;
}

/* The tail is erased where that is shorter than to write it. */
static bool erase_tail(struct paint *p, const struct surface *s, int y,
		       struct part *part)
{
	int tail = blank_tail(p, s, y), differ = 0;

	for (int x = tail; x < s->cols; x++)
		differ += part->all ||
			  !same_cell(p, surface_at(s, y, x), was_at(p, y, x));
	if (differ <= END_LEAST || tail == s->cols)
		return false;
	part->to = tail;
	return true;
}

/* Blanks from x on, to the last that is to be sent; *differ is how many are.
 * Those between are blank already. */
static int blanks(struct paint *p, const struct surface *s, int y, int x,
		  const struct part *part, int *differ)
{
	int last = x - 1, from = x;

	*differ = 0;
	for (; x < part->to && unseen(p, surface_at(s, y, x)); x++) {
		if (!part->all &&
		    same_cell(p, surface_at(s, y, x), was_at(p, y, x)))
			continue;
		last = x;
		++*differ;
	}
	return last + 1 - from;
}

/* The last cell of letters that are read from right to left. */
static int isolate_end(const struct surface *s, int y, int x)
{
	int last = x;

	for (int gap = 0; x < s->cols && gap < 2; x++) {
		gap = is_blank(surface_at(s, y, x)) ? gap + 1 : 0;
		if (cell_rtl(surface_at(s, y, x)))
			last = x;
	}
	return last;
}

static void put_cell(struct paint *p, const struct surface *s, int y, int x,
		     struct str *out)
{
	const struct cell *c = surface_at(s, y, x);
	int wide = c->width > 1 ? 2 : 1;

	go(p, s, y, x, out);
	if (!fits_ink(p, c)) {
		set_link(p, s, c->link, out);
		set_role(p, unseen(p, c) ? ROLE_TEXT : c->role, out);
	}
	str_addz(out, c->text);
	p->x = x + wide;
	if (!cell_certain(c) || p->x >= s->cols)
		p->x = -1;
	if (x + wide >= s->cols && !p->caps.late_wrap)
		p->y = -1;
}

/* Blanks are taken away without being written: how many. */
static int erase(struct paint *p, const struct surface *s, int y, int x,
		 const struct part *part, struct str *out)
{
	int differ, n = blanks(p, s, y, x, part, &differ);

	if (!p->caps.erases || differ < ERASE_LEAST)
		return 0;
	go(p, s, y, x, out);
	set_link(p, s, 0, out);
	set_role(p, ROLE_TEXT, out);
	str_addf(out, "\033[%dX", n);
	return n;
}

/* Fences in the letters from x on; -1: none are, else their last cell. */
static int isolate(struct paint *p, const struct surface *s, int y, int x,
		   struct str *out)
{
	if (!p->caps.isolates || !cell_rtl(surface_at(s, y, x)))
		return -1;
	go(p, s, y, x, out);
	str_addz(out, "\xE2\x81\xA8");	/* U+2068 */
	p->x = -1;
	return isolate_end(s, y, x);
}

static bool skips(struct paint *p, const struct surface *s, int y, int x,
		  const struct part *part)
{
	const struct cell *c = surface_at(s, y, x);

	if (c->width == 0 ||
	    (!part->all && same_cell(p, c, was_at(p, y, x))))
		return true;
	/* the last cell of all would scroll */
	return !p->caps.late_wrap && y == s->rows - 1 &&
	       x + c->width >= s->cols;
}

static void paint_part(struct paint *p, const struct surface *s, int y,
		       const struct part *part, struct str *out)
{
	int isolated = -1;

	for (int x = part->from, n; x < part->to; x += n) {
		n = surface_at(s, y, x)->width > 1 ? 2 : 1;
		if (skips(p, s, y, x, part))
			continue;
		if (isolated < 0) {
			int erased = erase(p, s, y, x, part, out);

			if (erased > 0) {
				n = erased;
				continue;
			}
			isolated = isolate(p, s, y, x, out);
		}
		put_cell(p, s, y, x, out);
		if (x != isolated)
			continue;
		isolated = -1;
		if (x + n == s->cols)
			continue;	/* ends with the row */
		str_addz(out, "\xE2\x81\xA9");	/* U+2069 */
		p->x = -1;
	}
}

static void paint_row(struct paint *p, const struct surface *s, int y,
		      struct str *out)
{
	struct part part;
	bool tail;

	if (!find_part(p, s, y, &part))
		return;
	tail = erase_tail(p, s, y, &part);
	paint_part(p, s, y, &part, out);
	if (tail) {
		go(p, s, y, part.to, out);
		set_link(p, s, 0, out);
		set_role(p, ROLE_TEXT, out);
		str_addz(out, "\033[K");
	}
	memcpy(was_at(p, y, 0), surface_at(s, y, 0),
	       (size_t)s->cols * sizeof(struct cell));
}

/* --- frames --- */

static void blank_all(struct paint *p)
{
	for (int i = 0; i < p->rows * p->cols; i++)
		p->was[i] = (struct cell){ .text = " ", .width = 1,
					   .role = ROLE_TEXT };
}

/* Room for what stands there; without, there is no saying what does. */
static void make_room(struct paint *p, const struct surface *s)
{
	if (p->was && p->rows == s->rows && p->cols == s->cols)
		return;
	free(p->was);
	p->rows = s->rows;
	p->cols = s->cols;
	p->was = calloc((size_t)s->rows * (size_t)s->cols, sizeof(*p->was));
	p->lost = true;
}

void paint_frame(struct paint *p, const struct surface *s, struct str *out)
{
	make_room(p, s);
	if (!p->was)
		return;
	if (p->lost) {
		str_addz(out, "\033[m\033[H\033[2J");
		p->role = p->same[ROLE_TEXT];
		p->link = 0;
		p->y = p->x = 0;
		blank_all(p);
	}
	p->lost = false;
	for (int y = 0; y < s->rows; y++)
		paint_row(p, s, y, out);
	set_link(p, s, 0, out);
	go(p, s, s->cursor_y, s->cursor_x < s->cols ? s->cursor_x :
	   s->cols - 1, out);
}

void paint_end(struct paint *p, struct str *out)
{
	if (p->link)
		str_addz(out, "\033]8;;\033\\");
	str_addz(out, "\033[m");
	p->role = -1;
	p->link = 0;
	p->lost = true;
}
