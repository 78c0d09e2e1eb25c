#include "read/ofac.h"

#include <string.h>

const struct roster_is ofac_is = {
	.jurisdiction = "US",
	.authority = "US Treasury, OFAC",
	.list = "us-ofac-sdn",
};

/* Programmes that do not block property; every other one does, for whom it
 * puts on the SDN list. Those with `beside` are not on that list. On the
 * consolidated list nobody is blocked: a programme like RUSSIA-EO14024 stands
 * there for directives that only the remarks tell. */
static const struct {
	const char *lead;
	bool beside;
	const char *measure;
} measures[] = {
	{ "561-Related", true,  "correspondent account restrictions" },
	{ "BPI-",        false, "block pending investigation" },
	{ "CAPTA",       true,  "correspondent account restrictions" },
	{ "CMIC",        true,  "securities restrictions" },
	{ "FSE-",        true,  "transactions prohibited" },
	{ "NS-",         true,  "menu-based restrictions" },
	/* Under this order the SDN list holds whom it blocks, the other list
	 * whom it bars from new debt. */
	{ "UKRAINE-EO13662", true, "debt and equity restrictions" },
};

enum { MEASURES = sizeof(measures) / sizeof(*measures) };

const char *ofac_measure(struct slice programme, struct slice list)
{
	bool sdn = !slice_starts(list, "us-ofac-cons");

	for (size_t i = 0; i < MEASURES; i++)
		if (slice_starts(programme, measures[i].lead) &&
		    !(sdn && slice_starts(programme, "UKRAINE-")))
			return measures[i].measure;
	return sdn ? "block" : NULL;
}

static bool is_beside_sdn(struct slice programme)
{
	for (size_t i = 0; i < MEASURES; i++)
		if (slice_starts(programme, measures[i].lead))
			return measures[i].beside;
	return false;
}

void ofac_vote(struct ofac_votes *v, struct slice programme)
{
	if (programme.n == 0)
		return;
	v->n++;
	v->beside += is_beside_sdn(programme);
}

/* Most of them: some who are on the one list are on the other too. */
const char *ofac_elected(const struct ofac_votes *v)
{
	return v->beside * 2 > v->n ? "us-ofac-cons" : "us-ofac-sdn";
}

int ofac_programme(struct roster *r, struct slice token, bool told,
		   struct err *e)
{
	token = slice_trim(token);
	return roster_programme(r, token, told || token.n == 0 ? NULL :
				ofac_measure(token, r->list), e);
}

int ofac_begin(struct roster *r, struct slice number, struct err *e)
{
	char key[24];
	size_t n = 0;

	for (size_t i = 0; i < number.n; i++) {
		char c = number.p[i];

		if (c == ' ' || (c >= '\t' && c <= '\r'))
			continue;
		if (c < '0' || c > '9' || n == sizeof(key))
			return err_set(e, ERR_FORMAT, "id \"%.*s\" is not a "
				       "number", (int)(number.n > 40 ? 40 :
						       number.n), number.p);
		key[n++] = c;
	}
	if (n == 0)
		return err_set(e, ERR_FORMAT, "a party without an id");
	roster_begin(r, slice_make(key, n), NULL);
	return 0;
}

const char *ofac_kind(struct slice type)
{
	static const char *const same[] = { "vessel", "aircraft" };

	if (slice_ieq(type, "individual"))
		return "person";
	for (size_t i = 0; i < 2; i++)
		if (slice_ieq(type, same[i]))
			return same[i];
	return "entity";
}

/* The CSV set cannot say that a former name is a weak one, so none does. */
const char *ofac_alias(struct slice type, bool weak)
{
	static const char *const kinds[] = { "fka", "nka" };

	for (size_t i = 0; i < 2; i++) {
		char dotted[] = { kinds[i][0], '.', 'k', '.', 'a', '.', 0 };

		if (slice_ieq(type, kinds[i]) || slice_ieq(type, dotted))
			return kinds[i];
	}
	return weak ? "weak" : "strong";
}

struct slice ofac_join(struct roster *r, struct slice a, const char *sep,
		       struct slice b)
{
	size_t n = strlen(sep);
	char *p;

	a = slice_trim(a);
	b = slice_trim(b);
	if (a.n == 0 || b.n == 0)
		return a.n ? a : b;
	p = arena_get(&r->b.mem, a.n + n + b.n);
	if (!p)
		return SLICE_NONE;	/* the builder tells it at the end */
	memcpy(p, a.p, a.n);
	memcpy(p + a.n, sep, n);
	memcpy(p + a.n + n, b.p, b.n);
	return slice_make(p, a.n + n + b.n);
}

struct slice ofac_lower(struct roster *r, struct slice text)
{
	char *p;

	text = slice_trim(text);
	p = arena_cstr(&r->b.mem, text);
	for (size_t i = 0; i < text.n && p[i]; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] | 0x20);
	return slice_of(p);
}

struct slice ofac_name(struct roster *r, struct slice last,
		       struct slice first)
{
	return ofac_join(r, last, ", ", first);
}

struct slice ofac_address_line(struct roster *r, const struct ofac_address *a)
{
	struct slice line = SLICE_NONE, place;

	for (size_t i = 0; i < 3; i++)
		line = ofac_join(r, line, ", ", a->line[i]);
	place = ofac_join(r, ofac_join(r, a->city, ", ", a->state), " ",
			  a->postcode);
	return ofac_join(r, line, ", ", place);
}

void ofac_place(struct roster *r, struct slice line, struct slice country)
{
	if (slice_ieq(slice_trim(country), "undetermined"))
		country = SLICE_NONE;
	if (line.n)
		roster_claim(r, PROP_address,
			     ofac_join(r, line, ", ", country), NULL);
	roster_claim(r, PROP_country, country, "address");
}

void ofac_address(struct roster *r, const struct ofac_address *a)
{
	ofac_place(r, ofac_address_line(r, a), a->country);
}

void ofac_address_part(struct roster *r, struct ofac_address *a,
		       struct slice type, struct slice value)
{
	type = slice_trim(type);
	if (slice_ieq(type, "CITY"))
		a->city = value;
	else if (slice_ieq(type, "POSTAL CODE"))
		a->postcode = value;
	else if (slice_ieq(type, "STATE/PROVINCE") ||
		 slice_ieq(type, "REGION"))
		a->state = ofac_join(r, a->state, ", ", value);
	else if (slice_ieq(type, "ADDRESS3"))
		a->line[2] = value;
	else if (slice_ieq(type, "ADDRESS2"))
		a->line[1] = value;
	else
		a->line[0] = ofac_join(r, a->line[0], ", ", value);
}

static bool is_month_end(struct pdate d)
{
	int64_t next = pdate_first_day(d) + 1;

	return pdate_of_day(next).day == 1;
}

/* The date that the days from `a` to `b` are together, or no date. */
static struct pdate joined(struct pdate a, struct pdate b)
{
	if (a.day == 0 || (a.year == b.year && a.month == b.month &&
			   a.day == b.day))
		return a;
	if (a.year != b.year || a.day != 1 || b.day == 0 || !is_month_end(b))
		return (struct pdate){0};
	if (a.month == b.month)
		return (struct pdate){ a.year, a.month, 0 };
	if (a.month == 1 && b.month == 12)
		return (struct pdate){ a.year, 0, 0 };
	return (struct pdate){0};
}

/* OFAC writes days with two digits. */
static struct slice human(struct roster *r, struct pdate d)
{
	char text[PDATE_TEXT];

	return arena_fmt(&r->b.mem, "%s%s",
			 d.day > 0 && d.day < 10 ? "0" : "",
			 pdate_human(d, text));
}

struct slice ofac_period(struct roster *r, const struct ofac_period *p)
{
	struct pdate a = p->from, b = pdate_is(p->to_end) ? p->to_end : a;
	struct pdate one = joined(a, b);
	struct slice text;

	if (!pdate_is(a))
		return SLICE_NONE;
	if (!pdate_is(one) && pdate_is(joined(p->from, p->from_end)) &&
	    pdate_is(joined(p->to, p->to_end))) {
		a = joined(p->from, p->from_end);
		b = joined(p->to, p->to_end);
	}
	text = pdate_is(one) ? human(r, one) :
		ofac_join(r, human(r, a), " to ", human(r, b));
	return p->about ? ofac_join(r, SLICE("circa"), " ", text) : text;
}

static struct slice day_text(struct roster *r, struct slice text)
{
	struct pdate d;

	text = slice_trim(text);
	return pdate_parse(text, DATE_ORDER_MDY, &d) ? human(r, d) : text;
}

struct slice ofac_tail(struct roster *r, struct slice issued,
		       struct slice expires)
{
	struct slice a = day_text(r, issued), b = day_text(r, expires);

	if (a.n)
		a = ofac_join(r, SLICE("issued"), " ", a);
	if (b.n)
		b = ofac_join(r, SLICE("expires"), " ", b);
	return ofac_join(r, a, " ", b);
}
