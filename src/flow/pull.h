/* Brings what `thaw publish` has put somewhere, and puts it in the place of the
 * store's data. Own words are in another file, and stay. */
#ifndef THAW_FLOW_PULL_H
#define THAW_FLOW_PULL_H

#include "flow/flow.h"
#include "model/manifest.h"

struct pull_options {
	/* user@host:DIR and rsync:// by rsync; https http sftp file, or a
	 * folder here, by blocks. */
	struct slice from;
	const char *ssh;		/* rsync's -e; NULL: ssh that never asks */
	const char *signers;		/* NULL: no signature is asked for */
	const char *store_file;
	const struct shape *const *shapes;
	bool force;			/* an older one too */
};
struct pull_result {
	struct manifest manifest;
	bool same;			/* the store has it already */
	bool kept;			/* of what failed, something came */
	int64_t wire_bytes;		/* that went over the line, both ways; of a
					 * folder, what was read of it */
	struct str signer;		/* who has signed; the caller frees */
};
/* All is checked before anything moves: -1 leaves the store as it was, and what
 * came so far in FILE-pull, from where the next pull goes on. */
int flow_pull(const struct world *w, const struct pull_options *o,
	      struct pull_result *out, struct err *e);

/* What the address means; "/abs/dir" for a folder. -1 with ERR_USAGE. */
int pull_address(struct slice from, struct str *out, struct err *e);

#endif
