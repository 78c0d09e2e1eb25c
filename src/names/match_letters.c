/* How alike two words are by their letters. */
#include "names/match_letters.h"

#include "names/match.h"

enum {
	COST_WEIGHT = 1250,	/* what is lost where every letter differs */
	/* Costs of one step, of 100 for a letter exchanged for any other. */
	COST_LETTER = 100, COST_VOWELS = 45, COST_KIN = 55, COST_TWICE = 25,
	COST_H = 40, COST_VOWEL = 65, COST_TURNED = 80,
	COST_FIRST = 110, COST_FIRST_LACKS = 130,	/* nobody mistypes the first letter */
};

#define K(c) ((uint32_t)1 << ((c) - 'a'))

/* Letters that the languages of the lists write for one sound: c k q g x,
 * s z c x, t s z, d t, b p, b v, v w u f, g h, k h, y j i, g j, j z, m n, l r;
 * and l u, since Belarusian has made one of the other (Tolstoi, Taustoi). */
static const uint32_t kin[26] = {
	['b' - 'a'] = K('p') | K('v'),
	['c' - 'a'] = K('g') | K('k') | K('q') | K('s') | K('x') | K('z'),
	['d' - 'a'] = K('t'),
	['f' - 'a'] = K('u') | K('v') | K('w'),
	['g' - 'a'] = K('c') | K('h') | K('j') | K('k') | K('q') | K('x'),
	['h' - 'a'] = K('g') | K('k'),
	['i' - 'a'] = K('j') | K('y'),
	['j' - 'a'] = K('g') | K('i') | K('y') | K('z'),
	['k' - 'a'] = K('c') | K('g') | K('h') | K('q') | K('x'),
	['l' - 'a'] = K('r') | K('u'),
	['m' - 'a'] = K('n'),
	['n' - 'a'] = K('m'),
	['p' - 'a'] = K('b'),
	['q' - 'a'] = K('c') | K('g') | K('k') | K('x'),
	['r' - 'a'] = K('l'),
	['s' - 'a'] = K('c') | K('t') | K('x') | K('z'),
	['t' - 'a'] = K('d') | K('s') | K('z'),
	['u' - 'a'] = K('f') | K('l') | K('v') | K('w'),
	['v' - 'a'] = K('b') | K('f') | K('u') | K('w'),
	['w' - 'a'] = K('f') | K('u') | K('v'),
	['x' - 'a'] = K('c') | K('g') | K('k') | K('q') | K('s') | K('z'),
	['y' - 'a'] = K('i') | K('j'),
	['z' - 'a'] = K('c') | K('j') | K('s') | K('t') | K('x'),
};

static const uint32_t vowels =
	K('a') | K('e') | K('i') | K('o') | K('u') | K('y');

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static uint32_t letter_bit(char c)
{
	return is_letter(c) ? K(c) : 0;
}

static bool is_vowel(char c)
{
	return (vowels & letter_bit(c)) != 0;
}

static uint32_t kin_of(char c)
{
	return is_letter(c) ? kin[c - 'a'] : 0;
}

static int exchange(char a, char b)
{
	if (a == b)
		return 0;
	if (is_vowel(a) && is_vowel(b))
		return COST_VOWELS;
	return kin_of(a) & letter_bit(b) ? COST_KIN : COST_LETTER;
}

/* A letter that one word has at `at` and the other lacks. */
static int lack(struct slice s, size_t at, unsigned ways)
{
	char c = s.p[at], before = at > 0 ? s.p[at - 1] : '\0';
	char behind = at + 1 < s.n ? s.p[at + 1] : '\0';

	if (before == c || behind == c)
		return COST_TWICE;
	if (ways & WALK_BACK ? at + 1 == s.n : at == 0)
		return is_vowel(c) ? COST_LETTER : COST_FIRST_LACKS;
	if (kin_of(c) & (letter_bit(before) | letter_bit(behind)))
		return COST_KIN;
	if (c == 'h' && !(ways & WALK_SOUND))
		return COST_H;
	return is_vowel(c) ? COST_VOWEL : COST_LETTER;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

void walk_begin(struct letters_walk *w, struct slice to, int most,
		unsigned ways)
{
	size_t half = ways & WALK_HALF ? to.n / 2 : 0;
	/* What costs more than this in front costs no more behind. */
	int of_half = (most - 1) / 2;

	if (ways & WALK_BACK) {
		half = to.n - half;
		of_half = most / 2;
	}
	w->to = to;
	w->ways = ways;
	w->rows = 0;
	w->made = 0;
	w->row[0][0] = 0;
	for (size_t k = 0; k < WALK_CELLS; k++)
		w->limit[k] = (int16_t)(k > to.n ? INT16_MIN :
					ways & WALK_HALF && k <= half ?
					of_half : most);
	for (size_t k = 0; k < to.n; k++) {
		int cost = w->row[0][k];

		w->lacks[k] = (int16_t)lack(to, k, ways);
		cost += w->lacks[k];
		w->row[0][k + 1] = (int16_t)(cost > w->limit[k + 1] ?
					     WALK_NONE : cost);
	}
}

/* What it costs to write the letter for each of `to`: asked for again and
 * again where there are many words. */
static const int16_t *exchanges(struct letters_walk *w, char c,
				int16_t other[WALK_CELLS])
{
	int16_t *out = is_letter(c) ? w->exchange[c - 'a'] : other;
	uint64_t places = 0;

	if (is_letter(c) && (w->made & K(c)))
		return out;
	for (size_t k = 0; k < w->to.n; k++) {
		out[k] = (int16_t)exchange(c, w->to.p[k]);
		places |= (uint64_t)(c == w->to.p[k]) << k;
	}
	if (is_letter(c)) {
		w->made |= K(c);
		w->places[c - 'a'] = places;
	}
	return out;
}

typedef int16_t cells __attribute__((vector_size(16)));
typedef uint16_t bits __attribute__((vector_size(16)));

static cells load(const int16_t *from)
{
	cells out;

	memcpy(&out, from, sizeof(out));
	return out;
}

/* Those behind the word were never set, and may come to anything. */
static cells sum(cells a, cells b)
{
	return (cells)((bits)a + (bits)b);
}

/* Eight cells at once, without what is written besides; false where none is
 * within its limit, as in most rows. */
static bool above(const struct letters_walk *w, const int16_t *last,
		  const int16_t *costs, int lacking, int16_t *out)
{
	cells any = { 0 };
	uint64_t half[2];

	for (size_t k = 0; k < w->to.n; k += sizeof(cells) / sizeof(*out)) {
		cells a = sum(load(last + k), load(costs + k));
		cells b = sum(load(last + k + 1),
			      (cells){ 0 } + (int16_t)lacking);
		cells less = a < b, c = (a & less) | (b & ~less);

		any |= c <= load(w->limit + k + 1);
		memcpy(out + k, &c, sizeof(c));
	}
	memcpy(half, &any, sizeof(half));
	return (half[0] | half[1]) != 0;
}

/* Two letters turned are one mistake: false where there are none. */
static bool turn(const struct letters_walk *w, struct slice s, size_t i,
		 int16_t *out)
{
	char c = s.p[i], before = i > 0 ? s.p[i - 1] : '\0';
	uint64_t at;

	if (!is_letter(c) || !is_letter(before) || c == before ||
	    !(w->made & K(before)))
		return false;
	at = w->places[c - 'a'] << 1 & w->places[before - 'a'];
	for (uint64_t rest = at; rest; rest &= rest - 1) {
		int k = __builtin_ctzll(rest);

		out[k] = (int16_t)least(out[k], w->row[i - 1][k - 1] +
						COST_TURNED);
	}
	return at != 0;
}

/* Only of the letters with which the words begin. */
static bool are_first(const struct letters_walk *w, struct slice s, size_t i,
		      size_t k)
{
	return w->ways & WALK_BACK ? i + 1 == s.n && k + 1 == w->to.n :
				     i == 0 && k == 0;
}

/* What is written besides, from cell to cell. */
static bool beside(const struct letters_walk *w, const int16_t *up, int left,
		   int16_t *now)
{
	bool any = left < WALK_NONE;

	now[0] = (int16_t)left;
	for (size_t k = 0; k < w->to.n; k++) {
		left = least(up[k], left + w->lacks[k]);
		left = left > w->limit[k + 1] ? WALK_NONE : left;
		now[k + 1] = (int16_t)left;
		any |= left < WALK_NONE;
	}
	return any;
}

/* The row of letter i of `s`, from the two before; false where nothing in it
 * is within the limits. */
static bool walk_row(struct letters_walk *w, struct slice s, size_t i)
{
	int16_t other[WALK_CELLS], up[WALK_CELLS];
	const int16_t *last = w->row[i], *costs = exchanges(w, s.p[i], other);
	int lacking = lack(s, i, w->ways), left = last[0] + lacking;
	size_t first = w->ways & WALK_BACK ? w->to.n - 1 : 0;
	bool any = above(w, last, costs, lacking, up);

	if (w->to.n > 0 && are_first(w, s, i, first) &&
	    costs[first] == COST_LETTER)
		up[first] = (int16_t)least(last[first] + COST_FIRST,
					   last[first + 1] + lacking);
	any |= turn(w, s, i, up);
	left = left > w->limit[0] ? WALK_NONE : left;
	return (any || left < WALK_NONE) && beside(w, up, left, w->row[i + 1]);
}

/* A row asks for the letter behind its own too. */
int walk_cost(struct letters_walk *w, struct slice s, bool open, size_t same,
	      size_t *dead)
{
	size_t n = s.n - (open && s.n > 0);

	*dead = SIZE_MAX;
	if (same == 0)
		w->rows = 0;
	else if (w->rows > same - 1)
		w->rows = same - 1;
	for (size_t i = w->rows; i < n; i++) {
		bool any = walk_row(w, s, i);

		w->rows = i + 1;
		if (!any) {
			*dead = i + 2;
			return WALK_NONE;
		}
	}
	return open ? WALK_ON : w->row[s.n][w->to.n];
}

/* What it costs to write `b` for `a`; WALK_NONE where that is more. */
static int cost_of(struct slice a, struct slice b, int most, bool sound)
{
	struct letters_walk w;
	size_t dead;

	walk_begin(&w, b, most, sound ? WALK_SOUND : 0);
	return walk_cost(&w, a, false, 0, &dead);
}

/* How much may differ in words of so many letters: a short word is soon
 * another. */
int match_budget(size_t n)
{
	if (n <= 2)
		return 0;
	if (n == 3)
		return 65;
	if (n <= 5)
		return 110;
	if (n <= 8)
		return 150;
	return n <= 11 ? 190 : 230;
}

static uint32_t letters_of(struct slice s)
{
	uint32_t set = 0;

	for (size_t i = 0; i < s.n; i++)
		if (is_letter(s.p[i]))
			set |= K(s.p[i]);
	return set;
}

/* A letter that the other word has nowhere is exchanged or left out: cheap to
 * see, and true of most words. */
static int least_cost(struct slice a, struct slice b)
{
	uint32_t x = letters_of(a), y = letters_of(b);
	int p = __builtin_popcount(x & ~y), q = __builtin_popcount(y & ~x);

	return COST_H * (p > q ? p : q);
}

static struct slice front(struct slice s)
{
	return slice_make(s.p, s.n > MATCH_LETTERS ? MATCH_LETTERS : s.n);
}

static int match(struct slice a, struct slice b, int allowed, bool sound)
{
	size_t n = a.n > b.n ? a.n : b.n, less = a.n > b.n ? b.n : a.n;
	int cost;

	if (n == 0 || (int)(n - less) * COST_TWICE > allowed)
		return 0;
	if (least_cost(a, b) > allowed)
		return 0;
	cost = cost_of(front(a), front(b), allowed, sound);
	if (cost > allowed)
		return 0;
	return MATCH_ALL - cost * COST_WEIGHT / (int)(n * COST_LETTER);
}

int letters_match(struct slice a, struct slice b, int allowed)
{
	return match(a, b, allowed, false);
}

int letters_apart(struct slice a, struct slice b, int most)
{
	int row[2][MATCH_LETTERS + 1], *last = row[0], *now = row[1];

	a = front(a);
	b = front(b);
	for (size_t k = 0; k <= b.n; k++)
		last[k] = (int)k;
	for (size_t i = 0; i < a.n; i++) {
		int *swap, low = now[0] = (int)i + 1;

		for (size_t k = 0; k < b.n; k++) {
			int c = last[k] + (a.p[i] != b.p[k]);

			c = least(c, last[k + 1] + 1);
			now[k + 1] = least(c, now[k] + 1);
			low = least(low, now[k + 1]);
		}
		if (low > most)
			return most + 1;
		swap = last;
		last = now;
		now = swap;
	}
	return least(last[b.n], most + 1);
}

int letters_near(struct slice a, struct slice b)
{
	return match(a, b, match_budget(a.n > b.n ? a.n : b.n), false);
}

/* The sound has forgiven what is usual: one letter more, of a long word. */
int letters_near_sound(struct slice a, struct slice b)
{
	if (a.n < MATCH_SOUND_LETTERS || b.n < MATCH_SOUND_LETTERS)
		return 0;
	return match(a, b, MATCH_SOUND_BUDGET, true) * 96 / 100;
}

struct slice match_bones(struct slice s, char buf[MATCH_LETTERS])
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < MATCH_LETTERS; i++) {
		char c = s.p[i];

		if (is_vowel(c) || c == 'w' || c == 'j' ||
		    (n > 0 && buf[n - 1] == c))
			continue;
		buf[n++] = c;
	}
	return slice_make(buf, n);
}
