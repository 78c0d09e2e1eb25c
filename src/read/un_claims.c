#include <string.h>

#include "base/text.h"
#include "read/un_list.h"

static const struct roster_is is = {
	.jurisdiction = "UN",
	.authority = "UN Security Council",
	.list = "un-sc",
};

/* Notes come with the commas of what they were cut out of: ",   , x ,". */
static struct slice tidy(struct slice s)
{
	while (s.n > 0 && (s.p[0] == ',' || s.p[0] == ' '))
		s = slice_trim(slice_make(s.p + 1, s.n - 1));
	while (s.n > 0 && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == ' '))
		s = slice_trim(slice_make(s.p, s.n - 1));
	return s;
}

static void add_part(struct str *out, const char *between, const char *lead,
		     struct slice s)
{
	if (s.n == 0)
		return;
	if (out->n > 0)
		str_addz(out, between);
	str_addz(out, lead);
	str_add(out, s);
}

static struct slice whole_name(struct dossier *u)
{
	str_clear(&u->text);
	for (size_t g = UN_NAME1; g <= UN_NAME4; g++)
		add_part(&u->text, " ", "", collect_first(&u->got, g));
	return str_slice(&u->text);
}

/* Of each part; the roster takes the whole once. */
static int put_name(struct dossier *u, const struct claimer *how,
		    const struct slice *cell, struct err *e)
{
	(void)how, (void)cell;
	roster_name(&u->roster, whole_name(u), NULL, SLICE_NONE);
	return str_ok(&u->text, "a name", e);
}

static int put_script(struct dossier *u, const struct claimer *how,
		      const struct slice *cell, struct err *e)
{
	(void)how, (void)e;
	roster_name(&u->roster, cell[0], "script", SLICE_NONE);
	return 0;
}

static const char *quality_of(struct slice quality)
{
	if (slice_ieq(quality, "Low"))
		return "weak";
	if (slice_ieq(quality, "f.k.a."))
		return "fka";
	return "strong";
}

static size_t count(struct slice s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* Where the first bracket stands that nothing closes; the end. */
static size_t open_bracket(struct slice s)
{
	size_t at = s.n, shut = 0;

	for (size_t i = s.n; i-- > 0;) {
		if (s.p[i] == ')')
			shut++;
		else if (s.p[i] == '(' && shut > 0)
			shut--;
		else if (s.p[i] == '(')
			at = i;
	}
	return at;
}

/* Where a bracket with the same name in another script begins; the end. */
static size_t script_bracket(struct slice s)
{
	size_t at = s.n;

	if (!slice_ends(s, ")"))
		return s.n;
	while (at > 0 && s.p[at - 1] != '(')
		at--;
	return at > 1 && roster_is_script(slice_make(s.p + at, s.n - at)) &&
	       !roster_is_script(slice_make(s.p, at - 1)) ? at - 1 : s.n;
}

static void put_one(struct dossier *u, struct slice name, const char *quality)
{
	name = slice_trim(name);
	if (count(name, ')') > count(name, '(')) {
		if (name.p[0] == ')')
			name = slice_make(name.p + 1, name.n - 1);
		else if (name.p[name.n - 1] == ')')
			name.n--;
	}
	if (strcmp(quality, "strong") == 0 && roster_is_script(name))
		quality = "script";
	roster_name(&u->roster, name, quality, SLICE_NONE);
}

/* One alias may hold several, "X; Y", "X (Y; Z)" or "Jack (جاك)". */
static void put_names(struct dossier *u, struct slice names,
		      const char *quality)
{
	struct slice one;

	while (slice_cut(&names, ';', &one)) {
		size_t at;

		one = slice_trim(one);
		at = open_bracket(one);
		if (at == one.n)
			at = script_bracket(one);
		put_one(u, slice_make(one.p, at), quality);
		if (at < one.n)
			put_one(u, slice_make(one.p + at + 1, one.n - at - 1),
				quality);
	}
}

/* What stands beside an alias (the birth that goes with a false name, "nom de
 * guerre") is a remark. */
static int put_alias(struct dossier *u, const struct claimer *how,
		     const struct slice *cell, struct err *e)
{
	struct slice note = tidy(cell[UN_ALIAS_NOTE]);
	struct slice born = cell[UN_ALIAS_BORN];

	(void)how;
	put_names(u, cell[UN_ALIAS_NAME], quality_of(cell[UN_ALIAS_QUALITY]));
	if (slice_ieq(born, "null"))
		born = SLICE_NONE;
	str_clear(&u->text);
	add_part(&u->text, "; ", "born ", born);
	add_part(&u->text, ", ", "in ", cell[UN_ALIAS_CITY]);
	add_part(&u->text, ", ", "", cell[UN_ALIAS_COUNTRY]);
	add_part(&u->text, "; ", "", note);
	if (u->text.n == 0)
		return 0;
	str_clear(&u->word);
	str_add(&u->word, cell[UN_ALIAS_NAME]);
	add_part(&u->word, ": ", "", str_slice(&u->text));
	roster_claim(&u->roster, PROP_remarks, str_slice(&u->word), "alias");
	return str_ok(&u->word, "an alias", e);
}

static int put_list(struct dossier *u, const struct claimer *how,
		    const struct slice *cell, struct err *e)
{
	(void)how;
	return roster_programme(&u->roster, cell[0], NULL, e);
}

/* "2014-04-15-04:00" has the zone of New York. */
static struct slice without_zone(struct slice date)
{
	bool zone = date.n > 10 && (date.p[10] == '-' || date.p[10] == '+' ||
				    date.p[10] == 'Z');

	return zone ? slice_make(date.p, 10) : date;
}

static int put_date(struct dossier *u, const struct claimer *how,
		    const struct slice *cell, struct err *e)
{
	return roster_date(&u->roster, how->prop, without_zone(cell[0]),
			   DATE_ORDER_UNKNOWN, e);
}

/* Each update stands there; the last is when it was updated. ISO dates sort
 * as text, and one of another form is refused wherever it stands. */
static int put_updated(struct dossier *u, const struct claimer *how,
		       const struct slice *cell, struct err *e)
{
	const struct collect_row *row = u->got.list[UN_UPDATED].first;
	struct pdate d;

	for (; row; row = row->next)
		if (slice_cmp(row->cell[0], cell[0]) > 0 &&
		    pdate_parse(without_zone(cell[0]), DATE_ORDER_UNKNOWN,
				&d))
			return 0;
	return put_date(u, how, cell, e);
}

static bool is_nothing(struct slice date)
{
	return slice_ieq(date, "null") || slice_ieq(date, "Invalid date");
}

static bool is_about(const struct slice *cell)
{
	static const char about[] = "approx";
	struct slice note = cell[UN_BORN_NOTE];
	size_t n = sizeof(about) - 1;

	return slice_ieq(cell[UN_BORN_TYPE], "APPROXIMATELY") ||
	       (note.n >= n && slice_ieq(slice_make(note.p, n), about));
}

/* A range that is open at one end is no date. */
static void add_years(struct str *out, struct slice from, struct slice to)
{
	str_add(out, from.n ? from : to);
	if (from.n && to.n)
		str_addz(out, " to ");
	if (from.n && to.n)
		str_add(out, to);
	else
		str_addz(out, from.n ? " or later" : " or earlier");
}

static int put_born(struct dossier *u, const struct claimer *how,
		    const struct slice *cell, struct err *e)
{
	struct slice date = cell[UN_BORN_DATE];
	struct slice note = tidy(cell[UN_BORN_NOTE]);
	bool about = is_about(cell);

	(void)how;
	if (is_nothing(date))
		date = SLICE_NONE;
	if (date.n == 0)
		date = cell[UN_BORN_YEAR];
	str_clear(&u->text);
	if (about)
		str_addz(&u->text, "circa ");
	if (date.n > 0)
		str_add(&u->text, without_zone(date));
	else
		add_years(&u->text, cell[UN_BORN_FROM], cell[UN_BORN_TO]);
	if (date.n || cell[UN_BORN_FROM].n || cell[UN_BORN_TO].n)
		roster_born(&u->roster, str_slice(&u->text),
			    DATE_ORDER_UNKNOWN);
	if (!about || !slice_ieq(note, "Approximately"))
		roster_claim(&u->roster, PROP_remarks, note, "born");
	return str_ok(&u->text, "a birth", e);
}

/* Addresses and places of birth. */
static int put_place(struct dossier *u, const struct claimer *how,
		     const struct slice *cell, struct err *e)
{
	struct slice note = tidy(cell[UN_NOTE]);

	str_clear(&u->text);
	for (size_t i = UN_STREET; i <= UN_COUNTRY; i++)
		add_part(&u->text, ", ", "", tidy(cell[i]));
	if (u->text.n && note.n)
		str_addf(&u->text, " (%.*s)", SLICE_ARG(note));
	else
		str_add(&u->text, note);
	roster_claim(&u->roster, how->prop, str_slice(&u->text), NULL);
	roster_claim(&u->roster, PROP_country, cell[UN_COUNTRY],
		     how->qualifier);
	return str_ok(&u->text, "a place", e);
}

/* "Passport, Pakistan" */
static const char *document_type(struct dossier *u, const struct slice *cell)
{
	struct slice country = cell[UN_ISSUER].n ? cell[UN_ISSUER] :
						   cell[UN_ISSUED_IN];
	struct slice type = cell[UN_TYPE].n ? cell[UN_TYPE] : cell[UN_TYPE2];

	if (slice_ends(type, ":"))
		type.n--;
	str_clear(&u->word);
	text_squash(&u->word, type);
	if (country.n && u->word.n)
		str_addz(&u->word, ", ");
	text_squash(&u->word, country);
	return str_cstr(&u->word);
}

static int put_document(struct dossier *u, const struct claimer *how,
			const struct slice *cell, struct err *e)
{
	struct slice city = cell[UN_ISSUED_AT];
	const char *type = document_type(u, cell);

	roster_claim(&u->roster, how->prop, cell[UN_NUMBER], type);
	str_clear(&u->text);
	if (cell[UN_TYPE].n && !slice_eq(cell[UN_TYPE], cell[UN_TYPE2]))
		str_add(&u->text, cell[UN_TYPE2]);
	add_part(&u->text, "; ", "issued ", cell[UN_ISSUED_ON]);
	add_part(&u->text, "; ", "issued in ", city);
	if (cell[UN_ISSUER].n && !slice_eq(cell[UN_ISSUER], cell[UN_ISSUED_IN]))
		add_part(&u->text, city.n ? ", " : "; ",
			 city.n ? "" : "issued in ", cell[UN_ISSUED_IN]);
	add_part(&u->text, "; ", "", tidy(cell[UN_DOCUMENT_NOTE]));
	if (u->text.n == 0 && cell[UN_NUMBER].n)
		return str_ok(&u->word, "a document", e);
	if (cell[UN_NUMBER].n) {
		str_clear(&u->word);
		str_add(&u->word, cell[UN_NUMBER]);
	}
	add_part(&u->word, ": ", "", str_slice(&u->text));
	roster_claim(&u->roster, PROP_remarks, str_slice(&u->word),
		     "document");
	return str_ok(&u->word, "a document", e);
}

static const struct claimer claimers[UN_GROUPS] = {
	[UN_REFERENCE]   = { claim_none, PROP_native_id, NULL },
	[UN_NAME1]       = { put_name, PROP_name, NULL },
	[UN_NAME2]       = { put_name, PROP_name, NULL },
	[UN_NAME3]       = { put_name, PROP_name, NULL },
	[UN_NAME4]       = { put_name, PROP_name, NULL },
	[UN_SCRIPT]      = { put_script, PROP_other_name, NULL },
	[UN_ALIAS]       = { put_alias, PROP_other_name, NULL },
	[UN_TITLE]       = { claim_text, PROP_role_text, "title" },
	[UN_FUNCTION]    = { claim_text, PROP_role_text, NULL },
	[UN_DATAID]      = { claim_text, PROP_secondary_id, NULL },
	[UN_LIST]        = { put_list, PROP_programme, NULL },
	[UN_LISTED]      = { put_date, PROP_listed_on, NULL },
	[UN_UPDATED]     = { put_updated, PROP_updated_on, NULL },
	[UN_GENDER]      = { claim_lower, PROP_gender, NULL },
	[UN_BORN]        = { put_born, PROP_born, NULL },
	[UN_PLACE]       = { put_place, PROP_born_in, "birth" },
	[UN_NATIONALITY] = { claim_text, PROP_country, "nationality" },
	[UN_DOCUMENT]    = { put_document, PROP_identifier, NULL },
	[UN_ADDRESS]     = { put_place, PROP_address, "address" },
	[UN_COMMENTS]    = { claim_text, PROP_remarks, NULL },
};

int un_open(struct dossier *u, const struct input *in, record_fn *emit,
	    void *ctx, struct err *e)
{
	return dossier_open(u, in, &is, emit, ctx, e);
}

int un_emit(struct dossier *u, const char *kind, struct err *e)
{
	struct slice id = collect_first(&u->got, UN_REFERENCE);

	if (!id.p)
		return err_set(e, ERR_FORMAT, "\"%.*s\": no REFERENCE_NUMBER",
			       SLICE_ARG(whole_name(u)));
	return dossier_emit(u, id, kind, claimers, UN_GROUPS, e);
}
