/* Formats that tell who says so: a report, entities, reviews, a calendar. One
 * person of whom two sources tell differently, with what is hostile in both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/path.h"
#include "read/jsontree.h"
#include "view/view.h"
#include "write/ftm.h"
#include "write/writer.h"

enum { FACTS = 10 };

/* A slice where only constants may stand. */
#define T(lit) { (lit), sizeof(lit) - 1 }

static const struct fact facts[FACTS] = {
	{ .claim = { .prop = PROP_charge, .value = T("361-4") },
	  .source = T("ngo"), .key = T("1") },
	{ .claim = { .prop = PROP_country, .value = T("Belarus") },
	  .source = T("ngo"), .key = T("1") },
	{ .claim = { .prop = PROP_held_text, .value = T("Over 2 years"),
		     .quote = T("held <b>over 2 years</b> & more"),
		     .lang = T("en"), .as_of = T("2025-12-14") },
	  .source = T("post"), .source_title = T("A newspaper"),
	  .key = T("a"), .doc_url = T("https://news.example/a?x=1&y=2"),
	  .doc_title = T("Freed <script>alert(1)</script>"),
	  .doc_publisher = T("Example Post"),
	  .doc_published = T("2025-12-14T10:00:00Z") },
	{ .claim = { .prop = PROP_held_text, .value = T("4 гады"),
		     .quote = T("4 гады і 5 месяцаў"),
		     .lang = T("be"), .as_of = T("2025-12-15") },
	  .source = T("ngo"), .key = T("1"),
	  .doc_url = T("javascript:alert(1)"),
	  .doc_title = T("\033[31mred\xE2\x80\xAE") },
	{ .claim = { .prop = PROP_name, .value = T("Ales Bialiatski") },
	  .source = T("post"), .key = T("a"),
	  .doc_url = T("https://news.example/a?x=1&y=2") },
	{ .claim = { .prop = PROP_other_name, .value = T("Алесь Бяляцкі"),
		     .lang = T("be") },
	  .source = T("ngo"), .key = T("1") },
	{ .claim = { .prop = PROP_release_type, .value = T("pardon") },
	  .source = T("ngo"), .key = T("1") },
	{ .claim = { .prop = PROP_released_on, .value = T("2025-12-13") },
	  .source = T("ngo"), .key = T("1"),
	  .doc_url = T("data:text/html,x") },
	{ .claim = { .prop = PROP_role_text,
		     .value = T("Human Rights Defender") },
	  .source = T("post"), .key = T("a") },
	{ .claim = { .prop = PROP_sentence, .value = T("10 years") },
	  .source = T("ngo"), .key = T("1"),
	  .until = T("2025-12-20") },	/* nobody says so any more */
};

static void test_path(char path[PATH_BYTES], const char *front,
		      const char *name)
{
	const char *top = getenv("srcdir");

	snprintf(path, PATH_BYTES, "%s/%s%s", top ? top : ".", front, name);
}

struct written {
	struct str text;
	struct book book;
	struct marks marks;
	struct arena mem;
};

static const struct facts person = {
	.id = T("p-abc"), .kind = KIND_person, .source = T("ngo"),
	.subject = T("1"), .day = T("2026-01-01"),
	.seen = T("2025-12-15T00:00:00Z"), .fact = facts, .n = FACTS,
};

static void add_mark(struct written *w)
{
	struct err e = {0};
	struct mark m = {
		.kind = MARK_RELEASE, .date = SLICE("2025-12-13"), .count = 1,
		.id = SLICE("p-abc"), .word = SLICE("pardon"),
		.what = SLICE("Ales Bialiatski freed: pardon"),
		.sources = SLICE("\x1f" "ngo\x1f" "post\x1f"),
		.url = SLICE("https://news.example/a?x=1&y=2"),
	};

	assert_int_equal(marks_add(&w->marks, &m, &e), 0);
}

static void fill_row(struct row *r, struct arena *mem)
{
	*r = (struct row){0};
	assert_int_equal(view_releases.fill(&person, r->cell + 1, mem), 1);
	r->cell[0] = person.id;
	r->cell[shape_find(&view_releases, SLICE("sources"))] =
		SLICE("\x1f" "ngo\x1f" "post\x1f");
	r->cell[shape_find(&view_releases, SLICE("disputed"))] =
		SLICE("true");
}

static void write_with(const struct writer *w, struct written *to)
{
	struct out o = { .shape = &view_releases, .now = 1764079200 };
	struct row r;

	*to = (struct written){ .text = STR_INIT(8 << 20), .book = BOOK_INIT,
				.marks = MARKS_INIT,
				.mem = ARENA_INIT(8 << 20) };
	add_mark(to);
	fill_row(&r, &to->mem);
	to->book.title = SLICE("Releases");
	to->book.filter = SLICE("name:<b>");
	to->book.program = SLICE("thaw test");
	to->book.timeline = &to->marks;
	book_version_add(&to->book, &(struct book_version){
		.key = SLICE("ngo"), .title = SLICE("A & B"),
		.good_at = SLICE("2025-12-15T00:00:00Z") });
	o.book = &to->book;
	for (size_t i = 0; i < shape_width(&view_releases); i++)
		if (w->shows(shape_column(&view_releases, i)))
			o.column[o.n++] = (int)i;
	if (w->begin)
		w->begin(&to->text, &o);
	w->head(&to->text, &o);
	o.facts = &person;
	o.marks = &to->marks;
	w->row(&to->text, &o, &r);
	o.rows++;
	o.facts = NULL;
	o.marks = NULL;
	if (w->foot)
		w->foot(&to->text, &o);
	if (w->end)
		w->end(&to->text, &o);
	assert_false(to->text.bad);
}

static void drop(struct written *w)
{
	str_free(&w->text);
	book_free(&w->book);
	marks_free(&w->marks);
	arena_free(&w->mem);
}

static bool has(const struct written *w, const char *what)
{
	return strstr(str_cstr(&w->text), what) != NULL;
}

static void wants(const struct written *w, const char *const *what, bool there)
{
	for (; *what; what++)
		if (has(w, *what) != there)
			fail_msg("%s \"%s\" in:\n%s", there ? "no" : "a",
				 *what, str_cstr(&w->text));
}

static void report(void **state)
{
	static const char *const there[] = {
		"<html lang=\"en\">", "<title>Releases – thaw</title>",
		"default-src 'none'; style-src 'sha256-", "name:&lt;b&gt;",
		"<svg ", "role=\"img\"", "<th scope=\"col\">", "scope=\"row\"",
		"≠ disputed", "held text: the sources differ",
		"<q lang=\"en\" dir=\"auto\">held &lt;b&gt;over 2 years&lt;/b&gt;"
		" &amp; more</q>",
		"<q lang=\"be\" dir=\"auto\">", "id=\"p-abc\"",
		"href=\"https://news.example/a?x=1&amp;y=2\"",
		"rel=\"noopener noreferrer\"", "Freed &lt;script&gt;",
		"Example Post, <time>2025-12-14</time>", "id=\"s1\"",
		"What the store held", "A &amp; B", "</html>\n", NULL,
	};
	static const char *const absent[] = {
		"<script", "href=\"javascript", "href=\"data", "\033",
		"\xE2\x80\xAE", "src=", "url(", "@import", "10 years",
		" style=", " onclick", NULL,
	};
	struct written w;

	(void)state;
	write_with(&out_html, &w);
	wants(&w, there, true);
	wants(&w, absent, false);
	drop(&w);
}

/* Every element that is opened is closed, in order. */
static void nests(void **state)
{
	static const char *const empty[] = { "meta", "br", "!DOCTYPE", NULL };
	struct slice open[64], rest;
	struct written w;
	size_t depth = 0;

	(void)state;
	write_with(&out_html, &w);
	rest = str_slice(&w.text);
	for (ptrdiff_t at = 0; (at = slice_find(rest, SLICE("<"), (size_t)at)) >= 0;
	     at++) {
		const char *p = rest.p + at + 1;
		bool closes = *p == '/';
		size_t n = strcspn(p + closes, " >\n/");
		struct slice name = slice_make(p + closes, n);
		const char *end = strchr(p, '>');
		bool skip = end[-1] == '/';

		for (size_t i = 0; empty[i]; i++)
			skip |= slice_is(name, empty[i]);
		if (skip)
			continue;
		if (!closes) {
			assert_true(depth < 64);
			open[depth++] = name;
			continue;
		}
		assert_true(depth > 0);
		if (!slice_eq(open[--depth], name))
			fail_msg("%.*s closes %.*s", SLICE_ARG(name),
				 SLICE_ARG(open[depth]));
	}
	assert_int_equal(depth, 0);
	drop(&w);
}

static const struct jnode *parse(const char *line, struct jnode **root)
{
	struct err e = {0};

	if (jtree_open(root, slice_of(line), &e) < 0)
		fail_msg("%s: %s", e.msg, line);
	return *root;
}

/* Ids of what an entity of that schema has under a property. */
static struct slice of_schema(const struct jnode *e, const char *schema,
			      const char *property)
{
	if (!slice_is(jtree_string(e, "schema"), schema))
		return SLICE_NONE;
	return jtree_text(jtree_first(jtree_member(
		jtree_member(e, "properties"), property)));
}

static void entities(void **state)
{
	static const struct { const char *schema, *property, *value; } want[] = {
		{ "Person", "name", "Ales Bialiatski" },
		{ "Person", "alias", "Алесь Бяляцкі" },
		{ "Person", "citizenship", "by" },
		{ "Person", "position", "Human Rights Defender" },
		{ "Event", "involved", "p-abc" },
		{ "Event", "date", "2025-12-13" },
		{ "Event", "summary", "pardon" },
		{ "CourtCase", "description", "Charged under 361-4" },
		{ "CourtCaseParty", "party", "p-abc" },
		{ "Mention", "personMentioned", "Ales Bialiatski" },
		{ "Note", "entity", "p-abc" },
		{ "Article", "sourceUrl", "https://news.example/a?x=1&y=2" },
		{ "Article", "publishedAt", "2025-12-14" },
	};
	bool found[sizeof(want) / sizeof(want[0])] = {0};
	struct written w;
	char *line, *rest = NULL;

	(void)state;
	write_with(&out_ftm, &w);
	for (line = strtok_r(w.text.p, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		struct jnode *root;
		const struct jnode *e = parse(line, &root);

		assert_true(jtree_string(e, "id").n > 0);
		assert_true(jtree_is_object(jtree_member(e, "properties")));
		for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
			found[i] |= slice_is(of_schema(e, want[i].schema,
						want[i].property),
					     want[i].value);
		/* an address that would run is no address */
		assert_false(slice_starts(of_schema(e, "Article", "sourceUrl"),
					  "javascript"));
		jtree_close(&root);
	}
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		if (!found[i])
			fail_msg("no %s.%s = %s", want[i].schema,
				 want[i].property, want[i].value);
	drop(&w);
}

/* --- the names of FollowTheMoney --- */

static bool word_in(struct slice words, struct slice word)
{
	struct slice one;

	while (slice_cut(&words, ' ', &one))
		if (one.n && slice_eq(one, word))
			return true;
	return false;
}

/* Does the schema, or one that it extends, have the property? */
static bool schema_has(struct slice table, struct slice schema,
		       struct slice property, int depth)
{
	struct slice rest = table, line, name, extends, parent;

	while (depth < 8 && slice_cut(&rest, '\n', &line)) {
		if (!slice_cut(&line, '\t', &name) || !slice_eq(name, schema))
			continue;
		slice_cut(&line, '\t', &extends);
		if (word_in(line, property))
			return true;
		while (slice_cut(&extends, ' ', &parent))
			if (parent.n && schema_has(table, parent, property,
						   depth + 1))
				return true;
	}
	return false;
}

static void names(void **state)
{
	struct str table = STR_INIT(1 << 20);
	char path[PATH_BYTES];
	struct err e = {0};
	size_t n = 0;

	(void)state;
	test_path(path, "tests/data/ftm/", "schema.tsv");
	assert_int_equal(path_read(path, &table, NULL, &e), 0);
	for (const struct ftm_use *u = ftm_uses; u->schema; u++) {
		struct slice rest = slice_of(u->names), one;

		while (slice_cut(&rest, ' ', &one)) {
			if (!schema_has(str_slice(&table), slice_of(u->schema),
					one, 0))
				fail_msg("%s has no %.*s", u->schema,
					 SLICE_ARG(one));
			n++;
		}
	}
	assert_true(n > 60);
	assert_false(schema_has(str_slice(&table), SLICE("Person"),
				SLICE("prison"), 0));
	str_free(&table);
}

/* --- reviews and days --- */

static void reviews(void **state)
{
	static const char *const there[] = {
		"\"@type\":\"ClaimReview\"",
		"\"claimReviewed\":\"Ales Bialiatski: held text: Over 2 years\"",
		"\"claimReviewed\":\"Ales Bialiatski: held text: 4 гады\"",
		"\"url\":\"https://news.example/a?x=1&y=2\"",
		"\"reviewBody\":\"Others say: 4 гады (ngo).\"", NULL,
	};
	static const char *const absent[] = {
		"reviewRating", "javascript:", "released on", "\033", NULL,
	};
	struct jnode *root;
	const struct jnode *graph;
	struct written w;
	size_t n = 0;

	(void)state;
	write_with(&out_claimreview, &w);
	wants(&w, there, true);
	wants(&w, absent, false);
	graph = jtree_member(parse(str_cstr(&w.text), &root), "@graph");
	assert_true(jtree_is_array(graph));
	for (const struct jnode *x = jtree_first(graph); x; x = jtree_next(x))
		n++;
	assert_int_equal(n, 2);
	jtree_close(&root);
	drop(&w);
}

static void calendar(void **state)
{
	static const char *const there[] = {
		"UID:p-abc.20251213.pardon.1@thaw\r\n",
		"DTSTART;VALUE=DATE:20251213\r\nDTEND;VALUE=DATE:20251214\r\n",
		"SUMMARY:Ales Bialiatski freed: pardon\r\n",
		"DESCRIPTION:Sources: ngo\\, post\r\n",
		"URL:https://news.example/a?x=1&y=2\r\n", NULL,
	};
	struct written w;

	(void)state;
	write_with(&out_ics, &w);
	wants(&w, there, true);
	drop(&w);
}

static void markdown(void **state)
{
	static const char *const there[] = {
		"# Releases\n\n", "| Says who |\n", "[1](#source-1)",
		"## Sources\n\n1. <a id=\"source-1\"></a>",
		"<https://news.example/a?x=1&y=2>", NULL,
	};
	static const char *const absent[] = {
		"<script", "<javascript:", "\033", NULL,
	};
	struct written w;

	(void)state;
	write_with(&out_md, &w);
	wants(&w, there, true);
	wants(&w, absent, false);
	drop(&w);
}

/* An address is one document, whatever it is called; lists are told apart. */
static void cites(void **state)
{
	struct book b = BOOK_INIT;
	struct fact x = { .source = SLICE("ngo") };

	(void)state;
	assert_int_equal(book_cite(&b, &x), 1);
	assert_int_equal(book_cite(&b, &x), 1);
	x.source = SLICE("post");
	assert_int_equal(book_cite(&b, &x), 2);
	x.doc_url = SLICE("https://news.example/a");
	x.doc_title = SLICE("One");
	assert_int_equal(book_cite(&b, &x), 3);
	x.doc_title = SLICE("Another");
	assert_int_equal(book_cite(&b, &x), 3);
	for (size_t i = 4; i < 3000; i++) {
		struct str url = STR_INIT(64);

		str_addf(&url, "https://news.example/%zu", i);
		x.doc_url = str_slice(&url);
		assert_int_equal(book_cite(&b, &x), i);
		assert_int_equal(book_cite(&b, &x), i);
		str_free(&url);
	}
	book_free(&b);
}

/* The whole of each, to be read when it changes. */
static void golden(void **state)
{
	static const struct writer *const all[] = {
		&out_html, &out_ftm, &out_claimreview, &out_ics, &out_md,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct str want = STR_INIT(1 << 20);
		char path[PATH_BYTES];
		struct err e = {0};
		struct written w;

		i18n_hush(all[i]->english);	/* as sheets do */
		write_with(all[i], &w);
		i18n_hush(false);
		test_path(path, "tests/golden/report/person.", all[i]->name);
		if (getenv("THAW_GOLDEN_WRITE"))
			assert_int_equal(path_replace(path, str_slice(&w.text),
						      &e), 0);
		assert_int_equal(path_read(path, &want, NULL, &e), 0);
		assert_string_equal(str_cstr(&w.text), str_cstr(&want));
		str_free(&want);
		drop(&w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden),
		cmocka_unit_test(report),   cmocka_unit_test(nests),
		cmocka_unit_test(entities), cmocka_unit_test(names),
		cmocka_unit_test(reviews),  cmocka_unit_test(calendar),
		cmocka_unit_test(markdown), cmocka_unit_test(cites),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
