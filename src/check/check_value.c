/* Everything else that has one value, told with two. */
#include "check/found.h"

#include "model/duration.h"

/* Those that other checks know more of. */
static bool is_special(enum property p)
{
	static const enum property special[] = {
		PROP_born, PROP_count, PROP_custody, PROP_date,
		PROP_detained_on, PROP_event, PROP_held_text, PROP_news_state,
		PROP_released_on, PROP_sentence, PROP_sentenced_on,
	};

	for (size_t i = 0; i < sizeof(special) / sizeof(*special); i++)
		if (special[i] == p)
			return true;
	return false;
}

/* Was the one written before the day of the other's release? */
static bool is_before(const struct said *a, const struct fact *release)
{
	struct span_of_days d;
	int64_t day;

	return release && said_published(a, &day) &&
	       said_days(release->claim.value, &d) && day < d.first;
}

/* Two releases of one man have a manner and a day each; those of one day who
 * are counted apart may have one each too. */
static bool other_release(const struct said *a, const struct said *b)
{
	const struct fact *x = said_beside(a, PROP_released_on);
	const struct fact *y = said_beside(b, PROP_released_on);
	const struct fact *n = said_beside(a, PROP_count);
	const struct fact *k = said_beside(b, PROP_count);
	struct span_of_days d, o;

	if (n && k && !slice_eq(n->claim.value, k->claim.value))
		return true;
	if (is_before(a, y) || is_before(b, x))
		return true;
	return x && y && said_days(x->claim.value, &d) &&
	       said_days(y->claim.value, &o) &&
	       (d.last < o.first || o.last < d.first);
}

/* Claims of all, as one: births and listings are compared by entries. */
static bool merged(const struct matter *m, struct found *to,
		   struct facts *out)
{
	struct fact *list;
	size_t n = 0, at = 0;

	*out = *m->one;
	if (m->n == 1)
		return true;
	for (size_t i = 0; i < m->n; i++)
		n += m->one[i].n;
	list = arena_get(to->mem, (n + 1) * sizeof(*list));
	if (!list)
		return false;
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->one[i].n; k++)
			list[at++] = m->one[i].fact[k];
	out->fact = list;
	out->n = at;
	return true;
}

static bool differ(const struct facts *all, const struct said *a,
		   const struct said *b)
{
	const struct claim *x = &a->fact->claim, *y = &b->fact->claim;

	if (!said_meet(a, b) || slice_is(x->value, "unknown") ||
	    slice_is(y->value, "unknown"))
		return false;
	if ((x->prop == PROP_manner || x->prop == PROP_release_type) &&
	    other_release(a, b))
		return false;
	return facts_contradict(all, a->fact, b->fact);
}

static void tell(const struct matter *m, struct found *to, const char *check,
		 struct conflict **c, const struct said *a,
		 const struct said *b)
{
	const char *about = properties[a->fact->claim.prop].name;

	if (!*c)
		*c = found_add(to, check, about);
	if (*c && !(*c)->why.n) {
		found_why(to, *c, SAYS_VALUE, SENTENCE_OF(
			  matter_name(m), slice_of(about),
			  a->fact->claim.value, b->fact->claim.value));
		found_but(to, *c, a->maybe || b->maybe, SAYS_IF_SAME);
	}
	found_side(to, *c, a, SLICE_NONE);
	found_side(to, *c, b, SLICE_NONE);
}

static void value_run(const struct matter *m, struct found *to)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct facts f;

	if (!all || !merged(m, to, &f))
		return;
	for (int p = 0; p < PROP_COUNT; p++) {
		struct conflict *c = NULL;

		if (!properties[p].compare || is_special((enum property)p))
			continue;
		said_of(m, (enum property)p, all);
		for (size_t i = 0; i < all->n; i++)
			for (size_t k = i + 1; k < all->n; k++)
				if (differ(&f, &all->list[i], &all->list[k]))
					tell(m, to, check_value.name, &c,
					     &all->list[i], &all->list[k]);
	}
}

const struct check check_value = {
	.name = "value",
	.kinds = ~0u,
	.run = value_run,
};

/* --- sentences --- */

/* "18 years" may be rounded from what "18.5 years" says, not from 19.5. */
static bool sentences_differ(const struct said *a, const struct said *b)
{
	struct duration x, y;

	if (!duration_parse(a->fact->claim.value, &x) ||
	    !duration_parse(b->fact->claim.value, &y) || x.since_known ||
	    y.since_known)
		return false;
	if (x.life || y.life)
		return x.life != y.life && x.suspended == y.suspended;
	if (x.suspended != y.suspended)
		return true;
	return (x.min_days >= 0 && y.max_days >= 0 &&
		x.min_days > y.max_days + 1) ||
	       (y.min_days >= 0 && x.max_days >= 0 &&
		y.min_days > x.max_days + 1);
}

/* What one source tells of a man in two entries are two sentences. */
static void number_run(const struct matter *m, struct found *to)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct conflict *c = NULL;

	if (!all)
		return;
	said_of(m, PROP_sentence, all);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = i + 1; k < all->n; k++) {
			const struct said *a = &all->list[i];
			const struct said *b = &all->list[k];

			if (said_meet(a, b) && !said_same_record(a, b) &&
			    !said_same_document(a, b) &&
			    !other_release(a, b) && sentences_differ(a, b))
				tell(m, to, check_number.name, &c, a, b);
		}
}

const struct check check_number = {
	.name = "number",
	.kinds = 1u << KIND_person,
	.run = number_run,
};
