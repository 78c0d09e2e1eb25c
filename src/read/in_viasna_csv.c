/* Viasna's list of political prisoners, the table that its list page links for
 * machines: one row a person, 23 columns, in English, Russian or Belarusian.
 *
 * `status` is how Viasna lists somebody (active, former, np: no designation),
 * which is not custody: that follows from where somebody is held, the date of
 * release and `died`. Articles stand in one cell with ";" between. Pictures are
 * not taken. */
#include "base/i18n.h"
#include "read/docket.h"
#include "read/feed.h"
#include "read/entry.h"
#include "read/reader.h"

enum field {
	ID, URL, NAME, STATUS, GENDER, DESCRIPTION, BIRTHDAY, ARRESTED,
	ARTICLES, PRISON, DECLARATION, DECISION, PENALTY, JUDGE, TERM_FROM,
	RELEASED, VERDICT, APPEAL, TERRORIST_LIST, DIED, CLUSTERS, FIELDS,
};

static const char *const names[FIELDS] = {
	[ID] = "id", [URL] = "url", [NAME] = "name", [STATUS] = "status",
	[GENDER] = "gender", [DESCRIPTION] = "description",
	[BIRTHDAY] = "birthday", [ARRESTED] = "arrested",
	[ARTICLES] = "articles", [PRISON] = "prison",
	[DECLARATION] = "declaration", [DECISION] = "decision",
	[PENALTY] = "penalty", [JUDGE] = "judge",
	[TERM_FROM] = "penalty_start_date", [RELEASED] = "release_date",
	[VERDICT] = "verdict_date", [APPEAL] = "appeal_date",
	[TERRORIST_LIST] = "fake_terrorist_list", [DIED] = "died",
	[CLUSTERS] = "clusters",
};

/* Without one of these it is another list, or the format has changed. */
static const enum field needed[] = { ID, NAME, STATUS, ARRESTED, ARTICLES };

static int header(void *ctx, struct entry *f, const struct csv_row *row,
		  struct err *e)
{
	(void)ctx;
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (!entry_known(f, needed[i]))
			return entry_lacks(row, names[needed[i]], e);
	return 0;
}

static bool is_empty(struct slice cell)
{
	return cell.n == 0 || slice_is(cell, "0") || slice_ieq(cell, "no") ||
	       slice_ieq(cell, "false");
}

/* A date, or a mark that says it without one. */
static bool put_death(struct docket *d, struct slice cell)
{
	if (is_empty(cell))
		return false;
	if (slice_is(cell, "1") || slice_ieq(cell, "yes") ||
	    slice_ieq(cell, "true"))
		return true;
	return docket_date(d, PROP_died_on, cell, DATE_ORDER_DMY) != NULL;
}

/* Who was released is free, whatever prison the row still has; who died before
 * that, died in custody. */
static void put_custody(struct docket *d, struct entry *f)
{
	bool died = put_death(d, entry_get(f, DIED));
	struct slice prison = entry_get(f, PRISON);

	if (docket_has(d, PROP_released_on))
		docket_say(d, PROP_custody, SLICE("free"));
	else if (died)
		docket_say(d, PROP_custody, SLICE("dead_in_custody"));
	else if (prison.n > 0)
		docket_custody(d, prison);
	else if (slice_ieq(entry_get(f, STATUS), "active"))
		docket_custody(d, entry_get(f, PENALTY));
}

/* "released" in the column is no prison. */
static void put_prison(struct docket *d, struct slice cell)
{
	struct slice rest = cell, first;
	const char *custody;

	if (!slice_cut(&rest, '\n', &first))
		return;
	custody = vocab_value(VOCAB_custody, slice_trim(first));
	if (!custody || !slice_is(slice_of(custody), "free"))
		docket_say(d, PROP_prison, cell);
}

static void put_charges(struct docket *d, struct slice cell)
{
	struct slice one;

	while (slice_cut(&cell, ';', &one))
		docket_charges(d, one, true);
}

static void put_case(struct docket *d, struct entry *f)
{
	docket_date(d, PROP_detained_on, entry_get(f, ARRESTED),
		    DATE_ORDER_DMY);
	docket_date(d, PROP_released_on, entry_get(f, RELEASED),
		    DATE_ORDER_DMY);
	docket_date(d, PROP_sentenced_on, entry_get(f, VERDICT),
		    DATE_ORDER_DMY);
	put_charges(d, entry_get(f, ARTICLES));
	docket_sentence(d, entry_get(f, DECISION));
	docket_penalty(d, entry_get(f, PENALTY));
	docket_say(d, PROP_judge, entry_get(f, JUDGE));
	docket_say_as(d, PROP_note, entry_get(f, APPEAL), "appeal");
	docket_say_as(d, PROP_note, entry_get(f, TERM_FROM),
		      "term counts from");
	if (!is_empty(entry_get(f, TERRORIST_LIST)))
		docket_say_as(d, PROP_note, entry_get(f, TERRORIST_LIST),
			      "state's list of terrorists");
}

static int put_person(void *ctx, struct entry *f, struct err *e)
{
	struct docket *d = ctx;
	struct slice name = entry_get(f, NAME);

	if (name.n == 0)
		return err_set(e, ERR_FORMAT, "no name");
	if (docket_begin(d, KIND_person, entry_get(f, ID), e) < 0)
		return -1;
	docket_name(d, name, SLICE_NONE);
	docket_say(d, PROP_native_id, entry_get(f, ID));
	docket_word(d, PROP_listing_status, entry_get(f, STATUS));
	docket_gender(d, entry_get(f, GENDER));
	docket_date(d, PROP_born, entry_get(f, BIRTHDAY), DATE_ORDER_DMY);
	docket_roles(d, entry_get(f, DESCRIPTION));
	docket_say(d, PROP_summary, entry_get(f, DESCRIPTION));
	put_case(d, f);
	put_prison(d, entry_get(f, PRISON));
	put_custody(d, f);
	docket_say_as(d, PROP_note, entry_get(f, CLUSTERS), "cases");
	docket_say(d, PROP_url, entry_get(f, URL));
	docket_say(d, PROP_reference, entry_get(f, DECLARATION));
	return docket_emit(d, e);
}

static int read_part(struct docket *d, struct input_part *part, struct err *e)
{
	static const struct entry_form form = {
		.name = names, .n = FIELDS, .header = header, .put = put_person,
	};

	return entry_read(&form, part, d, e);
}

static int viasna_read(struct input *in, record_fn *emit, void *ctx,
		       struct err *e)
{
	return docket_read(in, emit, ctx, "person", read_part, e);
}

static int viasna_sniff(struct slice head, const struct input_part *part)
{
	struct slice rest = head, line = SLICE_NONE;

	(void)part;
	slice_cut(&rest, '\n', &line);
	return feed_head_has(line, "fake_terrorist_list") ||
	       (feed_head_has(line, "penalty_start_date") &&
		feed_head_has(line, "declaration")) ? 95 : 0;
}

const struct reader in_viasna_csv = {
	.name = "viasna_csv",
	.title = N_("Viasna's list of political prisoners, CSV"),
	.complete = true,
	.max_bytes = 256u << 20,
	.max_records = 200000,
	.keys = "viasna-list",
	.sniff = viasna_sniff,
	.read = viasna_read,
};
