/* How many, of what act, on which day: sentences in several languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "read/counts.h"
#include "saying.h"

static const enum property shown[] = {
	PROP_count_scope, PROP_count, PROP_date, PROP_since, PROP_release_type,
	PROP_manner, PROP_destination, PROP_part, PROP_share,
	PROP_announced_by, PROP_COUNT,
};

static const struct saying_case cases[] = {
	/* an act: both orders, words, bounds, days */
	{ "en", "Belarus freed 42 prisoners on 3 March 2025.",
	  "this_act 42 2025-03-03" },
	{ "en", "On Saturday 123 people were released.",
	  "this_act 123 2025-12-13" },
	{ "en", "Minsk pardoned more than 120 political prisoners yesterday.",
	  "this_act 120[at_least] 2025-12-14 pardon" },
	{ "en", "About thirty-one prisoners have been set free.",
	  "this_act 31[about]" },
	{ "en", "At least two hundred and fifty detainees walked free.",
	  "this_act 250[at_least]" },
	{ "en", "A hundred and more prisoners walk free.",
	  "this_act 100[at_least]" },
	{ "de", "100 oder mehr Gefangene wurden freigelassen.",
	  "this_act 100[at_least]" },
	/* what is said more exactly in the same text goes; what differs stays */
	{ "en", "A hundred and more prisoners walk free. Belarus released 123"
	  " prisoners on 13 December 2025.", "this_act 123 2025-12-13" },
	{ "en", "About 120 were freed. 123 people were released.",
	  "this_act 123" },
	{ "en", "Lukashenko signed a decree to pardon 30 people.",
	  "this_act 30 pardon" },
	{ "en", "The release of 1,110 prisoners was a surprise.",
	  "this_act 1110" },
	{ "be", "Лукашэнка памілаваў шаснаццаць чалавек 16 верасня 2025 года.",
	  "this_act 16 2025-09-16 pardon" },
	{ "be", "На волю выйшла мінімум 14 палітвязняў.",
	  "this_act 14[at_least]" },
	{ "be", "У суботу вызвалілі 123 зняволеных.",
	  "this_act 123 2025-12-13" },
	{ "ru", "В субботу на свободу вышли более 120 осуждённых.",
	  "this_act 120[at_least] 2025-12-13" },
	{ "ru", "Помилованы двадцать пять человек.", "this_act 25 pardon" },
	{ "ru", "Вчера из колонии освободили двадцать двух заключённых.",
	  "this_act 22 2025-12-14" },
	{ "uk", "Звільнили двадцять двох політв'язнів.", "this_act 22" },
	{ "uk", "Мінськ помилував 31 українця 22 листопада 2025 року.",
	  "this_act 31 2025-11-22 pardon citizens:UA=31" },
	{ "pl", "Ułaskawiono szesnaście osób.", "this_act 16 pardon" },
	{ "pl", "W sobotę uwolniono siedmiu więźniów.",
	  "this_act 7 2025-12-13" },
	{ "pl", "Łukaszenka uwolnił ponad stu więźniów politycznych.",
	  "this_act 100[at_least]" },
	{ "de", "31 Gefangene wurden am 22. November 2025 freigelassen.",
	  "this_act 31 2025-11-22" },
	{ "de", "Lukaschenko begnadigte rund zweiundzwanzig Häftlinge.",
	  "this_act 22[about] pardon" },
	{ "de", "Minsk ließ am Samstag 123 Gefangene frei.",
	  "this_act 123 2025-12-13" },
	{ "fr", "52 prisonniers ont été libérés, dont 14 étrangers.",
	  "this_act 52 foreigners=14[including]" },
	{ "fr", "Quatorze détenus ont été graciés.", "this_act 14 pardon" },
	{ "es", "Fueron excarcelados 13 presos políticos.", "this_act 13" },
	{ "lt", "Paleisti 52 žmonės.", "this_act 52" },
	{ "sr", "Oslobođeno je 250 zatvorenika.", "this_act 250" },
	/* parts */
	{ "en", "Officials freed 123 people: 114 were taken to Ukraine and "
	  "nine to Lithuania.",
	  "this_act 123 UA LT UA=114 LT=9" },
	{ "en", "Of the 250 freed, 15 were deported and 235 stayed.",
	  "this_act 250 deported=15 stayed=235" },
	{ "en", "27 pardoned: 15 women and 12 men.",
	  "this_act 27 pardon women=15 men=12" },
	{ "en", "They released 69 prisoners: 49 were pardoned and 20 freed at"
	  " the end of their terms.",
	  "this_act 69 pardon=49 term_served=20" },
	{ "en", "Minsk freed 52 people, including five Ukrainians and three "
	  "Polish citizens.", "this_act 52 citizens:UA=5[including] "
	  "citizens:PL=3[including]" },
	{ "be", "Вызвалілі 25 чалавек: 12 жанчын і 13 мужчын.",
	  "this_act 25 women=12 men=13" },
	{ "be", "Вызвалілі 52 чалавекі, у тым ліку 14 замежнікаў.",
	  "this_act 52 foreigners=14[including]" },
	{ "ru", "Освобождены 123 человека: 114 вывезли в Украину, девять — в "
	  "Литву.", "this_act 123 UA LT UA=114 LT=9" },
	{ "ru", "Освобождены 52 человека, в том числе 14 иностранцев.",
	  "this_act 52 foreigners=14[including]" },
	{ "ru", "Из 250 освобождённых 15 вывезли в Литву, 235 остались в "
	  "стране.", "this_act 250 LT deported=15 stayed=235" },
	{ "uk", "Звільнено 123 людей: 114 передали до України, дев'ять — до "
	  "Литви.", "this_act 123 UA LT UA=114 LT=9" },
	{ "uk", "Звільнили 22 в'язні, серед них 15 жінок.",
	  "this_act 22 women=15[including]" },
	{ "pl", "Uwolniono 123 osoby, w tym pięciu Ukraińców.",
	  "this_act 123 citizens:UA=5[including]" },
	{ "pl", "Z 52 uwolnionych 51 wywieziono na Litwę, jeden odmówił "
	  "wyjazdu.",
	  "this_act 52 LT deported=51 refused_deportation=1" },
	{ "de", "Freigelassen wurden 123 Menschen, darunter fünf Ukrainer.",
	  "this_act 123 citizens:UA=5[including]" },
	{ "de", "25 Gefangene wurden begnadigt: zwölf Frauen und 13 Männer.",
	  "this_act 25 pardon women=12 men=13" },
	{ "de", "Belarus ließ am Samstag 123 Gefangene frei. 114 Freigelassene "
	  "wurden in die Ukraine gebracht, neun nach Litauen.",
	  "this_act 123 2025-12-13 UA LT UA=114 LT=9" },
	/* other scopes */
	{ "en", "Since July 2024 more than 400 people have been released.",
	  "cumulative_since 400[at_least] 2024-07" },
	{ "en", "In total, 156 people were freed.", "cumulative_since 156" },
	{ "en", "They freed 123 people, 156 in total with November.",
	  "this_act 123; cumulative_since 156" },
	{ "en", "About 1,110 political prisoners remain behind bars.",
	  "remaining 1110[about]" },
	{ "en", "More than 1,100 people are still held.",
	  "remaining 1100[at_least]" },
	{ "en", "Eight political prisoners have died in custody.", "died 8" },
	{ "de", "Noch immer sitzen etwa 1.227 politische Gefangene in Haft.",
	  "remaining 1227[about]" },
	{ "be", "За кратамі застаюцца 1.239 палітвязняў.", "remaining 1239" },
	{ "ru", "За решёткой остаются около 1 110 политзаключённых.",
	  "remaining 1110[about]" },
	{ "ru", "Всего с ноября освобождены 156 человек.",
	  "cumulative_since 156" },
	{ "uk", "Загалом звільнено 156 осіб.", "cumulative_since 156" },
	{ "uk", "За ґратами залишаються понад 1100 людей.",
	  "remaining 1100[at_least]" },
	{ "pl", "Uwolniono 123 osoby; łącznie ułaskawiono 156 osób.",
	  "this_act 123; cumulative_since 156 pardon" },
	{ "pl", "W więzieniach pozostaje ponad 1100 więźniów politycznych.",
	  "remaining 1100[at_least]" },
	{ "fr", "Plus de 1 100 prisonniers politiques restent détenus.",
	  "remaining 1100[at_least]" },
	{ "es", "1.204 presos políticos; 9 nuevos y 11 excarcelados.",
	  "remaining 1204; new 9; this_act 11" },
	/* several acts */
	{ "be", "Указамі ад 5 жніўня (28 чалавек), 2 верасня (31) і "
	  "20 верасня (36) памілавалі людзей.",
	  "this_act 28 2025-08-05; this_act 31 2025-09-02 pardon; "
	  "this_act 36 2025-09-20 pardon" },
	{ "en", "He pardoned 14 people in June 2025 and 16 people in July 2025.",
	  "this_act 14 2025-06 pardon; this_act 16 2025-07 pardon" },
	/* who says so */
	{ "en", "According to Viasna, 22 prisoners were freed.",
	  "this_act 22 Viasna" },
	{ "en", "Viasna reported that 22 prisoners were freed.",
	  "this_act 22 Viasna" },
	{ "de", "Laut Wjasna wurden 22 Gefangene freigelassen.",
	  "this_act 22 Wjasna" },
	/* labels */
	{ "en", "<ul><li>Released: 123 people</ul>", "this_act 123" },
	{ "en", "<ul><li>Remaining prisoners: about 1,110</ul>",
	  "remaining 1110[about]" },
	{ "en", "<table><tr><td>Aspect<td>Details<tr><td>Number of Prisoners "
	  "Released<td>123</table>", "this_act 123" },
	{ "en", "<table><tr><td>Field<td>Value<tr><td>Prisoners freed<td>123"
	  "<tr><td>Still held<td>about 1,110<tr><td>Release date<td>"
	  "13 December 2025</table>",
	  "this_act 123 2025-12-13; remaining 1110[about]" },
	/* what is no count of an act */
	{ "en", "The West demanded the release of 1,100 prisoners.", "" },
	{ "en", "Minsk may free 50 prisoners.", "" },
	{ "en", "Minsk promised to release 50 prisoners.", "" },
	{ "en", "Minsk refused to release 50 prisoners.", "" },
	{ "en", "They did not free 50 prisoners.", "" },
	{ "en", "Belarus to free 50 prisoners.", "" },
	{ "en", "He was freed after 5 years.", "" },
	{ "en", "The film was released in 40 cinemas.", "" },
	{ "en", "Ales Bialiatski, 63, was released.", "" },
	{ "en", "He was convicted under Article 342 and freed.", "" },
	{ "en", "The bank released 50 million dollars.", "" },
	{ "ru", "Запад потребовал освободить 1100 заключённых.", "" },
	{ "ru", "Минск может освободить 50 человек.", "" },
	{ "ru", "Минск не освободил 50 человек.", "" },
	{ "be", "Захад заклікае вызваліць 1100 палітвязняў.", "" },
	{ "uk", "Захід вимагає звільнити 1100 політв'язнів.", "" },
	{ "pl", "Zachód żąda uwolnienia 1100 więźniów.", "" },
	{ "de", "Der Westen fordert die Freilassung von 1100 Gefangenen.", "" },
	{ "de", "Minsk könnte 50 Gefangene freilassen.", "" },
	{ "fr", "Paris demande la libération de 50 prisonniers.", "" },
};

static void test_cases(void **state)
{
	struct saying s = { .kind = KIND_event, .show = shown };

	(void)state;
	saying_all(&s, cases, sizeof(cases) / sizeof(cases[0]));
}

/* Every value of the two vocabularies is a key, but for what is none: unknown,
 * and a death. */
static void test_keys(void **state)
{
	const struct vocab_word *w;
	size_t n;

	(void)state;
	w = vocab_rows(VOCAB_release_manner, &n);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(count_tells_manner(word_value(&w[i])),
				 strcmp(word_value(&w[i]), "unknown") != 0);
	w = vocab_rows(VOCAB_release_type, &n);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(count_tells_ground(word_value(&w[i])),
				 strcmp(word_value(&w[i]), "unknown") != 0 &&
				 strcmp(word_value(&w[i]), "death") != 0);
	assert_false(count_tells_manner(NULL));
	assert_false(count_tells_ground("women"));
}

/* An apostrophe alone is no word in any of its forms, and none of them is
 * waited at. */
static void test_apostrophes(void **state)
{
	static const struct {
		const char *text;
		size_t words;
	} signs[] = {
		{ "\xCA\xBC", 0 }, { "\xE2\x80\x99 '", 0 }, { "a \xCA\xBC b", 2 },
		{ "12 \xCA\xBC 3", 2 }, { "\xCA\xBCtwo\xCA\xBC men", 2 },
		{ "п\xCA\xBCять", 1 }, { "п\xE2\x80\x99ять", 1 },
	};
	static struct tokens t;

	(void)state;
	alarm(60);
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		tokens_load(&t, slice_of(signs[i].text), SLICE("en"));
		assert_int_equal(t.n, signs[i].words);
	}
	alarm(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_apostrophes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
