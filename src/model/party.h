/* Are two listings one party, two accounts of a person one man, or of a release
 * one act? What the store asks of whoever knows names. Things of two kinds are
 * never one.
 *
 * A profile is a text that holds all that the answer needs of one listing, so
 * that it can be kept and two be compared without reading their claims again.
 * Keys find the listings that are worth comparing: only such as share one.
 */
#ifndef THAW_MODEL_PARTY_H
#define THAW_MODEL_PARTY_H

#include "model/facts.h"

enum party_verdict {
	PARTY_NOTHING,		/* nothing says that they are one */
	PARTY_APART,		/* something says that they are two */
	PARTY_POSSIBLY,		/* shown, never merged */
	PARTY_LIKELY,		/* one, where nobody else comes into question */
	PARTY_SAME,		/* one, beyond doubt */
};

struct party_answer {
	enum party_verdict verdict;
	int rank;		/* the lower, the stronger the evidence */
	const char *rule;	/* "name and date of birth"; lives for ever */
	struct slice reason;	/* a sentence that names the evidence */
	bool against;		/* something speaks against it, whatever the
				 * verdict: never one by way of a third */
	bool counts;		/* though it is only possible, it may keep one
				 * of them from being one with a third */
	bool differ;		/* what the two say of the party cannot both
				 * be true */
};

enum {
	PARTY_KEYS = 160,
	PARTY_WIDE = 1,		/* the last bit of a key: it leads also within
				 * one source, and to many */
};

struct party_keys {
	uint64_t key[PARTY_KEYS];	/* different, stable for ever */
	size_t n;
};

/* How names are spelled for comparing: fold_name(), maybe remembered. */
struct party_spelling {
	void (*fold)(void *ctx, struct str *out, struct slice text);
	void *ctx;
};

struct party_rules {
	int version;		/* raised when profiles or answers change */
	/* Profile in mem; absent where the facts are of no use for it. Weak
	 * aliases are left out. */
	struct slice (*profile)(const struct facts *f,
				const struct party_spelling *how,
				struct arena *mem);
	void (*keys)(struct slice profile, struct party_keys *out);
	/* Symmetric. The reason lives in mem, absent with `mem` NULL. */
	struct party_answer (*compare)(struct slice a, struct slice b,
				       struct arena *mem);
};

#endif
