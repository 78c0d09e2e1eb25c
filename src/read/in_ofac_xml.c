/* SDN.XML and CONSOLIDATED.XML: one <sdnEntry> a party, text in leaves.
 *
 * <publshInformation> is written so. The namespace has changed once; inside,
 * only local names count. Leaves are kept until the item that they belong to
 * ends, so that their order within it does not matter. */
#include "base/i18n.h"
#include "read/listroot.h"
#include "read/ofac.h"
#include "read/ofac_detail.h"
#include "read/ofac_xml.h"
#include "read/reader.h"

/* Sorted, see ofac_tag_find. What is in no row is walked through. */
#define TAGS(X) \
	X(address, ITEM) X(address1, LEAF) X(address2, LEAF) \
	X(address3, LEAF) X(aka, ITEM) X(callSign, LEAF) X(category, LEAF) \
	X(citizenship, ITEM) X(city, LEAF) X(country, LEAF) \
	X(dateOfBirth, LEAF) X(dateOfBirthItem, ITEM) \
	X(expirationDate, LEAF) X(firstName, LEAF) \
	X(grossRegisteredTonnage, LEAF) X(id, ITEM) X(idCountry, LEAF) \
	X(idNumber, LEAF) X(idType, LEAF) X(issueDate, LEAF) \
	X(lastName, LEAF) X(nationality, ITEM) X(placeOfBirth, LEAF) \
	X(placeOfBirthItem, ITEM) X(postalCode, LEAF) X(program, LEAF) \
	X(remarks, LEAF) X(sdnType, LEAF) X(stateOrProvince, LEAF) \
	X(title, LEAF) X(tonnage, LEAF) X(type, LEAF) X(uid, LEAF) \
	X(vesselFlag, LEAF) X(vesselInfo, ITEM) X(vesselOwner, LEAF) \
	X(vesselType, LEAF)

#define TAG_ENUM(name, is) T_##name,
enum { TAGS(TAG_ENUM) TAG_COUNT };
#undef TAG_ENUM

#define TAG_NAME(name, is) #name,
static const char *const tags[] = { TAGS(TAG_NAME) };
#undef TAG_NAME

#define ITEM true
#define LEAF false
#define TAG_ITEM(name, is) is,
static const bool is_item[] = { TAGS(TAG_ITEM) };
#undef TAG_ITEM

static const char *const spaces[] = {
	"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/"
	"exports/XML",
	"http://tempuri.org/sdnList.xsd",
	NULL,
};

enum { ENTRY_DEPTH = 2, LEAF_BYTES = 24 << 20 };

struct leaves {
	struct arena mem;
	struct slice at[TAG_COUNT];
};

struct list {
	struct roster r;
	struct leaves entry, item;
	bool begun;	/* the record of this entry */
};

static void leaves_clear(struct leaves *l)
{
	arena_clear(&l->mem);
	for (size_t i = 0; i < TAG_COUNT; i++)
		l->at[i] = SLICE_NONE;
}

/* The party's own leaves stand before its lists of items. */
static int begin_party(struct list *l, struct err *e)
{
	const struct slice *at = l->entry.at;
	struct roster *r = &l->r;

	if (l->begun)
		return 0;
	if (ofac_begin(r, at[T_uid], e) < 0)
		return -1;
	l->begun = true;
	roster_claim(r, PROP_target_kind,
		     slice_of(ofac_kind(slice_trim(at[T_sdnType]))), NULL);
	roster_name(r, ofac_name(r, at[T_lastName], at[T_firstName]), NULL,
		    SLICE_NONE);
	return 0;
}

static int end_party(struct list *l, struct err *e)
{
	if (begin_party(l, e) < 0)
		return -1;
	roster_claim(&l->r, PROP_role_text, l->entry.at[T_title], NULL);
	ofac_remarks(&l->r, l->entry.at[T_remarks]);
	return roster_emit(&l->r, e);
}

static void put_alias(struct roster *r, const struct slice *at)
{
	bool weak = slice_ieq(slice_trim(at[T_category]), "weak");

	roster_name(r, ofac_name(r, at[T_lastName], at[T_firstName]),
		    ofac_alias(slice_trim(at[T_type]), weak), SLICE_NONE);
}

static void put_address(struct roster *r, const struct slice *at)
{
	ofac_address(r, &(struct ofac_address){
		.line = { at[T_address1], at[T_address2], at[T_address3] },
		.city = at[T_city], .state = at[T_stateOrProvince],
		.postcode = at[T_postalCode], .country = at[T_country] });
}

static void put_number(struct roster *r, const struct slice *at)
{
	ofac_detail(r, &(struct ofac_detail){
		.label = slice_trim(at[T_idType]),
		.value = slice_trim(at[T_idNumber]),
		.country = slice_trim(at[T_idCountry]),
		.tail = ofac_tail(r, at[T_issueDate],
				  at[T_expirationDate]) });
}

static void put_vessel(struct roster *r, const struct slice *at)
{
	static const struct {
		size_t tag;
		const char *label;
	} labelled[] = {
		{ T_callSign,    "Vessel Call Sign" },
		{ T_vesselType,  "Vessel Type" },
		{ T_tonnage,     "Vessel Tonnage" },
		{ T_grossRegisteredTonnage,
				 "Vessel Gross Registered Tonnage" },
		{ T_vesselFlag,  "Vessel Flag" },
		{ T_vesselOwner, "Vessel Owner" },
	};

	for (size_t i = 0; i < sizeof(labelled) / sizeof(*labelled); i++)
		ofac_detail(r, &(struct ofac_detail){
			.label = slice_of(labelled[i].label),
			.value = slice_trim(at[labelled[i].tag]) });
}

static void end_item(struct list *l, int tag)
{
	const struct slice *at = l->item.at;
	struct roster *r = &l->r;

	switch (tag) {
	case T_address:
		put_address(r, at);
		break;
	case T_aka:
		put_alias(r, at);
		break;
	case T_citizenship:
		roster_claim(r, PROP_country, at[T_country], "citizen");
		break;
	case T_dateOfBirthItem:
		roster_born(r, at[T_dateOfBirth], DATE_ORDER_UNKNOWN);
		break;
	case T_id:
		put_number(r, at);
		break;
	case T_nationality:
		roster_claim(r, PROP_country, at[T_country], "nationality");
		break;
	case T_placeOfBirthItem:
		roster_claim(r, PROP_born_in, at[T_placeOfBirth], NULL);
		break;
	case T_vesselInfo:
		put_vessel(r, at);
		break;
	}
}

static int list_open(void *ctx, const struct xml_tag *tag,
		     enum xml_want *want, struct err *e)
{
	struct list *l = ctx;
	int t;

	if (tag->depth == 1)
		return listroot_check(tag, "sdnList", spaces, e);
	if (tag->depth == ENTRY_DEPTH) {
		if (!slice_is(tag->name, "sdnEntry"))
			*want = XML_SKIP;
		leaves_clear(&l->entry);
		l->begun = false;
		return 0;
	}
	t = ofac_tag_find(tags, TAG_COUNT, tag->name);
	if (t >= 0 && !is_item[t]) {
		*want = XML_TEXT;
		return 0;
	}
	if (t >= 0)
		leaves_clear(&l->item);
	return tag->depth == ENTRY_DEPTH + 1 ? begin_party(l, e) : 0;
}

static int keep_leaf(struct list *l, int tag, size_t depth, struct slice text,
		     struct err *e)
{
	struct leaves *to = depth == ENTRY_DEPTH + 1 ? &l->entry : &l->item;

	if (tag == T_program)
		return ofac_programme(&l->r, text, false, e);
	to->at[tag] = arena_slice(&to->mem, text);
	return arena_ok(&to->mem, "one entry", e);
}

static int list_close(void *ctx, struct slice name, size_t depth,
		      struct slice text, struct err *e)
{
	struct list *l = ctx;
	int t;

	if (depth < ENTRY_DEPTH)
		return 0;
	if (depth == ENTRY_DEPTH)
		return end_party(l, e);
	t = ofac_tag_find(tags, TAG_COUNT, name);
	if (t < 0)
		return 0;
	if (text.p)
		return keep_leaf(l, t, depth, text, e);
	end_item(l, t);
	return 0;
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	static const struct xml_walk walk = { .open = list_open,
					      .close = list_close };

	return xml_read(part, &walk, ctx, e);
}

static int list_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	struct list l = { .entry.mem = ARENA_INIT(LEAF_BYTES),
			  .item.mem = ARENA_INIT(LEAF_BYTES) };
	int rc = roster_open(&l.r, in, &ofac_is, emit, ctx, e);

	if (rc == 0)
		rc = roster_read(&l.r, in, read_part, &l, "entry", e);
	roster_close(&l.r);
	arena_free(&l.entry.mem);
	arena_free(&l.item.mem);
	return rc;
}

static int list_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return listroot_sniff(head, "sdnList") ? 95 : 0;
}

static const char *list_key(struct slice head, const struct input_part *part)
{
	static const struct slice tag = { "<program>", 9 };
	struct ofac_votes votes = {0};
	ptrdiff_t at = 0, end;

	while ((at = slice_find(head, tag, (size_t)at)) >= 0) {
		at += (ptrdiff_t)tag.n;
		end = slice_find(head, SLICE("<"), (size_t)at);
		if (end < 0)
			break;
		ofac_vote(&votes, slice_trim(slice_make(
			head.p + at, (size_t)(end - at))));
	}
	return ofac_elected(&votes, part);
}

static void list_declare(struct input_part *part, struct declared *out)
{
	static const char *const leaf[] = { "Publish_Date", "Record_Count" };
	struct str text[2] = { STR_INIT(64), STR_INIT(64) };

	ofac_head(part, "publshInformation", "sdnEntry", leaf, text, 2);
	ofac_head_date(str_slice(&text[0]), DATE_ORDER_MDY, out->date);
	slice_int(str_slice(&text[1]), &out->records);
	str_free(&text[0]);
	str_free(&text[1]);
}

const struct reader in_ofac_xml = {
	.name = "ofac_xml",
	.title = N_("OFAC list as XML (SDN.XML, CONSOLIDATED.XML)"),
	.complete = true,
	.max_bytes = OFAC_DOC_BYTES,
	.max_records = OFAC_RECORDS,
	.sniff = list_sniff,
	.read = list_read,
	.keys = OFAC_KEYS,
	.key_of = list_key,
	.declare = list_declare,
};
