/* How many pages are copies of one another: who has each address, and each band
 * of a text, is read once while many rows are filled. A text that a thousand
 * pages copy would cost a thousand times a thousand look-ups. */
#include <stdlib.h>
#include <string.h>

#include "store/alike.h"

enum {
	BUCKETS = 1 << 14,
	MEMO_BYTES = 64 << 20,
	OWN_MOST = 256,		/* addresses and bands of one subject */
	SUBJECTS_MOST = 1 << 24,
};

struct band {
	struct slice prop, value;
	int64_t *subject;
	size_t n;
	struct band *next;
};

struct alike {
	struct arena mem;	/* bands */
	struct arena own;	/* of the subject at hand */
	struct slice at;
	char at_text[32];
	struct band *bucket[BUCKETS];
	/* By subject: the turn in which it was counted. */
	uint32_t *counted, turn;
	size_t cap;
	int64_t *found;
	size_t n_found, cap_found;
};

/* Without memory each is asked about by itself. */
void alike_open(struct store *s)
{
	alike_close(s);
	s->alike = calloc(1, sizeof(*s->alike));
	if (!s->alike)
		return;
	s->alike->mem = ARENA_INIT(MEMO_BYTES);
	s->alike->own = ARENA_INIT(1 << 20);
}

void alike_close(struct store *s)
{
	if (!s->alike)
		return;
	arena_free(&s->alike->mem);
	arena_free(&s->alike->own);
	free(s->alike->counted);
	free(s->alike->found);
	free(s->alike);
	s->alike = NULL;
}

/* All that is kept is of one date. */
static bool fits(struct alike *a, struct slice at)
{
	if (a->at.n == 0 && at.n < sizeof(a->at_text)) {
		memcpy(a->at_text, at.p, at.n);
		a->at = slice_make(a->at_text, at.n);
	}
	return a->at.n > 0 && slice_eq(a->at, at);
}

/* Addresses and bands of what its records say last. */
static int own_bands(struct store *s, int64_t subject,
		     struct band own[OWN_MOST], size_t *n, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT DISTINCT a.prop,"
		" a.value FROM content ac CROSS JOIN ref a ON a.content ="
		" ac.id AND +a.prop IN ('url', 'story') WHERE ac.id IN"
		" (SELECT max(id) FROM content WHERE subject = ?1"
		" GROUP BY record) LIMIT ?2", e);
	struct arena *mem = &s->alike->own;
	int rc = st ? 1 : -1;

	arena_clear(mem);
	*n = 0;
	if (st) {
		sql_int(st, 1, subject);
		sql_int(st, 2, OWN_MOST);
	}
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0 && *n < OWN_MOST)
		own[(*n)++] = (struct band){
			.prop = arena_slice(mem, sql_col(st, 0)),
			.value = arena_slice(mem, sql_col(st, 1)) };
	if (st)
		sql_reset(st);
	return rc < 0 || arena_ok(mem, "copies of a page", e) < 0 ? -1 : 0;
}

static int find_subjects(struct store *s, const struct band *b, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q,
		"SELECT DISTINCT c.subject FROM ref"
		" JOIN content c ON c.id = ref.content" JOIN_SPAN
		" WHERE ref.prop = ?1 AND ref.value = ?3 AND" HELD_AT_2
		" AND coalesce(ref.as_of, d.published, ff.evidence) <= ?2", e);
	struct alike *a = s->alike;
	int rc = st ? 1 : -1;

	a->n_found = 0;
	if (st) {
		sql_text(st, 1, b->prop);
		sql_text(st, 2, a->at);
		sql_text(st, 3, b->value);
	}
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0) {
		if (vec_room((void **)&a->found, &a->cap_found, a->n_found,
			     sizeof(*a->found), SUBJECTS_MOST, e) < 0)
			rc = -1;
		else
			a->found[a->n_found++] = sql_col_int(st, 0);
	}
	if (st)
		sql_reset(st);
	return rc;
}

/* Who has it, as it is known or read now; NULL is an error. */
static const struct band *band_of(struct store *s, const struct band *own,
				  struct err *e)
{
	struct alike *a = s->alike;
	struct band **slot = &a->bucket[slice_hash(own->value) % BUCKETS];
	struct band *b = *slot;

	while (b && !(slice_eq(b->value, own->value) &&
		      slice_eq(b->prop, own->prop)))
		b = b->next;
	if (b)
		return b;
	if (find_subjects(s, own, e) < 0)
		return NULL;
	b = arena_get(&a->mem, sizeof(*b));
	if (b) {
		b->prop = arena_slice(&a->mem, own->prop);
		b->value = arena_slice(&a->mem, own->value);
		b->n = a->n_found;
		b->subject = arena_get(&a->mem, (b->n + 1) *
						sizeof(*b->subject));
	}
	if (arena_ok(&a->mem, "copies of a page", e) < 0)
		return NULL;
	if (b->n)
		memcpy(b->subject, a->found, b->n * sizeof(*b->subject));
	b->next = *slot;
	*slot = b;
	return b;
}

/* Those of the band that no other has told of yet. */
static int count_new(struct alike *a, const struct band *b, int64_t *n,
		     struct err *e)
{
	for (size_t i = 0; i < b->n; i++) {
		size_t at = (size_t)b->subject[i];

		while (at >= a->cap) {
			size_t old = a->cap;

			if (at >= BITS_MAX ||
			    vec_room((void **)&a->counted, &a->cap, old,
				     sizeof(*a->counted), BITS_MAX, e) < 0)
				return -1;
			memset(a->counted + old, 0,
			       (a->cap - old) * sizeof(*a->counted));
		}
		*n += a->counted[at] != a->turn;
		a->counted[at] = a->turn;
	}
	return 0;
}

bool alike_count(struct store *s, int64_t subject, struct slice at,
		 int64_t *out)
{
	struct alike *a = s->alike;
	struct band own[OWN_MOST];
	struct err ignored = {0};
	size_t n;

	if (!a || !fits(a, at) || own_bands(s, subject, own, &n, &ignored) < 0 ||
	    n == OWN_MOST)
		return false;
	if (a->mem.used > MEMO_BYTES / 2) {
		arena_clear(&a->mem);
		memset(a->bucket, 0, sizeof(a->bucket));
	}
	a->turn++;
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		const struct band *b = band_of(s, &own[i], &ignored);

		if (!b || count_new(a, b, out, &ignored) < 0)
			return false;
	}
	return true;
}
