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
	static const struct {
		enum index_section s;
		size_t at;		/* of the pointer */
	} parts[] = {
		{ AT_WORDS,        offsetof(struct index_seeker, row) },
		{ AT_PLAINS,       offsetof(struct index_seeker, plains) },
		{ AT_FRONTS,       offsetof(struct index_seeker, fronts) },
		{ AT_KEYS,         offsetof(struct index_seeker, keys) },
		{ AT_BY_TAIL,      offsetof(struct index_seeker, by_tail) },
		{ AT_TAIL_FRONTS,  offsetof(struct index_seeker, tail_fronts) },
		{ AT_TAIL_KEYS,    offsetof(struct index_seeker, tail_keys) },
		{ AT_SOUNDS,       offsetof(struct index_seeker, sounds) },
		{ AT_BY_SOUND,     offsetof(struct index_seeker, by_sound) },
		{ AT_SOUND_FRONTS, offsetof(struct index_seeker, sound_fronts) },
		{ AT_SOUND_KEYS,   offsetof(struct index_seeker, sound_keys) },
		{ AT_BY_BONES,     offsetof(struct index_seeker, by_bones) },
		{ AT_BONES_FRONTS, offsetof(struct index_seeker, bones_fronts) },
		{ AT_BONES_KEYS,   offsetof(struct index_seeker, bones_keys) },
		{ AT_POSTINGS,     offsetof(struct index_seeker, postings) },
	};

	if (k->ready)
		return 0;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		const void *rows = index_rows(k->ix, parts[i].s, 0,
			index_count(k->ix, parts[i].s), e);

		if (!rows)
			return -1;
		memcpy((char *)k + parts[i].at, &rows, sizeof(rows));
	}
	k->n_plains = index_count(k->ix, AT_PLAINS);
	k->n_sounds = index_count(k->ix, AT_SOUNDS);
	k->n_postings = index_count(k->ix, AT_POSTINGS);
	find_short_ones(k);
	k->ready = true;
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
