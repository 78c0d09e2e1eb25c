/* States of measures in a sentence: which of its words say that something was
 * done, and which only that it is asked for, planned or denied.
 */
#include <string.h>

#include "read/find_states.h"

enum {
	MODE_REACH = 7,		/* words between an intent and what is intended */
	SCOPE_REACH = 5,	/* between a state and its limit */
	DENY_REACH = 5,
	SAID_REACH = 10,	/* "denied that" and what did not happen */
	SHORT_WORDS = 5,	/* "Sanctions: partly lifted" */
};

bool is_weak_state(const char *value)
{
	static const char *const weak[] = {
		"announced", "amended", "imposed", "proposed",
	};

	for (size_t i = 0; i < sizeof(weak) / sizeof(*weak); i++)
		if (strcmp(value, weak[i]) == 0)
			return true;
	return false;
}

static bool is_easing(const char *value)
{
	return strcmp(value, "lifted") == 0 ||
	       strcmp(value, "suspended") == 0 ||
	       strcmp(value, "eased_by_licence") == 0;
}

static bool has(const struct tokens *t, enum lex cls)
{
	return token_find(t, 0, t->n, cls) < t->n;
}

/* "issued a licence for business with Belaruskali" */
static bool grants_licence(const struct tokens *t)
{
	return has(t, LEX_gl) && has(t, LEX_issue) && has(t, LEX_jurisdiction) &&
	       (has(t, LEX_org) || has(t, LEX_sector));
}

/* "The Council prolonged its measures: 312 individuals, 57 organisations" */
static bool extends_measures(const struct tokens *t)
{
	bool extended = false;

	for (size_t i = 0; i < t->n; i++)
		extended |= token_says(t, i, LEX_measure_state, "extended") ||
			    token_says(t, i, LEX_measure_state, "maintained");
	return extended && has(t, LEX_jurisdiction) &&
	       (has(t, LEX_term) || has(t, LEX_entity));
}

bool speaks_of_measures(const struct tokens *t, bool about)
{
	if (has(t, LEX_sanction) || has(t, LEX_sdn) || licence_at(t, 0) < t->n)
		return true;
	if (about)
		return t->n <= SHORT_WORDS || has(t, LEX_restriction);
	if (grants_licence(t))
		return true;
	return has(t, LEX_restriction) && has(t, LEX_measure_state) &&
	       (has(t, LEX_org) || extends_measures(t));
}

/* "prices eased despite sanctions" */
static bool set_apart(const struct tokens *t, size_t a, size_t b)
{
	for (size_t i = a < b ? a : b; i <= (a < b ? b : a); i++)
		if (token_says(t, i, LEX_join, "apart"))
			return true;
	return false;
}

/* Does the clause of the token speak of sanctions? */
static bool is_about(const struct tokens *t, size_t i, bool about)
{
	bool whole = about || has(t, LEX_sanction) || has(t, LEX_org) ||
		     has(t, LEX_jurisdiction);

	if (about && t->n <= SHORT_WORDS)
		return true;
	for (size_t k = 0; k < t->n; k++) {
		if (t->token[k].clause != t->token[i].clause ||
		    set_apart(t, k, i))
			continue;
		if (token_is(t, k, LEX_sanction) || token_is(t, k, LEX_sdn) ||
		    token_is(t, k, LEX_org) || token_is(t, k, LEX_gl) ||
		    (whole && token_is(t, k, LEX_restriction)))
			return true;
	}
	return false;
}

/* "..., die Sanktionen zu lockern": what governs it stands before the comma. */
static bool is_infinitive(const struct tokens *t, size_t i)
{
	return slice_is(t->lang, "de") &&
	       ((i > 0 && slice_is(t->token[i - 1].key, "zu")) ||
		slice_find(t->token[i].key, SLICE("zu"), 0) > 0);
}

static size_t token_find_mode(const struct tokens *t, size_t from, size_t to)
{
	while (from < to && !token_is_mode(t, from))
		from++;
	return from;
}

/* "aufheben", not "aufgehoben": behind "werden" the one is future, the other
 * present. */
static bool is_future(const struct tokens *t, size_t i)
{
	struct slice key = t->token[i].key;

	return slice_ends(key, "n") && slice_find(key, SLICE("ge"), 0) < 0;
}

static bool is_denial(const struct tokens *t, size_t i)
{
	return token_is(t, i, LEX_deny) && !token_in(t, i, LEX_bound);
}

/* Is the intent at token k itself denied: "does not plan to", "nie zamierza"? */
static bool is_denied_mode(const struct tokens *t, size_t k, size_t state)
{
	size_t from = k > 2 ? k - 2 : 0;

	for (size_t i = from; i < state; i++)
		if (i != k && is_denial(t, i) &&
		    t->token[i].segment == t->token[k].segment)
			return true;
	return false;
}

/* What the word of intent at k makes of the state. */
static const char *intent(const struct tokens *t, size_t k,
			  const struct meaning *m)
{
	const char *mode = lex_value(token_means(t, k, LEX_mode)->row);

	if (strcmp(mode, "future") == 0)
		mode = is_future(t, m->first) ? "announced" : NULL;
	if (!mode || strcmp(mode, "none") == 0)
		return mode ? "" : NULL;
	if (!is_denied_mode(t, k, m->first))
		return mode;
	return is_easing(lex_value(m->row)) ? "maintained" : "";
}

/* "no plans to follow and lift": one subject, and nothing but "and" between. */
static bool goes_on(const struct tokens *t, size_t k, size_t state)
{
	for (size_t i = k + 1; i <= state; i++) {
		if (token_is(t, i, LEX_jurisdiction))
			return false;
		if (t->token[i].segment != t->token[i - 1].segment &&
		    !token_says(t, i, LEX_join, "and"))
			return false;
	}
	return true;
}

/* What the word at k makes of a state behind it; NULL: nothing. */
static const char *governs(const struct tokens *t, size_t k,
			   const struct meaning *m)
{
	const char *mode = NULL;

	/* "will not follow the US in lifting" */
	if (token_says(t, k, LEX_measure_state, "maintained"))
		return "";
	/* The inside of such a wording. */
	if (token_in(t, k, LEX_measure_state) &&
	    !token_is(t, k, LEX_measure_state))
		return NULL;
	if (token_is_mode(t, k) &&
	    token_means(t, k, LEX_mode)->last < m->first)
		mode = intent(t, k, m);
	if (mode)
		return mode;
	return is_denial(t, k) && m->first - k <= DENY_REACH &&
	       token_find_mode(t, k > 3 ? k - 3 : 0, k) == k ? "" : NULL;
}

/* "The Treasury denied that it had lifted ...", over the words that join. */
static bool is_denied_word(const struct tokens *t, size_t state)
{
	for (size_t k = state > SAID_REACH ? state - SAID_REACH : 0; k < state;
	     k++)
		if (token_says(t, k, LEX_deny, "said"))
			return true;
	return false;
}

/* What is said of the state itself: NULL that it came, "" nothing. */
static const char *mode_of(const struct tokens *t, const struct meaning *m)
{
	bool far = is_infinitive(t, m->first);
	size_t reach = far ? 2 * MODE_REACH : MODE_REACH;
	size_t from = m->first > reach ? m->first - reach : 0;

	if (is_denied_word(t, m->first))
		return "";
	/* "heben die Sanktionen nicht auf" */
	for (size_t k = m->first + 1; k < m->last; k++)
		if (is_denial(t, k))
			return is_easing(lex_value(m->row)) ? "maintained" : "";
	for (size_t k = m->first; k-- > from;) {
		int behind = t->token[m->first].segment - t->token[k].segment;
		const char *mode;

		if (behind > (far ? 1 : 0) && !goes_on(t, k, m->first))
			break;
		mode = governs(t, k, m);
		if (mode)
			return mode;
	}
	return NULL;
}

/* "lifting of sanctions is under discussion": what is proposed is no state
 * that came. */
static bool is_only_proposed(const struct tokens *t, const struct meaning *m)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->token[i].segment == t->token[m->first].segment &&
		    token_says(t, i, LEX_measure_state, "proposed"))
			return true;
	return false;
}

/* "urged the EU to keep sanctions" tells of no state. */
static bool is_asked(const struct tokens *t, size_t i)
{
	for (size_t k = i > MODE_REACH ? i - MODE_REACH : 0; k < i; k++)
		if (t->token[k].segment == t->token[i].segment &&
		    (token_is(t, k, LEX_ask) ||
		     (token_is_mode(t, k) &&
		      !token_says(t, k, LEX_mode, "announced") &&
		      !is_denied_mode(t, k, i))))
			return true;
	return false;
}

static void read_state(const struct tokens *t, const struct meaning *m,
		       struct said_state *out)
{
	const char *mode;

	*out = (struct said_state){ .value = lex_value(m->row), .first = m->first,
				    .last = m->last };
	if (strcmp(out->value, "proposed") == 0)
		return;
	if (strcmp(out->value, "maintained") == 0) {
		if (is_asked(t, m->first))
			out->value = NULL;
		return;
	}
	mode = mode_of(t, m);
	if (!mode && !is_weak_state(out->value) && is_only_proposed(t, m))
		mode = "";
	if (mode && strcmp(out->value, "announced") == 0 && *mode)
		mode = NULL;
	if (!mode)
		return;
	out->value = *mode ? mode : NULL;
	out->told = *mode != '\0';
}

/* A gap from the one to the other, both ends counted. */
static size_t gap(size_t first, size_t last, const struct said_state *s)
{
	return last < s->first ? s->first - last - 1 :
	       s->last < first ? first - s->last - 1 : 0;
}

/* "most of" says no more than "most". */
static size_t shortest(const struct tokens *t, const struct meaning *m)
{
	size_t last = m->last;

	for (size_t i = 0; i < t->meanings; i++) {
		const struct meaning *x = &t->meaning[i];

		if (x->first == m->first && x->row->cls == LEX_measure_scope &&
		    strcmp(lex_value(x->row), lex_value(m->row)) == 0 &&
		    x->last < last)
			last = x->last;
	}
	return last;
}

/* The limiting word nearest to the state in its clause. */
static void find_limit(const struct tokens *t, struct said_state *s)
{
	size_t best = SCOPE_REACH + 1;

	for (size_t i = 0; i < t->n; i++) {
		const struct meaning *m = token_means(t, i, LEX_measure_scope);

		if (!m || t->token[i].clause != t->token[s->first].clause ||
		    gap(i, m->last, s) >= best)
			continue;
		best = gap(i, m->last, s);
		s->limited = true;
		s->limit = i;
		s->limit_last = shortest(t, m);
	}
}

/* "..., in force since May 2021" */
static bool is_begin(const struct tokens *t, const struct meaning *m)
{
	return strcmp(lex_value(m->row), "imposed") == 0 &&
	       (token_is(t, m->last, LEX_since) ||
		token_is(t, m->last + 1, LEX_since));
}

size_t states_find(const struct tokens *t, bool about,
		   struct said_state out[SAID_STATES])
{
	bool strong = false;
	size_t n = 0, kept = 0;

	if (token_is(t, 0, LEX_cond))
		return 0;
	for (size_t i = 0; i < t->n && n < SAID_STATES; i++) {
		const struct meaning *m = token_means(t, i, LEX_measure_state);

		if (!m || !(is_about(t, i, about) || is_begin(t, m)))
			continue;
		read_state(t, m, &out[n]);
		strong |= !is_weak_state(lex_value(m->row));
		n++;
	}
	for (size_t i = 0; i < n; i++) {
		if (!out[i].value)
			continue;
		out[i].weak = strong && !out[i].told &&
			      is_weak_state(out[i].value);
		find_limit(t, &out[i]);
		out[kept++] = out[i];
	}
	return kept;
}

/* --- licences ---------------------------------------------------------------------- */

static bool is_licence_number(const struct token *x)
{
	return x->text.n > 0 && x->text.n <= 4 && x->text.p[0] >= '0' &&
	       x->text.p[0] <= '9' && !x->percent;
}

/* "OFAC extended licence No. 8": whose licences have numbers. */
static bool is_american(const struct tokens *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (token_says(t, i, LEX_jurisdiction, "US"))
			return true;
	return false;
}

/* "GL 13A", "генеральная лицензия № 13": where the number stands. */
size_t licence_number(const struct tokens *t, size_t i)
{
	const struct meaning *m = token_means(t, i, LEX_gl);
	size_t at = m ? m->last + 1 : t->n;

	if (m && strcmp(lex_value(m->row), "GL") != 0 && !is_american(t))
		return t->n;
	/* "No.", "Nr" */
	if (at < t->n && t->token[at].key.n <= 6 &&
	    t->token[at].key.p[0] == 'n')
		at++;
	return at < t->n && is_licence_number(&t->token[at]) &&
	       !token_is(t, at + 1, LEX_month) ? at : t->n;
}

size_t licence_at(const struct tokens *t, size_t from)
{
	for (size_t i = token_find(t, from, t->n, LEX_gl); i < t->n;
	     i = token_find(t, i + 1, t->n, LEX_gl))
		if (licence_number(t, i) < t->n)
			return i;
	return t->n;
}
