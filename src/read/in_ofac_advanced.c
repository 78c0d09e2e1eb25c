/* SDN_ADVANCED.XML and CONS_ADVANCED.XML: the second pass. See ofac_adv.h.
 *
 * Its first bytes are reference values and do not tell which list it is: the
 * file's name may, or --source. */
#include <stdio.h>

#include "base/i18n.h"
#include "read/listroot.h"
#include "read/ofac_adv.h"
#include "read/ofac_detail.h"
#include "read/ofac_xml.h"
#include "read/reader.h"

enum { REFS_BYTES = 64 << 20, DATA_BYTES = 256 << 20, PARTY_DEPTH = 3 };

struct feature {
	int64_t type, place, reference;
	struct adv_dates dates;
	struct slice text;
};

struct advanced {
	struct ofac_adv a;
	struct arena mem;	/* text of one feature */
	struct arena notes;	/* the open party's own comment */
	struct slice comment;
	struct feature f;
	int64_t profile, identity;
	bool begun;		/* a record */
	bool named;		/* it has its primary name */
};

static void put_names(struct advanced *x)
{
	struct adv_names *n = &x->a.names;
	struct roster *r = &x->a.r;

	for (size_t i = 0; i < n->names; i++) {
		const struct adv_name *name = &n->name[i];
		const char *quality = NULL;
		bool latin;
		struct slice text = adv_name_text(n, i, &x->a.refs, r,
						  &latin);

		if (!latin)
			quality = "script";
		else if (!name->primary)
			quality = ofac_alias(adv_ref(&x->a, REF_AliasType,
						     name->alias),
					     name->weak);
		else if (x->named)
			quality = "strong";
		else
			x->named = text.n > 0;
		roster_name(r, text, quality, SLICE_NONE);
	}
}

static void put_documents(struct advanced *x)
{
	struct ofac_adv *a = &x->a;
	size_t n;
	const struct ofac_ref *row = ofac_refs_take(&a->data, OF_IDENTITY,
						    x->identity, &n);

	for (size_t i = 0; i < n; i++)
		ofac_detail(&a->r, &(struct ofac_detail){
			.label = adv_ref(a, REF_IDRegDocType, row[i].a),
			.value = slice_trim(row[i].text),
			.country = adv_ref(a, REF_Country, row[i].b),
			.tail = row[i].more });
}

static void put_feature(struct advanced *x)
{
	struct ofac_adv *a = &x->a;
	struct slice label = adv_ref(a, REF_FeatureType, x->f.type);
	struct slice value = x->f.text;
	const struct ofac_ref *place = !x->f.place ? NULL :
		ofac_refs_find(&a->data, OF_PLACE, x->f.place);

	if (value.n == 0)
		value = adv_ref(a, REF_DetailReference, x->f.reference);
	if (value.n == 0)
		value = ofac_period(&a->r, &x->f.dates.period);
	if (slice_ieq(label, "Location")) {
		if (place)
			ofac_place(&a->r, place->text, place->more);
		return;
	}
	/* A nationality points to a place that is a country. */
	if (value.n == 0 && place)
		value = place->text.n ? place->text : place->more;
	ofac_detail(&a->r, &(struct ofac_detail){ .label = label,
						  .value = value });
}

static const struct ofac_ref *rows_of(struct advanced *x, int set, size_t *n)
{
	return ofac_refs_take(&x->a.data, set, x->profile, n);
}

/* The earliest date on this list, or else on any. */
static int put_listed(struct advanced *x, struct err *e)
{
	struct slice since = SLICE_NONE, other = SLICE_NONE;
	bool cons = slice_starts(x->a.r.list, "us-ofac-cons");
	const struct ofac_ref *row;
	size_t n;

	row = rows_of(x, OF_LISTED, &n);
	for (size_t i = 0; i < n; i++) {
		bool sdn = slice_ieq(adv_ref(&x->a, REF_List, row[i].a),
				     "SDN List");
		struct slice *to = sdn != cons ? &since : &other;

		if (!to->n || slice_cmp(row[i].text, *to) < 0)
			*to = row[i].text;
	}
	return roster_date(&x->a.r, PROP_listed_on, since.n ? since : other,
			   DATE_ORDER_UNKNOWN, e);
}

static int put_programmes(struct advanced *x, struct err *e)
{
	struct ofac_adv *a = &x->a;
	const struct ofac_ref *row;
	size_t n, told;

	row = rows_of(x, OF_MEASURE, &told);
	for (size_t i = 0; i < told; i++)
		roster_claim(&a->r, PROP_measure,
			     ofac_lower(&a->r, adv_ref(a, REF_SanctionsType,
						       row[i].a)), NULL);
	row = rows_of(x, OF_PROGRAMME, &n);
	for (size_t i = 0; i < n; i++)
		if (ofac_programme(&a->r, row[i].text, told > 0, e) < 0)
			return -1;
	return 0;
}

static void put_links(struct advanced *x)
{
	struct ofac_adv *a = &x->a;
	const struct ofac_ref *row;
	size_t n;

	row = rows_of(x, OF_BASIS, &n);
	for (size_t i = 0; i < n; i++)
		roster_claim(&a->r, PROP_legal_basis,
			     adv_ref(a, REF_LegalBasis, row[i].a), NULL);
	row = rows_of(x, OF_RELATION, &n);
	for (size_t i = 0; i < n; i++) {
		struct slice how = ofac_join(&a->r, row[i].text, " ",
			ofac_lower(&a->r, adv_ref(a, REF_RelationType,
						  row[i].b)));

		roster_claim(&a->r, PROP_linked_to,
			     ofac_refs_text(&a->data, OF_NAME, row[i].a),
			     arena_cstr(&a->r.b.mem, how));
	}
}

static int end_party(struct advanced *x, struct err *e)
{
	if (!x->begun)
		return 0;
	x->begun = false;
	if (put_programmes(x, e) < 0 || put_listed(x, e) < 0)
		return -1;
	put_links(x);
	ofac_remarks(&x->a.r, x->comment);
	return roster_emit(&x->a.r, e);
}

static const char *kind_of(const struct advanced *x, int64_t subtype)
{
	const struct ofac_ref *sub = ofac_refs_find(&x->a.refs,
						    REF_PartySubType, subtype);
	const char *kind;

	if (!sub)
		return "entity";
	kind = ofac_kind(adv_ref(&x->a, REF_PartyType, sub->a));
	return kind[0] == 'e' ? ofac_kind(slice_trim(sub->text)) : kind;
}

static int begin_party(struct advanced *x, const struct xml_tag *tag,
		       struct err *e)
{
	if (end_party(x, e) < 0 ||
	    ofac_begin(&x->a.r, xml_attr(tag, "ID"), e) < 0)
		return -1;
	x->profile = adv_attr(tag, "ID");
	x->begun = true;
	x->named = false;
	roster_claim(&x->a.r, PROP_target_kind,
		     slice_of(kind_of(x, adv_attr(tag, "PartySubTypeID"))),
		     NULL);
	return 0;
}

static void begin_feature(struct advanced *x, const struct xml_tag *tag)
{
	arena_clear(&x->mem);
	if (slice_is(tag->name, "Feature"))
		x->f.type = adv_attr(tag, "FeatureTypeID");
	x->f = (struct feature){ .type = x->f.type };
}

static int open_inside(struct advanced *x, const struct xml_tag *tag,
		       enum xml_want *want, struct err *e)
{
	struct slice name = tag->name;

	if (tag->depth == PARTY_DEPTH) {
		arena_clear(&x->notes);
		x->comment = SLICE_NONE;
	}
	if (slice_is(name, "Profile"))
		return begin_party(x, tag, e);
	if (slice_is(name, "Identity")) {
		x->identity = adv_attr(tag, "ID");
		adv_names_clear(&x->a.names);
	} else if (slice_is(name, "Feature") ||
		   slice_is(name, "FeatureVersion")) {
		begin_feature(x, tag);
	} else if (slice_is(name, "VersionDetail")) {
		x->f.reference = adv_attr(tag, "DetailReferenceID");
		*want = XML_TEXT;
	} else if (slice_is(name, "VersionLocation")) {
		x->f.place = adv_attr(tag, "LocationID");
	} else if (adv_is_date_leaf(name)) {
		*want = XML_TEXT;
	} else if (slice_is(name, "Comment")) {
		*want = tag->depth == PARTY_DEPTH + 1 ? XML_TEXT : XML_SKIP;
	}
	adv_dates_open(&x->f.dates, tag);
	return adv_names_open(&x->a.names, tag, want, e);
}

static int party_open(void *ctx, const struct xml_tag *tag,
		      enum xml_want *want, struct err *e)
{
	if (tag->depth == 1)
		return 0;	/* the first pass has seen it */
	if (tag->depth > 2)
		return open_inside(ctx, tag, want, e);
	if (!slice_is(tag->name, "DistinctParties"))
		*want = XML_SKIP;
	return 0;
}

static int party_close(void *ctx, struct slice name, size_t depth,
		       struct slice text, struct err *e)
{
	struct advanced *x = ctx;

	if (depth == PARTY_DEPTH)
		return end_party(x, e);
	if (slice_is(name, "Comment")) {
		x->comment = arena_slice(&x->notes, text);
		return arena_ok(&x->notes, "one comment", e);
	}
	if (!x->begun || adv_dates_close(&x->f.dates, name, text))
		return 0;
	if (slice_is(name, "VersionDetail")) {
		x->f.text = arena_slice(&x->mem, slice_trim(text));
		return arena_ok(&x->mem, "one feature", e);
	}
	if (slice_is(name, "FeatureVersion"))
		put_feature(x);
	if (adv_names_close(&x->a.names, name, text, e) < 0)
		return -1;
	if (slice_is(name, "Identity")) {
		put_names(x);
		put_documents(x);
	}
	return 0;
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	static const struct xml_walk walk = { .open = party_open,
					      .close = party_close };
	struct advanced *x = ctx;
	int rc;

	ofac_refs_init(&x->a.refs, REFS_BYTES);
	ofac_refs_init(&x->a.data, DATA_BYTES);
	rc = adv_tables_read(&x->a, part, e);
	input_rewind(part);
	if (rc == 0)
		rc = xml_read(part, &walk, x, e);
	ofac_refs_free(&x->a.refs);
	ofac_refs_free(&x->a.data);
	return rc;
}

static int advanced_read(struct input *in, record_fn *emit, void *ctx,
			 struct err *e)
{
	struct advanced x = { .mem = ARENA_INIT(RECORD_BYTES),
			      .notes = ARENA_INIT(RECORD_BYTES) };
	int rc = roster_open(&x.a.r, in, &ofac_is, emit, ctx, e);

	adv_names_init(&x.a.names);
	if (rc == 0)
		rc = roster_read(&x.a.r, in, read_part, &x, "party", e);
	roster_close(&x.a.r);
	adv_names_free(&x.a.names);
	arena_free(&x.mem);
	arena_free(&x.notes);
	return rc;
}

static int advanced_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return listroot_sniff(head, "Sanctions") ? 95 : 0;
}

/* The head does not tell, but the name may. */
static const char *advanced_key(struct slice head,
				const struct input_part *part)
{
	(void)head;
	return ofac_elected(&(struct ofac_votes){0}, part);
}

static void advanced_declare(struct input_part *part, struct declared *out)
{
	static const char *const leaf[] = { "Year", "Month", "Day" };
	struct str text[3] = { STR_INIT(8), STR_INIT(8), STR_INIT(8) };
	int64_t n[3] = {0};
	char iso[64];

	ofac_head(part, "DateOfIssue", "ReferenceValueSets", leaf, text, 3);
	for (size_t i = 0; i < 3; i++) {
		slice_int(str_slice(&text[i]), &n[i]);
		str_free(&text[i]);
	}
	snprintf(iso, sizeof(iso), "%04lld-%02lld-%02lld", (long long)n[0],
		 (long long)n[1], (long long)n[2]);
	ofac_head_date(slice_of(iso), DATE_ORDER_UNKNOWN, out->date);
}

const struct reader in_ofac_advanced = {
	.name = "ofac_advanced",
	.title = N_("OFAC list as advanced XML"),
	.complete = true,
	.max_bytes = OFAC_DOC_BYTES,
	.max_records = OFAC_RECORDS,
	.sniff = advanced_sniff,
	.read = advanced_read,
	.keys = OFAC_KEYS,
	.key_of = advanced_key,
	.declare = advanced_declare,
};
