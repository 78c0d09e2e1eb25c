/* A snapshot of the store in a folder, for others to bring: rsync over SSH, or
 * any server of files. */
#ifndef THAW_FLOW_PUBLISH_H
#define THAW_FLOW_PUBLISH_H

#include "flow/flow.h"
#include "model/manifest.h"

struct publish_options {
	const char *dir;		/* made where absent, 0700 */
	const char *sign_key;		/* NULL: not signed */
	const char *version;		/* of thaw */
	const struct shape *const *shapes;
};
struct publish_result {
	struct manifest manifest;
	bool same;			/* nothing is new: all was left */
	int64_t moved;			/* bytes of the blocks that changed */
};
/* Puts the snapshot, the sums of its blocks, the signature and the manifest in
 * their places, in this order and each whole: who comes in between finds that
 * they do not fit and comes again. -1: what was published before stays. Others
 * may write to the store meanwhile. */
int flow_publish(const struct world *w, const struct publish_options *o,
		 struct publish_result *out, struct err *e);

#endif
