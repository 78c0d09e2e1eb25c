/* Inside prose*.c: one sentence, and who its facts are about. */
#ifndef THAW_READ_PROSE_INSIDE_H
#define THAW_READ_PROSE_INSIDE_H

#include "read/prose.h"
#include "read/telling.h"

enum { GROUP_MAX = 24, NAMED_MAX = 64, NOBODY = NAMED_MAX };

/* A name of the sentence. */
struct named {
	size_t mark;
	size_t group;	/* the same for "A, B and C" */
	bool official;	/* speaks or judges */
	bool alone;	/* one word, but no other noun stands so */
	bool aged;	/* one word, and an age stands behind it */
	bool near;	/* something beside it says that it is one */
	struct slice name;	/* clean */
	ptrdiff_t known;	/* index in people->list, or -1 */
};

struct prose {
	struct extract *x;
	struct people *p;
	struct telling said;
	struct named named[NAMED_MAX];
	size_t names;
	struct source_of from;
	ptrdiff_t section, item;	/* persons of the heading, the item */
	ptrdiff_t last;		/* the only one of the sentence before */
	bool list_freed, list_held;	/* the items are those who ... */
	bool list_people;	/* ... and they are people */
	int custody;		/* the document speaks of it: 1, it does not: -1,
				 * not looked yet: 0 */
	size_t unnamed;		/* briefs so far */
	size_t briefs_max;
	/* of this sentence */
	size_t subject[GROUP_MAX];	/* names, or none: `heir` */
	size_t subjects;
	ptrdiff_t heir;		/* person for who has no name, or -1 */
	bool wrong;		/* a group is spoken of */
	struct err *e;
};

/* Fills named[] from the marks. */
void prose_names(struct prose *s);
/* Who a fact at these words is about: subject[]. `ahead`: rather who is named
 * behind it. */
void prose_whose(struct prose *s, size_t first, size_t last, bool ahead);
/* Those subjects that stand by these words are people, if anybody is. */
void prose_note_near(struct prose *s, size_t first, size_t last);
/* Says it of all subjects; false where there is none. */
bool prose_say(struct prose *s, enum property prop, struct slice value);
/* The person of a name, made where it is sure enough; -1. */
ptrdiff_t prose_person(struct prose *s, size_t name);
/* Does the document speak of prisons at all? A thing with capitals is released
 * in many others. */
bool prose_custody(struct prose *s);
/* The marks of the sentence, turned into claims. */
void prose_fates(struct prose *s);
void prose_times(struct prose *s);
void prose_about(struct prose *s);	/* roles, ages, charges, citizenship */
bool prose_denied(const struct prose *s, const struct mark *m);
struct mark *prose_fate_between(struct prose *s, size_t from, size_t to,
				enum fate fate);

/* prose_full.c: "Ales Kowal" where the document has it for "Kowal", with a
 * first name that is one; *doubt: a word with a capital stands before it that may be another. */
struct slice prose_full_name(const struct prose *s, struct slice word,
			     bool *doubt);

#endif
