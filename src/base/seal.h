/* Takes from this process whatever it does not need: files, network, other
 * processes, memory and time beyond a measure. seal.c is the doorway of
 * Landlock and seccomp; where a system has neither, the limits remain. */
#ifndef THAW_BASE_SEAL_H
#define THAW_BASE_SEAL_H

#include "base/str.h"

struct seal {
	int64_t memory;		/* bytes */
	int64_t cpu_s;
	int64_t file_bytes;	/* of any file it writes to */
	int out, spool;		/* the descriptors that it may write to;
				 * spool -1: none */
};

/* What a signal says that came from a seal. */
bool seal_forbids(int signal);	/* it tried what it may not */
bool seal_times_out(int signal);	/* of processor time */
/* Descriptors from `first` on that an exec would hand down are closed. */
void seal_close_from(int first);
/* What is to end with the process that started it does so. */
void seal_with_parent(void);
/* A build with sanitizers, which say what they find on stderr. */
bool seal_speaks(void);
/* What may be taken before a fork, and costs less there: all files that are not
 * open (Landlock). Where memory runs out, this process is the first to go. */
void seal_files(void);
/* The rest, for good. What cannot be had is left out; -1 where not even the
 * limits hold. */
int seal_process(const struct seal *s, struct err *e);
/* Appends what holds here: "Landlock 6, seccomp, limits of ...". */
void seal_describe(struct str *out);

#endif
