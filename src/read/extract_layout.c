/* Which table is which, and what all extractors share. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/extract.h"

enum { HEADER_BYTES = 200, KEY_BYTES = 4 * HEADER_BYTES, LEAD_BYTES = 1000,
       SUBJECT_BYTES = 4 << 20 };

static const char *const column_names[COLUMN_COUNT] = {
	"person.name", "person.role", "person.duration", "person.arrested",
	"person.sentence", "person.released", "person.charges",
	"person.status", "person.nationality", "person.prison",
	"aspect.aspect", "aspect.details",
	"rec.action", "rec.impact", "rec.addressee", "rec.from", "rec.status",
};

static bool begins_with_word(struct slice key, const char *word)
{
	size_t n = strlen(word);

	return n > 0 && key.n > n && key.p[n] == ' ' &&
	       memcmp(key.p, word, n) == 0;
}

static int column_find(const char *name)
{
	int c = 0;

	while (c < COLUMN_COUNT && strcmp(column_names[c], name) != 0)
		c++;
	return c;
}

/* How well a header fits a word: whole, in the document's language or not, or
 * as a beginning; 0 not at all. */
static int header_fits(struct slice key, const struct vocab_word *w,
		       struct slice lang)
{
	if (slice_is(key, w->key))
		return slice_is(lang, w->lang) ? 3 : 2;
	return begins_with_word(key, w->key);
}

static void fit_header(struct table *t, int best[COLUMN_COUNT], int column,
		       struct slice key, struct slice lang)
{
	const struct vocab_word *w;
	size_t n;

	w = vocab_rows(VOCAB_header, &n);
	for (size_t i = 0; i < n; i++) {
		int fit = header_fits(key, &w[i], lang);
		int c = fit ? column_find(w[i].value) : COLUMN_COUNT;

		if (c < COLUMN_COUNT && fit > best[c]) {
			best[c] = fit;
			t->column[c] = column;
		}
	}
}

static void fit_columns(const struct extract *x, const struct page_row *head,
			struct table *t)
{
	int best[COLUMN_COUNT] = {0};

	for (size_t i = 0; i < head->cells; i++) {
		struct slice cell = page_cell_at(x->page, head, i);
		struct str key = STR_INIT(KEY_BYTES);

		if (cell.n <= HEADER_BYTES)
			text_key(&key, cell);
		if (key.n)
			fit_header(t, best, (int)i, str_slice(&key), x->lang);
		str_free(&key);
	}
}

static bool has(const struct table *t, enum table_column c)
{
	return t->column[c] >= 0;
}

/* Two kinds of column may fit one header ("Status"); it holds one of them. */
static bool apart(const struct table *t, enum table_column a,
		  enum table_column b)
{
	return has(t, a) && has(t, b) && t->column[a] != t->column[b];
}

static enum table_kind kind_of(const struct table *t)
{
	if (apart(t, COLUMN_ACTION, COLUMN_IMPACT) &&
	    !(t->width == 2 && t->column[COLUMN_ASPECT] == 0 &&
	      t->column[COLUMN_DETAILS] == 1))
		return TABLE_ACTIONS;
	for (int c = COLUMN_ROLE; c <= COLUMN_STATUS; c++)
		if (apart(t, COLUMN_NAME, (enum table_column)c))
			return TABLE_PERSONS;
	if (apart(t, COLUMN_ACTION, COLUMN_ADDRESSEE) ||
	    apart(t, COLUMN_ACTION, COLUMN_FROM))
		return TABLE_ACTIONS;
	if (t->width == 2 && t->column[COLUMN_ASPECT] == 0 &&
	    t->column[COLUMN_DETAILS] == 1)
		return TABLE_ASPECTS;
	return TABLE_OTHER;
}

static void take_table(const struct extract *x, const struct block *b,
		       struct table *t)
{
	for (int c = 0; c < COLUMN_COUNT; c++)
		t->column[c] = -1;
	t->kind = TABLE_OTHER;
	if (b->rows < 2)
		return;
	t->width = x->page->row[b->row].cells;
	fit_columns(x, &x->page->row[b->row], t);
	t->kind = kind_of(t);
}

static bool is_lead(struct slice text)
{
	struct str key = STR_INIT(4 * LEAD_BYTES);
	struct vocab_hit hit;
	bool lead;

	if (!slice_ends(text, ":") || text.n > LEAD_BYTES)
		return false;
	text_key(&key, text);
	lead = !key.bad && vocab_scan(VOCAB_area_lead, str_slice(&key), 0,
				      &hit);
	str_free(&key);
	return lead;
}

int extract_layout(struct extract *x, struct err *e)
{
	const struct page *p = x->page;
	size_t list = 0;

	x->table = calloc(p->n + 1, sizeof(*x->table));
	x->asked = calloc(p->n + 1, sizeof(*x->asked));
	if (!x->table || !x->asked)
		return err_set(e, ERR_MEMORY, "no memory for the tables");
	for (size_t i = 0; i < p->n; i++) {
		const struct block *b = &p->block[i];

		if (b->kind == BLOCK_TABLE)
			take_table(x, b, &x->table[i]);
		else if (b->kind == BLOCK_ITEM && i > 0 &&
			 p->block[i - 1].kind != BLOCK_ITEM)
			list = is_lead(p->block[i - 1].text) ? b->list : 0;
		x->asked[i] = b->kind == BLOCK_ITEM && list > 0 &&
			      b->list == list && !b->label.n;
	}
	return 0;
}

struct slice extract_cell(const struct extract *x, const struct table *t,
			  const struct page_row *row, enum table_column col)
{
	return t->column[col] < 0 ? SLICE_NONE :
		page_cell_at(x->page, row, (size_t)t->column[col]);
}

void extract_begin(struct extract *x, enum kind kind, struct slice what)
{
	struct str key = STR_INIT(1 << 20);

	str_add(&key, x->doc);
	str_addc(&key, '#');
	str_add(&key, what);
	build_begin(x->b, kind, str_slice(&key));
	str_ok(&key, "key", &x->b->err);
	build_doc(x->b, x->doc);
	str_free(&key);
}

struct claim *extract_claim(struct extract *x, enum property prop,
			    struct slice value, struct slice quote, size_t at)
{
	struct claim *c = build_claim(x->b, prop, value);

	if (c) {
		c->quote = build_copy(x->b, quote);
		c->offset = at < UINT32_MAX ? (uint32_t)at : UINT32_MAX;
		c->rule = slice_of(x->rule.name);
		c->confidence = x->rule.confidence;
	}
	return c;
}

int extract_emit(struct extract *x, struct err *e)
{
	return build_emit(x->b, x->emit, x->ctx, e);
}

int extract_document(const struct page *page, struct slice doc,
		     struct slice lang, struct builder *b, record_fn *emit,
		     void *ctx, struct err *e)
{
	struct arena mem = ARENA_INIT(SUBJECT_BYTES);
	struct extract x = {
		.page = page, .doc = doc, .lang = lang, .b = b, .emit = emit,
		.ctx = ctx, .mem = &mem,
	};
	int rc = -1;

	if (extract_layout(&x, e) == 0 && extract_events(&x, e) == 0 &&
	    extract_persons(&x, e) == 0 && extract_measures(&x, e) == 0 &&
	    extract_briefs(&x, e) == 0)
		rc = extract_actions(&x, e);
	free(x.table);
	free(x.asked);
	arena_free(&mem);
	return rc;
}
