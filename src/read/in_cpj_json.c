/* The Committee to Protect Journalists: pages of its API's people_list
 * ({"pageCount", "data": [...]}), single personrecords, and both saved as CSV.
 *
 * `startDisplay` is when it happened, whatever happened: the day of death of who
 * was killed, the arrest of who is imprisoned. Where it happened is no
 * citizenship. Dates are written for people: "August 11, 2009". */
#include "base/i18n.h"
#include "read/docket.h"
#include "read/feed.h"
#include "read/entry.h"
#include "read/reader.h"

enum field {
	NAME, ORGANIZATIONS, LOCATION, STATUS, DEATH, START, PAGE, TYPE,
	MOTIVE, CHARGES, ID, BORN, GENDER, RELEASED, FIELDS,
};

static const char *const names[FIELDS] = {
	[NAME] = "fullName|data.fullName|name",
	[ORGANIZATIONS] = "organizations|data.organizations|organization",
	[LOCATION] = "location|data.location|country",
	[STATUS] = "status|data.status",
	[DEATH] = "typeOfDeath|data.typeOfDeath",
	[START] = "startDisplay|data.startDisplay|startDate",
	[PAGE] = "mtpage|data.mtpage|url",
	[TYPE] = "type|data.type|role",
	[MOTIVE] = "motiveConfirmed|data.motiveConfirmed",
	[CHARGES] = "charges|data.charges",
	[ID] = "datamanager_salesforce_id|data.datamanager_salesforce_id|id",
	[BORN] = "dateOfBirth|data.dateOfBirth",
	[GENDER] = "gender|sex|data.gender",
	[RELEASED] = "releaseDate|data.releaseDate|dateReleased",
};

static int header(void *ctx, struct entry *f, const struct csv_row *row,
		  struct err *e)
{
	(void)ctx;
	return entry_known(f, NAME) ? 0 : entry_lacks(row, names[NAME], e);
}

/* The last part of ".../people/ivan-pryklad/", which is a number of its own. */
static struct slice slug(struct slice page)
{
	size_t at;

	while (page.n > 0 && page.p[page.n - 1] == '/')
		page.n--;
	for (at = page.n; at > 0 && page.p[at - 1] != '/'; at--)
		;
	return slice_make(page.p + at, page.n - at);
}

static int begin(struct docket *d, struct entry *f, struct err *e)
{
	struct slice id = entry_get(f, ID), page = entry_get(f, PAGE);
	const struct slice is[] = {
		entry_get(f, NAME), entry_get(f, START),
		entry_get(f, LOCATION),
	};

	/* The list has pages, a record has both: one key for one person. */
	if (page.n > 0)
		return docket_begin(d, KIND_person, slug(page), e);
	if (id.n > 0)
		return docket_begin(d, KIND_person, id, e);
	return docket_begin_by(d, KIND_person, is, sizeof(is) / sizeof(*is),
			       e);
}

/* What happened, and when. */
static void put_status(struct docket *d, struct slice status,
		       struct slice when)
{
	if (slice_ieq(status, "Killed")) {
		docket_date(d, PROP_died_on, when, DATE_ORDER_MDY);
	} else if (slice_ieq(status, "Imprisoned")) {
		docket_date(d, PROP_detained_on, when, DATE_ORDER_MDY);
		docket_say(d, PROP_custody, SLICE("prison"));
	} else if (slice_ieq(status, "Missing")) {
		docket_date(d, PROP_since, when, DATE_ORDER_MDY);
		docket_say(d, PROP_custody, SLICE("disappeared"));
	} else if (slice_ieq(status, "Released")) {
		docket_date(d, PROP_released_on, when, DATE_ORDER_MDY);
		docket_say(d, PROP_custody, SLICE("free"));
	} else {
		docket_date(d, PROP_since, when, DATE_ORDER_MDY);
	}
	docket_say_as(d, PROP_note, status, "status");
}

static void put_charges(struct docket *d, struct entry *f)
{
	size_t n = entry_all(f, CHARGES);
	struct slice one;

	for (size_t i = 0; i < n; i++)
		while (slice_cut(&f->value[i], ';', &one))
			docket_charges(d, one, false);
}

static void put_organizations(struct docket *d, struct entry *f)
{
	size_t n = entry_all(f, ORGANIZATIONS);

	for (size_t i = 0; i < n; i++)
		docket_say_as(d, PROP_note, f->value[i], "works for");
}

static int put_person(void *ctx, struct entry *f, struct err *e)
{
	struct docket *d = ctx;

	if (entry_get(f, NAME).n == 0)
		return err_set(e, ERR_FORMAT, "no fullName");
	if (begin(d, f, e) < 0)
		return -1;
	docket_name(d, entry_get(f, NAME), SLICE_NONE);
	docket_say(d, PROP_native_id, entry_get(f, ID));
	docket_roles(d, entry_get(f, TYPE));
	put_organizations(d, f);
	docket_say(d, PROP_location, entry_get(f, LOCATION));
	docket_gender(d, entry_get(f, GENDER));
	docket_date(d, PROP_born, entry_get(f, BORN), DATE_ORDER_MDY);
	put_status(d, entry_get(f, STATUS), entry_get(f, START));
	docket_date(d, PROP_released_on, entry_get(f, RELEASED),
		    DATE_ORDER_MDY);
	docket_say_as(d, PROP_note, entry_get(f, DEATH), "type of death");
	docket_say_as(d, PROP_note, entry_get(f, MOTIVE), "motive");
	put_charges(d, f);
	docket_say(d, PROP_url, entry_get(f, PAGE));
	return docket_emit(d, e);
}

static int read_part(struct docket *d, struct input_part *part, struct err *e)
{
	static const struct entry_form form = {
		.name = names, .n = FIELDS, .header = header, .put = put_person,
		.objects = true,
	};

	return entry_read(&form, part, d, e);
}

static int cpj_read(struct input *in, record_fn *emit, void *ctx,
		    struct err *e)
{
	return docket_read(in, emit, ctx, "person", read_part, e);
}

static int cpj_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	if (slice_starts(slice_trim(head), "<") ||
	    !feed_head_has(head, "fullName"))
		return 0;
	return feed_head_has(head, "startDisplay") ||
	       feed_head_has(head, "mtpage") ||
	       feed_head_has(head, "datamanager_salesforce_id") ? 90 : 0;
}

const struct reader in_cpj_json = {
	.name = "cpj_json",
	.title = N_("Committee to Protect Journalists, JSON of its API or CSV"),
	.max_bytes = 256u << 20,
	.max_records = 500000,
	.set = true,
	.keys = "cpj-people",
	.sniff = cpj_sniff,
	.read = cpj_read,
};
