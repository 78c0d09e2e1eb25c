/* One watch asks one view: what it finds, what of that is a hit, what was told
 * before. */
#include <stdlib.h>

#include "store/watching.h"

enum { TEXT_BYTES = 2 << 20 };

static void add_mark(struct str *text, const struct shape *shape,
		     const char *table)
{
	struct slice rest = slice_of(shape->again ? shape->again :
						    shape->stands);
	struct slice name;

	str_addz(text, "''");
	while (slice_cut(&rest, ' ', &name)) {
		int at = shape_find(shape, name);
		struct column c;

		if (at < 0)
			continue;
		c = *shape_column(shape, (size_t)at);
		if (c.from == CELL_OF_WORK)	/* his own word is no news */
			c.from = CELL_OF_FACTS;
		str_addz(text, " || coalesce(");
		shown_cell(text, table, &c);
		str_addz(text, ", '') || char(30)");
	}
}

/* Rows of the query; `known`: only those that the watch has found before. */
static int find(const struct asked *a, const struct query *q, bool known,
		struct err *e)
{
	struct store *s = a->l->s;
	const char *table = str_cstr(&a->from->table);
	struct str text = STR_INIT(TEXT_BYTES);
	struct sqlite3_stmt *st = NULL;
	struct where w;
	int rc = -1;

	if (where_make(&w, s, a->shape, table, q, e) < 0)
		return -1;
	str_addz(&text, "INSERT OR IGNORE INTO held.watch_match SELECT"
		 " t.\"id\", ");
	add_mark(&text, a->shape, table);
	str_addf(&text, ", t.row_key FROM %s t%s WHERE ", table,
		 w.scans ? " NOT INDEXED" : "");
	str_add(&text, str_slice(&w.sql));
	if (known)
		str_addf(&text, " AND EXISTS (SELECT 1 FROM own.told x WHERE"
			 " x.watch = ?%zu AND x.view = ?%zu AND x.public ="
			 " t.\"id\")", w.n + 1, w.n + 2);
	if (str_ok(&text, "filter", e) == 0)
		st = sql_make(&s->q, str_cstr(&text), e);
	if (st) {
		where_bind(&w, st);
		if (known) {
			sql_int(st, (int)w.n + 1, a->w->number);
			sql_text(st, (int)w.n + 2, slice_of(a->shape->name));
		}
		rc = sql_do(&s->q, st, e);
	}
	sql_drop(&st);
	str_free(&text);
	where_free(&w);
	return rc;
}

static struct sqlite3_stmt *use(const struct asked *a, const char *text,
				struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&a->l->s->q, text, e);

	if (st) {
		sql_int(st, 1, a->w->number);
		sql_text(st, 2, slice_of(a->shape->name));
	}
	return st;
}

/* 1 where the watch has found something there before. */
static int has_found(const struct asked *a, struct err *e)
{
	struct sqlite3_stmt *st = use(a, "SELECT 1 FROM own.told WHERE watch ="
				      " ?1 AND view = ?2 LIMIT 1", e);

	return st ? sql_one(&a->l->s->q, st, NULL, e) : -1;
}

static int find_all(const struct asked *a, struct err *e)
{
	struct query whole = {0}, plain = {0};
	int rc = watch_query(a->w->filter, a->shape, true, &whole, e);

	if (rc == 0)
		rc = find(a, &whole, false, e);
	if (rc == 0)
		rc = watch_query(a->w->filter, a->shape, false, &plain, e);
	if (rc == 0 && plain.n < whole.n) {
		rc = has_found(a, e);
		if (rc > 0)
			rc = find(a, &plain, true, e);
	}
	query_free(&whole);
	query_free(&plain);
	return rc;
}

/* --- hits --- */

#define NOT_TOLD(public) \
	"NOT EXISTS (SELECT 1 FROM own.told x WHERE x.watch = ?1 AND x.view" \
	" = ?2 AND x.public = " public " AND x.state = m.mark)"

/* An entry that only got another number was told under the old one. */
#define NOT_REKEYED \
	" AND NOT EXISTS (SELECT 1 FROM content n JOIN rekey k ON k.new =" \
	" n.record JOIN content o ON o.record = k.old JOIN subject u ON u.id" \
	" = o.subject WHERE n.subject = m.row_key AND NOT " \
	NOT_TOLD("u.public") ")"

struct keys {
	int64_t *list;
	size_t n, cap;
};

static int list_new(const struct asked *a, struct keys *keys, struct err *e)
{
	struct sqlite3_stmt *st = use(a, a->shape->rows == ROWS_SUBJECTS ?
		"SELECT m.row_key FROM held.watch_match m WHERE "
		NOT_TOLD("m.public") NOT_REKEYED " ORDER BY m.row_key" :
		"SELECT m.row_key FROM held.watch_match m WHERE "
		NOT_TOLD("m.public") " ORDER BY m.row_key", e);
	struct sql *q = &a->l->s->q;
	int rc = st ? 1 : -1;

	while (rc > 0 && (rc = sql_step(q, st, e)) > 0) {
		void *list = keys->list;

		if (vec_room(&list, &keys->cap, keys->n, sizeof(*keys->list),
			     WATCH_ROWS, e) < 0) {
			rc = -1;
			break;
		}
		keys->list = list;
		keys->list[keys->n++] = sql_col_int(st, 0);
	}
	if (st)
		sql_reset(st);
	return rc;
}

static int save_hit(struct store *s, int64_t watch, struct hit *h,
		    struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO own.hit(watch,"
		" at, view, public, subject, state, sources, disputed,"
		" unverified) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		e);

	if (!st)
		return -1;
	sql_int(st, 1, watch);
	sql_int(st, 2, h->at);
	sql_text(st, 3, h->view);
	sql_text(st, 4, h->id);
	sql_text(st, 5, h->subject);
	sql_text(st, 6, h->state);
	sql_text(st, 7, h->sources);
	sql_int(st, 8, h->disputed);
	sql_int(st, 9, h->unverified);
	if (sql_do(&s->q, st, e) < 0)
		return -1;
	h->number = sql_last_id(&s->q);
	return 0;
}

static bool is_true(const struct shape *shape, const struct row *r,
		    const char *column)
{
	int at = shape_find(shape, slice_of(column));

	return at >= 0 && slice_is(r->cell[at], "true");
}

static int tell_row(const struct asked *a, const struct row *r, struct err *e)
{
	struct store *s = a->l->s;
	struct str called = STR_INIT(RECORD_BYTES);
	struct str stands = STR_INIT(RECORD_BYTES);
	struct hit h = {
		.at = clock_now(&s->o.clock), .watch = a->w->name,
		.filter = a->w->filter, .view = slice_of(a->shape->name),
		.id = r->cell[0],
		.sources = r->cell[shape_find(a->shape, SLICE("sources"))],
		.disputed = is_true(a->shape, r, "disputed"),
		.unverified = is_true(a->shape, r, "unverified"),
	};
	int rc;

	watch_words(a->shape, r, a->shape->called, false, &called);
	watch_words(a->shape, r, a->shape->stands, true, &stands);
	h.subject = str_slice(&called);
	if (stands.n)
		h.state = str_slice(&stands);
	rc = str_ok(&called, "a hit", e) < 0 || str_ok(&stands, "a hit", e) < 0
		     ? -1 : save_hit(s, a->w->number, &h, e);
	if (rc == 0)
		rc = a->l->to->hit(a->l->to->ctx, &h, a->shape, r, e);
	str_free(&called);
	str_free(&stands);
	return rc;
}

/* The newest ones, where there is no room for all. */
static int tell_new(const struct asked *a, struct err *e)
{
	struct keys keys = {0};
	int64_t rest = 0;
	int rc = list_new(a, &keys, e);

	if (rc == 0 && (int64_t)keys.n > a->l->room)
		rest = (int64_t)keys.n - a->l->room;
	for (size_t i = (size_t)rest; rc >= 0 && i < keys.n; i++) {
		struct row row;

		rc = row_get(a->l->s, a->from->row, a->shape, keys.list[i],
			     &row, e);
		if (rc > 0)
			rc = tell_row(a, &row, e);
		sql_reset(a->from->row);
	}
	a->l->room -= (int64_t)keys.n - rest;
	free(keys.list);
	if (rc >= 0 && rest > 0)
		a->l->to->more(a->l->to->ctx, a->w, a->shape, rest);
	return rc < 0 ? -1 : 0;
}

/* --- what was told --- */

/* What changed once stays so: only rows of subjects match no more. */
static int forget(const struct asked *a, struct err *e)
{
	static const char gone[] = "DELETE FROM own.told WHERE watch = ?1 AND"
		" view = ?2 AND EXISTS (SELECT 1 FROM main.public p WHERE"
		" p.public = told.public) AND NOT EXISTS (SELECT 1 FROM"
		" held.watch_match m WHERE m.public = told.public AND m.mark ="
		" told.state)";
	static const char gone_fresh[] = "DELETE FROM own.told WHERE watch = ?1"
		" AND view = ?2 AND public IN (SELECT u.public FROM"
		" temp.watch_fresh f CROSS JOIN subject u ON u.id = f.subject)"
		" AND NOT EXISTS (SELECT 1 FROM held.watch_match m WHERE"
		" m.public = told.public AND m.mark = told.state)";
	struct sqlite3_stmt *st;

	if (a->shape->rows != ROWS_SUBJECTS)
		return 0;
	st = use(a, a->l->all ? gone : gone_fresh, e);
	return st ? sql_do(&a->l->s->q, st, e) : -1;
}

static int remember(const struct asked *a, struct err *e)
{
	struct sqlite3_stmt *st = use(a, "INSERT OR IGNORE INTO own.told"
		" SELECT ?1, ?2, public, mark FROM held.watch_match", e);

	return st ? sql_do(&a->l->s->q, st, e) : -1;
}

static int check_rows(const struct asked *a, int64_t *rows, struct err *e)
{
	if (sql_number(&a->l->s->q, "SELECT count(*) FROM held.watch_match",
		       0, rows, e) < 0)
		return -1;
	return *rows <= WATCH_ROWS ? 0 :
		err_set(e, ERR_USAGE, "%s: more than %d rows match, which is"
			" the most of a watch; narrow it", a->shape->name,
			WATCH_ROWS);
}

int watch_ask(const struct asked *a, int64_t *rows, struct err *e)
{
	int rc = sql_run(&a->l->s->q, "DELETE FROM held.watch_match", e);

	*rows = 0;
	if (rc == 0 && !a->from->none) {
		rc = find_all(a, e);
		if (rc == 0)
			rc = check_rows(a, rows, e);
		if (rc == 0 && a->l->to)
			rc = tell_new(a, e);
	}
	if (rc == 0)
		rc = forget(a, e);
	return rc == 0 ? remember(a, e) : -1;
}
