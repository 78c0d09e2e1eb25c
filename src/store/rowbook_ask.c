/* One term of a query in a book. A word with no blank in it is answered by the
 * words of the book alone: what they hold is what the text of the row holds. Of
 * several words the rows that have each are looked at themselves. */
#include <stdlib.h>

#include "base/text.h"
#include "store/rowbook_words.h"

enum {
	PHRASE_PART = 4,	/* of all rows, looked at for one phrase */
	LOW_BYTES = 1 << 20,
	SQL_BYTES = 4096,
	PARTS = 32,		/* words of a phrase */
};

struct asking {
	struct store *s;
	const struct rowbook *b;
	const struct shape *shape;
	bool negate;
	int named;		/* the column that ranks, or -1 */
	uint64_t *any;
	uint64_t **best;	/* NULL: ranks are not asked */
	struct arena mem;
	struct sqlite3_stmt *hay;
	struct err *e;
};

static int set_rows(struct asking *a, const struct book_word *w, uint64_t *to)
{
	struct book_to r = { .to = to };

	return book_rows(a->b, w, &r, a->e);
}

static int words_of(struct asking *a, size_t column, enum book_form form,
		    struct book_words *out)
{
	return book_words(a->b, column, form, out, a->e);
}

/* --- what is looked for in words --- */

static int take(struct asking *a, const struct book_word *w, size_t column,
		enum hay_rank rank)
{
	if (set_rows(a, w, a->any) < 0)
		return -1;
	if (!a->best || (int)column != a->named || rank >= RANK_ELSEWHERE)
		return 0;
	return set_rows(a, w, a->best[rank]);
}

static int take_spelt(struct asking *a, size_t column, struct slice spelt)
{
	struct book_words w;
	ptrdiff_t at = -1;
	size_t i = 0, rare;

	if (spelt.n == 0)
		return 0;
	if (words_of(a, column, FORM_SPELT, &w) < 0)
		return -1;
	rare = book_rarest(&w, spelt);
	while ((at = book_find(&w, spelt, rare, (size_t)(at + 1))) >= 0) {
		struct slice text;

		i = book_word_at(&w, i, (size_t)at);
		text = book_text(&w, i);
		if (take(a, &w.word[i], column,
			 hay_rank_spelt(text, spelt)) < 0)
			return -1;
		if (++i == w.n)
			break;
		if (w.word[i].text <= (size_t)at)
			return rowbook_lies(a->e);
		at = (ptrdiff_t)w.word[i].text - 1;
	}
	return 0;
}

/* All that begin so, and go on as one of the ends does. */
static int take_front(struct asking *a, size_t column, struct slice front,
		      const struct needle *x)
{
	struct book_words w;

	if (words_of(a, column, FORM_SOUNDED, &w) < 0)
		return -1;
	for (size_t i = book_bound(&w, front); i < w.n; i++) {
		struct slice text = book_text(&w, i);

		if (text.n < front.n || memcmp(text.p, front.p, front.n) != 0)
			break;
		if (x->ends.n > 0 &&
		    !hay_goes_on(slice_make(text.p + front.n,
					    text.n - front.n), x->ends))
			continue;
		if (take(a, &w.word[i], column, RANK_FRONT) < 0)
			return -1;
	}
	return 0;
}

/* Names that sound so, if nothing follows. */
static int rank_whole(struct asking *a, const struct needle *x)
{
	struct slice key = slice_trim(x->key);
	struct book_words w;
	size_t i;

	if (!a->best || key.n == 0)
		return 0;
	if (words_of(a, (size_t)a->named, FORM_SOUNDED, &w) < 0)
		return -1;
	i = book_bound(&w, key);
	return i < w.n && slice_eq(book_text(&w, i), key) ?
		       set_rows(a, &w.word[i], a->best[RANK_SOUND]) : 0;
}

/* --- phrases --- */

/* Rows of words that hold the part, in any of the columns. */
static int mark_spelt(struct asking *a, size_t column, struct slice part,
		      uint64_t *to)
{
	struct asking b = *a;

	b.any = to;
	b.best = NULL;
	return take_spelt(&b, column, part);
}

static int mark_sounded(struct asking *a, size_t column, struct slice part,
			bool last, const struct needle *x, uint64_t *to)
{
	struct needle one = { .ends = last ? x->ends : SLICE("") };
	struct asking b = *a;
	struct book_words w;
	size_t i;

	b.any = to;
	b.best = NULL;
	if (last)
		return take_front(&b, column, part, &one);
	if (words_of(a, column, FORM_SOUNDED, &w) < 0)
		return -1;
	i = book_bound(&w, part);
	return i < w.n && slice_eq(book_text(&w, i), part) ?
		       set_rows(a, &w.word[i], to) : 0;
}

/* The columns in which a term is looked for: one, or all that have text. */
struct columns {
	size_t at[SHAPE_COLUMNS], n;
};

/* Rows in which every word of the phrase stands, in any of the columns. */
static int mark_phrase(struct asking *a, const struct columns *in,
		       struct slice phrase, bool sounded,
		       const struct needle *x, uint64_t *to)
{
	size_t n = book_sets(a->b);
	uint64_t *one = arena_get(&a->mem, n * sizeof(*one));
	struct slice part;
	bool any = false;
	int rc = one ? 0 : err_set(a->e, ERR_MEMORY, "no memory for a filter");

	while (rc == 0 && slice_cut(&phrase, ' ', &part)) {
		bool last = !phrase.p;

		if (part.n == 0 && !(sounded && last && x->ends.n > 0))
			continue;
		memset(one, 0, n * sizeof(*one));
		for (size_t i = 0; rc == 0 && i < in->n; i++)
			rc = sounded ? mark_sounded(a, in->at[i], part, last,
						    x, one) :
				       mark_spelt(a, in->at[i], part, one);
		for (size_t i = 0; i < n; i++)
			to[i] = any ? to[i] & one[i] : one[i];
		any = true;
	}
	return rc;
}

static int open_hay(struct asking *a)
{
	struct str text = STR_INIT(SQL_BYTES);

	str_addf(&text, "SELECT hay FROM main.shown_%s_text WHERE row_key = ?1",
		 a->shape->name);
	if (str_ok(&text, "filter", a->e) == 0)
		a->hay = sql_make(&a->s->q, str_cstr(&text), a->e);
	str_free(&text);
	return a->hay ? 0 : -1;
}

static int look_at_row(struct asking *a, const struct columns *in,
		       uint32_t row, int64_t key, const struct needle *x)
{
	int piece = a->named < 0 ? -1 : hay_piece(a->shape, (size_t)a->named);
	enum hay_rank rank;
	struct slice hay;
	int rc;

	sql_int(a->hay, 1, key);
	rc = sql_step(&a->s->q, a->hay, a->e);
	if (rc <= 0)
		return rc;
	hay = sql_col(a->hay, 0);
	if (hay_has(hay, in->n > 1 ? -1 : hay_piece(a->shape, in->at[0]), x)) {
		book_set(a->any, row);
		rank = a->best ? hay_rank(hay, piece, x) : RANK_ELSEWHERE;
		if (rank < RANK_ELSEWHERE)
			book_set(a->best[rank], row);
	}
	sql_reset(a->hay);
	return 0;
}

/* 1, or 0 where there are too many of them. */
static int look_at_rows(struct asking *a, const struct columns *in,
			const uint64_t *rows, const struct needle *x)
{
	size_t n = book_sets(a->b), have = 0;
	const int64_t *key = rowbook_see(a->b, BOOK_KEYS, 0, a->b->rows,
					 sizeof(*key), a->e);
	const uint32_t *place = rowbook_see(a->b, BOOK_PLACES, 0, a->b->rows,
					    sizeof(*place), a->e);

	for (size_t i = 0; i < n; i++)
		have += (size_t)__builtin_popcountll(rows[i]);
	if (have > a->b->rows / PHRASE_PART)
		return 0;
	if (!key || !place || (!a->hay && open_hay(a) < 0))
		return -1;
	for (uint32_t row = 0; row < a->b->rows; row++) {
		if (!rows[row / 64])
			row |= 63;
		else if (book_is_set(rows, row) &&
			 (place[row] >= a->b->rows ? rowbook_lies(a->e) :
			  look_at_row(a, in, row, key[place[row]], x)) < 0)
			return -1;
	}
	return 1;
}

static int ask_phrase(struct asking *a, const struct columns *in,
		      const struct needle *x)
{
	size_t n = book_sets(a->b) * sizeof(uint64_t);
	uint64_t *spelt = arena_get(&a->mem, n), *sounded =
		arena_get(&a->mem, n);

	if (!spelt || !sounded)
		return err_set(a->e, ERR_MEMORY, "no memory for a filter");
	memset(spelt, 0, n);
	memset(sounded, 0, n);
	if (mark_phrase(a, in, x->spelt, false, x, spelt) < 0 ||
	    mark_phrase(a, in, x->sounded, true, x, sounded) < 0)
		return -1;
	for (size_t i = 0; i < n / sizeof(*spelt); i++)
		spelt[i] |= sounded[i];
	return look_at_rows(a, in, spelt, x);
}

/* --- one value --- */

static bool has_blank(struct slice text)
{
	return text.n > 0 && memchr(text.p, ' ', text.n);
}

/* Is it one word, however it is written? */
static bool is_one(const struct needle *x)
{
	struct slice sound = x->sounded;

	if (sound.n > 0) {
		sound.p++;
		sound.n--;
	}
	return !has_blank(x->spelt) && !has_blank(sound) &&
	       !has_blank(x->ends);
}

/* Of the class alone: its words are not looked at. */
static size_t n_words(const struct asking *a, size_t column)
{
	struct err ignored = {0};
	const struct book_class *c = rowbook_see(a->b, BOOK_CLASSES,
		column * BOOK_FORMS + FORM_SPELT, 1, sizeof(*c), &ignored);

	return c ? (size_t)c->n : 0;
}

static bool all_set(const struct asking *a)
{
	size_t n = book_sets(a->b);
	size_t have = 0;

	for (size_t i = 0; i < n; i++)
		have += (size_t)__builtin_popcountll(a->any[i]);
	return have == a->b->rows;
}

static int ask_word(struct asking *a, const struct columns *in,
		    const struct needle *x)
{
	struct slice front = x->sounded;

	if (front.n > 0) {
		front.p++;
		front.n--;
	}
	for (size_t i = 0; i < in->n; i++) {
		size_t column = in->at[i];

		/* Half a letter is in every row: the rest tells no more. */
		if (!(a->best && (int)column == a->named) &&
		    n_words(a, column) > BOOK_CELLS && all_set(a))
			continue;
		if (x->sounded.n > 0 && take_front(a, column, front, x) < 0)
			return -1;
		if (take_spelt(a, column, x->spelt) < 0)
			return -1;
	}
	return rank_whole(a, x) < 0 ? -1 : 1;
}

/* Those of few words first: they may be in every row already. */
static void sort_columns(struct asking *a, struct columns *in)
{
	for (size_t i = 1; i < in->n; i++)
		for (size_t k = i; k > 0 && n_words(a, in->at[k]) <
					    n_words(a, in->at[k - 1]); k--) {
			size_t held = in->at[k];

			in->at[k] = in->at[k - 1];
			in->at[k - 1] = held;
		}
}

static int ask_text(struct asking *a, struct columns *in, struct slice v)
{
	struct needle x;

	if (needle_make(&x, a->s, v, a->negate, &a->mem, a->e) < 0)
		return -1;
	if (slice_find(x.spelt, SLICE("\n"), 0) >= 0)
		return 0;
	if (x.spelt.n == 0 && x.sounded.n == 0) {
		for (uint32_t row = 0; row < a->b->rows; row++)
			book_set(a->any, row);
		return 1;
	}
	if (slice_trim(x.spelt).n == 0 && x.spelt.n > 0)	/* blanks alone */
		return 0;
	sort_columns(a, in);
	return is_one(&x) ? ask_word(a, in, &x) : ask_phrase(a, in, &x);
}

static bool is_glob(struct slice v)
{
	return slice_find(v, SLICE("*"), 0) >= 0;
}

static int ask_cell(struct asking *a, size_t column, struct slice v)
{
	const struct column *c = shape_column(a->shape, column);
	struct str low = STR_INIT(LOW_BYTES);
	struct book_words w;
	int rc = 0;

	if (!book_has_cell(c) || is_glob(v))
		return 0;
	if (shown_posted(c))
		text_lower(&low, v);
	else
		book_lower(&low, v);
	if (str_ok(&low, "filter", a->e) < 0)
		rc = -1;
	else
		rc = words_of(a, column, FORM_CELL, &w);
	if (rc > 0) {
		size_t i = book_bound(&w, str_slice(&low));

		if (i < w.n && slice_eq(book_text(&w, i), str_slice(&low)) &&
		    set_rows(a, &w.word[i], a->any) < 0)
			rc = -1;
	}
	str_free(&low);
	return rc;
}

static int ask_column(struct asking *a, size_t column, struct slice v)
{
	enum cell_type type = shape_column(a->shape, column)->type;
	struct columns in = { .at = { column }, .n = 1 };

	if (type == CELL_TEXT)
		return ask_text(a, &in, v);
	return type == CELL_WORD ? ask_cell(a, column, v) : 0;
}

static int ask_value(struct asking *a, const struct query_term *t,
		     struct slice v)
{
	struct columns in = {0};
	const char *also;
	int rc, at;

	if (t->column < 0) {
		for (size_t i = 0; i < shape_width(a->shape); i++)
			if (hay_piece(a->shape, i) >= 0)
				in.at[in.n++] = i;
		return ask_text(a, &in, v);
	}
	rc = ask_column(a, (size_t)t->column, v);
	also = shape_column(a->shape, (size_t)t->column)->also;
	at = also ? shape_find(a->shape, slice_of(also)) : -1;
	return rc <= 0 || at < 0 || is_glob(v) ? rc : ask_column(a, (size_t)at, v);
}

int rowbook_term(struct store *s, const struct rowbook *b,
		 const struct shape *shape, const struct query_term *t,
		 uint64_t *any, uint64_t **best, struct err *e)
{
	struct asking a = { .s = s, .b = b, .shape = shape, .e = e,
			    .negate = t->negate, .any = any, .best = best,
			    .mem = ARENA_INIT(64 << 20) };
	int rc = 1;

	a.named = shape_find(shape, slice_of(shape->name_column));
	if (t->op != OP_MATCH || (t->is != IS_NONE && t->is != IS_ANY) ||
	    t->column >= (int)shape_width(shape))
		rc = 0;
	if (rc > 0 && (t->is == IS_ANY || t->n == 0))
		for (uint32_t row = 0; row < b->rows; row++)
			book_set(any, row);
	for (size_t i = 0; rc > 0 && t->is == IS_NONE && i < t->n; i++)
		rc = ask_value(&a, t, t->value[i]);
	sql_drop(&a.hay);
	arena_free(&a.mem);
	return rc;
}
