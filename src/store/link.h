/* Listings of several sources that are one party; persons of the releases, and
 * acts of release, that several texts tell of. What is said of listings here
 * holds for all three, but that kinds never meet, that a person or act that is
 * gone from its source is compared no more, since it has no row, and that
 * texts of one source may tell of one person or act under two spellings or
 * numbers, as those of two sources do.
 *
 * Each listing stays a subject of its own, with its own id, row and history;
 * parties lie over them. When an accepted fetch fills the rows of listings,
 * their profiles (model/party.h) are noted; those that changed are compared
 * with the listings of other sources that share a key, never with all. What
 * is certain, or likely with nobody else in question, is tied; a party is what
 * hangs together by ties, strongest first, unless something in it speaks
 * against it. The user's own word (own.tie) comes before all rules.
 *
 * One list never has the same party twice: it would have one number. Only the
 * user can say so.
 */
#ifndef THAW_STORE_LINK_H
#define THAW_STORE_LINK_H

#include "store/inside.h"

enum {
	KEY_MOST = 50,		/* listings of other sources that a key may
				 * lead to; more of them say nothing */
	KEY_MOST_WIDE = 400,	/* the same of persons and acts: of what is in
				 * the news many tell */
	PARTY_MOST = 500,	/* listings that hang together; more are left
				 * apart, but for the user's word */
};

/* The listings that one goes by or went by under other numbers, itself first,
 * as a table one(subject). Written so that the indexes of rekey are used: it is
 * asked of every candidate that is screened. */
#define SAME_ENTRY(subject) \
	" WITH RECURSIVE one(subject) AS (SELECT " subject \
	" UNION SELECT oc.subject FROM one JOIN content c" \
	"  ON c.subject = one.subject JOIN rekey k ON k.old = c.record" \
	"  OR k.new = c.record JOIN content oc" \
	"  ON oc.record IN (k.old, k.new))"

/* Are those of this kind compared? */
static inline bool link_kind(enum kind k)
{
	return k == KIND_designation || k == KIND_person || k == KIND_event;
}

/* Do those that are one have one row? Each list's entry has its own. */
static inline bool link_rows(enum kind k)
{
	return k == KIND_person || k == KIND_event;
}
#define KINDS_IN_ROWS "('person', 'event')"
/* Ids of those that stand in one row with the id ?1, itself among them. */
#define IDS_IN_ROW \
	"SELECT ?1 UNION SELECT gu.public FROM public gx" \
	" CROSS JOIN party gp ON gp.subject = gx.subject" \
	" CROSS JOIN party gq ON gq.party = gp.party" \
	" CROSS JOIN subject gu ON gu.id = gq.subject" \
	" AND +gu.kind IN " KINDS_IN_ROWS " WHERE gx.public = ?1"

/* link_note.c: the facts of a listing as of now. Nothing happens where its
 * profile is known. */
int link_note(struct store *s, int64_t subject, const struct facts *f,
	      struct err *e);
/* Finds what the noted ones share with others, forms parties anew, and touches
 * the listings whose row says something else by that. */
int link_finish(struct store *s, struct err *e);
void link_end(struct store *s);
/* Before all of a kind are noted again. */
int link_clear(struct store *s, enum kind kind, struct err *e);

/* link_keys.c: the keys by which listings of other sources are found. */
enum { KEYS_NOTED = 1 << 20 };	/* worth a step: 24 MB */
struct link_keys;
int keys_open(struct link_keys **k, struct err *e);
void keys_close(struct link_keys **k);
/* Keys that a listing has from now on, or (`gone`) no longer; those that it
 * has afterwards are told once in a step, and are found whatever is gone. */
int keys_note(struct link_keys *k, const struct party_keys *keys,
	      int64_t source, int64_t subject, bool gone, struct err *e);
size_t keys_noted(const struct link_keys *k);
/* Writes what was noted, and tells of each listing that shares a new key. */
typedef int pair_fn(void *ctx, int64_t subject, int64_t other,
		    struct err *e);
int keys_write(struct store *s, struct link_keys *k, pair_fn *fn, void *ctx,
	       struct err *e);

/* Those of these subjects go. */
int keys_forget(struct store *s, const struct bits *subjects, struct err *e);

/* link_form.c: the parties of these listings, and of all that hangs together
 * with them. */
int link_form(struct store *s, const struct bits *listings, struct err *e);
/* What the user said of the listing ?1, which holds for its entry under every
 * number: the verdict; the other listing, null where it is not in the store or
 * there is none; whether it stands alone; whether it comes first; the id of the
 * other one; why, and when. */
extern const char link_own_words[];

/* link_rows.c: the one that has the row of the subject's party: itself, where it
 * is in none, or has a row in any case. */
int link_leader(struct store *s, int64_t subject, int64_t *leader,
		struct err *e);
/* Its row is to be filled anew, and that of its party; or those of the acts
 * that a person is part of. */
int link_touch(struct store *s, int64_t subject, struct err *e);
int link_touch_acts(struct store *s, int64_t person, struct err *e);
/* The facts of one subject become those of its row; *shown is false where
 * another has it. */
int link_row(struct store *s, int64_t subject, struct slice at,
	     struct arena *mem, struct facts *f, bool *shown, struct err *e);
/* What of `f` the presence of another member changes. */
void facts_presence(struct facts *f, const struct facts *other);
/* `out`, the first member's facts so far, gets those of all. */
int facts_merge(const struct facts *const *member, size_t n, struct arena *mem,
		struct facts *out, struct err *e);

/* link_read.c: in the party of this listing the sources differ. */
int link_disputed(struct store *s, int64_t subject, bool *out, struct err *e);
/* Completes the facts of one listing by those of the others of its party, the
 * matrix and the ties; `all` as in gather_what. */
int link_complete(struct store *s, int64_t subject, struct slice at,
		  struct arena *mem, struct facts *f, struct err *e);

#endif
