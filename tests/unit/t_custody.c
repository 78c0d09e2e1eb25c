/* Custody as a table of facts: what the claims of a person tell in which order,
 * and what of it cannot all be so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "view/custody.h"

enum { FACTS = 8 };

struct told {
	enum property prop;
	const char *value, *as_of, *source;
};

static const struct {
	const char *name;
	struct told told[FACTS];
	const char *want;
} cases[] = {
	{ "nothing is known", { { 0, NULL, NULL, NULL } }, "" },
	{ "arrest and release",
	  { { PROP_released_on, "2025-12-13", "2025-12-14", "ngo" },
	    { PROP_detained_on, "2021-07-14", "2025-12-14", "ngo" } },
	  "2021-07-14 arrested; 2025-12-13 released, 1613 days after the"
	  " arrest; " },
	{ "two say the same",
	  { { PROP_released_on, "2025-12-13", "2025-12-14", "ngo" },
	    { PROP_released_on, "2025-12-13", "2025-12-15", "press" } },
	  "2025-12-13 released x2; " },
	{ "two days of one release",
	  { { PROP_released_on, "2025-12-13", "2025-12-14", "ngo" },
	    { PROP_released_on, "2025-12-14", "2025-12-15", "press" } },
	  "2025-12-13 released !; 2025-12-14 released !; " },
	{ "a month and a day of it agree",
	  { { PROP_released_on, "2025-12-13", "2025-12-14", "ngo" },
	    { PROP_released_on, "2025-12", "2025-12-15", "press" } },
	  "2025-12 released; 2025-12-13 released; " },
	{ "two terms are no dispute",
	  { { PROP_detained_on, "2011-08-04", "2026-01-01", "ngo" },
	    { PROP_released_on, "2014-06-21", "2026-01-01", "ngo" },
	    { PROP_detained_on, "2021-07-14", "2026-01-01", "ngo" },
	    { PROP_released_on, "2025-12-13", "2026-01-01", "ngo" } },
	  "2011-08-04 arrested; 2014-06-21 released, 1052 days after the"
	  " arrest; 2021-07-14 arrested again; 2025-12-13 released, 1613 days"
	  " after the arrest; " },
	{ "arrested on one of two days",
	  { { PROP_detained_on, "2010-12-19", "2012-04-15", "ngo" },
	    { PROP_detained_on, "2010-12-20", "2012-04-15", "press" },
	    { PROP_released_on, "2012-04-14", "2012-04-15", "ngo" } },
	  "2010-12-19 arrested !; 2010-12-20 arrested !; 2012-04-14 released;"
	  " " },
	{ "released long before it is told",
	  { { PROP_released_on, "2012-04-14", "2012-04-15", "ngo" },
	    { PROP_event, "release/2025-12-13/123", "2025-12-14", "press" } },
	  "2012-04-14 released !; 2025-12-13 released !; " },
	{ "free and in a colony on one day",
	  { { PROP_custody, "free", "2025-12-15", "press" },
	    { PROP_custody, "colony", "2025-12-15", "ngo" } },
	  "2025-12-15 said to be: free !; 2025-12-15 said to be: penal colony"
	  " !; " },
	{ "held after a release without an arrest",
	  { { PROP_released_on, "2025-12-13", "2025-12-14", "press" },
	    { PROP_custody, "colony", "2025-12-20", "ngo" } },
	  "2025-12-13 released; 2025-12-20 said to be: penal colony !; " },
	{ "moved",
	  { { PROP_prison, "Prison No. 1", "2022-01-01", "ngo" },
	    { PROP_prison, "Colony No. 9", "2023-05-02", "ngo" } },
	  "2022-01-01 held at Prison No. 1; 2023-05-02 held at Colony No. 9;"
	  " " },
	{ "sentenced, on a day that is told and on one that is not",
	  { { PROP_sentence, "10 years", "2025-12-14", "ngo" },
	    { PROP_sentenced_on, "2023-03-03", "2025-12-14", "ngo" },
	    { PROP_sentence, "ten years", "2025-12-15", "press" } },
	  "2023-03-03 sentenced: 10 years; 2025-12-15 sentence known: ten"
	  " years; " },
	{ "what is no act is no date",
	  { { PROP_event, "release/soon/3", "2025-12-14", "press" },
	    { PROP_event, "meeting/2025-12-13", "2025-12-14", "press" } },
	  "" },
};

static size_t make_facts(const struct told *told, struct fact *fact)
{
	size_t n = 0;

	for (; n < FACTS && told[n].value; n++)
		fact[n] = (struct fact){
			.claim = { .prop = told[n].prop,
				   .value = slice_of(told[n].value),
				   .as_of = slice_of(told[n].as_of) },
			.source = slice_of(told[n].source),
			.key = slice_of(told[n].source),
		};
	return n;
}

static void tells(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena mem = ARENA_INIT(1 << 20);
		struct str got = STR_INIT(1 << 16);
		struct fact fact[FACTS];
		struct facts f = { .kind = KIND_person, .fact = fact };
		struct custody c;

		f.n = make_facts(cases[i].told, fact);
		custody_make(&f, &mem, &c);
		for (size_t k = 0; k < c.n; k++) {
			str_addf(&got, "%.*s ", SLICE_ARG(c.step[k].date));
			custody_words(&c.step[k], &got);
			if (c.step[k].n > 1)
				str_addf(&got, " x%zu", c.step[k].n);
			str_addz(&got, c.step[k].differs ? " !; " : "; ");
		}
		if (strcmp(str_cstr(&got), cases[i].want) != 0)
			fail_msg("%s: %s", cases[i].name, str_cstr(&got));
		str_free(&got);
		arena_free(&mem);
	}
}

/* What is no longer said is no step. */
static void forgets(void **state)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct fact gone = {
		.claim = { .prop = PROP_released_on,
			   .value = SLICE("2025-12-13") },
		.until = SLICE("2025-12-20"),
	};
	struct facts f = { .kind = KIND_person, .fact = &gone, .n = 1 };
	struct custody c;

	(void)state;
	custody_make(&f, &mem, &c);
	assert_int_equal(c.n, 0);
	arena_free(&mem);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells),
		cmocka_unit_test(forgets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
