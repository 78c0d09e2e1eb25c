#include "read/ofac_remarks.h"

#include <stdio.h>
#include <string.h>

#include "model/pdate.h"

struct phrase {
	const char *lead;
	void (*put)(struct builder *b, const struct phrase *p,
		    struct slice rest, struct slice whole);
	enum property prop;
	const char *qualifier;
};

static void put(struct builder *b, enum property prop, struct slice value,
		const char *qualifier)
{
	struct claim *c = build_claim(b, prop, value);

	if (c && qualifier)
		c->qualifier = slice_of(qualifier);
}

static void put_rest(struct builder *b, const struct phrase *p,
		     struct slice rest, struct slice whole)
{
	(void)whole;
	put(b, p->prop, rest, p->qualifier);
}

static void put_whole(struct builder *b, const struct phrase *p,
		      struct slice rest, struct slice whole)
{
	(void)rest;
	put(b, p->prop, whole, p->qualifier);
}

/* 'X': names may hold quotes themselves, so from the first to the last. */
static void put_quoted(struct builder *b, const struct phrase *p,
		       struct slice rest, struct slice whole)
{
	(void)whole;
	if (rest.n < 2 || rest.p[0] != '\'')
		return;
	while (rest.n > 1 && rest.p[rest.n - 1] != '\'')
		rest.n--;
	put(b, p->prop, slice_make(rest.p + 1, rest.n - (rest.n > 1 ? 2 : 1)),
	    p->qualifier);
}

/* "30 Aug 1954", "circa 1951", "1971 to 1973". */
static void put_born(struct builder *b, const struct phrase *p,
		     struct slice rest, struct slice whole)
{
	ptrdiff_t to = slice_find(rest, SLICE(" to "), 0);
	const char *how = slice_starts(rest, "circa ") ? "circa" : NULL;
	char iso[PDATE_TEXT], until[PDATE_TEXT + 4];
	struct pdate d;
	struct slice from = rest;

	(void)whole;
	if (how)
		from = slice_make(rest.p + 6, rest.n - 6);
	if (to >= 0) {
		from = slice_make(rest.p, (size_t)to);
		if (how)
			from = slice_make(from.p + 6, from.n - 6);
		if (pdate_parse(slice_make(rest.p + to + 4,
					   rest.n - (size_t)to - 4),
				DATE_ORDER_UNKNOWN, &d)) {
			snprintf(until, sizeof(until), "to %s",
				 pdate_text(d, iso));
			how = until;
		}
	}
	if (!pdate_parse(from, DATE_ORDER_UNKNOWN, &d))
		return;
	put(b, p->prop, slice_of(pdate_text(d, iso)), NULL);
	if (how && b->n)
		b->claims[b->n - 1].qualifier = build_copy(b, slice_of(how));
}

static const struct phrase phrases[] = {
	{ "DOB ",         put_born,   PROP_born,       NULL },
	{ "POB ",         put_rest,   PROP_born_in,    NULL },
	{ "nationality ", put_rest,   PROP_country,    "nationality" },
	{ "citizen ",     put_rest,   PROP_country,    "citizen" },
	{ "a.k.a. ",      put_quoted, PROP_other_name, "weak" },
	{ "f.k.a. ",      put_quoted, PROP_other_name, "fka" },
	{ "n.k.a. ",      put_quoted, PROP_other_name, "nka" },
	{ "Aircraft Construction Number ", put_whole, PROP_identifier, NULL },
	{ "Aircraft Manufacturer's Serial Number ", put_whole,
						      PROP_identifier, NULL },
	{ "Aircraft Tail Number ",    put_whole, PROP_identifier, NULL },
	{ "Birth Certificate Number ", put_whole, PROP_identifier, NULL },
	{ "Business Number ",         put_whole, PROP_identifier, NULL },
	{ "Business Registration ",   put_whole, PROP_identifier, NULL },
	{ "C.R. No. ",                put_whole, PROP_identifier, NULL },
	{ "C.U.I.T. ",                put_whole, PROP_identifier, NULL },
	{ "C.U.R.P. ",                put_whole, PROP_identifier, NULL },
	{ "Cedula No. ",              put_whole, PROP_identifier, NULL },
	{ "Commercial Registry Number ", put_whole, PROP_identifier, NULL },
	{ "Company Number ",          put_whole, PROP_identifier, NULL },
	{ "D.N.I. ",                  put_whole, PROP_identifier, NULL },
	{ "Digital Currency Address ", put_whole, PROP_identifier, NULL },
	{ "Driver's License No. ",    put_whole, PROP_identifier, NULL },
	{ "Economic Register Number ", put_whole, PROP_identifier, NULL },
	{ "Enterprise Number ",       put_whole, PROP_identifier, NULL },
	{ "Folio Mercantil No. ",     put_whole, PROP_identifier, NULL },
	{ "Government Gazette Number ", put_whole, PROP_identifier, NULL },
	{ "Identification Number ",   put_whole, PROP_identifier, NULL },
	{ "Legal Entity Number ",     put_whole, PROP_identifier, NULL },
	{ "License ",                 put_whole, PROP_identifier, NULL },
	{ "MMSI ",                    put_whole, PROP_identifier, NULL },
	{ "Matricula Mercantil No ",  put_whole, PROP_identifier, NULL },
	{ "NIT # ",                   put_whole, PROP_identifier, NULL },
	{ "National Foreign ID Number ", put_whole, PROP_identifier, NULL },
	{ "National ID No. ",         put_whole, PROP_identifier, NULL },
	{ "Passport ",                put_whole, PROP_identifier, NULL },
	{ "Personal ID Card ",        put_whole, PROP_identifier, NULL },
	{ "R.F.C. ",                  put_whole, PROP_identifier, NULL },
	{ "RUC # ",                   put_whole, PROP_identifier, NULL },
	{ "Registration ID ",         put_whole, PROP_identifier, NULL },
	{ "Registration Number ",     put_whole, PROP_identifier, NULL },
	{ "SSN ",                     put_whole, PROP_identifier, NULL },
	{ "SWIFT/BIC ",               put_whole, PROP_identifier, NULL },
	{ "Tax ID No. ",              put_whole, PROP_identifier, NULL },
	{ "Trade License No. ",       put_whole, PROP_identifier, NULL },
	{ "Unified Social Credit Code ", put_whole, PROP_identifier, NULL },
	{ "V.A.T. Number ",           put_whole, PROP_identifier, NULL },
	{ "Vessel Registration Identification ", put_whole,
						      PROP_identifier, NULL },
};

static void put_phrase(struct builder *b, struct slice whole)
{
	if (slice_starts(whole, "alt. "))
		whole = slice_make(whole.p + 5, whole.n - 5);
	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++) {
		const struct phrase *p = &phrases[i];
		size_t n = strlen(p->lead);

		if (!slice_starts(whole, p->lead))
			continue;
		p->put(b, p, slice_trim(slice_make(whole.p + n, whole.n - n)),
		       whole);
		return;
	}
}

void ofac_remarks(struct builder *b, struct slice text)
{
	struct slice rest = slice_trim(text), piece;

	build_claim(b, PROP_remarks, rest);
	if (slice_ends(rest, "."))
		rest.n--;
	while (slice_cut(&rest, ';', &piece))
		put_phrase(b, slice_trim(piece));
}
