/* Conflicts at a date: found anew from the claims of that day, and not kept. */
#include <stdlib.h>

#include "store/contest.h"

enum { MATTER_BYTES = 256 << 20 };

int conflicts_any(struct store *s, int64_t subject, struct slice at,
		  bool *out, struct err *e)
{
	struct arena mem = ARENA_INIT(MATTER_BYTES);
	struct conflict *found;
	struct matter_read r;
	int rc = matter_read(s, subject, at, &mem, &r, e);

	*out = false;
	if (rc == 0 && r.m.n > 0) {
		/* Those of a party are told of its first one. */
		if (!r.leads)
			rc = matter_read(s, r.one[0], at, &mem, &r, e);
		*out = rc == 0 && s->o.checks->run(&r.m, &mem, &found) > 0;
	}
	arena_free(&mem);
	return rc;
}

struct filling {
	struct store *s;
	struct filler rows;
	struct slice at;
	int64_t key;		/* of the last row */
	struct arena mem;
};

static int fill_one(struct filling *k, int64_t subject, struct err *e)
{
	struct conflict *found = NULL;
	struct matter_read r;
	size_t n = 0;

	arena_clear(&k->mem);
	if (matter_read(k->s, subject, k->at, &k->mem, &r, e) < 0)
		return -1;
	if (r.leads && r.m.n > 0)
		n = k->s->o.checks->run(&r.m, &k->mem, &found);
	for (size_t i = 0; i < n; i++) {
		struct conflict_mark mark;

		if (conflict_mark(&r.m, &found[i], &mark, e) < 0 ||
		    conflict_write(&k->rows, ++k->key, &r, &found[i], &mark,
				   r.m.one->seen, &k->mem, e) < 0)
			return -1;
	}
	return 0;
}

static int fill_noted(struct filling *k, struct err *e)
{
	int64_t first = 0, end;

	while (bits_run(&k->s->unchecked, &first, &end))
		for (; first < end; first++)
			if (fill_one(k, first, e) < 0)
				return -1;
	return filler_finish(&k->rows, e);
}

/* Of now they are kept already, or will be when all tables are there. */
int conflicts_fill(struct store *s, const struct shape *shape,
		   const char *table, struct slice at, struct err *e)
{
	struct bits before = s->unchecked;
	struct filling k = { .s = s, .at = at,
			     .mem = ARENA_INIT(MATTER_BYTES) };
	struct hay_memo *memo;
	int rc;

	if (slice_starts(slice_of(table), "main.") || !s->o.checks)
		return 0;
	memo = calloc(1, sizeof(*memo));
	if (!memo)
		return err_set(e, ERR_MEMORY, "no memory for conflicts");
	s->unchecked = (struct bits){0};
	filler_open(&k.rows, s, shape, table, true);
	k.rows.memo = memo;
	rc = conflicts_note_all(s, e);
	if (rc == 0)
		rc = fill_noted(&k, e);
	filler_close(&k.rows);
	bits_free(&s->unchecked);
	s->unchecked = before;
	arena_free(&k.mem);
	free(memo);
	return rc;
}
