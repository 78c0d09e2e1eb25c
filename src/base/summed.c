#include "base/summed.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

enum { BUFFER = 64 * SUMMED_BLOCK };

/* Four lanes, so that a sum costs about what it costs to read. */
uint64_t summed_sum(const void *bytes, size_t n, uint64_t seed)
{
	static const uint64_t prime = 0x9E3779B97F4A7C15u;
	const unsigned char *p = bytes;
	uint64_t lane[4] = { seed, ~seed, seed + prime, n }, sum = n, word;

	for (size_t i = 0; i + 8 <= n; i += 8) {
		memcpy(&word, p + i, 8);
		word ^= lane[i / 8 % 4];
		lane[i / 8 % 4] = (word << 29 | word >> 35) * prime;
	}
	for (size_t i = 0; i < 4; i++) {
		sum = (sum ^ lane[i]) * prime;
		sum ^= sum >> 32;
	}
	return sum;
}

uint64_t summed_head(const void *head, size_t n, const uint64_t *sums,
		     uint64_t bytes)
{
	return summed_sum(sums, (size_t)bytes, summed_sum(head, n, 0));
}

/* --- reading --- */

int summed_map(struct summed *m, int fd, const char *what, struct err *e)
{
	struct stat st;
	void *p = MAP_FAILED;

	*m = (struct summed){0};
	if (fstat(fd, &st) < 0)
		err_sys(e, "cannot read %s", what);
	else if (st.st_size < SUMMED_HEAD ||
		 (uint64_t)st.st_size > SUMMED_BYTES_MOST)
		err_set(e, ERR_FORMAT, "%s: damaged: cut short", what);
	else if ((p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd,
			   0)) == MAP_FAILED)
		err_sys(e, "cannot map %s", what);
	close(fd);
	if (p == MAP_FAILED)
		return -1;
	m->map = p;
	m->bytes = (size_t)st.st_size;
	m->mapped = true;
	return 0;
}

void summed_over(struct summed *m, struct slice bytes)
{
	*m = (struct summed){ .map = (const unsigned char *)bytes.p,
			      .bytes = bytes.n };
}

void summed_close(struct summed *m)
{
	if (m->mapped)
		munmap((void *)(uintptr_t)m->map, m->bytes);
	free(m->seen);
	*m = (struct summed){0};
}

bool summed_fits(const struct summed *m, uint64_t at, uint64_t bytes)
{
	return at >= SUMMED_HEAD && at % SUMMED_ALIGN == 0 && at <= m->bytes &&
	       bytes == m->bytes - at &&
	       bytes == (at - SUMMED_HEAD + SUMMED_BLOCK - 1) / SUMMED_BLOCK *
			sizeof(uint64_t);
}

int summed_start(struct summed *m, uint64_t at, struct err *e)
{
	size_t blocks = (m->bytes - (size_t)at) / sizeof(uint64_t);

	m->sums_at = at;
	m->seen = calloc(blocks + 1, sizeof(*m->seen));
	return m->seen ? 0 : err_set(e, ERR_MEMORY, "no memory for an index");
}

static bool see_block(const struct summed *m, size_t block)
{
	size_t from = SUMMED_HEAD + block * SUMMED_BLOCK;
	size_t end = (size_t)m->sums_at;
	uint64_t sum;

	if (from + SUMMED_BLOCK < end)
		end = from + SUMMED_BLOCK;
	memcpy(&sum, m->map + m->sums_at + block * sizeof(sum), sizeof(sum));
	if (summed_sum(m->map + from, end - from, block) != sum)
		return false;
	atomic_store_explicit(&m->seen[block], 1, memory_order_relaxed);
	return true;
}

const void *summed_see(const struct summed *m, uint64_t at, uint64_t n)
{
	size_t last;

	if (at < SUMMED_HEAD || at > m->sums_at || n > m->sums_at - at)
		return NULL;
	if (n == 0)
		return m->map + at;
	last = (size_t)(at + n - 1 - SUMMED_HEAD) / SUMMED_BLOCK;
	for (size_t b = (size_t)(at - SUMMED_HEAD) / SUMMED_BLOCK; b <= last;
	     b++)
		if (!atomic_load_explicit(&m->seen[b], memory_order_relaxed) &&
		    !see_block(m, b))
			return NULL;
	return m->map + at;
}

/* --- writing --- */

int summer_open(struct summer *o, int fd, struct err *e)
{
	*o = (struct summer){ .fd = fd, .e = e, .at = SUMMED_HEAD,
			      .buf = malloc(BUFFER) };
	if (!o->buf)
		return err_set(e, ERR_MEMORY, "no memory for an index");
	if (lseek(fd, SUMMED_HEAD, SEEK_SET) != SUMMED_HEAD)
		return err_sys(e, "cannot write");
	return 0;
}

void summer_free(struct summer *o)
{
	free(o->buf);
	free(o->sum);
	o->buf = NULL;
	o->sum = NULL;
}

static bool add_sum(struct summer *o, const unsigned char *bytes, size_t n)
{
	if (vec_room((void **)&o->sum, &o->cap, o->sums, sizeof(*o->sum),
		     SUMMED_BYTES_MOST / SUMMED_BLOCK, o->e) < 0)
		return false;
	o->sum[o->sums] = summed_sum(bytes, n, o->sums);
	o->sums++;
	return true;
}

/* All whole blocks; with `last`, what is left too. */
static void flush(struct summer *o, bool last)
{
	size_t n = last ? o->n : o->n / SUMMED_BLOCK * SUMMED_BLOCK;

	for (size_t i = 0; i < n && !o->bad; i += SUMMED_BLOCK) {
		size_t size = n - i < SUMMED_BLOCK ? n - i : SUMMED_BLOCK;

		o->bad = !add_sum(o, o->buf + i, size);
	}
	if (o->bad)
		return;
	o->bad = path_write_all(o->fd, slice_make((char *)o->buf, n),
				o->e) < 0;
	memmove(o->buf, o->buf + n, o->n - n);
	o->n -= n;
}

void summer_put(struct summer *o, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	o->at += n;
	while (n > 0 && !o->bad) {
		size_t part = n < BUFFER - o->n ? n : BUFFER - o->n;

		memcpy(o->buf + o->n, p, part);
		o->n += part;
		p += part;
		n -= part;
		if (o->n == BUFFER)
			flush(o, false);
	}
}

void summer_align(struct summer *o)
{
	static const char zero[SUMMED_ALIGN];

	summer_put(o, zero, (size_t)(-o->at % SUMMED_ALIGN));
}

int summer_end(struct summer *o)
{
	flush(o, true);
	if (o->bad)
		return -1;
	return path_write_all(o->fd, slice_make((char *)o->sum, o->sums *
						sizeof(*o->sum)), o->e);
}

int summer_head(struct summer *o, const void *head, size_t n)
{
	unsigned char first[SUMMED_HEAD] = {0};

	memcpy(first, head, n < sizeof(first) ? n : sizeof(first));
	if (lseek(o->fd, 0, SEEK_SET) != 0)
		return err_sys(o->e, "cannot write");
	return path_write_all(o->fd, slice_make((char *)first, SUMMED_HEAD),
			      o->e);
}
