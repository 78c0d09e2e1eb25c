/* XML and feeds: encodings, dates, addresses, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/xml.h"
#include "growth.h"
#include "recdump.h"

#define RSS(items) "<rss version='2.0'><channel><title>T</title>" \
	"<link>https://a.example/x/</link>" items "</channel></rss>"
#define ATOM(entries) "<feed xmlns='http://www.w3.org/2005/Atom'>" \
	"<title>T</title>" entries "</feed>"

#define BYTES_40 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

enum { BIG = 40 << 20 };

static const struct {
	const char *reader, *text, *says;
} refused[] = {
	{ "rss", "", "f.xml: the document is empty" },
	{ "rss", "hello", "f.xml: not a feed: no <rss> found" },
	{ "rss", "<html><body/></html>", "f.xml: not a feed: <html> found "
	  "where <rss> was expected; if it is a page that has feeds, `thaw "
	  "sources test URL` finds them" },
	{ "atom", "<opml/>", "f.xml: not a feed: <opml> found where <feed> "
	  "was expected" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, refused[i].reader, "f.xml",
				 slice_of(refused[i].text), &e), -1);
		assert_int_equal(e.code, ERR_FORMAT);
		assert_string_equal(e.msg, refused[i].says);
		recdump_free(&d);
	}
}

/* No item is no mistake. */
static void test_empty_feeds(void **state)
{
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "rss", "f.xml", SLICE(RSS("")), &e),
			 0);
	assert_int_equal(recdump_text(&d, "atom", "f.xml", SLICE(ATOM("")),
				      &e), 0);
	assert_int_equal(d.n, 0);
	recdump_free(&d);
}

static const struct {
	const char *reader, *text, *has;
} claims[] = {
	{ "rss", RSS("<item><title>t</title><link>/p?q</link></item>"),
	  "\turl = https://a.example/p?q\n" },
	{ "rss", RSS("<item><title>t</title><link>//b.example/</link></item>"),
	  "\turl = https://b.example/\n" },
	{ "rss", RSS("<item><title>t</title><link>../y/./z</link></item>"),
	  "\turl = https://a.example/y/z\n" },
	{ "rss", RSS("<item><title>t</title><link>../../../z</link></item>"),
	  "\turl = https://a.example/z\n" },
	{ "rss", RSS("<item><title>a\n <b>b</b>\tc</title></item>"),
	  "\ttitle = a b c\n" },
	{ "rss", RSS("<item><guid>g</guid><title>t</title></item>"),
	  "news g\n\tid = g\n" },
	{ "rss", RSS("<item><title>t</title><pubDate>Sat, 13 Dec 2025 "
		     "18:05:00 +0300</pubDate></item>"),
	  "\tpublished = 2025-12-13T15:05:00Z\n" },
	{ "rss", RSS("<language>english</language><item><title>t</title>"
		     "</item>"), "\ttitle = t\n\tpublisher = T\n" },
	{ "rss", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-"
	  "ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>R</title>"
	  "</channel><item><title>t</title></item></rdf:RDF>",
	  "\ttitle = t\n\tpublisher = R\n" },
	{ "atom", ATOM("<entry><id>i</id><summary>" BYTES_40 BYTES_40 "aябв"
		       BYTES_40 "</summary></entry>"),
	  "\ttitle = " BYTES_40 BYTES_40 "aябв" "xxxxxxxxxxxxx…\n" },
	{ "atom", ATOM("<entry><id>i</id><summary>" BYTES_40 BYTES_40 "xxxx"
		       "xxxxxxxxxxxxxxxябв</summary></entry>"),
	  "\ttitle = " BYTES_40 BYTES_40 "xxxxxxxxxxxxxxxxxxx…\n" },
	{ "atom", "<entry xmlns='http://www.w3.org/2005/Atom'><id>i</id>"
	  "<title>alone</title></entry>",
	  "news i\n\tid = i\n\ttitle = alone\n" },
	{ "atom", ATOM("<entry><id>i</id><link href='javascript:x'/></entry>"),
	  "news i\n\tid = i\n\tpublisher = T\n" },
	{ "atom", ATOM("<author><name>A</name></author><entry><id>i</id>"
		       "</entry>"), "\tauthor = A\n" },
	{ "atom", ATOM("<entry><id>i</id><title type='html'>&lt;i&gt;x&lt;/i"
		       "&gt;</title></entry>"), "\ttitle = x\n" },
};

static void test_claims(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(claims) / sizeof(*claims); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		if (recdump_text(&d, claims[i].reader, "f.xml",
				 slice_of(claims[i].text), &e) < 0)
			fail_msg("%s: %s", claims[i].text, e.msg);
		assert_int_equal(d.n, 1);
		if (!recdump_has(&d, claims[i].has))
			fail_msg("%s\ngives\n%s", claims[i].text,
				 str_cstr(&d.text));
		recdump_free(&d);
	}
}

static int open_any(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		    struct err *e)
{
	(void)ctx, (void)tag, (void)e;
	*want = XML_TEXT;
	return 0;
}

static int open_down(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		     struct err *e)
{
	(void)ctx, (void)e;
	*want = slice_is(tag->name, "title") ? XML_TEXT : XML_DOWN;
	return 0;
}

static int close_any(void *ctx, struct slice name, size_t depth,
		     struct slice text, struct err *e)
{
	size_t *bytes = ctx;

	(void)name, (void)depth, (void)e;
	*bytes = text.n;
	return 0;
}

/* Where a format may declare entities, expat stops those that explode. */
static void test_laughs_allowed(void **state)
{
	static const struct xml_walk walk = { open_any, close_any, true };
	static const char few[] = "<!DOCTYPE l [<!ENTITY a 'ha'>]><l>&a;&a;"
				  "</l>";
	struct str many = STR_INIT(1 << 20);
	struct input_part part = input_memory(SLICE("f"), SLICE(few));
	struct err e = {0};
	size_t bytes = 0;

	(void)state;
	assert_int_equal(xml_read(&part, &walk, &bytes, &e), 0);
	assert_int_equal(bytes, 4);
	str_addz(&many, "<!DOCTYPE l [<!ENTITY e0 'haha'>");
	for (int i = 1; i < 12; i++) {
		str_addf(&many, "<!ENTITY e%d '", i);
		for (int k = 0; k < 10; k++)
			str_addf(&many, "&e%d;", i - 1);
		str_addz(&many, "'>");
	}
	str_addz(&many, "]><l>&e11;</l>");
	part = input_memory(SLICE("f"), str_slice(&many));
	assert_int_equal(xml_read(&part, &walk, &bytes, &e), -1);
	assert_non_null(strstr(e.msg, "line 1: limit on input amplification"));
	str_free(&many);
}

/* Reads `before`, then `unit` again and again up to `bytes`, as a list would be
 * or as a feed. */
static int read_long(const char *before, const char *unit, size_t bytes,
		     bool feed, struct err *e)
{
	static const struct xml_walk walk = { open_down, close_any, false };
	struct str text = STR_INIT(BIG + (1 << 20));
	struct recdump d = RECDUMP_INIT;
	struct input_part part;
	size_t ignored;
	int rc;

	str_addz(&text, before);
	while (text.n < bytes)
		str_addz(&text, unit);
	assert_false(text.bad);
	part = input_memory(SLICE("f.xml"), str_slice(&text));
	if (feed)
		rc = recdump_text(&d, "rss", "f.xml", str_slice(&text), e);
	else
		rc = xml_read(&part, &walk, &ignored, e);
	recdump_free(&d);
	str_free(&text);
	return rc;
}

#define LONG "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define HUGE LONG LONG LONG LONG

static const struct {
	const char *before, *unit;
	size_t bytes;
	const char *list, *feed;	/* what each says; NULL: it is read */
} hostile[] = {
	{ "<rss><channel>", "<a>", 30000, "nested deeper than 256",
	  "nested deeper than 256" },
	{ "<rss><channel><item><guid>1</guid><title>", "<a>", 30000, "deeper than 256",
	  NULL },
	{ "<rss a='", HUGE, BIG, "a tag or comment of more",
	  "a tag, comment or text of more" },
	{ "<rss><channel><item><guid>1</guid><title>", LONG LONG, 20 << 20, "line 1: ",
	  NULL },
	{ "<!--", HUGE, BIG, "a tag or comment of more",
	  "a tag, comment or text of more" },
	{ "<", HUGE, BIG, "a tag or comment of more",
	  "a tag, comment or text of more" },
};

static void test_hostile(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++)
		for (int feed = 0; feed < 2; feed++) {
			const char *says = feed ? hostile[i].feed :
						  hostile[i].list;
			struct err e = {0};
			int rc = read_long(hostile[i].before, hostile[i].unit,
					   hostile[i].bytes, feed, &e);

			assert_int_equal(rc, says ? -1 : 0);
			if (says && !strstr(e.msg, says))
				fail_msg("%s", e.msg);
		}
}

/* Entities of a feed's own are plain text; those that grow are refused, and what
 * would read a file stays a name. */
static void test_laughs(void **state)
{
	static const char text[] = "<!DOCTYPE l [<!ENTITY a 'ha'>"
		"<!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>\n"
		"<rss><channel><item><title>&c;</title></item></channel>"
		"</rss>";
	static const char few[] = "<!DOCTYPE l [<!ENTITY a 'ha'>"
		"<!ENTITY b 'ho&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
		"<rss><channel><item><title>&a; &b; &f;</title></item>"
		"</channel></rss>";
	struct str many = STR_INIT(BIG);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "rss", "f.xml", SLICE(few), &e), 0);
	assert_true(recdump_has(&d, "\ttitle = ha ho&a; &f;\n"));
	recdump_free(&d);
	d = RECDUMP_INIT;
	assert_int_equal(recdump_text(&d, "rss", "f.xml", SLICE(text), &e),
			 -1);
	assert_string_equal(e.msg, "f.xml: the entity b is made of others, "
			    "which can grow without end");
	err_clear(&e);
	recdump_free(&d);
	str_addz(&many, "<!DOCTYPE l [<!ENTITY a '");
	for (int i = 0; i < 1000; i++)
		str_addc(&many, 'x');
	str_addz(&many, "'>]><rss><channel><item><guid>1</guid><description>");
	for (int i = 0; i < 100000; i++)
		str_addz(&many, "&a;");
	d = RECDUMP_INIT;
	assert_int_equal(recdump_text(&d, "rss", "f.xml", str_slice(&many),
				      &e), 0);
	assert_true(d.text.n < 3 << 20);
	recdump_free(&d);
	str_free(&many);
}

/* What is begun again and again and has no end, alone and inside of an item. */
static void read_endless(const char *unit, bool inside, size_t bytes)
{
	struct str text = STR_INIT(BIG);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	str_addz(&text, "<rss><channel><item><guid>1</guid>");
	str_addz(&text, inside ? "<description><![CDATA[<b>x" : "</item>");
	while (text.n < bytes)
		str_addz(&text, unit);
	str_addz(&text, inside ? "]]></description></item>" : "");
	assert_int_equal(recdump_text(&d, "rss", "f.xml", str_slice(&text),
				      &e), 0);
	assert_int_equal(d.n, 1);
	recdump_free(&d);
	str_free(&text);
}

#define ENDLESS(name, unit) \
	static void name(size_t bytes) \
	{ \
		read_endless(unit, false, bytes); \
		read_endless(unit, true, bytes); \
	}
ENDLESS(endless_orders, "<?a>")
ENDLESS(endless_comments, "<!-- >")
ENDLESS(endless_sections, "<![>")
ENDLESS(endless_types, "<!\"[")

static void test_endless(void **state)
{
	(void)state;
	growth_check("orders", endless_orders, 1 << 20);
	growth_check("comments", endless_comments, 1 << 20);
	growth_check("sections", endless_sections, 1 << 20);
	growth_check("types", endless_types, 1 << 20);
}

/* Wherever a feed is cut, nothing is refused but what has no root yet, and an
 * item is there as soon as it can be told from others. */
static void test_truncated(void **state)
{
	static const char text[] = RSS("<item><guid>1</guid><title>t</title>"
				       "</item>");
	size_t named = (size_t)(strstr(text, "</guid>") - text) + 6;

	(void)state;
	for (size_t n = 5; n < sizeof(text) - 1; n++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, "rss", "f.xml",
				 slice_make(text, n), &e),
				 n < named ? -1 : 0);
		assert_int_equal(d.n, n < named ? 0 : 1);
		recdump_free(&d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_empty_feeds),
		cmocka_unit_test(test_claims),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_laughs),
		cmocka_unit_test(test_laughs_allowed),
		cmocka_unit_test(test_endless),
		cmocka_unit_test(test_truncated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
