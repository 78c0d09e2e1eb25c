/* The doorway to SQLite: statements, values in and out, errors in words. */
#ifndef THAW_STORE_SQL_H
#define THAW_STORE_SQL_H

#include "base/arena.h"

struct sqlite3;
struct sqlite3_stmt;

enum { SQL_CACHE = 256 };

/* One connection. Statements given as literals are prepared once and found
 * again by the address of their text. */
struct sql {
	struct sqlite3 *db;
	char *file;		/* for messages */
	bool (*stop)(void *ctx);
	void *stop_ctx;
	struct {		/* by the address of the text */
		const char *text;
		struct sqlite3_stmt *st;
	} cache[SQL_CACHE];
};

int sql_open(struct sql *q, const char *file, bool read_only, struct err *e);
/* For reading a file that nobody writes: takes no lock and makes no file. */
int sql_open_still(struct sql *q, const char *file, struct err *e);
/* Copies the main database as this connection sees it into `to`, an empty
 * file, page by page; not synced. */
int sql_copy(struct sql *from, const char *to, bool (*stop)(void *ctx),
	     void *ctx, struct err *e);
/* Appends the bytes of its file to `fd` as they lie there, without the log. They
 * are read by what has it open: to open and close it once more would drop the
 * locks of this process on it. */
int sql_copy_raw(struct sql *from, int fd, struct err *e);
void sql_close(struct sql *q);
/* Somebody has it open, in this process or another; or that cannot be known. */
bool sql_is_held(const char *file);

/* From now on a statement is given up with ERR_STOPPED once `stop` says so,
 * which is asked some thousand times a second; NULL: none is. */
void sql_heed(struct sql *q, bool (*stop)(void *ctx), void *ctx);

/* Runs statements without values. */
int sql_run(struct sql *q, const char *text, struct err *e);
/* For what needs the file to itself, where SQLite does not wait. */
int sql_run_alone(struct sql *q, const char *text, struct err *e);
/* Did what failed last fail because somebody else has the file? */
bool sql_is_busy(const struct sql *q);
int sql_runf(struct sql *q, struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* One number; `none` when there is no row or it is null. */
int sql_number(struct sql *q, const char *text, int64_t none, int64_t *out,
	       struct err *e);

/* The statement, reset and without values. `text` is a literal: it must live
 * and stay the same as long as the connection. NULL on error. */
struct sqlite3_stmt *sql_use(struct sql *q, const char *text, struct err *e);
/* A statement of the caller's own, ended by sql_drop. */
struct sqlite3_stmt *sql_make(struct sql *q, const char *text, struct err *e);
void sql_drop(struct sqlite3_stmt **st);

/* Values, from 1. They must live until the statement is stepped through. */
/* An absent slice is null. */
void sql_text(struct sqlite3_stmt *st, int at, struct slice v);
void sql_blob(struct sqlite3_stmt *st, int at, struct slice v);
void sql_int(struct sqlite3_stmt *st, int at, int64_t v);

/* 1 a row, 0 no more (the statement is reset), -1 on error. */
int sql_step(struct sql *q, struct sqlite3_stmt *st, struct err *e);
/* Steps through; rows are ignored. */
int sql_do(struct sql *q, struct sqlite3_stmt *st, struct err *e);
/* The number in the first column of the first row (`out` may be NULL): 1, or
 * 0 where there is no row and *out stays. The statement is reset. */
int sql_one(struct sql *q, struct sqlite3_stmt *st, int64_t *out,
	    struct err *e);
/* The same of a text, in mem. */
int sql_one_text(struct sql *q, struct sqlite3_stmt *st, struct arena *mem,
		 struct slice *out, struct err *e);
void sql_reset(struct sqlite3_stmt *st);
int64_t sql_last_id(struct sql *q);
int64_t sql_changes(struct sql *q);	/* rows of the last statement */
bool sql_in_transaction(struct sql *q);
/* A number of the main database: as long as it is the same, nobody, nor this
 * connection, has committed anything to it. */
int sql_state(struct sql *q, int64_t *out, struct err *e);
const char *sql_version(void);

/* Columns, from 0; texts live until the next step. */
struct slice sql_col(struct sqlite3_stmt *st, int at);	/* null: absent */
int64_t sql_col_int(struct sqlite3_stmt *st, int at);
bool sql_col_null(struct sqlite3_stmt *st, int at);

#endif
