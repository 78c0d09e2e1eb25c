/* The file of a name index that lies: its sums are set right, so that what is
 * in it is asked all that an index can be asked, and made into a new one. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz_sums.h"
#include "names/index_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool put_sums(unsigned char *bytes, size_t size)
{
	struct index_head *h = (struct index_head *)bytes;
	size_t at = (size_t)h->sums.at;

	h->rules = name_rules();
	h->sums.bytes = fuzz_put_sums(bytes, size, at);
	if (h->sums.bytes == 0)
		return false;
	index_seal(h, (const uint64_t *)(bytes + at));
	return true;
}

static void seek(struct index_seeker *k, const char *text, bool person)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct index_hit hit[4];
	struct err e = {0};
	struct name name;
	size_t n;

	name_read(&name, slice_of(text), person, &mem);
	if (index_seek(k, &(struct index_ask){ .name = &name, .least = 300,
		       .most = 4 }, hit, &n, &e) < 0)
		assert(e.code != ERR_NONE);
	else
		assert(n <= 4);
	arena_free(&mem);
}

static void filter(const struct name_index *ix, struct index_seeker *k,
		   const char *text)
{
	uint64_t *bits = calloc(index_names(ix) / 64 + 1, sizeof(*bits));
	struct err e = {0};
	size_t n;

	if (bits && index_filter(k, slice_of(text), bits, &n, &e) == 0)
		assert(n <= index_names(ix));
	free(bits);
}

static void remake(const struct name_index *ix)
{
	struct index_maker *m;
	struct name_index *next = NULL;
	struct err e = {0};

	if (maker_open(&m, ix, &e) < 0)
		return;
	if (maker_subject(m, 2, &e) == 0 &&
	    maker_add(m, SLICE("Ivan Petrov"), INDEX_PERSON, &e) == 0)
		maker_close(&m, NULL, 1, &next, &e);
	else
		maker_drop(&m);
	index_close(&next);
}

static void ask(const struct name_index *ix)
{
	struct index_seeker *k = seeker_new(ix);
	struct err e = {0};

	if (!k)
		return;
	seek(k, "Ales Bialiatski", true);
	seek(k, "Mohammed bin A. Alireza", true);
	seek(k, "Zarya Trading OOO 44", false);
	seek(k, "\xE7\x8E\x8B", true);
	filter(ix, k, "a");
	filter(ix, k, "al bi");
	filter(ix, k, "\xD0\xB0\xD0\xBB");
	seeker_free(&k);
	for (size_t i = 0; i < index_names(ix) && i < 64; i++) {
		struct index_entry entry;
		struct name name;

		index_entry(ix, i, &entry, &e);
		index_name(ix, i, &name, &e);
	}
	index_check(ix, &e);
	remake(ix);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct name_index *ix = NULL;
	struct err e = {0};
	unsigned char *bytes = fuzz_copy(data, size);

	if (bytes && put_sums(bytes, size) &&
	    index_over(&ix, slice_make((const char *)bytes, size), NULL,
		       &e) == 0 && ix)
		ask(ix);
	index_close(&ix);
	free(bytes);
	return 0;
}
