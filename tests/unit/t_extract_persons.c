/* What articles say of persons: "NAME: property value, ..." a case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "growth.h"
#include "recdump.h"

/* Persons and briefs with their claims, the texts as written left out. */
static int take(void *ctx, const struct record *r, struct err *e)
{
	struct str *out = ctx;

	(void)e;
	if (r->kind != KIND_person && r->kind != KIND_brief)
		return 0;
	if (out->n)
		str_addz(out, "; ");
	str_addz(out, r->kind == KIND_person ? "" : "nobody");
	for (size_t i = 0; i < r->n; i++) {
		const struct claim *c = &r->claims[i];

		if (c->prop == PROP_name)
			str_add(out, c->value);
		else if (c->prop != PROP_held_text &&
			 c->prop != PROP_sentence &&
			 c->prop != PROP_details &&
			 c->prop != PROP_role_text && c->prop != PROP_event)
			str_addf(out, ", %s %.*s", properties[c->prop].name,
				 SLICE_ARG(c->value));
	}
	return 0;
}

static const struct {
	const char *in, *want;
} cases[] = {
	/* nothing is said of anybody */
	{ "<p>The talks went on for 5 years, and Jan Kowal was there.", "" },
	{ "<p>They asked for the release of Jan Kowal.", "" },
	{ "<p>Jan Kowal may be freed next week.", "" },
	{ "<p>President Jan Kowal pardoned 25 people.", "" },
	{ "<p>Jan Kowal released a book in 2021.", "" },
	/* whose it is */
	{ "<p>Jan Kowal was freed; Anna Nowak remains in prison.",
	  "Jan Kowal, custody free; Anna Nowak, custody prison" },
	{ "<p>Jan Kowal, Anna Nowak and 20 others were released.",
	  "Jan Kowal, custody free; Anna Nowak, custody free" },
	{ "<p>The mother of Jan Kowal was released.", "" },
	{ "<p>Jan Kowal taught. In 2022 he was arrested.",
	  "Jan Kowal, detained_on 2022" },
	{ "<p>Jan Kowal was freed. Kowal had been held since May 2021.",
	  "Jan Kowal, custody free, detained_on 2021-05" },
	{ "<p>He got 7 years in a penal colony.",
	  "nobody, sentence_min_days 2374, sentence_max_days 2740" },
	{ "<p>They were taken to Lithuania; Jan Kowal refused to leave.",
	  "Jan Kowal, manner refused_deportation" },
	{ "<p>Jan Kowal was arrested in 2021. Nobody was released.",
	  "Jan Kowal, detained_on 2021" },
	{ "<html lang=de><p>Jan Kowal war seit dem 31. Mai 2020 in Haft und zu"
	  " 14 Jahren verurteilt.", "Jan Kowal, sentence_min_days 4930, "
	  "sentence_max_days 5297, detained_on 2020-05-31" },
	{ "<h1>Jan Kowal still jailed</h1><p>The talks went on. About 1,200 "
	  "were pardoned. Fifteen were taken to Lithuania.",
	  "Jan Kowal, custody prison" },
	/* names */
	{ "<html lang=pl><p>Jan Kowal jest w kolonii w Nowopołocku od 2021 "
	  "roku.", "Jan Kowal, detained_on 2021" },
	{ "<html lang=ru><h1>Ковальский и Новак вышли на свободу</h1>"
	  "<p>Среди освобождённых Ян Ковальский. Ковальский был задержан "
	  "14 июля 2021 года.",
	  "Новак, custody free; Ян Ковальский, custody free, "
	  "detained_on 2021-07-14" },
	{ "<html lang=ru><p>Среди освобождённых Анна Ковальская и Ян Ковальский. "
	  "Ковальский был задержан 14 июля 2021 года.",
	  "Анна Ковальская, custody free; Ян Ковальский, custody free, "
	  "detained_on 2021-07-14" },
	{ "<p>J\u200B" "an Kowal\u200F was freed.", "Jan Kowal, custody free" },
	{ "<table><tr><td>Name<td>Role<tr><td>\u202EJan Kowal (Released)"
	  "<td>lawyer</table>", "Jan Kowal, role lawyer, custody free" },
	{ "<table><tr><td>Name<td>Role<tr><td>Who is that?<td>lawyer"
	  "</table>", "" },
	{ "<html lang=be><p>Алеся Коваля затрымалі 14 ліпеня 2021 года.",
	  "Алеся Коваля, detained_on 2021-07-14" },
	/* tables */
	{ "<table><tr><td>Name<td>Jan Kowal<tr><td>Sentence<td>life"
	  "</table>", "Jan Kowal, life yes" },
	{ "<table><tr><td colspan=2>The freed<tr><td>Name<td>Role<tr>"
	  "<td>Jan Kowal<td>lawyer</table>", "Jan Kowal, role lawyer" },
	{ "<table><tr><td>Name<td>Role<tr><td colspan=2>Journalists<tr>"
	  "<td>Jan Kowal<td>editor</table>", "Jan Kowal, role journalist" },
	{ "<p>Name: Jan Kowal<p>Arrested: 14 July 2021",
	  "Jan Kowal, detained_on 2021-07-14" },
	/* dates, times and articles */
	{ "<p>Jan Kowal led the 2020 protests and was jailed for 5 years.",
	  "Jan Kowal, sentence_min_days 1643, sentence_max_days 2009" },
	{ "<p>Jan Kowal was convicted under Art. 3614.",
	  "Jan Kowal, charge 361-4" },
	{ "<p>Jan Kowal was freed after two days of talks.",
	  "Jan Kowal, custody free" },
	{ "<p>Jan Kowal was sentenced to life imprisonment.",
	  "Jan Kowal, life yes" },
	{ "<html lang=de><p>Jan Kowal kam am 3. März 2024 frei.",
	  "Jan Kowal, custody free, released_on 2024-03-03" },
};

static int take_event(void *ctx, const struct record *r, struct err *e)
{
	int *events = ctx;

	(void)e;
	for (size_t i = 0; i < r->n && r->kind == KIND_person; i++)
		*events += r->claims[i].prop == PROP_event;
	return 0;
}

/* Who was freed in another month is none of the act that the text is about. */
static void test_other_month(void **state)
{
	static const char *const texts[] = {
		"<html lang=en><p>Belarus freed 31 prisoners on 3 March 2025."
		"<p>In February Jan Kowal was freed.",
		"<html lang=en><p>Belarus freed 31 prisoners on 3 March 2025."
		"<p>Jan Kowal was freed.",
	};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct input in = { .n = 1 };
		struct err e = {0};
		int events = 0;

		in.part[0] = input_memory(SLICE("x.html"), slice_of(texts[i]));
		assert_int_equal(in_article.read(&in, take_event, &events, &e),
				 0);
		assert_int_equal(events, i);
	}
}

static void test_cases(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct str out = STR_INIT(1 << 16);
		struct input in = { .n = 1 };
		struct err e = {0};

		in.part[0] = input_memory(SLICE("x.html"),
					  slice_of(cases[i].in));
		assert_int_equal(in_article.read(&in, take, &out, &e), 0);
		if (strcmp(str_cstr(&out), cases[i].want) != 0) {
			print_message("%s\ngives \"%s\"\n", cases[i].in,
				      str_cstr(&out));
			bad++;
		}
		str_free(&out);
	}
	assert_int_equal(bad, 0);
}

/* A table of many persons is no longer than its rows; none is told twice. */
static void test_many(void **state)
{
	struct str page = STR_INIT(1 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&page, "<table><tr><td>Name<td>Role");
	for (int i = 0; i < 4000; i++)
		str_addf(&page, "<tr><td>Jan %c%c%c Kowal<td>lawyer",
			 'A' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676);
	str_addz(&page, "<tr><td>Jan Aaa Kowal<td>editor</table>");
	assert_int_equal(recdump_text(&d, "article", "x.html",
				      str_slice(&page), &e), 0);
	assert_int_equal(d.of_kind[KIND_person], 4000);
	recdump_free(&d);
	str_free(&page);
}

static void read_items(size_t n, const char *label)
{
	struct str page = STR_INIT(1 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	str_addz(&page, "<h2>News</h2><ul>");
	for (size_t i = 0; i < n; i++)
		str_addf(&page, "<li>%s Kowal%c%s – lawyer, held", label,
			 (int)('a' + i % 26), label[0] == '<' ? "</b>" : "");
	assert_int_equal(recdump_text(&d, "article", "x.html",
				      str_slice(&page), &e), 0);
	recdump_free(&d);
	str_free(&page);
}

static void read_labelled(size_t n)
{
	read_items(n, "<b>Jan");
}

static void read_plain(size_t n)
{
	read_items(n, "Jan");
}

/* Any line with a label may begin a box; each label is looked up once. */
static void test_labels(void **state)
{
	double plain = cost_of(read_plain, 8000, 0);
	double most = 20 * plain + 0.3;
	double labelled = cost_of(read_labelled, 8000, most);

	(void)state;
	if (labelled > most)
		fail_msg("%.2f s with labels, %.2f s without", labelled, plain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases), cmocka_unit_test(test_many),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_other_month),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
