#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/path.h"
#include "names/fold.h"

enum { FORM_BYTES = 1 << 20, KEY_BYTES = 4096, FORMS_MAX = 2000 };

static char *key_of(struct slice text)
{
	struct str key = STR_INIT(KEY_BYTES);

	fold_name(&key, text);
	assert_false(key.bad);
	return str_take(&key);
}

/* Spellings of one name: all of a row have one key. */
static const char *const same[][8] = {
	{ "Bialiatski", "Byalyatski", "Bialacki", "Беляцкий", "Бяляцкі",
	  "BIALIATSKI", "Białacki" },
	{ "Kalesnikava", "Калеснікава", "Kalesnikawa", "Kalesnikaŭa" },
	{ "Kolesnikova", "Колесникова", "Kolesnikowa" },
	{ "Sannikau", "Саннікаў", "Sannikaŭ", "Sanikau" },
	{ "Sannikov", "Санников", "Sannikow" },
	{ "Statkevich", "Статкевич", "Statkiewicz", "Statkévitch" },
	{ "Stefanovich", "Stefanovic", "Stefanowicz", "Стефанович" },
	{ "Tsikhanouski", "Cichanouski", "Ціханоўскі" },
	{ "Ales", "Алесь", "Aleś", "ALES'" },
	{ "Pavel  Seviarynets", "pavel seviarynets", " Pavel-Seviarynets " },
	{ "Колесникова", "Кoлeсникoва" },	/* with Latin o and e */
	{ "Kolesnikova", "Kоlesnikova" },	/* with a Cyrillic о */
	{ "й", "й" },			/* composed and not */
	{ "Müller", "Muller", "MÜLLER" },
	{ "Özgür", "Ozgur" },
};

static void test_same(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		char *first = key_of(slice_of(same[i][0]));

		for (size_t k = 1; k < 8 && same[i][k]; k++) {
			char *other = key_of(slice_of(same[i][k]));

			if (strcmp(first, other) != 0) {
				print_error("%s: \"%s\", %s: \"%s\"\n",
					    same[i][0], first, same[i][k],
					    other);
				bad++;
			}
			free(other);
		}
		free(first);
	}
	assert_int_equal(bad, 0);
}

static void test_different(void **state)
{
	static const char *const pairs[][2] = {
		{ "Babaryka", "Bandarenka" }, { "Znak", "Zolatava" },
		{ "Alena", "Ales" }, { "Irina", "Marina" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		char *a = key_of(slice_of(pairs[i][0]));
		char *b = key_of(slice_of(pairs[i][1]));

		assert_string_not_equal(a, b);
		free(a);
		free(b);
	}
}

static void test_edges(void **state)
{
	static const struct {
		const char *in, *want;
	} rows[] = {
		{ "", "" }, { " - ", "" }, { "\xFF\xFE", "" },
		{ "Αθήνα", "athana" }, { "1922", "1922" }, { "a1", "a1" },
	};
	struct str small = STR_INIT(4);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *key = key_of(slice_of(rows[i].in));

		assert_string_equal(key, rows[i].want);
		free(key);
	}
	fold_name(&small, SLICE("Kalesnikava"));
	assert_true(small.bad);
	str_free(&small);
}

struct form {
	struct slice person;
	char *key;
};

static size_t load_forms(struct slice text, struct form *out)
{
	struct slice line, person, skip;
	size_t n = 0;

	slice_cut(&text, '\n', &line);
	while (n < FORMS_MAX && slice_cut(&text, '\n', &line)) {
		line = slice_trim(line);
		if (!slice_cut(&line, ',', &person) ||
		    !slice_cut(&line, ',', &skip) ||
		    !slice_cut(&line, ',', &skip) || !line.p)
			continue;
		out[n].person = person;
		out[n++].key = key_of(line);
	}
	return n;
}

static size_t common_words(const char *a, const char *b)
{
	struct slice rest = slice_of(a), word, other, piece;
	size_t n = 0;

	while (slice_cut(&rest, ' ', &word)) {
		other = slice_of(b);
		while (slice_cut(&other, ' ', &piece))
			if (slice_eq(word, piece)) {
				n++;
				break;
			}
	}
	return n;
}

/* Printed forms of real people, Belarusian and Russian, in both alphabets:
 * how many pairs of one person share the key, or two words of it. */
static void test_real_forms(void **state)
{
	const char *root = getenv("THAW_TEST_DATA");
	static struct form form[FORMS_MAX];
	struct str file = STR_INIT(PATH_BYTES), text = STR_INIT(FORM_BYTES);
	struct err e = {0};
	size_t n, pairs = 0, whole = 0, words = 0;

	(void)state;
	if (!root) {
		print_message("THAW_TEST_DATA is not set: skipped\n");
		skip();
	}
	str_addf(&file, "%s/matching/belarus_name_forms.csv", root);
	assert_int_equal(path_read(str_cstr(&file), &text, NULL, &e), 0);
	n = load_forms(str_slice(&text), form);
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++) {
			if (!slice_eq(form[i].person, form[k].person))
				continue;
			pairs++;
			whole += strcmp(form[i].key, form[k].key) == 0;
			words += common_words(form[i].key, form[k].key) >= 2;
		}
	print_message("%zu forms, %zu pairs: %zu %% one key, %zu %% two words "
		      "of it\n", n, pairs, 100 * whole / pairs,
		      100 * words / pairs);
	assert_true(whole * 100 >= pairs * 80);
	assert_true(words * 100 >= pairs * 95);
	for (size_t i = 0; i < n; i++)
		free(form[i].key);
	str_free(&file);
	str_free(&text);
}

/* One of the keys that the front of a name can come to begins the key of the
 * name. */
static bool comes_to(struct slice front, const char *key)
{
	struct str keys = STR_INIT(KEY_BYTES);
	struct slice rest, one;
	bool found;

	fold_prefix(&keys, front);
	assert_false(keys.bad);
	found = keys.n == 0;
	rest = str_slice(&keys);
	while (!found && slice_cut(&rest, '\n', &one))
		found = one.n > 0 && (slice_ends(one, "$") ?
			slice_eq(slice_of(key), slice_make(one.p, one.n - 1)) :
			strncmp(key, one.p, one.n) == 0);
	str_free(&keys);
	return found;
}

static int check_fronts(const char *name)
{
	char *key = key_of(slice_of(name));
	int bad = 0;

	for (size_t n = 1; *key && n <= strlen(name); n++) {
		struct slice front = slice_make(name, n);

		if (((unsigned char)name[n] & 0xC0) == 0x80 ||
		    comes_to(front, key))
			continue;
		print_error("%.*s of %s: \"%s\"\n", SLICE_ARG(front), name,
			    key);
		bad++;
	}
	free(key);
	return bad;
}

/* Words of what squeeze.tsv knows and of other letters, always the same. (Of
 * one alphabet: letters are taken for those of the other by what most of the
 * word is of.) */
static void some_word(uint64_t *seed, char word[64])
{
	static const char *const bits[][24] = {
		{ "a", "b", "c", "e", "g", "h", "i", "j", "k", "p", "s", "t",
		  "u", "v", "x", "y", "z", "ch", "sch", "szcz", "mikh", "vic",
		  "zki", "tich" },
		{ "d", "m", "o", "q", "r", "w", "č", "ć", "š", "ś", "ž", "ż",
		  "ŭ", "ł", "ń", "ř", "kh", "ts", "dz", "ia", "c", "t", "s",
		  "i" },
		{ "а", "б", "в", "г", "д", "е", "ё", "з", "и", "і", "й", "к",
		  "с", "т", "ў", "х", "ц", "ч", "ш", "щ", "ь", "ы", "ю",
		  "я" },
	};
	size_t of = 0;

	word[0] = '\0';
	for (int i = 0; i < 6; i++) {
		*seed = *seed * 6364136223846793005u + 1442695040888963407u;
		if (i == 0 || of < 2)
			of = (*seed >> 40) % (i == 0 ? 3 : 2);
		strcat(word, bits[of][(*seed >> 33) % 24]);
	}
}

static void test_prefix(void **state)
{
	uint64_t seed = 1;
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		for (size_t k = 0; k < 8 && same[i][k]; k++)
			bad += check_fronts(same[i][k]);
	for (int i = 0; i < 20000; i++) {
		char word[64];

		some_word(&seed, word);
		bad += check_fronts(word);
	}
	assert_int_equal(bad, 0);
}

static void test_prefix_keys(void **state)
{
	static const struct { const char *front, *keys; } rows[] = {
		{ "", "" }, { " - ", "" }, { "bial", "bal\n" },
		{ "ch", "x\nhr\n" }, { "k", "k\nh\n" },
		{ "i", "i\nu\na\nix$\n" }, { "Алесь Б", "alas b\n" },
		{ "ales i", "alas i\nalas$\nalas u\nalas a\nalas ix$\n" },
		{ "Pavel-", "paual\n" }, { "zz", "z\nztki\nztk$\nztku\nztka\n" },
		{ "vic", "uit\nuix\nuihr\nuitih\nuix$\n" },
		{ "zzz", "" }, { "ЗЗЗ", "" }, { "iii", "" },
		{ "щ", "s\n" },
	};
	struct str small = STR_INIT(4);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str keys = STR_INIT(KEY_BYTES);

		fold_prefix(&keys, slice_of(rows[i].front));
		assert_string_equal(str_cstr(&keys), rows[i].keys);
		str_free(&keys);
	}
	fold_prefix(&small, SLICE("Kalesnikava"));
	assert_true(small.bad);
	str_free(&small);
}

static void test_open(void **state)
{
	static const struct { const char *text, *key; } rows[] = {
		{ "", "" }, { "Bi", "bi" }, { "bialiatski", "balatki" },
		{ "stefanovic", "stafanauit" }, { "Ales B", "alas b" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str key = STR_INIT(KEY_BYTES);

		fold_open(&key, slice_of(rows[i].text));
		assert_string_equal(str_cstr(&key), rows[i].key);
		str_free(&key);
	}
	assert_true(fold_divides(SLICE("-")));
	assert_true(fold_divides(SLICE("。")));
	assert_false(fold_divides(SLICE("ь")));
	assert_false(fold_divides(SLICE("'")));
	assert_false(fold_divides(SLICE("я")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same), cmocka_unit_test(test_different),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_prefix),
		cmocka_unit_test(test_prefix_keys),
		cmocka_unit_test(test_open),
		cmocka_unit_test(test_real_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
