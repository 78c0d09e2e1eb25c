/* Which prison a sentence names: those that have a number. */
#include <string.h>

#include "base/text.h"
#include "read/telling.h"

static bool is_number(const struct telling *s, size_t i)
{
	return i < s->words.n && s->begins[i] == 'd' && s->core_n[i] <= 3;
}

static bool wording_at(const struct telling *s, size_t i, const char *value,
		       struct vocab_hit *hit)
{
	return vocab_at(VOCAB_prison, str_slice(&s->words.key),
			s->words.word[i].key_at, hit) &&
	       strcmp(word_value(hit->word), value) == 0;
}

/* "№", "No.", "nr" between the place and its number. */
static bool is_sign(const struct telling *s, size_t i)
{
	struct vocab_hit hit;

	return i < s->words.n &&
	       (wording_at(s, i, "number", &hit) ||
		slice_starts(s->words.word[i].text, "\xE2\x84\x96"));
}

/* The name of a kind of place at the word; *last is its end. */
static bool place_at(const struct telling *s, size_t i, size_t *last)
{
	struct vocab_hit hit;
	size_t end;

	if (!wording_at(s, i, "place", &hit))
		return false;
	end = hit.at + hit.bytes;
	*last = i;
	while (*last + 1 < s->words.n && s->words.word[*last + 1].key_at < end)
		++*last;
	return true;
}

void telling_prisons(struct telling *s)
{
	for (size_t i = 0; i < s->words.n; i++) {
		size_t last, number;
		struct slice core;

		if (!place_at(s, i, &last))
			continue;
		core = telling_core(s, last);
		number = last + 1;
		if (!is_number(s, number) && is_sign(s, number))
			number++;
		if (core.n && core.p[core.n - 1] >= '0' &&
		    core.p[core.n - 1] <= '9')
			telling_mark(s, MARK_PRISON, i, last);
		else if (is_number(s, number))
			telling_mark(s, MARK_PRISON, i, number);
		i = last;
	}
}
