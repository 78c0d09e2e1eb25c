/* What the sources do not agree on, as schema.org ClaimReview in JSON-LD: one
 * review for each side of each dispute, with the documents in which it stands.
 *
 * thaw has no verdict. A review has a rating only where the user has given one;
 * its body tells the other sides. */
#include "base/clock.h"
#include "base/i18n.h"
#include "write/json.h"
#include "write/escape.h"
#include "write/writer.h"

enum { SIDES = 64, BODY_BYTES = 1 << 20 };

static bool fits(const struct shape *s)
{
	return (s->rows == ROWS_SUBJECTS && s->fill != NULL) ||
	       s->rows == ROWS_CONFLICTS;
}

static void claimreview_begin(struct str *to, struct out *o)
{
	(void)o;
	str_addz(to, "{\"@context\":\"https://schema.org\",\"@graph\":[\n");
}

static void claimreview_end(struct str *to, struct out *o)
{
	(void)o;
	str_addz(to, "]}\n");
}

static void claimreview_head(struct str *to, struct out *o)
{
	(void)to;
	(void)o;
}

/* --- sides --- */

struct dispute {
	const struct facts *f;
	const struct out *o;
	struct slice called;
	enum property prop;
	const struct fact *side[SIDES];	/* the first that says so */
	size_t n;
};

static bool same_side(const struct fact *a, const struct fact *b)
{
	return slice_eq(a->claim.value, b->claim.value) &&
	       slice_eq(a->claim.qualifier, b->claim.qualifier);
}

static void find_sides(struct dispute *d)
{
	for (size_t i = 0; i < d->f->n && d->n < SIDES; i++) {
		const struct fact *x = &d->f->fact[i];
		size_t k = 0;

		if (x->claim.prop != d->prop || x->until.p)
			continue;
		while (k < d->n && !same_side(d->side[k], x))
			k++;
		if (k == d->n)
			d->side[d->n++] = x;
	}
}

static void add_value(struct str *to, const struct claim *c)
{
	const struct property_row *row = &properties[c->prop];
	const char *label = row->type == VALUE_WORD && row->list != VOCAB_NONE ?
				    vocab_label(row->list, c->value) : NULL;

	if (label)
		str_addz(to, label);
	else
		str_add(to, c->value);
	if (c->qualifier.n)
		str_addf(to, " (%.*s)", SLICE_ARG(c->qualifier));
}

static void add_property(struct str *to, enum property prop)
{
	for (const char *c = properties[prop].name; *c; c++)
		str_addc(to, *c == '_' ? ' ' : *c);
}

/* "Ales Bialiatski: held text: Over 2 years" */
static void put_claimed(struct str *to, const struct dispute *d,
			const struct fact *x, const char *key)
{
	struct str text = STR_INIT(BODY_BYTES);

	str_add(&text, d->called);
	str_addz(&text, ": ");
	add_property(&text, d->prop);
	str_addz(&text, ": ");
	add_value(&text, &x->claim);
	json_member(to, key, str_slice(&text), true);
	str_free(&text);
}

static void put_organization(struct str *to, const char *key,
			     struct slice name)
{
	json_key(to, key);
	str_addz(to, "{\"@type\":\"Organization\"");
	json_member(to, "name", name, true);
	str_addc(to, '}');
}

static void put_appearance(struct str *to, const struct fact *x)
{
	json_next(to);
	str_addz(to, "{\"@type\":\"CreativeWork\"");
	json_member(to, "headline", x->doc_title.n ? x->doc_title :
						     x->source_title, false);
	if (escape_url(x->doc_url))
		json_member(to, "url", x->doc_url, false);
	if (x->doc_publisher.n)
		put_organization(to, "publisher", x->doc_publisher);
	if (x->doc_published.n)
		json_member(to, "datePublished", x->doc_published, false);
	if (x->claim.quote.n)
		json_member(to, "text", x->claim.quote, false);
	if (x->claim.lang.n)
		json_member(to, "inLanguage", x->claim.lang, false);
	str_addc(to, '}');
}

static void put_item(struct str *to, const struct dispute *d,
		     const struct fact *side)
{
	struct slice who = side->doc_publisher.n ? side->doc_publisher :
		side->source_title.n ? side->source_title : side->source;
	struct slice on = side->doc_published.n ? side->doc_published :
						  side->claim.as_of;

	json_key(to, "itemReviewed");
	str_addz(to, "{\"@type\":\"Claim\"");
	put_claimed(to, d, side, "name");
	put_organization(to, "author", who);
	if (on.n)
		json_member(to, "datePublished", on, false);
	json_key(to, "appearance");
	str_addc(to, '[');
	for (size_t i = 0; i < d->f->n; i++) {
		const struct fact *x = &d->f->fact[i];

		if (x->claim.prop == d->prop && !x->until.p &&
		    same_side(side, x))
			put_appearance(to, x);
	}
	str_addz(to, "]}");
}

static void put_body(struct str *to, const struct dispute *d, size_t mine)
{
	struct str text = STR_INIT(BODY_BYTES);

	for (size_t i = 0; i < d->n; i++) {
		const struct fact *x = d->side[i];

		if (i == mine)
			continue;
		str_addz(&text, text.n ? "; " : "Others say: ");
		add_value(&text, &x->claim);
		str_addf(&text, " (%.*s)", SLICE_ARG(x->doc_publisher.n ?
						     x->doc_publisher :
						     x->source));
	}
	str_addz(&text, ".");
	json_member(to, "reviewBody", str_slice(&text), true);
	str_free(&text);
}

static void put_review(struct str *to, const struct dispute *d, size_t i)
{
	struct book *b = d->o->book;
	const struct claim *c = &d->side[i]->claim;
	char at[CLOCK_TEXT], id[ID_TEXT];

	/* the same for the same side, whoever else says something */
	record_id(d->f->kind, c->qualifier, c->value, id);
	str_addz(to, b->items++ ? ",\n" : "");
	str_addf(to, "{\"@type\":\"ClaimReview\",\"@id\":\"urn:thaw:%.*s:%s:%s\"",
		 SLICE_ARG(d->f->id), properties[d->prop].name, id);
	clock_iso(d->o->now, at);
	json_member(to, "datePublished", slice_make(at, 10), true);
	put_claimed(to, d, d->side[i], "claimReviewed");
	if (b->who.n)
		put_organization(to, "author", b->who);
	put_item(to, d, d->side[i]);
	put_body(to, d, i);
	str_addz(to, "}");
}

/* --- conflicts that checks have found --- */

static struct slice cell(const struct out *o, const struct row *r,
			 const char *name)
{
	int i = shape_find(o->shape, slice_of(name));

	return i >= 0 ? r->cell[i] : SLICE_NONE;
}

static void put_said(struct str *to, const struct conflict_side *side,
		     struct slice about, const char *key)
{
	struct str text = STR_INIT(BODY_BYTES);

	str_addf(&text, "%.*s: %.*s", SLICE_ARG(about), SLICE_ARG(side->says));
	json_member(to, key, str_slice(&text), true);
	str_free(&text);
}

static void put_side(struct str *to, const struct conflict_side *side,
		     struct slice about)
{
	const struct fact *x = side->fact;

	json_key(to, "itemReviewed");
	str_addz(to, "{\"@type\":\"Claim\"");
	put_said(to, side, about, "name");
	if (x) {
		put_organization(to, "author", x->doc_publisher.n ?
				 x->doc_publisher : x->source);
		if (x->doc_published.n || x->claim.as_of.n)
			json_member(to, "datePublished", x->doc_published.n ?
				    x->doc_published : x->claim.as_of, false);
		json_key(to, "appearance");
		str_addc(to, '[');
		put_appearance(to, x);
		str_addc(to, ']');
	}
	str_addc(to, '}');
}

/* The user's own word, and only that. */
static void put_rating(struct str *to, const struct conflict_row *c,
		       bool named)
{
	const char *label = vocab_label(VOCAB_conflict_verdict, c->verdict);

	if (!c->verdict.n || slice_is(c->verdict, "open"))
		return;
	json_key(to, "reviewRating");
	str_addz(to, "{\"@type\":\"Rating\"");
	json_member(to, "alternateName", label ? slice_of(label) : c->verdict,
		    true);
	if (c->note.n)
		json_member(to, "ratingExplanation", c->note, true);
	if (named && c->who.n) {
		json_key(to, "author");
		str_addz(to, "{\"@type\":\"Person\"");
		json_member(to, "name", c->who, true);
		str_addc(to, '}');
	}
	str_addc(to, '}');
}

static void put_conflict(struct str *to, const struct out *o,
			 const struct row *r, size_t i)
{
	const struct conflict_row *c = o->conflict;
	const struct conflict_side *side = &c->conflict->side[i];
	struct slice about = cell(o, r, "subject");
	char at[CLOCK_TEXT], id[ID_TEXT];

	clock_iso(o->now, at);
	record_id(c->facts->kind, slice_of(c->conflict->check), side->says, id);
	str_addz(to, o->book->items++ ? ",\n" : "");
	str_addf(to, "{\"@type\":\"ClaimReview\",\"@id\":\"urn:thaw:%.*s:%s\"",
		 SLICE_ARG(r->cell[0]), id);
	json_member(to, "datePublished", c->at.n >= 10 ?
		    slice_make(c->at.p, 10) : slice_make(at, 10), true);
	put_said(to, side, about, "claimReviewed");
	if (o->book->who.n)
		put_organization(to, "author", o->book->who);
	put_side(to, side, about);
	json_member(to, "reviewBody", c->conflict->why, true);
	/* the name of an account is nobody's business who gave no name */
	put_rating(to, c, o->book->who.n > 0);
	str_addc(to, '}');
}

static struct slice called(const struct out *o, const struct row *r)
{
	struct slice names = slice_of(o->shape->name_column), one;

	if (!names.n)
		names = slice_of(o->shape->called);
	while (slice_cut(&names, ' ', &one)) {
		int i = shape_find(o->shape, one);

		if (i >= 0 && r->cell[i].n)
			return r->cell[i];
	}
	return r->cell[0];
}

/* In a file of all views the disputes of a subject stand among the conflicts,
 * where checks have found them. */
static void claimreview_row(struct str *to, const struct out *o,
			    const struct row *r)
{
	for (size_t i = 0; o->conflict && o->book &&
	     i < o->conflict->conflict->n; i++)
		put_conflict(to, o, r, i);
	for (int p = 0; o->facts && o->book && !o->many && p < PROP_COUNT;
	     p++) {
		struct dispute d = { .f = o->facts, .o = o,
				     .called = called(o, r),
				     .prop = (enum property)p };

		if (!facts_differ(o->facts, d.prop))
			continue;
		find_sides(&d);
		for (size_t i = 0; i < d.n; i++)
			put_review(to, &d, i);
	}
}

static void claimreview_foot(struct str *to, const struct out *o)
{
	if (o->book && o->book->items && (!to->n || to->p[to->n - 1] != '\n'))
		str_addc(to, '\n');
}

const struct writer out_claimreview = {
	.name  = "claimreview",
	.title = N_("what is disputed, as schema.org ClaimReview"),
	.fits  = fits,
	.shows = column_is_public,
	.asks  = ASKS_FACTS,
	.begin = claimreview_begin,
	.head  = claimreview_head,
	.row   = claimreview_row,
	.foot  = claimreview_foot,
	.end   = claimreview_end,
};
