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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same), cmocka_unit_test(test_different),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_real_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
