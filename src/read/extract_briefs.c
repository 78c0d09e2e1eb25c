/* Aspect tables and labelled bullets; recommendations. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "read/extract.h"

enum { KEY_BYTES = 8192, NAME_BYTES = 48 };

static struct slice numbered(char buf[NAME_BYTES], const char *what, size_t n)
{
	snprintf(buf, NAME_BYTES, "%s/%zu", what, n);
	return slice_of(buf);
}

/* The slot of a label: compared whole, then by the longest beginning. */
static const char *slot_of(struct slice label)
{
	struct str key = STR_INIT(KEY_BYTES);
	const struct vocab_word *w;
	const char *slot = NULL;
	size_t n, best = 0;

	text_key(&key, label);
	w = vocab_rows(VOCAB_bullet_label, &n);
	for (size_t i = 0; i < n && !key.bad; i++) {
		size_t bytes = strlen(w[i].key);

		if (bytes > best && bytes <= key.n &&
		    memcmp(w[i].key, str_cstr(&key), bytes) == 0 &&
		    (bytes == key.n || key.p[bytes] == ' ')) {
			best = bytes;
			slot = w[i].value;
		}
	}
	str_free(&key);
	return slot;
}

static int put_bullet(struct extract *x, const struct block *b, size_t n,
		      struct err *e)
{
	char name[NAME_BYTES];

	x->rule = (struct extract_rule){ "bullet.label", 95 };
	extract_begin(x, KIND_brief, numbered(name, "bullet", n));
	extract_claim(x, PROP_label, b->label, b->text, b->at);
	extract_claim(x, PROP_details, b->details, b->text, b->at);
	extract_claim(x, PROP_slot, slice_of(slot_of(b->label)), b->text,
		      b->at);
	return extract_emit(x, e);
}

static int put_aspect(struct extract *x, const struct page_row *r, size_t n,
		      struct err *e)
{
	char name[NAME_BYTES];

	x->rule = (struct extract_rule){ "table.aspect", 95 };
	extract_begin(x, KIND_brief, numbered(name, "aspect", n));
	extract_claim(x, PROP_aspect, page_cell_at(x->page, r, 0), r->text,
		      r->at);
	extract_claim(x, PROP_details, page_cell_at(x->page, r, 1), r->text,
		      r->at);
	return extract_emit(x, e);
}

static int put_aspects(struct extract *x, const struct block *b, size_t *n,
		       struct err *e)
{
	for (size_t i = 1; i < b->rows; i++) {
		const struct page_row *r = &x->page->row[b->row + i];

		if (page_cell_at(x->page, r, 1).n &&
		    put_aspect(x, r, ++*n, e) < 0)
			return -1;
	}
	return 0;
}

int extract_briefs(struct extract *x, struct err *e)
{
	size_t aspects = 0, bullets = 0;

	for (size_t i = 0; i < x->page->n; i++) {
		const struct block *b = &x->page->block[i];
		int rc = 0;

		if (b->kind == BLOCK_ITEM && b->label.n)
			rc = put_bullet(x, b, ++bullets, e);
		else if (x->table[i].kind == TABLE_ASPECTS)
			rc = put_aspects(x, b, &aspects, e);
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* --- recommendations ------------------------------------------------------ */

static const char *theme_of(struct slice action)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct vocab_hit hit;
	const char *theme = NULL;

	text_key(&key, action);
	if (!key.bad && vocab_scan(VOCAB_theme, str_slice(&key), 0, &hit))
		theme = hit.word->value;
	str_free(&key);
	return theme;
}

static void begin_action(struct extract *x, struct slice action,
			 struct slice quote, size_t at, size_t n)
{
	char name[NAME_BYTES];

	extract_begin(x, KIND_recommendation, numbered(name, "rec", n));
	extract_claim(x, PROP_action, action, quote, at);
	extract_claim(x, PROP_theme, slice_of(theme_of(action)), quote, at);
}

static int put_item(struct extract *x, const struct block *b, size_t n,
		    struct err *e)
{
	x->rule = (struct extract_rule){ "bullet.action", 85 };
	begin_action(x, b->text, b->text, b->at, n);
	extract_claim(x, PROP_state, SLICE("proposed"), b->text, b->at);
	return extract_emit(x, e);
}

static int put_row(struct extract *x, const struct table *t,
		   const struct page_row *r, size_t n, struct err *e)
{
	struct slice said = extract_cell(x, t, r, COLUMN_STATE);
	const char *state = said.n ?
		vocab_value(VOCAB_recommendation_state, said) : NULL;

	x->rule = (struct extract_rule){ "table.action", 95 };
	begin_action(x, extract_cell(x, t, r, COLUMN_ACTION), r->text, r->at,
		     n);
	if (t->column[COLUMN_IMPACT] != t->column[COLUMN_ACTION])
		extract_claim(x, PROP_expected_impact,
			      extract_cell(x, t, r, COLUMN_IMPACT), r->text,
			      r->at);
	extract_claim(x, PROP_addressee,
		      extract_cell(x, t, r, COLUMN_ADDRESSEE), r->text, r->at);
	extract_claim(x, PROP_from, extract_cell(x, t, r, COLUMN_FROM),
		      r->text, r->at);
	extract_claim(x, PROP_state, slice_of(state ? state : "proposed"),
		      r->text, r->at);
	return extract_emit(x, e);
}

static int put_rows(struct extract *x, size_t block, size_t *n, struct err *e)
{
	const struct block *b = &x->page->block[block];
	const struct table *t = &x->table[block];

	for (size_t i = 1; i < b->rows; i++) {
		const struct page_row *r = &x->page->row[b->row + i];

		if (r->cells == t->width &&
		    extract_cell(x, t, r, COLUMN_ACTION).n &&
		    put_row(x, t, r, ++*n, e) < 0)
			return -1;
	}
	return 0;
}

int extract_actions(struct extract *x, struct err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < x->page->n; i++) {
		int rc = 0;

		if (x->asked[i])
			rc = put_item(x, &x->page->block[i], ++n, e);
		else if (x->table[i].kind == TABLE_ACTIONS)
			rc = put_rows(x, i, &n, e);
		if (rc < 0)
			return -1;
	}
	return 0;
}
