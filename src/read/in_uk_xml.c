/* The UK Sanctions List as XML: <Designations>, the date, then one
 * <Designation> a party. The names of its fields are unique, so that their
 * place does not matter; values that belong together ("an address") are the
 * children of one element and are put together when it closes. */
#include <string.h>

#include "base/i18n.h"
#include "read/listroot.h"
#include "read/reader.h"
#include "read/uk_list.h"

static const char root_name[] = "Designations";
static const char party_name[] = "Designation";

enum { PARTY_DEPTH = 2 };

struct uk_xml {
	struct dossier list;
	const struct uk_field *field;	/* of the element whose text is read */
	const char *measure;		/* likewise: of an indicator */
	enum uk_group group;		/* of the row that is open */
	size_t row_depth;		/* of its element; 0: none */
	struct slice cell[COLLECT_CELLS];
};

/* No more of the row comes. */
static int end_row(struct uk_xml *x, struct err *e)
{
	if (x->row_depth == 0)
		return 0;
	x->row_depth = 0;
	return collect_add(&x->list.got, x->group, x->cell,
			  uk_cells[x->group], e);
}

static int uk_open_tag(void *ctx, const struct xml_tag *tag,
		       enum xml_want *want, struct err *e)
{
	struct uk_xml *x = ctx;

	if (tag->depth == 1)
		return listroot_check(tag, root_name, NULL, e);
	if (tag->depth == PARTY_DEPTH) {
		if (!slice_is(tag->name, party_name))
			*want = XML_SKIP;
		return 0;
	}
	x->field = uk_element(tag->name);
	x->measure = x->field ? NULL : uk_indicator(tag->name);
	if (x->field || x->measure)
		*want = XML_TEXT;
	return 0;
}

static int add_cell(struct uk_xml *x, struct slice text, size_t depth,
		    struct err *e)
{
	enum uk_group group = x->field->group;
	struct slice *cell = &x->cell[x->field->cell];

	if (uk_cells[group] == 1)
		return collect_add(&x->list.got, group, &text, 1, e);
	/* A value that comes again begins the next row. */
	if (x->row_depth != depth - 1 || x->group != group || cell->p) {
		if (end_row(x, e) < 0)
			return -1;
		memset(x->cell, 0, sizeof(x->cell));
		x->row_depth = depth - 1;
		x->group = group;
	}
	*cell = arena_slice(&x->list.got.mem, text);
	return arena_ok(&x->list.got.mem, "one party", e);
}

static int add_measure(struct uk_xml *x, struct slice text, struct err *e)
{
	struct slice measure = slice_of(x->measure);

	if (!slice_is(slice_trim(text), "true"))
		return 0;
	return collect_add(&x->list.got, UK_IMPOSED, &measure, 1, e);
}

static int uk_close_tag(void *ctx, struct slice name, size_t depth,
			struct slice text, struct err *e)
{
	struct uk_xml *x = ctx;

	(void)name;
	if (text.p && x->measure)
		return add_measure(x, text, e);
	if (text.p && x->field)
		return add_cell(x, text, depth, e);
	if (depth <= x->row_depth && end_row(x, e) < 0)
		return -1;
	if (depth != PARTY_DEPTH)
		return 0;
	return uk_emit(&x->list, e);
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	static const struct xml_walk walk = { uk_open_tag, uk_close_tag,
					      false };

	return xml_read(part, &walk, ctx, e);
}

static int uk_xml_read(struct input *in, record_fn *emit, void *ctx,
		       struct err *e)
{
	struct uk_xml x = {0};
	int rc;

	if (uk_open(&x.list, in, emit, ctx, e) < 0)
		return -1;
	rc = roster_read(&x.list.roster, in, read_part, &x, party_name, e);
	dossier_close(&x.list);
	return rc;
}

static int uk_xml_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return listroot_sniff(head, root_name) ? 95 : 0;
}

/* The date stands before the first party; the walk ends at either. */
static int head_open(void *ctx, const struct xml_tag *tag,
		     enum xml_want *want, struct err *e)
{
	(void)ctx;
	if (tag->depth == 1)
		return listroot_check(tag, root_name, NULL, e);
	if (!slice_is(tag->name, "DateGenerated"))
		return err_set(e, ERR_FORMAT, "the head ends");
	*want = XML_TEXT;
	return 0;
}

static int head_close(void *ctx, struct slice name, size_t depth,
		      struct slice text, struct err *e)
{
	struct declared *out = ctx;
	struct pdate d;

	(void)name, (void)depth;
	if (text.p && pdate_parse(text, DATE_ORDER_DMY, &d))
		pdate_text(d, out->date);
	return err_set(e, ERR_FORMAT, "the head ends");
}

static void uk_xml_declare(struct input_part *part, struct declared *out)
{
	static const struct xml_walk head = { head_open, head_close, false };
	struct err ends = {0};

	xml_read(part, &head, out, &ends);
}

const struct reader in_uk_xml = {
	.name = "uk_xml",
	.title = N_("UK Sanctions List as XML"),
	.complete = true,
	.max_bytes = 256u << 20,
	.max_records = 1000000,
	.sniff = uk_xml_sniff,
	.read = uk_xml_read,
	.keys = "gb-uksl",
	.declare = uk_xml_declare,
};
