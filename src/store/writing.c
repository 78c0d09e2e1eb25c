/* One writer at a time, and undoing what a dead one left.
 *
 * The lock is flock() on FILE-lock, so that a dead process cannot hold it. An
 * unaccepted fetch has only inserted spans from itself and closed spans to
 * itself; undoing is the reverse.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "store/sql.h"

enum { WAIT_MS = 30000, NAP_MS = 50 };

static int open_lock(struct store *s, struct err *e)
{
	struct str name = STR_INIT(8192);
	int fd;

	str_addf(&name, "%s-lock", str_cstr(&s->file));
	fd = open(str_cstr(&name), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		err_sys(e, "cannot open %s", str_cstr(&name));
	str_free(&name);
	return fd;
}

int writer_lock(struct store *s, bool wait, struct err *e)
{
	const struct timespec nap = { .tv_nsec = NAP_MS * 1000000L };
	int fd;

	if (s->lock_fd >= 0)
		return 1;
	fd = open_lock(s, e);
	if (fd < 0)
		return -1;
	for (int waited = 0; ; waited += NAP_MS) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
			s->lock_fd = fd;
			return 1;
		}
		if (!wait || (errno != EWOULDBLOCK && errno != EINTR) ||
		    waited >= WAIT_MS)
			break;
		nanosleep(&nap, NULL);
	}
	close(fd);
	if (!wait)
		return 0;
	return err_set(e, ERR_STORE, "%s: another refresh or import is"
		       " writing; try again when it is done",
		       str_cstr(&s->file));
}

void writer_unlock(struct store *s)
{
	if (s->lock_fd >= 0)
		close(s->lock_fd);
	s->lock_fd = -1;
}

int writer_undo(struct store *s, struct err *e)
{
	static const char sql[] =
		"SAVEPOINT undo;"
		"DELETE FROM span WHERE from_fetch IN"
		" (SELECT id FROM fetch WHERE outcome = 'open');"
		"UPDATE span SET to_fetch = NULL WHERE to_fetch IN"
		" (SELECT id FROM fetch WHERE outcome = 'open');"
		"DELETE FROM change WHERE fetch IN"
		" (SELECT id FROM fetch WHERE outcome = 'open');"
		"UPDATE fetch SET outcome = 'failed', why ="
		" 'it was cut off before it was complete'"
		" WHERE outcome = 'open';"
		"RELEASE undo;";
	int64_t open = 0;

	if (sql_number(s, "SELECT count(*) FROM fetch"
		       " WHERE outcome = 'open'", &open, e) < 0)
		return -1;
	return open ? sql_exec(s, sql, e) : 0;
}
