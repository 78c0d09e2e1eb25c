/* Memory of one document or one view, freed at once.
 *
 * An arena has a ceiling; past it, or without memory, allocations return NULL
 * and the arena is `bad`, which arena_ok() reports once. Slices copied into
 * an arena end in NUL (not counted), so that they can be handed to C APIs.
 */
#ifndef THAW_BASE_ARENA_H
#define THAW_BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *last;
	size_t used;	/* bytes handed out */
	size_t max;	/* ceiling in bytes */
	bool bad;
	char none[1];	/* what arena_cstr gives when it has no room */
};

#define ARENA_INIT(ceiling) ((struct arena){ .max = (ceiling) })

void *arena_get(struct arena *a, size_t bytes);	/* zeroed, aligned; or NULL */
struct slice arena_slice(struct arena *a, struct slice s);	/* absent stays absent */
char *arena_cstr(struct arena *a, struct slice s);		/* never NULL */
struct slice arena_fmt(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
int arena_ok(const struct arena *a, const char *what, struct err *e);
void arena_clear(struct arena *a);	/* empty again, one block kept */
void arena_free(struct arena *a);

#endif
