/* Whole screens without a terminal, compared with golden files, and what the
 * keys do to them. THAW_GOLDEN_WRITE=1 rewrites the files. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/canned.h"
#include "ui/screen.h"

struct fixture {
	struct canned canned;
	struct data data;
	struct screen screen;
	struct surface surface;
	struct str dump;
};

static void begin(struct fixture *f, int rows, int cols, bool ascii)
{
	struct err e = { 0 };
	struct screen_options o = { .title = SLICE("Belarus") };

	memset(f, 0, sizeof(*f));
	f->data = canned_data(&f->canned);
	o.data = &f->data;
	f->dump = STR_INIT(1 << 20);
	assert_int_equal(screen_open(&f->screen, &o, &e), 0);
	assert_int_equal(surface_open(&f->surface, rows, cols, ascii, &e),
			 0);
	screen_draw(&f->screen, &f->surface);
}

static void end(struct fixture *f)
{
	screen_free(&f->screen);
	surface_free(&f->surface);
	str_free(&f->dump);
}

/* Blank-separated key names; each is drawn after. */
static void keys(struct fixture *f, const char *names)
{
	struct slice rest = slice_of(names), one;
	uint32_t key;

	while (slice_cut(&rest, ' ', &one)) {
		assert_true(keycode_parse(one, &key));
		screen_key(&f->screen, key);
		screen_draw(&f->screen, &f->surface);
	}
}

static void type(struct fixture *f, const char *text)
{
	for (; *text; text++) {
		screen_key(&f->screen, (unsigned char)*text);
		screen_draw(&f->screen, &f->surface);
	}
}

static void resize(struct fixture *f, int rows, int cols)
{
	struct err e = { 0 };

	assert_int_equal(surface_open(&f->surface, rows, cols,
				      f->surface.ascii, &e), 0);
	screen_draw(&f->screen, &f->surface);
}

static const char *shown(struct fixture *f, bool map)
{
	str_clear(&f->dump);
	surface_dump(&f->surface, map, &f->dump);
	return str_cstr(&f->dump);
}

static void has(struct fixture *f, const char *text)
{
	if (!strstr(shown(f, false), text))
		print_error("no \"%s\" in\n%s", text, shown(f, false));
	assert_non_null(strstr(shown(f, false), text));
}

static void lacks(struct fixture *f, const char *text)
{
	assert_null(strstr(shown(f, false), text));
}

static const char *cursor_id(struct fixture *f)
{
	return screen_focused(&f->screen)->list.id;
}

static const struct {
	const char *name;
	int rows, cols;
	bool ascii, map;
	const char *keys;
	const char *typed;	/* after the keys */
} golden[] = {
	{ "wide",           40, 120, false, true,  "", "" },
	{ "narrow",         24,  80, false, false, "", "" },
	{ "small",          16,  60, false, false, "", "" },
	{ "single",         10,  40, false, false, "", "" },
	{ "tiny",            3,  10, false, false, "", "" },
	{ "narrow-ascii",   24,  80, true,  false, "Down", "" },
	{ "sanctions",      24,  80, false, false, "2", "" },
	{ "sources",        24,  80, false, false, "7", "" },
	{ "wide-sanctions", 24, 118, false, false, "2", "" },
	{ "wide-sources",   40, 120, false, false, "7", "" },
	{ "changes",        24,  80, false, false, "5", "" },
	{ "wide-changes",   40, 120, false, false, "5", "" },
	{ "events",         24,  80, false, false, "9", "" },
	{ "watches",        24,  80, false, false, "0", "" },
	{ "wide-watches",   40, 120, false, false, "0 Down", "" },
	{ "filter",         24,  80, false, true,  "/", "kalesn" },
	{ "filter-error",   24,  80, false, false, "/", "colour:red" },
	{ "detail",         30,  80, false, true,  "Down Enter", "" },
	{ "detail-ascii",   30,  60, true,  false, "Down Enter", "" },
	{ "facet",          24,  80, false, false, "f Down Enter", "" },
	{ "help",           24,  80, false, false, "?", "" },
};

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(golden) / sizeof(golden[0]); i++) {
		struct fixture f;

		begin(&f, golden[i].rows, golden[i].cols, golden[i].ascii);
		if (golden[i].keys[0])
			keys(&f, golden[i].keys);
		type(&f, golden[i].typed);
		shown(&f, golden[i].map);
		golden_check(golden[i].name, str_slice(&f.dump));
		end(&f);
	}
}

static void test_ascii_is_ascii(void **state)
{
	static const char *const ways[] = { "?", "f", "7", "Down Enter", "2" };

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct fixture f;

		begin(&f, 40, 120, true);
		keys(&f, ways[i]);
		for (const char *p = shown(&f, false); *p; p++)
			assert_true((unsigned char)*p < 0x80);
		end(&f);
	}
}

/* No control of a source reaches a cell, whatever is on the screen. */
static void test_no_controls(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	for (const char *p = shown(&f, false); *p; p++)
		assert_true(*p == '\n' || (unsigned char)*p >= ' ');
	has(&f, "Evil ␛[31mRed");
	end(&f);
}

static void test_filter_narrows(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	keys(&f, "/");
	type(&f, "k");
	has(&f, "Kalesnikava");
	type(&f, "alesn");
	has(&f, "1 of 7");
	lacks(&f, "Sannikov");
	keys(&f, "^U");
	type(&f, "role:hrd");
	has(&f, "Bialiatski");
	has(&f, "1 of 7");
	keys(&f, "Enter");
	has(&f, "1 of 7");
	keys(&f, "Esc");
	has(&f, "Sannikov");
	end(&f);
}

/* An earlier day is asked for once, not also by its year and its month. */
static void test_half_a_day_waits(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	keys(&f, "/");
	type(&f, "as-of:2025-11");
	assert_int_equal(f.canned.days, 0);
	type(&f, "-30");
	assert_true(f.canned.days > 0);
	keys(&f, "^U");
	f.canned.days = 0;
	type(&f, "as-of:2025");
	assert_int_equal(f.canned.days, 0);
	keys(&f, "Enter");
	assert_int_equal(f.canned.days, 1);
	end(&f);
}

static void test_filter_error_keeps_rows(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	keys(&f, "/");
	type(&f, "kalesn");
	screen_refilter(&f.screen, screen_focused(&f.screen),
			SLICE("colour:red"));
	screen_draw(&f.screen, &f.surface);
	has(&f, "unknown column");
	has(&f, "Kalesnikava");
	has(&f, "1 of 7");
	assert_int_not_equal(screen_focused(&f.screen)->err.code, ERR_NONE);
	keys(&f, "Esc");
	assert_int_equal(screen_focused(&f.screen)->err.code, ERR_NONE);
	end(&f);
}

static void test_cursor_stays(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	keys(&f, "Down Down Down Down Down");
	assert_string_equal(cursor_id(&f), "p-kalesnikava");
	resize(&f, 10, 40);
	assert_string_equal(cursor_id(&f), "p-kalesnikava");
	has(&f, "▌");
	resize(&f, 3, 10);
	resize(&f, 40, 120);
	assert_string_equal(cursor_id(&f), "p-kalesnikava");
	keys(&f, "/");
	type(&f, "maria");
	assert_string_equal(cursor_id(&f), "p-kalesnikava");
	keys(&f, "Esc");
	assert_string_equal(cursor_id(&f), "p-kalesnikava");
	f.canned.first = 2;
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(cursor_id(&f), "p-kalesnikava");
	assert_int_equal(screen_focused(&f.screen)->list.cur, 3);
	f.canned.first = 6;	/* it goes: the row in its place */
	screen_reload(&f.screen);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(cursor_id(&f), "p-evil");
	end(&f);
}

static void test_marks(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	keys(&f, "*");
	has(&f, "★");
	assert_true(f.canned.starred[0]);
	keys(&f, "* m Down m Up n");
	assert_false(f.canned.starred[0]);
	assert_true(f.canned.read[0] && f.canned.read[1]);
	assert_string_equal(cursor_id(&f), "p-sannikov");
	keys(&f, "G n");
	has(&f, "no new row below");
	end(&f);
}

static void test_hits(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	keys(&f, "x");
	has(&f, "only hits of watches");
	keys(&f, "0 x");
	assert_int_equal(f.canned.dismissed, 3);
	keys(&f, "Down x Up");
	assert_int_equal(f.canned.dismissed, 2);
	keys(&f, "Enter");
	has(&f, "Алесь Бяляцкі");
	end(&f);
}

static void test_detail(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	keys(&f, "Down Enter");
	has(&f, "Алесь Бяляцкі");
	has(&f, "≠ the sources differ");
	keys(&f, "o");
	has(&f, "https://news.example/1");
	keys(&f, "End Home PgDn Up q");
	assert_int_equal(f.screen.mode, MODE_PANES);
	assert_true(f.canned.read[1]);
	assert_string_equal(cursor_id(&f), "p-bialiatski");
	keys(&f, "g Enter");
	has(&f, "nothing more to say");
	end(&f);
}

static void test_facet(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 24, 80, false);
	keys(&f, "f Enter");
	assert_true(screen_focused(&f.screen)->filter.n > 0);
	has(&f, "[x]");
	keys(&f, "Enter");
	assert_int_equal(screen_focused(&f.screen)->filter.n, 0);
	keys(&f, "Tab S-Tab End Home PgDn PgUp Esc");
	assert_int_equal(f.screen.mode, MODE_PANES);
	end(&f);
}

static void test_panes_and_wishes(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, 40, 120, false);
	keys(&f, "Tab");
	assert_int_equal(f.screen.focus, PANE_sanctions);
	keys(&f, "S-Tab S-Tab");
	assert_int_equal(f.screen.focus, PANE_COUNT - 1);
	for (int i = 0; i < PANE_COUNT; i++) {
		char key[2] = { (char)('0' + (i + 1) % 10), '\0' };

		keys(&f, key);
		assert_int_equal(f.screen.focus, i);
		has(&f, panes[i]->title);
	}
	keys(&f, "7 Down r");
	assert_true(f.screen.refresh);
	assert_string_equal(str_cstr(&f.screen.refresh_keys), "viasna");
	keys(&f, "1 r");
	assert_string_equal(str_cstr(&f.screen.refresh_keys), "viasna post");
	keys(&f, "R");
	assert_string_equal(str_cstr(&f.screen.refresh_keys), "");
	keys(&f, "s S s s s s s ^L");
	assert_true(f.screen.redraw);
	keys(&f, "Q");
	assert_true(f.screen.quit);
	end(&f);
}

/* However small or large, whatever is open: it draws. */
static void test_every_size(void **state)
{
	static const char *const ways[] = { "1", "7", "?", "f", "Enter", "/" };

	(void)state;
	for (size_t w = 0; w < sizeof(ways) / sizeof(ways[0]); w++) {
		struct fixture f;

		begin(&f, 24, 80, w % 2 == 1);
		keys(&f, ways[w]);
		for (int rows = 1; rows < 60; rows += 3)
			for (int cols = 1; cols < 200; cols += 13)
				resize(&f, rows, cols);
		end(&f);
	}
}

static void test_progress(void **state)
{
	struct progress p;
	struct fixture f;

	(void)state;
	progress_init(&p);
	begin(&f, 24, 80, false);
	f.screen.o.progress = &p;
	p.ran = true;
	p.pid = 1;
	progress_take(&p, SLICE("post\tfetching\t2048\t0\t0\t\nvia"));
	progress_take(&p, SLICE("sna\treading\t10\t20\t3\tnames\nloose\n"));
	keys(&f, "7");
	has(&f, "fetching");
	has(&f, "↻ viasna reading");
	assert_string_equal(p.message, "loose");
	progress_take(&p, SLICE("\thit\t0\t0\t1\tw: Ales, releases\n"));
	assert_int_equal(p.n, 2);
	assert_int_equal(p.hits, 1);
	p.pid = 0;
	screen_draw(&f.screen, &f.surface);
	has(&f, "refreshed");
	end(&f);
	progress_free(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_ascii_is_ascii),
		cmocka_unit_test(test_no_controls),
		cmocka_unit_test(test_filter_narrows),
		cmocka_unit_test(test_half_a_day_waits),
		cmocka_unit_test(test_filter_error_keeps_rows),
		cmocka_unit_test(test_cursor_stays),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_hits),
		cmocka_unit_test(test_detail),
		cmocka_unit_test(test_facet),
		cmocka_unit_test(test_panes_and_wishes),
		cmocka_unit_test(test_every_size),
		cmocka_unit_test(test_progress),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
