/* UPR Info's database of recommendations, CSV: who recommended what to whom in
 * which session of the Universal Periodic Review, and the answer.
 *
 * The file has no numbers of its own: a recommendation is known by who, to
 * whom, when and in what words. `Action` is UPR Info's own grade, 1 (minimal)
 * to 5 (specific). When a session was held is VOCAB_upr_session. */
#include "base/i18n.h"
#include "read/docket.h"
#include "read/feed.h"
#include "read/entry.h"
#include "read/reader.h"

enum field { TO, TEXT, FROM, RESPONSE, ACTION, ISSUE, SESSION, FIELDS };

static const char *const names[FIELDS] = {
	[TO] = "To|State under Review|SuR",
	[TEXT] = "Text|Recommendation",
	[FROM] = "From|Recommending State|Reco State",
	[RESPONSE] = "Response", [ACTION] = "Action",
	[ISSUE] = "Issue|Issues", [SESSION] = "Session",
};

static const enum field needed[] = { TO, TEXT, FROM, RESPONSE };

static int header(void *ctx, struct entry *f, const struct csv_row *row,
		  struct err *e)
{
	(void)ctx;
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (!entry_known(f, needed[i]))
			return entry_lacks(row, names[needed[i]], e);
	return 0;
}

static void put_issues(struct docket *d, struct slice cell)
{
	struct slice one;

	while (slice_cut(&cell, ',', &one))
		docket_issue(d, one);
	docket_theme(d);
}

static void put_level(struct docket *d, struct slice cell)
{
	int64_t level;

	if (slice_int(cell, &level) && level >= 1 && level <= 5)
		docket_number(d, PROP_action_level, level);
	else
		docket_say_as(d, PROP_note, cell, "action");
}

/* "8", and when that was. */
static void put_session(struct docket *d, struct slice cell)
{
	docket_say(d, PROP_session, cell);
	docket_say(d, PROP_date,
		   slice_of(vocab_value(VOCAB_upr_session, cell)));
}

static int put_rec(void *ctx, struct entry *f, struct err *e)
{
	const struct slice is[] = {
		entry_get(f, TO), entry_get(f, FROM),
		entry_get(f, SESSION), entry_get(f, TEXT),
	};
	struct docket *d = ctx;

	if (entry_get(f, TEXT).n == 0)
		return err_set(e, ERR_FORMAT, "no text");
	if (docket_begin_by(d, KIND_recommendation, is,
			    sizeof(is) / sizeof(*is), e) < 0)
		return -1;
	docket_say(d, PROP_action, entry_get(f, TEXT));
	docket_say(d, PROP_addressee, entry_get(f, TO));
	docket_say(d, PROP_from, entry_get(f, FROM));
	docket_word(d, PROP_position, entry_get(f, RESPONSE));
	docket_say(d, PROP_state, SLICE("proposed"));
	put_level(d, entry_get(f, ACTION));
	put_issues(d, entry_get(f, ISSUE));
	put_session(d, entry_get(f, SESSION));
	return docket_emit(d, e);
}

static int read_part(struct docket *d, struct input_part *part, struct err *e)
{
	static const struct entry_form form = {
		.name = names, .n = FIELDS, .header = header, .put = put_rec,
	};

	return entry_read(&form, part, d, e);
}

static int uprinfo_read(struct input *in, record_fn *emit, void *ctx,
			struct err *e)
{
	return docket_read(in, emit, ctx, "recommendation", read_part, e);
}

static int uprinfo_sniff(struct slice head, const struct input_part *part)
{
	struct slice rest = head, line = SLICE_NONE;

	(void)part;
	slice_cut(&rest, '\n', &line);
	if (slice_find(line, SLICE("To-Rgrp"), 0) >= 0 ||
	    slice_find(line, SLICE("From-Rgrp"), 0) >= 0)
		return 95;
	return slice_find(line, SLICE("Response"), 0) >= 0 &&
	       slice_find(line, SLICE("Session"), 0) >= 0 &&
	       slice_find(line, SLICE("From"), 0) >= 0 &&
	       slice_find(line, SLICE("Issue"), 0) >= 0 ? 90 : 0;
}

const struct reader in_uprinfo_csv = {
	.name = "uprinfo_csv",
	.title = N_("UPR Info's recommendations, CSV"),
	.max_bytes = 256u << 20,
	.max_records = 500000,
	.keys = "upr-info",
	.sniff = uprinfo_sniff,
	.read = uprinfo_read,
};
