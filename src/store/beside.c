/* Whose log lies beside a file. SQLite finds a log by the name of the file alone:
 * where somebody moves another file to that name while the old one is open, its
 * log would be taken for one of the new file and written over it. So FILE-lock
 * says which file the log was last used with. One that is of another is put
 * aside by who opens the new file; who has the old one open keeps it, since its
 * name only is gone. Where both are others (a folder was copied) nothing is known
 * against them.
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

enum { NOTE_BYTES = 42 };	/* two numbers of 20 digits, as text */

struct whose {
	uint64_t ino;		/* of the file; 0: it is not there. Numbers of
				 * devices are others after each start. */
	uint64_t log;		/* of the memory that its log is shared by,
				 * which comes and goes with the log */
};

/* `place` is where a link leads, as SQLite sees it. */
static void look(const char *file, char place[PATH_BYTES], struct whose *out)
{
	char shm[PATH_BYTES + 8];
	char *real = realpath(file, NULL);
	struct stat st;

	*out = (struct whose){ 0 };
	place[0] = '\0';
	if (real && strlen(real) < PATH_BYTES && stat(real, &st) == 0) {
		memcpy(place, real, strlen(real) + 1);
		out->ino = (uint64_t)st.st_ino;
		snprintf(shm, sizeof(shm), "%s-shm", place);
		if (stat(shm, &st) == 0)
			out->log = (uint64_t)st.st_ino;
	}
	free(real);
}

static bool read_note(int fd, int slot, struct whose *out)
{
	char text[NOTE_BYTES + 1] = { 0 };

	return pread(fd, text, NOTE_BYTES, slot * NOTE_BYTES) == NOTE_BYTES &&
	       sscanf(text, "%20" SCNu64 " %20" SCNu64, &out->ino,
		      &out->log) == 2;
}

/* What cannot be noted is not known the next time: as it always was. */
static void write_note(int fd, int slot, const struct whose *w)
{
	struct whose noted;
	char text[NOTE_BYTES + 1];

	if (read_note(fd, slot, &noted) && noted.ino == w->ino &&
	    noted.log == w->log)
		return;
	snprintf(text, sizeof(text), "%020" PRIu64 " %020" PRIu64 "\n", w->ino,
		 w->log);
	if (pwrite(fd, text, NOTE_BYTES, slot * NOTE_BYTES) != NOTE_BYTES)
		return;
}

/* The files that have a log, in the order of their notes. */
static const char *file_of(const struct store *s, int slot)
{
	return slot == 0 ? s->file : slot == 1 ? s->own : NULL;
}

/* It is kept, in case that we are wrong; in the place of an older one. */
static void put_aside(const char *place)
{
	char wal[PATH_BYTES + 8], old[PATH_BYTES + 16];

	snprintf(wal, sizeof(wal), "%s-wal", place);
	snprintf(old, sizeof(old), "%s-wal.old", place);
	rename(wal, old);
	copy_remove_logs(place);
}

/* Files that are not those noted. `settle`: a log that was theirs is put aside,
 * and they are noted before anybody opens them: numbers of files come again, and
 * a log that is begun now must not look like the old one. */
static bool find_changed(const struct store *s, int fd, bool settle)
{
	bool found = false;
	const char *file;

	for (int i = 0; (file = file_of(s, i)) != NULL; i++) {
		struct whose noted, is;
		char place[PATH_BYTES];

		look(file, place, &is);
		if (is.ino == 0 || !read_note(fd, i, &noted) ||
		    noted.ino == is.ino)
			continue;
		found = true;
		if (!settle)
			continue;
		if (is.log != 0 && is.log == noted.log)
			put_aside(place);
		is.log = 0;
		write_note(fd, i, &is);
	}
	return found;
}

int beside_check(struct store *s, struct err *e)
{
	int fd = open(s->lock, O_RDONLY | O_CLOEXEC);
	bool found;

	if (fd < 0)
		return 0;	/* nobody has opened it before */
	found = find_changed(s, fd, false);
	close(fd);
	if (!found)
		return 0;
	if (lock_take(s, s->o.wait_ms, NULL, e) < 0)
		return -1;
	find_changed(s, s->lock_fd, true);
	lock_drop(s);
	return 0;
}

void beside_note(struct store *s)
{
	const char *file;

	for (int i = 0; (file = file_of(s, i)) != NULL; i++) {
		char place[PATH_BYTES];
		struct whose is;

		look(file, place, &is);
		if (is.ino != 0)
			write_note(s->lock_fd, i, &is);
	}
}
