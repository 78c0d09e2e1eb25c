#include "fetch/fetch_part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/path.h"

/* The head is text: a line each of what it is, address, etag, last-modified,
 * type, total, bytes, sum; then come the bytes. */
enum { HEAD_BYTES = 16 << 10, BLOCK = 64 << 10, LINES = 8 };

static const char magic[] = "thaw part 1";

static ssize_t read_some(int fd, char *buf, size_t n, off_t at)
{
	ssize_t got;

	do
		got = pread(fd, buf, n, at);
	while (got < 0 && errno == EINTR);
	return got;
}

/* Sums `bytes` from `at` on, and copies them to `to` unless that is -1. */
static int pass(int fd, off_t at, int64_t bytes, int to, char sum[HASH_HEX],
		struct err *e)
{
	unsigned char raw[HASH_BYTES];
	char buf[BLOCK];
	struct hash *h;
	int rc = hash_open(&h, e);

	while (rc == 0 && bytes > 0) {
		size_t want = bytes < BLOCK ? (size_t)bytes : BLOCK;
		ssize_t n = read_some(fd, buf, want, at);

		if (n <= 0) {
			rc = err_sys(e, "cannot read what came so far");
			break;
		}
		hash_add(h, slice_make(buf, (size_t)n));
		if (to >= 0)
			rc = path_write_all(to, slice_make(buf, (size_t)n), e);
		at += n;
		bytes -= n;
	}
	if (rc == 0) {
		hash_end(h, raw);
		hash_hex(raw, sum);
	}
	hash_close(&h);
	return rc;
}

static int put_head(struct str *head, const struct fetch_part *p,
		    const char *sum, struct err *e)
{
	str_addf(head, "%s\n", magic);
	str_add(head, p->url);
	str_addc(head, '\n');
	str_add(head, p->etag);
	str_addc(head, '\n');
	str_add(head, p->modified);
	str_addc(head, '\n');
	str_add(head, p->type);
	str_addf(head, "\n%lld\n%lld\n%s\n", (long long)p->total,
		 (long long)p->bytes, sum);
	return str_ok(head, "head", e);
}

int fetch_part_save(const char *file, const struct fetch_part *p, int fd,
		    struct err *e)
{
	struct str head = STR_INIT(HEAD_BYTES);
	char name[PATH_BYTES], sum[HASH_HEX];
	int to, rc;

	if (path_make_parent(file, e) < 0)
		return -1;
	to = path_begin(file, name, e);
	if (to < 0)
		return -1;
	rc = pass(fd, 0, p->bytes, -1, sum, e);
	if (rc == 0)
		rc = put_head(&head, p, sum, e);
	if (rc == 0)
		rc = path_write_all(to, str_slice(&head), e);
	if (rc == 0)
		rc = pass(fd, 0, p->bytes, to, sum, e);
	rc = path_end(file, name, to, rc, e);
	close(to);
	str_free(&head);
	return rc;
}

static int read_head(int fd, struct slice url, struct fetch_part *p,
		     struct slice *sum, size_t *at, struct arena *mem)
{
	char *buf = arena_get(mem, HEAD_BYTES);
	ssize_t n = buf ? read_some(fd, buf, HEAD_BYTES, 0) : -1;
	struct slice rest = slice_make(buf, n > 0 ? (size_t)n : 0);
	struct slice line[LINES];
	int64_t total, bytes;

	for (size_t i = 0; i < LINES; i++)
		if (!slice_cut(&rest, '\n', &line[i]) || !rest.p)
			return -1;
	if (!slice_is(line[0], magic) || !slice_eq(line[1], url) ||
	    !slice_int(line[5], &total) || !slice_int(line[6], &bytes) ||
	    bytes <= 0 || (line[2].n == 0 && line[3].n == 0))
		return -1;
	*p = (struct fetch_part){ .url = line[1], .etag = line[2],
				  .modified = line[3], .type = line[4],
				  .total = total, .bytes = bytes };
	*sum = line[7];
	*at = (size_t)(rest.p - buf);
	return 0;
}

int fetch_part_load(const char *file, struct slice url, struct fetch_part *p,
		    struct arena *mem)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char seen[HASH_HEX] = "";
	struct err e = {0};
	struct slice sum;
	size_t at = 0;
	int to = -1;

	if (fd < 0)
		return -1;
	if (read_head(fd, url, p, &sum, &at, mem) == 0)
		to = path_spool(&e);
	if (to >= 0 && (pass(fd, (off_t)at, p->bytes, to, seen, &e) < 0 ||
			!slice_is(sum, seen))) {
		close(to);
		to = -1;
	}
	close(fd);
	return to;
}
