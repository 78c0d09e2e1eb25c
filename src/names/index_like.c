/* Words of the dictionary that a word asked may be: of those that something
 * leads to, word_match() says which. */
#include "names/index_near.h"

#include <stdlib.h>

enum {
	BONES_NEAR = 4,		/* letters that may be near, not only the same */
	INITIAL_SCORE = 900,	/* it weighs little, and so takes little away */
	SHORT = 3,		/* letters: of the longer word more may differ */
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

static uint32_t as(const struct word *asked, struct word *w, unsigned role)
{
	enum word_tie how;

	w->role = (uint8_t)role;
	return (uint32_t)word_match(asked, w, &how);
}

/* What it is for is not known before its name is: the best that it can be. */
static uint32_t score(const struct word *asked, struct word *w)
{
	uint32_t best = as(asked, w, WORD_NAME), other = 0;

	if (asked->role != WORD_NAME)
		other = as(asked, w, asked->role);
	else if (w->plain.n == 1 && as(asked, w, WORD_INITIAL) > 0)
		other = INITIAL_SCORE;
	return other > best ? other : best;
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

static int take_one(void *ctx, uint32_t word)
{
	struct finding *f = ctx;

	take(f, word);
	return f->failed ? -1 : 0;
}

static void walk(struct finding *f, struct slice asked, int most,
		 const struct reading *r)
{
	char buf[MATCH_LETTERS];

	if (!f->failed &&
	    near_walk(r, near_turned(r, asked, buf), most, take_one, f,
		      f->e) < 0)
		f->failed = true;
}

/* So much may differ in a word of so many letters; in a longer one more, of
 * which it has the more letters. */
static int most_of(size_t letters)
{
	return match_budget(letters + (letters > SHORT ? 1 : 2));
}

static void take_near(struct finding *f)
{
	const struct word *w = &f->asked;
	struct reading front = near_front(f->k), tail = near_tail(f->k);
	struct reading sound = near_sound(f->k);
	int most = most_of(w->plain.n);

	if (most > 0) {
		walk(f, w->plain, most, &front);
		walk(f, w->plain, most, &tail);
	}
	if (w->sound.n >= MATCH_SOUND_LETTERS)
		walk(f, w->sound, MATCH_SOUND_BUDGET, &sound);
}

/* So little may differ that one half is the same. */
static void take_halves(struct finding *f)
{
	struct reading front = near_front(f->k), tail = near_tail(f->k);
	int most = match_budget(f->asked.plain.n + 1);
	char buf[MATCH_LETTERS];
	struct slice plain = near_turned(&front, f->asked.plain, buf);
	size_t half = plain.n / 2;

	if (half < 2)
		return;
	front.ways = 0;
	tail.ways = WALK_BACK;
	near_narrow(&front, slice_make(plain.p, half), false);
	plain = near_turned(&tail, f->asked.plain, buf);
	near_narrow(&tail, slice_make(plain.p, plain.n - half), false);
	walk(f, f->asked.plain, most, &front);
	walk(f, f->asked.plain, most, &tail);
}

/* --- words without their vowels ------------------------------------------ */

/* A word that is written so is compared with those that are not. */
static void take_bones(struct finding *f)
{
	struct reading r = near_bones(f->k, !(f->asked.traits & WORD_ABJAD));
	char buf[MATCH_LETTERS];
	struct slice bones = match_bones(f->asked.plain, buf);

	if (bones.n < 2 || f->failed)
		return;
	if (bones.n >= BONES_NEAR && f->reach == LIKE_ALL) {
		walk(f, bones, most_of(bones.n), &r);
		return;
	}
	near_narrow(&r, bones, true);
	for (size_t i = r.first; i < r.end && !f->failed; i++)
		take(f, r.word[i]);
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

/* Letters that may stand for the word. */
static void take_initials(struct finding *f)
{
	if (f->asked.plain.n < 2 || f->asked.sound.n == 0)
		return;
	take_spelt(f, slice_make(f->asked.plain.p, 1));
	take_sounding(f, slice_make(f->asked.sound.p, 1));
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
		take_initials(f);
	}
	if (f->reach >= LIKE_BONES)
		take_bones(f);
	if (f->asked.traits & WORD_SIGNS)
		return;
	if (f->reach == LIKE_JOINED)
		take_halves(f);
	else if (f->reach == LIKE_ALL)
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
