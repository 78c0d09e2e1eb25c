/* The rows of a filter that is words alone, in the view's own order: what people
 * type. The index of words says which, the order is kept in memory until
 * something is accepted; SQL would look each of them up, and sort them. */
#include <stdlib.h>

#include "store/said.h"
#include "store/window_keys.h"

enum { TEXT_BYTES = 1 << 20 };

struct seeking {
	struct store *s;
	const struct query *q;
	struct bits *has;	/* by term: rows that have one of its words */
	struct arena mem;
};

/* --- whether it is such a filter --- */

static bool is_words(const struct shape *shape, const struct query *q)
{
	if (q->n == 0 || q->as_of.year || shape->kind != KIND_news ||
	    shape->rows != ROWS_SUBJECTS)
		return false;
	for (size_t i = 0; i < q->n; i++)
		if (!query_is_word(&q->term[i]))
			return false;
	return order_is_own(shape, q);
}

/* --- a word in the language of the index --- */

static void add_phrase(struct str *out, const char *column, struct slice text,
		       bool goes_on)
{
	str_addf(out, "%s%s : \"", out->n ? " OR " : "", column);
	for (size_t i = 0; i < text.n; i++) {
		str_addz(out, text.p[i] == '"' ? "\"" : "");
		str_addc(out, text.p[i]);
	}
	str_addz(out, goes_on ? "\" *" : "\"");
}

/* A sound whose end is not settled: each end that it may have. */
static void add_ends(struct str *out, const struct needle *x)
{
	struct slice rest = x->ends, end, front = slice_trim(x->sounded);

	while (slice_cut(&rest, '\n', &end)) {
		struct str key = STR_INIT(TEXT_BYTES);
		bool ends = slice_ends(end, "$");

		if (!end.n)
			continue;
		str_add(&key, front);
		str_add(&key, slice_make(end.p, end.n - ends));
		add_phrase(out, "sounded", str_slice(&key), !ends);
		str_free(&key);
	}
}

void said_match(struct str *out, const struct needle *x, bool whole)
{
	if (slice_trim(x->sounded).n == 0)
		return;
	if (x->ends.n)
		add_ends(out, x);
	else
		add_phrase(out, "sounded", slice_trim(x->sounded), !whole);
}

/* --- which rows have the words --- */

static int take_hits(struct seeking *k, struct slice match, struct bits *to,
		     struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&k->s->q, "SELECT rowid FROM"
		" words.said WHERE said MATCH ?1", e);
	int rc = st ? 1 : -1;

	if (st)
		sql_text(st, 1, match);
	while (rc > 0) {
		rc = sql_step(&k->s->q, st, e);
		if (rc > 0 && bits_add(to, sql_col_int(st, 0), e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	return rc;
}

/* 1, or 0 where a word has no sound: every row would have to be looked at. */
static int seek_term(struct seeking *k, const struct query_term *t,
		     struct bits *to, struct err *e)
{
	for (size_t i = 0; i < t->n; i++) {
		struct str match = STR_INIT(TEXT_BYTES);
		struct needle x;
		int rc = needle_make(&x, k->s, t->value[i], t->negate, &k->mem,
				     e);

		if (rc == 0)
			said_match(&match, &x, t->negate);
		if (rc == 0)
			rc = match.n ? take_hits(k, str_slice(&match), to, e) :
				       1;
		str_free(&match);
		if (rc != 0)
			return rc < 0 ? -1 : 0;
	}
	return 1;
}

static int seek_all(struct seeking *k, struct err *e)
{
	int rc = 1;

	for (size_t i = 0; i < k->q->n && rc > 0; i++)
		rc = seek_term(k, &k->q->term[i], &k->has[i], e);
	return rc;
}

static bool wanted(const struct seeking *k, int64_t row)
{
	for (size_t i = 0; i < k->q->n; i++)
		if (bits_has(&k->has[i], row) == k->q->term[i].negate)
			return false;
	return true;
}

/* --- the order --- */

static int order_now(struct store *s, const struct shape *shape,
		     struct err *e)
{
	int64_t fetch = said_newest(s), version = 0;

	if (sql_number(&s->q, "PRAGMA main.data_version", 0, &version, e) < 0)
		return -1;
	if (s->order.shape == shape && s->order.fetch == fetch &&
	    s->order.version == version)
		return 0;
	s->order.shape = NULL;
	s->order.n = 0;
	if (order_rows(s, shape, &s->order.row, &s->order.n, &s->order.cap,
		       e) < 0)
		return -1;
	s->order.shape = shape;
	s->order.fetch = fetch;
	s->order.version = version;
	return 0;
}

void said_order_free(struct store *s)
{
	free(s->order.row);
	s->order = (struct said_order){0};
}

static int fill(const struct seeking *k, int64_t **rows, size_t *n,
		struct err *e)
{
	const struct said_order *o = &k->s->order;
	int64_t *list = malloc((o->n + 1) * sizeof(*list));

	if (!list)
		return err_set(e, ERR_MEMORY, "no memory for a window");
	*n = 0;
	for (size_t i = 0; i < o->n; i++)
		if (wanted(k, o->row[i]))
			list[(*n)++] = o->row[i];
	*rows = list;
	return 1;
}

int said_rows(struct store *s, const struct shape *shape,
	      const struct query *q, int64_t **rows, size_t *n, struct err *e)
{
	struct seeking k = { .s = s, .q = q, .mem = ARENA_INIT(TEXT_BYTES) };
	int rc;

	if (!is_words(shape, q) || said_state(s) != SAID_ALL)
		return 0;
	k.has = calloc(q->n, sizeof(*k.has));
	if (!k.has)
		return err_set(e, ERR_MEMORY, "no memory for a window");
	rc = seek_all(&k, e);
	if (rc > 0)
		rc = order_now(s, shape, e) < 0 ? -1 : fill(&k, rows, n, e);
	for (size_t i = 0; i < q->n; i++)
		bits_free(&k.has[i]);
	free(k.has);
	arena_free(&k.mem);
	return rc;
}
