/* The shown-value tables: one a view, one row a subject, made from its facts
 * by the view's shape. A table whose shape has changed is made again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/contest.h"
#include "store/link.h"
#include "store/rowbook.h"

enum { DDL_BYTES = 64 << 10, FORM = 3 /* raised when this file changes */ };

bool shown_has(const struct shape *shape)
{
	return shape->rows == ROWS_SUBJECTS || shape->rows == ROWS_CHANGES ||
	       shape->rows == ROWS_CONFLICTS;
}

bool shown_made(const struct shape *shape)
{
	return shape->rows == ROWS_HITS || shape->rows == ROWS_WATCHES;
}

void shown_name(const struct shape *shape, struct str *out)
{
	str_addf(out, "main.shown_%s", shape->name);
}

bool shown_aside(const struct column *c)
{
	return c->type == CELL_TEXT && c->list;
}

bool shown_posted(const struct column *c)
{
	return c->type == CELL_WORD && c->list;
}

/* Listings that may be the same party as the row `t`, but are not in it. */
#define LINKED \
	" (SELECT b AS other FROM link WHERE a = t.row_key" \
	" UNION ALL SELECT a FROM link WHERE b = t.row_key" \
	" EXCEPT SELECT q.subject FROM party p JOIN party q" \
	" ON q.party = p.party WHERE p.subject = t.row_key" \
	" EXCEPT SELECT v.subject FROM own.tie JOIN public v ON v.public =" \
	" CASE t.\"id\" WHEN a THEN b ELSE a END" \
	" WHERE verdict = 'split' AND t.\"id\" IN (a, b)) k"

/* The same of all that stand in the row `t`, and the rows of the others. */
#define IN_ROW \
	" (SELECT t.row_key AS member UNION SELECT q.subject FROM party q" \
	" WHERE q.party = t.row_key) g"
#define ROWS_LINKED \
	" (SELECT coalesce(op.party, l.other) AS other FROM (SELECT g.member," \
	" k.b AS other FROM" IN_ROW " JOIN link k ON k.a = g.member UNION ALL" \
	" SELECT g.member, k.a FROM" IN_ROW " JOIN link k ON k.b = g.member) l" \
	" LEFT JOIN party op ON op.subject = l.other" \
	" WHERE NOT EXISTS (SELECT 1 FROM own.tie y JOIN subject x" \
	"  ON x.id = l.member JOIN subject z ON z.id = l.other" \
	"  WHERE y.verdict = 'split' AND y.a IN (x.public, z.public)" \
	"  AND y.b IN (x.public, z.public))" \
	" EXCEPT SELECT t.row_key) k"
/* Rows as they were on an earlier day: what the user has said since was not
 * known then. */
static const char past[] = "temp.past_";

static bool is_past(const char *table)
{
	return slice_starts(slice_of(table), past);
}

void shown_cell(struct str *out, const char *table, const struct column *c)
{
	if (c->from == CELL_OF_PARTY)
		str_addz(out, "(SELECT u.public FROM party p JOIN subject u"
			 " ON u.id = p.party WHERE p.subject = t.row_key)");
	else if (c->from == CELL_OF_WORK && !is_past(table))
		str_addf(out, "coalesce((SELECT nullif(w.\"%s\", '')"
			 " FROM own.work w WHERE w.public = t.\"id\""
			 " AND w.\"%s\" IS NOT NULL ORDER BY w.id DESC"
			 " LIMIT 1), t.\"%s\")", c->name, c->name, c->name);
	else if (c->from == CELL_OF_LINKS)
		str_addz(out, "(SELECT char(31) || group_concat(public,"
			 " char(31)) || char(31) FROM (SELECT u.public FROM"
			 LINKED " JOIN subject u ON u.id = k.other"
			 " ORDER BY u.public))");
	else if (c->from == CELL_OF_ROW_LINKS)
		str_addz(out, "(SELECT char(31) || group_concat(public,"
			 " char(31)) || char(31) FROM (SELECT u.public FROM"
			 ROWS_LINKED " JOIN subject u ON u.id = k.other"
			 " ORDER BY u.public))");
	else if (c->from == CELL_LEADS)
		str_addf(out, "coalesce((SELECT u.public FROM public x"
			 " JOIN party p ON p.subject = x.subject"
			 " JOIN subject u ON u.id = p.party"
			 " WHERE x.public = t.\"%s\"), t.\"%s\")",
			 c->name, c->name);
	else if (c->from >= CELL_OF_CONFLICTS)
		conflict_cell(out, table, c);
	else if (shown_aside(c))
		str_addf(out, "(SELECT x.\"%s\" FROM %s_text x"
			 " WHERE x.row_key = t.row_key)", c->name, table);
	else
		str_addf(out, "t.\"%s\"", c->name);
}

/* --- tables --- */

static void add_columns(struct str *sql, const struct shape *shape,
			bool aside)
{
	for (size_t i = 0; i < shape_width(shape); i++) {
		const struct column *c = shape_column(shape, i);

		if (shown_aside(c) == aside)
			str_addf(sql, ", \"%s\" %s", c->name,
				 c->type == CELL_NUMBER ? "ANY" : "TEXT");
	}
}

/* Rows that are scanned stay narrow; what is searched as text, and long lists
 * of texts, stand aside, and words of which a row has several stand in a table
 * by their value. */
static int create(struct store *s, const struct shape *shape,
		  const char *table, struct err *e)
{
	struct str sql = STR_INIT(DDL_BYTES);
	int rc;

	str_addf(&sql, "CREATE TABLE %s(row_key INTEGER PRIMARY KEY", table);
	add_columns(&sql, shape, false);
	str_addf(&sql, ") STRICT; CREATE TABLE %s_text(row_key INTEGER"
		 " PRIMARY KEY, hay BLOB", table);
	add_columns(&sql, shape, true);
	str_addf(&sql, ") STRICT; CREATE TABLE %s_word(place INTEGER, value"
		 " TEXT, row_key INTEGER, PRIMARY KEY(place, value, row_key))"
		 " STRICT, WITHOUT ROWID", table);
	rc = str_ok(&sql, shape->name, e);
	if (rc == 0)
		rc = sql_run(&s->q, str_cstr(&sql), e);
	str_free(&sql);
	return rc;
}

int shown_drop(struct store *s, const char *table, struct err *e)
{
	return sql_runf(&s->q, e, "DROP TABLE IF EXISTS %s;"
			"DROP TABLE IF EXISTS %s_text;"
			"DROP TABLE IF EXISTS %s_word", table, table, table);
}

/* The view's own order, and behind it words and flags: what is asked of them
 * is found without a look at the table. */
static void add_order(struct str *sql, const struct shape *shape,
		      const struct query *q)
{
	order_add(sql, NULL, shape, q, NULL);
	for (size_t i = 0; i < shape_width(shape); i++)
		if (shown_covered(shape_column(shape, i)))
			str_addf(sql, ", \"%s\"",
				 shape_column(shape, i)->name);
}

bool shown_covered(const struct column *c)
{
	return c->type == CELL_FLAG || (c->type == CELL_WORD && !c->list);
}

int shown_unindex(struct store *s, const struct shape *shape, struct err *e)
{
	return sql_runf(&s->q, e, "DROP INDEX IF EXISTS main.shown_%s_order;"
			"DROP INDEX IF EXISTS main.shown_%s_count", shape->name,
			shape->name);
}

/* Besides the order there is the least index that a row can have: SQLite counts
 * rows by it, which must not read all of the other. (A table of before has none,
 * and is only counted more slowly: FORM stays.) */
int shown_index(struct store *s, const struct shape *shape,
			struct err *e)
{
	struct str sql = STR_INIT(DDL_BYTES);
	struct query *q = calloc(1, sizeof(*q));
	int rc;

	if (!q)
		return err_set(e, ERR_MEMORY, "no memory for %s", shape->name);
	rc = query_defaults(q, shape, e);
	str_addf(&sql, "CREATE INDEX main.shown_%s_order ON shown_%s(",
		 shape->name, shape->name);
	if (rc == 0)
		add_order(&sql, shape, q);
	str_addf(&sql, "); CREATE INDEX main.shown_%s_count ON shown_%s(1)",
		 shape->name, shape->name);
	query_free(q);
	free(q);
	if (rc == 0)
		rc = str_ok(&sql, shape->name, e);
	if (rc == 0)
		rc = sql_run(&s->q, str_cstr(&sql), e);
	str_free(&sql);
	return rc;
}

static int temp_fill(struct store *s, const struct shape *shape,
		     const char *table, struct slice at, struct err *e)
{
	if (create(s, shape, table, e) < 0)
		return -1;
	return shown_fill(s, shape, table, at, e);
}

int shown_empty(struct store *s, const struct shape *shape, struct str *table,
		struct err *e)
{
	str_addf(table, "temp.shown_%s_%lld", shape->name,
		 (long long)++s->temp_tables);
	return str_ok(table, shape->name, e) < 0 ? -1 :
		       create(s, shape, str_cstr(table), e);
}

/* A temporary table lives in a database that even a reader may write; in one
 * transaction, or each row would be one. */
int shown_temp(struct store *s, const struct shape *shape, struct slice at,
	       struct str *table, struct err *e)
{
	struct err ignored = {0};

	/* Own words never go to a temporary file. */
	str_addf(table, "%s%s_%lld", shown_made(shape) ? "held.shown_" : past,
		 shape->name, (long long)++s->temp_tables);
	if (str_ok(table, shape->name, e) < 0 ||
	    sql_run(&s->q, "SAVEPOINT shown", e) < 0)
		return -1;
	if (temp_fill(s, shape, str_cstr(table), at, e) == 0 &&
	    sql_run(&s->q, "RELEASE shown", e) == 0)
		return 0;
	sql_run(&s->q, "ROLLBACK TO shown; RELEASE shown", &ignored);
	return -1;
}

int shown_choose(struct store *s, const struct shape *shape,
		 const struct query *q, struct str *table, bool *temp,
		 struct err *e)
{
	char buf[PDATE_TEXT + 1];

	*temp = q->as_of.year != 0 || shown_made(shape);
	if (!shown_has(shape) && !shown_made(shape))
		return err_set(e, ERR_USAGE, "%s: has no rows in the store",
			       shape->name);
	if (*temp)
		return shown_temp(s, shape, at_date(&q->as_of, buf), table,
				  e);
	shown_name(shape, table);
	return 0;
}

/* --- when the shape has changed --- */

/* All that the rows of a shape depend on besides the claims. It is kept as it
 * stands, not as a hash: to get libcrypto ready takes longer than to open the
 * store, and 2 MB for as long as the program runs. */
static int shape_sum(const struct store *s, const struct shape *shape,
		     struct str *out, struct err *e)
{
	const struct party_rules *rules = s->o.parties;

	str_addf(out, "form %d\nspelling %llu\nsort %s\nfilter %s\n", FORM,
		 (unsigned long long)s->o.spelling,
		 shape->sort ? shape->sort : "-",
		 shape->filter ? shape->filter : "-");
	if (link_kind(shape->kind) && shape->rows == ROWS_SUBJECTS)
		str_addf(out, "rules %d\n", rules ? (int)rules->version : 0);
	for (size_t i = 0; i < shape_width(shape); i++) {
		const struct column *c = shape_column(shape, i);

		str_addf(out, "%s %d%s\n", c->name, (int)c->type,
			 c->list ? " list" : "");
	}
	return str_ok(out, shape->name, e);
}

static int is_current(struct store *s, const struct shape *shape,
		      struct slice sum, bool *current, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT 1 FROM meta WHERE"
		" name = 'shape ' || ?1 AND value = ?2", e);
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, slice_of(shape->name));
	sql_text(st, 2, sum);
	rc = sql_one(&s->q, st, NULL, e);
	*current = rc > 0;
	return rc < 0 ? -1 : 0;
}

static int remember(struct store *s, const struct shape *shape,
		    struct slice sum, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR REPLACE INTO meta"
		" VALUES ('shape ' || ?1, ?2)", e);

	if (!st)
		return -1;
	sql_text(st, 1, slice_of(shape->name));
	sql_text(st, 2, sum);
	return sql_do(&s->q, st, e);
}

/* Rows of listings, or of persons, and their parties, as in an accepted fetch;
 * all profiles are made again, perhaps by other rules. */
static int refill(struct store *s, const struct shape *shape,
		  const char *table, struct err *e)
{
	bool linked = link_kind(shape->kind) && shape->rows == ROWS_SUBJECTS;
	int rc;

	if (linked && link_clear(s, shape->kind, e) < 0)
		return -1;
	rc = shown_fill(s, shape, table, NOW, e);
	if (rc == 0 && linked)
		rc = link_finish(s, e);
	if (rc == 0 && link_rows(shape->kind) && linked)
		rc = shown_fill_dirty(s, shape, e);
	else if (rc == 0 && linked)
		rc = sql_runf(&s->q, e, "UPDATE %s SET disputed = 'true'"
			      " WHERE row_key IN (SELECT subject FROM party"
			      " WHERE disputed)", table);
	touch_end(s);
	link_end(s);
	return rc;
}

static int rebuild(struct store *s, const struct shape *shape,
		   struct slice sum, struct err *e)
{
	struct str table = STR_INIT(256);
	struct err ignored = {0};
	int rc;

	shown_name(shape, &table);
	if (str_ok(&table, shape->name, e) < 0)
		return -1;
	rc = sql_run(&s->q, "BEGIN IMMEDIATE", e);
	if (rc == 0) {
		rc = shown_drop(s, str_cstr(&table), e);
		if (rc == 0)
			rc = create(s, shape, str_cstr(&table), e);
		if (rc == 0)
			rc = refill(s, shape, str_cstr(&table), e);
		if (rc == 0)
			rc = shown_index(s, shape, e);
		if (rc == 0)
			rc = rowbook_stamp(s, shape, e);
		if (rc == 0)
			rc = remember(s, shape, sum, e);
		if (rc == 0)
			rc = sql_run(&s->q, "COMMIT", e);
		if (rc < 0)
			sql_run(&s->q, "ROLLBACK", &ignored);
	}
	str_free(&table);
	return rc;
}

static int check_one(struct store *s, const struct shape *shape, bool *any,
		     struct err *e)
{
	struct str sum = STR_INIT(DDL_BYTES);
	bool current = false;
	int rc = shape_sum(s, shape, &sum, e);

	if (rc == 0)
		rc = is_current(s, shape, str_slice(&sum), &current, e);
	if (rc == 0 && !current && s->o.read_only)
		rc = err_set(e, ERR_STORE, "%s: its tables are of another thaw;"
			     " open it once for writing (thaw refresh)",
			     s->file);
	if (rc == 0 && !current) {
		rc = rebuild(s, shape, str_slice(&sum), e);
		*any = true;
	}
	str_free(&sum);
	return rc;
}

int shown_check(struct store *s, struct err *e)
{
	bool any = false;

	for (const struct shape *const *p = s->o.shapes; p && *p; p++)
		if (shown_has(*p) && check_one(s, *p, &any, e) < 0)
			return -1;
	return conflicts_check(s, any, e);
}

/* --- when the day has changed --- */

static int last_day(struct store *s, char buf[CLOCK_TEXT], struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT value FROM meta WHERE"
					  " name = 'shown day'", e);
	int rc;

	buf[0] = '\0';
	if (!st)
		return -1;
	rc = sql_step(&s->q, st, e);
	if (rc > 0)
		snprintf(buf, CLOCK_TEXT, "%.*s", SLICE_ARG(sql_col(st, 0)));
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static int remember_day(struct store *s, struct slice today, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR REPLACE INTO meta"
					  " VALUES ('shown day', ?1)", e);

	if (!st)
		return -1;
	sql_text(st, 1, today);
	return sql_do(&s->q, st, e);
}

static int turn(struct store *s, struct slice from, struct slice today,
		struct err *e)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++) {
		struct str table = STR_INIT(256);
		int rc = 0;

		shown_name(*p, &table);
		if (shown_has(*p))
			rc = touch_day(s, *p, str_cstr(&table), from, today, e);
		str_free(&table);
		if (rc < 0)
			return -1;
	}
	if (shown_fill_all(s, e) < 0)
		return -1;
	return remember_day(s, today, e);
}

int shown_turn(struct store *s, struct err *e)
{
	char buf[CLOCK_TEXT], last[CLOCK_TEXT];
	struct slice today = day_of(s, NOW, buf);
	struct err ignored = {0};
	bool taken;
	int rc;

	if (s->o.read_only)
		return 0;
	if (last_day(s, last, e) < 0)
		return -1;
	if (slice_is(today, last))
		return 0;
	if (lock_take(s, 0, &taken, e) < 0)
		return -1;
	if (!taken)
		return 0;
	touch_end(s);
	rc = sql_run(&s->q, "BEGIN IMMEDIATE", e);
	if (rc == 0) {
		rc = turn(s, slice_of(last), today, e);
		if (rc == 0)
			rc = sql_run(&s->q, "COMMIT", e);
		if (rc < 0)
			sql_run(&s->q, "ROLLBACK", &ignored);
	}
	touch_end(s);
	lock_drop(s);
	return rc;
}

/* Tried again while another process is writing. */
bool shown_turned(struct store *s)
{
	char buf[CLOCK_TEXT], last[CLOCK_TEXT];
	struct slice today = day_of(s, NOW, buf);
	struct err ignored = {0};

	if (slice_is(today, s->day))
		return false;
	if (shown_turn(s, &ignored) < 0 || last_day(s, last, &ignored) < 0 ||
	    !slice_is(today, last))
		return false;
	snprintf(s->day, sizeof(s->day), "%.*s", SLICE_ARG(today));
	return true;
}
