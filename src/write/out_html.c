/* A report in one page: nothing is loaded, nothing runs, and it can be printed.
 * Rows as tables, under each what its sources say and with which words; the
 * timeline as a drawing; the sources numbered at the end.
 *
 * A policy in its head forbids scripts and whatever is elsewhere, and allows
 * the one style by its sum: what a source has written cannot act even if it
 * were taken for markup. */
#include "base/asset.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "write/html_claims.h"
#include "write/escape.h"
#include "write/writer.h"

enum { CELL_BYTES = 4000, TITLE_BYTES = 300 };

/* --- the page --- */

static void put_policy(struct str *to, struct slice style)
{
	char sum[HASH_PRINT];
	struct err none = {0};

	if (hash_print(style, sum, &none) < 0) {
		to->bad = true;
		return;
	}
	/* "SHA256:..." without the sign that fills base64 up */
	str_addf(to, "<meta http-equiv=\"Content-Security-Policy\" content=\""
		 "default-src 'none'; style-src 'sha256-%s='; base-uri 'none';"
		 " form-action 'none'\">\n", sum + sizeof("SHA256:") - 1);
}

static void put_title(struct str *to, const struct out *o)
{
	if (o->book && o->book->title.n)
		escape_short(to, o->book->title, TITLE_BYTES);
	else
		str_addz(to, o->shape->title);
}

static void put_stamp(struct str *to, const struct out *o)
{
	const struct book *b = o->book;
	char at[CLOCK_TEXT];

	clock_iso(o->now, at);
	str_addf(to, "<p class=\"stamp\">Made <time datetime=\"%s\">%.10s %.5s"
		 " UTC</time>", at, at, at + 11);
	if (b && b->program.n) {
		str_addz(to, " by ");
		escape_short(to, b->program, TITLE_BYTES);
	}
	if (b && b->who.n) {
		str_addz(to, " for ");
		escape_short(to, b->who, TITLE_BYTES);
	}
	if (b && b->as_of.n) {
		str_addz(to, "; what was known on ");
		escape_short(to, b->as_of, TITLE_BYTES);
	}
	str_addz(to, b && b->filter.n ? ". Only rows that match <code>" :
					". All rows");
	if (b && b->filter.n) {
		escape_short(to, b->filter, CELL_BYTES);
		str_addz(to, "</code>");
	}
	str_addz(to, ". Every line is what a source says, not what is known to"
		 " be so; numbers lead to the sources, and ≠ marks what they"
		 " do not agree on.</p>\n");
}

static void put_timeline(struct str *to, const struct out *o)
{
	if (!o->book || !o->book->timeline || o->book->timeline->n == 0)
		return;
	str_addz(to, "<figure>\n");
	timeline_svg(to, o->book->timeline);
	str_addz(to, "<figcaption>Freed, as bars; a dashed bar is a total, or"
		 " its day is not known. Measures below, by authority: +"
		 " imposed or prolonged, ~ eased, − lifted, ? announced or"
		 " claimed, × runs out.</figcaption>\n</figure>\n");
}

static void html_begin(struct str *to, struct out *o)
{
	struct slice style = asset_find(SLICE("report.css"));

	str_addz(to, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		 "<meta charset=\"utf-8\">\n");
	put_policy(to, style);
	str_addz(to, "<meta name=\"viewport\" content=\"width=device-width,"
		 " initial-scale=1\">\n<meta name=\"referrer\""
		 " content=\"no-referrer\">\n<title>");
	put_title(to, o);
	str_addz(to, " – thaw</title>\n<style>");
	str_add(to, style);
	str_addz(to, "</style>\n</head>\n<body>\n<header>\n<h1>");
	put_title(to, o);
	str_addz(to, "</h1>\n");
	put_stamp(to, o);
	str_addz(to, "</header>\n<main>\n");
	put_timeline(to, o);
}

/* --- one view --- */

static void html_head(struct str *to, struct out *o)
{
	str_addf(to, "<section aria-labelledby=\"v-%s\">\n<h2 id=\"v-%s\">%s"
		 "</h2>\n<div class=\"wide\">\n<table>\n<caption>",
		 o->shape->name, o->shape->name, o->shape->title);
	escape_text(to, slice_of(o->shape->help));
	str_addz(to, "</caption>\n<thead><tr>");
	for (size_t i = 0; i < o->n; i++) {
		const struct column *c =
			shape_column(o->shape, (size_t)o->column[i]);

		str_addf(to, "<th scope=\"col\"%s>%s</th>",
			 c->type == CELL_NUMBER ? " class=\"n\"" : "",
			 c->title);
	}
	if (o->book)
		str_addz(to, "<th scope=\"col\">Sources</th>");
	str_addz(to, "</tr></thead>\n<tbody>\n");
	if (o->book)
		o->book->sections++;
}

static bool is_disputed(const struct out *o, const struct row *r)
{
	int i = shape_find(o->shape, SLICE("disputed"));

	return i >= 0 && slice_is(r->cell[i], "true");
}

/* The language in which the value of a cell is told. */
static void put_lang(struct str *to, const struct out *o,
		     const struct column *c)
{
	enum property prop;
	const struct fact *x;

	if (!o->facts || c->vocab != VOCAB_NONE ||
	    !property_find(slice_of(c->name), &prop))
		return;
	x = facts_best(o->facts, prop);
	if (x && x->claim.lang.n)
		escape_lang(to, x->claim.lang);
}

static void put_value(struct str *to, const struct column *c,
		      struct slice cell)
{
	struct str text = STR_INIT(RECORD_BYTES);

	if (escape_url(cell) && !c->list) {
		str_addz(to, "<a rel=\"noopener noreferrer\" href=\"");
		escape_text(to, cell);
		str_addz(to, "\">");
		escape_short(to, cell, CELL_BYTES);
		str_addz(to, "</a>");
	} else {
		cell_shown(&text, c, cell);
		escape_short(to, str_slice(&text), CELL_BYTES);
	}
	str_free(&text);
}

static void put_cell(struct str *to, const struct out *o, size_t i,
		     const struct row *r)
{
	const struct column *c = shape_column(o->shape, (size_t)o->column[i]);
	const char *tag = i == 0 ? "th" : "td";

	str_addf(to, "<%s", tag);
	if (i == 0)
		str_addz(to, " scope=\"row\"");
	if (c->type == CELL_NUMBER || c->type == CELL_DATE)
		str_addz(to, c->type == CELL_DATE ? " class=\"d\"" :
						    " class=\"n\"");
	put_lang(to, o, c);
	str_addc(to, '>');
	put_value(to, c, r->cell[o->column[i]]);
	if (i == 0 && is_disputed(o, r))
		str_addz(to, " <span class=\"differ\">≠ disputed</span>");
	str_addf(to, "</%s>", tag);
}

/* Numbers, where it is known who says what; else the keys of the sources. */
static void put_sources(struct str *to, const struct out *o,
			const struct row *r)
{
	int i = shape_find(o->shape, SLICE("sources"));

	str_addz(to, "<td class=\"cites\">");
	if (o->facts)
		html_cites(to, o->book, o->facts);
	else if (o->conflict)
		html_conflict_cites(to, o->book, o->conflict->conflict);
	else if (i >= 0)
		put_value(to, shape_column(o->shape, (size_t)i), r->cell[i]);
	str_addz(to, "</td>");
}

static void html_row(struct str *to, const struct out *o, const struct row *r)
{
	str_addz(to, "<tr");
	if (r->cell[0].n && o->shape->rows == ROWS_SUBJECTS) {
		str_addz(to, " id=\"");
		escape_short(to, r->cell[0], TITLE_BYTES);
		str_addc(to, '"');
	}
	str_addc(to, '>');
	for (size_t i = 0; i < o->n; i++)
		put_cell(to, o, i, r);
	if (o->book)
		put_sources(to, o, r);
	str_addz(to, "</tr>\n");
	if (o->book && o->facts)
		html_claims(to, o, o->n + 1);
	if (o->book && o->conflict)
		html_conflict(to, o, o->n + 1);
}

static void html_foot(struct str *to, const struct out *o)
{
	if (o->rows == 0)
		str_addf(to, "<tr><td colspan=\"%zu\">No rows.</td></tr>\n",
			 o->n + 1);
	str_addz(to, "</tbody>\n</table>\n</div>\n</section>\n");
}

static void html_end(struct str *to, struct out *o)
{
	str_addz(to, "</main>\n<footer>\n");
	if (o->book) {
		html_sources(to, o->book);
		html_versions(to, o->book);
	}
	str_addz(to, "</footer>\n</body>\n</html>\n");
}

static bool shown(const struct column *c)
{
	return !c->hidden && c->width != 0 && strcmp(c->name, "sources") != 0;
}

const struct writer out_html = {
	.name  = "html",
	.english = true,
	.title = N_("report in one page, with timeline and sources"),
	.shows = shown,
	.asks  = ASKS_FACTS | ASKS_TIMELINE,
	.begin = html_begin,
	.head  = html_head,
	.row   = html_row,
	.foot  = html_foot,
	.end   = html_end,
};
