/* The writer's lock: flock on FILE-lock. The kernel drops it with its holder,
 * so a dead process never stands in the way. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "store/copy.h"
#include "store/inside.h"

enum { NAP_MS = 50 };

static void nap(void)
{
	struct timespec t = { .tv_nsec = NAP_MS * 1000000L };

	nanosleep(&t, NULL);
}

int lock_name(struct store *s, struct err *e)
{
	struct str name = STR_INIT(PATH_BYTES);
	char place[PATH_BYTES];

	if (copy_place(s->file, place, e) < 0)
		return -1;
	str_addf(&name, "%s-lock", place);
	if (str_ok(&name, s->file, e) < 0) {
		str_free(&name);
		return -1;
	}
	s->lock = str_take(&name);
	return 0;
}

/* Every open file is its own holder, so two handles of one process exclude
 * each other too. Without `taken` a busy lock is an error. Files change their
 * place under this lock only: who has it writes to the one that is in place, or
 * not at all. */
int lock_take(struct store *s, int64_t wait_ms, bool *taken, struct err *e)
{
	int64_t until = clock_mono_ms() + wait_ms;
	int fd = open(s->lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_sys(e, "cannot open %s", s->lock);
	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK && errno != EINTR) {
			err_sys(e, "cannot lock %s", s->lock);
			close(fd);
			return -1;
		}
		if (clock_mono_ms() >= until) {
			close(fd);
			if (taken) {
				*taken = false;
				return 0;
			}
			return err_set(e, ERR_STORE, "%s: another thaw is"
				       " writing; try again", s->file);
		}
		nap();
	}
	s->lock_fd = fd;
	if (store_there(s, e) < 0) {
		lock_drop(s);
		return -1;
	}
	if (store_replaced(s)) {
		lock_drop(s);
		if (taken) {
			*taken = false;
			return 0;
		}
		return err_set(e, ERR_STORE, "%s: another store has just taken"
			       " the place of this one; nothing was written:"
			       " try again", s->file);
	}
	if (taken)
		*taken = true;
	return 0;
}

void lock_drop(struct store *s)
{
	if (s->lock_fd >= 0)
		close(s->lock_fd);
	s->lock_fd = -1;
}

bool store_busy(struct store *s)
{
	struct err ignored = {0};
	bool taken = true;

	if (s->lock_fd >= 0 || lock_take(s, 0, &taken, &ignored) < 0)
		return false;
	if (taken)
		lock_drop(s);
	return !taken;
}
