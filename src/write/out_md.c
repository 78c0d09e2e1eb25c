/* A Markdown table for notes and reports; in a report with numbers that lead to
 * the sources at its end. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "write/escape.h"
#include "write/writer.h"

#include <string.h>

/* What Markdown or the HTML that it becomes would take for its own. */
static void put_field(struct str *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '<')
			str_addz(to, "&lt;");
		else if (c == '&')
			str_addz(to, "&amp;");
		else {
			if (c != '\0' && strchr("\\|*_`[]#~", c))
				str_addc(to, '\\');
			str_addc(to, c);
		}
	}
}

static void put_line(struct str *to, struct slice text)
{
	struct str line = STR_INIT(RECORD_BYTES);

	text_visible(&line, text, false);
	put_field(to, str_slice(&line));
	str_free(&line);
}

static bool shown(const struct column *c)
{
	return !c->hidden && c->width != 0;
}

/* --- of a report --- */

static void md_begin(struct str *to, struct out *o)
{
	const struct book *b = o->book;
	char at[CLOCK_TEXT];

	if (!b || !b->title.n)
		return;
	str_addz(to, "# ");
	put_line(to, b->title);
	clock_iso(o->now, at);
	str_addf(to, "\n\nMade %.10s %.5s UTC by %.*s", at, at + 11,
		 SLICE_ARG(b->program));
	if (b->as_of.n)
		str_addf(to, "; what was known on %.*s", SLICE_ARG(b->as_of));
	if (b->filter.n) {
		str_addz(to, "; only rows that match ");
		put_line(to, b->filter);
	}
	str_addz(to, ". Every line is what a source says, not what is known to"
		 " be so.\n\n");
}

/* Of a conflict, who is on which side. */
static void put_tellers(struct str *to, struct book *b,
			const struct conflict *c)
{
	size_t before = 0;

	for (size_t i = 0; i < c->n; i++) {
		size_t number = c->side[i].fact ?
				book_cite(b, c->side[i].fact) : 0;

		if (!number || number == before)
			continue;
		str_addf(to, "%s[%zu](#source-%zu)", before ? " " : "", number,
			 number);
		before = number;
	}
}

static void put_cites(struct str *to, struct book *b, const struct facts *f)
{
	size_t cited[BOOK_CITES], n = book_cites(b, f, cited);

	for (size_t i = 0; i < n; i++)
		str_addf(to, "%s[%zu](#source-%zu)", i ? " " : "", cited[i],
			 cited[i]);
}

static void put_source(struct str *to, const struct book_entry *c, size_t i)
{
	struct slice title = c->title.n ? c->title : c->source_title;

	str_addf(to, "%zu. <a id=\"source-%zu\"></a>", i, i);
	put_line(to, title.n ? title : c->source);
	if (c->publisher.n) {
		str_addz(to, ", ");
		put_line(to, c->publisher);
	}
	if (c->published.n) {
		str_addz(to, ", ");
		put_line(to, c->published);
	}
	str_addz(to, " (source ");
	put_line(to, c->source);
	str_addc(to, ')');
	if (escape_url(c->url)) {
		str_addz(to, ": <");
		str_add(to, c->url);
		str_addc(to, '>');
	} else if (c->url.n) {
		str_addz(to, ": ");
		put_line(to, c->url);
	}
	str_addc(to, '\n');
}

static void md_end(struct str *to, struct out *o)
{
	if (!o->book || o->book->n == 0)
		return;
	str_addz(to, "## Sources\n\n");
	for (size_t i = 0; i < o->book->n; i++)
		put_source(to, &o->book->cited[i], i + 1);
}

/* --- the table --- */

static void md_head(struct str *to, struct out *o)
{
	if (o->many)
		str_addf(to, "## %s\n\n", o->shape->title);
	for (size_t i = 0; i < o->n; i++) {
		str_addz(to, "| ");
		put_field(to, slice_of(shape_column(o->shape,
					(size_t)o->column[i])->title));
		str_addc(to, ' ');
	}
	str_addz(to, o->book ? "| Says who |\n" : "|\n");
	for (size_t i = 0; i < o->n; i++)
		str_addz(to, shape_column(o->shape, (size_t)o->column[i])
						->type == CELL_NUMBER ?
				     "| ---: " : "| --- ");
	str_addz(to, o->book ? "| --- |\n" : "|\n");
}

static void md_row(struct str *to, const struct out *o, const struct row *r)
{
	struct str field = STR_INIT(RECORD_BYTES);

	for (size_t i = 0; i < o->n; i++) {
		str_clear(&field);
		cell_shown(&field, shape_column(o->shape, (size_t)o->column[i]),
			   r->cell[o->column[i]]);
		str_addz(to, "| ");
		put_field(to, str_slice(&field));
		str_addc(to, ' ');
	}
	if (o->book) {
		str_addz(to, "| ");
		if (o->facts)
			put_cites(to, o->book, o->facts);
		if (o->conflict)
			put_tellers(to, o->book, o->conflict->conflict);
		str_addc(to, ' ');
	}
	str_addz(to, "|\n");
	str_free(&field);
}

static void md_foot(struct str *to, const struct out *o)
{
	if (o->many || o->book)
		str_addc(to, '\n');
}

const struct writer out_md = {
	.name  = "md",
	.english = true,
	.title = N_("Markdown table, with its sources in an export"),
	.shows = shown,
	.asks  = ASKS_IN_REPORT,
	.begin = md_begin,
	.head  = md_head,
	.row   = md_row,
	.foot  = md_foot,
	.end   = md_end,
};
