/* Small help with prepared statements, for the store's own files only. */
#ifndef THAW_STORE_SQL_H
#define THAW_STORE_SQL_H

#include <sqlite3.h>

#include "store/store.h"

/* Statements that run once a subject are kept prepared. */
enum kept {
	KEPT_SUBJECT, KEPT_CLAIMS, KEPT_CONFIRMED, KEPT_COUNT_URL,
	KEPT_COUNT_REF, KEPT_CITING, KEPT_STATEMENTS,
};

struct store {
	sqlite3 *db;
	struct store_options o;
	struct str file, own_file;
	int lock_fd;		/* held while writing, else -1 */
	int64_t data_version;
	sqlite3_stmt *kept[KEPT_STATEMENTS];
};

/* ERR_STORE with SQLite's words, the file and what to do. */
int sql_err(struct store *s, const char *doing, struct err *e);
int sql_exec(struct store *s, const char *sql, struct err *e);
int sql_prepare(struct store *s, sqlite3_stmt **st, const char *sql,
		struct err *e);
/* As sql_prepare, the first time; the store finalizes it. Reset it. */
int sql_keep(struct store *s, enum kept which, const char *sql,
	     sqlite3_stmt **st, struct err *e);
/* Absent slices bind NULL; the text must live until the step. */
void sql_text(sqlite3_stmt *st, int at, struct slice text);
void sql_int(sqlite3_stmt *st, int at, int64_t n);
/* 0 binds NULL: row ids start at 1. */
void sql_id(sqlite3_stmt *st, int at, int64_t id);
/* 1: a row, 0: done, -1: failed. */
int sql_step(struct store *s, sqlite3_stmt *st, struct err *e);
/* Steps to the end and resets. */
int sql_run(struct store *s, sqlite3_stmt *st, struct err *e);
/* First column of the first row, or `none`; resets. -1 on failure. */
int sql_get(struct store *s, sqlite3_stmt *st, int64_t none, int64_t *out,
	    struct err *e);
/* One number by a statement made for the moment. */
int sql_number(struct store *s, const char *sql, int64_t *out,
	       struct err *e);
/* Column as a slice that dies at the next step; NULL is absent. */
struct slice sql_col(sqlite3_stmt *st, int at);

/* --- between the store's files --- */

/* Rows of views (shown.c). */
int shown_prepare(struct store *s, struct err *e);
int shown_refill(struct store *s, struct err *e);	/* temp.dirty */
int shown_as_of(struct store *s, const struct shape *shape,
		struct slice as_of, const char *table, struct err *e);
/* Facts of one subject (facts.c); slices in mem. 1 found, 0 not, -1. */
int facts_load(struct store *s, int64_t subject, struct slice as_of,
	       bool stopped_too, struct arena *mem, struct facts *out,
	       struct err *e);
/* WHERE and ORDER BY of a query (where.c). */
struct where {
	struct str sql;		/* " WHERE ..." or empty */
	struct str order;	/* " ORDER BY ..." */
	struct str params;	/* values, each ended by a NUL */
	size_t n;
};
int where_make(struct where *w, struct store *s, const struct shape *shape,
	       const struct query *q, struct err *e);
void where_bind(const struct where *w, sqlite3_stmt *st);
void where_free(struct where *w);
/* zstd, whose only doorway is body.c. */
int body_put(struct store *s, int64_t content, struct slice text,
	     struct err *e);
int body_get(struct store *s, int64_t content, struct arena *mem,
	     struct slice *out, struct err *e);
/* Writers exclude each other; a dead one holds nothing (writing.c). */
int writer_lock(struct store *s, bool wait, struct err *e);	/* 1 got it */
void writer_unlock(struct store *s);
int writer_undo(struct store *s, struct err *e);

#endif
