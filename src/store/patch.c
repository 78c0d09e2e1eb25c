/* Lists of changes: a record that only tells what came and went is laid over
 * what the record said at that date; one that tells an end closes it.
 *
 * Of an entry that the store does not have nothing can be known whole, so such
 * records are counted and left alone.
 */
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"

enum { PATCH_BYTES = 64 << 20 };

/* The content that counts at the fetch's date, 0 when none does. */
static const char covering[] =
	"SELECT c.id FROM content c JOIN span s ON s.content = c.id"
	" JOIN fetch f ON f.id = s.from_fetch"
	" LEFT JOIN fetch t ON t.id = s.to_fetch"
	" WHERE c.record = ?1 AND f.evidence <= ?2"
	" AND (t.id IS NULL OR t.evidence > ?2)"
	" ORDER BY f.evidence DESC, f.id DESC LIMIT 1";

static int base_of(struct store_tx *tx, int64_t record, int64_t *content,
		   struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, covering, e);
	int rc;

	*content = 0;
	if (!st)
		return -1;
	sql_int(st, 1, record);
	sql_text(st, 2, slice_of(tx->evidence));
	rc = sql_one(&tx->s->q, st, content, e);
	return rc < 0 ? -1 : 0;
}

/* Does the patch take the claim away, or put another in its only place? */
static bool is_taken(const struct record *patch, const struct claim *old)
{
	for (size_t i = 0; i < patch->n; i++) {
		const struct claim *c = &patch->claims[i];

		if (c->prop != old->prop)
			continue;
		if (!c->taken && !properties[c->prop].multi)
			return true;
		if (c->taken && slice_eq(c->value, old->value) &&
		    (!c->qualifier.n ||
		     slice_eq(c->qualifier, old->qualifier)))
			return true;
	}
	return false;
}

static bool is_said(const struct builder *b, const struct claim *c)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->claims[i].prop == c->prop &&
		    slice_eq(b->claims[i].value, c->value) &&
		    slice_eq(b->claims[i].qualifier, c->qualifier))
			return true;
	return false;
}

static void say(struct builder *b, const struct claim *c)
{
	struct claim *to;

	if (is_said(b, c))
		return;
	to = build_claim(b, c->prop, c->value);
	if (!to)
		return;
	to->unverified = c->unverified;
	to->offset = c->offset;
	to->confidence = c->confidence;
	to->qualifier = build_copy(b, c->qualifier);
	to->quote = build_copy(b, c->quote);
	to->lang = build_copy(b, c->lang);
	to->as_of = build_copy(b, c->as_of);
	to->rule = build_copy(b, c->rule);
}

static int lay_over(struct store_tx *tx, const struct record *patch,
		    int64_t base, struct builder *b, struct arena *mem,
		    struct err *e)
{
	struct claims old;

	if (claims_load(tx->s, base, mem, &old, e) < 0)
		return -1;
	build_begin(b, patch->kind, patch->key);
	build_subject(b, patch->subject);
	for (size_t i = 0; i < old.n; i++)
		if (!is_taken(patch, &old.list[i]))
			say(b, &old.list[i]);
	for (size_t i = 0; i < patch->n; i++)
		if (!patch->claims[i].taken)
			say(b, &patch->claims[i]);
	return 0;
}

int patch_put(struct store_tx *tx, const struct record *patch, int64_t record,
	      record_fn *put, struct err *e)
{
	struct arena mem = ARENA_INIT(PATCH_BYTES);
	struct builder b = {0};
	int64_t base;
	int rc = -1;

	if (base_of(tx, record, &base, e) < 0)
		return -1;
	if (!base) {
		tx->result.unknown++;
		return 0;
	}
	if (build_open(&b, e) == 0 &&
	    lay_over(tx, patch, base, &b, &mem, e) == 0)
		rc = build_emit(&b, put, tx, e);
	build_close(&b);
	arena_free(&mem);
	return rc;
}
