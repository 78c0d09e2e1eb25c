/* The full name of a surname, where the document has it. */
#include "base/text.h"
#include "read/prose_inside.h"

static bool is_known_word(struct slice word)
{
	struct str key = STR_INIT(NAME_BYTES);
	struct vocab_hit hit;
	bool known;

	text_key(&key, word);
	known = key.n == 0 || key.bad ||
		vocab_at(VOCAB_notname, str_slice(&key), 0, &hit) ||
		vocab_at(VOCAB_role, str_slice(&key), 0, &hit) ||
		vocab_at(VOCAB_fate, str_slice(&key), 0, &hit);
	str_free(&key);
	return known;
}

struct slice prose_full_name(const struct prose *s, struct slice word,
			     bool *doubt)
{
	struct slice text = str_slice(&s->x->page->text), first;
	uint32_t cp;

	*doubt = false;
	for (ptrdiff_t at = 0; (at = slice_find(text, word, (size_t)at)) >= 0;
	     at++) {
		size_t to = (size_t)at, from;

		if (to == 0 || text.p[to - 1] != ' ')
			continue;
		for (from = --to; from > 0 &&
		     (unsigned char)text.p[from - 1] > ' '; from--)
			;
		first = slice_make(text.p + from, to - from);
		if (telling_is_given(s->x->lang, first))
			return slice_make(first.p, first.n + 1 + word.n);
		*doubt |= first.n > 0 && text_next(first, 0, &cp) > 0 &&
			  text_is_upper(cp) && !is_known_word(first);
	}
	return SLICE_NONE;
}
