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
	int asked;		/* times that a name was screened, */
	int born;		/* the year that came with it last, */
	const char *verdict[4];	/* what was said of each candidate, */
	char note[64], query[64];	/* why, and of which name, last */
	char disputed[16];	/* verdict of the conflict, or "" */
	int sides, disputed_of;	/* what its sides say, and said then */
	bool slow;		/* a subject too is given up where a key waits */
	bool gone;		/* neither subject nor conflict is known, */
	size_t untold;		/* nor the first claims of p-bialiatski */
	int opened;		/* times that rows were asked for */
	bool (*stop)(void *ctx);
	void *stop_ctx;
	/* What was said last of listings: "d-a d-b". */
	bool said, refuses;
	enum tie_word word;
	char tied[64];
	char work[128];		/* "r-1 done|note": of a recommendation */
};

/* The clock stands at 2026-11-24 12:00 UTC. */
struct data canned_data(struct canned *c);
/* Facts of one person, with a dispute: live for ever. */
void canned_facts(struct facts *f);
/* Its candidates and verdicts: of struct data_ops. */
int canned_screen(void *ctx, const struct asked *a, struct arena *mem,
		  struct candidates *out, struct err *e);
/* Of viasna, one that failed and one that was good. */
int canned_attempts(void *ctx, struct slice source, attempt_fn *fn,
		    void *fn_ctx, struct err *e);
int canned_verdict(void *ctx, struct slice id, const struct own_verdict *v,
		   struct err *e);
/* The conflict "x-held", and what is said of it (canned_conflict.c). */
int canned_conflict(void *ctx, struct slice id, struct arena *mem,
		    struct store_conflict *out, struct err *e);
int canned_dispute(void *ctx, struct slice id, struct slice verdict,
		   struct slice note, struct slice sum, struct err *e);
/* What `work` says (canned_conflict.c). */
int canned_own(void *ctx, struct slice id, struct arena *mem,
	       struct own_words *out, struct err *e);
/* A party as it is after that; dies at the next call. */
void canned_party(const struct canned *c, struct facts *f);
/* Likewise of an invented person whom two sources tell of. */
void canned_person(const struct canned *c, struct facts *f);
int canned_tie(void *ctx, enum tie_word word, struct slice a, struct slice b,
	       struct err *e);
/* Compares with the golden file, or rewrites it (THAW_GOLDEN_WRITE=1). */
void golden_check(const char *name, struct slice got);

#endif
