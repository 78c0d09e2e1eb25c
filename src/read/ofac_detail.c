#include "read/ofac_detail.h"

#include <string.h>

#include "read/ofac.h"

enum { IMO_DIGITS = 7, LABEL_BYTES = 80 };

/* Where the value goes; the qualifier of an identifier is its label. */
struct label {
	const char *text;
	enum property prop;
	const char *qualifier;
	bool word;	/* the first word of the value belongs to the label */
};

static const struct label labels[] = {	/* sorted: see find_label */
	{ "Additional Sanctions Information", PROP_remarks, NULL, false },
	{ "Aircraft Construction Number", PROP_identifier, NULL, false },
	{ "Aircraft Manufacture Date",  PROP_remarks,    NULL, false },
	{ "Aircraft Manufacturer's Serial Number",
					PROP_identifier, NULL, false },
	{ "Aircraft Mode S Transponder Code",
					PROP_identifier, NULL, false },
	{ "Aircraft Model",             PROP_remarks,    NULL, false },
	{ "Aircraft Operator",          PROP_linked_to,  "operated by", false },
	{ "Aircraft Tail Number",       PROP_identifier, NULL, false },
	{ "BIK",                        PROP_identifier, NULL, false },
	{ "Birthdate",                  PROP_born,       NULL, false },
	{ "Business Registration Document #",
					PROP_identifier, NULL, false },
	{ "Business Registration Number", PROP_identifier, NULL, false },
	{ "C.U.I.P.",                   PROP_identifier, NULL, false },
	{ "C.U.I.T.",                   PROP_identifier, NULL, false },
	{ "C.U.R.P.",                   PROP_identifier, NULL, false },
	{ "CAATSA Section 235 Information:", PROP_remarks, NULL, false },
	{ "Cartilla de Servicio Militar Nacional",
					PROP_identifier, NULL, false },
	{ "Citizenship Country",        PROP_country,    "citizen", false },
	{ "Credencial electoral",       PROP_identifier, NULL, false },
	{ "D.N.I.",                     PROP_identifier, NULL, false },
	{ "DOB",                        PROP_born,       NULL, false },
	{ "Digital Currency Address -", PROP_identifier, NULL, true },
	{ "Diplomatic Passport",        PROP_identifier, NULL, false },
	{ "Effective Date",             PROP_remarks,    NULL, false },
	{ "Email Address",              PROP_contact,    "email", false },
	{ "Equity Ticker",              PROP_identifier, NULL, false },
	{ "Executive Order",            PROP_remarks,    NULL, false },
	{ "Fax",                        PROP_contact,    "fax", false },
	{ "Fax No.",                    PROP_contact,    "fax", false },
	{ "Former Vessel Flag",         PROP_remarks,    NULL, false },
	{ "Gender",                     PROP_gender,     NULL, false },
	{ "IFCA Determination",         PROP_remarks,    NULL, false },
	{ "ISIN",                       PROP_identifier, NULL, false },
	{ "Issuer Name",                PROP_remarks,    NULL, false },
	{ "License",                    PROP_identifier, NULL, false },
	{ "Linked To:",                 PROP_linked_to,  "linked to", false },
	{ "Listing Date",               PROP_remarks,    NULL, false },
	{ "MMSI",                       PROP_identifier, NULL, false },
	{ "Matricula Mercantil No",     PROP_identifier, NULL, false },
	{ "Nationality Country",        PROP_country,    "nationality", false },
	{ "Nationality of Registration", PROP_country,   "jurisdiction", false },
	{ "Numero de Identidad",        PROP_identifier, NULL, false },
	{ "Organization Code",          PROP_identifier, NULL, false },
	{ "Organization Established Date", PROP_remarks, NULL, false },
	{ "Organization Type:",         PROP_remarks,    NULL, false },
	{ "Other Vessel Call Sign",     PROP_remarks,    NULL, false },
	{ "Other Vessel Flag",          PROP_remarks,    NULL, false },
	{ "Other Vessel Type",          PROP_remarks,    NULL, false },
	{ "POB",                        PROP_born_in,    NULL, false },
	{ "Passport",                   PROP_identifier, NULL, false },
	{ "Personal ID Card",           PROP_identifier, NULL, false },
	{ "Phone Number",               PROP_contact,    "phone", false },
	{ "Place of Birth",             PROP_born_in,    NULL, false },
	{ "Previous Aircraft Tail Number",
					PROP_identifier, NULL, false },
	{ "Purchase/Sales For Divestment Date", PROP_remarks, NULL, false },
	{ "R.F.C.",                     PROP_identifier, NULL, false },
	{ "RFC",                        PROP_identifier, NULL, false },
	{ "Refugee ID Card",            PROP_identifier, NULL, false },
	{ "Registration Country",       PROP_country,    "jurisdiction", false },
	{ "Registration ID",            PROP_identifier, NULL, false },
	{ "SSN",                        PROP_identifier, NULL, false },
	{ "SWIFT/BIC",                  PROP_identifier, NULL, false },
	{ "Secondary sanctions risk:",  PROP_remarks,    NULL, false },
	{ "Stateless Person ID Card",   PROP_identifier, NULL, false },
	{ "Target Type",                PROP_remarks,    NULL, false },
	{ "Tazkira National ID Card",   PROP_identifier, NULL, false },
	{ "Telephone",                  PROP_contact,    "phone", false },
	{ "Telephone No.",              PROP_contact,    "phone", false },
	{ "Title",                      PROP_role_text,  NULL, false },
	{ "Transactions Prohibited For", PROP_remarks,   NULL, false },
	{ "UN/LOCODE",                  PROP_identifier, NULL, false },
	{ "US FEIN",                    PROP_identifier, NULL, false },
	{ "Unified Social Credit Code", PROP_identifier, NULL, false },
	{ "United Social Credit Code Certificate",
					PROP_identifier, NULL, false },
	{ "VESSEL TYPE",                PROP_remarks,    "vessel type", false },
	{ "Vessel Call Sign",           PROP_call_sign,  NULL, false },
	{ "Vessel Flag",                PROP_country,    "flag", false },
	{ "Vessel Gross Registered Tonnage",
				PROP_remarks, "gross registered tonnage", false },
	{ "Vessel Owner",               PROP_linked_to,  "owned by", false },
	{ "Vessel Registration Identification",
					PROP_identifier, NULL, false },
	{ "Vessel Tonnage",             PROP_remarks,    "tonnage", false },
	{ "Vessel Type",                PROP_remarks,    "vessel type", false },
	{ "Vessel Year of Build",       PROP_remarks,    NULL, false },
	{ "Website",                    PROP_contact,    "website", false },
	{ "a.k.a.",                     PROP_other_name, "weak", false },
	{ "citizen",                    PROP_country,    "citizen", false },
	{ "f.k.a.",                     PROP_other_name, "fka", false },
	{ "n.k.a.",                     PROP_other_name, "nka", false },
	{ "nationality",                PROP_country,    "nationality", false },
};

/* "Dubai Chamber of Commerce Membership No. 42988" and hundreds like it. */
static const struct label a_number = { "", PROP_identifier, NULL, false };
static const struct label a_remark = { "", PROP_remarks, NULL, false };

/* A label ends in a blank or at the text's end; the longest counts, which is
 * the last of those that fit. */
static const struct label *find_label(struct slice s)
{
	const struct label *best = NULL;

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		size_t n;

		if (s.n == 0 || labels[i].text[0] > s.p[0])
			break;
		if (labels[i].text[0] != s.p[0])
			continue;
		n = strlen(labels[i].text);
		if (slice_starts(s, labels[i].text) &&
		    (s.n == n || s.p[n] == ' '))
			best = &labels[i];
	}
	return best;
}

/* "National ID No. 7" ends in "No.": the last two count where no other is. */
static const char *const number_words[] = { " Number", " No.", " #",
					    " Code", " ID", " ID Card" };
enum { SURE_WORDS = 4 };

static bool names_a_number(struct slice label)
{
	for (size_t i = 0; i < sizeof(number_words) / sizeof(char *); i++)
		if (slice_ends(label, number_words[i]))
			return true;
	return false;
}

static bool has_digit(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

/* "... Number 42": where the label ends, 0 where this is no such phrase. The
 * first such word counts, and of two the longer one ("ID Card"). */
static size_t number_label(struct slice phrase)
{
	size_t first = LABEL_BYTES, end = 0;

	for (size_t i = 0; i < sizeof(number_words) / sizeof(char *) &&
	     !(i == SURE_WORDS && end); i++) {
		struct slice word = slice_of(number_words[i]);
		ptrdiff_t at = slice_find(phrase, word, 1);
		size_t past = (size_t)at + word.n;

		if (at < 0 || (size_t)at > first || past >= phrase.n ||
		    phrase.p[past] != ' ' ||
		    !has_digit(slice_make(phrase.p + past, phrase.n - past)))
			continue;
		first = (size_t)at;
		end = past;
	}
	return end;
}

static bool has_blank_imo(struct slice value, struct slice *number)
{
	if (!slice_starts(value, "IMO "))
		return false;
	*number = slice_trim(slice_make(value.p + 4, value.n - 4));
	return number->n == IMO_DIGITS && has_digit(*number);
}

/* "BIK (RU)" is "BIK": what the letters stand for is no part of the type. */
static void put_number(struct roster *r, const struct ofac_detail *d)
{
	struct slice type = d->label, number = d->value;
	ptrdiff_t at = slice_find(type, SLICE(" ("), 0);

	if (at > 0)
		type.n = (size_t)at;
	if (slice_ends(type, ":"))
		type.n--;
	if (has_blank_imo(d->value, &number))
		type = slice_is(type, "Company Number") ?
			SLICE("IMO company number") : SLICE("IMO");
	else
		type = ofac_join(r, type, ", ", d->country);
	roster_claim(r, PROP_identifier, number,
		     arena_cstr(&r->b.mem, type));
}

/* 'X': names may hold quotes themselves, so from the first to the last. */
static struct slice unquote(struct slice s)
{
	if (s.n > 2 && s.p[0] == '\'' && s.p[s.n - 1] == '\'')
		return slice_make(s.p + 1, s.n - 2);
	return s;
}

static struct slice whole_phrase(struct roster *r,
				 const struct ofac_detail *d)
{
	struct slice s = ofac_join(r, d->label, " ", d->value);

	if (d->country.n)
		s = ofac_join(r, s, " ", arena_fmt(&r->b.mem, "(%.*s)",
						   SLICE_ARG(d->country)));
	return ofac_join(r, s, " ", d->tail);
}

static void put(struct roster *r, const struct label *l,
		const struct ofac_detail *d)
{
	switch (l->prop) {
	case PROP_born:
		roster_born(r, d->value, DATE_ORDER_UNKNOWN);
		return;
	case PROP_gender:
		roster_claim(r, PROP_gender, ofac_lower(r, d->value), NULL);
		return;
	case PROP_identifier:
		put_number(r, d);
		break;
	case PROP_other_name:
		roster_name(r, unquote(d->value), l->qualifier, SLICE_NONE);
		return;
	case PROP_remarks:
		roster_claim(r, PROP_remarks, l->qualifier ? d->value :
			     whole_phrase(r, d), l->qualifier);
		return;
	default:
		roster_claim(r, l->prop, d->value, l->qualifier);
		return;
	}
	if (d->tail.n)
		roster_claim(r, PROP_remarks, whole_phrase(r, d), NULL);
}

void ofac_detail(struct roster *r, const struct ofac_detail *d)
{
	const struct label *l = find_label(d->label);
	struct slice bare = d->label;
	ptrdiff_t at = slice_find(bare, SLICE(" ("), 0);

	if (slice_trim(d->value).n == 0)
		return;
	if (at > 0)
		bare.n = (size_t)at;
	if (!l)
		l = names_a_number(bare) || d->country.n ? &a_number :
							   &a_remark;
	put(r, l, d);
}

static struct slice cut_front(struct slice *rest, size_t n)
{
	struct slice front = slice_make(rest->p, n);

	*rest = slice_trim(slice_make(rest->p + n, rest->n - n));
	return front;
}

/* "MP1 (Belarus) issued 01 Mar 2001" */
static void cut_number(struct ofac_detail *d)
{
	static const char *const leads[] = { " issued ", " expires ",
					     " expired " };
	struct slice s = d->value;
	size_t end = s.n, open;

	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++) {
		ptrdiff_t at = slice_find(s, slice_of(leads[i]), 0);

		if (at >= 0 && (size_t)at < end)
			end = (size_t)at;
	}
	d->tail = slice_trim(slice_make(s.p + end, s.n - end));
	d->value = s = slice_trim(slice_make(s.p, end));
	if (!slice_ends(s, ")"))
		return;
	for (open = s.n - 1; open > 0 && s.p[open] != '('; open--)
		;
	if (open == 0)
		return;
	d->country = slice_trim(slice_make(s.p + open + 1, s.n - open - 2));
	d->value = slice_trim(slice_make(s.p, open));
}

/* The label with what belongs to it: "(USCC)" of a number, the currency. */
static size_t label_end(struct slice phrase, const struct label *l)
{
	size_t end = strlen(l->text);
	ptrdiff_t at;

	if (l->prop != PROP_identifier || end + 1 >= phrase.n)
		return end;
	if (phrase.p[end + 1] != '(' && !l->word)
		return end;
	at = l->word ? slice_find(phrase, SLICE(" "), end + 1) :
		       slice_find(phrase, SLICE(") "), end + 1);
	if (at < 0)
		return end;
	return (size_t)at + (l->word ? 0 : 1);
}

/* The period that ends the remarks is also that of "S.A.". */
static struct slice without_period(struct slice s)
{
	if (slice_ends(s, ".") &&
	    !(s.n > 3 && s.p[s.n - 3] == '.' && s.p[s.n - 2] != '\''))
		s.n--;
	return s;
}

/* "(Linked To: X)", as the XML list writes it. */
static struct slice unwrap(struct slice s)
{
	if (slice_starts(s, "(Linked To:") && slice_ends(s, ")"))
		return slice_trim(slice_make(s.p + 1, s.n - 2));
	return s;
}

/* "Passport and visa were issued in Ulm" has no number. */
static bool is_prose(struct slice value)
{
	return value.n == 0 ||
	       (value.p[0] >= 'a' && value.p[0] <= 'z' && !has_digit(value));
}

static const struct label *cut_label(struct roster *r, struct ofac_detail *d)
{
	const struct label *l = find_label(d->value);
	struct label number = a_number;
	size_t end;

	if (l) {
		d->label = cut_front(&d->value, label_end(d->value, l));
		return l;
	}
	end = number_label(d->value);
	if (end == 0)
		return &a_remark;
	number.text = arena_cstr(&r->b.mem, slice_make(d->value.p, end));
	d->label = cut_front(&d->value, label_end(d->value, &number));
	return &a_number;
}

static void put_phrase(struct roster *r, struct slice phrase)
{
	struct ofac_detail d = { .value = unwrap(phrase) };
	struct slice all;
	const struct label *l;

	if (slice_starts(d.value, "alt. "))
		cut_front(&d.value, 5);
	all = d.value;
	l = cut_label(r, &d);
	if (l->prop == PROP_identifier)
		cut_number(&d);
	if (d.value.n == 0 || (l->prop == PROP_identifier &&
			       is_prose(d.value))) {
		l = &a_remark;
		d = (struct ofac_detail){ .value = all };
	}
	put(r, l, &d);
}

void ofac_remarks(struct roster *r, struct slice text)
{
	struct slice rest = slice_trim(text), piece;

	while (slice_cut(&rest, ';', &piece)) {
		piece = slice_trim(piece);
		if (rest.p == NULL || rest.n == 0)
			piece = without_period(piece);
		if (piece.n)
			put_phrase(r, piece);
	}
}
