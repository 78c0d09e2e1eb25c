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
	{ "US", "BELARUS", "US-BLR", "BLR" },
	{ "US", "BELARUS-EO14038", "US-BLR", "BLR" },
	{ "US", "US-BRUS", "US-BLR", "BLR" },
	{ "EU", "BLR", "EU-BLR", "BLR" },
	{ "EU", "blr", "EU-BLR", "BLR" },
	{ "GB", "The Republic of Belarus (Sanctions) (EU Exit) Regulations"
	  " 2019", "GB-BLR", "BLR" },
	{ "GB", "Belarus", "GB-BLR", "BLR" },
	{ "CA", "Belarus / B\xc3\xa9larus", "CA-BLR", "BLR" },
	{ "CH", "Belarus", "CH-BLR", "BLR" },
	{ "CH", "SECO-BRUS", "CH-BLR", "BLR" },
	/* a key stands for itself; without a jurisdiction only what is unique */
	{ "", "EU-BLR", "EU-BLR", "BLR" },
	{ "", "US-BRUS", "US-BLR", "BLR" },
	{ "", "Belarus", NULL, NULL },
	/* words of one authority say nothing about another */
	{ "GB", "BLR", NULL, NULL },
	{ "US", "NO-SUCH-TOKEN", NULL, NULL },
	{ "US", "", NULL, NULL },
	/* near names */
	{ "GB", "The Sudan (Sanctions) (EU Exit) Regulations 2020", "GB-SDN",
	  "SDN" },
	{ "GB", "The South Sudan (Sanctions) (EU Exit) Regulations 2019",
	  "GB-SSD", "SSD" },
	{ "GB", "The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019",
	  "GB-IRN-NUC", "IRN" },
	{ "GB", "The Guinea (Sanctions) (EU Exit) Regulations 2019", "GB-GIN",
	  "GIN" },
	{ "US", "CAATSA - RUSSIA", "US-CAATSA-RUS", "RUS" },
	{ "US", "RUSSIA-EO14065", "US-UKR", "RUS,UKR" },
	{ "CA", "Venezuela ", "CA-VEN", "VEN" },
	{ "US", "GLOMAG", "US-GLOMAG", "" },
	{ "UN", "SouthSudan", "UN-SSD", "SSD" },
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
		struct slice rest = slice_of(p->territories), one;

		assert_ptr_equal(programme_find(by, slice_of(p->key)), p);
		assert_true(slice_starts(slice_of(p->key), p->jurisdiction));
		assert_non_null(vocab_label(VOCAB_jurisdiction, by));
		assert_true(p->title[0] && p->authority[0] && p->tokens[0]);
		while (slice_cut(&rest, ',', &one))
			assert_int_equal(one.n, p->territories[0] ? 3 : 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
