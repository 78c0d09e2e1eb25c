#include "base/hash.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct hash {
	EVP_MD_CTX *ctx;
};

static void start(struct hash *h)
{
	if (EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL) != 1)
		abort();	/* a libcrypto without SHA-256 is a broken build */
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
	start(*h);
	return 0;
}

void hash_add(struct hash *h, struct slice data)
{
	if (data.n)
		EVP_DigestUpdate(h->ctx, data.p, data.n);
}

void hash_field(struct hash *h, struct slice data)
{
	uint64_t n = data.p ? data.n + 1 : 0;
	unsigned char len[8];

	for (int i = 0; i < 8; i++)
		len[i] = (unsigned char)(n >> (8 * i));
	EVP_DigestUpdate(h->ctx, len, sizeof(len));
	hash_add(h, data);
}

void hash_end(struct hash *h, unsigned char out[HASH_BYTES])
{
	EVP_DigestFinal_ex(h->ctx, out, NULL);
	start(h);
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
