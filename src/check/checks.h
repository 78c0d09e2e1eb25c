/* Checks: what cannot all be true of one thing. This room knows the nouns of
 * the model and nothing else; the store hands it matters (model/conflict.h) and
 * keeps what it finds.
 *
 * One check is one row here, and one file, or a few in one file where they look
 * at the same things. A check that does not understand a claim says nothing of
 * it. What two sources count differently, or two authorities did, is no
 * conflict.
 */
#ifndef THAW_CHECK_CHECKS_H
#define THAW_CHECK_CHECKS_H

#include "model/conflict.h"

struct found;

struct check {
	const char *name;	/* a value of VOCAB_check */
	unsigned kinds;		/* 1 << kind, or'ed: what it looks at */
	void (*run)(const struct matter *m, struct found *to);
};

#define CHECKS(X) \
	X(interval) X(membership) X(status) X(document) X(lists) X(moves) \
	X(order) X(parts) X(percent) X(superlative) X(count) X(date) \
	X(number) X(value)

#define CHECK_DECLARE(name) extern const struct check check_##name;
CHECKS(CHECK_DECLARE)
#undef CHECK_DECLARE

extern const struct check *const checks[];	/* in this order, then NULL */

extern const struct check_rules check_rules;

#endif
