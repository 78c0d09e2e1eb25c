/* Poland's own list (Ministry of the Interior, law of 13 April 2022): a page
 * with two tables made by hand, one of persons and one of firms.
 *
 * Rows have numbers that move, and no ids: a party is known by its table and
 * name. What the text says for certain is claimed; all of it is kept. A page
 * without either table is refused, and so is one that had to be cut. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "read/charset.h"
#include "read/html.h"
#include "read/keyset.h"
#include "read/pl_text.h"
#include "read/reader.h"

enum { KEY_BYTES = 64 << 10, HEADER_ROWS = 3 };

enum column { NAME, DETAILS, REASON, MEASURES, LISTED, GONE, COLUMNS };

/* The law: "Dz.U." is the journal. */
static const char law[] = "Dz.U. 2022 poz. 835";

static const struct {
	const char *lead;	/* of the header, in small letters */
	enum column column;
} headers[] = {
	{ "data umieszczenia",    LISTED   },
	{ "data wykreślenia",     GONE     },
	{ "dane identyfikacyjne", DETAILS  },
	{ "nazwa podmiotu",       NAME     },
	{ "nazwisko i imię",      NAME     },
	{ "uzasadnienie",         REASON   },
	{ "zastosowane środki",   MEASURES },
};

static const struct {
	const char *header, *kind, *table;
} kinds[] = {
	{ "nazwisko i imię", "person", "osoby" },
	{ "nazwa podmiotu",  "entity", "podmioty" },
};

static const struct roster_is poland = {
	"PL", "Ministry of the Interior and Administration", "pl-mswia",
};

struct pl {
	struct roster r;
	struct pl_text text;
	struct str utf8, key, low;
	struct page page;
	struct meta meta;
	struct keyset used;
	bool found[2];		/* tables, by kind */
};

struct table {
	size_t kind;
	size_t column[COLUMNS];	/* TABLE_COLUMNS: not there */
};

static struct slice cell(const struct pl *p, const struct table *t,
			 const struct page_row *row, enum column c)
{
	return slice_trim(page_cell_at(&p->page, row, t->column[c]));
}

/* --- the head of a table ---------------------------------------------------- */

static struct slice lower(struct pl *p, struct slice s)
{
	str_clear(&p->low);
	text_key(&p->low, s);
	return str_slice(&p->low);
}

static void take_header(struct pl *p, struct table *t, size_t column,
			struct slice text)
{
	struct slice low = lower(p, text);

	for (size_t i = 0; i < 2; i++)
		if (slice_starts(low, kinds[i].header))
			t->kind = i;
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (slice_starts(low, headers[i].lead))
			t->column[headers[i].column] = column;
}

static bool is_header(struct pl *p, struct table *t,
		      const struct page_row *row)
{
	for (size_t c = 0; c < COLUMNS; c++)
		t->column[c] = TABLE_COLUMNS;
	for (size_t i = 0; i < row->cells; i++)
		take_header(p, t, i, page_cell_at(&p->page, row, i));
	return t->column[NAME] != TABLE_COLUMNS &&
	       t->column[LISTED] != TABLE_COLUMNS;
}

/* --- a party ---------------------------------------------------------------- */

/* A day by itself, or before more text, which is kept. */
static int put_day(struct pl *p, enum property prop, struct slice text,
		   struct err *e)
{
	char iso[PDATE_TEXT];
	struct pdate d;

	if (text.n == 0)
		return 0;
	if (pdate_parse(text, DATE_ORDER_DMY, &d))
		return roster_date(&p->r, prop, text, DATE_ORDER_DMY, e);
	if (!pdate_find(text, &d))
		return err_set(e, ERR_FORMAT, "%s: \"%.*s\" is not a date",
			       properties[prop].name, SLICE_ARG(text));
	roster_claim(&p->r, prop, slice_of(pdate_text(d, iso)), NULL);
	roster_claim(&p->r, PROP_remarks, text, properties[prop].name);
	return 0;
}

static int make_key(struct pl *p, const struct table *t, struct slice name,
		    const char *born, struct err *e)
{
	str_clear(&p->key);
	str_addf(&p->key, "%s/", kinds[t->kind].table);
	keyset_compact(&p->key, lower(p, name));
	return keyset_claim(&p->used, &p->key, slice_of(born), e);
}

static void put_person(struct pl *p, struct slice details,
		       struct slice reason, const char *born)
{
	roster_claim(&p->r, PROP_born, slice_of(born), NULL);
	pl_citizen(&p->text, &p->r, details, "obywatel");
	pl_citizen(&p->text, &p->r, details, "ob. ");
	pl_citizen(&p->text, &p->r, reason, "jest obywatel");
}

static int put_listing(struct pl *p, const struct table *t,
		       const struct page_row *row, struct err *e)
{
	struct slice gone = cell(p, t, row, GONE);

	pl_measures(&p->text, &p->r, cell(p, t, row, MEASURES));
	roster_claim(&p->r, PROP_remarks, cell(p, t, row, MEASURES),
		     "measures");
	if (put_day(p, PROP_listed_on, cell(p, t, row, LISTED), e) < 0)
		return -1;
	if (gone.n == 0 || slice_is(gone, "-") || slice_is(gone, "–"))
		return 0;
	roster_claim(&p->r, PROP_listing_state, SLICE("delisted"), NULL);
	return put_day(p, PROP_gone_on, gone, e);
}

static int put_row(struct pl *p, const struct table *t,
		   const struct page_row *row, struct err *e)
{
	struct slice details = cell(p, t, row, DETAILS);
	struct slice reason = cell(p, t, row, REASON);
	struct slice name = pl_main_name(&p->text, cell(p, t, row, NAME));
	bool person = kinds[t->kind].kind[0] == 'p';
	char born[PDATE_TEXT] = "";
	struct pdate d;

	if (name.n == 0 && slice_trim(row->text).n == 0)
		return 0;
	if (person && pl_birth(details, &d))
		pdate_text(d, born);
	if (make_key(p, t, name, born, e) < 0)
		return -1;
	roster_begin(&p->r, str_slice(&p->key), kinds[t->kind].kind);
	pl_names(&p->text, &p->r, cell(p, t, row, NAME));
	if (person)
		put_person(p, details, reason, born);
	pl_numbers(&p->r, details);
	roster_claim(&p->r, PROP_remarks, details, "identification");
	roster_claim(&p->r, PROP_reason, reason, NULL);
	if (roster_programme(&p->r, slice_of(law), NULL, e) < 0 ||
	    put_listing(p, t, row, e) < 0)
		return -1;
	return roster_emit(&p->r, e);
}

/* --- the page ---------------------------------------------------------------- */

static int put_table(struct pl *p, const struct block *b, struct err *e)
{
	const struct page_row *row = &p->page.row[b->row];
	struct table t = {0};
	size_t i = 0;

	while (i < b->rows && i < HEADER_ROWS && !is_header(p, &t, &row[i]))
		i++;
	if (i == b->rows || i == HEADER_ROWS)
		return 0;	/* another table */
	p->found[t.kind] = true;
	for (i++; i < b->rows; i++) {
		char where[64];

		if (put_row(p, &t, &row[i], e) == 0)
			continue;
		snprintf(where, sizeof(where), "%s, row %zu",
			 kinds[t.kind].table, i);
		return err_in(e, where);
	}
	return 0;
}

static int put_tables(struct pl *p, struct err *e)
{
	if (p->page.cut)
		return err_set(e, ERR_LIMIT, "a table of more than %d cells",
			       (int)TABLE_CELLS);
	for (size_t i = 0; i < p->page.n; i++)
		if (p->page.block[i].kind == BLOCK_TABLE &&
		    put_table(p, &p->page.block[i], e) < 0)
			return -1;
	for (size_t i = 0; i < 2; i++)
		if (!p->found[i])
			return err_set(e, ERR_FORMAT, "no table with a column "
				       "\"%s\" and one of dates",
				       kinds[i].header);
	return 0;
}

static int load(struct pl *p, struct input_part *part, struct err *e)
{
	struct slice text;

	if (charset_slurp(part, &p->utf8, e) < 0)
		return -1;
	text = str_slice(&p->utf8);
	if (text.n == 0 || memchr(text.p, '\0', text.n))
		return err_set(e, ERR_FORMAT, "not a page");
	return html_read(text, &p->page, &p->meta, e);
}

static int pl_read(struct input *in, record_fn *emit, void *ctx,
		   struct err *e)
{
	struct pl p = { .utf8 = STR_INIT(PAGE_BYTES),
			.key = STR_INIT(KEY_BYTES),
			.low = STR_INIT(PAGE_BYTES) };
	int rc = -1;

	page_init(&p.page);
	pl_text_init(&p.text);
	if (roster_open(&p.r, in, &poland, emit, ctx, e) == 0)
		rc = load(&p, &in->part[0], e);
	if (rc == 0)
		rc = put_tables(&p, e);
	if (rc < 0)
		reader_in(&in->part[0], e);
	else
		rc = roster_end(&p.r, e);
	roster_close(&p.r);
	pl_text_free(&p.text);
	page_free(&p.page);
	keyset_free(&p.used);
	str_free(&p.utf8);
	str_free(&p.key);
	str_free(&p.low);
	return rc;
}

/* Does `word` stand between `from` and the next `to`? */
static bool between(struct slice head, const char *from, const char *to,
		    const char *word)
{
	ptrdiff_t at = slice_find(head, slice_of(from), 0), end, hit;

	if (at < 0)
		return false;
	end = slice_find(head, slice_of(to), (size_t)at);
	hit = slice_find(head, slice_of(word), (size_t)at);
	return hit >= 0 && (end < 0 || hit < end);
}

/* By its address, or what it says of itself: news tell of the list by its name
 * and link to it. */
static int pl_sniff(struct slice head, const struct input_part *part)
{
	static const char page[] = "lista-osob-i-podmiotow-objetych-sankcjami";
	static const char title[] = "Lista osób i podmiotów objętych sankcjami";

	if (slice_find(part->url, slice_of(page), 0) >= 0)
		return 95;
	return between(head, "rel=\"canonical\"", ">", page) ||
	       (between(head, "<title", "</title", title) &&
		between(head, "<title", "</title", "Portal Gov.pl")) ? 90 : 0;
}

const struct reader in_pl_html = {
	.name = "pl_html",
	.title = N_("Polish list of the Interior Ministry, web page"),
	.complete = true,
	.max_bytes = PAGE_BYTES,
	.max_records = 100000,
	.keys = "pl-mswia",
	.sniff = pl_sniff,
	.read = pl_read,
};
