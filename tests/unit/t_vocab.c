#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "model/property.h"
#include "model/vocab.h"

static const struct {
	enum vocab list;
	const char *in, *want;
} values[] = {
	{ VOCAB_role, "Human Rights Defender", "hrd" },
	{ VOCAB_role, "human-rights defender", "hrd" },
	{ VOCAB_role, "правозащитник", "hrd" },
	{ VOCAB_role, "праваабаронца", "hrd" },
	{ VOCAB_role, "HRD", "hrd" },
	{ VOCAB_role, "gardener of the moon", NULL },
	{ VOCAB_role, "", NULL },
	{ VOCAB_jurisdiction, "UK", "GB" },
	{ VOCAB_jurisdiction, "eu", "EU" },
	{ VOCAB_unit, "гадоў", "year" },
	{ VOCAB_number, "siedmiu", "7" },
	{ VOCAB_NONE, "year", NULL },
};

static void test_values(void **state)
{
	struct slice news = SLICE("eased_by_licence (most, unverified)");
	struct slice bare = SLICE("lifted"), other = SLICE("thawed (most)");

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		const char *got = vocab_value(values[i].list,
					      slice_of(values[i].in));

		if (!got || !values[i].want)
			assert_ptr_equal(got, values[i].want);
		else
			assert_string_equal(got, values[i].want);
	}
	assert_string_equal(vocab_label(VOCAB_unit, SLICE("year")), "year");
	assert_null(vocab_label(VOCAB_unit, SLICE("decade")));
	assert_string_equal(vocab_lead(VOCAB_measure_state, &news),
			    "eased by licence");
	assert_true(slice_is(news, "(most, unverified)"));
	assert_string_equal(vocab_lead(VOCAB_measure_state, &bare), "lifted");
	assert_int_equal(bare.n, 0);
	assert_null(vocab_lead(VOCAB_measure_state, &other));
	assert_true(slice_is(other, "thawed (most)"));
	assert_string_equal(vocab_name(VOCAB_role), "role");
	assert_string_equal(vocab_name(VOCAB_NONE), "");
}

static void test_scan(void **state)
{
	struct slice key = SLICE("more than three years and more");
	struct vocab_hit hit;

	(void)state;
	assert_true(vocab_scan(VOCAB_bound, key, 0, &hit));
	assert_string_equal(word_value(hit.word), "at_least");
	assert_int_equal(hit.at, 0);
	assert_int_equal(hit.bytes, 9);
	assert_true(vocab_scan(VOCAB_number, key, 0, &hit));
	assert_int_equal(hit.at, 10);
	assert_true(vocab_scan(VOCAB_unit, key, 0, &hit));
	assert_int_equal(hit.bytes, 5);
	assert_false(vocab_scan(VOCAB_unit, SLICE("yearsago"), 0, &hit));
}

/* The tables themselves: every list has rows, its rows stand together, every
 * value has an English label, keys are what text_key() makes. */
static void test_tables(void **state)
{
	(void)state;
	for (int list = VOCAB_NONE + 1; list < VOCAB_COUNT; list++) {
		const char *last = "";
		size_t n, total = 0;
		const struct vocab_word *w;

		w = vocab_rows((enum vocab)list, &n);
		assert_true(n > 0);
		for (size_t i = 0; i < n; i++) {
			struct str key = STR_INIT(4096);

			text_key(&key, slice_of(word_text(&w[i])));
			assert_string_equal(str_cstr(&key), word_key(&w[i]));
			str_free(&key);
			if (strcmp(word_value(&w[i]), last) != 0)
				assert_string_equal(word_lang(&w[i]), "en");
			last = word_value(&w[i]);
		}
		for (w = vocab_words; w->list != VOCAB_NONE; w++)
			total += w->list == (enum vocab)list;
		assert_int_equal(total, n);
	}
}

static void test_properties(void **state)
{
	enum property p;

	(void)state;
	for (int i = 0; i < PROP_COUNT; i++) {
		assert_true(property_find(slice_of(properties[i].name), &p));
		assert_int_equal(p, i);
	}
	assert_false(property_find(SLICE("colour"), &p));
	assert_false(property_find(SLICE(""), &p));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values), cmocka_unit_test(test_scan),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_properties),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
