/* XML and feeds: encodings, dates, addresses, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/xml.h"
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
	{ "rss", "hello", "f.xml: line 1: syntax error at column 1" },
	{ "rss", "<html><body/></html>", "f.xml: line 1: not an RSS feed: "
	  "<html> found where <rss> was expected" },
	{ "rss", "\n<!DOCTYPE html><html/>", "f.xml: line 2: <!DOCTYPE html> "
	  "found, which is not allowed here" },
	{ "rss", "<rss version='2.0'/>",
	  "f.xml: line 1: not an RSS feed: no <channel> found" },
	{ "rss", "<rss><channel>\n<item><title>a</item>",
	  "f.xml: line 2: mismatched tag at column 17" },
	{ "rss", "<rss><channel>\n<item><title>a",
	  "f.xml: line 2: no element found at column 15" },
	{ "rss", RSS("<item><title>a & b</title></item>"), "f.xml: line 1: "
	  "not well-formed (invalid token) at column 94" },
	{ "rss", RSS("<item><x:title>a</x:title></item>"),
	  "f.xml: line 1: unbound prefix at column 84" },
	{ "atom", "<rss version='2.0'/>", "f.xml: line 1: not an Atom feed: "
	  "<rss> found where <feed xmlns=\"http://www.w3.org/2005/Atom\"> was "
	  "expected" },
	{ "atom", "<feed/>", "f.xml: line 1: not an Atom feed: <feed> found "
	  "where <feed xmlns=\"http://www.w3.org/2005/Atom\"> was expected" },
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
	  "\turl = https://a.example/y/./z\n" },
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

/* Reads `before`, then `unit` again and again up to `bytes`, then `after`. */
static void read_long(const char *before, const char *unit, size_t bytes,
		      const char *after, struct err *e)
{
	struct str text = STR_INIT(BIG + (1 << 20));
	struct recdump d = RECDUMP_INIT;

	str_addz(&text, before);
	while (text.n < bytes)
		str_addz(&text, unit);
	str_addz(&text, after);
	assert_false(text.bad);
	assert_int_equal(recdump_text(&d, "rss", "f.xml", str_slice(&text),
				      e), -1);
	recdump_free(&d);
	str_free(&text);
}

#define LONG "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const struct {
	const char *before, *unit;
	size_t bytes;
	const char *says;
} hostile[] = {
	{ "<rss><channel>", "<a>", 30000, "nested deeper than 256" },
	{ "<rss><channel><item><title>", "<a>", 30000, "deeper than 256" },
	{ "<rss a='", LONG LONG LONG LONG, BIG, "a tag or comment of more" },
	{ "<rss><channel><item><title>", LONG LONG, 20 << 20,
	  "text of one element: longer than" },
	{ "<!--", LONG LONG LONG LONG, BIG, "a tag or comment of more" },
	{ "<", LONG LONG LONG LONG, BIG, "a tag or comment of more" },
};

static void test_hostile(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
		struct err e = {0};

		read_long(hostile[i].before, hostile[i].unit, hostile[i].bytes,
			  "", &e);
		assert_int_equal(e.code, ERR_LIMIT);
		assert_non_null(strstr(e.msg, "f.xml: line 1: "));
		if (!strstr(e.msg, hostile[i].says))
			fail_msg("%s", e.msg);
	}
}

/* Entities that grow: feeds may not even declare them. */
static void test_laughs(void **state)
{
	static const char text[] = "<!DOCTYPE l [<!ENTITY a 'ha'>"
		"<!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>\n"
		"<rss><channel><title>&c;</title></channel></rss>";
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(recdump_text(&d, "rss", "f.xml", SLICE(text), &e),
			 -1);
	assert_string_equal(e.msg, "f.xml: line 1: <!DOCTYPE l> found, which "
				   "is not allowed here");
	recdump_free(&d);
}

static int open_any(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		    struct err *e)
{
	(void)ctx, (void)tag, (void)e;
	*want = XML_TEXT;
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

/* A feed cut anywhere is refused, but for cuts behind its end. */
static void test_truncated(void **state)
{
	static const char text[] = RSS("<item><guid>1</guid><title>t</title>"
				       "</item>");

	(void)state;
	for (size_t n = 0; n < sizeof(text) - 1; n++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, "rss", "f.xml",
				 slice_make(text, n), &e), -1);
		assert_int_equal(e.code, ERR_FORMAT);
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
		cmocka_unit_test(test_truncated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
