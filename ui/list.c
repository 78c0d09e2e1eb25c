#include "ui/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_BYTES = 16 << 20 };

void list_init(struct list *l, const struct pane *pane,
	       const struct data *data)
{
	*l = (struct list){ .pane = pane, .data = data, .sorted = -1 };
	l->shape = data->ops->shape(data->ctx, pane->view);
	l->mem = ARENA_INIT(PAGE_BYTES);
}

void list_free(struct list *l)
{
	rows_close(&l->rows);
	arena_free(&l->mem);
	sought_free(&l->sought);
	free(l->page);
	*l = (struct list){ 0 };
}

struct one_id {
	char *id;
};

static int take_id(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	struct one_id *o = ctx;
	size_t n = r->cell[0].n;

	(void)shape;
	(void)e;
	if (n >= LIST_ID)
		n = LIST_ID - 1;
	if (n > 0)
		memcpy(o->id, r->cell[0].p, n);
	o->id[n] = '\0';
	return 0;
}

static void note_id(struct list *l)
{
	struct one_id o = { l->id };
	int64_t i = l->cur - l->page_at;

	l->id[0] = '\0';
	if (!l->stale && i >= 0 && i < (int64_t)l->page_n) {
		take_id(&o, l->shape, &l->page[i].row, &l->err);
		return;
	}
	if (l->rows.ops && l->count > 0)
		l->rows.ops->fetch(l->rows.ctx, l->cur, 1, take_id, &o,
				   &l->err);
}

static int64_t clamp(int64_t v, int64_t count)
{
	if (v >= count)
		v = count - 1;
	return v < 0 ? 0 : v;
}

void list_rows(struct list *l, struct rows rows)
{
	int64_t height = l->cur - l->top, at = -1;

	rows_close(&l->rows);
	err_clear(&l->err);
	l->rows = rows;
	l->count = rows.ops ? rows.ops->count(rows.ctx) : 0;
	l->total = rows.ops ? rows.ops->total(rows.ctx) : 0;
	l->stale = true;
	if (l->id[0] && rows.ops)
		at = rows.ops->find(rows.ctx, slice_of(l->id), &l->err);
	l->cur = clamp(at >= 0 ? at : l->cur, l->count);
	l->top = clamp(l->cur - height, l->count);
	if (at < 0)
		note_id(l);
}

void list_seek(struct list *l, const char *id, int64_t height)
{
	snprintf(l->id, LIST_ID, "%s", id);
	l->cur = height > 0 && height < LIST_ROWS ? height : 0;
	l->top = 0;
	l->stale = true;
}

int64_t list_height(const struct list *l)
{
	int64_t height = l->cur - l->top;

	return height > 0 && height < LIST_ROWS ? height : 0;
}

void list_to(struct list *l, int64_t pos)
{
	pos = clamp(pos, l->count);
	if (pos == l->cur && l->id[0])
		return;
	l->cur = pos;
	note_id(l);
}

void list_move(struct list *l, int64_t by)
{
	list_to(l, l->cur + by);
}

void list_scroll(struct list *l, int64_t by)
{
	int64_t height = l->at.rows, most = l->count - height;
	int64_t top = l->top + by;

	if (top > most)
		top = most;
	l->top = top < 0 ? 0 : top;
	if (l->cur < l->top)
		list_to(l, l->top);
	else if (height > 0 && l->cur >= l->top + height)
		list_to(l, l->top + height - 1);
}

int64_t list_row_at(const struct list *l, int y)
{
	int64_t pos = l->page_at + (y - l->at.y);

	return y >= l->at.y && y < l->at.y + l->at.rows && pos < l->count ?
	       pos : -1;
}

static int take_row(void *ctx, const struct shape *shape, const struct row *r,
		    struct err *e)
{
	struct list *l = ctx;
	void *page = l->page;
	struct list_row *to;

	if (vec_room(&page, &l->page_cap, l->page_n, sizeof(*l->page),
		     LIST_ROWS, e) < 0)
		return -1;
	l->page = page;
	to = &l->page[l->page_n];
	*to = (struct list_row){ 0 };
	for (size_t i = 0; i < shape_width(shape); i++)
		to->row.cell[i] = arena_slice(&l->mem, r->cell[i]);
	l->page_n++;
	return arena_ok(&l->mem, "rows on the screen", e);
}

/* Marks are asked for after the rows: a row source may be mid-statement. */
static void fetch_page(struct list *l, int height)
{
	const struct data_ops *ops = l->data->ops;

	l->page_n = 0;
	l->page_at = l->top;
	l->stale = false;
	arena_clear(&l->mem);
	if (!l->rows.ops || l->count == 0 || height < 1)
		return;
	l->rows.ops->fetch(l->rows.ctx, l->top, height, take_row, l, &l->err);
	for (size_t i = 0; !l->pane->unmarked && i < l->page_n; i++) {
		struct err e = { 0 };

		ops->marks(l->data->ctx, l->page[i].row.cell[0], &l->mem,
			   &l->page[i].mark, &e);
	}
}

void list_load(struct list *l, int height)
{
	int64_t most = l->count - height;

	if (l->cur < l->top)
		l->top = l->cur;
	if (height > 0 && l->cur >= l->top + height)
		l->top = l->cur - height + 1;
	if (l->top > most)
		l->top = most > 0 ? most : 0;
	if (l->stale || l->page_at != l->top ||
	    ((int64_t)l->page_n < height &&
	     l->page_at + (int64_t)l->page_n < l->count))
		fetch_page(l, height);
}

const struct list_row *list_current(struct list *l)
{
	int64_t i = l->cur - l->page_at;

	if (l->count == 0)
		return NULL;
	if (l->stale || i < 0 || i >= (int64_t)l->page_n) {
		list_load(l, l->page_n ? (int)l->page_n : 1);
		i = l->cur - l->page_at;
	}
	return i >= 0 && i < (int64_t)l->page_n ? &l->page[i] : NULL;
}
