/* Bodies that are gone on with: within a run, and over runs. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/path.h"
#include "fetch/fetch_part.h"
#include "tests/lib/faultd.h"
#include "tests/lib/fetch_bench.h"

/* The body is whole, and of that version; "" or what differs. */
static const char *differs(const struct fetch_result *r, int version)
{
	static char body[FAULTD_BODY + 1];
	size_t n = 0;
	ssize_t got;

	if (r->fd < 0)
		return "no body";
	while (n < sizeof(body) &&
	       (got = read(r->fd, body + n, sizeof(body) - n)) > 0)
		n += (size_t)got;
	if (n != FAULTD_BODY || r->bytes != FAULTD_BODY)
		return "another length";
	for (size_t i = 0; i < n; i++)
		if (body[i] != faultd_byte(i, version))
			return "other bytes";
	return "";
}

static const struct {
	const char *name, *how;
	unsigned asked;
	int version;		/* -1: fails */
	const char *says;
	const char *if_range;	/* of the last request; NULL: none */
} ways[] = {
	{ "cut once", "good", 2, 0, "", "\"one\"" },
	{ "cut twice", "twice", 3, 0, "", "\"one\"" },
	{ "cut three times", "thrice", 3, -1, "ended too early", "\"one\"" },
	{ "a date vouches", "date", 2, 0, "", "Tue, 24 Nov 2026 08:00:00 GMT" },
	{ "the rest comes in pieces", "less", 3, -1, "ended too early",
	  "\"one\"" },
	{ "the rest is of another version", "changed", 3, 1, "", NULL },
	{ "the rest is another whole", "full", 2, 1, "", "\"one\"" },
	{ "the rest begins elsewhere", "off", 3, 1, "", NULL },
	{ "the rest is of another length", "total", 3, 1, "", NULL },
	{ "the rest lacks its ETag", "unlabelled", 3, 1, "", NULL },
	{ "the rest is not to be had (416)", "416", 3, 1, "", NULL },
	{ "a weak ETag", "weak", 1, -1, "ended too early", NULL },
	{ "nothing vouches", "none", 1, -1, "ended too early", NULL },
	{ "a date as young as the answer", "fresh-date", 1, -1,
	  "ended too early", NULL },
	{ "packed on the line", "packed", 1, -1, "", NULL },
};

static void test_ways(void **state)
{
	struct bench *b = *state;
	char page[64], url[FAULTD_URL], want[96];

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct fetch_result *r;

		print_message("fault: %s\n", ways[i].name);
		faultd_forget(b->faults);
		snprintf(page, sizeof(page), "/part/%s", ways[i].how);
		r = bench_ask(b, (struct fetch_request){
			.url = slice_of(faultd_url(b->faults, page, url)),
			.timeout_s = 5 });
		assert_int_equal(faultd_asked(b->faults, page), ways[i].asked);
		assert_says(r, ways[i].says);
		assert_int_equal(r->outcome, ways[i].version < 0 ?
				 FETCH_FAILED : FETCH_NEW);
		if (ways[i].version >= 0)
			assert_string_equal(differs(r, ways[i].version), "");
		snprintf(want, sizeof(want), "If-Range: %s\r\n",
			 ways[i].if_range ? ways[i].if_range : "");
		assert_int_equal(!!strstr(faultd_head(b->faults),
					  ways[i].if_range ? want : "If-Range"),
				 ways[i].if_range != NULL);
	}
}

static void test_told(void **state)
{
	struct bench *b = *state;
	char url[FAULTD_URL];
	struct fetch_result *r;

	faultd_forget(b->faults);
	r = bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, "/part/good", url)) });
	assert_slice(r->etag, "\"one\"");
	assert_slice(r->content_type, "text/csv");
	assert_in_range(r->wire_bytes, FAULTD_BODY, FAULTD_BODY + 2000);
}

/* Who asks for a part himself gets it, and is not gone on with. */
static void test_own_range(void **state)
{
	struct bench *b = *state;
	char url[FAULTD_URL];
	struct fetch_request req = { .range_from = 1000, .range_to = 300000 };
	struct fetch_result *r;

	faultd_forget(b->faults);
	req.url = slice_of(faultd_url(b->faults, "/part/good", url));
	r = bench_ask(b, req);
	assert_int_equal(r->outcome, FETCH_NEW);
	assert_int_equal(r->status, 206);
	assert_int_equal(r->bytes, FAULTD_BODY - 1000);
	assert_int_equal(faultd_asked(b->faults, "/part/good"), 1);
	faultd_forget(b->faults);
	req.url = slice_of(faultd_url(b->faults, "/part/thrice", url));
	assert_says(bench_ask(b, req), "ended too early");
	assert_int_equal(faultd_asked(b->faults, "/part/thrice"), 1);
}

/* --- over runs ----------------------------------------------------------- */

static struct fetch_result *ask_kept(struct bench *b, const char *page,
				     char file[256])
{
	static char url[FAULTD_URL];

	snprintf(file, 256, "%s/parts/x-1.part", b->dir);
	return bench_ask(b, (struct fetch_request){
		.url = slice_of(faultd_url(b->faults, page, url)),
		.partial = slice_of(file), .timeout_s = 5 });
}

static void test_over_runs(void **state)
{
	struct bench *b = *state;
	char file[256];
	struct stat st;

	print_message("fault: cut more often than a run bears\n");
	faultd_forget(b->faults);
	assert_says(ask_kept(b, "/part/thrice", file), "ended too early");
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_true(st.st_size > 250000);
	faultd_forget(b->faults);
	assert_string_equal(differs(ask_kept(b, "/part/thrice", file), 0), "");
	assert_int_equal(faultd_asked(b->faults, "/part/thrice"), 1);
	assert_non_null(strstr(faultd_head(b->faults), "Range: bytes=250000-"));
	assert_int_equal(stat(file, &st), -1);
}

/* Whoever refreshes is told to stop, or the screen is closed. */
static void test_stopped(void **state)
{
	struct bench *b = *state;
	char file[256], url[FAULTD_URL];
	struct fetch_request req = { .timeout_s = 5 };

	print_message("fault: stopped mid-body\n");
	snprintf(file, sizeof(file), "%s/parts/stop-1.part", b->dir);
	faultd_forget(b->faults);
	req.url = slice_of(faultd_url(b->faults, "/part/stuck", url));
	req.partial = slice_of(file);
	b->stop_at_ms = clock_mono_ms() + 500;
	bench_run(b, &req, 1, (struct fetch_options){0});
	b->stop_at_ms = 0;
	assert_int_equal(b->n, 0);
	assert_true(path_exists(file));
	assert_string_equal(differs(bench_ask(b, req), 0), "");
	assert_non_null(strstr(faultd_head(b->faults), "Range: bytes=150000-"));
	assert_false(path_exists(file));
}

static void spoil(const char *file)
{
	int fd = open(file, O_WRONLY);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "!", 1, 20000), 1);
	close(fd);
}

static void test_spoilt(void **state)
{
	struct bench *b = *state;
	char file[256];

	print_message("fault: what was kept is spoilt\n");
	faultd_forget(b->faults);
	ask_kept(b, "/part/thrice", file);
	spoil(file);
	faultd_forget(b->faults);
	ask_kept(b, "/part/thrice", file);	/* begun anew, cut again */
	assert_int_equal(faultd_asked(b->faults, "/part/thrice"), 3);
	assert_int_equal(truncate(file, 1000), 0);
	faultd_forget(b->faults);
	ask_kept(b, "/part/thrice", file);
	assert_int_equal(faultd_asked(b->faults, "/part/thrice"), 3);

	print_message("fault: what was kept is of another address\n");
	faultd_forget(b->faults);
	assert_string_equal(differs(ask_kept(b, "/part/good", file), 0), "");
	assert_int_equal(faultd_asked(b->faults, "/part/good"), 2);
	unlink(file);
}

/* The server has another version by now. */
static void test_changed_meanwhile(void **state)
{
	struct bench *b = *state;
	struct fetch_part p = { .total = FAULTD_BODY, .bytes = 100000,
				.etag = SLICE("\"zero\"") };
	char file[256], url[FAULTD_URL], bytes[1000];
	struct err e = {0};
	int fd = path_spool(&e);

	print_message("fault: another version since the line broke\n");
	memset(bytes, 'z', sizeof(bytes));
	for (int i = 0; i < 100; i++)
		assert_int_equal(write(fd, bytes, 1000), 1000);
	snprintf(file, sizeof(file), "%s/parts/x-1.part", b->dir);
	p.url = slice_of(faultd_url(b->faults, "/part/good", url));
	assert_int_equal(fetch_part_save(file, &p, fd, &e), 0);
	close(fd);
	faultd_forget(b->faults);
	assert_string_equal(differs(ask_kept(b, "/part/good", file), 0), "");
	assert_false(path_exists(file));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ways),
		cmocka_unit_test(test_told),
		cmocka_unit_test(test_own_range),
		cmocka_unit_test(test_over_runs),
		cmocka_unit_test(test_stopped),
		cmocka_unit_test(test_spoilt),
		cmocka_unit_test(test_changed_meanwhile),
	};

	return cmocka_run_group_tests(tests, bench_faults_set_up,
				      bench_faults_tear_down);
}
