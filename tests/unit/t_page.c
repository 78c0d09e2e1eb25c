/* A page's text gives the same page again, and so the same claims. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/extract.h"
#include "read/html.h"
#include "read/plain.h"
#include "recdump.h"

static void same_slice(struct slice a, struct slice b, const char *what,
		       const struct page *p)
{
	if (!slice_eq(a, b))
		fail_msg("%s \"%.*s\" comes back as \"%.*s\" from\n%s", what,
			 SLICE_ARG(a), SLICE_ARG(b), str_cstr(&p->text));
}

static void same_rows(const struct page *a, const struct page *b,
		      const struct block *x, const struct block *y)
{
	assert_int_equal(x->rows, y->rows);
	for (size_t i = 0; i < x->rows; i++) {
		const struct page_row *r = &a->row[x->row + i];
		const struct page_row *s = &b->row[y->row + i];

		same_slice(r->text, s->text, "row", a);
		assert_int_equal(r->at, s->at);
		assert_int_equal(r->cells, s->cells);
		for (size_t k = 0; k < r->cells; k++)
			same_slice(page_cell_at(a, r, k),
				   page_cell_at(b, s, k), "cell", a);
		assert_memory_equal(a->text.p + r->at, r->text.p, r->text.n);
	}
}

static void same_block(const struct page *a, const struct page *b, size_t i)
{
	const struct block *x = &a->block[i], *y = &b->block[i];

	same_slice(x->text, y->text, "text", a);
	if (x->kind != y->kind || x->level != y->level ||
	    x->number != y->number || x->quote != y->quote ||
	    x->list != y->list || x->at != y->at)
		fail_msg("block %zu \"%.*s\" comes back otherwise from\n%s", i,
			 SLICE_ARG(x->text), str_cstr(&a->text));
	same_slice(x->label, y->label, "label", a);
	same_slice(x->details, y->details, "details", a);
	assert_memory_equal(a->text.p + x->at, x->text.p, x->text.n);
	same_rows(a, b, x, y);
}

static void extracted(const struct page *p, struct recdump *d)
{
	struct builder b;
	struct err e = {0};

	*d = RECDUMP_INIT;
	assert_int_equal(build_open(&b, &e), 0);
	assert_int_equal(extract_document(p, SLICE("doc"), SLICE("en"), &b,
					  recdump_emit, d, &e), 0);
	build_close(&b);
}

/* Who keeps a text may trim it. */
static void same_again(const struct page *a)
{
	struct recdump claims[2];
	struct page b;

	page_init(&b);
	page_from_text(&b, slice_trim(str_slice(&a->text)));
	assert_int_equal(b.err.code, ERR_NONE);
	assert_string_equal(str_cstr(&b.text), str_cstr(&a->text));
	assert_int_equal(b.n, a->n);
	for (size_t i = 0; i < a->n; i++)
		same_block(a, &b, i);
	extracted(a, &claims[0]);
	extracted(&b, &claims[1]);
	assert_string_equal(str_cstr(&claims[1].text),
			    str_cstr(&claims[0].text));
	recdump_free(&claims[0]);
	recdump_free(&claims[1]);
	page_free(&b);
}

static const struct {
	const char *in;
	const char *text;
} forms[] = {
	{ "<h3>Head</h3><p>One<p>Two", "### Head\nOne\nTwo" },
	{ "<p># One<p>| two<p>> three<p>\\ four<p>- five, and it goes on",
	  "\\# One\n\\| two\n\\> three\n\\\\ four\n  - five, and it goes on" },
	{ "<ul><li>a<ul><li>b<ol><li>c<li>d</ol></ul><li>e</ul>",
	  "- a\n    - b\n      1. c\n      2. d\n  - e" },
	{ "x<ul><li>a</ul><ul><li>b</ul>", "x\n  - a\n\n  - b" },
	{ "x<ol start=4><li>a<li value=9>b<li>c</ol>",
	  "x\n  4. a\n  9. b\n  10. c" },
	{ "x<ul><li><b>Label</b> - x: y<li><b>Label:</b> x<li>L: x</ul>",
	  "x\n  * Label - x: y\n  - Label: x\n  - L: x" },
	{ "x<ol><li><b>Label</b> - x: y</ol>", "x\n  1) Label - x: y" },
	{ "<p>x<blockquote><p>a<p>b</blockquote>c", "x\n> a\n> b\nc" },
	{ "<table><tr><td>a|b<td><td>c<tr><td><td>\\</table>",
	  "| a\\|b |  | c |\n|  | \\\\ |" },
	{ "<table><tr><td>a</table><table><tr><td>b</table>",
	  "| a |\n\n| b |" },
	{ "<p>13. Dezember<p>3) x", "\\13. Dezember\n3) x" },
	{ "<p>Frei&shy;las&shy;sung<p>Jan&#8203; Pry&#8204;kladny<p>\xEF\xBB\xBFx",
	  "Freilassung\nJan Prykladny\nx" },
	{ "<p>x<table><tr><td></table><ul><li>a</ul>", "x\n  - a" },
};

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct meta m = {0};
		struct err e = {0};
		struct page p;

		page_init(&p);
		assert_int_equal(html_read(slice_of(forms[i].in), &p, &m, &e),
				 0);
		if (!slice_is(str_slice(&p.text), forms[i].text))
			fail_msg("%s\ngives\n%s", forms[i].in,
				 str_cstr(&p.text));
		same_again(&p);
		page_free(&p);
	}
}

/* Any text is some page, and that page's text is the page again. */
static void test_any_text(void **state)
{
	static const char *const texts[] = {
		"", "\n\n", "#", "# ", "#######  x", "|", "||", "|||", "| |",
		"| \\", "| a \\| b |\n|x", "> ", ">x", "\\", "\\\\", "  - ",
		"  -", "- x\n- y", "  1. ", "  1.x", "  99999999. x", "  * a",
		"  * . x", "  * Jan P. Smith - x", "                   - x",
		"  - x\n\n\n  - y\n    - z\n\n    - v\n\n  - w", " \t x",
		"1. first\n  2. second", "> a\n\n> b",
		"| a | b |\n\n\n| c |\n# h\n| d |",
		/* Signs without width, next to each other, to blanks and to
		 * bytes that are no characters without them. */
		"a\xE2\x80\x8C\xE2\x80\x8D" "b", "a\xC2\xAD\xE2\x80\x8C" "b",
		"\xC2\xA0\xE2\x80\x8C", "a\xE2\x80\x83\xE2\x80\x8C" "b",
		"a \xE2\x80\x8B b", "\xE2\xE2\x80\x8C\x80\x8C a",
		"\xD0\xE2\x80\x8B\xB6", "  * \xFF Label- x\n \xFF y",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct page p;

		page_init(&p);
		page_from_text(&p, slice_of(texts[i]));
		same_again(&p);
		page_free(&p);
	}
}

static uint32_t draw(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

static void random_text(struct str *out, uint32_t *seed)
{
	static const char *const pieces[] = {
		"a", "freed 12 prisoners", ": ", " - ", ". ", "|", "\\", "#",
		"> ", "* ", "3. ", "2) ", "- ", "\xE2\x80\x93", " ", "b c",
		"\xD0\xB6", "  ", "sanctions lifted", "", "\xE2\x80\x8C",
		"\xC2\xAD", "\xC2\xA0", "\xE2", "\x80\x8C",
	};
	enum { PIECES = sizeof(pieces) / sizeof(pieces[0]) };

	for (uint32_t n = draw(seed, 6); n > 0; n--)
		str_addz(out, pieces[draw(seed, PIECES)]);
}

static void random_block(struct page *p, uint32_t *seed)
{
	struct str text = STR_INIT(1 << 16);

	random_text(&text, seed);
	switch (draw(seed, 8)) {
	case 0:
		page_heading(p, (int)draw(seed, 8), str_slice(&text));
		break;
	case 1:
		p->quote = draw(seed, 2);
		page_para(p, str_slice(&text));
		break;
	case 2:
		page_list(p, (int)draw(seed, 3));
		break;
	case 3:
		page_table(p);
		break;
	case 4:
		page_row(p);
		for (uint32_t n = draw(seed, 4); n > 0; n--) {
			page_cell(p, str_slice(&text));
			str_clear(&text);
			random_text(&text, seed);
		}
		page_row_end(p);
		break;
	default:
		page_item_in(p, (int)draw(seed, 4), (int)draw(seed, 3),
			     str_slice(&text),
			     text.n ? draw(seed, (uint32_t)text.n) : 0);
	}
	str_free(&text);
}

static void test_random(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct page p;

		page_init(&p);
		for (uint32_t n = draw(&seed, 12); n > 0; n--)
			random_block(&p, &seed);
		assert_int_equal(p.err.code, ERR_NONE);
		same_again(&p);
		page_free(&p);
	}
}

static void same_file(const char *name)
{
	struct str path = STR_INIT(4096), text = STR_INIT(PAGE_BYTES);
	struct meta m = {0};
	struct err e = {0};
	struct page p;

	page_init(&p);
	str_addf(&path, "%s/tests/data/readers/%s", test_srcdir(), name);
	assert_int_equal(path_read(str_cstr(&path), &text, NULL, &e), 0);
	if (slice_ends(slice_of(name), ".html"))
		assert_int_equal(html_read(str_slice(&text), &p, &m, &e), 0);
	else
		plain_read(str_slice(&text), &p);
	assert_true(p.n > 3);
	same_again(&p);
	page_free(&p);
	str_free(&text);
	str_free(&path);
}

static void test_files(void **state)
{
	(void)state;
	same_file("article.en.html");
	same_file("article.plain.txt");
	same_file("article.ru.html");
	same_file("pl_html.html");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_any_text),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
