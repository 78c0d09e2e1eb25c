/* Rows that XML formats of OFAC point to by number: what a type is called, the
 * address of a place, the documents of an identity.
 *
 * Filled first, sorted once, then looked up by (set, id); several rows may
 * have the same. Bounded in rows and bytes, and one text in bytes too, since
 * a few bytes can point to it: ERR_LIMIT past that.
 */
#ifndef THAW_READ_OFAC_REFS_H
#define THAW_READ_OFAC_REFS_H

#include "base/arena.h"

struct ofac_ref {
	int64_t id;
	int64_t a, b;		/* other numbers; 0: none */
	struct slice text, more;
	size_t order;		/* as they came */
	int set;
	bool taken;
};

enum { OFAC_REF_BYTES = 8192 };

struct ofac_refs {
	struct arena mem;
	struct ofac_ref *row;
	size_t n, cap;
};

void ofac_refs_init(struct ofac_refs *t, size_t max_bytes);
void ofac_refs_free(struct ofac_refs *t);
/* Copies both texts. */
int ofac_refs_add(struct ofac_refs *t, const struct ofac_ref *row,
		  struct err *e);
void ofac_refs_sort(struct ofac_refs *t);
/* The first of *n rows, in the order that they came; NULL and 0 for none, and
 * when they have been taken before: what belongs to one party is given once,
 * so that a small file cannot make a large list. */
const struct ofac_ref *ofac_refs_take(struct ofac_refs *t, int set,
				      int64_t id, size_t *n);
const struct ofac_ref *ofac_refs_find(const struct ofac_refs *t, int set,
				      int64_t id);
/* Text of the first; absent. */
struct slice ofac_refs_text(const struct ofac_refs *t, int set, int64_t id);

#endif
