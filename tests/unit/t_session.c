/* Sessions: what is written is read as it was, whatever else is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/screenkit.h"

#define HEAD "thaw session 1\n"

static const struct {
	const char *text;
	int bad;	/* line that makes no sense, 0: none does not */
} texts[] = {
	{ HEAD, 0 },
	{ HEAD "desk\tbelarus\nheld\t2\nbeside\t1\t450\n", 0 },
	{ HEAD "past\trole:journalist\npast\t\"two words\"\n", 0 },
	{ HEAD "at\tbelarus\nfocus\tnews\tchanges\n"
	  "pane\treleases\t-released_on\t3\tp-x\trole:hrd\nopen\t7\tp-x\n", 0 },
	{ HEAD "at\t\nfocus\treleases\tnews\npane\tnews\tmatch\t0\tn-1\t\n",
	  0 },
	{ "", 1 },
	{ "thaw session 2\n", 1 },
	{ "SQLite format 3", 1 },
	{ HEAD "held\t3\n", 2 },
	{ HEAD "held\t-1\n", 2 },
	{ HEAD "beside\t1\t1001\n", 2 },
	{ HEAD "beside\t1\n", 2 },
	{ HEAD "desk\ta\tb\n", 2 },
	{ HEAD "nothing\tknown\n", 2 },
	{ HEAD "\n", 2 },
	{ HEAD "focus\treleases\tnews\n", 2 },	/* of no desk */
	{ HEAD "at\ta\nfocus\treleases\treleases\n", 3 },
	{ HEAD "at\ta\nat\ta\n", 3 },
	{ HEAD "at\ta\npane\tnowhere\t\t0\t\t\n", 3 },
	{ HEAD "at\ta\npane\treleases\tnowhere\t0\t\t\n", 3 },
	{ HEAD "at\ta\npane\treleases\t\t-1\t\t\n", 3 },
	{ HEAD "at\ta\npane\treleases\t\t99999\t\t\n", 3 },
	{ HEAD "at\ta\npane\treleases\t\t0\tid\n", 3 },
	{ HEAD "at\ta\nopen\t9999999999999999999\tp-x\n", 3 },
	{ HEAD "past\t\033[2J\n", 2 },
};

static void test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct session s;
		struct str out = STR_INIT(SESSION_BYTES), line = STR_INIT(32);
		struct err e = { 0 };
		int rc = session_read(&s, slice_of(texts[i].text), &e);

		assert_int_equal(rc, texts[i].bad ? -1 : 0);
		str_addf(&line, "line %d of", texts[i].bad);
		if (texts[i].bad) {
			assert_non_null(strstr(e.msg, str_cstr(&line)));
			assert_false(s.known || s.n || s.n_past);
		} else {
			struct session again;
			struct str twice = STR_INIT(SESSION_BYTES);

			session_write(&s, &out);
			assert_int_equal(session_read(&again, str_slice(&out),
						      &e), 0);
			session_write(&again, &twice);
			assert_string_equal(str_cstr(&out), str_cstr(&twice));
			session_free(&again);
			str_free(&twice);
		}
		session_free(&s);
		str_free(&out);
		str_free(&line);
	}
}

/* Ceilings: of desks, of filters, of the whole. */
static void test_ceilings(void **state)
{
	struct str text = STR_INIT(4 << 20);
	struct session s = { 0 };
	struct err e = { 0 };

	(void)state;
	str_addz(&text, HEAD);
	for (int i = 0; i <= SESSION_DESKS; i++)
		str_addf(&text, "at\td%d\n", i);
	assert_int_equal(session_read(&s, str_slice(&text), &e), -1);
	str_clear(&text);
	str_addz(&text, HEAD "past\t");
	for (int i = 0; i < EDIT_BYTES + 1; i++)
		str_addc(&text, 'x');
	str_addc(&text, '\n');
	assert_int_equal(session_read(&s, str_slice(&text), &e), -1);
	str_clear(&text);
	str_addz(&text, HEAD);
	while (text.n <= SESSION_BYTES)
		str_addz(&text, "held\t1\n");
	assert_int_equal(session_read(&s, str_slice(&text), &e), -1);
	for (int i = 0; i < 3 * SESSION_DESKS; i++) {
		str_clear(&text);
		str_addf(&text, "desk-%d", i);
		assert_non_null(session_desk(&s, str_slice(&text), true));
	}
	assert_int_equal(s.n, SESSION_DESKS);
	session_free(&s);
	str_free(&text);
}

/* The screen comes back to where it was, on each desk. */
static void test_screen_resumes(void **state)
{
	struct str kept = STR_INIT(SESSION_BYTES);
	struct err e = { 0 };
	struct fixture f;

	(void)state;
	fix_begin(&f, 40, 120, false);
	fix_keys(&f, "/");
	fix_type(&f, "role:hrd,politician");
	fix_keys(&f, "Enter s d 4 Down w b");
	fix_type(&f, "2");
	fix_keys(&f, "Enter 1 Down");
	fix_keys(&f, "b 1 Enter 1 Enter");
	screen_session(&f.screen, &kept);
	assert_null(strstr(str_cstr(&kept), "Bialiatski"));
	fix_end(&f);

	fix_begin(&f, 40, 120, false);
	assert_int_equal(screen_resume(&f.screen, str_slice(&kept), true, &e),
			 0);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(f.screen.desk, "belarus");
	assert_int_equal(f.screen.mode, MODE_DETAIL);
	assert_int_equal(f.screen.held, HELD_ARREST);
	assert_true(f.screen.beside);
	fix_keys(&f, "q");
	assert_string_equal(str_cstr(&f.screen.pane[PANE_releases].filter),
			    "role:hrd,politician");
	assert_string_equal(fix_cursor_id(&f), "p-bialiatski");
	assert_int_equal(f.screen.edit.n_past, 1);
	fix_keys(&f, "4");
	assert_string_equal(fix_cursor_id(&f), "n-2");
	fix_keys(&f, "b 2 Enter");
	assert_string_equal(f.screen.desk, "journalists");
	assert_int_equal(f.screen.pane[PANE_releases].filter.n, 0);
	fix_end(&f);
	str_free(&kept);
}

/* A hostile one is said, and the screen begins as ever. */
static void test_hostile(void **state)
{
	struct err e = { 0 };
	struct fixture f;

	(void)state;
	fix_begin(&f, 24, 80, false);
	assert_int_equal(screen_resume(&f.screen, SLICE(HEAD "pane\t\033[2J"),
				       true, &e), -1);
	screen_draw(&f.screen, &f.surface);
	fix_has(&f, "where you left off is not known");
	assert_string_equal(f.screen.desk, "belarus");
	/* Records that are gone, a desk that is none, a filter of another
	 * view: each is left as it can be. */
	assert_int_equal(screen_resume(&f.screen, SLICE(HEAD
		"desk\tno-such\nat\tbelarus\nfocus\treleases\tnews\n"
		"pane\treleases\t\t5\tp-gone\tno:column\nopen\t3\tp-gone\n"),
		true, &e), 0);
	screen_draw(&f.screen, &f.surface);
	assert_string_equal(f.screen.desk, "belarus");
	assert_int_equal(f.screen.mode, MODE_PANES);
	fix_keys(&f, "Esc");
	assert_int_equal(f.screen.pane[PANE_releases].list.count, 7);
	fix_end(&f);
}

/* "gQ" typed at once: the cursor has left the page that was drawn. */
static void test_before_it_is_drawn(void **state)
{
	struct str text = STR_INIT(SESSION_BYTES);
	struct err e = { 0 };
	struct fixture f;

	(void)state;
	fix_begin(&f, 6, 40, false);
	fix_keys(&f, "1 G");
	assert_true(screen_focused(&f.screen)->list.top > 0);
	screen_key(&f.screen, 'g');
	screen_key(&f.screen, 'Q');
	screen_session(&f.screen, &text);
	assert_int_equal(screen_resume(&f.screen, str_slice(&text), true, &e),
			 0);
	str_free(&text);
	fix_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_screen_resumes),
		cmocka_unit_test(test_before_it_is_drawn),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
