#include "ui/paint_row.h"

#include <stdlib.h>
#include <string.h>

enum {
	OUT_BYTES = 16 << 20,
	SMALL_BYTES = 48,	/* no other order is tried */
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
	plan_free(&p->plan);
	p->was = NULL;
	p->wet = NULL;
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

/* --- frames --- */

static void send_all(struct trial *t)
{
	struct paint *p = t->p;
	const struct surface *s = t->s;

	t->hand = p->hand;
	memset(p->wet, DRY, (size_t)(p->rows * p->cols));
	str_clear(t->out);
	if (t->aside)
		for (int y = 0; y < s->rows; y++)
			trial_row(t, y);
	t->aside = 0;
	for (int y = 0; y < s->rows; y++)
		trial_row(t, y);
	trial_tint(t, (struct tint){ t->hand.role, 0 });
	trial_go(t, s->cursor_y, s->cursor_x < s->cols ? s->cursor_x : s->cols - 1);
}

/* True where it was shorter. */
static bool try_aside(struct paint *p, const struct surface *s, unsigned aside,
		      struct hand *hand)
{
	struct trial t = { .p = p, .s = s, .aside = aside, .out = &p->tried };
	struct str other = p->best;

	send_all(&t);
	if (p->tried.bad || p->tried.n >= p->best.n)
		return false;
	p->best = p->tried;
	p->tried = other;
	*hand = t.hand;
	return true;
}

/* Which inks wait for a round of their own: one more each time, as long as that
 * makes it shorter. */
static void try_inks(struct paint *p, const struct surface *s, unsigned inks,
		     struct hand *hand)
{
	unsigned aside = 0, better = 1;

	while (better) {
		better = 0;
		for (int r = 0; r < ROLE_COUNT; r++)
			if ((inks & ~aside) >> r & 1 &&
			    try_aside(p, s, aside | 1u << r, hand))
				better = 1u << r;
		aside |= better;
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
	if (plan_open(&p->plan, s->cols) && p->was && p->wet)
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

	if (!make_room(p, s))
		return;
	if (p->lost)
		begin_anew(p, out);
	p->lost = false;
	p->plan.erases = p->caps.erases;
	p->plan.whole = p->caps.whole;
	send_all(&t);
	if (!all && !p->caps.whole && p->best.n > SMALL_BYTES)
		try_inks(p, s, t.inks, &t.hand);
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
