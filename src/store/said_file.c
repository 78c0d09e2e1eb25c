/* The file of the words of documents, FILE-words.
 *
 * A file of its own, since it is a cache: it is never part of a copy, whoever
 * deletes it loses nothing, and where it does not belong to the store it is made
 * anew. `said` has each word as it sounds; the number of its rows is that of the
 * subject, as in the table of shown rows. `at` tells which content it was made
 * of: SQLite keeps no text here and must be given it again to take it out.
 * Whatever fails here costs the search in texts and nothing else.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "store/said.h"

enum { FORM = 2 };	/* of the tables */

static const char tables[] =
	/* The first letter of a word that is typed finds half of all words, each
	 * with its own list of rows: for single letters there is one. */
	"CREATE VIRTUAL TABLE words.said USING fts5(sounded, content='',"
	" tokenize='ascii', prefix='1');"
	"CREATE TABLE words.at(subject INTEGER PRIMARY KEY,"
	" content INTEGER NOT NULL) STRICT;"
	/* The last fetch whose documents are in it, and of which store. */
	"CREATE TABLE words.upto(fetch INTEGER NOT NULL, stamp TEXT NOT NULL)"
	" STRICT";

static int run(struct store *s, const char *text, struct err *e)
{
	return sql_run(&s->q, text, e);
}

int said_unmake(struct store *s, struct err *e)
{
	return run(s, "DROP TABLE IF EXISTS words.said;"
		   "DROP TABLE IF EXISTS words.at;"
		   "DROP TABLE IF EXISTS words.upto;"
		   "PRAGMA words.user_version = 0", e);
}

int said_make(struct store *s, struct err *e)
{
	char form[64];

	snprintf(form, sizeof(form), "PRAGMA words.user_version = %d", FORM);
	return said_unmake(s, e) < 0 || run(s, tables, e) < 0 ||
	       run(s, form, e) < 0 ? -1 : 0;
}

bool said_made(struct store *s)
{
	struct err ignored = {0};
	int64_t form = 0;

	sql_number(&s->q, "PRAGMA words.user_version", 0, &form, &ignored);
	return form == FORM;
}

static int attach(struct store *s, const char *file, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q, "ATTACH ?1 AS words", e);
	int rc = -1;

	if (!st)
		return -1;
	sql_text(st, 1, slice_of(file));
	rc = sql_do(&s->q, st, e);
	sql_drop(&st);
	return rc;
}

/* One that is there is not opened here: another handle of this process may have
 * it, whose locks would all be dropped by close(). A link leads elsewhere. */
static int make_file(const char *file, struct err *e)
{
	struct stat st;
	int fd;

	if (lstat(file, &st) == 0)
		return S_ISREG(st.st_mode) ? 0 :
			err_set(e, ERR_SYSTEM, "%s: is no file", file);
	fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return err_sys(e, "cannot open %s", file);
	close(fd);
	return 0;
}

static int prepare(struct store *s, const char *file, struct err *e)
{
	return make_file(file, e) < 0 || attach(s, file, e) < 0 ||
	       sql_run_alone(&s->q, "PRAGMA words.journal_mode = WAL;"
			     "PRAGMA words.synchronous = NORMAL", e) < 0 ?
		       -1 : 0;
}

/* Whatever it is, it is no index of ours. */
static void throw_away(struct store *s, const char *file)
{
	static const char *const behind[] = { "", "-wal", "-shm", "-journal" };
	struct str path = STR_INIT(PATH_BYTES);
	struct err ignored = {0};

	run(s, "DETACH words", &ignored);
	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++) {
		str_clear(&path);
		str_addf(&path, "%s%s", file, behind[i]);
		if (!path.bad)
			unlink(str_cstr(&path));
	}
	str_free(&path);
}

static int prepare_anew(struct store *s, const char *file, struct err *e)
{
	if (prepare(s, file, e) == 0)
		return 0;
	if (sql_is_busy(&s->q))		/* another has it, and goes on with it */
		return -1;
	throw_away(s, file);
	err_clear(e);
	return prepare(s, file, e);
}

static int open_words(struct store *s, struct err *e)
{
	struct str file = STR_INIT(PATH_BYTES);
	int rc = -1;

	str_addf(&file, "%s-words", s->file);
	if (str_ok(&file, "path of the words", e) == 0) {
		if (!s->o.read_only)
			rc = prepare_anew(s, str_cstr(&file), e);
		else if (path_exists(str_cstr(&file)))
			rc = attach(s, str_cstr(&file), e);
	}
	str_free(&file);
	return rc;
}

/* Not before it is needed: most commands search for nothing. */
bool said_ready(struct store *s)
{
	struct err ignored = {0};

	if (s->words == WORDS_UNTRIED && !sql_in_transaction(&s->q))
		s->words = open_words(s, &ignored) == 0 ? WORDS_OPEN :
							  WORDS_NONE;
	return s->words == WORDS_OPEN;
}

/* One that could not be opened holds words all the same. */
static int remove_unread(struct store *s, struct err *e)
{
	struct str file = STR_INIT(PATH_BYTES);
	int rc;

	str_addf(&file, "%s-words", s->file);
	rc = str_ok(&file, "path of the words", e);
	if (rc == 0) {
		throw_away(s, str_cstr(&file));
		if (path_exists(str_cstr(&file)))
			rc = err_set(e, ERR_SYSTEM, "cannot remove %s; it may"
				     " hold words of what was purged",
				     str_cstr(&file));
	}
	str_free(&file);
	return rc;
}

int said_forget(struct store *s, struct err *e)
{
	if (s->o.read_only)
		return 0;
	if (!said_ready(s))
		return remove_unread(s, e);
	if (said_unmake(s, e) < 0)
		return -1;
	return run(s, "VACUUM words; PRAGMA words.wal_checkpoint(TRUNCATE)",
		   e);
}
