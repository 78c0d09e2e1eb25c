/* Opening and closing the two files. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "store/link.h"
#include "store/rowbook.h"
#include "store/said.h"
#include "store/window_keys.h"

enum { WAIT_MS = 30000, OPEN_TRIES = 3 };

static const char settings[] =
	"PRAGMA foreign_keys = ON;"
	"PRAGMA synchronous = NORMAL;"
	"PRAGMA secure_delete = ON;"
	"PRAGMA main.cache_size = -32768;"
	/* In memory until it is large: a sort of a million rows is not. */
	"PRAGMA temp_store = FILE;"
	"PRAGMA temp.cache_size = -32768;"
	/* A log of 32 MB: pages written again and again go to the file once. */
	"PRAGMA wal_autocheckpoint = 4096;"
	"PRAGMA journal_size_limit = 67108864";

/* One level of the largest index, and the rows on the screen. */
static const char lean[] = "PRAGMA main.cache_size = -2048;"
	"PRAGMA temp.cache_size = -8192";

static int set_up(struct store *s, struct err *e)
{
	if (sql_run(&s->q, settings, e) < 0)
		return -1;
	return s->o.lean ? sql_run(&s->q, lean, e) : 0;
}

static char *join(const char *a, size_t n, const char *b)
{
	struct str s = STR_INIT(PATH_BYTES);

	str_add(&s, slice_make(a, n));
	str_addz(&s, b);
	if (s.bad) {
		str_free(&s);
		return NULL;
	}
	return str_take(&s);
}

static int name_files(struct store *s, const char *file, struct err *e)
{
	size_t n = strlen(file);
	size_t stem = slice_ends(slice_of(file), ".db") ? n - 3 : n;

	s->file = join(file, n, "");
	s->own = join(file, stem, "-own.db");
	s->turns = join(file, n, "-turns");
	if (!s->file || !s->own || !s->turns)
		return err_set(e, ERR_STORE, "store: path too long: %.80s...",
			       file);
	return 0;
}

/* SQLite gives its side files the rights of the file itself. One that is there
 * is not touched: store_follow() may have it open in another handle, whose locks
 * would all be dropped by close(). */
static int make_file(const char *file, struct err *e)
{
	int fd;

	if (path_exists(file)) {
		if (access(file, R_OK | W_OK) == 0)
			return 0;
		return err_set(e, ERR_SYSTEM, "cannot write to %s: %s; thaw"
			       " notes what it shows: copy the store to where"
			       " you may write, or pull it", file,
			       strerror(errno));
	}
	fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_sys(e, "cannot open %s", file);
	close(fd);
	return 0;
}

static int make_files(struct store *s, struct err *e)
{
	if (s->o.read_only) {
		if (!path_exists(s->file))
			return err_set(e, ERR_STORE, "%s: there is no store"
				       " yet", s->file);
		return 0;
	}
	if (path_make_parent(s->file, e) < 0 || make_file(s->file, e) < 0 ||
	    make_file(s->own, e) < 0)
		return -1;
	return 0;
}

/* A store that is only read may lack its own-words file: an empty one in
 * memory stands for it (migrate.c makes its tables). `held` is for rows made of
 * own words, which go to no temporary file. */
static int attach_own(struct store *s, struct err *e)
{
	bool absent = s->o.read_only && !path_exists(s->own);
	struct sqlite3_stmt *st = sql_make(&s->q, "ATTACH ?1 AS own", e);
	struct err why = {0};
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, absent ? SLICE(":memory:") : slice_of(s->own));
	rc = sql_do(&s->q, st, &why);
	sql_drop(&st);
	if (rc < 0)
		return err_set(e, ERR_STORE, "%s: own words: %s", s->own,
			       why.msg);
	s->own_absent = absent;
	return sql_run(&s->q, "ATTACH ':memory:' AS held", e);
}

/* A fetch still open while nobody writes belongs to a dead process. */
static int clean_up(struct store *s, struct err *e)
{
	bool mine = false;
	int rc;

	if (s->o.read_only)
		return 0;
	if (lock_take(s, 0, &mine, e) < 0)
		return -1;
	if (!mine)
		return 0;
	beside_note(s);
	rc = undo_dead(s, "interrupted", e);
	lock_drop(s);
	return rc;
}

/* Which file stands under the name; 0 where none does. */
static void note_file(const char *file, uint64_t *dev, uint64_t *ino)
{
	struct stat st;

	*dev = *ino = 0;
	if (stat(file, &st) == 0) {
		*dev = (uint64_t)st.st_dev;
		*ino = (uint64_t)st.st_ino;
	}
}

/* Once they are there, and before they are opened. */
static void note_files(struct store *s)
{
	note_file(s->file, &s->dev, &s->ino);
	note_file(s->own, &s->own_dev, &s->own_ino);
}

static int place_files(struct store *s, const char *file, struct err *e)
{
	if (name_files(s, file, e) < 0 || make_files(s, e) < 0)
		return -1;
	return lock_name(s, e);
}

static int open_all(struct store *s, const struct store_options *o,
		    struct err *e)
{
	if (place_files(s, o->file, e) < 0)
		return -1;
	note_files(s);
	if ((!s->o.read_only && beside_check(s, e) < 0) ||
	    sql_open(&s->q, s->file, o->read_only, e) < 0 ||
	    functions_add(s, e) < 0 || set_up(s, e) < 0 ||
	    attach_own(s, e) < 0 || migrate(s, e) < 0 ||
	    props_open(s, e) < 0 || clean_up(s, e) < 0 ||
	    change_check(s, e) < 0 || shown_check(s, e) < 0 ||
	    shown_turn(s, e) < 0)
		return -1;
	store_changed(s);
	return 0;
}

static bool is_other(const char *file, uint64_t dev, uint64_t ino)
{
	uint64_t dev_now, ino_now;

	note_file(file, &dev_now, &ino_now);
	return ino_now != 0 && ino != 0 && (dev_now != dev || ino_now != ino);
}

bool store_replaced(const struct store *s)
{
	return is_other(s->file, s->dev, s->ino) ||
	       is_other(s->own, s->own_dev, s->own_ino);
}

int store_there(const struct store *s, struct err *e)
{
	bool own = s->own_ino != 0 && !path_exists(s->own);

	if (own || (s->ino != 0 && !path_exists(s->file)))
		return err_set(e, ERR_STORE, "%s has been removed: what is"
			       " shown was known before, and nothing more is"
			       " kept; put it back, or start thaw again for a"
			       " new store", own ? s->own : s->file);
	if (is_other(s->own, s->own_dev, s->own_ino))
		return err_set(e, ERR_STORE, "%s: another file has just taken"
			       " its place; nothing was kept: try again",
			       s->own);
	return 0;
}

static void release(struct store *s);

/* Another file may take the place while this one is opened; what was seen of
 * it then may be half of it. Afterwards it cannot have been another. */
static int open_in_place(struct store *s, const struct store_options *o,
			 struct err *e)
{
	char aside[PATH_BYTES] = "";
	int rc = -1;

	for (int i = 0; i < OPEN_TRIES; i++) {
		*s = (struct store){ .o = *o, .lock_fd = -1,
				     .first_new = INT64_MAX };
		memcpy(s->aside, aside, sizeof(aside));
		if (s->o.wait_ms == 0)
			s->o.wait_ms = WAIT_MS;
		err_clear(e);
		spelled_open(s);
		rc = open_all(s, o, e);
		if (rc == 0 && !store_replaced(s))
			return 0;
		if (!s->file || !store_replaced(s))
			break;
		rc = err_set(e, ERR_STORE, "%s: was replaced again and again"
			     " while it was opened; try again", o->file);
		memcpy(aside, s->aside, sizeof(aside));
		release(s);
	}
	release(s);
	return rc;
}

int store_open(struct store **out, const struct store_options *o,
	       struct err *e)
{
	struct store *s = calloc(1, sizeof(*s));

	*out = NULL;
	if (!s)
		return err_set(e, ERR_MEMORY, "no memory to open the store");
	if (open_in_place(s, o, e) < 0) {
		free(s);
		return -1;
	}
	*out = s;
	return 0;
}

const char *store_aside(const struct store *s)
{
	return s->aside[0] ? s->aside : NULL;
}

int store_lean(struct store *s, struct err *e)
{
	s->o.lean = true;
	return sql_run(&s->q, lean, e);
}

/* The old one is kept until the new one stands: its functions know the store
 * by its address, which stays. Numbers of temporary tables go on, since windows
 * of the old one drop theirs by name. */
int store_follow(struct store *s, struct err *e)
{
	struct store old = *s;
	struct store_options o = s->o;

	if (s->lock_fd >= 0 || !store_replaced(s))
		return 0;
	if (open_in_place(s, &o, e) < 0) {
		*s = old;
		return -1;
	}
	s->temp_tables = old.temp_tables;
	s->followed = true;
	sql_heed(&s->q, old.q.stop, old.q.stop_ctx);
	release(&old);
	return 1;
}

/* May be called again. */
static void release(struct store *s)
{
	sql_close(&s->q);
	lock_drop(s);
	turns_close(s);
	bodies_close(&s->bodies);
	spelled_close(s);
	said_order_free(s);
	counted_free(s);
	rowbooks_close(s);
	kept_free(s);
	link_end(s);
	touch_end(s);
	bits_free(&s->fresh);
	bits_free(&s->unchecked);
	bits_free(&s->fresh_changes);
	bits_free(&s->fresh_fetches);
	free(s->file);
	free(s->own);
	free(s->lock);
	free(s->turns);
	*s = (struct store){ .lock_fd = -1 };
}

void store_close(struct store **out)
{
	if (!*out)
		return;
	release(*out);
	free(*out);
	*out = NULL;
}

bool store_changed(struct store *s)
{
	struct err ignored = {0};
	int64_t main_now, own_now;
	bool changed, turned = shown_turned(s);

	if (sql_number(&s->q, "PRAGMA main.data_version", 0, &main_now,
		       &ignored) < 0 ||
	    sql_number(&s->q, "PRAGMA own.data_version", 0, &own_now,
		       &ignored) < 0)
		return turned;
	turned |= turns_changed(s);
	changed = main_now != s->seen_main || own_now != s->seen_own;
	s->seen_main = main_now;
	s->seen_own = own_now;
	return changed || turned;
}

static int purge_rows(struct store *s, bool all, struct err *e)
{
	static const char data[] =
		"DELETE FROM change; DELETE FROM rekey;"
		"DELETE FROM ended; DELETE FROM span;"
		"DELETE FROM ref; DELETE FROM body;"
		"DELETE FROM document; DELETE FROM content;"
		"DELETE FROM record; DELETE FROM subject; DELETE FROM public;"
		"DELETE FROM fetch; DELETE FROM source; DELETE FROM due;"
		"DELETE FROM profile; DELETE FROM profile_keys;"
		"DELETE FROM link; DELETE FROM party;"
		"DELETE FROM conflict_of; DELETE FROM conflict;"
		"DELETE FROM meta";
	struct err ignored = {0};

	if (sql_run(&s->q, "BEGIN IMMEDIATE", e) < 0)
		return -1;
	if (sql_run(&s->q, data, e) == 0 &&
	    (!all || sql_run(&s->q, "DELETE FROM own.mark;"
				 "DELETE FROM own.tie;"
				 "DELETE FROM own.watch;"
				 "DELETE FROM own.told;"
				 "DELETE FROM own.hit;"
				 "DELETE FROM own.verdict;"
				 "DELETE FROM own.work;"
				 "DELETE FROM own.dispute", e) == 0) &&
	    sql_run(&s->q, "COMMIT", e) == 0)
		return 0;
	sql_run(&s->q, "ROLLBACK", &ignored);
	return -1;
}

/* The pages are rewritten too, and the log emptied: removed is removed. */
int store_purge(struct store *s, bool all, struct err *e)
{
	struct err why = {0};
	int rc, words = 0;

	if (lock_take(s, 30000, NULL, e) < 0)
		return -1;
	rc = purge_rows(s, all, e);
	if (rc == 0)
		words = said_forget(s, &why) < 0 ||
				rowbook_forget(s, &why) < 0 ? -1 : 0;
	if (rc == 0)
		rc = shown_check(s, e);
	if (rc == 0)
		rc = sql_run(&s->q, "VACUUM main;"
			     "PRAGMA main.wal_checkpoint(TRUNCATE)", e);
	if (rc == 0 && all)
		rc = sql_run(&s->q, "VACUUM own;"
			     "PRAGMA own.wal_checkpoint(TRUNCATE)", e);
	lock_drop(s);
	if (rc < 0 || words == 0)
		return rc;
	*e = why;
	return -1;
}
