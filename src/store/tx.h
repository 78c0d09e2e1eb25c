/* One fetch being written: shared by put.c and accept.c. */
#ifndef THAW_STORE_TX_H
#define THAW_STORE_TX_H

#include "store/sql.h"

enum tx_stmt {
	TX_SUBJECT_FIND, TX_SUBJECT_ADD, TX_RECORD_FIND, TX_RECORD_ADD,
	TX_COVER, TX_LAST_END, TX_CONTENT_FIND, TX_CONTENT_ADD, TX_CLAIM_ADD,
	TX_DOCUMENT_ADD, TX_SPAN_ADD, TX_SPAN_CLOSE, TX_SPAN_MOVE,
	TX_SPAN_NEXT, TX_SEEN, TX_DIRTY, TX_DIRTY_REF, TX_CHANGE, TX_DOC,
	TX_DIRTY_DOC, TX_STMTS,
};

struct store_tx {
	struct store *s;
	const struct source *src;
	int64_t source, fetch;
	struct str evidence;
	int64_t next_fetch;	/* the next version by evidence, 0: newest */
	bool complete;
	int64_t records;	/* distinct ones */
	int64_t added, amended, unchanged, returned;
	int in_step;		/* rows since the last COMMIT */
	sqlite3_stmt *st[TX_STMTS];
};

/* The span that holds a record at this version's place in time. */
struct cover {
	int64_t span, content, to_fetch;
	bool same;	/* it is the content asked for */
};

int tx_dirty(struct store_tx *tx, int64_t subject, struct err *e);
int tx_change(struct store_tx *tx, int64_t record, const char *op,
	      int64_t before, int64_t after, struct err *e);
/* Ends the covering span at this version; in the middle of history the old
 * content goes on at the next version. */
int tx_cut(struct store_tx *tx, const struct cover *c, struct err *e);
void tx_free(struct store_tx **tx);

#endif
