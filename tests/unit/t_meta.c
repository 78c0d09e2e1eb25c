/* What pages say of themselves, who published them, and from whom they have it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/publisher.h"
#include "read/html.h"
#include "growth.h"
#include "recdump.h"

static struct slice field(const struct meta *m, const char *name)
{
	return strcmp(name, "title") == 0 ? m->title :
	       strcmp(name, "author") == 0 ? m->author :
	       strcmp(name, "published") == 0 ? m->published :
	       strcmp(name, "publisher") == 0 ? m->publisher :
	       strcmp(name, "language") == 0 ? m->language :
	       strcmp(name, "url") == 0 ? m->url : m->based_on;
}

#define LD(json) "<script type='application/ld+json'>" json "</script><p>x"
#define TEXT "<p>A text that has a few words, so that there is an article."

static const struct {
	const char *in, *name, *want;
} facts[] = {
	/* JSON-LD */
	{ LD("{\"@type\":\"NewsArticle\",\"headline\":\"Head\"}"), "title",
	  "Head" },
	{ LD("{\"@type\":\"Report\",\"headline\":\"A &amp; B&#8217;s\"}"),
	  "title", "A & B\xE2\x80\x99s" },
	{ LD("[{\"@type\":\"Thing\"},{\"@type\":[\"Article\"],"
	     "\"headline\":\"H\"}]"), "title", "H" },
	{ LD("{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":"
	     "\"Jan Prykladny\"},{\"@type\":\"Article\",\"author\":{\"@id\":"
	     "\"#a\"}}]}"), "author", "Jan Prykladny" },
	{ LD("{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Jan Pryk\"},"
	     "\"Vera Uzorava\"]}"), "author", "Jan Pryk\nVera Uzorava" },
	{ LD("{\"@type\":\"NewsArticle\",\"datePublished\":"
	     "\"2025-12-14T10:00:00+02:00\"}"), "published",
	  "2025-12-14T08:00:00Z" },
	{ LD("{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"Paper\"}}"),
	  "publisher", "Paper" },
	{ LD("{\"@type\":\"NewsArticle\",\"inLanguage\":{\"name\":\"Polish\","
	     "\"alternateName\":\"pl\"}}"), "language", "pl" },
	{ LD("{\"@type\":\"NewsArticle\",\"isBasedOn\":{\"url\":"
	     "\"https://reuters.com/x\"}}"), "based_on",
	  "https://reuters.com/x" },
	{ LD("<!-- {\"@type\":\"NewsArticle\",\"headline\":\"H\"} -->"),
	  "title", "H" },
	{ LD("{\"@type\":\"NewsArticle\",\"headline\":"), "title", "x" },
	/* names of the head */
	{ "<meta name=parsely-pub-date content=2025-01-02>" TEXT,
	  "published", "2025-01-02" },
	{ "<meta name=DC.date.issued content=2025-01-02>" TEXT, "published",
	  "2025-01-02" },
	{ "<meta name=sailthru.author content='Jan P'>" TEXT, "author",
	  "Jan P" },
	{ "<meta itemprop=datePublished content=2025-03-04>" TEXT,
	  "published", "2025-03-04" },
	{ "<meta http-equiv=Content-Language content=uk>" TEXT, "language",
	  "uk" },
	/* marks in the text */
	{ "<p><time datetime='2025-12-13T10:00:00Z'>Sat</time>" TEXT,
	  "published", "2025-12-13T10:00:00Z" },
	{ "<span class='post-date'>13 снежня 2025, 15:40</span>" TEXT,
	  "published", "2025-12-13" },
	{ "<div class=date>13.12.2025</div>" TEXT, "published",
	  "2025-12-13" },
	{ "<span itemprop=datePublished>30 grudnia 2025</span>" TEXT,
	  "published", "2025-12-30" },
	{ "<a rel=author href=/x>Jan Prykladny</a>" TEXT, "author",
	  "Jan Prykladny" },
	{ "<p>By Jan Prykladny and Vera Uzorava, correspondent</p>" TEXT,
	  "author", "Jan Prykladny\nVera Uzorava" },
	{ "<p>Аўтар: Ян Прыкладны</p><p>Тэкст тут ёсць.", "author",
	  "Ян Прыкладны" },
	{ "<p>Von Eva Muster und Jan Muster</p>" TEXT, "author",
	  "Eva Muster\nJan Muster" },
	{ "<meta name=author content='admin'>" TEXT, "author", "" },
	{ "<meta name=author content='Jan (J. P.) Prykladny'>" TEXT,
	  "author", "Jan (J. P.) Prykladny" },
	{ "<meta name=author content='Jan Prykladny (editor)'>" TEXT,
	  "author", "Jan Prykladny" },
	/* the site's name goes off the title */
	{ "<title>Forty freed | Paper</title><meta property=og:site_name "
	  "content=Paper>" TEXT, "title", "Forty freed" },
	{ "<title>Paper - Forty freed</title><meta property=og:site_name "
	  "content=Paper>" TEXT, "title", "Forty freed" },
	{ "<title>Forty freed - News - Paper</title><h1>Forty freed</h1>"
	  TEXT, "title", "Forty freed" },
	{ "<title>Forty - freed</title><h1>Forty - freed</h1>" TEXT, "title",
	  "Forty - freed" },
	{ "<title>Talks - and then what</title>" TEXT, "title",
	  "Talks - and then what" },
	{ "<link rel=canonical href=https://example.org/a><title>Forty freed"
	  " :: Example</title>" TEXT, "title", "Forty freed" },
	{ "<p>Anna Erfunden wurde am 3. Mai 2021 festgenommen. Sie sitzt noch "
	  "heute in Haft, und niemand darf sie dort besuchen, sagen Freunde.",
	  "title", "Anna Erfunden wurde am 3. Mai 2021 festgenommen." },
	/* the language of the letters */
	{ "<html lang=en><p>Улады вызвалілі вязняў, пра гэта піша газета",
	  "language", "be" },
	{ "<p>Власти освободили заключённых, об этом пишет газета",
	  "language", "ru" },
	{ "<p>Влада звільнила в'язнів, про це пише її газета", "language",
	  "uk" },
	{ "<p>Władze uwolniły więźniów, jak podaje gazeta, i nie tylko ich, "
	  "że aż się dziwi", "language", "pl" },
	{ "<p>Die Behörden haben die Gefangenen freigelassen, und das ist "
	  "nicht alles", "language", "de" },
	{ "<p>The authorities have freed the prisoners and that is that",
	  "language", "en" },
	{ "<p>США зняли частину санкцій з Білорусі.", "language", "uk" },
	{ "<html lang=uk><p>Загалом звільнено 156 осіб.", "language", "uk" },
	{ "<html lang=be><p>Минск освободил людей.", "language", "be" },
	{ "<p>Учора выйшла ўся газета", "language", "be" },
	{ "<html lang=pl><p>The and of to in", "language", "pl" },
};

static void test_facts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct meta m = {0};
		struct err e = {0};
		struct page p;
		struct slice got;

		page_init(&p);
		assert_int_equal(html_article(slice_of(facts[i].in), &p, &m,
					      &e), 0);
		meta_guess(&m, &p);
		got = field(&m, facts[i].name);
		if (!slice_is(got, facts[i].want))
			fail_msg("%s\ngives \"%.*s\"", facts[i].in,
				 SLICE_ARG(got));
		page_free(&p);
	}
}

static const struct {
	const char *url, *name, *kind;
} hosts[] = {
	{ "https://d3kcf2pe5t7rrb.cloudfront.net/x", "Nasha Niva", "news" },
	{ "https://cloudfront.net/x", "", "" },
	{ "http://zerkalo-browse.online/news/1.html?tg=4", "Zerkalo", "news" },
	{ "https://spring96.org./en/news/1", "Viasna", "ngo" },
	{ "https://WWW.Nashaniva.com", "Nasha Niva", "news" },
	{ "https://mb6k2s.c97.org:8443/a", "Charter 97", "news" },
	{ "https://user@nashaniva.com/", "", "" },
	{ "https://notnashaniva.com/", "", "" },
	{ "europ.info", "europ.info", "rewrite" },
	{ "", "", "" },
};

static void test_hosts(void **state)
{
	struct publisher p;

	(void)state;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		bool known = publisher_by_url(slice_of(hosts[i].url), &p);

		assert_int_equal(known, hosts[i].name[0] != '\0');
		if (!slice_is(p.name, hosts[i].name) ||
		    !slice_is(p.kind, hosts[i].kind))
			fail_msg("%s is of \"%.*s\"", hosts[i].url,
				 SLICE_ARG(p.name));
	}
	assert_true(publisher_by_name(SLICE("Наша Ніва"), &p));
	assert_true(slice_is(p.name, "Nasha Niva"));
	assert_true(publisher_by_name(SLICE("the guardian"), &p));
	assert_true(publisher_by_name(SLICE("www.liberation.fr"), &p) == 0);
}

/* Every publisher that a text may name is in the table. */
static void test_names(void **state)
{
	const struct vocab_word *w;
	struct publisher p;
	size_t n;

	(void)state;
	w = vocab_rows(VOCAB_publisher, &n);
	for (size_t i = 0; i < n; i++)
		if (!publisher_by_name(slice_of(word_text(&w[i])), &p) ||
		    !vocab_label(VOCAB_document_kind, p.kind))
			fail_msg("nobody is called %s", word_text(&w[i]));
}

#define MORE "<p>More of it follows here, and then a little more than that."
#define TABLE "<table><tr><th>Recommended Actions<th>Expected Impact" \
	"<tr><td>Dialogue<td>Trust</table>"

static const struct {
	const char *in, *after;
	bool rewrite;
} sources[] = {
	{ "<p>MINSK (Reuters) - The state freed 12 people." MORE, "Reuters", false },
	{ "<p>WARSAW, Dec 13 (PAP). The state freed 12 people." MORE, "PAP", false },
	{ "<p>МИНСК, 13 дек — РИА Новости. Освобождены 12 человек." MORE,
	  "RIA Novosti", false },
	{ "<p>The state freed 12 people, according to Reuters." MORE,
	  "Reuters", false },
	{ "<p>The state freed 12 people, Reuters reported." MORE, "Reuters", false },
	{ "<p>The state freed 12 people, the BBC writes." MORE, "BBC", false },
	{ "<p>Об освобождении сообщает РБК со ссылкой на дипломата." MORE,
	  "RBC", false },
	{ "<p>Пра гэта піша выданне «Наша Ніва», якое бачыла ліст." MORE,
	  "Nasha Niva", false },
	{ "<p>Jak podaje agencja PAP, uwolniono 12 osób." MORE, "PAP", false },
	{ "<p>Laut der Nachrichtenagentur dpa sind zwölf frei." MORE, "dpa", false },
	{ "<p>Про це повідомляє Укрінформ." MORE, "Ukrinform", false },
	{ MORE "<p>Source: Al Jazeera</p>", "Al Jazeera", false },
	{ MORE "<p>Крыніца: Незнаёмы часопіс</p>", "Незнаёмы часопіс", false },
	{ "<title>Twelve are freed - Al Jazeera</title>" MORE, "Al Jazeera", false },
	{ "<link rel=canonical href=https://x.example/twelve-are-freed-al-"
	  "jazeera>" MORE, "Al Jazeera", false },
	{ "<meta name=author content='Jan P, PAP'>" MORE, "PAP", false },
	{ LD("{\"@type\":\"NewsArticle\",\"isBasedOn\":"
	     "\"https://apnews.com/a\"}"), "Associated Press", false },
	{ "<title>Twelve are freed - Al Jazeera</title>" MORE TABLE,
	  "Al Jazeera", true },
	{ MORE TABLE, "", false },
	{ "<link rel=canonical href=https://europ.info/a>" MORE, "", true },
	{ "<link rel=canonical href=https://a.example/x><meta name="
	  "original-source content=https://www.a.example/x>" MORE, "",
	  false },
	{ MORE "<p>(Credit: Jan Prykladny)</p>", "", false },
	/* one's own name is no source, nor is who is told about */
	{ "<link rel=canonical href=https://reuters.com/a><p>MINSK (Reuters)"
	  " - Twelve are free." MORE, "", false },
	{ "<p>The editor of Nasha Niva was freed on Monday." MORE, "", false },
	{ "<p>According to the minister, CNN was told nothing." MORE, "", false },
};

static void test_sources(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};
		char line[200] = "\tattributed_to = ";
		bool rewrite;

		if (recdump_text(&d, "article", "x.html",
				 slice_of(sources[i].in), &e) < 0)
			fail_msg("%s: %s", sources[i].in, e.msg);
		strcat(line, sources[i].after);
		rewrite = recdump_has(&d, "\tdocument_kind = rewrite");
		if (recdump_has(&d, line) != (sources[i].after[0] != '\0') ||
		    recdump_has(&d, "\tattributed_to = ") !=
		    (sources[i].after[0] != '\0') ||
		    rewrite != sources[i].rewrite)
			fail_msg("%s\ngives\n%s", sources[i].in,
				 str_cstr(&d.text));
		recdump_free(&d);
	}
}

/* A page may name as many authors by number as it likes, and have a node for
 * none of them in as many members. */
static void read_ids(size_t n)
{
	struct str text = STR_INIT(4 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	str_addz(&text, "<html><script type='application/ld+json'>{\"@type\":"
		 "\"NewsArticle\",\"headline\":\"Some headline\",\"author\":[");
	for (size_t i = 0; i < n; i++)
		str_addz(&text, "{\"@id\":\"x\"},");
	str_addz(&text, "\"Jane Roe\"]");
	for (size_t i = 0; i < 2 * n; i++)
		str_addf(&text, ",\"k%zu\":1", i);
	str_addz(&text, "}</script>" TEXT);
	assert_int_equal(recdump_text(&d, "article", "x.html",
				      str_slice(&text), &e), 0);
	assert_true(recdump_has(&d, "title = Some headline"));
	recdump_free(&d);
	str_free(&text);
}

static void test_many_ids(void **state)
{
	(void)state;
	growth_check("authors by number", read_ids, 50000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_facts),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_many_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
