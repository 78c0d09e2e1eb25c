#include "ui/paint_row.h"

#include <stdlib.h>
#include <string.h>

enum {
	OUT_BYTES = 16 << 20,
	SMALL_BYTES = 48,	/* no other order is tried ... */
	MUCH_BYTES = 2048,	/* ... nor, lest a key waits, for so much */
};

void paint_init(struct paint *p, const struct paint_caps *caps)
{
	*p = (struct paint){ .caps = *caps, .lost = true,
			     .hand = { { -1, -1 }, -1, 0 },
			     .tried = STR_INIT(OUT_BYTES),
			     .best = STR_INIT(OUT_BYTES) };
}

static void drop_room(struct paint *p)
{
	free(p->was);
	free(p->wet);
	free(p->dry);
	free(p->map);
	plan_free(&p->plan);
	p->was = NULL;
	p->wet = p->dry = NULL;
	p->map = NULL;
	p->lost = true;
}

void paint_free(struct paint *p)
{
	drop_room(p);
	str_free(&p->tried);
	str_free(&p->best);
	*p = (struct paint){ .lost = true };
}

void paint_lost(struct paint *p)
{
	p->lost = true;
}

void paint_dress(struct paint *p, const struct theme *t, int colours)
{
	char ink[ROLE_COUNT][INK_BYTES];

	for (int r = 0; r < ROLE_COUNT; r++) {
		theme_ink(t, (enum role)r, colours, ink[r]);
		p->look[r] = theme_look(t, (enum role)r);
		p->same[r] = (unsigned char)r;
		for (int i = r - 1; i >= 0; i--)
			if (strcmp(ink[i], ink[r]) == 0)
				p->same[r] = (unsigned char)i;
		for (int i = 0; i < ROLE_COUNT; i++)
			theme_change(t, (enum role)i, (enum role)r, colours,
				     p->change[i][r]);
	}
	p->lost = true;
}

/* --- rows that move --- */

static void stand_still(struct paint *p)
{
	for (int y = 0; y < p->rows; y++)
		p->map[y] = (short)y;
}

static unsigned short alike(const uint32_t *a, const uint32_t *b, int n)
{
	int same = 0;

	for (int i = 0; i < n; i++)
		same += a[i] == b[i];
	return (unsigned short)same;
}

static void find_alike(const struct paint *p, const struct surface *s,
		       uint32_t *looks, unsigned short *like)
{
	int n = p->rows * p->cols;
	uint32_t *is = looks + n, *none = is + n;

	for (int i = 0; i < n; i++) {
		looks[i] = trial_look(p, &p->was[i]);
		is[i] = trial_look(p, surface_at(s, i / p->cols,
						 i % p->cols));
	}
	for (int y = 0; y < p->rows; y++, is += p->cols) {
		for (int from = 0; from < p->rows; from++)
			like[y * p->rows + from] =
				alike(is, looks + from * p->cols, p->cols);
		like[p->rows * p->rows + y] = alike(is, none, p->cols);
	}
}

/* Fills shift and map. Without memory nothing moves. */
static void find_shifts(struct paint *p, const struct surface *s)
{
	size_t cells = (size_t)(p->rows * p->cols), rows = (size_t)p->rows;
	uint32_t *looks = calloc(2 * cells + (size_t)p->cols, sizeof(*looks));
	unsigned short *like = calloc(rows * (rows + 1), sizeof(*like));

	p->shifts = 0;
	if (looks && like && p->rows <= SHIFT_ROWS) {
		find_alike(p, s, looks, like);
		p->shifts = shift_find(p->rows, like, like + rows * rows,
				       p->map, p->shift);
	}
	free(looks);
	free(like);
}

/* Margins of which one is the screen's are left out. */
static void send_shifts(struct trial *t)
{
	const struct paint *p = t->p;

	if (!p->shifts)
		return;
	trial_tint(t, (struct tint){ p->same[ROLE_TEXT], 0 });
	for (size_t i = 0; i < p->shifts; i++) {
		const struct shift *s = &p->shift[i];

		str_addz(t->out, "\033[");
		if (s->top > 0)
			str_addf(t->out, "%d", s->top + 1);
		if (s->bottom < p->rows - 1)
			str_addf(t->out, ";%d", s->bottom + 1);
		str_addc(t->out, 'r');
		trial_csi(t, s->by < 0 ? -s->by : s->by,
			  s->by < 0 ? 'T' : 'S');
	}
	str_addz(t->out, "\033[r");
	t->hand.at = (struct spot){ 0, 0 };
}

/* --- frames --- */

static void send_all(struct trial *t)
{
	struct paint *p = t->p;
	const struct surface *s = t->s;

	t->hand = p->hand;
	memcpy(p->wet, p->dry, (size_t)(p->rows * p->cols));
	str_clear(t->out);
	if (t->shifted)
		send_shifts(t);
	if (t->aside)
		for (int y = 0; y < s->rows; y++)
			trial_row(t, y);
	t->aside = 0;
	for (int y = 0; y < s->rows; y++)
		trial_row(t, y);
	trial_tint(t, (struct tint){ t->hand.role, 0 });
	trial_go(t, s->cursor_y, s->cursor_x < s->cols ? s->cursor_x : s->cols - 1);
}

/* True where that way was shorter: then it is *best. */
static bool try(struct trial t, struct trial *best)
{
	struct paint *p = t.p;
	struct str other = p->best;

	t.out = &p->tried;
	send_all(&t);
	if (p->tried.bad || p->tried.n >= p->best.n)
		return false;
	p->best = p->tried;
	p->tried = other;
	*best = t;
	return true;
}

static void try_shifts(struct trial *best)
{
	struct paint *p = best->p;
	struct trial t = *best;

	find_shifts(p, t.s);
	if (p->shifts == 0)
		return;
	t.shifted = true;
	trial_compare(p, t.s, p->dry);
	if (try(t, best))
		return;
	stand_still(p);
	trial_compare(p, t.s, p->dry);
}

/* Which inks wait for a round of their own: one more each time, where that makes
 * it shorter. */
static void try_inks(struct trial *best, unsigned inks)
{
	unsigned aside = 0;

	for (int r = 0; r < ROLE_COUNT; r++) {
		struct trial t = *best;

		t.aside = aside | 1u << r;
		if (inks >> r & 1 && try(t, best))
			aside = t.aside;
	}
}

static void blank_all(struct paint *p)
{
	for (int i = 0; i < p->rows * p->cols; i++)
		p->was[i] = (struct cell){ .text = " ", .width = 1,
					   .role = ROLE_TEXT };
}

/* Room for what stands there; without, there is no saying what does. */
static bool make_room(struct paint *p, const struct surface *s)
{
	size_t n = (size_t)s->rows * (size_t)s->cols;

	if (p->was && p->rows == s->rows && p->cols == s->cols)
		return true;
	drop_room(p);
	p->rows = s->rows;
	p->cols = s->cols;
	p->was = calloc(n, sizeof(*p->was));
	p->wet = calloc(n, 1);
	p->dry = calloc(n, 1);
	p->map = calloc((size_t)s->rows, sizeof(*p->map));
	if (plan_open(&p->plan, s->cols) && p->was && p->wet && p->dry && p->map)
		return true;
	drop_room(p);
	return false;
}

static void begin_anew(struct paint *p, struct str *out)
{
	str_addz(out, "\033[m\033[H\033[2J");
	p->hand = (struct hand){ { 0, 0 }, p->same[ROLE_TEXT], 0 };
	blank_all(p);
}

void paint_frame(struct paint *p, const struct surface *s, struct str *out)
{
	struct trial t = { .p = p, .s = s, .out = &p->best };
	bool all = p->lost;
	unsigned inks;

	if (!make_room(p, s))
		return;
	if (p->lost)
		begin_anew(p, out);
	p->lost = false;
	p->plan.erases = p->caps.erases;
	p->plan.whole = p->caps.whole;
	stand_still(p);
	inks = trial_compare(p, s, p->dry);
	send_all(&t);
	if (!all && !p->caps.whole && p->best.n > SMALL_BYTES) {
		if (p->caps.scrolls)
			try_shifts(&t);
		if (p->best.n < MUCH_BYTES)
			try_inks(&t, inks);
	}
	p->hand = t.hand;
	memcpy(p->was, surface_at(s, 0, 0),
	       (size_t)(p->rows * p->cols) * sizeof(*p->was));
	str_add(out, str_slice(&p->best));
	if (p->best.bad)
		p->lost = true;
}

void paint_end(struct paint *p, struct str *out)
{
	if (p->hand.link)
		str_addz(out, "\033]8;;\033\\");
	str_addz(out, "\033[m");
	p->hand.role = -1;
	p->hand.link = 0;
	p->lost = true;
}
