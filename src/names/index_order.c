/* The orders in which words stand in an index. Those that an older one has
 * stand in theirs already: what is new is sorted, and merged with them. */
#include "names/index_make.h"

#include <stdlib.h>

struct placed {
	uint64_t key;		/* the first letters */
	const struct made_word *w;
};

static uint64_t key_of(struct slice s, bool from_end)
{
	uint64_t key = 0;

	for (size_t i = 0; i < KEY_LETTERS; i++) {
		size_t at = from_end ? s.n - 1 - i : i;

		key = key << 8 | (i < s.n ? (unsigned char)s.p[at] : 0);
	}
	return key;
}

/* What is alike stands as the words do. */
static int by_key(const struct placed *a, const struct placed *b)
{
	return a->key != b->key ? (a->key < b->key ? -1 : 1) : 0;
}

static int by_address(const struct placed *a, const struct placed *b)
{
	return a->w < b->w ? -1 : a->w > b->w;
}

static int by_plain(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	const struct word *v = &a->w->word, *w = &b->w->word;
	int c = by_key(a, b);

	if (c == 0)
		c = slice_cmp(v->plain, w->plain);
	if (c == 0)
		c = slice_cmp(v->sound, w->sound);
	if (c == 0)
		c = (int)v->given - (int)w->given;
	if (c == 0)
		c = (int)v->alike - (int)w->alike;
	return c ? c : (int)v->traits - (int)w->traits;
}

static int by_sound(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	int c = by_key(a, b);

	if (c == 0)
		c = slice_cmp(a->w->word.sound, b->w->word.sound);
	return c ? c : by_address(a, b);
}

static int by_tail(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	struct slice v = a->w->word.plain, w = b->w->word.plain;
	int c = by_key(a, b);

	while (c == 0 && v.n > 0 && w.n > 0) {
		c = (unsigned char)v.p[v.n - 1] - (unsigned char)w.p[w.n - 1];
		v.n--;
		w.n--;
	}
	if (c == 0 && v.n != w.n)
		c = v.n < w.n ? -1 : 1;
	return c ? c : by_address(a, b);
}

static int by_bones(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	bool v = a->w->word.traits & WORD_ABJAD;
	bool w = b->w->word.traits & WORD_ABJAD;
	int c = v == w ? by_key(a, b) : v ? -1 : 1;

	if (c == 0)
		c = slice_cmp(a->w->bones, b->w->bones);
	return c ? c : by_address(a, b);
}

static const struct order_kind {
	int (*cmp)(const void *x, const void *y);
	enum index_section words, keys;	/* of the older index */
} kinds[WORD_ORDERS] = {
	[BY_PLAIN] = { by_plain, AT_WORDS, AT_KEYS },
	[BY_TAIL]  = { by_tail, AT_BY_TAIL, AT_TAIL_KEYS },
	[BY_SOUND] = { by_sound, AT_BY_SOUND, AT_SOUND_KEYS },
	[BY_BONES] = { by_bones, AT_BY_BONES, AT_BONES_KEYS },
};

struct slice order_text(const struct made_word *w, enum word_order kind)
{
	return kind == BY_SOUND ? w->word.sound :
	       kind == BY_BONES ? w->bones : w->word.plain;
}

/* --- lists --------------------------------------------------------------- */

struct listing {
	struct order *o;
	struct index_maker *m;
	struct placed *list, *room;
	size_t n, kept;		/* of them in order already */
	struct err *e;
};

/* The word in the order of letters, once that is known. */
static void add(struct listing *l, size_t word, uint64_t key, bool first)
{
	const struct made_word *w = &l->m->word[word];

	if (w->names > 0)
		l->list[l->n++] = (struct placed){
			key, first ? w : &l->o->word[w->number] };
}

static int add_kept(struct listing *l, enum word_order kind)
{
	const struct order_kind *k = &kinds[kind];
	const struct name_index *old = l->m->old;
	const uint64_t *keys = index_rows(old, k->keys, 0, old->words, l->e);
	const uint32_t *words = kind == BY_PLAIN ? NULL :
		index_rows(old, k->words, 0, old->words, l->e);

	if (!keys || (kind != BY_PLAIN && !words))
		return -1;
	for (size_t i = 0; i < old->words; i++) {
		size_t word = words ? words[i] : i;
		uint32_t once = UINT32_MAX - (uint32_t)kind;

		if (word >= old->words || l->m->word[word].last == once)
			return index_lies(old, l->e);
		l->m->word[word].last = once;
		add(l, word, keys[i], kind == BY_PLAIN);
	}
	return 0;
}

static int fill(struct listing *l, enum word_order kind)
{
	size_t old = l->m->old ? l->m->old->words : 0;

	l->n = 0;
	if (old > 0 && add_kept(l, kind) < 0)
		return -1;
	l->kept = l->n;
	for (size_t i = old; i < l->m->words; i++)
		add(l, i, key_of(order_text(&l->m->word[i], kind),
				 kind == BY_TAIL), kind == BY_PLAIN);
	return 0;
}

static void sort(struct listing *l, enum word_order kind)
{
	int (*cmp)(const void *, const void *) = kinds[kind].cmp;
	size_t a = 0, b = l->kept, n = 0;
	struct placed *swap = l->list;

	if (l->n - l->kept > 1)
		qsort(l->list + l->kept, l->n - l->kept, sizeof(*l->list),
		      cmp);
	if (a == b || b == l->n)
		return;
	while (n < l->n) {
		bool first = a < l->kept &&
			     (b == l->n || cmp(&l->list[a], &l->list[b]) <= 0);

		l->room[n++] = l->list[first ? a++ : b++];
	}
	l->list = l->room;
	l->room = swap;
}

/* Where each word of the maker is from now on. */
static void number_words(struct listing *l)
{
	for (size_t i = 0; i < l->n; i++) {
		l->o->word[i] = *l->list[i].w;
		l->m->word[l->list[i].w - l->m->word].number = (uint32_t)i;
	}
	l->o->n = l->n;
}

static int make_all(struct listing *l)
{
	for (int kind = 0; kind < WORD_ORDERS; kind++) {
		struct ordered *to = &l->o->by[kind];

		if (fill(l, (enum word_order)kind) < 0)
			return -1;
		sort(l, (enum word_order)kind);
		if (kind == BY_PLAIN)
			number_words(l);
		for (size_t i = 0; i < l->n; i++) {
			to->key[i] = l->list[i].key;
			to->word[i] = kind == BY_PLAIN ? (uint32_t)i :
				(uint32_t)(l->list[i].w - l->o->word);
		}
	}
	return 0;
}

static bool room(struct order *o, size_t words)
{
	o->word = malloc((words + 1) * sizeof(*o->word));
	for (size_t i = 0; i < WORD_ORDERS; i++) {
		o->by[i].word = malloc((words + 1) * sizeof(uint32_t));
		o->by[i].key = malloc((words + 1) * sizeof(uint64_t));
		if (!o->by[i].word || !o->by[i].key)
			return false;
	}
	return o->word != NULL;
}

int order_make(struct order *o, struct index_maker *m, struct err *e)
{
	struct listing l = { .o = o, .m = m, .e = e };
	int rc = -1;

	*o = (struct order){ .n = 0 };
	l.list = malloc((m->words + 1) * sizeof(*l.list));
	l.room = malloc((m->words + 1) * sizeof(*l.room));
	if (l.list && l.room && room(o, m->words))
		rc = make_all(&l);
	else
		err_set(e, ERR_MEMORY, "no memory to sort words");
	free(l.list);
	free(l.room);
	return rc;
}

void order_free(struct order *o)
{
	free(o->word);
	for (size_t i = 0; i < WORD_ORDERS; i++) {
		free(o->by[i].word);
		free(o->by[i].key);
	}
}
