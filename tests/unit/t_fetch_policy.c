/* Where thaw may go: pure decisions, and one run where addresses are real. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "fetch/fetch_policy.h"

static const struct {
	const char *ip;
	bool is_private;
} addresses[] = {
	{ "0.0.0.0", true },         { "1.1.1.1", false },
	{ "9.255.255.255", false },  { "10.0.0.0", true },
	{ "10.255.255.255", true },  { "11.0.0.0", false },
	{ "100.63.255.255", false }, { "100.64.0.1", true },
	{ "100.127.255.255", true }, { "100.128.0.0", false },
	{ "127.0.0.1", true },       { "127.255.255.255", true },
	{ "128.0.0.1", false },      { "169.253.1.1", false },
	{ "169.254.169.254", true }, { "172.15.255.255", false },
	{ "172.16.0.1", true },      { "172.31.255.255", true },
	{ "172.32.0.0", false },     { "192.0.0.8", true },
	{ "192.0.1.1", false },      { "192.168.1.1", true },
	{ "192.169.0.1", false },    { "198.17.255.255", false },
	{ "198.18.0.1", true },      { "198.20.0.0", false },
	{ "223.255.255.255", false }, { "224.0.0.1", true },
	{ "255.255.255.255", true },
	{ "::", true },              { "::1", true },
	{ "::2", true },             { "::7f00:1", true },
	{ "::ffff:10.0.0.1", true }, { "::ffff:1.1.1.1", false },
	{ "64:ff9b::a00:1", true },  { "64:ff9b::101:101", false },
	{ "64:ff9b:1::101:101", true },
	{ "2001:0:102:304::1", true }, { "2001:4860:4860::8888", false },
	{ "2002:a00:1::1", true },   { "2002:101:101::1", false },
	{ "2a00:1450::1", false },   { "fbff::1", false },
	{ "fc00::1", true },         { "fdff::1", true },
	{ "fe80::1", true },         { "febf::1", true },
	{ "fec0::1", true },         { "ff02::1", true },
};

static void sockaddr_of(const char *ip, struct sockaddr_storage *to)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	memset(to, 0, sizeof(*to));
	if (inet_pton(AF_INET, ip, &v4.sin_addr) == 1)
		memcpy(to, &v4, sizeof(v4));
	else if (inet_pton(AF_INET6, ip, &v6.sin6_addr) == 1)
		memcpy(to, &v6, sizeof(v6));
	else
		fail_msg("%s is no address", ip);
}

static void test_addresses(void **state)
{
	struct sockaddr_storage sa;

	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		sockaddr_of(addresses[i].ip, &sa);
		if (fetch_is_private((struct sockaddr *)&sa) !=
		    addresses[i].is_private)
			fail_msg("%s", addresses[i].ip);
		assert_int_equal(fetch_host_is_private(addresses[i].ip),
				 addresses[i].is_private);
	}
	sa.ss_family = AF_UNIX;
	assert_true(fetch_is_private((struct sockaddr *)&sa));
}

static const struct {
	const char *host;
	bool is_private;
} hosts[] = {
	{ "example.org",      false }, { "localhost",      true  },
	{ "LOCALHOST.",       true  }, { "a.localhost",    true  },
	{ "localhost.org",    false }, { "[::1]",          true  },
	{ "[fe80::1%25eth0]", true  }, { "[2a00:1450::1]", false },
	{ "notlocalhost",     false }, { "",               false },
};

static void test_hosts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
		if (fetch_host_is_private(hosts[i].host) !=
		    hosts[i].is_private)
			fail_msg("%s", hosts[i].host);
}

/* Two steps of one request: may the second be taken? */
static const struct {
	const char *host1, *ip1, *host2, *ip2;
	bool proxied, allow, ok;
} trails[] = {
	{ "a.org", "1.1.1.1", "b.org", "8.8.8.8", false, false, true },
	{ "a.org", "1.1.1.1", "b.org", "10.0.0.1", false, false, false },
	{ "a.org", "1.1.1.1", "a.org", "127.0.0.1", false, false, false },
	{ "a.org", "1.1.1.1", "[::1]", "::1", false, false, false },
	{ "a.org", "1.1.1.1", "b.org", "10.0.0.1", false, true, true },
	{ "a.org", "1.1.1.1", "b.org", "", false, false, false },
	{ "a.org", "", "b.org", "10.0.0.1", false, false, false },
	{ "lan", "10.0.0.2", "b.org", "10.0.0.1", false, false, true },
	{ "lan", "10.0.0.2", "b.org", "1.1.1.1", false, false, true },
	/* The proxy's own address says nothing. */
	{ "a.org", "127.0.0.1", "b.org", "127.0.0.1", true, false, true },
	{ "a.org", "127.0.0.1", "10.0.0.1", "127.0.0.1", true, false, false },
	{ "a.org", "127.0.0.1", "localhost", "127.0.0.1", true, false, false },
	{ "10.0.0.2", "127.0.0.1", "10.0.0.1", "127.0.0.1", true, false, true },
};

static void test_trails(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(trails) / sizeof(trails[0]); i++) {
		struct fetch_trail t = {
			.proxied = trails[i].proxied,
			.allow_private = trails[i].allow,
		};
		struct sockaddr_storage sa;
		bool ok;

		assert_true(fetch_trail_may_ask(&t, trails[i].host1,
						trails[i].ip1));
		ok = fetch_trail_may_ask(&t, trails[i].host2, trails[i].ip2);
		if (ok != trails[i].ok)
			fail_msg("%s -> %s", trails[i].host1, trails[i].host2);
		assert_int_equal(t.refused, !ok);
		if (trails[i].proxied || !trails[i].ip2[0])
			continue;
		sockaddr_of(trails[i].ip2, &sa);
		assert_int_equal(fetch_trail_may_connect(
			&t, (struct sockaddr *)&sa), trails[i].ok);
	}
}

static void test_proxy_from_environment(void **state)
{
	static const char *const vars[] = {
		"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
		"ALL_PROXY",
	};
	struct fetch_trail t;

	(void)state;
	for (size_t i = 0; i < sizeof(vars) / sizeof(vars[0]); i++)
		unsetenv(vars[i]);
	fetch_trail_init(&t, false, false);
	assert_false(t.proxied);
	setenv("https_proxy", "http://127.0.0.1:3128", 1);
	fetch_trail_init(&t, true, false);
	assert_true(t.proxied);
	assert_true(t.allow_private);
	unsetenv("https_proxy");
}

static const struct {
	const char *url;
	int scheme;		/* -1: not accepted */
	const char *text, *host, *path;
} urls[] = {
	{ "https://Example.ORG/a b", FETCH_HTTP, NULL, "example.org", NULL },
	{ "http://example.org", FETCH_HTTP, "http://example.org/",
	  "example.org", NULL },
	{ "HTTP://[::1]:80/", FETCH_HTTP, NULL, "[::1]", NULL },
	{ "http://0x7f.1/", FETCH_HTTP, NULL, "127.0.0.1", NULL },
	{ "https://example.org/\xD0\xB0", FETCH_HTTP,
	  "https://example.org/%d0%b0", "example.org", NULL },
	{ "https://example.org/%D0%B0?q=%20#x", FETCH_HTTP,
	  "https://example.org/%D0%B0?q=%20#x", "example.org", NULL },
	{ "file:///tmp/a%20b", FETCH_FILE, NULL, "", "/tmp/a b" },
	{ "sftp://ales@example.org/~/a", FETCH_SFTP, NULL, "example.org",
	  NULL },
	{ "sftp://ales:x@example.org/a", -1, NULL, NULL, NULL },
	{ "http://:x@example.org/a", -1, NULL, NULL, NULL },
	{ "smb://example.org/a", -1, NULL, NULL, NULL },
	{ "//example.org/a", -1, NULL, NULL, NULL },
	{ "http://exa mple.org/a", -1, NULL, NULL, NULL },
	{ "http://example.org/\n", -1, NULL, NULL, NULL },
	{ "file:///a%00b", -1, NULL, NULL, NULL },
};

static void test_urls(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		struct arena mem = ARENA_INIT(1 << 16);
		struct fetch_url u;
		struct err e = {0};
		int rc = fetch_url_parse(&u, slice_of(urls[i].url), &mem, &e);

		if ((rc < 0) != (urls[i].scheme < 0))
			fail_msg("%s: %s", urls[i].url, e.msg);
		if (rc == 0) {
			assert_int_equal(u.scheme, urls[i].scheme);
			assert_string_equal(u.host, urls[i].host);
		}
		if (rc == 0 && urls[i].text)
			assert_string_equal(u.text, urls[i].text);
		if (rc == 0 && urls[i].path)
			assert_string_equal(u.path, urls[i].path);
		arena_free(&mem);
	}
}

static void test_long_url(void **state)
{
	struct arena mem = ARENA_INIT(1 << 16);
	char url[FETCH_URL_BYTES + 2];
	struct fetch_url u;
	struct err e = {0};

	(void)state;
	memset(url, 'a', sizeof(url));
	memcpy(url, "http://b/", 9);
	assert_int_equal(fetch_url_parse(&u, slice_make(url, sizeof(url) - 2),
					 &mem, &e), 0);
	assert_int_equal(fetch_url_parse(&u, slice_make(url, sizeof(url) - 1),
					 &mem, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	arena_free(&mem);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_trails),
		cmocka_unit_test(test_proxy_from_environment),
		cmocka_unit_test(test_urls),
		cmocka_unit_test(test_long_url),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
