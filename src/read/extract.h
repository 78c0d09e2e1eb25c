/* What the blocks of a document say, as records that cite it.
 *
 * One file a kind of record; each goes over the page in document order.
 * Nothing is taken from a sentence that does not say it.
 */
#ifndef THAW_READ_EXTRACT_H
#define THAW_READ_EXTRACT_H

#include "model/pdate.h"
#include "model/record.h"
#include "read/page.h"

enum table_kind {
	TABLE_OTHER, TABLE_PERSONS, TABLE_ASPECTS, TABLE_ACTIONS,
};

/* Columns by what they hold; the order is that of column_names. */
enum table_column {
	COLUMN_NAME, COLUMN_ROLE, COLUMN_DURATION, COLUMN_ARRESTED,
	COLUMN_SENTENCE, COLUMN_RELEASED, COLUMN_CHARGES, COLUMN_STATUS,
	COLUMN_PRISON, COLUMN_COUNTRY, COLUMN_BORN, COLUMN_ASPECT,
	COLUMN_DETAILS, COLUMN_DATE, COLUMN_AUTHORITY, COLUMN_ACTION,
	COLUMN_IMPACT, COLUMN_ADDRESSEE, COLUMN_FROM, COLUMN_STATE,
	COLUMN_COUNT,
};

struct table {
	enum table_kind kind;
	int column[COLUMN_COUNT];	/* -1: the table has none */
	size_t width;			/* cells of its head */
	size_t head;			/* its row in the block */
	bool across;	/* of persons: the headers stand in the first cells of
			 * the rows, and `column` holds rows */
};

/* How a claim was found, and of how many such in a hundred it is right: an
 * estimate of the rule, not of the claim. */
struct extract_rule {
	const char *name;	/* "table.person", "sentence.count" */
	unsigned char confidence;
};

struct findings;

struct extract {
	const struct page *page;
	const struct findings *found;	/* what its sentences say */
	struct table *table;	/* by block, for those that are tables */
	bool *asked;		/* by block: the item is a recommendation */
	struct slice doc;	/* key of the document */
	struct slice lang;
	struct builder *b;
	record_fn *emit;
	void *ctx;
	struct extract_rule rule;	/* that the next claims come from */
	struct slice event;	/* subject of the first release event */
	struct arena *mem;	/* of `event` */
};

/* All that the page says, as records that cite the document `doc`, which has
 * been emitted before. The page outlives the call. Where the document is a
 * rewrite, they are doubtful (b->surest). */
int extract_document(const struct page *page, struct slice doc,
		     struct slice lang, struct builder *b, record_fn *emit,
		     void *ctx, struct err *e);

/* The recognised tables of the page, and its unlabelled recommendations; both
 * lists are the caller's to free. */
int extract_layout(struct extract *x, struct err *e);
/* Fills `t` for a table's block. */
void extract_table(const struct extract *x, const struct block *b,
		   struct table *t);
/* Is the row a head again, as a long table repeats it? */
bool extract_is_head(const struct extract *x, const struct table *t,
		     const struct page_row *row);
/* The column of persons that the label is the whole head of, or COLUMN_COUNT. */
enum table_column extract_head_column(const struct extract *x,
				      struct slice label);
/* "person.name" and so on; COLUMN_COUNT: there is no such column. */
enum table_column extract_column(struct slice name);
/* Not of a table that is `across`. */
struct slice extract_cell(const struct extract *x, const struct table *t,
			  const struct page_row *row, enum table_column col);

int extract_events(struct extract *x, struct err *e);
int extract_persons(struct extract *x, struct err *e);
int extract_measures(struct extract *x, struct err *e);
int extract_briefs(struct extract *x, struct err *e);
int extract_actions(struct extract *x, struct err *e);

/* Begins a record "DOC#what" that cites the document. */
void extract_begin(struct extract *x, enum kind kind, struct slice what);
/* Adds a claim with its quote and where that stands, by x->rule. */
struct claim *extract_claim(struct extract *x, enum property prop,
			    struct slice value, struct slice quote, size_t at);
int extract_emit(struct extract *x, struct err *e);

#endif
