/* Copies of the store: a snapshot that others bring, and the switch to one that
 * was brought. HACKING says why the name of a pulled store is a link. */
#include "store/copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "store/inside.h"

enum { LINKS = 16, LOCK_MS = 30000, UNIQUE = 6 };

#define PULLED ".pulled-"

/* --- snapshot ------------------------------------------------------------ */

static const char forget[] = "DELETE FROM meta WHERE name LIKE 'pulled_%'";

/* What a copy of a copy is of is told by who brings it, not by who has it. */
static int forget_origin(const char *file, struct err *e)
{
	struct sql q;
	int64_t n = 0;
	int rc = sql_open_still(&q, file, e);

	if (rc == 0)
		rc = sql_number(&q, "SELECT count(*) FROM meta WHERE name LIKE"
				" 'pulled_%'", 0, &n, e);
	sql_close(&q);
	if (rc < 0 || n == 0)
		return rc;
	rc = sql_open(&q, file, false, e);
	if (rc == 0)
		rc = sql_run(&q, "PRAGMA secure_delete = ON", e);
	if (rc == 0)
		rc = sql_run(&q, forget, e);
	sql_close(&q);
	return rc;
}

int copy_sync(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int rc = fd < 0 || fsync(fd) < 0 ?
			 err_sys(e, "cannot sync %s", path) : 0;

	if (fd >= 0)
		close(fd);
	return rc;
}

void copy_remove_logs(const char *file)
{
	static const char *const behind[] = { "-wal", "-shm", "-journal" };
	char name[PATH_BYTES];

	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
		if (snprintf(name, sizeof(name), "%s%s", file, behind[i]) <
		    (int)sizeof(name))
			unlink(name);
}

bool copy_old_log(const char *file, int i, char name[PATH_BYTES])
{
	int n = i == 0 ? snprintf(name, PATH_BYTES, "%s-wal.old", file) :
			 snprintf(name, PATH_BYTES, "%s-wal.old%d", file, i);

	return i < COPY_OLD_LOGS && n < PATH_BYTES;
}

void copy_remove(const char *file)
{
	char name[PATH_BYTES];

	unlink(file);
	copy_remove_logs(file);
	for (int i = 0; copy_old_log(file, i, name); i++)
		unlink(name);
}

/* One read transaction from the first page to the last: in a log's mode that
 * holds up no writer, and nothing has to be begun again. */
int store_snapshot(struct store *s, const char *to, bool (*stop)(void *ctx),
		   void *ctx, struct err *e)
{
	struct err ignored = {0};
	int fd, rc;
	int64_t n;

	copy_remove(to);
	fd = open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_sys(e, "cannot create %s", to);
	close(fd);
	rc = sql_run(&s->q, "BEGIN", e);
	if (rc == 0)
		rc = sql_number(&s->q, "SELECT count(*) FROM main.meta", 0, &n,
				e);
	if (rc == 0)
		rc = sql_copy(&s->q, to, stop, ctx, e);
	if (sql_in_transaction(&s->q))
		sql_run(&s->q, "ROLLBACK", &ignored);
	if (rc == 0)
		rc = forget_origin(to, e);
	if (rc == 0)
		rc = copy_sync(to, e);
	if (rc < 0)
		copy_remove(to);
	return rc;
}

int store_copy_raw(struct store *s, int fd, struct err *e)
{
	return sql_copy_raw(&s->q, fd, e);
}

/* --- looking at one ------------------------------------------------------ */

static int number(struct sql *q, const char *text, int64_t *out, struct err *e)
{
	return sql_number(q, text, 0, out, e);
}

static int look_whole(struct sql *q, const char *file, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(q, "PRAGMA quick_check(1)", e);
	int rc = st ? sql_step(q, st, e) : -1;

	if (rc > 0 && !slice_is(sql_col(st, 0), "ok"))
		rc = err_set(e, ERR_STORE, "%s: damaged: %.*s", file,
			     SLICE_ARG(sql_col(st, 0)));
	sql_drop(&st);
	return rc < 0 ? -1 : 0;
}

/* A store has plain tables and their indexes. A view can run for ever, a virtual
 * table brings code of its own, a generated column is made when it is read. */
static int look_strange(struct sql *q, int64_t *strange, struct err *e)
{
	if (number(q, "SELECT count(*) FROM sqlite_schema WHERE type NOT IN"
		   " ('table', 'index') OR rootpage IS NULL OR rootpage < 1",
		   strange, e) < 0)
		return -1;
	return *strange > 0 ? 0 :
		number(q, "SELECT count(*) FROM sqlite_schema t,"
		       " pragma_table_xinfo(t.name) c WHERE t.type = 'table'"
		       " AND c.hidden > 0", strange, e);
}

static int look_inside(struct sql *q, const char *file, struct copy_is *out,
		       struct err *e)
{
	int64_t app, strange;

	if (number(q, "PRAGMA application_id", &app, e) < 0 ||
	    number(q, "PRAGMA user_version", &out->schema, e) < 0 ||
	    number(q, "PRAGMA page_size", &out->page_size, e) < 0 ||
	    look_strange(q, &strange, e) < 0)
		return -1;
	if (app != STORE_APP || strange > 0)
		return err_set(e, ERR_STORE, "%s: not a store of thaw", file);
	return 0;
}

static int look_counts(struct sql *q, const struct shape *const *shapes,
		       struct copy_is *out, struct err *e)
{
	struct str name = STR_INIT(256);
	char text[320];
	int rc = number(q, "SELECT coalesce(max(at), 0) FROM fetch WHERE"
			" outcome IN ('accepted', 'same')", &out->newest, e);

	for (size_t i = 0; rc == 0 && shapes[i] && out->n < COPY_VIEWS; i++) {
		struct err absent = {0};

		if (!shown_has(shapes[i]))
			continue;
		str_clear(&name);
		shown_name(shapes[i], &name);
		snprintf(text, sizeof(text), "SELECT count(*) FROM %s",
			 str_cstr(&name));
		out->view[out->n].name = shapes[i]->name;
		/* Another thaw may have other views. */
		if (number(q, text, &out->view[out->n].rows, &absent) == 0)
			out->n++;
	}
	str_free(&name);
	return rc;
}

int copy_look(const char *file, const struct shape *const *shapes,
	      bool (*stop)(void *ctx), void *ctx, struct copy_is *out,
	      struct err *e)
{
	struct sql q;
	int rc = sql_open_still(&q, file, e);

	*out = (struct copy_is){0};
	if (rc == 0)
		sql_heed(&q, stop, ctx);
	/* What is damaged may be so in places that a question walks over. */
	if (rc == 0)
		rc = sql_run(&q, "PRAGMA cell_size_check = ON", e);
	if (rc == 0)
		rc = look_inside(&q, file, out, e);
	if (rc == 0)
		rc = look_whole(&q, file, e);
	if (rc == 0)
		rc = look_counts(&q, shapes, out, e);
	sql_close(&q);
	return rc;
}

/* --- where it came from -------------------------------------------------- */

static int meta_get(struct store *s, const char *name, struct arena *mem,
		    struct slice *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT value FROM main.meta"
					  " WHERE name = ?1", e);

	*out = SLICE_NONE;
	if (!st)
		return -1;
	sql_text(st, 1, slice_of(name));
	return sql_one_text(&s->q, st, mem, out, e) < 0 ? -1 : 0;
}

int store_origin(struct store *s, struct arena *mem, struct origin *out,
		 struct err *e)
{
	struct slice at;

	*out = (struct origin){0};
	if (meta_get(s, "pulled_from", mem, &out->from, e) < 0 ||
	    meta_get(s, "pulled_at", mem, &at, e) < 0 ||
	    meta_get(s, "pulled_etag", mem, &out->etag, e) < 0 ||
	    meta_get(s, "pulled_manifest", mem, &out->manifest, e) < 0)
		return -1;
	slice_int(at, &out->at);
	return arena_ok(mem, "where the store is from", e);
}

static int meta_put(struct sql *q, const char *name, struct slice value,
		    struct err *e)
{
	struct sqlite3_stmt *st = sql_make(q, "INSERT OR REPLACE INTO meta"
					   " VALUES (?1, ?2)", e);
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, slice_of(name));
	sql_text(st, 2, value.p ? value : SLICE(""));
	rc = sql_do(q, st, e);
	sql_drop(&st);
	return rc;
}

static int put_origin(const char *file, const struct origin *o, struct err *e)
{
	struct sql q;
	char at[CLOCK_TEXT];
	int rc = sql_open(&q, file, false, e);

	snprintf(at, sizeof(at), "%lld", (long long)o->at);
	if (rc == 0)
		rc = sql_run(&q, "BEGIN IMMEDIATE", e);
	if (rc == 0)
		rc = sql_run(&q, forget, e);
	if (rc < 0 || meta_put(&q, "pulled_from", o->from, e) < 0 ||
	    meta_put(&q, "pulled_at", slice_of(at), e) < 0 ||
	    meta_put(&q, "pulled_etag", o->etag, e) < 0 ||
	    meta_put(&q, "pulled_manifest", o->manifest, e) < 0)
		rc = -1;
	if (rc == 0)
		rc = sql_run(&q, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", e);
	sql_close(&q);
	return rc;
}

/* --- the switch ---------------------------------------------------------- */

/* A name that a switch has made: "thaw.db.pulled-Xy12aB" beside "thaw.db". */
static bool is_pulled(const char *name, const char *base)
{
	size_t n = strlen(base), m = strlen(PULLED);

	return strncmp(name, base, n) == 0 &&
	       strncmp(name + n, PULLED, m) == 0 &&
	       strlen(name) == n + m + UNIQUE;
}

static const char *base_of(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

/* Puts `name` where the last part of *file is. */
static int beside(char file[PATH_BYTES], const char *name, struct err *e)
{
	size_t n = (size_t)(base_of(file) - file), m = strlen(name) + 1;

	if (name[0] == '/')
		n = 0;
	if (n + m > PATH_BYTES)
		return err_set(e, ERR_SYSTEM, "path too long: %.80s...", name);
	memcpy(file + n, name, m);
	return 0;
}

/* The name whose file is changed: the store's own, or where a link of the
 * user's leads. `old` is the file that stands there now. */
static int find_place(const char *file, char place[PATH_BYTES],
		      char old[PATH_BYTES], struct err *e)
{
	snprintf(place, PATH_BYTES, "%s", file);
	for (int i = 0; i < LINKS; i++) {
		char to[PATH_BYTES];
		ssize_t n = readlink(place, to, sizeof(to) - 1);

		snprintf(old, PATH_BYTES, "%s", place);
		if (n < 0)
			return errno == EINVAL || errno == ENOENT ? 0 :
				err_sys(e, "cannot read the link %s", place);
		to[n] = '\0';
		if (beside(old, to, e) < 0)
			return -1;
		if (is_pulled(to, base_of(place)))
			return 0;
		snprintf(place, PATH_BYTES, "%s", old);
	}
	return err_set(e, ERR_SYSTEM, "%s: too many links", file);
}

int copy_place(const char *file, char place[PATH_BYTES], struct err *e)
{
	char found[PATH_BYTES], now[PATH_BYTES], dir[PATH_BYTES];
	const char *base;
	char *real;
	int n;

	if (find_place(file, found, now, e) < 0)
		return -1;
	base = base_of(found);
	snprintf(dir, sizeof(dir), "%.*s", (int)(base - found), found);
	real = realpath(dir[0] ? dir : ".", NULL);
	if (!real)
		return err_sys(e, "%s", file);
	n = snprintf(place, PATH_BYTES, "%s/%s", strcmp(real, "/") == 0 ? "" :
		     real, base);
	free(real);
	return n < PATH_BYTES ? 0 :
		err_set(e, ERR_SYSTEM, "path too long: %.80s...", file);
}

/* Files of earlier switches, also of those that were killed in between. */
static void sweep(const char *place, const char *now)
{
	char dir[PATH_BYTES], name[PATH_BYTES];
	const char *base = base_of(place);
	struct dirent *one;
	DIR *d;

	snprintf(dir, sizeof(dir), "%.*s", (int)(base - place), place);
	d = opendir(dir[0] ? dir : ".");
	while (d && (one = readdir(d))) {
		size_t n = strlen(base) + strlen(PULLED) + UNIQUE;

		if (strlen(one->d_name) < n ||
		    snprintf(name, sizeof(name), "%s%.*s", dir, (int)n,
			     one->d_name) >= (int)sizeof(name))
			continue;
		if (is_pulled(base_of(name), base) && strcmp(name, now) != 0)
			copy_remove(name);
	}
	if (d)
		closedir(d);
}

void copy_sweep(const char *file)
{
	char place[PATH_BYTES], now[PATH_BYTES];
	struct err ignored = {0};

	if (find_place(file, place, now, &ignored) == 0)
		sweep(place, now);
}

/* The new file under a name that none ever had, since who still holds an old
 * one removes its log by name when he closes it. */
static int name_new(const char *place, const char *staged,
		    char now[PATH_BYTES], struct err *e)
{
	int fd;

	if (snprintf(now, PATH_BYTES, "%s" PULLED "XXXXXX", place) >=
	    PATH_BYTES)
		return err_set(e, ERR_SYSTEM, "path too long: %.80s...", place);
	fd = mkstemp(now);
	if (fd < 0)
		return err_sys(e, "cannot create %s", now);
	close(fd);
	if (rename(staged, now) == 0)
		return 0;
	err_sys(e, "cannot move %s to %s", staged, now);
	unlink(now);
	return -1;
}

static int put_link(const char *place, const char *now, struct err *e)
{
	char name[PATH_BYTES];

	if (snprintf(name, sizeof(name), "%s-link", place) >= (int)sizeof(name))
		return err_set(e, ERR_SYSTEM, "path too long: %.80s...", place);
	unlink(name);
	if (symlink(base_of(now), name) < 0)
		return err_sys(e, "cannot make the link %s", name);
	if (rename(name, place) == 0)
		return 0;
	err_sys(e, "cannot replace %s", place);
	unlink(name);
	return -1;
}

static int change_place(struct store *s, const char *staged, struct err *e)
{
	char place[PATH_BYTES], old[PATH_BYTES], now[PATH_BYTES];
	struct err ignored = {0};
	char dir[PATH_BYTES];

	if (find_place(s->file, place, old, e) < 0 ||
	    name_new(place, staged, now, e) < 0)
		return -1;
	if (put_link(place, now, e) < 0) {
		rename(now, staged);
		return -1;
	}
	/* It is in place, whatever becomes of the folder's entry now. */
	snprintf(dir, sizeof(dir), "%s", place);
	copy_sync(dirname(dir), &ignored);
	/* A plain file went with the rename, and its log is nobody's. */
	if (strcmp(old, place) != 0)
		copy_remove(old);
	else
		copy_remove_logs(place);
	sweep(place, now);
	return 0;
}

int store_switch(struct store *s, const char *staged, const struct origin *o,
		 struct err *e)
{
	int rc;

	if (put_origin(staged, o, e) < 0 || copy_sync(staged, e) < 0)
		return -1;
	if (chmod(staged, 0600) < 0)
		return err_sys(e, "%s", staged);
	if (lock_take(s, LOCK_MS, NULL, e) < 0)
		return -1;
	rc = change_place(s, staged, e);
	lock_drop(s);
	return rc < 0 || store_follow(s, e) < 0 ? -1 : 0;
}
