/* How many were released, and when: one event for each number. */
#include <stdio.h>
#include <string.h>

#include "read/findings.h"

enum { KEY_BYTES = 1 << 20 };

static struct claim *put(struct extract *x, enum property prop,
			 struct slice value, const struct quote *q,
			 const char *what)
{
	char rule[48];
	struct claim *c;

	snprintf(rule, sizeof(rule), "%s.%s", q->rule, what);
	x->rule = (struct extract_rule){ rule, q->confidence };
	c = extract_claim(x, prop, value, q->text, q->at);
	if (c)
		c->rule = build_copy(x->b, slice_of(rule));
	x->rule = (struct extract_rule){ "sentence", q->confidence };
	return c;
}

static void put_share(struct extract *x, const struct act *a)
{
	char text[24];

	if (!a->share)
		return;
	snprintf(text, sizeof(text), "%lld%%", (long long)a->share);
	put(x, PROP_share, slice_of(text), &a->of_share, "share");
}

static void put_date(struct extract *x, enum property prop, struct pdate d,
		     const struct quote *q)
{
	char date[PDATE_TEXT];

	if (pdate_is(d))
		put(x, prop, slice_of(pdate_text(d, date)), q, "date");
}

static void put_counts(struct extract *x, const struct act *a)
{
	char number[24];

	snprintf(number, sizeof(number), "%lld", (long long)a->n);
	for (size_t i = 0; i < a->n_quotes; i++) {
		struct claim *c = put(x, PROP_count, slice_of(number),
				      &a->quote[i], "count");
		const char *bound = a->sum ? "sum" : a->bound;

		if (c && bound)
			c->qualifier = build_copy(x->b, slice_of(bound));
	}
	put(x, PROP_count_scope, slice_of(a->scope), &a->quote[0], "scope");
}

/* "women=12"; of what need not add up the qualifier says "including". */
static void put_parts(struct extract *x, const struct act *a)
{
	for (size_t i = 0; i < a->parts; i++) {
		const struct part *p = &a->part[i];
		char text[64];
		struct claim *c;

		snprintf(text, sizeof(text), "%s=%lld", p->key,
			 (long long)p->n);
		c = put(x, PROP_part, slice_of(text), &p->quote, "part");
		if (c && p->subset)
			c->qualifier = build_copy(x->b, SLICE("including"));
	}
}

static void put_rest(struct extract *x, const struct act *a)
{
	put_date(x, PROP_date, a->date, &a->dated);
	if (pdate_is(a->date))
		put(x, PROP_precision, slice_of(pdate_precision(a->date)),
		    &a->dated, "date");
	put_date(x, PROP_since, a->since, &a->of_since);
	put_parts(x, a);
	if (a->ground)
		put(x, PROP_release_type, slice_of(a->ground), &a->of_ground,
		    "ground");
	if (a->manner)
		put(x, PROP_manner, slice_of(a->manner), &a->of_manner,
		    "manner");
	for (size_t i = 0; i < a->places; i++)
		put(x, PROP_destination, slice_of(a->place[i]), &a->of_place,
		    "place");
	put_share(x, a);
	if (a->speaker.n)
		put(x, PROP_announced_by, a->speaker, &a->of_speaker,
		    "speaker");
}

static void name_act(struct str *out, const struct extract *x,
		     const struct act *a)
{
	bool act = strcmp(a->scope, "this_act") == 0;
	char date[PDATE_TEXT];

	str_addf(out, "%s/", act ? "release" : a->scope);
	pdate_text(a->date, date);
	if (date[0])
		str_addz(out, date);
	else
		str_add(out, x->doc);
	str_addf(out, "/%lld", (long long)a->n);
	if (!date[0] && a->day)
		str_addf(out, "/%02d-%02d", a->day / 100, a->day % 100);
}

/* The act that persons of the document came out in: the first that has a day,
 * for "114 reached Ukraine" may be some of "123 were freed on Saturday". */
static const struct act *main_act(const struct findings *f)
{
	const struct act *first = NULL;

	for (size_t i = 0; i < f->acts; i++) {
		const struct act *a = &f->act[i];

		if (strcmp(a->scope, "this_act") != 0)
			continue;
		if (pdate_is(a->date))
			return a;
		first = first ? first : a;
	}
	return first;
}

static int put_act(struct extract *x, const struct act *a, struct err *e)
{
	struct str subject = STR_INIT(KEY_BYTES);
	int rc;

	name_act(&subject, x, a);
	if (a == main_act(x->found))
		x->event = arena_slice(x->mem, str_slice(&subject));
	extract_begin(x, KIND_event, str_slice(&subject));
	build_subject(x->b, str_slice(&subject));
	put_counts(x, a);
	put_rest(x, a);
	rc = extract_emit(x, e);
	str_free(&subject);
	return rc;
}

int extract_events(struct extract *x, struct err *e)
{
	const struct findings *f = x->found;
	int rc = 0;

	for (size_t i = 0; i < f->acts && rc == 0; i++)
		rc = put_act(x, &f->act[i], e);
	return rc;
}
