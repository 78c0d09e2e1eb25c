/* The facet menu: the values of a column, of dates the years, with their counts; choosing one adds
 * its term to the filter, choosing it again takes it away. */
#ifndef THAW_UI_CHOICES_H
#define THAW_UI_CHOICES_H

#include "ui/data.h"
#include "ui/menu.h"
#include "ui/surface.h"

enum { FACET_VALUES = 1000, FACET_BYTES = 1 << 20 };

struct facet_value {
	struct slice value;
	int64_t rows;
};

struct facet {
	const struct shape *shape;
	int column[SHAPE_COLUMNS];	/* that can be chosen */
	size_t n_columns, at;		/* the one that is open */
	struct arena mem;
	struct facet_value *value;
	size_t n, cap;
	struct menu menu;		/* of them */
	struct rect in;		/* of the values, as they were drawn last */
};

/* False when the view has nothing to choose from. */
bool facet_begin(struct facet *f, const struct shape *shape);
/* Reads the values of the open column under the query, whose own terms on
 * that column are left out: the other values stay to be chosen. */
int facet_load(struct facet *f, const struct data *d, struct query *q,
	       struct err *e);
void facet_turn(struct facet *f, int by);	/* the next column */
const struct column *facet_column(const struct facet *f);
/* The column whose title stands in that cell of the line of titles; -1: none. */
int facet_tab_at(const struct facet *f, int cell);
void facet_free(struct facet *f);
void facet_draw(struct facet *f, struct surface *s, struct rect at,
		struct slice filter);

/* Does the filter have this value of this column? */
bool facet_has(struct slice filter, const char *column, struct slice value);
/* Appends the filter with the value added or taken away. */
void facet_toggle(struct slice filter, const char *column,
		  struct slice value, struct str *out);

#endif
