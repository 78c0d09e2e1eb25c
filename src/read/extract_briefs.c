/* Aspect tables and labelled bullets; recommendations. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/findings.h"
#include "read/words.h"

enum { KEY_BYTES = 8192, NAME_BYTES = 48 };

static struct slice numbered(char buf[NAME_BYTES], const char *what, size_t n)
{
	snprintf(buf, NAME_BYTES, "%s/%zu", what, n);
	return slice_of(buf);
}

/* Does the wording begin the key ("Sanctions lifted by"), or end it ("Polish
 * reaction")? */
static bool has_wording(struct slice key, struct slice word)
{
	return word.n > 0 && word.n <= key.n &&
	       ((memcmp(key.p, word.p, word.n) == 0 &&
		 (word.n == key.n || key.p[word.n] == ' ')) ||
		(word.n < key.n && key.p[key.n - word.n - 1] == ' ' &&
		 memcmp(key.p + key.n - word.n, word.p, word.n) == 0));
}

/* The slot of a label: compared whole, then by the longest part. */
static const char *slot_of(struct slice label)
{
	struct str key = STR_INIT(KEY_BYTES);
	const struct vocab_word *w;
	const char *slot = NULL;
	size_t n, best = 0;

	text_key(&key, label);
	w = vocab_rows(VOCAB_bullet_label, &n);
	for (size_t i = 0; i < n && !key.bad; i++) {
		struct slice word = slice_of(word_key(&w[i]));

		if (word.n > best && has_wording(str_slice(&key), word)) {
			best = word.n;
			slot = word_value(&w[i]);
		}
	}
	str_free(&key);
	return slot;
}

/* Who takes it how: "the EU welcomed ...". */
static void put_stance(struct extract *x, const struct block *b)
{
	struct statement s;

	x->rule = (struct extract_rule){ "bullet.stance", 80 };
	if (!statement_find(x, b->details, &s))
		return;
	extract_claim(x, PROP_stance, slice_of(s.stance), b->text, b->at);
	extract_claim(x, PROP_actor, s.actor, b->text, b->at);
}

static int put_bullet(struct extract *x, const struct block *b, size_t n,
		      struct err *e)
{
	const char *slot = slot_of(b->label);
	char name[NAME_BYTES];

	x->rule = (struct extract_rule){ "bullet.label", 95 };
	extract_begin(x, KIND_brief, numbered(name, "bullet", n));
	extract_claim(x, PROP_label, b->label, b->text, b->at);
	extract_claim(x, PROP_details, b->details, b->text, b->at);
	extract_claim(x, PROP_slot, slice_of(slot), b->text, b->at);
	if (slot && (strcmp(slot, "reaction") == 0 ||
		     strcmp(slot, "outlook") == 0))
		put_stance(x, b);
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

/* --- shares --------------------------------------------------------------- */

static bool is_count(const struct tokens *t, size_t i)
{
	return i < t->n && t->token[i].number >= 0 && !t->token[i].percent &&
	       !token_is(t, i + 1, LEX_share);
}

/* The number behind "of", t->n where none stands there. */
static size_t whole_at(const struct tokens *t, size_t i)
{
	const struct meaning *m = token_means(t, i, LEX_of);
	size_t at = m ? m->last + 1 : t->n;

	at += token_in(t, at, LEX_article);
	return is_count(t, at) ? at : t->n;
}

/* "2 of 266", "of 266 recommendations, 2": what tells both. */
static struct slice ratio(const struct tokens *t)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t whole = whole_at(t, i);

		if (whole == t->n)
			continue;
		if (i > 0 && is_count(t, i - 1))
			return t->token[i - 1].number <= t->token[whole].number ?
				tokens_span(t, i - 1, whole) : SLICE_NONE;
		for (size_t k = whole + 1; k < t->n; k++)
			if (is_count(t, k) &&
			    t->token[k].number <= t->token[whole].number)
				return tokens_span(t, i, k);
	}
	return SLICE_NONE;
}

static bool on_recommendations(const struct tokens *t)
{
	static const char *const stems[] = {
		"recommend", "рекоменд", "рэкаменд", "rekomend", "empfehlung",
		"recomend", "preporuk",
	};

	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < sizeof(stems) / sizeof(*stems); k++)
			if (slice_starts(t->token[i].key, stems[k]))
				return true;
	return false;
}

/* "2 of 266 recommendations, 1.3 %": the share, and what it is of. */
static int put_share(struct extract *x, const struct tokens *t,
		     struct slice quote, size_t at, size_t *n, struct err *e)
{
	struct slice both = ratio(t);
	size_t p = 0;
	struct claim *c;
	struct str share = STR_INIT(NAME_BYTES);
	char name[NAME_BYTES];

	while (p < t->n && !(t->token[p].percent ||
			     (p + 1 < t->n && t->token[p].text.p[0] <= '9' &&
			      token_is(t, p + 1, LEX_share))))
		p++;
	if (!both.n || p == t->n || !on_recommendations(t))
		return 0;
	str_add(&share, t->token[p].text);
	str_addc(&share, '%');
	x->rule = (struct extract_rule){ "sentence.share", 80 };
	extract_begin(x, KIND_brief, numbered(name, "share", ++*n));
	extract_claim(x, PROP_details, quote, quote, at);
	c = extract_claim(x, PROP_share, str_slice(&share), quote, at);
	if (c)
		c->qualifier = build_copy(x->b, both);
	str_free(&share);
	return extract_emit(x, e);
}

/* A share is rare: most texts need no second look. */
static bool has_share(struct slice text)
{
	static const char *const signs[] = {
		"%", "percent", "per cent", "процент", "procent", "rozent",
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (slice_find(text, slice_of(signs[i]), 0) >= 0)
			return true;
	return false;
}

static int put_shares(struct extract *x, const struct block *b, size_t *n,
		      struct err *e)
{
	struct tokens *t;
	struct slice sentence;
	size_t at = 0;
	int rc = 0;

	if (!has_share(b->text))
		return 0;
	t = calloc(1, sizeof(*t));
	while (t && rc == 0 && sentence_next(b->text, &at, &sentence)) {
		tokens_load(t, sentence, x->lang);
		rc = put_share(x, t, sentence,
			       b->at + (size_t)(sentence.p - b->text.p), n, e);
	}
	free(t);
	return rc;
}

int extract_briefs(struct extract *x, struct err *e)
{
	size_t aspects = 0, bullets = 0, shares = 0;

	for (size_t i = 0; i < x->page->n; i++) {
		const struct block *b = &x->page->block[i];
		int rc = 0;

		if (b->kind == BLOCK_ITEM && b->label.n)
			rc = put_bullet(x, b, ++bullets, e);
		else if (x->table[i].kind == TABLE_ASPECTS)
			rc = put_aspects(x, b, &aspects, e);
		if (rc == 0 && b->kind != BLOCK_TABLE)
			rc = put_shares(x, b, &shares, e);
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* --- recommendations ------------------------------------------------------ */

static void begin_action(struct extract *x, struct slice action,
			 struct slice quote, size_t at, size_t n)
{
	char name[NAME_BYTES];

	extract_begin(x, KIND_recommendation, numbered(name, "rec", n));
	extract_claim(x, PROP_action, action, quote, at);
	extract_claim(x, PROP_theme, slice_of(theme_find(x, action)), quote,
		      at);
}

/* What a sentence asks for. */
static int put_ask(struct extract *x, const struct ask *a, size_t n,
		   struct err *e)
{
	char date[PDATE_TEXT];

	x->rule = (struct extract_rule){ "sentence.ask", 80 };
	begin_action(x, a->action, a->quote.text, a->quote.at, n);
	extract_claim(x, PROP_from, a->from, a->quote.text, a->quote.at);
	extract_claim(x, PROP_addressee, a->to, a->quote.text, a->quote.at);
	if (pdate_is(a->date))
		extract_claim(x, PROP_date, slice_of(pdate_text(a->date, date)),
			      a->quote.text, a->quote.at);
	extract_claim(x, PROP_state, SLICE("proposed"), a->quote.text,
		      a->quote.at);
	return extract_emit(x, e);
}

/* The line before the list of the item. */
static const struct block *lead_of(const struct extract *x, size_t item)
{
	while (item > 0 && x->page->block[item].kind == BLOCK_ITEM)
		item--;
	return &x->page->block[item];
}

static int put_item(struct extract *x, size_t block, size_t n, struct err *e)
{
	const struct block *b = &x->page->block[block];
	const struct block *over = lead_of(x, block);
	struct lead lead;

	lead_find(x, over->text, &lead);
	x->rule = (struct extract_rule){ "bullet.action", 85 };
	begin_action(x, b->text, b->text, b->at, n);
	extract_claim(x, PROP_from, lead.from, over->text, over->at);
	extract_claim(x, PROP_addressee, lead.to, over->text, over->at);
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
			rc = put_item(x, i, ++n, e);
		else if (x->table[i].kind == TABLE_ACTIONS)
			rc = put_rows(x, i, &n, e);
		if (rc < 0)
			return -1;
	}
	for (size_t i = 0; i < x->found->asks; i++)
		if (put_ask(x, &x->found->ask[i], ++n, e) < 0)
			return -1;
	return 0;
}
