/* The pictures of a view: which of its columns are counted against each other.
 * A picture is a row of a table; screen and report draw the same. */
#ifndef THAW_VIEW_PICTURE_H
#define THAW_VIEW_PICTURE_H

#include "model/shape.h"
#include "write/grid.h"

enum picture_kind { PICTURE_STACK, PICTURE_HEAT };

struct picture {
	const char *name;
	const char *title;
	enum picture_kind kind;
	const char *view;
	const char *row, *col;	/* columns of the view */
	bool years;		/* of the dates of `row` the years alone */
	const char *note;	/* how to read it */
};

enum { PICTURES = 4 };
extern const struct picture picture_rows[PICTURES];

/* Counts a row of the picture's view. */
int picture_add(const struct picture *p, const struct shape *shape,
		const struct row *r, struct grid *g, struct err *e);
/* In the order in which it is drawn. */
void picture_end(const struct picture *p, struct grid *g);
/* The label of a value: "in a colony", "2021", "not told". */
void picture_name(const struct picture *p, bool row, struct slice value,
		  struct str *to);
/* A cell as a row of view_pictures, values as they are kept; cells live in
 * `mem`. */
void picture_row(const struct picture *p, const struct grid *g, size_t row,
		 size_t col, struct row *out, struct arena *mem);
extern const struct shape view_pictures;
/* Its words for a drawing. */
struct grid_words picture_words(const struct picture *p);

#endif
