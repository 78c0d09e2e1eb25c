#include "read/os_value.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum how { TEXT, COUNTRY, NAME, NUMBER, BORN };

struct row {
	const char *name;	/* of the property */
	enum how how;
	enum property prop;
	const char *qualifier;
};

#define MARK(name, label) { name, TEXT, PROP_remarks, label }
#define ID(name, type)    { name, NUMBER, PROP_identifier, type }

/* The parts of a name are in the name; what a person believes is not told. */
static const struct row party[] = {	/* sorted by name */
	{ "abbreviation", NAME, PROP_other_name, "weak" },
	{ "address", TEXT, PROP_address, NULL },
	{ "alias", NAME, PROP_other_name, NULL },
	ID("bikCode", "BIK"),
	{ "birthCountry", COUNTRY, PROP_country, "birth" },
	{ "birthDate", BORN, PROP_born, NULL },
	{ "birthPlace", TEXT, PROP_born_in, NULL },
	MARK("buildDate", "built"),
	{ "callSign", TEXT, PROP_call_sign, NULL },
	{ "citizenship", COUNTRY, PROP_country, "citizen" },
	MARK("classification", "classification"),
	{ "country", COUNTRY, PROP_country, NULL },
	MARK("deathDate", "died"),
	MARK("description", NULL),
	ID("dunsCode", "DUNS"),
	{ "email", TEXT, PROP_contact, "email" },
	{ "flag", COUNTRY, PROP_country, "flag" },
	{ "gender", TEXT, PROP_gender, NULL },
	ID("idNumber", "Identity number"),
	ID("imoNumber", "IMO"),
	ID("innCode", "INN"),
	{ "jurisdiction", COUNTRY, PROP_country, "jurisdiction" },
	ID("kppCode", "KPP"),
	MARK("legalForm", "legal form"),
	ID("leiCode", "LEI"),
	{ "mainCountry", COUNTRY, PROP_country, NULL },
	ID("mmsi", "MMSI"),
	MARK("model", "model"),
	{ "name", NAME, PROP_other_name, NULL },
	{ "nationality", COUNTRY, PROP_country, "nationality" },
	MARK("notes", NULL),
	ID("ogrnCode", "OGRN"),
	ID("okpoCode", "OKPO"),
	ID("passportNumber", "Passport"),
	MARK("pastFlags", "past flag"),
	{ "phone", TEXT, PROP_contact, "phone" },
	{ "position", TEXT, PROP_role_text, NULL },
	{ "previousName", NAME, PROP_other_name, "fka" },
	{ "programId", TEXT, PROP_programme, NULL },
	ID("publicKey", "Wallet"),
	ID("registrationNumber", "Registration number"),
	MARK("sector", "sector"),
	ID("serialNumber", "Serial number"),
	ID("socialSecurityNumber", "Social security number"),
	{ "sourceUrl", TEXT, PROP_url, NULL },
	MARK("status", "status"),
	MARK("summary", NULL),
	ID("swiftBic", "SWIFT"),
	ID("taxNumber", "Tax number"),
	{ "title", TEXT, PROP_role_text, "title" },
	MARK("tonnage", "tonnage"),
	MARK("topics", "topic"),
	MARK("type", "type"),
	ID("uniqueEntityId", "UEI"),
	ID("vatCode", "VAT"),
	{ "weakAlias", NAME, PROP_other_name, "weak" },
	{ "website", TEXT, PROP_contact, "website" },
	ID("wikidataId", "Wikidata"),
};

static const struct row sanction[] = {	/* sorted by name */
	{ "authority", TEXT, PROP_authority, NULL },
	ID("authorityId", "Listing"),
	MARK("country", "country of the authority"),
	MARK("description", NULL),
	MARK("duration", "duration"),
	{ "programId", TEXT, PROP_programme, NULL },
	{ "provisions", TEXT, PROP_measure, NULL },
	{ "reason", TEXT, PROP_reason, NULL },
	ID("recordId", "Listing"),
	{ "sourceUrl", TEXT, PROP_url, NULL },
	MARK("status", "status"),
	MARK("summary", NULL),
	ID("unscId", "UN"),
};

static const struct {
	const struct row *row;
	size_t n;
} tables[] = {
	[OS_PARTY]    = { party, sizeof(party) / sizeof(party[0]) },
	[OS_SANCTION] = { sanction, sizeof(sanction) / sizeof(sanction[0]) },
};

static int by_name(const void *name, const void *row)
{
	const char *a = name, *b = ((const struct row *)row)->name;

	return a[0] != b[0] ? a[0] - b[0] : strcmp(a, b);
}

bool os_good_id(struct slice id)
{
	for (size_t i = 0; i < id.n; i++)
		if ((unsigned char)id.p[i] <= ' ')
			return false;
	return id.n > 0 && text_valid(id);
}

struct slice os_day(struct slice time)
{
	enum { DAY = 10 };

	if (time.n > DAY && (time.p[DAY] == 'T' || time.p[DAY] == ' '))
		time.n = DAY;
	return time;
}

/* By the bytes alone where that is enough: from 0xCD on a character is not
 * Latin, but for 0xE1 and 0xE2, which hold more of Latin, and marks. */
static bool is_script(struct slice name)
{
	bool latin = false, other = false;

	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (c == 0xE1)
			return roster_is_script(name);
		latin |= (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
			 (c >= 0xC3 && c < 0xCD);
		other |= c >= 0xCD && c != 0xE2;
	}
	return latin && other ? roster_is_script(name) : other;
}

void os_name(struct roster *r, struct slice name, const char *quality)
{
	if (!quality)
		quality = is_script(name) ? "script" : "strong";
	roster_name(r, name, quality, SLICE_NONE);
}

/* Lists write codes of countries large. */
void os_country(struct roster *r, struct slice code, const char *qualifier)
{
	char large[16];

	if (code.n >= sizeof(large)) {
		roster_claim(r, PROP_country, code, qualifier);
		return;
	}
	for (size_t i = 0; i < code.n; i++)
		large[i] = code.p[i] >= 'a' && code.p[i] <= 'z' ?
			   (char)(code.p[i] - 'a' + 'A') : code.p[i];
	roster_claim(r, PROP_country, slice_make(large, code.n), qualifier);
}

void os_identifier(struct roster *r, struct slice number, const char *type)
{
	enum { LEAD = 3, DIGITS = 7 };
	struct slice rest = number;
	int64_t n;

	if (number.n == LEAD + DIGITS && slice_starts(number, "IMO")) {
		rest = slice_make(number.p + LEAD, DIGITS);
		if (slice_int(rest, &n) && n > 0) {
			number = rest;
			type = "IMO";
		}
	}
	roster_claim(r, PROP_identifier, number, type);
}

static void put(struct roster *r, const struct row *row, struct slice value)
{
	switch (row->how) {
	case TEXT:
		roster_claim(r, row->prop, value, row->qualifier);
		break;
	case COUNTRY:
		os_country(r, value, row->qualifier);
		break;
	case NAME:
		os_name(r, value, row->qualifier);
		break;
	case NUMBER:
		os_identifier(r, value, row->qualifier);
		break;
	case BORN:
		roster_born(r, os_day(value), DATE_ORDER_UNKNOWN);
		break;
	}
}

int os_values(struct roster *r, const struct jnode *props,
	      enum os_table which, struct err *e)
{
	const struct jnode *p, *v;

	for (p = jtree_first(props); p; p = jtree_next(p)) {
		const struct row *row = bsearch(jtree_name(p).p,
			tables[which].row, tables[which].n, sizeof(*row),
			by_name);

		for (v = jtree_first(p); v; v = jtree_next(v)) {
			if (jtree_is_object(v))
				return err_set(e, ERR_FORMAT, "an entity in an"
					" entity: take entities.ftm.json");
			if (row)
				put(r, row, jtree_text(v));
		}
	}
	return 0;
}

struct slice os_first(const struct jnode *props, const char *name)
{
	return jtree_text(jtree_first(jtree_member(props, name)));
}

static struct slice end_of(const struct jnode *props, const char *name,
			   int sign)
{
	const struct jnode *v = jtree_first(jtree_member(props, name));
	struct slice best = SLICE_NONE;

	for (; v; v = jtree_next(v)) {
		struct slice day = os_day(jtree_text(v));

		if (day.n && (!best.n || sign * slice_cmp(day, best) > 0))
			best = day;
	}
	return best;
}

struct slice os_earliest(const struct jnode *props, const char *name)
{
	return end_of(props, name, -1);
}

struct slice os_latest(const struct jnode *props, const char *name)
{
	return end_of(props, name, 1);
}
