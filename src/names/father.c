#include "names/father.h"

#include <string.h>

#include "names/pair_table.h"

/* What a patronymic ends in, as fold_name() spells it: -avich, -evich, -ovna,
 * -auna; -ich of Ilyich and Nikitich, and Swedish -ovitj. The longer first. */
static const char *const endings[] = {
	"auix", "auna", "auit", "ixna", "uix", "uit", "ix", "ih",
};

size_t father_ending(struct slice word)
{
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t n = strlen(endings[i]);

		if (word.n >= n + 2 && slice_ends(word, endings[i]))
			return n;
	}
	return 0;
}

/* The father's name: the end of it may have merged with the ending. */
struct slice father_name(struct slice word)
{
	struct slice stem = slice_make(word.p, word.n - father_ending(word));
	char longer[64];
	const char *name = pair_given(stem);

	if (!name && stem.n < sizeof(longer)) {
		memcpy(longer, stem.p, stem.n);
		longer[stem.n] = 'a';
		name = pair_given(slice_make(longer, stem.n + 1));
	}
	return name ? slice_of(name) : stem;
}
