/* The EU's consolidated list of financial sanctions (FSF) as CSV 1.1: a row a
 * name, address, birth, identification or citizenship, each with the columns
 * of its party. Columns are found by their headers: the order has changed.
 *
 * The rows of a party follow each other. To merge one that comes back later
 * would need the whole list in memory: it is a second record of the same key,
 * which the store refuses. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "read/csvrow.h"
#include "read/fsf.h"
#include "read/reader.h"

enum { ID_BYTES = 4096, NO_FIELD = -1 };

struct eu_csv {
	struct fsf f;
	struct str id;			/* of the party that is open */
	int field[CSV_FIELDS];		/* of each column, or NO_FIELD */
	size_t columns;
	size_t dated;			/* column of the list's date + 1 */
};

static const char dated[] = "fileGenerationDate";

static const enum fsf_field needed[] = {
	FSF_LOGICAL_ID, FSF_REFERENCE, FSF_CODE, FSF_PROGRAMME, FSF_WHOLE,
};

/* Remarks of each part, which the XML has as elements. */
static const enum fsf_field remarks[FSF_PARTS] = {
	[FSF_ENTITY]         = FSF_ENTITY_REMARK,
	[FSF_NAME]           = FSF_NAME_REMARK,
	[FSF_CITIZENSHIP]    = FSF_CITIZEN_REMARK,
	[FSF_BIRTH]          = FSF_BIRTH_REMARK,
	[FSF_IDENTIFICATION] = FSF_ID_REMARK,
	[FSF_ADDRESS]        = FSF_ADDRESS_REMARK,
};

static int field_of(struct slice header)
{
	for (int i = 0; i < FSF_FIELDS; i++)
		if (fsf_fields[i].column &&
		    slice_ieq(header, fsf_fields[i].column))
			return i;
	return NO_FIELD;
}

static int take_header(struct eu_csv *c, const struct csv_row *row,
		       struct err *e)
{
	bool has[FSF_FIELDS] = {0};

	c->columns = row->n;
	for (size_t i = 0; i < row->n; i++) {
		struct slice header = slice_trim(row->field[i]);

		c->field[i] = field_of(header);
		if (c->field[i] != NO_FIELD && has[c->field[i]])
			return err_set(e, ERR_FORMAT, "column %.*s stands "
				       "there twice", SLICE_ARG(header));
		if (c->field[i] != NO_FIELD)
			has[c->field[i]] = true;
		if (slice_ieq(header, dated))
			c->dated = i + 1;
	}
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (!has[needed[i]])
			return err_set(e, ERR_FORMAT, "column %s is missing",
				       fsf_fields[needed[i]].column);
	return 0;
}

static bool has_any(const struct fsf *f, enum fsf_part part)
{
	for (size_t i = fsf_first[part]; i < fsf_first[part + 1]; i++)
		if (slice_trim(f->v[i]).n > 0)
			return true;
	return false;
}

/* Goes on with the open party, or closes it and begins the next. */
static int turn(struct eu_csv *c, struct err *e)
{
	struct slice id = slice_trim(c->f.v[FSF_LOGICAL_ID]);
	struct slice ref = slice_trim(c->f.v[FSF_REFERENCE]);
	struct slice old = str_slice(&c->id);

	if (c->f.open && old.n == id.n + ref.n + 1 &&
	    slice_eq(slice_make(old.p, id.n), id) &&
	    slice_eq(slice_make(old.p + id.n + 1, ref.n), ref))
		return 0;
	if (c->f.open && fsf_emit(&c->f, e) < 0)
		return -1;
	str_clear(&c->id);
	str_add(&c->id, id);
	str_addc(&c->id, ';');
	str_add(&c->id, ref);
	if (str_ok(&c->id, "an id", e) < 0)
		return -1;
	return fsf_put(&c->f, FSF_ENTITY, e);
}

static int put_row(struct eu_csv *c, const struct csv_row *row, struct err *e)
{
	struct slice *v = c->f.v;

	if (row->n != c->columns)
		return err_set(e, ERR_FORMAT, "%zu columns instead of %zu",
			       row->n, c->columns);
	memset(v, 0, sizeof(c->f.v));
	for (size_t i = 0; i < row->n; i++)
		if (c->field[i] != NO_FIELD)
			v[c->field[i]] = row->field[i];
	if (turn(c, e) < 0)
		return -1;
	for (enum fsf_part p = FSF_ENTITY; p < FSF_PARTS; p++) {
		if (!has_any(&c->f, p))
			continue;
		if (p != FSF_ENTITY && fsf_put(&c->f, p, e) < 0)
			return -1;
		if (remarks[p])
			fsf_remark(&c->f, p, v[remarks[p]]);
	}
	fsf_contact(&c->f, SLICE_NONE, v[FSF_CONTACT]);
	return 0;
}

static int read_rows(struct eu_csv *c, struct csv *csv, struct err *e)
{
	struct csv_row row = {0};
	char where[40];
	int rc;

	while ((rc = csv_next(csv, &row, e)) == 1) {
		if ((row.number == 1 ? take_header(c, &row, e)
				     : put_row(c, &row, e)) == 0)
			continue;
		snprintf(where, sizeof(where), "row %zu", row.number);
		return err_in(e, where);
	}
	if (rc == 0 && c->f.open)
		rc = fsf_emit(&c->f, e);
	return rc;
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	struct csv *csv = NULL;
	int rc = csv_open(&csv, part, ';', e);

	if (rc == 0)
		rc = read_rows(ctx, csv, e);
	csv_close(&csv);
	return rc;
}

static int eu_read(struct input *in, record_fn *emit, void *ctx, struct err *e)
{
	struct eu_csv c = { .id = STR_INIT(ID_BYTES) };
	int rc = fsf_open(&c.f, in, emit, ctx, e);

	if (rc == 0)
		rc = roster_read(&c.f.r, in, read_part, &c, "party", e);
	fsf_close(&c.f);
	str_free(&c.id);
	return rc;
}

/* Each row says it; the first is enough. */
static void eu_declare(struct input_part *part, struct declared *out)
{
	struct eu_csv c = {0};
	struct csv *csv = NULL;
	struct csv_row row;
	struct pdate date;
	struct err e = {0};

	if (csv_open(&csv, part, ';', &e) == 0 &&
	    csv_next(csv, &row, &e) == 1 && take_header(&c, &row, &e) == 0 &&
	    c.dated > 0 && csv_next(csv, &row, &e) == 1 &&
	    row.n == c.columns &&
	    pdate_parse(row.field[c.dated - 1], DATE_ORDER_DMY, &date))
		pdate_text(date, out->date);
	csv_close(&csv);
}

static int eu_sniff(struct slice head, const struct input_part *part)
{
	struct slice line;

	(void)part;
	slice_cut(&head, '\n', &line);
	return slice_find(line, SLICE("Entity_LogicalId"), 0) >= 0 &&
	       slice_find(line, SLICE("NameAlias_WholeName"), 0) >= 0 ? 95 : 0;
}

const struct reader in_eu_csv = {
	.name = "eu_csv",
	.title = N_("EU consolidated list of financial sanctions as CSV"),
	.complete = true,
	.max_bytes = 256u << 20,
	.max_records = FSF_RECORDS,
	.sniff = eu_sniff,
	.read = eu_read,
	.keys = "eu-fsf",
	.declare = eu_declare,
};
