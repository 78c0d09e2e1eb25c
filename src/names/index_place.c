/* Where an index is written, and put in its place. */
#include "names/index_make.h"

#include <stdio.h>
#include <unistd.h>

#include "base/path.h"

/* Where the folder cannot be written, or another process is at it, the index
 * is for this one alone. */
static int open_file(const char *file, char name[PATH_BYTES], bool needed,
		     bool *busy, struct err *e)
{
	int fd = file ? path_claim(file, name, busy, e) : -1;

	if (fd >= 0)
		return fd;
	name[0] = '\0';
	if (!needed)
		return -1;
	err_clear(e);
	return path_spool(e);
}

static int finish(struct index_maker *m, int fd, const char *file,
		  const char *name, uint64_t stamp, struct err *e)
{
	if (maker_keep(m, e) < 0)
		return -1;
	if (ftruncate(fd, 0) < 0)
		return err_sys(e, "cannot write %s", name);
	if (index_write(m, fd, stamp, e) < 0)
		return name[0] ? err_in(e, name) : -1;
	if (name[0] && fsync(fd) < 0)
		return err_sys(e, "cannot sync %s", name);
	if (name[0] && rename(name, file) < 0)
		return err_sys(e, "cannot replace %s", file);
	return 0;
}

int maker_close(struct index_maker **out, const char *file, uint64_t stamp,
		struct name_index **ix, struct err *e)
{
	char name[PATH_BYTES] = "";
	bool busy = false;
	int fd, rc = -1;

	if (ix)
		*ix = NULL;
	fd = open_file(file, name, ix != NULL, &busy, e);
	if (fd >= 0)
		rc = finish(*out, fd, file, name, stamp, e);
	else if (busy && !ix)
		rc = 0;
	if (rc < 0 && name[0])
		unlink(name);
	maker_drop(out);
	if (rc == 0 && ix)
		return index_map(ix, fd, name[0] ? file : NULL, &stamp, e);
	if (fd >= 0)
		close(fd);
	return rc;
}
