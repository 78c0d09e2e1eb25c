#include "ui/plan.h"

#include <limits.h>
#include <stdlib.h>

#include "ui/way.h"

enum { NEVER = INT_MAX / 4 };

bool plan_open(struct plan *p, int cols)
{
	size_t n = (size_t)cols + 1;

	*p = (struct plan){ .cols = cols };
	p->piece = calloc(n, sizeof(*p->piece));
	p->next = calloc(n, sizeof(*p->next));
	p->cost = calloc(n * PLAN_TINTS, sizeof(*p->cost));
	p->step = calloc(n * PLAN_TINTS, sizeof(*p->step));
	return p->piece && p->next && p->cost && p->step;
}

void plan_free(struct plan *p)
{
	free(p->piece);
	free(p->next);
	free(p->cost);
	free(p->step);
	*p = (struct plan){ 0 };
}

int plan_cost(const struct plan *p, int x, int tint)
{
	return p->cost[x * PLAN_TINTS + tint];
}

struct plan_step plan_step(const struct plan *p, int x, int tint)
{
	return p->step[x * PLAN_TINTS + tint];
}

int plan_next(const struct plan *p, int x)
{
	return x < p->cols ? p->next[x] : p->cols;
}

/* What a step costs with all behind it; the tint is set already. */
struct offer {
	int cost;
	struct plan_step step;
};

static void take(struct offer *best, int cost, enum plan_do does, int tint,
		 int n)
{
	if (cost >= best->cost)
		return;
	best->cost = cost;
	best->step = (struct plan_step){ (unsigned char)does,
					 (unsigned char)tint, (short)n };
}

/* From a column (-1: unknown) to the next that is needed, and all behind. */
static int onward(const struct plan *p, int from, int x, int tint)
{
	int to = plan_next(p, x);

	return to == p->cols ? 0 :
	       way_along(from, to) + plan_cost(p, to, tint);
}

static bool fits(const struct plan *p, int x, int tint)
{
	const struct piece *c = &p->piece[x];

	return c->any || (c->blank ? p->mute[tint] : c->tint == tint);
}

static void offer_write(const struct plan *p, int x, int tint,
			struct offer *best)
{
	const struct piece *c = &p->piece[x];
	int then = x + c->width;

	take(best, c->bytes + (c->lands ? plan_cost(p, then, tint) :
					  onward(p, -1, then, tint)),
	     PLAN_WRITE, tint, 0);
}

static void offer_erase(const struct plan *p, int x, int tint,
			struct offer *best)
{
	if (x >= p->tail) {
		take(best, way_csi_bytes(1), PLAN_CLEAR, tint, 0);
		return;
	}
	for (int n = 1; p->erases && x + n <= p->cols; n++) {
		const struct piece *c = &p->piece[x + n - 1];

		if ((!c->blank && !c->any) || c->fixed)
			return;
		take(best, way_csi_bytes(n) + onward(p, x, x + n, tint),
		     PLAN_ERASE, tint, n);
	}
}

static void look_at(struct plan *p, int x)
{
	const struct piece *c = &p->piece[x];
	struct offer with[PLAN_TINTS];

	for (int j = 0; j < p->tints; j++) {
		with[j].cost = NEVER;
		if (fits(p, x, j))
			offer_write(p, x, j, &with[j]);
		if ((c->blank || c->any) && p->mute[j])
			offer_erase(p, x, j, &with[j]);
	}
	for (int i = 0; i < p->tints; i++) {
		struct offer best = { .cost = NEVER };

		if (!c->needed)
			take(&best, onward(p, x, x, i), PLAN_GO, i, 0);
		for (int j = 0; j < p->tints; j++)
			if (with[j].cost < NEVER)
				take(&best, p->change[i][j] + with[j].cost,
				     with[j].step.does, j, with[j].step.n);
		p->cost[x * PLAN_TINTS + i] = best.cost;
		p->step[x * PLAN_TINTS + i] = best.step;
	}
}

static void end_at(struct plan *p, int x)
{
	for (int i = 0; i < p->tints; i++) {
		p->cost[x * PLAN_TINTS + i] = 0;
		p->step[x * PLAN_TINTS + i] = (struct plan_step){
			.does = PLAN_END, .tint = (unsigned char)i };
	}
}

void plan_make(struct plan *p, int to)
{
	for (int x = p->cols; x >= 0; x--) {
		bool needed = x < to && p->piece[x].needed &&
			      p->piece[x].width > 0;

		p->next[x] = needed ? x : plan_next(p, x + 1);
		if (p->next[x] == p->cols)
			end_at(p, x);
		else if (p->piece[x].width > 0)
			look_at(p, x);
	}
}
