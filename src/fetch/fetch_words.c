#include "fetch/fetch_words.h"

#include <curl/curl.h>

#include "base/text.h"

#define N_ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* The reason a server writes is its own; these are the registered ones. */
static const struct {
	long status;
	const char *reason;
	const char *advice;
} statuses[] = {
	{ 206, "Partial Content",       "only a part came though all was asked for; try later" },
	{ 304, "Not Modified",          "it was not asked about an earlier copy; refresh with --force" },
	{ 400, "Bad Request",           "check the address" },
	{ 401, "Unauthorized",          "it wants a user name and password: write them to ~/.netrc" },
	{ 402, "Payment Required",      "the source is not free of charge" },
	{ 403, "Forbidden",             "it may want another user_agent for this source, or refuse your network" },
	{ 404, "Not Found",             "check the address" },
	{ 405, "Method Not Allowed",    "check the address" },
	{ 406, "Not Acceptable",        "check the address" },
	{ 407, "Proxy Authentication Required", "check the proxy in your environment" },
	{ 408, "Request Timeout",       "try later" },
	{ 410, "Gone",                  "disable the source or find its new address" },
	{ 429, "Too Many Requests",     "it is asked too often; give the source a longer period" },
	{ 451, "Unavailable For Legal Reasons", "it is blocked where you or the server are" },
	{ 500, "Internal Server Error", "the server is broken; try later" },
	{ 502, "Bad Gateway",           "the server is broken; try later" },
	{ 503, "Service Unavailable",   "the server is overloaded or closed; try later" },
	{ 504, "Gateway Timeout",       "the server is overloaded; try later" },
};

struct words {
	CURLcode code;
	enum err_code kind;
	const char *text;
	bool detail;		/* libcurl's own text helps */
};

static const struct words words[] = {
	{ CURLE_ABORTED_BY_CALLBACK, ERR_NETWORK, "stopped", false },
	{ CURLE_BAD_CONTENT_ENCODING, ERR_FORMAT, "the compressed answer of @ is damaged: try later", false },
	{ CURLE_COULDNT_CONNECT, ERR_NETWORK, "@ does not take connections: check the address and the network, or try later", true },
	{ CURLE_COULDNT_RESOLVE_HOST, ERR_NETWORK, "cannot find the host @: check its spelling and the network", false },
	{ CURLE_COULDNT_RESOLVE_PROXY, ERR_NETWORK, "cannot find the proxy: check http_proxy and https_proxy", true },
	{ CURLE_FILE_COULDNT_READ_FILE, ERR_SYSTEM, "cannot read the file: check its path and rights", false },
	{ CURLE_GOT_NOTHING, ERR_NETWORK, "@ closed the line without an answer: try later", false },
	{ CURLE_HTTP2, ERR_NETWORK, "@ broke the rules of HTTP/2: try later", true },
	{ CURLE_HTTP2_STREAM, ERR_NETWORK, "@ broke the rules of HTTP/2: try later", true },
	{ CURLE_LOGIN_DENIED, ERR_REFUSED, "@ leads to an address with a password in it, or took no login: check ~/.netrc", false },
	{ CURLE_OUT_OF_MEMORY, ERR_MEMORY, "no memory for the transfer from @", false },
	{ CURLE_PARTIAL_FILE, ERR_NETWORK, "the answer of @ ended too early: try later", false },
	{ CURLE_PEER_FAILED_VERIFICATION, ERR_REFUSED, "the certificate of @ cannot be trusted: check the clock, the address and the system's certificates (ca-certificates)", true },
	{ CURLE_PROXY, ERR_NETWORK, "the proxy refused: check http_proxy and https_proxy", true },
	{ CURLE_RECV_ERROR, ERR_NETWORK, "the line to @ broke: try later", true },
	{ CURLE_SEND_ERROR, ERR_NETWORK, "the line to @ broke: try later", true },
	{ CURLE_SSL_CACERT_BADFILE, ERR_SYSTEM, "the system's certificates cannot be read: install ca-certificates", true },
	{ CURLE_SSL_CONNECT_ERROR, ERR_NETWORK, "no secure line to @: it may not speak https, or something between you interferes", true },
	{ CURLE_TOO_MANY_REDIRECTS, ERR_NETWORK, "@ leads from address to address without end: check the address", false },
	{ CURLE_UNSUPPORTED_PROTOCOL, ERR_NETWORK, "@ did not answer in HTTP: check the address", false },
	{ CURLE_URL_MALFORMAT, ERR_NETWORK, "@ leads to something that is no address: check the address", false },
	{ CURLE_WEIRD_SERVER_REPLY, ERR_NETWORK, "@ did not answer in HTTP: check the address", false },
};

static const struct words ssh_words[] = {
	{ CURLE_LOGIN_DENIED, ERR_REFUSED, "@ accepted no key: see ssh-add -l, and write the user name as sftp://NAME@@@/", false },
	{ CURLE_PEER_FAILED_VERIFICATION, ERR_REFUSED, "the host key of @ is not known or has changed: connect once with ssh and compare the fingerprint", false },
	{ CURLE_REMOTE_ACCESS_DENIED, ERR_REFUSED, "@ denies access to the file: check its path and rights", false },
	{ CURLE_REMOTE_FILE_NOT_FOUND, ERR_NETWORK, "@ has no such file: check the path", false },
	{ CURLE_SSH, ERR_NETWORK, "no SSH session with @: try later", true },
	{ CURLE_UNSUPPORTED_PROTOCOL, ERR_SYSTEM, "this libcurl was built without sftp: install one with libssh2", false },
};

int fetch_words_status(long status, struct err *e)
{
	const char *kind = "try later";

	for (size_t i = 0; i < N_ROWS(statuses); i++)
		if (statuses[i].status == status)
			return err_set(e, ERR_NETWORK, "the server answered"
				       " %ld %s: %s", status,
				       statuses[i].reason, statuses[i].advice);
	if (status >= 300 && status < 400)
		kind = "it did not say where to go; check the address";
	else if (status >= 400 && status < 500)
		kind = "check the address";
	return err_set(e, ERR_NETWORK, "the server answered %ld: %s", status,
		       kind);
}

static void put_words(struct str *out, const char *text, const char *host)
{
	for (; *text; text++) {
		if (*text == '@' && text[1] != '@')
			str_addz(out, host[0] ? host : "the server");
		else
			str_addc(out, *text);
		text += *text == '@' && text[1] == '@';
	}
}

static int say(const struct words *w, const char *host, const char *detail,
	       struct err *e)
{
	struct str s = STR_INIT(ERR_MAX * 4);

	put_words(&s, w->text, host);
	if (w->detail && detail[0]) {
		str_addz(&s, " (");
		text_visible(&s, slice_of(detail), false);
		str_addc(&s, ')');
	}
	err_set(e, w->kind, "%s", str_cstr(&s));
	str_free(&s);
	return -1;
}

static const struct words *find(const struct words *w, size_t n, int code)
{
	for (size_t i = 0; i < n; i++)
		if ((int)w[i].code == code)
			return &w[i];
	return NULL;
}

int fetch_words_curl(int code, const char *host, const char *detail,
		     struct err *e)
{
	const struct words other = { CURLE_OK, ERR_NETWORK,
				     "the transfer from @ failed", true };
	const struct words *w = find(words, N_ROWS(words), code);

	if (!detail[0])
		detail = curl_easy_strerror((CURLcode)code);
	return say(w ? w : &other, host, detail, e);
}

int fetch_words_ssh(int code, const char *host, const char *detail,
		    struct err *e)
{
	const struct words *w = find(ssh_words, N_ROWS(ssh_words), code);

	return w ? say(w, host, detail, e) :
		   fetch_words_curl(code, host, detail, e);
}

int fetch_words_ceiling(int64_t max_bytes, struct err *e)
{
	const char *unit = "bytes";
	int64_t shown = max_bytes;

	if (max_bytes >= 1 << 20) {
		unit = "MB";
		shown = max_bytes >> 20;
	}
	return err_set(e, ERR_LIMIT, "the answer is larger than %lld %s, the"
		       " ceiling: raise max_bytes_mb in settings.conf",
		       (long long)shown, unit);
}
