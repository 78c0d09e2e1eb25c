/* Canned data for screens: rows of a table, filtered by plain folded
 * substrings. The three public figures are real, all others invented. */
#ifndef THAW_TESTS_CANNED_H
#define THAW_TESTS_CANNED_H

#include "ui/data.h"

enum { CANNED_ROWS = 64 };

struct canned {
	int first;		/* rows before it are hidden: data that changes */
	bool changed;
	bool read[CANNED_ROWS], starred[CANNED_ROWS];
	int64_t dismissed;	/* number of the hit that was, last */
	int fetched;		/* most rows asked for at once */
	int days;		/* times that rows of an earlier day were asked */
};

/* The clock stands at 2026-11-24 12:00 UTC. */
struct data canned_data(struct canned *c);
/* Facts of one person, with a dispute: live for ever. */
void canned_facts(struct facts *f);
/* Compares with the golden file, or rewrites it (THAW_GOLDEN_WRITE=1). */
void golden_check(const char *name, struct slice got);

#endif
