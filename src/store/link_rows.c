/* The row of those that are one: persons of several texts, accounts of one act.
 *
 * Only the one that was seen first has a row, made of the facts of all; the
 * others have none, and their ids lead there. So no table says twice what a
 * group is, and what a group is told by one place: party.
 */
#include <stdlib.h>

#include "store/link.h"

enum { MEMBERS_MOST = PARTY_MOST + KEY_MOST };

int link_leader(struct store *s, int64_t subject, int64_t *leader,
		struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT p.party FROM party p"
		" CROSS JOIN subject u ON u.id = p.subject"
		" WHERE p.subject = ?1 AND +u.kind IN " KINDS_IN_ROWS, e);

	*leader = subject;
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	return sql_one(&s->q, st, leader, e) < 0 ? -1 : 0;
}

int link_touch(struct store *s, int64_t subject, struct err *e)
{
	int64_t leader;

	if (link_leader(s, subject, &leader, e) < 0)
		return -1;
	return touch_subject(s, subject, e) < 0 ||
	       touch_subject(s, leader, e) < 0 ? -1 : 0;
}

/* An act tells how many persons of it are known: each who is one with another
 * counts once. */
int link_touch_acts(struct store *s, int64_t person, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT DISTINCT v.id"
		" FROM content c CROSS JOIN ref ON ref.content = c.id"
		" AND +ref.prop = 'event'"
		" CROSS JOIN subject u ON u.id = c.subject"
		" CROSS JOIN subject v ON v.source = u.source AND v.kind = 'event'"
		" AND v.key = ref.value WHERE c.subject = ?1 LIMIT ?2", e);
	int64_t act[MEMBERS_MOST];
	size_t n = 0;
	int rc = st ? 1 : -1;

	if (st) {
		sql_int(st, 1, person);
		sql_int(st, 2, MEMBERS_MOST);
	}
	while (rc > 0 && n < MEMBERS_MOST &&
	       (rc = sql_step(&s->q, st, e)) > 0)
		act[n++] = sql_col_int(st, 0);
	if (st)
		sql_reset(st);
	for (size_t i = 0; rc >= 0 && i < n; i++)
		if (link_touch(s, act[i], e) < 0)
			return -1;
	return rc < 0 ? -1 : 0;
}

/* --- one row of several --- */

static int members_of(struct store *s, int64_t leader, int64_t *out,
		      size_t *n, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT subject FROM party"
		" WHERE party = ?1 AND subject <> ?1 LIMIT ?2", e);
	int rc = st ? 1 : -1;

	*n = 0;
	if (st) {
		sql_int(st, 1, leader);
		sql_int(st, 2, MEMBERS_MOST);
	}
	while (rc > 0 && *n < MEMBERS_MOST &&
	       (rc = sql_step(&s->q, st, e)) > 0)
		out[(*n)++] = sql_col_int(st, 0);
	if (st)
		sql_reset(st);
	return rc < 0 ? -1 : 0;
}

void facts_presence(struct facts *f, const struct facts *other)
{
	if (other->presence < f->presence) {
		f->presence = other->presence;
		f->gone_on = other->gone_on;
	} else if (other->presence == f->presence &&
		   slice_cmp(other->gone_on, f->gone_on) > 0) {
		f->gone_on = other->gone_on;
	}
	if (slice_cmp(other->seen, f->seen) < 0)
		f->seen = other->seen;
}

static int by_order(const void *a, const void *b)
{
	const struct fact *const *x = a, *const *y = b;
	int c = fact_order(*x, *y);

	return c ? c : *x < *y ? -1 : *x > *y;
}

/* In the order of facts, so that the best claim is the best of all. Of one that
 * is gone, what it said last counts only where all are. */
int facts_merge(const struct facts *const *member, size_t n, struct arena *mem,
		struct facts *out, struct err *e)
{
	struct fact *list;
	const struct fact **order;
	size_t total = 0, kept = 0;

	for (size_t i = 0; i < n; i++)
		if (i > 0)
			facts_presence(out, member[i]);
	for (size_t i = 0; i < n; i++)
		total += member[i]->n;
	list = arena_get(mem, (total + 1) * sizeof(*list));
	order = arena_get(mem, (total + 1) * sizeof(*order));
	if (!list || !order)
		return arena_ok(mem, "those that are one", e);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < member[i]->n; k++)
			if (member[i]->presence != GONE ||
			    out->presence == GONE ||
			    member[i]->fact[k].until.p)
				order[kept++] = &member[i]->fact[k];
	if (kept > 1)
		qsort(order, kept, sizeof(*order), by_order);
	for (size_t i = 0; i < kept; i++)
		list[i] = *order[i];
	out->fact = list;
	out->n = kept;
	return 0;
}

static int load_members(struct store *s, const int64_t *subject, size_t n,
			struct slice at, struct arena *mem,
			const struct facts **out, struct err *e)
{
	struct facts *list = arena_get(mem, (n + 1) * sizeof(*list));

	if (!list)
		return arena_ok(mem, "those that are one", e);
	for (size_t i = 0; i < n; i++) {
		const struct gather_what what = {
			.first = subject[i], .end = subject[i] + 1, .at = at,
			.aside = true,
		};

		list[i] = (struct facts){0};
		if (gather(s, &what, mem, gather_one, &list[i], e) < 0)
			return -1;
		list[i].look = (struct lookup){0};
		out[i] = &list[i];
	}
	return 0;
}

int link_row(struct store *s, int64_t subject, struct slice at,
	     struct arena *mem, struct facts *f, bool *shown, struct err *e)
{
	int64_t leader, other[MEMBERS_MOST];
	const struct facts *member[MEMBERS_MOST + 1], own = *f;
	size_t n;

	*shown = true;
	if (!s->o.parties || !link_rows(f->kind))
		return 0;
	if (link_leader(s, subject, &leader, e) < 0)
		return -1;
	*shown = leader == subject;
	if (!*shown || members_of(s, leader, other, &n, e) < 0)
		return *shown ? -1 : 0;
	if (n == 0)
		return 0;
	member[0] = &own;
	if (load_members(s, other, n, at, mem, member + 1, e) < 0)
		return -1;
	return facts_merge(member, n + 1, mem, f, e);
}
