#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int xdg(struct str *out, const char *var, const char *under_home,
	       struct err *e)
{
	const char *dir = getenv(var);
	const char *home = getenv("HOME");

	if (dir && dir[0] == '/')
		str_addf(out, "%s/thaw", dir);
	else if (home && home[0])
		str_addf(out, "%s/%s/thaw", home, under_home);
	else
		return err_set(e, ERR_SYSTEM, "neither %s nor HOME is set: set "
			       "HOME, or name places with --store and "
			       "--config",
			       var);
	return str_ok(out, var, e);
}

int path_data(struct str *out, struct err *e)
{
	return xdg(out, "XDG_DATA_HOME", ".local/share", e);
}

int path_config(struct str *out, struct err *e)
{
	return xdg(out, "XDG_CONFIG_HOME", ".config", e);
}

int path_cache(struct str *out, struct err *e)
{
	return xdg(out, "XDG_CACHE_HOME", ".cache", e);
}

int path_make_dir(const char *dir, struct err *e)
{
	char part[PATH_BYTES];
	size_t n = strlen(dir);

	if (n == 0 || n >= sizeof(part))
		return err_set(e, ERR_SYSTEM, "not a folder name: \"%s\"", dir);
	for (size_t i = 1; i <= n; i++) {
		if (dir[i] != '/' && dir[i] != '\0')
			continue;
		memcpy(part, dir, i);
		part[i] = '\0';
		if (mkdir(part, 0700) < 0 && errno != EEXIST)
			return err_sys(e, "cannot make the folder %s", part);
	}
	return 0;
}

int path_make_parent(const char *file, struct err *e)
{
	const char *slash = strrchr(file, '/');
	char dir[PATH_BYTES];
	size_t n;

	if (!slash || slash == file)
		return 0;
	n = (size_t)(slash - file);
	if (n >= sizeof(dir))
		return err_set(e, ERR_SYSTEM, "path too long: %.80s...", file);
	memcpy(dir, file, n);
	dir[n] = '\0';
	return path_make_dir(dir, e);
}

void path_add_home(struct str *out, struct slice path)
{
	const char *home = getenv("HOME");

	if (home && slice_starts(path, "~/")) {
		str_addz(out, home);
		path = slice_make(path.p + 1, path.n - 1);
	}
	str_add(out, path);
}

bool path_exists(const char *file)
{
	struct stat st;

	return stat(file, &st) == 0;
}

int path_read(const char *file, struct str *out, bool *absent, struct err *e)
{
	char buf[16384];
	ssize_t n = 0;
	int fd = open(file, O_RDONLY | O_CLOEXEC);

	if (absent)
		*absent = fd < 0 && errno == ENOENT;
	if (fd < 0)
		return absent && *absent ? 0 :
			err_sys(e, "cannot read %s", file);
	while (!out->bad && (n = read(fd, buf, sizeof(buf))) > 0)
		str_add(out, slice_make(buf, (size_t)n));
	if (n < 0) {
		err_sys(e, "cannot read %s", file);
		close(fd);
		return -1;
	}
	close(fd);
	return str_ok(out, file, e);
}

int path_write_all(int fd, struct slice data, struct err *e)
{
	while (data.n > 0) {
		ssize_t n = write(fd, data.p, data.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_sys(e, "cannot write");
		data.p += n;
		data.n -= (size_t)n;
	}
	return 0;
}

int path_begin(const char *file, char name[PATH_BYTES], struct err *e)
{
	int fd;

	if (snprintf(name, PATH_BYTES, "%s.new", file) >= PATH_BYTES)
		return err_set(e, ERR_SYSTEM, "path too long: %.80s...", file);
	fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	return fd < 0 ? err_sys(e, "cannot create %s", name) : fd;
}

int path_claim(const char *file, char name[PATH_BYTES], bool *busy,
	       struct err *e)
{
	struct stat a, b;
	int fd;

	*busy = false;
	if (snprintf(name, PATH_BYTES, "%s.new", file) >= PATH_BYTES)
		return err_set(e, ERR_SYSTEM, "path too long: %.80s...", file);
	for (;;) {
		fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
			  0600);
		if (fd < 0)
			return err_sys(e, "cannot create %s", name);
		if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
			*busy = errno == EWOULDBLOCK;
			if (!*busy)
				err_sys(e, "cannot lock %s", name);
			close(fd);
			return -1;
		}
		if (fstat(fd, &a) == 0 && stat(name, &b) == 0 &&
		    a.st_ino == b.st_ino && a.st_dev == b.st_dev)
			return fd;
		/* It was renamed between the two. */
		close(fd);
	}
}

int path_end(const char *file, const char *name, int fd, int rc,
	     struct err *e)
{
	if (rc == 0 && fsync(fd) < 0)
		rc = err_sys(e, "cannot sync %s", name);
	if (rc == 0 && rename(name, file) < 0)
		rc = err_sys(e, "cannot replace %s", file);
	if (rc < 0)
		unlink(name);
	return rc;
}

static int dress(int fd, unsigned mode, int64_t at)
{
	const struct timespec when = { .tv_sec = (time_t)at };
	const struct timespec both[] = { when, when };

	return fchmod(fd, (mode_t)mode) < 0 || futimens(fd, both) < 0 ? -1 : 0;
}

/* `mode` 0: as it is made. */
static int replace(const char *file, struct slice data, unsigned mode,
		   int64_t at, struct err *e)
{
	char name[PATH_BYTES];
	int fd, rc;

	if (path_make_parent(file, e) < 0)
		return -1;
	fd = path_begin(file, name, e);
	if (fd < 0)
		return -1;
	rc = path_write_all(fd, data, e);
	if (rc < 0)
		err_in(e, name);
	else if (mode && dress(fd, mode, at) < 0)
		rc = err_sys(e, "%s", name);
	rc = path_end(file, name, fd, rc, e);
	close(fd);
	return rc;
}

int path_replace(const char *file, struct slice data, struct err *e)
{
	return replace(file, data, 0, 0, e);
}

int path_replace_as(const char *file, struct slice data, unsigned mode,
		    int64_t at, struct err *e)
{
	return replace(file, data, mode, at, e);
}

int path_spool(struct err *e)
{
	const char *dir = getenv("TMPDIR");
	char name[PATH_BYTES];
	int fd;

	if (!dir || dir[0] != '/')
		dir = "/tmp";
	if (snprintf(name, sizeof(name), "%s/thaw-XXXXXX", dir) >=
	    (int)sizeof(name))
		return err_set(e, ERR_SYSTEM, "TMPDIR is too long");
	fd = mkostemp(name, O_CLOEXEC);
	if (fd < 0)
		return err_sys(e, "cannot make a temporary file in %s", dir);
	unlink(name);
	return fd;
}
