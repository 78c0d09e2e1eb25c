#include "read/findings.h"

#include <stdlib.h>
#include <string.h>

#include "read/words.h"

enum { FINDINGS_BYTES = 4 << 20, SENTENCES_MAX = 20000 };

struct pass {
	const struct extract *x;
	struct findings *f;
	struct str both;
	size_t sentences;
};

static bool is_about_sanctions(struct pass *p, struct slice text)
{
	struct tokens *t = &p->f->tokens;

	tokens_load(t, text, p->x->lang);
	return token_find(t, 0, t->n, LEX_sanction) < t->n;
}

/* `asks`: a head or a label asks for nothing. */
static void take(struct pass *p, struct slice text, bool labelled, bool about,
		 bool asks, const struct quote *q)
{
	if (p->sentences++ >= SENTENCES_MAX)
		return;
	/* "Were sanctions lifted?" says nothing. */
	if (slice_find(text, SLICE("?"), 0) >= 0)
		return;
	tokens_load(&p->f->tokens, text, p->x->lang);
	find_acts(p->f, labelled, q);
	find_measures(p->f, about, q);
	if (asks)
		find_asks(p->f, q);
}

/* "LABEL DETAILS" is one sentence, by the words of both. */
static void take_pair(struct pass *p, struct slice label, struct slice details,
		      const struct quote *q)
{
	bool about = is_about_sanctions(p, label);

	str_clear(&p->both);
	str_add(&p->both, label);
	str_addc(&p->both, ' ');
	str_add(&p->both, details);
	if (!p->both.bad)
		take(p, str_slice(&p->both), true, about, false, q);
}

static void take_sentences(struct pass *p, const struct block *b,
			   struct slice text, bool about)
{
	bool head = b->kind == BLOCK_HEADING || page_heading_like(b->text);
	struct slice sentence;
	size_t at = 0;

	while (sentence_next(text, &at, &sentence)) {
		struct quote q = { sentence,
				   b->at + (size_t)(sentence.p - b->text.p),
				   "sentence", 85 };

		if (b->label.n) {
			q.text = b->text;
			q.at = b->at;
			q.rule = "bullet";
		}
		take(p, sentence, false, about, !head, &q);
	}
}

static void take_item(struct pass *p, const struct block *b)
{
	struct quote q = { b->text, b->at, "bullet", 85 };
	struct slice first;
	size_t at = 0;

	if (!sentence_next(b->details, &at, &first))
		first = SLICE_NONE;
	take_pair(p, b->label, first, &q);
	if (at < b->details.n)
		take_sentences(p, b, slice_make(b->details.p + at,
						b->details.n - at),
			       is_about_sanctions(p, b->label));
}

static void take_rows(struct pass *p, size_t block)
{
	const struct page *page = p->x->page;
	const struct block *b = &page->block[block];

	for (size_t i = p->x->table[block].head + 1; i < b->rows; i++) {
		const struct page_row *r = &page->row[b->row + i];
		struct quote q = { r->text, r->at, "table.aspect", 90 };

		take_pair(p, page_cell_at(page, r, 0),
			  page_cell_at(page, r, 1), &q);
	}
}

static void take_page(struct pass *p)
{
	const struct page *page = p->x->page;

	for (size_t i = 0; i < page->n; i++) {
		const struct block *b = &page->block[i];

		if (b->kind == BLOCK_TABLE) {
			if (p->x->table[i].kind == TABLE_ASPECTS)
				take_rows(p, i);
		} else if (b->label.n) {
			take_item(p, b);
		} else if (!p->x->asked[i]) {
			take_sentences(p, b, b->text, false);
		}
	}
}

struct findings *findings_read(const struct extract *x, struct err *e)
{
	struct findings *f = calloc(1, sizeof(*f));
	struct pass p = { .x = x, .f = f, .both = STR_INIT(4 * SENTENCE_BYTES) };

	if (!f) {
		err_set(e, ERR_MEMORY, "no memory for what the text says");
		return NULL;
	}
	f->mem = x->mem;
	if (x->page->published.n >= 10)
		pdate_parse(slice_make(x->page->published.p, 10),
			    DATE_ORDER_UNKNOWN, &f->published);
	take_page(&p);
	find_acts_end(f);
	find_acts_same(f);
	str_free(&p.both);
	return f;
}

void findings_free(struct findings *f)
{
	free(f);
}
