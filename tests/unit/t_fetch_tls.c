/* Faults of TLS, and what servers of TLS ask us to remember. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "tests/lib/certkit.h"
#include "tests/lib/faultd.h"
#include "tests/lib/fetch_bench.h"

static struct cert *authority, *stranger;
static char ca_file[128], stranger_file[128];

static const char host[] = "lists.example";

/* Asks as if DNS had told that the host is at this port of ours. */
static struct fetch_result *ask(struct bench *b, const char *scheme,
				unsigned port, const char *page,
				const char *ca, struct fetch_options o)
{
	static char url[FAULTD_URL], pin[128];
	static struct source_net net;
	struct fetch_request req = { .net = &net, .timeout_s = 2 };

	snprintf(url, sizeof(url), "%s://%s:%u%s", scheme, host, port, page);
	snprintf(pin, sizeof(pin), "%s:%u:127.0.0.1", host, port);
	net = (struct source_net){ .resolve = { slice_of(pin) },
				   .n_resolve = 1, .ca_file = slice_of(ca) };
	req.url = slice_of(url);
	bench_run(b, &req, 1, o);
	assert_int_equal(b->n, 1);
	return &b->res[0];
}

/* --- certificates -------------------------------------------------------- */

static const struct {
	const char *name;
	bool by_itself;
	const char *host;
	int from, to;
	const char *says;	/* NULL: it is good */
} certificates[] = {
	{ "a good certificate", false, "lists.example", -1, 1, NULL },
	{ "expired certificate", false, "lists.example", -9, -1,
	  "the certificate of lists.example has expired: check the clock" },
	{ "certificate of tomorrow", false, "lists.example", 1, 9,
	  "is not valid yet: check the clock" },
	{ "certificate of another host", false, "other.example", -1, 1,
	  "the certificate that lists.example shows is another host's" },
	{ "self-signed certificate", true, "lists.example", -1, 1,
	  "lists.example vouches for itself" },
};

static void test_certificates(void **state)
{
	struct bench *b = *state;
	size_t n = sizeof(certificates) / sizeof(certificates[0]);

	for (size_t i = 0; i < n; i++) {
		struct cert *c = cert_make(certificates[i].by_itself ? NULL :
					   authority, certificates[i].host,
					   certificates[i].from,
					   certificates[i].to);
		struct httpd *s = httpd_start_tls(cert_text(c), cert_key(c));
		struct fetch_result *r = ask(b, "https", httpd_port(s), "/ok",
					     ca_file,
					     (struct fetch_options){0});

		print_message("fault: %s: %s\n", certificates[i].name,
			      r->err.msg);
		assert_int_equal(r->outcome, certificates[i].says ?
				 FETCH_FAILED : FETCH_NEW);
		if (certificates[i].says) {
			assert_int_equal(r->err.code, ERR_REFUSED);
			assert_says(r, certificates[i].says);
			assert_int_equal(httpd_requests(s, NULL), 0);
		}
		httpd_stop(s);
		cert_free(c);
	}
}

static struct httpd *good_server(void)
{
	struct cert *c = cert_make(authority, host, -1, 1);
	struct httpd *s = httpd_start_tls(cert_text(c), cert_key(c));

	cert_free(c);
	assert_non_null(s);
	return s;
}

static void test_authorities(void **state)
{
	struct bench *b = *state;
	struct httpd *s = good_server();
	unsigned port = httpd_port(s);

	print_message("fault: an authority that is not known\n");
	assert_says(ask(b, "https", port, "/ok", stranger_file,
			(struct fetch_options){0}),
		    "is from an authority that is not known here");
	/* The system does not know it either. */
	assert_int_equal(ask(b, "https", port, "/ok", NULL,
			     (struct fetch_options){0})->err.code,
			 ERR_REFUSED);
	print_message("fault: no file of authorities\n");
	assert_says(ask(b, "https", port, "/ok", "/no/such/ca.pem",
			(struct fetch_options){0}), "check ca_file");
	httpd_stop(s);
}

/* --- lines --------------------------------------------------------------- */

static void test_cut(void **state)
{
	struct bench *b = *state;
	struct faultd *relay = faultd_start("127.0.0.1");
	struct httpd *s = good_server();
	struct fetch_result *r;

	faultd_relay(relay, httpd_port(s), 0);
	assert_int_equal(ask(b, "https", faultd_port(relay), "/big?n=100000",
			     ca_file, (struct fetch_options){0})->outcome,
			 FETCH_NEW);

	faultd_relay(relay, httpd_port(s), 30000);
	r = ask(b, "https", faultd_port(relay), "/big?n=100000", ca_file,
		(struct fetch_options){0});
	print_message("fault: TLS truncated: %s\n", r->err.msg);
	assert_int_equal(r->outcome, FETCH_FAILED);
	assert_int_equal(r->err.code, ERR_NETWORK);
	r = ask(b, "https", faultd_port(relay), "/endless", ca_file,
		(struct fetch_options){0});
	print_message("fault: TLS truncated, no length told: %s\n",
		      r->err.msg);
	assert_int_equal(r->outcome, FETCH_FAILED);

	faultd_relay(relay, httpd_port(s), 100);
	r = ask(b, "https", faultd_port(relay), "/ok", ca_file,
		(struct fetch_options){0});
	print_message("fault: TLS hello truncated: %s\n", r->err.msg);
	assert_says(r, "no secure line to lists.example");
	httpd_stop(s);
	faultd_stop(relay);
}

static void test_hello(void **state)
{
	struct bench *b = *state;
	struct faultd *mute = faultd_start("127.0.0.1");
	struct fetch_result *r = ask(b, "https", faultd_port(mute), "/ok",
				     ca_file, (struct fetch_options){0});

	print_message("fault: timeout of the TLS hello: %s\n", r->err.msg);
	assert_says(r, "lists.example did not take the connection in time");
	faultd_stop(mute);
}

/* --- what is remembered -------------------------------------------------- */

static void test_memory(void **state)
{
	struct bench *b = *state;
	struct httpd *s = good_server();
	char folder[128], hsts[160], alt[160];
	struct fetch_options o = { .memory = folder };
	unsigned port = httpd_port(s);
	struct str text = STR_INIT(4096);
	struct err e = {0};

	snprintf(folder, sizeof(folder), "%s/fetch", b->dir);
	snprintf(hsts, sizeof(hsts), "%s/hsts", folder);
	snprintf(alt, sizeof(alt), "%s/alt-svc", folder);

	/* Plain HTTP to a TLS server gets nothing. */
	assert_int_equal(ask(b, "http", port, "/ok", ca_file, o)->outcome,
			 FETCH_FAILED);
	assert_body(ask(b, "https", port, "/wants-tls", ca_file, o), "ok");
	assert_int_equal(path_read(hsts, &text, NULL, &e), 0);
	assert_non_null(strstr(str_cstr(&text), "lists.example \"2"));
	/* In another run, and only there with the memory. */
	assert_int_equal(ask(b, "http", port, "/ok", ca_file, o)->outcome,
			 FETCH_NEW);
	assert_int_equal(ask(b, "http", port, "/ok", ca_file,
			     (struct fetch_options){0})->outcome,
			 FETCH_FAILED);
	/* The host wants it no more. */
	assert_body(ask(b, "https", port, "/wants-tls?age=0", ca_file, o),
		    "ok");
	assert_int_equal(ask(b, "http", port, "/ok", ca_file, o)->outcome,
			 FETCH_FAILED);

	assert_body(ask(b, "https", port, "/elsewhere", ca_file, o), "ok");
	str_clear(&text);
	assert_int_equal(path_read(alt, &text, NULL, &e), 0);
	assert_non_null(strstr(str_cstr(&text), "lists.example"));
	/* What is elsewhere is not there: the place itself is asked. */
	assert_int_equal(ask(b, "https", port, "/ok", ca_file, o)->outcome,
			 FETCH_NEW);
	str_free(&text);
	httpd_stop(s);
}

static int set_up(void **state)
{
	struct bench *b;
	int rc = bench_set_up(state);

	b = *state;
	authority = cert_make(NULL, NULL, -1, 1);
	stranger = cert_make(NULL, NULL, -1, 1);
	snprintf(ca_file, sizeof(ca_file), "%s/ca.pem", b->dir);
	snprintf(stranger_file, sizeof(stranger_file), "%s/other.pem", b->dir);
	assert_true(cert_write(authority, ca_file));
	assert_true(cert_write(stranger, stranger_file));
	return rc;
}

static int tear_down(void **state)
{
	cert_free(authority);
	cert_free(stranger);
	return bench_tear_down(state);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_certificates),
		cmocka_unit_test(test_authorities),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_hello),
		cmocka_unit_test(test_memory),
	};
	struct httpd *probe;
	struct cert *c = cert_make(NULL, host, -1, 1);

	probe = httpd_start_tls(cert_text(c), cert_key(c));
	cert_free(c);
	if (!probe) {
		puts("this libmicrohttpd has no TLS: its faults are not"
		     " tested");
		return 77;
	}
	httpd_stop(probe);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
