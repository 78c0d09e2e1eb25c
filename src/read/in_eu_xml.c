/* The EU's consolidated list of financial sanctions (FSF) as XML 1.1: an
 * `export` of `sanctionEntity`, with all data in attributes. */
#include <string.h>

#include "base/i18n.h"
#include "read/fsf.h"
#include "read/listroot.h"
#include "read/reader.h"

struct eu {
	struct fsf f;
	enum fsf_part part;	/* of the element at depth 3 */
};

static const char root_name[] = "export";
/* Some who republish the list write none. */
static const char *const spaces[] = { "http://eu.europa.ec/fpi/fsd/export",
				      NULL };

static const struct {
	struct slice name;
	enum fsf_part part;
} parts[] = {		/* the most frequent first */
	{ { "nameAlias",       9 }, FSF_NAME },
	{ { "birthdate",       9 }, FSF_BIRTH },
	{ { "regulation",     10 }, FSF_REGULATION },
	{ { "subjectType",    11 }, FSF_SUBJECT },
	{ { "citizenship",    11 }, FSF_CITIZENSHIP },
	{ { "identification", 14 }, FSF_IDENTIFICATION },
	{ { "address",         7 }, FSF_ADDRESS },
};

/* Attributes come in the schema's order: each is looked for behind the last. */
static void take_fields(struct eu *u, enum fsf_part part,
			const struct xml_tag *tag)
{
	size_t first = fsf_first[part], n = fsf_first[part + 1] - first;
	size_t at = 0;

	fsf_clear(&u->f, part);
	for (const char *const *a = tag->attr; a[0]; a += 2) {
		for (size_t i = 0; i < n; i++) {
			size_t k = at + i < n ? at + i : at + i - n;
			const char *attr = fsf_fields[first + k].attr;

			if (attr && attr[0] == a[0][0] &&
			    strcmp(attr, a[0]) == 0) {
				u->f.v[first + k] = slice_of(a[1]);
				at = k + 1;
				break;
			}
		}
	}
}

static int open_part(struct eu *u, const struct xml_tag *tag,
		     enum xml_want *want, struct err *e)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!slice_eq(tag->name, parts[i].name))
			continue;
		u->part = parts[i].part;
		take_fields(u, u->part, tag);
		return fsf_put(&u->f, u->part, e);
	}
	u->part = FSF_ENTITY;
	*want = slice_is(tag->name, "remark") ? XML_TEXT : XML_SKIP;
	return 0;
}

static void open_inner(struct eu *u, const struct xml_tag *tag,
		       enum xml_want *want)
{
	*want = slice_is(tag->name, "remark") ? XML_TEXT : XML_SKIP;
	if (u->part == FSF_ADDRESS && slice_is(tag->name, "contactInfo"))
		fsf_contact(&u->f, xml_attr(tag, "key"),
			    xml_attr(tag, "value"));
}

static int eu_open(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		   struct err *e)
{
	struct eu *u = ctx;

	switch (tag->depth) {
	case 1:
		return listroot_check(tag, root_name, spaces, e);
	case 2:
		if (!slice_is(tag->name, "sanctionEntity")) {
			*want = XML_SKIP;
			return 0;
		}
		take_fields(u, FSF_ENTITY, tag);
		return fsf_put(&u->f, FSF_ENTITY, e);
	case 3:
		return open_part(u, tag, want, e);
	default:
		open_inner(u, tag, want);
		return 0;
	}
}

static int eu_close(void *ctx, struct slice name, size_t depth,
		    struct slice text, struct err *e)
{
	struct eu *u = ctx;

	(void)name;
	if (depth == 2)
		return fsf_emit(&u->f, e);
	if (text.p)
		fsf_remark(&u->f, u->part, text);
	return 0;
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	static const struct xml_walk walk = { eu_open, eu_close, false };

	return xml_read(part, &walk, ctx, e);
}

static int eu_read(struct input *in, record_fn *emit, void *ctx, struct err *e)
{
	struct eu u = {0};
	int rc = fsf_open(&u.f, in, emit, ctx, e);

	if (rc == 0)
		rc = roster_read(&u.f.r, in, read_part, &u, "party", e);
	fsf_close(&u.f);
	return rc;
}

/* The root says it all; its walk is stopped behind it. */
static int declare_open(void *ctx, const struct xml_tag *tag,
			enum xml_want *want, struct err *e)
{
	struct declared *d = ctx;
	struct slice file = xml_attr(tag, "globalFileId");
	struct pdate date;

	(void)want;
	if (listroot_check(tag, root_name, spaces, e) < 0)
		return -1;
	if (pdate_parse(xml_attr(tag, "generationDate"), DATE_ORDER_DMY,
			&date))
		pdate_text(date, d->date);
	if (file.n > 0 && file.n < sizeof(d->version))
		memcpy(d->version, file.p, file.n);
	return err_set(e, ERR_FORMAT, "enough is known");
}

static void eu_declare(struct input_part *part, struct declared *out)
{
	static const struct xml_walk walk = { declare_open, NULL, false };
	struct err e = {0};

	xml_read(part, &walk, out, &e);
}

static int eu_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	if (!listroot_sniff(head, root_name))
		return 0;
	if (slice_find(head, slice_of(spaces[0]), 0) >= 0)
		return 95;
	return slice_find(head, SLICE("<sanctionEntity"), 0) >= 0 ? 90 : 0;
}

const struct reader in_eu_xml = {
	.name = "eu_xml",
	.title = N_("EU consolidated list of financial sanctions as XML"),
	.complete = true,
	.max_bytes = 256u << 20,
	.max_records = FSF_RECORDS,
	.sniff = eu_sniff,
	.read = eu_read,
	.keys = "eu-fsf",
	.declare = eu_declare,
};
