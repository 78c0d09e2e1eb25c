#include "ui/wake.h"

#include <string.h>
#include <unistd.h>

static const char *base_of(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

#if __has_include(<sys/inotify.h>)

#include <sys/inotify.h>

/* The folder is watched, not the log: SQLite removes and remakes that. */
int wake_open(const char *store_file)
{
	const char *base = base_of(store_file);
	char dir[4096];
	size_t n = (size_t)(base - store_file);
	int fd;

	if (n + 2 > sizeof(dir))
		return -1;
	memcpy(dir, store_file, n);
	strcpy(dir + n, ".");
	fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd >= 0 && inotify_add_watch(fd, dir, IN_MODIFY | IN_CREATE |
					 IN_MOVED_TO | IN_MOVED_FROM |
					 IN_DELETE) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* The file itself, its log, or who refreshes; of a pulled store the first two
 * have names of their own (store/copy.c). */
static bool is_file(const char *name)
{
	return name[0] == '\0' || strcmp(name, "-wal") == 0 ||
	       strcmp(name, "-turns") == 0 ||
	       strncmp(name, ".pulled-", 8) == 0;
}

/* "thaw.db" and "thaw-own.db". */
static bool is_ours(const char *name, const char *base)
{
	size_t n = strlen(base);
	size_t stem = n > 3 && strcmp(base + n - 3, ".db") == 0 ? n - 3 : n;

	if (strncmp(name, base, n) == 0 && is_file(name + n))
		return true;
	return strncmp(name, base, stem) == 0 &&
	       strncmp(name + stem, "-own.db", 7) == 0 &&
	       is_file(name + stem + 7);
}

bool wake_read(int fd, const char *store_file)
{
	_Alignas(struct inotify_event) char buf[8192];
	const char *base = base_of(store_file);
	bool ours = false;
	ssize_t n;

	while ((n = read(fd, buf, sizeof(buf))) > 0) {
		for (ssize_t at = 0; at < n;) {
			const struct inotify_event *ev =
				(const void *)(buf + at);

			if (ev->mask & IN_Q_OVERFLOW)
				ours = true;
			if (ev->len > 0 && is_ours(ev->name, base))
				ours = true;
			at += (ssize_t)(sizeof(*ev) + ev->len);
		}
	}
	return ours;
}

#else

int wake_open(const char *store_file)
{
	(void)base_of(store_file);
	return -1;
}

bool wake_read(int fd, const char *store_file)
{
	(void)fd;
	return base_of(store_file) != NULL;
}

#endif
