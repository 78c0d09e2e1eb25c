/* The index of names that fits a store: kept in a file beside it, made anew
 * where it does not fit.
 *
 * Needs no lock of the store: two processes may make it at once, and what is
 * renamed last stays. Killed at any moment, the old file or the new one is
 * there; one that is stale is told by its stamp and never used.
 */
#ifndef THAW_FLOW_NAMEBOOK_H
#define THAW_FLOW_NAMEBOOK_H

#include "names/index.h"
#include "store/store.h"

/* "FILE-names" beside the store FILE. */
int namebook_path(struct str *out, struct slice store_file, struct err *e);

/* The index that fits the store now. Where the folder cannot be written it
 * lives in an unnamed file. */
int namebook_open(struct name_index **ix, struct store *s, const char *file,
		  struct err *e);
/* A file that has turned out to be damaged goes, so that the next one to ask
 * makes it anew. */
void namebook_close(struct name_index **ix, const char *file);
/* The same for who only wants the file to fit: after a refresh. */
int namebook_update(struct store *s, const char *file, struct err *e);
/* Every byte of the file. *ix is NULL where there is none, or a stale one:
 * that is no fault. */
int namebook_check(struct name_index **ix, struct store *s, const char *file,
		   struct err *e);

#endif
