/* Words of the dictionary that a word asked may be: of those that something
 * leads to, word_match() says which. */
#include "names/index_seek.h"

#include <stdlib.h>

enum {
	JOINED_SHARE = 64,	/* of a thousand letters: what may differ where
				 * words are joined */
	BONES_LEAST = 5,	/* letters that are compared, not only the same */
};

struct finding {
	struct index_seeker *k;
	struct word asked;
	enum like_reach reach;
	struct likes *to;
	struct err *e;
	bool failed;
};

static bool lies(struct finding *f)
{
	f->failed = true;
	index_lies(f->k->ix, f->e);
	return false;
}

/* What it is for is not known before its name is: the best that it can be. */
static uint32_t score(const struct word *asked, struct word *w)
{
	enum word_tie how;
	int best, own;

	w->role = WORD_NAME;
	best = word_match(asked, w, &how);
	if (asked->role == WORD_NAME)
		return (uint32_t)best;
	w->role = asked->role;
	own = word_match(asked, w, &how);
	return (uint32_t)(own > best ? own : best);
}

static void take(struct finding *f, uint32_t word)
{
	struct index_seeker *k = f->k;
	struct likes *to = f->to;
	struct word w;
	uint32_t s;

	if (f->failed || word >= k->ix->words) {
		if (!f->failed)
			lies(f);
		return;
	}
	if (k->known[word / 64] >> word % 64 & 1)
		return;
	if (index_word(k->ix, word, &w, f->e) < 0 ||
	    vec_room((void **)&to->list, &to->cap, to->n, sizeof(*to->list),
		     LIKES_MOST, f->e) < 0) {
		f->failed = true;
		return;
	}
	s = score(&f->asked, &w);
	if (s == 0)
		return;
	k->known[word / 64] |= (uint64_t)1 << word % 64;
	to->list[to->n++] = (struct like){ word, s };
}

static void take_spelt(struct finding *f, struct slice plain)
{
	size_t first, end;

	if (f->failed ||
	    (seeker_spelt(f->k, plain, &first, &end) < 0 && !lies(f)))
		return;
	for (; first < end; first++)
		take(f, (uint32_t)first);
}

static void take_sounding(struct finding *f, struct slice sound)
{
	size_t first, end;

	if (f->failed || sound.n == 0 ||
	    (seeker_sounding(f->k, sound, false, &first, &end) < 0 && !lies(f)))
		return;
	for (; first < end; first++)
		take(f, f->k->by_sound[first]);
}

static unsigned group_at(struct finding *f, enum index_section s,
			 uint32_t word)
{
	if (word >= f->k->ix->words) {
		lies(f);
		return 0;
	}
	return s == AT_GIVENS ? f->k->row[word].given : f->k->row[word].alike;
}

/* Words of a group, which stand together. */
static void take_group(struct finding *f, enum index_section s,
		       unsigned group)
{
	size_t n = index_count(f->k->ix, s), lo = 0, hi = n;
	const uint32_t *word = index_rows(f->k->ix, s, 0, n, f->e);

	f->failed |= !word;
	while (group && lo < hi && !f->failed) {
		size_t mid = lo + (hi - lo) / 2;

		if (group_at(f, s, word[mid]) < group)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; group && lo < n && !f->failed &&
	       group_at(f, s, word[lo]) == group; lo++)
		take(f, word[lo]);
}

/* --- near ones ----------------------------------------------------------- */

typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16)));

/* The next row from `at` on that begins with fewer letters of the one before
 * it: most do not, where a front says that all behind it are too far. */
static size_t next_front(const uint8_t *fronts, size_t at, size_t n,
			 size_t below)
{
	bytes16 most, row;

	if (below > UINT8_MAX)
		return at;
	memset(&most, (int)below, sizeof(most));
	for (; at + sizeof(row) <= n; at += sizeof(row)) {
		words2 hit;

		memcpy(&row, fronts + at, sizeof(row));
		hit = (words2)(row < most);
		if (hit[0] | hit[1])
			break;
	}
	while (at < n && fronts[at] >= below)
		at++;
	return at;
}

static struct slice front(struct slice s)
{
	return slice_make(s.p, s.n > MATCH_LETTERS ? MATCH_LETTERS : s.n);
}

static bool text_at(const struct finding *f, size_t row, bool sound,
		    uint32_t *word, struct slice *out)
{
	*word = sound ? f->k->by_sound[row] : (uint32_t)row;
	return sound ? seeker_sound(f->k, *word, out) :
		       seeker_plain(f->k, *word, out);
}

/* All words, in the order of their letters or sounds. */
static void walk(struct finding *f, struct slice asked, int most, bool sound)
{
	const uint8_t *fronts = sound ? f->k->sound_fronts : f->k->fronts;
	size_t n = f->k->ix->words, dead = SIZE_MAX;
	struct letters_walk w;

	walk_begin(&w, front(asked), most, sound);
	for (size_t i = 0; i < n && !f->failed;) {
		struct slice text;
		uint32_t word;
		int cost;

		if (!text_at(f, i, sound, &word, &text)) {
			lies(f);
			return;
		}
		cost = walk_cost(&w, front(text), i == 0 ? 0 : fronts[i],
				 &dead);
		if (cost <= most)
			take(f, word);
		i = next_front(fronts, i + 1, n, dead);
	}
}

static void take_near(struct finding *f)
{
	const struct word *w = &f->asked;
	int most = match_budget(w->plain.n + 1);

	if (f->reach == LIKE_JOINED)
		most = (int)w->plain.n * JOINED_SHARE / 10;
	if (most > 0)
		walk(f, w->plain, most, false);
	if (w->sound.n >= MATCH_SOUND_LETTERS && f->reach == LIKE_ALL)
		walk(f, w->sound, MATCH_SOUND_BUDGET, true);
}

/* --- words without their vowels ------------------------------------------ */

static void take_bones(struct finding *f)
{
	uint32_t hash = word_bones(f->asked.plain);
	size_t lo = 0, n = f->k->ix->words, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (f->k->bones[mid].hash < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < n && f->k->bones[lo].hash == hash && !f->failed; lo++) {
		uint32_t word = f->k->bones[lo].word;

		if (word >= n)
			lies(f);
		else if ((f->k->row[word].traits ^ f->asked.traits) &
			 WORD_ABJAD)
			take(f, word);
	}
}

/* As Mandarin says a sign, its sound is spelt in letters. */
static void take_signs(struct finding *f)
{
	struct str key = STR_INIT(4 * WORD_BYTES);

	if (f->asked.traits & WORD_SIGNS) {
		take_spelt(f, f->asked.sound);
	} else {
		str_add(&key, f->asked.plain);
		take_sounding(f, str_slice(&key));
	}
	str_free(&key);
}

/* --- all of them --------------------------------------------------------- */

static void find(struct finding *f)
{
	take_spelt(f, f->asked.plain);
	if (f->reach >= LIKE_SOUND) {
		take_sounding(f, f->asked.sound);
		take_signs(f);
	}
	if (f->reach == LIKE_ALL) {
		take_group(f, AT_GIVENS, f->asked.given);
		take_group(f, AT_ALIKES, f->asked.alike);
		take_bones(f);
	}
	if (f->reach >= LIKE_JOINED && !(f->asked.traits & WORD_SIGNS))
		take_near(f);
}

static int by_score(const void *x, const void *y)
{
	const struct like *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->word < b->word ? -1 : 1;
}

static int fill(struct index_seeker *k, const struct word *w,
		enum like_reach reach, struct likes *to, struct err *e)
{
	struct finding f = { .k = k, .asked = *w, .reach = reach, .to = to,
			     .e = e };

	to->n = to->postings = 0;
	find(&f);
	for (size_t i = 0; i < to->n; i++) {
		uint32_t word = to->list[i].word;
		const uint32_t *names;
		size_t n;

		k->known[word / 64] &= ~((uint64_t)1 << word % 64);
		if (!f.failed && !seeker_names(k, word, &names, &n))
			lies(&f);
		else if (!f.failed)
			to->postings += n;
	}
	if (to->n > 1)
		qsort(to->list, to->n, sizeof(*to->list), by_score);
	return f.failed ? -1 : 0;
}

static size_t key_of(const struct word *w, enum like_reach reach,
		     char key[KEPT_KEY])
{
	const unsigned char more[] = {
		(unsigned char)reach, w->role, w->traits,
		(unsigned char)(w->given >> 8), (unsigned char)w->given,
		(unsigned char)(w->alike >> 8), (unsigned char)w->alike,
		(unsigned char)w->plain.n,
	};
	size_t n = sizeof(more);

	if (w->plain.n + w->sound.n > KEPT_KEY - sizeof(more))
		return 0;
	memcpy(key, more, n);
	memcpy(key + n, w->plain.p, w->plain.n);
	n += w->plain.n;
	memcpy(key + n, w->sound.p, w->sound.n);
	return n + w->sound.n;
}

int likes_find(struct index_seeker *k, const struct word *w,
	       enum like_reach reach, const struct likes **out,
	       struct err *e)
{
	char key[KEPT_KEY];
	size_t n = key_of(w, reach, key);
	struct kept *slot = &k->kept[slice_hash(slice_make(key, n)) %
				     KEPT_LIKES];

	*out = &slot->likes;
	if (n > 0 && n == slot->n && memcmp(key, slot->key, n) == 0)
		return 0;
	slot->n = 0;
	if (fill(k, w, reach, &slot->likes, e) < 0)
		return -1;
	memcpy(slot->key, key, n);
	slot->n = n;
	return 0;
}

void likes_free(struct index_seeker *k)
{
	for (size_t i = 0; k->kept && i < KEPT_LIKES; i++)
		free(k->kept[i].likes.list);
	free(k->kept);
	k->kept = NULL;
}
