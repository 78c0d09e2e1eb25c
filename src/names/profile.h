/* What of a listing, or of a person of the releases, tells who it is: kept as a
 * text (model/party.h), read back into this. All slices borrow from the text.
 */
#ifndef THAW_NAMES_PROFILE_H
#define THAW_NAMES_PROFILE_H

#include "model/party.h"
#include "names/act.h"
#include "names/births.h"
#include "names/form.h"
#include "names/number.h"

enum {
	PROFILE_FORMS = 48, PROFILE_NUMBERS = 24, PROFILE_WORDS = 16,
	PROFILE_BIRTHS = 8, PROFILE_TOLD = 32, PROFILE_DOCS = 200,
	PROFILE_DAYS = 8, PROFILE_ACTS = 4, PROFILE_CASES = 8,
	PROFILE_BYTES = 64 << 10,
};

struct words {
	struct slice word[PROFILE_WORDS];
	size_t n;
};

/* What is compared of a person besides: a date, or a sum of what is said. */
struct told {
	struct slice prop, value;
};

struct profile {
	bool freed;		/* of the releases; else of a list */
	char kind, gender;	/* first letter, 0: not told */
	struct birth birth[PROFILE_BIRTHS];
	size_t births;
	struct words country;	/* of citizenship, seat; alpha-3 */
	struct words territory;	/* that its programmes are about; alpha-3 */
	struct words place;	/* of birth, folded */
	struct form form[PROFILE_FORMS];
	size_t forms;
	struct number number[PROFILE_NUMBERS];
	size_t numbers;
	struct told told[PROFILE_TOLD];	/* of those of the releases */
	size_t n_told;
	/* Of those of the releases, and of acts (names/profile_act.h). */
	bool event;			/* an act, no party */
	bool list;			/* what tells of it is no document */
	struct slice source, native;
	struct slice doc[PROFILE_DOCS];
	size_t docs;
	struct slice declined[PROFILE_CASES];
	size_t cases;
	struct pdate arrest[PROFILE_DAYS], release[PROFILE_DAYS];
	size_t arrests, releases;
	struct act act[PROFILE_ACTS];	/* an act has itself */
	size_t acts;
	struct slice member[ACT_NAMES];	/* sorted, each once */
	size_t members;
};

/* FNV-1a, 64 bits: keys are kept, so this may never change. */
#define PROFILE_HASH 0xcbf29ce484222325u
static inline void profile_hash(uint64_t *key, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		*key = (*key ^ (unsigned char)s.p[i]) * 0x100000001b3u;
}

/* One more word, unless it is there or there are too many. */
bool words_add(struct words *w, struct slice word);

/* A profile without names and places, whatever it is good for; in mem. */
struct slice profile_facts(const struct facts *f, struct arena *mem);

/* As those of party_rules. */
struct slice profile_make(const struct facts *f,
			  const struct party_spelling *how,
			  struct arena *mem);
void profile_keys(struct slice text, struct party_keys *out);
void profile_read(struct profile *out, struct slice text);

#endif
