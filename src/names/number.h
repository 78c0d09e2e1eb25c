/* Numbers that states and registers give: which kinds of them can tell that
 * two listings are one party. */
#ifndef THAW_NAMES_NUMBER_H
#define THAW_NAMES_NUMBER_H

#include "base/arena.h"

struct number {
	const char *kind;	/* "imo": one of the table; lives for ever */
	struct slice text;	/* letters and digits alone */
	struct slice country;	/* alpha-3 of the issuer, or absent */
};

/* `told` is the type and the issuer as lists write it: "Passport, Belarus".
 * False for kinds that say nothing (a call sign), for numbers too short, and
 * for an IMO number whose check digit is wrong. */
bool number_make(struct number *out, struct slice value, struct slice told,
		 struct arena *mem);
/* For people: "IMO number". */
struct slice number_label(struct slice kind);
/* The name of a kind that lives for ever, or NULL. */
const char *number_kind(struct slice kind);
/* The kinds one by one; NULL behind the last. */
const char *number_kind_at(size_t i);
/* Given once in the world, and to one: equal is one, different is two. */
bool number_is_one(struct slice kind);
/* Equal is one whatever the names say: nobody types them by chance. */
bool number_is_proof(struct slice kind);

#endif
