/* Somebody's list by a map alone: the section of sources.conf as text, and what
 * a reader makes of a file by it. And articles of criminal codes, since lists
 * are where they come from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/conf.h"
#include "model/recommendation.h"
#include "read/charge.h"
#include "recdump.h"

#define SOURCE(format, map) "source \"x\" {\n" \
	"url = \"https://x.example/\"\nformat = \"" format "\"\n" \
	"map {\n" map "\n}\n}\n"

/* One source's mapping; "" and the message where it is refused. */
static void mapping_of(const char *conf, struct str *out, struct err *e)
{
	struct sources s;

	str_clear(out);
	if (conf_sources(slice_of(conf), "f", &s, e) < 0)
		return;
	str_add(out, s.list[0].mapping);
	sources_free(&s);
}

static int read_by(const char *conf, const char *reader, const char *text,
		   struct recdump *d, struct err *e)
{
	struct str mapping = STR_INIT(1 << 20);
	struct input in = { .n = 1 };
	int rc = -1;

	mapping_of(conf, &mapping, e);
	in.mapping = str_slice(&mapping);
	in.part[0] = input_memory(SLICE("x"), slice_of(text));
	if (!e->code)
		rc = reader_find(slice_of(reader))->read(&in, recdump_emit, d,
							 e);
	str_free(&mapping);
	return rc;
}

static const struct {
	const char *format, *map, *file, *has;
} good[] = {
	{ SOURCE("csv", "kind = person name = Who"), "csv",
	  "Who,x\nIvan Pryklad,1\n", "\tname = Ivan Pryklad\n" },
	/* the header is folded; `key` is the list's number */
	{ SOURCE("csv", "kind = person key = \"N.\" name = \"full NAME\""),
	  "csv", "n,Full_Name\n7,Ivan Pryklad\n",
	  "person 7\n\tname = Ivan Pryklad\n\tnative_id = 7\n" },
	{ SOURCE("csv", "kind = person name = \"Имя и фамилия\""), "csv",
	  "имя и ФАМИЛИЯ;b\nИван Прыклад;x\n", "name = Иван Прыклад" },
	{ SOURCE("csv", "kind = person name = a detained_on = b\n"
		 "date_order = mdy"), "csv",
	  "a\tb\nIvan\t05/06/2021\n", "detained_on = 2021-05-06\n" },
	{ SOURCE("csv", "kind = person name = a detained_on = b\n"
		 "date_order = dmy"), "csv",
	  "a,b\nIvan,05/06/2021\n", "detained_on = 2021-06-05\n" },
	/* without an order it is not guessed at, and not lost */
	{ SOURCE("csv", "kind = person name = a detained_on = b"), "csv",
	  "a,b\nIvan,05/06/2021\n", "note = 05/06/2021 [detained_on]\n" },
	{ SOURCE("csv", "kind = person name = {a, c} list_separator = \"/\"\n"
		 "other_name = b lang = be"), "csv",
	  "a,b,c\nIvan,Ян/Янка,Jan\n",
	  "name = Ivan (be)\n\tother_name = Jan (be)\n"
	  "\tother_name = Ян (be)\n\tother_name = Янка (be)\n" },
	{ SOURCE("csv", "kind = person name = a custody = b\n"
		 "words = {\"K-2 = colony\", \"out = free\"}"), "csv",
	  "a,b\nIvan,k-2\n", "custody = colony" },
	{ SOURCE("csv", "kind = person name = a\n"
		 "const { country = BY listing_status = active }"), "csv",
	  "a\nIvan\n", "country = BY\n\tlisting_status = active\n" },
	{ SOURCE("csv", "kind = person name = a held_text = b"), "csv",
	  "a,b\nIvan,18 months\n", "held_text = 18 months\n"
	  "\theld_min_days = 5" },
	{ SOURCE("csv", "kind = recommendation action = a state = b theme = c"
		 " addressee = d"), "csv",
	  "a,b,c,d\nHear them,[B1],Torture,Belarus\n", "state = partly_done\n"
	  "\tissue = Torture\n\ttheme = justice \"Torture\"\n" },
	{ SOURCE("csv", "kind = measure measure = a state = b"), "csv",
	  "a,b\nx,lifted\n", "measure = x\n\tstate = lifted\n" },
	{ SOURCE("csv", "kind = event date = a count = b"), "csv",
	  "a,b\n2025-12-13,123\n", "event " },
	{ SOURCE("json", "kind = person name = a"), "json",
	  "[{\"a\":\"Ivan\"}]", "name = Ivan\n" },
	{ SOURCE("json", "kind = person rows = \"x.y\" key = \"i\"\n"
		 "name = \"n.full\" charge = \"c.no\""), "json",
	  "{\"y\":[{\"n\":1}],\"x\":{\"z\":{\"y\":[7]},\"y\":[{\"i\":5,\"n\":"
	  "{\"full\":\"Ivan\"},\"c\":[{\"no\":130},{\"no\":\"3614\"}]}],"
	  "\"y2\":[{}]}}",
	  "\tcharge = 130\n\tcharge = 361-4 \"3614\"\n\tname = Ivan\n"
	  "\tnative_id = 5\n"
	},
	{ SOURCE("json", "kind = person name = a country = b"), "json",
	  "{\"a\":\"Ivan\",\"b\":null}\n{\"a\":\"Jan\",\"b\":[\"X\",\"Y\"]}",
	  "country = X\n\tcountry = Y\n" },
};

static void test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		if (read_by(good[i].format, good[i].map, good[i].file, &d,
			    &e) < 0)
			fail_msg("%zu: %s", i, e.msg);
		if (!recdump_has(&d, good[i].has))
			fail_msg("%zu: no \"%s\" in\n%s", i, good[i].has,
				 str_cstr(&d.text));
		recdump_free(&d);
	}
}

static const struct {
	const char *conf, *reader, *file, *why;
} bad[] = {
	{ SOURCE("csv", "kind = persn name = a"), "csv", "",
	  "f:1: source \"x\": map: kind = \"persn\": valid are person, event, "
	  "measure, recommendation, news" },
	{ SOURCE("csv", "kind = person"), "csv", "",
	  "f:1: source \"x\": map: a person needs name = \"THE COLUMN\"" },
	{ SOURCE("csv", "kind = person name = a date_order = dym"), "csv", "",
	  "f:1: source \"x\": map: date_order = \"dym\": valid are dmy, mdy, "
	  "ymd" },
	{ SOURCE("csv", "kind = person name = a list_separator = \", \""),
	  "csv", "", "f:1: source \"x\": map: list_separator is one "
	  "character, such as \";\"" },
	{ SOURCE("csv", "kind = person name = a words = {\"x\"}"), "csv", "",
	  "f:1: source \"x\": map: words = {\"THEIR WORD = OURS\", ...}" },
	{ SOURCE("rss", "kind = person name = a"), "csv", "",
	  "f:1: source \"x\": map goes with format = \"csv\" or \"json\"" },
	{ SOURCE("csv", "kind = person name = a born = \"Birth day\""), "csv",
	  "a,b\nx,y\n",
	  "x: map: no column \"Birth day\" in the file; it has: a, b" },
	{ SOURCE("csv", "kind = person name = a key = no"), "csv",
	  "a,b\nx,y\n", "x: map: no column \"no\" in the file; it has: a, b" },
	{ SOURCE("csv", "kind = person name = a"), "csv", "a,b\nx,y\nz\n",
	  "x: row 3: 1 columns instead of 2" },
	{ SOURCE("csv", "kind = person name = a"), "csv", "a,b\nx,y\nz",
	  "x: cut off: row 3: 1 columns instead of 2" },
	{ SOURCE("csv", "kind = person name = a"), "csv", "a,b\n,y\n",
	  "x: row 2: no name" },
	{ SOURCE("csv", "kind = person name = a"), "csv", "a,b\n",
	  "x: no entry in it" },
	{ SOURCE("csv", "kind = person name = a"), "csv", "",
	  "x: the file is empty: a header row was expected" },
	{ SOURCE("csv", "kind = person name = a key = b"), "csv", "a,b\nx,\n",
	  "x: row 2: no id" },
	{ SOURCE("json", "kind = person name = a rows = b"), "json",
	  "{\"c\":[]}", "x: map: no array \"b\" in the file (rows)" },
	{ SOURCE("json", "kind = person name = a rows = b"), "json",
	  "<!doctype html>", "x: map: no array \"b\" in the file (rows)" },
	{ SOURCE("json", "kind = person name = a rows = b"), "json",
	  "{\"b\":[{\"a\":\"x\"},{\"a\"", "x: cut off behind object 2" },
	{ SOURCE("json", "kind = person name = a born = c"), "json",
	  "[{\"a\":\"x\"}]", "x: map: no object has \"c\"" },
	{ SOURCE("json", "kind = person name = a"), "json",
	  "[{\"a\":\"x\"},{\"b\":\"y\"}]", "x: object 2: no name" },
};

static void test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(read_by(bad[i].conf, bad[i].reader,
					 bad[i].file, &d, &e), -1);
		assert_string_equal(e.msg, bad[i].why);
		recdump_free(&d);
	}
}

/* What a map in sources.conf is has no place in a line of `sources add`. */
static void test_add(void **state)
{
	struct str again = STR_INIT(4096);
	struct sources s;
	struct err e = {0};

	(void)state;
	assert_int_equal(conf_sources(SLICE(SOURCE("csv", "kind = person "
			 "name = a url = b")), "f", &s, &e), 0);
	s.list[0].key = SLICE("y");
	assert_int_equal(conf_add(SLICE_NONE, &s.list[0], &again, &e), 0);
	assert_null(strstr(str_cstr(&again), "map"));
	str_free(&again);
	sources_free(&s);
}

static const struct {
	const char *text;
	bool bare;
	const char *articles;	/* blanks between */
} charges[] = {
	{ "Art. 342 of the Criminal Code — Organization", false, "342" },
	{ "Part 2 of Art. 293 of the Criminal code", false, "293(2)" },
	{ "Part 1 of Article 13 and Article 293", false, "13(1) 293" },
	{ "Articles 293, 342 and 361-4", false, "293 342 361-4" },
	{ "Art. 293, part 2", false, "293(2)" },
	{ "Art. 342, Part 1 of Art. 130", false, "342 130(1)" },
	{ "Art. 293(2); Art. 342", false, "293(2) 342" },
	{ "ч. 1 ст. 361-4 УК; ст. 130", false, "361-4(1) 130" },
	{ "ч. 1 арт. 361-4 КК", false, "361-4(1)" },
	{ "часть 2 статьи 293 УК Беларуси", false, "293(2)" },
	{ "ст. 207.3 ч. 2 УК РФ", false, "207.3(2)" },
	{ "ст.ст. 130, 293", false, "130 293" },
	{ "art. 130 § 1 KK", false, "130(1)" },
	{ "§ 129 StGB", false, "129" },
	{ "§ 129 Abs. 1 StGB", false, "129(1)" },
	{ "Articolo 270 comma 2", false, "270(2)" },
	{ "Art. 3614", false, "361-4" },
	{ "Art. 361\xE2\x81\xB4", false, "361-4" },
	{ "Art. 361\xE2\x80\x91" "1", false, "361-1" },
	{ "Art. 342 in 2021", false, "342" },
	{ "Art. 2021", false, "" },
	{ "parts 1 and 2 of Art. 342", false, "342(1,2)" },
	{ "Art. 342; Art. 342", false, "342" },
	{ "342, 293; 3614", true, "342 293 361-4" },
	{ "342, 293", false, "" },
	{ "held for 3 years", true, "" },
	{ "Art. 0", false, "" },
	{ "Art. 99999999999999999999", false, "" },
	{ "", true, "" },
};

static void test_charges(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(charges) / sizeof(*charges); i++) {
		struct str got = STR_INIT(4096);
		struct charges c;

		charge_find(slice_of(charges[i].text), charges[i].bare, &c);
		for (size_t k = 0; k < c.n; k++)
			str_addf(&got, "%s%s", k ? " " : "", c.text[k]);
		if (strcmp(str_cstr(&got), charges[i].articles) != 0)
			fail_msg("%s: %s", charges[i].text, str_cstr(&got));
		str_free(&got);
	}
}

static void test_state(void **state)
{
	static const char *const words[][2] = {
		{ "done", "done" }, { "In progress", "in_progress" },
		{ "A", "done" }, { "B", "partly_done" }, { "C", "ignored" },
		{ "D", "no_information" }, { "E", "rejected" },
		{ "B2", "partly_done" }, { "[C1]", "ignored" },
		{ "grade E", "rejected" }, { "Grade B1", "partly_done" },
		{ "F", NULL }, { "a", NULL }, { "AB", NULL }, { "", NULL },
		{ "[", NULL }, { "grade ", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		const char *got = recommendation_state(slice_of(words[i][0]));

		if (!got || !words[i][1])
			assert_ptr_equal(got, words[i][1]);
		else
			assert_string_equal(got, words[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_charges),
		cmocka_unit_test(test_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
