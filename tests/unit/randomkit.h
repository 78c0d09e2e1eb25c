/* What the tests with random versions share: versions from a fixed seed, a store
 * of them, and all that it tells as text. */
#ifndef THAW_TESTS_RANDOMKIT_H
#define THAW_TESTS_RANDOMKIT_H

#include "storekit.h"

enum {
	ROUNDS = 6, STEPS = 9, DATES = 8, KEYS = 6, DUMP = 4 << 20,
	TEXT = 4096,
};

struct version {
	const char *source;
	int date;
	bool complete;
	const char *sum;	/* of its bytes; NULL: not known */
	char text[TEXT];
};

struct round {
	uint64_t seed, at;
	struct version v[STEPS];
	int n;
	bool patches;	/* told to what stood there when they came */
	bool ends;	/* lists of changes tell these alone */
};

uint64_t random_chance(struct round *r, uint64_t below);
const char *random_date_of(int i);
int64_t random_day_of(int date);
void random_say(struct version *v, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

void random_start(struct kit *k, int64_t now);
void random_reopen(struct kit *k);
/* Statements, past the store. */
void random_run(struct kit *k, const char *text);
void random_take(struct kit *k, const struct version *v);

/* Rows of all views, sorted; the caller's to free. */
char *random_tell(struct kit *k, const char *query, bool of_day);
/* Fails where they differ, and says what and after which versions; frees. */
void random_same(const struct round *r, int done, const char *what, char *got,
		 char *want);

#define NO_SHAPES "DELETE FROM meta WHERE name LIKE 'shape %'"
#define NO_CHANGES \
	"DELETE FROM rekey; DELETE FROM change; DELETE FROM meta"

#endif
