/* Filters: whatever is typed is refused with a reason, or parses; a checked
 * query has a column for every field. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "model/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct column columns[] = {
	{ .name = "name", .also = "role" },
	{ .name = "role", .type = CELL_WORD, .list = true,
	  .vocab = VOCAB_role, .also = "name" },
	{ .name = "state", .type = CELL_WORD, .vocab = VOCAB_measure_state },
	{ .name = "released", .type = CELL_DATE },
	{ .name = "held", .type = CELL_NUMBER },
	{ .name = "eased", .type = CELL_FLAG },
};
static const struct shape shape = {
	.name = "releases", .columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.filter = "state:lifted", .sort = "-released,name",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct query q = {0};
	struct err e = {0};

	if (query_parse(&q, slice_make((const char *)data, size), &e) == 0 &&
	    query_defaults(&q, &shape, &e) == 0 &&
	    query_check(&q, &shape, &e) == 0) {
		for (size_t i = 0; i < q.n; i++)
			assert(q.term[i].is != IS_NONE ||
			       !q.term[i].field.p || q.term[i].column >= 0);
		for (size_t i = 0; i < q.n_sorts; i++)
			assert(q.sort[i].column >= 0);
	} else {
		assert(e.code != ERR_NONE && e.msg[0]);
	}
	query_free(&q);
	return 0;
}
