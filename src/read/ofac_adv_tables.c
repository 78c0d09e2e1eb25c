/* The first pass over the advanced XML. */
#include "read/listroot.h"
#include "read/ofac_adv.h"
#include "read/ofac_xml.h"

#define REF_NAME(name) #name,
static const char *const ref_names[] = { ADV_REFS(REF_NAME) };
#undef REF_NAME

enum section { REFERENCES, PLACES, DOCUMENTS, PARTIES, RELATIONS, ENTRIES };

/* One thing that is open, of whatever section. */
struct open {
	struct ofac_ref row;
	struct ofac_address address;
	struct adv_dates dates;
	struct slice issued, expires;
	int64_t type;		/* of the open part, date or measure */
	int64_t basis;
	bool primary;		/* the open value of a place is so */
};

struct tables {
	struct ofac_adv *a;
	enum section section;
	struct open o;
	struct arena mem;	/* texts of `o` */
};

static struct slice keep(struct tables *t, struct slice text)
{
	return arena_slice(&t->mem, slice_trim(text));
}

static int add(struct tables *t, int set, const struct ofac_ref *row,
	       struct err *e)
{
	struct ofac_ref r = *row;

	r.set = set;
	return ofac_refs_add(&t->a->data, &r, e);
}

/* Starts a thing: nothing of the one before is needed any more. */
static void begin(struct tables *t, int64_t id)
{
	arena_clear(&t->mem);
	arena_clear(&t->a->r.b.mem);
	t->o = (struct open){ .row.id = id };
}

static int open_reference(struct tables *t, const struct xml_tag *tag,
			  enum xml_want *want)
{
	int set = ofac_tag_find(ref_names, REF_COUNT, tag->name);

	if (tag->depth < 4)
		return 0;
	if (tag->depth > 4 || set < 0) {
		*want = XML_SKIP;
		return 0;
	}
	*want = XML_TEXT;
	begin(t, adv_attr(tag, "ID"));
	t->o.row.set = set;
	t->o.row.a = adv_attr(tag, "PartyTypeID");
	return 0;
}

static int open_place(struct tables *t, const struct xml_tag *tag,
		      enum xml_want *want)
{
	if (slice_is(tag->name, "Location"))
		begin(t, adv_attr(tag, "ID"));
	else if (slice_is(tag->name, "LocationPart"))
		t->o.type = adv_attr(tag, "LocPartTypeID");
	else if (slice_is(tag->name, "LocationPartValue"))
		t->o.primary = !slice_ieq(xml_attr(tag, "Primary"), "false");
	else if (slice_is(tag->name, "LocationCountry"))
		t->o.address.country = adv_ref(t->a, REF_Country,
					adv_attr(tag, "CountryID"));
	else if (slice_is(tag->name, "Value"))
		*want = XML_TEXT;
	else
		*want = XML_SKIP;
	return 0;
}

static int open_document(struct tables *t, const struct xml_tag *tag,
			 enum xml_want *want)
{
	adv_dates_open(&t->o.dates, tag);
	if (slice_is(tag->name, "IDRegDocument")) {
		begin(t, adv_attr(tag, "IdentityID"));
		t->o.row.a = adv_attr(tag, "IDRegDocTypeID");
		t->o.row.b = adv_attr(tag, "IssuedBy-CountryID");
	} else if (slice_is(tag->name, "DocumentDate")) {
		t->o.type = adv_attr(tag, "IDRegDocDateTypeID");
		t->o.dates = (struct adv_dates){0};
	} else if (slice_is(tag->name, "IDRegistrationNo") ||
		   adv_is_date_leaf(tag->name)) {
		*want = XML_TEXT;
	} else if (slice_is(tag->name, "Comment")) {
		*want = XML_SKIP;
	}
	return 0;
}

static int open_party(struct tables *t, const struct xml_tag *tag,
		      enum xml_want *want, struct err *e)
{
	if (slice_is(tag->name, "DistinctParty")) {
		begin(t, adv_attr(tag, "FixedRef"));
	} else if (slice_is(tag->name, "Profile")) {
		begin(t, adv_attr(tag, "ID"));
	} else if (slice_is(tag->name, "Identity")) {
		adv_names_clear(&t->a->names);
	} else if (slice_is(tag->name, "Feature") ||
		   slice_is(tag->name, "Comment")) {
		*want = XML_SKIP;
	}
	return adv_names_open(&t->a->names, tag, want, e);
}

static int open_relation(struct tables *t, const struct xml_tag *tag,
			 enum xml_want *want, struct err *e)
{
	struct ofac_ref row = { .id = adv_attr(tag, "From-ProfileID"),
				.a = adv_attr(tag, "To-ProfileID"),
				.b = adv_attr(tag, "RelationTypeID") };

	if (tag->depth < 3)
		return 0;
	*want = XML_SKIP;
	if (!slice_is(tag->name, "ProfileRelationship"))
		return 0;
	if (slice_ieq(xml_attr(tag, "Former"), "true"))
		row.text = SLICE("formerly");
	return add(t, OF_RELATION, &row, e);
}

static int open_entry(struct tables *t, const struct xml_tag *tag,
		      enum xml_want *want)
{
	adv_dates_open(&t->o.dates, tag);
	if (slice_is(tag->name, "SanctionsEntry")) {
		begin(t, adv_attr(tag, "ProfileID"));
		t->o.row.a = adv_attr(tag, "ListID");
	} else if (slice_is(tag->name, "EntryEvent")) {
		t->o.basis = adv_attr(tag, "LegalBasisID");
		t->o.dates = (struct adv_dates){0};
	} else if (slice_is(tag->name, "SanctionsMeasure")) {
		t->o.type = adv_attr(tag, "SanctionsTypeID");
		t->o.row.text = SLICE_NONE;
	} else if (slice_is(tag->name, "Comment") ||
		   adv_is_date_leaf(tag->name)) {
		*want = XML_TEXT;
	}
	return 0;
}

static bool find_section(struct slice name, enum section *out)
{
	static const struct {
		const char *name;
		enum section section;
	} sections[] = {
		{ "ReferenceValueSets",   REFERENCES },
		{ "Locations",            PLACES },
		{ "IDRegDocuments",       DOCUMENTS },
		{ "DistinctParties",      PARTIES },
		{ "ProfileRelationships", RELATIONS },
		{ "SanctionsEntries",     ENTRIES },
	};

	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++) {
		if (!slice_is(name, sections[i].name))
			continue;
		*out = sections[i].section;
		return true;
	}
	return false;
}

static int tables_open(void *ctx, const struct xml_tag *tag,
		       enum xml_want *want, struct err *e)
{
	struct tables *t = ctx;

	if (tag->depth == 1)
		return listroot_check(tag, "Sanctions", adv_spaces, e);
	if (tag->depth == 2) {
		if (!find_section(tag->name, &t->section))
			*want = XML_SKIP;
		return 0;
	}
	switch (t->section) {
	case REFERENCES:
		return open_reference(t, tag, want);
	case PLACES:
		return open_place(t, tag, want);
	case DOCUMENTS:
		return open_document(t, tag, want);
	case PARTIES:
		return open_party(t, tag, want, e);
	case RELATIONS:
		return open_relation(t, tag, want, e);
	case ENTRIES:
		return open_entry(t, tag, want);
	}
	return 0;
}

static int close_reference(struct tables *t, size_t depth, struct slice text,
			   struct err *e)
{
	if (depth != 4)
		return 0;
	t->o.row.text = slice_trim(text);
	return ofac_refs_add(&t->a->refs, &t->o.row, e);
}

static int close_place(struct tables *t, struct slice name, struct slice text,
		       struct err *e)
{
	struct ofac_address *a = &t->o.address;

	if (slice_is(name, "Value") && t->o.primary)
		ofac_address_part(&t->a->r, a,
				  adv_ref(t->a, REF_LocPartType, t->o.type),
				  keep(t, text));
	if (!slice_is(name, "Location"))
		return 0;
	t->o.row.text = ofac_address_line(&t->a->r, a);
	t->o.row.more = a->country;
	return add(t, OF_PLACE, &t->o.row, e);
}

static int close_document(struct tables *t, struct slice name,
			  struct slice text, struct err *e)
{
	struct slice type, date;

	if (adv_dates_close(&t->o.dates, name, text))
		return 0;
	if (slice_is(name, "IDRegistrationNo")) {
		t->o.row.text = keep(t, text);
	} else if (slice_is(name, "DocumentDate")) {
		type = adv_ref(t->a, REF_IDRegDocDateType, t->o.type);
		date = ofac_period(&t->a->r, &t->o.dates.period);
		if (slice_find(type, SLICE("Expir"), 0) >= 0)
			t->o.expires = date;
		else if (slice_find(type, SLICE("Issue"), 0) >= 0)
			t->o.issued = date;
	} else if (slice_is(name, "IDRegDocument")) {
		t->o.row.more = ofac_tail(&t->a->r, t->o.issued,
					  t->o.expires);
		return add(t, OF_IDENTITY, &t->o.row, e);
	}
	return 0;
}

/* The primary name of each profile, for those that are linked to it. */
static int close_party(struct tables *t, struct slice name, struct slice text,
		       struct err *e)
{
	struct adv_names *n = &t->a->names;
	struct ofac_ref row = { .id = t->o.row.id };
	bool latin;

	if (adv_names_close(n, name, text, e) < 0)
		return -1;
	for (size_t i = 0; slice_is(name, "Identity") && i < n->names; i++) {
		if (!n->name[i].primary)
			continue;
		row.text = adv_name_text(n, i, &t->a->refs, &t->a->r, &latin);
		if (latin && row.text.n)
			return add(t, OF_NAME, &row, e);
	}
	return 0;
}

static int close_event(struct tables *t, struct err *e)
{
	struct ofac_ref row = { .id = t->o.row.id, .a = t->o.basis };
	char iso[PDATE_TEXT];

	if (row.a && add(t, OF_BASIS, &row, e) < 0)
		return -1;
	row.a = t->o.row.a;
	row.text = slice_of(pdate_text(t->o.dates.now, iso));
	return row.text.n ? add(t, OF_LISTED, &row, e) : 0;
}

/* Of the type "Program" the comment is the programme; of any other the type
 * says what the listing means. */
static int close_measure(struct tables *t, struct err *e)
{
	struct ofac_ref row = { .id = t->o.row.id, .a = t->o.type,
				.text = t->o.row.text };

	if (slice_ieq(adv_ref(t->a, REF_SanctionsType, row.a), "Program") ||
	    row.text.n)
		return row.text.n ? add(t, OF_PROGRAMME, &row, e) : 0;
	return add(t, OF_MEASURE, &row, e);
}

static int close_entry(struct tables *t, struct slice name, struct slice text,
		       struct err *e)
{
	if (adv_dates_close(&t->o.dates, name, text))
		return 0;
	if (slice_is(name, "Comment"))
		t->o.row.text = keep(t, text);
	else if (slice_is(name, "EntryEvent"))
		return close_event(t, e);
	else if (slice_is(name, "SanctionsMeasure"))
		return close_measure(t, e);
	return 0;
}

static int close_inside(struct tables *t, struct slice name, size_t depth,
			struct slice text, struct err *e)
{
	switch (t->section) {
	case REFERENCES:
		return close_reference(t, depth, text, e);
	case PLACES:
		return close_place(t, name, text, e);
	case DOCUMENTS:
		return close_document(t, name, text, e);
	case PARTIES:
		return close_party(t, name, text, e);
	case ENTRIES:
		return close_entry(t, name, text, e);
	case RELATIONS:
		break;
	}
	return 0;
}

static int tables_close(void *ctx, struct slice name, size_t depth,
			struct slice text, struct err *e)
{
	struct tables *t = ctx;

	if (depth == 2 && t->section == REFERENCES)
		ofac_refs_sort(&t->a->refs);
	if (depth < 3)
		return 0;
	if (close_inside(t, name, depth, text, e) < 0 ||
	    arena_ok(&t->mem, "one element", e) < 0)
		return -1;
	return arena_ok(&t->a->r.b.mem, "one element", e);
}

int adv_tables_read(struct ofac_adv *a, struct input_part *part,
		    struct err *e)
{
	static const struct xml_walk walk = { .open = tables_open,
					      .close = tables_close };
	struct tables t = { .a = a, .mem = ARENA_INIT(RECORD_BYTES) };
	int rc = xml_read(part, &walk, &t, e);

	ofac_refs_sort(&a->data);
	arena_free(&t.mem);
	return rc;
}
