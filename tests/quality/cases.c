/* Makes a document of each case, reads it, and counts by language. */
#include "quality/cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quality/quality.h"
#include "read/reader.h"

enum { LANGS_MAX = 24, DOC_BYTES = 1 << 20, FIND_BYTES = 8 << 20 };

struct tally {
	char lang[12];
	int wanted, got, claimed, right;
};

struct run {
	struct cells cases, docs;	/* docs: no rows where there are none */
	struct tally lang[LANGS_MAX];
	size_t n;
	struct finds finds;
	struct wants wants;
	bool strict;
};

static struct tally *tally_of(struct run *r, struct slice lang)
{
	struct tally *t = r->lang;

	while (t < r->lang + r->n && !slice_is(lang, t->lang))
		t++;
	if (t == r->lang + r->n && r->n < LANGS_MAX - 1)
		snprintf(r->lang[r->n++].lang, sizeof(t->lang), "%.*s",
			 SLICE_ARG(lang));
	return t;
}

static int take(void *ctx, const struct record *rec, struct err *e)
{
	struct finds *f = ctx;

	(void)e;
	for (size_t i = 0; i < rec->n && f->n < FOUND_MAX; i++)
		f->list[f->n++] = (struct found){
			.kind = rec->kind, .record = f->records,
			.prop = rec->claims[i].prop,
			.value = arena_slice(&f->mem, rec->claims[i].value),
			.qualifier = arena_slice(&f->mem,
						 rec->claims[i].qualifier),
		};
	f->records++;
	return 0;
}

/* --- documents -------------------------------------------------------------- */

static void add_text(struct str *out, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		bool end = text.p[i] == '\\' && i + 1 < text.n &&
			   text.p[i + 1] == 'n';

		str_addc(out, end ? '\n' : text.p[i]);
		i += end;
	}
}

/* The plain text of a case in a page: lines of bars are a table, lines that
 * begin with a dash a list, with a # a heading, others paragraphs. */
static void add_html_line(struct str *out, struct slice line, char *open)
{
	char kind = slice_starts(line, "|") ? '|' :
		    slice_starts(line, "- ") ? '-' : 0;
	struct slice cell;

	if (*open && *open != kind)
		str_addz(out, *open == '|' ? "</table>\n" : "</ul>\n");
	if (kind && *open != kind)
		str_addz(out, kind == '|' ? "<table>\n" : "<ul>\n");
	*open = kind;
	if (kind == '|') {
		line = slice_make(line.p + 1, line.n - 1);
		if (slice_ends(line, "|"))
			line.n--;
		str_addz(out, "<tr>");
		while (slice_cut(&line, '|', &cell))
			str_addf(out, "<td>%.*s</td>", SLICE_ARG(cell));
		str_addz(out, "</tr>\n");
	} else if (kind == '-') {
		str_addf(out, "<li>%.*s</li>\n", (int)line.n - 2, line.p + 2);
	} else if (slice_starts(line, "# ")) {
		str_addf(out, "<h2>%.*s</h2>\n", (int)line.n - 2, line.p + 2);
	} else if (line.n) {
		str_addf(out, "<p>%.*s</p>\n", SLICE_ARG(line));
	}
}

static void add_document(struct str *out, struct slice lang,
			 struct slice text)
{
	struct str lines = STR_INIT(DOC_BYTES);
	struct slice rest, line;
	char open = 0;

	add_text(&lines, text);
	rest = str_slice(&lines);
	str_addf(out, "<html lang=\"%.*s\"><body>\n", SLICE_ARG(lang));
	if (slice_starts(rest, "<"))
		str_add(out, rest);
	while (!slice_starts(str_slice(&lines), "<") &&
	       slice_cut(&rest, '\n', &line))
		add_html_line(out, line, &open);
	add_html_line(out, SLICE_NONE, &open);
	str_free(&lines);
}

/* A paraphrase of one row gets the head that such a table has; all else is a
 * sentence. */
static void add_paraphrase(struct str *out, struct slice lang,
			   struct slice pattern, struct slice text)
{
	struct str doc = STR_INIT(DOC_BYTES);

	if (slice_starts(pattern, "table.person")) {
		str_addz(&doc, "|Name|Role|Detention Duration|\n|");
		str_add(&doc, text);
		str_addz(&doc, "|\n");
	} else if (slice_starts(pattern, "bullet")) {
		str_addz(&doc, "- ");
		str_add(&doc, text);
	} else {
		str_add(&doc, text);
		str_addc(&doc, '.');
	}
	add_document(out, lang, str_slice(&doc));
	str_free(&doc);
}

/* --- counting --------------------------------------------------------------- */

static void read_document(struct run *r, struct slice page)
{
	struct input in = { .n = 1 };
	struct err e = {0};

	arena_free(&r->finds.mem);
	r->finds = (struct finds){ .mem = ARENA_INIT(FIND_BYTES) };
	in.part[0] = input_memory(SLICE("case.html"), page);
	if (in_article.read(&in, take, &r->finds, &e) < 0)
		fprintf(stderr, "cannot read: %s\n", e.msg);
}

static void count_wants(const struct run *r, struct tally *t, struct slice id)
{
	for (size_t i = 0; i < r->wants.n; i++) {
		const struct want *w = &r->wants.list[i];

		if (w->skipped)
			continue;
		t->wanted++;
		t->got += w->got;
		if (!w->got)
			printf("%.*s: not found: %.*s=%.*s\n", SLICE_ARG(id),
			       SLICE_ARG(w->key), SLICE_ARG(w->value));
	}
}

static void count_finds(const struct run *r, struct tally *t, struct slice id)
{
	for (size_t i = 0; i < r->finds.n; i++) {
		const struct found *f = &r->finds.list[i];

		if (!f->right && !wants_counts(&r->wants, f, r->strict))
			continue;
		t->claimed++;
		t->right += f->right;
		if (!f->right)
			printf("%.*s: not said: %s %s = %.*s\n", SLICE_ARG(id),
			       kind_name(f->kind), properties[f->prop].name,
			       SLICE_ARG(f->value));
	}
}

/* The row of the documents that stands for the case, or -1. */
static ptrdiff_t document_of(const struct run *r, struct slice id)
{
	for (size_t i = 0; i < r->docs.rows; i++)
		if (slice_eq(table_cell(&r->docs, i, 0), id))
			return (ptrdiff_t)i;
	return -1;
}

static struct slice cell_of(const struct cells *t, size_t row,
			    const char *column)
{
	return table_cell(t, row, table_column(t, column));
}

static void run_case(struct run *r, size_t row)
{
	const struct cells *t = &r->cases;
	struct slice id = cell_of(t, row, "id"), lang = cell_of(t, row, "lang");
	struct slice expect = cell_of(t, row, "expect");
	ptrdiff_t doc = document_of(r, id);
	struct str page = STR_INIT(DOC_BYTES);
	struct tally *tally = tally_of(r, lang);

	if (doc >= 0) {
		add_document(&page, lang, cell_of(&r->docs, (size_t)doc,
						  "document"));
		expect = cell_of(&r->docs, (size_t)doc, "expect");
	} else if (r->strict) {
		add_document(&page, lang, cell_of(t, row, "document"));
	} else {
		add_paraphrase(&page, lang, cell_of(t, row, "pattern"),
			       cell_of(t, row, "paraphrase"));
	}
	wants_read(&r->wants, expect);
	read_document(r, str_slice(&page));
	wants_match(&r->wants, &r->finds);
	count_wants(r, tally, id);
	count_finds(r, tally, id);
	str_free(&page);
}

static double share(int part, int of)
{
	return of > 0 ? (double)part / of : 1;
}

static bool report(const struct run *r, double recall, double precision)
{
	bool good = true;

	for (size_t i = 0; i < r->n; i++) {
		const struct tally *t = &r->lang[i];
		bool low = share(t->got, t->wanted) < recall ||
			   share(t->right, t->claimed) < precision;

		printf("%-4s recall %5.1f %% of %d, precision %5.1f %% of %d"
		       "%s\n", t->lang, 100 * share(t->got, t->wanted),
		       t->wanted, 100 * share(t->right, t->claimed),
		       t->claimed, low ? "  BELOW THE FLOOR" : "");
		good &= !low;
	}
	return good;
}

bool quality_cases(const char *file, const char *docs, double recall,
		   double precision)
{
	struct run *r = calloc(1, sizeof(*r));
	bool good;

	if (!r)
		return false;
	table_read(&r->cases, file);
	if (docs)
		table_read(&r->docs, docs);
	r->strict = !slice_is(r->cases.cell[3], "paraphrase");
	for (size_t i = 0; i < r->cases.rows; i++)
		run_case(r, i);
	good = report(r, recall, precision);
	arena_free(&r->finds.mem);
	table_free(&r->cases);
	table_free(&r->docs);
	free(r);
	return good;
}
