/* What somebody else's server says of a snapshot: refused, or every number in its
 * bounds, every text harmless, and the same again when it is written. Behind a
 * NUL, the sums of blocks that are there: what is lacking fits in the file. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "flow/blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_ranges(const struct manifest *m, struct slice wanted,
			 struct slice have)
{
	struct block_range *r = NULL;
	struct err e = {0};
	int64_t last = 0;
	size_t n = 0;

	if ((int64_t)wanted.n > manifest_sums(m) ||
	    blocks_lacking(wanted, have, m->bytes, m->block, &r, &n, &e) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		assert(r[i].from >= last && r[i].from < r[i].to);
		assert(r[i].to <= m->bytes);
		assert(r[i].to - r[i].from <= BLOCK_RANGE_MOST);
		last = r[i].to;
	}
	free(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = slice_make((const char *)data, size), text;
	struct str again = STR_INIT(2 * MANIFEST_BYTES);
	struct manifest m, same;
	struct err e = {0};

	slice_cut(&rest, '\0', &text);
	if (manifest_parse(&m, text, &e) < 0) {
		assert(e.code != ERR_NONE);
		return 0;
	}
	assert(m.bytes > 0 && m.bytes <= SNAPSHOT_MOST && m.block > 0);
	assert(manifest_sums(&m) / BLOCK_SUM * m.block >= m.bytes);
	assert(m.n <= MANIFEST_VIEWS);
	manifest_write(&m, &again);
	assert(manifest_parse(&same, str_slice(&again), &e) == 0);
	assert(same.bytes == m.bytes && same.n == m.n);
	check_ranges(&m, rest.p ? rest : SLICE_NONE,
		     slice_make(rest.p, rest.n / 2));
	str_free(&again);
	return 0;
}
