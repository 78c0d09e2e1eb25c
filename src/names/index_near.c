#include "names/index_near.h"

/* --- readings ------------------------------------------------------------ */

struct reading near_front(const struct index_seeker *k)
{
	return (struct reading){
		.k = k, .fronts = k->fronts, .keys = k->keys,
		.end = k->ix->words, .ways = WALK_HALF,
	};
}

struct reading near_tail(const struct index_seeker *k)
{
	return (struct reading){
		.k = k, .word = k->by_tail, .fronts = k->tail_fronts,
		.keys = k->tail_keys, .end = k->ix->words,
		.ways = WALK_HALF | WALK_BACK,
	};
}

struct reading near_sound(const struct index_seeker *k)
{
	return (struct reading){
		.k = k, .word = k->by_sound, .fronts = k->sound_fronts,
		.keys = k->sound_keys, .end = k->ix->words,
		.ways = WALK_SOUND, .text = NEAR_SOUND,
	};
}

/* Those that are written so stand before all others. */
struct reading near_bones(const struct index_seeker *k, bool written_so)
{
	size_t lo = 0, n = k->ix->words, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		uint32_t word = k->by_bones[mid];

		if (word < n && (k->row[word].traits & WORD_ABJAD))
			lo = mid + 1;
		else
			hi = mid;
	}
	return (struct reading){
		.k = k, .word = k->by_bones, .fronts = k->bones_fronts,
		.keys = k->bones_keys, .first = written_so ? 0 : lo,
		.end = written_so ? lo : n, .text = NEAR_BONES,
	};
}

/* The first row from `lo` on whose first letters are not before the key. */
static size_t key_row(const struct reading *r, size_t lo, uint64_t key)
{
	size_t hi = r->end;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->keys[mid] < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void near_narrow(struct reading *r, struct slice text, bool all)
{
	size_t n = text.n < KEY_LETTERS ? text.n : KEY_LETTERS;
	size_t told = all && n < KEY_LETTERS ? n + 1 : n;
	uint64_t key = 0, rest;

	for (size_t i = 0; i < n; i++)
		key |= (uint64_t)(unsigned char)text.p[i] << (56 - 8 * i);
	rest = told == 0 ? UINT64_MAX : told == KEY_LETTERS ? 0 :
	       UINT64_MAX >> 8 * told;
	r->first = key_row(r, r->first, key);
	if ((key | rest) < UINT64_MAX)
		r->end = key_row(r, r->first, (key | rest) + 1);
}

/* --- walking ------------------------------------------------------------- */

typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16)));

/* The next row from `at` on that begins with fewer letters of the one before
 * it: most do not, where a front says that all behind it are too far. */
static size_t next_front(const uint8_t *fronts, size_t at, size_t n,
			 size_t below)
{
	bytes16 most, row;

	if (below > UINT8_MAX || (at < n && fronts[at] < below))
		return at;
	memset(&most, (int)below, sizeof(most));
	for (; at + sizeof(row) <= n; at += sizeof(row)) {
		words2 hit;

		memcpy(&row, fronts + at, sizeof(row));
		hit = (words2)(row < most);
		if (hit[0])
			return at + first_byte(hit[0]);
		if (hit[1])
			return at + 8 + first_byte(hit[1]);
	}
	while (at < n && fronts[at] >= below)
		at++;
	return at;
}

static struct slice front(struct slice s)
{
	return slice_make(s.p, s.n > MATCH_LETTERS ? MATCH_LETTERS : s.n);
}

struct slice near_turned(const struct reading *r, struct slice s,
			 char buf[MATCH_LETTERS])
{
	s = front(s);
	if (!(r->ways & WALK_BACK))
		return s;
	for (size_t i = 0; i < s.n; i++)
		buf[i] = s.p[s.n - 1 - i];
	return slice_make(buf, s.n);
}

static bool text_at(const struct reading *r, size_t row,
		    char buf[MATCH_LETTERS], struct slice *out)
{
	uint32_t word = r->word ? r->word[row] : (uint32_t)row;

	if (r->text == NEAR_SOUND) {
		if (!seeker_sound(r->k, word, out))
			return false;
		*out = front(*out);
		return true;
	}
	if (!seeker_plain(r->k, word, out))
		return false;
	*out = r->text == NEAR_BONES ? match_bones(*out, buf) :
				       near_turned(r, *out, buf);
	return true;
}

static struct slice key_text(uint64_t key, char buf[KEY_LETTERS])
{
	uint64_t bytes = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ?
				 __builtin_bswap64(key) : key;

	memcpy(buf, &bytes, sizeof(bytes));
	return slice_make(buf, key == 0 ? 0 : KEY_LETTERS -
			  (size_t)__builtin_ctzll(key) / 8);
}

/* Most rows are done with by their first letters. -1 where the file lies. */
static int cost_at(const struct reading *r, struct letters_walk *w,
		   size_t row, size_t *dead)
{
	size_t same = row == r->first ? 0 : r->fronts[row];
	char key[KEY_LETTERS], buf[MATCH_LETTERS];
	struct slice text, first = key_text(r->keys[row], key);
	int cost = walk_cost(w, first, first.n == KEY_LETTERS, same, dead);

	if (cost != WALK_ON)
		return cost;
	return text_at(r, row, buf, &text) ?
		       walk_cost(w, text, false, first.n, dead) : -1;
}

int near_walk(const struct reading *r, struct slice asked, int most,
	      near_fn *fn, void *ctx, struct err *e)
{
	struct letters_walk w;
	size_t dead;

	walk_begin(&w, asked, most, r->ways);
	for (size_t i = r->first; i < r->end;) {
		int cost = cost_at(r, &w, i, &dead);

		if (cost < 0)
			return index_lies(r->k->ix, e);
		if (cost <= most &&
		    fn(ctx, r->word ? r->word[i] : (uint32_t)i) < 0)
			return -1;
		i = next_front(r->fronts, i + 1, r->end, dead);
	}
	return 0;
}
