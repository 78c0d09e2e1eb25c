/* Parts of bytes into records: opens packed ones, finds the reader, runs it.
 * Knows no store: the records go to a function. */
#ifndef THAW_FLOW_PUMP_H
#define THAW_FLOW_PUMP_H

#include "read/reader.h"
#include "read/unpack.h"

struct pump {
	struct unpacked opened[INPUT_PARTS];
	size_t n_opened;
	struct input_part part[INPUT_PARTS];	/* unpacked, with its reader */
	const struct reader *reader[INPUT_PARTS];
	size_t n;
	bool complete;		/* some reader gives whole lists */
	bool changes;		/* some reader gives lists of changes */
};

struct pump_ask {
	const struct input_part *part;	/* open until pump_close */
	size_t n;
	struct slice list;	/* a fixed key: what is no version of that list
				 * is refused; any other key, or absent */
	struct slice format;	/* absent or "auto": sniffed */
	int64_t max_bytes;	/* of one part, unpacked */
	struct spool *spool;	/* for what is unpacked; NULL: one is made */
	const struct reader *const *also;	/* further readers that can be
						 * named; NULL: none */
};

/* Opens the parts and decides who reads each. */
int pump_open(struct pump *p, const struct pump_ask *ask, struct err *e);
/* The reader of that name, or NULL. */
const struct reader *pump_reader(struct slice name,
				 const struct reader *const *also);
/* What the parts say of themselves; zeroed, records -1, where nothing. */
void pump_declared(struct pump *p, struct declared *out);
/* The fixed key that the parts are a version of, or absent; lives for ever. */
struct slice pump_key(struct pump *p);
/* Lists have fixed keys, so that an import and a refresh of the same list are
 * versions of one thing. */
bool pump_fixed(struct slice key);
/* `key`, living for ever, where it is a fixed one of this reader; or absent. */
struct slice pump_own_key(const struct reader *r, struct slice key);

/* What the records need to know of their source. */
struct pump_source {
	struct slice key, url, publisher, mapping;
};

/* Reads all: a set reader takes its parts together, others one by one. The
 * number of records goes to *records. */
int pump_run(struct pump *p, const struct pump_source *src, record_fn *emit,
	     void *ctx, int64_t *records, struct err *e);
void pump_close(struct pump *p);
/* Hex SHA-256 over all parts as they came (packed), and the map by which they
 * are read. */
int pump_sum(struct input_part *parts, size_t n, struct slice mapping,
	     char out[HASH_HEX], struct err *e);

#endif
