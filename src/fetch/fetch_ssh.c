#include "fetch/fetch_ssh.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/path.h"
#include "fetch/fetch_option.h"

enum {
	KEY_BYTES = 64 << 10,		/* of a key, in base64 or not */
	PORT_SSH = 22,
	PLACE_BYTES = 300,		/* of "host:port" */
};

/* --- whom we speak to ---------------------------------------------------- */

static const char *type_name(enum curl_khtype type)
{
	switch (type) {
	case CURLKHTYPE_RSA:
		return "RSA ";
	case CURLKHTYPE_DSS:
		return "DSA ";
	case CURLKHTYPE_ECDSA:
		return "ECDSA ";
	case CURLKHTYPE_ED25519:
		return "ED25519 ";
	default:
		return "";
	}
}

/* libcurl hands keys over raw or in base64, by the library behind it and by
 * where they are from; raw ones begin with a length of two zero bytes at least,
 * which base64 writes so. */
static void print_key(const struct curl_khkey *key, char out[HASH_PRINT])
{
	struct str raw = STR_INIT(KEY_BYTES);
	struct err ignored = {0};
	struct slice text;

	memcpy(out, "unreadable", sizeof("unreadable"));
	if (!key || !key->key)
		return;
	text = key->len > 0 ? slice_make(key->key, key->len) :
			      slice_of(key->key);
	if (slice_starts(text, "AAAA") && hash_base64_read(text, &raw))
		text = str_slice(&raw);
	if (text.n > 0)
		hash_print(text, out, &ignored);
	str_free(&raw);
}

struct place {
	char name[PLACE_BYTES];		/* as known_hosts has it */
	char ssh[PLACE_BYTES];		/* behind ssh */
};

static void find_place(const struct fetch_handle *h, struct place *p)
{
	struct slice host = slice_of(h->url.host);

	if (slice_starts(host, "["))
		host = slice_make(host.p + 1, host.n - 2);
	if (h->url.port == PORT_SSH || h->url.port == 0) {
		snprintf(p->name, PLACE_BYTES, "%.*s", SLICE_ARG(host));
		snprintf(p->ssh, PLACE_BYTES, "%.*s", SLICE_ARG(host));
	} else {
		snprintf(p->name, PLACE_BYTES, "[%.*s]:%ld", SLICE_ARG(host),
			 h->url.port);
		snprintf(p->ssh, PLACE_BYTES, "-p %ld %.*s", h->url.port,
			 SLICE_ARG(host));
	}
}

static int on_key(CURL *easy, const struct curl_khkey *known,
		  const struct curl_khkey *found, enum curl_khmatch match,
		  void *ctx)
{
	struct fetch_handle *h = ctx;
	struct err *e = &h->res.err;
	char was[HASH_PRINT], is[HASH_PRINT];
	struct place at;

	(void)easy;
	if (match == CURLKHMATCH_OK)
		return CURLKHSTAT_FINE;
	find_place(h, &at);
	print_key(found, is);
	if (match == CURLKHMATCH_MISMATCH) {
		print_key(known, was);
		err_set(e, ERR_REFUSED, "THE HOST KEY OF %s HAS CHANGED:"
			" known_hosts has %s, but it shows %s%s; somebody may"
			" stand between you and it, or it was made anew."
			" Nothing was asked. Ask who runs it; if the new one is"
			" right: ssh-keygen -R '%s', then ssh %s", at.name, was,
			type_name(found->keytype), is, at.name, at.ssh);
	} else {
		err_set(e, ERR_REFUSED, "the host key of %s is not known: it"
			" shows %s%s. Nothing was asked. Compare that with what"
			" its owner tells you; if it is the same, connect once"
			" with ssh %s and say yes", at.name,
			type_name(found->keytype), is, at.ssh);
	}
	return CURLKHSTAT_REJECT;
}

/* --- as whom ------------------------------------------------------------- */

/* libcurl looks for RSA keys only, which its SSH library may sign in a way
 * that servers no longer take. */
static struct slice find_key(struct fetch_handle *h, const char *home)
{
	static const char *const names[] = { "id_ed25519", "id_ecdsa",
					     "id_rsa" };

	if (h->req->net && h->req->net->key.n)
		return fetch_option_path(h, h->req->net->key);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct slice file = arena_fmt(&h->res.mem, "%s/.ssh/%s", home,
					      names[i]);

		if (file.p && path_exists(file.p))
			return file;
	}
	return SLICE_NONE;
}

static const char *home_dir(void)
{
	const char *home = getenv("HOME");

	return home ? home : "";
}

CURLcode fetch_ssh_options(struct fetch_handle *h)
{
	const char *known = h->o->known_hosts;
	struct slice file = arena_fmt(&h->res.mem, "%s/.ssh/known_hosts",
				      home_dir());
	CURLcode code;

	h->key_file = find_key(h, home_dir());
	/* Always set: without it libcurl accepts any host key. */
	code = curl_easy_setopt(h->easy, CURLOPT_SSH_KNOWNHOSTS,
				known ? known : file.p ? file.p : "/");
	if (!code)
		code = curl_easy_setopt(h->easy, CURLOPT_SSH_KEYFUNCTION,
					on_key);
	if (!code)
		code = curl_easy_setopt(h->easy, CURLOPT_SSH_KEYDATA, h);
	if (!code)
		code = curl_easy_setopt(h->easy, CURLOPT_SSH_AUTH_TYPES,
			(long)(CURLSSH_AUTH_AGENT | CURLSSH_AUTH_PUBLICKEY));
	if (!code && h->key_file.p)
		code = curl_easy_setopt(h->easy, CURLOPT_SSH_PRIVATE_KEYFILE,
					h->key_file.p);
	return code;
}

/* The text between the first line and the last, without its magic word:
 * OpenSSH's own form tells the cipher first, and "none" is a length and that.
 */
static bool has_passphrase(struct slice text)
{
	static const char own[] = "-----BEGIN OPENSSH PRIVATE KEY-----";
	static const char none[] = "openssh-key-v1\0\0\0\0\4none";
	struct str raw = STR_INIT(KEY_BYTES);
	ptrdiff_t end;
	bool locked;

	if (!slice_starts(text, own))
		return slice_find(text, SLICE("ENCRYPTED"), 0) >= 0;
	text = slice_make(text.p + sizeof(own) - 1,
			  text.n - sizeof(own) + 1);
	end = slice_find(text, SLICE("-----"), 0);
	if (end > 0)
		text.n = (size_t)end;
	locked = hash_base64_read(text, &raw) && raw.n >= sizeof(none) - 1 &&
		 memcmp(raw.p, none, sizeof(none) - 1) != 0;
	str_free(&raw);
	return locked;
}

int fetch_ssh_denied(const struct fetch_handle *h, struct err *e)
{
	struct str text = STR_INIT(KEY_BYTES);
	const char *file = h->key_file.p;
	const char *agent = getenv("SSH_AUTH_SOCK");
	struct err why = {0};
	bool locked;

	if (!file && (!agent || !agent[0]))
		return err_set(e, ERR_REFUSED, "%s wants a key, and there is"
			       " none: make one with ssh-keygen, and have it"
			       " let in there (ssh-copy-id)", h->url.host);
	if (file && path_read(file, &text, NULL, &why) < 0) {
		str_free(&text);
		return err_set(e, ERR_SYSTEM, "%s: the key for %s", why.msg,
			       h->url.host);
	}
	locked = file && has_passphrase(str_slice(&text));
	str_free(&text);
	if (locked)
		return err_set(e, ERR_REFUSED, "the key %s has a passphrase,"
			       " which thaw does not ask for, and no agent gave"
			       " one that %s takes: run ssh-add %s first", file,
			       h->url.host, file);
	return err_set(e, ERR_REFUSED, "%s accepted no key (%s%s): write the"
		       " user name as sftp://NAME@%s/, see ssh-add -l, and have"
		       " the key let in there (ssh-copy-id)", h->url.host,
		       file ? file : "of the agent",
		       file ? ", then those of the agent" : "", h->url.host);
}
