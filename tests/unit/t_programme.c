/* Programmes: the words of every list lead to one row each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/programme.h"
#include "model/vocab.h"

static const struct {
	const char *by, *token, *want, *territories;
} tokens[] = {
	{ "US", "BELARUS", "US-BLR", "BLR/BY" },
	{ "US", "BELARUS-EO14038", "US-BLR", "BLR/BY" },
	{ "US", "US-BRUS", "US-BLR", "BLR/BY" },
	{ "EU", "BLR", "EU-BLR", "BLR/BY" },
	{ "EU", "blr", "EU-BLR", "BLR/BY" },
	{ "GB", "The Republic of Belarus (Sanctions) (EU Exit) Regulations"
	  " 2019", "GB-BLR", "BLR/BY" },
	{ "GB", "Belarus", "GB-BLR", "BLR/BY" },
	{ "CA", "Belarus / B\xc3\xa9larus", "CA-BLR", "BLR/BY" },
	{ "CH", "Belarus", "CH-BLR", "BLR/BY" },
	{ "CH", "SECO-BRUS", "CH-BLR", "BLR/BY" },
	/* a key stands for itself; without a jurisdiction only what is unique */
	{ "", "EU-BLR", "EU-BLR", "BLR/BY" },
	{ "", "US-BRUS", "US-BLR", "BLR/BY" },
	{ "", "Belarus", NULL, NULL },
	/* words of one authority say nothing about another */
	{ "GB", "BLR", NULL, NULL },
	{ "US", "NO-SUCH-TOKEN", NULL, NULL },
	{ "US", "", NULL, NULL },
	/* near names */
	{ "GB", "The Sudan (Sanctions) (EU Exit) Regulations 2020", "GB-SDN",
	  "SDN/SD" },
	{ "GB", "The South Sudan (Sanctions) (EU Exit) Regulations 2019",
	  "GB-SSD", "SSD/SS" },
	{ "GB", "The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019",
	  "GB-IRN-NUC", "IRN/IR" },
	{ "GB", "The Guinea (Sanctions) (EU Exit) Regulations 2019", "GB-GIN",
	  "GIN/GN" },
	{ "US", "CAATSA - RUSSIA", "US-CAATSA-RUS", "RUS/RU" },
	{ "US", "RUSSIA-EO14065", "US-UKR", "RUS/RU,UKR/UA" },
	{ "CA", "Venezuela ", "CA-VEN", "VEN/VE" },
	{ "US", "GLOMAG", "US-GLOMAG", "" },
	{ "UN", "SouthSudan", "UN-SSD", "SSD/SS" },
};

static void test_tokens(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
		const struct programme *p =
			programme_find(slice_of(tokens[i].by),
				       slice_of(tokens[i].token));

		if (!p || !tokens[i].want) {
			if (p || tokens[i].want)
				fail_msg("%s \"%s\"", tokens[i].by,
					 tokens[i].token);
			continue;
		}
		assert_string_equal(p->key, tokens[i].want);
		assert_string_equal(p->territories, tokens[i].territories);
	}
}

/* Every row is reachable by its key, in a jurisdiction that thaw knows. */
static void test_rows(void **state)
{
	(void)state;
	for (const struct programme *p = programmes; p->key; p++) {
		struct slice by = slice_of(p->jurisdiction);
		struct slice rest = slice_of(p->territories), a3, a2;

		assert_ptr_equal(programme_find(by, slice_of(p->key)), p);
		assert_true(slice_starts(slice_of(p->key), p->jurisdiction));
		assert_non_null(vocab_label(VOCAB_jurisdiction, by));
		assert_true(p->title[0] && p->authority[0] && p->tokens[0]);
		while (programme_territory(&rest, &a3, &a2)) {
			assert_int_equal(a3.n, 3);
			assert_int_equal(a2.n, 2);
		}
	}
}

static const struct {
	const char *by, *country, *want;
} about[] = {
	{ "US", "BY", "US-BLR" }, { "EU", "BY", "EU-BLR" },
	{ "CH", "BY", "CH-BLR" }, { "EU", "RU", "EU-RUS" },
	{ "US", "RU", "US-RUS" }, { "GB", "US", NULL }, { "BY", "BY", NULL },
};

static void test_about(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(about) / sizeof(about[0]); i++) {
		const struct programme *p =
			programme_about(slice_of(about[i].by),
					slice_of(about[i].country));

		if (about[i].want)
			assert_string_equal(p->key, about[i].want);
		else
			assert_null(p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
