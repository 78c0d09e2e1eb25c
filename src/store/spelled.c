/* Spelling is folded by a function handed in, and is dear; names are folded
 * once for the text that filters look into and once for the profile of their
 * listing, shortly after. So the last ones are remembered. */
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"

enum { SPELLED = 256, SPELLED_BYTES = 480 };

struct spelled {
	struct {
		size_t n, folded;	/* bytes of either; n 0: empty */
		char text[SPELLED_BYTES];
	} last[SPELLED];
};

static void fold_new(const struct store *s, struct str *out,
		     struct slice text, size_t slot)
{
	size_t before = out->n;
	struct spelled *m = s->spelled;

	s->o.fold(out, text);
	if (out->bad || text.n + (out->n - before) > SPELLED_BYTES)
		return;
	m->last[slot].n = text.n;
	m->last[slot].folded = out->n - before;
	memcpy(m->last[slot].text, text.p, text.n);
	if (out->n > before)
		memcpy(m->last[slot].text + text.n, out->p + before,
		       out->n - before);
}

void spelled(const struct store *s, struct str *out, struct slice text)
{
	struct spelled *m = s->spelled;
	size_t slot = slice_hash(text) % SPELLED;

	if (!m || text.n == 0 || text.n > SPELLED_BYTES) {
		s->o.fold(out, text);
		return;
	}
	if (m->last[slot].n != text.n ||
	    memcmp(m->last[slot].text, text.p, text.n) != 0)
		fold_new(s, out, text, slot);
	else
		str_add(out, slice_make(m->last[slot].text + text.n,
					m->last[slot].folded));
}

/* Without memory for it nothing is remembered. */
void spelled_open(struct store *s)
{
	s->spelled = calloc(1, sizeof(*s->spelled));
}

void spelled_close(struct store *s)
{
	free(s->spelled);
	s->spelled = NULL;
}
