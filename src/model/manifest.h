/* What `thaw publish` says of a snapshot, so that who pulls it knows whether he
 * has it, and that what he got is what was meant: lines NAME=VALUE, which is
 * what is signed. Beside it lie the snapshot and the sums of its blocks. */
#ifndef THAW_MODEL_MANIFEST_H
#define THAW_MODEL_MANIFEST_H

#include "base/hash.h"
#include "base/str.h"

enum {
	MANIFEST_BYTES = 16384,
	MANIFEST_VIEWS = 16,
	MANIFEST_WORD = 32,
	BLOCK_SUM = 16,		/* bytes: the front of a SHA-256 */
	BLOCK_LEAST = 4096, BLOCK_MOST = 1 << 20,
};

#define MANIFEST_FORMAT 1
#define SNAPSHOT_NAME "thaw.db"
#define MANIFEST_NAME "manifest"
#define MANIFEST_SIGNATURE "manifest.sig"
#define MANIFEST_BLOCKS "blocks"
/* 64 GB: 16 MB of sums at the usual size of blocks. */
#define SNAPSHOT_MOST ((int64_t)64 << 30)

struct manifest {
	int64_t format;			/* of this text */
	int64_t schema;			/* of the tables of the snapshot */
	int64_t made;			/* UTC; each one later than the last */
	char by[MANIFEST_WORD];		/* version of thaw */
	int64_t bytes, page_size, block;
	char sha256[HASH_HEX];		/* of the snapshot */
	char blocks_sha256[HASH_HEX];	/* of the file of sums */
	int64_t newest;			/* when a source was last good; 0: never */
	struct {
		char name[MANIFEST_WORD];
		int64_t rows;
	} view[MANIFEST_VIEWS];
	size_t n;
};

/* -1 with ERR_FORMAT, or ERR_REFUSED where a newer thaw has written it. Every
 * number is in its bounds then, and nothing but letters is in the texts. Names
 * that this thaw does not know are passed over. */
int manifest_parse(struct manifest *m, struct slice text, struct err *e);
void manifest_write(const struct manifest *m, struct str *to);
/* Bytes of the file of sums. */
int64_t manifest_sums(const struct manifest *m);

#endif
