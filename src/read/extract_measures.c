/* What a document says about sanctions: one measure for each authority and
 * thing, with every state that it is said to be in.
 */
#include <stdio.h>
#include <string.h>

#include "model/programme.h"
#include "read/findings.h"

static struct claim *put(struct extract *x, enum property prop,
			 struct slice value, const struct quote *q)
{
	struct claim *c;
	char rule[48];

	snprintf(rule, sizeof(rule), "%s.measure", q->rule);
	c = extract_claim(x, prop, value, q->text, q->at);
	if (c) {
		c->rule = build_copy(x->b, slice_of(rule));
		c->confidence = q->confidence;
	}
	return c;
}

static void put_number(struct extract *x, enum property prop, int64_t n,
		       const struct quote *q)
{
	char number[24];

	if (n <= 0)
		return;
	snprintf(number, sizeof(number), "%lld", (long long)n);
	put(x, prop, slice_of(number), q);
}

static void put_date(struct extract *x, enum property prop, struct pdate d,
		     const struct quote *q)
{
	char date[PDATE_TEXT];

	if (pdate_is(d))
		put(x, prop, slice_of(pdate_text(d, date)), q);
}

/* So that what acts and lists say of the same programme can stand beside it. */
static void put_programme(struct extract *x, const struct measure *m)
{
	const struct programme *p = !m->country || !m->by ? NULL :
		programme_about(slice_of(m->by), slice_of(m->country));
	struct claim *c;

	if (!p)
		return;
	c = put(x, PROP_concerns, slice_of(p->key), &m->of_country);
	if (c)
		c->qualifier = build_copy(x->b, SLICE("general"));
}

static void put_targets(struct extract *x, const struct measure *m)
{
	for (size_t i = 0; i < m->n_targets; i++)
		put(x, PROP_target, m->target[i].name, &m->target[i].quote);
	/* "Sanctions on Belarusian potash" are not those on Belarus alone. */
	if (m->sector && !m->n_targets) {
		const char *label = vocab_label(VOCAB_sector,
						slice_of(m->sector));

		put(x, PROP_target, slice_of(label ? label : m->sector),
		    &m->quote);
	}
	if (m->country && !m->n_targets) {
		const char *label = vocab_label(VOCAB_jurisdiction,
						slice_of(m->country));

		put(x, PROP_target, slice_of(label ? label : m->country),
		    &m->of_country);
	}
	put_number(x, PROP_targets, m->targets, &m->of_counts);
	put_number(x, PROP_persons, m->persons, &m->of_counts);
	put_number(x, PROP_entities, m->entities, &m->of_counts);
}

static void put_instrument(struct extract *x, const struct measure *m)
{
	if (m->instrument.n) {
		put(x, PROP_instrument, m->instrument, &m->quote);
		put(x, PROP_instrument_kind, SLICE("general_licence"),
		    &m->quote);
	}
	put_date(x, PROP_since, m->since, &m->of_since);
	put_date(x, PROP_expires, m->expires, &m->of_expires);
	if (m->term)
		put(x, PROP_term, slice_of(m->term), &m->of_term);
	if (m->open_ended)
		put(x, PROP_open_ended, SLICE("yes"), &m->of_end);
	if (m->blocked)
		put(x, PROP_unblocks, SLICE("no"), &m->of_blocked);
	if (m->fifty)
		put(x, PROP_fifty_percent, SLICE("yes"), &m->of_fifty);
}

static void put_claims(struct extract *x, const struct measure *m)
{
	if (m->by)
		put(x, PROP_jurisdiction, slice_of(m->by), &m->quote);
	put(x, PROP_measure, SLICE("sanctions"), &m->quote);
	if (m->sector)
		put(x, PROP_sector, slice_of(m->sector), &m->quote);
	put_targets(x, m);
	put_programme(x, m);
	put_instrument(x, m);
	for (size_t i = 0; i < m->n; i++) {
		const struct state *s = &m->state[i];
		struct claim *c = put(x, PROP_news_state, slice_of(s->value),
				      &s->quote);

		if (c && s->qualifier.n)
			c->qualifier = build_copy(x->b, s->qualifier);
	}
}

/* "measure/US", "measure/US/potash", "measure/US/potash/GL 13" */
static int put_measure(struct extract *x, const struct measure *m,
		       struct err *e)
{
	struct str key = STR_INIT(200);
	char day[PDATE_TEXT];
	struct slice subject;
	int rc;

	str_addf(&key, "measure/%s", m->by ? m->by : "unnamed");
	/* A page is about the country that it names first. */
	if (m->country && strcmp(m->country, x->found->on[0]) != 0)
		str_addf(&key, "/on %s", m->country);
	if (m->sector)
		str_addf(&key, "/%s", m->sector);
	if (m->instrument.n)
		str_addf(&key, "/%.*s", SLICE_ARG(m->instrument));
	x->rule = (struct extract_rule){ "sentence.measure", 80 };
	subject = arena_slice(x->mem, str_slice(&key));
	if (m->began)
		str_addz(&key, "/began");
	else if (!m->sector && !m->instrument.n && pdate_is(m->since))
		str_addf(&key, "/%s", pdate_text(m->since, day));
	extract_begin(x, KIND_measure, str_slice(&key));
	build_subject(x->b, subject);
	put_claims(x, m);
	rc = extract_emit(x, e);
	str_free(&key);
	return rc;
}

int extract_measures(struct extract *x, struct err *e)
{
	const struct findings *f = x->found;
	int rc = 0;

	for (size_t i = 0; i < f->measures && rc == 0; i++)
		if (f->measure[i].n || f->measure[i].instrument.n)
			rc = put_measure(x, &f->measure[i], e);
	return rc;
}
