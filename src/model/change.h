/* One change of one record between two versions of its source: what a view of
 * changes makes a row of. Borrowed from the store for the length of one call.
 */
#ifndef THAW_MODEL_CHANGE_H
#define THAW_MODEL_CHANGE_H

#include "model/facts.h"

/* name, as it is shown and filtered */
#define CHANGE_OPS(X) \
	X(added, "added") X(amended, "amended") X(removed, "removed") \
	X(rekeyed, "re-keyed") X(returned, "returned")

#define CHANGE_ENUM(name, word) CHANGE_##name,
enum change_op { CHANGE_OPS(CHANGE_ENUM) CHANGE_OP_COUNT };
#undef CHANGE_ENUM

struct change {
	enum change_op op;
	struct slice at;	/* evidence date of the version that has it */
	struct slice last_seen;	/* of the good version before it */
	struct slice property;	/* absent: the record as a whole */
	struct slice before, after;	/* values, "; " between several */
	bool confirmed;		/* a removal: by a later good version, or by
				 * the source's own word; others: always */
	struct facts facts;	/* what the record says in the version, or of
				 * a removed one said last */
};

#endif
