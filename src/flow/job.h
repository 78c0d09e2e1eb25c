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
	struct slice url;			/* as it is configured */
	struct slice ask;			/* where that has moved to */
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
	struct due due, was;	/* now, and before this run */
	struct due_answer answer;
	struct slice version;	/* that the index tells now; in mem */
	bool index_done;	/* or there is none */
	bool again;		/* another round, without conditions */
	bool noted;		/* `due` has been stored */
	bool away;		/* none of its addresses could be reached */
	bool done;
};

/* flow/choose.c: the sources of this run, each locked by us. Those that are
 * not asked after all are told. */
struct jobs {
	struct job *job;
	size_t n, cap;
};
int jobs_choose(struct jobs *to, const struct world *w,
		const struct refresh_options *o, struct refresh_result *out,
		struct err *e);
void next_is(struct refresh_result *out, int64_t at);	/* the earliest */
bool slice_named(const struct slice *keys, size_t n, struct slice key);

/* What came of asking: into j->due, which the caller stores. */
void job_note(struct job *j, enum due_outcome outcome, int64_t now);

/* `mem`, `last` and `due` are filled already. */
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
