/* The record of an article itself: who published it, from whom it has what it
 * says, and what it is. */
#ifndef THAW_READ_PAPERWORK_H
#define THAW_READ_PAPERWORK_H

#include "model/record.h"
#include "read/meta.h"

struct paperwork {
	struct page *page;
	struct meta *meta;		/* after meta_guess() */
	struct slice key, url;
	struct slice publisher;		/* that the source is said to have */
};

/* Emits the news record. Sets b->surest for the claims that cite it: those of a
 * rewrite are doubtful. */
int paperwork_put(const struct paperwork *w, struct builder *b,
		  record_fn *emit, void *ctx, struct err *e);
/* The same for a document whose record is not at hand, by its text and key. */
int paperwork_doubt(const struct page *p, struct slice doc, struct slice lang,
		    uint8_t *surest, struct err *e);
/* What b->surest is for a document of that kind ("rewrite"). */
uint8_t paperwork_surest(struct slice document_kind);

#endif
