/* Counts of rows that are asked again and again: to count a million takes longer
 * than to show twenty. They stand until something is committed to the store, by
 * whomever. */
#include <stdlib.h>
#include <string.h>

#include "store/window_keys.h"

enum { COUNTS = 16, KEY_BYTES = 1 << 20 };

struct counted {
	struct {
		char *key;	/* the statement and its values */
		int64_t n;
	} row[COUNTS];
	size_t next;		/* to be overwritten */
	int64_t state;		/* of the store that they are of */
};

static void forget(struct counted *c)
{
	for (size_t i = 0; i < COUNTS; i++) {
		free(c->row[i].key);
		c->row[i].key = NULL;
	}
	c->next = 0;
}

void counted_free(struct store *s)
{
	if (!s->counted)
		return;
	forget(s->counted);
	free(s->counted);
	s->counted = NULL;
}

/* Values may hold any byte but none. */
int asked_key(struct str *key, const char *text, const struct where *w,
	      struct err *e)
{
	str_addz(key, text);
	for (size_t i = 0; w && i < w->n; i++)
		str_addf(key, "\n%zu:%.*s", w->value[i].n,
			 SLICE_ARG(w->value[i]));
	return str_ok(key, "filter", e);
}

static int count(struct store *s, const char *text, const struct where *w,
		 int64_t *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q, text, e);
	int rc = -1;

	if (st && w)
		where_bind(w, st);
	if (st)
		rc = sql_one(&s->q, st, out, e);
	sql_drop(&st);
	return rc < 0 ? -1 : 0;
}

static bool find(const struct counted *c, const char *key, int64_t *out)
{
	for (size_t i = 0; i < COUNTS; i++)
		if (c->row[i].key && strcmp(c->row[i].key, key) == 0) {
			*out = c->row[i].n;
			return true;
		}
	return false;
}

static void keep(struct counted *c, struct str *key, int64_t n)
{
	free(c->row[c->next].key);
	c->row[c->next].key = str_take(key);
	c->row[c->next].n = n;
	c->next = (c->next + 1) % COUNTS;
}

/* What is counted while somebody commits may be of before or after: it is not
 * kept. */
static int get(struct store *s, struct str *key, const char *text,
	       const struct where *w, int64_t *out, struct err *e)
{
	struct counted *c = s->counted;
	int64_t before = 0, after = 0;

	if (sql_state(&s->q, &before, e) < 0)
		return -1;
	if (before != c->state)
		forget(c);
	c->state = before;
	if (find(c, str_cstr(key), out))
		return 0;
	if (count(s, text, w, out, e) < 0 || sql_state(&s->q, &after, e) < 0)
		return -1;
	if (before == after)
		keep(c, key, *out);
	return 0;
}

int counted_get(struct store *s, const char *text, const struct where *w,
		int64_t *out, struct err *e)
{
	struct str key = STR_INIT(KEY_BYTES);
	int rc;

	*out = 0;
	/* What this connection has not committed yet counts too. */
	if (sql_in_transaction(&s->q))
		return count(s, text, w, out, e);
	if (!s->counted)
		s->counted = calloc(1, sizeof(*s->counted));
	if (!s->counted)
		return err_set(e, ERR_MEMORY, "no memory to count");
	rc = asked_key(&key, text, w, e);
	if (rc == 0)
		rc = get(s, &key, text, w, out, e);
	str_free(&key);
	return rc;
}
