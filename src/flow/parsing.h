/* Bytes of a source into records: here, or in a sealed process (sealed.h),
 * which is the same but for what a parser that goes wrong can do. */
#ifndef THAW_FLOW_PARSING_H
#define THAW_FLOW_PARSING_H

#include "flow/pump.h"

struct sealed;

struct parsing {
	const struct input_part *part;
	size_t n;
	struct slice list, format;	/* as in struct pump_ask */
	int64_t max_bytes;
	/* Of their source. Without a key: what the parts tell, else "import". */
	struct pump_source source;
	const struct reader *const *also;	/* as in struct pump_ask */
	struct spool *spool;		/* where none can be made */
	/* Is it to be given up, if its reader should hang? NULL: no. */
	bool (*stop)(void *ctx);
	void *stop_ctx;
};

/* What is known before the first record. */
struct parsing_head {
	const struct reader *reader[INPUT_PARTS];	/* of each part */
	size_t n;
	bool complete, changes;		/* as of struct pump */
	struct declared declared;
	struct slice key;	/* the fixed key that the parts are a version
				 * of, or absent; lives for ever */
};

typedef int head_fn(void *ctx, const struct parsing_head *h, struct err *e);

/* Tells the head, then each record; either stops it with -1. Without `emit` it
 * is a look at the head alone. `sealed` NULL reads in this process. */
int parsing_run(struct sealed *sealed, const struct parsing *r, head_fn *head,
		record_fn *emit, void *ctx, struct err *e);
/* The same of an index: as os_index(). */
int parsing_index(struct sealed *sealed, const struct input_part *index,
		  const struct slice *url, size_t n, struct str *version,
		  struct err *e);
/* Fills in the rest of a head whose readers are known. */
void parsing_head_flags(struct parsing_head *h);

#endif
