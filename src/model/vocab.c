#include "model/vocab.h"

#include <string.h>

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
	const struct vocab_word *w = vocab_words;
	const struct vocab_word *first;

	*n = 0;
	while (w->list != VOCAB_NONE && w->list != list)
		w++;
	first = w;
	for (; w->list != VOCAB_NONE && w->list == list; w++)
		(*n)++;
	return first;
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
		if (slice_ieq(text, w[i].value) ||
		    (key.n && slice_is(str_slice(&key), w[i].key)))
			found = w[i].value;
	str_free(&key);
	return found;
}

const char *vocab_label(enum vocab list, struct slice value)
{
	const struct vocab_word *w;
	size_t n;

	w = vocab_rows(list, &n);
	for (size_t i = 0; i < n; i++)
		if (slice_is(value, w[i].value))
			return w[i].text;
	return NULL;
}

const char *vocab_lead(enum vocab list, struct slice *value)
{
	const char *label = vocab_label(list, *value);
	const char *bracket;
	struct slice lead = *value;

	if (label) {
		*value = SLICE_NONE;
		return label;
	}
	bracket = memmem(value->p ? value->p : "", value->n, " (", 2);
	if (!bracket)
		return NULL;
	lead.n = (size_t)(bracket - value->p);
	label = vocab_label(list, lead);
	if (label)
		*value = slice_make(bracket + 1, value->n - lead.n - 1);
	return label;
}

/* Keys are words with single blanks between: a boundary is a blank or an end. */
static bool whole_words(struct slice key, size_t at, size_t n)
{
	return (at == 0 || key.p[at - 1] == ' ') &&
	       (at + n == key.n || key.p[at + n] == ' ');
}

static ptrdiff_t find_word(struct slice key, struct slice word, size_t from)
{
	ptrdiff_t at = -1;

	if (word.n == 0)
		return -1;
	while ((at = slice_find(key, word, from)) >= 0 &&
	       !whole_words(key, (size_t)at, word.n))
		from = (size_t)at + 1;
	return at;
}

bool vocab_scan(enum vocab list, struct slice key, size_t from,
		struct vocab_hit *out)
{
	const struct vocab_word *w;
	bool found = false;
	size_t n;

	w = vocab_rows(list, &n);
	for (size_t i = 0; i < n; i++) {
		size_t bytes = strlen(w[i].key);
		ptrdiff_t at = find_word(key, slice_make(w[i].key, bytes),
					 from);

		if (at < 0 || (found && (size_t)at > out->at) ||
		    (found && (size_t)at == out->at && bytes <= out->bytes))
			continue;
		*out = (struct vocab_hit){ &w[i], (size_t)at, bytes };
		found = true;
	}
	return found;
}
