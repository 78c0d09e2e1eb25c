/* OFAC's list as a set of CSV files without headers: sdn.csv, and beside it
 * alt.csv (aliases), add.csv (addresses), sdn_comments.csv (remarks past the
 * 1,000 characters that fit the main file). cons_*.csv look the same.
 *
 * The files end in 0x1A. One that ends in the middle of a row has been cut off;
 * one cut at a row's end is for the caller to tell, by its number of rows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/record.h"
#include "read/csvrow.h"
#include "read/ofac_remarks.h"
#include "read/ofac_side.h"
#include "read/reader.h"

enum { PROGRAMMES_MAX = 4096, REMARKS_BYTES = 4 << 20 };

enum column {	/* of the main file */
	ENT_NUM, NAME, TYPE, PROGRAM, TITLE, CALL_SIGN, VESS_TYPE, TONNAGE,
	GRT, VESS_FLAG, VESS_OWNER, REMARKS,
};

struct programme {
	struct slice name;
	int64_t listed;
};

struct ofac {
	struct input *in;
	record_fn *emit;
	void *ctx;
	struct slice list;
	struct ofac_side side;
	struct builder build;
	struct arena mem;	/* names of programmes */
	struct programme *programme;
	size_t n, cap;
	struct str remarks;
	int64_t before;		/* entry of the row before, 0: none */
};

/* Programmes that do not block property; every other one does. */
static const struct {
	const char *lead;
	const char *measure;
} measures[] = {
	{ "561-Related",  "correspondent account restrictions" },
	{ "BPI-",         "block pending investigation" },
	{ "CAPTA",        "correspondent account restrictions" },
	{ "CMIC",         "securities restrictions" },
	{ "FSE-",         "transactions prohibited" },
	{ "NS-",          "menu-based restrictions" },
	{ "UKRAINE-EO13662", "debt and equity restrictions" },
};

static const char *measure_of(struct slice programme, struct slice list)
{
	/* Under Executive Order 13662 the SDN list holds whom it blocks, the
	 * other list whom it bars from new debt. */
	bool blocks = !slice_starts(list, "us-ofac-cons");

	for (size_t i = 0; i < sizeof(measures) / sizeof(*measures); i++)
		if (slice_starts(programme, measures[i].lead) &&
		    !(blocks && slice_starts(programme, "UKRAINE-")))
			return measures[i].measure;
	return "block";
}

static int count_programme(struct ofac *o, struct slice name, struct err *e)
{
	for (size_t i = 0; i < o->n; i++) {
		if (slice_eq(o->programme[i].name, name)) {
			o->programme[i].listed++;
			return 0;
		}
	}
	if (vec_room((void **)&o->programme, &o->cap, o->n,
		     sizeof(*o->programme), PROGRAMMES_MAX, e) < 0)
		return -1;
	o->programme[o->n++] = (struct programme){
		arena_slice(&o->mem, name), 1 };
	return arena_ok(&o->mem, "programmes", e);
}

static void claim_measure(struct ofac *o, struct slice programme)
{
	const char *m = measure_of(programme, o->list);

	for (size_t i = 0; i < o->build.n; i++)
		if (o->build.claims[i].prop == PROP_measure &&
		    slice_is(o->build.claims[i].value, m))
			return;
	build_claim(&o->build, PROP_measure, slice_of(m));
}

/* "A] [B": one field holds all programmes. */
static int claim_programmes(struct ofac *o, struct slice cell, struct err *e)
{
	struct slice rest = ofac_cell(cell), one;

	while (slice_cut(&rest, ']', &one)) {
		one = slice_trim(one);
		if (slice_starts(one, "["))
			one = slice_trim(slice_make(one.p + 1, one.n - 1));
		if (one.n == 0)
			continue;
		build_claim(&o->build, PROP_programme, one);
		claim_measure(o, one);
		if (count_programme(o, one, e) < 0)
			return -1;
	}
	return 0;
}

static const char *target_kind(struct slice type)
{
	static const char *const same[] = { "vessel", "aircraft" };

	if (slice_is(type, "individual"))
		return "person";
	for (size_t i = 0; i < 2; i++)
		if (slice_is(type, same[i]))
			return same[i];
	return "entity";
}

/* Ten addresses in one country are one country. */
static void claim_other(struct builder *b, enum property prop,
			struct slice value, const char *qualifier)
{
	struct claim *c;

	for (size_t i = 0; i < b->n; i++)
		if (b->claims[i].prop == prop &&
		    slice_eq(b->claims[i].value, value) &&
		    slice_is(b->claims[i].qualifier, qualifier))
			return;
	c = build_claim(b, prop, value);
	if (c)
		c->qualifier = slice_of(qualifier);
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

static void claim_side(struct ofac *o, int64_t entry, bool is_person)
{
	const struct ofac_side_row *row;
	size_t n;

	row = ofac_side_find(&o->side, entry, &n);
	for (size_t i = 0; i < n; i++) {
		if (row[i].what == OFAC_ALT)
			claim_other(&o->build, PROP_other_name, row[i].text,
				    slice_is(row[i].kind, "aka") ? "strong" :
				    slice_is(row[i].kind, "fka") ? "fka" :
								   "nka");
		else if (row[i].what == OFAC_ADD && !is_person)
			claim_other(&o->build, PROP_country, row[i].text,
				    "address");
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
	if (entry == o->before)
		return err_set(e, ERR_FORMAT, "entry %lld stands there twice",
			       (long long)entry);
	if (!ofac_cell(row->field[NAME]).p)
		return err_set(e, ERR_FORMAT, "an entry without a name");
	o->before = entry;
	return 0;
}

static int put_entry(struct ofac *o, const struct csv_row *row, struct err *e)
{
	struct builder *b = &o->build;
	const char *kind;

	if (check_row(o, row, e) < 0)
		return -1;
	kind = target_kind(slice_trim(row->field[TYPE]));
	build_begin(b, KIND_designation, slice_trim(row->field[ENT_NUM]));
	build_claim(b, PROP_name, row->field[NAME]);
	build_claim(b, PROP_target_kind, slice_of(kind));
	build_claim(b, PROP_jurisdiction, SLICE("US"));
	build_claim(b, PROP_list, o->list);
	build_claim(b, PROP_native_id, row->field[ENT_NUM]);
	if (claim_programmes(o, row->field[PROGRAM], e) < 0)
		return -1;
	build_claim(b, PROP_title, ofac_cell(row->field[TITLE]));
	build_claim(b, PROP_call_sign, ofac_cell(row->field[CALL_SIGN]));
	claim_other(b, PROP_country, ofac_cell(row->field[VESS_FLAG]), "flag");
	str_clear(&o->remarks);
	if (ofac_cell(row->field[REMARKS]).p)
		str_add(&o->remarks, row->field[REMARKS]);
	claim_side(o, o->before, kind[0] == 'p');
	ofac_remarks(b, str_slice(&o->remarks));
	if (str_ok(&o->remarks, "remarks", e) < 0)
		return -1;
	return build_emit(b, o->emit, o->ctx, e);
}

static int put_programme(struct ofac *o, const struct programme *p,
			 struct err *e)
{
	struct builder *b = &o->build;
	struct str key = STR_INIT(CSV_FIELD_BYTES);
	int rc;

	str_addz(&key, "programme/");
	str_add(&key, p->name);
	build_begin(b, KIND_measure, str_slice(&key));
	build_claim(b, PROP_jurisdiction, SLICE("US"));
	build_claim(b, PROP_authority, SLICE("US Treasury, OFAC"));
	build_claim(b, PROP_programme, p->name);
	build_claim(b, PROP_measure, SLICE("list"));
	build_claim(b, PROP_state, SLICE("imposed"));
	build_claimf(b, PROP_listed, "%lld", (long long)p->listed);
	rc = build_emit(b, o->emit, o->ctx, e);
	str_free(&key);
	return rc;
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
	if (rc == 0 && o->before == 0)
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
	struct ofac o = { .in = in, .emit = emit, .ctx = ctx,
			  .list = in->source.n ? in->source :
						 SLICE("us-ofac-sdn"),
			  .mem = ARENA_INIT(CSV_FIELD_BYTES),
			  .remarks = STR_INIT(REMARKS_BYTES) };
	struct input_part *main_part = NULL;
	int rc = -1;

	ofac_side_init(&o.side);
	if (build_open(&o.build, e) < 0 || sort_parts(&o, &main_part, e) < 0 ||
	    read_main(&o, main_part, e) < 0)
		goto out;
	rc = 0;
	for (size_t i = 0; i < o.n && rc == 0; i++)
		rc = put_programme(&o, &o.programme[i], e);
out:
	ofac_side_free(&o.side);
	build_close(&o.build);
	arena_free(&o.mem);
	free(o.programme);
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

const struct reader in_ofac_csv = {
	.name = "ofac_csv",
	.title = "OFAC list as CSV set",
	.complete = true,
	.set = true,
	.max_bytes = 256u << 20,
	.max_records = 1000000,
	.sniff = ofac_sniff,
	.read = ofac_read,
	.keys = "us-ofac-sdn us-ofac-cons",
};
