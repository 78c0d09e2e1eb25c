/* The file of a book of rows that lies: its sums are set right, so that it is asked
 * all that it can be asked. */
#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "fuzz_sums.h"
#include "store/rowbook_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct column columns[] = {
	{ .name = "name", .type = CELL_TEXT, .also = "others" },
	{ .name = "others", .type = CELL_TEXT, .list = true },
	{ .name = "programme", .type = CELL_WORD, .list = true },
	{ .name = "list", .type = CELL_WORD },
};

static const struct shape shape = {
	.name = "fuzz", .kind = KIND_designation, .columns = columns, .n = 4,
	.sort = "name", .name_column = "name",
};

static bool put_sums(unsigned char *bytes, size_t size)
{
	struct book_head *h = (struct book_head *)bytes;
	size_t at = (size_t)h->sums.at;

	h->sums.bytes = fuzz_put_sums(bytes, size, at);
	if (h->sums.bytes == 0)
		return false;
	rowbook_seal(h, (const uint64_t *)(bytes + at));
	return true;
}

static int take_value(void *ctx, struct slice value, int64_t n, struct err *e)
{
	(void)e;
	assert(n > 0 && n <= *(const int64_t *)ctx);
	assert(value.n <= SUMMED_BYTES_MOST);
	return 0;
}

static void ask_term(struct store *s, const struct rowbook *b, uint64_t **best,
		     uint64_t *any, int column, const char *word)
{
	struct query_term t = { .column = column, .n = 1,
				.value = { slice_of(word) } };
	struct err e = {0};
	int rc = rowbook_term(s, b, &shape, &t, any, best, &e);

	assert(rc >= 0 || e.code != ERR_NONE);
}

static void ask(const struct rowbook *b)
{
	struct store *s = calloc(1, sizeof(*s));
	size_t words = book_bits(b->rows) / sizeof(uint64_t);
	uint64_t *sets = calloc(words * 5 + 1, sizeof(*sets)), *best[4];
	int64_t rows = b->rows;
	struct err e = {0};

	if (s && sets) {
		s->o.fold = text_key;
		for (size_t i = 0; i < 4; i++)
			best[i] = sets + (i + 1) * words;
		ask_term(s, b, best, sets, -1, "a");
		ask_term(s, b, best, sets, -1, "van");
		ask_term(s, b, best, sets, 1, "1");
		ask_term(s, b, NULL, sets, 3, "P1");
		ask_term(s, b, NULL, sets, 4, "l");
		for (size_t i = 0; i < 6; i++)
			rowbook_values(b, i, sets, take_value, &rows, &e);
	}
	free(sets);
	free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rowbook *b = NULL;
	struct err e = {0};
	unsigned char *bytes = fuzz_copy(data, size);

	if (bytes && put_sums(bytes, size) &&
	    rowbook_over(&b, slice_make((const char *)bytes, size),
			 ((struct book_head *)bytes)->rules,
			 ((struct book_head *)bytes)->stamp, &e) == 0 && b)
		ask(b);
	rowbook_close(&b);
	free(bytes);
	return 0;
}
