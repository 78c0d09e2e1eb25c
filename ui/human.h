/* Values of a view's cells as people read them. */
#ifndef THAW_UI_HUMAN_H
#define THAW_UI_HUMAN_H

#include "model/shape.h"

/* The values of a cell one by one, as slice_cut; an absent cell has none. */
bool human_cut(const struct column *c, struct slice *rest,
	       struct slice *item);
/* Appends a partial ISO date as "13 Dec 2025", anything else as it is. */
void human_date(struct slice iso, struct str *out);
/* Appends a date as human_date(), a word as its label. */
void human_item(const struct column *c, struct slice item, struct str *out);
/* The same for one claim's value. */
void human_value(enum property prop, struct slice value, struct str *out);
bool human_true(const struct shape *s, const struct row *r, const char *name);
struct slice human_get(const struct shape *s, const struct row *r,
		     const char *name);	/* absent where there is none */

#endif
