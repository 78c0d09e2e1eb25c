/* What the ways of bringing a snapshot share. */
#ifndef THAW_FLOW_PULL_INSIDE_H
#define THAW_FLOW_PULL_INSIDE_H

#include "base/path.h"
#include "flow/pull.h"
#include "store/copy.h"

struct pull {
	const struct world *w;
	const struct pull_options *o;
	struct pull_result *out;
	struct str base;	/* address of the folder, without a slash */
	bool rsync;		/* else by blocks */
	char dir[PATH_BYTES];	/* FILE-pull: all that is not checked yet */
	char staged[PATH_BYTES];	/* the snapshot in it */
	struct arena mem;
	struct origin had;	/* what the store is a copy of now */
	struct manifest have;	/* its manifest, zeroed: none */
	struct str text, etag;	/* of the manifest that came */
	int lock;
	bool again;		/* what failed may be a moment between two
				 * versions */
};

int pull_path(char out[PATH_BYTES], const struct pull *p, const char *name,
	      struct err *e);

/* Each way brings a small file whole, and makes `staged` the snapshot of the
 * manifest from whatever it is. */

/* pull_rsync.c */
int pull_rsync_text(struct pull *p, const char *name, size_t most,
		    struct str *out, struct err *e);
int pull_rsync_data(struct pull *p, struct err *e);

/* pull_fetch.c: *same where the manifest is that of `etag`. */
int pull_fetch_text(struct pull *p, const char *name, size_t most,
		    struct str *out, struct slice etag, bool *same,
		    struct err *e);
int pull_fetch_data(struct pull *p, struct err *e);

#endif
