/* What a news page of 100 KB costs of the processor: gumbo alone, the article's
 * text, and all that the reader does, extraction included. The best of many. */
#include <gumbo.h>
#include <stdio.h>
#include <time.h>

#include "read/html.h"
#include "read/reader.h"

enum { PAGE = 100 << 10, RUNS = 60, ALLOWED_MS = 5 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return 1e3 * (double)t.tv_sec + (double)t.tv_nsec / 1e6;
}

static void put_menu(struct str *out, int n)
{
	str_addz(out, "<nav class=\"menu menu--main\"><ul>\n");
	for (int i = 0; i < n; i++)
		str_addf(out, "<li class=\"menu__item menu__item--%d\"><a "
			 "class=\"menu__link\" href=\"/part/%d\" "
			 "data-track=\"nav-%d\">Part %d of it</a></li>\n", i,
			 i, i, i);
	str_addz(out, "</ul></nav>\n");
}

/* As sites are: a third scripts, a third furniture, a tenth text. */
static void make_page(struct str *out)
{
	str_addz(out, "<!DOCTYPE html><html lang=\"en\"><head><title>Released"
		 " - Paper</title><meta property=\"og:site_name\" content="
		 "\"Paper\"><script>");
	while (out->n < PAGE / 3)
		str_addz(out, "window.q=window.q||[];q.push({a:1,b:\"<p>\"});");
	str_addz(out, "</script></head><body><header>");
	put_menu(out, 80);
	str_addz(out, "</header><main><article class=\"story\"><h1>Released"
		 "</h1><div class=\"story__body\">\n");
	for (int i = 0; i < 22; i++)
		str_addf(out, "<p>Paragraph %d says that Minsk freed %d "
			 "people on 3 March 2025, according to <a href="
			 "\"https://x.example/%d\">those who count</a>, and "
			 "that the rest, more than 900 of them, stay where "
			 "they are. Jan Prykladny, a lawyer, was sentenced to "
			 "five years in 2021, and he was not among them, as "
			 "his family and others had hoped he would be.</p>\n",
			 i, 12 + i, i);
	str_addz(out, "</div></article>");
	for (int i = 0; out->n < PAGE - 4000; i++)
		str_addf(out, "<div class=\"card card--teaser\" id=\"c%d\"><a "
			 "href=\"/s/%d\"><span class=\"card__tag\">News</span>"
			 "<h3 class=\"card__title\">Headline number %d, which "
			 "goes on</h3></a><p>A line or two on what it is "
			 "about.</p></div>\n", i, i, i);
	str_addz(out, "</main><footer>");
	put_menu(out, 20);
	str_addz(out, "</footer></body></html>");
}

static int drop(void *ctx, const struct record *r, struct err *e)
{
	(void)e;
	*(size_t *)ctx += r->n;
	return 0;
}

static void run_gumbo(struct slice page)
{
	GumboOutput *out = gumbo_parse_with_options(&kGumboDefaultOptions,
						    page.p, page.n);

	gumbo_destroy_output(&kGumboDefaultOptions, out);
}

static void run_text(struct slice page)
{
	struct meta m = {0};
	struct err e = {0};
	struct page p;

	page_init(&p);
	html_article(page, &p, &m, &e);
	page_free(&p);
}

static void run_reader(struct slice page)
{
	struct input in = { .n = 1 };
	struct err e = {0};
	size_t claims = 0;

	in.part[0] = input_memory(SLICE("page.html"), page);
	if (in_article.read(&in, drop, &claims, &e) < 0 || claims < 20)
		fprintf(stderr, "articles: %zu claims, %s\n", claims, e.msg);
}

static double best(void run(struct slice), struct slice page)
{
	double least = 1e9;

	for (int i = 0; i < RUNS; i++) {
		double from = now_ms(), took;

		run(page);
		took = now_ms() - from;
		least = took < least ? took : least;
	}
	return least;
}

int main(void)
{
	struct str page = STR_INIT(2 * PAGE);
	double gumbo, text, whole;

	make_page(&page);
	gumbo = best(run_gumbo, str_slice(&page));
	text = best(run_text, str_slice(&page));
	whole = best(run_reader, str_slice(&page));
	printf("a news page of %zu KB: gumbo alone %.2f ms, its article %.2f"
	       " ms (%.1f times), all that is read %.2f ms (%.1f times;"
	       " allowed: %d ms)\n", page.n >> 10, gumbo, text, text / gumbo,
	       whole, whole / gumbo, (int)ALLOWED_MS);
	str_free(&page);
	return 0;
}
