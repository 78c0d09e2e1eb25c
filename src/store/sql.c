#include "store/sql.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/path.h"

enum {
	BUSY_MS = 30000, NAP_MS = 50,
	STEPS = 2000,		/* between questions */
	COPY_PAGES = 1024,	/* likewise */
	URI_BYTES = 3 * 4096,
	RAW_BYTES = 1 << 20,
};

/* What the user can do about it. */
static const struct { int code; const char *hint; } hints[] = {
	{ SQLITE_BUSY,     "another thaw is writing; try again" },
	{ SQLITE_LOCKED,   "another thaw is writing; try again" },
	{ SQLITE_FULL,     "the disk is full" },
	{ SQLITE_IOERR,    "the disk is full or failing" },
	{ SQLITE_READONLY, "the file or its folder cannot be written" },
	{ SQLITE_CANTOPEN, "the file or its folder cannot be opened" },
	{ SQLITE_PERM,     "the file cannot be opened" },
	{ SQLITE_CORRUPT,  "the file is damaged: move it away and import again,"
			   " or recover it with sqlite3's .recover" },
	{ SQLITE_NOTADB,   "the file is not a store of thaw: move it away or"
			   " name another one with --store" },
};

static int fail(struct sql *q, struct err *e)
{
	int code = q->db ? sqlite3_errcode(q->db) & 0xFF : SQLITE_NOMEM;
	const char *msg = q->db ? sqlite3_errmsg(q->db) : "no memory";

	if (code == SQLITE_INTERRUPT)
		return err_set(e, ERR_STOPPED, "stopped");
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (hints[i].code == code)
			return err_set(e, ERR_STORE, "%s: %s (%s)", q->file,
				       hints[i].hint, msg);
	return err_set(e, ERR_STORE, "%s: %s", q->file, msg);
}

static int open_as(struct sql *q, const char *file, const char *name,
		   int flags, struct err *e)
{
	*q = (struct sql){ .file = strdup(file) };
	if (!q->file)
		return err_set(e, ERR_MEMORY, "no memory to open the store");
	if (sqlite3_open_v2(name, &q->db, flags | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		return fail(q, e);
	sqlite3_extended_result_codes(q->db, 1);
	sqlite3_busy_timeout(q->db, BUSY_MS);
	/* A crafted file must not run what its schema says. */
	sqlite3_db_config(q->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(q->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	return 0;
}

int sql_open(struct sql *q, const char *file, bool read_only, struct err *e)
{
	return open_as(q, file, file, read_only ? SQLITE_OPEN_READONLY :
						  SQLITE_OPEN_READWRITE, e);
}

int sql_open_still(struct sql *q, const char *file, struct err *e)
{
	struct str name = STR_INIT(URI_BYTES);
	int rc;

	str_addz(&name, "file:");
	for (const char *p = file; *p; p++)
		if (strchr("%?#", *p))
			str_addf(&name, "%%%02X", (unsigned)*p);
		else
			str_addc(&name, *p);
	str_addz(&name, "?immutable=1");
	rc = str_ok(&name, file, e);
	if (rc == 0)
		rc = open_as(q, file, str_cstr(&name), SQLITE_OPEN_READONLY |
			     SQLITE_OPEN_URI, e);
	str_free(&name);
	return rc;
}

int sql_copy(struct sql *from, const char *to, bool (*stop)(void *ctx),
	     void *ctx, struct err *e)
{
	struct sql q;
	sqlite3_backup *b = NULL;
	int rc = open_as(&q, to, to, SQLITE_OPEN_READWRITE, e);

	/* The caller syncs; until then the copy is nobody's. */
	if (rc == 0)
		rc = sql_run(&q, "PRAGMA journal_mode = OFF;"
			     "PRAGMA synchronous = OFF", e);
	if (rc == 0 && !(b = sqlite3_backup_init(q.db, "main", from->db,
						 "main")))
		rc = fail(&q, e);
	while (rc == 0 && sqlite3_backup_step(b, COPY_PAGES) == SQLITE_OK)
		if (stop && stop(ctx))
			rc = err_set(e, ERR_STOPPED, "stopped");
	if (b && sqlite3_backup_finish(b) != SQLITE_OK && rc == 0)
		rc = fail(&q, e);
	sql_close(&q);
	return rc;
}

int sql_copy_raw(struct sql *from, int fd, struct err *e)
{
	sqlite3_file *f = NULL;
	sqlite3_int64 size = 0;
	char *buf = malloc(RAW_BYTES);
	int rc = buf ? 0 : err_set(e, ERR_MEMORY, "no memory to copy");

	if (rc == 0 && (sqlite3_file_control(from->db, "main",
			SQLITE_FCNTL_FILE_POINTER, &f) != SQLITE_OK ||
			!f || !f->pMethods ||
			f->pMethods->xFileSize(f, &size) != SQLITE_OK))
		rc = err_set(e, ERR_STORE, "%s: cannot be read", from->file);
	for (sqlite3_int64 at = 0; rc == 0 && at < size; at += RAW_BYTES) {
		int n = size - at < RAW_BYTES ? (int)(size - at) : RAW_BYTES;

		if (f->pMethods->xRead(f, buf, n, at) != SQLITE_OK)
			rc = err_set(e, ERR_STORE, "%s: cannot be read",
				     from->file);
		else
			rc = path_write_all(fd, slice_make(buf, (size_t)n), e);
	}
	free(buf);
	return rc;
}

/* Who still holds a statement (a window, while another file takes the place)
 * drops it later; the connection ends with it. */
void sql_close(struct sql *q)
{
	for (size_t i = 0; i < SQL_CACHE; i++)
		sqlite3_finalize(q->cache[i].st);
	sqlite3_close_v2(q->db);
	free(q->file);
	*q = (struct sql){0};
}

/* By SQLite's own lock on the file, which is had as long as its log is in use;
 * only SQLite can open a file beside itself and leave it with all locks kept.
 * Nothing is read, and so no log is looked at. */
bool sql_is_held(const char *file)
{
	struct err ignored = {0};
	sqlite3_file *f = NULL;
	struct sql q;
	bool held = true;

	if (sql_open(&q, file, false, &ignored) == 0 &&
	    sqlite3_file_control(q.db, "main", SQLITE_FCNTL_FILE_POINTER,
				 &f) == SQLITE_OK && f && f->pMethods) {
		held = f->pMethods->xLock(f, SQLITE_LOCK_SHARED) != SQLITE_OK ||
		       f->pMethods->xLock(f, SQLITE_LOCK_EXCLUSIVE) !=
			       SQLITE_OK;
		f->pMethods->xUnlock(f, SQLITE_LOCK_NONE);
	}
	sql_close(&q);
	return held;
}

static int ask(void *ctx)
{
	struct sql *q = ctx;

	return q->stop(q->stop_ctx);
}

void sql_heed(struct sql *q, bool (*stop)(void *ctx), void *ctx)
{
	q->stop = stop;
	q->stop_ctx = ctx;
	sqlite3_progress_handler(q->db, stop ? STEPS : 0, stop ? ask : NULL,
				 q);
}

int sql_run(struct sql *q, const char *text, struct err *e)
{
	return sqlite3_exec(q->db, text, NULL, NULL, NULL) == SQLITE_OK ?
	       0 : fail(q, e);
}

bool sql_is_busy(const struct sql *q)
{
	return q->db && (sqlite3_errcode(q->db) & 0xFF) == SQLITE_BUSY;
}

int sql_run_alone(struct sql *q, const char *text, struct err *e)
{
	int64_t until = clock_mono_ms() + BUSY_MS;
	int rc;

	/* SQLite says so at once, or after it has waited itself. */
	while ((rc = sql_run(q, text, e)) < 0 && sql_is_busy(q) &&
	       clock_mono_ms() < until) {
		*e = (struct err){0};
		sqlite3_sleep(NAP_MS);
	}
	return rc;
}

int sql_runf(struct sql *q, struct err *e, const char *fmt, ...)
{
	char text[512];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(text))
		return err_set(e, ERR_LIMIT, "statement too long");
	return sql_run(q, text, e);
}

struct sqlite3_stmt *sql_make(struct sql *q, const char *text, struct err *e)
{
	sqlite3_stmt *st = NULL;

	if (sqlite3_prepare_v3(q->db, text, -1, SQLITE_PREPARE_PERSISTENT, &st,
			       NULL) != SQLITE_OK)
		fail(q, e);
	return st;
}

void sql_drop(struct sqlite3_stmt **st)
{
	sqlite3_finalize(*st);
	*st = NULL;
}

struct sqlite3_stmt *sql_use(struct sql *q, const char *text, struct err *e)
{
	size_t at = ((uintptr_t)text >> 3) % SQL_CACHE;

	for (size_t i = 0; i < SQL_CACHE; i++, at = (at + 1) % SQL_CACHE) {
		if (!q->cache[at].text)
			break;
		if (q->cache[at].text != text)
			continue;
		sqlite3_reset(q->cache[at].st);
		sqlite3_clear_bindings(q->cache[at].st);
		return q->cache[at].st;
	}
	if (q->cache[at].text) {
		err_set(e, ERR_LIMIT, "too many statements");
		return NULL;
	}
	q->cache[at].st = sql_make(q, text, e);
	if (q->cache[at].st)
		q->cache[at].text = text;
	return q->cache[at].st;
}

void sql_text(struct sqlite3_stmt *st, int at, struct slice v)
{
	if (v.p)
		sqlite3_bind_text64(st, at, v.p, v.n, SQLITE_STATIC,
				    SQLITE_UTF8);
	else
		sqlite3_bind_null(st, at);
}

void sql_blob(struct sqlite3_stmt *st, int at, struct slice v)
{
	sqlite3_bind_blob64(st, at, v.p, v.n, SQLITE_STATIC);
}

void sql_int(struct sqlite3_stmt *st, int at, int64_t v)
{
	sqlite3_bind_int64(st, at, v);
}

int sql_step(struct sql *q, struct sqlite3_stmt *st, struct err *e)
{
	int rc = sqlite3_step(st);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		fail(q, e);
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? 0 : -1;
}

int sql_do(struct sql *q, struct sqlite3_stmt *st, struct err *e)
{
	int rc;

	if (!st)
		return -1;
	do
		rc = sql_step(q, st, e);
	while (rc > 0);
	return rc;
}

int sql_one(struct sql *q, struct sqlite3_stmt *st, int64_t *out,
	    struct err *e)
{
	int rc = sql_step(q, st, e);

	if (rc > 0 && out)
		*out = sql_col_int(st, 0);
	sql_reset(st);
	return rc;
}

int sql_one_text(struct sql *q, struct sqlite3_stmt *st, struct arena *mem,
		 struct slice *out, struct err *e)
{
	int rc = sql_step(q, st, e);

	if (rc > 0)
		*out = arena_slice(mem, sql_col(st, 0));
	sql_reset(st);
	return rc;
}

int sql_number(struct sql *q, const char *text, int64_t none, int64_t *out,
	       struct err *e)
{
	struct sqlite3_stmt *st = sql_make(q, text, e);
	int rc = st ? sql_step(q, st, e) : -1;

	*out = none;
	if (rc > 0 && !sql_col_null(st, 0))
		*out = sql_col_int(st, 0);
	sql_drop(&st);
	return rc < 0 ? -1 : 0;
}

void sql_reset(struct sqlite3_stmt *st)
{
	sqlite3_reset(st);
}

int64_t sql_last_id(struct sql *q)
{
	return sqlite3_last_insert_rowid(q->db);
}

int64_t sql_changes(struct sql *q)
{
	return sqlite3_changes(q->db);
}

bool sql_in_transaction(struct sql *q)
{
	return !sqlite3_get_autocommit(q->db);
}

/* The pragma looks at the file; what it says leaves out what was committed here. */
int sql_state(struct sql *q, int64_t *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(q, "PRAGMA main.data_version", e);
	unsigned state = 0;

	if (!st || sql_one(q, st, NULL, e) < 0)
		return -1;
	if (sqlite3_file_control(q->db, "main", SQLITE_FCNTL_DATA_VERSION,
				 &state) != SQLITE_OK)
		return fail(q, e);
	*out = (int64_t)state;
	return 0;
}

const char *sql_version(void)
{
	return sqlite3_libversion();
}

struct slice sql_col(struct sqlite3_stmt *st, int at)
{
	const char *p;

	if (sqlite3_column_type(st, at) == SQLITE_NULL)
		return SLICE_NONE;
	if (sqlite3_column_type(st, at) == SQLITE_BLOB)
		p = sqlite3_column_blob(st, at);
	else
		p = (const char *)sqlite3_column_text(st, at);
	return slice_make(p ? p : "", (size_t)sqlite3_column_bytes(st, at));
}

int64_t sql_col_int(struct sqlite3_stmt *st, int at)
{
	return sqlite3_column_int64(st, at);
}

bool sql_col_null(struct sqlite3_stmt *st, int at)
{
	return sqlite3_column_type(st, at) == SQLITE_NULL;
}
