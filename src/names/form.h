/* One written name, taken apart so that two can be compared: in any order of
 * the words ("SURNAME, Given Patronymic"), in any spelling, with or without
 * the patronymic. */
#ifndef THAW_NAMES_FORM_H
#define THAW_NAMES_FORM_H

#include "model/party.h"

struct form {
	struct slice words;	/* all words as fold_name() spells, sorted */
	struct slice core;	/* the same, given names made equal, without
				 * the patronymic */
	struct slice father;	/* what the patronymic is made of, or absent */
	struct slice written;	/* as the list writes it, for people */
	size_t n;		/* words */
};

enum { FORM_WORDS = 24, FORM_BYTES = 512 };

/* False for what is no full name: a person's has two words and more, another
 * party's five letters and more. Slices live in mem, `written` is borrowed. */
bool form_make(struct form *out, struct slice text, bool person,
	       const struct party_spelling *how, struct arena *mem);
/* One name, though the one form may lack the patronymic; and with `*whole`
 * both have it or neither of three words and more. */
bool form_equal(const struct form *a, const struct form *b, bool *whole);
/* One given name and surname, two fathers. */
bool form_clash(const struct form *a, const struct form *b);

#endif
