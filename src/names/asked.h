/* Who is asked for beside the name, as a row of a file or an option says it,
 * read into the same profile as a listing's.
 *
 * Each returns false where the text tells nothing that can be compared; then
 * the profile is as it was. What is more than fits is left out.
 */
#ifndef THAW_NAMES_ASKED_H
#define THAW_NAMES_ASKED_H

#include "names/profile.h"

/* A day, month or year, of a person where no kind is told. "05/03/1962" is the
 * year alone where nobody says which comes first. */
bool asked_birth(struct profile *p, struct slice text, enum date_order order);
/* One country or several; *unknown is the first that nobody knows. */
bool asked_country(struct profile *p, struct slice text,
		   struct slice *unknown);
/* "unknown" is an answer too, and sets nothing. */
bool asked_gender(struct profile *p, struct slice text);
/* "company", "Organization", "ship"; no more than "person or company": 0. */
bool asked_kind(struct profile *p, struct slice text);
/* `told` is what the number is called: "passport", "tax number"; absent where
 * nothing says what number it is: then it is compared with those of all kinds,
 * and its kind is NULL. Lives in mem. */
bool asked_number(struct profile *p, struct slice text, struct slice told,
		  struct arena *mem);

#endif
