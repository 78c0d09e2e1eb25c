/* Numbers and texts between two processes of ours.
 *
 * The one that reads trusts nothing: what does not fit makes it `bad`, after
 * which it gives zeros, and wire_end() says so once.
 */
#ifndef THAW_BASE_WIRE_H
#define THAW_BASE_WIRE_H

#include "base/leb.h"
#include "base/str.h"

struct wire {
	const unsigned char *p, *end;
	bool bad;
};

static inline void wire_put(struct str *out, uint64_t n)
{
	char buf[LEB_BYTES];

	str_add(out, slice_make(buf, leb_put(buf, n)));
}

/* Absent and empty stay apart. */
void wire_put_text(struct str *out, struct slice s);

static inline struct wire wire_of(struct slice bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	return (struct wire){ .p = p, .end = p ? p + bytes.n : p };
}

static inline uint64_t wire_get(struct wire *w, uint64_t most)
{
	uint64_t n;

	if (w->bad || !leb_get(&w->p, w->end, &n) || n > most)
		w->bad = true;
	return w->bad ? 0 : n;
}

/* A piece of the bytes, valid UTF-8, NUL behind it. */
struct slice wire_get_text(struct wire *w, size_t most);
/* Everything was there and nothing more: 0, else -1 with ERR_FORMAT. */
int wire_end(const struct wire *w, struct err *e);

#endif
