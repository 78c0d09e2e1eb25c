/* The rows of a whole query in a book, in the query's order. */
#include <stdlib.h>

#include "store/rowbook_file.h"

enum { RANKS = RANK_ELSEWHERE };

struct answering {
	struct store *s;
	const struct shape *shape;
	const struct query *q;
	const struct rowbook *b;
	size_t words;		/* uint64_t of a set */
	uint64_t *rows;		/* that every term has */
	uint64_t *one;		/* that the term at hand has */
	uint64_t *best[RANKS];	/* NULL where ranks are not asked */
	unsigned char *rank;	/* of each row, over all terms; or NULL */
	struct err *e;
};

/* By match first, or not at all, and then as the view itself does. */
static bool may_ask(const struct shape *shape, const struct query *q)
{
	if (q->as_of.year || !order_is_own(shape, q))
		return false;
	for (size_t i = 1; i < q->n_sorts; i++)
		if (q->sort[i].column == SORT_MATCH)
			return false;
	return !(q->n_sorts && q->sort[0].column == SORT_MATCH &&
		 q->sort[0].down);
}

static bool is_ranked(const struct answering *a, const struct query_term *t)
{
	int named = shape_find(a->shape, slice_of(a->shape->name_column));

	return query_by_match(a->q) && named >= 0 &&
	       hay_piece(a->shape, (size_t)named) >= 0 && !t->negate &&
	       (query_is_word(t) || t->column == named);
}

static int make_sets(struct answering *a)
{
	bool ranked = false;
	size_t bytes;

	for (size_t i = 0; i < a->q->n; i++)
		ranked |= is_ranked(a, &a->q->term[i]);
	a->words = book_bits(a->b->rows) / sizeof(uint64_t);
	bytes = (a->words + 1) * sizeof(uint64_t);
	a->rows = malloc(bytes);
	a->one = malloc(bytes);
	for (size_t i = 0; ranked && i < RANKS; i++)
		a->best[i] = malloc(bytes);
	a->rank = ranked ? calloc(a->b->rows + 1, 1) : NULL;
	if (!a->rows || !a->one || (ranked && !a->rank))
		return err_set(a->e, ERR_MEMORY, "no memory for a filter");
	for (size_t i = 0; ranked && i < RANKS; i++)
		if (!a->best[i])
			return err_set(a->e, ERR_MEMORY,
				       "no memory for a filter");
	memset(a->rows, 0xFF, bytes);
	if (a->b->rows % 64)
		a->rows[a->words - 1] = ((uint64_t)1 << a->b->rows % 64) - 1;
	return 0;
}

static void free_sets(struct answering *a)
{
	free(a->rows);
	free(a->one);
	for (size_t i = 0; i < RANKS; i++)
		free(a->best[i]);
	free(a->rank);
}

/* The best rank of each row that is left, added to those of the terms before. */
static void add_ranks(struct answering *a)
{
	for (size_t i = 0; i < a->words; i++) {
		uint64_t rest = a->rows[i];

		for (size_t r = 0; rest && r <= RANKS; r++) {
			uint64_t of = r < RANKS ? rest & a->best[r][i] : rest;

			rest &= ~of;
			for (; of; of &= of - 1)
				a->rank[i * 64 + (size_t)__builtin_ctzll(of)] +=
					(unsigned char)r;
		}
	}
}

static int ask_term(struct answering *a, const struct query_term *t)
{
	bool ranked = is_ranked(a, t);
	size_t bytes = a->words * sizeof(uint64_t);
	int rc;

	memset(a->one, 0, bytes);
	for (size_t i = 0; ranked && i < RANKS; i++)
		memset(a->best[i], 0, bytes);
	rc = rowbook_term(a->s, a->b, a->shape, t, a->one,
			  ranked ? a->best : NULL, a->e);
	for (size_t i = 0; i < a->words; i++)
		a->rows[i] &= t->negate ? ~a->one[i] : a->one[i];
	if (rc > 0 && ranked)
		add_ranks(a);
	return rc;
}

static int ask_terms(struct answering *a)
{
	int rc = make_sets(a) < 0 ? -1 : 1;

	for (size_t i = 0; i < a->q->n && rc > 0; i++)
		rc = ask_term(a, &a->q->term[i]);
	return rc;
}

static size_t count(const struct answering *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->words; i++)
		n += (size_t)__builtin_popcountll(a->rows[i]);
	return n;
}

/* --- in their order --- */

enum { RANK_SUMS = QUERY_TERMS * RANK_ELSEWHERE + 1 };

static bool has(const struct answering *a, uint32_t row)
{
	return row < a->b->rows && (a->rows[row / 64] >> row % 64 & 1);
}

/* Those that match best first; of one rank in the view's own order. */
static void fill(const struct answering *a, const uint32_t *order,
		 const int64_t *key, int64_t *out)
{
	size_t from[RANK_SUMS + 1] = {0}, n = 0;

	for (uint32_t i = 0; a->rank && i < a->b->rows; i++)
		if (has(a, i))
			from[a->rank[i] + 1]++;
	for (size_t i = 1; i <= RANK_SUMS; i++)
		from[i] += from[i - 1];
	for (uint32_t i = 0; i < a->b->rows; i++) {
		if (!has(a, order[i]))
			continue;
		if (a->rank)
			out[from[a->rank[order[i]]]++] = key[order[i]];
		else
			out[n++] = key[order[i]];
	}
}

static int list_rows(struct answering *a, int64_t **rows, size_t *n)
{
	const int64_t *key = rowbook_see(a->b, BOOK_KEYS, 0, a->b->rows,
					 sizeof(*key), a->e);
	const uint32_t *order = rowbook_see(a->b, BOOK_ORDER, 0, a->b->rows,
					    sizeof(*order), a->e);

	if (!key || !order)
		return -1;
	*n = count(a);
	*rows = malloc((*n + 1) * sizeof(**rows));
	if (!*rows)
		return err_set(a->e, ERR_MEMORY, "no memory for a window");
	fill(a, order, key, *rows);
	return 1;
}

/* A book that is damaged goes, and is as none. */
static int answer(struct answering *a, int64_t **rows, size_t *n)
{
	int rc = may_ask(a->shape, a->q) ?
			 rowbook_now(a->s, a->shape, &a->b, a->e) : 0;

	if (rc < 0 || !a->b)
		return rc;
	rc = ask_terms(a);
	if (rc > 0 && rows)
		rc = list_rows(a, rows, n);
	else if (rc > 0)
		*n = count(a);
	free_sets(a);
	if (rc < 0 && a->e->code == ERR_FORMAT) {
		rowbook_bad(a->s, a->shape);
		err_clear(a->e);
		return 0;
	}
	return rc;
}

/* Whoever asks for no text is answered by SQL as fast, and need not hold the
 * rows. */
static bool asks_text(const struct shape *shape, const struct query *q)
{
	for (size_t i = 0; i < q->n; i++) {
		int at = q->term[i].column;

		if (query_is_word(&q->term[i]) ||
		    (at >= 0 && (size_t)at < shape_width(shape) &&
		     shape_column(shape, (size_t)at)->type == CELL_TEXT))
			return true;
	}
	return false;
}

int rowbook_rows(struct store *s, const struct shape *shape,
		 const struct query *q, int64_t **rows, size_t *n,
		 struct err *e)
{
	struct answering a = { .s = s, .shape = shape, .q = q, .e = e };

	return asks_text(shape, q) ? answer(&a, rows, n) : 0;
}

int rowbook_count(struct store *s, const struct shape *shape,
		  const struct query *q, int64_t *n, struct err *e)
{
	struct answering a = { .s = s, .shape = shape, .q = q, .e = e };
	size_t rows = 0;
	int rc = answer(&a, NULL, &rows);

	*n = (int64_t)rows;
	return rc;
}
