/* Which list asks for something, and what all extractors share. */
#include <stdlib.h>

#include "base/text.h"
#include "read/findings.h"
#include "read/paperwork.h"

enum { LEAD_BYTES = 1000, SUBJECT_BYTES = 4 << 20 };

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
			extract_table(x, b, &x->table[i]);
		else if (b->kind == BLOCK_ITEM && i > 0 &&
			 p->block[i - 1].kind != BLOCK_ITEM)
			list = is_lead(p->block[i - 1].text) ? b->list : 0;
		x->asked[i] = b->kind == BLOCK_ITEM && list > 0 &&
			      b->list == list && !b->label.n;
	}
	return 0;
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

static int extract_all(const struct page *page, struct slice doc,
		       struct slice lang, struct builder *b, record_fn *emit,
		       void *ctx, struct err *e)
{
	struct arena mem = ARENA_INIT(SUBJECT_BYTES);
	struct extract x = {
		.page = page, .doc = doc, .lang = lang, .b = b, .emit = emit,
		.ctx = ctx, .mem = &mem,
	};
	struct findings *found = NULL;
	int rc = -1;

	if (extract_layout(&x, e) == 0)
		x.found = found = findings_read(&x, e);
	if (found && extract_events(&x, e) == 0 &&
	    extract_persons(&x, e) == 0 && extract_measures(&x, e) == 0 &&
	    extract_briefs(&x, e) == 0)
		rc = extract_actions(&x, e);
	findings_free(found);
	free(x.table);
	free(x.asked);
	arena_free(&mem);
	return rc;
}

int extract_document(const struct page *page, struct slice doc,
		     struct slice lang, struct builder *b, record_fn *emit,
		     void *ctx, struct err *e)
{
	uint8_t before = b->surest;
	int rc = before ? 0 : paperwork_doubt(page, doc, lang, &b->surest, e);

	if (rc == 0)
		rc = extract_all(page, doc, lang, b, emit, ctx, e);
	b->surest = before;
	return rc;
}
