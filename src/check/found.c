#include "check/found.h"

#include <stdio.h>

#include "model/duration.h"
#include "model/pdate.h"
#include "model/programme.h"

enum { WHY_MOST = 2000, SAYS_MOST = 300 };

static bool is_there(const struct saids *l, const struct fact *x,
		     const struct facts *of)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct fact *o = l->list[i].fact;

		if (l->list[i].of == of && slice_eq(o->key, x->key) &&
		    slice_eq(o->source, x->source) &&
		    slice_eq(o->claim.value, x->claim.value) &&
		    slice_eq(o->claim.qualifier, x->claim.qualifier))
			return true;
	}
	return false;
}

static void take(const struct facts *f, enum property prop, bool maybe,
		 bool here, struct saids *out)
{
	for (size_t i = 0; i < f->n && out->n < SAID_MOST; i++) {
		const struct fact *x = &f->fact[i];

		if (x->claim.prop != prop || x->until.p ||
		    is_there(out, x, f))
			continue;
		out->list[out->n++] = (struct said){ x, f, maybe, here };
	}
}

void said_of(const struct matter *m, enum property prop, struct saids *out)
{
	out->n = 0;
	for (size_t i = 0; i < m->n; i++)
		take(&m->one[i], prop, false, true, out);
	for (size_t i = 0; i < m->n_maybe; i++)
		take(m->maybe[i].facts, prop, true, m->maybe[i].here, out);
}

const struct fact *said_beside(const struct said *s, enum property prop)
{
	for (size_t i = 0; i < s->of->n; i++) {
		const struct fact *x = &s->of->fact[i];

		if (x->claim.prop == prop && !x->until.p &&
		    slice_eq(x->key, s->fact->key) &&
		    slice_eq(x->source, s->fact->source))
			return x;
	}
	return NULL;
}

bool said_same_record(const struct said *a, const struct said *b)
{
	return a->of == b->of && slice_eq(a->fact->key, b->fact->key) &&
	       slice_eq(a->fact->source, b->fact->source);
}

bool said_same_document(const struct said *a, const struct said *b)
{
	return slice_eq(a->fact->source, b->fact->source) &&
	       a->fact->doc_published.n > 0 && a->fact->doc_url.n > 0 &&
	       slice_eq(a->fact->doc_url, b->fact->doc_url);
}

bool said_meet(const struct said *a, const struct said *b)
{
	if (a->maybe && b->maybe)
		return false;
	return (!a->maybe || a->here) && (!b->maybe || b->here);
}

/* A text of a source may be long; its end says nothing here. */
static struct slice shortened(struct slice s, size_t most)
{
	if (s.n <= most)
		return s;
	s.n = most;
	while (s.n > 0 && ((unsigned char)s.p[s.n] & 0xc0) == 0x80)
		s.n--;
	return s;
}

struct conflict *found_add(struct found *to, const char *check,
			   const char *about)
{
	struct conflict *c;

	if (to->n == CONFLICTS_MOST)
		return NULL;
	c = &to->list[to->n++];
	*c = (struct conflict){ .check = check, .about = slice_of(about) };
	return c;
}

void found_why(struct found *to, struct conflict *c, enum sentence s,
	       const struct slice *slot, size_t n)
{
	if (c)
		c->why = shortened(sentence_keep(to->mem, s, slot, n),
				   WHY_MOST);
}

void found_but(struct found *to, struct conflict *c, bool holds,
	       enum sentence s)
{
	if (c && holds)
		c->why = arena_fmt(to->mem, "%.*s%.*s", SLICE_ARG(c->why),
				   SLICE_ARG(sentence_word(s)));
}

static void add(struct conflict *c, struct conflict_side s)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct conflict_side *o = &c->side[i];

		if (!slice_eq(o->says, s.says) || !o->fact != !s.fact)
			continue;
		if (!s.fact || (slice_eq(o->fact->source, s.fact->source) &&
				slice_eq(o->fact->key, s.fact->key)))
			return;
	}
	if (c->n < CONFLICT_SIDES)
		c->side[c->n++] = s;
	else
		c->left_off++;
}

void found_side(struct found *to, struct conflict *c, const struct said *s,
		struct slice says)
{
	const struct claim *claim = &s->fact->claim;

	if (!c)
		return;
	if (!says.n && claim->qualifier.n)
		says = arena_fmt(to->mem, "%.*s (%.*s)",
				 SLICE_ARG(shortened(claim->value, SAYS_MOST)),
				 SLICE_ARG(shortened(claim->qualifier, SAYS_MOST)));
	else if (!says.n)
		says = arena_slice(to->mem, shortened(claim->value, SAYS_MOST));
	add(c, (struct conflict_side){ .says = says, .fact = s->fact,
			      .id = s->of->id, .maybe = s->maybe });
}

void found_worked(struct found *to, struct conflict *c, struct slice says)
{
	if (c)
		add(c, (struct conflict_side){ .says = arena_slice(to->mem, says) });
}

bool said_days(struct slice date, struct span_of_days *out)
{
	struct pdate d;

	if (!pdate_parse(date, DATE_ORDER_UNKNOWN, &d))
		return false;
	out->first = pdate_first_day(d);
	out->last = pdate_last_day(d);
	return true;
}

bool said_published(const struct said *s, int64_t *day)
{
	struct span_of_days d;

	if (!s->fact->doc_published.n ||
	    !said_days(s->fact->doc_published, &d))
		return false;
	*day = d.first;
	return true;
}

struct slice days_told(struct arena *mem, int64_t days)
{
	char human[DURATION_TEXT], number[32];

	duration_human((int)days, human);
	if (days < 1000)
		snprintf(number, sizeof(number), "%d", (int)days);
	else
		snprintf(number, sizeof(number), "%d,%03d",
			 (int)(days / 1000), (int)(days % 1000));
	if (days < 61)
		return sentence_keep(mem, SAYS_DAYS,
				     SENTENCE_OF(slice_of(number)));
	return sentence_keep(mem, SAYS_LENGTH, SENTENCE_OF(slice_of(human),
							  slice_of(number)));
}

struct slice number_told(struct arena *mem, int64_t n)
{
	return arena_fmt(mem, "%lld", (long long)n);
}

struct slice day_told(struct slice time)
{
	return slice_make(time.p, time.n < 10 ? time.n : 10);
}

struct slice matter_name(const struct matter *m)
{
	static const enum property names[] = {
		PROP_name, PROP_target, PROP_title, PROP_action, PROP_aspect,
	};

	const struct programme *p;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct slice name = facts_value(m->one, names[i]);

		if (name.n)
			return name;
	}
	p = programme_find(facts_value(m->one, PROP_jurisdiction),
			   facts_value(m->one, PROP_programme));
	return p ? slice_of(p->title) : m->one->subject;
}
