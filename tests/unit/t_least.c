/* The least bytes: ways of the cursor against an emulator, plans of small rows
 * against a look at every way to send them, and rows that move. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <vterm.h>

#include "ui/paint_row.h"

static unsigned below(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % n;
}

/* --- ways --- */

enum { HIGH = 13, WIDE = 130 };

static void test_ways(void **state)
{
	VTerm *vt = vterm_new(HIGH, WIDE);
	uint64_t seed = 1;

	(void)state;
	vterm_screen_reset(vterm_obtain_screen(vt), 1);
	for (int i = 0; i < 20000; i++) {
		struct spot a = { (int)below(&seed, HIGH),
				  (int)below(&seed, WIDE) };
		struct spot b = { below(&seed, 2) ? a.y :
				  (int)below(&seed, HIGH),
				  (int)below(&seed, WIDE) };
		struct spot from = a;
		char bytes[WAY_BYTES];
		VTermPos at;
		int n;

		n = snprintf(bytes, sizeof(bytes), "\033[%d;%dH", a.y + 1,
			     a.x + 1);
		vterm_input_write(vt, bytes, (size_t)n);
		if (below(&seed, 8) == 0)
			from.x = -1;
		if (below(&seed, 16) == 0)
			from.y = from.x = -1;
		n = way(from, b, bytes);
		assert_in_range(n, 0, 9);
		if (from.y == b.y)
			assert_int_equal(n, way_along(from.x, b.x));
		vterm_input_write(vt, bytes, (size_t)n);
		vterm_state_get_cursorpos(vterm_obtain_state(vt), &at);
		assert_int_equal(at.row, b.y);
		assert_int_equal(at.col, b.x);
	}
	vterm_free(vt);
}

static void test_way_costs(void **state)
{
	static const struct {
		struct spot from, to;
		const char *bytes;
	} ways[] = {
		{ { 3, 5 },   { 3, 5 },   "" },
		{ { 3, 5 },   { 3, 6 },   "\033[C" },
		{ { 3, 5 },   { 3, 15 },  "\033[16G" },
		{ { 3, 99 },  { 3, 101 }, "\033[2C" },
		{ { 3, 5 },   { 3, 3 },   "\b\b" },
		{ { 3, 5 },   { 3, 0 },   "\r" },
		{ { 3, 5 },   { 4, 5 },   "\n" },
		{ { 3, 5 },   { 5, 0 },   "\n\n\r" },
		{ { 3, 5 },   { 2, 4 },   "\033M\b" },
		{ { 3, 5 },   { 0, 0 },   "\033[H" },
		{ { 9, 50 },  { 0, 20 },  "\033[;21H" },
		{ { -1, -1 }, { 2, 1 },   "\033[3;2H" },
		{ { 3, -1 },  { 3, 1 },   "\033[2G" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		char bytes[WAY_BYTES];
		int n = way(ways[i].from, ways[i].to, bytes);

		bytes[n] = '\0';
		assert_int_equal(n, strlen(ways[i].bytes));
		/* where two are as short, either is right */
		if (n != 5)
			assert_string_equal(bytes, ways[i].bytes);
	}
}

/* --- plans, against every way --- */

enum { COLS = 8, STATES = COLS << (COLS + 3), FAR = 200, INKS = 4 };

static const enum role inks[INKS] = { ROLE_TEXT, ROLE_CURSOR, ROLE_BAD,
				      ROLE_MATCH };

struct show {
	struct surface s;
	struct paint p;
	struct str out;
};

static void begin(struct show *w, bool erases)
{
	const struct paint_caps caps = { .late_wrap = true, .erases = erases };
	struct err e = { 0 };
	struct theme t;

	memset(w, 0, sizeof(*w));
	w->out = STR_INIT(1 << 16);
	assert_int_equal(surface_open(&w->s, 2, COLS, false, &e), 0);
	theme_init(&t, THEME_DARK);
	paint_init(&w->p, &caps);
	paint_dress(&w->p, &t, 16);
}

static void end(struct show *w)
{
	surface_free(&w->s);
	paint_free(&w->p);
	str_free(&w->out);
}

static void scribble(struct show *w, uint64_t *seed)
{
	unsigned n = 1 + below(seed, 4);

	for (unsigned i = 0; i < n; i++) {
		int x = (int)below(seed, COLS);
		int cells = 1 + (int)below(seed, COLS);
		enum role role = inks[below(seed, INKS)];
		bool blank = below(seed, 2);

		for (; cells-- > 0 && x < COLS; x++)
			surface_putz(&w->s, 1, x, 1, blank ? " " :
				     below(seed, 3) ? "x" : "y", role);
	}
	w->s.cursor_y = (int)below(seed, 2);
	w->s.cursor_x = (int)below(seed, COLS);
}

/* A state: which cells are right, where the cursor is, in which ink. Costs are
 * the bytes that led there. */
struct search {
	const struct show *w;
	unsigned char cost[STATES];
	bool back;		/* the cursor may go back */
	int end;		/* behind the last cell that is wrong */
};

static size_t state_of(unsigned right, int x, int ink)
{
	return ((size_t)right * COLS + (size_t)x) * INKS + (size_t)ink;
}

static bool is_mute(int ink)
{
	return !(roles[inks[ink]].look & (LOOK_REVERSE | LOOK_LINE));
}

static bool is_unseen(const struct search *f, int x)
{
	const struct cell *c = surface_at(&f->w->s, 1, x);
	unsigned look = roles[c->role].look;

	return c->text[0] == ' ' && !(look & (LOOK_REVERSE | LOOK_LINE));
}

static void reach(struct search *f, unsigned right, int x, int ink, int cost)
{
	size_t at = state_of(right, x, ink);

	if (x < COLS && cost < f->cost[at])
		f->cost[at] = (unsigned char)cost;
}

static void erase_all(struct search *f, unsigned right, int x, int ink,
		      int cost)
{
	unsigned is = right, wrong = 0;
	int tail = COLS;

	while (tail > 0 && is_unseen(f, tail - 1))
		tail--;

	for (int n = 1; x + n <= COLS; n++) {
		bool unseen = is_unseen(f, x + n - 1);

		is = unseen ? is | 1u << (x + n - 1) :
			      is & ~(1u << (x + n - 1));
		wrong += !unseen;
		if (f->w->p.caps.erases && (!wrong || x + n == f->end))
			reach(f, is, x, ink, cost + way_csi_bytes(n));
		if (x + n == COLS && (!wrong || tail <= f->end))
			reach(f, is, x, ink, cost + 3);
	}
}

/* All that can be done from there. */
static void leave(struct search *f, unsigned right, int x, int ink, int cost)
{
	const struct paint *p = &f->w->p;
	const struct cell *c = surface_at(&f->w->s, 1, x);
	bool fits = is_unseen(f, x) ? is_mute(ink) : c->role == inks[ink];
	unsigned bit = 1u << x, is = fits ? right | bit : right & ~bit;

	if (is + 1 == 1u << COLS)	/* there is nothing behind the last */
		reach(f, is, x, ink, cost + 1);
	reach(f, is, x + 1, ink, cost + 1);
	for (int to = f->back ? 0 : x + 1; to < COLS; to++)
		reach(f, right, to, ink, cost + way_along(x, to));
	for (int to = 0; to < INKS; to++)
		if (to != ink)
			reach(f, right, x, to, cost + 3 + (int)strlen(
			      p->change[inks[ink]][inks[to]]));
	if (is_mute(ink))
		erase_all(f, right, x, ink, cost);
}

static int search(struct search *f, unsigned right, int ink)
{
	const struct paint *p = &f->w->p;
	char bytes[WAY_BYTES];

	memset(f->cost, FAR, sizeof(f->cost));
	for (int x = 0; x < COLS; x++)
		reach(f, right, x, ink, way(p->hand.at, (struct spot){ 1, x },
					    bytes));
	for (int cost = 0; cost < FAR; cost++)
		for (size_t i = 0; i < STATES; i++) {
			if (f->cost[i] != cost)
				continue;
			right = (unsigned)(i / INKS / COLS);
			if (right + 1 == 1u << COLS)
				return cost;
			leave(f, right, (int)(i / INKS % COLS),
			      (int)(i % INKS), cost);
		}
	return FAR;
}

static unsigned right_now(const struct show *w)
{
	unsigned right = 0;

	for (int x = 0; x < COLS; x++)
		if (trial_look(&w->p, surface_at(&w->s, 1, x)) ==
		    trial_look(&w->p, &w->p.was[COLS + x]))
			right |= 1u << x;
	return right;
}

static size_t planned(struct show *w)
{
	struct trial t = { .p = &w->p, .s = &w->s, .hand = w->p.hand,
			   .out = &w->out };

	trial_compare(&w->p, &w->s, w->p.wet);
	str_clear(&w->out);
	trial_row(&t, 1);
	return w->out.n;
}

static void test_least(void **state)
{
	static struct search f;
	uint64_t seed = 7;
	size_t sent = 0, any = 0;

	(void)state;
	for (int i = 0; i < 400; i++) {
		unsigned right;
		struct show w;
		size_t is;
		int ink = 0;

		begin(&w, i & 1);
		scribble(&w, &seed);
		paint_frame(&w.p, &w.s, &w.out);
		scribble(&w, &seed);
		right = right_now(&w);
		is = planned(&w);
		f = (struct search){ .w = &w, .end = COLS };
		while (f.end > 0 && right >> (f.end - 1) & 1)
			f.end--;
		while (w.p.same[inks[ink]] != w.p.hand.role)
			ink++;
		if (right + 1 == 1u << COLS)
			assert_int_equal(is, 0);
		else
			assert_int_equal(is, search(&f, right, ink));
		sent += is;
		f.back = true;
		any += right + 1 == 1u << COLS ? 0 :
			(size_t)search(&f, right, ink);
		end(&w);
	}
	print_message("%zu bytes; %zu where the cursor may go back\n", sent,
		      any);
	assert_true(any <= sent);
}

/* --- rows that move --- */

enum { ROWS = 12 };

static void test_shift(void **state)
{
	static const struct {
		const char *was, *is, *map;
		size_t n;
	} moves[] = {
		{ "abcdefghijkl", "abcdefghijkl", "abcdefghijkl", 0 },
		{ "abcdefghijkl", "acdefghijklm", "acdefghijkl ", 1 },
		{ "abcdefghijkl", "aXbcdefghijl", "a bcdefghijl", 1 },
		{ "abcdefghijkl", "aXbcYdefghil", "a bc defghil", 2 },
		{ "abcdefghijkl", "acdfghijXYZl", "acdfghij  kl", 2 },
		{ "abcdefghijkl", "mnopqrstuvwx", "abcdefghijkl", 0 },
		{ "abcdefghijkl", "efghijklmnop", "efghijkl    ", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		unsigned short alike[ROWS * ROWS], blank[ROWS] = { 0 };
		struct shift s[SHIFTS];
		char is[ROWS + 1] = "";
		short map[ROWS];
		size_t n;

		for (int y = 0; y < ROWS; y++)
			for (int from = 0; from < ROWS; from++)
				alike[y * ROWS + from] = moves[i].is[y] ==
					moves[i].was[from] ? 40 : 0;
		n = shift_find(ROWS, alike, blank, map, s);
		assert_int_equal(n, moves[i].n);
		for (int y = 0; y < ROWS; y++)
			is[y] = map[y] < 0 ? ' ' : moves[i].was[map[y]];
		assert_string_equal(is, moves[i].map);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ways),
		cmocka_unit_test(test_way_costs),
		cmocka_unit_test(test_least),
		cmocka_unit_test(test_shift),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
