#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/asset.h"
#include "model/conf.h"

#define S(body) "source \"x\" {\n" body "\n}\n"
#define URL "url = {\"https://example.org/\"}\n"

static void test_defaults_compiled_in(void **state)
{
	struct sources s;
	struct settings set;
	struct desks d;
	struct err e = {0};
	size_t enabled = 0;

	(void)state;
	if (conf_sources(asset_find(SLICE("conf/sources.conf")),
			 "sources.conf", &s, &e) < 0)
		fail_msg("%s", e.msg);
	assert_true(s.n > 10);
	for (size_t i = 0; i < s.n; i++)
		enabled += s.list[i].enabled;
	assert_int_equal(enabled, 1);
	assert_true(sources_find(&s, SLICE("starter"))->enabled);
	assert_int_equal(sources_find(&s, SLICE("starter"))->n_urls, 3);
	assert_int_equal(sources_find(&s, SLICE("starter"))->period_s,
			 SOURCE_NEVER);
	assert_int_equal(sources_find(&s, SLICE("us-ofac-sdn"))->period_s,
			 12 * 3600);
	assert_null(sources_find(&s, SLICE("none")));
	sources_free(&s);

	assert_int_equal(conf_settings(asset_find(SLICE("conf/settings.conf")),
				       "settings.conf", &set, &e), 0);
	assert_true(slice_is(set.desk, "belarus"));
	assert_int_equal(set.max_bytes, (int64_t)200 << 20);
	assert_int_equal(set.jobs, 8);
	assert_int_equal(set.timeout_s, 60);
	assert_true(set.clock && !set.ascii);
	settings_free(&set);

	assert_int_equal(conf_desks(asset_find(SLICE("conf/desks.conf")),
				    "desks.conf", &d, &e), 0);
	assert_true(d.list[0].groups.n == 0);
	desks_free(&d);
}

static void test_empty(void **state)
{
	struct sources s;
	struct settings set;
	struct desks d;
	struct err e = {0};

	(void)state;
	assert_int_equal(conf_sources(SLICE(""), "f", &s, &e), 0);
	assert_int_equal(s.n, 0);
	assert_int_equal(conf_settings(SLICE_NONE, "f", &set, &e), 0);
	assert_int_equal(set.jobs, 8);
	assert_int_equal(conf_desks(SLICE("# nothing\n"), "f", &d, &e), 0);
	assert_int_equal(d.n, 0);
	settings_free(&set);
}

static void test_values(void **state)
{
	static const char text[] =
		"# one\n"
		"source \"x-1\" {\n"
		"\ttitle = \"A \\\"b\\\" ${HOME} $5 \\$\"\n"
		"\turl = {\"https://example.org/a?b=1,2#c\", \"asset:a.csv\"}\n"
		"\tmapping = \"Name=name;Role=role\"\n"
		"\tmax_bytes_mb = 3\n"
		"\tperiod = '15m'\n"
		"\tuser_agent = '${HOME}'\n"
		"\tindex = \"https://example.org/index.json\"\n"
		"}\n";
	struct sources s;
	struct err e = {0};

	(void)state;
	if (conf_sources(slice_of(text), "f", &s, &e) < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(s.n, 1);
	assert_string_equal(s.list[0].title.p, "A \"b\" ${HOME} $5 $");
	assert_string_equal(s.list[0].user_agent.p, "${HOME}");
	assert_string_equal(s.list[0].url[0].p,
			    "https://example.org/a?b=1,2#c");
	assert_string_equal(s.list[0].mapping.p, "Name=name;Role=role");
	assert_string_equal(s.list[0].index.p,
			    "https://example.org/index.json");
	assert_string_equal(s.list[0].format.p, "auto");
	assert_int_equal(s.list[0].max_bytes, 3 << 20);
	assert_int_equal(s.list[0].period_s, 900);
	assert_int_equal(s.list[0].line, 2);
	assert_true(s.list[0].enabled);
	sources_free(&s);
}

static void test_net_values(void **state)
{
	static const char text[] = S(URL
		"header = {\"X-Client: thaw\", \"Accept-Language: be\"}\n"
		"resolve = {\"a.example:443:192.0.2.7,[2001:db8::1]\"}\n"
		"proxy = \"socks5h://127.0.0.1:9050\"\n"
		"cert = \"~/me.pem\" key = \"/etc/me.key\"\n"
		"ca_file = \"/etc/ca.pem\" per_minute = 12");
	struct sources s;
	struct settings set;
	struct str again = STR_INIT(4096);
	struct err e = {0};
	struct source copy;

	(void)state;
	if (conf_sources(slice_of(text), "f", &s, &e) < 0)
		fail_msg("%s", e.msg);
	/* What is written by `sources add` reads the same. */
	copy = s.list[0];
	assert_int_equal(conf_add(SLICE_NONE, &copy, &again, &e), 0);
	sources_free(&s);
	assert_int_equal(conf_sources(str_slice(&again), "f", &s, &e), 0);
	assert_int_equal(s.list[0].net.n_headers, 2);
	assert_string_equal(s.list[0].net.header[1].p, "Accept-Language: be");
	assert_string_equal(s.list[0].net.resolve[0].p,
			    "a.example:443:192.0.2.7,[2001:db8::1]");
	assert_string_equal(s.list[0].net.proxy.p, "socks5h://127.0.0.1:9050");
	assert_string_equal(s.list[0].net.cert.p, "~/me.pem");
	assert_string_equal(s.list[0].net.key.p, "/etc/me.key");
	assert_string_equal(s.list[0].net.ca_file.p, "/etc/ca.pem");
	assert_int_equal(s.list[0].net.per_minute, 12);
	sources_free(&s);
	str_free(&again);

	assert_int_equal(conf_settings(SLICE("proxy = none per_host = 2"
					     " per_minute = 30"), "f", &set,
				       &e), 0);
	assert_true(slice_is(set.proxy, "none"));
	assert_int_equal(set.per_host, 2);
	assert_int_equal(set.per_minute, 30);
	settings_free(&set);
}

/* No secret is shown. */
static void test_mask(void **state)
{
	static const char *const rows[][2] = {
		{ "https://a.example/b", "https://a.example/b" },
		{ "https://a.example/b?token=c&d", "https://a.example/b?..." },
		{ "cannot read 'http://u:p@h:1/?k=v' now",
		  "cannot read 'http://...@h:1/?...' now" },
		{ "http://h/@home why?", "http://h/@home why?" },
		{ "a://u:p@w@h b://x?", "a://...@h b://x?..." },
		{ "https://a/http://u:p@b/c?d", "https://a/http://...@b/c?..." },
		{ "://", "://" }, { "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str s = STR_INIT(256);

		source_mask(&s, slice_of(rows[i][0]));
		assert_string_equal(str_cstr(&s), rows[i][1]);
		str_free(&s);
	}
}

static void test_desk_filters(void **state)
{
	static const char text[] =
		"desk \"press\" { filter = \"role:journalist\" "
		"releases = \"is:new\" news = \"\" groups = {a, b} }";
	struct desks d;
	struct err e = {0};
	const struct desk *desk;

	(void)state;
	assert_int_equal(conf_desks(slice_of(text), "f", &d, &e), 0);
	desk = desks_find(&d, SLICE("press"));
	assert_non_null(desk);
	assert_true(slice_is(desk_filter(desk, "releases"), "is:new"));
	assert_true(slice_is(desk_filter(desk, "news"), ""));
	assert_true(slice_is(desk_filter(desk, "events"), "role:journalist"));
	assert_true(slice_is(desk->groups, "a,b"));
	assert_null(desks_find(&d, SLICE("none")));
	desks_free(&d);
}

/* What is wrong, where, and what would be right. */
static const struct {
	const char *in, *where, *what;
} errors[] = {
	{ S(URL "perod = \"1d\""), "f:3: source \"x\": ",
	  "unknown option \"perod\": valid are title, publisher, url" },
	{ "sorce \"x\" {}\n", "f:1: ", "valid are source" },
	{ "\n" S(URL "period = \"soon\""), "f:4: source \"x\": ", "15m, 2h" },
	{ S(URL "enabled = maybe"), "f:3: source \"x\": ", "enabled" },
	{ S(URL "max_bytes_mb = many"), "f:3: source \"x\": ", "integer" },
	{ S(URL "max_bytes_mb = 9999"), "f:3: source \"x\": ", "1 to 4096" },
	{ S("url = {\"gopher://a\"}"), "f:2: source \"x\": ", "https://" },
	{ S("url = {\"https://a b\"}"), "f:2: source \"x\": ", "https://" },
	{ S("url = {\"https://\"}"), "f:2: source \"x\": ", "https://" },
	{ S(URL "index = \"index.json\""), "f:3: source \"x\": ", "sftp://" },
	{ S(URL "index = \"asset:a\""), "f:3: source \"x\": ", "sftp://" },
	{ S(""), "f:1: source \"x\": ", "url is missing" },
	{ S(URL) S(URL), "f:5", "duplicate title 'x'" },
	{ "source \"X y\" {" URL "}", "f:1: source \"X y\": ", "a-z" },
	{ "source {" URL "}", "f:1", "title" },
	{ S("title = ${HOME}\n" URL), "f:2: ", "quotes" },
	{ S("title = \"open"), "f:2: ", "not closed" },
	{ S(URL) "\"", "f:5: ", "not closed" },
	{ S(URL) "/* open", "f:5: ", "not closed" },
	{ "include(\"/etc/passwd\")", "f:1: ", "unknown option \"include\"" },
	{ S("url = {1,2,3,4,5,6,7,8,9}"), "f:2: ", "" },
	{ S(URL "header = {\"no colon\"}"), "f:3: source \"x\": ", "Name: value" },
	{ S(URL "header = {\"A: b\\r\\nC: d\"}"), "f:3", "control" },
	{ S(URL "header = {\"authorization: Basic x\"}"), "f:3", "~/.netrc" },
	{ S(URL "header = {\"A: b\", \"Cookie: a=b\"}"), "f:3", "~/.netrc" },
	{ S(URL "header = {\"Proxy-Authorization: x\"}"), "f:3", "~/.netrc" },
	{ S(URL "header = {\"Range: bytes=1-\"}"), "f:3", "thaw writes" },
	{ S(URL "header = {\"User-Agent: x\"}"), "f:3", "user_agent" },
	{ S(URL "resolve = {\"a.example:443\"}"), "f:3", "host:port:address" },
	{ S(URL "resolve = {\"a.example:0:1.2.3.4\"}"), "f:3", "host:port" },
	{ S(URL "resolve = {\"*:443:1.2.3.4\"}"), "f:3", "host:port" },
	{ S(URL "resolve = {a,a,a,a,a,a,a,a,a}"), "f:3", "" },
	{ S(URL "proxy = \"ftp://a:hidden@b\""), "f:3: source \"x\": proxy: ",
	  "begins with http://" },
	{ S(URL "ca_file = \"ca.pem\""), "f:3", "whole path" },
	{ S(URL "per_minute = 6001"), "f:3", "0 to 6000" },
	{ S("url = {\"htps://a:b@c/d?token=e\"}"), "f:2",
	  "\"htps://...@c/d?...\" is no" },
	{ "}", "f:1", "" },
	{ "=", "f:1", "" },
};

static void test_errors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		struct sources s;
		struct err e = {0};

		assert_int_equal(conf_sources(slice_of(errors[i].in), "f", &s,
					      &e), -1);
		assert_int_equal(e.code, ERR_USAGE);
		assert_int_equal(s.n, 0);
		assert_null(strstr(e.msg, "hidden"));
		if (strncmp(e.msg, errors[i].where,
			    strlen(errors[i].where)) != 0 ||
		    !strstr(e.msg, errors[i].what))
			fail_msg("%s: %s", errors[i].in, e.msg);
	}
}

static void test_other_errors(void **state)
{
	struct settings set;
	struct desks d;
	struct sources s;
	struct err e = {0};

	(void)state;
	assert_int_equal(conf_settings(SLICE("jobs = 0"), "f", &set, &e), -1);
	assert_string_equal(e.msg, "f:1: jobs = 0: valid are 1 to 256");
	err_clear(&e);
	assert_int_equal(conf_settings(SLICE("\ncolour = 1"), "f", &set, &e),
			 -1);
	assert_non_null(strstr(e.msg, "f:2: unknown option \"colour\""));
	err_clear(&e);
	assert_int_equal(conf_desks(SLICE("desk \"a\" { sources = \"x\" }"),
				    "f", &d, &e), -1);
	assert_non_null(strstr(e.msg, "desk \"a\": unknown option"));
	err_clear(&e);
	assert_int_equal(conf_sources(SLICE("a\0b"), "f", &s, &e), -1);
	assert_string_equal(e.msg, "f: not a text file");
}

static void test_periods(void **state)
{
	static const struct {
		const char *in;
		int64_t want;	/* -1: none */
	} rows[] = {
		{ "15m", 900 }, { "12h", 43200 }, { "1d", 86400 },
		{ "2w", 1209600 }, { "never", SOURCE_NEVER }, { "0m", -1 },
		{ "-1d", -1 }, { "1", -1 }, { "m", -1 }, { "1y", -1 },
		{ "99999999999999999d", -1 }, { "", -1 }, { "1 d", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t s = -1;

		period_parse(slice_of(rows[i].in), &s);
		assert_int_equal(s, rows[i].want);
	}
}

static void test_period_text(void **state)
{
	static const char *const same[] = { "15m", "90m", "12h", "1d", "14d",
					    "never" };

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		struct str text = STR_INIT(64);
		int64_t s;

		assert_true(period_parse(slice_of(same[i]), &s));
		period_text(&text, s);
		assert_string_equal(str_cstr(&text), same[i]);
		str_free(&text);
	}
}

static const struct {
	const char *in;
	bool enabled;
	const char *want;
} edits[] = {
	{ "# a\nsource \"x\" { url = \"asset:a\" enabled = true } # b\n", false,
	  "# a\nsource \"x\" { url = \"asset:a\" enabled = false } # b\n" },
	{ "source \"x\" {\n\turl = \"asset:a\"\n}", true,
	  "source \"x\" {\n\tenabled = true\n\n\turl = \"asset:a\"\n}" },
	{ "source \"y\" { url = \"asset:enabled=true\" enabled = true }\n"
	  "source x { url = {\"asset:}\", \"asset:b\"} # enabled = true\n"
	  "enabled=\"true\" }", false,
	  "source \"y\" { url = \"asset:enabled=true\" enabled = true }\n"
	  "source x { url = {\"asset:}\", \"asset:b\"} # enabled = true\n"
	  "enabled=false }" },
	{ "/* source \"x\" { enabled = true } */ source 'x' {"
	  " url=\"asset:a\" }", false,
	  "/* source \"x\" { enabled = true } */ source 'x' {\n"
	  "\tenabled = false\n url=\"asset:a\" }" },
	{ "source \"x\" {url = \"asset:a\"}", false,
	  "source \"x\" {\n\tenabled = false\nurl = \"asset:a\"}" },
};

static void test_set_enabled(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		struct str out = STR_INIT(CONF_BYTES);
		struct sources s;
		struct err e = {0};

		assert_int_equal(conf_set_enabled(slice_of(edits[i].in),
			SLICE("x"), edits[i].enabled, &out, &e), 0);
		assert_string_equal(str_cstr(&out), edits[i].want);
		if (conf_sources(str_slice(&out), "f", &s, &e) < 0)
			fail_msg("%s", e.msg);
		assert_int_equal(sources_find(&s, SLICE("x"))->enabled,
				 edits[i].enabled);
		sources_free(&s);
		str_free(&out);
	}
}

/* What libconfuse reads otherwise than the text looks is left alone. */
static void test_not_edited(void **state)
{
	struct slice text = SLICE("source \"x\" {\n\turl = {\"asset:a\"}*"
				  "\tenabled =+true\n}\n");
	struct str out = STR_INIT(CONF_BYTES);
	struct err e = {0};

	(void)state;
	assert_int_equal(conf_set_enabled(text, SLICE("x"), false, &out, &e),
			 -1);
	assert_non_null(strstr(e.msg, "cannot edit"));
	str_free(&out);
}

static void test_whole_file(void **state)
{
	struct slice text = asset_find(SLICE("conf/sources.conf"));
	struct str on = STR_INIT(CONF_BYTES), off = STR_INIT(CONF_BYTES);
	struct str gone = STR_INIT(CONF_BYTES);
	struct sources s;
	struct err e = {0};

	(void)state;
	assert_int_equal(conf_set_enabled(text, SLICE("hrw"), true, &on, &e),
			 0);
	assert_int_equal(on.n, text.n - 1);
	assert_int_equal(conf_set_enabled(str_slice(&on), SLICE("hrw"), false,
					  &off, &e), 0);
	assert_true(slice_eq(str_slice(&off), text));
	assert_int_equal(conf_remove(text, SLICE("hrw"), &gone, &e), 0);
	assert_int_equal(conf_sources(str_slice(&gone), "f", &s, &e), 0);
	assert_null(sources_find(&s, SLICE("hrw")));
	assert_non_null(sources_find(&s, SLICE("amnesty")));
	sources_free(&s);
	str_free(&on);
	str_free(&off);
	str_free(&gone);
}

static void test_add(void **state)
{
	struct source src = {
		.key = SLICE("my-feed"), .title = SLICE("A \"b\" \\ ${HOME}\n"),
		.url = { SLICE("https://example.org/feed") }, .n_urls = 1,
		.format = SLICE("rss"), .period_s = 7200, .enabled = true,
		.max_bytes = 5 << 20,
		.index = SLICE("https://example.org/index.json"),
	};
	struct str out = STR_INIT(CONF_BYTES), none = STR_INIT(CONF_BYTES);
	struct sources s;
	struct err e = {0};

	(void)state;
	assert_int_equal(conf_add(SLICE("# mine"), &src, &out, &e), 0);
	assert_int_equal(strncmp(str_cstr(&out), "# mine\n\nsource", 14), 0);
	assert_int_equal(conf_sources(str_slice(&out), "f", &s, &e), 0);
	assert_string_equal(s.list[0].title.p, "A \"b\" \\ ${HOME} ");
	assert_string_equal(s.list[0].url[0].p, "https://example.org/feed");
	assert_string_equal(s.list[0].index.p,
			    "https://example.org/index.json");
	assert_int_equal(s.list[0].period_s, 7200);
	assert_int_equal(s.list[0].max_bytes, 5 << 20);
	sources_free(&s);
	assert_int_equal(conf_add(str_slice(&out), &src, &none, &e), -1);
	assert_string_equal(e.msg, "there is a source \"my-feed\" already, "
			    "in line 3");
	err_clear(&e);
	src.key = SLICE("No Key");
	assert_int_equal(conf_add(SLICE(""), &src, &none, &e), -1);
	err_clear(&e);
	assert_int_equal(conf_remove(SLICE(""), SLICE("x"), &none, &e), -1);
	assert_string_equal(e.msg, "there is no source \"x\"");
	str_free(&out);
	str_free(&none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults_compiled_in),
		cmocka_unit_test(test_empty), cmocka_unit_test(test_values),
		cmocka_unit_test(test_net_values),
		cmocka_unit_test(test_mask),
		cmocka_unit_test(test_desk_filters),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_other_errors),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_period_text),
		cmocka_unit_test(test_set_enabled),
		cmocka_unit_test(test_not_edited),
		cmocka_unit_test(test_whole_file), cmocka_unit_test(test_add),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
