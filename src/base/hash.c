#include "base/hash.h"

#include <endian.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

/* Records are hashed field by field, which would be some bytes a call: a
 * buffer makes that one call in a few kilobytes. */
enum { BUFFER = 4096 };

struct hash {
	EVP_MD_CTX *ctx;
	size_t n;
	char buf[BUFFER];
};

/* Without a type it starts again with the one it has, and looks for none. */
static void start(struct hash *h, const EVP_MD *type)
{
	if (EVP_DigestInit_ex(h->ctx, type, NULL) != 1)
		abort();	/* a libcrypto without SHA-256 is a broken build */
}

static void flush(struct hash *h)
{
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
	if (data.n > BUFFER - h->n)
		flush(h);
	if (data.n > BUFFER) {
		EVP_DigestUpdate(h->ctx, data.p, data.n);
	} else if (data.n) {
		memcpy(h->buf + h->n, data.p, data.n);
		h->n += data.n;
	}
}

void hash_field(struct hash *h, struct slice data)
{
	uint64_t len = htole64(data.p ? data.n + 1 : 0);

	if (sizeof(len) > BUFFER - h->n)
		flush(h);
	memcpy(h->buf + h->n, &len, sizeof(len));
	h->n += sizeof(len);
	if (data.n)
		hash_add(h, data);
}

void hash_end(struct hash *h, unsigned char out[HASH_BYTES])
{
	flush(h);
	EVP_DigestFinal_ex(h->ctx, out, NULL);
	start(h, NULL);
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
