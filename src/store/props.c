/* Properties as numbers: packed claims name theirs by its number in this
 * store, so that neither the order of the list nor a newer thaw's properties
 * matter. */
#include "store/inside.h"

static int load(struct store *s, struct err *e)
{
	struct props *p = &s->props;
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT id, name FROM"
		" property WHERE id > ?1 AND id < ?2 ORDER BY id", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, p->last);
	sql_int(st, 2, PROPS_MAX);
	while ((rc = sql_step(&s->q, st, e)) > 0) {
		enum property prop;

		p->last = sql_col_int(st, 0);
		if (p->last < 1 || !property_find(sql_col(st, 1), &prop))
			continue;
		p->number[prop] = (uint32_t)p->last;
		p->known[p->last] = (uint16_t)(prop + 1);
	}
	return rc;
}

static int missing(const struct props *p)
{
	for (int i = 0; i < PROP_COUNT; i++)
		if (!p->number[i])
			return i;
	return PROP_COUNT;
}

static int add_missing(struct store *s, struct err *e)
{
	for (int i = missing(&s->props); i < PROP_COUNT; i++) {
		struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR IGNORE"
			" INTO property(name) VALUES (?1)", e);

		if (!st)
			return -1;
		sql_text(st, 1, slice_of(properties[i].name));
		if (sql_do(&s->q, st, e) < 0)
			return -1;
	}
	return 0;
}

int props_open(struct store *s, struct err *e)
{
	struct err ignored = {0};

	s->props = (struct props){0};
	if (load(s, e) < 0)
		return -1;
	if (s->o.read_only || missing(&s->props) == PROP_COUNT)
		return 0;
	if (sql_run(&s->q, "BEGIN IMMEDIATE", e) < 0)
		return -1;
	if (add_missing(s, e) == 0 && sql_run(&s->q, "COMMIT", e) == 0) {
		s->props = (struct props){0};
		return load(s, e);
	}
	sql_run(&s->q, "ROLLBACK", &ignored);
	return -1;
}

/* Another process may have added some since. */
bool props_find(struct store *s, uint32_t number, enum property *out)
{
	struct err ignored = {0};

	if (number >= PROPS_MAX)
		return false;
	if (number > s->props.last && load(s, &ignored) < 0)
		return false;
	if (!s->props.known[number])
		return false;
	*out = (enum property)(s->props.known[number] - 1);
	return true;
}
