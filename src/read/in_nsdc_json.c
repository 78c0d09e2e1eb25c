/* Ukraine's State Register of Sanctions, as its API answers:
 * /v2/subjects?subjectType=individual and =legal, a list of subjects each.
 *
 * Decisions on a subject ("actions") come from an address of their own for
 * each; where somebody has put them into the subject as "actions", they are
 * read. Whether a subject is a person stands in the address only, so it is
 * taken from there or from the part's name. Sanctions end by themselves when
 * their term is over: "expired" is a state of its own. */
#include <string.h>

#include "base/i18n.h"
#include "read/feed.h"
#include "read/jsonscan.h"
#include "read/nsdc_subject.h"
#include "read/reader.h"

static const struct roster_is ukraine = {
	"UA", "National Security and Defence Council of Ukraine", "ua-nsdc",
};

static const char *kind_of(struct slice where)
{
	if (slice_find(where, SLICE("individual"), 0) >= 0)
		return "person";
	return slice_find(where, SLICE("legal"), 0) >= 0 ? "entity" : NULL;
}

static int read_subjects(struct nsdc *n, struct jsonscan *s, struct err *e)
{
	const struct jnode *subject;
	int rc;

	while ((rc = jsonscan_next(s, &subject, e)) > 0)
		if (nsdc_subject(n, subject, e) < 0)
			return jsonscan_in(s, e);
	return rc;
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	struct jsonscan *s = NULL;
	struct nsdc *n = ctx;
	int rc;

	n->kind = kind_of(part->url);
	if (!n->kind)
		n->kind = kind_of(part->name);
	if (jsonscan_open(&s, part, e) < 0)
		return -1;
	rc = read_subjects(n, s, e);
	jsonscan_close(&s);
	return rc;
}

static int nsdc_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	struct nsdc n;
	int rc;

	nsdc_init(&n);
	rc = roster_open(&n.r, in, &ukraine, emit, ctx, e);
	if (rc == 0)
		rc = roster_read(&n.r, in, read_part, &n, "subject", e);
	roster_close(&n.r);
	nsdc_free(&n);
	return rc;
}

static int nsdc_sniff(struct slice head, const struct input_part *part)
{
	struct slice s = slice_trim(head);

	(void)part;
	if (!slice_starts(s, "[") && !slice_starts(s, "{"))
		return 0;
	return feed_head_has(s, "\"sid\"") &&
	       feed_head_has(s, "\"translit\"") ? 90 : 0;
}

const struct reader in_nsdc_json = {
	.name = "nsdc_json",
	.title = N_("Ukraine's State Register of Sanctions, JSON"),
	.complete = true,
	.set = true,
	.max_bytes = 512u << 20,
	.max_records = 500000,
	.keys = "ua-nsdc",
	.sniff = nsdc_sniff,
	.read = nsdc_read,
};
