#include "check/measure.h"

#include "base/text.h"
#include "model/pdate.h"

enum { AROUND_DAYS = 30, KEY_BYTES = 64 << 10 };

/* --- steps from facts --- */

static struct slice covered(const struct facts *f, const struct fact *x,
			    struct arena *mem)
{
	struct str out = STR_INIT(KEY_BYTES);
	struct slice cell;

	for (size_t i = 0; i < f->n; i++) {
		const struct fact *c = &f->fact[i];

		if (c->claim.prop != PROP_covers || c->until.p ||
		    !slice_eq(c->key, x->key) ||
		    !slice_eq(c->source, x->source))
			continue;
		if (!out.n)
			str_addc(&out, LIST_SEP);
		str_add(&out, c->claim.value);
		str_addc(&out, LIST_SEP);
	}
	cell = out.n ? arena_slice(mem, str_slice(&out)) : SLICE_NONE;
	str_free(&out);
	return cell;
}

static struct step step_of(const struct facts *f, const struct fact *x,
			   struct arena *mem)
{
	struct slice since = facts_beside(f, x, PROP_since);
	bool news = x->claim.prop == PROP_news_state;
	struct slice basis = facts_beside(f, x, PROP_basis);
	bool list = facts_beside(f, x, PROP_list).n > 0;

	if (!basis.n && news)
		basis = SLICE("press");
	if (!basis.n && list)
		basis = SLICE("list");
	return (struct step){
		/* A list says what is so now, not since when. */
		.date = since.n ? since : list ? SLICE_NONE :
			x->claim.as_of,
		.state = x->claim.value, .qualifier = x->claim.qualifier,
		.words = x->claim.quote, .covers = covered(f, x, mem),
		.instrument = facts_beside(f, x, PROP_instrument),
		.kind = facts_beside(f, x, PROP_instrument_kind),
		.basis = basis,
		.scope = facts_beside(f, x, PROP_scope),
		.conditions = facts_beside(f, x, PROP_conditions),
		.expires = facts_beside(f, x, PROP_expires),
		.unblocks = facts_beside(f, x, PROP_unblocks),
		.fifty_percent = facts_beside(f, x, PROP_fifty_percent),
		.publisher = x->doc_publisher.n ? x->doc_publisher : x->source,
		.source = x->source, .key = x->key,
		.programme = list ? facts_beside(f, x, PROP_programme) :
				    SLICE_NONE,
		.open_ended = slice_is(facts_beside(f, x, PROP_open_ended), "yes"),
		.news = news || x->claim.unverified,
		.unverified = x->claim.unverified,
	};
}

static bool says_state(const struct fact *x)
{
	return !x->until.p && (x->claim.prop == PROP_state ||
			       x->claim.prop == PROP_news_state);
}

static void add(struct history *h, struct step s)
{
	if (h->n < STEPS_MAX)
		h->step[h->n++] = s;
}

static void add_own(const struct facts *f, struct arena *mem,
		    struct history *h)
{
	for (size_t i = 0; i < f->n; i++)
		if (says_state(&f->fact[i]))
			add(h, step_of(f, &f->fact[i], mem));
}

/* --- news about more than one measure --- */

static int64_t day_number(struct slice date, bool last)
{
	struct pdate d;

	if (!pdate_parse(date, DATE_ORDER_UNKNOWN, &d))
		return INT64_MIN / 2;
	return last ? pdate_last_day(d) : pdate_first_day(d);
}

/* Did something happen to this measure around that day? A year alone is too
 * vague to tell. */
static bool moved_around(const struct history *h, size_t own,
			 struct slice date)
{
	int64_t day = day_number(date, false);

	for (size_t i = 0; i < own; i++) {
		int64_t from = day_number(h->step[i].date, false);
		int64_t to = day_number(h->step[i].date, true);

		if (to - from <= AROUND_DAYS && day >= from - AROUND_DAYS &&
		    day <= to + AROUND_DAYS)
			return true;
	}
	return false;
}

static const char *sector_in(struct slice key)
{
	struct vocab_hit hit;

	return vocab_scan(VOCAB_sector, key, 0, &hit) ? word_value(hit.word) :
							NULL;
}

/* Does the text name one of the targets? */
static bool names_target(const struct facts *f, struct slice key)
{
	struct str target = STR_INIT(KEY_BYTES);
	bool named = false;

	for (size_t i = 0; i < f->n && !named; i++) {
		if (f->fact[i].claim.prop != PROP_target)
			continue;
		str_clear(&target);
		text_key(&target, f->fact[i].claim.value);
		named = target.n > 3 && !target.bad &&
			slice_find(key, str_slice(&target), 0) >= 0;
	}
	str_free(&target);
	return named;
}

/* A claim that names a target or a sector is about those measures; one that
 * names none is about all of them, and stands beside those that something
 * happened to at the time. */
static bool is_about(const struct facts *f, const struct history *h,
		     size_t own, const struct step *s)
{
	struct slice mine = facts_value(f, PROP_sector);
	struct str key = STR_INIT(KEY_BYTES);
	const char *sector;
	bool about;

	text_key(&key, s->words);
	sector = sector_in(str_slice(&key));
	if (names_target(f, str_slice(&key)))
		about = true;
	else if (slice_is(facts_value(f, PROP_measure), "list"))
		about = !sector;
	else
		about = sector ? slice_is(mine, sector) :
				 moved_around(h, own, s->date);
	str_free(&key);
	return about;
}

static bool has_word(const struct facts *f, enum property prop,
		     const char *qualifier)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fact[i].claim.prop == prop && !f->fact[i].until.p &&
		    slice_is(f->fact[i].claim.qualifier, qualifier))
			return true;
	return false;
}

/* Another subject that concerns the same programme: news about the sanctions
 * of an authority, or an act on the programme as such. */
static void add_other(const struct facts *f, const struct facts *other,
		      struct arena *mem, struct history *h, size_t own)
{
	bool whole = has_word(other, PROP_concerns, "whole") &&
		     slice_is(facts_value(f, PROP_measure), "list");
	bool list = facts_value(other, PROP_list).n > 0;

	for (size_t i = 0; i < other->n; i++) {
		struct step s;

		if (!says_state(&other->fact[i]))
			continue;
		s = step_of(other, &other->fact[i], mem);
		if (whole && !list) {
			add(h, s);
		} else if (other->fact[i].claim.prop == PROP_news_state &&
			   has_word(other, PROP_concerns, "general") &&
			   is_about(f, h, own, &s)) {
			s.general = true;
			add(h, s);
		}
	}
}

static void add_others(const struct facts *f, struct arena *mem,
		       struct history *h)
{
	const struct facts *others;
	size_t own = h->n, n;

	if (!f->look.saying || has_word(f, PROP_concerns, "general"))
		return;
	for (size_t i = 0; i < f->n; i++) {
		if (f->fact[i].claim.prop != PROP_concerns ||
		    f->fact[i].until.p ||
		    (i > 0 && f->fact[i - 1].claim.prop == PROP_concerns &&
		     slice_eq(f->fact[i - 1].claim.value,
			      f->fact[i].claim.value)))
			continue;
		n = f->look.saying(f->look.ctx, PROP_concerns,
				   f->fact[i].claim.value, mem, &others);
		for (size_t k = 0; k < n; k++)
			if (others[k].kind == KIND_measure)
				add_other(f, &others[k], mem, h, own);
	}
}

/* --- what the lists say --- */

static void ask_lists(const struct facts *f, struct arena *mem,
		      struct history *h, struct slice *gone_on)
{
	struct slice rest = facts_list(f, PROP_covers, mem), party;

	while (f->look.standing && slice_cut(&rest, LIST_SEP, &party)) {
		struct standing l;

		if (!party.n)
			continue;
		f->look.standing(f->look.ctx, party, mem, &l);
		if (!l.known)
			continue;
		h->covered++;
		h->listed += l.presence != GONE;
		h->gone += l.presence == GONE;
		if (l.presence == GONE && slice_cmp(l.gone_on, *gone_on) > 0)
			*gone_on = l.gone_on;
		if (!h->version.n || slice_cmp(l.version, h->version) < 0)
			h->version = l.version;
	}
}

/* --- order, ends and moves --- */

/* What has no date goes first; what happened on one day stays as told, an act
 * before the easing of it. */
static int order_of(const struct step *s)
{
	return state_eases(s->state) ? 1 : 0;
}

static bool goes_before(const struct step *a, const struct step *b)
{
	int c = slice_cmp(a->date, b->date);

	return c ? c < 0 : order_of(a) < order_of(b);
}

static void sort_steps(struct history *h)
{
	for (size_t i = 1; i < h->n; i++) {
		struct step s = h->step[i];
		size_t k = i;

		for (; k > 0 && goes_before(&s, &h->step[k - 1]); k--)
			h->step[k] = h->step[k - 1];
		h->step[k] = s;
	}
}

static bool has_run_out(const struct step *s, struct slice day)
{
	return s->expires.n &&
	       slice_cmp(s->expires,
			 slice_make(day.p, s->expires.n < day.n ?
				    s->expires.n : day.n)) < 0;
}

/* Does a record other than the step's name its instrument so? */
static bool is_named(const struct facts *f, const struct step *s,
		     enum property prop)
{
	for (size_t i = 0; s->instrument.n && i < f->n; i++)
		if (f->fact[i].claim.prop == prop && !f->fact[i].until.p &&
		    !slice_eq(f->fact[i].key, s->key) &&
		    slice_eq(f->fact[i].claim.value, s->instrument))
			return true;
	return false;
}

/* The instrument that its own record says has revoked it is known to have
 * come. */
static bool is_revoked(const struct facts *f, const struct history *h,
		       const struct step *s)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];

		if (x->claim.prop != PROP_revoked_by || x->until.p ||
		    !slice_eq(x->key, s->key) ||
		    !slice_eq(x->source, s->source))
			continue;
		for (size_t k = 0; k < h->n; k++)
			if (!h->step[k].news &&
			    slice_eq(h->step[k].instrument, x->claim.value))
				return true;
	}
	return false;
}

/* Two acts on different parties are no move from one to the other. */
static bool same_parties(const struct step *a, const struct step *b)
{
	struct slice rest = a->covers, one;

	while (slice_cut(&rest, LIST_SEP, &one))
		if (one.n && step_covers(b, one))
			return true;
	return a->covers.n == 0;
}

/* Where the step at `end` comes from: easings that had run out by then do not
 * count. */
static const struct step *state_before(const struct history *h, size_t end)
{
	const struct step *now = NULL, *to = &h->step[end];

	for (size_t i = 0; i < end; i++) {
		const struct step *s = &h->step[i];

		if (!s->news && same_parties(s, to) &&
		    !(state_eases(s->state) && has_run_out(s, to->date)))
			now = s;
	}
	return now;
}

static bool ends_easings(const struct step *s)
{
	return !s->news && (slice_is(s->state, "lifted") ||
			    slice_is(s->state, "reimposed"));
}

static void mark_moves(const struct facts *f, struct history *h)
{
	for (size_t i = 0; i < h->n; i++) {
		struct step *s = &h->step[i];
		const struct step *from = state_before(h, i);

		if (s->news)
			continue;
		s->unexpected = from && !move_expected(from->state, s->state);
		if (!state_eases(s->state))
			continue;
		s->ended = has_run_out(s, f->day) ||
			   is_named(f, s, PROP_supersedes) ||
			   is_revoked(f, h, s);
		for (size_t k = i + 1; k < h->n && !s->ended; k++)
			s->ended = ends_easings(&h->step[k]) &&
				   same_parties(s, &h->step[k]);
	}
	for (size_t i = 0; i < h->n; i++)
		if (!h->step[i].news &&
		    !(state_eases(h->step[i].state) && h->step[i].ended))
			h->now = &h->step[i];
}

/* The news differs where it says another thing than the acts do by now; that
 * something is announced, or goes on, contradicts nothing. */
static bool news_differs(const struct history *h, const struct step *s)
{
	if (!s->news || !h->now || slice_is(s->state, "announced") ||
	    slice_is(s->state, "proposed") || slice_eq(s->state, h->now->state))
		return false;
	return !(state_in_force(s->state) && state_in_force(h->now->state)) &&
	       day_number(s->date, true) >=
	       day_number(h->now->date, false) - AROUND_DAYS;
}

void history_make(const struct facts *f, struct arena *mem,
		  struct history *h)
{
	struct slice gone_on = SLICE_NONE;

	*h = (struct history){
		.step = arena_get(mem, STEPS_MAX * sizeof(*h->step)),
	};
	if (!h->step)
		return;
	add_own(f, mem, h);
	add_others(f, mem, h);
	ask_lists(f, mem, h, &gone_on);
	if (h->covered && h->gone == h->covered)
		add(h, (struct step){ .date = gone_on,
				      .state = SLICE("lifted"),
				      .basis = SLICE("list") });
	sort_steps(h);
	mark_moves(f, h);
	if (!h->now && h->listed)
		add(h, (struct step){ .state = SLICE("imposed"),
				      .basis = SLICE("list") });
	if (!h->now && h->listed && h->n)
		h->now = &h->step[h->n - 1];
	h->contradicted = h->now && h->listed &&
			  slice_is(h->now->state, "lifted") &&
			  slice_cmp(h->version, h->now->date) >= 0;
	for (size_t i = 0; i < h->n; i++)
		h->differs |= news_differs(h, &h->step[i]);
}
