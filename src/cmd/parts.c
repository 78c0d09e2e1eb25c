#include "cmd/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"

/* Copies a pipe into an unnamed file; takes and closes `from`. */
static int spool(int from, int64_t max_bytes, int64_t *bytes, struct err *e)
{
	char buf[65536];
	int to = path_spool(e);
	ssize_t got = 1;

	*bytes = 0;
	while (to >= 0 && got > 0) {
		got = read(from, buf, sizeof(buf));
		if (got < 0 && errno == EINTR) {
			got = 1;
			continue;
		}
		if (got < 0)
			err_sys(e, "%s", _("cannot read"));
		else if ((*bytes += got) > max_bytes)
			got = err_set(e, ERR_LIMIT, "more than %lld"
				      " bytes (max_bytes_mb of settings.conf)",
				      (long long)max_bytes);
		else if (path_write_all(to, slice_make(buf, (size_t)got), e) < 0)
			got = -1;
	}
	if (from != STDIN_FILENO)
		close(from);
	if (to >= 0 && (got < 0 || lseek(to, 0, SEEK_SET) < 0)) {
		close(to);
		return -1;
	}
	return to;
}

static int open_one(struct input_part *part, const char *name,
		    int64_t max_bytes, struct err *e)
{
	bool is_stdin = strcmp(name, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	int64_t bytes;
	struct stat st;

	if (fd < 0)
		return err_sys(e, "%s", _("cannot open"));
	if (fstat(fd, &st) < 0 || S_ISDIR(st.st_mode)) {
		if (!is_stdin)
			close(fd);
		return err_set(e, ERR_SYSTEM, "%s", _("is a folder"));
	}
	bytes = st.st_size;
	if (is_stdin || !S_ISREG(st.st_mode))
		fd = spool(fd, max_bytes, &bytes, e);
	if (fd < 0)
		return -1;
	*part = (struct input_part){
		.name = slice_of(is_stdin ? "stdin" : name), .fd = fd,
		.bytes = (size_t)bytes,
	};
	return 0;
}

int parts_open(struct parts *p, char *const *name, size_t n,
	       int64_t max_bytes, struct err *e)
{
	p->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (p->n == INPUT_PARTS)
			err_set(e, ERR_LIMIT, "more than %d files",
				(int)INPUT_PARTS);
		if (e->code || open_one(&p->part[p->n], name[i], max_bytes,
					e) < 0) {
			parts_close(p);
			return err_in(e, name[i]);
		}
		p->n++;
	}
	return 0;
}

void parts_close(struct parts *p)
{
	while (p->n > 0)
		close(p->part[--p->n].fd);
}
