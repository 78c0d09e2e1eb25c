/* The screening pane: whole screens compared with golden files, and what keys
 * do to it. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/screenkit.h"

/* Names of keys and, in quotes, what is typed: "c 'ivan' Down". */
static void keys(struct fixture *b, const char *script)
{
	struct slice rest = slice_of(script), one;
	uint32_t key;

	while (slice_cut(&rest, ' ', &one)) {
		bool typed = one.n > 1 && one.p[0] == '\'';

		for (size_t i = 1; typed && i + 1 < one.n; i++) {
			screen_key(&b->screen, one.p[i] == '_' ? ' ' :
					       (unsigned char)one.p[i]);
			screen_draw(&b->screen, &b->surface);
		}
		if (typed)
			continue;
		assert_true(keycode_parse(one, &key));
		screen_key(&b->screen, key);
		screen_draw(&b->screen, &b->surface);
	}
}

static const struct {
	const char *name;
	int rows, cols;
	bool ascii, map;
	const char *script;
} golden[] = {
	{ "inquiry",         24,  80, false, true,  "c 'ivan_pryk'" },
	{ "inquiry-empty",   24,  80, false, false, "c" },
	{ "inquiry-wide",    40, 120, false, false, "c 'ivan' Down" },
	{ "inquiry-list",    24,  80, false, true,  "c 'ivan' Esc Down" },
	{ "inquiry-note",    24,  80, false, false, "c 'ivan' Esc n 'his_son'" },
	{ "inquiry-verdict", 24,  80, false, false,
	  "c 'ivan' Esc n 'his_son' Enter" },
	{ "inquiry-small",   12,  40, false, false, "c 'ivan'" },
	{ "inquiry-ascii",   24,  80, true,  false, "c 'ivan' Down Down" },
};

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(golden) / sizeof(golden[0]); i++) {
		struct fixture b;

		fix_begin(&b, golden[i].rows, golden[i].cols, golden[i].ascii);
		keys(&b, golden[i].script);
		fix_shown(&b, golden[i].map);
		golden_check(golden[i].name, str_slice(&b.dump));
		fix_end(&b);
	}
}

static void test_as_typed(void **state)
{
	struct fixture b;

	(void)state;
	fix_begin(&b, 24, 80, false);
	keys(&b, "c");
	assert_int_equal(b.canned.asked, 0);
	keys(&b, "'iv'");
	assert_int_equal(b.canned.asked, 2);
	fix_has(&b, "4 may be meant, 3 of them listed");
	keys(&b, "'_prykladau'");
	fix_has(&b, "1 may be meant");
	fix_has(&b, "eased by Article 5");
	fix_lacks(&b, "us-ofac-sdn");
	keys(&b, "^U 'nobody'");
	fix_has(&b, "0 may be meant");
	fix_has(&b, "nobody: that is no clearance");
	keys(&b, "^U 'broken'");
	fix_has(&b, "the index is damaged");
	keys(&b, "^U");
	fix_lacks(&b, "damaged");
	/* A pasted name is asked for once. */
	b.canned.asked = 0;
	screen_key(&b.screen, 'i');
	screen_key(&b.screen, 'v');
	screen_draw(&b.screen, &b.surface);
	assert_int_equal(b.canned.asked, 2);
	fix_end(&b);
}

static void test_what_is_beside_it(void **state)
{
	struct fixture b;

	(void)state;
	fix_begin(&b, 24, 80, false);
	keys(&b, "c 'ivan_born:1960_country:BY_kind:person'");
	assert_int_equal(b.canned.born, 1960);
	fix_has(&b, "4 may be meant");
	keys(&b, "Down F6 Enter");
	assert_string_equal(b.canned.query, "ivan");
	keys(&b, "'_country:Ruritania'");
	fix_has(&b, "country:Ruritania: nothing that could be compared");
	fix_end(&b);
}

static void test_moves_and_opens(void **state)
{
	struct fixture b;

	(void)state;
	fix_begin(&b, 24, 80, false);
	keys(&b, "c 'ivan'");
	fix_has(&b, "PRYKLAD, Ivan Ivanovich");
	keys(&b, "Enter");
	fix_has(&b, "Claims");
	keys(&b, "q");
	fix_has(&b, "Screen a name");
	fix_has(&b, "4 may be meant");
	keys(&b, "Down");
	fix_has(&b, "eased by Article 5");
	keys(&b, "Esc Down Down Down Up");
	fix_has(&b, "same sound");
	keys(&b, "Home");
	fix_has(&b, "patronymic ivanovich");
	keys(&b, "G k k g j");
	fix_has(&b, "eased by Article 5");
	keys(&b, "/ 'x'");
	fix_has(&b, "Name ivanx");
	keys(&b, "Esc");	/* nobody is found: there is no list */
	fix_lacks(&b, "Screen a name");
	keys(&b, "c");
	fix_has(&b, "Name ivanx");
	keys(&b, "^H Tab ?");
	fix_has(&b, "Help");
	keys(&b, "q q");
	fix_lacks(&b, "Screen a name");
	assert_false(b.screen.quit);
	keys(&b, "c Tab Q");
	assert_true(b.screen.quit);
	fix_end(&b);
}

static void test_verdicts(void **state)
{
	struct fixture b;

	(void)state;
	fix_begin(&b, 24, 80, false);
	keys(&b, "c 'ivan' F6 'his_son' Enter");
	assert_string_equal(b.canned.verdict[0], "not_the_same");
	assert_string_equal(b.canned.note, "his son");
	assert_string_equal(b.canned.query, "ivan");
	fix_has(&b, "kept: not the same");
	fix_has(&b, "not the same, said alena on 24 Nov 2026: his son");
	keys(&b, "Down");
	fix_has(&b, "4 may be meant, 2 of them listed");
	keys(&b, "Esc y Esc");
	assert_null(b.canned.verdict[1]);
	keys(&b, "y Enter");
	assert_string_equal(b.canned.verdict[1], "same");
	assert_string_equal(b.canned.note, "");
	/* The letters are those of the name again. */
	keys(&b, "/ 'nyu'");
	fix_has(&b, "Name ivannyu");
	keys(&b, "^H ^H ^H Down Esc G k u Enter");
	assert_string_equal(b.canned.verdict[2], "unsure");
	/* Said once more, it is taken back. */
	keys(&b, "u");
	assert_null(b.canned.verdict[2]);
	assert_string_equal(b.canned.verdict[1], "same");
	fix_end(&b);
}

/* What a source wrote reaches no terminal as it is. */
static void test_no_controls(void **state)
{
	struct fixture b;

	(void)state;
	fix_begin(&b, 24, 80, false);
	keys(&b, "c 'evil'");
	for (const char *p = fix_shown(&b, false); *p; p++)
		assert_true(*p == '\n' || (unsigned char)*p >= ' ');
	fix_has(&b, "Evil");
	fix_end(&b);
	fix_begin(&b, 24, 80, true);
	keys(&b, "c 'evil' Esc");
	for (const char *p = fix_shown(&b, false); *p; p++)
		assert_true((unsigned char)*p < 0x80);
	fix_end(&b);
}

static void test_sizes(void **state)
{
	struct fixture b;
	struct err e = { 0 };

	(void)state;
	fix_begin(&b, 24, 80, false);
	keys(&b, "c 'ivan'");
	for (int rows = 1; rows < 30; rows++)
		for (int cols = 1; cols < 90; cols += 7) {
			assert_int_equal(surface_open(&b.surface, rows, cols,
						      false, &e), 0);
			screen_draw(&b.screen, &b.surface);
		}
	screen_reload(&b.screen);
	screen_draw(&b.screen, &b.surface);
	fix_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_as_typed),
		cmocka_unit_test(test_what_is_beside_it),
		cmocka_unit_test(test_moves_and_opens),
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_no_controls),
		cmocka_unit_test(test_sizes),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
