#include "flow/blocks.h"

#include <stdlib.h>
#include <unistd.h>

enum { RANGES_MOST = 1 << 22 };

static ssize_t read_block(int fd, char *buf, size_t n, off_t at)
{
	size_t have = 0;

	while (have < n) {
		ssize_t got = pread(fd, buf + have, n - have,
				    at + (off_t)have);

		if (got < 0)
			return -1;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

static int sum_all(struct block_sums *out, int fd, int64_t block, char *buf,
		   struct hash *whole, struct hash *one,
		   bool (*stop)(void *ctx), void *ctx, struct err *e)
{
	unsigned char sum[HASH_BYTES];
	ssize_t n;

	while ((n = read_block(fd, buf, (size_t)block, out->bytes)) > 0) {
		if (stop && stop(ctx))
			return err_set(e, ERR_STOPPED, "stopped");
		hash_add(whole, slice_make(buf, (size_t)n));
		hash_add(one, slice_make(buf, (size_t)n));
		hash_end(one, sum);
		str_add(&out->list, slice_make((char *)sum, BLOCK_SUM));
		out->bytes += n;
	}
	if (n < 0)
		return err_sys(e, "cannot read");
	hash_end(whole, out->whole);
	return str_ok(&out->list, "sums of blocks", e);
}

int blocks_sum(struct block_sums *out, int fd, int64_t block,
	       bool (*stop)(void *ctx), void *ctx, struct err *e)
{
	struct hash *whole = NULL, *one = NULL;
	char *buf = malloc((size_t)block);
	int rc = -1;

	*out = (struct block_sums){
		.list = STR_INIT((size_t)(SNAPSHOT_MOST / BLOCK_LEAST) *
				 BLOCK_SUM) };
	if (!buf)
		err_set(e, ERR_MEMORY, "no memory for a block");
	else if (hash_open(&whole, e) == 0 && hash_open(&one, e) == 0)
		rc = sum_all(out, fd, block, buf, whole, one, stop, ctx, e);
	hash_close(&whole);
	hash_close(&one);
	free(buf);
	return rc;
}

void blocks_free(struct block_sums *s)
{
	str_free(&s->list);
	*s = (struct block_sums){0};
}

static bool is_there(struct slice wanted, struct slice have, size_t i)
{
	return (i + 1) * BLOCK_SUM <= have.n &&
	       memcmp(wanted.p + i * BLOCK_SUM, have.p + i * BLOCK_SUM,
		      BLOCK_SUM) == 0;
}

int blocks_lacking(struct slice wanted, struct slice have, int64_t bytes,
		   int64_t block, struct block_range **out, size_t *n,
		   struct err *e)
{
	struct block_range *list = NULL;
	size_t cap = 0;

	*n = 0;
	*out = NULL;
	for (size_t i = 0; i < wanted.n / BLOCK_SUM; i++) {
		int64_t from = (int64_t)i * block, to = from + block;
		struct block_range *last = *n ? &list[*n - 1] : NULL;

		if (is_there(wanted, have, i))
			continue;
		if (to > bytes)
			to = bytes;
		if (last && from - last->to <= block &&
		    to - last->from <= BLOCK_RANGE_MOST) {
			last->to = to;
			continue;
		}
		if (vec_room((void **)&list, &cap, *n, sizeof(*list),
			     RANGES_MOST, e) < 0) {
			free(list);
			return -1;
		}
		list[(*n)++] = (struct block_range){ from, to };
	}
	*out = list;
	return 0;
}
