#include "read/ofac_detail.h"
#include "read/ofac_party.h"

static bool is_true(struct slice text)
{
	return slice_ieq(slice_trim(text), "true");
}

static bool is_latin(struct slice script)
{
	script = slice_trim(script);
	return script.n == 0 || slice_ieq(script, "Latin");
}

static const char *name_quality(const struct slice *at,
				const struct slice *name)
{
	if (!is_latin(at[T_script]))
		return "script";
	if (!is_true(name[T_isPrimary]))
		return ofac_alias(slice_trim(name[T_aliasType]),
				  is_true(name[T_isLowQuality]));
	return at[T_isPrimary].n == 0 || is_true(at[T_isPrimary]) ? NULL :
								   "strong";
}

static void put_name(struct ofac_party *p, const struct slice *at,
		     const struct slice *name)
{
	struct slice full = slice_trim(at[T_formattedFullName]);
	const char *quality = name_quality(at, name);

	if (full.n == 0)
		full = ofac_name(&p->r, at[T_formattedLastName],
				 at[T_formattedFirstName]);
	/* Of a change the old quality goes and the new one comes, so that a
	 * name which is there already may be told again. */
	if (p->changes)
		roster_claim(&p->r, quality ? PROP_other_name : PROP_name,
			     full, quality);
	else
		roster_name(&p->r, full, quality, SLICE_NONE);
}

/* An address in another script repeats one in Latin letters. */
static void put_address(struct ofac_party *p, struct slice script,
			struct slice country)
{
	if (is_latin(script)) {
		p->address.country = country;
		ofac_address(&p->r, &p->address);
		p->placed = true;
	}
	p->address = (struct ofac_address){0};
}

static void put_translation(struct ofac_party *p, const struct slice *at,
			    const struct ofac_item *outer)
{
	if (outer && outer->tag == T_name)
		put_name(p, at, outer->at);
	else if (outer && outer->tag == T_address)
		put_address(p, at[T_script], outer->at[T_country]);
}

static struct pdate day(struct slice text)
{
	struct pdate d = {0};

	pdate_parse(slice_trim(text), DATE_ORDER_UNKNOWN, &d);
	return d;
}

static struct slice period(struct ofac_party *p, const struct slice *at)
{
	struct ofac_period d = {
		.from = day(at[T_fromDateBegin]),
		.from_end = day(at[T_fromDateEnd]),
		.to = day(at[T_toDateBegin]),
		.to_end = day(at[T_toDateEnd]),
		.about = is_true(at[T_isApproximate]),
	};

	return ofac_period(&p->r, &d);
}

static void put_feature(struct ofac_party *p, const struct slice *at)
{
	struct slice type = slice_trim(at[T_type]);
	struct slice value = slice_trim(at[T_value]);
	int64_t ref;

	if (value.n == 0)
		value = slice_trim(at[T_valueDate]);
	if (value.n == 0 && slice_int(slice_trim(at[T_valueRefId]), &ref))
		value = ofac_refs_text(&p->refs, 0, ref);
	if (slice_ieq(type, "Location"))
		return;		/* stands among the addresses */
	ofac_detail(&p->r, &(struct ofac_detail){ .label = type,
						  .value = value });
}

static void put_document(struct ofac_party *p, const struct slice *at)
{
	ofac_detail(&p->r, &(struct ofac_detail){
		.label = slice_trim(at[T_type]),
		.value = slice_trim(at[T_documentNumber]),
		.country = slice_trim(at[T_issuingCountry]),
		.tail = ofac_tail(&p->r, at[T_issueDate],
				  at[T_expirationDate]) });
}

void ofac_item_put(struct ofac_party *p, int tag, const struct slice *at,
		   struct ofac_item *outer)
{
	switch (tag) {
	case T_address:
		if (!p->placed)
			put_address(p, SLICE_NONE, at[T_country]);
		p->placed = false;
		break;
	case T_addressPart:
		ofac_address_part(&p->r, &p->address, at[T_type],
				  slice_trim(at[T_value]));
		break;
	case T_feature:
		put_feature(p, at);
		break;
	case T_identityDocument:
		put_document(p, at);
		break;
	case T_relationship:
		roster_claim(&p->r, PROP_linked_to, at[T_relatedEntity],
			     ofac_lower(&p->r, at[T_type]).p);
		break;
	case T_translation:
		put_translation(p, at, outer);
		break;
	case T_expirationDate:
	case T_issueDate:
	case T_valueDate:
		if (outer)
			outer->at[tag] = period(p, at);
		break;
	}
}

bool ofac_leaf_put(struct ofac_party *p, int tag, struct slice text)
{
	switch (tag) {
	case T_entityType:
		roster_claim(&p->r, PROP_target_kind,
			     slice_of(ofac_kind(slice_trim(text))), NULL);
		return true;
	case T_legalAuthority:
		roster_claim(&p->r, PROP_legal_basis, text, NULL);
		return true;
	case T_remarks:
		ofac_remarks(&p->r, text);
		return true;
	case T_sanctionsProgram:
		roster_claim(&p->r, PROP_programme, text, NULL);
		return true;
	case T_sanctionsType:
		p->told = true;
		roster_claim(&p->r, PROP_measure, ofac_lower(&p->r, text),
			     NULL);
		return true;
	case T_title:
		roster_claim(&p->r, PROP_role_text, text, NULL);
		return true;
	}
	return false;
}
