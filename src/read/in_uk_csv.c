/* The UK Sanctions List as CSV: "Report Date: 02-Sep-2026", a header, then one
 * designation on as many rows as it has names, addresses and so on, each with
 * each. The rows of one follow each other; a second run of them is a second
 * record of the same key, which the store refuses. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "read/csvrow.h"
#include "read/reader.h"
#include "read/uk_list.h"

enum { ID_BYTES = 4096 };

struct uk_csv {
	struct dossier list;
	/* Number of the column from 1; 0: there is none. */
	size_t column[UK_GROUPS][COLLECT_CELLS];
	size_t columns;
	struct str id;		/* of the designation that is open */
};

/* Without one of these the format has changed. */
static const struct {
	enum uk_group group;
	size_t cell;
	const char *column;
} needed[] = {
	{ UK_ID, 0, "Unique ID" },
	{ UK_NAME, UK_NAME_PARTS - 1, "Name 6" },
	{ UK_NAME, UK_NAME_TYPE, "Name type" },
	{ UK_REGIME, 0, "Regime Name" },
	{ UK_IMPOSED, 0, "Sanctions Imposed" },
	{ UK_DESIGNATED, 0, "Date Designated" },
	{ UK_UPDATED, 0, "Last Updated" },
};

static const char dated[] = "Report Date:";

static int read_header(struct uk_csv *u, const struct csv_row *row,
		       struct err *e)
{
	for (size_t i = 0; i < row->n; i++) {
		const struct uk_field *f = uk_column(row->field[i]);

		if (f && u->column[f->group][f->cell] == 0)
			u->column[f->group][f->cell] = i + 1;
	}
	u->columns = row->n;
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (u->column[needed[i].group][needed[i].cell] == 0)
			return err_set(e, ERR_FORMAT, "no column \"%s\" (the"
				       " first is \"%.*s\")",
				       needed[i].column,
				       (int)(row->field[0].n < 40 ?
					     row->field[0].n : 40),
				       row->field[0].p);
	return 0;
}

static struct slice cell_at(const struct csv_row *row, size_t column)
{
	return column ? row->field[column - 1] : SLICE_NONE;
}

static int end_party(struct uk_csv *u, struct err *e)
{
	if (u->id.n == 0)
		return 0;
	str_clear(&u->id);
	return uk_emit(&u->list, e);
}

static int begin_row(struct uk_csv *u, const struct csv_row *row,
		     struct err *e)
{
	struct slice id;

	if (row->n != u->columns)
		return err_set(e, ERR_FORMAT, "%zu columns instead of %zu",
			       row->n, u->columns);
	id = slice_trim(cell_at(row, u->column[UK_ID][0]));
	if (id.n == 0)
		return err_set(e, ERR_FORMAT,
			       "a designation without a Unique ID");
	if (slice_eq(id, str_slice(&u->id)))
		return 0;
	if (end_party(u, e) < 0)
		return -1;
	str_add(&u->id, id);
	return str_ok(&u->id, "Unique ID", e);
}

static int read_row(struct uk_csv *u, const struct csv_row *row, struct err *e)
{
	struct slice cell[COLLECT_CELLS];

	if (begin_row(u, row, e) < 0)
		return -1;
	for (size_t g = 0; g < UK_GROUPS; g++) {
		for (size_t i = 0; i < uk_cells[g]; i++)
			cell[i] = cell_at(row, u->column[g][i]);
		if (collect_add(&u->list.got, g, cell, uk_cells[g], e) < 0)
			return -1;
	}
	return 0;
}

static int take_row(struct uk_csv *u, const struct csv_row *row, struct err *e)
{
	if (u->columns)
		return read_row(u, row, e);
	if (row->number == 1 && slice_starts(row->field[0], dated))
		return 0;
	return read_header(u, row, e);
}

static int read_rows(struct uk_csv *u, struct csv *csv, struct err *e)
{
	struct csv_row row = {0};
	char where[40];
	int rc;

	while ((rc = csv_next(csv, &row, e)) == 1) {
		if (take_row(u, &row, e) == 0)
			continue;
		snprintf(where, sizeof(where), "row %zu", row.number);
		err_in(e, where);
		return row.ended ? -1 : err_in(e, "cut off");
	}
	return rc < 0 ? -1 : end_party(u, e);
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	struct uk_csv *u = ctx;
	struct csv *csv = NULL;
	int rc = -1;

	memset(u->column, 0, sizeof(u->column));
	u->columns = 0;
	if (csv_open(&csv, part, ',', e) == 0)
		rc = read_rows(u, csv, e);
	csv_close(&csv);
	return rc;
}

static int uk_csv_read(struct input *in, record_fn *emit, void *ctx,
		       struct err *e)
{
	struct uk_csv u = { .id = STR_INIT(ID_BYTES) };
	int rc;

	if (uk_open(&u.list, in, emit, ctx, e) < 0)
		return -1;
	rc = roster_read(&u.list.roster, in, read_part, &u, "designation", e);
	dossier_close(&u.list);
	str_free(&u.id);
	return rc;
}

/* The header, behind the date or not, quoted or not. */
static int uk_csv_sniff(struct slice head, const struct input_part *part)
{
	static const char *const columns[] = { "Unique ID", "OFSI Group ID",
					       "Name 6", "Regime Name" };
	struct slice line, next = SLICE_NONE;

	(void)part;
	slice_cut(&head, '\n', &line);
	if (slice_find(line, slice_of(dated), 0) >= 0 &&
	    slice_cut(&head, '\n', &next))
		line = next;
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (slice_find(line, slice_of(columns[i]), 0) < 0)
			return 0;
	return 95;
}

static void uk_csv_declare(struct input_part *part, struct declared *out)
{
	struct csv_row row = {0};
	struct csv *csv = NULL;
	struct err none = {0};
	struct slice text;
	struct pdate d;

	if (csv_open(&csv, part, ',', &none) == 0 &&
	    csv_next(csv, &row, &none) == 1 &&
	    slice_starts(row.field[0], dated)) {
		text = row.field[0];
		text.p += sizeof(dated) - 1;
		text.n -= sizeof(dated) - 1;
		if (pdate_parse(text, DATE_ORDER_DMY, &d))
			pdate_text(d, out->date);
	}
	csv_close(&csv);
}

const struct reader in_uk_csv = {
	.name = "uk_csv",
	.title = N_("UK Sanctions List as CSV"),
	.complete = true,
	.max_bytes = 512u << 20,
	.max_records = 1000000,
	.sniff = uk_csv_sniff,
	.read = uk_csv_read,
	.keys = "gb-uksl",
	.declare = uk_csv_declare,
};
