#include "fetch/fetch_words.h"

#include <curl/curl.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/source.h"

#define N_ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* The reason a server writes is its own; these are the registered ones. */
static const struct {
	long status;
	const char *reason;
	const char *advice;
} statuses[] = {
	{ 206, "Partial Content", N_("only a part came though all was asked for; try later") },
	{ 304, "Not Modified", N_("it was not asked about an earlier copy; refresh with --force") },
	{ 400, "Bad Request", N_("check the address") },
	{ 401, "Unauthorized", N_("it wants a user name and password: write them to ~/.netrc") },
	{ 402, "Payment Required", N_("the source is not free of charge") },
	{ 403, "Forbidden",
	  N_("it may want another user_agent for this source, or refuse your network") },
	{ 404, "Not Found", N_("check the address") },
	{ 405, "Method Not Allowed", N_("check the address") },
	{ 406, "Not Acceptable", N_("check the address") },
	{ 407, "Proxy Authentication Required",
	  N_("the proxy wants a user name and password: http://NAME:PASSWORD@HOST:PORT") },
	{ 408, "Request Timeout", N_("try later") },
	{ 410, "Gone", N_("disable the source or find its new address") },
	{ 429, "Too Many Requests", N_("it is asked too often; give the source a longer period") },
	{ 451, "Unavailable For Legal Reasons", N_("it is blocked where you or the server are") },
	{ 500, "Internal Server Error", N_("the server is broken; try later") },
	{ 502, "Bad Gateway", N_("the server is broken; try later") },
	{ 503, "Service Unavailable", N_("the server is overloaded or closed; try later") },
	{ 504, "Gateway Timeout", N_("the server is overloaded; try later") },
};

struct words {
	CURLcode code;
	enum err_code kind;
	bool detail;		/* libcurl's own text helps */
	const char *text;
};

static const struct words words[] = {
	{ CURLE_ABORTED_BY_CALLBACK, ERR_NETWORK, false,
	  "stopped" },
	{ CURLE_BAD_CONTENT_ENCODING, ERR_FORMAT, false,
	  N_("the compressed answer of @ is damaged: try later") },
	{ CURLE_COULDNT_CONNECT, ERR_NETWORK, true,
	  N_("@ does not take connections: check the address and the"
	  " network, or try later") },
	{ CURLE_COULDNT_RESOLVE_HOST, ERR_NETWORK, false,
	  N_("cannot find the host @: check its spelling and the network") },
	{ CURLE_COULDNT_RESOLVE_PROXY, ERR_NETWORK, true,
	  N_("cannot find the proxy: check proxy in settings.conf and"
	  " sources.conf, and https_proxy") },
	{ CURLE_FILE_COULDNT_READ_FILE, ERR_SYSTEM, false,
	  N_("cannot read the file: check its path and rights") },
	{ CURLE_GOT_NOTHING, ERR_NETWORK, false,
	  N_("@ closed the line without an answer: try later") },
	{ CURLE_HTTP2, ERR_NETWORK, true,
	  N_("@ broke the rules of HTTP/2: try later") },
	{ CURLE_HTTP2_STREAM, ERR_NETWORK, true,
	  N_("@ broke the rules of HTTP/2: try later") },
	{ CURLE_LOGIN_DENIED, ERR_REFUSED, false,
	  N_("@ leads to an address with a password in it, or took no login:"
	  " check ~/.netrc") },
	{ CURLE_OUT_OF_MEMORY, ERR_MEMORY, false,
	  N_("no memory for the transfer from @") },
	{ CURLE_PARTIAL_FILE, ERR_NETWORK, false,
	  N_("the answer of @ ended too early: try later") },
	{ CURLE_PEER_FAILED_VERIFICATION, ERR_REFUSED, true,
	  N_("the certificate of @ cannot be trusted: check the clock, the"
	  " address and the system's certificates (ca-certificates)") },
	{ CURLE_PROXY, ERR_NETWORK, true,
	  N_("the proxy refused: check proxy in settings.conf and sources.conf,"
	  " and https_proxy") },
	{ CURLE_RECV_ERROR, ERR_NETWORK, true,
	  N_("the line to @ broke: try later") },
	{ CURLE_SEND_ERROR, ERR_NETWORK, true,
	  N_("the line to @ broke: try later") },
	{ CURLE_SSL_CACERT_BADFILE, ERR_SYSTEM, true,
	  N_("the authorities that vouch for @ cannot be read: check ca_file of"
	  " the source, or install ca-certificates") },
	{ CURLE_SSL_CERTPROBLEM, ERR_SYSTEM, true,
	  N_("our certificate for @ cannot be used: check cert and key of the"
	  " source") },
	{ CURLE_SSL_CONNECT_ERROR, ERR_NETWORK, true,
	  N_("no secure line to @: it may not speak https, or something"
	  " between you interferes") },
	{ CURLE_TOO_MANY_REDIRECTS, ERR_NETWORK, false,
	  N_("@ leads from address to address without end: check the address") },
	{ CURLE_UNSUPPORTED_PROTOCOL, ERR_NETWORK, false,
	  N_("@ did not answer in HTTP: check the address") },
	{ CURLE_URL_MALFORMAT, ERR_NETWORK, false,
	  N_("@ leads to something that is no address: check the address") },
	{ CURLE_WEIRD_SERVER_REPLY, ERR_NETWORK, false,
	  N_("@ did not answer in HTTP: check the address") },
};

static const struct words ssh_words[] = {
	{ CURLE_LOGIN_DENIED, ERR_REFUSED, false,
	  N_("@ accepted no key: see ssh-add -l, and write the user name as"
	  " sftp://NAME@@@/") },
	{ CURLE_PEER_FAILED_VERIFICATION, ERR_REFUSED, false,
	  N_("the host key of @ is not known or has changed: connect once"
	  " with ssh and compare the fingerprint") },
	{ CURLE_REMOTE_ACCESS_DENIED, ERR_REFUSED, false,
	  N_("@ denies access to the file: check its path and rights") },
	{ CURLE_REMOTE_FILE_NOT_FOUND, ERR_NETWORK, false,
	  N_("@ has no such file: check the path") },
	{ CURLE_SSH, ERR_NETWORK, true,
	  N_("no SSH session with @: try later") },
	{ CURLE_UNSUPPORTED_PROTOCOL, ERR_SYSTEM, false,
	  N_("this libcurl was built without sftp: install one with libssh2") },
};

int fetch_words_status(long status, struct err *e)
{
	const char *kind = N_("try later");

	for (size_t i = 0; i < N_ROWS(statuses); i++)
		if (statuses[i].status == status)
			return err_set(e, ERR_NETWORK, "the server answered"
				       " %ld %s: %s", status,
				       statuses[i].reason,
				       _(statuses[i].advice));
	if (status >= 300 && status < 400)
		kind = N_("it did not say where to go; check the address");
	else if (status >= 400 && status < 500)
		kind = N_("check the address");
	return err_set(e, ERR_NETWORK, "the server answered %ld: %s", status,
		       _(kind));
}

/* By a proxy, or thought to be. */
static const struct words proxy_words[] = {
	{ CURLE_COULDNT_CONNECT, ERR_NETWORK, true,
	  N_("the proxy to @ does not take connections: check proxy in"
	  " settings.conf and sources.conf, and https_proxy, or try later") },
	{ CURLE_RECV_ERROR, ERR_NETWORK, true,
	  N_("the proxy or the line to @ broke: try later") },
};

static void put_words(struct str *out, const char *text, const char *host)
{
	for (; *text; text++) {
		if (*text == '@' && text[1] != '@')
			str_addz(out, host[0] ? host : _("the server"));
		else
			str_addc(out, *text);
		text += *text == '@' && text[1] == '@';
	}
}

static int say(const struct words *w, const char *host, const char *detail,
	       struct err *e)
{
	struct str s = STR_INIT(ERR_MAX * 4), shown = STR_INIT(ERR_MAX * 4);

	put_words(&s, _(w->text), host);
	if (w->detail && detail[0]) {
		source_mask(&shown, slice_of(detail));
		str_addz(&s, " (");
		text_visible(&s, str_slice(&shown), false);
		str_addc(&s, ')');
	}
	err_set(e, w->kind, "%s", str_cstr(&s));
	str_free(&shown);
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

/* Why a certificate is not believed, by what OpenSSL, GnuTLS and libcurl itself
 * call it. */
static const struct {
	const char *part;
	struct words say;
} certificates[] = {
	{ "expired", { CURLE_OK, ERR_REFUSED, false,
	  N_("the certificate of @ has expired: check the clock here; if it is"
	  " right, the owner of @ must renew it. Nothing was asked") } },
	{ "not yet valid", { CURLE_OK, ERR_REFUSED, false,
	  N_("the certificate of @ is not valid yet: check the clock here."
	  " Nothing was asked") } },
	{ "self-signed", { CURLE_OK, ERR_REFUSED, true,
	  N_("@ vouches for itself, with a certificate that no authority has"
	  " signed: if you trust it, name its file as ca_file of the source, or"
	  " add it to the authorities of this system. Nothing was asked") } },
	{ "self signed", { CURLE_OK, ERR_REFUSED, true,
	  N_("@ vouches for itself, with a certificate that no authority has"
	  " signed: if you trust it, name its file as ca_file of the source, or"
	  " add it to the authorities of this system. Nothing was asked") } },
	{ "local issuer", { CURLE_OK, ERR_REFUSED, true,
	  N_("the certificate of @ is from an authority that is not known here:"
	  " install ca-certificates, name its file as ca_file of the source, or"
	  " add it to the authorities of this system. Nothing was asked") } },
	{ "subject name", { CURLE_OK, ERR_REFUSED, false,
	  N_("the certificate that @ shows is another host's: check the address,"
	  " or something between you interferes. Nothing was asked") } },
	{ "does not match", { CURLE_OK, ERR_REFUSED, false,
	  N_("the certificate that @ shows is another host's: check the address,"
	  " or something between you interferes. Nothing was asked") } },
};

static const struct words wants_ours = { CURLE_OK, ERR_REFUSED, false,
	N_("@ wants a certificate of ours: name its files as cert and key of the"
	" source") };

static const struct words *find_certificate(int code, const char *detail)
{
	if (slice_find(slice_of(detail), SLICE("certificate required"), 0) >= 0)
		return &wants_ours;
	if (code != CURLE_PEER_FAILED_VERIFICATION)
		return NULL;
	for (size_t i = 0; i < N_ROWS(certificates); i++)
		if (slice_find(slice_of(detail),
			       slice_of(certificates[i].part), 0) >= 0)
			return &certificates[i].say;
	return NULL;
}

int fetch_words_curl(int code, const char *host, const char *detail,
		     struct err *e)
{
	const struct words other = { CURLE_OK, ERR_NETWORK, true,
				     N_("the transfer from @ failed") };
	const struct words *w = find_certificate(code, detail);

	if (!w)
		w = find(words, N_ROWS(words), code);
	if (!detail[0])
		detail = curl_easy_strerror((CURLcode)code);
	return say(w ? w : &other, host, detail, e);
}

int fetch_words_proxy(int code, const char *host, const char *detail,
		      struct err *e)
{
	const struct words *w = find(proxy_words, N_ROWS(proxy_words), code);

	return w && detail[0] ? say(w, host, detail, e) :
				fetch_words_curl(code, host, detail, e);
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

int fetch_words_held(const char *host, int64_t pause_s, struct err *e)
{
	return err_set(e, ERR_NETWORK, "%s has asked for a pause of %lld s (429"
		       " Too Many Requests), so it was not asked again: set a"
		       " lower per_minute for it", host, (long long)pause_s);
}
