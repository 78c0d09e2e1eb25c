/* Whose turn it is to refresh a source: record locks on FILE-turns. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/inside.h"

/* Two keys that share a byte (one pair of sources in 2^62) only wait for each
 * other. */
static struct flock byte_of(struct slice key, short type)
{
	return (struct flock){
		.l_type = type, .l_whence = SEEK_SET, .l_len = 1,
		.l_start = (off_t)(slice_hash(key) >> 2),
	};
}

static bool open_turns(struct store *s, int flags)
{
	if (!s->turns_open)
		s->turns_fd = open(s->turns, flags | O_CLOEXEC, 0600);
	s->turns_open = s->turns_fd >= 0;
	return s->turns_open;
}

int store_turn_take(struct store *s, struct slice key, bool *taken,
		    struct err *e)
{
	struct flock l = byte_of(key, F_WRLCK);

	*taken = false;
	if (!open_turns(s, O_RDWR | O_CREAT))
		return err_sys(e, "cannot open %s", s->turns);
	if (fcntl(s->turns_fd, F_SETLK, &l) < 0) {
		if (errno == EAGAIN || errno == EACCES)
			return 0;
		return err_sys(e, "cannot lock %s", s->turns);
	}
	*taken = true;
	/* An open screen is told by the file's change. */
	if (!s->turns_told)
		s->turns_told = pwrite(s->turns_fd, "", 1, 0) == 1;
	return 0;
}

bool turns_changed(struct store *s)
{
	struct stat st;

	if (stat(s->turns, &st) < 0 || (int64_t)st.st_mtime == s->turns_seen)
		return false;
	s->turns_seen = (int64_t)st.st_mtime;
	return !s->turns_told;
}

void store_turn_drop(struct store *s, struct slice key)
{
	struct flock l = byte_of(key, F_UNLCK);

	if (s->turns_open)
		fcntl(s->turns_fd, F_SETLK, &l);
}

int64_t store_turn_who(struct store *s, struct slice key)
{
	struct flock l = byte_of(key, F_WRLCK);

	if (!open_turns(s, O_RDWR) && !open_turns(s, O_RDONLY))
		return 0;
	if (fcntl(s->turns_fd, F_GETLK, &l) < 0 || l.l_type == F_UNLCK)
		return 0;
	/* Over a network file system the holder may have no number here. */
	return l.l_pid > 0 ? (int64_t)l.l_pid : 1;
}

void turns_close(struct store *s)
{
	if (s->turns_open)
		close(s->turns_fd);
	s->turns_open = false;
}
