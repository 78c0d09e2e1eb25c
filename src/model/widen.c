#include "model/widen.h"

#include "base/i18n.h"
#include "base/nearest.h"
#include "model/filter_text.h"
#include "model/vocab.h"

enum { TEXT_BYTES = 1 << 14 };

void widen_free(struct widen *w)
{
	arena_free(&w->mem);
	*w = (struct widen){ 0 };
}

/* Kept where it finds something, in the order of kinds. */
static void try(struct widen *w, enum widen_kind kind, struct slice what,
		struct slice filter, widen_fn *rows, void *ctx)
{
	int64_t n;
	size_t at;

	if (w->given_up || w->n == WIDEN_WAYS)
		return;
	n = rows(ctx, filter);
	w->given_up = n == WIDEN_STOP;
	if (n <= 0)
		return;
	for (at = w->n; at > 0 && w->way[at - 1].kind > kind; at--)
		w->way[at] = w->way[at - 1];
	w->way[at] = (struct widen_way){
		.kind = kind, .what = arena_slice(&w->mem, what),
		.filter = arena_slice(&w->mem, filter), .rows = n,
	};
	if (!w->mem.bad)
		w->n++;
}

static void try_without(struct widen *w, struct slice filter, size_t i,
			widen_fn *rows, void *ctx)
{
	struct slice term = filter_term(filter, i);
	struct str less = STR_INIT(TEXT_BYTES);

	if (slice_is(filter_part(term).name, "sort"))
		return;
	filter_without(filter, i, &less);
	if (less.n > 0)
		try(w, WIDEN_WITHOUT, term, str_slice(&less), rows, ctx);
	str_free(&less);
}

/* --- what was mistyped --- */

const char *widen_column(const struct shape *shape, struct slice name)
{
	struct nearest n = { .typed = name };

	for (size_t i = 0; i < shape_width(shape); i++) {
		const struct column *c = shape_column(shape, i);
		const char *shorter = c->alias ? c->alias : c->name;

		if (c->title && slice_ieq(name, c->title))	/* as it is headed */
			return shorter;
		nearest_try(&n, shorter);
		nearest_try(&n, c->name);
	}
	nearest_try(&n, "is");
	nearest_try(&n, "sort");
	nearest_try(&n, "as-of");
	return n.best;
}

const char *widen_word(const struct column *c, struct slice word)
{
	struct nearest n = { .typed = word };
	const struct vocab_word *w;
	const char *best = NULL;
	size_t rows;

	w = vocab_rows(c->vocab, &rows);
	for (size_t i = 0; i < rows; i++) {
		size_t off = n.off;
		const char *was = n.best;

		nearest_try(&n, word_value(&w[i]));
		nearest_try(&n, word_text(&w[i]));
		if (n.best != was || n.off != off)
			best = word_value(&w[i]);
	}
	return best;
}

static bool is_column(const struct filter_part *p)
{
	return p->name.n > 0 && !slice_is(p->name, "is") &&
	       !slice_is(p->name, "sort") && !slice_is(p->name, "as-of");
}

/* The word that a single value should have been; NULL: it is one, or none is
 * near. */
static const char *right_value(const struct shape *shape, int column,
			       struct slice value)
{
	const struct column *c = column < 0 ? NULL :
				 shape_column(shape, (size_t)column);

	value = filter_unquoted(value);
	if (!c || c->type != CELL_WORD || c->vocab == VOCAB_NONE ||
	    vocab_value(c->vocab, value))
		return NULL;
	return widen_word(c, value);
}

/* The term with its name, or its only value, put right; false: it needs none. */
static bool right(const struct shape *shape, struct slice term,
		  struct str *out)
{
	struct filter_part p = filter_part(term);
	const char *name = NULL, *value;
	int at;

	if (!is_column(&p))
		return false;
	at = shape_find(shape, p.name);
	if (at < 0)
		name = widen_column(shape, p.name);
	if (name)
		at = shape_find(shape, slice_of(name));
	value = right_value(shape, at, p.value);
	if (!name && !value)
		return false;
	str_add(out, slice_make(term.p, (size_t)(p.name.p - term.p)));
	str_add(out, name ? slice_of(name) : p.name);
	str_add(out, slice_make(p.name.p + p.name.n,
				(size_t)(p.value.p - p.name.p) - p.name.n));
	if (value)
		filter_quote(out, slice_of(value));
	else
		str_add(out, p.value);
	return true;
}

static void try_righted(struct widen *w, const struct shape *shape,
			struct slice filter, widen_fn *rows, void *ctx)
{
	struct str now = STR_INIT(TEXT_BYTES), next = STR_INIT(TEXT_BYTES);
	struct str term = STR_INIT(TEXT_BYTES), what = STR_INIT(TEXT_BYTES);

	str_add(&now, filter);
	for (size_t i = 0; i < filter_terms(filter); i++) {
		str_clear(&term);
		if (!right(shape, filter_term(filter, i), &term))
			continue;
		str_clear(&next);
		filter_replace(str_slice(&now), i, str_slice(&term), &next);
		str_clear(&now);
		str_add(&now, str_slice(&next));
		str_addf(&what, "%s%s", what.n > 0 ? " " : "",
			 str_cstr(&term));
	}
	if (what.n > 0)
		try(w, WIDEN_RIGHTED, str_slice(&what), str_slice(&now), rows,
		    ctx);
	str_free(&now);
	str_free(&next);
	str_free(&term);
	str_free(&what);
}

/* --- all of it --- */

static void try_any(struct widen *w, const struct shape *shape,
		    struct slice filter, widen_fn *rows, void *ctx)
{
	struct str more = STR_INIT(TEXT_BYTES);

	str_add(&more, filter);
	str_addf(&more, "%sis:any", more.n > 0 ? " " : "");
	if (shape->filter && slice_find(filter, SLICE("is:any"), 0) < 0)
		try(w, WIDEN_ANY, slice_of(shape->filter), str_slice(&more),
		    rows, ctx);
	str_free(&more);
}

void widen(struct widen *w, const struct shape *shape, struct slice filter,
	   widen_fn *rows, void *ctx)
{
	size_t terms = filter_terms(filter);

	if (w->mem.max == 0)
		w->mem = ARENA_INIT(WIDEN_BYTES);
	arena_clear(&w->mem);
	w->n = 0;
	w->given_up = false;
	try_righted(w, shape, filter, rows, ctx);
	try_any(w, shape, filter, rows, ctx);
	for (size_t i = 0; i < terms; i++)
		try_without(w, filter, i, rows, ctx);
	if (terms > 0)
		try(w, WIDEN_BARE, SLICE_NONE, SLICE(""), rows, ctx);
}

/* The words that stand alone give way to the name. */
void widen_named(struct widen *w, struct slice filter, struct slice name,
		 widen_fn *rows, void *ctx)
{
	struct str made = STR_INIT(TEXT_BYTES);

	for (size_t i = 0; i < filter_terms(filter); i++) {
		struct slice term = filter_term(filter, i);
		struct filter_part p = filter_part(term);

		if (p.name.n == 0 && !p.negate)
			continue;
		str_add(&made, term);
		str_addc(&made, ' ');
	}
	filter_quote(&made, name);
	try(w, WIDEN_NAMED, name, str_slice(&made), rows, ctx);
	str_free(&made);
}

static void add_rows(struct str *out, int64_t n)
{
	str_addf(out, ngettext("%lld row", "%lld rows", (unsigned long)n),
		 (long long)n);
}

void widen_say(const struct widen_way *way, struct str *out)
{
	switch (way->kind) {
	case WIDEN_RIGHTED: case WIDEN_NAMED:
		str_addf(out, _("did you mean %.*s? "), SLICE_ARG(way->what));
		break;
	case WIDEN_ANY:
		str_addf(out, _("is:any, since the view itself has %.*s: "),
			 SLICE_ARG(way->what));
		break;
	case WIDEN_WITHOUT:
		str_addf(out, _("without %.*s: "), SLICE_ARG(way->what));
		break;
	case WIDEN_BARE:
		str_addz(out, _("without a filter: "));
		break;
	}
	add_rows(out, way->rows);
}
