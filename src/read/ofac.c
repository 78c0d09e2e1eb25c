#include "read/ofac.h"

#include <string.h>

const struct roster_is ofac_is = {
	.jurisdiction = "US",
	.authority = "US Treasury, OFAC",
	.list = "us-ofac-sdn",
};

/* Programmes that do not block property; every other one does. Those with
 * `beside` stand on the consolidated list and not on the SDN list. */
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
	return "block";
}

bool ofac_beside_sdn(struct slice programme)
{
	for (size_t i = 0; i < MEASURES; i++)
		if (slice_starts(programme, measures[i].lead))
			return measures[i].beside;
	return false;
}

const char *ofac_key_of(struct slice head, const char *tag)
{
	struct slice open = slice_of(tag);
	ptrdiff_t at = slice_find(head, open, 0), end;
	bool any = false;

	for (; at >= 0; at = slice_find(head, open, (size_t)end)) {
		at += (ptrdiff_t)open.n;
		end = slice_find(head, SLICE("<"), (size_t)at);
		if (end < 0)
			break;
		if (!ofac_beside_sdn(slice_trim(slice_make(
			    head.p + at, (size_t)(end - at)))))
			return "us-ofac-sdn";
		any = true;
	}
	return any ? "us-ofac-cons" : "us-ofac-sdn";
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
	char c = type.n ? (char)(type.p[0] | 0x20) : 'a';

	return c == 'f' ? "fka" : c == 'n' ? "nka" : weak ? "weak" : "strong";
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

struct slice ofac_name(struct roster *r, struct slice last,
		       struct slice first)
{
	return ofac_join(r, last, ", ", first);
}

/* As the CSV set writes it: "Ice Street 1, Brest, Brest Region 224000". */
void ofac_address(struct roster *r, const struct ofac_address *a)
{
	struct slice line = SLICE_NONE, place;

	for (size_t i = 0; i < 3; i++)
		line = ofac_join(r, line, ", ", a->line[i]);
	place = ofac_join(r, ofac_join(r, a->city, ", ", a->state), " ",
			  a->postcode);
	line = ofac_join(r, line, ", ", place);
	if (slice_ieq(slice_trim(a->country), "undetermined")) {
		roster_claim(r, PROP_address, line, NULL);
		return;
	}
	if (line.n)
		roster_claim(r, PROP_address,
			     ofac_join(r, line, ", ", a->country), NULL);
	roster_claim(r, PROP_country, a->country, "address");
}

struct slice ofac_day(struct roster *r, struct slice iso)
{
	char text[PDATE_TEXT];
	struct pdate d;

	if (!pdate_parse(iso, DATE_ORDER_UNKNOWN, &d))
		return iso;
	return arena_fmt(&r->b.mem, "%s%s",
			 d.day > 0 && d.day < 10 ? "0" : "",
			 pdate_human(d, text));
}
