/* What can be taken for certain out of the Polish list's free text. The text
 * itself is kept by the caller; nothing here guesses. */
#ifndef THAW_READ_PL_TEXT_H
#define THAW_READ_PL_TEXT_H

#include "read/roster.h"

struct pl_text {
	struct str low;		/* a cell in small letters */
	struct str name;	/* the party's, without what is in brackets */
};

void pl_text_init(struct pl_text *t);
void pl_text_free(struct pl_text *t);

/* The primary name of a cell "NAME lub NAME (poprzednio: NAME) w likwidacji";
 * lives until the next call. */
struct slice pl_main_name(struct pl_text *t, struct slice cell);
/* Claims the primary name and the other ones. */
void pl_names(struct pl_text *t, struct roster *r, struct slice cell);
/* "urodzony 5 maja 1960 r.", "ur. 05.05.1960", or a date of more than 15
 * years before the law that the text begins with. */
bool pl_birth(struct slice text, struct pdate *out);
/* "NIP 1234567890", "adres: ul. ..., ". */
void pl_numbers(struct roster *r, struct slice text);
/* "obywatel Republiki Białorusi"; in running text only behind `lead`. */
void pl_citizen(struct pl_text *t, struct roster *r, struct slice text,
		const char *lead);
void pl_measures(struct pl_text *t, struct roster *r, struct slice text);

#endif
