/* Identifications: passports, registration numbers and the like. */
#include "read/fsf_part.h"

static const struct {
	const char *code, *text;
} types[] = {			/* sorted by code */
	{ "birthcert",      "Birth certificate" },
	{ "drivinglicence", "Driving licence" },
	{ "electionid",     "Election ID" },
	{ "euvat",          "EU VAT number" },
	{ "fiscalcode",     "Fiscal code" },
	{ "id",             "National ID" },
	{ "imo",            "IMO" },
	{ "nationcert",     "Nationality certificate" },
	{ "passport",       "Passport" },
	{ "regnumber",      "Registration number" },
	{ "residentperm",   "Residence permit" },
	{ "ssn",            "Social security number" },
	{ "swiftbic",       "SWIFT/BIC" },
	{ "taxid",          "Tax ID" },
	{ "tradelic",       "Trade licence" },
	{ "travelcardid",   "Travel document" },
	{ "unssn",          "UN social security number" },
};

static struct slice type_of(const struct fsf *f)
{
	struct slice code = slice_trim(f->v[FSF_TYPE]);
	struct slice text = slice_trim(f->v[FSF_TYPE_TEXT]);

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (slice_ieq(code, types[i].code))
			return slice_of(types[i].text);
	if (text.n > 0)
		return text;
	return slice_ieq(code, "other") || code.n == 0 ? SLICE("Other number")
							: code;
}

/* "Passport, BY, expired" */
static void add_type(struct fsf *f)
{
	static const struct {
		enum fsf_field field;
		const char *word;
	} flags[] = {
		{ FSF_DIPLOMATIC, "diplomatic" },
		{ FSF_EXPIRED,    "expired" },
		{ FSF_FALSE,      "known to be false" },
		{ FSF_LOST,       "reported lost" },
		{ FSF_REVOKED,    "revoked" },
	};
	const struct slice *v = f->v;

	fsf_add(&f->text, "", type_of(f));
	fsf_add(&f->text, "", fsf_country(v[FSF_ID_CODE], v[FSF_ID_COUNTRY]));
	fsf_add(&f->text, "", v[FSF_ID_REGION]);
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (fsf_true(v[flags[i].field]))
			fsf_add(&f->text, "", slice_of(flags[i].word));
}

/* "AB 123: issued by ..., valid to ..." */
static void put_paper(struct fsf *f, struct slice number)
{
	static const struct {
		enum fsf_field field;
		const char *lead;
	} rows[] = {
		{ FSF_ISSUED_BY,  "issued by " },
		{ FSF_ISSUED_ON,  "issued on " },
		{ FSF_VALID_FROM, "valid from " },
		{ FSF_VALID_TO,   "valid to " },
		{ FSF_NAME_ON,    "in the name of " },
	};

	str_clear(&f->text);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		fsf_add(&f->text, rows[i].lead, f->v[rows[i].field]);
	if (f->text.n == 0)
		return;
	str_addz(&f->text, " (");
	str_add(&f->text, number);
	str_addc(&f->text, ')');
	roster_claim(&f->r, PROP_remarks, str_slice(&f->text),
		     "identification");
}

static bool has_letter(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] >= '0' && s.p[i] <= '9') ||
		    (s.p[i] >= 'A' && s.p[i] <= 'Z') ||
		    (s.p[i] >= 'a' && s.p[i] <= 'z') ||
		    (unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

int fsf_put_identification(struct fsf *f, struct err *e)
{
	struct slice number = slice_trim(f->v[FSF_NUMBER]);
	struct slice latin = slice_trim(f->v[FSF_LATIN]);
	const char *type;

	(void)e;
	if (!has_letter(number))	/* empty, or "-" */
		number = latin;
	f->about = build_copy(&f->r.b, number);
	if (!has_letter(number))
		return 0;
	str_clear(&f->text);
	add_type(f);
	if (fsf_true(f->v[FSF_FALSE])) {
		str_addz(&f->text, ": ");
		str_add(&f->text, number);
		roster_claim(&f->r, PROP_remarks, str_slice(&f->text),
			     "identification");
	} else {
		type = str_cstr(&f->text);
		roster_claim(&f->r, PROP_identifier, number, type);
		roster_claim(&f->r, PROP_identifier, latin, type);
	}
	put_paper(f, number);
	return 0;
}
