/* The ten questions that users ask most, each answered on the screen within five
 * keys; a word that is typed counts as one. README tells the same keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "tests/lib/ptykit.h"
#include "ui/keys.h"

enum { KEYS_MOST = 5, SEEN_MOST = 4, README_BYTES = 1 << 20 };

#define TYPED(word) "/", word, "Enter"

static const struct question {
	const char *asks;
	const char *key[KEYS_MOST + 2];	/* NULL behind the last */
	const char *sees[SEEN_MOST];
	const char *gone;		/* and this is not there any more */
} questions[] = {
	{ "Who was freed on a given day, and who says so?",
	  { "9", TYPED("2025-12-13"), "Enter" },
	  { "Announced by", "aljazeera.com", "as of 13 Dec 2025" }, NULL },
	{ "Is X in custody now, as of when, by which source?",
	  { TYPED("бяляцкі"), "Enter" },
	  { "Custody", "free", "as of 14 Dec 2025", "europ.info" }, NULL },
	{ "Which claims about X disagree?",
	  { "6", TYPED("санников"), "Enter" },
	  { "freed by 14 Dec 2025", "freed 14 Apr 2012", "belsat.eu" }, NULL },
	{ "Is this measure lifted, or only licensed, by what?",
	  { "2", TYPED("belaruskali"), "Enter" },
	  { "eased by GL 13 since 15 Dec 2025", "imposed by EO 14038" }, NULL },
	{ "What changed since I last looked?",
	  { "n" }, { "▌•Mikalai Statkevich" }, NULL },
	{ "How long was X held?",
	  { TYPED("kalesnikava"), "Enter" },
	  { "Held text", "18 months" }, NULL },
	{ "Which releases came with which measures?",
	  { "t" }, { "Timeline", "freed", "eased by GL 13" }, NULL },
	{ "How many remain, by whose count?",
	  { "9", TYPED("remaining"), "Enter" },
	  { "remaining", "1134", "Vyasna Example" }, NULL },
	{ "Which journalists are there, and what became of them?",
	  { TYPED("role:journalist") },
	  { "Zoja Vydumanaja", "journalist", "1 of 22" }, "Bialiatski" },
	{ "Where does this number come from?",
	  { "9", "j", "j", "Enter" },
	  { "Count", "the source has not verified it", "thelithuania.com" },
	  NULL },
};

enum { QUESTIONS = sizeof(questions) / sizeof(*questions) };

static void press(struct run *r, const char *key)
{
	if (strcmp(key, "Enter") == 0)
		pty_press(r, "\r");
	else if (strcmp(key, "Esc") == 0)
		pty_press(r, "\033");
	else
		pty_press(r, key);
}

/* The starter data, which somebody has read, and then news. */
static void begin(struct run *r)
{
	pty_home(r);
	pty_thaw(r, "refresh");
	pty_file(r, "remain.csv", "date;precision;count;count_scope;"
		 "announced_by;verified;source_url\n"
		 "2026-10-01;day;1134;remaining;Vyasna Example;yes;"
		 "https://list.example/1\n");
	pty_thaw(r, "import --format csv --source counts remain.csv");
	pty_file(r, "new.csv", "Name,Role,Detention Duration,Released\n"
		 "Zoja Vydumanaja,journalist,2 months,2026-11-05\n");
	pty_thaw(r, "import --format csv --source more new.csv");
}

/* Is there an action for its first key? */
static bool answers(const struct question *q)
{
	struct keymap keys;

	keymap_init(&keys);
	return keymap_find(&keys, (unsigned char)q->key[0][0]) != ACT_NONE;
}

static void answer_one(const struct question *q)
{
	struct run r;

	if (!answers(q))
		return;
	begin(&r);
	pty_start(&r, 60, 100, "C.UTF-8", false);
	pty_await(&r, "Statkevich", false, START_MS);
	/* Nor are those who are still held taken for freed. */
	assert_true(pty_sees(&r, "22 freed 30 Dec 2025"));
	for (size_t i = 0; i < KEYS_MOST && q->key[i]; i++) {
		press(&r, q->key[i]);
		/* The next key is meant for what this one has brought. */
		pty_await(&r, "thaw", false, KEY_MS);
	}
	for (size_t i = 0; i < SEEN_MOST && q->sees[i]; i++)
		pty_await(&r, q->sees[i], false, KEY_MS);
	if (q->gone)
		pty_await(&r, q->gone, true, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void test_answered(void **state)
{
	(void)state;
	if (!getenv("THAW_BIN")) {
		print_message("no THAW_BIN: skipped\n");
		skip();
	}
	for (size_t i = 0; i < QUESTIONS; i++) {
		print_message("%s\n", questions[i].asks);
		assert_null(questions[i].key[KEYS_MOST]);
		answer_one(&questions[i]);
	}
}

/* README has each with its keys, "9 / 2025-12-13 Enter Enter". */
static void test_told_in_readme(void **state)
{
	struct str path = STR_INIT(PATH_BYTES), all = STR_INIT(README_BYTES);
	struct str row = STR_INIT(README_BYTES);
	const char *root = getenv("srcdir");
	struct err e = {0};

	(void)state;
	str_addf(&path, "%s/README", root ? root : ".");
	assert_int_equal(path_read(str_cstr(&path), &all, NULL, &e), 0);
	for (size_t i = 0; i < QUESTIONS; i++) {
		str_clear(&row);
		str_addf(&row, "    %s\n        keys    ", questions[i].asks);
		for (size_t k = 0; questions[i].key[k]; k++)
			str_addf(&row, " %s", questions[i].key[k]);
		str_addz(&row, "\n        command  thaw ");
		if (!strstr(str_cstr(&all), str_cstr(&row)))
			fail_msg("README lacks:\n%s", str_cstr(&row));
	}
	str_free(&row);
	str_free(&all);
	str_free(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answered),
		cmocka_unit_test(test_told_in_readme),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
