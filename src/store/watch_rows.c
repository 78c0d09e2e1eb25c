/* The rows that watches are asked: all of a view, or the fresh ones. */
#include <stdio.h>
#include <stdlib.h>

#include "store/watching.h"

/* What a watch finds is an own word: it stays in memory. */
int watch_tables(struct store *s, struct err *e)
{
	return sql_run(&s->q, "CREATE TABLE IF NOT EXISTS held.watch_match("
		       "public TEXT, mark TEXT, row_key INTEGER,"
		       " PRIMARY KEY(public, mark)) WITHOUT ROWID;"
		       "CREATE TEMP TABLE IF NOT EXISTS watch_fresh(subject"
		       " INTEGER PRIMARY KEY);"
		       "DELETE FROM temp.watch_fresh", e);
}

int watch_fresh(struct store *s, struct err *e)
{
	int64_t first = 0, end;

	for (; bits_run(&s->fresh, &first, &end); first = end)
		for (int64_t at = first; at < end; at++) {
			struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO"
				" temp.watch_fresh VALUES (?1)", e);

			if (!st)
				return -1;
			sql_int(st, 1, at);
			if (sql_do(&s->q, st, e) < 0)
				return -1;
		}
	return 0;
}

static int copy_row(struct filler *f, struct sqlite3_stmt *st, int64_t key,
		    struct err *e)
{
	struct row row;
	int rc = row_get(f->s, st, f->shape, key, &row, e);

	if (rc > 0 && filler_write(f, key, &row, e) < 0)
		rc = -1;
	sql_reset(st);
	return rc;
}

static int copy_rows(struct filler *f, struct sqlite3_stmt *st, struct err *e)
{
	bool changes = f->shape->rows == ROWS_CHANGES;
	const struct bits *fresh = changes ? &f->s->fresh_changes :
					     &f->s->fresh;
	int64_t first = 0, end;

	for (; bits_run(fresh, &first, &end); first = end)
		for (int64_t at = first; at < end; at++) {
			int64_t key = changes ? at * CHANGE_ROOM : at;
			int rc = copy_row(f, st, key, e);

			/* The rows of one change have no gaps. */
			while (changes && rc > 0)
				rc = copy_row(f, st, ++key, e);
			if (rc < 0)
				return -1;
		}
	return filler_finish(f, e);
}

static int fill_copy(struct looking *l, const struct shape *shape,
		     struct looked *to, const char *from, struct err *e)
{
	struct hay_memo *memo = calloc(1, sizeof(*memo));
	struct sqlite3_stmt *st = NULL;
	struct filler f = {0};
	int rc = memo ? 0 : err_set(e, ERR_MEMORY, "no memory for watches");

	if (rc == 0) {
		filler_open(&f, l->s, shape, str_cstr(&to->table), true);
		f.memo = memo;
		st = row_make(l->s, shape, from, e);
		rc = st ? copy_rows(&f, st, e) : -1;
		sql_drop(&st);
		filler_close(&f);
	}
	free(memo);
	return rc;
}

/* Most views have nothing new: they need no table. */
static int is_none(struct looking *l, const struct shape *shape,
		   const char *from, bool *none, struct err *e)
{
	char text[256];
	int64_t n;

	*none = bits_count(&l->s->fresh_changes) == 0;
	if (shape->rows == ROWS_CHANGES)
		return 0;
	snprintf(text, sizeof(text), "SELECT count(*) FROM temp.watch_fresh f"
		 " CROSS JOIN %s t ON t.row_key = f.subject", from);
	if (sql_number(&l->s->q, text, 0, &n, e) < 0)
		return -1;
	*none = n == 0;
	return 0;
}

static int copy_fresh(struct looking *l, const struct shape *shape,
		      struct looked *to, const char *from, struct err *e)
{
	if (is_none(l, shape, from, &to->none, e) < 0)
		return -1;
	if (to->none)
		return 0;
	to->temp = true;
	if (shown_empty(l->s, shape, &to->table, e) < 0)
		return -1;
	return fill_copy(l, shape, to, from, e);
}

static int make_rows(struct looking *l, const struct shape *shape,
		     struct looked *to, struct err *e)
{
	struct str kept = STR_INIT(256);
	int rc = 0;

	to->table = STR_INIT(256);
	shown_name(shape, &kept);
	if (l->all)
		str_add(&to->table, str_slice(&kept));
	else
		rc = copy_fresh(l, shape, to, str_cstr(&kept), e);
	str_free(&kept);
	if (rc == 0 && !to->none) {
		to->row = row_make(l->s, shape, str_cstr(&to->table), e);
		rc = to->row ? 0 : -1;
	}
	return rc;
}

struct looked *watch_rows(struct looking *l, const struct shape *shape,
			  struct err *e)
{
	struct looked *to;
	size_t i = 0;

	while (l->s->o.shapes[i] != shape)
		i++;
	if (i >= WATCH_SHAPES) {
		err_set(e, ERR_LIMIT, "too many views");
		return NULL;
	}
	to = &l->of[i];
	if (!to->row && !to->none && make_rows(l, shape, to, e) < 0)
		return NULL;
	return to;
}

void watch_rows_end(struct looking *l)
{
	struct err ignored = {0};

	for (size_t i = 0; i < WATCH_SHAPES; i++) {
		struct looked *x = &l->of[i];

		sql_drop(&x->row);
		if (x->temp && x->table.n && !x->table.bad)
			shown_drop(l->s, str_cstr(&x->table), &ignored);
		str_free(&x->table);
	}
}
