/* Who stands behind an address: assets/publishers.tsv and the wordings of
 * VOCAB_publisher. All slices live for ever. */
#ifndef THAW_MODEL_PUBLISHER_H
#define THAW_MODEL_PUBLISHER_H

#include "base/str.h"

struct publisher {
	struct slice name;	/* "Nasha Niva" */
	struct slice kind;	/* of VOCAB_document_kind */
	struct slice country;	/* ISO; absent: not said */
};

/* The one whose host, mirror or host above it the address has. False, and *out
 * empty, where nobody is known. */
bool publisher_by_url(struct slice url, struct publisher *out);
/* By any wording of the whole name, or an address given for one. */
bool publisher_by_name(struct slice name, struct publisher *out);
/* "www.example.org." of an address, as "example.org"; absent where it has
 * none. A piece of `url`. */
struct slice publisher_host(struct slice url);

#endif
