/* What OFAC changed in one publication (/changes/latest): parties that came
 * (whole), went, or were modified. See ofac_party.h.
 *
 * One file tells of both lists; what stands on the other one is left out.
 * Relied on: children of a modified entity carry their own action, those of a
 * new one none. A modified child gives what it is now; what it was goes only
 * where the file says that too. */
#include "base/i18n.h"
#include "read/listroot.h"
#include "read/ofac.h"
#include "read/ofac_party.h"
#include "read/ofac_xml.h"
#include "read/reader.h"

enum { DELTA_BYTES = 256 << 20 };	/* the first one is a snapshot */

static const char *const spaces[] = {
	"https://www.treasury.gov/ofac/DeltaFile/1.0",
	NULL,
};

static int delta_read(struct input *in, record_fn *emit, void *ctx,
		      struct err *e)
{
	return ofac_parties_read(in, spaces, true, emit, ctx, e);
}

static int delta_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return listroot_sniff(head, "sanctionsData") &&
	       slice_find(head, slice_of(spaces[0]), 0) >= 0 ? 95 : 0;
}

static void delta_declare(struct input_part *part, struct declared *out)
{
	static const char *const leaf[] = { "datePublished" };
	struct str text = STR_INIT(64);

	ofac_head(part, "publicationInfo", "entities", leaf, &text, 1);
	ofac_head_date(str_slice(&text), DATE_ORDER_UNKNOWN, out->date);
	str_free(&text);
}

const struct reader in_ofac_delta = {
	.name = "ofac_delta",
	.title = N_("OFAC changes of one publication"),
	.changes = true,
	.max_bytes = DELTA_BYTES,
	.max_records = OFAC_RECORDS,
	.sniff = delta_sniff,
	.read = delta_read,
	.keys = OFAC_KEYS,
	.declare = delta_declare,
};
