#include "write/html_claims.h"

#include "model/shape.h"
#include "write/escape.h"

enum { VALUE_BYTES = 1200, QUOTE_BYTES = 2000,
       TOLD_BYTES = 64 << 20 };

static void put_number(struct str *to, size_t n)
{
	if (n)
		str_addf(to, "<a href=\"#s%zu\">[%zu]</a>", n, n);
}

void html_cites(struct str *to, struct book *b, const struct facts *f)
{
	size_t cited[BOOK_CITES], n = book_cites(b, f, cited);

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			str_addc(to, ' ');
		put_number(to, cited[i]);
	}
}

static void put_property(struct str *to, enum property prop)
{
	for (const char *c = properties[prop].name; *c; c++)
		str_addc(to, *c == '_' ? ' ' : *c);
}

static void put_value(struct str *to, const struct claim *c)
{
	const struct property_row *row = &properties[c->prop];
	const char *label = row->type == VALUE_WORD && row->list != VOCAB_NONE ?
				    vocab_label(row->list, c->value) : NULL;

	str_addz(to, "<b");
	if (!label && c->lang.n)
		escape_lang(to, c->lang);
	str_addc(to, '>');
	if (label)
		str_addz(to, label);
	else
		escape_short(to, c->value, VALUE_BYTES);
	str_addz(to, "</b>");
	if (c->qualifier.n) {
		str_addz(to, " (");
		escape_short(to, c->qualifier, VALUE_BYTES);
		str_addc(to, ')');
	}
}

/* "value, unverified, as of DATE: “quote” [3]" */
static void put_claim(struct str *to, struct book *b, const struct fact *x)
{
	put_value(to, &x->claim);
	if (x->claim.unverified)
		str_addz(to, ", unverified");
	if (x->claim.as_of.n) {
		str_addz(to, ", as of ");
		escape_short(to, x->claim.as_of, VALUE_BYTES);
	}
	if (x->claim.quote.n) {
		str_addz(to, ": <q");
		escape_lang(to, x->claim.lang);
		str_addc(to, '>');
		escape_short(to, x->claim.quote, QUOTE_BYTES);
		str_addz(to, "</q>");
	}
	str_addc(to, ' ');
	put_number(to, book_cite(b, x));
}

static void put_sides(struct str *to, struct book *b, const struct facts *f,
		      enum property prop)
{
	str_addz(to, "<div class=\"sides\"><p><span class=\"differ\">≠</span> ");
	put_property(to, prop);
	str_addz(to, ": the sources differ</p><ul>");
	for (size_t i = 0; i < f->n; i++) {
		if (f->fact[i].claim.prop != prop || f->fact[i].until.p)
			continue;
		str_addz(to, "<li>");
		put_claim(to, b, &f->fact[i]);
		str_addz(to, "</li>");
	}
	str_addz(to, "</ul></div>");
}

/* The text of an article is the article, no claim in it. */
static bool is_listed(const struct fact *x)
{
	return !x->until.p && x->claim.prop != PROP_text;
}

static void put_all(struct str *to, struct book *b, const struct facts *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += is_listed(&f->fact[i]);
	if (n == 0)
		return;
	str_addf(to, "<details><summary>%zu claim%s</summary><ul>", n,
		 n == 1 ? "" : "s");
	for (size_t i = 0; i < f->n; i++) {
		if (!is_listed(&f->fact[i]))
			continue;
		str_addz(to, "<li>");
		put_property(to, f->fact[i].claim.prop);
		str_addz(to, ": ");
		put_claim(to, b, &f->fact[i]);
		str_addz(to, "</li>");
	}
	str_addz(to, "</ul></details>");
}

/* Lines that begin with a blank belong to the one before. */
static void put_told(struct str *to, const struct out *o)
{
	struct arena mem = ARENA_INIT(TOLD_BYTES);
	struct str told = STR_INIT(RECORD_BYTES);
	struct slice rest, line;

	if (o->shape->tell)
		o->shape->tell(o->facts, &mem, &told);
	rest = str_slice(&told);
	if (told.n && !told.bad)
		str_addz(to, "<div class=\"told\">");
	while (!told.bad && slice_cut(&rest, '\n', &line)) {
		if (!line.n)
			continue;
		str_addz(to, slice_starts(line, " ") ? "<div class=\"in\">" :
						       "<div>");
		escape_short(to, slice_trim(line), VALUE_BYTES);
		str_addz(to, "</div>");
	}
	if (told.n && !told.bad)
		str_addz(to, "</div>");
	str_free(&told);
	arena_free(&mem);
}

/* What checks have found of the subject, with the user's word on it. */
static void put_contested(struct str *to, const struct facts *f)
{
	for (size_t i = 0; i < f->n_contested; i++) {
		const struct contested *c = &f->contested[i];
		const char *label = vocab_label(VOCAB_conflict_verdict,
						c->verdict);

		str_addz(to, "<p><span class=\"differ\">≠</span> ");
		escape_short(to, c->why, VALUE_BYTES);
		if (c->verdict.n && !slice_is(c->verdict, "open"))
			str_addf(to, " (verdict: %s)", label ? label : "given");
		str_addz(to, "</p>");
	}
}

static void put_verdict(struct str *to, const struct conflict_row *c,
			bool named)
{
	const char *label = vocab_label(VOCAB_conflict_verdict, c->verdict);

	if (!c->verdict.n || slice_is(c->verdict, "open"))
		return;
	str_addf(to, "<p>Verdict: %s", label ? label : "given");
	if (named && c->who.n) {
		str_addz(to, ", by ");
		escape_short(to, c->who, VALUE_BYTES);
	}
	if (c->note.n) {
		str_addz(to, ": ");
		escape_short(to, c->note, VALUE_BYTES);
	}
	str_addz(to, "</p>");
}

static void put_side(struct str *to, struct book *b,
		     const struct conflict_side *side)
{
	str_addz(to, "<li><b dir=\"auto\">");
	escape_short(to, side->says, VALUE_BYTES);
	str_addz(to, "</b>");
	if (side->maybe)
		str_addz(to, ", of one who may be another");
	if (side->fact && side->fact->claim.quote.n) {
		str_addz(to, ": <q");
		escape_lang(to, side->fact->claim.lang);
		str_addc(to, '>');
		escape_short(to, side->fact->claim.quote, QUOTE_BYTES);
		str_addz(to, "</q>");
	}
	str_addc(to, ' ');
	if (side->fact)
		put_number(to, book_cite(b, side->fact));
	str_addz(to, "</li>");
}

void html_conflict(struct str *to, const struct out *o, size_t columns)
{
	const struct conflict *c = o->conflict->conflict;

	str_addf(to, "<tr class=\"claims\"><td colspan=\"%zu\">"
		 "<div class=\"sides\"><p>", columns);
	escape_short(to, c->why, VALUE_BYTES);
	str_addz(to, "</p><ul>");
	for (size_t i = 0; i < c->n; i++)
		put_side(to, o->book, &c->side[i]);
	str_addz(to, "</ul>");
	if (c->left_off)
		str_addf(to, "<p>and %zu more</p>", c->left_off);
	put_verdict(to, o->conflict, o->book->who.n > 0);
	str_addz(to, "</div></td></tr>\n");
}

void html_conflict_cites(struct str *to, struct book *b,
			 const struct conflict *c)
{
	size_t before = 0;

	for (size_t i = 0; i < c->n; i++) {
		size_t number = c->side[i].fact ?
				book_cite(b, c->side[i].fact) : 0;

		if (!number || number == before)
			continue;
		if (before)
			str_addc(to, ' ');
		put_number(to, number);
		before = number;
	}
}

void html_claims(struct str *to, const struct out *o, size_t columns)
{
	str_addf(to, "<tr class=\"claims\"><td colspan=\"%zu\">", columns);
	put_told(to, o);
	put_contested(to, o->facts);
	for (int prop = 0; prop < PROP_COUNT; prop++)
		if (facts_differ(o->facts, (enum property)prop))
			put_sides(to, o->book, o->facts, (enum property)prop);
	put_all(to, o->book, o->facts);
	str_addz(to, "</td></tr>\n");
}

/* --- who is cited --- */

static void put_cited(struct str *to, const struct book_entry *c, size_t number)
{
	struct slice title = c->title.n ? c->title : c->source_title;

	str_addf(to, "<li id=\"s%zu\"><cite dir=\"auto\">", number);
	escape_short(to, title.n ? title : c->source, VALUE_BYTES);
	str_addz(to, "</cite>");
	if (c->publisher.n) {
		str_addz(to, ", ");
		escape_short(to, c->publisher, VALUE_BYTES);
	}
	if (c->published.n) {
		str_addz(to, ", <time>");
		escape_short(to, slice_make(c->published.p,
				c->published.n < 10 ? c->published.n : 10),
			     VALUE_BYTES);
		str_addz(to, "</time>");
	}
	str_addz(to, " <span class=\"soft\">(source ");
	escape_short(to, c->source, VALUE_BYTES);
	str_addz(to, ")</span>");
	if (escape_url(c->url)) {
		str_addz(to, "<br><a rel=\"noopener noreferrer\" href=\"");
		escape_text(to, c->url);
		str_addz(to, "\">");
		escape_short(to, c->url, VALUE_BYTES);
		str_addz(to, "</a>");
	} else if (c->url.n) {
		str_addz(to, "<br>");
		escape_short(to, c->url, VALUE_BYTES);
	}
	str_addz(to, "</li>\n");
}

void html_sources(struct str *to, const struct book *b)
{
	if (b->n == 0)
		return;
	str_addz(to, "<section aria-labelledby=\"sources\">\n"
		 "<h2 id=\"sources\">Sources</h2>\n<ol class=\"sources\">\n");
	for (size_t i = 0; i < b->n; i++)
		put_cited(to, &b->cited[i], i + 1);
	str_addz(to, "</ol>\n");
	if (b->full)
		str_addf(to, "<p>More than %d documents are cited; those past"
			 " that have no number.</p>\n", (int)BOOK_CITED);
	str_addz(to, "</section>\n");
}

static void put_version(struct str *to, const struct book_version *v)
{
	str_addz(to, "<tr><th scope=\"row\">");
	escape_short(to, v->title.n ? v->title : v->key, VALUE_BYTES);
	str_addz(to, "</th><td>");
	escape_short(to, v->key, VALUE_BYTES);
	str_addz(to, "</td><td>");
	escape_short(to, v->version, VALUE_BYTES);
	str_addz(to, "</td><td>");
	escape_short(to, v->good_at, VALUE_BYTES);
	str_addz(to, "</td></tr>\n");
}

void html_versions(struct str *to, const struct book *b)
{
	if (b->versions == 0)
		return;
	str_addz(to, "<section aria-labelledby=\"store\">\n"
		 "<h2 id=\"store\">What the store held</h2>\n<div class=\"wide\">"
		 "<table>\n<caption>Sources with data, and of when they are"
		 "</caption>\n<thead><tr><th scope=\"col\">Source</th>"
		 "<th scope=\"col\">Key</th><th scope=\"col\">List of</th>"
		 "<th scope=\"col\">Last brought</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < b->versions; i++)
		put_version(to, &b->version[i]);
	str_addz(to, "</tbody></table></div>\n</section>\n");
}
