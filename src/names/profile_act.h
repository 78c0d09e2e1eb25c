/* Persons of the releases, and acts of release, in profiles: the lines that
 * only those have. Inside the room.
 *
 *   X                  an act; else a person
 *   S SOURCE   N NUMBER there
 *   D SUM              a document that tells of it; L: a list does
 *   A DAY   R DAY      of the arrest, of the release
 *   E SCOPE            an act: of a person one that he was part of; then
 *   T DATE   W DAY     its date, or days on which texts without one came out
 *   Q MIN MAX          its number
 *   C KEY              a person's name in any case (names/declined.h)
 *   M KEY              who is named, likewise, in order
 */
#ifndef THAW_NAMES_PROFILE_ACT_H
#define THAW_NAMES_PROFILE_ACT_H

#include "names/profile.h"

void profile_put_freed(struct str *out, const struct facts *f,
		       const struct form *form, size_t forms,
		       struct arena *mem);
struct slice profile_event(const struct facts *f,
			   const struct party_spelling *how,
			   struct arena *mem);
void profile_clear_freed(struct profile *p);
void profile_read_freed(struct profile *p, char letter,
			const struct slice *field);

/* One source tells of both at once, so that they are two. */
bool profile_one_teller(const struct profile *a, const struct profile *b);
struct act_names profile_named(const struct profile *a,
			       const struct profile *b);

#endif
