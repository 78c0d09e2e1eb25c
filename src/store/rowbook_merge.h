/* Runs of words merged: their rows go to the file at once, what there is of each
 * word besides to temporary ones. */
#ifndef THAW_STORE_ROWBOOK_MERGE_H
#define THAW_STORE_ROWBOOK_MERGE_H

#include "store/rowbook_gather.h"

/* Bytes that go to a temporary file. */
struct spool {
	int fd;			/* -1: none */
	uint64_t n;		/* of all */
	struct str buf;
};

int spool_open(struct spool *p, struct err *e);
int spool_copy(struct spool *p, struct summer *to, struct err *e);
void spool_free(struct spool *p);

struct merge {
	const struct gatherer *g;
	size_t rows;			/* of the view */
	struct summer *to;		/* the rows of words */
	struct spool words, texts;	/* struct book_word; bytes */
	struct book_class class[GATHER_CLASSES];
	uint64_t made;			/* words */
	uint64_t postings;		/* bytes of rows */
	struct str bytes;		/* of one word */
	struct err *e;
};

int merge_runs(struct merge *m);

#endif
