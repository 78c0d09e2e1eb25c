/* Readers in a process that can do nothing but read (base/seal.h).
 *
 * The program is started once more, as a reading server: it opens its
 * character converters, then waits at a socket. For each reading it is handed
 * the parts as open files, and forks a worker, which seals itself, runs what
 * parsing_run() runs here, and sends back frames (sealed_wire.h) through a
 * pipe. A worker that crashes, hangs or lies ends that reading with an error,
 * and nothing else. Whoever asks ignores SIGPIPE.
 */
#ifndef THAW_FLOW_SEALED_H
#define THAW_FLOW_SEALED_H

#include "flow/parsing.h"

/* The one word after which the program is to call sealed_serve()
 * (cmd/sealed_serve.h). */
#define SEALED_WORD "sealed-reader"

struct sealed_options {
	const char *program;	/* path of a program that knows SEALED_WORD */
	int64_t memory;		/* bytes of one reading; 0: SEALED_MEMORY */
	int quiet_ms;		/* without a word of it; 0: by its size */
	int cpu_s;		/* 0: by its size */
	/* What the program serves besides the usual readers: seeded faults. */
	const struct reader *const *also;
};

#define SEALED_MEMORY ((int64_t)1 << 30)

/* Starts nothing yet. `o->program` is kept. */
int sealed_open(struct sealed **s, const struct sealed_options *o,
		struct err *e);
/* Starts the server, where it does not run, without waiting for it: it gets
 * ready while something else is done. Failing is told by sealed_read(). */
void sealed_warm(struct sealed *s);
/* As parsing_run(). */
int sealed_read(struct sealed *s, const struct parsing *r, head_fn *head,
		record_fn *emit, void *ctx, struct err *e);
/* As parsing_index(). */
int sealed_index(struct sealed *s, const struct input_part *index,
		 const struct slice *url, size_t n, struct str *version,
		 struct err *e);
int sealed_pid(const struct sealed *s);	/* of the server; 0: none */
void sealed_close(struct sealed **s);

#endif
