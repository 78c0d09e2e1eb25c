/* Records are looked for in the order in which they stand in the list, and that
 * is nearly always the order in which they stood there last time: some are
 * read ahead, so that most are found without a statement of their own.
 *
 * Only what no earlier record of this fetch can have changed may be answered
 * from here: a record is told once, and only telling it changes it.
 */
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"

enum {
	AHEAD = 256, KEYS_BYTES = 1 << 20,
	REACH = 4096,	/* numbers looked through: other sources stand there */
	NEAR = 4,	/* so close, one record follows another */
};

struct ahead {
	struct {
		struct known known;
		unsigned char hash[HASH_BYTES];
		size_t at, n;		/* the key among the keys */
	} row[AHEAD];
	size_t n, next;
	struct str keys;
	int64_t last;		/* record of the last row */
	int64_t looked_up;	/* record that was not read ahead */
};

static const char rows_behind[] =
	"SELECT r.id, c.id, s.id, r.key, c.hash FROM record r"
	" CROSS JOIN content c ON c.record = r.id"
	" CROSS JOIN span s ON s.content = c.id AND s.to_fetch IS NULL"
	" WHERE r.id > ?1 AND r.id <= ?1 + ?4 AND +r.source = ?2"
	" ORDER BY r.id LIMIT ?3";

static void keep(struct ahead *a, struct sqlite3_stmt *st)
{
	struct slice key = sql_col(st, 3), hash = sql_col(st, 4);

	if (hash.n != HASH_BYTES)
		return;
	a->row[a->n].known = (struct known){ sql_col_int(st, 0),
		sql_col_int(st, 1), sql_col_int(st, 2) };
	memcpy(a->row[a->n].hash, hash.p, HASH_BYTES);
	a->row[a->n].at = a->keys.n;
	a->row[a->n].n = key.n;
	str_add(&a->keys, key);
	a->last = a->row[a->n++].known.record;
}

static int load(struct store_tx *tx, struct ahead *a, int64_t from,
		struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&tx->s->q, rows_behind, e);
	int rc = st ? 1 : -1;

	a->n = a->next = 0;
	str_clear(&a->keys);
	if (st) {
		sql_int(st, 1, from);
		sql_int(st, 2, tx->source);
		sql_int(st, 3, AHEAD);
		sql_int(st, 4, REACH);
	}
	while (rc > 0) {
		rc = sql_step(&tx->s->q, st, e);
		if (rc > 0)
			keep(a, st);
	}
	if (a->keys.bad)	/* keys too long to keep */
		a->n = 0;
	return rc;
}

/* Whether the row read ahead is this record, saying the same. */
static bool is_next(const struct ahead *a, const struct record *rec)
{
	size_t i = a->next;

	return i < a->n &&
	       slice_eq(rec->key, slice_make(str_cstr(&a->keys) +
					     a->row[i].at, a->row[i].n)) &&
	       memcmp(a->row[i].hash, rec->hash, HASH_BYTES) == 0;
}

int ahead_find(struct store_tx *tx, const struct record *rec,
	       struct known *k, struct err *e)
{
	struct ahead *a = tx->ahead;

	if (!a)
		return 0;
	if (a->n > 0 && a->next == a->n && load(tx, a, a->last, e) < 0)
		return -1;
	if (!is_next(a, rec))
		return 0;
	*k = a->row[a->next++].known;
	return 1;
}

/* A record that has changed, or others went: it goes on behind it. */
static bool skip_to(struct ahead *a, int64_t record)
{
	for (size_t i = a->next; i < a->n; i++) {
		if (a->row[i].known.record != record)
			continue;
		a->next = i + 1;
		return true;
	}
	return false;
}

int ahead_follow(struct store_tx *tx, int64_t record, struct err *e)
{
	struct ahead *a = tx->ahead;
	int64_t gap;

	if (!a) {
		a = tx->ahead = calloc(1, sizeof(*a));
		if (!a)
			return err_set(e, ERR_MEMORY, "no memory for a fetch");
		a->keys = STR_INIT(KEYS_BYTES);
	}
	if (skip_to(a, record))
		return 0;
	gap = record - a->looked_up;
	a->looked_up = record;
	return gap > 0 && gap <= NEAR ? load(tx, a, record, e) : 0;
}

void ahead_close(struct ahead **a)
{
	if (*a)
		str_free(&(*a)->keys);
	free(*a);
	*a = NULL;
}
