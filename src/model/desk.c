#include "model/desk.h"

enum { DESK_BYTES = 64 << 10, KEYS_A_TERM = QUERY_VALUES - 2 };

static bool group_is_in(struct slice groups, struct slice group)
{
	struct slice one;

	while (slice_cut(&groups, ',', &one))
		if (slice_eq(slice_trim(one), group))
			return true;
	return false;
}

/* "-sources:a,b": those of other groups than the desk's; several terms where
 * one has no room. */
static void add_sources(const struct desk *d, const struct sources *sources,
			struct str *to)
{
	size_t in = 0, out = 0;

	if (d->groups.n == 0)
		return;
	for (size_t i = 0; i < sources->n; i++) {
		const struct source *s = &sources->list[i];

		if (group_is_in(d->groups, s->group)) {
			in++;
			continue;
		}
		str_addz(to, out++ % KEYS_A_TERM == 0 ? " -sources:" : ",");
		str_add(to, s->key);
	}
	if (in == 0)	/* no key: so that nothing is found */
		str_addz(to, " sources:-");
}

/* Terms from the `n`th on that the shape has no column for go. */
static void drop_unknown(struct query *q, size_t n, const struct shape *shape)
{
	size_t kept = n;

	for (size_t i = n; i < q->n; i++)
		if (!q->term[i].field.p ||
		    shape_find(shape, q->term[i].field) >= 0)
			q->term[kept++] = q->term[i];
	q->n = kept;
}

int desk_parse(const struct desk *d, const struct sources *sources,
	       const struct shape *shape, struct query *q, struct err *e)
{
	struct str text = STR_INIT(DESK_BYTES);
	size_t n = q->n;
	int rc;

	if (shape->deskless)
		return 0;
	str_add(&text, desk_filter(d, shape->name));
	if (sources)
		add_sources(d, sources, &text);
	rc = str_ok(&text, "the desk's filter", e);
	if (rc == 0)
		rc = query_parse(q, str_slice(&text), e);
	if (rc == 0)
		drop_unknown(q, n, shape);
	else
		err_in(e, "desk");
	str_free(&text);
	return rc;
}

void desk_words(const struct desk *d, struct str *out)
{
	bool any = d->filter.n > 0;

	str_add(out, d->filter);
	for (size_t i = 0; i < d->n_views; i++) {
		str_addf(out, "%s%.*s: ", any ? "; " : "",
			 SLICE_ARG(d->view[i]));
		str_add(out, d->view_filter[i]);
		any = true;
	}
}

bool desk_takes(const char *view)
{
#define VIEW_NAME(name) #name,
	static const char *const names[] = { DESK_VIEW_NAMES(VIEW_NAME) };
#undef VIEW_NAME

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (slice_is(slice_of(view), names[i]))
			return true;
	return false;
}
