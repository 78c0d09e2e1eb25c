#include "read/prose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/prose_inside.h"
#include "read/tokens.h"

enum { UNNAMED_MAX = 200, NUMBER_DIGITS = 3, PRONOUN_FIRST = 2,
       PRONOUN_REACH = 6 };

static const struct extract_rule
	rule_sentence = { RULE_SENTENCE, 80 },
	rule_heading = { "heading.person", 80 },
	rule_item = { "bullet.person", 85 };

static bool is_verb(enum fate f)
{
	return f == FATE_sentenced || f == FATE_penalty ||
	       f == FATE_arrested || f == FATE_freed ||
	       f == FATE_frees || f == FATE_held || f == FATE_still_held ||
	       f == FATE_spent || f == FATE_served;
}

/* Does the sentence go on about who the last one was about? "He ...", "In March
 * they sentenced him", "Sentenced to ...". */
static bool goes_on(const struct prose *s)
{
	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *m = &s->said.mark[i];

		if (m->kind != MARK_FATE)
			continue;
		if (m->fate == FATE_pronoun &&
		    m->first <= (s->names ? PRONOUN_FIRST : PRONOUN_REACH))
			return true;
		if (is_verb(m->fate) && m->first <= (s->names ? 0 : 1))
			return true;
	}
	return false;
}

static ptrdiff_t heir_of(const struct prose *s)
{
	if (s->item >= 0)
		return s->item;
	if (s->last >= 0 && goes_on(s))
		return s->last;
	return s->section;
}

/* The only person whom the sentence names, or who it went on about. */
static ptrdiff_t only_one(struct prose *s)
{
	ptrdiff_t one = -1;

	for (size_t i = 0; i < s->names; i++) {
		const struct named *n = &s->named[i];

		if (n->official || (n->known < 0 && s->said.mark[n->mark].single))
			continue;
		if (n->known < 0 || (one >= 0 && one != n->known))
			return -1;
		one = n->known;
	}
	return s->names ? one : s->heir;
}

static bool has_facts(const struct telling *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->mark[i].kind == MARK_SPAN ||
		    s->mark[i].kind == MARK_DATE ||
		    s->mark[i].kind == MARK_AGE ||
		    s->mark[i].kind == MARK_CHARGE ||
		    (s->mark[i].kind == MARK_FATE &&
		     (s->mark[i].fate < FATE_since ||
		      s->mark[i].fate == FATE_penalty)))
			return true;
	return false;
}

static void take_sentence(struct prose *s, struct slice text, size_t at,
			  struct extract_rule rule, bool heading)
{
	telling_load(&s->said, text, s->x->lang, heading);
	s->from = (struct source_of){ text, at, rule };
	s->names = 0;
	s->wrong = false;
	prose_names(s);
	s->heir = heir_of(s);
	if (has_facts(&s->said) || s->item >= 0) {
		prose_fates(s);
		prose_times(s);
		prose_about(s);
	}
	s->last = only_one(s);
}

static void take_text(struct prose *s, const struct block *b,
		      struct extract_rule rule)
{
	struct slice sentence;
	size_t at = 0;

	while (sentence_next(b->text, &at, &sentence))
		take_sentence(s, sentence,
			      b->at + (size_t)(sentence.p - b->text.p), rule,
			      false);
}

/* --- headings and items ----------------------------------------------------- */

/* The name that a line begins with, behind a role or a number; -1: none. */
static ptrdiff_t leads(const struct prose *s)
{
	size_t from = 0;
	bool moved = true;

	while (moved) {
		moved = false;
		for (size_t i = 0; i < s->said.n; i++)
			if (s->said.mark[i].kind == MARK_ROLE &&
			    s->said.mark[i].first == from) {
				from = s->said.mark[i].last + 1;
				moved = true;
			}
	}
	for (size_t i = 0; i < s->names; i++)
		if (s->said.mark[s->named[i].mark].first <= from + 1 &&
		    !s->said.mark[s->named[i].mark].single &&
		    !s->named[i].official)
			return (ptrdiff_t)i;
	return -1;
}

static bool has_kind(const struct telling *s, enum mark_kind kind)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->mark[i].kind == kind)
			return true;
	return false;
}

/* "NAME, 63", "Name, role": a name and what stands behind a comma, no sentence
 * about somebody. */
static bool is_portrait(const struct prose *s, size_t lead)
{
	const struct words *w = &s->said.words;
	const struct mark *m = &s->said.mark[s->named[lead].mark];

	return m->first == 0 &&
	       (m->last + 1 >= w->n ||
		w->word[m->last + 1].clause != w->word[m->last].clause);
}

/* Whom the heading alone names, with something that says that it is one, or -1. */
static ptrdiff_t heads(struct prose *s)
{
	ptrdiff_t lead = leads(s);

	if (lead < 0 || s->names != 1 ||
	    !(s->said.mark[s->named[lead].mark].sure || prose_custody(s)) ||
	    !(has_kind(&s->said, MARK_AGE) || has_kind(&s->said, MARK_ROLE) ||
	      has_facts(&s->said) || s->said.words.n <= 4))
		return -1;
	s->named[lead].near = true;
	return lead;
}

/* "NAME, 63", "Name, role, behind bars since DATE": what follows is about her. */
static void take_heading(struct prose *s, const struct block *b)
{
	ptrdiff_t lead;

	s->section = s->item = s->last = -1;
	if (slice_find(b->text, SLICE("?"), 0) >= 0)
		return;
	telling_load(&s->said, b->text, s->x->lang, true);
	s->names = 0;
	prose_names(s);
	lead = heads(s);
	s->from = (struct source_of){ b->text, b->at, rule_heading };
	s->heir = -1;
	s->wrong = false;
	if (lead >= 0)
		s->section = prose_person(s, (size_t)lead);
	if (has_facts(&s->said) || s->section >= 0) {
		prose_fates(s);
		prose_times(s);
		prose_about(s);
	}
	s->last = s->section;
	/* What the title says of one is not what all of the text is about. */
	if (b == s->x->page->block && lead >= 0 &&
	    !is_portrait(s, (size_t)lead))
		s->section = -1;
}

static void take_lead_mark(struct prose *s, const struct mark *m)
{
	switch (m->fate) {
	case FATE_still_held:
	case FATE_held:
		s->list_held = true;
		break;
	case FATE_among_held:
		s->list_held = s->list_people = true;
		break;
	case FATE_freed:
	case FATE_frees:
		s->list_freed = true;
		break;
	case FATE_among_freed:
		s->list_freed = s->list_people = true;
		break;
	case FATE_people:
		s->list_people = true;
		break;
	default:
		break;
	}
}

/* What the lead of a list says of its items. */
static void take_lead(struct prose *s, const struct block *b)
{
	s->list_freed = s->list_held = s->list_people = false;
	if (!b || b->kind == BLOCK_TABLE || b->text.n > SENTENCE_BYTES)
		return;
	telling_load(&s->said, b->text, s->x->lang, true);
	for (size_t i = 0; i < s->said.n; i++)
		if (s->said.mark[i].kind == MARK_FATE &&
		    !prose_denied(s, &s->said.mark[i]))
			take_lead_mark(s, &s->said.mark[i]);
	if (s->list_held)
		s->list_freed = false;
	/* who sits is a person; what is released may be a film */
	s->list_people |= s->list_held && slice_ends(b->text, ":");
}

/* "Still held: - NAME (released in May)": the item knows better than its lead. */
static bool tells_end(const struct prose *s)
{
	for (size_t i = 0; s->list_held && i < s->said.n; i++) {
		const struct mark *m = &s->said.mark[i];

		if (m->kind == MARK_FATE &&
		    (m->fate == FATE_freed || m->fate == FATE_frees ||
		     m->fate == FATE_died || m->fate == FATE_deported))
			return true;
	}
	return false;
}

/* "Name — role", "Name (Released)", "Name, sentenced to ...". */
static void take_item(struct prose *s, const struct block *b,
		      struct slice text)
{
	size_t at = b->at + (size_t)(text.p - b->text.p);
	bool context = s->list_freed || s->list_held;
	ptrdiff_t lead;

	s->item = -1;
	telling_load(&s->said, text, s->x->lang, true);
	s->names = 0;
	prose_names(s);
	lead = leads(s);
	if (lead < 0 || !(context || has_facts(&s->said) ||
			  has_kind(&s->said, MARK_ROLE))) {
		take_text(s, b, rule_item);
		return;
	}
	if ((context && s->list_people) ||
	    s->said.mark[s->named[lead].mark].sure)
		s->named[lead].near = true;
	s->from = (struct source_of){ text, at, rule_item };
	s->heir = -1;
	if (s->named[lead].near)
		s->item = prose_person(s, (size_t)lead);
	if (s->item >= 0 && context && !tells_end(s))
		person_say(s->p, &s->p->list[s->item], PROP_custody,
			   s->list_freed ? SLICE("free") : SLICE("prison"),
			   &s->from);
	s->last = s->item;
	take_text(s, b, rule_item);
	s->item = -1;
}

/* "Key figure freed | NAME": the label is the lead, what stands beside it an
 * item. */
static void take_aspect(struct prose *s, const struct page_row *r)
{
	struct slice label = page_cell_at(s->x->page, r, 0);
	struct slice value = page_cell_at(s->x->page, r, 1);
	struct block lead = { .kind = BLOCK_PARA, .at = r->at, .text = label };
	struct block item = { .kind = BLOCK_ITEM, .at = r->at, .text = value };

	if (!label.n || !value.n || value.n > SENTENCE_BYTES)
		return;
	if (value.p >= r->text.p && value.p < r->text.p + r->text.n)
		item.at += (size_t)(value.p - r->text.p);
	take_lead(s, &lead);
	if (!s->list_freed && !s->list_held)
		return;
	telling_load(&s->said, value, s->x->lang, true);
	s->names = 0;
	prose_names(s);
	s->list_people = true;
	if (leads(s) >= 0)
		take_item(s, &item, value);
	else if (s->list_freed)	/* "123, including NAME" */
		take_sentence(s, r->text, r->at, rule_sentence, false);
}

static void take_aspects(struct prose *s, size_t block)
{
	const struct block *b = &s->x->page->block[block];

	for (size_t i = 1; i < b->rows; i++)
		take_aspect(s, &s->x->page->row[b->row + i]);
	s->list_freed = s->list_held = s->list_people = false;
	s->last = -1;
}

static bool is_custody(enum fate f)
{
	return f == FATE_held || f == FATE_still_held || f == FATE_term ||
	       f == FATE_arrested || f == FATE_died || f == FATE_among_freed ||
	       f == FATE_life || f == FATE_penalty;
}

bool prose_custody(struct prose *s)
{
	struct str key = STR_INIT(4 * PAGE_BYTES);
	struct vocab_hit hit;

	if (s->custody)
		return s->custody > 0;
	s->custody = -1;
	text_key(&key, str_slice(&s->x->page->text));
	for (size_t from = 0; s->custody < 0 && !key.bad &&
	     vocab_scan(VOCAB_fate, str_slice(&key), from, &hit);
	     from = hit.at + hit.bytes)
		if (is_custody(telling_fate(word_value(hit.word))))
			s->custody = 1;
	str_free(&key);
	return s->custody > 0;
}

/* --- all -------------------------------------------------------------------- */

/* Bytes of "12. " or "3) " in front of a line. */
static size_t number_mark(struct slice text)
{
	size_t n = 0;

	while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
		n++;
	return n > 0 && n <= NUMBER_DIGITS && n + 1 < text.n &&
	       (text.p[n] == '.' || text.p[n] == ')') &&
	       text.p[n + 1] == ' ' ? n + 2 : 0;
}

static void take_block(struct prose *s, size_t i)
{
	const struct block *b = &s->x->page->block[i];
	const struct block *before = i ? b - 1 : NULL;
	size_t mark = b->kind == BLOCK_TABLE ? 0 : number_mark(b->text);
	bool item = b->kind == BLOCK_ITEM || mark > 0;

	if (!item || !before ||
	    (before->kind != BLOCK_ITEM && !number_mark(before->text)))
		take_lead(s, item ? before : NULL);
	if (s->x->table[i].kind == TABLE_ASPECTS)
		take_aspects(s, i);
	else if (b->kind == BLOCK_TABLE)
		s->last = -1;
	else if (item)
		take_item(s, b, slice_make(b->text.p + mark,
					   b->text.n - mark));
	else if (b->kind == BLOCK_HEADING)
		take_heading(s, b);
	else
		take_text(s, b, rule_sentence);
}

/* "In February X was freed" in a text about an act of another month. */
static bool is_other_month(struct tokens *t, const struct extract *x,
			   struct slice quote)
{
	struct slice rest = x->event, date = SLICE_NONE;
	bool other = false;

	slice_cut(&rest, '/', &date);
	slice_cut(&rest, '/', &date);
	tokens_load(t, quote, x->lang);
	for (size_t i = 0; i < t->n; i++) {
		const struct meaning *m = token_means(t, i, LEX_month);
		char month[8];

		/* "Jan" and "May" are names */
		if (!m || t->token[i].key.n <= 3)
			continue;
		snprintf(month, sizeof(month), "-%02d-", atoi(lex_value(m->row)));
		if (slice_find(date, slice_of(month), 0) == 4)
			return false;
		other = true;
	}
	return other;
}

/* Who is free in a document about one release came out in that. */
static void tie_events(struct extract *x, struct people *p, struct tokens *t)
{
	for (size_t i = 0; i < p->n && x->event.n; i++) {
		struct person *who = &p->list[i];
		const struct saying *free_says = NULL;

		if (person_says(who, PROP_event, NULL) ||
		    person_says(who, PROP_released_on, NULL))
			continue;
		for (size_t k = 0; k < who->n; k++)
			if (who->says[k].prop == PROP_custody &&
			    slice_is(who->says[k].value, "free"))
				free_says = &who->says[k];
		if (free_says && !is_other_month(t, x, free_says->quote)) {
			struct source_of from = { free_says->quote,
				free_says->at, free_says->rule };

			person_say(p, who, PROP_event, x->event, &from);
		}
	}
}

int prose_read(struct extract *x, struct people *p, const bool *taken,
	       struct err *e)
{
	struct prose *s = calloc(1, sizeof(*s));
	struct tokens *t = calloc(1, sizeof(*t));
	int rc;

	if (!s || !t) {
		free(s);
		free(t);
		return err_set(e, ERR_MEMORY, "no memory for the persons");
	}
	s->x = x;
	s->p = p;
	s->e = e;
	s->section = s->item = s->last = s->heir = -1;
	s->briefs_max = UNNAMED_MAX;
	for (size_t i = 0; i < x->page->n && !e->code && !p->err.code; i++)
		if (!x->asked[i] && !taken[i])
			take_block(s, i);
	rc = e->code ? -1 : 0;
	telling_free(&s->said);
	free(s);
	if (rc == 0)
		tie_events(x, p, t);
	free(t);
	return rc;
}
