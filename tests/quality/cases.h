/* What the extractors find in small documents, against what should be found.
 *
 * A case is a row of a table: id, lang, pattern, a text (`document`, or
 * `paraphrase`, of which a document is made) and `expect`, "key=value;...".
 * "name=X" begins a person: the keys of persons behind it are hers. In the
 * document "\n" stands for the end of a line.
 */
#ifndef THAW_TESTS_QUALITY_CASES_H
#define THAW_TESTS_QUALITY_CASES_H

#include "base/arena.h"
#include "model/record.h"

enum { FOUND_MAX = 2000, WANT_MAX = 100 };

/* One claim that a document gave. */
struct found {
	enum kind kind;
	size_t record;		/* number of its record in the document */
	enum property prop;
	struct slice value, qualifier;
	bool right;		/* some expectation wants it */
};

struct finds {
	struct found list[FOUND_MAX];
	size_t n, records;
	struct arena mem;
};

/* One "key=value". */
struct want {
	struct slice key, value;
	bool got;
	bool skipped;		/* a key that is no field: "conflict" */
};

struct wants {
	struct want list[WANT_MAX];
	size_t n;
	bool nothing;		/* "none": the document says nothing */
};

void wants_read(struct wants *w, struct slice expect);
/* Marks what was got, and the claims that were wanted. */
void wants_match(struct wants *w, struct finds *f);
/* Is the claim one that counts for precision, given what is wanted? `strict`:
 * all claims of the kinds that the case is about, else those of the keys that
 * it names. */
bool wants_counts(const struct wants *w, const struct found *f, bool strict);

#endif
