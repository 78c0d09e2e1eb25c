/* Copies of the store, for who publishes and who pulls. */
#ifndef THAW_STORE_COPY_H
#define THAW_STORE_COPY_H

#include "base/path.h"
#include "store/store.h"

enum { COPY_VIEWS = 16 };

/* Writes all data as they are now to the file `to`, which is removed first:
 * page by page, so that what did not change stays in its place. Others write
 * meanwhile. Own words are in another file and never in it, nor is what the
 * store is a copy of. Synced. -1: `to` is gone. */
int store_snapshot(struct store *s, const char *to, bool (*stop)(void *ctx),
		   void *ctx, struct err *e);

/* Appends the file to `fd` as it lies there, whatever its log has besides: what
 * a pull begins with. */
int store_copy_raw(struct store *s, int fd, struct err *e);

struct copy_is {
	int64_t schema;		/* version of the tables */
	int64_t page_size;
	int64_t newest;		/* when a source was last known to be good */
	struct {
		const char *name;
		int64_t rows;
	} view[COPY_VIEWS];
	size_t n;
};
/* Looks at a file that nobody writes, and that anybody may have made: -1 where
 * it is no store, damaged, or has in it what works when it is asked (views,
 * triggers). ERR_STOPPED once `stop` says so. */
int copy_look(const char *file, const struct shape *const *shapes,
	      bool (*stop)(void *ctx), void *ctx, struct copy_is *out,
	      struct err *e);
/* The newest version of the tables that this thaw knows. */
int64_t copy_schema(void);
/* The name whose file a switch changes, FILE or where a link of the user's leads,
 * in its folder without links: all names of one store have the same. */
int copy_place(const char *file, char place[PATH_BYTES], struct err *e);
/* Removes the file with its logs, also those put aside; the logs alone. */
void copy_remove(const char *file);
void copy_remove_logs(const char *file);
/* The names of logs of `file` put aside, "FILE-wal.old", "FILE-wal.old1" ...,
 * from 0 on; false behind the last that there may be. */
enum { COPY_OLD_LOGS = 100 };
bool copy_old_log(const char *file, int i, char name[PATH_BYTES]);
/* Removes what switches that were killed have left beside the store's file. */
void copy_sweep(const char *file);
int copy_sync(const char *path, struct err *e);

/* Where a store was pulled from. */
struct origin {
	struct slice from;	/* absent: it was not */
	int64_t at;
	struct slice etag;	/* of the manifest; empty: none */
	struct slice manifest;	/* its text */
};
/* Slices live in mem. */
int store_origin(struct store *s, struct arena *mem, struct origin *out,
		 struct err *e);

/* Puts the file `staged`, which was looked at, in the place of the store's, by
 * one rename, and opens it in this handle. Others go on with what they have
 * open until they follow. Waits up to 30 s for a writer. -1: all is as it was,
 * but `staged` may be gone. */
int store_switch(struct store *s, const char *staged, const struct origin *o,
		 struct err *e);

#endif
