/* The fields of one entry by their names, whether it is a row of a table or an
 * object of a JSON text, so that one reader knows both.
 *
 * Names are compared by their letters and digits alone, without case: "UPR
 * Position", "uprPosition" and "upr_position" are one. A name that no column
 * has may be a path into an object, "prison.title"; on the way an array gives
 * each of its elements.
 */
#ifndef THAW_READ_ENTRY_H
#define THAW_READ_ENTRY_H

#include "base/arena.h"
#include "read/csvrow.h"
#include "read/jsontree.h"

enum { ENTRY_FIELDS = 160, ENTRY_VALUES = 256, ENTRY_BYTES = 24 << 20 };

struct entry {
	const char *const *name;	/* "Symbol|Document Symbol": any of
					 * them */
	size_t n;
	size_t at[ENTRY_FIELDS];		/* column from 1; 0: there is none */
	size_t width;			/* of the header */
	const struct csv_row *row;
	const struct jnode *object;
	struct arena mem;		/* what JSON has no text for */
	struct slice value[ENTRY_VALUES];
	bool met;
};

/* Names outlive it. */
void entry_init(struct entry *f, const char *const *name, size_t n);
void entry_free(struct entry *f);

/* Finds the columns. How many of the fields there are. */
size_t entry_header(struct entry *f, const struct csv_row *header);
bool entry_known(const struct entry *f, size_t field);
/* The entry is read from this until the next call of either. -1: the row has
 * another number of cells than the header. */
int entry_row(struct entry *f, const struct csv_row *row, struct err *e);
void entry_object(struct entry *f, const struct jnode *object);

/* All values of a field in f->value, trimmed and not empty; how many. A cell
 * is one value. They live until the next call. */
size_t entry_all(struct entry *f, size_t field);
/* The field that was asked for last stands in the object, even as null. */
bool entry_met(const struct entry *f);
/* The first one; absent. Lives as long as the entry. */
struct slice entry_get(struct entry *f, size_t field);

/* Goes through a table with a header row: `fn` for each row of it. Errors name
 * the row; a last one that is too short is "cut off". */
typedef int entry_fn(void *ctx, struct entry *f, struct err *e);
int entry_table(struct entry *f, struct input_part *part, char sep,
		 int (*header)(void *ctx, struct entry *f,
			       const struct csv_row *row, struct err *e),
		 entry_fn *fn, void *ctx, struct err *e);
/* A list that comes as a table, or as objects of a JSON text. */
struct entry_form {
	const char *const *name;
	size_t n;
	/* Of a table: refuses one that lacks what is needed. */
	int (*header)(void *ctx, struct entry *f, const struct csv_row *row,
		      struct err *e);
	entry_fn *put;			/* takes one entry */
	bool objects;			/* JSON is known too */
};
/* `form->put` for each entry of the part. Errors name the row or object. */
int entry_read(const struct entry_form *form, struct input_part *part,
	       void *ctx, struct err *e);
/* Says which of the names a header lacks: "no column "id" (it has: a, b)". */
int entry_lacks(const struct csv_row *header, const char *name,
		 struct err *e);

#endif
