/* One source of a refresh and its addresses: what was kept of their last good
 * version, what has come, and what to keep of it. Only refresh.c uses it. */
#ifndef THAW_FLOW_JOB_H
#define THAW_FLOW_JOB_H

#include "flow/flow.h"

enum {
	VALIDATOR_BYTES = 64 << 10,
	JOB_INDEX = SOURCE_URLS,	/* slot of the source's index */
	JOB_SLOTS,
};

struct job;

struct slot {
	struct job *job;
	struct slice url;
	struct slice etag, last_modified;	/* of the last good body */
	struct slice version;			/* that the index told then */
	struct slice asset;			/* content, for asset: urls */
	struct fetch_result res;
	bool asked, here;
};

struct job {
	const struct source *src;
	struct arena mem;
	struct slot slot[JOB_SLOTS];
	struct store_last last;
	struct slice version;	/* that the index tells now; in mem */
	bool index_done;	/* or there is none */
	bool again;		/* another round, without conditions */
	bool done;
};

/* `mem` and `last` are filled already. */
void job_init(struct job *j);
void job_drop_bodies(struct job *j);
/* Everything that was asked in this round is here. */
bool job_is_in(const struct job *j);
/* Bodies as parts, in the order of the addresses; how many. */
size_t job_parts(struct job *j, struct input_part *part);
/* What to keep for conditional requests, as store_fetch.validators. */
void job_validators(const struct job *j, struct str *out);

/* The index is here. 1: the version is the one that we have, `why` says so;
 * 0: it is to be fetched; -1 with the reason. */
int job_index(struct job *j, struct sealed *sealed, struct slice *why,
	      struct err *e);

#endif
