/* Packed claims of a damaged store: refused, or slices of the bytes given. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "store/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void inside(struct slice v, const uint8_t *data, size_t size)
{
	const char *p = (const char *)data;

	assert(!v.p || (v.p >= p && v.p + v.n <= p + size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err e = {0};
	struct unpack u;
	struct packed p;
	int rc;

	unpack_init(&u, slice_make((const char *)data, size));
	while ((rc = unpack_next(&u, &p, &e)) > 0) {
		inside(p.claim.value, data, size);
		inside(p.claim.qualifier, data, size);
		inside(p.claim.quote, data, size);
		inside(p.claim.lang, data, size);
		inside(p.claim.as_of, data, size);
	}
	assert((rc < 0) == (e.code != ERR_NONE));
	return 0;
}
