/* The user's watches and what they found. */
#include "store/inside.h"

enum { ROW_BYTES = 1 << 20, LOAD_BYTES = 64 << 20 };

/* --- adding and removing --- */

static int check_room(struct store *s, struct err *e)
{
	int64_t n;

	if (sql_number(&s->q, "SELECT count(*) FROM own.watch", 0, &n, e) < 0)
		return -1;
	return n <= WATCHES_MAX ? 0 :
		err_set(e, ERR_LIMIT, "there are %d watches, which is the"
			" most; remove one first", WATCHES_MAX);
}

static int insert(struct store *s, struct watch *w, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO own.watch(name,"
		" view, filter, since) VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT(name) DO NOTHING", e);

	if (!st)
		return -1;
	sql_text(st, 1, w->name);
	sql_text(st, 2, w->view.n ? w->view : SLICE(""));
	sql_text(st, 3, w->filter);
	sql_int(st, 4, clock_now(&s->o.clock));
	if (sql_do(&s->q, st, e) < 0)
		return -1;
	if (sql_changes(&s->q) == 0)
		return err_set(e, ERR_USAGE, "there is a watch \"%.*s\""
			       " already", SLICE_ARG(w->name));
	w->number = sql_last_id(&s->q);
	return 0;
}

static int add_inside(struct store *s, const struct watch *w,
		      struct watch_found *out, size_t *n, struct err *e)
{
	struct watch kept = *w;

	/* A write comes first, or another process may write in between. */
	if (insert(s, &kept, e) < 0 || check_room(s, e) < 0)
		return -1;
	return watch_note(s, &kept, out, n, e);
}

/* The own words alone are written, so that a long import is in nobody's way:
 * what it brings later is a hit. */
int own_watch_add(struct store *s, const struct watch *w,
		  struct watch_found *out, size_t *n, struct err *e)
{
	struct err ignored = {0};
	int rc;

	*n = 0;
	if (sql_run(&s->q, "BEGIN", e) < 0)
		return -1;
	rc = add_inside(s, w, out, n, e);
	if (rc == 0)
		rc = sql_run(&s->q, "COMMIT", e);
	if (rc < 0)
		sql_run(&s->q, "ROLLBACK", &ignored);
	return rc;
}

static int remove_inside(struct store *s, struct slice name, struct err *e)
{
	static const char *const steps[] = {
		"DELETE FROM own.hit WHERE watch ="
		" (SELECT id FROM own.watch WHERE name = ?1)",
		"DELETE FROM own.told WHERE watch ="
		" (SELECT id FROM own.watch WHERE name = ?1)",
		"DELETE FROM own.watch WHERE name = ?1",
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct sqlite3_stmt *st = sql_use(&s->q, steps[i], e);

		if (!st)
			return -1;
		sql_text(st, 1, name);
		if (sql_do(&s->q, st, e) < 0)
			return -1;
	}
	return sql_changes(&s->q) > 0;
}

int own_watch_remove(struct store *s, struct slice name, struct err *e)
{
	struct err ignored = {0};
	int rc;

	if (sql_run(&s->q, "BEGIN", e) < 0)
		return -1;
	rc = remove_inside(s, name, e);
	if (rc >= 0 && sql_run(&s->q, "COMMIT", e) < 0)
		rc = -1;
	if (rc < 0)
		sql_run(&s->q, "ROLLBACK", &ignored);
	return rc < 0 ? err_in(e, "own words") : rc;
}

int own_hit_dismiss(struct store *s, int64_t number, bool dismissed,
		    struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "UPDATE own.hit SET"
		" dismissed = ?2 WHERE number = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, number);
	sql_int(st, 2, dismissed);
	return sql_do(&s->q, st, e);
}

/* --- reading --- */

/* The views as a list cell; none where the filter is not understood now. */
static struct slice views_cell(const struct store *s, const struct watch *w,
			       struct arena *mem)
{
	const struct shape *view[WATCH_VIEWS];
	struct str cell = STR_INIT(4096);
	struct slice out = SLICE_NONE;
	struct err ignored = {0};
	size_t n;

	if (watch_views(w, s->o.shapes, view, &n, &ignored) < 0)
		return SLICE_NONE;
	for (size_t i = 0; i < n; i++)
		str_addf(&cell, "%c%s", LIST_SEP, view[i]->name);
	str_addc(&cell, LIST_SEP);
	if (!cell.bad)
		out = arena_slice(mem, str_slice(&cell));
	str_free(&cell);
	return out;
}

static void take_watch(struct store *s, struct sqlite3_stmt *st,
		       struct watch *w, struct arena *mem)
{
	struct slice view = sql_col(st, 2);

	*w = (struct watch){
		.number = sql_col_int(st, 0),
		.name = arena_slice(mem, sql_col(st, 1)),
		.view = view.n ? arena_slice(mem, view) : SLICE_NONE,
		.filter = arena_slice(mem, sql_col(st, 3)),
		.since = sql_col_int(st, 4),
		.rows = sql_col_int(st, 5),
		.hits = sql_col_int(st, 6),
		.last_hit = sql_col_int(st, 7),
	};
	w->views = views_cell(s, w, mem);
}

static int load(struct store *s, bool counts, struct arena *mem,
		struct watch **list, size_t *n, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, counts ?
		"SELECT id, name, view, filter, since, (SELECT count(*) FROM"
		" own.told WHERE watch = id), (SELECT count(*) FROM own.hit"
		" WHERE watch = id), (SELECT max(at) FROM own.hit WHERE watch"
		" = id) FROM own.watch ORDER BY name" :
		"SELECT id, name, view, filter, since FROM own.watch"
		" ORDER BY name", e);
	struct watch *w = arena_get(mem, WATCHES_MAX * sizeof(*w));
	int rc;

	*list = w;
	*n = 0;
	if (!st)
		return -1;
	if (!w)
		return arena_ok(mem, "watches", e);
	while ((rc = sql_step(&s->q, st, e)) > 0 && *n < WATCHES_MAX)
		take_watch(s, st, &w[(*n)++], mem);
	sql_reset(st);
	return rc < 0 ? -1 : arena_ok(mem, "watches", e);
}

int watches_load(struct store *s, struct arena *mem, struct watch **list,
		 size_t *n, struct err *e)
{
	return load(s, false, mem, list, n, e);
}

int own_watch_each(struct store *s, watch_fn *fn, void *ctx, struct err *e)
{
	struct arena mem = ARENA_INIT(LOAD_BYTES);
	struct watch *list;
	size_t n;
	int rc = load(s, true, &mem, &list, &n, e);

	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = fn(ctx, &list[i], e);
	arena_free(&mem);
	return rc < 0 ? -1 : 0;
}

/* --- as rows --- */

struct filling {
	struct filler f;
	struct slice at;
	struct arena mem;	/* of one row */
};

/* The cells that every view has, around its own. */
static int write_row(struct filling *f, int64_t key, struct row *row,
		     struct slice id, struct slice sources, bool disputed,
		     int64_t seen, struct err *e)
{
	size_t own = 1 + f->f.shape->n;
	char buf[CLOCK_TEXT];

	row->cell[0] = id;
	row->cell[own] = sources;
	row->cell[own + 1] = disputed ? SLICE("true") : SLICE("false");
	row->cell[own + 2] = slice_of(clock_iso(seen, buf));
	if (arena_ok(&f->mem, "a row", e) < 0)
		return -1;
	return filler_write(&f->f, key, row, e);
}

static int fill_watch(void *ctx, const struct watch *w, struct err *e)
{
	struct filling *f = ctx;
	struct row row = {0};

	arena_clear(&f->mem);
	f->f.shape->fill_watch(w, &row.cell[1], &f->mem);
	return write_row(f, w->number, &row, w->name, SLICE_NONE, false,
			 w->since, e);
}

static int fill_hit(struct filling *f, struct sqlite3_stmt *st,
		    struct err *e)
{
	const struct hit h = {
		.number = sql_col_int(st, 0), .at = sql_col_int(st, 1),
		.watch = sql_col(st, 2), .filter = sql_col(st, 3),
		.view = sql_col(st, 4), .id = sql_col(st, 5),
		.subject = sql_col(st, 6), .state = sql_col(st, 7),
		.sources = sql_col(st, 8), .disputed = sql_col_int(st, 9),
		.unverified = sql_col_int(st, 10),
		.dismissed = sql_col_int(st, 11),
	};
	char at[CLOCK_TEXT];
	struct row row = {0};

	/* A day stands for all its moments. */
	clock_iso(h.at, at);
	if (slice_cmp(slice_of(at), f->at) > 0)
		return 0;
	arena_clear(&f->mem);
	f->f.shape->fill_hit(&h, &row.cell[1], &f->mem);
	return write_row(f, h.number, &row, h.id, h.sources, h.disputed, h.at,
			 e);
}

static int fill_hits(struct filling *f, struct err *e)
{
	struct sql *q = &f->f.s->q;
	struct sqlite3_stmt *st = sql_use(q, "SELECT h.number, h.at, w.name,"
		" w.filter, h.view, h.public, h.subject, h.state, h.sources,"
		" h.disputed, h.unverified, h.dismissed FROM own.hit h"
		" JOIN own.watch w ON w.id = h.watch ORDER BY h.number", e);
	int rc = st ? 1 : -1;

	while (rc > 0 && (rc = sql_step(q, st, e)) > 0)
		if (fill_hit(f, st, e) < 0)
			rc = -1;
	if (st)
		sql_reset(st);
	return rc;
}

int watch_fill(struct store *s, const struct shape *shape, const char *table,
	       struct slice at, struct err *e)
{
	struct filling f = { .at = at, .mem = ARENA_INIT(ROW_BYTES) };
	struct hay_memo memo = {0};
	int rc;

	filler_open(&f.f, s, shape, table, true);
	f.f.memo = &memo;
	rc = shape->rows == ROWS_HITS ? fill_hits(&f, e) :
		own_watch_each(s, fill_watch, &f, e);
	if (rc == 0)
		rc = filler_finish(&f.f, e);
	filler_close(&f.f);
	arena_free(&f.mem);
	return rc;
}
