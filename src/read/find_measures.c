/* What a sentence says about sanctions: by whom, on what, in which state.
 *
 * "The lifting of sanctions imposed in 2021" says lifted; that they were
 * imposed is kept beside it where it has a date. A sentence that names no
 * authority is about the one named last, and without one it is taken only where
 * it names a company or a sector.
 */
#include <string.h>

#include "model/programme.h"
#include "read/find_look.h"
#include "read/find_states.h"

enum { SANCTION_REACH = 4 };

/* --- authorities and targets -------------------------------------------------------- */

static const char *country_at(const struct tokens *t, size_t i)
{
	const struct meaning *m = i < t->n ?
		token_means(t, i, LEX_jurisdiction) : NULL;

	return m ? lex_value(m->row) : NULL;
}

/* Whoever has no list of his own and is on others' imposes nothing here. */
static bool can_impose(const char *country)
{
	for (const struct programme *p = programmes; p->key; p++)
		if (strcmp(p->jurisdiction, country) == 0)
			return true;
	return !programme_about(SLICE("EU"), slice_of(country));
}

/* "Called on the EU" is no sanction on it. */
static bool is_behind_sanctions(const struct tokens *t, size_t i)
{
	for (size_t k = i > SANCTION_REACH ? i - SANCTION_REACH : 0; k < i; k++)
		if (token_is(t, k, LEX_sanction))
			return true;
	return false;
}

static bool is_on(const struct tokens *t, size_t i, const char *country)
{
	for (size_t back = 1; back <= 2 && back <= i; back++) {
		const struct meaning *m = token_means(t, i - back, LEX_target);

		if (m && m->last < i &&
		    (!can_impose(country) ||
		     (strcmp(lex_value(m->row), "off") != 0 &&
		      is_behind_sanctions(t, m->first))))
			return true;
	}
	return false;
}

/* "Poland welcomed that ..." speaks of what another has done. */
static bool is_speaker(const struct tokens *t, size_t i)
{
	for (size_t k = i + 1; k <= i + 3 && k < t->n; k++) {
		if (t->token[k].segment != t->token[i].segment ||
		    token_is(t, k, LEX_measure_state))
			return false;
		if (token_is(t, k, LEX_stance) || token_is(t, k, LEX_said))
			return true;
	}
	return false;
}

static bool is_authority(const struct look *l, size_t i)
{
	const char *country = country_at(l->t, i);

	if (!country || !can_impose(country) || is_on(l->t, i, country))
		return false;
	for (size_t k = 0; k < l->f->n_on; k++)
		if (strcmp(l->f->on[k], country) == 0)
			return false;
	return true;
}

/* Who stands behind "by"? */
static size_t by_whom(const struct look *l, size_t from)
{
	const struct tokens *t = l->t;

	for (size_t i = from; i < t->n; i++) {
		if (!token_is(t, i, LEX_by) ||
		    t->token[i].clause != t->token[from].clause)
			continue;
		for (size_t k = i + 1; k <= i + 3 && k < t->n; k++)
			if (is_authority(l, k))
				return k;
	}
	return t->n;
}

/* "EU sanctions", "санкции ЕС": whose they are. */
static size_t owner_at(const struct look *l, size_t state)
{
	const struct tokens *t = l->t;

	for (size_t i = 0; i < t->n && state < t->n; i++) {
		if (!is_authority(l, i) ||
		    t->token[i].clause != t->token[state].clause)
			continue;
		if ((i + 1 < t->n && token_is(t, i + 1, LEX_sanction) &&
		     i + 1 != state) ||
		    (i > 0 && token_is(t, i - 1, LEX_sanction) &&
		     !slice_is(t->lang, "en") && i - 1 != state))
			return i;
	}
	return t->n;
}

/* Behind "by", whose they are, else the nearest before, else the first behind; t->n: none. */
static size_t authority_at(const struct look *l, size_t state)
{
	const struct tokens *t = l->t;
	size_t by = state < t->n ? by_whom(l, state) : t->n;
	size_t speaker = t->n;

	by = by < t->n ? by : owner_at(l, state);
	if (by < t->n)
		return by;
	for (size_t i = 0; i < t->n; i++) {
		if (!is_authority(l, i))
			continue;
		if (is_speaker(t, i) && i < state)
			speaker = speaker < t->n ? speaker : i;
		else if (by == t->n || i < state)
			by = i;
	}
	return by < t->n ? by : speaker;
}

static const char *authority_of(const struct look *l, size_t state)
{
	return country_at(l->t, authority_at(l, state));
}

/* The one before in a list: "the EU, the UK and Canada". t->n: there is none. */
static size_t listed_before(const struct look *l, size_t at)
{
	const struct tokens *t = l->t;

	for (size_t i = at; i-- > 0 && at - i <= 4;) {
		if (is_authority(l, i) &&
		    strcmp(country_at(t, i), country_at(t, at)) != 0)
			return i;
		if (!token_is(t, i, LEX_join) && !token_is(t, i, LEX_article) &&
		    !token_in(t, i, LEX_jurisdiction))
			break;
	}
	return t->n;
}

static void find_country(struct look *l)
{
	for (size_t i = 0; i < l->t->n && !l->country; i++) {
		const char *c = country_at(l->t, i);

		if (c && is_on(l->t, i, c))
			l->country = c;
	}
	for (size_t i = 0; l->country && i < l->f->n_on; i++)
		if (strcmp(l->f->on[i], l->country) == 0)
			return;
	if (l->country && l->f->n_on < MEASURES_MAX)
		l->f->on[l->f->n_on++] = l->country;
}

/* "the Ministry of Finance of the USA" is no target. */
static bool is_of_authority(const struct tokens *t, const struct meaning *m)
{
	const char *behind = country_at(t, m->last + 1);
	const char *before = m->first ? country_at(t, m->first - 1) : NULL;

	return (behind && can_impose(behind)) || (before && can_impose(before));
}

/* Companies, and the sector that they or the words name. */
static void find_things(struct look *l)
{
	const struct tokens *t = l->t;
	for (size_t i = 0; i < t->n; i++) {
		const struct meaning *m = token_means(t, i, LEX_org);

		if (m && l->orgs < TARGETS_MAX && !is_of_authority(t, m))
			l->org[l->orgs++] = i;
		m = token_means(t, i, LEX_sector);
		if (m && !l->sector && !token_in(t, i, LEX_org))
			l->sector = lex_value(m->row);
	}
}

/* "potash:Belaruskali" */
static struct slice org_sector(const struct look *l, size_t i)
{
	const struct meaning *m = token_means(l->t, l->org[i], LEX_org);
	struct slice rest = slice_of(lex_value(m->row)), sector;

	slice_cut(&rest, ':', &sector);
	return sector;
}

static struct slice org_name(const struct look *l, size_t i)
{
	const struct meaning *m = token_means(l->t, l->org[i], LEX_org);
	struct slice rest = slice_of(lex_value(m->row)), sector;

	slice_cut(&rest, ':', &sector);
	return rest;
}

/* --- measures ------------------------------------------------------------------------ */

static bool is_thing(const struct measure *m)
{
	return m->sector || m->instrument.n || m->began;
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_day(struct pdate a, struct pdate b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* `day` parts what is said of sanctions at large on different days. */
static struct measure *measure_of(struct look *l, const char *by,
				  struct slice instrument, bool began,
				  struct pdate day)
{
	struct findings *f = l->f;
	struct measure *m;

	for (m = f->measure; m < f->measure + f->measures; m++)
		if (same(m->by, by) && same(m->sector, l->sector) &&
		    (!l->country || !m->country ||
		     same(l->country, m->country)) &&
		    slice_eq(m->instrument, instrument) && m->began == began &&
		    (is_thing(m) || same_day(m->since, day)))
			return m;
	if (f->measures == MEASURES_MAX)
		return NULL;
	f->measures++;
	*m = (struct measure){ .by = by, .sector = l->sector, .began = began,
			       .since = day, .of_since = *l->q,
			       .instrument = arena_slice(f->mem, instrument),
			       .quote = *l->q };
	return m;
}

static void add_state(struct look *l, struct measure *m, const char *value,
		      struct slice limit)
{
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->state[i].value, value) == 0 &&
		    slice_eq(m->state[i].qualifier, limit))
			return;
	if (m->n == STATES_MAX)
		return;
	limit = limit.n ? arena_slice(l->f->mem, limit) : SLICE_NONE;
	m->state[m->n++] = (struct state){ value, limit, *l->q };
}

static void add_targets(struct look *l, struct measure *m)
{
	for (size_t i = 0; i < l->orgs; i++) {
		struct slice name = org_name(l, i);
		bool known = false;

		for (size_t k = 0; k < m->n_targets; k++)
			known |= slice_eq(m->target[k].name, name);
		if (!known && m->n_targets < TARGETS_MAX)
			m->target[m->n_targets++] =
				(struct target){ name, *l->q };
	}
	if (l->country && !m->country) {
		m->country = l->country;
		m->of_country = *l->q;
	}
}

/* The keys of the words, with blanks. */
static struct slice limit_text(struct look *l, const struct said_state *s)
{
	struct str out = STR_INIT(400);
	struct slice kept = SLICE_NONE;

	for (size_t i = s->limit; s->limited && i <= s->limit_last; i++) {
		if (i > s->limit)
			str_addc(&out, ' ');
		str_add(&out, l->t->token[i].key);
	}
	if (s->limited && !out.bad)
		kept = arena_slice(l->f->mem, str_slice(&out));
	str_free(&out);
	return kept;
}

/* --- one sentence ---------------------------------------------------------------------- */

/* The day of what is said, where it is of one thing. */
static void date_measure(struct look *l, struct measure *m, size_t at)
{
	struct pdate d;

	if (pdate_is(m->since) || !is_thing(m) || !look_day(l, at, &d))
		return;
	m->since = d;
	m->of_since = *l->q;
}

/* That they came, with the day, is kept apart from what is so now. */
static void take_begin(struct look *l, const char *by,
		       const struct said_state *x)
{
	struct measure *m;
	struct pdate d;

	if (!look_begin(l, x, &d))
		return;
	m = measure_of(l, by, SLICE_NONE, true, (struct pdate){0});
	if (!m || m->n)
		return;
	add_state(l, m, x->value, SLICE_NONE);
	add_targets(l, m);
	m->since = d;
	m->of_since = *l->q;
}

static void state_by(struct look *l, const struct said_state *x,
		     const char *by)
{
	struct pdate day;
	struct measure *m;

	if (strcmp(x->value, "imposed") == 0 && !x->told) {
		if (look_begin(l, x, &day)) {
			take_begin(l, by, x);
			return;
		}
	}
	if (x->weak)
		return;
	if (l->sector || !look_only_day(l, &day))
		day = (struct pdate){0};
	m = measure_of(l, by, SLICE_NONE, false, day);
	if (!m)
		return;
	add_state(l, m, x->value, limit_text(l, x));
	add_targets(l, m);
	date_measure(l, m, x->first);
	look_terms(l, m);
}

static void take_state(struct look *l, const struct said_state *x)
{
	const struct tokens *t = l->t;
	size_t at = authority_at(l, x->first);
	const char *by = at < t->n ? country_at(t, at) : l->f->by;

	for (size_t i = at < t->n ? listed_before(l, at) : t->n, n = 0;
	     i < t->n && n < 8; i = listed_before(l, i), n++)
		state_by(l, x, country_at(t, i));
	if (by || l->orgs || l->sector)
		state_by(l, x, by);
}

static bool is_hoped_for(const struct look *l, size_t at)
{
	for (size_t i = at > 6 ? at - 6 : 0; i < at; i++)
		if (l->t->token[i].segment == l->t->token[at].segment &&
		    (token_is_mode(l->t, i) || token_is(l->t, i, LEX_deny)))
			return true;
	return false;
}

/* "OFAC amended GL 8", "extended GL 4 until ...": it came before. */
static bool other_fate(struct look *l, struct measure *m)
{
	static const char *const fates[] = { "amended", "extended", "suspended" };
	bool found = false;

	for (size_t i = 0; i < l->t->n; i++)
		for (size_t k = 0; k < sizeof(fates) / sizeof(*fates); k++)
			if (token_says(l->t, i, LEX_measure_state, fates[k])) {
				add_state(l, m, fates[k], SLICE_NONE);
				found = true;
			}
	return found;
}

static void take_licence(struct look *l, size_t at)
{
	const struct tokens *t = l->t;
	size_t number = licence_number(t, at);
	const char *by = authority_of(l, at);
	struct str name = STR_INIT(32);
	struct measure *m;

	str_addz(&name, "GL ");
	for (size_t i = 0; i < t->token[number].text.n; i++) {
		char c = t->token[number].text.p[i];

		str_addc(&name, c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
	}
	/* Only the United States number their general licences. */
	m = measure_of(l, by ? by : "US", str_slice(&name), false,
		       (struct pdate){0});
	str_free(&name);
	if (!m)
		return;
	if (!look_revoked(l) && !is_hoped_for(l, at) && !other_fate(l, m))
		add_state(l, m, "eased_by_licence", SLICE_NONE);
	add_targets(l, m);
	if (!look_revoked(l))
		date_measure(l, m, number);
	look_terms(l, m);
	look_licence(l, m);
}

/* What is said of a licence in the sentence behind the one that names it. */
static void take_more(struct look *l)
{
	struct findings *f = l->f;

	for (size_t i = f->measures; i-- > 0;) {
		struct measure *m = &f->measure[i];

		if (!m->instrument.n)
			continue;
		look_licence(l, m);
		if (token_find(l->t, 0, l->t->n, LEX_gl) < l->t->n) {
			find_things(l);
			add_targets(l, m);
			look_terms(l, m);
		}
		return;
	}
}

static const char *only_sector(struct look *l)
{
	for (size_t i = 0; i < l->orgs; i++) {
		struct slice s = org_sector(l, i);
		const char *label = s.n ? vocab_value(VOCAB_sector, s) : NULL;

		if (label)
			return label;
	}
	return l->sector;
}

void find_measures(struct findings *f, bool about, const struct quote *q)
{
	struct look l = { .f = f, .t = &f->tokens, .q = q };
	const struct tokens *t = l.t;
	struct said_state list[SAID_STATES];
	size_t licence = licence_at(t, 0), n;
	bool licensed = licence < t->n;
	struct pdate began;
	const char *by;

	if (!speaks_of_measures(t, about)) {
		take_more(&l);
		return;
	}
	find_country(&l);
	find_things(&l);
	l.sector = only_sector(&l);
	for (; licence < t->n; licence = licence_at(t, licence + 1))
		take_licence(&l, licence);
	n = states_find(t, about, list);
	for (size_t i = 0; i < n; i++)
		if (!licensed || (strcmp(list[i].value, "lifted") == 0 &&
				  !look_revoked(&l)) ||
		    (strcmp(list[i].value, "imposed") == 0 &&
		     look_begin(&l, &list[i], &began)))
			take_state(&l, &list[i]);
	if (!licensed)
		take_more(&l);
	by = authority_of(&l, t->n);
	if (by)
		f->by = by;
}
