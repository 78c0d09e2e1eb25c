/* An article as it is read: each claim stands under the line it came from. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "ui/detail.h"
#include "view/article.h"

#define IS(text) { (text), sizeof(text) - 1 }

static const char text[] =
	"Minsk frees 123 people\n"		/* 0 */
	"Maria Kalesnikava | 18 months\n"	/* 23 */
	"Reactions were mixed \x1b[31m.\n"	/* 53 */
	"[1] https://example.org/a\n"
	"[2] javascript:alert(1)\n";

static const struct claim act[] = {
	{ .prop = PROP_count, .value = IS("123"), .offset = 0 },
	{ .prop = PROP_count_scope, .value = IS("this_act"), .offset = 0 },
	{ .prop = PROP_note, .value = IS("as said again"), .offset = 53 },
};
static const struct claim person[] = {
	{ .prop = PROP_name, .value = IS("Maria Kalesnikava"), .offset = 23 },
	{ .prop = PROP_held_text, .value = IS("18 months"), .offset = 23 },
	{ .prop = PROP_held_min_days, .value = IS("532"), .offset = 23 },
	{ .prop = PROP_event, .value = IS("release/x"), .offset = 23 },
};
static const struct claim measure[] = {
	{ .prop = PROP_jurisdiction, .value = IS("US"), .offset = 22 },
	{ .prop = PROP_news_state, .value = IS("lifted"),
	  .qualifier = IS("most"), .offset = 22 },
};

static const struct cited cited[] = {
	{ .kind = KIND_event, .claims = act, .n = 3, .at = 0, .last = 53 },
	{ .kind = KIND_measure, .claims = measure, .n = 2, .at = 22,
	  .last = 22 },
	{ .kind = KIND_person, .claims = person, .n = 4, .at = 23,
	  .last = 23 },
};

static const struct {
	const char *line, *link, *said;
} lines[] = {
	{ "Minsk frees 123 people", "",
	  "event: count 123, count scope this act;"
	  "US: news state lifted (most);" },
	{ "Maria Kalesnikava | 18 months", "",
	  "Maria Kalesnikava: held min days 532;" },
	{ "Reactions were mixed \x1b[31m.", "", "event: note as said again;" },
	{ "[1] https://example.org/a", "https://example.org/a", "" },
	{ "[2] javascript:alert(1)", "", "" },
};
enum { LINES = sizeof(lines) / sizeof(lines[0]) };

static struct facts facts_of(struct fact *one, const char *body)
{
	*one = (struct fact){
		.claim = { .prop = PROP_text, .value = slice_of(body) },
	};
	return (struct facts){
		.kind = KIND_news, .fact = one, .n = body[0] != '\0',
		.cited = cited, .cites = sizeof(cited) / sizeof(cited[0]),
	};
}

static void says_all(const struct article_line *line, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < sizeof(cited) / sizeof(cited[0]); i++)
		if (article_says(&cited[i], line, out))
			str_addc(out, ';');
}

static void claims_stand_under_their_line(void **state)
{
	struct fact one;
	struct facts f = facts_of(&one, text);
	struct article a = article_of(&f);
	struct article_line line;
	struct str said = STR_INIT(1 << 16);
	size_t n = 0;

	(void)state;
	for (; article_next(&a, &line); n++) {
		assert_in_range(n, 0, LINES - 1);
		assert_true(slice_is(line.text, lines[n].line));
		assert_true(slice_is(line.link, lines[n].link) ||
			    (!line.link.n && !lines[n].link[0]));
		says_all(&line, &said);
		assert_string_equal(said.n ? str_cstr(&said) : "",
				    lines[n].said);
	}
	assert_int_equal(n, LINES);
	str_free(&said);
}

/* Where the text was not kept, all is told at once. */
static void claims_without_a_text(void **state)
{
	struct fact one;
	struct facts f = facts_of(&one, "");
	struct article a = article_of(&f);
	struct article_line line, whole = ARTICLE_WHOLE;
	struct str said = STR_INIT(1 << 16);

	(void)state;
	assert_false(article_next(&a, &line));
	says_all(&whole, &said);
	assert_string_equal(str_cstr(&said),
			    "event: count 123, count scope this act, note as"
			    " said again;US: news state lifted (most);"
			    "Maria Kalesnikava: held text 18 months, held min"
			    " days 532;");
	str_free(&said);
}

/* On the screen: no control of the source, links that can be opened. */
static void the_screen_reads_it(void **state)
{
	struct fact one;
	struct facts f = facts_of(&one, text);
	struct lines l = {0};
	struct err e = {0};
	size_t marks = 0, links = 0;

	(void)state;
	assert_int_equal(detail_article(&f, 60, &l, &e), 0);
	for (size_t i = 0; i < l.n; i++) {
		marks += slice_starts(l.line[i].text, "› ");
		links += l.line[i].link.n > 0;
		assert_null(memchr(l.line[i].text.p, '\x1b',
				   l.line[i].text.n));
	}
	assert_int_equal(marks, 4);
	assert_int_equal(links, 1);
	lines_free(&l);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(claims_stand_under_their_line),
		cmocka_unit_test(claims_without_a_text),
		cmocka_unit_test(the_screen_reads_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
