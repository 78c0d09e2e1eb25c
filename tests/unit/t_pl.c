/* The Polish list: what is refused, and what its free text says for certain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

#define HEAD(name) "<table><tr><td>Lp.<td>" name "<td>Dane identyfikacyjne<td>" \
	"Uzasadnienie<td>Zastosowane środki<td>Data umieszczenia na liście" \
	"<td>Data wykreślenia z listy</tr>"
#define ROW(name, details, reason, day, gone) "<tr><td>1.<td>" name "<td>" details \
	"<td>" reason "<td>zamrożenie<td>" day "<td>" gone "</tr>"
#define FIRMS HEAD("Nazwa podmiotu") ROW("Firma", "", "", "26.04.2022 r.", "") \
	"</table>"
#define PERSONS(rows) "<html>" HEAD("Nazwisko i imię") rows "</table>" FIRMS
#define DAY "26.04.2022 r."

static const struct {
	const char *text, *says;
} refused[] = {
	{ "", "pl.html: not a page" },
	{ "<html><p>Strona niedostępna", "pl.html: no table with a column "
	  "\"nazwisko i imię\" and one of dates" },
	{ "<html>" FIRMS, "pl.html: no table with a column \"nazwisko i "
			  "imię\" and one of dates" },
	{ "<html>" HEAD("Nazwisko i imię") "</table>", "pl.html: no table "
	  "with a column \"nazwa podmiotu\" and one of dates" },
	{ "<html><table><tr><td>Nazwisko i imię</table>" FIRMS,
	  "pl.html: no table with a column \"nazwisko i imię\" and one of "
	  "dates" },
	{ PERSONS(ROW("", "x", "", DAY, "")), "pl.html: osoby, row 1: osoby/: "
	  "a party without a name" },
	{ PERSONS("<tr><td>7</tr>"), "pl.html: osoby, row 1: osoby/: "
	  "a party without a name" },
	{ PERSONS(ROW("A B", "", "", "44677", "")), "pl.html: osoby, row 1: "
	  "listed_on: \"44677\" is not a date" },
	{ PERSONS(ROW("A B", "", "", "jutro", "")), "pl.html: osoby, row 1: "
	  "listed_on: \"jutro\" is not a date" },
	{ PERSONS(ROW("A B", "", "", DAY, "tak")), "pl.html: osoby, row 1: "
	  "gone_on: \"tak\" is not a date" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		recdump_refuses("pl_html", "pl.html", refused[i].text,
				refused[i].says);
}

/* A table that the page's ceilings cut is not the list. */
static void test_limits(void **state)
{
	struct str text = STR_INIT(16 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, "<html>" HEAD("Nazwisko i imię"));
	for (int i = 0; i < 3000; i++)
		str_addf(&text, ROW("A B%d", "", "", DAY, ""), i);
	str_addz(&text, "</table>" FIRMS);
	assert_int_equal(recdump_text(&d, "pl_html", "pl.html",
				      str_slice(&text), &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_int_equal(d.n, 0);
	str_free(&text);
	recdump_free(&d);
}

/* A cell that is one long word is looked through once, not once a syllable:
 * the square of this is a quarter of an hour. */
static void test_long_word(void **state)
{
	struct str text = STR_INIT(16 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, "<html>" HEAD("Nazwisko i imię")
		 "<tr><td>1.<td>A B<td>");
	for (int i = 0; i < 100000; i++)
		str_addz(&text, "obywatel");
	str_addz(&text, "<td>ob. <td>zamrożenie<td>" DAY "<td></tr></table>"
		 FIRMS);
	assert_int_equal(recdump_text(&d, "pl_html", "pl.html",
				      str_slice(&text), &e), 0);
	assert_false(recdump_has(&d, "country = "));
	str_free(&text);
	recdump_free(&d);
}

static const struct {
	const char *name, *details, *reason, *claims;
} texts[] = {
	{ "A B", "", "", "\tname = A B\n" },
	{ "„A B”", "", "", "\tname = A B\n" },
	{ "A „B” w likwidacji", "", "", "\tname = A „B”\n" },
	{ "A B (C) (dawniej: D lub E)", "", "",
	  "\tname = A B\n\tother_name = C [strong]\n"
	  "\tother_name = D [fka]\n\tother_name = E [fka]\n" },
	{ "A B (", "", "", "\tname = A B\n" },
	{ "A B", "urodzona 6 lipca 1972 r. w Mińsku", "",
	  "\tname = A B\n\tborn = 1972-07-06\n\tremarks = " },
	{ "A B", "13.05.2022 r.", "", "\tname = A B\n\tremarks = 13" },
	{ "A B", "obywatelstwo: białoruskie, rosyjskie", "",
	  "\tname = A B\n\tcountry = BY [citizen]\n\tremarks" },
	{ "A B", "obywatelka Ukrainy oraz Rosji", "",
	  "\tname = A B\n\tcountry = UA [citizen]\n"
	  "\tcountry = RU [citizen]\n\tremarks" },
	{ "A B", "obywatel", "", "\tname = A B\n\tremarks = obywatel" },
	{ "A B", "obywatel Atlantydy", "", "\tname = A B\n\tremarks" },
	{ "A B", "", "A B jest obywatelką Republiki Białoruś.",
	  "\tname = A B\n\tcountry = BY [citizen]\n\treason" },
	{ "A B", "", "Wspiera obywateli Rosji.", "\tname = A B\n\treason" },
	{ "A B", "KRS 123", "", "\tname = A B\n\tremarks = KRS 123" },
	{ "A B", "adres: ul. X 1, nr identyfikacyjny BIN: 220540011771", "",
	  "\tname = A B\n\tidentifier = 220540011771 [BIN]\n"
	  "\taddress = ul. X 1\n" },
};

static void test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct str text = STR_INIT(1 << 16);
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		str_addf(&text, PERSONS(ROW("%s", "%s", "%s", DAY, "")),
			 texts[i].name, texts[i].details, texts[i].reason);
		assert_int_equal(recdump_text(&d, "pl_html", "pl.html",
					      str_slice(&text), &e), 0);
		if (!recdump_has(&d, texts[i].claims))
			fail_msg("%s; %s; %s: %s", texts[i].name,
				 texts[i].details, texts[i].reason,
				 str_cstr(&d.text));
		str_free(&text);
		recdump_free(&d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_long_word),
		cmocka_unit_test(test_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
