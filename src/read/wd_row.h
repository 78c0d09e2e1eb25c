/* Rows of an answer of query.wikidata.org, gathered by person: a query gives
 * each value with each other value, so that one person is many rows, which need
 * not stand together.
 *
 * What a variable means follows from its name (wd_row.c has the table); a name
 * with "Label" behind it is the label of the thing of that name.
 */
#ifndef THAW_READ_WD_ROW_H
#define THAW_READ_WD_ROW_H

#include "base/arena.h"
#include "read/jsontree.h"

enum wd_field {
	WD_PERSON, WD_NAME, WD_ALIAS, WD_BORN, WD_DIED, WD_GENDER, WD_COUNTRY,
	WD_ROLE, WD_PRISON, WD_FROM, WD_TO, WD_CHARGE, WD_VERDICT, WD_PENALTY,
	WD_AWARD, WD_ID, WD_FIELDS,
};

enum {
	WD_PERSONS = 200000, WD_VALUES = 4000, WD_SPELLS = 16,
	WD_BYTES = 256 << 20,
};

struct wd_value {
	enum wd_field field;
	struct slice text, lang;
	struct slice as;	/* of an identifier: which */
	struct wd_value *next;
};

/* One detention: where, from, until; each perhaps absent. */
struct wd_spell {
	struct slice prison, from, to;
};

struct wd_person {
	struct slice id;	/* "Q123" */
	struct wd_value *first, *last;
	size_t n;
	struct wd_spell spell[WD_SPELLS];
	size_t spells;
	struct wd_person *same;		/* the next one of its hash */
};

struct wd_rows {
	struct arena mem;
	struct wd_person **person;	/* in the order of the file */
	size_t n, cap;
	struct wd_person *bucket[4096];
};

int wd_open(struct wd_rows **w, struct err *e);
void wd_close(struct wd_rows **w);
/* One element of results.bindings; one without a person is passed over. */
int wd_add(struct wd_rows *w, const struct jnode *binding, struct err *e);

/* The text of a date, as far as it can be meant: Wikidata writes a year as its
 * 1st of January, so that such a day counts as the year alone. */
struct slice wd_date(struct slice text);

#endif
