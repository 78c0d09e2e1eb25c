/* A public host must not lead to a private one. Loopback is private itself, so
 * this test makes a network of its own, where a public address is ours; where
 * the system does not allow that, it is skipped.
 */
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <arpa/inet.h>

#include "tests/lib/fetch_bench.h"

enum { SKIPPED = 77 };

static const char public_ip[] = "93.184.216.34";

/* The loopback device with a second address. */
static bool own_network(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = inet_addr(public_ip) };
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	struct ifreq second = { .ifr_name = "lo:1" };
	bool ok;
	int fd;

	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0)
		return false;
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	memcpy(&second.ifr_addr, &at, sizeof(at));
	ok = fd >= 0 && ioctl(fd, SIOCSIFFLAGS, &lo) == 0 &&
	     ioctl(fd, SIOCSIFADDR, &second) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

/* Asked of the public server, which sends on to the private one. */
static struct fetch_result *be_led(struct bench *b, struct httpd *outside,
				   bool keep_line, bool allow)
{
	char inside_url[HTTPD_URL], path[HTTPD_URL + 32], url[HTTPD_URL];
	struct fetch_request reqs[2] = {0};

	httpd_url(b->server, "/ok", inside_url);
	snprintf(path, sizeof(path), "/redirect-to?u=%s", inside_url);
	reqs[0].url = slice_of(inside_url);
	reqs[1].url = slice_of(httpd_url(outside, path, url));
	httpd_reset(b->server);
	if (keep_line)
		bench_run(b, reqs, 2, (struct fetch_options){ .jobs = 1 });
	else
		bench_run(b, reqs + 1, 1, (struct fetch_options){
			.allow_private_redirect = allow });
	return &b->res[b->n - 1];
}

static void test_redirect_inside(void **state)
{
	struct bench *b = *state;
	struct httpd *outside = httpd_start_at(public_ip);
	struct fetch_result *r;

	assert_non_null(outside);
	r = be_led(b, outside, false, false);
	assert_int_equal(r->outcome, FETCH_FAILED);
	assert_int_equal(r->err.code, ERR_REFUSED);
	assert_says(r, "93.184.216.34 leads to an address inside a private");
	assert_int_equal(httpd_requests(b->server, NULL), 0);

	/* A connection kept from a rightful request is no way in either. */
	r = be_led(b, outside, true, false);
	assert_int_equal(r->err.code, ERR_REFUSED);
	assert_int_equal(httpd_requests(b->server, NULL), 1);

	r = be_led(b, outside, false, true);
	assert_int_equal(r->outcome, FETCH_NEW);
	assert_int_equal(httpd_requests(b->server, NULL), 1);
	httpd_stop(outside);
}

/* The way out is open: what began inside may lead anywhere. */
static void test_redirect_outside(void **state)
{
	struct bench *b = *state;
	struct httpd *outside = httpd_start_at(public_ip);
	char to[HTTPD_URL], path[HTTPD_URL + 32];

	assert_non_null(outside);
	snprintf(path, sizeof(path), "/redirect-to?u=%s",
		 httpd_url(outside, "/redirect", to));
	assert_int_equal(bench_ask_page(b, path)->outcome, FETCH_NEW);
	httpd_stop(outside);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_redirect_inside),
		cmocka_unit_test(test_redirect_outside),
	};

	if (!own_network()) {
		puts("skipped: no user and network namespaces here");
		return SKIPPED;
	}
	return cmocka_run_group_tests(tests, bench_set_up, bench_tear_down);
}
