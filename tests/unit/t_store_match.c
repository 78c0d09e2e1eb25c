/* A row stays while its name is typed, letter by letter in any spelling, and
 * where that is asked for the best matches come first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "names/one_party.h"
#include "storekit.h"

static const char rows[] =
	"person:bial name=Ales_Bialiatski;"
	"person:zuk name=Марыя_Жук; person:zukm name=Zoja_Žukman;"
	"person:char name=Michaił_Čarnoŭ;"
	"person:scer name=Щербаков,_Хаким;"
	"person:vic name=Victoria_Stefanovic;"
	"person:many name=Ihar_Ján_O'Hara-Kazłoŭski;"
	"person:cell name=Zoja_Druhaja custody=released";

static int setup(void **state)
{
	struct kit *k = calloc(1, sizeof(*k));
	struct err e = {0};

	assert_non_null(k);
	kit_start(k);
	store_close(&k->s);
	k->parties = &one_party;	/* spells like the program */
	kit_open(k);
	if (kit_import(k, "l", "2025-01-01", true, KIND_person, rows, NULL,
		       &e) < 0)
		fail_msg("%s", e.msg);
	*state = k;
	return 0;
}

static const char *const spelled[][14] = {
	{ "Ales_Bialiatski", "бяляцкі", "bialacki", "Białacki", "belyatsky",
	  "БЕЛЯЦКИЙ", "byalyatski", "Bialiatski", "Biełaćki", "алесь",
	  "\"алесь бяляцкі\"", "\"ales bel" },
	{ "Марыя_Жук", "zhuk", "Žuk", "Żuk", "жук", "Maria", "marya",
	  "Мария", "Maryja" },
	{ "Michaił_Čarnoŭ", "chernov", "Czernow", "Tchernov", "Tschernow",
	  "Чернов", "Чарноў", "Mikhail", "Михаил", "Міхаіл", "Čarnoŭ" },
	{ "Щербаков,_Хаким", "shcherbakov", "Szczerbakow", "Ščerbakoŭ",
	  "Schtscherbakow", "Щербаков", "Шчарбакоў", "hakim", "Khakim",
	  "хакім" },
	{ "Victoria_Stefanovic", "Stefanovich", "Stefanowicz", "Стефанович",
	  "Stefanovitch", "stefanović", "Victoria" },
	{ "Ihar_Ján_O'Hara-Kazłoŭski", "Igor", "Ігар", "Игорь", "ohara",
	  "Kazlouski", "Казлоўскі", "Kozlovskiy", "jan", "Ян" },
};

/* Does the row with that name stand under the filter? */
static bool stands(struct kit *k, const char *name, struct slice filter)
{
	struct str query = STR_INIT(256), cells = STR_INIT(4096);
	struct str want = STR_INIT(256);
	bool found;

	str_add(&query, filter);
	if (filter.p[0] == '"' && filter.p[filter.n - 1] != '"')
		str_addc(&query, '"');
	for (const char *p = name; *p; p++)
		str_addc(&want, *p == '_' ? ' ' : *p);
	kit_cells(k, &kit_people, str_cstr(&query), "name", &cells);
	found = slice_find(str_slice(&cells), str_slice(&want), 0) >= 0;
	str_free(&query);
	str_free(&want);
	str_free(&cells);
	return found;
}

static void rows_stay_at_every_letter(void **state)
{
	int lost = 0;

	for (size_t i = 0; i < sizeof(spelled) / sizeof(spelled[0]); i++)
		for (size_t j = 1; spelled[i][j]; j++) {
			struct slice word = slice_of(spelled[i][j]);
			uint32_t cp;
			size_t n;

			for (size_t at = 0; (n = text_next(word, at, &cp)) > 0;
			     at += n) {
				struct slice typed = { word.p, at + n };

				if (cp == '"' || stands(*state, spelled[i][0],
							typed))
					continue;
				print_error("%s: lost at %.*s\n",
					    spelled[i][0], SLICE_ARG(typed));
				lost++;
			}
		}
	assert_int_equal(lost, 0);
}

/* What is widened while it is typed hides nothing that is only like it. */
static void words_do_not_find_all(void **state)
{
	static const struct { const char *query, *name; } rows_lost[] = {
		{ "bialach", "Ales_Bialiatski" },
		{ "zhukov", "Марыя_Жук" },
		{ "zhuki", "Zoja_Žukman" },	/* -i has no sound */
		{ "ialiatsky", "Ales_Bialiatski" },	/* not from its start */
		{ "zzz", "Марыя_Жук" },
		{ "iii", "Ihar_Ján_O'Hara-Kazłoŭski" },
		{ "-chernov", "Michaił_Čarnoŭ" },
	};

	for (size_t i = 0; i < sizeof(rows_lost) / sizeof(rows_lost[0]); i++)
		if (stands(*state, rows_lost[i].name,
			   slice_of(rows_lost[i].query)))
			fail_msg("%s finds %s", rows_lost[i].query,
				 rows_lost[i].name);
	/* What is not wanted is not guessed at: "k" is not half of "kh". */
	assert_true(stands(*state, "Щербаков,_Хаким", SLICE("-k")));
}

static const char listed[] =
	"a name=Nova_Belaya listed_on=2025-09;"
	"b name=Byelaja listed_on=2025-08;"
	"c name=Belayavichy listed_on=2025-07;"
	"d name=Anabelaya listed_on=2025-06;"
	"e name=Zoja other_name=Belaya listed_on=2025-05;"
	"f name=Belaya_Nova listed_on=2025-04;"
	"g name=Новая_Белая listed_on=2025-03;"
	"h name=Belaya-Rus_Nava listed_on=2025-02";

static const struct { const char *query, *ids; } orders[] = {
	/* the view's own order is by date, newest first */
	{ "belaya", "a,b,c,d,e,f,g,h" },
	{ "sort:match belaya", "a,f,h,b,g,c,d,e" },
	{ "sort:match БЕЛАЯ", "g,a,b,f,h,c,e" },
	{ "sort:match bel", "a,b,c,f,g,h,d,e" },
	{ "sort:-match belaya", "e,d,c,b,g,a,f,h" },
	{ "sort:match,name belaya", "f,h,a,b,g,c,d,e" },
	{ "sort:match belaya nova", "a,f,h,g" },
	{ "sort:match name:belaya", "a,f,h,b,g,c,d,e" },
	{ "sort:match name:zoja,belaya", "a,e,f,h,b,g,c,d" },
	{ "sort:match -belaya", "" },
	{ "sort:match", "a,b,c,d,e,f,g,h" },
	{ "sort:match belaya as-of:2025-06", "a,f,h,b,g,c,d,e" },
};

/* Rows are told apart by the months of their listing. */
static void best_matches_come_first(void **state)
{
	struct kit *k = *state;

	kit_list_version(k, "2025-01-01", listed, NULL);
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		struct str got = STR_INIT(4096), ids = STR_INIT(64);
		struct slice rest, one;

		kit_cells(k, &kit_parties, orders[i].query, "listed_on",
			  &got);
		rest = got.n ? str_slice(&got) : SLICE_NONE;
		while (slice_cut(&rest, ',', &one))
			str_addf(&ids, "%s%c", ids.n ? "," : "",
				 'a' + '9' - one.p[one.n - 1]);
		if (strcmp(str_cstr(&ids), orders[i].ids) != 0)
			fail_msg("%s: %s, wanted %s", orders[i].query,
				 str_cstr(&ids), orders[i].ids);
		str_free(&got);
		str_free(&ids);
	}
}

/* --- questions that are given up --- */

struct patience {
	int left;
};

static bool run_out(void *ctx)
{
	return ((struct patience *)ctx)->left-- <= 0;
}

/* Rows that the query finds; -1: it was given up. */
static int64_t count(struct kit *k, const char *query)
{
	struct query *q = calloc(1, sizeof(*q));
	struct window *w = NULL;
	struct err e = {0};
	int64_t n = -1;

	assert_non_null(q);
	assert_int_equal(query_parse(q, slice_of(query), &e), 0);
	assert_int_equal(query_defaults(q, &kit_people, &e), 0);
	if (window_open(&w, k->s, &kit_people, q, &e) == 0)
		n = window_count(w);
	else if (e.code != ERR_STOPPED)
		fail_msg("%s: %s", query, e.msg);
	window_close(&w);
	query_free(q);
	free(q);
	return n;
}

enum { MANY = 3000 };

/* A commit, so that no answer is kept. */
static void commit_something(struct kit *k, int n)
{
	char text[64];
	struct err e = {0};

	snprintf(text, sizeof(text), "person:z name=Another_%d;", n);
	if (kit_import(k, "z", "2025-02-01", true, KIND_person, text, NULL,
		       &e) < 0)
		fail_msg("%s", e.msg);
}

/* Wherever a question is cut short, the next one is answered whole. */
static void questions_are_given_up(void **state)
{
	static const char *const queries[] = {
		"many", "sort:match many", "sort:custody", "many as-of:2025-03",
	};
	struct str text = STR_INIT(1 << 20);
	struct kit *k = *state;
	struct err e = {0};

	for (int i = 0; i < MANY; i++)
		str_addf(&text, "person:m%d name=Many_%d;", i, i);
	if (kit_import(k, "m", "2025-02-01", true, KIND_person,
		       str_cstr(&text), NULL, &e) < 0)
		fail_msg("%s", e.msg);
	str_free(&text);
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		int64_t want = count(k, queries[i]), got = -1;
		int given_up = 0;

		assert_true(want >= MANY);
		for (int n = 0; got < 0; n = n * 2 + 1) {
			struct patience p = { n };

			commit_something(k, n);
			store_heed(k->s, run_out, &p);
			got = count(k, queries[i]);
			store_heed(k->s, NULL, NULL);
			given_up += got < 0;
			assert_int_equal(count(k, queries[i]), want);
		}
		assert_int_equal(got, want);
		assert_true(given_up > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_stay_at_every_letter),
		cmocka_unit_test(words_do_not_find_all),
		cmocka_unit_test(best_matches_come_first),
		cmocka_unit_test(questions_are_given_up),
	};

	return cmocka_run_group_tests(tests, setup, kit_tear_down);
}
