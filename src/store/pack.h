/* The claims of one content as one run of bytes.
 *
 * Claims never change and are always read together, so they are stored
 * together. The form, all numbers as LEB128:
 *
 *   2                        version of the form; 1 had no rules
 *   then for each claim
 *   property                 its number in the store (store/props.c)
 *   flags                    which of the rest is there
 *   length, value
 *   length, qualifier; length, quote; length, lang; length, as_of; offset;
 *   length, rule; confidence
 *
 * A value that is kept elsewhere (store/body.c) is empty here. Knows neither
 * SQL nor names of properties. Bytes come from a file that may be damaged or
 * made by an enemy: every length is checked, and claims beyond RECORD_CLAIMS
 * are an error.
 */
#ifndef THAW_STORE_PACK_H
#define THAW_STORE_PACK_H

#include "model/record.h"

/* What packed claims may take: all texts of a record, and their lengths. */
enum { PACK_BYTES = RECORD_BYTES + RECORD_CLAIMS * 64 };

void pack_begin(struct str *out);
/* `value` stands for the value of the claim. */
void pack_claim(struct str *out, uint32_t number, const struct claim *c,
		struct slice value);

struct unpack {
	const unsigned char *p, *end;
	size_t n;		/* claims read so far */
	bool bad;
};

/* One claim; its property is a number that may mean nothing here. Slices are
 * pieces of the packed bytes. */
struct packed {
	uint32_t number;
	struct claim claim;	/* prop is not set */
};

void unpack_init(struct unpack *u, struct slice bytes);
/* 1 a claim, 0 no more, -1 when the bytes are damaged. */
int unpack_next(struct unpack *u, struct packed *out, struct err *e);

/* The numbers alone, for what is packed elsewhere. At the end of the bytes, or
 * above `most`, a number is 0 and `bad` is set. */
void pack_number(struct str *out, uint64_t n);
struct unpack unpack_numbers(struct slice bytes);
uint64_t unpack_number(struct unpack *u, uint64_t most);

#endif
