#include "model/vocab.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

enum { KEY_BYTES = 4096 };

#define VOCAB_NAME(name) [VOCAB_##name] = #name,
static const char *const names[VOCAB_COUNT] = { VOCABS(VOCAB_NAME) };

const char *vocab_name(enum vocab list)
{
	return names[list] ? names[list] : "";
}

const struct vocab_word *vocab_rows(enum vocab list, size_t *n)
{
	*n = vocab_lists[list].n;
	return &vocab_words[vocab_lists[list].from];
}

const char *vocab_value(enum vocab list, struct slice text)
{
	struct str key = STR_INIT(KEY_BYTES);
	const char *found = NULL;
	const struct vocab_word *w;
	size_t n;

	text_key(&key, text);
	w = vocab_rows(list, &n);
	for (size_t i = 0; i < n && !found && !key.bad; i++)
		if (slice_ieq(text, word_value(&w[i])) ||
		    (key.n && slice_is(str_slice(&key), word_key(&w[i]))))
			found = word_value(&w[i]);
	str_free(&key);
	return found;
}

const char *vocab_label(enum vocab list, struct slice value)
{
	const struct vocab_word *w;
	size_t n;

	w = vocab_rows(list, &n);
	for (size_t i = 0; i < n; i++)
		if (slice_is(value, word_value(&w[i])))
			return word_text(&w[i]);
	return NULL;
}

const char *vocab_said(enum vocab list, struct slice value)
{
	const char *label = vocab_label(list, value);

	return label ? i18n_in(names[list], label) : NULL;
}

static const char *lead(enum vocab list, struct slice *value,
			const char *(*label)(enum vocab, struct slice))
{
	const char *text = label(list, *value);
	const char *bracket;
	struct slice front = *value;

	if (text) {
		*value = SLICE_NONE;
		return text;
	}
	bracket = memmem(value->p ? value->p : "", value->n, " (", 2);
	if (!bracket)
		return NULL;
	front.n = (size_t)(bracket - value->p);
	text = label(list, front);
	if (text)
		*value = slice_make(bracket + 1, value->n - front.n - 1);
	return text;
}

const char *vocab_lead(enum vocab list, struct slice *value)
{
	return lead(list, value, vocab_label);
}

const char *vocab_lead_said(enum vocab list, struct slice *value)
{
	return lead(list, value, vocab_said);
}

/* The word that begins at `at`, and who begins so; NULL: nobody. */
const struct vocab_first *vocab_first_at(struct slice key, size_t at,
					 size_t *word)
{
	size_t n = 0;
	uint32_t slot;

	while (at + n < key.n && key.p[at + n] != ' ')
		n++;
	*word = n;
	slot = vocab_hash(key.p + at, n) & (VOCAB_SLOTS - 1);
	for (; vocab_slots[slot]; slot = (slot + 1) & (VOCAB_SLOTS - 1)) {
		const struct vocab_first *f =
			&vocab_firsts[vocab_slots[slot] - 1];

		if (slice_is(slice_make(key.p + at, n),
			     vocab_pool + f->word_at))
			return f;
	}
	return NULL;
}

/* Bytes of the wording where it stands whole at `at`, else 0. Keys are words
 * with single blanks between: a boundary is a blank or an end. */
static size_t stands_at(struct slice key, size_t at, size_t same,
			const char *word)
{
	size_t n = same;

	while (word[n] && at + n < key.n && key.p[at + n] == word[n])
		n++;
	return !word[n] && (at + n == key.n || key.p[at + n] == ' ') ? n : 0;
}

bool vocab_longest(const struct vocab_first *f, enum vocab list,
		   struct slice key, size_t at, struct vocab_hit *out)
{
	size_t best = 0, same;

	if (!f || !(f->lists >> list & 1))
		return false;
	same = strlen(vocab_pool + f->word_at);
	for (unsigned i = f->from; i < f->from + f->n; i++) {
		const struct vocab_word *w = &vocab_words[vocab_by_first[i]];
		size_t n = w->list == list ?
			   stands_at(key, at, same, word_key(w)) : 0;

		if (n <= best)
			continue;
		best = n;
		*out = (struct vocab_hit){ w, at, n };
	}
	return best > 0;
}

bool vocab_at(enum vocab list, struct slice key, size_t at,
	      struct vocab_hit *out)
{
	size_t n;

	return vocab_longest(vocab_first_at(key, at, &n), list, key, at, out);
}

bool vocab_scan(enum vocab list, struct slice key, size_t from,
		struct vocab_hit *out)
{
	size_t n;

	while (from > 0 && from < key.n && key.p[from - 1] != ' ')
		from++;
	for (; from < key.n; from += n + 1)
		if (vocab_longest(vocab_first_at(key, from, &n), list, key,
				  from, out))
			return true;
	return false;
}
