#include "store/window_keys.h"

#include <stdlib.h>

enum {
	FIRST = 256, TEXT_BYTES = 2 << 20,
	WALKED = 2048,	/* rows that are read faster than all by a book */
};

static int take(struct sqlite3_stmt *st, struct sql *q, int64_t **list,
		size_t *cap, size_t *n, struct err *e)
{
	int rc;

	while ((rc = sql_step(q, st, e)) > 0) {
		void *p = *list;

		if (vec_room(&p, cap, *n, sizeof(**list), WINDOW_ROWS, e) < 0)
			return -1;
		*list = p;
		(*list)[(*n)++] = sql_col_int(st, 0);
	}
	return rc;
}

int keys_load(struct keys *k, struct store *s, const char *text,
	      const struct where *where, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q, text, e);
	int rc = -1;

	k->s = s;
	k->n = k->tail_n = 0;
	if (st) {
		where_bind(where, st);
		rc = take(st, &s->q, &k->head, &k->cap, &k->n, e);
	}
	sql_drop(&st);
	k->count = (int64_t)k->n;
	return rc;
}

static void settle(struct keys *k)
{
	str_free(&k->text);
	str_free(&k->back);
	where_free(&k->where);
	rowset_free(&k->set);
}

/* 1, or 0 where the book does not tell. */
static int list_all(struct keys *k, struct err *e)
{
	int64_t *rows = NULL;
	size_t n = 0;
	int rc = k->set ? rowset_list(k->s, k->set, &rows, &n, e) : 0;

	if (rc <= 0)
		return rc;
	free(k->head);
	k->head = rows;
	k->n = k->cap = n;
	k->tail_n = 0;
	k->count = (int64_t)n;
	return 1;
}

/* All of them, as they are now. */
static int load_all(struct keys *k, struct err *e)
{
	int rc = list_all(k, e);

	if (rc == 0)
		rc = keys_load(k, k->s, str_cstr(&k->text), &k->where, e);
	if (rc >= 0)
		settle(k);
	return rc < 0 ? -1 : 0;
}

/* So many more at one end. */
static int extend(struct keys *k, bool back, size_t more, struct err *e)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct sqlite3_stmt *st = NULL;
	int rc = -1;

	str_add(&text, str_slice(back ? &k->back : &k->text));
	str_addf(&text, " LIMIT %zu OFFSET %zu", more,
		 back ? k->tail_n : k->n);
	if (str_ok(&text, "filter", e) == 0)
		st = sql_make(&k->s->q, str_cstr(&text), e);
	str_free(&text);
	if (!st)
		return -1;
	where_bind(&k->where, st);
	rc = back ? take(st, &k->s->q, &k->tail, &k->tail_cap, &k->tail_n, e) :
		    take(st, &k->s->q, &k->head, &k->cap, &k->n, e);
	sql_drop(&st);
	return rc;
}

/* Twice what there is, or what is asked for. What was read may be of after a
 * commit, the rest of before: then neither is kept. */
static int grow(struct keys *k, bool back, int64_t want, struct err *e)
{
	size_t has = back ? k->tail_n : k->n;
	size_t most = 2 * has > (size_t)want ? 2 * has : (size_t)want;
	int64_t state = 0;

	if (k->set && most > WALKED)
		return load_all(k, e);
	if (extend(k, back, most - has, e) < 0 ||
	    sql_state(&k->s->q, &state, e) < 0)
		return -1;
	if (state != k->state)
		return load_all(k, e);
	if ((int64_t)k->n >= k->count)
		settle(k);
	return 0;
}

int keys_begin(struct keys *k, struct store *s, const char *text,
	       const char *back, const char *count, struct where *where,
	       struct err *e)
{
	*k = (struct keys){ .s = s, .set = k->set, .count = k->count,
			    .state = k->state, .text = STR_INIT(TEXT_BYTES),
			    .back = STR_INIT(TEXT_BYTES), .where = *where };
	*where = (struct where){0};
	str_addz(&k->text, text);
	str_addz(&k->back, back);
	if (str_ok(&k->text, "filter", e) < 0 ||
	    str_ok(&k->back, "filter", e) < 0)
		return -1;
	if (!k->set && counted_get(s, count, &k->where, &k->count, e) < 0)
		return -1;
	return grow(k, false, FIRST, e);
}

/* The row is there, from one end or the other. */
static bool has(const struct keys *k, int64_t i)
{
	return i < (int64_t)k->n || k->count - 1 - i < (int64_t)k->tail_n;
}

int keys_at(struct keys *k, int64_t i, int64_t *key, struct err *e)
{
	if (i < k->count && !has(k, i)) {
		bool back = i > k->count / 2;

		if (grow(k, back, back ? k->count - i : i + 1, e) < 0)
			return -1;
	}
	if (i >= k->count || !has(k, i))
		return 0;
	*key = i < (int64_t)k->n ? k->head[i] : k->tail[k->count - 1 - i];
	return 1;
}

static int64_t look(const struct keys *k, size_t head, size_t tail,
		    int64_t key)
{
	for (size_t i = head; i < k->n; i++)
		if (k->head[i] == key)
			return (int64_t)i;
	for (size_t i = tail; i < k->tail_n; i++)
		if (k->tail[i] == key)
			return k->count - 1 - (int64_t)i;
	return -1;
}

/* From both ends: a cursor is near one of them, or was carried to the middle,
 * so that all up to there is here. */
int64_t keys_find(struct keys *k, int64_t key, struct err *e)
{
	size_t head = 0, tail = 0;
	int64_t at;

	while ((at = look(k, head, tail, key)) < 0 && k->text.n > 0 &&
	       (int64_t)(k->n + k->tail_n) < k->count) {
		head = k->n;
		tail = k->tail_n;
		if (grow(k, tail < head, FIRST, e) < 0)
			return -1;
		if (k->text.n == 0)
			return look(k, 0, 0, key);
		if (k->n == head && k->tail_n == tail)
			return -1;
	}
	return at;
}

void keys_free(struct keys *k)
{
	settle(k);
	free(k->head);
	free(k->tail);
	*k = (struct keys){0};
}
