#include "base/i18n.h"
#include "model/listing.h"
#include "model/shape.h"

#include <stdlib.h>

#include "model/pdate.h"

enum { BIRTH_YEARS = 2 };	/* that "circa" may err by */

static const struct column first[] = {
	{ .name = "id", .title = N_("Id"), .type = CELL_ID,
	  .help = N_("stable; `thaw show` takes it, or its first letters") },
};

#define LAST(whence) { \
	{ .name = "sources", .alias = "source", .title = N_("Sources"), \
	  .type = CELL_WORD, .list = true, .width = 12, \
	  .help = N_("keys of the sources that say something about it") }, \
	{ .name = "disputed", .title = N_("Disputed"), .type = CELL_FLAG, \
	  .from = whence, .help = "true where claims contradict each other and" \
	  " no verdict was given" }, \
	{ .name = "seen", .title = N_("Seen"), .type = CELL_DATE, \
	  .help = N_("when thaw first saw it") }, \
}

enum { N_LAST = 3 };

static const struct column last[N_LAST] = LAST(CELL_OF_FACTS);
static const struct column last_subject[N_LAST] = LAST(CELL_OF_CONFLICTS);
static const struct column last_conflict[N_LAST] = LAST(CELL_OF_OPEN);

size_t shape_width(const struct shape *s)
{
	return 1 + s->n + N_LAST;
}

const struct column *shape_column(const struct shape *s, size_t i)
{
	if (i == 0)
		return &first[0];
	if (i <= s->n)
		return &s->columns[i - 1];
	i -= 1 + s->n;
	return s->rows == ROWS_SUBJECTS ? &last_subject[i] :
	       s->rows == ROWS_CONFLICTS ? &last_conflict[i] : &last[i];
}

int shape_find(const struct shape *s, struct slice name)
{
	for (size_t i = 0; i < shape_width(s); i++) {
		const struct column *c = shape_column(s, i);

		if (slice_ieq(name, c->name) ||
		    (c->alias && slice_ieq(name, c->alias)))
			return (int)i;
	}
	return -1;
}

static bool counts(const struct fact *f)
{
	return !f->until.p;
}

/* A partial date contradicts a full one only where they cannot both be. */
static bool same_value(enum value_type type, struct slice a, struct slice b)
{
	struct slice *shorter = a.n < b.n ? &a : &b;
	struct slice *longer = a.n < b.n ? &b : &a;

	if (type == VALUE_DATE)
		return slice_eq(*shorter,
				slice_make(longer->p, shorter->n));
	return slice_eq(a, b);
}

static bool same_record(const struct fact *a, const struct fact *b)
{
	return slice_eq(a->source, b->source) && slice_eq(a->key, b->key);
}

/* Another one of the same source. */
static bool other_record(const struct fact *a, const struct fact *b)
{
	return slice_eq(a->source, b->source) && !slice_eq(a->key, b->key);
}

/* Two birth dates in one list entry stand side by side; two states in one
 * document contradict each other. A list of lists has several listings of one
 * party, each a record with an authority and a date of its own. */
static bool side_by_side(enum kind kind, const struct fact *a,
			 const struct fact *b)
{
	enum property p = a->claim.prop;

	if (kind == KIND_designation &&
	    (p == PROP_authority || p == PROP_listed_on || p == PROP_expires))
		return other_record(a, b);
	/* What one source tells in several records is a history: imposed and
	 * eased on one day. */
	if ((p == PROP_state || p == PROP_expires) && other_record(a, b))
		return true;
	/* Rows of a table have dates of their own: a history. */
	if (p == PROP_news_state && !a->doc_published.n &&
	    !b->doc_published.n)
		return !slice_eq(a->claim.as_of, b->claim.as_of);
	return properties[p].multi && p != PROP_news_state &&
	       same_record(a, b);
}

static bool same_claim(const struct claim *a, const struct claim *b)
{
	/* Another state or term at another date is history, not a dispute. */
	if ((a->prop == PROP_state || a->prop == PROP_expires ||
	     a->prop == PROP_custody) &&
	    !slice_eq(a->as_of, b->as_of))
		return true;
	return a->prop != b->prop ||
	       (slice_eq(a->qualifier, b->qualifier) &&
		same_value(properties[a->prop].type, a->value, b->value));
}

/* Every list has its own authority and its own day of listing; only what they
 * say of the party itself can be compared. */
static bool of_the_party(enum property p)
{
	return p == PROP_born || p == PROP_gender || p == PROP_target_kind;
}

/* "circa 1951", "1960 to 1962": whatever lies near is no contradiction. */
static bool births_agree(const struct claim *a, const struct claim *b)
{
	struct pdate x, y;

	if (a->qualifier.n == 0 && b->qualifier.n == 0)
		return same_value(VALUE_DATE, a->value, b->value);
	return pdate_parse(a->value, DATE_ORDER_UNKNOWN, &x) &&
	       pdate_parse(b->value, DATE_ORDER_UNKNOWN, &y) &&
	       abs(x.year - y.year) <= BIRTH_YEARS;
}

/* One listing may tell several births; another agrees if it has one of them. */
static bool births_meet(const struct facts *f, const struct fact *a,
			const struct fact *b)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->n; k++) {
			const struct fact *x = &f->fact[i], *y = &f->fact[k];

			if (x->claim.prop == PROP_born &&
			    y->claim.prop == PROP_born && counts(x) &&
			    counts(y) && same_record(x, a) &&
			    same_record(y, b) &&
			    births_agree(&x->claim, &y->claim))
				return true;
		}
	return false;
}

bool facts_contradict(const struct facts *f, const struct fact *a,
		      const struct fact *b)
{
	enum property p = a->claim.prop;

	if (!counts(b) || side_by_side(f->kind, a, b) ||
	    same_claim(&a->claim, &b->claim))
		return false;
	/* Each source numbers events by itself. */
	if (p == PROP_event && !slice_eq(a->source, b->source))
		return false;
	if (f->kind != KIND_designation || same_record(a, b))
		return true;
	if (!slice_eq(a->source, b->source) && !of_the_party(p))
		return false;
	return p != PROP_born || !births_meet(f, a, b);
}

bool facts_differ(const struct facts *f, enum property prop)
{
	if (!properties[prop].compare)
		return false;
	for (size_t i = 0; i < f->n; i++) {
		const struct fact *a = &f->fact[i];

		if (a->claim.prop != prop || !counts(a))
			continue;
		for (size_t k = i + 1; k < f->n; k++)
			if (facts_contradict(f, a, &f->fact[k]))
				return true;
	}
	return false;
}

bool facts_disputed(const struct facts *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct fact *a = &f->fact[i];

		if (!properties[a->claim.prop].compare || !counts(a))
			continue;
		for (size_t k = i + 1; k < f->n; k++)
			if (facts_contradict(f, a, &f->fact[k]))
				return true;
	}
	return false;
}

static bool is_doubtful(const struct claim *c)
{
	return c->confidence > 0 && c->confidence < CONFIDENCE_LEAST;
}

/* Languages in which a name in a sentence may stand in any case. */
static bool declines(struct slice lang)
{
	static const char *const langs[] = { "be", "ru", "uk", "pl", "cs", "sk",
					     "lt", "lv", "sr", "hr", "sl" };

	for (size_t i = 0; i < sizeof(langs) / sizeof(*langs); i++)
		if (slice_is(lang, langs[i]))
			return true;
	return false;
}

/* How sure a name is to be what the person is called. What no rule took from a
 * text is as it stands, and so is what a table has. */
static int sure(const struct fact *f)
{
	const struct claim *c = &f->claim;

	if (c->rule.n > 0 && !slice_starts(c->rule, "table") &&
	    declines(c->lang))
		return 1;
	return c->confidence ? c->confidence : 100;
}

static bool better(const struct fact *a, const struct fact *b)
{
	if (a->claim.unverified != b->claim.unverified)
		return b->claim.unverified;
	if (is_doubtful(&a->claim) != is_doubtful(&b->claim))
		return is_doubtful(&b->claim);
	if (a->claim.prop == PROP_name && sure(a) != sure(b))
		return sure(a) > sure(b);
	return slice_cmp(a->claim.as_of, b->claim.as_of) > 0;
}

const struct fact *facts_best(const struct facts *f, enum property prop)
{
	const struct fact *best = NULL;

	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];

		if (x->claim.prop != prop || !counts(x))
			continue;
		if (!best || better(x, best))
			best = x;
	}
	return best;
}

struct slice facts_value(const struct facts *f, enum property prop)
{
	const struct fact *best = facts_best(f, prop);

	return best ? best->claim.value : SLICE_NONE;
}

/* Is `value` already one of the values of the list cell? */
static bool list_has(const struct str *list, struct slice value)
{
	struct slice rest = str_slice(list), item;

	while (slice_cut(&rest, LIST_SEP, &item))
		if (item.n && slice_eq(item, value))
			return true;
	return false;
}

struct slice facts_list(const struct facts *f, enum property prop,
			struct arena *mem)
{
	struct str out = STR_INIT(RECORD_BYTES);
	struct slice cell;

	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];

		if (x->claim.prop != prop || !counts(x) ||
		    list_has(&out, x->claim.value))
			continue;
		if (out.n == 0)
			str_addc(&out, LIST_SEP);
		str_add(&out, x->claim.value);
		str_addc(&out, LIST_SEP);
	}
	cell = out.n && !out.bad ? arena_slice(mem, str_slice(&out)) :
				   SLICE_NONE;
	str_free(&out);
	return cell;
}

struct slice facts_beside(const struct facts *f, const struct fact *x,
			  enum property prop)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fact[i].claim.prop == prop && !f->fact[i].until.p &&
		    slice_eq(f->fact[i].key, x->key) &&
		    slice_eq(f->fact[i].source, x->source))
			return f->fact[i].claim.value;
	return SLICE_NONE;
}
