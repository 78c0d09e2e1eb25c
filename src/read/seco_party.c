#include "read/seco_party.h"

#include "base/text.h"

enum { PIECE_BYTES = 64 << 10 };

void seco_party_init(struct seco_party *p)
{
	seco_ref_init(&p->ref);
	seco_name_init(&p->name);
	for (size_t i = 0; i < SECO_PIECES; i++)
		p->piece[i] = STR_INIT(PIECE_BYTES);
	p->what = STR_INIT(PIECE_BYTES);
	p->line = STR_INIT(PIECE_BYTES * 8);
}

void seco_party_free(struct seco_party *p)
{
	seco_ref_free(&p->ref);
	seco_name_free(&p->name);
	seco_dates_free(&p->dates);
	for (size_t i = 0; i < SECO_PIECES; i++)
		str_free(&p->piece[i]);
	str_free(&p->what);
	str_free(&p->line);
}

void seco_party_begin(struct seco_party *p, struct slice id)
{
	roster_begin(&p->r, id, NULL);
	p->dates.n = 0;
}

/* Sets are named by what they do or by the article of an ordinance; only the
 * first kind is a measure that can be told. */
static const struct {
	const char *words, *measure;
} measures[] = {
	{ "assets",                   "asset freeze" },
	{ "financial",                "asset freeze" },
	{ "freez",                    "asset freeze" },
	{ "money and capital market", "debt and equity restrictions" },
	{ "travel",                   "travel ban" },
	{ "vessel",                   "vessel restrictions" },
};

static void put_measures(struct seco_party *p, struct slice title)
{
	str_clear(&p->line);
	text_lower(&p->line, title);
	for (size_t i = 0; i < sizeof(measures) / sizeof(*measures); i++)
		if (slice_find(str_slice(&p->line),
			       slice_of(measures[i].words), 0) >= 0)
			roster_claim(&p->r, PROP_measure,
				     slice_of(measures[i].measure), NULL);
}

/* A set that was repealed with its annex may be gone from the programmes while
 * those delisted with it still name it. */
int seco_party_set(struct seco_party *p, struct slice id, struct err *e)
{
	const struct seco_set *s = seco_set_find(&p->ref, id);

	if (id.n == 0)
		return 0;
	if (!s) {
		roster_claim(&p->r, PROP_remarks, id, "set of sanctions");
		return 0;
	}
	if (roster_programme(&p->r, s->programme, NULL, e) < 0)
		return -1;
	put_measures(p, s->title);
	str_clear(&p->line);
	str_add(&p->line, s->ordinance);
	if (s->ordinance.n && s->title.n)
		str_addz(&p->line, ": ");
	str_add(&p->line, s->title);
	roster_claim(&p->r, PROP_legal_basis, str_slice(&p->line), NULL);
	return 0;
}

void seco_party_kind(struct seco_party *p, const struct xml_tag *tag)
{
	struct slice kind = tag->name;

	if (slice_is(kind, "individual"))
		kind = SLICE("person");
	else if (slice_is(kind, "object"))
		kind = xml_attr(tag, "object-type");
	roster_claim(&p->r, PROP_target_kind, kind, NULL);
	roster_claim(&p->r, PROP_gender, xml_attr(tag, "sex"), NULL);
}

/* The main identity's primary name is the name; every other one is another
 * name, whatever its type. */
void seco_party_name(struct seco_party *p, const struct xml_tag *tag)
{
	struct slice type = xml_attr(tag, "name-type");

	seco_name_begin(&p->name);
	if (slice_is(xml_attr(tag, "quality"), "low"))
		p->quality = "weak";
	else if (slice_is(type, "formerly-known-as"))
		p->quality = "fka";
	else if (slice_is(type, "primary-name") && p->main)
		p->quality = NULL;
	else
		p->quality = "strong";
}

static int64_t number(const struct xml_tag *tag, const char *attr)
{
	int64_t n = 0;

	slice_int(xml_attr(tag, attr), &n);
	return n;
}

/* Only the year is sure to be there. A day of another calendar is kept as it
 * stands. */
int seco_party_birth(struct seco_party *p, const struct xml_tag *tag,
		     struct err *e)
{
	struct slice calendar = xml_attr(tag, "calendar");
	int64_t day = number(tag, "day"), month = number(tag, "month");

	str_clear(&p->line);
	str_add(&p->line, xml_attr(tag, "year"));
	if (month > 0)
		str_addf(&p->line, "-%02d", (int)(month % 100));
	if (month > 0 && day > 0)
		str_addf(&p->line, "-%02d", (int)(day % 100));
	if (calendar.n && !slice_ieq(calendar, "Gregorian")) {
		str_addz(&p->line, ", calendar: ");
		str_add(&p->line, calendar);
		roster_claim(&p->r, PROP_remarks, str_slice(&p->line), "born");
		return str_ok(&p->line, "a birth", e);
	}
	roster_born(&p->r, str_slice(&p->line), DATE_ORDER_UNKNOWN);
	return str_ok(&p->line, "a birth", e);
}

static void put_country(struct seco_party *p, const struct seco_place *at,
			const char *how)
{
	if (at)
		roster_claim(&p->r, PROP_country, at->country, how);
}

void seco_party_place(struct seco_party *p, struct slice id)
{
	const struct seco_place *at = seco_place_find(&p->ref, id);

	if (at)
		roster_claim(&p->r, PROP_born_in, at->text, NULL);
	put_country(p, at, "birth");
}

static void add_piece(struct seco_party *p, struct slice text, const char *sep)
{
	if (text.n && p->line.n)
		str_addz(&p->line, sep);
	str_add(&p->line, text);
}

/* "c/o Club, ul. Prykladnaja 4, PO box 7, 220029 Minsk, Belarus" */
void seco_party_address(struct seco_party *p)
{
	const struct seco_place *at;
	struct slice care = str_slice(&p->piece[SECO_CARE_OF]);

	at = seco_place_find(&p->ref, str_slice(&p->what));
	str_clear(&p->line);
	if (care.n)
		str_addz(&p->line, "c/o ");
	str_add(&p->line, care);
	add_piece(p, str_slice(&p->piece[SECO_STREET]), ", ");
	add_piece(p, str_slice(&p->piece[SECO_BOX]), ", ");
	add_piece(p, str_slice(&p->piece[SECO_ZIP]), ", ");
	if (at)
		add_piece(p, at->text, p->piece[SECO_ZIP].n ? " " : ", ");
	roster_claim(&p->r, PROP_address, str_slice(&p->line), NULL);
	put_country(p, at, "address");
}

/* "id-card" of "BY" gives "Id-card, BY". */
void seco_party_document(struct seco_party *p)
{
	struct slice issuer = str_slice(&p->piece[SECO_ISSUER]);

	if (p->what.n && p->what.p[0] >= 'a' && p->what.p[0] <= 'z')
		p->what.p[0] = (char)(p->what.p[0] - 'a' + 'A');
	if (issuer.n && p->what.n)
		str_addz(&p->what, ", ");
	str_add(&p->what, issuer);
	roster_claim(&p->r, PROP_identifier,
		     str_slice(&p->piece[SECO_NUMBER]), str_cstr(&p->what));
}

/* What stands among other information under a label, and has a place of its
 * own: "IMO Number: 9000003". */
static const struct {
	const char *label;
	enum property prop;
	const char *how;
} labels[] = {
	{ "Business registration number",   PROP_identifier, "Registration number" },
	{ "E-mail",                         PROP_contact,    "e-mail" },
	{ "E-mail address",                 PROP_contact,    "e-mail" },
	{ "Email",                          PROP_contact,    "e-mail" },
	{ "IMO number",                     PROP_identifier, "IMO" },
	{ "Registration number",            PROP_identifier, "Registration number" },
	{ "State registration number",      PROP_identifier, "Registration number" },
	{ "Tax registration number",        PROP_identifier, "Tax number" },
	{ "Taxpayer identification number", PROP_identifier, "Tax number" },
	{ "Tel.",                           PROP_contact,    "phone" },
	{ "Telephone",                      PROP_contact,    "phone" },
	{ "Telephone number",               PROP_contact,    "phone" },
	{ "Website",                        PROP_contact,    "website" },
};

static bool is_number(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

/* Numbers are digits alone; anything else stays among the remarks. */
void seco_party_other(struct seco_party *p, struct slice text)
{
	struct slice value = text, label = SLICE_NONE;

	slice_cut(&value, ':', &label);
	label = slice_trim(label);
	value = slice_trim(value);
	if (slice_ends(value, "."))
		value.n--;
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		if (!slice_ieq(label, labels[i].label) ||
		    (labels[i].prop == PROP_identifier && !is_number(value)))
			continue;
		roster_claim(&p->r, labels[i].prop, value, labels[i].how);
		return;
	}
	roster_claim(&p->r, PROP_remarks, text, NULL);
}

/* By the other party's number: it may stand anywhere in the list. */
void seco_party_relation(struct seco_party *p, const struct xml_tag *tag)
{
	str_clear(&p->line);
	str_add(&p->line, xml_attr(tag, "relation-type"));
	for (size_t i = 0; i < p->line.n; i++)
		if (p->line.p[i] == '-')
			p->line.p[i] = ' ';
	roster_claim(&p->r, PROP_linked_to, xml_attr(tag, "target-id"),
		     str_cstr(&p->line));
}

int seco_party_change(struct seco_party *p, const struct xml_tag *tag,
		      struct err *e)
{
	const struct slice date[3] = {
		xml_attr(tag, "effective-date"),
		xml_attr(tag, "publication-date"),
		xml_attr(tag, "enactment-date"),
	};

	return seco_dates_add(&p->dates, xml_attr(tag, "modification-type"),
			      date, e);
}

int seco_party_end(struct seco_party *p, struct err *e)
{
	seco_dates_put(&p->dates, &p->r);
	return roster_emit(&p->r, e);
}
