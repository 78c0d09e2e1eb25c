/* The detail beside the list, desks, files that are written, the menu of
 * values, and how a source did. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/screenkit.h"

static void test_beside(void **state)
{
	struct fixture f;
	int before;

	(void)state;
	fix_begin(&f, 30, 120, false);
	fix_keys(&f, "w");
	fix_has(&f, " Claims ");
	fix_keys(&f, "Down");
	fix_has(&f, "Алесь Бяляцкі");
	assert_false(f.canned.read[1]);	/* to look beside is not to read */
	fix_keys(&f, "Down");
	fix_lacks(&f, "Алесь Бяляцкі");
	fix_has(&f, "nothing more is known");
	fix_keys(&f, "Up Tab");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	fix_has(&f, "1 Releases");
	fix_keys(&f, "Tab");
	assert_int_equal(f.screen.mode, MODE_PANES);
	before = f.screen.split_permille;
	fix_keys(&f, "} } {");
	assert_int_equal(f.screen.split_permille, before + 50);
	fix_keys(&f, "Enter");
	fix_lacks(&f, "1 Releases");
	assert_true(f.canned.read[1]);
	fix_keys(&f, "q");
	fix_has(&f, "1 Releases");
	fix_keys(&f, "w");
	fix_has(&f, "2 Sanctions");
	fix_end(&f);
}

/* Keys go on, and the detail comes when there is time. */
static bool waits(void *ctx)
{
	return *(bool *)ctx;
}

static void test_beside_gives_up(void **state)
{
	struct fixture f;
	bool key = false;

	(void)state;
	fix_begin(&f, 30, 120, false);
	f.screen.o.hurry = waits;
	f.screen.o.hurry_ctx = &key;
	fix_keys(&f, "w Down");
	fix_has(&f, "Алесь Бяляцкі");
	key = true;
	f.canned.slow = true;
	fix_keys(&f, "Up");
	assert_true(f.screen.late);
	assert_string_equal(fix_cursor_id(&f), "p-aleh");
	key = false;
	screen_draw(&f.screen, &f.surface);
	assert_false(f.screen.late);
	fix_lacks(&f, "Алесь Бяляцкі");
	fix_end(&f);
}

/* --- desks --- */

struct added {
	char name[64], title[64], filter[64];
	bool refuses;
};

static int add_desk(void *ctx, const struct desk *d, struct err *e)
{
	struct added *a = ctx;

	if (a->refuses)
		return err_set(e, ERR_USAGE, "the folder is read-only");
	snprintf(a->name, sizeof(a->name), "%.*s", SLICE_ARG(d->name));
	snprintf(a->title, sizeof(a->title), "%.*s", SLICE_ARG(d->title));
	for (size_t i = 0; i < d->n_views; i++)
		if (slice_is(d->view[i], "releases"))
			snprintf(a->filter, sizeof(a->filter), "%.*s",
				 SLICE_ARG(d->view_filter[i]));
	return 0;
}

static void test_desks(void **state)
{
	struct added added = { .refuses = false };
	struct fixture f;

	(void)state;
	fix_begin(&f, 40, 120, false);
	fix_keys(&f, "b");
	fix_has(&f, "1 Belarus (here)");
	fix_has(&f, "role:journalist");
	fix_lacks(&f, "Save this view");
	fix_keys(&f, "Down Enter");
	fix_has(&f, "thaw  Journalists");
	assert_int_equal(f.screen.focus, PANE_news);
	fix_keys(&f, "1");
	assert_int_equal(screen_focused(&f.screen)->list.count, 2);
	/* A term that the view has no column for says nothing of it. */
	assert_int_equal(f.screen.pane[PANE_sanctions].list.count, 3);
	f.screen.o.desk_add = add_desk;
	f.screen.o.desk_ctx = &added;
	fix_keys(&f, "/");
	fix_type(&f, "evil");
	fix_keys(&f, "Enter b");
	fix_type(&f, "save");
	fix_keys(&f, "Enter");
	fix_type(&f, "Women of Minsk");
	fix_keys(&f, "Enter");
	assert_string_equal(added.name, "women-of-minsk");
	assert_string_equal(added.title, "Women of Minsk");
	assert_string_equal(added.filter, "role:journalist evil");
	fix_has(&f, "thaw --desk women-of-minsk opens it");
	added.refuses = true;
	fix_keys(&f, "b End Enter");
	fix_type(&f, "x");
	fix_keys(&f, "Enter");
	fix_has(&f, "no desk was saved: the folder is read-only");
	fix_end(&f);
}

/* --- files --- */

static void test_export(void **state)
{
	struct fixture f;
	char dir[] = "/tmp/t_state.XXXXXX", file[64];

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(file, sizeof(file), "%s/a.csv", dir);
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "Space / k a l Enter s x");
	fix_has(&f, "Write to releases-2026-11-24.csv");
	fix_keys(&f, "^U");
	fix_type(&f, "a.xls");
	fix_keys(&f, "Enter");
	fix_has(&f, "\".xls\" is no format");
	assert_false(f.screen.exports);
	fix_keys(&f, "^U");
	fix_type(&f, file);
	fix_keys(&f, "Enter");
	assert_true(f.screen.exports);
	assert_non_null(strstr(str_cstr(&f.screen.export_args),
		"--desk=belarus\nexport\nreleases\n--format=csv\n"
		"--columns=name,roles,held_text,released_on,manner,disputed,"
		"sources,id\n"));
	assert_non_null(strstr(str_cstr(&f.screen.export_args),
			       "--ids=p-aleh\n"));
	assert_true(slice_ends(str_slice(&f.screen.export_args),
			       "/a.csv\n--\nkal"));
	/* What is there is asked about first. */
	fclose(fopen(file, "w"));
	f.screen.exports = false;
	fix_keys(&f, "x ^U");
	fix_type(&f, file);
	fix_keys(&f, "Enter");
	fix_has(&f, "replace it? y/n");
	assert_false(f.screen.exports);
	fix_keys(&f, "n");
	fix_has(&f, "the file there was kept");
	fix_keys(&f, "Enter y");
	assert_true(f.screen.exports);
	fix_keys(&f, "x Esc");
	fix_has(&f, "nothing was written");
	fix_end(&f);
	unlink(file);
	rmdir(dir);
}

static void test_facet(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	fix_keys(&f, "f Tab Tab");
	fix_has(&f, "Freed (year)");
	fix_has(&f, "[ ] 2026");
	fix_keys(&f, "Down Space");
	assert_string_equal(str_cstr(&screen_focused(&f.screen)->filter),
			    "released_on:2025");
	fix_type(&f, "12");
	fix_has(&f, "narrowed to: 12");
	fix_lacks(&f, "] 2026");
	fix_keys(&f, "Enter Esc");
	assert_string_equal(str_cstr(&screen_focused(&f.screen)->filter),
			    "released_on:2025,2012");
	assert_int_equal(f.screen.mode, MODE_FACET);
	fix_keys(&f, "Esc");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_end(&f);
}

static void test_source(void **state)
{
	struct fixture f;

	(void)state;
	fix_begin(&f, 30, 100, false);
	fix_keys(&f, "7");
	fix_has(&f, "! failing");
	fix_has(&f, "+ fresh");
	fix_keys(&f, "G Enter");
	fix_has(&f, "failed, the old rows stay: no answer from");
	fix_has(&f, "taken: 3 records (HTTP 200), 2048 bytes");
	assert_null(strchr(fix_shown(&f, false), '\033'));
	fix_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_beside),
		cmocka_unit_test(test_beside_gives_up),
		cmocka_unit_test(test_desks),
		cmocka_unit_test(test_export),
		cmocka_unit_test(test_facet),
		cmocka_unit_test(test_source),
	};

	setenv("TZ", "UTC", 1);
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
