#include "tests/lib/certkit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

enum { DAY = 86400 };

struct cert {
	X509 *x;
	EVP_PKEY *pair;
	char *text, *key;
};

static char *take_text(BIO *bio)
{
	char *p, *copy;
	long n = BIO_get_mem_data(bio, &p);

	copy = calloc(1, (size_t)n + 1);
	memcpy(copy, p, (size_t)n);
	BIO_free(bio);
	return copy;
}

static void extend(X509 *x, X509 *by, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *ext;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, by, x, NULL, NULL, 0);
	ext = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	X509_add_ext(x, ext, -1);
	X509_EXTENSION_free(ext);
}

static void describe(struct cert *c, const struct cert *by, const char *host)
{
	X509_NAME *name = X509_get_subject_name(c->x);
	X509 *signer = by ? by->x : c->x;
	char san[256];

	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
				   (const unsigned char *)(host ? host :
				   "An authority of tests"), -1, -1, 0);
	X509_set_issuer_name(c->x, X509_get_subject_name(signer));
	extend(c->x, signer, NID_subject_key_identifier, "hash");
	if (by)
		extend(c->x, signer, NID_authority_key_identifier, "keyid");
	extend(c->x, signer, NID_basic_constraints,
	       host ? "critical,CA:FALSE" : "critical,CA:TRUE");
	snprintf(san, sizeof(san), "DNS:%s", host ? host : "");
	if (host)
		extend(c->x, signer, NID_subject_alt_name, san);
}

struct cert *cert_make(const struct cert *by, const char *host, int from_days,
		       int to_days)
{
	static long serial;
	struct cert *c = calloc(1, sizeof(*c));
	BIO *text = BIO_new(BIO_s_mem()), *key = BIO_new(BIO_s_mem());

	c->x = X509_new();
	c->pair = EVP_EC_gen("P-256");
	X509_set_version(c->x, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(c->x), ++serial);
	X509_gmtime_adj(X509_getm_notBefore(c->x), (long)from_days * DAY);
	X509_gmtime_adj(X509_getm_notAfter(c->x), (long)to_days * DAY);
	X509_set_pubkey(c->x, c->pair);
	describe(c, by, host);
	X509_sign(c->x, by ? by->pair : c->pair, EVP_sha256());
	PEM_write_bio_X509(text, c->x);
	PEM_write_bio_PrivateKey(key, c->pair, NULL, NULL, 0, NULL, NULL);
	c->text = take_text(text);
	c->key = take_text(key);
	return c;
}

const char *cert_text(const struct cert *c)
{
	return c->text;
}

const char *cert_key(const struct cert *c)
{
	return c->key;
}

bool cert_write(const struct cert *c, const char *file)
{
	FILE *f = fopen(file, "w");

	if (!f)
		return false;
	fputs(c->text, f);
	return fclose(f) == 0;
}

void cert_free(struct cert *c)
{
	X509_free(c->x);
	EVP_PKEY_free(c->pair);
	free(c->text);
	free(c->key);
	free(c);
}
