/* The shown-value tables: one row per subject of a view, made by the view's
 * own fill(), in the commit that accepts the fetch.
 *
 * A table has the view's columns by name, a folded twin f_NAME of each text
 * column, and `hay`: all texts, stripped and folded, for bare words.
 */
#include <stdio.h>

#include "base/text.h"
#include "store/sql.h"

enum { SQL_BYTES = 64 << 10, ROW_BYTES = 64 << 20, HAY_BYTES = 16 << 20 };

static bool is_shown(const struct shape *sh)
{
	return sh->kind < KIND_COUNT && sh->fill;
}

/* What the table looks like: a change of it means a rebuild. */
static void create_sql(const struct shape *sh, const char *table,
		       struct str *out)
{
	str_addf(out, "CREATE TABLE %s (subject INTEGER PRIMARY KEY, hay TEXT",
		 table);
	for (size_t i = 0; i < shape_width(sh); i++) {
		const struct column *c = shape_column(sh, i);

		str_addf(out, ", \"%s\" %s", c->name,
			 c->type == CELL_NUMBER ? "INTEGER" : "TEXT");
		if (c->type == CELL_TEXT)
			str_addf(out, ", \"f_%s\" TEXT", c->name);
	}
	str_addz(out, ")");
}

static int index_sort(struct store *s, const struct shape *sh,
		      struct err *e)
{
	struct str sql = STR_INIT(SQL_BYTES);
	struct slice rest = slice_of(sh->sort), item;
	int rc;

	str_addf(&sql, "CREATE INDEX shown_%s_id ON shown_%s (id);", sh->name,
		 sh->name);
	if (rest.n && slice_cut(&rest, ',', &item)) {
		bool down = item.n && item.p[0] == '-';

		str_addf(&sql, "CREATE INDEX shown_%s_sort ON shown_%s"
			 " (\"%.*s\" %s)", sh->name, sh->name,
			 (int)(item.n - down), item.p + down,
			 down ? "DESC" : "ASC");
	}
	rc = sql_exec(s, str_cstr(&sql), e);
	str_free(&sql);
	return rc;
}

struct filler {
	struct store *s;
	const struct shape *sh;
	struct arena mem;
	struct str hay, fold;
	sqlite3_stmt *put, *drop;
};

static int filler_open(struct filler *f, struct store *s,
		       const struct shape *sh, const char *table,
		       struct err *e)
{
	struct str put = STR_INIT(SQL_BYTES), drop = STR_INIT(SQL_BYTES);
	int rc;

	*f = (struct filler){ .s = s, .sh = sh, .mem = ARENA_INIT(ROW_BYTES),
			      .hay = STR_INIT(HAY_BYTES),
			      .fold = STR_INIT(HAY_BYTES) };
	str_addf(&put, "INSERT OR REPLACE INTO %s VALUES (?,?", table);
	for (size_t i = 0; i < shape_width(sh); i++)
		str_addz(&put, shape_column(sh, i)->type == CELL_TEXT ?
			 ",?,?" : ",?");
	str_addz(&put, ")");
	str_addf(&drop, "DELETE FROM %s WHERE subject = ?", table);
	rc = sql_prepare(s, &f->put, str_cstr(&put), e);
	if (rc == 0)
		rc = sql_prepare(s, &f->drop, str_cstr(&drop), e);
	str_free(&put);
	str_free(&drop);
	return rc;
}

static void filler_close(struct filler *f)
{
	sqlite3_finalize(f->put);
	sqlite3_finalize(f->drop);
	arena_free(&f->mem);
	str_free(&f->hay);
	str_free(&f->fold);
}

static struct slice source_list(const struct facts *facts, struct arena *mem)
{
	return arena_fmt(mem, "%c%.*s%c", LIST_SEP, SLICE_ARG(facts->source),
			 LIST_SEP);
}

static struct slice folded(struct filler *f, struct slice cell)
{
	if (!cell.p)
		return SLICE_NONE;
	str_clear(&f->fold);
	text_strip(&f->fold, cell);
	str_addc(&f->fold, '\n');
	f->s->o.fold(&f->fold, cell);
	str_add(&f->hay, str_slice(&f->fold));
	str_addc(&f->hay, '\n');
	return arena_slice(&f->mem, str_slice(&f->fold));
}

static int put_row(struct filler *f, int64_t subject,
		   const struct slice *cell, struct err *e)
{
	int at = 3;

	str_clear(&f->hay);
	sql_int(f->put, 1, subject);
	for (size_t i = 0; i < shape_width(f->sh); i++) {
		const struct column *c = shape_column(f->sh, i);

		sql_text(f->put, at++, cell[i]);
		if (c->type == CELL_TEXT)
			sql_text(f->put, at++, folded(f, cell[i]));
		else if (c->type == CELL_WORD)
			folded(f, cell[i]);
	}
	sql_text(f->put, 2, str_slice(&f->hay));
	if (arena_ok(&f->mem, "one row", e) < 0 ||
	    str_ok(&f->hay, "one row", e) < 0)
		return -1;
	return sql_run(f->s, f->put, e);
}

static int fill_one(struct filler *f, int64_t subject, struct slice as_of,
		    struct err *e)
{
	struct slice cell[SHAPE_COLUMNS] = {{0}};
	struct facts facts;
	size_t n = f->sh->n;
	int rc;

	arena_clear(&f->mem);
	rc = facts_load(f->s, subject, as_of, false, &f->mem, &facts, e);
	if (rc > 0 && facts.n > 0)
		rc = f->sh->fill(&facts, cell + 1, &f->mem);
	else if (rc > 0)
		rc = 0;
	if (rc < 0)
		return -1;
	if (rc == 0) {
		sql_int(f->drop, 1, subject);
		return sql_run(f->s, f->drop, e);
	}
	cell[0] = facts.id;
	cell[n + 1] = source_list(&facts, &f->mem);
	cell[n + 2] = facts_disputed(&facts) ? SLICE("true") :
					       SLICE("false");
	cell[n + 3] = facts.seen;
	return put_row(f, subject, cell, e);
}

/* All subjects that the statement gives, one after another. */
static int fill_all(struct store *s, const struct shape *sh,
		    const char *table, const char *which,
		    struct slice as_of, struct err *e)
{
	struct filler f;
	sqlite3_stmt *st = NULL;
	int rc = filler_open(&f, s, sh, table, e);

	if (rc == 0)
		rc = sql_prepare(s, &st, which, e);
	if (rc == 0) {
		sql_int(st, 1, sh->kind);
		while ((rc = sql_step(s, st, e)) > 0) {
			rc = fill_one(&f, sqlite3_column_int64(st, 0), as_of,
				      e);
			if (rc < 0)
				break;
		}
	}
	sqlite3_finalize(st);
	filler_close(&f);
	return rc;
}

int shown_refill(struct store *s, struct err *e)
{
	for (size_t i = 0; s->o.shapes && s->o.shapes[i]; i++) {
		const struct shape *sh = s->o.shapes[i];
		char table[128];

		if (!is_shown(sh))
			continue;
		snprintf(table, sizeof(table), "shown_%s", sh->name);
		if (fill_all(s, sh, table, "SELECT t.id FROM temp.dirty d"
			     " JOIN subject t ON t.id = d.subject"
			     " WHERE t.kind = ?", SLICE_NONE, e) < 0)
			return -1;
	}
	return 0;
}

static int rebuild(struct store *s, const struct shape *sh,
		   const char *table, const char *create, struct err *e)
{
	struct str sql = STR_INIT(SQL_BYTES);
	sqlite3_stmt *st = NULL;
	int rc;

	str_addf(&sql, "DROP TABLE IF EXISTS %s", table);
	rc = sql_exec(s, str_cstr(&sql), e);
	if (rc == 0)
		rc = sql_exec(s, create, e);
	if (rc == 0)
		rc = index_sort(s, sh, e);
	if (rc == 0)
		rc = fill_all(s, sh, table, "SELECT id FROM subject"
			      " WHERE kind = ?", SLICE_NONE, e);
	if (rc == 0)
		rc = sql_prepare(s, &st, "INSERT OR REPLACE INTO meta"
				 " VALUES (?,?)", e);
	if (rc == 0) {
		sql_text(st, 1, slice_of(table));
		sql_text(st, 2, slice_of(create));
		rc = sql_run(s, st, e);
	}
	sqlite3_finalize(st);
	str_free(&sql);
	return rc;
}

static int is_current(struct store *s, const char *table, const char *create,
		      bool *yes, struct err *e)
{
	sqlite3_stmt *st;
	int64_t n;
	int rc;

	if (sql_prepare(s, &st, "SELECT count(*) FROM meta WHERE key = ?"
			" AND value = ?", e) < 0)
		return -1;
	sql_text(st, 1, slice_of(table));
	sql_text(st, 2, slice_of(create));
	rc = sql_get(s, st, 0, &n, e);
	sqlite3_finalize(st);
	*yes = n > 0;
	return rc;
}

static int prepare_one(struct store *s, const struct shape *sh,
		       struct err *e)
{
	struct str create = STR_INIT(SQL_BYTES);
	char table[128];
	bool current;
	int rc;

	snprintf(table, sizeof(table), "shown_%s", sh->name);
	create_sql(sh, table, &create);
	rc = is_current(s, table, str_cstr(&create), &current, e);
	if (rc == 0 && !current) {
		rc = sql_exec(s, "BEGIN IMMEDIATE", e);
		if (rc == 0)
			rc = rebuild(s, sh, table, str_cstr(&create), e);
		if (rc == 0)
			rc = sql_exec(s, "COMMIT", e);
		if (rc < 0)
			sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	}
	str_free(&create);
	return rc;
}

int shown_prepare(struct store *s, struct err *e)
{
	for (size_t i = 0; s->o.shapes && s->o.shapes[i]; i++)
		if (is_shown(s->o.shapes[i]) &&
		    prepare_one(s, s->o.shapes[i], e) < 0)
			return -1;
	return 0;
}

int shown_as_of(struct store *s, const struct shape *shape,
		struct slice as_of, const char *table, struct err *e)
{
	struct str sql = STR_INIT(SQL_BYTES), create = STR_INIT(SQL_BYTES);
	int rc;

	str_addf(&sql, "DROP TABLE IF EXISTS %s", table);
	create_sql(shape, table, &create);
	rc = sql_exec(s, str_cstr(&sql), e);
	if (rc == 0)
		rc = sql_exec(s, str_cstr(&create), e);
	if (rc == 0)
		rc = fill_all(s, shape, table, "SELECT id FROM subject"
			      " WHERE kind = ?", as_of, e);
	str_free(&sql);
	str_free(&create);
	return rc;
}
