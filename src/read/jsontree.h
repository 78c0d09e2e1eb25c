/* JSON text as a tree in memory; jsontree.c is cJSON's doorway. (JSON that is
 * written is write/json.h.)
 *
 * For one bounded text: a line of a file of lines, an answer of a server. A
 * text over JSON_BYTES, of more values than JSON_VALUES (some 80 bytes each),
 * nested deeper than JSON_DEPTH, or with a NUL in it
 * (also as an escape: it would cut strings short) is refused. Strings are as
 * the text has them, perhaps with bytes that are not UTF-8.
 */
#ifndef THAW_READ_JSONTREE_H
#define THAW_READ_JSONTREE_H

#include "base/str.h"

enum { JSON_DEPTH = 64, JSON_BYTES = 16 << 20, JSON_VALUES = 1 << 20 };

struct jnode;	/* one value; belongs to its tree and dies with it */

/* The text is an object or array, and as in a str a NUL that is not counted
 * stands behind it. It may go once this returns. On failure nothing is held. */
int jtree_open(struct jnode **root, struct slice text, struct err *e);
void jtree_close(struct jnode **root);

/* All take NULL for "absent" and answer it with absent. */
bool jtree_is_object(const struct jnode *v);
bool jtree_is_array(const struct jnode *v);
/* What an array or object holds, in the order of the text. */
const struct jnode *jtree_first(const struct jnode *v);
const struct jnode *jtree_next(const struct jnode *v);
struct slice jtree_name(const struct jnode *v);	/* of a member */
/* The first of that name, in an object. */
const struct jnode *jtree_member(const struct jnode *v, const char *name);

struct slice jtree_text(const struct jnode *v);	/* absent: not a string */
/* The text of the member. */
struct slice jtree_string(const struct jnode *v, const char *name);
bool jtree_true(const struct jnode *v);
/* False, and *out left alone, for what is not a whole number up to 2^53. */
bool jtree_int(const struct jnode *v, int64_t *out);
/* Any number; false, and *out left alone, for what is none. */
bool jtree_number(const struct jnode *v, double *out);
bool jtree_is_bool(const struct jnode *v);

#endif
