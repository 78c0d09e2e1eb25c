/* Failures that loopback cannot bring about, in the words users read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "fetch/fetch_handle.h"
#include "fetch/fetch_words.h"

static const struct {
	CURLcode code;
	bool ssh;
	enum err_code kind;
	const char *says;
	const char *detail;	/* NULL: one with an escape in it */
} failures[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, false, ERR_NETWORK,
	  "cannot find the host a.org: check its spelling and the network", NULL },
	{ CURLE_PEER_FAILED_VERIFICATION, false, ERR_REFUSED,
	  "the certificate of a.org cannot be trusted: check the clock, the"
	  " address and the system's certificates (ca-certificates)"
	  " (a \xE2\x90\x9B[31m detail)", NULL },
	{ CURLE_RECV_ERROR, false, ERR_REFUSED, "a.org wants a certificate of"
	  " ours: name its files as cert and key of the source",
	  "tlsv13 alert certificate required" },
	{ CURLE_PEER_FAILED_VERIFICATION, false, ERR_REFUSED, "the certificate"
	  " of a.org has expired: check the clock here; if it is right, the"
	  " owner of a.org must renew it. Nothing was asked",
	  "SSL certificate problem: certificate has expired" },
	{ CURLE_COULDNT_CONNECT, false, ERR_NETWORK,
	  "a.org does not take connections: check the address and the network,"
	  " or try later (Unsupported proxy scheme for 'x://...@b')",
	  "Unsupported proxy scheme for 'x://ales:hidden@b'" },
	{ CURLE_PEER_FAILED_VERIFICATION, true, ERR_REFUSED,
	  "the host key of a.org is not known or has changed: connect once"
	  " with ssh and compare the fingerprint", NULL },
	{ CURLE_LOGIN_DENIED, true, ERR_REFUSED,
	  "a.org accepted no key: see ssh-add -l, and write the user name as"
	  " sftp://NAME@a.org/", NULL },
	{ CURLE_OUT_OF_MEMORY, true, ERR_MEMORY,
	  "no memory for the transfer from a.org", NULL },
	{ CURLE_INTERFACE_FAILED, false, ERR_NETWORK,
	  "the transfer from a.org failed (a \xE2\x90\x9B[31m detail)", NULL },
};

static void test_failures(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		struct err e = {0};
		int code = (int)failures[i].code;
		const char *detail = failures[i].detail ?
			failures[i].detail : "a \x1B[31m detail";
		int rc = failures[i].ssh ?
			fetch_words_ssh(code, "a.org", detail, &e) :
			fetch_words_curl(code, "a.org", detail, &e);

		assert_int_equal(rc, -1);
		assert_string_equal(e.msg, failures[i].says);
		assert_int_equal(e.code, failures[i].kind);
	}
}

static const struct {
	long status;
	const char *says;
} statuses[] = {
	{ 100, "the server answered 100: try later" },
	{ 300, "the server answered 300: it did not say where to go; check the"
	  " address" },
	{ 404, "the server answered 404 Not Found: check the address" },
	{ 418, "the server answered 418: check the address" },
	{ 599, "the server answered 599: try later" },
};

static void test_statuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		struct err e = {0};

		assert_int_equal(fetch_words_status(statuses[i].status, &e),
				 -1);
		assert_string_equal(e.msg, statuses[i].says);
	}
}

/* Every code has words, and none of them is cut. */
static void test_every_code(void **state)
{
	(void)state;
	for (int code = 1; code < CURL_LAST; code++) {
		struct err web = {0}, ssh = {0};

		fetch_words_curl(code, "", "", &web);
		fetch_words_ssh(code, "", "", &ssh);
		assert_in_range(strlen(web.msg), 4, ERR_MAX - 2);
		assert_in_range(strlen(ssh.msg), 4, ERR_MAX - 2);
		assert_null(strchr(web.msg, '@'));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_statuses),
		cmocka_unit_test(test_every_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
