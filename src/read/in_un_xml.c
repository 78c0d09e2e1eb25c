/* The UN Security Council's consolidated list: <CONSOLIDATED_LIST>, in it
 * INDIVIDUALS and ENTITIES, in them one element a party, in it sections, and
 * in most of these the values. A section that repeats ("an alias") has a row
 * each; values of the same name in different sections are different things,
 * so that depth and section both count. */
#include <string.h>

#include "base/i18n.h"
#include "read/listroot.h"
#include "read/reader.h"
#include "read/un_list.h"

static const char root_name[] = "CONSOLIDATED_LIST";

enum { HALF_DEPTH = 2, PARTY_DEPTH = 3, SECTION_DEPTH = 4 };

struct section {
	const char *name;	/* without "INDIVIDUAL_" or "ENTITY_" */
	enum un_group group;
	/* Its values by cell; none: it is the value itself. */
	const char *cell[COLLECT_CELLS];
};

static const struct section sections[] = {	/* sorted by name */
	{ "ADDRESS", UN_ADDRESS,
	  { "STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE" } },
	{ "ALIAS", UN_ALIAS,
	  { "ALIAS_NAME", "QUALITY", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH",
	    "NOTE" } },
	{ "COMMENTS1",            UN_COMMENTS,    { NULL } },
	{ "DATAID",               UN_DATAID,      { NULL } },
	{ "DATE_OF_BIRTH", UN_BORN,
	  { "TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE" } },
	{ "DESIGNATION",          UN_FUNCTION,    { "VALUE" } },
	{ "DOCUMENT", UN_DOCUMENT,
	  { "TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY",
	    "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE", "DATE_OF_ISSUE", "NOTE" } },
	{ "FIRST_NAME",           UN_NAME1,       { NULL } },
	{ "FOURTH_NAME",          UN_NAME4,       { NULL } },
	{ "GENDER",               UN_GENDER,      { NULL } },
	{ "LAST_DAY_UPDATED",     UN_UPDATED,     { "VALUE" } },
	{ "LISTED_ON",            UN_LISTED,      { NULL } },
	{ "NAME_ORIGINAL_SCRIPT", UN_SCRIPT,      { NULL } },
	{ "NATIONALITY",          UN_NATIONALITY, { "VALUE" } },
	{ "PLACE_OF_BIRTH", UN_PLACE,
	  { "STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE" } },
	{ "REFERENCE_NUMBER",     UN_REFERENCE,   { NULL } },
	{ "SECOND_NAME",          UN_NAME2,       { NULL } },
	{ "THIRD_NAME",           UN_NAME3,       { NULL } },
	{ "TITLE",                UN_TITLE,       { "VALUE" } },
	{ "UN_LIST_TYPE",         UN_LIST,        { NULL } },
};

enum { SECTIONS = sizeof(sections) / sizeof(*sections) };

struct un_xml {
	struct dossier list;
	const char *kind;		/* of the party that is open */
	const struct section *section;	/* likewise; NULL: none */
	size_t at;			/* cell of the value that is read */
	struct slice cell[COLLECT_CELLS];
};

static const struct section *find_section(struct slice name)
{
	static const char *const halves[] = { "INDIVIDUAL_", "ENTITY_" };

	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(halves[i]);

		if (slice_starts(name, halves[i]))
			name = slice_make(name.p + n, name.n - n);
	}
	for (size_t i = 0; i < SECTIONS; i++)
		if (slice_is(name, sections[i].name))
			return &sections[i];
	return NULL;
}

static enum xml_want open_half(struct slice name)
{
	return slice_is(name, "INDIVIDUALS") || slice_is(name, "ENTITIES") ?
	       XML_DOWN : XML_SKIP;
}

static enum xml_want open_party(struct un_xml *x, struct slice name)
{
	x->kind = slice_is(name, "INDIVIDUAL") ? "person" :
		  slice_is(name, "ENTITY") ? "entity" : NULL;
	return x->kind ? XML_DOWN : XML_SKIP;
}

static enum xml_want open_section(struct un_xml *x, struct slice name)
{
	x->section = find_section(name);
	x->at = 0;
	memset(x->cell, 0, sizeof(x->cell));
	if (!x->section)
		return XML_SKIP;
	return x->section->cell[0] ? XML_DOWN : XML_TEXT;
}

static enum xml_want open_cell(struct un_xml *x, struct slice name)
{
	const char *const *cell = x->section->cell;

	for (x->at = 0; x->at < COLLECT_CELLS && cell[x->at]; x->at++)
		if (slice_is(name, cell[x->at]))
			return XML_TEXT;
	return XML_SKIP;
}

static int un_open_tag(void *ctx, const struct xml_tag *tag,
		       enum xml_want *want, struct err *e)
{
	struct un_xml *x = ctx;

	if (tag->depth == 1)
		return listroot_check(tag, root_name, NULL, e);
	if (tag->depth == HALF_DEPTH)
		*want = open_half(tag->name);
	else if (tag->depth == PARTY_DEPTH)
		*want = open_party(x, tag->name);
	else if (tag->depth == SECTION_DEPTH)
		*want = open_section(x, tag->name);
	else
		*want = open_cell(x, tag->name);
	return 0;
}

static int end_row(struct un_xml *x, struct err *e)
{
	size_t n = 0;

	while (n < COLLECT_CELLS && x->section->cell[n])
		n++;
	return collect_add(&x->list.got, x->section->group, x->cell,
			   n ? n : 1, e);
}

/* A value that comes again in a section begins the next row of it. */
static int end_cell(struct un_xml *x, struct slice text, struct err *e)
{
	if (x->cell[x->at].p) {
		if (end_row(x, e) < 0)
			return -1;
		memset(x->cell, 0, sizeof(x->cell));
	}
	x->cell[x->at] = arena_slice(&x->list.got.mem, text);
	return arena_ok(&x->list.got.mem, "one party", e);
}

static int un_close_tag(void *ctx, struct slice name, size_t depth,
			struct slice text, struct err *e)
{
	struct un_xml *x = ctx;

	(void)name;
	if (depth > SECTION_DEPTH)
		return end_cell(x, text, e);
	if (depth == SECTION_DEPTH) {
		if (text.p && end_cell(x, text, e) < 0)
			return -1;
		return end_row(x, e);
	}
	if (depth != PARTY_DEPTH)
		return 0;
	return un_emit(&x->list, x->kind, e);
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	static const struct xml_walk walk = { un_open_tag, un_close_tag,
					      false };

	return xml_read(part, &walk, ctx, e);
}

static int un_xml_read(struct input *in, record_fn *emit, void *ctx,
		       struct err *e)
{
	struct un_xml x = {0};
	int rc;

	if (un_open(&x.list, in, emit, ctx, e) < 0)
		return -1;
	rc = roster_read(&x.list.roster, in, read_part, &x,
			 "INDIVIDUAL and no ENTITY", e);
	dossier_close(&x.list);
	return rc;
}

static int un_xml_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return listroot_sniff(head, root_name) ? 95 : 0;
}

static int head_open(void *ctx, const struct xml_tag *tag,
		     enum xml_want *want, struct err *e)
{
	struct declared *out = ctx;
	struct pdate d;

	(void)want;
	if (listroot_check(tag, root_name, NULL, e) == 0 &&
	    pdate_parse(xml_attr(tag, "dateGenerated"), DATE_ORDER_UNKNOWN,
			&d))
		pdate_text(d, out->date);
	return err_set(e, ERR_FORMAT, "the head ends");
}

static void un_xml_declare(struct input_part *part, struct declared *out)
{
	static const struct xml_walk head = { head_open, NULL, false };
	struct err ends = {0};

	xml_read(part, &head, out, &ends);
}

const struct reader in_un_xml = {
	.name = "un_xml",
	.title = N_("UN Security Council list as XML"),
	.complete = true,
	.max_bytes = 64u << 20,
	.max_records = 100000,
	.sniff = un_xml_sniff,
	.read = un_xml_read,
	.keys = "un-sc",
	.declare = un_xml_declare,
};
