/* Themes: contrast, colours as the terminal has them, theme.conf; what goes to
 * the clipboard and into a link. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/osc.h"
#include "ui/term_caps.h"
#include "ui/theme.h"

/* --- contrast, as WCAG 2 reckons it --- */

static double part(unsigned rgb, int shift)
{
	double v = (double)(rgb >> shift & 0xFF) / 255;

	return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double light(unsigned rgb)
{
	return 0.2126 * part(rgb, 16) + 0.7152 * part(rgb, 8) +
	       0.0722 * part(rgb, 0);
}

static double contrast(unsigned a, unsigned b)
{
	double x = light(a), y = light(b);

	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void enough(unsigned ink, unsigned ground)
{
	if (contrast(ink, ground) < 4.5)
		print_error("%06x on %06x: %.2f\n", ink, ground,
			    contrast(ink, ground));
	assert_true(contrast(ink, ground) >= 4.5);
}

/* Exact colours, those of 256 that stand for them, and the 16 as xterm has
 * them, each on the background that the theme is for. */
static void test_contrast(void **state)
{
	static const struct {
		enum theme_kind kind;
		unsigned ground, plain;
	} themes[] = {
		{ THEME_DARK,  DARK_GROUND,  0x000000 },
		{ THEME_LIGHT, LIGHT_GROUND, 0xFFFFFF },
	};

	(void)state;
	assert_true(contrast(0, 0xFFFFFF) > 20.9);	/* 21 : 1 */
	for (size_t i = 0; i < 2; i++) {
		struct theme t;
		int inked = 0;

		theme_init(&t, themes[i].kind);
		for (int r = 0; r < ROLE_COUNT; r++) {
			unsigned rgb = (unsigned)t.ink[r].exact & 0xFFFFFF;

			if (t.ink[r].exact == INK_OWN)
				continue;
			inked++;
			enough(rgb, themes[i].ground);
			enough(colour_rgb(colour_nearest(rgb, 16, 256)),
			       themes[i].ground);
			enough(colour_rgb(t.ink[r].basic), themes[i].plain);
		}
		assert_true(inked >= 8);
	}
}

/* Nothing is told by colour alone: without it, what calls for attention has a
 * look of its own. */
static void test_mono(void **state)
{
	struct theme t;

	(void)state;
	theme_init(&t, THEME_MONO);
	for (int r = 0; r < ROLE_COUNT; r++) {
		char ink[INK_BYTES];

		theme_ink(&t, (enum role)r, 1 << 24, ink);
		assert_null(strchr(ink, '3'));
		assert_int_equal(t.ink[r].look, roles[r].look);
	}
	assert_true(t.ink[ROLE_CURSOR].look & LOOK_REVERSE);
	assert_true(t.ink[ROLE_MATCH].look & LOOK_LINE);
	assert_true(t.ink[ROLE_LINK].look & LOOK_LINE);
}

static const struct {
	const char *conf;
	int colours;
	const char *ink;	/* of the role "star" */
} inks[] = {
	{ "star = #ff0000 bold", 1 << 24, "1;38;2;255;0;0" },
	{ "star = #ff0000 bold", 256, "1;38;5;196" },
	{ "star = #ff0000 bold", 16,  "1;91" },
	{ "star = #ff0000",      8,   "1;31" },
	{ "star = #ff0000 bold", 0,   "1" },
	{ "star = 208",          256, "38;5;208" },
	{ "star = 208",          16,  "33" },
	{ "star = red underline", 256, "4;31" },
	{ "STAR = bright-red",   1 << 24, "91" },
	{ "star = default dim",  256, "2" },
	{ "star = plain",        256, "" },
	{ "star =",              256, "" },
	{ "# no\n\n  star = reverse  ", 8, "7" },
	{ "",                    8,   "1;33" },
};

static void test_conf(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(inks) / sizeof(inks[0]); i++) {
		struct err e = { 0 };
		char ink[INK_BYTES];
		struct theme t;

		theme_init(&t, THEME_AUTO);
		assert_int_equal(theme_conf(&t, slice_of(inks[i].conf),
					    "theme.conf", &e), 0);
		theme_ink(&t, ROLE_STAR, inks[i].colours, ink);
		assert_string_equal(ink, inks[i].ink);
	}
}

static const struct {
	const char *conf, *why;
} bad[] = {
	{ "star",           "theme.conf:1: expected" },
	{ "\nmoon = red",   "theme.conf:2: no role is called 'moon'" },
	{ "star = pink",    "theme.conf:1: no colour or look is called 'pink'" },
	{ "star = 256",     "no colour or look is called '256'" },
	{ "star = #12345",  "no colour or look is called '#12345'" },
	{ "star = #12345g", "no colour or look is called '#12345g'" },
};

static void test_bad_conf(void **state)
{
	struct str big = STR_INIT(1 << 20);
	struct err e = { 0 };
	struct theme t, was;

	(void)state;
	theme_init(&t, THEME_DARK);
	was = t;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err_clear(&e);
		assert_int_equal(theme_conf(&t, slice_of(bad[i].conf),
					    "theme.conf", &e), -1);
		assert_non_null(strstr(e.msg, bad[i].why));
		assert_memory_equal(&t, &was, sizeof(t));
	}
	while (big.n <= THEME_BYTES)
		str_addz(&big, "star = red\n");
	err_clear(&e);
	assert_int_equal(theme_conf(&t, str_slice(&big), "t", &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	str_free(&big);
}

static void test_ground(void **state)
{
	(void)state;
	assert_true(colour_dark(0x000000));
	assert_true(colour_dark(0x002B36));
	assert_false(colour_dark(0xFFFFFF));
	assert_false(colour_dark(0xFDF6E3));
}

/* --- words to the terminal --- */

static const char *env_is[8][2];

static const char *env(const char *name)
{
	for (size_t i = 0; i < 8 && env_is[i][0]; i++)
		if (strcmp(env_is[i][0], name) == 0)
			return env_is[i][1];
	return NULL;
}

static const struct {
	const char *env[3][2];
	bool links;
	enum osc_through through;
} places[] = {
	{ { { "TERM", "xterm-256color" } }, false, OSC_STRAIGHT },
	{ { { "TERM", "xterm-256color" }, { "VTE_VERSION", "7600" } }, true,
	  OSC_STRAIGHT },
	{ { { "TERM", "xterm-256color" }, { "VTE_VERSION", "4200" } }, false,
	  OSC_STRAIGHT },
	{ { { "TERM", "xterm-kitty" } }, true, OSC_STRAIGHT },
	{ { { "TERM", "xterm-256color" }, { "TERM_PROGRAM", "WezTerm" } },
	  true, OSC_STRAIGHT },
	{ { { "TERM", "tmux-256color" }, { "TMUX", "/tmp/x" } }, true,
	  OSC_TMUX },
	{ { { "TERM", "screen-256color" }, { "TMUX", "/tmp/x" } }, false,
	  OSC_TMUX },
	{ { { "TERM", "screen" }, { "STY", "1.x" } }, false, OSC_SCREEN },
	{ { { "TERM", "linux" }, { "VTE_VERSION", "7600" } }, false,
	  OSC_STRAIGHT },
	{ { { "TERM", NULL } }, false, OSC_STRAIGHT },
};

static void test_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		memset(env_is, 0, sizeof(env_is));
		memcpy(env_is, places[i].env, sizeof(places[i].env));
		assert_int_equal(term_links(env), places[i].links);
		assert_int_equal(osc_through(env), places[i].through);
	}
}

static void test_copy(void **state)
{
	struct str out = STR_INIT(1 << 20), big = STR_INIT(1 << 20);

	(void)state;
	assert_true(osc_copy(SLICE("Бяляцкі"), OSC_STRAIGHT, &out));
	assert_string_equal(str_cstr(&out), "\033]52;c;0JHRj9C70Y/RhtC60ZY="
			    "\a");
	str_clear(&out);
	assert_true(osc_copy(SLICE("ab"), OSC_TMUX, &out));
	assert_string_equal(str_cstr(&out), "\033]52;c;YWI=\a"
			    "\033Ptmux;\033\033]52;c;YWI=\a\033\\");
	str_clear(&out);
	assert_true(osc_copy(SLICE(""), OSC_SCREEN, &out));
	assert_string_equal(str_cstr(&out), "\033P\033]52;c;\a\033\\");
	while (big.n < COPY_BYTES)
		str_addc(&big, 'x');
	str_clear(&out);
	assert_true(osc_copy(str_slice(&big), OSC_STRAIGHT, &out));
	assert_true(out.n > 100 << 10 && out.n < (100 << 10) + 16);
	str_addc(&big, 'x');
	str_clear(&out);
	assert_false(osc_copy(str_slice(&big), OSC_STRAIGHT, &out));
	assert_int_equal(out.n, 0);
	str_free(&out);
	str_free(&big);
}

static const struct {
	const char *url, *safe;		/* NULL: no link */
} links[] = {
	{ "https://example.org/a?b=c#d", "https://example.org/a?b=c#d" },
	{ "HTTP://example.org/", "HTTP://example.org/" },
	{ "mailto:a@example.org", "mailto:a@example.org" },
	{ "https://example.org/\033\\\a", "https://example.org/%1B%5C%07" },
	{ "https://example.org/я \"x\"",
	  "https://example.org/%D1%8F%20%22x%22" },
	{ "javascript:alert(1)", NULL },
	{ "file:///etc/passwd", NULL },
	{ "ftp://example.org", NULL },
	{ "", NULL },
};

static void test_links(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		struct str out = STR_INIT(1 << 16);

		assert_int_equal(osc_link(slice_of(links[i].url), &out),
				 links[i].safe != NULL);
		assert_string_equal(str_cstr(&out), links[i].safe ?
				    links[i].safe : "");
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_mono),
		cmocka_unit_test(test_conf),
		cmocka_unit_test(test_bad_conf),
		cmocka_unit_test(test_ground),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_copy),
		cmocka_unit_test(test_links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
