/* What the tests of the name index share: a file in a folder of its own, names
 * written as lines of text, invented ones by the hundred. */
#ifndef THAW_TESTS_INDEXKIT_H
#define THAW_TESTS_INDEXKIT_H

#include "names/index_file.h"

struct ixkit {
	char dir[64];
	char file[96];
	struct name_index *ix;
};

void ix_start(struct ixkit *k);		/* the folder */
void ix_stop(struct ixkit *k);		/* closes, removes the folder */
/* Makes and opens an index of lines "SUBJECT FLAGS NAME": flags of p, w (weak)
 * and o (of the past), or "-". */
void ix_make(struct ixkit *k, const char *lines, uint64_t stamp);
/* Lines of `n` invented names, the same ones in every run. */
void ix_invent(struct str *out, size_t n);
/* Line number i of them, altered in one of the ways that people do. */
enum { IX_WAYS = 8 };
void ix_alter(struct str *out, const char *lines, size_t i, size_t way);

#endif
