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

/* Questions that one subject's claims cannot answer. */
struct lookup {
	/* Subjects with a live claim `prop` = `value`. */
	int64_t (*count)(void *ctx, enum property prop, struct slice value);
	/* Live claims that cite the document of this subject. */
	int64_t (*citing)(void *ctx);
	void *ctx;
};

struct facts {
	struct slice id;
	enum kind kind;
	struct slice source;	/* key of the source of the subject */
	struct slice subject;	/* its key there */
	struct slice seen;	/* "2026-11-24T00:13:05Z" first seen */
	enum presence presence;
	struct slice gone_on;	/* evidence date of the absence */
	struct slice rekeyed_to;	/* id under which it goes on, its own
					 * number having been corrected */
	const struct fact *fact;	/* live claims: by property, newest first */
	size_t n;
	struct lookup look;
};

#endif
