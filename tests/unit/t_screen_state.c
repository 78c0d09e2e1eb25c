/* What the screen remembers and does to many rows: marks, taking back, copies,
 * places, what a detail leads to, links; and all of it at every size. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/lib/screenkit.h"
#include "ui/browse.h"

static void test_marks(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Space Space");
	fix_has(&f, "2 marked");
	fix_has(&f, "✓Aleh");
	assert_string_equal(fix_cursor_id(&f), "p-sannikov");
	fix_keys(&f, "m");
	assert_true(f.canned.read[0] && f.canned.read[1]);
	assert_false(f.canned.read[2]);
	fix_has(&f, "2 rows read; u takes it back");
	fix_keys(&f, "*");
	assert_true(f.canned.starred[0] && f.canned.starred[1]);
	/* One at a time, the last act first. */
	fix_keys(&f, "u");
	assert_false(f.canned.starred[0] || f.canned.starred[1]);
	assert_true(f.canned.read[0]);
	fix_has(&f, "taken back, of 2 rows");
	fix_keys(&f, "u");
	assert_false(f.canned.read[0] || f.canned.read[1]);
	fix_keys(&f, "u");
	fix_has(&f, "nothing to take back");
	/* They stay through a reload and a filter; Esc takes marks first. */
	f.canned.first = 1;
	screen_reload(&f.screen);
	fix_keys(&f, "/");
	fix_type(&f, "sannikov");
	fix_keys(&f, "Enter");
	fix_has(&f, "2 marked · 1 of ");
	fix_keys(&f, "Esc");
	fix_lacks(&f, "marked");
	assert_int_equal(screen_focused(&f.screen)->filter.n, 8);
	fix_keys(&f, "Esc");
	assert_int_equal(screen_focused(&f.screen)->filter.n, 0);
	fix_end(&f);
}

/* What was mixed comes back mixed. */
static void test_undo_mixed(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	f.canned.read[1] = true;
	fix_keys(&f, "Space Space Space m");
	assert_true(f.canned.read[0] && f.canned.read[1] && f.canned.read[2]);
	fix_keys(&f, "u");
	assert_false(f.canned.read[0] || f.canned.read[2]);
	assert_true(f.canned.read[1]);
	fix_end(&f);
}

static void test_undo_verdict(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "6 v s");
	fix_type(&f, "both");
	fix_keys(&f, "Enter");
	assert_string_equal(f.canned.disputed, "scope");
	fix_keys(&f, "u");
	assert_string_equal(f.canned.disputed, "open");
	fix_end(&f);
}

/* Whoever spoke last is not spoken over; and what is open shows it. */
static void test_undo_later_word(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "6 v s");
	fix_type(&f, "both");
	fix_keys(&f, "Enter");
	fix_has(&f, "both");
	fix_keys(&f, "u");
	fix_lacks(&f, "both");
	fix_keys(&f, "v s Enter");
	snprintf(f.canned.disputed, sizeof(f.canned.disputed), "error");
	fix_keys(&f, "u");
	assert_string_equal(f.canned.disputed, "error");
	fix_has(&f, "something else has been said since");
	fix_keys(&f, "u");
	fix_has(&f, "nothing to take back");
	fix_end(&f);
}

static void press(struct fixture *f, const char *name)
{
	uint32_t key;

	assert_true(keycode_parse(slice_of(name), &key));
	screen_key(&f->screen, key);
}

/* Keys come faster than they are drawn: what is said is said of the row that
 * the cursor is on, or of none. */
static void test_undrawn(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 30, 110, false);
	fix_keys(&f, "w");
	press(&f, "Down");
	press(&f, "Tab");
	assert_string_equal(f.screen.open_id, fix_cursor_id(&f));
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_keys(&f, "Tab 6");
	press(&f, "/");
	for (int i = 0; i < 4; i++)
		press(&f, "z");
	press(&f, "Enter");
	press(&f, "v");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_keys(&f, "3");
	press(&f, "/");
	for (int i = 0; i < 4; i++)
		press(&f, "z");
	press(&f, "Enter");
	press(&f, "e");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_end(&f);
}

/* The data change: what stands beside the list is read anew. */
static void test_beside_anew(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 30, 110, false);
	fix_keys(&f, "6 w");
	fix_lacks(&f, "tester");
	snprintf(f.canned.disputed, sizeof(f.canned.disputed), "error");
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "tester");
	fix_end(&f);
}

/* A click beside the list is one on what is drawn there. */
static void test_beside_mouse(void **state)
{
	struct mouse m = { .kind = MOUSE_PRESS, .button = 1 };
	struct fixture f;

	(void)state;
	fix_begin(&f, 30, 110, false);
	fix_keys(&f, "w");
	m.y = f.screen.pane[0].list.at.y + 1;
	m.x = 4;
	m.at_ms = 1000;
	screen_mouse(&f.screen, &m);
	assert_int_equal(f.screen.pane[0].list.cur, 1);
	screen_draw(&f.screen, &f.surface);
	m.y = f.screen.lines_at.y + 1;
	m.x = f.screen.lines_at.x + 1;
	m.at_ms = 9000;
	screen_mouse(&f.screen, &m);
	assert_int_equal(f.screen.focus, PANE_releases);
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_end(&f);
}

static void test_marked_ceiling(void **state)
{
	struct marked m = { 0 };
	struct err e = { 0 };
	char id[32];

	(void)state;
	for (int i = 0; i < MARKED_MOST; i++) {
		snprintf(id, sizeof(id), "p-%d", i * 7919 % MARKED_MOST);
		assert_int_equal(marked_turn(&m, slice_of(id), &e), 0);
	}
	assert_int_equal(m.n, MARKED_MOST);
	assert_int_equal(marked_turn(&m, SLICE("p-x"), &e), -1);
	assert_non_null(strstr(e.msg, "Esc takes all marks away"));
	for (size_t i = 1; i < m.n; i++)
		assert_true(strcmp(m.id[i - 1], m.id[i]) < 0);
	assert_int_equal(marked_turn(&m, SLICE("p-7"), &e), 0);
	assert_false(marked_has(&m, SLICE("p-7")));
	marked_free(&m);
}

/* --- copies --- */

static void test_copy(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Down y");
	assert_true(f.screen.copies);
	assert_string_equal(str_cstr(&f.screen.copy),
			    "Ales Bialiatski\thuman rights defender\tOver 2 "
			    "years\t≠\t13 Dec 2025\t");
	fix_has(&f, "copied: Ales Bialiatski");
	fix_keys(&f, "Y");
	assert_string_equal(str_cstr(&f.screen.copy),
			    "https://news.example/1");
	fix_keys(&f, "Space Up Up Space y");
	assert_non_null(strstr(str_cstr(&f.screen.copy), "\nAles Bialiatski"));
	fix_has(&f, "copied: 2 rows");
	fix_keys(&f, "/");
	fix_type(&f, "aleh");
	fix_keys(&f, "Enter y");
	fix_has(&f, "copied: 1 row; 1 marked are not under this filter");
	/* Nothing a terminal obeys is ever copied. */
	fix_keys(&f, "Esc Esc G y");
	assert_null(strchr(str_cstr(&f.screen.copy), '\033'));
	fix_keys(&f, "g Down Enter y");
	assert_non_null(strstr(str_cstr(&f.screen.copy), "Алесь Бяляцкі"));
	assert_null(strchr(str_cstr(&f.screen.copy), '\033'));
	fix_end(&f);
}

static void test_held(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 30, 110, false);
	fix_keys(&f, "d");
	fix_has(&f, "Held (arrest)");
	fix_has(&f, "no arrest");
	fix_has(&f, "4y 4m");		/* of 2021-07-14 to 2025-12-13 */
	fix_keys(&f, "d");
	fix_has(&f, "Held (verdict)");
	fix_has(&f, "2y 9m");		/* of 2023-03-03 */
	fix_has(&f, "no verdict");
	fix_lacks(&f, "4y 4m");
	fix_keys(&f, "d");
	fix_has(&f, "Over 2 years");
	fix_keys(&f, "2 d");
	fix_has(&f, "stands in pane 1");
	fix_end(&f);
}

static void test_places(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Down Enter q < > >");
	fix_has(&f, "nothing ahead");
	assert_string_equal(fix_cursor_id(&f), "p-bialiatski");
	fix_keys(&f, "/");
	fix_type(&f, "kales");
	fix_keys(&f, "Enter 4 Down");
	assert_string_equal(fix_cursor_id(&f), "n-2");
	fix_keys(&f, "Alt-Left");
	assert_int_equal(f.screen.focus, PANE_releases);
	assert_string_equal(str_cstr(&screen_focused(&f.screen)->filter),
			    "kales");
	fix_keys(&f, "<");
	assert_int_equal(screen_focused(&f.screen)->filter.n, 0);
	assert_string_equal(fix_cursor_id(&f), "p-bialiatski");
	fix_keys(&f, "Alt-Right Alt-Right");
	assert_int_equal(f.screen.focus, PANE_news);
	assert_string_equal(fix_cursor_id(&f), "n-2");
	fix_end(&f);
}

static void test_places_ceiling(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	for (int i = 0; i < 3 * PLACES_MOST; i++)
		fix_keys(&f, i % 2 ? "1" : "4");
	assert_int_equal(f.screen.places.n, PLACES_MOST);
	for (int i = 0; i < PLACES_MOST; i++)
		fix_keys(&f, "<");
	fix_keys(&f, "<");
	fix_has(&f, "nothing before this place");
	fix_end(&f);
}

/* What a detail leads to, and back to the very place. */
static void test_related(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Down Enter Down Enter");
	fix_has(&f, " Goes to ");
	fix_has(&f, "Designations of that name");
	fix_keys(&f, "Enter");
	assert_int_equal(f.screen.focus, PANE_designations);
	assert_string_equal(str_cstr(&screen_focused(&f.screen)->filter),
			    "name:\"Ales Bialiatski\"");
	fix_keys(&f, "<");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_has(&f, "Алесь Бяляцкі");
	fix_keys(&f, "q");
	assert_int_equal(f.screen.focus, PANE_releases);
	assert_string_equal(fix_cursor_id(&f), "p-bialiatski");
	/* The sides of a conflict. */
	fix_keys(&f, "6 Enter Enter");
	fix_has(&f, " Goes to ");
	fix_keys(&f, "Esc q");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_end(&f);
}

static void test_links(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Down Enter");
	fix_has(&f, "[1] post");
	fix_keys(&f, "7");
	fix_has(&f, "no link 7 here, there is 1");
	fix_keys(&f, "o");
	fix_has(&f, "no link 7 here, there is 1");
	assert_false(f.screen.opens);
	fix_keys(&f, "7 1");
	fix_has(&f, "link 1: o opens it");
	fix_keys(&f, "o");
	assert_true(f.screen.opens);
	assert_string_equal(str_cstr(&f.screen.open_url),
			    "https://news.example/1");
	fix_end(&f);
}

static const struct {
	const char *command, *words;	/* with bars; NULL: none */
} browsers[] = {
	{ "firefox", "firefox|URL" },
	{ "firefox --new-tab %s", "firefox|--new-tab|URL" },
	{ "x  --url=%s ", "x|--url=URL" },
	{ "", NULL }, { "  ", NULL },
};

static void test_browser_words(void **state)
{
	char *word[BROWSE_WORDS + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(browsers) / sizeof(*browsers); i++) {
		struct str text = STR_INIT(BROWSE_BYTES), got = STR_INIT(256);
		bool ok = browse_words(slice_of(browsers[i].command),
				       SLICE("URL"), &text, word);

		assert_int_equal(ok, browsers[i].words != NULL);
		for (size_t k = 0; ok && word[k]; k++)
			str_addf(&got, "%s%s", k ? "|" : "", word[k]);
		if (ok)
			assert_string_equal(str_cstr(&got),
					    browsers[i].words);
		str_free(&text);
		str_free(&got);
	}
}

static void test_browser_allows(void **state)
{
	static const struct {
		const char *url;
		bool yes;
	} rows[] = {
		{ "https://a.example/?b=1;rm", true },
		{ "http://a.example", true }, { "mailto:a@b.example", true },
		{ "file:///etc/passwd", false }, { "javascript:x", false },
		{ "-https://a", false }, { "https://a b", false },
		{ "https://a\n--x", false }, { "", false },
	};
	struct str with = STR_INIT(256);
	struct err e = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(browse_allows(slice_of(rows[i].url)),
				 rows[i].yes);
	assert_int_equal(browse(SLICE("https://a.example"), SLICE_NONE, &with,
				&e), 0);
	assert_int_equal(browse(SLICE("https://a.example"),
				SLICE("/no/such:/nor/this %s"), &with, &e), -1);
	assert_non_null(strstr(e.msg, "/nor/this"));
	assert_int_equal(browse(SLICE("https://a.example"),
				SLICE("/no/such:true"), &with, &e), 1);
	assert_string_equal(str_cstr(&with), "true");
	str_free(&with);
}

static void test_every_size(void **state)
{
	static const char *const ways[] = {
		"w", "w Down Tab", "b", "x", "f Tab", "Space Space d",
		"Down Enter Down Enter", "w 7", "w 6 Tab", "b End Enter",
	};

	(void)state;
	for (size_t w = 0; w < sizeof(ways) / sizeof(ways[0]); w++) {
		struct fixture f;

		fix_begin(&f, 24, 80, w % 2 == 1);
		fix_keys(&f, ways[w]);
		for (int rows = 1; rows < 60; rows += 7)
			for (int cols = 1; cols < 200; cols += 19)
				fix_resize(&f, rows, cols);
		fix_end(&f);
	}
}

static const struct {
	const char *name;
	int rows, cols;
	bool ascii;
	const char *keys;
} goldens[] = {
	{ "beside",        40, 120, false, "w Down" },
	{ "beside-narrow", 24,  80, false, "w Down" },
	{ "beside-ascii",  24,  80, true,  "w Down" },
	{ "marked",        24,  80, false, "Space Space" },
	{ "marked-ascii",  24,  80, true,  "Space Space" },
	{ "held",          24,  80, false, "d d" },
	{ "desks",         24,  80, false, "b" },
	{ "related",       24,  80, false, "Down Enter Down Enter" },
	{ "export",        24,  80, false, "x" },
	{ "facet-year",    24,  80, false, "f Tab Tab Down Space" },
};

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(goldens) / sizeof(goldens[0]); i++) {
		struct fixture f;

		fix_begin(&f, goldens[i].rows, goldens[i].cols,
			  goldens[i].ascii);
		fix_keys(&f, goldens[i].keys);
		golden_check(goldens[i].name,
			     slice_of(fix_shown(&f, false)));
		fix_end(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_undo_mixed),
		cmocka_unit_test(test_undo_verdict),
		cmocka_unit_test(test_undo_later_word),
		cmocka_unit_test(test_undrawn),
		cmocka_unit_test(test_beside_anew),
		cmocka_unit_test(test_beside_mouse),
		cmocka_unit_test(test_marked_ceiling),
		cmocka_unit_test(test_copy),
		cmocka_unit_test(test_held),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_places_ceiling),
		cmocka_unit_test(test_related),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_browser_words),
		cmocka_unit_test(test_browser_allows),
		cmocka_unit_test(test_every_size),
		cmocka_unit_test(test_golden),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
