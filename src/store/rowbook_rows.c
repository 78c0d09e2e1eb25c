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
static bool may_order(const struct shape *shape, const struct query *q)
{
	if (!order_is_own(shape, q))
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

	for (size_t i = 0; a->rows && i < a->words; i++)
		n += (size_t)__builtin_popcountll(a->rows[i]);
	return n;
}

/* --- in their order --- */

enum { RANK_SUMS = QUERY_TERMS * RANK_ELSEWHERE + 1 };

/* Sets the places of the rows, one set for each rank that any of them has. */
static int set_places(struct answering *a, const uint32_t *place,
		      uint64_t *of[RANK_SUMS])
{
	for (size_t i = 0; i < a->words; i++)
		for (uint64_t rest = a->rows[i]; rest; rest &= rest - 1) {
			size_t row = i * 64 + (size_t)__builtin_ctzll(rest);
			unsigned char rank = a->rank ? a->rank[row] : 0;
			uint32_t at = place[row];

			if (at >= a->b->rows)
				return rowbook_lies(a->e);
			if (!of[rank])
				of[rank] = calloc(a->words, sizeof(**of));
			if (!of[rank])
				return err_set(a->e, ERR_MEMORY,
					       "no memory for a window");
			of[rank][at / 64] |= (uint64_t)1 << at % 64;
		}
	return 0;
}

/* Those that match best first; of one rank in the view's own order. */
static void fill(const struct answering *a, uint64_t *const of[RANK_SUMS],
		 const int64_t *key, int64_t *out)
{
	for (size_t rank = 0; rank < RANK_SUMS; rank++)
		for (size_t i = 0; of[rank] && i < a->words; i++)
			for (uint64_t rest = of[rank][i]; rest;
			     rest &= rest - 1)
				*out++ = key[i * 64 + (size_t)
					     __builtin_ctzll(rest)];
}

static int list_rows(struct answering *a, int64_t **rows, size_t *n)
{
	const int64_t *key = rowbook_see(a->b, BOOK_KEYS, 0, a->b->rows,
					 sizeof(*key), a->e);
	const uint32_t *place = rowbook_see(a->b, BOOK_PLACES, 0, a->b->rows,
					    sizeof(*place), a->e);
	uint64_t *of[RANK_SUMS] = {0};
	int rc = key && place ? set_places(a, place, of) : -1;

	*n = count(a);
	*rows = rc == 0 ? calloc(*n + 1, sizeof(**rows)) : NULL;
	if (rc == 0 && !*rows)
		rc = err_set(a->e, ERR_MEMORY, "no memory for a window");
	if (rc == 0)
		fill(a, of, key, *rows);
	for (size_t i = 0; i < RANK_SUMS; i++)
		free(of[i]);
	return rc == 0 ? 1 : -1;
}

/* A book that is damaged goes, and is as none. */
static int settle(struct answering *a, int rc)
{
	if (rc >= 0 || a->e->code != ERR_FORMAT)
		return rc;
	rowbook_bad(a->s, a->shape);
	err_clear(a->e);
	return 0;
}

static int open_book(struct answering *a, bool ordered)
{
	if (a->q->as_of.year || (ordered && !may_order(a->shape, a->q)))
		return 0;
	return rowbook_now(a->s, a->shape, &a->b, a->e);
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
	int rc = asks_text(shape, q) ? open_book(&a, true) : 0;

	if (rc < 0 || !a.b)
		return rc;
	rc = ask_terms(&a);
	if (rc > 0)
		rc = list_rows(&a, rows, n);
	free_sets(&a);
	return settle(&a, rc);
}

/* --- later --- */

static int keep_set(struct answering *a, struct rowset **set)
{
	*set = calloc(1, sizeof(**set));
	if (!*set)
		return err_set(a->e, ERR_MEMORY, "no memory for a window");
	**set = (struct rowset){ .shape = a->shape, .rows = a->rows,
				 .stamp = a->b->head->stamp };
	a->rows = NULL;
	return 1;
}

int rowbook_count(struct store *s, const struct shape *shape,
		  const struct query *q, int64_t *n, struct rowset **set,
		  struct err *e)
{
	struct answering a = { .s = s, .shape = shape, .q = q, .e = e };
	int rc = open_book(&a, true);

	*set = NULL;
	if (rc < 0 || !a.b)
		return rc;
	rc = ask_terms(&a);
	*n = (int64_t)count(&a);
	if (rc > 0)
		rc = keep_set(&a, set);
	free_sets(&a);
	return settle(&a, rc);
}

int rowset_list(struct store *s, const struct rowset *set, int64_t **rows,
		size_t *n, struct err *e)
{
	struct answering a = { .s = s, .shape = set->shape, .e = e,
			       .rows = set->rows };
	int rc = rowbook_now(s, set->shape, &a.b, e);

	if (rc < 0 || !a.b || a.b->head->stamp != set->stamp)
		return rc;
	a.words = book_bits(a.b->rows) / sizeof(uint64_t);
	return settle(&a, list_rows(&a, rows, n));
}

void rowset_free(struct rowset **set)
{
	if (*set)
		free((*set)->rows);
	free(*set);
	*set = NULL;
}

int rowbook_facet(struct store *s, const struct shape *shape, int column,
		  const struct query *q, book_value_fn *fn, void *ctx,
		  struct err *e)
{
	struct answering a = { .s = s, .shape = shape, .q = q, .e = e };
	int rc = book_has_cell(shape_column(shape, (size_t)column)) ?
			 open_book(&a, false) : 0;

	if (rc < 0 || !a.b)
		return rc;
	rc = ask_terms(&a);
	if (rc > 0)
		rc = rowbook_values(a.b, (size_t)column, a.rows, fn, ctx, e);
	free_sets(&a);
	return settle(&a, rc);
}
