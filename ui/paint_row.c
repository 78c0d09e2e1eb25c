#include "ui/paint_row.h"

#include <string.h>

#include "ui/cell.h"

/* --- what a cell is --- */

static bool is_blank(const struct cell *c)
{
	return c->text[0] == ' ' && c->text[1] == '\0';
}

static bool mute(const struct paint *p, int role, uint32_t link)
{
	return !link && !(p->look[role] & (LOOK_REVERSE | LOOK_LINE));
}

/* A blank of which nothing is seen: any ink without these draws it. */
static bool unseen(const struct paint *p, const struct cell *c)
{
	return is_blank(c) && mute(p, c->role, c->link);
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

static const struct cell nothing = { .text = " ", .width = 1,
				     .role = ROLE_TEXT };

static const struct cell *was_at(const struct paint *p, int y, int x)
{
	return p->map[y] < 0 ? &nothing : &p->was[p->map[y] * p->cols + x];
}

uint32_t trial_look(const struct paint *p, const struct cell *c)
{
	uint32_t h = 2166136261u;

	if (unseen(p, c))
		return 0;
	for (const char *t = c->text; *t; t++)
		h = (h ^ (unsigned char)*t) * 16777619u;
	h = (h ^ c->width) * 16777619u;
	h = (h ^ p->same[c->role]) * 16777619u;
	return ((h ^ c->link) * 16777619u) | 1;
}

/* --- what a row is --- */

static int tint_bytes(const struct trial *t, struct tint a, struct tint b)
{
	int n = 0;

	if (a.link != b.link)
		n += 7 + (int)surface_link_url(t->s, b.link).n;
	if (a.role != b.role)
		n += 3 + (int)strlen(t->p->change[a.role][b.role]);
	return n;
}

/* Its number in the row; -1: there is no room for one more. */
static int find_tint(struct trial *t, struct tint is)
{
	struct plan *plan = &t->p->plan;
	int n = plan->tints;

	for (int i = 0; i < n; i++)
		if (t->tint[i].role == is.role && t->tint[i].link == is.link)
			return i;
	if (n == PLAN_TINTS)
		return -1;
	t->tint[n] = is;
	plan->mute[n] = mute(t->p, is.role, is.link);
	for (int i = 0; i <= n; i++) {
		plan->change[i][n] = tint_bytes(t, t->tint[i], is);
		plan->change[n][i] = tint_bytes(t, is, t->tint[i]);
	}
	plan->tints++;
	return n;
}

static struct tint tint_of(const struct paint *p, const struct cell *c)
{
	return (struct tint){ p->same[c->role], p->caps.links ? c->link : 0 };
}

/* The first cell of which terminals may disagree; cols: none. */
static int first_doubt(const struct paint *p, const struct surface *s, int y)
{
	int x = 0;

	while (x < s->cols && cell_certain(surface_at(s, y, x)) &&
	       cell_certain(was_at(p, y, x)))
		x++;
	return x;
}

static bool needed(const struct trial *t, int y, int x, int doubt)
{
	const struct paint *p = t->p;
	unsigned char wet = p->wet[y * p->cols + x];

	return wet == DRY_WRONG || wet == WRONG || p->caps.whole ||
	       x >= doubt;
}

/* To be written in a later round, whatever stands there till then. */
static bool put_aside(const struct trial *t, const struct cell *c)
{
	return (t->aside >> t->p->same[c->role] & 1) && !unseen(t->p, c);
}

static struct piece piece_of(struct trial *t, int y, int x, int doubt)
{
	const struct cell *c = surface_at(t->s, y, x);
	const struct paint *p = t->p;
	struct piece is = {
		.width = c->width, .bytes = (unsigned char)strlen(c->text),
		.blank = unseen(p, c), .needed = needed(t, y, x, doubt),
		.lands = cell_certain(c),
	};

	if (c->width == 2)
		is.needed |= needed(t, y, x + 1, doubt);
	/* the last cell of all would scroll */
	if (!p->caps.late_wrap && y == t->s->rows - 1 &&
	    x + c->width >= t->s->cols)
		is.needed = false;
	is.any = doubt == t->s->cols && put_aside(t, c);
	is.needed &= !is.any;
	return is;
}

/* Fills the row up to what is returned: cols, if tints do not run out. */
static int fill_row(struct trial *t, int y, int from, int doubt)
{
	struct plan *plan = &t->p->plan;
	int to = t->s->cols;

	plan->tints = 0;
	memset(plan->piece, 0, (size_t)to * sizeof(*plan->piece));
	find_tint(t, (struct tint){ t->hand.role, t->hand.link });
	find_tint(t, (struct tint){ t->p->same[ROLE_TEXT], 0 });
	for (int x = from; x < to; x++) {
		int n = 0;

		plan->piece[x] = piece_of(t, y, x, doubt);
		if (!plan->piece[x].blank && !plan->piece[x].any)
			n = find_tint(t, tint_of(t->p, surface_at(t->s, y, x)));
		if (n < 0)
			to = x;
		else
			plan->piece[x].tint = (unsigned char)n;
	}
	return to;
}

/* Where the blanks begin that reach to the end of the row. */
static int blank_tail(const struct paint *p, const struct surface *s, int y)
{
	int x = s->cols;

	while (x > 0 && unseen(p, surface_at(s, y, x - 1)))
		x--;
	return x;
}

/* --- letters from right to left --- */

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

/* Fences around them: whether one opens before the cell, or closes behind it. */
static bool opens(const struct trial *t, int y, int x)
{
	const struct surface *s = t->s;
	int at = x;

	if (!t->p->caps.isolates || !cell_rtl(surface_at(s, y, x)))
		return false;
	for (int gap = 0; at > 0 && gap < 2; ) {
		at--;
		gap = is_blank(surface_at(s, y, at)) ? gap + 1 : 0;
		if (cell_rtl(surface_at(s, y, at)))
			return false;
	}
	return true;
}

static bool closes(const struct trial *t, int y, int x)
{
	const struct cell *c = surface_at(t->s, y, x);

	return t->p->caps.isolates && cell_rtl(c) &&
	       x + c->width < t->s->cols && isolate_end(t->s, y, x) == x;
}

/* What the fences cost, and that nothing between them is erased. */
static void fence(struct trial *t, int y, int from, int to)
{
	bool inside = false;

	for (int x = from; x < to; x++) {
		struct piece *is = &t->p->plan.piece[x];

		if (!inside && opens(t, y, x)) {
			is->bytes = (unsigned char)(is->bytes + 3 +
						    way_along(-1, x));
			inside = true;
		}
		is->fixed = inside;
		if (!inside || !closes(t, y, x))
			continue;
		is->bytes = (unsigned char)(is->bytes + 3);
		is->lands = false;
		inside = false;
	}
}

/* --- what is sent --- */

void trial_tint(struct trial *t, struct tint is)
{
	struct hand *h = &t->hand;

	if (h->link != is.link && t->p->caps.links) {
		str_addz(t->out, "\033]8;;");
		str_add(t->out, surface_link_url(t->s, is.link));
		str_addz(t->out, "\033\\");
		h->link = is.link;
	}
	if (h->role == is.role)
		return;
	str_addz(t->out, "\033[");
	str_addz(t->out, t->p->change[h->role][is.role]);
	str_addc(t->out, 'm');
	h->role = is.role;
}

void trial_go(struct trial *t, int y, int x)
{
	char bytes[WAY_BYTES];
	int n = way(t->hand.at, (struct spot){ y, x }, bytes);

	str_add(t->out, slice_make(bytes, (size_t)n));
	t->hand.at = (struct spot){ y, x };
}

void trial_csi(struct trial *t, int n, char what)
{
	char bytes[WAY_BYTES];

	str_add(t->out, slice_make(bytes, (size_t)way_csi(n, what, bytes)));
}

static void mark(struct trial *t, int y, int x, int n)
{
	const struct paint *p = t->p;

	for (int i = x; i < x + n && i < p->cols; i++)
		p->wet[y * p->cols + i] = p->plan.piece[i].any ? WRONG : RIGHT;
}

static void write_cell(struct trial *t, int y, int x)
{
	const struct cell *c = surface_at(t->s, y, x);
	const struct piece *is = &t->p->plan.piece[x];
	struct spot *at = &t->hand.at;

	if (opens(t, y, x)) {
		str_addz(t->out, "\xE2\x81\xA8");	/* U+2068 */
		at->x = -1;
		trial_go(t, y, x);
	}
	str_addz(t->out, c->text);
	if (closes(t, y, x))
		str_addz(t->out, "\xE2\x81\xA9");	/* U+2069 */
	mark(t, y, x, is->width);
	at->x = is->lands ? x + is->width : -1;
	if (x + is->width < t->s->cols)
		return;
	at->x = -1;
	if (!t->p->caps.late_wrap)
		at->y = -1;
}

/* Where the cursor enters the row, over what stands there already. */
static int entry(const struct trial *t, int y)
{
	const struct plan *plan = &t->p->plan;
	char bytes[WAY_BYTES];
	int first = plan_next(plan, (struct plan_at){ 0, 0, false });
	int best = first, least = 0;

	for (int x = first; x >= 0 && x < plan->cols; x--) {
		int cost;

		if (plan->piece[x].width == 0)
			continue;
		cost = way(t->hand.at, (struct spot){ y, x }, bytes) +
		       plan_cost(plan, (struct plan_at){ x, 0, false });
		if (x < first && cost >= least)
			continue;
		best = x;
		least = cost;
	}
	return best;
}

/* Does the step, and moves `at` on. */
static void act(struct trial *t, int y, struct plan_at *at,
		struct plan_step step)
{
	const struct plan *plan = &t->p->plan;
	bool lands = false;

	switch ((enum plan_do)step.does) {
	case PLAN_WRITE:
		write_cell(t, y, at->x);
		lands = plan->piece[at->x].lands;
		at->x += plan->piece[at->x].width;
		break;
	case PLAN_ERASE:
		trial_csi(t, step.n, 'X');
		mark(t, y, at->x, step.n);
		at->x += step.n;
		break;
	case PLAN_CLEAR:
		trial_csi(t, step.n, plan->clears ? 'K' : 'X');
		mark(t, y, at->x, plan->end - at->x);
		at->clear = true;
		break;
	case PLAN_GO:
	case PLAN_END:
		break;
	}
	if (!lands)
		at->x = plan_next(plan, *at);
}

/* Columns from `from` on, as far as what is returned. */
static int send_part(struct trial *t, int y, int from, int doubt)
{
	struct plan *plan = &t->p->plan;
	int to = fill_row(t, y, from, doubt);
	struct plan_at at = { 0, 0, false };

	if (doubt < t->s->cols)
		fence(t, y, from, to);
	plan_make(plan, to);
	at.x = entry(t, y);
	while (at.x < plan->cols) {
		struct plan_step step = plan_step(plan, at);

		if (step.does == PLAN_END)
			break;
		trial_go(t, y, at.x);
		trial_tint(t, t->tint[step.tint]);
		at.tint = step.tint;
		act(t, y, &at, step);
	}
	return to;
}

static bool any_needed(const struct paint *p, int y)
{
	const unsigned char *wet = p->wet + y * p->cols;
	int x = 0;

	while (x < p->cols && wet[x] != DRY_WRONG && wet[x] != WRONG)
		x++;
	return x < p->cols;
}

unsigned trial_compare(const struct paint *p, const struct surface *s,
		       unsigned char *wet)
{
	unsigned inks = 0;

	for (int y = 0; y < p->rows; y++) {
		for (int x = 0; x < p->cols; x++, wet++) {
			const struct cell *c = surface_at(s, y, x);

			*wet = DRY_RIGHT;
			if (same_cell(p, c, was_at(p, y, x)))
				continue;
			*wet = DRY_WRONG;
			if (!unseen(p, c))
				inks |= 1u << p->same[c->role];
		}
	}
	return inks;
}

void trial_row(struct trial *t, int y)
{
	struct paint *p = t->p;
	int doubt;

	if (!any_needed(p, y))
		return;
	doubt = first_doubt(p, t->s, y);
	if (t->aside && doubt < p->cols)
		return;
	p->plan.tail = blank_tail(p, t->s, y);
	for (int x = 0; x < p->cols; )
		x = send_part(t, y, x, doubt);
}
