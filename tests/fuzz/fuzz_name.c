/* Names: whatever stands in them, words stay in their bounds, a name is all
 * like itself, and a score has reasons. The text is two names, a line each. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "names/fold.h"
#include "names/match.h"

enum { MEM = 4 << 20, TEXT = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct name *name)
{
	assert(name->n <= NAME_WORDS);
	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];

		assert(w->plain.n > 0 && w->plain.n <= WORD_BYTES);
		assert(w->sound.n > 0 && w->sound.n <= WORD_BYTES);
		assert(w->role < WORD_ROLES);
	}
}

static void compare(struct slice x, struct slice y, bool person)
{
	struct arena mem = ARENA_INIT(MEM);
	struct str why = STR_INIT(TEXT);
	struct match_why w;
	struct name a, b;

	if (name_read(&a, x, person, &mem) && name_read(&b, y, person, &mem)) {
		int s = name_match(&a, &b, &w);

		check(&a);
		check(&b);
		assert(s >= 0 && s <= MATCH_ALL);
		match_reasons(&why, &a, &b, &w);
		assert(s == 0 || why.n > 0);
		assert(name_match(&a, &a, NULL) >= MATCH_ALL - 5);
	}
	str_free(&why);
	arena_free(&mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = slice_make((const char *)data, size);
	struct str key = STR_INIT(TEXT);
	struct slice x = SLICE_NONE, y = SLICE_NONE;

	fold_name(&key, rest);
	assert(key.n <= TEXT);
	str_free(&key);
	slice_cut(&rest, '\n', &x);
	slice_cut(&rest, '\n', &y);
	compare(x, y, true);
	compare(x, y, false);
	return 0;
}
