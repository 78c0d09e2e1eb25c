/* Opening, migrating and closing the two files. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/asset.h"
#include "base/path.h"
#include "store/sql.h"

enum { APPLICATION = 0x74686177 /* "thaw" */, STORE_VERSION = 1 };

static void fold_sql(sqlite3_context *ctx, int n, sqlite3_value **arg)
{
	struct store *s = sqlite3_user_data(ctx);
	struct str out = STR_INIT(1 << 20);
	const char *p = (const char *)sqlite3_value_text(arg[0]);

	(void)n;
	if (!p)
		return;
	s->o.fold(&out, slice_make(p, (size_t)sqlite3_value_bytes(arg[0])));
	sqlite3_result_text(ctx, str_cstr(&out), (int)out.n,
			    SQLITE_TRANSIENT);
	str_free(&out);
}

/* The next "-- version N" section after `version`, or absent. */
static struct slice section(struct slice all, int64_t version)
{
	char mark[32];
	struct slice head;
	ptrdiff_t at, end;

	snprintf(mark, sizeof(mark), "-- version %d\n", (int)version + 1);
	head = slice_of(mark);
	at = slice_find(all, head, 0);
	if (at < 0)
		return SLICE_NONE;
	end = slice_find(all, SLICE("-- version "), (size_t)at + head.n);
	if (end < 0)
		end = (ptrdiff_t)all.n;
	return slice_make(all.p + at, (size_t)(end - at));
}

static int run_section(struct store *s, struct slice sql, struct err *e)
{
	struct str text = STR_INIT(1 << 20);
	int rc;

	str_add(&text, sql);
	rc = sql_exec(s, str_cstr(&text), e);
	str_free(&text);
	return rc;
}

static int migrate_step(struct store *s, const char *db, struct slice sql,
			int64_t to, struct err *e)
{
	char pragma[160];

	snprintf(pragma, sizeof(pragma), "PRAGMA %s.application_id = %d;"
		 "PRAGMA %s.user_version = %d;", db, APPLICATION, db,
		 (int)to);
	if (sql_exec(s, "BEGIN IMMEDIATE", e) < 0)
		return -1;
	if (run_section(s, sql, e) < 0 || sql_exec(s, pragma, e) < 0 ||
	    sql_exec(s, "COMMIT", e) < 0) {
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
		return -1;
	}
	return 0;
}

/* The asset's statements name tables without a schema, which SQLite looks up
 * in main first; for the own file they run on a connection of its own. */
static int migrate(struct store *s, const char *asset, struct err *e)
{
	struct slice all = asset_find(slice_of(asset)), sql;
	int64_t id = 0, version = 0, tables = 0;

	if (sql_number(s, "PRAGMA main.application_id", &id, e) < 0 ||
	    sql_number(s, "PRAGMA main.user_version", &version, e) < 0 ||
	    sql_number(s, "SELECT count(*) FROM main.sqlite_master", &tables,
		       e) < 0)
		return -1;
	if (id != APPLICATION && (tables || id || version))
		return err_set(e, ERR_STORE, "%s is a database of another"
			       " program; nothing was changed. Name another"
			       " file with --store", str_cstr(&s->file));
	if (version > STORE_VERSION)
		return err_set(e, ERR_STORE, "%s was written by a newer thaw"
			       " (version %d, this one knows %d); nothing was"
			       " changed. Update thaw", str_cstr(&s->file),
			       (int)version, STORE_VERSION);
	if (s->o.read_only)
		return 0;
	while ((sql = section(all, version)).p)
		if (migrate_step(s, "main", sql, ++version, e) < 0)
			return -1;
	return 0;
}

static int open_one(struct store *s, const char *file, struct err *e)
{
	int flags = s->o.read_only ? SQLITE_OPEN_READONLY :
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

	if (sqlite3_open_v2(file, &s->db, flags | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		return sql_err(s, "cannot open the store", e);
	sqlite3_extended_result_codes(s->db, 1);
	sqlite3_busy_timeout(s->db, 30000);
	if (!s->o.read_only &&
	    sql_exec(s, "PRAGMA page_size = 8192;"
			"PRAGMA journal_mode = WAL;"
			"PRAGMA synchronous = NORMAL;", e) < 0)
		return -1;
	return 0;
}

/* Own words are created through a connection of their own, then attached. */
static int make_own(struct store *s, struct err *e)
{
	struct store own = { .o = s->o, .lock_fd = -1, .file = s->own_file };
	int rc;

	own.o.shapes = NULL;
	rc = open_one(&own, str_cstr(&s->own_file), e);
	if (rc == 0)
		rc = migrate(&own, "schema-own.sql", e);
	sqlite3_close(own.db);
	return rc;
}

static int attach_own(struct store *s, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (!s->o.read_only && make_own(s, e) < 0)
		return -1;
	if (sql_prepare(s, &st, "ATTACH ? AS own", e) < 0)
		return -1;
	sql_text(st, 1, path_exists(str_cstr(&s->own_file)) ?
		 str_slice(&s->own_file) : SLICE(":memory:"));
	rc = sql_run(s, st, e);
	sqlite3_finalize(st);
	return rc;
}

static int prepare(struct store *s, struct err *e)
{
	if (sql_exec(s, "PRAGMA foreign_keys = ON;"
			"PRAGMA temp_store = FILE;"
			"PRAGMA trusted_schema = OFF;"
			"CREATE TEMP TABLE seen (record INTEGER PRIMARY KEY);"
			"CREATE TEMP TABLE dirty (subject INTEGER PRIMARY"
			" KEY);", e) < 0)
		return -1;
	if (sqlite3_create_function(s->db, "fold", 1, SQLITE_UTF8 |
				    SQLITE_DETERMINISTIC, s, fold_sql, NULL,
				    NULL) != SQLITE_OK)
		return sql_err(s, "cannot prepare the store", e);
	if (s->o.read_only)
		return 0;
	switch (writer_lock(s, false, e)) {
	case 1:
		if (writer_undo(s, e) < 0 || shown_prepare(s, e) < 0)
			return -1;
		writer_unlock(s);
		return 0;
	case 0:
		return 0;	/* a writer is at work: all is in order */
	default:
		return -1;
	}
}

static void name_files(struct store *s)
{
	struct slice base = slice_of(s->o.file);

	str_add(&s->file, base);
	if (slice_ends(base, ".db"))
		base.n -= 3;
	str_add(&s->own_file, base);
	str_addz(&s->own_file, "-own.db");
	s->o.file = str_cstr(&s->file);
}

int store_open(struct store **out, const struct store_options *o,
	       struct err *e)
{
	struct store *s = calloc(1, sizeof(*s));
	mode_t mask;
	int rc;

	*out = NULL;
	if (!s)
		return err_set(e, ERR_MEMORY, "no memory for the store");
	*s = (struct store){ .o = *o, .lock_fd = -1, .file = STR_INIT(8192),
			     .own_file = STR_INIT(8192) };
	name_files(s);
	rc = s->o.read_only ? 0 : path_make_parent(s->o.file, e);
	mask = umask(077);
	if (rc == 0)
		rc = open_one(s, s->o.file, e);
	if (rc == 0)
		rc = migrate(s, "schema.sql", e);
	if (rc == 0)
		rc = attach_own(s, e);
	if (rc == 0)
		rc = prepare(s, e);
	umask(mask);
	if (rc < 0) {
		store_close(&s);
		return -1;
	}
	store_changed(s);
	*out = s;
	return 0;
}

void store_close(struct store **sp)
{
	struct store *s = *sp;

	if (!s)
		return;
	for (int i = 0; i < KEPT_STATEMENTS; i++)
		sqlite3_finalize(s->kept[i]);
	if (s->db && !s->o.read_only)
		sqlite3_exec(s->db, "PRAGMA optimize", NULL, NULL, NULL);
	sqlite3_close(s->db);
	writer_unlock(s);
	str_free(&s->file);
	str_free(&s->own_file);
	free(s);
	*sp = NULL;
}

bool store_changed(struct store *s)
{
	struct err e = {0};
	int64_t v = s->data_version;

	if (sql_number(s, "PRAGMA main.data_version", &v, &e) < 0 ||
	    v == s->data_version)
		return false;
	s->data_version = v;
	return true;
}

int store_purge(struct store *s, bool all, struct err *e)
{
	static const char sql[] =
		"BEGIN IMMEDIATE;"
		"DELETE FROM change; DELETE FROM span; DELETE FROM body;"
		"DELETE FROM claim; DELETE FROM document;"
		"UPDATE content SET document = NULL; DELETE FROM content;"
		"DELETE FROM record; DELETE FROM subject; DELETE FROM fetch;"
		"DELETE FROM source; COMMIT;";
	int rc;

	if (writer_lock(s, true, e) < 0)
		return -1;
	rc = sql_exec(s, sql, e);
	if (rc < 0)
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	for (size_t i = 0; rc == 0 && s->o.shapes && s->o.shapes[i]; i++) {
		struct str drop = STR_INIT(256);

		str_addf(&drop, "DELETE FROM meta WHERE key = 'shown_%s'",
			 s->o.shapes[i]->name);
		rc = sql_exec(s, str_cstr(&drop), e);
		str_free(&drop);
	}
	if (rc == 0)
		rc = shown_prepare(s, e);
	if (rc == 0 && all)
		rc = sql_exec(s, "DELETE FROM own.mark", e);
	/* What was deleted must not stay readable in free pages. */
	if (rc == 0)
		rc = sql_exec(s, "VACUUM main", e);
	if (rc == 0 && all)
		rc = sql_exec(s, "VACUUM own", e);
	writer_unlock(s);
	return rc;
}
