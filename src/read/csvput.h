/* Rows of a mapped CSV file as records; one function for each kind of row. */
#ifndef THAW_READ_CSVPUT_H
#define THAW_READ_CSVPUT_H

#include "model/pdate.h"
#include "model/record.h"
#include "read/csvmap.h"

struct csv_seen {	/* how often a key was used, by its hash */
	uint64_t hash;
	uint32_t times;
};

struct csv_put {
	struct builder build;
	record_fn *emit;
	void *ctx;
	const struct csv_map *map;
	const struct csv_row *row;
	struct csv_seen *seen;	/* a hash table: cap is a power of two */
	size_t n_seen, cap_seen;
	struct str key;
	struct str subject;
	struct str scratch;
};

int csv_put_open(struct csv_put *p, const struct csv_map *map, record_fn *emit,
		 void *ctx, struct err *e);
void csv_put_close(struct csv_put *p);

/* One row of map->kind; errors do not name the row. */
int csv_put(struct csv_put *p, const struct csv_row *row, struct err *e);

/* For the row functions. */
struct slice csv_get(const struct csv_put *p, const char *word);
/* Adds the cell as written, or each of its ";" parts. */
void csv_claim(struct csv_put *p, enum property prop, const char *word);
void csv_claim_each(struct csv_put *p, enum property prop, const char *word);
/* Adds the vocabulary's word for each ";" part; an unknown one is an error. */
int csv_claim_word(struct csv_put *p, enum property prop, const char *word,
		   enum vocab list, struct err *e);
/* The cell as partial ISO date; 0 when it is empty, -1 when it is no date. */
int csv_date(const struct csv_put *p, const char *word,
	     char iso[PDATE_TEXT], struct err *e);
/* How often `key` was asked for, this time included; 0: no memory, `e` set. */
uint32_t csv_nth(struct csv_put *p, struct slice key, struct err *e);
/* "person/" and the name's key in p->subject. */
int csv_person_subject(struct csv_put *p, struct slice name, struct err *e);

int csv_put_event(struct csv_put *p, struct err *e);
int csv_put_measure(struct csv_put *p, struct err *e);

#endif
