/* Content hashes: SHA-256 from libcrypto, whose only doorway is hash.c. */
#ifndef THAW_BASE_HASH_H
#define THAW_BASE_HASH_H

#include "base/str.h"

struct hash;			/* one running sum */
enum { HASH_BYTES = 32, HASH_HEX = 65 };

int hash_open(struct hash **h, struct err *e);
void hash_add(struct hash *h, struct slice data);
/* Length-prefixed: ("ab","c") and ("a","bc") differ, absent and "" differ. */
void hash_field(struct hash *h, struct slice data);
/* Writes the sum and starts afresh. */
void hash_end(struct hash *h, unsigned char out[HASH_BYTES]);
void hash_close(struct hash **h);

void hash_hex(const unsigned char sum[HASH_BYTES], char out[HASH_HEX]);
/* First `chars` (<= 26) of the sum in lower-case base 32, without i l o u. */
void hash_id(const unsigned char sum[HASH_BYTES], char *out, size_t chars);

enum { HASH_PRINT = 52 };
/* "SHA256:base64", as ssh-keygen -l shows the key of these bytes. */
int hash_print(struct slice bytes, char out[HASH_PRINT], struct err *e);
/* Appends the bytes of base64; false where it is none. */
bool hash_base64_read(struct slice text, struct str *out);

#endif
