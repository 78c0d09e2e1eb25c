/* What a document says about sanctions: one measure for each authority, with
 * every state that it is said to be in.
 *
 * A state counts where it stands in one clause with a word for sanctions.
 * "The lifting of sanctions imposed in 2021" says lifted: the weak words, which
 * tell how sanctions came about or were talked of, give way to the others.
 */
#include <stdlib.h>
#include <string.h>

#include "model/programme.h"
#include "read/extract.h"
#include "read/words.h"

enum {
	MEASURES_MAX = 16, STATES_MAX = 32, SENTENCES_MAX = 250,
	SCOPE_REACH = 5,	/* words between a state and its limit */
	NEGATION_REACH = 3,
	SHORT_WORDS = 4,	/* "Sanctions: partly lifted" */
};

static const char *const sanction_words[] = {
	"sanction*", "санкцы*", "санкци*", "санкці*", "sankcj*", "sanktion*",
	"sancion*", "embargo*", NULL,
};

/* Sanctions only where sanctions are spoken of anyway. */
static const char *const restriction_words[] = {
	"restrict*", "measures", "абмежаванн*", "ограничени*", "обмежен*",
	"ogranicze*", "beschränkung*", "maßnahm*", "massnahm*", NULL,
};

/* "sanctions on Belarus": what follows is the target. */
static const char *const target_words[] = {
	"on", "against", "супраць", "адносна", "против", "отношении", "проти",
	"щодо", "przeciw*", "wobec", "gegen", "contre", "contra", NULL,
};

static const char *const negations[] = {
	"not", "never", "no", "не", "ні", "ни", "nie", "nicht", "keine", "ne",
	"pas", NULL,
};

static const char *const weak_states[] = {
	"announced", "amended", "imposed", "proposed",
};

/* What one look is at. */
struct passage {
	struct slice quote;
	size_t at;
	bool sanctions;	/* its label speaks of sanctions */
};

struct state {
	const char *value;
	struct slice qualifier;	/* in the arena */
	struct passage from;
};

struct measure {
	const char *by;
	const char *target;
	struct passage target_from;
	struct state state[STATES_MAX];
	size_t n;
};

struct measures {
	struct measure list[MEASURES_MAX];
	size_t n;
	const char *by;		/* authority named last */
	const char *targets[MEASURES_MAX];
	size_t n_targets;
	size_t sentences;
	struct words words;
	struct words_hit country[HITS_MAX];	/* named in the words */
	size_t countries;
	struct arena *mem;
};

/* --- authorities and targets ---------------------------------------------- */

static bool is_target_hit(const struct words *w, size_t i)
{
	for (size_t back = 1; back <= 2 && back <= i; back++)
		if (words_is(w, i - back, target_words))
			return true;
	return false;
}

static bool is_target(const struct measures *m, const char *country)
{
	for (size_t i = 0; i < m->n_targets; i++)
		if (strcmp(m->targets[i], country) == 0)
			return true;
	return false;
}

/* The country that the sentence says the sanctions are on, or NULL. */
static const char *target_of(const struct measures *m)
{
	for (size_t i = 0; i < m->countries; i++)
		if (is_target_hit(&m->words, m->country[i].first))
			return m->country[i].word->value;
	return NULL;
}

/* The authority nearest before word `i`, else the first behind it. */
static const char *authority_of(const struct measures *m, size_t i)
{
	const char *by = NULL;

	for (size_t k = 0; k < m->countries; k++) {
		const struct words_hit *hit = &m->country[k];

		if (is_target_hit(&m->words, hit->first) ||
		    is_target(m, hit->word->value))
			continue;
		if (!by || hit->first < i)
			by = hit->word->value;
	}
	return by;
}

static void load(struct measures *m, struct slice text)
{
	words_load(&m->words, text);
	m->countries = 0;
}

static void find_countries(struct measures *m)
{
	m->countries = words_scan_all(&m->words, VOCAB_jurisdiction,
				      m->country);
}

/* --- states ----------------------------------------------------------------- */

static bool is_weak(const struct words_hit *h)
{
	for (size_t i = 0; i < sizeof(weak_states) / sizeof(*weak_states); i++)
		if (strcmp(h->word->value, weak_states[i]) == 0)
			return true;
	return false;
}

/* Does the word's clause speak of sanctions? */
static bool about_sanctions(const struct words *w, size_t i, bool sanctions)
{
	bool whole = sanctions ||
		words_find(w, 0, w->n, sanction_words) < w->n;

	if (sanctions && w->n <= SHORT_WORDS)
		return true;
	for (size_t k = 0; k < w->n; k++) {
		if (w->word[k].clause != w->word[i].clause)
			continue;
		if (words_is(w, k, sanction_words) ||
		    (whole && words_is(w, k, restriction_words)))
			return true;
	}
	return false;
}

static bool is_denied(const struct words *w, const struct words_hit *h)
{
	size_t from = h->first > NEGATION_REACH ?
		h->first - NEGATION_REACH : 0;

	return strcmp(h->word->value, "maintained") != 0 &&
	       words_find(w, from, h->first, negations) < h->first;
}

static size_t find_states(const struct words *w, bool sanctions,
			  struct words_hit hits[HITS_MAX])
{
	size_t n = words_scan_all(w, VOCAB_measure_state, hits), kept = 0;
	bool strong = false;

	for (size_t i = 0; i < n; i++)
		if (about_sanctions(w, hits[i].first, sanctions)) {
			strong |= !is_weak(&hits[i]);
			hits[kept++] = hits[i];
		}
	n = kept;
	kept = 0;
	for (size_t i = 0; i < n; i++)
		if (!(strong && is_weak(&hits[i])) && !is_denied(w, &hits[i]))
			hits[kept++] = hits[i];
	return kept;
}

static size_t gap(const struct words_hit *a, const struct words_hit *b)
{
	return a->last < b->first ? b->first - a->last - 1 :
	       b->last < a->first ? a->first - b->last - 1 : 0;
}

/* "most of" says no more than "most": the shortest wording that begins the
 * text and has the same meaning. */
static struct slice shortest(const struct words_hit *h)
{
	struct slice best = h->key;
	const struct vocab_word *w;
	size_t n;

	w = vocab_rows(VOCAB_measure_scope, &n);
	for (size_t i = 0; i < n; i++) {
		size_t bytes = strlen(w[i].key);

		if (bytes < best.n && strcmp(w[i].value, h->word->value) == 0 &&
		    memcmp(w[i].key, best.p, bytes) == 0 &&
		    best.p[bytes] == ' ')
			best.n = bytes;
	}
	return best;
}

/* The limiting word nearest to the state in its clause. */
static struct slice qualifier_of(const struct words *w,
				 const struct words_hit *state,
				 const struct words_hit *scopes, size_t n)
{
	struct slice found = SLICE_NONE;
	size_t best = SCOPE_REACH + 1;

	for (size_t i = 0; i < n; i++) {
		if (w->word[scopes[i].first].clause !=
		    w->word[state->first].clause ||
		    gap(&scopes[i], state) >= best)
			continue;
		best = gap(&scopes[i], state);
		found = shortest(&scopes[i]);
	}
	return found;
}

static struct measure *measure_of(struct measures *m, const char *by)
{
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->list[i].by, by) == 0)
			return &m->list[i];
	if (m->n == MEASURES_MAX)
		return NULL;
	m->list[m->n] = (struct measure){ .by = by };
	return &m->list[m->n++];
}

static void add_state(struct measures *m, const char *by, const char *value,
		      struct slice qualifier, const struct passage *at)
{
	struct measure *x = measure_of(m, by);

	if (!x || x->n == STATES_MAX)
		return;
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->state[i].value, value) == 0 &&
		    slice_eq(x->state[i].qualifier, qualifier))
			return;
	x->state[x->n++] = (struct state){
		.value = value, .qualifier = arena_slice(m->mem, qualifier),
		.from = *at,
	};
}

/* --- the passages ----------------------------------------------------------- */

static void take_states(struct measures *m, const struct passage *at)
{
	struct words_hit hits[HITS_MAX], scopes[HITS_MAX];
	struct words *w = &m->words;
	size_t n = find_states(w, at->sanctions, hits), n_scopes;
	const char *target = target_of(m);

	n_scopes = n ? words_scan_all(w, VOCAB_measure_scope, scopes) : 0;
	for (size_t i = 0; i < n; i++) {
		const char *by = authority_of(m, hits[i].first);
		struct measure *x;

		by = by ? by : m->by;
		if (!by)
			continue;
		add_state(m, by, hits[i].word->value,
			  qualifier_of(w, &hits[i], scopes, n_scopes), at);
		x = measure_of(m, by);
		if (x && target && !x->target) {
			x->target = target;
			x->target_from = *at;
		}
	}
}

static bool speaks(const struct words *w, bool sanctions)
{
	return words_find(w, 0, w->n, sanction_words) < w->n ||
	       (sanctions && (w->n <= SHORT_WORDS ||
		words_find(w, 0, w->n, restriction_words) < w->n));
}

static void take(struct measures *m, struct slice text,
		 const struct passage *at)
{
	const char *by;

	if (m->sentences == SENTENCES_MAX)
		return;
	load(m, text);
	if (!speaks(&m->words, at->sanctions))
		return;
	m->sentences++;
	find_countries(m);
	take_states(m, at);
	by = authority_of(m, m->words.n);
	if (by)
		m->by = by;
}

static bool is_about(struct measures *m, struct slice text)
{
	load(m, text);
	return words_find(&m->words, 0, m->words.n, sanction_words) <
	       m->words.n;
}

static void take_text(struct measures *m, const struct block *b)
{
	bool sanctions = b->label.n && is_about(m, b->label);
	struct slice text = b->text, sentence;
	size_t at = 0;

	if (b->label.n) {
		text = b->details;
		take(m, b->label, &(struct passage){
			b->text, b->at, sanctions });
	}
	while (sentence_next(text, &at, &sentence)) {
		struct passage p = { b->label.n ? b->text : sentence,
				     b->at, sanctions };

		if (!b->label.n)
			p.at += (size_t)(sentence.p - b->text.p);
		take(m, sentence, &p);
	}
}

/* "US Sanctions Status | Lifted" is one passage. */
static void take_row(struct measures *m, const struct page_row *r,
		     struct slice aspect, struct slice details)
{
	struct passage p = { r->text, r->at, true };
	struct str both = STR_INIT(SENTENCE_BYTES);

	if (!is_about(m, aspect))
		return;
	str_addf(&both, "%.*s %.*s", SLICE_ARG(aspect), SLICE_ARG(details));
	if (!both.bad)
		take(m, str_slice(&both), &p);
	str_free(&both);
}

/* Countries under sanctions are no authorities, whatever the word order. */
static void find_targets(struct measures *m, const struct block *b)
{
	struct slice sentence;
	size_t at = 0;

	while (m->n_targets < MEASURES_MAX && m->sentences < SENTENCES_MAX &&
	       sentence_next(b->text, &at, &sentence)) {
		const char *target;

		if (!is_about(m, sentence))
			continue;
		m->sentences++;
		find_countries(m);
		target = target_of(m);
		if (target && !is_target(m, target))
			m->targets[m->n_targets++] = target;
	}
}

static void take_all(struct extract *x, struct measures *m)
{
	const struct page *p = x->page;

	for (size_t i = 0; i < p->n; i++)
		if (p->block[i].kind != BLOCK_TABLE && !x->asked[i])
			find_targets(m, &p->block[i]);
	m->sentences = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct block *b = &p->block[i];

		if (b->kind != BLOCK_TABLE && !x->asked[i])
			take_text(m, b);
		else if (x->table[i].kind == TABLE_ASPECTS)
			for (size_t k = 1; k < b->rows; k++) {
				const struct page_row *r = &p->row[b->row + k];

				take_row(m, r, page_cell_at(p, r, 0),
					 page_cell_at(p, r, 1));
			}
	}
}

/* So that what acts and lists say of the same programme can stand beside it. */
static void put_programme(struct extract *x, const struct measure *m)
{
	const struct programme *p = !m->target ? NULL :
		programme_about(slice_of(m->by), slice_of(m->target));
	struct claim *c;

	if (!p)
		return;
	c = extract_claim(x, PROP_concerns, slice_of(p->key),
			  m->target_from.quote, m->target_from.at);
	if (c)
		c->qualifier = build_copy(x->b, SLICE("general"));
}

static void put_claims(struct extract *x, const struct measure *m)
{
	const struct passage *first = &m->state[0].from;

	extract_claim(x, PROP_jurisdiction, slice_of(m->by), first->quote,
		      first->at);
	if (m->target)
		extract_claim(x, PROP_target,
			      slice_of(vocab_label(VOCAB_jurisdiction,
						   slice_of(m->target))),
			      m->target_from.quote, m->target_from.at);
	extract_claim(x, PROP_measure, SLICE("sanctions"), first->quote,
		      first->at);
	put_programme(x, m);
	for (size_t i = 0; i < m->n; i++) {
		const struct state *s = &m->state[i];
		struct claim *c = extract_claim(x, PROP_news_state,
						slice_of(s->value),
						s->from.quote, s->from.at);

		if (c && s->qualifier.n)
			c->qualifier = build_copy(x->b, s->qualifier);
	}
}

static int put_measure(struct extract *x, const struct measure *m,
		       struct err *e)
{
	struct str subject = STR_INIT(64);
	int rc;

	str_addf(&subject, "measure/%s", m->by);
	x->rule = (struct extract_rule){ "sentence.measure", 80 };
	extract_begin(x, KIND_measure, str_slice(&subject));
	build_subject(x->b, str_slice(&subject));
	put_claims(x, m);
	rc = extract_emit(x, e);
	str_free(&subject);
	return rc;
}

int extract_measures(struct extract *x, struct err *e)
{
	struct measures *m = calloc(1, sizeof(*m));
	int rc = 0;

	if (!m)
		return err_set(e, ERR_MEMORY, "no memory for the measures");
	m->mem = x->mem;
	take_all(x, m);
	for (size_t i = 0; i < m->n && rc == 0; i++)
		rc = put_measure(x, &m->list[i], e);
	words_free(&m->words);
	free(m);
	return rc;
}
