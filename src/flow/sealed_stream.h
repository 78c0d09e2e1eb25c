/* The answers of one worker, frame by frame, with a clock beside it; and what
 * is to be said where they did not end well. Only sealed.c uses it. */
#ifndef THAW_FLOW_SEALED_STREAM_H
#define THAW_FLOW_SEALED_STREAM_H

#include "flow/sealed_wire.h"
#include "model/record_wire.h"

enum stream_state {
	STREAM_RUNS,
	STREAM_DONE,	/* all was said */
	STREAM_FAILED,	/* the reader said why it cannot read this */
	STREAM_STOPPED,	/* we would have no more: `why` is ours */
	STREAM_CUT,	/* ended without a word */
	STREAM_LOST,	/* and nobody knows how */
	STREAM_HUNG,	/* no word in time */
	STREAM_LIES,	/* what came makes no sense */
};

struct stream {
	int fd;
	const struct reader *const *also;
	head_fn *head;
	record_fn *emit;
	void *ctx;
	bool (*stop)(void *ctx);	/* NULL: never */
	void *stop_ctx;
	struct str *version;		/* of an index; NULL: there is none */
	int64_t memory, cpu_s;		/* that it was given */
	int64_t quiet_ms;
	/* --- its own --- */
	enum stream_state state;
	struct err why;			/* FAILED, STOPPED */
	bool headed;
	const char *format;		/* of the first part, once it is known */
	uint64_t records;		/* that were handed on */
	size_t records_left;		/* by the readers' own ceilings */
	int64_t waited_ms, quiet_for_ms;
	struct str bytes;
	size_t at;			/* taken of them */
	struct record_in rec;
};

/* Until the end of it; `state` tells which. */
void stream_take(struct stream *s);
/* 0 where all went well, else -1 with the reason. */
int stream_verdict(const struct stream *s, const struct job_end *end,
		   struct err *e);
void stream_free(struct stream *s);

#endif
