/* Readers: formats in, records out.
 *
 * One format is one file in_NAME.c that exports `const struct reader in_NAME`
 * and one word in READERS. A reader knows its format and nothing else: no
 * store, setting, clock, path or network.
 */
#ifndef THAW_READ_READER_H
#define THAW_READ_READER_H

#include "model/input.h"
#include "model/record.h"

#define READERS(X) X(article) X(atom) X(csv) X(ofac_csv) X(rss)

struct reader {
	const char *name;	/* as in sources.conf: "ofac_csv" */
	const char *title;	/* "OFAC list as CSV set" */
	bool complete;		/* each version is the whole list: what is
				 * absent from it was removed */
	bool set;		/* takes all parts of an import together */
	size_t max_bytes;	/* of one part, after unpacking */
	size_t max_records;	/* the caller stops it there */
	/* How sure it is, 0 to 100, from the first bytes of one part (UTF-8
	 * or not) and its name and content type. */
	int (*sniff)(struct slice head, const struct input_part *part);
	/* Reads all parts and calls `emit` once per record, in document order.
	 * `in` stays the caller's; slices in a record die when emit returns.
	 * Returns 0, or -1 with `e` set ("row 7: ..."); records already
	 * emitted stay emitted, so the caller accepts the fetch or not. */
	int (*read)(struct input *in, record_fn *emit, void *ctx,
		    struct err *e);
};

#define READER_DECLARE(name) extern const struct reader in_##name;
READERS(READER_DECLARE)
#undef READER_DECLARE

extern const struct reader *const readers[];	/* by name, NULL at the end */

const struct reader *reader_find(struct slice name);
/* The surest reader of the part, or NULL when none is surer than 10. Reads
 * its head and rewinds. */
const struct reader *reader_sniff(struct input_part *part, struct err *e);

/* Puts the part's name before the message, as err_in does. Returns -1. */
int reader_in(const struct input_part *part, struct err *e);

#endif
