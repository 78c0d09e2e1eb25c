#include "read/uk_list.h"

#include <string.h>

#include "base/text.h"
#include "read/html.h"

static int put_kind(struct dossier *u, const struct claimer *how,
		    const struct slice *cell, struct err *e)
{
	return uk_kind(cell[0]) ? 0 : claim_text(u, how, cell, e);
}

/* Does `sign` stand before a letter or before `other`? */
static bool is_before(struct slice s, char sign, char other)
{
	struct slice piece;

	while (slice_cut(&s, sign, &piece)) {
		char next = s.n ? s.p[0] : '\0';

		if (next == other || ((next | 0x20) >= 'a' &&
				      (next | 0x20) <= 'z'))
			return true;
	}
	return false;
}

/* Has it an entity or a tag of HTML in it? */
static bool is_markup(struct slice s)
{
	return is_before(s, '&', '#') || is_before(s, '<', '/');
}

/* Prose comes as text that is itself HTML. */
static int put_prose(struct dossier *u, const struct claimer *how,
		     const struct slice *cell, struct err *e)
{
	struct slice text = cell[0];
	struct err bad = {0};

	if (is_markup(text)) {
		str_clear(&u->text);
		if (html_text(&u->text, text, &bad) == 0)
			text = str_slice(&u->text);
	}
	return claim_text(u, how, &text, e);
}

static void join(struct str *out, const struct slice *cell, size_t n,
		 const char *between)
{
	str_clear(out);
	for (size_t i = 0; i < n; i++) {
		if (cell[i].n && out->n)
			str_addz(out, between);
		str_add(out, cell[i]);
	}
}

static int put_name(struct dossier *u, const struct claimer *how,
		    const struct slice *cell, struct err *e)
{
	const char *quality = "strong";
	struct slice strength = cell[UK_NAME_STRENGTH];

	(void)how;
	join(&u->text, cell, UK_NAME_PARTS, " ");
	if (slice_ieq(cell[UK_NAME_TYPE], "primary name"))
		quality = NULL;
	else if (strength.n >= 3 && slice_ieq(slice_make(strength.p, 3), "low"))
		quality = "weak";
	roster_name(&u->roster, str_slice(&u->text), quality, SLICE_NONE);
	return str_ok(&u->text, "a name", e);
}

static int put_script(struct dossier *u, const struct claimer *how,
		      const struct slice *cell, struct err *e)
{
	(void)how, (void)e;
	roster_name(&u->roster, cell[UK_SCRIPT_NAME], "script",
		    slice_of(uk_language(cell[UK_SCRIPT_LANG])));
	return 0;
}

static int put_regime(struct dossier *u, const struct claimer *how,
		      const struct slice *cell, struct err *e)
{
	(void)how;
	return roster_programme(&u->roster, cell[0], NULL, e);
}

static void put_measure(struct dossier *u, struct slice words)
{
	ptrdiff_t colon = slice_find(words, SLICE(":"), 0);
	const char *measure;

	if (colon > 0)	/* "Transport sanctions: see ..." */
		words.n = (size_t)colon;
	words = slice_trim(words);
	measure = uk_measure(words);
	str_clear(&u->text);
	if (measure)
		str_addz(&u->text, measure);
	else
		text_lower(&u->text, words);
	roster_claim(&u->roster, PROP_measure, str_slice(&u->text), NULL);
}

static int put_measures(struct dossier *u, const struct claimer *how,
			const struct slice *cell, struct err *e)
{
	struct slice rest = cell[0], one;

	(void)how;
	while (slice_cut(&rest, '|', &one))
		put_measure(u, one);
	return str_ok(&u->text, "a measure", e);
}

static int put_date(struct dossier *u, const struct claimer *how,
		    const struct slice *cell, struct err *e)
{
	return roster_date(&u->roster, how->prop, cell[0], DATE_ORDER_DMY, e);
}

/* "dd/mm/1945", "dd/03/1945": what is not known is spelled out. */
static int put_born(struct dossier *u, const struct claimer *how,
		    const struct slice *cell, struct err *e)
{
	static const char *const unknown[] = { "dd/", "mm/" };
	struct slice text = cell[0];

	(void)how, (void)e;
	for (size_t i = 0; i < 2; i++)
		if (text.n > 3 &&
		    slice_ieq(slice_make(text.p, 3), unknown[i]))
			text = slice_make(text.p + 3, text.n - 3);
	if (slice_ieq(text, "yyyy"))
		return 0;
	roster_born(&u->roster, text, DATE_ORDER_DMY);
	return 0;
}

static int put_birth(struct dossier *u, const struct claimer *how,
		     const struct slice *cell, struct err *e)
{
	(void)how;
	join(&u->text, cell, 2, ", ");
	roster_claim(&u->roster, PROP_born_in, str_slice(&u->text), NULL);
	roster_claim(&u->roster, PROP_country, cell[1], "birth");
	return str_ok(&u->text, "a place of birth", e);
}

static int put_address(struct dossier *u, const struct claimer *how,
		       const struct slice *cell, struct err *e)
{
	(void)how;
	join(&u->text, cell, UK_COUNTRY + 1, ", ");
	roster_claim(&u->roster, PROP_address, str_slice(&u->text), NULL);
	roster_claim(&u->roster, PROP_country, cell[UK_COUNTRY], "address");
	return str_ok(&u->text, "an address", e);
}

/* What is said about a number beside it goes to the remarks with it. */
static int put_document(struct dossier *u, const struct claimer *how,
			const struct slice *cell, struct err *e)
{
	roster_claim(&u->roster, PROP_identifier, cell[0], how->qualifier);
	if (cell[1].n == 0)
		return 0;
	join(&u->text, cell, 2, ": ");
	roster_claim(&u->roster, PROP_remarks, str_slice(&u->text),
		     how->qualifier);
	return str_ok(&u->text, "a document", e);
}

/* "INN: 7700000001" says its type; all else is one text, perhaps of several
 * numbers. */
static int put_registration(struct dossier *u, const struct claimer *how,
			    const struct slice *cell, struct err *e)
{
	char type[16];
	struct slice rest = cell[0], lead, number;
	size_t n;

	slice_cut(&rest, ':', &lead);
	lead = slice_trim(lead);
	number = slice_trim(rest);
	n = lead.n;
	for (size_t i = 0; i < lead.n; i++)
		if (lead.p[i] < 'A' || lead.p[i] > 'Z')
			n = 0;
	for (size_t i = 0; i < number.n; i++)
		if (number.p[i] < '0' || number.p[i] > '9')
			n = 0;
	if (n == 0 || n >= sizeof(type) || number.n == 0)
		return claim_text(u, how, cell, e);
	memcpy(type, lead.p, n);
	type[n] = '\0';
	roster_claim(&u->roster, PROP_identifier, number, type);
	return 0;
}

static int put_imo(struct dossier *u, const struct claimer *how,
		   const struct slice *cell, struct err *e)
{
	struct slice number = cell[0];

	if (number.n > 3 && slice_ieq(slice_make(number.p, 3), "IMO"))
		number = slice_trim(slice_make(number.p + 3, number.n - 3));
	return claim_text(u, how, &number, e);
}

static const struct claimer claimers[UK_GROUPS] = {
	[UK_ID]           = { claim_none, PROP_native_id, NULL },
	[UK_KIND]         = { put_kind, PROP_remarks, "type" },
	[UK_NAME]         = { put_name, PROP_name, NULL },
	[UK_SCRIPT]       = { put_script, PROP_other_name, NULL },
	[UK_TITLE]        = { claim_text, PROP_role_text, "title" },
	[UK_OFSI]         = { claim_text, PROP_secondary_id, NULL },
	[UK_UN]           = { claim_text, PROP_identifier, "UN reference" },
	[UK_REGIME]       = { put_regime, PROP_programme, NULL },
	[UK_IMPOSED]      = { put_measures, PROP_measure, NULL },
	[UK_SOURCE]       = { claim_text, PROP_remarks, "designated by" },
	[UK_DESIGNATED]   = { put_date, PROP_listed_on, NULL },
	[UK_UPDATED]      = { put_date, PROP_updated_on, NULL },
	[UK_GENDER]       = { claim_lower, PROP_gender, NULL },
	[UK_DOB]          = { put_born, PROP_born, NULL },
	[UK_BIRTH]        = { put_birth, PROP_born_in, NULL },
	[UK_NATIONALITY]  = { claim_text, PROP_country, "nationality" },
	[UK_POSITION]     = { claim_text, PROP_role_text, NULL },
	[UK_PASSPORT]     = { put_document, PROP_identifier, "Passport" },
	[UK_NATID]        = { put_document, PROP_identifier, "National identifier" },
	[UK_ENTITY_TYPE]  = { claim_text, PROP_remarks, "type of entity" },
	[UK_REGISTRATION] = { put_registration, PROP_identifier, "Registration number" },
	[UK_PARENT]       = { claim_text, PROP_linked_to, "parent company" },
	[UK_SUBSIDIARY]   = { claim_text, PROP_linked_to, "subsidiary" },
	[UK_IMO]          = { put_imo, PROP_identifier, "IMO" },
	[UK_HULL]         = { claim_text, PROP_identifier, "Hull identification number" },
	[UK_SHIP_TYPE]    = { claim_text, PROP_remarks, "type of ship" },
	[UK_FLAG]         = { claim_text, PROP_country, "flag" },
	[UK_PAST_FLAG]    = { claim_text, PROP_remarks, "previous flag" },
	[UK_OWNER]        = { claim_text, PROP_linked_to, "owner or operator" },
	[UK_PAST_OWNER]   = { claim_text, PROP_linked_to, "previous owner or operator" },
	[UK_TONNAGE]      = { claim_text, PROP_remarks, "tonnage" },
	[UK_LENGTH]       = { claim_text, PROP_remarks, "length" },
	[UK_BUILT]        = { claim_text, PROP_remarks, "year built" },
	[UK_ADDRESS]      = { put_address, PROP_address, NULL },
	[UK_PHONE]        = { claim_text, PROP_contact, "phone" },
	[UK_EMAIL]        = { claim_text, PROP_contact, "email" },
	[UK_SITE]         = { claim_text, PROP_contact, "website" },
	[UK_REASONS]      = { put_prose, PROP_reason, NULL },
	[UK_OTHER]        = { put_prose, PROP_remarks, NULL },
};

int uk_emit(struct dossier *u, struct err *e)
{
	struct slice id = collect_first(&u->got, UK_ID);

	if (!id.p)
		return err_set(e, ERR_FORMAT,
			       "a designation without a UniqueID");
	if (!u->got.list[UK_REGIME].first)
		return err_set(e, ERR_FORMAT, "%.*s: no RegimeName",
			       SLICE_ARG(id));
	return dossier_emit(u, id, uk_kind(collect_first(&u->got, UK_KIND)),
			    claimers, UK_GROUPS, e);
}
