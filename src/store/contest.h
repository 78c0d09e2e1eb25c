/* Conflicts: what checks (struct check_rules, handed in) find in the claims of
 * those who tell of one thing. The store knows no check.
 *
 * While an accepted fetch fills rows, their subjects are noted. When the rows
 * and the parties are done, these are checked anew, and with them whoever they
 * are compared with: others of their party, those who may be the same, acts of
 * the same day, owners of the conflicts that they had a part in. Listings are
 * looked at only where their claims differ. What was found is kept by subject,
 * check and property, and shown in rows of its own; `disputed` of the other
 * rows follows from it. A verdict of the user is joined when a row is read, as
 * marks are: no store that was pulled or made anew can lack it.
 */
#ifndef THAW_STORE_CONTEST_H
#define THAW_STORE_CONTEST_H

#include "store/inside.h"

/* Are subjects of that kind looked at by themselves? */
static inline bool conflict_kind(const struct store *s, enum kind k)
{
	return s->o.checks && s->o.checks->wants(k);
}

/* --- contest.c: what is kept --- */

/* Those that have a part in some conflict. */
int conflicts_known(struct store *s, struct bits *out, struct err *e);
/* The subject is to be checked when rows and parties are done. */
int conflicts_note(struct store *s, int64_t subject, struct err *e);
/* Checks all that were noted, in the transaction of the caller. */
int conflicts_update(struct store *s, struct err *e);
/* The user has said that two are one, or not; b 0: a alone. */
int conflicts_tied(struct store *s, int64_t a, int64_t b, struct err *e);
/* Where tables were made anew, or the rules have changed: checks all. */
int conflicts_check(struct store *s, bool anew, struct err *e);
/* Notes all that are looked at, and whoever has a part in some conflict. */
int conflicts_note_all(struct store *s, struct err *e);

/* --- contest_date.c --- */

/* Is one found of the subject at a date? */
int conflicts_any(struct store *s, int64_t subject, struct slice at,
		  bool *out, struct err *e);
/* All of a date into a temporary table. */
int conflicts_fill(struct store *s, const struct shape *shape,
		   const char *table, struct slice at, struct err *e);

/* --- conflict_cell.c: what depends on verdicts, as SQL --- */

void conflict_cell(struct str *out, const char *table,
		   const struct column *c);

/* The rows `t` that are disputed, as a condition that begins with what the index
 * of a view has. */
void conflict_is_disputed(struct str *out, const struct shape *shape);

/* --- conflict_near.c: who is to be checked together with whom --- */

/* All that the noted ones touch come to them. */
int conflicts_spread(struct store *s, struct err *e);

/* --- matter.c: who tells of one thing --- */

struct matter_read {
	struct matter m;
	bool leads;		/* the subject asked for is the one that
				 * conflicts are told of */
	int64_t *one;		/* subjects, as m.one; in mem */
};
/* Facts of all; m.n is 0 where nothing is known of it. */
int matter_read(struct store *s, int64_t subject, struct slice at,
		struct arena *mem, struct matter_read *out, struct err *e);

/* --- teller.c: those who tell of it, each read once while many are checked --- */

enum { SAME_DAY_MOST = 20 };	/* acts of one day that are compared */

struct teller {
	int64_t subject;
	struct facts facts;
	int64_t source;
	/* "SOURCE\x1fKEY" of the first of its party: it decides which of two
	 * tells of a difference between them, whatever came first. */
	struct slice leader;
	int64_t *in;		/* sources of its party; none: it is in none */
	size_t n;
	bool read, placed;	/* facts, and the rest, are there */
	struct teller *next;
};
/* From now on, and until it is closed, nothing that is read may change. */
int tellers_open(struct store *s, struct slice at, struct err *e);
void tellers_close(struct store *s);
/* Between two matters: what was answered may go. */
void tellers_trim(struct store *s);
/* Facts without long texts; what is gone tells nothing. All answers live in
 * mem, or until tellers_trim(). */
int teller_facts(struct store *s, int64_t subject, struct slice at,
		 struct arena *mem, const struct facts **out, struct err *e);
int teller_party(struct store *s, int64_t subject, struct slice at,
		 struct arena *mem, const struct teller **out, struct err *e);
/* The same facts, or all, always in mem. */
int teller_read(struct store *s, int64_t subject, struct slice at, bool all,
		struct arena *mem, struct facts *out, struct err *e);
/* The other acts of its day, or of the month that either is known by. */
int teller_same_day(struct store *s, int64_t act, struct slice at,
		    struct arena *mem, int64_t list[SAME_DAY_MOST], size_t *n,
		    struct err *e);
/* series.c: acts of release by date; acts_between() reads them by this, once
 * while many are checked, and then keeps them until the next matter. */
size_t acts_read(struct store *s, struct slice from, struct slice until,
		 struct arena *mem, const struct act_row **out);

/* --- own_dispute.c --- */

/* Those that the subject has a part in, into its facts. */
int conflicts_load(struct store *s, struct arena *mem, struct facts *f,
		   struct err *e);

/* --- conflict_row.c --- */

/* What it is known by: its id, and the sum of what its sides say. */
struct conflict_mark {
	char id[ID_TEXT];
	char sum[HASH_HEX];
};
int conflict_mark(const struct matter *m, const struct conflict *c,
		  struct conflict_mark *out, struct err *e);
/* A row; the cells that come of verdicts are left to conflict_cell(). */
int conflict_write(struct filler *f, int64_t key, const struct matter_read *r,
		   const struct conflict *c, const struct conflict_mark *k,
		   struct slice seen, struct arena *mem, struct err *e);

#endif
