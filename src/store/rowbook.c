/* Books of the store's views: which of them fit, and how they are made to. */
#include "store/rowbook_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"

enum { BOOKS = 16 };

struct rowbooks {
	struct {
		const struct shape *shape;
		struct rowbook *book;
	} of[BOOKS];
	size_t n;
};

/* Documents have an index of their own, which looks into their texts too. */
static bool has_book(const struct shape *shape)
{
	return shown_has(shape) && shape->kind != KIND_news;
}

static int add_path(const struct store *s, const struct shape *shape,
		    struct str *out, struct err *e)
{
	str_clear(out);
	str_addf(out, "%s-rows-%s", s->file, shape->name);
	return str_ok(out, "path of the words of rows", e);
}

/* --- which state of the rows --- */

int rowbook_stamp(struct store *s, const struct shape *shape, struct err *e)
{
	struct sqlite3_stmt *st;

	if (!has_book(shape))
		return 0;
	st = sql_use(&s->q, "INSERT OR REPLACE INTO main.meta VALUES"
		     " ('rows ' || ?1, CAST(random() AS TEXT))", e);
	if (!st)
		return -1;
	sql_text(st, 1, slice_of(shape->name));
	return sql_do(&s->q, st, e);
}

/* 1; 0 where rows were never filled. */
static int stamp_now(struct store *s, const struct shape *shape,
		     uint64_t *stamp, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT CAST(value AS INTEGER)"
		" FROM main.meta WHERE name = 'rows ' || ?1", e);
	int64_t n = 0;
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, slice_of(shape->name));
	rc = sql_one(&s->q, st, &n, e);
	*stamp = (uint64_t)n;
	return rc;
}

/* --- the open ones --- */

static struct rowbook **slot_of(struct store *s, const struct shape *shape)
{
	struct rowbooks *all = s->books;

	if (!all)
		all = s->books = calloc(1, sizeof(*all));
	for (size_t i = 0; all && i < all->n; i++)
		if (all->of[i].shape == shape)
			return &all->of[i].book;
	if (!all || all->n == BOOKS)
		return NULL;
	all->of[all->n].shape = shape;
	return &all->of[all->n++].book;
}

void rowbooks_close(struct store *s)
{
	for (size_t i = 0; s->books && i < s->books->n; i++)
		rowbook_close(&s->books->of[i].book);
	free(s->books);
	s->books = NULL;
}

/* One that is damaged, or cannot be read, is as none. */
static void open_book(struct store *s, const struct shape *shape,
		      uint64_t stamp, struct rowbook **out)
{
	struct str path = STR_INIT(PATH_BYTES);
	struct err ignored = {0};

	if (add_path(s, shape, &path, &ignored) == 0)
		rowbook_open(out, str_cstr(&path), s->o.spelling, stamp,
			     &ignored);
	str_free(&path);
}

int rowbook_now(struct store *s, const struct shape *shape,
		const struct rowbook **b, struct err *e)
{
	struct rowbook **slot = has_book(shape) ? slot_of(s, shape) : NULL;
	uint64_t stamp;
	int rc = slot ? stamp_now(s, shape, &stamp, e) : 0;

	*b = NULL;
	if (rc <= 0)
		return rc;
	if (*slot && (*slot)->head->stamp != stamp)
		rowbook_close(slot);
	if (!*slot)
		open_book(s, shape, stamp, slot);
	*b = *slot;
	return 0;
}

void rowbook_bad(struct store *s, const struct shape *shape)
{
	struct rowbook **slot = slot_of(s, shape);
	struct str path = STR_INIT(PATH_BYTES);
	struct err ignored = {0};

	if (slot)
		rowbook_close(slot);
	if (!s->o.read_only && add_path(s, shape, &path, &ignored) == 0)
		unlink(str_cstr(&path));
	str_free(&path);
}

/* --- made to fit --- */

static int count_rows(struct store *s, const struct shape *shape, int64_t *n,
		      struct err *e)
{
	char text[160];

	snprintf(text, sizeof(text), "SELECT count(*) FROM main.shown_%s",
		 shape->name);
	return sql_number(&s->q, text, 0, n, e);
}

/* The stamp and the rows of one moment, which another process may end. */
static int make_at_once(struct store *s, const struct shape *shape, int fd,
			struct err *e)
{
	struct err ignored = {0};
	uint64_t stamp;
	int rc = sql_run(&s->q, "BEGIN", e);

	if (rc < 0)
		return -1;
	rc = stamp_now(s, shape, &stamp, e) > 0 ?
		     rowbook_make(s, shape, fd, stamp, e) : -1;
	sql_run(&s->q, "ROLLBACK", &ignored);
	return rc;
}

static int make(struct store *s, const struct shape *shape, struct err *e)
{
	struct str path = STR_INIT(PATH_BYTES);
	char name[PATH_BYTES];
	bool busy = false;
	int fd = -1, rc = add_path(s, shape, &path, e);

	if (rc == 0)
		fd = path_claim(str_cstr(&path), name, &busy, e);
	if (fd >= 0) {
		rc = ftruncate(fd, 0) < 0 ? err_sys(e, "cannot write %s", name) :
					    make_at_once(s, shape, fd, e);
		rc = path_end(str_cstr(&path), name, fd, rc, e);
		close(fd);
	} else if (rc == 0 && !busy) {
		rc = -1;
	}
	str_free(&path);
	return rc;
}

static int remove_book(struct store *s, const struct shape *shape,
		       struct err *e)
{
	/* Who ends one now renames it: what was new is gone or in place. */
	static const char *const behind[] = { ".new", "" };
	struct str path = STR_INIT(PATH_BYTES);
	int rc = 0;

	for (size_t i = 0; i < sizeof(behind) / sizeof(*behind); i++) {
		if (add_path(s, shape, &path, e) < 0)
			return -1;
		str_addz(&path, behind[i]);
		if (unlink(str_cstr(&path)) < 0 &&
		    path_exists(str_cstr(&path)))
			rc = err_sys(e, "cannot remove %s; it holds words of"
				     " the data", str_cstr(&path));
	}
	str_free(&path);
	return rc;
}

/* A store of before has none: 1 where it has now. */
static int stamp_first(struct store *s, const struct shape *shape,
		       struct err *e)
{
	uint64_t stamp;
	bool taken = false;
	int rc = stamp_now(s, shape, &stamp, e);

	if (rc != 0)
		return rc;
	if (lock_take(s, 0, &taken, e) < 0)
		return -1;
	if (!taken)
		return 0;
	rc = rowbook_stamp(s, shape, e);
	lock_drop(s);
	return rc < 0 ? -1 : 1;
}

/* Of few rows there is none. */
static int catch_up(struct store *s, const struct shape *shape, struct err *e)
{
	const struct rowbook *b;
	int64_t rows = 0;
	int rc;

	if (rowbook_now(s, shape, &b, e) < 0)
		return -1;
	if (b)
		return 0;
	if (count_rows(s, shape, &rows, e) < 0)
		return -1;
	if (rows < ROWBOOK_LEAST)
		return remove_book(s, shape, e);
	rc = stamp_first(s, shape, e);
	return rc > 0 ? make(s, shape, e) : rc;
}

int store_books(struct store *s, struct err *e)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++)
		if (!s->o.read_only && has_book(*p) && catch_up(s, *p, e) < 0)
			return -1;
	return 0;
}

int rowbook_forget(struct store *s, struct err *e)
{
	int rc = 0;

	rowbooks_close(s);
	for (const struct shape *const *p = s->o.shapes; p && *p; p++)
		if (!s->o.read_only && has_book(*p) &&
		    remove_book(s, *p, e) < 0)
			rc = -1;
	return rc;
}
