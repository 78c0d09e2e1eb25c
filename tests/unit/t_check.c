/* What contradicts what: each row tells claims of one thing, and the checks that
 * find something in them. A claim is "SOURCE[.RECORD][@DAY] property=value
 * [~qualifier]"; with a day its source is an article of that day. What stands
 * behind "?" is of one who may be another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check/checks.h"

enum { FACTS_MOST = 300, MEM = 64 << 20 };

static const struct {
	enum kind kind;
	const char *claims;
	const char *want;	/* "check/about", blanks between */
} rows[] = {
	/* --- how long --- */
	{ KIND_person, "a@2025-12-14 held_text=over 2 years\n"
	  "b detained_on=2021-07-14\nb released_on=2025-12-13",
	  "interval/held_text" },
	{ KIND_person, "a@2025-12-14 held_text=more than four years\n"
	  "b detained_on=2021-07-14\nb released_on=2025-12-13", "" },
	{ KIND_person, "a@2025-12-14 held_text=4 года и 5 месяцев\n"
	  "b detained_on=2021-07-14\nb released_on=2025-12-13", "" },
	{ KIND_person, "a@2025-12-14 held_text=18 miesięcy\n"
	  "b detained_on=2020-09-07\nb released_on=2025-12-13",
	  "interval/held_text" },
	{ KIND_person, "a@2025-12-14 held_text=1,808 days\n"
	  "b detained_on=2020-09-07\nb released_on=2025-12-13",
	  "interval/held_text" },
	{ KIND_person, "a@2025-12-14 held_text=1923 дня\n"
	  "b detained_on=2020-09-07\nb released_on=2025-12-13", "" },
	/* from the verdict, which the text says */
	{ KIND_person, "a@2025-12-14 held_text=over 2 years\n"
	  "a@2025-12-14 held_base=verdict\nb detained_on=2021-07-14\n"
	  "b sentenced_on=2023-03-03\nb released_on=2025-12-13", "" },
	/* an earlier term is not the one that is told of */
	{ KIND_person, "a@2025-12-14 held_text=nearly three years\n"
	  "b.1 detained_on=2011-08-04\nb.1 released_on=2014-06-21\n"
	  "b.2 detained_on=2021-07-14\nb.2 released_on=2025-12-13",
	  "interval/held_text" },
	{ KIND_person, "a@2014-06-25 held_text=nearly three years\n"
	  "b.1 detained_on=2011-08-04\nb.1 released_on=2014-06-21\n"
	  "b.2 detained_on=2021-07-14\nb.2 released_on=2025-12-13", "" },
	/* still held when it was written */
	{ KIND_person, "a@2023-07-20 held_text=two years\n"
	  "b detained_on=2021-07-14\nb released_on=2025-12-13", "" },
	{ KIND_person, "a@2023-07-20 held_text=five years\n"
	  "b detained_on=2021-07-14", "interval/held_text" },
	/* partial dates leave room */
	{ KIND_person, "a@2025-12-14 held_text=4 years\n"
	  "b detained_on=2021\nb released_on=2025-12", "" },
	{ KIND_person, "a@2025-12-14 held_text=In Detention\n"
	  "b detained_on=2021-07-14\nb released_on=2025-12-13", "" },
	{ KIND_person, "a@2025-12-14 held_text=2 years\n"
	  "c@2025-12-15 held_text=nearly five years", "interval/held_text" },
	{ KIND_person, "? a@2025-12-14 held_text=over 2 years\n"
	  "b detained_on=2021-07-14\nb released_on=2025-12-13", "" },
	/* --- freed, and held --- */
	{ KIND_person, "a@2025-12-14 event=release/x\n"
	  "b released_on=2012-04-14", "membership/event" },
	{ KIND_person, "a@2025-12-14 event=release/x\n"
	  "b released_on=2012-04-14\nc detained_on=2020-01-01", "" },
	{ KIND_person, "a@2025-12-14 event=release/x\n"
	  "b released_on=2025-12-13", "" },
	{ KIND_person, "a released_on=2025-12-13\nb released_on=2025-12-14",
	  "date/released_on" },
	{ KIND_person, "a released_on=2025-12-13\nb released_on=2025-12", "" },
	{ KIND_person, "a@2025-12-13 released_on=2025-12-13\n"
	  "b@2025-12-15 custody=prison", "status/custody" },
	{ KIND_person, "a@2025-12-13 released_on=2025-12-13\n"
	  "b@2025-12-10 custody=prison", "" },
	{ KIND_person, "a@2024-01-01 custody=pretrial\n"
	  "b@2025-01-01 custody=colony\nc@2025-12-14 custody=free", "" },
	{ KIND_person, "a@2025-12-14 custody=free\na@2025-12-14 custody=colony",
	  "document/custody" },
	{ KIND_person, "a@2024-01-01 custody=dead_in_custody\n"
	  "b@2025-01-01 custody=colony", "moves/custody" },
	/* --- dates, terms, words --- */
	{ KIND_person, "a detained_on=2010-12-19\nb detained_on=2010-12-20",
	  "date/detained_on" },
	{ KIND_person, "a detained_on=2011-08-04\nb detained_on=2021-07-14\n"
	  "c released_on=2014-06-21", "" },
	{ KIND_person, "a detained_on=2020-07-14\nb detained_on=2021-07-14",
	  "date/detained_on" },
	{ KIND_person, "a sentenced_on=2023-03-03\nb sentenced_on=2023-04",
	  "date/sentenced_on" },
	{ KIND_person, "a sentence=18 years\nb sentence=20 years",
	  "number/sentence" },
	{ KIND_person, "a sentence=18 years\nb sentence=18 лет", "" },
	{ KIND_person, "a sentence=19.5 years\nb sentence=20 years", "" },
	{ KIND_person, "a sentence=life\nb sentence=20 years",
	  "number/sentence" },
	{ KIND_person, "a sentence=strict regime\nb sentence=20 years", "" },
	{ KIND_person, "a manner=deported\nb manner=stayed", "value/manner" },
	{ KIND_person, "a manner=deported\nb manner=unknown", "" },
	/* what was written before a release is of another one */
	{ KIND_person, "a@2025-09-12 manner=refused_deportation\n"
	  "b.1 released_on=2026-02\nb.1 manner=stayed", "" },
	{ KIND_person, "a@2026-03-12 manner=refused_deportation\n"
	  "b.1 released_on=2026-02\nb.1 manner=stayed", "value/manner" },
	{ KIND_person, "a.1 manner=refused_deportation\n"
	  "a.1 released_on=2025-09-11\nb.2 manner=stayed\n"
	  "b.2 released_on=2026-02-20\nc detained_on=2025-09-11", "" },
	{ KIND_person, "a detained_on=2023-05-01\na released_on=2022-01-01",
	  "order/released_on" },
	{ KIND_person, "a@2025-01-01 released_on=2025-12-13",
	  "order/released_on" },
	/* --- acts --- */
	{ KIND_event, "a@2025-12-13 count=123\nb@2025-12-13 count=120",
	  "count/count" },
	{ KIND_event, "a@2025-12-13 count=123\n"
	  "b@2025-12-13 count=120~more than", "" },
	{ KIND_event, "a@2025-12-13 count=123\nb@2025-12-13 count=120~about",
	  "" },
	{ KIND_event, "a@2025-12-13 count=123\na@2025-12-13 count_scope=this_act"
	  "\nb@2025-12-13 count=156\nb@2025-12-13 count_scope=cumulative_since",
	  "" },
	{ KIND_event, "a.1 count=30\na.2 count=37", "" },	/* one list */
	{ KIND_event, "a@2025-09-11 count=52\na@2025-09-11 part=deported=51\n"
	  "b@2025-09-12 count=51", "" },
	{ KIND_event, "a@2025-09-11 count=52\na@2025-09-11 release_type=pardon\n"
	  "b@2025-09-12 count=20\nb@2025-09-12 release_type=term_served", "" },
	{ KIND_event, "a part=PL=2\nb part=PL=3", "count/part" },
	{ KIND_event, "a count=123\na part=UA=114\na part=LT=9", "" },
	{ KIND_event, "a count=123\na part=UA=114\na part=LT=8", "parts/part" },
	{ KIND_event, "a count=25\na part=women=12\na part=men=14",
	  "parts/part" },
	{ KIND_event, "a count=123\na part=UK=1\na part=US=1", "" },
	{ KIND_event, "a count=123\na part=UA=114~about\na part=LT=8", "" },
	{ KIND_event, "a date=2025-12-13\nb date=2025-12-14", "date/date" },
	/* --- measures --- */
	{ KIND_measure, "a@2025-12-14 news_state=lifted~most\n"
	  "a@2025-12-14 news_state=suspended~cautiously", "document/news_state" },
	{ KIND_measure, "a@2025-12-14 news_state=lifted\n"
	  "a@2025-12-14 news_state=announced", "" },
	{ KIND_measure, "a@2025-12-14 news_state=lifted\n"
	  "b@2026-02-26 news_state=maintained", "" },
	/* --- texts --- */
	{ KIND_news, "a@2025-11-03 text=It did 2 of 266 (1.3%).",
	  "percent/text" },
	{ KIND_news, "a@2025-11-03 text=It did 2 of 155 (1.3%).", "" },
	{ KIND_news, "a@2025-11-03 text=24 из 266 рекомендаций, 15,5 процента",
	  "percent/text" },
	{ KIND_news, "a@2025-11-03 text=26 z 260 zaleceń, czyli 10 procent",
	  "" },
	{ KIND_news, "a@2025-11-03 text=It did 1,330 of 2,660 (50%).", "" },
	{ KIND_news, "a@2025-11-03 text=It did 2 of 266. Prices rose by 5%.",
	  "" },
	{ KIND_news, "a@2025-11-03 text=3 of 4 and 5 of 0 (99999999999999%)",
	  "" },
};

struct made {
	struct arena mem;
	struct fact fact[2][FACTS_MOST];
	struct facts facts[2];
};

static void add(struct made *m, struct slice line)
{
	bool maybe = slice_starts(line, "? ");
	struct slice who, source, name, value, rest;
	struct facts *f = &m->facts[maybe];
	struct fact *x = &m->fact[maybe][f->n++];

	if (maybe)
		line = slice_make(line.p + 2, line.n - 2);
	*x = (struct fact){ 0 };
	rest = line;
	assert_true(slice_cut(&rest, ' ', &who));
	assert_true(slice_cut(&rest, '=', &name));
	value = rest;
	x->claim.qualifier = value;
	slice_cut(&x->claim.qualifier, '~', &x->claim.value);
	x->key = slice_of(arena_cstr(&m->mem, who));
	x->claim.as_of = who;
	slice_cut(&x->claim.as_of, '@', &source);
	if (x->claim.as_of.n) {
		x->doc_published = x->claim.as_of;
		x->doc_url = arena_fmt(&m->mem, "https://%.*s.example/",
				       SLICE_ARG(who));
	}
	rest = source;
	slice_cut(&rest, '.', &x->source);
	assert_true(property_find(name, &x->claim.prop));
}

static int by_property(const void *a, const void *b)
{
	const struct fact *x = a, *y = b;

	return (int)x->claim.prop - (int)y->claim.prop;
}

static struct made *make(enum kind kind, const char *claims)
{
	struct made *m = calloc(1, sizeof(*m));
	struct slice rest = slice_of(claims), line;

	assert_non_null(m);
	m->mem = ARENA_INIT(MEM);
	for (int i = 0; i < 2; i++)
		m->facts[i] = (struct facts){
			.id = i ? SLICE("p-other") : SLICE("p-one"),
			.kind = kind, .source = SLICE("a"),
			.subject = SLICE("one"), .fact = m->fact[i],
			.day = SLICE("2026-01-01"),
		};
	while (slice_cut(&rest, '\n', &line))
		if (line.n)
			add(m, line);
	for (int i = 0; i < 2; i++)
		qsort(m->fact[i], m->facts[i].n, sizeof(struct fact),
		      by_property);
	return m;
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct made *m = make(rows[i].kind, rows[i].claims);
		struct matter_maybe maybe = { &m->facts[1], true };
		struct matter matter = { &m->facts[0], 1, &maybe,
					 m->facts[1].n > 0 };
		struct conflict *list;
		struct str got = STR_INIT(4096);
		size_t n = check_rules.run(&matter, &m->mem, &list);

		for (size_t k = 0; k < n; k++) {
			str_addf(&got, "%s%s/%.*s", k ? " " : "",
				 list[k].check, SLICE_ARG(list[k].about));
			assert_true(list[k].n > 1);
			assert_true(list[k].why.n > 0);
		}
		if (strcmp(str_cstr(&got), rows[i].want) != 0)
			fail_msg("%s\n    gives \"%s\", not \"%s\"",
				 rows[i].claims, str_cstr(&got), rows[i].want);
		str_free(&got);
		arena_free(&m->mem);
		free(m);
	}
}

/* Every check has a label, and the labels are of checks. */
static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; checks[i]; i++)
		assert_non_null(vocab_label(VOCAB_check,
					    slice_of(checks[i]->name)));
}

/* Ceilings: a thousand sides, and texts without end. */
static void test_many(void **state)
{
	struct made *m = make(KIND_person, "");
	struct matter matter = { &m->facts[0], 1, NULL, 0 };
	struct conflict *list;
	size_t n;

	(void)state;
	for (size_t i = 0; i < FACTS_MOST; i++) {
		struct fact *x = &m->fact[0][i];

		*x = (struct fact){ .source = SLICE("a") };
		x->key = arena_fmt(&m->mem, "%zu", i);
		x->claim.prop = PROP_detained_on;
		x->claim.value = arena_fmt(&m->mem, "2021-%02zu-%02zu",
					   1 + i % 12, 1 + i % 28);
	}
	m->facts[0].n = FACTS_MOST;
	n = check_rules.run(&matter, &m->mem, &list);
	assert_int_equal(n, 1);
	assert_int_equal(list[0].n, CONFLICT_SIDES);
	assert_true(list[0].left_off > 0);
	assert_false(m->mem.bad);
	arena_free(&m->mem);
	free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
