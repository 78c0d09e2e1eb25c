#include "view/custody.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/pdate.h"
#include "view/cells.h"

/* --- steps from claims --- */

static void add_label(struct str *to, enum vocab list, struct slice word)
{
	const char *label = vocab_said(list, word);

	if (!word.n || slice_is(word, "unknown"))
		return;
	str_addz(to, to->n ? ", " : "");
	if (label)
		str_addz(to, label);
	else
		str_add(to, word);
}

static struct slice release_words(const struct facts *f, const struct fact *x,
				  struct arena *mem)
{
	struct str words = STR_INIT(4096);
	struct slice out = SLICE_NONE;

	add_label(&words, VOCAB_release_type, facts_beside(f, x, PROP_release_type));
	add_label(&words, VOCAB_release_manner, facts_beside(f, x, PROP_manner));
	if (words.n && !words.bad)
		out = arena_slice(mem, str_slice(&words));
	str_free(&words);
	return out;
}

/* "release/2025-12-13/123": who is told to be part of an act was released on
 * its day. */
static struct slice act_date(struct slice event)
{
	struct slice word = SLICE_NONE, date = SLICE_NONE;
	struct pdate d;

	if (slice_cut(&event, '/', &word) && slice_is(word, "release") &&
	    slice_cut(&event, '/', &date) &&
	    pdate_parse(date, DATE_ORDER_UNKNOWN, &d))
		return date;
	return SLICE_NONE;
}

/* What the claim tells, or false where it tells of no step. */
static bool step_of(const struct facts *f, const struct fact *x,
		    struct arena *mem, struct custody_step *s)
{
	*s = (struct custody_step){ .date = x->claim.value, .days = -1 };
	switch (x->claim.prop) {
	case PROP_detained_on:
		s->what = CUSTODY_ARRESTED;
		break;
	case PROP_released_on:
		s->what = CUSTODY_RELEASED;
		s->more = release_words(f, x, mem);
		break;
	case PROP_sentenced_on:
		s->what = CUSTODY_VERDICT;
		s->more = facts_beside(f, x, PROP_sentence);
		break;
	case PROP_event:
		s->what = CUSTODY_RELEASED;
		s->date = act_date(x->claim.value);
		s->more = release_words(f, x, mem);
		break;
	case PROP_custody:
		s->what = CUSTODY_STATE;
		s->date = x->claim.as_of;
		s->value = x->claim.value;
		break;
	case PROP_prison:
		s->what = CUSTODY_PLACE;
		s->date = x->claim.as_of;
		s->value = x->claim.value;
		break;
	default:
		return false;
	}
	return s->date.n > 0;
}

static bool is_same(const struct custody_step *a, const struct custody_step *b)
{
	return a->what == b->what && slice_eq(a->date, b->date) &&
	       slice_eq(a->value, b->value);
}

static void add_step(struct custody *c, const struct custody_step *s,
		     const struct fact *x)
{
	size_t i = 0;

	while (i < c->n && !is_same(&c->step[i], s))
		i++;
	if (i == CUSTODY_STEPS)
		return;
	if (i == c->n)
		c->step[c->n++] = *s;
	if (!c->step[i].more.n)
		c->step[i].more = s->more;
	if (c->step[i].n < CUSTODY_SAYS)
		c->step[i].says[c->step[i].n++] = x;
}

/* By date; on one day an arrest, a verdict, a place, a release, a state. */
static bool goes_before(const struct custody_step *a,
			const struct custody_step *b)
{
	int c = slice_cmp(a->date, b->date);

	return c ? c < 0 : a->what < b->what;
}

static void sort(struct custody *c)
{
	for (size_t i = 1; i < c->n; i++) {
		struct custody_step s = c->step[i];
		size_t k = i;

		for (; k > 0 && goes_before(&s, &c->step[k - 1]); k--)
			c->step[k] = c->step[k - 1];
		c->step[k] = s;
	}
}

/* --- what follows from their order --- */

/* "2025" and "2025-12-13" may be one day. */
static bool may_be_one(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;

	return slice_eq(slice_make(a.p, n), slice_make(b.p, n));
}

static bool turns(const struct custody_step *s)
{
	return s->what == CUSTODY_ARRESTED || s->what == CUSTODY_RELEASED;
}

static int64_t days_between(const struct custody_step *from,
			    const struct custody_step *to)
{
	struct pdate a, b;

	if (!pdate_parse(from->date, DATE_ORDER_UNKNOWN, &a) ||
	    !pdate_parse(to->date, DATE_ORDER_UNKNOWN, &b) || !a.day || !b.day)
		return -1;
	return pdate_first_day(b) - pdate_first_day(a);
}

/* An arrest behind an arrest, with no release between, is another account of
 * the same one; so with releases. */
static void mark_turns(struct custody *c)
{
	struct custody_step *before = NULL, *arrest = NULL;
	bool freed = false;

	for (size_t i = 0; i < c->n; i++) {
		struct custody_step *s = &c->step[i];

		if (!turns(s))
			continue;
		if (before && before->what == s->what &&
		    !may_be_one(before->date, s->date))
			before->differs = s->differs = true;
		s->again = s->what == CUSTODY_ARRESTED && freed;
		if (s->what == CUSTODY_RELEASED && arrest && !arrest->differs)
			s->days = days_between(arrest, s);
		if (s->what == CUSTODY_ARRESTED)
			arrest = s;
		else
			arrest = NULL;
		freed |= s->what == CUSTODY_RELEASED;
		before = s;
	}
}

static bool is_free(const struct custody_step *s)
{
	return slice_is(s->value, "free") || slice_is(s->value, "abroad_wanted");
}

/* Free and held on one day; held on a later day than a release, with no arrest
 * between, or free with no release: the sources do not tell one story. */
static void mark_states(struct custody *c)
{
	const struct custody_step *turn = NULL;

	for (size_t i = 0; i < c->n; i++) {
		struct custody_step *s = &c->step[i];

		if (turns(s))
			turn = s;
		if (s->what != CUSTODY_STATE || slice_is(s->value, "unknown"))
			continue;
		for (size_t k = 0; k < i; k++) {
			struct custody_step *x = &c->step[k];

			if (x->what == CUSTODY_STATE &&
			    slice_eq(x->date, s->date) &&
			    is_free(x) != is_free(s))
				x->differs = s->differs = true;
		}
		if (turn && turn->what == CUSTODY_RELEASED && !is_free(s) &&
		    !slice_is(s->value, "dead_in_custody"))
			s->differs = true;
	}
}

/* A sentence whose day is not told is known from some day on. */
static void add_sentences(const struct facts *f, struct custody *c)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];
		struct custody_step s = {
			.what = CUSTODY_VERDICT, .days = -1,
			.date = x->claim.as_of, .value = x->claim.value,
		};

		if (x->claim.prop == PROP_sentence && !x->until.p && s.date.n &&
		    !facts_beside(f, x, PROP_sentenced_on).n)
			add_step(c, &s, x);
	}
}

void custody_make(const struct facts *f, struct arena *mem,
		  struct custody *out)
{
	*out = (struct custody){
		.step = arena_get(mem, CUSTODY_STEPS * sizeof(*out->step)),
	};
	if (!out->step)
		return;
	for (size_t i = 0; i < f->n; i++) {
		struct custody_step s;

		if (!f->fact[i].until.p && step_of(f, &f->fact[i], mem, &s))
			add_step(out, &s, &f->fact[i]);
	}
	add_sentences(f, out);
	sort(out);
	mark_turns(out);
	mark_states(out);
}

/* --- in words --- */

void custody_words(const struct custody_step *s, struct str *to)
{
	switch (s->what) {
	case CUSTODY_ARRESTED:
		str_addz(to, s->again ? _("arrested again") : _("arrested"));
		break;
	case CUSTODY_VERDICT:
		str_addz(to, s->value.n ? _("sentence known: ") :
			     s->more.n ? _("sentenced: ") : _("sentenced"));
		text_squash(to, s->value.n ? s->value : s->more);
		break;
	case CUSTODY_PLACE:
		str_addz(to, _("held at "));
		text_squash(to, s->value);
		break;
	case CUSTODY_RELEASED:
		str_addz(to, _("released"));
		if (s->more.n)
			str_addf(to, " (%.*s)", SLICE_ARG(s->more));
		if (s->days >= 0)
			str_addf(to, ngettext(", %lld day after the arrest",
					      ", %lld days after the arrest",
					      s->days), (long long)s->days);
		break;
	case CUSTODY_STATE:
		str_addz(to, _("said to be: "));
		if (vocab_said(VOCAB_custody, s->value))
			str_addz(to, vocab_said(VOCAB_custody, s->value));
		else
			str_add(to, s->value);
		break;
	}
}

static struct slice teller(const struct fact *x)
{
	return x->doc_publisher.n ? x->doc_publisher : x->source;
}

static void tell_sources(const struct custody_step *s, struct str *out)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t k = 0;

		while (k < i && !slice_eq(teller(s->says[k]),
					  teller(s->says[i])))
			k++;
		if (k == i)
			str_addf(out, "%s%.*s", i ? ", " : "; ",
				 SLICE_ARG(teller(s->says[i])));
	}
}

static void tell_quotes(const struct custody_step *s, struct str *out)
{
	for (size_t i = 0; i < s->n; i++) {
		struct slice quote = s->says[i]->claim.quote;
		bool told = quote.n == 0;

		for (size_t k = 0; k < i && !told; k++)
			told = slice_eq(s->says[k]->claim.quote, quote);
		if (told)
			continue;
		str_addz(out, "              \"");
		text_squash(out, quote);
		str_addz(out, "\"\n");
	}
}

void custody_tell(const struct facts *f, struct arena *mem, struct str *out)
{
	struct custody c;

	custody_make(f, mem, &c);
	if (c.n)
		str_addz(out, _("custody, as it is told:\n"));
	for (size_t i = 0; i < c.n; i++) {
		cell_day(c.step[i].date, out);
		custody_words(&c.step[i], out);
		tell_sources(&c.step[i], out);
		str_addz(out, c.step[i].differs ?
				 _("; not all of this can be so\n") : "\n");
		tell_quotes(&c.step[i], out);
	}
}
