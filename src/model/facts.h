/* Everything known about one subject at one moment: what a view makes a row
 * of. Borrowed from the store for the length of one call. */
#ifndef THAW_MODEL_FACTS_H
#define THAW_MODEL_FACTS_H

#include "model/record.h"

struct fact {
	struct claim claim;	/* claim.as_of: date of the evidence, resolved */
	struct slice source;	/* source key */
	struct slice source_title;
	struct slice key;	/* native key of the record */
	struct slice doc;	/* key of the document that it cites, which
				 * may be itself; absent: the source's own list */
	struct slice doc_url;
	struct slice doc_title;
	struct slice doc_publisher;
	struct slice doc_published;
	struct slice since;	/* evidence date the claim counts from */
	struct slice until;	/* evidence date it stopped, absent: it counts */
};

/* Is the thing in its list? */
enum presence {
	PRESENT,
	REMOVAL_PENDING,	/* absent from one good version */
	GONE,			/* absent from two */
};

/* How a party stands on a list, by its versions. */
struct standing {
	bool known;		/* the store has the list, and the party was in it */
	enum presence presence;
	struct slice gone_on;	/* evidence date of the absence */
	struct slice version;	/* evidence date of the newest version */
};

/* Parties of a list under some programmes. */
struct tally {
	bool known;		/* the store has a version of the list */
	int64_t listed;
	bool moved;		/* there are two versions to compare */
	int64_t added, removed;	/* since the older one; removed: confirmed */
};

/* Sizes of a list under some programmes over a year, oldest first. */
enum { TREND_POINTS = 12 };
struct trend {
	struct { struct slice date; int64_t listed; } point[TREND_POINTS];
	size_t n;
};

/* An act of release, as its row tells it. */
struct act_row {
	struct slice id, source;	/* its id; the first of its sources */
	struct slice date, scope;
	int64_t count;
};

struct facts;

/* Questions that one subject's claims cannot answer. */
struct lookup {
	/* Subjects with a live claim `prop` = `value`. Of an event, whatever
	 * the value: persons who are part of it, or of one that is the same
	 * act, each once. */
	int64_t (*count)(void *ctx, enum property prop, struct slice value);
	/* Live claims that cite the document of this subject. */
	int64_t (*citing)(void *ctx);
	/* Other subjects, of any source, with a live claim `prop` = `value`;
	 * their facts live in `mem` and have no lookup. */
	size_t (*saying)(void *ctx, enum property prop, struct slice value,
			 struct arena *mem, const struct facts **out);
	/* The acts that this person is part of, each of its source; with `row`
	 * also those of all that stand in the same row. Likewise. */
	size_t (*acts)(void *ctx, bool row, struct arena *mem,
		       const struct facts **out);
	/* Names of the persons of this event, in its source: a list cell. */
	struct slice (*named)(void *ctx, struct arena *mem);
	/* The party "SOURCE/KEY" on its list. */
	void (*standing)(void *ctx, struct slice party, struct arena *mem,
			 struct standing *out);
	/* Parties of the list `source` that have a programme which this subject
	 * has or ever had, at the date asked; and what came and went since
	 * `from`, or since the first version if that is later. */
	void (*tally)(void *ctx, struct slice source, struct slice from,
		      struct tally *out);
	/* The same list at the last version of each month since `from`. */
	void (*trend)(void *ctx, struct slice source, struct slice from,
		      struct arena *mem, struct trend *out);
	/* Acts that are dated between two days, both counted in, by date. */
	size_t (*series)(void *ctx, struct slice from, struct slice until,
			 struct arena *mem, const struct act_row **out);
	void *ctx;
};

/* One list's entry of a party: a row of the matrix of who lists it; of a person
 * one source's, without what only lists have. */
struct listed {
	const struct facts *facts;	/* its own, alone */
	struct slice name, native_id, jurisdiction, listed_on;
	struct slice since;	/* first evidence of it */
	struct slice version;	/* date of the list that says so, if whole */
	struct slice programmes, measures;	/* list cells */
};

/* Why two listings, or persons, are one party, or may be, or are not. */
enum tie_kind {
	TIE_ONE,	/* by a rule */
	TIE_MERGED,	/* by the user's word */
	TIE_SPLIT,	/* likewise; b absent: a is not one with any other */
	TIE_POSSIBLY,
};

struct tie {
	enum tie_kind kind;
	struct slice a, b;	/* ids of the listings; a is in the party */
	struct slice name;	/* of b, where that is not in the party */
	struct slice source;	/* of b, likewise */
	struct slice alone;	/* id of the one of which the user has said
				 * that it is one with no other, which is why
				 * they are not one */
	struct slice rule, reason;
	struct slice note, at;	/* of the user: why, and on what day */
};

/* A record that cites a document, with what it says by it now. */
struct cited {
	struct slice id;	/* of its subject */
	enum kind kind;
	struct slice subject;	/* its key */
	const struct claim *claims;	/* in the order of the record */
	size_t n;
	uint32_t at, last;	/* the least and the greatest offset of them */
};

/* A conflict that the subject has a part in (model/conflict.h). */
struct contested {
	struct slice id, check, why;
	struct slice verdict;	/* "open" ... */
	bool reopened;
};

struct facts {
	struct slice id;
	struct slice asked;	/* id of the one that was asked for, where it is
				 * shown in the row of another */
	enum kind kind;
	struct slice source;	/* key of the source of the subject */
	struct slice subject;	/* its key there */
	struct slice day;	/* asked about: "2025-12-31", else today */
	struct slice seen;	/* "2026-11-24T00:13:05Z" first seen */
	enum presence presence;
	struct slice gone_on;	/* evidence date of the absence */
	struct slice rekeyed_to;	/* id under which it goes on, its own
					 * number having been corrected */
	const struct fact *fact;	/* live claims: by property, newest first */
	size_t n;
	struct lookup look;
	/* Of designations, and of persons and acts that several sources tell
	 * of, where the whole party was asked for. */
	struct slice party;	/* its id; absent: one listing alone */
	const struct listed *listing;
	size_t listings;
	const struct tie *tie;
	size_t ties;
	/* Where all of it was asked for, as of now. */
	bool checked;		/* false: nobody has looked for conflicts */
	const struct contested *contested;
	size_t n_contested;
	/* Of a document that was asked for by itself, by offset. */
	const struct cited *cited;
	size_t cites;
};

#endif
