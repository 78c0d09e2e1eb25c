/* Certificates for tests, made on the spot. */
#ifndef THAW_TESTS_CERTKIT_H
#define THAW_TESTS_CERTKIT_H

#include <stdbool.h>

struct cert;			/* one, with its key */

/* `by` signs it; NULL: itself. Valid from and to so many days from now; for the
 * host; an authority has none (NULL). */
struct cert *cert_make(const struct cert *by, const char *host, int from_days,
		       int to_days);
const char *cert_text(const struct cert *c);	/* PEM */
const char *cert_key(const struct cert *c);
bool cert_write(const struct cert *c, const char *file);
void cert_free(struct cert *c);

#endif
