/* SDN_ENHANCED.XML and CONS_ENHANCED.XML: ready-made names in every script.
 * See ofac_party.h. */
#include "base/i18n.h"
#include "read/listroot.h"
#include "read/ofac.h"
#include "read/ofac_party.h"
#include "read/ofac_xml.h"
#include "read/reader.h"

static const char *const spaces[] = {
	"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/"
	"exports/ENHANCED_XML",
	NULL,
};

static int enhanced_read(struct input *in, record_fn *emit, void *ctx,
			 struct err *e)
{
	return ofac_parties_read(in, spaces, false, emit, ctx, e);
}

static int enhanced_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return listroot_sniff(head, "sanctionsData") &&
	       slice_find(head, slice_of(spaces[0]), 0) >= 0 ? 95 : 0;
}

/* The head names the lists that the file was filtered by. */
static const char *enhanced_key(struct slice head,
				const struct input_part *part)
{
	if (slice_find(head, SLICE(">SDN List<"), 0) >= 0)
		return "us-ofac-sdn";
	if (slice_find(head, SLICE(">Consolidated List<"), 0) >= 0)
		return "us-ofac-cons";
	return ofac_elected(&(struct ofac_votes){0}, part);
}

static void enhanced_declare(struct input_part *part, struct declared *out)
{
	static const char *const leaf[] = { "dataAsOf" };
	struct str text = STR_INIT(64);

	ofac_head(part, "publicationInfo", "entities", leaf, &text, 1);
	ofac_head_date(str_slice(&text), DATE_ORDER_UNKNOWN, out->date);
	str_free(&text);
}

const struct reader in_ofac_enhanced = {
	.name = "ofac_enhanced",
	.title = N_("OFAC list as enhanced XML"),
	.complete = true,
	.max_bytes = OFAC_DOC_BYTES,
	.max_records = OFAC_RECORDS,
	.sniff = enhanced_sniff,
	.read = enhanced_read,
	.keys = OFAC_KEYS,
	.key_of = enhanced_key,
	.declare = enhanced_declare,
};
