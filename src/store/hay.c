/* Text as it is searched: without marks, and as the key of its spelling. */
#include "base/text.h"
#include "store/inside.h"

static void add_item(const struct store *s, struct str *out, struct slice v)
{
	if (v.n == 0)
		return;
	text_strip(out, v);
	/* A blank before each sounded word: they are searched from the start
	 * of a word, since a piece of a sound is in nearly everything. */
	str_addz(out, "\n ");
	s->o.fold(out, v);
	str_addc(out, '\n');
}

void hay_add(const struct store *s, struct str *out, const struct column *c,
	     struct slice cell)
{
	struct slice item;

	if (!c->list) {
		add_item(s, out, cell);
		return;
	}
	while (slice_cut(&cell, LIST_SEP, &item))
		add_item(s, out, item);
}
