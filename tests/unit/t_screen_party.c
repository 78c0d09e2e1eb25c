/* In an open party, or person: what can be chosen, merged, split and taken
 * back. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/screenkit.h"

static void begin(struct fixture *f)
{
	fix_begin(f, 30, 80, false);
	fix_keys(f, "8 Enter");
	assert_int_equal(f->screen.mode, MODE_DETAIL);
}

static const struct {
	const char *name, *keys;
} golden[] = {
	{ "party",        "" },
	{ "party-ask",    "Down Down Down M" },
	{ "party-merged", "Down Down Down M y" },
	{ "party-split",  "Down X y" },
};

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(golden) / sizeof(golden[0]); i++) {
		struct fixture f;

		begin(&f);
		if (golden[i].keys[0])
			fix_keys(&f, golden[i].keys);
		fix_shown(&f, true);
		golden_check(golden[i].name, str_slice(&f.dump));
		fix_end(&f);
	}
}

/* The cursor goes from one to the next while they are on the page, then the
 * page moves; the hardware cursor rests on what is chosen. */
static void test_choose(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	for (size_t pick = 1; pick <= 4; pick++) {
		const struct line *l;

		assert_int_equal(f.screen.pick, pick);
		l = &f.screen.lines.line[f.surface.cursor_y - 2];
		assert_int_equal(l->pick, pick);
		assert_int_equal(l[-1].pick == pick, 0);
		fix_keys(&f, "Down");
	}
	assert_int_equal(f.screen.pick, 4);
	fix_keys(&f, "Up Up");
	assert_int_equal(f.screen.pick, 2);
	fix_resize(&f, 10, 80);
	fix_keys(&f, "g");
	for (int i = 0; i < 30; i++) {
		const struct surface *s = &f.surface;

		fix_keys(&f, i < 15 ? "Down" : "Up");
		assert_true(f.screen.pick == 0 ||
			    strcmp(surface_at(s, s->cursor_y, 1)->text,
				   "▌") == 0);
	}
	assert_int_equal(f.screen.pick, 1);
	assert_int_equal(f.screen.top, 0);
	/* Nothing is chosen that is not seen. */
	fix_keys(&f, "G M");
	fix_has(&f, "choose a listing");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	assert_false(f.canned.said);
	fix_end(&f);
}

/* Keys that came before the party was drawn count like others. */
static void test_typed_ahead(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 30, 80, false);
	fix_keys(&f, "8");
	for (const char *p = "\rjjjMy"; *p; p++)
		screen_key(&f.screen, (unsigned char)*p);
	assert_string_equal(f.canned.tied, "d-eu d-gb");
	assert_int_equal(f.canned.word, SAY_ONE);
	fix_end(&f);
}

static const struct {
	const char *keys;	/* from the first listing on */
	const char *says;	/* what is said then */
	const char *tied;	/* last, "": nothing was */
	enum tie_word word;
} deeds[] = {
	{ "M", "one of the party already", "", 0 },
	{ "X n", "nothing was changed", "", 0 },
	{ "X Esc", "nothing was changed", "", 0 },
	{ "X q", "nothing was changed", "", 0 },
	{ "X", "split? y/n: Ivan PRYKLAD (eu-fsf) is one with no other", "",
	  0 },
	{ "Down X y", "kept, and M takes it back: PRIKLAD, Ivan (us-ofac-sdn)"
	  " is one with", "d-us ", SAY_TWO },
	{ "Down X y M", "take back? y/n: that PRIKLAD, Ivan (us-ofac-sdn) is"
	  " one with", "d-us ", SAY_TWO },
	{ "Down X y M y", "taken back, the rules decide again: that PRIKLAD",
	  "d-us ", SAY_NOTHING },
	{ "Down Down M", "these are one party already", "", 0 },
	{ "Down Down X", "split? y/n: Ivan PRYKLAD (eu-fsf) and PRIKLAD, Ivan"
	  " (us-ofac-sdn) are", "", 0 },
	{ "Down Down X y", "kept, and M takes it back", "d-eu d-us",
	  SAY_TWO },
	{ "Down Down Down M", "merge? y/n: Ivan PRYKLAD (eu-fsf) and Jan "
	  "␛[1mPryklad (gb-uksl) are one",
	  "", 0 },
	{ "Down Down Down M", "there are no dates of birth to compare", "",
	  0 },
	{ "Down Down Down M Y", "kept, and X takes it back: Ivan PRYKLAD "
	  "(eu-fsf) and Jan", "d-eu d-gb", SAY_ONE },
	{ "Down Down Down M y X", "take back? y/n: that Ivan PRYKLAD (eu-fsf)"
	  " and Jan", "d-eu d-gb", SAY_ONE },
	{ "Down Down Down M y X y", "taken back", "d-eu d-gb", SAY_NOTHING },
	{ "Down Down Down X y", "kept, and M takes it back", "d-eu d-gb",
	  SAY_TWO },
	{ "Down Down Down X y X", "you have said so already", "d-eu d-gb",
	  SAY_TWO },
	{ "Down Down Down X y M y", "taken back", "d-eu d-gb", SAY_NOTHING },
	{ "Down Down Down X y M y M y", "kept, and X takes", "d-eu d-gb",
	  SAY_ONE },
};

static void test_deeds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++) {
		struct fixture f;

		begin(&f);
		fix_keys(&f, deeds[i].keys);
		fix_has(&f, deeds[i].says);
		if (strcmp(f.canned.tied, deeds[i].tied) != 0)
			fail_msg("%s: %s", deeds[i].keys, f.canned.tied);
		assert_int_equal(f.canned.word, deeds[i].word);
		fix_end(&f);
	}
}

/* The rows know of it at once, and what is refused changes nothing. */
static void test_rows_and_refusal(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	fix_keys(&f, "Down X y");
	assert_true(screen_focused(&f.screen)->dirty);
	fix_end(&f);
	begin(&f);
	f.canned.refuses = true;
	fix_keys(&f, "Down X y");
	fix_has(&f, "nothing was changed: another thaw is writing");
	assert_false(f.canned.said);
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	assert_int_equal(f.screen.pick, 2);
	fix_end(&f);
}

static void test_elsewhere(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "8 M");
	fix_has(&f, "Enter opens it");
	fix_keys(&f, "1 Down Enter X");
	fix_has(&f, "nothing here to merge");
	fix_keys(&f, "q ? M");
	assert_int_equal(f.screen.mode, MODE_HELP);
	fix_keys(&f, "q f M");
	assert_int_equal(f.screen.mode, MODE_FACET);
	fix_end(&f);
}

/* Of a person one source alone is no matrix: the tie can be chosen at once. */
static const struct {
	const char *name;	/* golden, or NULL */
	const char *keys, *says, *tied;
} of_person[] = {
	{ "person", "", "Possibly the same", "" },
	{ NULL, "M", "merge? y/n: Aleh Vydumany (viasna) and Oleg Vydumannyj "
	  "(post) are one", "" },
	{ "person-merged", "M y", "kept, and X takes it back", "p-aleh p-oleg" },
	{ NULL, "M y Up M", "one of the person's entries already",
	  "p-aleh p-oleg" },
	{ NULL, "M y M", "these are one person already", "p-aleh p-oleg" },
	{ NULL, "M y X y", "taken back", "p-aleh p-oleg" },
	{ NULL, "X y", "kept, and M takes it back", "p-aleh p-oleg" },
	{ NULL, "X y M y", "taken back", "p-aleh p-oleg" },
};

static void test_person(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(of_person) / sizeof(*of_person); i++) {
		struct fixture f;

		fix_begin(&f, 30, 80, false);
		fix_keys(&f, "1 g Enter");
		assert_int_equal(f.screen.mode, MODE_DETAIL);
		if (of_person[i].keys[0])
			fix_keys(&f, of_person[i].keys);
		fix_has(&f, of_person[i].says);
		assert_string_equal(f.canned.tied, of_person[i].tied);
		if (of_person[i].name) {
			fix_shown(&f, true);
			golden_check(of_person[i].name, str_slice(&f.dump));
		}
		fix_end(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_choose),
		cmocka_unit_test(test_typed_ahead),
		cmocka_unit_test(test_deeds),
		cmocka_unit_test(test_rows_and_refusal),
		cmocka_unit_test(test_elsewhere),
		cmocka_unit_test(test_person),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
