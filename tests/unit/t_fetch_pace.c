/* How often hosts are asked, how long an answer stays fresh, what is signed:
 * decisions without a network, as tables of facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "fetch/fetch_head.h"
#include "fetch/fetch_policy.h"
#include "fetch/fetch_queue.h"

/* --- the queue ----------------------------------------------------------- */

enum { ASKED = 40 };

/* Starts as many as may, at each tick, each done at once; how many of them in
 * the worst minute. */
static size_t worst_minute(int per_minute, int64_t until_ms, size_t *begun)
{
	struct fetch_request reqs[ASKED] = {0};
	struct source_net net = { .per_minute = per_minute };
	struct fetch_options o = { .per_minute = 1000 };
	struct fetch_queue q;
	int64_t at[ASKED];
	struct err e = {0};
	size_t n = 0, worst = 0;

	for (size_t i = 0; i < ASKED; i++)
		reqs[i] = (struct fetch_request){
			.url = SLICE("https://a.example/x"), .net = &net };
	assert_int_equal(fetch_queue_open(&q, reqs, ASKED, &o, 4, &e), 0);
	for (int64_t now = 1000; now < until_ms; now += 50) {
		size_t i;

		while ((i = fetch_queue_next(&q, now)) < ASKED) {
			fetch_queue_begin(&q, i);
			fetch_queue_end(&q, i);
			at[n++] = now;
		}
	}
	for (size_t i = 0; i < n; i++) {
		size_t k = i;

		while (k < n && at[k] < at[i] + 60000)
			k++;
		worst = k - i > worst ? k - i : worst;
	}
	fetch_queue_close(&q);
	*begun = n;
	return worst;
}

static void test_per_minute(void **state)
{
	static const int rates[] = { 1, 2, 3, 5, 10, 30 };
	size_t begun;

	(void)state;
	for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		size_t n = worst_minute(rates[i], 300000, &begun);

		if (n > (size_t)rates[i])
			fail_msg("%zu in a minute, not %d", n, rates[i]);
		/* And it is not slower than that by half. */
		assert_true(begun * 2 >= (size_t)rates[i] * 5 ||
			    begun == ASKED);
	}
	assert_int_equal(worst_minute(1000, 2000, &begun), ASKED);
}

/* The lowest of a host's sources counts, and other hosts do not wait. */
static void test_lowest(void **state)
{
	struct source_net slow = { .per_minute = 1 }, fast = { .per_minute = 9 };
	struct fetch_request reqs[] = {
		{ .url = SLICE("https://a.example/1"), .net = &fast },
		{ .url = SLICE("https://a.example:8443/2"), .net = &slow },
		{ .url = SLICE("https://A.EXAMPLE/3") },
		{ .url = SLICE("https://b.example/4") },
		{ .url = SLICE("file:///x") },
	};
	struct fetch_options o = {0};
	struct fetch_queue q;
	struct err e = {0};

	(void)state;
	assert_int_equal(fetch_queue_open(&q, reqs, 5, &o, 4, &e), 0);
	assert_int_equal(fetch_queue_next(&q, 0), 0);
	fetch_queue_begin(&q, 0);
	assert_int_equal(fetch_queue_next(&q, 1), 3);
	fetch_queue_begin(&q, 3);
	assert_int_equal(fetch_queue_next(&q, 1), 4);
	fetch_queue_begin(&q, 4);
	assert_int_equal(fetch_queue_next(&q, 59000), 5);
	assert_int_equal(fetch_queue_next(&q, 61000), 1);
	/* A pause that the host asks for lets all go by, to be told so. */
	fetch_queue_hold(&q, 0, 120);
	assert_int_equal(fetch_queue_held(&q, 2), 120);
	assert_int_equal(fetch_queue_held(&q, 3), 0);
	fetch_queue_close(&q);
}

/* --- freshness ----------------------------------------------------------- */

static const struct {
	const char *head;
	int64_t fresh;
} heads[] = {
	{ "", 0 },
	{ "Cache-Control: max-age=600", 600 },
	{ "Cache-Control: public, Max-Age=600\nAge: 100", 500 },
	{ "Cache-Control: max-age=600\nAge: 700", 0 },
	{ "Cache-Control: s-maxage=60", 60 },
	{ "Cache-Control: s-maxage=60, max-age=30", 30 },
	{ "Cache-Control: max-age=600, no-store", 0 },
	{ "Cache-Control: max-age=600\nCache-Control: no-cache", 0 },
	{ "Cache-Control: max-age=600, no-cache=\"Set-Cookie\"", 600 },
	{ "Cache-Control: max-age=\"60\"", 60 },
	{ "Cache-Control: max-age=-1", 0 },
	{ "Cache-Control: max-age=soon", 0 },
	{ "Cache-Control: max-age=99999999999999999999", 30 * 86400 },
	{ "Expires: Tue, 24 Nov 2026 11:00:00 GMT\n"
	  "Date: Tue, 24 Nov 2026 10:00:00 GMT", 3600 },
	{ "Expires: Tue, 24 Nov 2026 11:00:00 GMT", 60 },
	{ "Expires: 0", 0 }, { "Expires: -1", 0 },
	{ "Expires: Tue, 24 Nov 2026 11:00:00 GMT\nCache-Control: max-age=5",
	  5 },
	{ "Expires: Mon, 23 Nov 2026 11:00:00 GMT", 0 },
};

static void read_head(struct fetch_head *h, const char *text)
{
	struct slice rest = slice_of(text), line, name;

	*h = (struct fetch_head){0};
	while (slice_cut(&rest, '\n', &line))
		if (slice_cut(&line, ':', &name))
			fetch_head_line(h, name, line);
}

static void test_fresh(void **state)
{
	enum { NOW = 1795517940 };	/* 24 Nov 2026 10:59 */
	struct fetch_head h;

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		read_head(&h, heads[i].head);
		if (fetch_head_fresh(&h, NOW) != heads[i].fresh)
			fail_msg("%s: %lld", heads[i].head,
				 (long long)fetch_head_fresh(&h, NOW));
	}
}

static const struct {
	const char *value;
	bool good;
	int64_t from, to, total;
} ranges[] = {
	{ "bytes 100-199/200", true, 100, 199, 200 },
	{ " bytes 0-0/*", true, 0, 0, -1 },
	{ "bytes 100-99/200", false, 0, 0, 0 },
	{ "bytes 100-200/200", false, 0, 0, 0 },
	{ "bytes */200", false, 0, 0, 0 },
	{ "bytes -5-9/20", false, 0, 0, 0 },
	{ "lines 1-2/3", false, 0, 0, 0 },
	{ "bytes 1-2", false, 0, 0, 0 },
	{ "", false, 0, 0, 0 },
};

static void test_ranges(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		struct fetch_head h = {0};

		fetch_head_line(&h, SLICE("Content-Range"),
				slice_of(ranges[i].value));
		assert_int_equal(h.has_range, ranges[i].good);
		if (!ranges[i].good)
			continue;
		assert_int_equal(h.from, ranges[i].from);
		assert_int_equal(h.to, ranges[i].to);
		assert_int_equal(h.total, ranges[i].total);
	}
}

/* --- addresses that hold for once ---------------------------------------- */

static const struct {
	const char *url;
	bool is_signed;
} urls[] = {
	{ "https://a.example/list.xml", false },
	{ "https://a.example/list.xml?lang=be&format=xml", false },
	{ "https://a.example/list.xml?X-Amz-Algorithm=x&X-Amz-Date=y", true },
	{ "https://a.example/l?Expires=1&Signature=x&Key-Pair-Id=k", true },
	{ "https://a.example/l?sv=2020&sp=r&se=x&sig=y", true },
	{ "https://a.example/l?lang=be&access_token=x", true },
	{ "https://a.example/l?token=x", true },
	{ "https://a.example/l?KEY=x", true },
	{ "https://a.example/token=x", false },
	{ "https://a.example/?monkey=x#token=y", false },
};

static void test_signed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++)
		if (fetch_url_is_signed(urls[i].url) != urls[i].is_signed)
			fail_msg("%s", urls[i].url);
}

/* --- fingerprints -------------------------------------------------------- */

static void test_fingerprint(void **state)
{
	struct str raw = STR_INIT(100);
	char print[HASH_PRINT];
	struct err e = {0};

	(void)state;
	assert_int_equal(hash_print(SLICE("abc"), print, &e), 0);
	assert_string_equal(print, "SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/"
				   "YfIAFa0");
	assert_true(hash_base64_read(SLICE("dGhh\ndw=="), &raw));
	assert_string_equal(str_cstr(&raw), "thaw");
	assert_false(hash_base64_read(SLICE("dGh"), &raw));
	assert_false(hash_base64_read(SLICE("d?=="), &raw));
	assert_false(hash_base64_read(SLICE("dG=h"), &raw));
	str_free(&raw);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_per_minute),
		cmocka_unit_test(test_lowest),
		cmocka_unit_test(test_fresh),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_signed),
		cmocka_unit_test(test_fingerprint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
