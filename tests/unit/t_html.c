#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "read/html.h"
#include "read/plain.h"

enum { DUMP_BYTES = 1 << 20 };

static void dump(const struct page *p, struct str *out)
{
	static const char *const marks = "#P-T";

	for (size_t i = 0; i < p->n; i++) {
		const struct block *b = &p->block[i];

		str_addc(out, marks[b->kind]);
		if (b->kind == BLOCK_ITEM)
			str_addf(out, "%zu", b->list);
		if (b->label.p)
			str_addf(out, "{%.*s}", SLICE_ARG(b->label));
		else if (b->text.p)
			str_addc(out, ' ');
		str_add(out, b->label.p ? b->details : b->text);
		for (size_t k = 0; k < b->rows; k++)
			str_addf(out, "[%.*s]",
				 SLICE_ARG(p->row[b->row + k].text));
		str_addc(out, '\n');
	}
}

static const struct {
	const char *in;
	const char *want;
} pages[] = {
	{ "<p>one<p>two", "P one\nP two\n" },
	{ "<h2>Head</h2>text", "# Head\nP text\n" },
	{ "<p>a <b>bold</b>\n <a href=x>link</a>&amp;&nbsp;more</p>",
	  "P a bold link& more\n" },
	{ "a<br>b<br/>c", "P a\nP b\nP c\n" },
	{ "<script>x</script><style>y</style><nav>z</nav><p hidden>h</p>t",
	  "P t\n" },
	{ "<ul><li>one<li><p>two</p></ul><ol><li>three</ol>",
	  "-1 one\n-1 two\n-2 three\n" },
	{ "<ul><li>out<ul><li>in</ul></ul>", "-1 out\n-2 in\n" },
	{ "<li><b>Label:</b> text", "-1{Label}text\n" },
	{ "<li> <strong>Label</strong>: text", "-1{Label}text\n" },
	{ "<li><b>Label</b> - text", "-1{Label}text\n" },
	{ "<li><b>Jan P</b>, 40, left", "-1 Jan P, 40, left\n" },
	{ "<li>Plain label: text", "-1{Plain label}text\n" },
	{ "<li>a label of far too many words here: text",
	  "-1 a label of far too many words here: text\n" },
	{ "<li>at 10:30 he left", "-1 at 10:30 he left\n" },
	{ "<table><tr><th>A</th><td>b <p>c</table>", "T[A | b c]\n" },
	{ "<table><tr><td colspan=2>A<td>B<tr><td><tr><td>x</table>",
	  "T[A |  | B][x]\n" },
	{ "<table><tr><td><table><tr><td>in</table></table>", "T[in]\n" },
	{ "<table><tr><td><h1>Layout</h1><p>x</table>",
	  "# Layout\nP x\n" },
	{ "<p>| A | B |</p><p>|---|---|</p><p>| c | d |</p>",
	  "T[A | B][c | d]\n" },
	{ "<pre>Title\n- a: b\n| A | B |\n</pre>",
	  "# Title\n-1{a}b\nT[A | B]\n" },
	{ "<div>x<br>- one<br>- two</div>", "# x\n-1 one\n-1 two\n" },
	{ "<body><p>no<article><p>yes</article>", "P yes\n" },
	{ "<article>a</article><article>b</article>", "P a\nP b\n" },
	{ "<form><p>in a form</p><button>no</button></form>",
	  "P in a form\n" },
	{ "", "" },
};

static void test_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct str out = STR_INIT(DUMP_BYTES);
		struct meta m = {0};
		struct err e = {0};
		struct page p;

		page_init(&p);
		assert_int_equal(html_read(slice_of(pages[i].in), &p, &m, &e),
				 0);
		dump(&p, &out);
		if (strcmp(str_cstr(&out), pages[i].want) != 0)
			fail_msg("%s\ngives\n%s", pages[i].in, str_cstr(&out));
		for (size_t k = 0; k < p.n; k++)
			assert_true(slice_starts(slice_make(
				p.text.p + p.block[k].at,
				p.text.n - p.block[k].at),
				p.block[k].text.p ? p.block[k].text.p :
				p.row[p.block[k].row].text.p));
		page_free(&p);
		str_free(&out);
	}
}

static const struct {
	const char *in;
	const char *want;
} plains[] = {
	{ "Head\n\nOne line\nand more.\n\nTwo.", "# Head\nP One line and more."
	  "\nP Two.\n" },
	{ "# Big\ntext.\r\nmore.", "# Big\nP text. more.\n" },
	{ "- a\n  b\n- c\n\ntext.", "-1 a b\n-1 c\nP text.\n" },
	{ "| A |\n|:-:|\n| b |\n\n| C |", "T[A][b]\nT[C]\n" },
	{ "- label: x\n* y", "-1{label}x\n-1 y\n" },
};

static void test_plain(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(plains) / sizeof(plains[0]); i++) {
		struct str out = STR_INIT(DUMP_BYTES);
		struct page p;

		page_init(&p);
		plain_read(slice_of(plains[i].in), &p);
		dump(&p, &out);
		assert_string_equal(str_cstr(&out), plains[i].want);
		page_free(&p);
		str_free(&out);
	}
}

static void test_meta(void **state)
{
	static const char page[] =
		"<html lang=be-BY><head><title>Site | T</title>"
		"<meta property=og:title content=' The  title '>"
		"<link rel=canonical href='https://a.example/x'>"
		"<meta property=og:url content='https://b.example/y'>"
		"<meta name=author content='https://a.example/me'>"
		"<meta name=author content='A. Writer'>"
		"<meta name=date content='no date'>"
		"<meta property=article:published_time "
		"content='2025-12-14T08:00:00Z'>"
		"<meta property=og:site_name content=Paper></head><p>x";
	struct meta m = {0};
	struct err e = {0};
	struct page p;

	(void)state;
	page_init(&p);
	assert_int_equal(html_read(SLICE(page), &p, &m, &e), 0);
	assert_true(slice_is(m.title, "The title"));
	assert_true(slice_is(m.url, "https://a.example/x"));
	assert_true(slice_is(m.author, "A. Writer"));
	assert_true(slice_is(m.publisher, "Paper"));
	assert_true(slice_is(m.language, "be"));
	assert_true(slice_is(m.published, "2025-12-14T08:00:00Z"));
	page_free(&p);
}

static const struct {
	const char *head;	/* once */
	const char *again;	/* many times */
	int times;
	bool refused;
} hostile[] = {
	{ "", "<div>", 10000, true },
	{ "", "<div></x>", 10000, true },
	{ "", "<b><div></b>", 10000, true },
	{ "", "<span><div></span></div>", 10000, true },
	{ "<div ", "a=1 b=2 ", 10000, true },
	{ "", "<i a=1><p>x", 1000, true },
	{ "<table>", "<tr><td>a<td>b", 50000, false },
	{ "", "<p><b>x</b></p>", 20000, false },
	{ "<ul>", "<li>x", 20000, false },
	{ "", "&amp;&lt;", 100000, false },
};

static void test_hostile(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct str text = STR_INIT(PAGE_BYTES);
		struct meta m = {0};
		struct err e = {0};
		struct page p;

		str_addz(&text, hostile[i].head);
		for (int k = 0; k < hostile[i].times; k++)
			str_addz(&text, hostile[i].again);
		page_init(&p);
		assert_int_equal(html_read(str_slice(&text), &p, &m, &e),
				 hostile[i].refused ? -1 : 0);
		assert_int_equal(e.code, hostile[i].refused ? ERR_LIMIT :
							      ERR_NONE);
		page_free(&p);
		str_free(&text);
	}
}

static void test_big_table(void **state)
{
	struct str text = STR_INIT(PAGE_BYTES);
	struct meta m = {0};
	struct err e = {0};
	struct page p;

	(void)state;
	str_addz(&text, "<table><tr>");
	for (int i = 0; i < 300; i++)
		str_addz(&text, "<td>x");
	for (int i = 0; i < 30000; i++)
		str_addz(&text, "<tr><td>y");
	page_init(&p);
	assert_int_equal(html_read(str_slice(&text), &p, &m, &e), 0);
	assert_true(p.cut);
	assert_int_equal(p.row[0].cells, TABLE_COLUMNS);
	assert_true(p.cells <= TABLE_CELLS);
	page_free(&p);
	str_free(&text);
}

static void test_text(void **state)
{
	struct str out = STR_INIT(100);
	struct err e = {0};

	(void)state;
	assert_int_equal(html_text(&out, SLICE("<p>a <i>b</i><p>c"), &e), 0);
	assert_string_equal(str_cstr(&out), "a b\nc");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_meta),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_big_table),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
