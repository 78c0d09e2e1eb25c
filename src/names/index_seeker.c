/* The dictionary of an index, as one thread goes about in it. */
#include "names/index_seek.h"

#include <stdlib.h>

struct index_seeker *seeker_new(const struct name_index *ix)
{
	struct index_seeker *k = calloc(1, sizeof(*k));

	if (!k)
		return NULL;
	k->ix = ix;
	k->kept = calloc(KEPT_LIKES, sizeof(*k->kept));
	k->known = calloc(ix->words / 64 + 1, sizeof(*k->known));
	k->short_ones = calloc(ix->words / 64 + 1, sizeof(*k->short_ones));
	k->like_at = calloc(ix->words + 1, sizeof(*k->like_at));
	k->tally = calloc(ix->names + 1, sizeof(*k->tally));
	k->one = calloc(ix->names / 64 + 1, sizeof(*k->one));
	if (!k->kept || !k->known || !k->short_ones || !k->like_at ||
	    !k->tally || !k->one)
		seeker_free(&k);
	return k;
}

void seeker_free(struct index_seeker **out)
{
	struct index_seeker *k = *out;

	if (!k)
		return;
	likes_free(k);
	free(k->known);
	free(k->short_ones);
	free(k->like_at);
	free(k->tie);
	free(k->part[PART_FIRST].list);
	free(k->part[PART_LAST].list);
	free(k->tally);
	free(k->touched);
	free(k->chosen);
	free(k->one);
	free(k);
	*out = NULL;
}

static const void *whole(const struct name_index *ix, enum index_section s,
			 struct err *e)
{
	return index_rows(ix, s, 0, index_count(ix, s), e);
}

static void find_short_ones(struct index_seeker *k)
{
	for (size_t i = 0; i < k->ix->words; i++) {
		const struct dict_row *r = &k->row[i];
		uint64_t is = (r->traits & WORD_CAPITALS) &&
			      r[1].plain - r->plain <= INITIALS_MOST + 1;

		k->short_ones[i / 64] |= is << i % 64;
	}
}

int seeker_ready(struct index_seeker *k, struct err *e)
{
	const struct name_index *ix = k->ix;

	if (k->postings)
		return 0;
	k->n_plains = index_count(ix, AT_PLAINS);
	k->n_sounds = index_count(ix, AT_SOUNDS);
	k->n_postings = index_count(ix, AT_POSTINGS);
	if (!(k->row = whole(ix, AT_WORDS, e)) ||
	    !(k->plains = whole(ix, AT_PLAINS, e)) ||
	    !(k->sounds = whole(ix, AT_SOUNDS, e)) ||
	    !(k->fronts = whole(ix, AT_FRONTS, e)) ||
	    !(k->by_tail = whole(ix, AT_BY_TAIL, e)) ||
	    !(k->tail_fronts = whole(ix, AT_TAIL_FRONTS, e)) ||
	    !(k->keys = whole(ix, AT_KEYS, e)) ||
	    !(k->tail_keys = whole(ix, AT_TAIL_KEYS, e)) ||
	    !(k->sound_keys = whole(ix, AT_SOUND_KEYS, e)) ||
	    !(k->sound_fronts = whole(ix, AT_SOUND_FRONTS, e)) ||
	    !(k->by_sound = whole(ix, AT_BY_SOUND, e)) ||
	    !(k->bones_fronts = whole(ix, AT_BONES_FRONTS, e)) ||
	    !(k->bones_keys = whole(ix, AT_BONES_KEYS, e)) ||
	    !(k->by_bones = whole(ix, AT_BY_BONES, e)) ||
	    !(k->postings = whole(ix, AT_POSTINGS, e)))
		return -1;
	find_short_ones(k);
	return 0;
}

int seeker_names_ready(struct index_seeker *k, struct err *e)
{
	k->n_entries = index_count(k->ix, AT_ENTRIES);
	if (!k->names)
		k->names = index_rows(k->ix, AT_NAMES, 0, k->ix->names + 1, e);
	if (!k->entries)
		k->entries = index_rows(k->ix, AT_ENTRIES, 0, k->n_entries, e);
	return k->names && k->entries ? 0 : -1;
}

/* Of two, by the letters that both have. */
static int cmp_front(struct slice a, struct slice b, bool front)
{
	if (front && a.n > b.n)
		a.n = b.n;
	return slice_cmp(a, b);
}

struct search {
	const struct index_seeker *k;
	struct slice text;
	bool by_sound, front;
	bool lies;
};

/* The first row that is not before the text, or (`behind`) is behind it. */
static size_t search(struct search *s, size_t lo, bool behind)
{
	size_t hi = s->k->ix->words;

	while (lo < hi && !s->lies) {
		size_t mid = lo + (hi - lo) / 2;
		struct slice at = SLICE_NONE;
		int c;

		s->lies = s->by_sound ?
			!seeker_sound(s->k, s->k->by_sound[mid], &at) :
			!seeker_plain(s->k, (uint32_t)mid, &at);
		c = cmp_front(at, s->text, s->front);
		if (c < 0 || (behind && c == 0))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int range(struct search *s, size_t *first, size_t *end)
{
	*first = search(s, 0, false);
	*end = search(s, *first, true);
	return s->lies ? -1 : 0;
}

int seeker_spelt(const struct index_seeker *k, struct slice plain,
		 size_t *first, size_t *end)
{
	struct search s = { .k = k, .text = plain };

	return range(&s, first, end);
}

int seeker_sounding(const struct index_seeker *k, struct slice sound,
		    bool front, size_t *first, size_t *end)
{
	struct search s = { .k = k, .text = sound, .by_sound = true,
			    .front = front };

	return range(&s, first, end);
}
