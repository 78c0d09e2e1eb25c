/* Lists of rows that were read lately: who goes through the orders of a view, or
 * back to a filter, asks the same again and again. They stand until something is
 * committed to the store, by whomever. */
#include <stdlib.h>
#include <string.h>

#include "store/window_keys.h"

enum {
	LISTS = 8,
	LIST_ROWS = 128 << 10,		/* longer ones are not kept: a million */
	KEY_BYTES = 1 << 20,
};

struct kept_lists {
	struct {
		char *key;		/* the statement and its values */
		int64_t *row;
		size_t n;
		uint64_t used;		/* when it was last asked for */
	} list[LISTS];
	uint64_t now;
	int64_t state;			/* of the store that they are of */
};

static void drop(struct kept_lists *k, size_t i)
{
	free(k->list[i].key);
	free(k->list[i].row);
	memset(&k->list[i], 0, sizeof(k->list[i]));
}

void kept_free(struct store *s)
{
	for (size_t i = 0; s->kept && i < LISTS; i++)
		drop(s->kept, i);
	free(s->kept);
	s->kept = NULL;
}

/* Own words and those of documents lie in other files, whose commits the state
 * does not tell. */
static bool may_keep(struct store *s, const char *text)
{
	return !strstr(text, "own.") && !strstr(text, "words.") &&
	       !strstr(text, "temp.") && !strstr(text, "held.") &&
	       !sql_in_transaction(&s->q);
}

static int use(struct store *s, struct err *e)
{
	struct kept_lists *k = s->kept;
	int64_t state;

	if (!k)
		k = s->kept = calloc(1, sizeof(*k));
	if (!k)
		return err_set(e, ERR_MEMORY, "no memory to keep rows");
	if (sql_state(&s->q, &state, e) < 0)
		return -1;
	for (size_t i = 0; state != k->state && i < LISTS; i++)
		drop(k, i);
	k->state = state;
	return 0;
}

static size_t find(const struct kept_lists *k, const char *key)
{
	for (size_t i = 0; i < LISTS; i++)
		if (k->list[i].key && strcmp(k->list[i].key, key) == 0)
			return i;
	return LISTS;
}

/* 1 where it is kept. */
static int take(struct kept_lists *k, size_t i, struct keys *out, struct err *e)
{
	size_t n = k->list[i].n;
	int64_t *row = malloc((n + 1) * sizeof(*row));

	if (!row)
		return err_set(e, ERR_MEMORY, "no memory for a window");
	if (n > 0)
		memcpy(row, k->list[i].row, n * sizeof(*row));
	free(out->head);
	out->head = row;
	out->n = out->cap = n;
	out->tail_n = 0;
	out->count = (int64_t)n;
	k->list[i].used = ++k->now;
	return 1;
}

/* One that is free, or the one that was not asked for longest. */
static size_t oldest(const struct kept_lists *k)
{
	size_t at = 0;

	for (size_t i = 1; i < LISTS; i++)
		if (k->list[i].used < k->list[at].used)
			at = i;
	return at;
}

/* What cannot be kept is read again the next time. */
static void put(struct kept_lists *k, struct str *key, const struct keys *from)
{
	size_t at = oldest(k), n = from->n;

	if (n > LIST_ROWS)
		return;
	drop(k, at);
	k->list[at].row = malloc((n + 1) * sizeof(*from->head));
	if (!k->list[at].row)
		return;
	if (n > 0)
		memcpy(k->list[at].row, from->head, n * sizeof(*from->head));
	k->list[at].n = n;
	k->list[at].key = str_take(key);
	k->list[at].used = ++k->now;
}

static int load(struct keys *k, const char *text, const struct where *where,
		struct str *key, struct err *e)
{
	struct store *s = k->s;
	int64_t before, after;
	size_t at;

	if (use(s, e) < 0)
		return -1;
	at = find(s->kept, str_cstr(key));
	if (at < LISTS)
		return take(s->kept, at, k, e);
	before = s->kept->state;
	if (keys_load(k, s, text, where, e) < 0 ||
	    sql_state(&s->q, &after, e) < 0)
		return -1;
	if (before == after)
		put(s->kept, key, k);
	return 0;
}

int kept_load(struct keys *k, struct store *s, const char *text,
	      const struct where *where, struct err *e)
{
	struct str key = STR_INIT(KEY_BYTES);
	int rc;

	k->s = s;
	if (!may_keep(s, text))
		return keys_load(k, s, text, where, e);
	/* One that is too long to be kept is asked all the same. */
	if (asked_key(&key, text, where, e) < 0) {
		err_clear(e);
		rc = keys_load(k, s, text, where, e);
	} else {
		rc = load(k, text, where, &key, e);
	}
	str_free(&key);
	return rc < 0 ? -1 : 0;
}
