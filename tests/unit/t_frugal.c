/* Bytes to the terminal for one key, by the real program: no more than the bar,
 * which is what the best of the peers sends. No clock: the line becomes quiet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/ptykit.h"

enum { PEOPLE = 77 };

static const struct {
	int rows, cols;
	bool cyrillic;
	size_t move, page;	/* the best peer's, where no line is slow */
} sizes[] = {
	{ 24, 80,  false, 233, 1902 },
	{ 50, 200, false, 395, 6568 },
	{ 24, 80,  true,  233, 1902 },
	{ 50, 200, true,  395, 6568 },
};
enum { SIZES = sizeof(sizes) / sizeof(sizes[0]) };

enum { FRUGAL_MOVE = 40, SHORT_MOVE = 163 };

/* Invented, and of many lengths, as names are. */
static const char *const first[][7] = {
	{ "Adela", "Bartasz", "Cecylia", "Ihar", "Emilia Alaksandrauna", "Jan",
	  "Valancina" },
	{ "Адэля", "Барташ", "Цэцылія", "Ігар", "Эмілія Аляксандраўна", "Ян",
	  "Валянціна" },
};
static const char *const last[][11] = {
	{ "Vydumany", "Prykladny", "Nihto", "Kazachny", "Dub", "Zialony-Les",
	  "Vosk", "Maliavany", "Uzorny", "Hrybnik", "Lipavy" },
	{ "Выдуманы", "Прыкладны", "Ніхто", "Казачны", "Дуб", "Зялёны-Лес",
	  "Воск", "Маляваны", "Узорны", "Грыбнік", "Ліпавы" },
};
static const char *const role[] = {
	"journalist", "human rights defender", "student", "lawyer",
	"businessperson",
};

static void begin(struct run *r, size_t i, const char *const (*env)[2])
{
	struct str csv = STR_INIT(1 << 16);
	bool c = sizes[i].cyrillic;

	pty_prepare(r);
	pty_conf(r, "settings.conf", "clock = false\nrefresh = \"never\"\n");
	str_addz(&csv, "Name,Role,Detention Duration,Released\n");
	for (int n = 0; n < PEOPLE; n++)
		str_addf(&csv, "%s %s,%s,%d months,%d-%02d-%02d\n",
			 first[c][n % 7], last[c][n % 11], role[n % 5],
			 2 + n % 37, 2012 + n % 13, 1 + n % 12, 1 + n % 28);
	pty_file(r, "more.csv", str_cstr(&csv));
	pty_thaw(r, "import --format csv --source more more.csv");
	for (size_t k = 0; env && k < 4; k++)
		memcpy(r->env[k], env[k], sizeof(r->env[k]));
	pty_start(r, sizes[i].rows, sizes[i].cols, "C.UTF-8", false);
	pty_await(r, "Bialiatski", false, START_MS);
	str_free(&csv);
}

static size_t press(struct run *r, const char *key)
{
	size_t before;

	pty_settle(r);
	before = r->sent.n;
	pty_press(r, key);
	pty_settle(r);
	return r->sent.n - before;
}

static void end(struct run *r)
{
	press(r, "\033");
	pty_press(r, "Q");
	assert_int_equal(pty_finish(r), 0);
	pty_clean(r);
}

static void dump(const struct run *r, size_t n)
{
	const char *p = str_cstr(&r->sent) + r->sent.n - n;

	for (size_t i = 0; i < n; i++)
		print_message(p[i] == '\033' ? "^[" : p[i] < ' ' && p[i] >= 0 ?
			      "\\%03o" : "%c", (unsigned char)p[i]);
	print_message("\n");
}

static void at_most(const struct run *r, const char *what, size_t i,
		    size_t is, size_t most)
{
	print_message("%dx%d %s %s: %zu of %zu\n", sizes[i].cols,
		      sizes[i].rows, sizes[i].cyrillic ? "cyr" : "asc", what,
		      is, most);
	if (is > most)
		dump(r, is);
	assert_true(is <= most);
}

static const char *const ssh[4][2] = {
	{ "SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22" },
};

/* Where the list reaches over the whole width the terminal moves it, and one
 * row is written. */
static void scrolled(struct run *r, size_t i)
{
	for (int k = 0; k < 25; k++)
		press(r, "j");
	at_most(r, "frugal j at the end", i, press(r, "j"),
		sizes[i].cyrillic ? 170 : 110);
}

/* Over SSH by itself: the marker goes, and the hardware cursor with it. */
static void test_frugal_move(void **state)
{
	(void)state;
	for (size_t i = 0; i < SIZES; i++) {
		VTermPos before, after;
		struct run r;

		begin(&r, i, ssh);
		press(&r, "j");
		vterm_state_get_cursorpos(vterm_obtain_state(r.vt), &before);
		for (int k = 0; k < 3; k++)
			at_most(&r, "frugal j", i, press(&r, "j"),
				FRUGAL_MOVE);
		at_most(&r, "frugal k", i, press(&r, "k"), FRUGAL_MOVE);
		vterm_state_get_cursorpos(vterm_obtain_state(r.vt), &after);
		assert_int_equal(after.row, before.row + 2);
		assert_int_equal(after.col, before.col);
		at_most(&r, "frugal page", i, press(&r, "\033[6~"),
			sizes[i].page);
		if (sizes[i].cols == 80)
			scrolled(&r, i);
		end(&r);
	}
}

static void test_move_and_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < SIZES; i++) {
		struct run r;

		begin(&r, i, NULL);
		press(&r, "j");
		at_most(&r, "j", i, press(&r, "j"), sizes[i].move);
		at_most(&r, "k", i, press(&r, "k"), sizes[i].move);
		at_most(&r, "page", i, press(&r, "\033[6~"), sizes[i].page);
		end(&r);
	}
}

/* Three rows, as a desk of one case has, beside the best peer, whose bar is as
 * long as its text. */
static void test_short_list(void **state)
{
	struct run r;

	(void)state;
	pty_prepare(&r);
	pty_conf(&r, "settings.conf", "clock = false\n");
	pty_start(&r, 24, 80, "C.UTF-8", false);
	pty_await(&r, "Bialiatski", false, START_MS);
	press(&r, "j");
	at_most(&r, "short list j", 0, press(&r, "j"), SHORT_MOVE);
	at_most(&r, "short list k", 0, press(&r, "k"), SHORT_MOVE);
	end(&r);
}

static bool same(const VTermScreenCell *a, const VTermScreenCell *b)
{
	return a->chars[0] == b->chars[0] &&
	       a->attrs.bold == b->attrs.bold &&
	       a->attrs.underline == b->attrs.underline &&
	       a->attrs.reverse == b->attrs.reverse &&
	       vterm_color_is_equal(&a->fg, &b->fg);
}

/* What is another than before, three ways to count it. */
struct change {
	size_t cells;		/* that are another */
	size_t strict;		/* bytes of their text */
	size_t loose;		/* of all from the first to the last of a row:
				 * who sends less goes over what stands */
};

static size_t text_bytes(const VTermScreenCell *c)
{
	uint32_t cp = c->chars[0];

	return cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
}

static struct change changed(const VTermScreenCell *a,
			     const VTermScreenCell *b, int rows, int cols)
{
	struct change n = { 0, 0, 0 };

	for (int y = 0; y < rows; y++, a += cols, b += cols) {
		int from = 0, to = cols;

		while (from < cols && same(&a[from], &b[from]))
			from++;
		while (to > from && same(&a[to - 1], &b[to - 1]))
			to--;
		for (int x = from; x < to; x++) {
			bool is = !same(&a[x], &b[x]);

			n.cells += is;
			n.strict += is ? text_bytes(&b[x]) : 0;
			n.loose += text_bytes(&b[x]);
		}
	}
	return n;
}

/* The first letter leaves rows out all over the list. Where a pane beside keeps
 * the terminal from moving rows, or a letter has two bytes, less than half of a
 * row's cells change, in ten places, and to go to each is as much again. */
static bool scattered(size_t i, int k)
{
	return k == 0 && (sizes[i].cols > 80 || sizes[i].cyrillic);
}

static void test_filter_letter(void **state)
{
	static const char *const typed[][3] = {
		{ "v", "y", "d" }, { "в", "ы", "д" },
	};

	(void)state;
	for (size_t i = 0; i < SIZES; i++) {
		struct run r;

		begin(&r, i, NULL);
		press(&r, "/");
		for (int k = 0; k < 3; k++) {
			VTermScreenCell *a = pty_cells(&r), *b;
			size_t is = press(&r, typed[sizes[i].cyrillic][k]);
			struct change n;

			b = pty_cells(&r);
			n = changed(a, b, sizes[i].rows, sizes[i].cols);
			print_message("%zu cells; %.2f bytes a cell, %.2f a "
				      "byte of them, %.2f of all between\n",
				      n.cells, (double)is / (double)n.cells,
				      (double)is / (double)n.strict,
				      (double)is / (double)n.loose);
			at_most(&r, typed[sizes[i].cyrillic][k], i, is,
				(scattered(i, k) ? n.loose : n.strict) *
				13 / 10);
			free(a);
			free(b);
		}
		end(&r);
	}
}

static void test_idle(void **state)
{
	struct run r;

	(void)state;
	begin(&r, 0, NULL);
	pty_settle(&r);
	for (int i = 0; i < 5; i++) {
		size_t before = r.sent.n;

		pty_settle(&r);
		assert_int_equal(r.sent.n, before);
	}
	end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_frugal_move),
		cmocka_unit_test(test_move_and_page),
		cmocka_unit_test(test_short_list),
		cmocka_unit_test(test_filter_letter),
		cmocka_unit_test(test_idle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
