/* One subject on paper: every claim with its source, date and quote. */
#ifndef THAW_CMD_PAPER_H
#define THAW_CMD_PAPER_H

#include "model/facts.h"
#include "store/store.h"

/* As it is written in the language; what is none as it is. */
void paper_date(struct str *to, struct slice date);

void subject_text(struct str *to, const struct facts *f,
		  const struct own_words *own, struct arena *mem, bool ascii);
/* What the user has said came of a recommendation, and when. */
void work_text(struct str *to, const struct own_words *own);
void work_json(struct str *to, const struct own_words *own);	/* a member */
/* A document's text with what was taken from each line under it; the records
 * that cite it, as members. */
void article_text(struct str *to, const struct facts *f);
void article_json(struct str *to, const struct facts *f);
/* Who lists it, or which sources tell of the person, why these are one, which
 * others may be; nothing where it is neither. */
void party_text(struct str *to, const struct facts *f, struct arena *mem);
void party_json(struct str *to, const struct facts *f);	/* members */
/* Where a person was when; nothing for others. */
void custody_json(struct str *to, const struct facts *f, struct arena *mem);
/* Members of a claim: what it says, and by whom; all null without one. */
void said_json(struct str *to, const struct fact *f);
void teller_json(struct str *to, const struct fact *f);
/* One object on one line. */
void subject_json(struct str *to, const struct facts *f,
		  const struct own_words *own, struct arena *mem);

/* A conflict with all its sides (paper_conflict.c); the lines and the member of
 * those that a subject has a part in. */
void conflict_text(struct str *to, const struct store_conflict *c);
void conflict_json(struct str *to, const struct store_conflict *c);
void contested_text(struct str *to, const struct facts *f, bool ascii);
void contested_json(struct str *to, const struct facts *f);
/* One of its conflicts is open; where nobody has looked, its claims differ. */
bool is_contested(const struct facts *f);

#endif
