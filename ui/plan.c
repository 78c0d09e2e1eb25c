#include "ui/plan.h"

#include <limits.h>
#include <stdlib.h>

#include "ui/way.h"

enum { NEVER = INT_MAX / 4,
       FAR = 9,		/* columns: no way along a row has more bytes */
};

bool plan_open(struct plan *p, int cols)
{
	size_t n = 2 * ((size_t)cols + 1);

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

static int column(const struct plan *p, struct plan_at at)
{
	return at.clear * (p->cols + 1) + at.x;
}

static int place(const struct plan *p, struct plan_at at)
{
	return column(p, at) * PLAN_TINTS + at.tint;
}

int plan_cost(const struct plan *p, struct plan_at at)
{
	return p->cost[place(p, at)];
}

struct plan_step plan_step(const struct plan *p, struct plan_at at)
{
	return p->step[place(p, at)];
}

int plan_next(const struct plan *p, struct plan_at at)
{
	return at.x < p->cols ? p->next[column(p, at)] : p->cols;
}

/* --- what a step costs with all behind it --- */

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
static int onward(const struct plan *p, int from, struct plan_at at)
{
	at.x = plan_next(p, at);
	return at.x == p->cols ? 0 :
	       way_along(from, at.x) + plan_cost(p, at);
}

/* In its tint. */
static void offer_write(const struct plan *p, struct plan_at at,
			struct offer *best)
{
	const struct piece *c = &p->piece[at.x];
	struct plan_at then = at;

	if (!c->any && !(c->blank ? p->mute[at.tint] : c->tint == at.tint))
		return;
	then.x += c->width;
	take(best, c->bytes + (c->lands ? plan_cost(p, then) :
					  onward(p, -1, then)),
	     PLAN_WRITE, at.tint, 0);
}

/* As far as is needed, or as far as a digit less tells: what lies between is no
 * better. */
static void offer_erase(const struct plan *p, struct plan_at at,
			struct offer *best)
{
	struct plan_at then = at;

	for (int n = 1; at.x + n <= p->end; n++) {
		const struct piece *c = &p->piece[at.x + n - 1];

		if ((!c->blank && !c->any) || c->fixed)
			return;
		if (n != 9 && n != 99 && p->next[at.x + n] == at.x + n &&
		    p->piece[at.x + n].blank)
			continue;
		then.x = at.x + n;
		take(best, way_csi_bytes(n) + onward(p, at.x, then),
		     PLAN_ERASE, at.tint, n);
	}
}

static void offer_clear(const struct plan *p, struct plan_at at,
			struct offer *best)
{
	int n = p->clears ? 1 : p->end - at.x;

	/* What is written for doubt's sake is not gone over. */
	if (!p->layers || (!p->clears && !p->erases) || at.x < p->sure ||
	    (p->whole && at.x < p->tail))
		return;
	at.clear = true;
	take(best, way_csi_bytes(n) + onward(p, at.x, at), PLAN_CLEAR,
	     at.tint, n);
}

/* In each tint that can be of use here; how many are. */
static int offer_all(const struct plan *p, struct plan_at at,
		     struct offer with[PLAN_TINTS])
{
	const struct piece *c = &p->piece[at.x];
	int n = 0;

	for (at.tint = 0; at.tint < p->tints; at.tint++) {
		struct offer *best = &with[n];

		if (!p->mute[at.tint] && !c->any && at.tint != c->tint)
			continue;
		*best = (struct offer){ .cost = NEVER };
		offer_write(p, at, best);
		if (!at.clear && p->mute[at.tint]) {
			if (p->erases)
				offer_erase(p, at, best);
			offer_clear(p, at, best);
		}
		n += best->cost < NEVER;
	}
	return n;
}

static void look_at(struct plan *p, struct plan_at at)
{
	struct offer with[PLAN_TINTS];
	int far = plan_next(p, at) - at.x, n;

	/* To write so many is never shorter than to go. */
	n = far < FAR ? offer_all(p, at, with) : 0;
	for (at.tint = 0; at.tint < p->tints; at.tint++) {
		const int *change = p->change[at.tint];
		struct offer best = { .cost = NEVER };

		if (far > 0)
			take(&best, onward(p, at.x, at), PLAN_GO, at.tint, 0);
		for (int j = 0; j < n; j++)
			take(&best, change[with[j].step.tint] + with[j].cost,
			     with[j].step.does, with[j].step.tint,
			     with[j].step.n);
		p->cost[place(p, at)] = best.cost;
		p->step[place(p, at)] = best.step;
	}
}

static void end_at(struct plan *p, struct plan_at at)
{
	for (at.tint = 0; at.tint < p->tints; at.tint++) {
		p->cost[place(p, at)] = 0;
		p->step[place(p, at)] = (struct plan_step){
			.does = PLAN_END, .tint = (unsigned char)at.tint };
	}
}

static bool is_needed(const struct plan *p, struct plan_at at)
{
	const struct piece *c = &p->piece[at.x];

	if (at.x >= p->end || c->width == 0)
		return false;
	return at.clear ? !c->blank && !c->any : c->needed;
}

static void make(struct plan *p, bool clear)
{
	struct plan_at at = { p->cols, 0, clear };

	for (; at.x >= 0; at.x--) {
		struct plan_at then = { at.x + 1, 0, clear };
		bool is = at.x < p->cols && is_needed(p, at);

		p->next[column(p, at)] = is ? at.x : plan_next(p, then);
		if (p->next[column(p, at)] == p->cols)
			end_at(p, at);
		else if (p->piece[at.x].width > 0)
			look_at(p, at);
	}
}

/* Is there anything to be erased? */
static bool any_blank(const struct plan *p)
{
	int x = 0;

	while (x < p->end && !(p->piece[x].blank && p->piece[x].needed))
		x++;
	return x < p->end;
}

void plan_make(struct plan *p, int to)
{
	p->end = to;
	while (p->end > 0 && !(p->piece[p->end - 1].needed &&
			       p->piece[p->end - 1].width > 0))
		p->end--;
	if (p->end > 0)
		p->end += p->piece[p->end - 1].width - 1;
	p->clears = p->tail <= p->end;
	p->sure = p->end;
	while (p->sure > 0 && (p->piece[p->sure - 1].lands ||
			       p->piece[p->sure - 1].width == 0))
		p->sure--;
	p->layers = any_blank(p);
	if (p->layers)
		make(p, true);
	make(p, false);
}
