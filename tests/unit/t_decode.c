/* Bytes of a terminal: keys, the mouse, pastes, answers, and rubbish. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/decode.h"
#include "ui/keys.h"

/* What came out, in words: "Up a Esc <press 1 3,4> <paste x> <ground 0a0b0c>" */
static void say(const struct decoded *d, struct str *out)
{
	static const char *const kinds[] = { "press", "release", "drag", "up",
					     "down" };

	str_addz(out, out->n ? " " : "");
	switch (d->kind) {
	case DECODED_KEY:
		keycode_name(d->key, out);
		return;
	case DECODED_MOUSE:
		str_addf(out, "<%s %d %d,%d>", kinds[d->mouse.kind],
			 d->mouse.button, d->mouse.y, d->mouse.x);
		return;
	case DECODED_PASTE:
		str_addf(out, "<paste %.*s>", SLICE_ARG(d->paste));
		return;
	default:
		str_addf(out, "<ground %06x>", d->ground);
	}
}

/* `step` bytes at a time; then silence, until nothing is held. */
static void run(struct decode *d, struct slice bytes, size_t step,
		struct str *out)
{
	struct decoded ev;

	while (bytes.n > 0) {
		struct slice in = slice_make(bytes.p, bytes.n < step ?
					     bytes.n : step);

		bytes = slice_make(bytes.p + in.n, bytes.n - in.n);
		while (decode_next(d, &in, &ev))
			say(&ev, out);
	}
	while (decode_patience(d, false) >= 0)
		if (decode_silence(d, &ev))
			say(&ev, out);
}

static const struct {
	const char *bytes, *want;
} cases[] = {
	{ "aZ",                     "a Z" },
	{ "\xD0\x91\xE5\xB1\xB1",   "Б 山" },
	{ "\r\t\x7F",               "Enter Tab Backspace" },
	{ "\033",                   "Esc" },
	{ "\033\033[A",             "Esc Up" },
	{ "\033j",                  "Esc j" },
	{ "\033[A\033OB\033[1;5C",  "Up Down Right" },
	{ "\033[1;3D\033[1;3C\033[1;3A", "Alt-Left Alt-Right Up" },
	{ "\033[5~\033[6~\033[3~",  "PgUp PgDn Del" },
	{ "\033[H\033[4~\033[Z",    "Home End S-Tab" },
	{ "\033OP\033[15~\033[24~\033[[B", "F1 F5 F12 F2" },
	{ "\033Oj\033Op\033OM",     "* 0 Enter" },
	/* the mouse */
	{ "\033[<0;5;4M",           "<press 1 3,4>" },
	{ "\033[<0;5;4m",           "<release 1 3,4>" },
	{ "\033[<32;6;4M",          "<drag 1 3,5>" },
	{ "\033[<64;1;1M\033[<65;1;1M", "<up 0 0,0> <down 0 0,0>" },
	{ "\033[<4;5;4M",           "<press 1 3,4>" },
	{ "\033[<0;0;0M\033[<0;5M\033[<999;1;1Mq", "q" },
	{ "\033[M !!",              "<press 1 0,0>" },
	/* pastes: no key ever comes of them */
	{ "\033[200~a\r\nQ\tb\033[201~c", "<paste a Q b> c" },
	{ "\033[200~a\033[A\033[20b\033[201~", "<paste a[A[20b>" },
	{ "\033[200~\033\033[201~x",  "x" },
	{ "\033[200~cut off",        "<paste cut off>" },
	{ "\033[201~x",              "x" },
	/* answers */
	{ "\033]11;rgb:ffff/fefe/0a0a\033\\x", "<ground fffe0a> x" },
	{ "\033]11;rgb:1/2/3\ax",    "<ground 112233> x" },
	{ "\033]11;rgb:zz/2/3\ax",   "x" },
	{ "\033]10;rgb:1/2/3\ax",    "x" },
	{ "\033P1$r0m\033\\x\033_G\033\\y", "x y" },
	/* rubbish and halves */
	{ "\033[",                   "" },
	{ "\033[1;2",                "" },
	{ "\033]11;rgb:",            "" },
	{ "\033[?1;2c\033[I\033[Ox", "x" },
	{ "\033[\033[A",             "Up" },
	{ "\033[1\nx",               "^J x" },
	{ "\xFF\xC0\x80\xE5\xB1x",   "x" },
	{ "\xED\xA0\x80\xF4\x90\x80\x80x", "x" },
	{ "\xC2\x9B" "A",            "A" },
};

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (size_t step = 1; step < 9; step += 7) {
			struct str out = STR_INIT(1 << 16);
			struct decode d;

			decode_init(&d, true);
			run(&d, slice_of(cases[i].bytes), step, &out);
			assert_string_equal(str_cstr(&out), cases[i].want);
			decode_free(&d);
			str_free(&out);
		}
	}
}

/* A sequence without an end is passed over to its end, however long. */
static void test_too_long(void **state)
{
	static const char *const begins[] = { "\033[", "\033]11;", "\033P" };

	(void)state;
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		struct str in = STR_INIT(1 << 16), out = STR_INIT(1 << 10);
		struct decode d;

		str_addz(&in, begins[i]);
		for (int k = 0; k < 1000; k++)
			str_addz(&in, "12;");
		str_addz(&in, i ? "\ax" : "Ax");
		decode_init(&d, true);
		run(&d, str_slice(&in), 100, &out);
		assert_string_equal(str_cstr(&out), "x");
		decode_free(&d);
		str_free(&in);
		str_free(&out);
	}
}

static void test_large_paste(void **state)
{
	struct str in = STR_INIT(4 << 20);
	struct decoded ev;
	struct decode d;
	struct slice rest;

	(void)state;
	str_addz(&in, "\033[200~");
	for (int i = 0; i < 1 << 17; i++)
		str_addz(&in, "Q\nq\033[1~");
	str_addz(&in, "\033[201~z");
	decode_init(&d, true);
	rest = str_slice(&in);
	assert_true(decode_next(&d, &rest, &ev));
	assert_int_equal(ev.kind, DECODED_PASTE);
	assert_true(ev.paste.n > PASTE_BYTES / 2 && ev.paste.n <= PASTE_BYTES);
	assert_true(decode_next(&d, &rest, &ev));
	assert_int_equal(ev.key, 'z');
	assert_false(decode_next(&d, &rest, &ev));
	decode_free(&d);
	str_free(&in);
}

/* Keys that only this terminal has, from the database. */
static void test_own(void **state)
{
	struct str out = STR_INIT(100);
	struct decode d;

	(void)state;
	decode_init(&d, true);
	decode_own(&d, "\033[224z", KEYCODE_F1);
	decode_own(&d, "x", KEYCODE_F1);	/* a letter stays one */
	run(&d, SLICE("\033[224zx"), 1, &out);
	assert_string_equal(str_cstr(&out), "F1 x");
	decode_free(&d);
	str_free(&out);
}

/* Without UTF-8 bytes are what the locale says; in C they are nothing. */
static void test_other_locale(void **state)
{
	struct str out = STR_INIT(100);
	struct decode d;

	(void)state;
	setlocale(LC_ALL, "C");
	decode_init(&d, false);
	run(&d, SLICE("a\xD0\x91z"), 1, &out);
	assert_string_equal(str_cstr(&out), "a z");
	setlocale(LC_ALL, "C.UTF-8");
	decode_free(&d);
	str_free(&out);
}

static unsigned below(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % n;
}

/* Whatever comes, each event is whole, and it ends with nothing held. */
static void test_random(void **state)
{
	static const char parts[] = "\033\033\033[[]O<;M~mP201~200~\a\\;9A\x80"
				    "\xD0\x91q";
	uint64_t seed = 7;
	struct decode d;

	(void)state;
	decode_init(&d, true);
	for (int i = 0; i < 200000; i++) {
		struct decoded ev;
		char c = parts[below(&seed, sizeof(parts) - 1)];
		struct slice in = slice_make(&c, 1);

		while (decode_next(&d, &in, &ev)) {
			assert_true(ev.kind <= DECODED_GROUND);
			assert_true(ev.kind != DECODED_KEY ||
				    (ev.key > 0 && ev.key < KEYCODE_LAST));
			assert_true(ev.kind != DECODED_MOUSE ||
				    (ev.mouse.y >= 0 && ev.mouse.x >= 0));
			assert_true(ev.kind != DECODED_PASTE ||
				    !slice_has_control(ev.paste));
		}
		if (below(&seed, 50) == 0)
			while (decode_patience(&d, false) >= 0)
				decode_silence(&d, &ev);
	}
	decode_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_large_paste),
		cmocka_unit_test(test_own),
		cmocka_unit_test(test_other_locale),
		cmocka_unit_test(test_random),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
