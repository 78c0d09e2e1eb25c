/* One row as entities: for out_ftm.c. */
#ifndef THAW_WRITE_FTM_ROW_H
#define THAW_WRITE_FTM_ROW_H

#include "write/ftm.h"
#include "write/writer.h"

struct ftm {
	struct str *to;
	const struct out *o;
	const struct row *row;
	const struct facts *f;
	struct arena mem;
};

/* The row's id with a word behind. */
struct slice ftm_id(struct ftm *t, const char *what);
struct slice ftm_list(struct ftm *t, enum property prop);
struct slice ftm_value(const struct ftm *t, enum property prop);
struct slice ftm_cell(const struct ftm *t, const char *name);
/* The documents cited, under the property `proof` (NULL: it has none), and
 * their addresses. */
void ftm_proof(struct ftm *t, struct entity *e, const char *proof);
/* What is known of a person but for the names. */
void ftm_person(struct ftm *t, struct entity *e);
/* Gives the documents that the row cites their numbers in the book. */
void ftm_cite(struct ftm *t);
void ftm_document(struct str *to, const struct book_entry *c);
/* What the row is, and notes on what is disputed of it. */
void ftm_subject(struct ftm *t);
void ftm_notes(struct ftm *t);
/* A conflict, as a note on whom it is told of. */
void ftm_conflict(struct ftm *t);
/* For ftm_subject() (ftm_sanction.c). */
void ftm_measure(struct ftm *t);
void ftm_designation(struct ftm *t);

#endif
