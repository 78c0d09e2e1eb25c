/* What the index finds is what a look at every name finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "indexkit.h"
#include "names/fold.h"

enum { NAMES = 3000, TOP = 5 };

static int start(void **state)
{
	struct ixkit *k = calloc(1, sizeof(*k));

	assert_non_null(k);
	ix_start(k);
	*state = k;
	return 0;
}

static int stop(void **state)
{
	ix_stop(*state);
	free(*state);
	return 0;
}

/* --- altered names ------------------------------------------------------- */

static const char listed[] =
	"1 p Ales Bialiatski\n"
	"2 p Maria Kalesnikava\n"
	"3 p Abdul Rahman al-Zarqawi\n"
	"4 p Mohammed Ali\n"
	"5 - Zarya Trading Limited Liability Company\n"
	"6 p Siarhei Tsikhanouski\n"
	"7 p محمد حسين\n"
	"8 p Wang Xiaoming\n"
	"9 p Ivan Ivanovich Petrov\n"
	"10 pw Alesik\n"
	"11 po Ivan Petrovsky-Sidorov\n"
	"12 p O'Brien, Seán\n"
	"13 - Vessel Volga 44\n"
	"14 p Abdulrahman Karimzadeh\n";

static const struct {
	const char *asked;
	bool person;
	int64_t want;		/* 0: nobody */
} sought[] = {
	{ "Алесь Беляцкий", true, 1 },
	{ "BELYATSKY, Alexander", true, 1 },
	{ "Bialiatski", true, 1 },
	{ "Ales Bialyatski", true, 1 },
	{ "Mariya Kolesnikova", true, 2 },
	{ "Kalesnikava Maria", true, 2 },
	{ "Abdulrahman Zarqawi", true, 3 },
	{ "Abdurrahman al Zarkawi", true, 3 },
	{ "Muhammad Aly", true, 4 },
	{ "OOO Zaria Trading", false, 5 },
	{ "Sergei Tikhanovsky", true, 6 },
	{ "Mohammed Hussein", true, 7 },
	{ "王晓明", true, 8 },
	{ "Petrov Ivan", true, 9 },
	{ "I. I. Petrov", true, 9 },
	{ "Sean OBrien", true, 12 },
	{ "Volga 44", false, 13 },
	{ "Volga 45", false, 0 },
	{ "Abdul Rahman Karimzade", true, 14 },
	{ "Nobody Whatsoever", true, 0 },
	{ "", true, 0 },
	{ "...", true, 0 },
};

static size_t seek(const struct name_index *ix, const char *text, bool person,
		   int least, bool (*skip)(void *, uint32_t),
		   struct index_hit hit[TOP])
{
	struct index_seeker *k = seeker_new(ix);
	struct arena mem = ARENA_INIT(1 << 20);
	struct name name;
	struct err e = {0};
	size_t n;

	assert_non_null(k);
	name_read(&name, slice_of(text), person, &mem);
	assert_int_equal(index_seek(k, &(struct index_ask){ .name = &name,
			 .least = least, .most = TOP, .skip = skip }, hit, &n,
			 &e), 0);
	seeker_free(&k);
	arena_free(&mem);
	return n;
}

static void test_altered(void **state)
{
	struct ixkit *k = *state;
	struct index_hit hit[TOP];

	ix_make(k, listed, 1);
	for (size_t i = 0; i < sizeof(sought) / sizeof(*sought); i++) {
		size_t n = seek(k->ix, sought[i].asked, sought[i].person,
				MATCH_HIT, NULL, hit);

		if ((n ? hit[0].subject : 0) != sought[i].want)
			fail_msg("%s: %lld, not %lld", sought[i].asked,
				 n ? (long long)hit[0].subject : 0,
				 (long long)sought[i].want);
	}
}

static bool skip_first(void *ctx, uint32_t name)
{
	(void)ctx;
	return name == 0;
}

/* Weak aliases and names of the past come behind; skipped ones not at all. */
static void test_kept(void **state)
{
	struct ixkit *k = *state;
	struct index_hit hit[TOP];

	ix_make(k, listed, 1);
	assert_int_equal(seek(k->ix, "Ales Bialiatski", true, MATCH_HIT,
			      skip_first, hit), 0);
	assert_int_equal(seek(k->ix, "Alesik", true, 1, NULL, hit), 1);
	assert_int_equal(hit[0].score, INDEX_WEAK_KEEPS);
	assert_int_equal(seek(k->ix, "Ivan Petrovsky-Sidorov", true, 900, NULL,
			      hit), 1);
	assert_int_equal(hit[0].score, INDEX_PAST_KEEPS);
}

/* One subject is told once, by its best name; as many as were asked for. */
static void test_subjects(void **state)
{
	struct ixkit *k = *state;
	struct str lines = STR_INIT(1 << 16);
	struct index_hit hit[TOP];

	for (int i = 1; i <= 9; i++)
		str_addf(&lines, "%d pw Ivan Petrov\n%d p Ivan Petrov\n"
			 "%d p Ivan Petrow\n", i, i, i);
	ix_make(k, str_cstr(&lines), 1);
	assert_int_equal(seek(k->ix, "Ivan Petrov", true, MATCH_HIT, NULL,
			      hit), TOP);
	for (int i = 0; i < TOP; i++) {
		assert_int_equal(hit[i].subject, i + 1);
		assert_int_equal(hit[i].score, 1000);
		assert_int_equal(hit[i].name, 3 * i + 1);
	}
	str_free(&lines);
}

/* --- beside a look at every name ----------------------------------------- */

static int by_score(const void *x, const void *y)
{
	const struct index_hit *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->subject < b->subject ? -1 : 1;
}

static size_t look(const struct name_index *ix, const char *text,
		   bool person, struct index_hit *out)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct name asked, name;
	struct err e = {0};
	size_t n = 0;

	name_read(&asked, slice_of(text), person, &mem);
	for (size_t i = 0; i < index_names(ix); i++) {
		struct index_entry entry;
		int score;

		assert_int_equal(index_name(ix, i, &name, &e), 0);
		assert_int_equal(index_entry(ix, i, &entry, &e), 0);
		score = name_match(&asked, &name, NULL);
		if (score >= MATCH_HIT)
			out[n++] = (struct index_hit){
				(uint32_t)i, entry.subject, score };
	}
	qsort(out, n, sizeof(*out), by_score);
	arena_free(&mem);
	return n;
}

static void compare(const struct name_index *ix, const char *text,
		    bool person)
{
	static struct index_hit want[NAMES];
	struct index_hit hit[TOP];
	size_t there = look(ix, text, person, want);
	size_t n = seek(ix, text, person, MATCH_HIT, NULL, hit);

	if (there > TOP)
		there = TOP;
	for (size_t i = 0; i < there; i++)
		if (i >= n || hit[i].score != want[i].score ||
		    hit[i].subject != want[i].subject)
			fail_msg("%s: place %zu is %lld (%d), not %lld (%d)",
				 text, i + 1,
				 i < n ? (long long)hit[i].subject : 0,
				 i < n ? hit[i].score : 0,
				 (long long)want[i].subject, want[i].score);
	assert_int_equal(n, there);
}

static void test_all_pairs(void **state)
{
	struct ixkit *k = *state;
	struct str lines = STR_INIT(1 << 22), text = STR_INIT(1 << 12);
	struct err e = {0};

	ix_invent(&lines, NAMES);
	ix_make(k, str_cstr(&lines), 1);
	for (size_t i = 0; i < 160; i++) {
		size_t at = i * 37 % NAMES;
		struct index_entry entry;

		str_clear(&text);
		ix_alter(&text, str_cstr(&lines), at, i);
		assert_int_equal(index_entry(k->ix, at, &entry, &e), 0);
		compare(k->ix, str_cstr(&text), entry.flags & INDEX_PERSON);
	}
	str_free(&lines);
	str_free(&text);
}

/* --- the filter ---------------------------------------------------------- */

static bool begins(struct slice sound, struct slice text)
{
	struct str keys = STR_INIT(1 << 12);
	struct slice rest, key;
	bool found = false;

	fold_prefix(&keys, text);
	rest = str_slice(&keys);
	while (rest.n > 0 && slice_cut(&rest, '\n', &key)) {
		bool ends = key.n > 0 && key.p[key.n - 1] == '$';

		key.n -= ends;
		if (key.n > 0 && key.n <= sound.n &&
		    memcmp(key.p, sound.p, key.n) == 0)
			found |= !ends || key.n == sound.n;
	}
	str_free(&keys);
	return found;
}

static bool stands(const struct name_index *ix, size_t name,
		   struct slice text)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct word asked, w;
	struct err e = {0};
	size_t n;
	const uint32_t *entry = index_entries(ix, name, &n, &e);
	bool found = false;

	assert_non_null(entry);
	assert_true(word_make(&asked, text, true, &mem));
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(index_word(ix, entry_word(entry[i]), &w, &e),
				 0);
		found |= slice_find(w.plain, asked.plain, 0) >= 0 ||
			 (asked.traits & WORD_SIGNS ?
			  w.sound.n >= asked.sound.n &&
			  memcmp(w.sound.p, asked.sound.p,
				 asked.sound.n) == 0 :
			  begins(w.sound, text));
	}
	arena_free(&mem);
	return found;
}

static void filter(const struct name_index *ix, const char *text)
{
	struct index_seeker *k = seeker_new(ix);
	uint64_t bits[NAMES / 64 + 1];
	struct err e = {0};
	size_t n, want = 0;

	assert_int_equal(index_filter(k, slice_of(text), bits, &n, &e), 0);
	for (size_t i = 0; i < index_names(ix); i++) {
		struct slice rest = slice_of(text), word;
		bool all = true;

		while (all && rest.n > 0 && slice_cut(&rest, ' ', &word))
			all = word.n == 0 || stands(ix, i, word);
		if (all != (bits[i / 64] >> i % 64 & 1))
			fail_msg("%s: name %zu is%s marked", text, i,
				 all ? " not" : "");
		want += all;
	}
	assert_int_equal(n, want);
	seeker_free(&k);
}

static void test_filter(void **state)
{
	static const char *const texts[] = {
		"", " ", "a", "z", "mo", "moh", "mohammed", "muham", "ch", "c",
		"t", "shi", "sh", "ova", "ovich", "ltd", "limited", "ooo", "oo",
		"Иван", "ива", "м", "مح", "ivan p", "ba do", "a e i", "x",
		"44", "zzz", "mariya", "sergey", "s ivan", "siarhei ka",
	};
	struct ixkit *k = *state;
	struct str lines = STR_INIT(1 << 22);

	ix_invent(&lines, 1000);
	ix_make(k, str_cstr(&lines), 1);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		filter(k->ix, texts[i]);
	ix_make(k, listed, 1);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		filter(k->ix, texts[i]);
	filter(k->ix, "王");
	filter(k->ix, "liab");
	ix_make(k, "", 1);
	filter(k->ix, "a");
	str_free(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_all_pairs, start, stop),
		cmocka_unit_test_setup_teardown(test_altered, start, stop),
		cmocka_unit_test_setup_teardown(test_filter, start, stop),
		cmocka_unit_test_setup_teardown(test_kept, start, stop),
		cmocka_unit_test_setup_teardown(test_subjects, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
