/* What is said of sanctions, and by whom: sentences in several languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "saying.h"

static const enum property shown[] = {
	PROP_jurisdiction, PROP_sector, PROP_instrument, PROP_news_state,
	PROP_since, PROP_expires, PROP_term, PROP_target, PROP_targets,
	PROP_persons, PROP_entities, PROP_open_ended, PROP_unblocks,
	PROP_fifty_percent, PROP_COUNT,
};

static const struct saying_case cases[] = {
	/* states, by whom, on whom, with what limit */
	{ "en", "The US lifted most of the sanctions on Belarus.",
	  "US lifted[most] Belarus" },
	{ "en", "The EU extended its sanctions against Belarus for another "
	  "year.", "EU extended 1y Belarus" },
	{ "en", "Canada and Britain kept sanctions in place.",
	  "CA maintained; GB maintained" },
	{ "en", "Washington suspended certain sanctions.",
	  "US suspended[certain]" },
	{ "en", "Washington eased sanctions on Belavia.",
	  "US aviation eased_by_licence Belavia" },
	{ "en", "Sanctions against Belarus were partially lifted by the "
	  "United States.", "US lifted[partially] Belarus" },
	{ "en", "Switzerland imposed sanctions on Belarus.",
	  "CH imposed Belarus" },
	{ "en", "OFAC removed Belavia from the SDN list on 4 November 2025.",
	  "US aviation lifted 2025-11-04 Belavia" },
	{ "en", "The Council prolonged its restrictive measures until 28 "
	  "February 2027: 312 individuals and 57 organisations.",
	  "EU extended 2027-02-28 312 57" },
	{ "be", "ЗША знялі частку санкцый з Беларусі.",
	  "US lifted[частку] Belarus" },
	{ "be", "ЕС падоўжыў санкцыі супраць Беларусі яшчэ на год.",
	  "EU extended 1y Belarus" },
	{ "be", "ЗША паслабілі санкцыі супраць «Белавія».",
	  "US aviation eased_by_licence Belavia" },
	{ "be", "Беларуськалій выключылі з санкцыйнага спісу ЗША.",
	  "US potash lifted Belaruskali" },
	{ "ru", "США частично сняли санкции против Беларуси.",
	  "US lifted[частично] Belarus" },
	{ "ru", "Евросоюз продлил санкции против Беларуси на год.",
	  "EU extended 1y Belarus" },
	{ "ru", "Из санкционных списков исключили Беларуськалий и БКК.",
	  "potash lifted Belaruskali Belarusian Potash Company" },
	{ "ru", "США смягчили санкции против Белавиа.",
	  "US aviation eased_by_licence Belavia" },
	{ "uk", "США зняли частину санкцій з Білорусі.",
	  "US lifted[частину] Belarus" },
	{ "uk", "OFAC вилучив Белавіа зі списку санкцій.",
	  "US aviation lifted Belavia" },
	{ "uk", "Євросоюз продовжив санкції проти Білорусі на рік.",
	  "EU extended 1y Belarus" },
	{ "pl", "USA zniosły część sankcji wobec Białorusi.",
	  "US lifted[część] Belarus" },
	{ "pl", "Unia Europejska przedłużyła sankcje wobec Białorusi o rok.",
	  "EU extended 1y Belarus" },
	{ "pl", "Belavię skreślono z listy sankcyjnej USA.",
	  "US aviation lifted Belavia" },
	{ "de", "Die USA haben einen Teil der Sanktionen gegen Belarus "
	  "aufgehoben.", "US lifted[teil der] Belarus" },
	{ "de", "Die EU verlängerte die Sanktionen gegen Belarus um ein Jahr.",
	  "EU extended 1y Belarus" },
	{ "de", "Die USA hoben die Sanktionen gegen Belavia auf.",
	  "US aviation lifted Belavia" },
	{ "de", "Belavia wurde von der Sanktionsliste der USA gestrichen.",
	  "US aviation lifted Belavia" },
	{ "fr", "Les États-Unis ont levé certaines sanctions contre la "
	  "Biélorussie.", "US lifted[certaines] Belarus" },
	{ "es", "Estados Unidos levantó las sanciones contra Bielorrusia.",
	  "US lifted Belarus" },
	{ "sr", "Ublažene su sankcije bankama.",
	  "finance eased_by_licence finance" },
	/* licences */
	{ "en", "OFAC issued General License 13 on December 15, 2025, which "
	  "has no expiration date and does not authorize the unblocking of "
	  "property.", "US GL 13 eased_by_licence 2025-12-15 yes no" },
	{ "en", "GL 13, dated December 15, 2025, covers three potash firms and "
	  "their majority-owned subsidiaries.",
	  "US potash GL 13 eased_by_licence 2025-12-15 potash 3 yes" },
	{ "en", "Treasury issued GL 4A, valid until 1 April 2022.",
	  "US GL 4A eased_by_licence 2022-04-01" },
	{ "ru", "OFAC выдало генеральную лицензию № 13, бессрочную.",
	  "US GL 13 eased_by_licence yes" },
	{ "be", "OFAC выдаў генеральную ліцэнзію № 11 для Белавія.",
	  "US aviation GL 11 eased_by_licence Belavia" },
	{ "uk", "Генеральна ліцензія № 13 діє до 31 грудня 2026 року.",
	  "US GL 13 eased_by_licence 2026-12-31" },
	{ "pl", "OFAC wydał licencję generalną nr 13 bez daty wygaśnięcia.",
	  "US GL 13 eased_by_licence yes" },
	{ "de", "Die Allgemeine Genehmigung Nr. 13 gilt unbefristet; Vermögen "
	  "bleibt blockiert.", "US GL 13 eased_by_licence yes no" },
	/* since when */
	{ "en", "The EU lifted sanctions on Belavia, in force since May 2021.",
	  "EU aviation lifted Belavia; EU aviation imposed 2021-05 Belavia" },
	{ "uk", "OFAC вилучив кілька записів про Белавіа; обмеження були чинні з "
	  "грудня 2021.", "US aviation lifted[кілька] Belavia; "
	  "US aviation imposed 2021-12 Belavia" },
	/* announced and proposed */
	{ "en", "The US will lift sanctions on potash.",
	  "US potash announced potash" },
	/* of a sector, not of the country */
	{ "en", "The US lifted sanctions on Belarusian potash.",
	  "US potash lifted potash Belarus" },
	/* whoever is called on is not sanctioned */
	{ "en", "Minsk called on the European Union not to lift sanctions. "
	  "The US did not answer. The EU extended its sanctions against "
	  "Belarus until 28 February 2027.",
	  "EU extended 2027-02-28 Belarus" },
	{ "be", "ЗША знялі санкцыі з калійнай галіны. ЕЗ не зняў санкцыі.",
	  "US potash lifted potash; EU maintained" },
	{ "en", "Washington promised to lift sanctions on Belarus.",
	  "US announced Belarus" },
	{ "en", "The US is considering easing sanctions on Belarus.",
	  "US proposed Belarus" },
	{ "en", "The EU announced new sanctions.", "EU announced" },
	{ "ru", "США обещали снять санкции с Беларуси.",
	  "US announced Belarus" },
	{ "de", "Die USA erwägen, die Sanktionen gegen Belarus zu lockern.",
	  "US proposed Belarus" },
	/* maintained */
	{ "en", "The EU has not lifted sanctions on Belarus.",
	  "EU maintained Belarus" },
	{ "en", "The EU refused to lift sanctions on Belarus.",
	  "EU maintained Belarus" },
	{ "en", "EU sanctions remain in place.", "EU maintained" },
	{ "ru", "Евросоюз не снял санкции с Беларуси.",
	  "EU maintained Belarus" },
	{ "pl", "UE nie zniosła sankcji wobec Białorusi.",
	  "EU maintained Belarus" },
	{ "de", "Die EU hat die Sanktionen gegen Belarus nicht aufgehoben.",
	  "EU maintained Belarus" },
	{ "uk", "ЄС не зняв санкцій з Білорусі.", "EU maintained Belarus" },
	{ "be", "ЕС не зняў санкцыі з Беларусі.", "EU maintained Belarus" },
	/* what is denied, or only said to be */
	{ "en", "The US Treasury denied that it had lifted sanctions on "
	  "Belaruskali.", "" },
	{ "ru", "США опровергли, что сняли санкции с Беларуськалия.", "" },
	{ "de", "Die USA heben die Sanktionen gegen Belavia nicht auf.",
	  "US aviation maintained Belavia" },
	{ "en", "It was wrongly reported that the US had lifted sanctions on "
	  "Belinvestbank.", "" },
	{ "ru", "США сняли санкции с Беларуси?", "" },
	{ "uk", "США зняли санкції з Білорусі. Великобританія не планує "
	  "скасовувати санкції.", "US lifted Belarus; GB maintained" },
	/* what will be */
	{ "pl", "USA zniosą sankcje wobec Białorusi.", "US announced Belarus" },
	{ "pl", "USA złagodzą sankcje wobec Białorusi.",
	  "US announced Belarus" },
	{ "pl", "UE uchyliła sankcje wobec Białorusi.", "EU lifted Belarus" },
	{ "ru", "США отменят санкции против Беларуси.",
	  "US announced Belarus" },
	{ "ru", "ЕС смягчит санкции против Беларуси.",
	  "EU announced Belarus" },
	{ "be", "ЗША скасуюць санкцыі супраць Беларусі.",
	  "US announced Belarus" },
	{ "uk", "США скасують санкції проти Білорусі.",
	  "US announced Belarus" },
	{ "pl", "USA zaprzeczyły, że zniosły sankcje wobec Białorusi.", "" },
	{ "ru", "США якобы сняли санкции с Беларуськалия.", "" },
	/* whose licence goes eases nothing */
	{ "en", "General License 13 was revoked on 1 May 2026, the US Treasury"
	  " said.", "US GL 13" },
	/* nothing */
	{ "en", "The US may lift sanctions on Belarus.", "" },
	{ "en", "Minsk calls for the lifting of EU sanctions.", "" },
	{ "en", "Experts urged the EU to lift sanctions.", "" },
	{ "en", "If the US lifts sanctions, Minsk will free prisoners.", "" },
	{ "en", "The US did not ease sanctions.", "" },
	{ "en", "The EU never lifted its sanctions.", "" },
	{ "en", "Sanctions were lifted.", "" },
	{ "en", "The US lifted restrictions on the press.", "" },
	{ "en", "The US lifted a travel warning for Belarus.", "" },
	{ "ru", "США могут снять санкции с Беларуси.", "" },
	{ "ru", "Минск требует снять санкции ЕС.", "" },
	{ "pl", "USA mogą znieść sankcje wobec Białorusi.", "" },
	{ "de", "Die USA könnten die Sanktionen gegen Belarus aufheben.", "" },
	{ "uk", "США можуть зняти санкції з Білорусі.", "" },
	{ "be", "ЗША могуць зняць санкцыі з Беларусі.", "" },
};

static void test_cases(void **state)
{
	struct saying s = { .kind = KIND_measure, .show = shown };

	(void)state;
	saying_all(&s, cases, sizeof(cases) / sizeof(cases[0]));
}

static const enum property asked[] = {
	PROP_from, PROP_addressee, PROP_action, PROP_date, PROP_theme,
	PROP_COUNT,
};

static const struct saying_case asks[] = {
	{ "en", "Human Rights Watch urged Minsk to free all political "
	  "prisoners.",
	  "Human Rights Watch Minsk free all political prisoners justice" },
	{ "en", "Amnesty International called on the EU to keep up pressure.",
	  "Amnesty International EU keep up pressure" },
	{ "en", "Experts recommended continued monitoring of the courts.",
	  "Experts continued monitoring of the courts monitoring" },
	{ "en", "Rights groups have called for an inquiry into torture.",
	  "Rights groups an inquiry into torture justice" },
	{ "en", "Viasna did not urge Minsk to leave.", "" },
	{ "en", "<p>Human Rights Watch urges the EU to:<ul><li>keep sanctions"
	  "<li>fund lawyers</ul>",
	  "Human Rights Watch EU keep sanctions sanctions_review; "
	  "Human Rights Watch EU fund lawyers" },
	{ "en", "<p>Recommendations to Minsk:<ul><li>free all prisoners</ul>",
	  "Minsk free all prisoners" },
	{ "de", "<p>Empfehlungen an die EU:<ul><li>Sanktionen beibehalten</ul>",
	  "EU Sanktionen beibehalten sanctions_review" },
	{ "ru", "<p>Рекомендации для Минска:<ul><li>освободить всех</ul>",
	  "Минска освободить всех" },
	{ "en", "He asked about prisoners.", "" },
	{ "ru", "Amnesty International призвала Минск освободить всех "
	  "политзаключённых.", "Amnesty International Минск освободить всех "
	  "политзаключённых justice" },
	{ "be", "Вясна заклікала Мінск вызваліць усіх палітвязняў.",
	  "Вясна Мінск вызваліць усіх палітвязняў justice" },
	{ "uk", "Брюссель закликав Мінськ звільнити всіх політв'язнів.",
	  "Брюссель Мінськ звільнити всіх політв'язнів justice" },
	{ "pl", "Bruksela wezwała Mińsk do uwolnienia wszystkich więźniów.",
	  "Bruksela Mińsk uwolnienia wszystkich więźniów" },
	{ "de", "Amnesty International forderte Minsk auf, alle politischen "
	  "Gefangenen freizulassen.", "Amnesty International Minsk alle "
	  "politischen Gefangenen freizulassen justice" },
};

static void test_asks(void **state)
{
	struct saying s = { .kind = KIND_recommendation, .show = asked };

	(void)state;
	saying_all(&s, asks, sizeof(asks) / sizeof(asks[0]));
}

static const enum property briefs[] = {
	PROP_slot, PROP_stance, PROP_actor, PROP_COUNT,
};

static const struct saying_case statements[] = {
	{ "en", "<ul><li>International reaction: Mixed responses, with cautious"
	  " optimism from human rights groups.</ul>", "reaction mixed" },
	{ "en", "<ul><li>Reaction: The European Union welcomed the release."
	  "</ul>", "reaction welcome European Union" },
	{ "en", "<ul><li>Looking ahead: Uncertainty remains.</ul>", "outlook" },
	{ "ru", "<ul><li>Реакция: Евросоюз приветствовал освобождение.</ul>",
	  "reaction welcome Евросоюз" },
	{ "de", "<ul><li>Reaktionen: Berlin begrüßte die Freilassung.</ul>",
	  "reaction welcome Berlin" },
	{ "pl", "<ul><li>Reakcje: mieszane.</ul>", "reaction mixed" },
	{ "be", "<ul><li>Рэакцыя: Брусель вітае вызваленне.</ul>",
	  "reaction welcome Брусель" },
	{ "uk", "<ul><li>Що далі: невідомо.</ul>", "outlook" },
};

static void test_statements(void **state)
{
	struct saying s = { .kind = KIND_brief, .show = briefs };

	(void)state;
	saying_all(&s, statements, sizeof(statements) / sizeof(statements[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_asks),
		cmocka_unit_test(test_statements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
