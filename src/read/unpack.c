#include "read/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "read/reader.h"

enum {
	PIECE = 64 << 10,
	FREE_BYTES = 8 << 20,	/* that a small file may always grow to */
	RATIO_MAX = 200,
	NAMES_BYTES = 64 << 10,
	MAGIC_BYTES = 6,
};

/* What one unpacking works with. */
struct job {
	struct archive *archive;
	struct input_part from;		/* libarchive reads this */
	struct unpacked *to;
	struct spool *spool;		/* NULL: one of its own, when needed */
	size_t name_at[INPUT_PARTS];	/* in to->names */
	size_t max_bytes;		/* of one part */
	size_t left;			/* of all parts */
	uint32_t crc;			/* of what came out so far */
	struct err io;			/* why from could not be read */
	char buf[PIECE];
};

static const struct {
	const char *magic;
	size_t bytes;
	const char *suffix;	/* dropped from the name; NULL: zip */
} kinds[] = {	/* gzip first */
	{ "\x1f\x8b",         2, ".gz"  },
	{ "\x28\xb5\x2f\xfd", 4, ".zst" },
	{ "BZh",              3, ".bz2" },
	{ "\xfd" "7zXZ",      6, ".xz"  },	/* its sixth byte is NUL */
	{ "PK\x03\x04",       4, NULL   },
	{ "PK\x05\x06",       4, NULL   },	/* an empty one, always last */
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds), EMPTY_ZIP = KINDS - 1 };

/* Index into kinds[], KINDS for a plain part, -1 on error. */
static int kind_of(struct input_part *part, struct err *e)
{
	char magic[MAGIC_BYTES];
	size_t have = 0;
	ptrdiff_t n;
	int k = 0;

	input_rewind(part);
	while (have < sizeof(magic) &&
	       (n = input_read(part, magic + have, sizeof(magic) - have,
			       e)) != 0) {
		if (n < 0)
			return -1;
		have += (size_t)n;
	}
	input_rewind(part);
	while (k < KINDS && (have < kinds[k].bytes ||
			     memcmp(magic, kinds[k].magic, kinds[k].bytes)))
		k++;
	return k;
}

static la_ssize_t on_read(struct archive *a, void *ctx, const void **buf)
{
	struct job *j = ctx;
	ptrdiff_t n = input_read(&j->from, j->buf, sizeof(j->buf), &j->io);

	(void)a;
	*buf = j->buf;
	return n;
}

static la_int64_t on_seek(struct archive *a, void *ctx, la_int64_t offset,
			  int whence)
{
	struct job *j = ctx;
	la_int64_t base = whence == SEEK_SET ? 0 :
			  whence == SEEK_CUR ? (la_int64_t)j->from.at :
					       (la_int64_t)j->from.bytes;

	(void)a;
	if (offset < -base || base + offset > (la_int64_t)j->from.bytes)
		return ARCHIVE_FATAL;
	j->from.at = (size_t)(base + offset);
	return base + offset;
}

static int damaged(struct job *j, struct err *e)
{
	const char *why = archive_error_string(j->archive);

	if (j->io.code)
		return err_set(e, j->io.code, "%s", j->io.msg);
	return err_set(e, ERR_FORMAT, "cannot be unpacked: %s",
		       why ? why : "damaged");
}

static int open_archive(struct job *j, int kind, struct err *e)
{
	struct archive *a = archive_read_new();

	j->archive = a;
	if (!a)
		return err_set(e, ERR_MEMORY, "no memory for unpacking");
	if (kinds[kind].suffix) {
		/* Not all: some of them would start programs. */
		archive_read_support_filter_gzip(a);
		archive_read_support_filter_zstd(a);
		archive_read_support_filter_bzip2(a);
		archive_read_support_filter_xz(a);
		archive_read_support_format_raw(a);
	} else {
		archive_read_support_format_zip_seekable(a);
	}
	archive_read_set_read_callback(a, on_read);
	archive_read_set_seek_callback(a, on_seek);
	archive_read_set_callback_data(a, j);
	return archive_read_open1(a) == ARCHIVE_OK ? 0 : damaged(j, e);
}

static int check_size(struct job *j, size_t have, size_t more, struct err *e)
{
	if (more > j->max_bytes - have)
		return err_set(e, ERR_LIMIT, "unpacks to more than %zu bytes",
			       j->max_bytes);
	if (more > j->left)
		return err_set(e, ERR_LIMIT, "unpacks to more than %d times "
			       "its size: refused as a bomb", RATIO_MAX);
	j->left -= more;
	return 0;
}

/* CRC-32 as gzip has it, four bits at a time. */
static uint32_t crc_add(uint32_t crc, const char *p, size_t n)
{
	static const uint32_t table[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
		0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
		0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
		0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};

	crc = ~crc;
	for (size_t i = 0; i < n; i++) {
		crc ^= (unsigned char)p[i];
		crc = crc >> 4 ^ table[crc & 15];
		crc = crc >> 4 ^ table[crc & 15];
	}
	return ~crc;
}

static uint32_t little_endian(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

/* libarchive does not look at gzip's check sum, and a list with a flipped bit
 * may still be well-formed. The last eight bytes are sum and size; where the
 * size is another, several files are joined and the sum is only the last's. */
static int check_gzip(struct job *j, size_t bytes, struct err *e)
{
	unsigned char tail[8];

	j->from.at = j->from.bytes - sizeof(tail);
	if (j->from.bytes < sizeof(tail) ||
	    input_read(&j->from, tail, sizeof(tail), e) != sizeof(tail))
		return err_set(e, ERR_FORMAT, "cannot be unpacked: cut off");
	if (little_endian(tail + 4) != (uint32_t)bytes ||
	    little_endian(tail) == j->crc)
		return 0;
	return err_set(e, ERR_FORMAT, "cannot be unpacked: damaged, its check "
		       "sum differs");
}

static int spool_entry(struct job *j, struct spool *to, size_t *bytes,
		       struct err *e)
{
	char *buf = malloc(PIECE);
	la_ssize_t n;
	int rc = -1;

	if (!buf)
		return err_set(e, ERR_MEMORY, "no memory for unpacking");
	while ((n = archive_read_data(j->archive, buf, PIECE)) > 0) {
		if (check_size(j, *bytes, (size_t)n, e) < 0 ||
		    path_write_all(to->fd, slice_make(buf, (size_t)n),
				   e) < 0)
			goto out;
		j->crc = crc_add(j->crc, buf, (size_t)n);
		*bytes += (size_t)n;
		to->used += (size_t)n;
	}
	rc = n < 0 ? damaged(j, e) : 0;
out:
	free(buf);
	return rc;
}

/* Without its folders; what desktops put beside real files is no part. */
static struct slice entry_name(struct archive_entry *entry)
{
	const char *path = archive_entry_pathname(entry);
	struct slice name = slice_of(path ? path : "");
	const char *at = name.n ? memrchr(name.p, '/', name.n) : NULL;

	if (slice_starts(name, "__MACOSX/"))
		return SLICE_NONE;
	if (at)
		name = slice_make(at + 1, name.n - (size_t)(at + 1 - name.p));
	return name.n == 0 || name.p[0] == '.' ? SLICE_NONE : name;
}

static int have_spool(struct job *j, struct err *e)
{
	struct unpacked *u = j->to;

	if (j->spool)
		return 0;
	u->own = (struct spool){ .fd = path_spool(e) };
	u->owns = u->own.fd >= 0;
	j->spool = &u->own;
	return u->owns ? 0 : -1;
}

static int add_part(struct job *j, struct slice name, struct err *e)
{
	struct unpacked *u = j->to;
	struct input_part *p = &u->part[u->n];

	if (u->n == INPUT_PARTS)
		return err_set(e, ERR_LIMIT, "holds more than %d files",
			       INPUT_PARTS);
	if (have_spool(j, e) < 0)
		return -1;
	j->name_at[u->n++] = u->names.n;
	*p = (struct input_part){ .url = j->from.url, .fd = j->spool->fd,
				  .piece = true, .from = j->spool->used };
	p->name.n = name.n;
	str_add(&u->names, name);
	return spool_entry(j, j->spool, &p->bytes, e);
}

static int no_files(struct err *e)
{
	return err_set(e, ERR_FORMAT, "an archive without files");
}

static int add_entries(struct job *j, struct err *e)
{
	struct archive_entry *entry;
	int rc;

	while ((rc = archive_read_next_header(j->archive, &entry)) ==
	       ARCHIVE_OK) {
		struct slice name = entry_name(entry);

		if (!name.p || archive_entry_filetype(entry) != AE_IFREG)
			continue;
		if (archive_entry_is_encrypted(entry))
			return err_set(e, ERR_FORMAT, "%.*s is encrypted",
				       SLICE_ARG(name));
		if (add_part(j, name, e) < 0)
			return -1;
	}
	if (rc != ARCHIVE_EOF)
		return damaged(j, e);
	return j->to->n ? 0 : no_files(e);
}

static int add_single(struct job *j, const char *suffix, struct err *e)
{
	bool is_gzip = suffix == kinds[0].suffix;
	struct slice name = j->from.name;
	struct archive_entry *entry;

	if (slice_ends(name, suffix))
		name.n -= strlen(suffix);
	if (archive_read_next_header(j->archive, &entry) != ARCHIVE_OK)
		return damaged(j, e);
	if (add_part(j, name, e) < 0)
		return -1;
	return is_gzip ? check_gzip(j, j->to->part[0].bytes, e) : 0;
}

static void plain_part(struct unpacked *u, const struct input_part *part)
{
	u->part[0] = *part;
	input_rewind(&u->part[0]);
	u->n = 1;
}

static int unpack(struct job *j, int kind, struct err *e)
{
	const char *suffix = kinds[kind].suffix;
	struct unpacked *u = j->to;

	if (kind == EMPTY_ZIP)
		return no_files(e);
	if (open_archive(j, kind, e) < 0)
		return -1;
	if ((suffix ? add_single(j, suffix, e) : add_entries(j, e)) < 0)
		return -1;
	if (str_ok(&u->names, "names of the files in it", e) < 0)
		return -1;
	for (size_t i = 0; i < u->n; i++)
		u->part[i].name.p = str_cstr(&u->names) + j->name_at[i];
	return 0;
}

int unpack_packed(const struct input_part *part, bool *is, struct err *e)
{
	struct input_part copy = *part;
	int kind = kind_of(&copy, e);

	*is = kind >= 0 && kind < KINDS;
	return kind < 0 ? reader_in(part, e) : 0;
}

size_t unpack_most(const struct input_part *part)
{
	return FREE_BYTES + RATIO_MAX * part->bytes;
}

int unpack_onto(struct unpacked *u, const struct input_part *part,
		size_t max_bytes, struct spool *to, struct err *e)
{
	struct job *j = calloc(1, sizeof(*j));
	int kind, rc = -1;

	*u = (struct unpacked){ .names = STR_INIT(NAMES_BYTES) };
	if (!j)
		return err_set(e, ERR_MEMORY, "no memory for unpacking");
	j->from = *part;
	j->to = u;
	j->spool = to;
	j->max_bytes = max_bytes;
	j->left = unpack_most(part);
	kind = kind_of(&j->from, e);
	if (kind == KINDS)
		plain_part(u, part);
	if (kind >= 0)
		rc = kind == KINDS ? 0 : unpack(j, kind, e);
	if (j->archive)
		archive_read_free(j->archive);
	free(j);
	if (rc < 0) {
		unpack_close(u);
		return reader_in(part, e);
	}
	return 0;
}

int unpack_open(struct unpacked *u, const struct input_part *part,
		size_t max_bytes, struct err *e)
{
	return unpack_onto(u, part, max_bytes, NULL, e);
}

void unpack_close(struct unpacked *u)
{
	if (u->owns)
		close(u->own.fd);
	str_free(&u->names);
	*u = (struct unpacked){0};
}
