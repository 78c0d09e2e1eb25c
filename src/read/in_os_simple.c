/* OpenSanctions, targets.simple.csv: one row a target. Columns go by their
 * header; older files lack program_ids. A cell with several values holds a row
 * of its own, with ';' between and quotes where needed: `A;"B; ""C"""`.
 *
 * The cell "sanctions" is free text ("program - reason - status - start -
 * end", as far as there are any), so it is a remark and tells no date. Nothing
 * here is a listing by an authority: os_entity.h. */
#include <stdio.h>

#include "base/i18n.h"
#include "read/csvrow.h"
#include "read/os_entity.h"
#include "read/reader.h"

enum { VALUE_BYTES = CSV_FIELD_BYTES };

enum column {
	ID, SCHEMA, NAME, ALIASES, BIRTH_DATE, COUNTRIES, ADDRESSES,
	IDENTIFIERS, SANCTIONS, PHONES, EMAILS, PROGRAM_IDS, DATASET,
	FIRST_SEEN, LAST_CHANGE, COLUMNS,
};

static const char *const titles[COLUMNS] = {
	[ID] = "id", [SCHEMA] = "schema", [NAME] = "name",
	[ALIASES] = "aliases", [BIRTH_DATE] = "birth_date",
	[COUNTRIES] = "countries", [ADDRESSES] = "addresses",
	[IDENTIFIERS] = "identifiers", [SANCTIONS] = "sanctions",
	[PHONES] = "phones", [EMAILS] = "emails",
	[PROGRAM_IDS] = "program_ids", [DATASET] = "dataset",
	[FIRST_SEEN] = "first_seen", [LAST_CHANGE] = "last_change",
};

struct simple {
	struct roster r;
	struct str value;	/* one value without its quotes */
	size_t at[COLUMNS];	/* 1: the first column, 0: absent */
	size_t width;
};

static struct slice cell(const struct simple *s, const struct csv_row *row,
			 enum column c)
{
	return s->at[c] ? row->field[s->at[c] - 1] : SLICE_NONE;
}

static void place(size_t at[COLUMNS], struct slice title, size_t number)
{
	for (size_t c = 0; c < COLUMNS; c++)
		if (slice_is(title, titles[c]) && !at[c])
			at[c] = number;
}

static int take_header(struct simple *s, const struct csv_row *row,
		       struct err *e)
{
	for (size_t i = 0; i < row->n; i++)
		place(s->at, slice_trim(row->field[i]), i + 1);
	s->width = row->n;
	for (size_t c = ID; c <= NAME; c++)
		if (!s->at[c])
			return err_set(e, ERR_FORMAT, "no column \"%s\"",
				       titles[c]);
	return 0;
}

/* The value in quotes at the front of *rest, and what stands behind it. */
static struct slice cut_quoted(struct str *buf, struct slice *rest)
{
	size_t i = 1;

	str_clear(buf);
	for (; i < rest->n; i++) {
		if (rest->p[i] != '"')
			str_addc(buf, rest->p[i]);
		else if (i + 1 < rest->n && rest->p[i + 1] == '"')
			str_addc(buf, rest->p[i++]);
		else
			break;
	}
	while (i < rest->n && rest->p[i] != ';')
		i++;
	*rest = i < rest->n ? slice_make(rest->p + i + 1, rest->n - i - 1) :
			      SLICE_NONE;
	return str_slice(buf);
}

/* The next of several values; false when there is none left. */
static bool next_value(struct simple *s, struct slice *rest,
		       struct slice *value)
{
	if (!slice_starts(*rest, "\""))
		return slice_cut(rest, ';', value);
	*value = cut_quoted(&s->value, rest);
	return true;
}

static void put(struct simple *s, enum column c, struct slice v)
{
	struct roster *r = &s->r;

	if (c == ALIASES)
		os_name(r, v, NULL);
	else if (c == BIRTH_DATE)
		roster_born(r, v, DATE_ORDER_UNKNOWN);
	else if (c == COUNTRIES)
		os_country(r, v, NULL);
	else if (c == ADDRESSES)
		roster_claim(r, PROP_address, v, NULL);
	else if (c == IDENTIFIERS)
		os_identifier(r, v, NULL);
	else if (c == SANCTIONS)
		roster_claim(r, PROP_remarks, v, "sanction");
	else if (c == PHONES || c == EMAILS)
		roster_claim(r, PROP_contact, v,
			     c == PHONES ? "phone" : "email");
	else if (c == PROGRAM_IDS)
		roster_claim(r, PROP_programme, v, NULL);
	else if (c == DATASET)
		roster_claim(r, PROP_remarks, v, "dataset");
}

static int put_row(struct simple *s, const struct csv_row *row,
		   struct err *e)
{
	struct slice id = cell(s, row, ID), rest, v;

	if (row->n != s->width)
		return err_set(e, ERR_FORMAT, "%zu fields where the header has"
			       " %zu", row->n, s->width);
	if (!os_good_id(id))
		return err_set(e, ERR_FORMAT, "no id, or a blank in it");
	roster_begin(&s->r, id, os_kind(cell(s, row, SCHEMA)));
	roster_name(&s->r, cell(s, row, NAME), NULL, SLICE_NONE);
	for (enum column c = ALIASES; c <= DATASET; c++) {
		rest = cell(s, row, c);
		while (next_value(s, &rest, &v))
			put(s, c, v);
	}
	roster_claim(&s->r, PROP_remarks, os_day(cell(s, row, FIRST_SEEN)),
		     "first seen by OpenSanctions");
	if (str_ok(&s->value, "one value", e) < 0 ||
	    roster_date(&s->r, PROP_updated_on,
			os_day(cell(s, row, LAST_CHANGE)), DATE_ORDER_UNKNOWN,
			e) < 0)
		return -1;
	return roster_emit(&s->r, e);
}

static int in_row(size_t number, struct err *e)
{
	char where[32];

	snprintf(where, sizeof(where), "row %zu", number);
	return err_in(e, where);
}

static int read_rows(struct simple *s, struct csv *c, struct err *e)
{
	struct csv_row row;
	int rc = csv_next(c, &row, e);

	if (rc == 0)
		return err_set(e, ERR_FORMAT, "empty");
	if (rc > 0 && take_header(s, &row, e) < 0)
		return -1;
	while (rc > 0 && (rc = csv_next(c, &row, e)) > 0)
		if (put_row(s, &row, e) < 0)
			return in_row(row.number, e);
	return rc;
}

static int read_simple(struct input *in, record_fn *emit, void *ctx,
		       struct err *e)
{
	struct simple s = { .value = STR_INIT(VALUE_BYTES) };
	struct csv *c = NULL;
	int rc = -1;

	if (os_open(&s.r, in, emit, ctx, e) < 0)
		return -1;
	if (csv_open(&c, &in->part[0], ',', e) == 0)
		rc = read_rows(&s, c, e);
	csv_close(&c);
	str_free(&s.value);
	roster_close(&s.r);
	return rc < 0 ? reader_in(&in->part[0], e) : 0;
}

static int sniff(struct slice head, const struct input_part *part)
{
	static const char *const lead[] = {
		"id,schema,name,aliases,",
		"\"id\",\"schema\",\"name\",\"aliases\",",
	};

	(void)part;
	head = slice_trim(head);
	return slice_starts(head, lead[0]) || slice_starts(head, lead[1]) ?
	       95 : 0;
}

const struct reader in_os_simple = {
	.name = "os_simple",
	.title = N_("OpenSanctions targets as a table (a cross-check, no official"
		 " list)"),
	.complete = true,
	.max_bytes = (size_t)2 << 30,
	.max_records = 20 * 1000 * 1000,
	.sniff = sniff,
	.read = read_simple,
	.keys = "opensanctions",
};
