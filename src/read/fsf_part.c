#include "read/fsf_part.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const char measure[] = "asset freeze";	/* all that the FSF holds */

bool fsf_true(struct slice s)
{
	s = slice_trim(s);
	return slice_ieq(s, "true") || slice_is(s, "1");
}

bool fsf_is(struct slice s, const char *code)
{
	return slice_ieq(slice_trim(s), code);
}

struct slice fsf_country(struct slice code, struct slice text)
{
	code = slice_trim(code);
	if (code.n == 0)
		code = slice_trim(text);
	return slice_is(code, "00") || slice_ieq(code, "UNKNOWN") ? SLICE_NONE
								   : code;
}

void fsf_add(struct str *out, const char *lead, struct slice part)
{
	part = slice_trim(part);
	if (part.n == 0)
		return;
	if (out->n > 0)
		str_addz(out, ", ");
	str_addz(out, lead);
	str_add(out, part);
}

/* The country in words, for an address; the claim of it has the code. */
static void add_country(struct str *out, struct slice code, struct slice text)
{
	code = fsf_country(code, text);
	fsf_add(out, "", code.n && slice_trim(text).n ? text : code);
}

static int strict_date(enum property prop, struct slice text,
		       struct pdate *out, struct err *e)
{
	return roster_day(prop, text, DATE_ORDER_DMY, out, e);
}

int fsf_earliest(struct fsf *f, struct slice text, struct err *e)
{
	struct pdate d;

	if (strict_date(PROP_listed_on, text, &d, e) < 0)
		return -1;
	if (pdate_is(d) && (!pdate_is(f->listed) ||
			    pdate_first_day(d) < pdate_first_day(f->listed)))
		f->listed = d;
	return 0;
}

int fsf_put_regulation(struct fsf *f, struct err *e)
{
	struct slice effective = slice_trim(f->v[FSF_FORCE]);
	struct pdate d;

	if (effective.n == 0)
		effective = f->v[FSF_PUBLISHED];
	if (fsf_earliest(f, effective, e) < 0 ||
	    strict_date(PROP_updated_on, effective, &d, e) < 0)
		return -1;
	if (pdate_is(d) && (!pdate_is(f->updated) ||
			    pdate_first_day(d) > pdate_first_day(f->updated)))
		f->updated = d;
	roster_claim(&f->r, PROP_legal_basis, f->v[FSF_NUMBER_TITLE], NULL);
	return roster_programme(&f->r, f->v[FSF_PROGRAMME], measure, e);
}

/* The CSV has code and classification the other way round. */
int fsf_put_subject(struct fsf *f, struct err *e)
{
	struct slice kind = slice_trim(f->v[FSF_CODE]);
	struct slice class = slice_trim(f->v[FSF_CLASS]);

	(void)e;
	if (class.n > kind.n)	/* the word, not the letter */
		kind = class;
	if (fsf_is(kind, "person") || fsf_is(kind, "P"))
		roster_claim(&f->r, PROP_target_kind, SLICE("person"), NULL);
	else if (fsf_is(kind, "enterprise") || fsf_is(kind, "E"))
		roster_claim(&f->r, PROP_target_kind, SLICE("entity"), NULL);
	else	/* a kind that is new to us, in its own word */
		roster_claim(&f->r, PROP_remarks, kind, "kind");
	return 0;
}

int fsf_put_citizenship(struct fsf *f, struct err *e)
{
	const struct slice *v = f->v;

	(void)e;
	roster_claim(&f->r, PROP_country,
		     fsf_country(v[FSF_CITIZEN_CODE], v[FSF_CITIZEN_COUNTRY]),
		     "citizen");
	roster_claim(&f->r, PROP_remarks, v[FSF_CITIZEN_REGION],
		     "citizenship");
	return 0;
}

static bool year_of(struct slice text, int *year)
{
	int64_t n;

	if (!slice_int(slice_trim(text), &n) || n < 1 || n > 9999)
		return false;
	*year = (int)n;
	return true;
}

/* Day, month and year as far as they are told, "1964-03-01". */
static void put_day(struct fsf *f, const char *how)
{
	static const enum fsf_field parts[] = { FSF_BIRTH_YEAR,
						FSF_BIRTH_MONTH,
						FSF_BIRTH_DAY };
	struct slice date = slice_trim(f->v[FSF_BIRTH_DATE]);
	char iso[PDATE_TEXT];
	struct pdate d;
	int n;

	if (date.n == 0) {
		str_clear(&f->text);
		for (size_t i = 0; i < 3 && year_of(f->v[parts[i]], &n); i++)
			str_addf(&f->text, i ? "-%02d" : "%04d", n);
		date = str_slice(&f->text);
	}
	if (date.n > 0 && pdate_parse(date, DATE_ORDER_DMY, &d))
		roster_claim(&f->r, PROP_born, slice_of(pdate_text(d, iso)),
			     how);
	else
		roster_claim(&f->r, PROP_remarks, date, "born");
}

/* A range may be open at either end, which is no date then. */
static bool put_years(struct fsf *f, const char *how)
{
	int from = 0, to = 0;
	bool has_from = year_of(f->v[FSF_YEAR_FROM], &from);
	bool has_to = year_of(f->v[FSF_YEAR_TO], &to);

	if (!has_from && !has_to)
		return false;
	str_clear(&f->text);
	if (how)
		str_addf(&f->text, "%s ", how);
	str_addf(&f->text, "%04d", has_from ? from : to);
	if (has_from && has_to)
		str_addf(&f->text, " to %04d", to);
	else
		str_addz(&f->text, has_from ? " or later" : " or earlier");
	roster_born(&f->r, str_slice(&f->text), DATE_ORDER_DMY);
	return true;
}

/* Day, month and year are of that calendar, and "1343" would be taken for a
 * year of ours; the whole date, where there is one, is of ours. */
static void put_other_calendar(struct fsf *f, const char *how)
{
	static const enum fsf_field parts[] = { FSF_BIRTH_DAY, FSF_BIRTH_MONTH,
						FSF_BIRTH_YEAR };
	struct slice date = slice_trim(f->v[FSF_BIRTH_DATE]);
	struct slice year = slice_trim(f->v[FSF_BIRTH_YEAR]);
	char iso[PDATE_TEXT];
	struct pdate d;
	int same;

	if (pdate_parse(date, DATE_ORDER_DMY, &d) &&
	    !(year_of(year, &same) && same == d.year))
		roster_claim(&f->r, PROP_born, slice_of(pdate_text(d, iso)),
			     how);
	str_clear(&f->text);
	for (size_t i = 0; i < 3; i++) {
		struct slice part = slice_trim(f->v[parts[i]]);

		if (part.n > 0 && f->text.n > 0)
			str_addc(&f->text, '.');
		str_add(&f->text, part);
	}
	if (f->text.n == 0)
		return;
	str_addz(&f->text, " (calendar: ");
	str_add(&f->text, slice_trim(f->v[FSF_CALENDAR]));
	str_addc(&f->text, ')');
	roster_claim(&f->r, PROP_remarks, str_slice(&f->text), "born");
}

int fsf_put_birth(struct fsf *f, struct err *e)
{
	const struct slice *v = f->v;
	struct slice calendar = slice_trim(v[FSF_CALENDAR]);
	const char *how = fsf_true(v[FSF_CIRCA]) ? "circa" : NULL;

	(void)e;
	if (calendar.n > 0 && !slice_ieq(calendar, "GREGORIAN"))
		put_other_calendar(f, how);
	else if (!put_years(f, how))
		put_day(f, how);
	str_clear(&f->text);
	fsf_add(&f->text, "", v[FSF_BIRTH_PLACE]);
	fsf_add(&f->text, "", v[FSF_BIRTH_CITY]);
	fsf_add(&f->text, "", v[FSF_BIRTH_REGION]);
	if (f->text.n > 0) {
		add_country(&f->text, v[FSF_BIRTH_CODE], v[FSF_BIRTH_COUNTRY]);
		roster_claim(&f->r, PROP_born_in, str_slice(&f->text), NULL);
	}
	roster_claim(&f->r, PROP_country,
		     fsf_country(v[FSF_BIRTH_CODE], v[FSF_BIRTH_COUNTRY]),
		     "birth");
	return 0;
}

int fsf_put_address(struct fsf *f, struct err *e)
{
	const struct slice *v = f->v;

	(void)e;
	str_clear(&f->text);
	fsf_add(&f->text, "", v[FSF_STREET]);
	fsf_add(&f->text, "P.O. Box ", v[FSF_PO_BOX]);
	fsf_add(&f->text, "", v[FSF_PLACE]);
	fsf_add(&f->text, "", v[FSF_ZIP]);
	if (slice_trim(v[FSF_ZIP]).n > 0 && slice_trim(v[FSF_CITY]).n > 0) {
		str_addc(&f->text, ' ');
		str_add(&f->text, slice_trim(v[FSF_CITY]));
	} else {
		fsf_add(&f->text, "", v[FSF_CITY]);
	}
	fsf_add(&f->text, "", v[FSF_REGION]);
	if (f->text.n > 0) {
		add_country(&f->text, v[FSF_ADDRESS_CODE],
			    v[FSF_ADDRESS_COUNTRY]);
		roster_claim(&f->r, PROP_address, str_slice(&f->text), NULL);
	}
	roster_claim(&f->r, PROP_country,
		     fsf_country(v[FSF_ADDRESS_CODE], v[FSF_ADDRESS_COUNTRY]),
		     "address");
	return 0;
}

void fsf_contact(struct fsf *f, struct slice what, struct slice value)
{
	str_clear(&f->text);
	text_lower(&f->text, slice_trim(what));	/* "PHONE" */
	roster_claim(&f->r, PROP_contact, value, str_cstr(&f->text));
}
