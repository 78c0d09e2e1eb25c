/* A list over a row source: a window of rows, a cursor that stays on its
 * record whatever happens to the rows around it.
 *
 * Only the rows on the screen are held. The list owns its row source.
 */
#ifndef THAW_UI_LIST_H
#define THAW_UI_LIST_H

#include "ui/human.h"
#include "ui/marked.h"
#include "ui/data.h"
#include "ui/pane.h"
#include "ui/spots.h"
#include "ui/surface.h"

enum { LIST_ID = 256, LIST_ROWS = SURFACE_ROWS };

struct list_row {
	struct row row;
	struct own_mark mark;
};

struct list {
	const struct pane *pane;
	const struct shape *shape;
	const struct data *data;
	struct rows rows;
	int64_t count, total;
	int64_t top, cur;	/* positions; cur is 0 in an empty list */
	char id[LIST_ID];	/* of the record under the cursor, or "" */
	struct sought sought;	/* shown where it stands */
	struct arena mem;	/* of the page */
	struct list_row *page;
	size_t page_n, page_cap;
	int64_t page_at;	/* position of page[0] */
	bool stale;		/* the page must be fetched again */
	struct err err;		/* of the last fetch, shown in the pane */
	struct rect at;		/* of the rows, as they were drawn last */
	/* Says another word for a cell while a refresh runs; may be NULL. */
	bool (*says)(void *ctx, const struct list *l, const struct row *r,
		     const char *column, struct str *out);
	void *says_ctx;
	int sorted;		/* by this column of the view, as its title
				 * says; -1: by none */
	bool sorted_down;
	const struct marked *marked;	/* shown so; may be NULL */
	struct retitled {		/* a column that says another thing */
		const char *column, *title;	/* NULL: none does */
	} retitled;
};

void list_init(struct list *l, const struct pane *pane,
	       const struct data *data);
/* Takes new rows: the cursor stays on its record, at the same height; where
 * the record is gone, on the row that took its place. */
void list_rows(struct list *l, struct rows rows);
void list_free(struct list *l);

/* The cursor is wanted on that record, so many rows below the first one shown;
 * it goes there with the next list_rows(). */
void list_seek(struct list *l, const char *id, int64_t height);
/* So many rows the cursor stands below the first one shown; 0 where it has left
 * the page, which follows when it is drawn. */
int64_t list_height(const struct list *l);
void list_move(struct list *l, int64_t by);
void list_to(struct list *l, int64_t pos);
/* The page moves, and the cursor only where it would leave it. */
void list_scroll(struct list *l, int64_t by);
/* The row that was drawn in that row of the screen, or -1. */
int64_t list_row_at(const struct list *l, int y);
/* Makes the page of `height` rows that holds the cursor. */
void list_load(struct list *l, int height);
const struct list_row *list_current(struct list *l);	/* NULL: empty */

/* The view has the column, or it is that of the marks. */
bool list_has(const struct list *l, const struct pane_column *c);
/* Appends the cell as it is shown, with nothing a terminal obeys. */
void list_cell(const struct list *l, const struct row *r,
	       const struct pane_column *c, struct str *out);

struct list_look {
	bool focused;
	bool frugal;	/* the cursor is a marker only */
	bool heading;	/* the columns have their titles */
	bool late;	/* other rows are on their way */
};
/* Appends the row in words: its cells, then its marks. */
void list_say(const struct list *l, const struct list_row *lr,
	      struct str *out);
/* Draws into `at`, headings first. */
void list_draw(struct list *l, struct surface *s, struct rect at,
	       const struct list_look *look);

#endif
