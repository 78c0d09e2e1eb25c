#include "names/form.h"

#include <stdlib.h>
#include <string.h>

#include "names/father.h"
#include "names/pair_table.h"

enum { NO_WORD = FORM_WORDS };

static struct slice given(struct slice word)
{
	const char *name = pair_given(word);

	return name ? slice_of(name) : word;
}

/* Not among the last `surname` words, which stood before a comma: Abramovich,
 * Roman. Without a comma the first word is none, and of two the middle one. */
static size_t patronymic(const struct slice *word, size_t n, size_t surname)
{
	for (size_t i = 1; n >= 3 && i + surname < n; i++)
		if (father_ending(word[i]) > 0)
			return i;
	return NO_WORD;
}

static int by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* "Abdullah bin Omar" is the son of Omar, "Omar bin Abdullah" is not. */
static bool has_son_of(const struct slice *word, size_t n)
{
	static const char *const son_of[] = { "ban", "bin", "bint", "ibn" };

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof(son_of) / sizeof(*son_of); k++)
			if (slice_is(word[i], son_of[k]))
				return true;
	return false;
}

static struct slice join(struct slice *word, size_t n, struct arena *mem)
{
	size_t bytes = n, at = 0;
	char *p;

	if (!has_son_of(word, n))
		qsort(word, n, sizeof(*word), by_bytes);
	for (size_t i = 0; i < n; i++)
		bytes += word[i].n;
	p = arena_get(mem, bytes + 1);
	if (!p)
		return SLICE_NONE;
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			p[at++] = ' ';
		memcpy(p + at, word[i].p, word[i].n);
		at += word[i].n;
	}
	return slice_make(p, at);
}

static size_t split(struct slice text, struct slice *word,
		    const struct party_spelling *how, struct arena *mem)
{
	struct str key = STR_INIT(4 * FORM_BYTES);
	struct slice rest, piece;
	size_t n = 0;

	how->fold(how->ctx, &key, text);
	rest = arena_slice(mem, str_slice(&key));
	if (key.bad)
		rest = SLICE_NONE;
	str_free(&key);
	while (n < FORM_WORDS && rest.n > 0 && slice_cut(&rest, ' ', &piece))
		word[n++] = piece;
	return n;
}

static void make_core(struct form *out, struct slice *word, size_t n,
		      size_t surname, struct arena *mem)
{
	size_t at = patronymic(word, n, surname), kept = 0;
	struct slice core[FORM_WORDS];

	if (at != NO_WORD)
		out->father = father_name(word[at]);
	for (size_t i = 0; i < n; i++)
		if (i != at)
			core[kept++] = given(word[i]);
	out->core = join(core, kept, mem);
}

static bool is_one_word(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') ||
		      (s.p[i] >= 'A' && s.p[i] <= 'Z')))
			return false;
	return s.n > 3;		/* "Yi" is none at all when it is folded */
}

/* "SURNAME, Given Patronymic" the other way round. Returns how many words are
 * the surname. */
static size_t turn(struct slice *word, size_t n, struct slice surname,
		   const struct party_spelling *how, struct arena *mem)
{
	struct slice front[FORM_WORDS];
	size_t k = is_one_word(surname) ? 1 :
					  split(surname, front, how, mem);

	if (k == 0 || k >= n)
		return 0;
	memcpy(front, word, k * sizeof(*word));
	memmove(word, word + k, (n - k) * sizeof(*word));
	memcpy(word + n - k, front, k * sizeof(*word));
	return k;
}

bool form_make(struct form *out, struct slice text, bool person,
	       const struct party_spelling *how, struct arena *mem)
{
	struct slice word[FORM_WORDS];
	ptrdiff_t comma = person ? slice_find(text, SLICE(","), 0) : -1;
	size_t n, surname = 0;

	*out = (struct form){ .written = text };
	if (text.n > FORM_BYTES)
		return false;
	n = split(text, word, how, mem);
	if (n == FORM_WORDS || (person && n < 2))
		return false;
	if (comma > 0)
		surname = turn(word, n, slice_make(text.p, (size_t)comma),
			       how, mem);
	if (person)
		make_core(out, word, n, surname, mem);
	out->n = n;
	out->words = join(word, n, mem);
	if (!person)
		out->core = out->words;
	return out->words.n >= 5;
}

bool form_equal(const struct form *a, const struct form *b, bool *whole)
{
	if (!slice_eq(a->core, b->core))
		return false;
	if (a->father.n > 0 && b->father.n > 0)
		return *whole = slice_eq(a->father, b->father);
	*whole = a->father.n == 0 && b->father.n == 0 && a->n >= 3;
	return true;
}

bool form_clash(const struct form *a, const struct form *b)
{
	return a->father.n > 0 && b->father.n > 0 &&
	       slice_eq(a->core, b->core) && !slice_eq(a->father, b->father);
}
