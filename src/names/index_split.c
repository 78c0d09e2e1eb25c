/* A word asked that is two or three words of a name. */
#include "names/seeking.h"

#include "names/fold.h"

enum {
	PART_NAMES = 20000,	/* that have one part: more are passed over */
	PART_LETTERS = 2,
	PART_SURE = 4,		/* the other part need only be like a word */
	PARTS_MOST = 1 << 16,
	PART_SLOT = 128,	/* of tally.last */
};

struct splitting {
	struct seeking *s;
	size_t at;		/* of the word asked */
	struct slice text;
};

static int part_add(struct splitting *p, enum part_end end, uint32_t word)
{
	struct part_words *w = &p->s->k->part[end];

	if (vec_room((void **)&w->list, &w->cap, w->n, sizeof(*w->list),
		     PARTS_MOST, p->s->e) < 0)
		return -1;
	w->list[w->n++] = word;
	return 0;
}

static int add_range(struct splitting *p, enum part_end end, size_t first,
		     size_t last)
{
	for (; first < last; first++)
		if (part_add(p, end, (uint32_t)first) < 0)
			return -1;
	return 0;
}

/* Words that are like the part, the rest being a word for sure. */
static int add_like(struct splitting *p, enum part_end end, struct slice part)
{
	struct str sound = STR_INIT(WORD_BYTES);
	struct word w = { .plain = part };
	const struct likes *likes;
	int rc;

	fold_name(&sound, part);
	w.sound = str_slice(&sound);
	rc = sound.bad ? 0 : likes_find(p->s->k, &w, LIKE_JOINED, &likes,
					p->s->e);
	for (size_t i = 0; rc == 0 && !sound.bad && i < likes->n; i++)
		rc = part_add(p, end, likes->list[i].word);
	str_free(&sound);
	return rc;
}

/* The text falls apart behind so many letters, if there are such words. */
static int split_at(struct splitting *p, size_t letters)
{
	struct slice a = slice_make(p->text.p, letters);
	struct slice b = slice_make(p->text.p + letters, p->text.n - letters);
	size_t from_a, end_a, from_b, end_b;

	if (seeker_spelt(p->s->k, a, &from_a, &end_a) < 0 ||
	    seeker_spelt(p->s->k, b, &from_b, &end_b) < 0)
		return seeking_lies(p->s);
	if (add_range(p, PART_FIRST, from_a, end_a) < 0 ||
	    add_range(p, PART_LAST, from_b, end_b) < 0)
		return -1;
	if (from_a < end_a && a.n >= PART_SURE &&
	    add_like(p, PART_LAST, b) < 0)
		return -1;
	return from_b < end_b && b.n >= PART_SURE ?
		       add_like(p, PART_FIRST, a) : 0;
}

static void mark(struct index_seeker *k, const struct part_words *w, bool on)
{
	for (size_t i = 0; i < w->n; i++) {
		uint64_t bit = (uint64_t)1 << w->list[i] % 64;
		uint64_t *at = &k->known[w->list[i] / 64];

		*at = on ? *at | bit : *at & ~bit;
	}
}

/* 1 or 0, or -1 where the file lies. */
static int has_marked(struct splitting *p, uint32_t name)
{
	const struct index_seeker *k = p->s->k;
	size_t n;
	const uint32_t *entry = index_entries(k->ix, name, &n, p->s->e);

	for (size_t i = 0; entry && i < n; i++) {
		uint32_t word = entry_word(entry[i]);

		if (word >= k->ix->words)
			return seeking_lies(p->s);
		if (k->known[word / 64] >> word % 64 & 1)
			return 1;
	}
	return entry ? 0 : -1;
}

/* Names of the word that have a marked one too. */
static int count_names(struct splitting *p, uint32_t word)
{
	struct index_seeker *k = p->s->k;
	uint8_t last = (uint8_t)(PART_SLOT + p->at);
	const uint32_t *list;
	size_t n;

	if (!seeker_names(k, word, &list, &n))
		return seeking_lies(p->s);
	for (size_t i = 0; n <= PART_NAMES && i < n; i++) {
		struct tally *x = &k->tally[list[i]];
		int has;

		if (list[i] >= k->ix->names)
			return seeking_lies(p->s);
		has = x->last == last ? 0 : has_marked(p, list[i]);
		if (has < 0 || (has && x->last == 0 &&
				seeking_touch(p->s, list[i]) < 0))
			return -1;
		if (!has)
			continue;
		x->last = last;
		x->got = (uint16_t)(x->got + 10 * p->s->weight[p->at]);
		x->words++;
	}
	return 0;
}

/* From the words at one end to names that have one of the other. */
static int count_end(struct splitting *p, enum part_end end)
{
	struct index_seeker *k = p->s->k;
	const struct part_words *w = &k->part[end];
	int rc = 0;

	mark(k, &k->part[!end], true);
	for (size_t i = 0; rc == 0 && i < w->n; i++)
		rc = count_names(p, w->list[i]);
	mark(k, &k->part[!end], false);
	return rc;
}

/* A part stands for the word: as much as it may be. */
static int tie_parts(struct splitting *p, const struct part_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (seeking_tie(p->s, w->list[i], SEEK_JOINED, p->at, 1) < 0)
			return -1;
	return 0;
}

static int split(struct splitting *p)
{
	struct part_words *part = p->s->k->part;
	size_t n = p->text.n;

	part[PART_FIRST].n = part[PART_LAST].n = 0;
	for (size_t k = PART_LETTERS; k + PART_LETTERS <= n; k++)
		if (split_at(p, k) < 0)
			return -1;
	if (part[PART_FIRST].n == 0 || part[PART_LAST].n == 0)
		return 0;
	if (tie_parts(p, &part[PART_FIRST]) < 0 ||
	    tie_parts(p, &part[PART_LAST]) < 0)
		return -1;
	return count_end(p, PART_LAST) < 0 ? -1 : count_end(p, PART_FIRST);
}

int seeking_split(struct seeking *s)
{
	const struct name *name = s->ask->name;

	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];
		struct splitting p = {
			.s = s, .at = i,
			.text = w->traits & WORD_SIGNS ? w->sound : w->plain,
		};

		if (s->weight[i] > 0 && w->role != WORD_NUMBER &&
		    split(&p) < 0)
			return -1;
	}
	return 0;
}
