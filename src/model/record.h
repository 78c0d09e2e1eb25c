/* What every reader emits: flat records made of claims.
 *
 * A record is one thing in one document or list. Its `key` is unique within
 * its source. Records with the same `subject` in one source are about the same
 * thing (the person of two articles); the subject defaults to the key.
 * `doc` is the key of the NEWS or DOCUMENT record, emitted before it in the
 * same read, that the claims cite; absent for lists, which cite themselves.
 * Slices die when the record function returns.
 */
#ifndef THAW_MODEL_RECORD_H
#define THAW_MODEL_RECORD_H

#include "base/arena.h"
#include "base/hash.h"
#include "model/property.h"

/* name, the letter that ids begin with */
#define KINDS(X) \
	X(person, "p") X(event, "e") X(measure, "m") X(designation, "d") \
	X(recommendation, "r") X(news, "n") X(brief, "b") X(document, "c")

#define KIND_ENUM(name, letter) KIND_##name,
enum kind { KINDS(KIND_ENUM) KIND_COUNT };
#undef KIND_ENUM

const char *kind_name(enum kind k);
const char *kind_said(enum kind k);	/* in the language that is spoken */

/* What a record does to the thing that it names. Most lists tell each thing
 * whole; a list of changes tells what came, what went, and what ended. */
enum record_op {
	RECORD_WHOLE,	/* the claims are all that is said of it now */
	RECORD_PATCH,	/* claims come to those that it has; `taken` ones go */
	RECORD_GONE,	/* the source says that it has ended; no claims */
};

struct claim {
	enum property prop;
	bool unverified;	/* the source itself marks it so */
	bool taken;		/* of a patch: no longer said */
	uint8_t confidence;	/* of the rule, in percent; 0: not said */
	uint32_t offset;	/* where in the document's text the quote is */
	struct slice value;	/* never empty */
	struct slice qualifier;	/* "most", "cautiously" */
	struct slice quote;	/* the words that say it */
	struct slice lang;	/* "en" */
	struct slice rule;	/* that took it from a text: "sentence.count" */
	struct slice as_of;	/* date of the evidence where the claim has its
				 * own: "2025-12-15" */
};

struct record {
	enum kind kind;
	enum record_op op;
	struct slice key;
	struct slice subject;
	struct slice doc;
	const struct claim *claims;
	size_t n;
	unsigned char hash[HASH_BYTES];	/* of all the above */
};

/* Takes one record; -1 stops the reader with that error. */
typedef int record_fn(void *ctx, const struct record *rec, struct err *e);

/* Less sure than that is doubtful: it gives way to all that is not. */
enum { CONFIDENCE_LEAST = 50, CONFIDENCE_REWRITE = 30 };

/* Ceilings of one record: more claims or bytes is ERR_LIMIT. */
enum { RECORD_CLAIMS = 4096, RECORD_BYTES = 24 << 20 };

/* Builds records one after another in memory of its own. */
struct builder {
	struct arena mem;	/* emptied by build_begin */
	struct claim *claims;
	size_t n, cap;
	struct record rec;
	struct slice lang;	/* default language of the claims */
	uint8_t surest;		/* no claim is surer than that; 0: no limit */
	struct hash *hash;
	struct err err;		/* first failure, told by build_emit */
};

int build_open(struct builder *b, struct err *e);
void build_begin(struct builder *b, enum kind kind, struct slice key);
void build_op(struct builder *b, enum record_op op);
void build_subject(struct builder *b, struct slice subject);
void build_doc(struct builder *b, struct slice doc);
/* Copies. An empty value is skipped and returns NULL; otherwise the claim just
 * added, to be completed before the next call (its slices must be copied with
 * build_copy). */
struct claim *build_claim(struct builder *b, enum property prop,
			  struct slice value);
struct claim *build_claimf(struct builder *b, enum property prop,
			   const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
struct slice build_copy(struct builder *b, struct slice s);
/* Seals (subject, hash) and hands the record over. */
int build_emit(struct builder *b, record_fn *emit, void *ctx, struct err *e);
void build_close(struct builder *b);

/* The id that views show: kind letter, '-', 12 letters from source and key. */
enum { ID_TEXT = 20 };
char *record_id(enum kind kind, struct slice source, struct slice subject,
		char out[ID_TEXT]);
/* The same for who makes many: `h` is fresh, and is so again after. */
char *record_id_by(struct hash *h, enum kind kind, struct slice source,
		   struct slice subject, char out[ID_TEXT]);

#endif
