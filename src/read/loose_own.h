/* Entities that a document declares for itself: plain text, and few of them. */
#ifndef THAW_READ_LOOSE_OWN_H
#define THAW_READ_LOOSE_OWN_H

#include "base/arena.h"

struct loose_own_row {
	struct slice name, text;
};

struct loose_own {
	struct arena mem;
	struct loose_own_row *row;
	size_t n, cap;
	size_t given;		/* bytes of text handed out */
};

/* `doctype` is what stands between "<!" and ">". Whatever is no entity with a
 * short text of its own is left out. -1 where one is made of another several
 * times: that is a bomb. */
int loose_own_declare(struct loose_own *o, struct slice doctype,
		      struct err *e);
/* For struct entity_own: absent once LOOSE_OWN_BYTES were handed out. */
struct slice loose_own_find(void *own, struct slice name);
void loose_own_free(struct loose_own *o);

#endif
