#include "base/hash.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

/* A record is hundreds of short fields: they are gathered, because a call into
 * libcrypto costs more than the sum of a field. */
enum { GATHERED = 4096, LENGTH = 8 };

struct hash {
	EVP_MD_CTX *ctx;
	size_t n;
	unsigned char buf[GATHERED];
};

static void start(struct hash *h, const EVP_MD *md)
{
	if (EVP_DigestInit_ex(h->ctx, md, NULL) != 1)
		abort();	/* a libcrypto without SHA-256 is a broken build */
}

static void flush(struct hash *h)
{
	if (h->n)
		EVP_DigestUpdate(h->ctx, h->buf, h->n);
	h->n = 0;
}

int hash_open(struct hash **h, struct err *e)
{
	*h = calloc(1, sizeof(**h));
	if (*h)
		(*h)->ctx = EVP_MD_CTX_new();
	if (!*h || !(*h)->ctx) {
		hash_close(h);
		return err_set(e, ERR_MEMORY, "no memory for a hash");
	}
	start(*h, EVP_sha256());
	return 0;
}

void hash_add(struct hash *h, struct slice data)
{
	if (data.n == 0)
		return;
	if (data.n > GATHERED - h->n)
		flush(h);
	if (data.n > GATHERED) {
		EVP_DigestUpdate(h->ctx, data.p, data.n);
		return;
	}
	memcpy(h->buf + h->n, data.p, data.n);
	h->n += data.n;
}

static void put_length(unsigned char to[LENGTH], uint64_t n)
{
	to[0] = (unsigned char)n;
	to[1] = (unsigned char)(n >> 8);
	to[2] = (unsigned char)(n >> 16);
	to[3] = (unsigned char)(n >> 24);
	to[4] = (unsigned char)(n >> 32);
	to[5] = (unsigned char)(n >> 40);
	to[6] = (unsigned char)(n >> 48);
	to[7] = (unsigned char)(n >> 56);
}

void hash_field(struct hash *h, struct slice data)
{
	if (GATHERED - h->n < LENGTH)
		flush(h);
	put_length(h->buf + h->n, data.p ? data.n + 1 : 0);
	h->n += LENGTH;
	hash_add(h, data);
}

void hash_end(struct hash *h, unsigned char out[HASH_BYTES])
{
	flush(h);
	EVP_DigestFinal_ex(h->ctx, out, NULL);
	start(h, NULL);		/* the same again, without looking it up */
}

void hash_close(struct hash **h)
{
	if (*h)
		EVP_MD_CTX_free((*h)->ctx);
	free(*h);
	*h = NULL;
}

void hash_hex(const unsigned char sum[HASH_BYTES], char out[HASH_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < HASH_BYTES; i++) {
		out[2 * i] = digits[sum[i] >> 4];
		out[2 * i + 1] = digits[sum[i] & 15];
	}
	out[HASH_HEX - 1] = '\0';
}

void hash_id(const unsigned char sum[HASH_BYTES], char *out, size_t chars)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	unsigned acc = 0, bits = 0;
	size_t at = 0;

	for (size_t i = 0; i < chars; i++) {
		if (bits < 5) {
			acc = (acc << 8 | sum[at++]) & 0xFFFF;
			bits += 8;
		}
		bits -= 5;
		out[i] = digits[(acc >> bits) & 31];
	}
	out[chars] = '\0';
}

int hash_print(struct slice bytes, char out[HASH_PRINT], struct err *e)
{
	unsigned char sum[HASH_BYTES];
	struct hash *h;

	if (hash_open(&h, e) < 0)
		return -1;
	hash_add(h, bytes);
	hash_end(h, sum);
	hash_close(&h);
	memcpy(out, "SHA256:", 7);
	EVP_EncodeBlock((unsigned char *)out + 7, sum, HASH_BYTES);
	out[strcspn(out, "=")] = '\0';
	return 0;
}

bool hash_base64_read(struct slice text, struct str *out)
{
	unsigned char four[4], three[3];
	int n = 0, pad = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '\n' || c == '\r')
			continue;
		if (c == '=' ? ++pad > 2 : pad > 0)
			return false;
		four[n++] = (unsigned char)c;
		if (n < 4)
			continue;
		if (EVP_DecodeBlock(three, four, 4) != 3)
			return false;
		str_add(out, slice_make((char *)three, (size_t)(3 - pad)));
		n = 0;
	}
	return n == 0 && !out->bad;
}
