/* OFAC's list as a set of CSV files without headers: sdn.csv, and beside it
 * alt.csv (aliases), add.csv (addresses), sdn_comments.csv (remarks past the
 * 1,000 characters that fit the main file). cons_*.csv look the same.
 *
 * The files end in 0x1A. One that ends in the middle of a row has been cut off;
 * one cut at a row's end is for the caller to tell, by its number of rows. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "read/csvrow.h"
#include "read/ofac.h"
#include "read/ofac_detail.h"
#include "read/ofac_side.h"
#include "read/reader.h"

enum { REMARKS_BYTES = 4 << 20 };

enum column {	/* of the main file */
	ENT_NUM, NAME, TYPE, PROGRAM, TITLE, CALL_SIGN, VESS_TYPE, TONNAGE,
	GRT, VESS_FLAG, VESS_OWNER, REMARKS,
};

struct ofac {
	struct input *in;
	struct ofac_side side;
	struct roster r;
	struct str remarks;
	int64_t entry;		/* of the row; 0: before the first */
};

/* "A] [B": one field holds all programmes. False at the end. */
static bool cut_programme(struct slice *rest, struct slice *one)
{
	if (!slice_cut(rest, ']', one))
		return false;
	*one = slice_trim(*one);
	if (slice_starts(*one, "["))
		*one = slice_trim(slice_make(one->p + 1, one->n - 1));
	return true;
}

static int put_programmes(struct ofac *o, struct slice cell, struct err *e)
{
	struct slice rest = ofac_cell(cell), one;

	while (cut_programme(&rest, &one))
		if (ofac_programme(&o->r, one, false, e) < 0)
			return -1;
	return 0;
}

/* The comment goes on where the remarks were cut; a publisher that repeats
 * the whole text in it is understood too. */
static void add_comment(struct str *remarks, struct slice more)
{
	if (remarks->n > 0 && more.n >= remarks->n &&
	    memcmp(more.p, remarks->p, remarks->n) == 0)
		str_clear(remarks);
	str_add(remarks, more);
}

static void put_side(struct ofac *o)
{
	const struct ofac_side_row *row;
	size_t n;

	row = ofac_side_find(&o->side, o->entry, &n);
	for (size_t i = 0; i < n; i++) {
		if (row[i].what == OFAC_ALT)
			roster_name(&o->r, row[i].text,
				    ofac_alias(row[i].kind, false),
				    SLICE_NONE);
		else if (row[i].what == OFAC_ADD)
			ofac_address(&o->r, &(struct ofac_address){
				.line = { row[i].text }, .city = row[i].city,
				.country = row[i].country });
		else if (row[i].what == OFAC_COMMENT)
			add_comment(&o->remarks, row[i].text);
	}
}

static int check_row(struct ofac *o, const struct csv_row *row, struct err *e)
{
	int64_t entry = 0;

	if (row->n != OFAC_MAIN_COLUMNS)
		return err_set(e, ERR_FORMAT, "%zu columns instead of %d",
			       row->n, OFAC_MAIN_COLUMNS);
	if (ofac_entry(row->field[ENT_NUM], &entry, e) < 0)
		return -1;
	if (!ofac_cell(row->field[NAME]).p)
		return err_set(e, ERR_FORMAT, "an entry without a name");
	o->entry = entry;
	return 0;
}

/* Columns that stand for what the other formats label. */
static void put_columns(struct ofac *o, const struct csv_row *row)
{
	static const struct {
		enum column column;
		const char *label;
	} labelled[] = {
		{ TITLE,      "Title" },
		{ CALL_SIGN,  "Vessel Call Sign" },
		{ VESS_TYPE,  "Vessel Type" },
		{ TONNAGE,    "Vessel Tonnage" },
		{ GRT,        "Vessel Gross Registered Tonnage" },
		{ VESS_FLAG,  "Vessel Flag" },
		{ VESS_OWNER, "Vessel Owner" },
	};

	for (size_t i = 0; i < sizeof(labelled) / sizeof(*labelled); i++)
		ofac_detail(&o->r, &(struct ofac_detail){
			.label = slice_of(labelled[i].label),
			.value = ofac_cell(row->field[labelled[i].column]) });
}

static int put_entry(struct ofac *o, const struct csv_row *row, struct err *e)
{
	const char *kind;

	if (check_row(o, row, e) < 0 ||
	    ofac_begin(&o->r, row->field[ENT_NUM], e) < 0)
		return -1;
	kind = ofac_kind(slice_trim(row->field[TYPE]));
	roster_claim(&o->r, PROP_target_kind, slice_of(kind), NULL);
	roster_name(&o->r, row->field[NAME], NULL, SLICE_NONE);
	if (put_programmes(o, row->field[PROGRAM], e) < 0)
		return -1;
	put_columns(o, row);
	str_clear(&o->remarks);
	if (ofac_cell(row->field[REMARKS]).p)
		str_add(&o->remarks, row->field[REMARKS]);
	put_side(o);
	ofac_remarks(&o->r, str_slice(&o->remarks));
	if (str_ok(&o->remarks, "remarks", e) < 0)
		return -1;
	return roster_emit(&o->r, e);
}

static int check_end(const struct csv *csv, const struct csv_row *last,
		     struct err *e)
{
	if (csv_end_mark(csv) || last->ended)
		return 0;
	return err_set(e, ERR_FORMAT, "cut off in row %zu: neither line end "
		       "nor end mark (0x1A) behind it", last->number);
}

static int read_rows(struct ofac *o, struct csv *csv, struct err *e)
{
	struct csv_row row = {0};
	char where[40];
	int rc;

	while ((rc = csv_next(csv, &row, e)) == 1) {
		if (row.number == 1 && ofac_is_header(row.field[0]))
			continue;
		if (put_entry(o, &row, e) == 0)
			continue;
		snprintf(where, sizeof(where), "row %zu", row.number);
		err_in(e, where);
		return row.ended ? -1 : err_in(e, "cut off");
	}
	if (rc == 0 && o->entry == 0)
		return err_set(e, ERR_FORMAT, "no entry in it");
	return rc < 0 ? -1 : check_end(csv, &row, e);
}

static int read_main(struct ofac *o, struct input_part *part, struct err *e)
{
	struct csv *csv = NULL;
	int rc = -1;

	input_rewind(part);
	if (csv_open(&csv, part, ',', e) == 0)
		rc = read_rows(o, csv, e);
	csv_close(&csv);
	return rc < 0 ? reader_in(part, e) : 0;
}

/* Takes the side files in, and finds the main one. */
static int sort_parts(struct ofac *o, struct input_part **main_part,
		      struct err *e)
{
	enum ofac_part what;

	for (size_t i = 0; i < o->in->n; i++) {
		struct input_part *part = &o->in->part[i];

		if (ofac_part_kind(part, &what, e) < 0)
			return -1;
		if (what != OFAC_MAIN) {
			if (ofac_side_add(&o->side, part, what, e) < 0)
				return -1;
			continue;
		}
		if (*main_part) {
			err_set(e, ERR_FORMAT, "a second main list beside "
				"%.*s", SLICE_ARG((*main_part)->name));
			return reader_in(part, e);
		}
		*main_part = part;
	}
	ofac_side_sort(&o->side);
	if (!*main_part)
		return err_set(e, ERR_FORMAT, "sdn.csv is missing: aliases, "
			       "addresses and comments alone are no list");
	return 0;
}

static int ofac_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	struct ofac o = { .in = in, .remarks = STR_INIT(REMARKS_BYTES) };
	struct input_part *main_part = NULL;
	int rc = -1;

	ofac_side_init(&o.side);
	if (roster_open(&o.r, in, &ofac_is, emit, ctx, e) == 0 &&
	    sort_parts(&o, &main_part, e) == 0 &&
	    read_main(&o, main_part, e) == 0)
		rc = roster_end(&o.r, e);
	ofac_side_free(&o.side);
	roster_close(&o.r);
	str_free(&o.remarks);
	return rc;
}

/* A number, then a quoted text: so begin all four files. */
static int ofac_sniff(struct slice head, const struct input_part *part)
{
	size_t i = 0;

	(void)part;
	if (slice_starts(head, "ent_num,") || slice_starts(head, "Ent_num,"))
		return 95;
	while (i < head.n && head.p[i] >= '0' && head.p[i] <= '9')
		i++;
	if (i == 0 || i > 10 || i >= head.n || head.p[i] != ',')
		return 0;
	if (slice_find(head, SLICE(",-0- "), i) >= 0)
		return 95;
	return slice_find(head, SLICE("; Linked To: "), i) >= 0 ? 60 : 0;
}

/* Only the main file tells. */
static const char *ofac_csv_key(struct slice head,
				const struct input_part *part)
{
	struct input_part from = input_memory(SLICE("head"), head);
	struct ofac_votes votes = {0};
	struct csv *csv = NULL;
	struct csv_row row;
	struct err e = {0};
	struct slice rest, one;

	if (csv_open(&csv, &from, ',', &e) < 0)
		return ofac_elected(&votes, part);
	while (csv_next(csv, &row, &e) == 1 && row.ended) {
		if (row.n != OFAC_MAIN_COLUMNS || ofac_is_header(row.field[0]))
			continue;
		rest = ofac_cell(row.field[PROGRAM]);
		while (cut_programme(&rest, &one))
			ofac_vote(&votes, one);
	}
	csv_close(&csv);
	return ofac_elected(&votes, part);
}

const struct reader in_ofac_csv = {
	.name = "ofac_csv",
	.title = N_("OFAC list as CSV set"),
	.complete = true,
	.set = true,
	.max_bytes = 256u << 20,
	.max_records = OFAC_RECORDS,
	.sniff = ofac_sniff,
	.read = ofac_read,
	.keys = OFAC_KEYS,
	.key_of = ofac_csv_key,
};
