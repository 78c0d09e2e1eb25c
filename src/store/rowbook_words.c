/* The words of a book, and the rows of each. */
#include "base/leb.h"
#include "store/rowbook_words.h"

/* --- the rows of one word --- */

static void take_row(struct book_to *r, uint32_t row)
{
	if (r->in)
		r->n += book_is_set(r->in, row);
	else
		book_set(r->to, row);
}

static int take_dense(const struct rowbook *b, const struct book_word *w,
		      struct book_to *r, struct err *e)
{
	size_t n = book_bits(b->rows);
	const unsigned char *p = rowbook_see(b, BOOK_POSTINGS, w->at, n, 1, e);
	uint64_t word;

	if (!p)
		return -1;
	for (size_t i = 0; i < n / sizeof(word); i++) {
		memcpy(&word, p + i * sizeof(word), sizeof(word));
		if (r->in)
			r->n += __builtin_popcountll(r->in[i] & word);
		else
			r->to[i] |= word;
	}
	return 0;
}

static int take_listed(const struct rowbook *b, const struct book_word *w,
		       struct book_to *r, struct err *e)
{
	const unsigned char *p = rowbook_see(b, BOOK_POSTINGS, w->at,
					     sizeof(uint32_t), 1, e), *end;
	uint32_t bytes;
	uint64_t row = 0, more;

	if (!p)
		return -1;
	memcpy(&bytes, p, sizeof(bytes));
	p = rowbook_see(b, BOOK_POSTINGS, w->at + sizeof(bytes), bytes, 1, e);
	if (!p)
		return -1;
	for (end = p + bytes; p < end;) {
		if (*p < 128)
			more = *p++;
		else if (!leb_get(&p, end, &more))
			return rowbook_lies(e);
		row += more;
		if (row >= b->rows)
			return rowbook_lies(e);
		take_row(r, (uint32_t)row);
	}
	return 0;
}

int book_rows(const struct rowbook *b, const struct book_word *w,
		     struct book_to *r, struct err *e)
{
	if (w->rows == 1) {
		if (w->at >= b->rows)
			return rowbook_lies(e);
		take_row(r, (uint32_t)w->at);
		return 0;
	}
	return book_is_bits(w->rows, b->rows) ? take_dense(b, w, r, e) :
						take_listed(b, w, r, e);
}

/* --- a class of words --- */

/* 1; 0 where the book leaves the class out. */
int book_words(const struct rowbook *b, size_t column,
		    enum book_form form, struct book_words *out, struct err *e)
{
	const struct book_class *c = rowbook_see(b, BOOK_CLASSES,
		column * BOOK_FORMS + form, 1, sizeof(*c), e);

	*out = (struct book_words){0};
	if (!c)
		return -1;
	out->word = rowbook_see(b, BOOK_WORDS, c->first, c->n,
				sizeof(*out->word), e);
	out->text.p = rowbook_see(b, BOOK_TEXTS, c->text, c->bytes, 1, e);
	if (!out->word || !out->text.p)
		return -1;
	out->n = (size_t)c->n;
	out->text.n = (size_t)c->bytes;
	out->times = c->times;
	return c->left_out == 0;
}

/* Up to the LF behind it; an offset that lies gives what there is. */
struct slice book_text(const struct book_words *w, size_t i)
{
	size_t from = w->word[i].text;
	size_t end = i + 1 < w->n ? w->word[i + 1].text : w->text.n;

	if (end > w->text.n || from + 1 > end)
		return SLICE("");
	return slice_make(w->text.p + from, end - from - 1);
}

/* The first word that is not less. */
size_t book_bound(const struct book_words *w, struct slice text)
{
	size_t from = 0, n = w->n;

	while (n > 0) {
		size_t half = n / 2;

		if (slice_cmp(book_text(w, from + half), text) < 0) {
			from += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return from;
}

/* The word in which the byte stands, at or behind word i: mostly the next. */
size_t book_word_at(const struct book_words *w, size_t i, size_t byte)
{
	size_t step = 1, end;

	while (i + step < w->n && w->word[i + step].text <= byte) {
		i += step;
		step *= 2;
	}
	end = i + step < w->n ? i + step : w->n;
	while (i + 1 < end) {
		size_t half = i + (end - i) / 2;

		if (w->word[half].text <= byte)
			i = half;
		else
			end = half;
	}
	return i;
}

/* Of its letters that which stands in the fewest places. */
size_t book_rarest(const struct book_words *w, struct slice text)
{
	size_t best = 0;

	for (size_t i = 1; i < text.n; i++)
		if (w->times[(unsigned char)text.p[i]] <
		    w->times[(unsigned char)text.p[best]])
			best = i;
	return best;
}

/* Where the text stands at or behind `from`, or -1: most letters stand in many
 * words, and the C library looks for one letter ten times as fast as for two. */
ptrdiff_t book_find(const struct book_words *w, struct slice text, size_t rare,
		      size_t from)
{
	struct slice letter = slice_make(text.p + rare, 1);
	ptrdiff_t at = (ptrdiff_t)(from + rare) - 1;

	while ((at = slice_find(w->text, letter, (size_t)(at + 1))) >= 0) {
		size_t start = (size_t)at - rare;

		if (text.n > w->text.n - start)
			return -1;
		if (memcmp(w->text.p + start, text.p, text.n) == 0)
			return (ptrdiff_t)start;
	}
	return -1;
}

bool book_has_cell(const struct column *c)
{
	return c->type == CELL_WORD && c->from == CELL_OF_FACTS;
}

void book_lower(struct str *out, struct slice v)
{
	for (size_t i = 0; i < v.n; i++)
		str_addc(out, v.p[i] >= 'A' && v.p[i] <= 'Z' ?
				      (char)(v.p[i] - 'A' + 'a') : v.p[i]);
}

int rowbook_values(const struct rowbook *b, size_t column, const uint64_t *rows,
		   book_value_fn *fn, void *ctx, struct err *e)
{
	struct book_words w;
	int rc = book_words(b, column, FORM_VALUE, &w, e);

	for (size_t i = 0; rc > 0 && i < w.n; i++) {
		struct book_to r = { .in = rows };

		if (book_rows(b, &w.word[i], &r, e) < 0 ||
		    (r.n > 0 && fn(ctx, book_text(&w, i), r.n, e) < 0))
			rc = -1;
	}
	return rc;
}
