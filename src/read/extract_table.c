/* Which table is which, by the words of its head. */
#include <string.h>

#include "base/text.h"
#include "read/extract.h"

enum {
	HEADER_BYTES = 200, KEY_BYTES = 4 * HEADER_BYTES,
	HEAD_ROWS = 3,		/* a title or group heads may stand above */
	HEADS_MAX = 40,		/* columns that are looked at */
	ACROSS_ROWS = 60,	/* of a table whose heads stand at the side */
};

static const char *const column_names[COLUMN_COUNT] = {
	"person.name", "person.role", "person.duration", "person.arrested",
	"person.sentence", "person.released", "person.charges",
	"person.status", "person.prison", "person.nationality", "person.born",
	"aspect.aspect", "aspect.details", "aspect.date", "aspect.authority",
	"rec.action", "rec.impact", "rec.addressee", "rec.from", "rec.status",
};

enum table_column extract_column(struct slice name)
{
	int c = 0;

	while (c < COLUMN_COUNT && !slice_is(name, column_names[c]))
		c++;
	return (enum table_column)c;
}

/* How well a head fits each column: whole in the document's language, whole in
 * another, as a beginning, or as a part; 0 not at all. */
enum fit { FIT_NONE, FIT_PART, FIT_BEGINNING, FIT_OTHER, FIT_WHOLE };

struct head {
	int fit[COLUMN_COUNT];
	size_t bytes[COLUMN_COUNT];	/* of the wording that fits */
};

struct heads {
	struct head head[HEADS_MAX];
	size_t n;
};

static enum fit fit_of(struct slice key, const struct vocab_word *w,
		       struct slice lang)
{
	struct slice word = slice_of(word_key(w));
	ptrdiff_t at;

	if (slice_eq(key, word))
		return slice_is(lang, word_lang(w)) ? FIT_WHOLE : FIT_OTHER;
	if (word.n < 3 || word.n >= key.n)
		return FIT_NONE;
	at = slice_find(key, word, 0);
	if (at == 0 && key.p[word.n] == ' ')
		return FIT_BEGINNING;
	return at > 0 && key.p[at - 1] == ' ' &&
	       ((size_t)at + word.n == key.n ||
		key.p[(size_t)at + word.n] == ' ') ? FIT_PART : FIT_NONE;
}

static void fit_head(struct head *h, struct slice key, struct slice lang)
{
	const struct vocab_word *w;
	enum table_column c = COLUMN_COUNT;
	size_t n;

	w = vocab_rows(VOCAB_header, &n);
	for (size_t i = 0; i < n; i++) {
		enum fit fit = fit_of(key, &w[i], lang);
		size_t bytes = fit ? strlen(word_key(&w[i])) : 0;

		if (!fit)
			continue;
		c = extract_column(slice_of(word_value(&w[i])));
		if (c == COLUMN_COUNT || (int)fit < h->fit[c] ||
		    ((int)fit == h->fit[c] && bytes <= h->bytes[c]))
			continue;
		h->fit[c] = (int)fit;
		h->bytes[c] = bytes;
	}
}

static void add_head(const struct extract *x, struct heads *hs,
		     struct slice cell)
{
	struct str key = STR_INIT(KEY_BYTES);

	if (hs->n == HEADS_MAX)
		return;
	hs->head[hs->n] = (struct head){0};
	if (cell.n <= HEADER_BYTES)
		text_key(&key, cell);
	if (key.n && !key.bad)
		fit_head(&hs->head[hs->n], str_slice(&key), x->lang);
	hs->n++;
	str_free(&key);
}

static void row_heads(const struct extract *x, const struct page_row *r,
		      struct heads *hs)
{
	hs->n = 0;
	for (size_t i = 0; i < r->cells; i++)
		add_head(x, hs, page_cell_at(x->page, r, i));
}

/* How many other columns of the family the head fits as well. */
static int choices(const struct head *h, int from, int to, int fit)
{
	int n = 0;

	for (int c = from; c < to; c++)
		n += h->fit[c] == fit;
	return n;
}

struct match {
	size_t head;
	int column, fit, choices;
	size_t bytes;
};

static bool is_better(const struct match *a, const struct match *b)
{
	if (a->fit != b->fit)
		return a->fit > b->fit;
	if (a->choices != b->choices)
		return a->choices < b->choices;
	return a->bytes > b->bytes;
}

/* Each head holds one column and each column one head, the surest first: where
 * "Status" may be two things, it is what no other head is. */
static int assign(const struct heads *hs, int from, int to, struct table *t)
{
	bool used[HEADS_MAX] = {false};
	int n = 0;

	for (;;) {
		struct match best = {0};

		for (size_t i = 0; i < hs->n; i++)
			for (int c = from; c < to; c++) {
				const struct head *h = &hs->head[i];
				struct match m = { i, c, h->fit[c], 0,
						   h->bytes[c] };

				if (!m.fit || used[i] || t->column[c] >= 0)
					continue;
				m.choices = choices(h, from, to, m.fit);
				if (is_better(&m, &best))
					best = m;
			}
		if (!best.fit)
			return n;
		used[best.head] = true;
		t->column[best.column] = (int)best.head;
		n++;
	}
}

static bool has(const struct table *t, enum table_column c)
{
	return t->column[c] >= 0;
}

static bool is_persons(const struct table *t)
{
	if (!has(t, COLUMN_NAME))
		return false;
	for (int c = COLUMN_ROLE; c <= COLUMN_PRISON; c++)
		if (has(t, (enum table_column)c))
			return true;
	return false;
}

/* What it is called, what is said of it, and at most when and by whom. */
static bool is_aspects(const struct table *t)
{
	return t->column[COLUMN_ASPECT] == 0 &&
	       t->column[COLUMN_DETAILS] == 1 &&
	       t->width == 2 + (size_t)has(t, COLUMN_DATE) +
			   (size_t)has(t, COLUMN_AUTHORITY);
}

static enum table_kind kind_of(const struct table *t)
{
	bool aspects = is_aspects(t);

	if (has(t, COLUMN_ACTION) && has(t, COLUMN_IMPACT) &&
	    !(aspects && t->width == 2))
		return TABLE_ACTIONS;
	if (is_persons(t))
		return TABLE_PERSONS;
	if (has(t, COLUMN_ACTION) &&
	    (has(t, COLUMN_ADDRESSEE) || has(t, COLUMN_FROM)))
		return TABLE_ACTIONS;
	return aspects ? TABLE_ASPECTS : TABLE_OTHER;
}

static void clear(struct table *t)
{
	*t = (struct table){ .kind = TABLE_OTHER };
	for (int c = 0; c < COLUMN_COUNT; c++)
		t->column[c] = -1;
}

/* Returns how many of its columns are known. */
static int fit_table(const struct heads *hs, struct table *t)
{
	int persons, aspects, actions;

	persons = assign(hs, COLUMN_NAME, COLUMN_ASPECT, t);
	aspects = assign(hs, COLUMN_ASPECT, COLUMN_ACTION, t);
	actions = assign(hs, COLUMN_ACTION, COLUMN_COUNT, t);
	t->width = hs->n;
	t->kind = kind_of(t);
	return t->kind == TABLE_PERSONS ? persons :
	       t->kind == TABLE_ACTIONS ? actions :
	       t->kind == TABLE_ASPECTS ? aspects : 0;
}

/* The first of the first rows that is a head; of two that follow each other
 * the one that says more, since group heads stand above heads. */
static void fit_rows(const struct extract *x, const struct block *b,
		     struct table *t)
{
	int known = 0;

	for (size_t i = 0; i < HEAD_ROWS && i + 1 < b->rows; i++) {
		const struct page_row *r = &x->page->row[b->row + i];
		struct heads hs;
		struct table one;
		int n;

		if (r->cells > HEADS_MAX)
			continue;
		clear(&one);
		row_heads(x, r, &hs);
		n = fit_table(&hs, &one);
		if (n > known && one.kind != TABLE_OTHER) {
			known = n;
			*t = one;
			t->head = i;
			t->width = r->cells;
		} else if (known) {
			return;
		}
	}
}

/* Heads at the side, persons beside each other; with two cells a row this is a
 * box about one person. Heads must be whole, since any row may begin so. */
static void fit_across(const struct extract *x, const struct block *b,
		       struct table *t)
{
	struct heads hs = { .n = 0 };
	size_t width = 0;
	struct table one;
	int n;

	if (b->rows < 2 || b->rows > ACROSS_ROWS)
		return;
	for (size_t i = 0; i < b->rows && hs.n < HEADS_MAX; i++) {
		const struct page_row *r = &x->page->row[b->row + i];
		struct head *h = &hs.head[hs.n];

		if (r->cells > width)
			width = r->cells;
		add_head(x, &hs, page_cell_at(x->page, r, 0));
		for (int c = 0; c < COLUMN_COUNT; c++)
			if (h->fit[c] < FIT_OTHER)
				h->fit[c] = FIT_NONE;
	}
	clear(&one);
	n = assign(&hs, COLUMN_NAME, COLUMN_ASPECT, &one);
	if (width < 2 || n < 2 || 2 * (size_t)n < hs.n || !is_persons(&one))
		return;
	*t = one;
	t->kind = TABLE_PERSONS;
	t->across = true;
	t->width = width;
}

/* Asked of every line that may be one of a box: nothing is looked for inside. */
enum table_column extract_head_column(const struct extract *x,
				      struct slice label)
{
	struct str key = STR_INIT(KEY_BYTES);
	const struct vocab_word *w;
	bool own[COLUMN_COUNT + 1] = { false };
	bool any[COLUMN_COUNT + 1] = { false };
	int best = COLUMN_COUNT;
	size_t n;

	if (label.n <= HEADER_BYTES)
		text_key(&key, label);
	w = vocab_rows(VOCAB_header, &n);
	for (size_t i = 0; key.n && !key.bad && i < n; i++) {
		enum table_column c;

		if (!slice_is(str_slice(&key), word_key(&w[i])))
			continue;
		c = extract_column(slice_of(word_value(&w[i])));
		any[c] = true;
		own[c] |= slice_is(x->lang, word_lang(&w[i]));
	}
	for (int c = COLUMN_ASPECT; c-- > COLUMN_NAME;)
		if (any[c] && (own[c] || best == COLUMN_COUNT || !own[best]))
			best = c;
	str_free(&key);
	return (enum table_column)best;
}

void extract_table(const struct extract *x, const struct block *b,
		   struct table *t)
{
	clear(t);
	fit_rows(x, b, t);
	if (t->kind == TABLE_OTHER || t->kind == TABLE_ASPECTS ||
	    (t->kind == TABLE_PERSONS && t->width == 2 && t->head == 0 &&
	     b->rows > 2))
		fit_across(x, b, t);
}

bool extract_is_head(const struct extract *x, const struct table *t,
		     const struct page_row *row)
{
	struct heads hs;
	size_t whole = 0;

	if (row->cells > HEADS_MAX)
		return false;
	row_heads(x, row, &hs);
	for (int c = 0; c < COLUMN_COUNT; c++)
		whole += has(t, (enum table_column)c) &&
			 (size_t)t->column[c] < hs.n &&
			 hs.head[t->column[c]].fit[c] >= FIT_OTHER;
	return whole >= 2;
}

struct slice extract_cell(const struct extract *x, const struct table *t,
			  const struct page_row *row, enum table_column col)
{
	return t->column[col] < 0 ? SLICE_NONE :
		page_cell_at(x->page, row, (size_t)t->column[col]);
}
