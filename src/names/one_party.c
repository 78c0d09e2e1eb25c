#include "names/one_party.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "model/sentence.h"
#include "names/one_freed.h"

enum { COMMON_WORD = 3 };	/* letters of a word that two names share */

struct pair {
	struct profile a, b;
	struct freed freed;
	struct arena *mem;	/* NULL: no sentence is wanted */
	/* what was found */
	enum births births;	/* the best that two of them say */
	bool births_vary;	/* some of them do not fit */
	const struct birth *birth_a, *birth_b;	/* of that relation */
	size_t same;		/* different forms that both have, spelling
				 * alone made equal */
	const struct form *one, *two;	/* two of them */
	bool equal, whole, clash;	/* form_equal(), form_clash() */
	const struct form *form_a, *form_b;	/* the equal ones */
	struct slice state, territory, place;	/* in common, or absent */
	const struct number *number;
	bool number_apart;	/* a number that is one's own differs */
};

static void find_births(struct pair *p)
{
	p->births = BIRTHS_UNKNOWN;
	for (size_t i = 0; i < p->a.births; i++)
		for (size_t j = 0; j < p->b.births; j++) {
			enum births r = births_compare(&p->a.birth[i],
						       &p->b.birth[j]);

			p->births_vary |= r <= BIRTHS_NEAR;
			if (p->births != BIRTHS_UNKNOWN && r <= p->births)
				continue;
			p->births = r;
			p->birth_a = &p->a.birth[i];
			p->birth_b = &p->b.birth[j];
		}
}

/* As facts_disputed() sees it: no birth of the one fits one of the other. */
static bool births_differ(const struct pair *p)
{
	for (size_t i = 0; i < p->a.births; i++)
		for (size_t j = 0; j < p->b.births; j++) {
			const struct birth *a = &p->a.birth[i];
			const struct birth *b = &p->b.birth[j];
			bool vague = a->circa || b->circa ||
				     a->from.year != a->to.year ||
				     b->from.year != b->to.year;

			if (vague ? abs(a->from.year - b->from.year) <= 2 :
			    pdate_first_day(a->from) <=
				    pdate_last_day(b->from) &&
			    pdate_first_day(b->from) <= pdate_last_day(a->from))
				return false;
		}
	return p->a.births > 0 && p->b.births > 0;
}

static void find_form(struct pair *p, const struct form *a,
		      const struct form *b)
{
	bool whole = false;

	if (slice_eq(a->words, b->words) && a->n >= 2)
		*(p->same++ == 0 ? &p->one : &p->two) = a;
	if (form_clash(a, b)) {
		p->clash = true;
		p->form_a = p->equal ? p->form_a : a;
		p->form_b = p->equal ? p->form_b : b;
	}
	if (!form_equal(a, b, &whole) || (p->equal && (p->whole || !whole)))
		return;
	p->equal = true;
	p->whole = whole;
	p->form_a = a;
	p->form_b = b;
}

static void find_forms(struct pair *p)
{
	for (size_t i = 0; i < p->a.forms; i++)
		for (size_t j = 0; j < p->b.forms; j++)
			find_form(p, &p->a.form[i], &p->b.form[j]);
}

static struct slice common(const struct words *a, const struct words *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (slice_eq(a->word[i], b->word[j]))
				return a->word[i];
	return SLICE_NONE;
}

static void find_states(struct pair *p)
{
	p->place = common(&p->a.place, &p->b.place);
	p->territory = common(&p->a.territory, &p->b.territory);
	p->state = common(&p->a.country, &p->b.country);
	if (p->state.n == 0)
		p->state = p->territory;
	if (p->state.n == 0)
		p->state = common(&p->a.country, &p->b.territory);
	if (p->state.n == 0)
		p->state = common(&p->a.territory, &p->b.country);
}

static bool share_word(const struct form *a, const struct form *b)
{
	struct slice rest = a->core, x, y;

	while (rest.n > 0 && slice_cut(&rest, ' ', &x)) {
		struct slice other = b->core;

		while (other.n > 0 && slice_cut(&other, ' ', &y))
			if (x.n > COMMON_WORD && slice_eq(x, y))
				return true;
	}
	return false;
}

static bool share_words(const struct pair *p)
{
	for (size_t i = 0; i < p->a.forms; i++)
		for (size_t j = 0; j < p->b.forms; j++)
			if (share_word(&p->a.form[i], &p->b.form[j]))
				return true;
	return false;
}

static void find_numbers(struct pair *p)
{
	bool has_equal = false;

	for (size_t i = 0; i < p->a.numbers; i++)
		for (size_t j = 0; j < p->b.numbers; j++) {
			const struct number *a = &p->a.number[i];
			const struct number *b = &p->b.number[j];

			if (a->kind != b->kind)
				continue;
			if (!slice_eq(a->text, b->text)) {
				p->number_apart |=
					number_is_one(slice_of(a->kind));
				continue;
			}
			has_equal |= number_is_one(slice_of(a->kind));
			if (a->country.n == 0 || b->country.n == 0 ||
			    slice_eq(a->country, b->country))
				p->number = a;
		}
	p->number_apart &= !has_equal;
}

/* SENTENCES: nothing. */
static enum sentence against(const struct pair *p)
{
	if (p->a.kind && p->b.kind && p->a.kind != p->b.kind)
		return SAYS_OTHER_KIND;
	if (p->a.gender && p->b.gender && p->a.gender != p->b.gender)
		return SAYS_OTHER_GENDER;
	if (p->births == BIRTHS_APART)
		return SAYS_OTHER_BIRTH;
	if (p->a.freed && p->clash && !p->whole)
		return SAYS_OTHER_FATHER;
	if (p->freed.one_teller)
		return SAYS_ONE_TELLER;
	if (p->number_apart)
		return SAYS_OTHER_NUMBER;
	return SENTENCES;
}

/* --- what is said of it ------------------------------------------------- */

static struct slice name_text(const struct pair *p)
{
	const struct form *a = p->form_a ? p->form_a : p->one;
	const struct form *b = p->form_b ? p->form_b : p->one;

	if (!a)
		return SLICE("");
	if (slice_ieq(a->written, arena_cstr(p->mem, b->written)))
		return a->written;
	return arena_fmt(p->mem, "%.*s; %.*s", SLICE_ARG(a->written),
			 SLICE_ARG(b->written));
}

static struct slice births_text(const struct pair *p)
{
	struct slice a = birth_text(p->birth_a, p->mem);
	struct slice b = birth_text(p->birth_b, p->mem);

	return slice_eq(a, b) ? a : arena_fmt(p->mem, "%.*s and %.*s",
					      SLICE_ARG(a), SLICE_ARG(b));
}

static struct slice say_number(const struct pair *p)
{
	return sentence_keep(p->mem, SAYS_NUMBER, SENTENCE_OF(
			     number_label(slice_of(p->number->kind)),
			     p->number->text));
}

static struct slice say_birth(const struct pair *p)
{
	return sentence_keep(p->mem, SAYS_NAME_BIRTH,
			     SENTENCE_OF(name_text(p), births_text(p)));
}

static struct slice say_year(const struct pair *p)
{
	return sentence_keep(p->mem, SAYS_NAME_YEAR,
			     SENTENCE_OF(name_text(p), births_text(p),
					 p->state));
}

static struct slice say_names(const struct pair *p)
{
	return sentence_keep(p->mem, SAYS_NAMES, SENTENCE_OF(
			     arena_fmt(p->mem, "%zu", p->same),
			     p->one->written, p->two->written, p->territory));
}

static struct slice say_place(const struct pair *p)
{
	return sentence_keep(p->mem, SAYS_NAME_PLACE,
			     SENTENCE_OF(name_text(p), p->territory,
					 births_text(p)));
}

/* Of persons there is only the name, and what does not speak against it. */
static struct slice say_person(const struct pair *p)
{
	struct slice but = sentence_word(SAYS_NO_BIRTHS);

	if (p->births != BIRTHS_UNKNOWN)
		but = sentence_keep(p->mem,
				    p->births == BIRTHS_NEAR || p->births_vary ?
				    SAYS_BIRTHS_TOLD : SAYS_BIRTHS_VAGUE,
				    SENTENCE_OF(births_text(p)));
	if (p->state.n > 0)
		return sentence_keep(p->mem, SAYS_NAME_COUNTRY_BUT,
				     SENTENCE_OF(name_text(p), p->state, but));
	return sentence_keep(p->mem, SAYS_NAME_BUT,
			     SENTENCE_OF(name_text(p), but));
}

/* Companies, ships and aircraft are not born. */
static bool is_thing(const struct pair *p)
{
	return p->a.kind && p->b.kind && p->a.kind != 'p' && p->b.kind != 'p';
}

static struct slice say_possibly(const struct pair *p)
{
	enum sentence but = against(p);

	if (p->a.freed)
		return say_person(p);
	if (p->number)
		return sentence_keep(p->mem, SAYS_BUT, SENTENCE_OF(
				     say_number(p), sentence_word(
				     but < SENTENCES ? but : SAYS_NO_WORD)));
	if (but == SENTENCES && p->clash && !p->whole)
		but = SAYS_OTHER_FATHER;
	if (but == SENTENCES && p->births == BIRTHS_NEAR)
		but = SAYS_OTHER_BIRTH;
	if (but == SENTENCES)
		but = p->births != BIRTHS_UNKNOWN ? SAYS_NO_MORE :
		      is_thing(p) ? SAYS_NO_NUMBER : SAYS_NO_BIRTHS;
	return sentence_keep(p->mem, SAYS_ONE_NAME_BUT,
			     SENTENCE_OF(name_text(p), sentence_word(but)));
}

/* --- the rules ---------------------------------------------------------- */

/* Lists print passports, and references of the United Nations, under the
 * wrong name at times: a word of the name must agree. */
static bool by_number(const struct pair *p)
{
	struct slice kind;

	if (!p->number)
		return false;
	kind = slice_of(p->number->kind);
	return number_is_proof(kind) || share_words(p);
}

static bool is_person(const struct pair *p)
{
	return p->a.kind == 'p' && p->b.kind == 'p';
}

static bool by_birth(const struct pair *p)
{
	return is_person(p) && p->equal && (p->whole || !p->clash) &&
	       p->births == BIRTHS_DAY && !(p->a.freed && p->births_vary);
}

static bool by_year(const struct pair *p)
{
	return is_person(p) && p->equal && (p->whole || p->same > 1) &&
	       (p->whole || !p->clash) && p->births == BIRTHS_YEAR &&
	       p->state.n > 0;
}

static bool by_names(const struct pair *p)
{
	return p->same > 1 && p->territory.n > 0 &&
	       (p->births == BIRTHS_UNKNOWN) &&
	       (!is_person(p) || p->whole) && p->a.kind == p->b.kind;
}

static bool by_place(const struct pair *p)
{
	return is_person(p) && p->whole && p->births == BIRTHS_NEAR &&
	       p->place.n > 0 && p->territory.n > 0;
}

static bool by_release(const struct pair *p)
{
	return p->freed.released && p->equal && (p->whole || !p->clash) &&
	       !p->births_vary;
}

static bool by_arrest(const struct pair *p)
{
	return p->freed.arrested && p->equal && (p->whole || !p->clash) &&
	       !p->births_vary;
}

/* "Алеся Беляцкого" is Алесь Беляцкий, where one release freed them. */
static bool by_case(const struct pair *p)
{
	return p->freed.released && p->freed.declined && !p->clash &&
	       !p->births_vary;
}

static struct slice say_case(const struct pair *p)
{
	return sentence_keep(p->mem, SAYS_CASE, SENTENCE_OF(
			     p->a.form[0].written, p->b.form[0].written,
			     freed_say(&p->freed, p->mem)));
}

static struct slice say_freed(const struct pair *p)
{
	return sentence_keep(p->mem, SAYS_NAME_FREED,
			     SENTENCE_OF(name_text(p),
					 freed_say(&p->freed, p->mem)));
}

static const struct rule {
	const char *name;
	bool (*holds)(const struct pair *p);
	struct slice (*say)(const struct pair *p);
	enum party_verdict verdict;
	enum party_verdict freed;	/* of persons of the releases; nothing:
					 * it is not for them */
} rules[] = {
	{ "number",                  by_number, say_number, PARTY_SAME,   PARTY_NOTHING },
	{ "name and date of birth",  by_birth,  say_birth,  PARTY_SAME,   PARTY_LIKELY },
	{ "name and year of birth",  by_year,   say_year,   PARTY_SAME,   PARTY_NOTHING },
	{ "several names",           by_names,  say_names,  PARTY_LIKELY, PARTY_NOTHING },
	{ "name and place of birth", by_place,  say_place,  PARTY_LIKELY, PARTY_NOTHING },
	{ "name and release",        by_release, say_freed, PARTY_NOTHING, PARTY_LIKELY },
	{ "name and day of arrest",  by_arrest, say_freed,  PARTY_NOTHING, PARTY_LIKELY },
	{ "case of the name and release", by_case, say_case, PARTY_NOTHING, PARTY_LIKELY },
};

/* Worth a line on the screen: more than a common name in another country. */
static bool is_possible(const struct pair *p, bool opposed)
{
	if (p->a.freed)
		return p->equal && !opposed;
	if (p->number)
		return true;
	if (opposed)
		return p->whole && p->state.n > 0 &&
		       p->a.kind == p->b.kind && !p->number_apart;
	if (!p->equal)
		return p->clash && p->births == BIRTHS_DAY;
	return p->state.n > 0 || p->whole || p->births == BIRTHS_DAY ||
	       p->births == BIRTHS_YEAR;
}

/* "2021" and "2021-05". */
static bool agree(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;

	return slice_eq(slice_make(a.p, n), slice_make(b.p, n));
}

/* As facts_disputed() sees what two sources tell of a person. */
static bool told_differ(const struct pair *p)
{
	for (size_t i = 0; i < p->a.n_told; i++)
		for (size_t j = 0; j < p->b.n_told; j++) {
			const struct told *a = &p->a.told[i];
			const struct told *b = &p->b.told[j];

			if (slice_eq(a->prop, b->prop) &&
			    !agree(a->value, b->value))
				return true;
		}
	return false;
}

static struct party_answer decide(const struct pair *p)
{
	bool opposed = against(p) != SENTENCES;
	struct party_answer out = { .against = opposed,
				    .differ = p->a.freed ? told_differ(p) :
					      opposed || births_differ(p),
				    .rank = (int)(sizeof(rules) /
						  sizeof(*rules)) };

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		enum party_verdict verdict = p->a.freed ? rules[i].freed :
							  rules[i].verdict;

		if (opposed || verdict == PARTY_NOTHING || !rules[i].holds(p))
			continue;
		out.verdict = verdict;
		out.rule = rules[i].name;
		out.rank = (int)i;
		out.reason = p->mem ? rules[i].say(p) : SLICE_NONE;
		return out;
	}
	out.verdict = opposed ? PARTY_APART : PARTY_NOTHING;
	if (!is_possible(p, opposed))
		return out;
	out.verdict = PARTY_POSSIBLY;
	out.counts = p->a.freed;
	out.rule = "possibly";
	out.reason = p->mem ? say_possibly(p) : SLICE_NONE;
	return out;
}

static struct party_answer compare(struct slice a, struct slice b,
				   struct arena *mem)
{
	struct pair *p = malloc(sizeof(*p));
	struct party_answer out = {0};

	if (!p)
		return out;
	memset(&p->freed, 0, sizeof(*p) - offsetof(struct pair, freed));
	p->mem = mem;
	profile_read(&p->a, a);
	profile_read(&p->b, b);
	if (p->a.freed != p->b.freed || p->a.event != p->b.event) {
		out.against = true;
	} else if (p->a.event) {
		out = freed_acts(&p->a, &p->b, mem);
	} else {
		if (p->a.freed)
			freed_find(&p->freed, &p->a, &p->b);
		find_births(p);
		find_forms(p);
		find_states(p);
		find_numbers(p);
		out = decide(p);
	}
	free(p);
	return out;
}

const struct party_rules one_party = {
	.version = 3,
	.profile = profile_make,
	.keys = profile_keys,
	.compare = compare,
};
