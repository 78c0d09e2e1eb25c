/* The orders in which words stand in an index. */
#include "names/index_make.h"

#include <stdlib.h>

struct placed {
	uint64_t key;		/* the first letters */
	const struct made_word *w;
};

uint64_t order_key(struct slice s, bool from_end)
{
	uint64_t key = 0;

	for (size_t i = 0; i < KEY_LETTERS; i++) {
		size_t at = from_end ? s.n - 1 - i : i;

		key = key << 8 | (i < s.n ? (unsigned char)s.p[at] : 0);
	}
	return key;
}

static int by_plain(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	const struct word *v = &a->w->word, *w = &b->w->word;
	int c;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	c = slice_cmp(v->plain, w->plain);
	if (c == 0)
		c = slice_cmp(v->sound, w->sound);
	if (c == 0)
		c = (int)v->given - (int)w->given;
	if (c == 0)
		c = (int)v->alike - (int)w->alike;
	return c ? c : (int)v->traits - (int)w->traits;
}

/* What is alike stands as it does by letters. */
static int by_sound(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	int c;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	c = slice_cmp(a->w->word.sound, b->w->word.sound);
	return c ? c : a->w < b->w ? -1 : 1;
}

static int by_tail(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	struct slice v = a->w->word.plain, w = b->w->word.plain;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	while (v.n > 0 && w.n > 0 && v.p[v.n - 1] == w.p[w.n - 1]) {
		v.n--;
		w.n--;
	}
	if (v.n == 0 || w.n == 0)
		return v.n != w.n ? (v.n < w.n ? -1 : 1) :
		       a->w < b->w ? -1 : 1;
	return (unsigned char)v.p[v.n - 1] < (unsigned char)w.p[w.n - 1] ?
		       -1 : 1;
}

static int by_bones(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	bool v = a->w->word.traits & WORD_ABJAD;
	bool w = b->w->word.traits & WORD_ABJAD;
	int c;

	if (v != w)
		return v ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	c = slice_cmp(a->w->bones, b->w->bones);
	return c ? c : a->w < b->w ? -1 : 1;
}

static void sort(struct placed *list, size_t n,
		 int (*cmp)(const void *, const void *))
{
	if (n > 1)
		qsort(list, n, sizeof(*list), cmp);
}

static void sort_words(struct order *o, struct index_maker *m,
		       struct placed *list)
{
	for (size_t i = 0; i < m->words; i++)
		if (m->word[i].names > 0)
			list[o->n++] = (struct placed){
				order_key(m->word[i].word.plain, false),
				&m->word[i] };
	sort(list, o->n, by_plain);
	for (size_t i = 0; i < o->n; i++) {
		o->word[i] = *list[i].w;
		m->word[list[i].w - m->word].number = (uint32_t)i;
	}
	for (size_t i = 0; i < o->n; i++)
		list[i] = (struct placed){
			order_key(o->word[i].word.sound, false), &o->word[i] };
	sort(list, o->n, by_sound);
	for (size_t i = 0; i < o->n; i++)
		o->sound[i] = (uint32_t)(list[i].w - o->word);
	for (size_t i = 0; i < o->n; i++)
		list[i] = (struct placed){
			order_key(o->word[i].word.plain, true), &o->word[i] };
	sort(list, o->n, by_tail);
	for (size_t i = 0; i < o->n; i++)
		o->tail[i] = (uint32_t)(list[i].w - o->word);
	for (size_t i = 0; i < o->n; i++)
		list[i] = (struct placed){
			order_key(o->word[i].bones, false), &o->word[i] };
	sort(list, o->n, by_bones);
	for (size_t i = 0; i < o->n; i++)
		o->bones[i] = (uint32_t)(list[i].w - o->word);
}

int order_make(struct order *o, struct index_maker *m, struct err *e)
{
	struct placed *list = malloc((m->words + 1) * sizeof(*list));
	int rc = -1;

	*o = (struct order){
		.word = malloc((m->words + 1) * sizeof(*o->word)),
		.sound = malloc((m->words + 1) * sizeof(*o->sound)),
		.tail = malloc((m->words + 1) * sizeof(*o->tail)),
		.bones = malloc((m->words + 1) * sizeof(*o->bones)),
	};
	if (list && o->word && o->sound && o->tail && o->bones) {
		sort_words(o, m, list);
		rc = 0;
	} else {
		err_set(e, ERR_MEMORY, "no memory to sort words");
	}
	free(list);
	return rc;
}

void order_free(struct order *o)
{
	free(o->word);
	free(o->sound);
	free(o->tail);
	free(o->bones);
}
