/* The line above the panes: what matters most, counted from the views. */
#ifndef THAW_UI_HEADLINE_H
#define THAW_UI_HEADLINE_H

#include "ui/data.h"

/* A query that is checked and complete for a view; false when the desk's
 * filter does not fit it. The callee opens *q, the caller frees it. */
typedef bool query_fn(void *ctx, const struct shape *shape, struct query *q);

/* Appends "123 freed 13 Dec 2025 · US potash: eased by licence · EU: in force ·
 * about 1,100 still held"; what the data cannot say is left out. Each is what a
 * row of a view says by its claims; `sources`: and whose word that is. */
void headline_make(const struct data *d, query_fn *fn, void *ctx,
		   bool sources, struct str *out);

#endif
