/* Claims of any words through every check: lines "PROPERTY VALUE", each by
 * another source. The first byte is the kind. What is found has two sides and
 * more, all of them claims that were given, or worked out. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "check/checks.h"

enum { FACTS_MOST = 200, MEM = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A constant, which SLICE() is not. */
#define LIT(text) { (text), sizeof(text) - 1 }
static const struct act_row acts[] = {
	{ LIT("e-a"), LIT("a"), LIT("2025-09-11"), LIT("this_act"), 52 },
	{ LIT("e-b"), LIT("b"), LIT("2025-12-13"), LIT("this_act"), 123 },
};

static size_t series(void *ctx, struct slice from, struct slice until,
		     struct arena *mem, const struct act_row **out)
{
	(void)ctx;
	(void)mem;
	*out = acts;
	return slice_cmp(from, until) <= 0 ? 2 : 0;
}

static bool add(struct fact *x, struct slice line, size_t at)
{
	static const char *const sources[] = { "a", "b", "c" };
	struct slice name;

	*x = (struct fact){
		.source = slice_of(sources[at % 3]), .key = SLICE("1"),
		.doc_published = at % 2 ? SLICE("2025-12-14") : SLICE_NONE,
		.doc_url = at % 2 ? SLICE("https://a.example/") : SLICE_NONE,
	};
	x->claim.as_of = x->doc_published;
	x->claim.quote = line;
	if (!slice_cut(&line, ' ', &name) ||
	    !property_find(name, &x->claim.prop))
		return false;
	x->claim.qualifier = line;
	slice_cut(&x->claim.qualifier, '~', &x->claim.value);
	return x->claim.value.n > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = slice_make((const char *)data, size), line;
	struct arena mem = ARENA_INIT(MEM);
	struct fact *list = arena_get(&mem, FACTS_MOST * sizeof(*list));
	struct facts f = { .source = SLICE("a"), .subject = SLICE("s"),
			   .id = SLICE("p-s"), .day = SLICE("2026-01-01"),
			   .fact = list, .look = { .series = series } };
	const struct matter m = { .one = &f, .n = 1 };
	struct conflict *found;
	size_t n;

	assert(list);
	if (size > 0)
		f.kind = (enum kind)(data[0] % KIND_COUNT);
	while (f.n < FACTS_MOST && slice_cut(&rest, '\n', &line))
		if (add(&list[f.n], line, f.n))
			f.n++;
	n = check_rules.run(&m, &mem, &found);
	assert(n <= CONFLICTS_MOST);
	for (size_t i = 0; i < n; i++)
		assert(found[i].n > 1 && found[i].n <= CONFLICT_SIDES &&
		       vocab_label(VOCAB_check, slice_of(found[i].check)));
	arena_free(&mem);
	return 0;
}
