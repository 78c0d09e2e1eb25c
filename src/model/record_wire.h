/* A record between two processes: the reader's, which may have been taken
 * over by what it read, and ours.
 *
 *   length of the numbers
 *   numbers: kind, op, hash, presence of subject and doc, lengths of key,
 *            subject, doc; how many claims; of each its property, flags,
 *            lengths, offset
 *   texts:   in the same order, NUL behind each
 *
 * All texts lie together, so that one look tells that they are UTF-8: NUL
 * parts them, and no character is cut by a NUL.
 */
#ifndef THAW_MODEL_RECORD_WIRE_H
#define THAW_MODEL_RECORD_WIRE_H

#include "model/record.h"

/* What a record may take on the way: its bytes and their lengths. */
enum { RECORD_WIRE_BYTES = RECORD_BYTES + RECORD_CLAIMS * 64 + 4096 };

struct record_out {
	struct str numbers, texts;
};

struct record_in {
	struct claim *claims;
	size_t cap;
};

void record_out_init(struct record_out *o);
/* Appends to `to`; -1 with ERR_LIMIT. */
int record_out_put(struct record_out *o, const struct record *rec,
		   struct str *to, struct err *e);
void record_out_free(struct record_out *o);

/* The record's slices are pieces of the bytes, its claims live until the next
 * call. -1 with ERR_FORMAT where it is no record; its hash is believed, which
 * says no more than "as before" of a record of the same source. */
int record_in_get(struct record_in *in, struct slice bytes,
		  struct record *out, struct err *e);
void record_in_free(struct record_in *in);

#endif
