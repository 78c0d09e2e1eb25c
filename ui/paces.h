/* Rows that are gone through in steps, so that no key waits for the last one. */
#ifndef THAW_UI_PACES_H
#define THAW_UI_PACES_H

#include "ui/data.h"

struct walk {
	struct rows rows;
	int64_t at, of;		/* rows done and to do */
};

struct walk_pace {
	bool (*hurry)(void *ctx);	/* a key waits; NULL: never */
	void *ctx;
	int sure;		/* steps that no key prevents, */
	int most;		/* and between two frames */
};

/* Opens the rows, if they are not: 1; 0: a key waits; -1. */
int walk_open(struct walk *w, const struct data *d, const struct shape *shape,
	      const struct query *q, const struct walk_pace *pace,
	      struct err *e);
/* Up to n rows more: 1; 0: there are no more, and they are closed; -1. */
int walk_on(struct walk *w, int64_t n, row_fn *fn, void *ctx, struct err *e);
void walk_end(struct walk *w);
/* Another step is to be made; *steps counts them, from 0. */
bool walk_may(const struct walk_pace *pace, int *steps);

#endif
