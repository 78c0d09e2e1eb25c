/* An authority that corrects a number did not free one party and list
 * another: a record that a version lacks, and one that it has and the one
 * before had not, may be the same entry under a new key. Numbers are corrected
 * back, too: it need not be new for good.
 *
 * They are, when they have the same secondary number, or the same kind, name
 * and programmes and births that do not contradict; and when no other record
 * of that version would fit as well.
 */
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"

enum { REKEY_MAX = 100000, REKEY_BYTES = 128 << 20 };

struct side {
	int64_t record;
	struct slice number;	/* secondary */
	struct slice name;	/* kind and folded name */
	struct claims claims;
	bool taken;
};

struct sides {
	struct side *list;
	size_t n, cap;
};

/* Entries of the list that version ?1 lacks ... */
static const char lacks[] =
	"SELECT c.record, c.claims FROM span s JOIN content c"
	" ON c.id = s.content JOIN subject u ON u.id = c.subject"
	" WHERE s.to_fetch = ?1 AND u.kind = 'designation'"
	" AND NOT EXISTS (SELECT 1 FROM content nc CROSS JOIN span n"
	"  ON n.content = nc.id WHERE nc.record = c.record"
	"  AND n.from_fetch = ?1)";
/* ... and that it has, and the version before had not. */
static const char has[] =
	"SELECT c.record, c.claims FROM span s JOIN content c"
	" ON c.id = s.content JOIN subject u ON u.id = c.subject"
	" WHERE s.from_fetch = ?1 AND u.kind = 'designation'"
	" AND NOT EXISTS (SELECT 1 FROM content pc CROSS JOIN span p"
	"  ON p.content = pc.id WHERE pc.record = c.record"
	"  AND p.to_fetch = ?1)";

static struct slice name_key(struct store *s, const struct claims *c,
			     struct arena *mem)
{
	struct str key = STR_INIT(1 << 20);
	struct slice name = claims_value(c, PROP_name), out = SLICE_NONE;

	if (name.n) {
		str_add(&key, claims_value(c, PROP_target_kind));
		str_addc(&key, '\n');
		s->o.fold(&key, name);
		out = arena_slice(mem, str_slice(&key));
	}
	str_free(&key);
	return out;
}

static int load(struct store *s, const char *text, int64_t fetch,
		struct arena *mem, struct sides *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q, text, e);
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, fetch);
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0) {
		struct side *x;

		rc = vec_room((void **)&out->list, &out->cap, out->n,
			      sizeof(*out->list), REKEY_MAX, e);
		if (rc < 0)
			break;
		x = &out->list[out->n++];
		*x = (struct side){ .record = sql_col_int(st, 0) };
		rc = claims_unpack(s, arena_slice(mem, sql_col(st, 1)), mem,
				   &x->claims, e);
		if (rc < 0)
			break;
		x->number = claims_value(&x->claims, PROP_secondary_id);
		x->name = name_key(s, &x->claims, mem);
		rc = arena_ok(mem, "re-keyed entries", e) < 0 ? -1 : 1;
	}
	sql_drop(&st);
	return rc;
}

static int by_number(const void *x, const void *y)
{
	const struct side *a = x, *b = y;

	return slice_cmp(a->number, b->number);
}

static int by_name(const void *x, const void *y)
{
	const struct side *a = x, *b = y;

	return slice_cmp(a->name, b->name);
}

/* The one that compares equal; NULL where none or several do. */
static struct side *only_match(struct sides *in, const struct side *like,
			       int (*cmp)(const void *, const void *))
{
	struct side *x = in->n ? bsearch(like, in->list, in->n, sizeof(*x),
					 cmp) : NULL;

	if (!x || x->taken || (x > in->list && cmp(x - 1, like) == 0) ||
	    (x + 1 < in->list + in->n && cmp(x + 1, like) == 0))
		return NULL;
	return x;
}

/* A date contradicts another only where they cannot both be. */
static bool births_agree(const struct claims *a, const struct claims *b)
{
	bool both = false;

	for (size_t i = 0; i < a->n; i++) {
		for (size_t k = 0; k < b->n; k++) {
			struct slice x = a->list[i].value;
			struct slice y = b->list[k].value;
			size_t n = x.n < y.n ? x.n : y.n;

			if (a->list[i].prop != PROP_born ||
			    b->list[k].prop != PROP_born)
				continue;
			if (memcmp(x.p, y.p, n) == 0)
				return true;
			both = true;
		}
	}
	return !both;
}

static bool has_programmes(const struct claims *a, const struct claims *b)
{
	for (size_t i = 0; i < a->n; i++) {
		bool there = false;

		if (a->list[i].prop != PROP_programme)
			continue;
		for (size_t k = 0; k < b->n && !there; k++)
			there = b->list[k].prop == PROP_programme &&
				slice_eq(a->list[i].value, b->list[k].value);
		if (!there)
			return false;
	}
	return true;
}

/* Under another programme it is another act: taken off, and listed again. */
static bool same_programmes(const struct claims *a, const struct claims *b)
{
	return has_programmes(a, b) && has_programmes(b, a);
}

static int save(struct store *s, int64_t fetch, const struct side *old,
		const struct side *new, const char *why, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR REPLACE INTO rekey"
		" VALUES (?1, ?2, ?3, ?4)", e);

	if (!st)
		return -1;
	sql_int(st, 1, fetch);
	sql_int(st, 2, old->record);
	sql_int(st, 3, new->record);
	sql_text(st, 4, slice_of(why));
	return sql_do(&s->q, st, e);
}

static int match_numbers(struct store *s, int64_t fetch, struct sides *old,
			 struct sides *new, struct err *e)
{
	qsort(old->list, old->n, sizeof(*old->list), by_number);
	qsort(new->list, new->n, sizeof(*new->list), by_number);
	for (size_t i = 0; i < old->n; i++) {
		struct side *a = &old->list[i], *b;

		if (!a->number.n || only_match(old, a, by_number) != a)
			continue;
		b = only_match(new, a, by_number);
		if (!b)
			continue;
		a->taken = b->taken = true;
		if (save(s, fetch, a, b, "same secondary number", e) < 0)
			return -1;
	}
	return 0;
}

static int match_names(struct store *s, int64_t fetch, struct sides *old,
		       struct sides *new, struct err *e)
{
	qsort(old->list, old->n, sizeof(*old->list), by_name);
	qsort(new->list, new->n, sizeof(*new->list), by_name);
	for (size_t i = 0; i < old->n; i++) {
		struct side *a = &old->list[i], *b;

		if (!a->name.n || only_match(old, a, by_name) != a)
			continue;
		b = only_match(new, a, by_name);
		if (!b || !births_agree(&a->claims, &b->claims) ||
		    !same_programmes(&a->claims, &b->claims))
			continue;
		a->taken = b->taken = true;
		if (save(s, fetch, a, b, "same name and programmes, births"
			 " that agree", e) < 0)
			return -1;
	}
	return 0;
}

static int forget(struct store *s, int64_t fetch, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "DELETE FROM rekey"
					  " WHERE fetch = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, fetch);
	return sql_do(&s->q, st, e);
}

int rekey_find(struct store *s, int64_t fetch, struct err *e)
{
	struct arena mem = ARENA_INIT(REKEY_BYTES);
	struct sides old = {0}, new = {0};
	int rc = forget(s, fetch, e);

	if (rc == 0)
		rc = load(s, lacks, fetch, &mem, &old, e);
	/* A first version is all new, and lacks nothing. */
	if (rc == 0 && old.n > 0)
		rc = load(s, has, fetch, &mem, &new, e);
	if (rc == 0 && new.n > 0)
		rc = match_numbers(s, fetch, &old, &new, e);
	if (rc == 0 && new.n > 0)
		rc = match_names(s, fetch, &old, &new, e);
	free(old.list);
	free(new.list);
	arena_free(&mem);
	/* Too many to compare: they stay what they look like. */
	if (rc < 0 && e->code == ERR_LIMIT) {
		err_clear(e);
		rc = forget(s, fetch, e);
	}
	return rc;
}
