/* For tests of readers: counts what a reader makes of a real list under
 * THAW_TEST_DATA. The figures were counted in the files by other means. */
#ifndef THAW_TESTS_REALFILE_H
#define THAW_TESTS_REALFILE_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "read/reader.h"
#include "read/unpack.h"

struct realfile {
	const char *file, *date;
	const char *programme;	/* part of the token of `matching` */
	size_t records, matching;
	size_t names, other_names, measures;	/* claims; 0: not counted */
};

struct realcount {
	const char *programme;
	size_t records, matching;
	size_t claims[PROP_COUNT];
};

static inline int realfile_count(void *ctx, const struct record *r,
				 struct err *e)
{
	struct realcount *c = ctx;
	bool match = false;

	(void)e;
	if (r->kind != KIND_designation)
		return 0;
	for (size_t i = 0; i < r->n; i++) {
		c->claims[r->claims[i].prop]++;
		match |= r->claims[i].prop == PROP_programme &&
			 slice_find(r->claims[i].value,
				    slice_of(c->programme), 0) >= 0;
	}
	c->records++;
	c->matching += match;
	return 0;
}

static inline void realfile_read(const struct reader *reader, const char *path,
				 struct realcount *c, struct declared *d)
{
	struct input_part part = { .name = slice_of(path) };
	struct input in = { .n = 1 };
	struct unpacked u;
	struct err e = {0};
	struct stat st;

	part.fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(part.fd >= 0 && fstat(part.fd, &st) == 0);
	part.bytes = (size_t)st.st_size;
	assert_int_equal(unpack_open(&u, &part, 256u << 20, &e), 0);
	in.part[0] = u.part[0];
	assert_ptr_equal(reader_sniff(&in.part[0], &e), reader);
	reader->declare(&in.part[0], d);
	if (reader->read(&in, realfile_count, c, &e) < 0)
		fail_msg("%s", e.msg);
	unpack_close(&u);
	close(part.fd);
}

/* Skips the test, and says so, where there are no real files. */
static inline void realfile_check(const char *reader,
				  const struct realfile *f, size_t n)
{
	const char *dir = getenv("THAW_TEST_DATA");

	if (!dir) {
		print_message("THAW_TEST_DATA unset: real lists skipped\n");
		skip();
	}
	for (; n > 0; n--, f++) {
		struct realcount c = { .programme = f->programme };
		struct declared d = { .records = -1 };
		char path[PATH_BYTES];

		snprintf(path, sizeof(path), "%s/%s", dir, f->file);
		realfile_read(reader_find(slice_of(reader)), path, &c, &d);
		assert_string_equal(d.date, f->date);
		assert_int_equal(c.records, f->records);
		assert_int_equal(c.matching, f->matching);
		if (f->names)
			assert_int_equal(c.claims[PROP_name], f->names);
		if (f->other_names)
			assert_int_equal(c.claims[PROP_other_name],
					 f->other_names);
		if (f->measures)
			assert_int_equal(c.claims[PROP_measure], f->measures);
	}
}

#endif
