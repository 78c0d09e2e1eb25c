/* Filters: whatever is typed is refused with a reason, or parses; a checked
 * query has a column for every field; and what a word can come to, as which it
 * is looked for, is also what it is already. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "model/query.h"
#include "names/fold.h"

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

static bool is_front(struct slice front, struct slice key)
{
	if (slice_ends(front, "$"))
		return slice_eq(slice_make(front.p, front.n - 1), key);
	return front.n > 0 && front.n <= key.n &&
	       memcmp(front.p, key.p, front.n) == 0;
}

static void fold_word(struct slice word)
{
	struct str key = STR_INIT(1 << 16), keys = STR_INIT(1 << 20);
	struct slice rest, one;
	bool found;

	fold_name(&key, word);
	fold_prefix(&keys, word);
	rest = str_slice(&keys);
	found = key.n == 0 || keys.n == 0 || key.bad || keys.bad;
	while (!found && slice_cut(&rest, '\n', &one))
		found = is_front(one, str_slice(&key));
	assert(found);
	str_free(&key);
	str_free(&keys);
}

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
			assert(q.sort[i].column >= 0 ||
			       q.sort[i].column == SORT_MATCH);
		for (size_t i = 0; i < q.n; i++)
			for (size_t k = 0; k < q.term[i].n; k++)
				fold_word(q.term[i].value[k]);
	} else {
		assert(e.code != ERR_NONE && e.msg[0]);
	}
	query_free(&q);
	return 0;
}
