/* Sentences, times held, and the days of arrest, verdict and release.
 *
 * A time belongs to the nearest word that says what it is of, before it or, as
 * in German, behind it; a date to the verb that it stands closest to.
 */
#include <stdio.h>
#include <string.h>

#include "read/prose_inside.h"

enum {
	LOOK_BACK = 9, LOOK_AHEAD = 9, TERM_REACH = 3, DATE_COST = 11,
	CLAUSE_COST = 3, NAME_COST = 2, PAIRS_MAX = 64, KIN_REACH = 4,
};

/* --- claims ----------------------------------------------------------------- */

static void brief_number(struct prose *s, enum property prop, int n)
{
	char buf[24];

	snprintf(buf, sizeof(buf), "%d", n);
	if (n >= 0)
		extract_claim(s->x, prop, slice_of(buf), s->from.quote,
			      s->from.at);
}

static bool begin_brief(struct prose *s)
{
	char name[32];

	/* who judges or speaks is named, and nobody else */
	for (size_t i = 0; i < s->names; i++)
		if (s->named[i].official)
			return false;
	if (s->unnamed == s->briefs_max)
		return false;
	snprintf(name, sizeof(name), "unnamed/%zu", ++s->unnamed);
	extract_begin(s->x, KIND_brief, slice_of(name));
	s->x->rule = (struct extract_rule){ "sentence.unnamed", 50 };
	extract_claim(s->x, PROP_details, s->from.quote, s->from.quote,
		      s->from.at);
	return true;
}

static void end_brief(struct prose *s)
{
	if (extract_emit(s->x, s->e) < 0 && !s->e->code)
		err_set(s->e, ERR_FORMAT, "a brief was refused");
}

static void say_days(struct prose *s, enum property prop, int days)
{
	char buf[24];

	snprintf(buf, sizeof(buf), "%d", days);
	if (days >= 0)
		prose_say(s, prop, slice_of(buf));
}

static void say_span(struct prose *s, const struct mark *m, bool sentence,
		     const char *base, bool suspended)
{
	enum property text = sentence ? PROP_sentence : PROP_held_text;
	enum property low = sentence ? PROP_sentence_min_days :
				       PROP_held_min_days;
	enum property high = sentence ? PROP_sentence_max_days :
					PROP_held_max_days;

	suspended |= m->span.suspended;
	if (prose_say(s, text, m->text)) {
		say_days(s, low, m->span.min_days);
		say_days(s, high, m->span.max_days);
		if (sentence && suspended)
			prose_say(s, PROP_suspended, SLICE("yes"));
		if (!sentence && base)
			prose_say(s, PROP_held_base, slice_of(base));
		return;
	}
	if (!begin_brief(s))
		return;
	extract_claim(s->x, text, m->text, s->from.quote, s->from.at);
	brief_number(s, low, m->span.min_days);
	brief_number(s, high, m->span.max_days);
	if (sentence && suspended)
		extract_claim(s->x, PROP_suspended, SLICE("yes"),
			      s->from.quote, s->from.at);
	end_brief(s);
}

/* --- times ------------------------------------------------------------------ */

static bool is_of_time(enum fate f)
{
	return f == FATE_sentenced || f == FATE_penalty || f == FATE_spent ||
	       f == FATE_served || f == FATE_after ||
	       f == FATE_faces || f == FATE_remainder || f == FATE_life;
}

static size_t span_end_before(const struct telling *d, size_t word)
{
	size_t end = 0;

	for (size_t i = 0; i < d->n; i++)
		if (d->mark[i].kind == MARK_SPAN && d->mark[i].last < word)
			end = d->mark[i].last + 1;
	return end;
}

static size_t span_begin_behind(const struct telling *d, size_t word)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->mark[i].kind == MARK_SPAN && d->mark[i].first > word)
			return d->mark[i].first;
	return d->words.n;
}

/* The word before the time, none of another time between. */
static struct mark *word_before(struct telling *d, const struct mark *span)
{
	size_t from = span_end_before(d, span->first);
	struct mark *found = NULL;

	for (size_t i = 0; i < d->n; i++) {
		struct mark *m = &d->mark[i];

		if (m->kind == MARK_FATE && is_of_time(m->fate) &&
		    m->first >= from && m->first < span->first &&
		    span->first <= m->last + LOOK_BACK &&
		    (m->fate != FATE_after ||
		     m->last + 1 == span->first) &&
		    !(found && m->fate == FATE_after &&
		      found->fate == FATE_spent))
			found = m;
	}
	return found;
}

static struct mark *word_behind(struct telling *d, const struct mark *span)
{
	size_t to = span_begin_behind(d, span->last);

	for (size_t i = 0; i < d->n; i++) {
		struct mark *m = &d->mark[i];

		if (m->kind != MARK_FATE || m->first < span->last ||
		    m->last <= span->last ||
		    m->last >= to || m->first - span->last > LOOK_AHEAD)
			continue;
		if (m->fate == FATE_sentenced || m->fate == FATE_penalty ||
		    m->fate == FATE_spent ||
		    m->fate == FATE_served || m->fate == FATE_remainder || m->fate == FATE_faces ||
		    (m->fate == FATE_term && m->first - span->last == 1))
			return m;
	}
	return NULL;
}

static bool has_term(struct prose *s, const struct mark *span)
{
	size_t to = span->last + 1 + TERM_REACH;

	return prose_fate_between(s, span->last + 1, to + 2, FATE_term) ||
	       prose_fate_between(s, span->last + 1, to, FATE_held);
}

static bool has_release(struct prose *s)
{
	return prose_fate_between(s, 0, s->said.words.n, FATE_freed) ||
	       prose_fate_between(s, 0, s->said.words.n, FATE_frees) ||
	       prose_fate_between(s, 0, s->said.words.n, FATE_among_freed);
}

static const char *base_of(struct prose *s, const struct mark *span)
{
	size_t to = span->last + 6;

	if (prose_fate_between(s, span->last + 1, to, FATE_arrested))
		return "arrest";
	return NULL;
}

/* "for his wife": of somebody who is not named. */
static bool is_kins(struct prose *s, const struct mark *span)
{
	const struct mark *kin = prose_fate_between(s, span->last + 1,
		span->last + 2 + KIN_REACH + TERM_REACH, FATE_kin);

	return kin && s->said.words.word[kin->first].clause ==
		      s->said.words.word[span->last].clause;
}

enum sort { SORT_NONE, SORT_SENTENCE, SORT_HELD };

/* Does the clause end with the time? */
static bool ends_clause(const struct prose *s, const struct mark *span)
{
	const struct words *w = &s->said.words;

	return span->last + 1 == w->n || w->word[span->last + 1].clause !=
					 w->word[span->last].clause;
}

/* "The band released it after 3 years": a release out of custody needs somebody
 * who was in it. */
static bool is_of_people(struct prose *s)
{
	if (s->heir >= 0 || prose_custody(s))
		return true;
	for (size_t i = 0; i < s->names; i++)
		if (s->named[i].known >= 0 ||
		    !s->said.mark[s->named[i].mark].single)
			return true;
	return false;
}

/* "spent 4 years" and "after 4 years" say nothing of custody by themselves. */
static bool is_held(struct prose *s, const struct mark *span,
		    const struct mark *word)
{
	return has_term(s, span) ||
	       (has_release(s) && ends_clause(s, span) && is_of_people(s)) ||
	       (word->fate == FATE_spent &&
		(word->last > word->first ||
		 prose_fate_between(s, 0, span->first, FATE_held)));
}

static enum sort sort_by(struct prose *s, const struct mark *span,
			 const struct mark *word)
{
	switch (word->fate) {
	case FATE_sentenced:
	case FATE_penalty:
		return prose_denied(s, word) ? SORT_NONE : SORT_SENTENCE;
	case FATE_term:
		return SORT_SENTENCE;
	case FATE_served:
		return SORT_HELD;
	case FATE_spent:
	case FATE_after:
		return is_held(s, span, word) ? SORT_HELD : SORT_NONE;
	default:
		return SORT_NONE;
	}
}

/* One without a word of its own is of the sort of the one right before it. */
static enum sort sort_of(struct prose *s, const struct mark *span,
			 enum sort last, struct mark **word)
{
	struct mark *m = word_before(&s->said, span);
	size_t end = span_end_before(&s->said, span->first);

	if (!m)
		m = word_behind(&s->said, span);
	*word = m;
	if (m)
		return sort_by(s, span, m);
	return end && span->first - end <= LOOK_BACK ? last : SORT_NONE;
}

/* "a suspended term of three years": a few words before the time, but behind
 * another one. */
static size_t suspended_from(const struct prose *s, const struct mark *span)
{
	size_t end = span_end_before(&s->said, span->first);
	size_t from = span->first > TERM_REACH ? span->first - TERM_REACH : 0;

	while (from < span->first &&
	       (from < end || s->said.words.word[from].clause !=
			      s->said.words.word[span->first].clause))
		from++;
	return from;
}

/* "served" and a year of trial apart, who is sentenced stands between the verb
 * and the time, or before. */
static void take_spans(struct prose *s)
{
	static const char *const each[] = {
		"respectively", "соответственно", "адпаведна", "відповідно",
		"odpowiednio", "beziehungsweise", "respectivement", NULL,
	};
	const struct words *w = &s->said.words;
	enum sort last = SORT_NONE;

	/* "9 and 7 years respectively": whose is which is not told apart here */
	if (words_find(w, 0, w->n, each) < w->n)
		return;
	for (size_t i = 0; i < s->said.n; i++) {
		struct mark *m = &s->said.mark[i];
		struct mark *word = NULL;
		enum sort sort;
		size_t at;

		if (m->kind != MARK_SPAN)
			continue;
		sort = sort_of(s, m, last, &word);
		last = sort;
		if (sort == SORT_NONE)
			continue;
		at = word && word->first < m->first ? word->first : m->first;
		prose_whose(s, m->first, m->last, false);
		if (s->subjects == 0)
			prose_whose(s, at, m->last, false);
		if (word)
			prose_note_near(s, word->first, word->last);
		if (is_kins(s, m)) {
			s->subjects = 0;
			s->wrong = true;
		}
		say_span(s, m, sort == SORT_SENTENCE, base_of(s, m),
			 prose_fate_between(s, m->first, m->last + 6,
					    FATE_suspended) != NULL ||
			 prose_fate_between(s, suspended_from(s, m), m->first,
					    FATE_suspended));
	}
}

/* "is serving life": a verdict, or that it is served. */
static bool has_verdict(struct prose *s)
{
	size_t n = s->said.words.n;

	return prose_fate_between(s, 0, n, FATE_sentenced) ||
	       prose_fate_between(s, 0, n, FATE_penalty) ||
	       prose_fate_between(s, 0, n, FATE_served);
}

static void take_life(struct prose *s)
{
	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *m = &s->said.mark[i];

		if (m->kind != MARK_FATE || m->fate != FATE_life ||
		    !has_verdict(s) || prose_denied(s, m))
			continue;
		prose_whose(s, m->first, m->last, false);
		for (size_t k = 0; k < s->said.n; k++)
			if (s->said.mark[k].kind == MARK_FATE &&
			    is_of_time(s->said.mark[k].fate))
				prose_note_near(s, s->said.mark[k].first,
						s->said.mark[k].last);
		prose_say(s, PROP_life, SLICE("yes"));
	}
}

/* --- dates ------------------------------------------------------------------ */

static enum property property_of(const struct mark *verb, bool since)
{
	switch (verb->fate) {
	case FATE_arrested:
		return PROP_detained_on;
	case FATE_held:
	case FATE_still_held:
		return since ? PROP_detained_on : PROP_COUNT;
	case FATE_spent:
		return since ? PROP_detained_on : PROP_COUNT;
	case FATE_sentenced:
		return since ? PROP_COUNT : PROP_sentenced_on;
	case FATE_freed:
	case FATE_frees:
	case FATE_among_freed:
		return since ? PROP_COUNT : PROP_released_on;
	default:
		return PROP_COUNT;
	}
}

struct pair {
	struct mark *date, *verb;
	int cost;
};

static int clause_of(const struct prose *s, size_t word)
{
	return s->said.words.word[word].clause;
}

static int cost_of(const struct prose *s, const struct mark *date,
		   const struct mark *verb)
{
	bool behind = date->first > verb->last;
	size_t from = behind ? verb->last : date->last;
	size_t to = behind ? date->first : verb->first;
	int cost = (int)(to - from) - 1 + !behind;
	int clauses = clause_of(s, to) - clause_of(s, from);

	/* numbers and the words of a time are no distance */
	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *m = &s->said.mark[i];

		if (m->first <= from || m->last >= to)
			continue;
		if (m->kind == MARK_SPAN)
			cost -= (int)(m->last - m->first) + 1;
		if (m->kind == MARK_NAME)
			cost += NAME_COST;
	}
	return cost + clauses * (behind ? CLAUSE_COST : 2 * CLAUSE_COST);
}

static size_t find_pairs(struct prose *s, struct pair *pairs)
{
	size_t n = 0;

	for (size_t i = 0; i < s->said.n; i++)
		for (size_t k = 0; k < s->said.n && n < PAIRS_MAX; k++) {
			struct mark *date = &s->said.mark[i];
			struct mark *verb = &s->said.mark[k];
			int cost;

			if (date->kind != MARK_DATE ||
			    verb->kind != MARK_FATE ||
			    property_of(verb, date->since) == PROP_COUNT ||
			    (verb->first <= date->last &&
			     verb->last >= date->first))
				continue;
			cost = cost_of(s, date, verb);
			if (cost <= DATE_COST)
				pairs[n++] = (struct pair){ date, verb,
							    cost };
		}
	return n;
}

static bool is_release(const struct mark *m)
{
	return m->fate == FATE_freed || m->fate == FATE_frees ||
	       m->fate == FATE_among_freed;
}

static void say_date(struct prose *s, const struct pair *p)
{
	char buf[PDATE_TEXT];
	enum property prop = property_of(p->verb, p->date->since);

	if (prose_denied(s, p->verb) || (is_release(p->verb) &&
					 !p->verb->used))
		return;
	prose_whose(s, p->verb->first, p->verb->last,
		    p->verb->fate == FATE_frees ||
		    p->verb->fate == FATE_among_freed);
	pdate_text(p->date->date, buf);
	if (prose_say(s, prop, slice_of(buf)) || !begin_brief(s))
		return;
	extract_claim(s->x, prop, slice_of(buf), s->from.quote, s->from.at);
	end_brief(s);
}

static void take_dates(struct prose *s)
{
	struct pair pairs[PAIRS_MAX];
	size_t n = find_pairs(s, pairs);

	for (;;) {
		struct pair *best = NULL;

		for (size_t i = 0; i < n; i++)
			if (pairs[i].date && (!best ||
					      pairs[i].cost < best->cost))
				best = &pairs[i];
		if (!best)
			return;
		say_date(s, best);
		for (size_t i = 0; i < n; i++)
			if (&pairs[i] != best && pairs[i].date &&
			    (pairs[i].date == best->date ||
			     pairs[i].verb == best->verb))
				pairs[i].date = NULL;
		best->date = NULL;
	}
}

void prose_times(struct prose *s)
{
	take_spans(s);
	take_life(s);
	take_dates(s);
}
