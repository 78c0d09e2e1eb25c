/* The tour: one script of keys on the starter data, played on the real program
 * with a clock that stands still. It makes assets/tour.cast and the screens in
 * README, and holds both to what thaw shows today. THAW_GOLDEN_WRITE=1 writes
 * them anew; a step is one row of `script`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "tests/lib/castkit.h"
#include "ui/keys.h"

#define TOUR_BEGINS "    [ the tour: these screens come from tests/unit/t_tour ]\n"
#define TOUR_ENDS "    [ the end of the tour ]\n"

enum { TOUR_BYTES = 4 << 20 };

static const struct step {
	const char *keys;	/* in one write */
	const char *awaits;	/* a text that comes ... */
	bool gone;		/* ... or goes */
	int ms;			/* in the recording, after the step before */
	int lines;		/* of this screen in README; 0: not there */
	const char *says;	/* before it */
	char needs;		/* a key; left out where nothing answers to it */
} script[] = {
	{ "", " Welcome ", false, 0, 24,
	  "At the first start thaw says what it has, and asks before it "
	  "contacts anybody.\nq closes that.\n", ':' },
	{ "q", "Statkevich", false, 4000, 0, NULL, ':' },
	{ "", "Statkevich", false, 100, 24,
	  "The first screen: who was freed, what happened to the sanctions, "
	  "what was\nasked for. A • is new, ≠ disputed, ? unverified.\n", 0 },
	{ "/", "/", false, 3000, 0, NULL, 0 },
	{ "б", "/б", false, 400, 0, NULL, 0 },
	{ "я", "/бя", false, 250, 0, NULL, 0 },
	{ "л", "Statkevich", true, 250, 4,
	  "/ and a name, in any spelling: rows go while you type.\n", 0 },
	{ "\r", "▌", false, 1200, 0, NULL, 0 },
	{ "\r", " Claims ", false, 1500, 19,
	  "Enter twice: everything that is said about him, by whom, when, in "
	  "which words.\n", 0 },
	{ "\006", "Held", false, 2500, 0, NULL, 0 },
	{ "q", "1 Releases", false, 2500, 0, NULL, 0 },
	{ "\033", "Znak", false, 1000, 0, NULL, 0 },
	{ "2", "Target", false, 1200, 14,
	  "q goes back, Esc clears the filter, 2 opens Sanctions: the state by "
	  "the acts,\nand beside it what the news say.\n", 0 },
	{ "/", "/", false, 1500, 0, NULL, 0 },
	{ "belaruskali", "1 of 16", false, 800, 0, NULL, 0 },
	{ "\r", "▌", false, 600, 0, NULL, 0 },
	{ "\r", "history:", false, 1200, 16,
	  "Enter shows the history of a measure, act by act.\n", 0 },
	{ "q", "2 Sanctions", false, 3000, 0, NULL, 0 },
	{ "\033", "seven companies", false, 800, 0, NULL, 0 },
	{ "6", "6 Disputed", false, 1000, 0, NULL, 0 },
	{ "\r", "Verdict:", false, 1500, 15,
	  "6 is what cannot all be true. Enter shows the sides, v takes your "
	  "verdict.\n", 0 },
	{ "q", "6 Disputed", false, 3000, 0, NULL, 0 },
	{ "t", "Timeline", false, 1200, 20,
	  "t sets releases, as bars, above what was done to the sanctions.\n",
	  't' },
	{ "+", "Timeline", false, 3000, 0, NULL, 't' },
	{ "+", "Timeline", false, 1500, 0, NULL, 't' },
	{ "q", "6 Disputed", false, 3000, 0, NULL, 't' },
	{ "?", "go up one row", false, 1200, 0, NULL, 0 },
	{ "q", "6 Disputed", false, 3000, 0, NULL, 0 },
	{ "1", "Name ", false, 800, 0, NULL, 0 },
};

enum { STEPS = sizeof(script) / sizeof(*script) };

/* The first lines of the screen, without blanks at their ends. */
static void put_screen(struct str *to, const struct run *r, int lines)
{
	struct str all = STR_INIT(TOUR_BYTES);
	struct slice rest, line;

	pty_text(r, &all);
	rest = str_slice(&all);
	while (lines-- > 0 && slice_cut(&rest, '\n', &line)) {
		while (line.n > 0 && line.p[line.n - 1] == ' ')
			line.n--;
		str_add(to, line);
		str_addc(to, '\n');
	}
	str_free(&all);
}

static bool left_out(const struct step *s)
{
	struct keymap keys;

	keymap_init(&keys);
	return s->needs && keymap_find(&keys, (uint32_t)s->needs) == ACT_NONE;
}

static bool starts(struct run *r, int rows, int cols)
{
	char path[PATH_BYTES];
	const char *built = getenv("builddir");

	if (!built) {
		print_message("no builddir: skipped\n");
		return false;
	}
	snprintf(path, sizeof(path), "%s/tests/thaw_at", built);
	assert_true(path_exists(path));
	setenv("TZ", "UTC", 1);
	pty_home(r);
	setenv("THAW_BIN", path, 1);
	pty_start(r, rows, cols, "C.UTF-8", false);
	return true;
}

/* Plays the script; one of the two is not NULL. */
static void play(int rows, int cols, struct cast *cast, struct str *screens)
{
	struct run r;

	int wait_ms = START_MS;

	if (!starts(&r, rows, cols))
		skip();
	for (size_t i = 0; i < STEPS; i++) {
		const struct step *s = &script[i];

		if (left_out(s))
			continue;
		if (s->keys[0])
			pty_press(&r, s->keys);
		pty_await(&r, s->awaits, s->gone, wait_ms);
		wait_ms = KEY_MS;
		if (cast)
			cast_frame(cast, &r, s->ms);
		if (!screens || !s->says)
			continue;
		str_addf(screens, "%s%s\n", screens->n ? "\n" : "", s->says);
		put_screen(screens, &r, s->lines);
	}
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void source_path(struct str *to, const char *name)
{
	const char *root = getenv("srcdir");

	str_addf(to, "%s/%s", root ? root : ".", name);
}

static void rewrite(const char *path, struct slice text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

static void compare(const char *name, struct slice want, struct slice got)
{
	size_t at = 0;

	if (slice_eq(want, got))
		return;
	while (at < want.n && at < got.n && want.p[at] == got.p[at])
		at++;
	print_error("%s is not what thaw shows: from byte %zu on, it has\n"
		    "%.*s\nand thaw shows\n%.*s\nTHAW_GOLDEN_WRITE=1 writes it "
		    "anew\n", name, at, want.n - at > 300 ? 300 :
		    (int)(want.n - at), want.p + at,
		    got.n - at > 300 ? 300 : (int)(got.n - at), got.p + at);
	fail();
}

static void test_recording(void **state)
{
	struct str path = STR_INIT(PATH_BYTES), want = STR_INIT(TOUR_BYTES);
	struct cast c;
	struct err e = {0};

	(void)state;
	cast_begin(&c, 30, 100, "thaw: who was freed, what was eased in "
		   "return, and who says so?");
	play(30, 100, &c, NULL);
	source_path(&path, "assets/tour.cast");
	if (getenv("THAW_GOLDEN_WRITE")) {
		rewrite(str_cstr(&path), str_slice(&c.out));
	} else {
		assert_int_equal(path_read(str_cstr(&path), &want, NULL, &e),
				 0);
		compare("assets/tour.cast", str_slice(&want),
			str_slice(&c.out));
	}
	cast_free(&c);
	str_free(&want);
	str_free(&path);
}

static void test_readme(void **state)
{
	struct str path = STR_INIT(PATH_BYTES), want = STR_INIT(TOUR_BYTES);
	struct str screens = STR_INIT(TOUR_BYTES), all = STR_INIT(TOUR_BYTES);
	struct err e = {0};
	ptrdiff_t from, to;

	(void)state;
	play(24, 80, NULL, &screens);
	source_path(&path, "README");
	assert_int_equal(path_read(str_cstr(&path), &want, NULL, &e), 0);
	from = slice_find(str_slice(&want), slice_of(TOUR_BEGINS), 0);
	assert_true(from >= 0);
	from += (ptrdiff_t)strlen(TOUR_BEGINS);
	to = slice_find(str_slice(&want), slice_of(TOUR_ENDS), (size_t)from);
	assert_true(to >= from);
	str_addf(&all, "%.*s\n%s\n%s", (int)from, want.p, str_cstr(&screens),
		 want.p + to);
	if (getenv("THAW_GOLDEN_WRITE"))
		rewrite(str_cstr(&path), str_slice(&all));
	else
		compare("README", str_slice(&want), str_slice(&all));
	str_free(&all);
	str_free(&screens);
	str_free(&want);
	str_free(&path);
}

/* Nobody's own data is in it: what was typed is in the script, and what is
 * shown comes from the program. */
static void test_only_starter_data(void **state)
{
	struct str path = STR_INIT(PATH_BYTES), cast = STR_INIT(TOUR_BYTES);
	const char *home = getenv("HOME");
	struct err e = {0};

	(void)state;
	source_path(&path, "assets/tour.cast");
	assert_int_equal(path_read(str_cstr(&path), &cast, NULL, &e), 0);
	assert_true(slice_starts(str_slice(&cast), "{\"version\": 2, "));
	assert_true(slice_find(str_slice(&cast), slice_of("Starter data"),
			       0) > 0);
	assert_true(slice_find(str_slice(&cast), slice_of("/tmp/"), 0) < 0);
	if (home && strlen(home) > 1)
		assert_true(slice_find(str_slice(&cast), slice_of(home),
				       0) < 0);
	str_free(&cast);
	str_free(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_recording),
		cmocka_unit_test(test_readme),
		cmocka_unit_test(test_only_starter_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
