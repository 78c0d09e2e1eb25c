/* Whose log lies beside a file. SQLite finds a log by the name of the file alone:
 * where somebody moves another file to that name while the old one is open, its
 * log would be taken for one of the new file and written over it. So FILE-lock
 * says which file the log was last used with. One that is of another is put
 * aside by who opens the new file; who has the old one open keeps it, since its
 * name only is gone. Where both are others (a folder was copied) nothing is known
 * against them.
 *
 * Numbers of files are given out again at once: only with the time that a file
 * was made they tell it from others. Where that is not known nothing is put aside.
 *
 * All that is done under the writer's lock, or two who open would each put aside
 * what the other has begun. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "store/copy.h"
#include "store/inside.h"

/* "b", and five numbers of 20 digits, as text. */
enum { NOTE_BYTES = 1 + 5 * 21 + 1 };

struct one_file {
	uint64_t ino;		/* 0: it is not there. Numbers of devices are
				 * others after each start. */
	uint64_t born;		/* in ns; 0: not known */
};

struct whose {
	uint64_t at;		/* its folder and its name in there */
	struct one_file file;
	struct one_file log;	/* the memory that its log is shared by, which
				 * comes and goes with the log */
};

static struct one_file look_at(const char *file)
{
	struct one_file out = { 0 };
	struct stat st;
#ifdef STATX_BTIME
	struct statx x;

	if (statx(AT_FDCWD, file, 0, STATX_INO | STATX_BTIME, &x) == 0) {
		out.ino = x.stx_ino;
		if (x.stx_mask & STATX_BTIME)
			out.born = (uint64_t)x.stx_btime.tv_sec * 1000000000u +
				   x.stx_btime.tv_nsec;
		return out;
	}
#endif
	if (stat(file, &st) == 0)
		out.ino = (uint64_t)st.st_ino;
	return out;
}

/* Two names of one store may have own words each, noted in one place. It goes to
 * disk: FNV, the same for ever. */
static uint64_t place_number(const char *place)
{
	const char *name = strrchr(place, '/') + 1;
	uint64_t h = 14695981039346656037u;
	char dir[PATH_BYTES];

	snprintf(dir, sizeof(dir), "%.*s", (int)(name - place), place);
	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 1099511628211u;
	return h ^ look_at(dir).ino;
}

/* `place` is where a link leads, as SQLite sees it. */
static void look(const char *file, char place[PATH_BYTES], struct whose *out)
{
	char shm[PATH_BYTES + 8];
	char *real = realpath(file, NULL);

	*out = (struct whose){ 0 };
	place[0] = '\0';
	if (real && strlen(real) < PATH_BYTES) {
		memcpy(place, real, strlen(real) + 1);
		snprintf(shm, sizeof(shm), "%s-shm", place);
		out->at = place_number(place);
		out->file = look_at(place);
		out->log = look_at(shm);
	}
	free(real);
}

static bool read_note(int fd, int slot, struct whose *out)
{
	char text[NOTE_BYTES + 1] = { 0 };

	return pread(fd, text, NOTE_BYTES, slot * NOTE_BYTES) == NOTE_BYTES &&
	       sscanf(text, "b %20" SCNu64 " %20" SCNu64 " %20" SCNu64
		      " %20" SCNu64 " %20" SCNu64, &out->at, &out->file.ino,
		      &out->file.born, &out->log.ino, &out->log.born) == 5;
}

/* What cannot be noted is not known the next time: as it always was. */
static void write_note(int fd, int slot, const struct whose *w)
{
	char text[NOTE_BYTES + 1], noted[NOTE_BYTES + 1] = { 0 };

	snprintf(text, sizeof(text), "b %020" PRIu64 " %020" PRIu64
		 " %020" PRIu64 " %020" PRIu64 " %020" PRIu64 "\n", w->at,
		 w->file.ino, w->file.born, w->log.ino, w->log.born);
	if (pread(fd, noted, NOTE_BYTES, slot * NOTE_BYTES) == NOTE_BYTES &&
	    memcmp(noted, text, NOTE_BYTES) == 0)
		return;
	if (pwrite(fd, text, NOTE_BYTES, slot * NOTE_BYTES) != NOTE_BYTES)
		return;
}

/* The files that have a log, in the order of their notes. */
static const char *file_of(const struct store *s, int slot)
{
	return slot == 0 ? s->file : slot == 1 ? s->own : NULL;
}

static bool is_changed(struct one_file a, struct one_file b)
{
	return a.ino != b.ino || (a.born && b.born && a.born != b.born);
}

static bool is_known_same(struct one_file a, struct one_file b)
{
	return a.ino && a.ino == b.ino && a.born && a.born == b.born;
}

static bool has_bytes(const char *file)
{
	struct stat st;

	return lstat(file, &st) == 0 && st.st_size > 0;
}

/* It is kept, in case that we are wrong, and never in the place of another. */
static int put_aside(struct store *s, const char *place, struct err *e)
{
	char wal[PATH_BYTES + 8], old[PATH_BYTES];
	int i = 0;

	snprintf(wal, sizeof(wal), "%s-wal", place);
	if (has_bytes(wal)) {
		while (copy_old_log(place, i, old) && has_bytes(old))
			i++;
		if (!copy_old_log(place, i, old))
			return err_set(e, ERR_STORE, "%s was replaced, and no"
				       " more logs can be kept beside it:"
				       " remove some of %s-wal.old*", place,
				       place);
		if (rename(wal, old) < 0)
			return err_sys(e, "cannot move %s to %s", wal, old);
		snprintf(s->aside, sizeof(s->aside), "%s", old);
	}
	copy_remove_logs(place);
	return 0;
}

/* A log that was of the one before is put aside, and the file is noted before
 * anybody opens it: a log that is begun now must not look like the old one. */
static int settle(struct store *s, int slot, const char *place,
		  const struct whose *noted, struct whose *is, struct err *e)
{
	if (is_known_same(is->log, noted->log) && is->file.born &&
	    noted->file.born) {
		if (sql_is_held(place))
			return err_set(e, ERR_STORE, "%s was replaced, and"
				       " somebody uses it with the log of the"
				       " one before; nothing was changed: end"
				       " what has it open, and try again",
				       place);
		if (put_aside(s, place, e) < 0)
			return -1;
	}
	is->log = (struct one_file){ 0 };
	write_note(s->lock_fd, slot, is);
	return 0;
}

/* Is there a file that is not the one noted? From `fd`, or as the writer those
 * are settled. */
static int find_changed(struct store *s, int fd, bool *found, struct err *e)
{
	const char *file;

	*found = false;
	for (int i = 0; (file = file_of(s, i)) != NULL; i++) {
		struct whose noted, is;
		char place[PATH_BYTES];

		look(file, place, &is);
		if (is.file.ino == 0 || !read_note(fd, i, &noted) ||
		    noted.at != is.at || !is_changed(noted.file, is.file))
			continue;
		*found = true;
		if (fd == s->lock_fd &&
		    settle(s, i, place, &noted, &is, e) < 0)
			return -1;
	}
	return 0;
}

int beside_check(struct store *s, struct err *e)
{
	int fd = open(s->lock, O_RDONLY | O_CLOEXEC);
	bool found;
	int rc;

	if (fd < 0)
		return 0;	/* nobody has opened it before */
	find_changed(s, fd, &found, e);
	close(fd);
	if (!found)
		return 0;
	if (lock_take(s, s->o.wait_ms, NULL, e) < 0)
		return -1;
	rc = find_changed(s, s->lock_fd, &found, e);
	lock_drop(s);
	return rc;
}

void beside_note(struct store *s)
{
	const char *file;

	for (int i = 0; (file = file_of(s, i)) != NULL; i++) {
		char place[PATH_BYTES];
		struct whose is;

		look(file, place, &is);
		if (is.file.ino != 0)
			write_note(s->lock_fd, i, &is);
	}
}
