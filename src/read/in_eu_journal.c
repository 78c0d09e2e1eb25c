/* Designations as the Official Journal of the EU prints them, a row each: the
 * whole annexes of a framework act (header `celex,...`), or what one amending
 * act adds and changes in them (`amendedCelex,amendmentCelex,...`).
 *
 * All acts share the source eu-journal. A file of whole annexes is complete
 * for its act alone, and one that amends is never complete; but completeness
 * is of a source, so this format has none: what is absent from 32014R0833
 * stays in 32006R0765. The end of an asset freeze is told by eu-fsf.
 *
 * A row is a designation. Its key is act, annex, kind, the number printed in
 * the annex (or the name, where none is), programme and measure: the same firm
 * in two annexes, or under two measures, is in two legal contexts. Numbers
 * stay when others are repealed. The schema is no part of the key, because the
 * files of one act call a firm Company here and LegalEntity there. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "read/csvcell.h"
#include "read/csvrow.h"
#include "read/keyset.h"
#include "read/os_entity.h"
#include "read/reader.h"

enum { KEY_BYTES = 64 << 10, CELEX_MIN = 8, CELEX_MAX = 20 };

/* Columns of one value each, which mean something together. */
enum column {
	CELEX, AMENDED, AMENDMENT, ID, PROGRAMME, ANNEX, MEASURE, START,
	REASON, SCHEMA, NAME, SINGLES,
};

static const char *const singles[SINGLES] = {
	"celex", "amendedCelex", "amendmentCelex", "recordId", "programKey",
	"annex", "measure", "startDate", "reason", "schema", "name",
};

enum how { TEXT, NAMES, BORN, GENDER };

/* Columns of several values. */
static const struct {
	const char *header;
	enum how how;
	enum property prop;
	const char *qualifier;
} lists[] = {
	{ "alias",              NAMES,  PROP_other_name, "strong" },
	{ "weakAlias",          NAMES,  PROP_other_name, "weak" },
	{ "previousName",       NAMES,  PROP_other_name, "fka" },
	{ "country",            TEXT,   PROP_country,    NULL },
	{ "nationality",        TEXT,   PROP_country,    "nationality" },
	{ "jurisdiction",       TEXT,   PROP_country,    "jurisdiction" },
	{ "birthDate",          BORN,   PROP_born,       NULL },
	{ "birthPlace",         TEXT,   PROP_born_in,    NULL },
	{ "position",           TEXT,   PROP_role_text,  NULL },
	{ "passportNumber",     TEXT,   PROP_identifier, "Passport" },
	{ "gender",             GENDER, PROP_gender,     NULL },
	{ "appearance",         TEXT,   PROP_remarks,    "appearance" },
	{ "ethnicity",          TEXT,   PROP_remarks,    "ethnicity" },
	{ "fatherName",         TEXT,   PROP_remarks,    "father" },
	{ "motherName",         TEXT,   PROP_remarks,    "mother" },
	{ "incorporationDate",  TEXT,   PROP_remarks,    "incorporated" },
	{ "legalForm",          TEXT,   PROP_remarks,    "legal form" },
	{ "sector",             TEXT,   PROP_remarks,    "sector" },
	{ "registrationNumber", TEXT,   PROP_identifier, "Registration number" },
	{ "taxNumber",          TEXT,   PROP_identifier, "Tax ID" },
	{ "idNumber",           TEXT,   PROP_identifier, "Other number" },
	{ "innCode",            TEXT,   PROP_identifier, "INN" },
	{ "ogrnCode",           TEXT,   PROP_identifier, "OGRN" },
	{ "kppCode",            TEXT,   PROP_identifier, "KPP" },
	{ "okpoCode",           TEXT,   PROP_identifier, "OKPO" },
	{ "leiCode",            TEXT,   PROP_identifier, "LEI" },
	{ "swiftBic",           TEXT,   PROP_identifier, "SWIFT/BIC" },
	{ "ticker",             TEXT,   PROP_identifier, "Ticker" },
	{ "imoNumber",          TEXT,   PROP_identifier, "IMO" },
	{ "mmsi",               TEXT,   PROP_identifier, "MMSI" },
	{ "flag",               TEXT,   PROP_country,    "flag" },
	{ "address",            TEXT,   PROP_address,    NULL },
	{ "phone",              TEXT,   PROP_contact,    "phone" },
	{ "email",              TEXT,   PROP_contact,    "email" },
	{ "website",            TEXT,   PROP_contact,    "website" },
	{ "notes",              TEXT,   PROP_remarks,    NULL },
};

enum { LISTS = sizeof(lists) / sizeof(lists[0]), COLUMNS = SINGLES + LISTS,
       NO_COLUMN = -1 };

struct journal {
	struct roster r;
	int column[CSV_FIELDS];		/* of each field, or NO_COLUMN */
	size_t fields;
	bool amends;			/* the header is of an amending act */
	struct slice v[COLUMNS];
	struct str key, cell, celex;
	struct keyset told;	/* keys: no whole list, so the store takes one
				 * that comes twice for a repetition */
};

static int column_of(struct slice header)
{
	for (int i = 0; i < SINGLES; i++)
		if (slice_is(header, singles[i]))
			return i;
	for (int i = 0; i < LISTS; i++)
		if (slice_is(header, lists[i].header))
			return SINGLES + i;
	return NO_COLUMN;
}

static int take_header(struct journal *j, const struct csv_row *row,
		       struct err *e)
{
	bool has[COLUMNS] = {0};

	j->fields = row->n;
	for (size_t i = 0; i < row->n; i++) {
		struct slice header = slice_trim(row->field[i]);
		int c = j->column[i] = column_of(header);

		if (c == NO_COLUMN)
			continue;
		if (has[c])
			return err_set(e, ERR_FORMAT, "column %.*s stands there "
				       "twice", SLICE_ARG(header));
		has[c] = true;
	}
	j->amends = has[AMENDED];
	for (int c = CELEX; c < SINGLES; c++)
		if (!has[c] && (c == CELEX ? !j->amends :
				c > AMENDMENT || j->amends))
			return err_set(e, ERR_FORMAT, "column %s is missing",
				       singles[c]);
	return 0;
}

/* "32006R0765" */
static int check_celex(struct slice s, struct err *e)
{
	bool good = s.n >= CELEX_MIN && s.n <= CELEX_MAX;

	for (size_t i = 0; i < s.n && good; i++)
		good = (s.p[i] >= '0' && s.p[i] <= '9') ||
		       (s.p[i] >= 'A' && s.p[i] <= 'Z');
	return good ? 0 : err_set(e, ERR_FORMAT, "\"%.*s\" is no CELEX number",
				  (int)(s.n < 40 ? s.n : 40), s.p);
}

static int check_row(struct journal *j, struct err *e)
{
	static const enum column needed[] = { PROGRAMME, MEASURE, SCHEMA,
					      NAME };
	struct slice act = j->v[j->amends ? AMENDMENT : CELEX];

	if (check_celex(act, e) < 0 ||
	    (j->amends && check_celex(j->v[AMENDED], e) < 0))
		return -1;
	if (j->celex.n == 0)
		str_add(&j->celex, act);
	if (!slice_eq(str_slice(&j->celex), act))
		return err_set(e, ERR_FORMAT, "the act is %.*s here and %s "
			       "above", SLICE_ARG(act), str_cstr(&j->celex));
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (j->v[needed[i]].n == 0)
			return err_set(e, ERR_FORMAT, "%s is empty",
				       singles[needed[i]]);
	return 0;
}

/* One step of the key; blanks and slashes inside it would tear it. */
static void add_step(struct str *key, struct slice s)
{
	if (key->n > 0)
		str_addc(key, '/');
	if (s.n == 0)
		str_addc(key, '-');
	for (size_t i = 0; i < s.n; i++)
		str_addc(key, (unsigned char)s.p[i] <= ' ' || s.p[i] == '/' ?
			      '_' : s.p[i]);
}

static int begin(struct journal *j, struct slice act, const char *kind,
		 struct err *e)
{
	const struct slice *v = j->v;
	int fresh;

	str_clear(&j->key);
	add_step(&j->key, act);
	add_step(&j->key, v[ANNEX]);
	add_step(&j->key, slice_of(kind ? kind : "other"));
	add_step(&j->key, v[ID].n ? v[ID] : v[NAME]);
	add_step(&j->key, v[PROGRAMME]);
	add_step(&j->key, v[MEASURE]);
	if (str_ok(&j->key, "a key", e) < 0)
		return -1;
	fresh = keyset_add(&j->told, str_slice(&j->key), e);
	if (fresh <= 0)
		return err_set(e, ERR_FORMAT, "party %s stands there twice",
			       str_cstr(&j->key));
	roster_begin(&j->r, str_slice(&j->key), kind);
	return 0;
}

static void put_basis(struct journal *j, struct slice act)
{
	str_clear(&j->cell);
	str_add(&j->cell, act);
	if (j->v[ANNEX].n > 0) {
		str_addz(&j->cell, ", Annex ");
		str_add(&j->cell, j->v[ANNEX]);
	}
	roster_claim(&j->r, PROP_legal_basis, str_slice(&j->cell), NULL);
	roster_claim(&j->r, PROP_legal_basis, j->v[AMENDMENT], "amending act");
}

static void put_value(struct journal *j, size_t list, struct slice value)
{
	const char *qualifier = lists[list].qualifier;
	struct roster *r = &j->r;

	switch (lists[list].how) {
	case TEXT:
		roster_claim(r, lists[list].prop, value, qualifier);
		break;
	case NAMES:	/* a weak or former name stays one in any script */
		if (strcmp(qualifier, "strong") == 0 &&
		    roster_is_script(value))
			qualifier = "script";
		roster_name(r, value, qualifier, SLICE_NONE);
		break;
	case BORN:
		roster_born(r, value, DATE_ORDER_DMY);
		break;
	case GENDER:
		if (slice_ieq(value, "male") || slice_ieq(value, "female"))
			roster_claim(r, PROP_gender,
				     slice_ieq(value, "male") ?
				     SLICE("male") : SLICE("female"), NULL);
		else
			roster_claim(r, PROP_remarks, value, "gender");
		break;
	}
}

/* "Asset freeze" is "asset freeze" in other lists. */
static int put_measure(struct journal *j, struct err *e)
{
	str_clear(&j->cell);
	for (size_t i = 0; i < j->v[MEASURE].n; i++) {
		char c = j->v[MEASURE].p[i];

		str_addc(&j->cell, (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a'
							       : c));
	}
	return roster_programme(&j->r, j->v[PROGRAMME], str_cstr(&j->cell), e);
}

static int put_row(struct journal *j, struct err *e)
{
	const struct slice *v = j->v;
	struct slice act = v[j->amends ? AMENDED : CELEX], rest, value;
	const char *kind = os_kind(v[SCHEMA]);

	if (check_row(j, e) < 0 || begin(j, act, kind, e) < 0)
		return -1;
	roster_name(&j->r, v[NAME], NULL, SLICE_NONE);
	if (!kind)
		roster_claim(&j->r, PROP_remarks, v[SCHEMA], "kind");
	if (put_measure(j, e) < 0 ||
	    roster_date(&j->r, PROP_listed_on, v[START], DATE_ORDER_DMY,
			e) < 0)
		return -1;
	put_basis(j, act);
	roster_claim(&j->r, PROP_reason, v[REASON], NULL);
	for (size_t i = 0; i < LISTS; i++) {
		rest = v[SINGLES + i];
		while (csv_cut(&rest, &j->cell, &value))
			put_value(j, i, value);
	}
	if (str_ok(&j->cell, "one value", e) < 0)
		return -1;
	return roster_emit(&j->r, e);
}

static int take_row(struct journal *j, const struct csv_row *row,
		    struct err *e)
{
	if (row->number == 1)
		return take_header(j, row, e);
	if (row->n != j->fields)
		return err_set(e, ERR_FORMAT, "%zu columns instead of %zu",
			       row->n, j->fields);
	memset(j->v, 0, sizeof(j->v));
	for (size_t i = 0; i < row->n; i++)
		if (j->column[i] != NO_COLUMN)
			j->v[j->column[i]] = slice_trim(row->field[i]);
	return put_row(j, e);
}

static int read_rows(struct journal *j, struct csv *csv, struct err *e)
{
	struct csv_row row = {0};
	char where[40];
	int rc;

	str_clear(&j->celex);
	while ((rc = csv_next(csv, &row, e)) == 1) {
		if (take_row(j, &row, e) == 0)
			continue;
		snprintf(where, sizeof(where), "row %zu", row.number);
		return err_in(e, where);
	}
	if (rc == 0 && j->celex.n == 0)
		return err_set(e, ERR_FORMAT, "no designation in it");
	return rc;
}

/* Each part is an act of its own. */
static int journal_read(struct input *in, record_fn *emit, void *ctx,
			struct err *e)
{
	static const struct roster_is is = {
		.jurisdiction = "EU",
		.authority = "Council of the EU",
		.list = "eu-journal",
	};
	struct journal j = { .key = STR_INIT(KEY_BYTES),
			     .cell = STR_INIT(CSV_FIELD_BYTES),
			     .celex = STR_INIT(CELEX_MAX) };
	int rc = roster_open(&j.r, in, &is, emit, ctx, e);

	for (size_t i = 0; i < in->n && rc == 0; i++) {
		struct csv *csv = NULL;

		rc = csv_open(&csv, &in->part[i], ',', e);
		if (rc == 0)
			rc = read_rows(&j, csv, e);
		csv_close(&csv);
		if (rc == 0 && i + 1 == in->n)
			rc = roster_end(&j.r, e);
		if (rc < 0)
			reader_in(&in->part[i], e);
	}
	roster_close(&j.r);
	keyset_free(&j.told);
	str_free(&j.key);
	str_free(&j.cell);
	str_free(&j.celex);
	return rc;
}

static int journal_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return slice_starts(head, "celex,recordId,programKey,") ||
	       slice_starts(head, "amendedCelex,amendmentCelex,recordId,") ? 95 : 0;
}

/* The rows have no date of their own; their act is the version. */
static void journal_declare(struct input_part *part, struct declared *out)
{
	struct journal j = {0};
	struct csv *csv = NULL;
	struct csv_row row;
	struct err e = {0};

	if (csv_open(&csv, part, ',', &e) == 0 &&
	    csv_next(csv, &row, &e) == 1 && take_header(&j, &row, &e) == 0 &&
	    csv_next(csv, &row, &e) == 1 && row.n == j.fields) {
		int want = j.amends ? AMENDMENT : CELEX;

		for (size_t i = 0; i < row.n; i++)
			if (j.column[i] == want &&
			    check_celex(row.field[i], &e) == 0)
				snprintf(out->version, sizeof(out->version),
					 "%.*s", SLICE_ARG(row.field[i]));
	}
	csv_close(&csv);
}

const struct reader in_eu_journal = {
	.name = "eu_journal",
	.title = N_("EU Official Journal, designations as CSV"),
	.max_bytes = 256u << 20,
	.max_records = 200000,
	.sniff = journal_sniff,
	.read = journal_read,
	.keys = "eu-journal",
	.declare = journal_declare,
};
