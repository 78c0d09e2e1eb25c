/* What the words of one sentence are: names, what became of somebody, dates,
 * times, ages, roles, grounds of a release, articles of a code.
 *
 * Marks stand in the order of the words; two may overlap (a role and what
 * became of its holder). Slices are of the sentence.
 */
#ifndef THAW_READ_TELLING_H
#define THAW_READ_TELLING_H

#include "model/duration.h"
#include "read/words.h"

/* The values of assets/vocab/fate.tsv. */
#define FATES(X) \
	X(sentenced) X(arrested) X(held) X(still_held) X(spent) X(after) \
	X(term) X(remainder) X(faces) X(suspended) X(life) X(freed) X(frees) \
	X(among_freed) X(among_held) X(died) X(deported) X(refused) \
	X(returned) X(stayed) X(left) X(transferred) X(since) X(people) \
	X(break) X(maybe) X(official) X(including) X(pronoun) X(citizen) \
	X(joint) X(half) X(aged) X(article) X(part) X(kin) X(code) \
	X(served) X(came) X(loose) X(neutral) \
	X(dated) X(penalty) X(quits)

#define FATE_ENUM(name) FATE_##name,
enum fate { FATES(FATE_ENUM) FATE_COUNT };
#undef FATE_ENUM

enum mark_kind {
	MARK_NAME, MARK_FATE, MARK_DATE, MARK_SPAN, MARK_AGE, MARK_ROLE,
	MARK_TYPE, MARK_CHARGE, MARK_COUNTRY, MARK_PRISON,
};

enum { MARKS_MAX = 160, CHARGE_BYTES = 24 };

struct mark {
	enum mark_kind kind;
	size_t first, last;	/* words */
	enum fate fate;
	const char *value;	/* of a role, a type, a country */
	struct slice text;	/* as written, without what ends the words */
	struct pdate date;
	bool since;		/* "since July 2021" */
	struct duration span;
	int number;		/* an age */
	char charge[CHARGE_BYTES];	/* "361-4", "293(2)" */
	bool sure;		/* of a name: it has a known first name */
	bool single;		/* of a name: one word */
	bool used;
};

struct telling {
	struct words words;
	struct slice sentence;
	struct slice lang;
	struct mark mark[MARKS_MAX];
	size_t n;
	bool stop[WORDS_MAX];	/* no part of a name */
	char begins[WORDS_MAX];	/* its first letter: 'd' digit, 'u' capital, 'l'
				 * small, 0 none */
	size_t core_at[WORDS_MAX], core_n[WORDS_MAX];	/* telling_core() of it */
};

/* `s` starts zeroed and is used again and again. `heading`: words in capitals
 * may be names. */
void telling_load(struct telling *s, struct slice sentence, struct slice lang,
	       bool heading);
void telling_free(struct telling *s);

enum fate telling_fate(const char *value);

/* For the files that make marks. */
struct mark *telling_mark(struct telling *s, enum mark_kind kind, size_t first,
		       size_t last);
void telling_names(struct telling *s, bool heading);
void telling_times(struct telling *s);	/* dates, spans and ages */
void telling_charges(struct telling *s);
void telling_prisons(struct telling *s);	/* "colony No. 4", "СИЗО-1" */
/* A mark of that fate which begins at the word, or NULL. */
const struct mark *telling_fate_at(const struct telling *s, size_t word,
				enum fate fate);
/* The word without the marks around it. */
static inline struct slice telling_core(const struct telling *s, size_t word)
{
	return slice_make(s->words.word[word].text.p + s->core_at[word],
			  s->core_n[word]);
}
/* What stands from one word to another. */
struct slice telling_text(const struct telling *s, size_t first, size_t last);
/* Draws nothing: soft hyphens, joiners, marks of direction. */
bool telling_is_hidden(uint32_t cp);
/* A first name, in any case where the language has them. */
bool telling_is_given(struct slice lang, struct slice word);

#endif
