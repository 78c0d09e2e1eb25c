/* Listings, persons of the releases, and acts of release: whatever two of them tell, comparing
 * is symmetric, a verdict has a rule, and one that is the same has a key in
 * common; and whatever stands in a kept profile is read. Each line is a claim,
 * its first byte the property; "-" begins the other listing. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "names/fold.h"
#include "names/one_party.h"

enum { CLAIMS = 64, MEM_BYTES = 8 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const enum property told[] = {
	PROP_name, PROP_other_name, PROP_born, PROP_born_in, PROP_country,
	PROP_programme, PROP_identifier, PROP_native_id, PROP_target_kind,
	PROP_gender, PROP_jurisdiction,
};

static void fold(void *ctx, struct str *out, struct slice text)
{
	(void)ctx;
	fold_name(out, text);
}

static const enum property of_releases[] = {
	PROP_released_on, PROP_detained_on, PROP_date, PROP_count,
	PROP_count_scope,
};

/* "nQUALIFIER|VALUE", "+nQUALIFIER|VALUE" */
static void take(struct fact *fact, size_t *n, struct slice line)
{
	size_t kinds = sizeof(told) / sizeof(*told);
	bool freed = line.p[0] == '+' && line.n > 2;
	struct slice value = slice_make(line.p + 1 + freed,
					line.n - 1 - freed), qualifier;

	if (freed)
		kinds = sizeof(of_releases) / sizeof(*of_releases);
	slice_cut(&value, '|', &qualifier);
	if (value.n > 0 && *n < CLAIMS)
		fact[(*n)++] = (struct fact){ .claim = {
			.prop = freed ?
				of_releases[(unsigned char)line.p[1] % kinds] :
				told[(unsigned char)line.p[0] % kinds],
			.value = value, .qualifier = qualifier } };
}

static bool share_key(struct slice a, struct slice b)
{
	struct party_keys x, y;

	one_party.keys(a, &x);
	one_party.keys(b, &y);
	for (size_t i = 0; i < x.n; i++)
		for (size_t k = 0; k < y.n; k++)
			if (x.key[i] == y.key[k])
				return true;
	return false;
}

static void compare(struct slice a, struct slice b, struct arena *mem)
{
	struct party_answer x = one_party.compare(a, b, mem);
	struct party_answer y = one_party.compare(b, a, mem);

	assert(x.verdict == y.verdict && x.rule == y.rule &&
	       x.against == y.against && x.differ == y.differ);
	assert(x.verdict < PARTY_POSSIBLY || (x.rule && x.reason.n > 0));
	assert(x.verdict < PARTY_LIKELY || (!x.against && share_key(a, b)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum kind kinds[][2] = {
		{ KIND_designation, KIND_designation },
		{ KIND_person, KIND_person },
		{ KIND_person, KIND_designation },
		{ KIND_event, KIND_event },
		{ KIND_event, KIND_person },
	};
	const struct party_spelling how = { .fold = fold };
	struct slice all = slice_make((const char *)data, size), line;
	struct slice rest = all, profile[2];
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct fact fact[2][CLAIMS];
	size_t n[2] = { 0, 0 }, at = 0;

	while (rest.n > 0 && slice_cut(&rest, '\n', &line)) {
		if (line.n == 1 && line.p[0] == '-')
			at = 1;
		else if (line.n > 1)
			take(fact[at], &n[at], line);
	}
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		for (at = 0; at < 2; at++) {
			struct facts f = { .fact = fact[at], .n = n[at],
					   .kind = kinds[k][at] };

			profile[at] = one_party.profile(&f, &how, &mem);
		}
		if (profile[0].n > 0 && profile[1].n > 0)
			compare(profile[0], profile[1], &mem);
		one_party.compare(all, profile[0], NULL);
	}
	arena_free(&mem);
	return 0;
}
