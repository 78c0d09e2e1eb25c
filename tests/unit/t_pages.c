/* How much of each article is found, and how much beside it: pages of the shapes
 * that sites have, invented throughout, with their texts. Prints a table; a
 * floor that is not reached fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/text.h"
#include "read/html.h"

enum { TOKENS = 20000, FILE_BYTES = 1 << 20, LEAST_PCT = 95, MEAN_PCT = 97 };

static const char *const pages[] = {
	"amp", "announced_list", "blocks", "elementor", "government",
	"lines_in_div", "live_blog", "names_list", "paragraph_divs",
	"paywall", "people_table", "plain_site", "rights_group",
	"several_articles", "short_notice", "tables", "wordpress",
};

enum { PAGES = sizeof(pages) / sizeof(pages[0]) };

struct bag {
	struct str key;
	struct slice token[TOKENS];
	size_t n;
};

static int by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static void fill(struct bag *b, struct slice text)
{
	struct slice rest, word;

	*b = (struct bag){ .key = STR_INIT(4 * FILE_BYTES) };
	text_key(&b->key, text);
	rest = str_slice(&b->key);
	while (b->n < TOKENS && slice_cut(&rest, ' ', &word))
		if (word.n)
			b->token[b->n++] = word;
	qsort(b->token, b->n, sizeof(b->token[0]), by_bytes);
}

static size_t common(const struct bag *a, const struct bag *b)
{
	size_t i = 0, k = 0, n = 0;

	while (i < a->n && k < b->n) {
		int c = slice_cmp(a->token[i], b->token[k]);

		n += c == 0;
		i += c <= 0;
		k += c >= 0;
	}
	return n;
}

static void slurp(const char *name, const char *ending, struct str *out)
{
	const char *dir = getenv("srcdir");
	char path[4096];
	struct err e = {0};

	snprintf(path, sizeof(path), "%s/tests/data/pages/%s%s",
		 dir ? dir : ".", name, ending);
	*out = STR_INIT(FILE_BYTES);
	if (path_read(path, out, NULL, &e) < 0 || out->n == 0)
		fail_msg("%s: %s", path, e.msg);
}

/* F1 of the words in percent. */
static double measure(const char *name)
{
	static struct bag got, want;
	struct str html, text;
	struct meta m = {0};
	struct err e = {0};
	struct page p;
	double same, f1;

	slurp(name, ".html", &html);
	slurp(name, ".txt", &text);
	page_init(&p);
	assert_int_equal(html_article(str_slice(&html), &p, &m, &e), 0);
	fill(&got, str_slice(&p.text));
	fill(&want, str_slice(&text));
	assert_true(got.n > 0 && want.n > 0);
	same = (double)common(&got, &want);
	f1 = 200 * same / (double)(got.n + want.n);
	printf("%-18s precision %5.1f  recall %5.1f  F1 %5.1f\n", name,
	       100 * same / (double)got.n, 100 * same / (double)want.n, f1);
	str_free(&got.key);
	str_free(&want.key);
	str_free(&html);
	str_free(&text);
	page_free(&p);
	return f1;
}

static void test_pages(void **state)
{
	double sum = 0;

	(void)state;
	for (size_t i = 0; i < PAGES; i++) {
		double f1 = measure(pages[i]);

		if (f1 < LEAST_PCT)
			fail_msg("%s: F1 %.1f, floor %d", pages[i], f1,
				 (int)LEAST_PCT);
		sum += f1;
	}
	printf("mean F1 %.1f, floor %d, of each page %d\n", sum / PAGES,
	       (int)MEAN_PCT, (int)LEAST_PCT);
	assert_true(sum / PAGES >= MEAN_PCT);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_pages) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
