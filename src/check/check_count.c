/* Numbers of one act: its parts against the total, and what others count. */
#include "check/found.h"

#include "base/text.h"
#include "model/pdate.h"

enum {
	KEY_BYTES = 64 << 10, GROUPS_MOST = 60,
	NEAR_PCT = 80,		/* parts that come so near to the total were
				 * meant to be all of it */
	ABOUT_PCT = 10,
};

/* --- what a count counts --- */

static struct slice scope_of(const struct said *s)
{
	const struct fact *x = said_beside(s, PROP_count_scope);

	return x ? x->claim.value : SLICE("this_act");
}

/* Totals over time, of which one act is a part. */
static bool is_total(struct slice scope)
{
	return slice_is(scope, "cumulative_since") ||
	       slice_is(scope, "year_total") || slice_is(scope, "month_total");
}

/* Crossed the border, says the sentence, and not that they were freed; or it
 * speaks of a total besides, and which number is which is not sure. */
static const char *definition(const struct said *s)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct vocab_hit hit;
	const char *what = "";
	size_t from = 0;

	text_key(&key, s->fact->claim.quote);
	if (!key.bad && vocab_scan(VOCAB_counted, str_slice(&key), 0, &hit))
		what = word_value(hit.word);
	while (!*what && !key.bad &&
	       vocab_scan(VOCAB_count_scope, str_slice(&key), from, &hit)) {
		if (is_total(slice_of(word_value(hit.word))))
			what = word_value(hit.word);
		from = hit.at + hit.bytes;
	}
	str_free(&key);
	return what;
}

/* "deported=51" */
static bool part_of(const struct said *s, struct slice *key, int64_t *n)
{
	struct slice rest = s->fact->claim.value;

	return slice_cut(&rest, '=', key) && key->n > 0 &&
	       slice_int(slice_trim(rest), n);
}

/* The other number is a part of this act, told by the same record. */
static bool is_part(const struct saids *parts, const struct said *of,
		    int64_t n)
{
	struct slice key;
	int64_t part;

	for (size_t i = 0; i < parts->n; i++)
		if (said_same_record(&parts->list[i], of) &&
		    part_of(&parts->list[i], &key, &part) && part == n)
			return true;
	return false;
}

static bool differ_beside(const struct said *a, const struct said *b,
			  enum property prop)
{
	const struct fact *x = said_beside(a, prop);
	const struct fact *y = said_beside(b, prop);

	return x && y && !slice_is(x->claim.value, "unknown") &&
	       !slice_is(y->claim.value, "unknown") &&
	       !slice_eq(x->claim.value, y->claim.value);
}

/* --- different counts --- */

/* Can a number with that bound be the other one? */
static bool bound_allows(struct slice bound, int64_t n, int64_t other)
{
	const char *word = bound.n ? vocab_value(VOCAB_bound, bound) : NULL;
	struct slice is = slice_of(word);

	if (slice_is(is, "about") || slice_is(is, "range"))
		return (other - n) * 100 <= n * ABOUT_PCT &&
		       (n - other) * 100 <= n * ABOUT_PCT;
	if (slice_is(is, "over") || slice_is(is, "at_least"))
		return other >= n;
	if (slice_is(is, "under") || slice_is(is, "up_to") ||
	    slice_is(is, "nearly"))
		return other <= n;
	return other == n;
}

static bool counts_agree(const struct said *a, const struct said *b)
{
	int64_t x, y;

	if (!slice_int(a->fact->claim.value, &x) ||
	    !slice_int(b->fact->claim.value, &y))
		return true;
	return bound_allows(a->fact->claim.qualifier, x, y) ||
	       bound_allows(b->fact->claim.qualifier, y, x);
}

/* Two records of one list are two acts; articles tell of one. */
static bool of_one_list(const struct said *a, const struct said *b)
{
	return slice_eq(a->fact->source, b->fact->source) &&
	       (!a->fact->doc_published.n || !b->fact->doc_published.n);
}

/* The counts of a matter; what each is defined as is seen once, if at all. */
struct counts {
	struct saids all, parts;
	const char *definition[SAID_MOST];
};

static struct slice defined(struct counts *c, size_t i)
{
	if (!c->definition[i])
		c->definition[i] = definition(&c->all.list[i]);
	return slice_of(c->definition[i]);
}

static bool count_differs(struct counts *c, size_t i, size_t k)
{
	const struct said *a = &c->all.list[i], *b = &c->all.list[k];
	int64_t x = 0, y = 0;

	if (!said_meet(a, b) || said_same_record(a, b) ||
	    said_same_document(a, b) || of_one_list(a, b) ||
	    !slice_eq(scope_of(a), scope_of(b)) || counts_agree(a, b) ||
	    slice_cmp(defined(c, i), defined(c, k)) != 0 ||
	    differ_beside(a, b, PROP_release_type))
		return false;
	slice_int(a->fact->claim.value, &x);
	slice_int(b->fact->claim.value, &y);
	return !is_part(&c->parts, a, y) && !is_part(&c->parts, b, x);
}

/* Of two articles, does the later one tell of more? */
static bool has_grown(const struct said *a, const struct said *b)
{
	int64_t x, y, n = 0, k = 0;

	if (!said_published(a, &x) || !said_published(b, &y) || x == y)
		return false;
	slice_int((x < y ? a : b)->fact->claim.value, &n);
	slice_int((x < y ? b : a)->fact->claim.value, &k);
	return k > n;
}

static void tell_count(const struct matter *m, struct found *to,
		       struct conflict **c, const struct said *a,
		       const struct said *b)
{
	if (!*c)
		*c = found_add(to, check_count.name, "count");
	if (*c && !(*c)->why.n) {
		found_why(to, *c, SAYS_COUNTS, SENTENCE_OF(
			  facts_value(m->one, PROP_date),
			  a->fact->claim.value, b->fact->claim.value));
		found_but(to, *c, has_grown(a, b), SAYS_GROWN);
		found_but(to, *c, a->maybe || b->maybe, SAYS_IF_ACT);
	}
	found_side(to, *c, a, SLICE_NONE);
	found_side(to, *c, b, SLICE_NONE);
}

static void compare_counts(const struct matter *m, struct found *to)
{
	struct counts *l = arena_get(to->mem, sizeof(*l));
	struct conflict *c = NULL;

	if (!l)
		return;
	said_of(m, PROP_count, &l->all);
	said_of(m, PROP_part, &l->parts);
	for (size_t i = 0; i < l->all.n; i++)
		for (size_t k = i + 1; k < l->all.n; k++)
			if (count_differs(l, i, k))
				tell_count(m, to, &c, &l->all.list[i],
					   &l->all.list[k]);
}

static bool part_differs(const struct said *a, const struct said *b)
{
	struct slice x, y;
	int64_t n, o;

	return part_of(a, &x, &n) && part_of(b, &y, &o) && n != o &&
	       slice_eq(x, y) && said_meet(a, b) && !said_same_record(a, b) &&
	       !of_one_list(a, b) &&
	       !bound_allows(a->fact->claim.qualifier, n, o) &&
	       !bound_allows(b->fact->claim.qualifier, o, n);
}

static void tell_part(const struct matter *m, struct found *to,
		      struct conflict *c, const struct said *a,
		      const struct said *b)
{
	if (c && !c->why.n) {
		found_why(to, c, SAYS_PART_TWICE, SENTENCE_OF(
			  facts_value(m->one, PROP_date),
			  a->fact->claim.value, b->fact->claim.value));
		found_but(to, c, a->maybe || b->maybe, SAYS_IF_ACT);
	}
	found_side(to, c, a, SLICE_NONE);
	found_side(to, c, b, SLICE_NONE);
}

/* Two and three Polish citizens of one act. */
static void compare_parts(const struct matter *m, struct found *to)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct conflict *c = NULL;

	if (!all)
		return;
	said_of(m, PROP_part, all);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = i + 1; k < all->n; k++) {
			const struct said *a = &all->list[i];
			const struct said *b = &all->list[k];
			if (!part_differs(a, b))
				continue;
			if (!c)
				c = found_add(to, check_count.name, "part");
			tell_part(m, to, c, a, b);
		}
}

static void count_run(const struct matter *m, struct found *to)
{
	compare_counts(m, to);
	compare_parts(m, to);
}

const struct check check_count = {
	.name = "count",
	.kinds = 1u << KIND_event,
	.run = count_run,
};

/* --- parts against the total --- */

/* Parts say by what they divide: men and women, where to, how. */
static int dimension(struct slice key)
{
	if (slice_is(key, "women") || slice_is(key, "men") ||
	    slice_is(key, "minors") || slice_is(key, "children"))
		return 1;
	if (vocab_label(VOCAB_release_manner, key))
		return 2;
	if (vocab_label(VOCAB_release_type, key))
		return 3;
	if (vocab_label(VOCAB_jurisdiction, key))
		return 4;
	return 0;
}

struct group {
	const struct said *first;
	int dimension;
	int64_t sum;
	size_t parts;
	bool vague;	/* "about 100" of them */
};

static struct group *group_of(struct group *list, size_t *n,
			      const struct said *part, int dim)
{
	for (size_t i = 0; i < *n; i++)
		if (list[i].dimension == dim &&
		    said_same_record(list[i].first, part) &&
		    (dim != 4 || slice_eq(list[i].first->fact->claim.quote,
					  part->fact->claim.quote)))
			return &list[i];
	if (*n == GROUPS_MOST)
		return NULL;
	list[*n] = (struct group){ .first = part, .dimension = dim };
	return &list[(*n)++];
}

/* Some of them is no contradiction, all of them and not the total is. */
static bool does_not_add_up(const struct group *g, int64_t total)
{
	if (g->vague || total <= 0)
		return false;
	if (g->sum > total)
		return g->parts > 1 || g->dimension == 0;
	return g->sum < total && g->parts > 1 &&
	       (g->dimension == 1 || g->sum * 100 >= total * NEAR_PCT);
}

static void tell_parts(const struct matter *m, struct found *to,
		       const struct group *g, const struct said *total,
		       const struct saids *parts, struct conflict **c)
{
	if (!*c)
		*c = found_add(to, check_parts.name, "part");
	if (*c && !(*c)->why.n)
		found_why(to, *c, SAYS_PARTS_SUM, SENTENCE_OF(
			  facts_value(m->one, PROP_date),
			  number_told(to->mem, g->sum),
			  total->fact->claim.value));
	found_side(to, *c, total, SLICE_NONE);
	for (size_t i = 0; i < parts->n; i++) {
		const struct said *p = &parts->list[i];
		struct slice key;
		int64_t n;

		if (said_same_record(p, g->first) && part_of(p, &key, &n) &&
		    dimension(key) == g->dimension)
			found_side(to, *c, p, SLICE_NONE);
	}
}

static size_t make_groups(const struct saids *parts, struct group *list)
{
	size_t n = 0;

	for (size_t i = 0; i < parts->n; i++) {
		struct slice key;
		int64_t number;
		struct group *g;

		if (parts->list[i].maybe ||
		    !part_of(&parts->list[i], &key, &number) ||
		    dimension(key) == 0)
			continue;
		g = group_of(list, &n, &parts->list[i], dimension(key));
		if (!g)
			break;
		g->sum += number > 0 && number < 100000000 ? number : 0;
		g->parts++;
		g->vague |= parts->list[i].fact->claim.qualifier.n > 0;
	}
	return n;
}

static void parts_run(const struct matter *m, struct found *to)
{
	struct saids *parts = arena_get(to->mem, sizeof(*parts));
	struct saids *counts = arena_get(to->mem, sizeof(*counts));
	struct group list[GROUPS_MOST];
	struct conflict *c = NULL;
	size_t n;

	if (!parts || !counts)
		return;
	said_of(m, PROP_part, parts);
	said_of(m, PROP_count, counts);
	n = make_groups(parts, list);
	for (size_t g = 0; g < n; g++)
		for (size_t i = 0; i < counts->n; i++) {
			const struct said *total = &counts->list[i];
			int64_t count;

			if (said_same_record(total, list[g].first) &&
			    slice_int(total->fact->claim.value, &count) &&
			    !total->fact->claim.qualifier.n &&
			    does_not_add_up(&list[g], count))
				tell_parts(m, to, &list[g], total, parts, &c);
		}
}

const struct check check_parts = {
	.name = "parts",
	.kinds = 1u << KIND_event,
	.run = parts_run,
};
