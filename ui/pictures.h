/* Pictures of who is held where and who is listed (view/picture.h): stacked
 * bars and tables of shades, of the rows that the panes are filtered to. They
 * are counted in steps, so that no key waits; what was counted before stands
 * meanwhile.
 */
#ifndef THAW_UI_PICTURES_H
#define THAW_UI_PICTURES_H

#include "ui/paces.h"
#include "ui/surface.h"
#include "view/picture.h"

enum { PICTURE_VIEWS = 2, PICTURE_VALUE = GRID_VALUE + 1 };

/* What is chosen, by value: rows may be others. */
struct picked {
	char row[PICTURE_VALUE], col[PICTURE_VALUE];
	bool any;
	size_t top;		/* first row shown */
};

struct pictures {
	size_t at;			/* which of picture_rows */
	struct grid *shown;		/* [PICTURES]; NULL: not yet */
	struct picked picked[PICTURES];
	bool dirty;
	struct err err;
	/* what is being counted */
	struct grid *next;
	bool going;
	size_t view;
	struct walk walk;
};

void pictures_init(struct pictures *p);
void pictures_free(struct pictures *p);
void pictures_stale(struct pictures *p);

struct pictures_from {
	const struct data *data;
	/* Opens *q, checked and complete, for the view; false: it cannot be
	 * asked so. */
	bool (*query)(void *ctx, const char *view, struct query *q,
		      struct err *e);
	void *query_ctx;
	bool (*hurry)(void *ctx);	/* a key waits; NULL: never */
	void *hurry_ctx;
};
/* Goes on counting; true while there is more to do. */
bool pictures_load(struct pictures *p, const struct pictures_from *from);

void pictures_turn(struct pictures *p, int by);
/* By rows and by the parts of a row that somebody is in. */
void pictures_row(struct pictures *p, int by);
void pictures_part(struct pictures *p, int by);
/* The picture that is shown, its counts, and what is chosen; false: nothing
 * is. */
const struct picture *pictures_shown(const struct pictures *p);
const struct grid *pictures_grid(const struct pictures *p);
bool pictures_chosen(const struct pictures *p, size_t *row, size_t *col);

/* Draws into `at`, without a frame. */
void pictures_draw(struct pictures *p, struct surface *to, struct rect at);

#endif
