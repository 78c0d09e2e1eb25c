/* The persons that a document names, and what it says of each, until all of it
 * was read: one may stand in a table and in the text.
 *
 * A name is one that was there where its words are the same, or forms of the
 * same ("Алеся Бяляцкага"); the first form stays. Names and claims live in the
 * arena of the caller; past a ceiling what comes is left out. Failures stick
 * in `err`.
 */
#ifndef THAW_READ_PEOPLE_H
#define THAW_READ_PEOPLE_H

#include "read/extract.h"

enum { PEOPLE_MAX = 1 << 17, PERSON_CLAIMS = 200, NAME_BYTES = 400 };

/* The rule of what is said in running text. */
#define RULE_SENTENCE "sentence.person"

struct saying {
	enum property prop;
	struct slice value, quote;
	size_t at;
	struct extract_rule rule;
};

struct person {
	struct slice name, key;
	struct saying *says;
	size_t n, cap;
};

struct people {
	struct person *list;
	size_t n, cap;
	uint32_t *slot;		/* 1 + index by the hash of the key */
	size_t slots;
	struct arena *mem;
	struct err err;
};

/* Where something is said, and by what rule it was found. */
struct source_of {
	struct slice quote;
	size_t at;
	struct extract_rule rule;
};

/* Without zero-width and bidi marks, "(Released)" or a number in front; the
 * bracket's text in *suffix. */
struct slice people_clean(struct people *p, struct slice name,
			  struct slice *suffix);
/* The person of just this clean name, perhaps new; NULL past the ceiling. The
 * pointer dies at the next call. */
struct person *people_get(struct people *p, struct slice name);
/* Who is known by this name, by another form of it or, where it is one word, by
 * that alone; NULL where nobody is, or two. */
struct person *people_find(struct people *p, struct slice name);
/* Who is one word ("Babaryka", in a title) and the last name of just one other
 * becomes that one. All pointers die. */
void people_join(struct people *p);
/* An empty value, or what was said in other words of the same, says nothing. */
void person_say(struct people *p, struct person *who, enum property prop,
		struct slice value, const struct source_of *from);
bool person_says(const struct person *who, enum property prop,
		 const char *value);	/* NULL: any */
int people_emit(struct extract *x, struct people *p, struct err *e);
void people_free(struct people *p);

#endif
