#include "ui/pictures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum {
	CHUNK = 256,
	STEPS = 64,		/* chunks between two frames */
};

static const char *const view_names[PICTURE_VIEWS] = {
	"releases", "sanctions",
};

void pictures_init(struct pictures *p)
{
	*p = (struct pictures){ .dirty = true };
}

static void free_grids(struct grid **list)
{
	for (size_t i = 0; *list && i < PICTURES; i++)
		grid_free(&(*list)[i]);
	free(*list);
	*list = NULL;
}

static void drop(struct pictures *p)
{
	walk_end(&p->walk);
	free_grids(&p->next);
	p->going = false;
	p->view = 0;
}

void pictures_free(struct pictures *p)
{
	drop(p);
	free_grids(&p->shown);
	*p = (struct pictures){0};
}

void pictures_stale(struct pictures *p)
{
	p->dirty = true;
}

/* --- counting --- */

static void begin(struct pictures *p)
{
	drop(p);
	err_clear(&p->err);
	p->dirty = false;
	p->next = calloc(PICTURES, sizeof(*p->next));
	if (!p->next) {
		err_set(&p->err, ERR_MEMORY, "no memory for the pictures");
		return;
	}
	for (size_t i = 0; i < PICTURES; i++)
		p->next[i] = GRID_INIT;
	p->going = true;
}

static int take_row(void *ctx, const struct shape *shape, const struct row *r,
		    struct err *e)
{
	struct pictures *p = ctx;

	for (size_t i = 0; i < PICTURES; i++)
		if (strcmp(picture_rows[i].view, shape->name) == 0 &&
		    picture_add(&picture_rows[i], shape, r, &p->next[i],
				e) < 0)
			return -1;
	return 0;
}

/* 1: the rows of the view are open; 0: a key waits; -1: p->err. */
static int open_view(struct pictures *p, const struct pictures_from *from,
		     const struct walk_pace *pace)
{
	const struct data *d = from->data;
	const char *view = view_names[p->view];
	struct query q = {0};
	int rc = -1;

	if (p->walk.rows.ops)
		return 1;
	if (from->query(from->query_ctx, view, &q, &p->err))
		rc = walk_open(&p->walk, d, d->ops->shape(d->ctx, view), &q,
			       pace, &p->err);
	query_free(&q);
	return rc;
}

static int count_more(struct pictures *p, const struct pictures_from *from,
		      const struct walk_pace *pace)
{
	int rc = open_view(p, from, pace);

	if (rc <= 0)
		return rc;
	rc = walk_on(&p->walk, CHUNK, take_row, p, &p->err);
	if (rc == 0)
		p->view++;
	return rc < 0 ? -1 : 1;
}

static void take_all(struct pictures *p)
{
	for (size_t i = 0; i < PICTURES; i++)
		picture_end(&picture_rows[i], &p->next[i]);
	free_grids(&p->shown);
	p->shown = p->next;
	p->next = NULL;
	drop(p);
}

bool pictures_load(struct pictures *p, const struct pictures_from *from)
{
	const struct walk_pace pace = { from->hurry, from->hurry_ctx, 1,
					STEPS };
	int rc = 1, steps = 0;

	if (p->dirty && !p->going)
		begin(p);
	while (p->going && rc > 0 && p->view < PICTURE_VIEWS &&
	       walk_may(&pace, &steps))
		rc = count_more(p, from, &pace);
	if (rc < 0)
		drop(p);
	if (p->going && p->view == PICTURE_VIEWS)
		take_all(p);
	return p->going || p->dirty;
}

/* --- what is chosen --- */

const struct picture *pictures_shown(const struct pictures *p)
{
	return &picture_rows[p->at];
}

const struct grid *pictures_grid(const struct pictures *p)
{
	const struct grid *g = p->shown ? &p->shown[p->at] : NULL;

	return g && g->cell && g->rows && g->cols ? g : NULL;
}

void pictures_turn(struct pictures *p, int by)
{
	p->at = (p->at + (by > 0 ? 1 : PICTURES - 1)) % PICTURES;
}

static size_t find(const struct slice *list, size_t n, const char *value)
{
	size_t i = 0;

	while (i < n && !slice_is(list[i], value))
		i++;
	return i;
}

/* Of a bar a part that somebody is in, of a table any. */
static bool can_pick(const struct pictures *p, const struct grid *g,
		     size_t row, size_t col)
{
	return pictures_shown(p)->kind == PICTURE_HEAT ||
	       grid_at(g, row, col)->n > 0;
}

static size_t nearest(const struct pictures *p, const struct grid *g,
		      size_t row, size_t col)
{
	for (size_t by = 0; by < g->cols; by++) {
		if (col + by < g->cols && can_pick(p, g, row, col + by))
			return col + by;
		if (by <= col && can_pick(p, g, row, col - by))
			return col - by;
	}
	return 0;
}

bool pictures_chosen(const struct pictures *p, size_t *row, size_t *col)
{
	const struct grid *g = pictures_grid(p);
	const struct picked *k = &p->picked[p->at];

	*row = *col = 0;
	if (!g)
		return false;
	if (k->any) {
		*row = find(g->row, g->rows, k->row);
		*col = find(g->col, g->cols, k->col);
	}
	if (*row == g->rows)
		*row = 0;
	if (*col == g->cols)
		*col = 0;
	*col = nearest(p, g, *row, *col);
	return true;
}

static void pick(struct pictures *p, size_t row, size_t col)
{
	const struct grid *g = pictures_grid(p);
	struct picked *k = &p->picked[p->at];

	snprintf(k->row, sizeof(k->row), "%.*s", SLICE_ARG(g->row[row]));
	snprintf(k->col, sizeof(k->col), "%.*s", SLICE_ARG(g->col[col]));
	k->any = true;
}

void pictures_row(struct pictures *p, int by)
{
	const struct grid *g = pictures_grid(p);
	size_t row, col;
	int64_t to;

	if (!pictures_chosen(p, &row, &col))
		return;
	to = (int64_t)row + by;
	row = to < 0 ? 0 : to >= (int64_t)g->rows ? g->rows - 1 : (size_t)to;
	pick(p, row, nearest(p, g, row, col));
}

void pictures_part(struct pictures *p, int by)
{
	const struct grid *g = pictures_grid(p);
	size_t row, col;
	int64_t to;

	if (!pictures_chosen(p, &row, &col))
		return;
	for (to = (int64_t)col + by; to >= 0 && to < (int64_t)g->cols; to += by)
		if (can_pick(p, g, row, (size_t)to)) {
			pick(p, row, (size_t)to);
			return;
		}
}
