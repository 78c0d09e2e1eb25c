/* What a reading server and who asks it say to each other. Only the answers
 * come from a process that may have been taken over. */
#ifndef THAW_FLOW_SEALED_WIRE_H
#define THAW_FLOW_SEALED_WIRE_H

#include "base/wire.h"
#include "flow/parsing.h"
#include "model/source.h"

enum {
	JOB_BYTES = 1 << 20,
	JOB_FILES = INPUT_PARTS + 2,	/* answers, spool, parts */
	HEAD_MOST = 16 << 10,
	TEXT_MOST = 64 << 10,
	FRAME_HEAD = 5,			/* kind, length in four bytes */
};

/* Before the bytes of a job, together with its files. */
struct job_head {
	uint32_t bytes, files;
};

struct job_limits {
	int64_t memory, file_bytes, cpu_s;
};

enum job_kind {
	JOB_READ,
	JOB_LOOK,	/* the head is enough */
	JOB_INDEX,	/* a version and no records */
	JOB_KINDS,
};

struct sealed_job {
	struct parsing parsing;
	struct input_part part[INPUT_PARTS];	/* its parts, without files */
	struct job_limits limits;
	enum job_kind kind;
	/* Of an index: the addresses whose version it tells. */
	struct slice url[SOURCE_URLS];
	size_t n_urls;
	/* Sends no records, and fails at the one of this number for this
	 * reason: only the reader can say in which row that is. 0: no. */
	uint64_t fails_at;
	struct err fails;
	bool spools;		/* a file to unpack to comes with it */
};

void job_put(struct str *out, const struct sealed_job *j);
/* Slices are pieces of the bytes. */
int job_get(struct slice bytes, struct sealed_job *out, struct err *e);

/* How a worker ended; from the server, which no source has touched. */
struct job_end {
	int32_t signal, code;	/* signal 0: it ended by itself */
	int64_t peak_kb;
};

enum frame { FRAME_HEAD_OF = 'H', FRAME_RECORD = 'R', FRAME_VERSION = 'V',
	     FRAME_DONE = 'E', FRAME_FAILED = 'X' };

void head_put(struct str *out, const struct parsing_head *h);
/* Trusts nothing; readers are looked up by name. */
int head_get(struct slice bytes, const struct reader *const *also,
	     struct parsing_head *out, struct err *e);
void failure_put(struct str *out, const struct err *why);
/* *why is what the other side says; -1 with `e` where it says nothing good. */
int failure_get(struct slice bytes, struct err *why, struct err *e);

/* A message of `head` and files, over a socket; takes nothing over. */
int files_send(int sock, const struct job_head *head, const int *file,
	       struct err *e);
/* How many files, 0 at the end, -1 on error. */
int files_receive(int sock, struct job_head *head, int file[JOB_FILES]);

#endif
