/* The Universal Human Rights Index: what UN bodies have recommended to states,
 * as its API and its exports give it, JSON or CSV. (The export as a workbook is
 * not read: save it as CSV.)
 *
 * The exports spell "Reccomending" so; other versions do not. Cells with several
 * values have one a line, "- " before each. Dates are ISO, or the day numbers
 * of a spreadsheet. What is no recommendation (observations, concerns) is not
 * taken where the entry says so. */
#include "base/i18n.h"
#include "read/docket.h"
#include "read/feed.h"
#include "read/entry.h"
#include "read/reader.h"
#include "read/roster.h"

enum field {
	TEXT, COUNTRIES, BODY, SESSION, STATES, POSITION, THEMES, AFFECTED,
	SDGS, DATE, SYMBOL, ID, TYPE, PARAGRAPH, FIELDS,
};

static const char *const names[FIELDS] = {
	[TEXT] = "TextPlainCleaned|Text",
	[COUNTRIES] = "Countries Concerned|Country Concerned|Countries",
	[BODY] = "Reccomending Body|Recommending Body|Body",
	[SESSION] = "UPR Session",
	[STATES] = "UPR Reccomending States|UPR Recommending States",
	[POSITION] = "UPR Position",
	[THEMES] = "Themes",
	[AFFECTED] = "Affected Persons",
	[SDGS] = "Sdgs",
	[DATE] = "Document Publication Date|Publication Date",
	[SYMBOL] = "Document Symbol|Symbol",
	[ID] = "OHCHR Annotation Id|Annotation Id",
	[TYPE] = "Annotation Type|Type",
	[PARAGRAPH] = "Paragraph|Paragraph Number",
};

static const enum field needed[] = { TEXT, COUNTRIES, BODY };

static int header(void *ctx, struct entry *f, const struct csv_row *row,
		  struct err *e)
{
	(void)ctx;
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (!entry_known(f, needed[i]))
			return entry_lacks(row, names[needed[i]], e);
	return 0;
}

/* Calls `say` for each value, however many cells or lines they stand in. */
static void each(struct docket *d, struct entry *f, enum field field,
		 void (*say)(struct docket *d, struct slice value))
{
	size_t n = entry_all(f, field);
	struct slice value;

	for (size_t i = 0; i < n; i++)
		while (docket_bullet(&f->value[i], &value))
			say(d, value);
}

/* All values in one, "; " between; lives as long as the entry. */
static struct slice joined(struct entry *f, enum field field)
{
	size_t n = entry_all(f, field);
	struct slice all = SLICE_NONE, value;

	for (size_t i = 0; i < n; i++)
		while (docket_bullet(&f->value[i], &value))
			all = all.n ? arena_fmt(&f->mem, "%.*s; %.*s",
						SLICE_ARG(all),
						SLICE_ARG(value)) : value;
	return all;
}

static void say_affected(struct docket *d, struct slice value)
{
	docket_say_as(d, PROP_issue, value, "affected persons");
}

static void say_goal(struct docket *d, struct slice value)
{
	docket_say_as(d, PROP_issue, value, "SDG");
}

/* "44561.5" is noon of a day. */
static void put_date(struct docket *d, struct slice text)
{
	struct slice rest = text, day = text;
	char iso[PDATE_TEXT];
	struct pdate date;

	if (slice_find(text, SLICE("."), 0) == 5)
		slice_cut(&rest, '.', &day);
	if (roster_serial(day, &date))
		docket_say(d, PROP_date, slice_of(pdate_text(date, iso)));
	else
		docket_date(d, PROP_date, text, DATE_ORDER_DMY);
}

/* "49.The Committee notes", "140.7 Ratify": where it stands. */
static struct slice paragraph(struct entry *f)
{
	struct slice told = entry_get(f, PARAGRAPH), text;
	size_t n = 0;

	if (told.n > 0)
		return told;
	text = entry_get(f, TEXT);
	while (n < text.n && n < 10 &&
	       ((text.p[n] >= '0' && text.p[n] <= '9') || text.p[n] == '.'))
		n++;
	if (n == 0 || slice_find(slice_make(text.p, n), SLICE("."), 0) <= 0)
		return SLICE_NONE;
	while (n > 0 && text.p[n - 1] == '.')
		n--;
	return slice_make(text.p, n);
}

static void put_reference(struct docket *d, struct entry *f)
{
	struct slice symbol = joined(f, SYMBOL), where = paragraph(f);
	struct claim *c = docket_say(d, PROP_reference, symbol);

	if (where.n)
		docket_qualify(d, c, arena_fmt(&f->mem, "para. %.*s",
					       SLICE_ARG(where)));
}

static bool is_recommendation(struct entry *f)
{
	struct slice type = joined(f, TYPE);

	return type.n == 0 || slice_find(type, SLICE("ecommend"), 0) >= 0;
}

static int begin(struct docket *d, struct entry *f, struct err *e)
{
	struct slice id = joined(f, ID);
	const struct slice is[] = {
		joined(f, SYMBOL), joined(f, COUNTRIES), joined(f, STATES),
		entry_get(f, TEXT),
	};

	return id.n ? docket_begin(d, KIND_recommendation, id, e) :
		      docket_begin_by(d, KIND_recommendation, is,
				      sizeof(is) / sizeof(*is), e);
}

static int put_entry(void *ctx, struct entry *f, struct err *e)
{
	struct docket *d = ctx;
	struct slice states = joined(f, STATES), body = joined(f, BODY);

	if (!is_recommendation(f))
		return 0;
	if (entry_get(f, TEXT).n == 0)
		return err_set(e, ERR_FORMAT, "no text");
	if (begin(d, f, e) < 0)
		return -1;
	docket_prose(d, PROP_action, entry_get(f, TEXT));
	docket_say(d, PROP_native_id, joined(f, ID));
	docket_say(d, PROP_addressee, joined(f, COUNTRIES));
	docket_say(d, PROP_from, states.n ? states : body);
	docket_say(d, PROP_authority, body);
	docket_word(d, PROP_position, joined(f, POSITION));
	docket_say(d, PROP_state, SLICE("proposed"));
	docket_say(d, PROP_session, joined(f, SESSION));
	put_date(d, joined(f, DATE));
	if (!docket_has(d, PROP_date))
		docket_say(d, PROP_date, slice_of(vocab_value(
			   VOCAB_upr_session, joined(f, SESSION))));
	put_reference(d, f);
	each(d, f, THEMES, docket_issue);
	docket_theme(d);
	each(d, f, AFFECTED, say_affected);
	each(d, f, SDGS, say_goal);
	return arena_ok(&f->mem, "an entry", e) < 0 ? -1 : docket_emit(d, e);
}

static int read_part(struct docket *d, struct input_part *part, struct err *e)
{
	static const struct entry_form form = {
		.name = names, .n = FIELDS, .header = header, .put = put_entry,
		.objects = true,
	};

	return entry_read(&form, part, d, e);
}

static int uhri_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	return docket_read(in, emit, ctx, "recommendation", read_part, e);
}

static int uhri_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	if (slice_starts(slice_trim(head), "<"))
		return 0;
	if (feed_head_has(head, "Reccomending Body") ||
	    feed_head_has(head, "OHCHR Annotation Id"))
		return 95;
	return feed_head_has(head, "\"AnnotationId\"") &&
	       feed_head_has(head, "\"Countries\"") ? 90 : 0;
}

const struct reader in_uhri_json = {
	.name = "uhri_json",
	.title = N_("Universal Human Rights Index, JSON or CSV export"),
	.max_bytes = 1024u << 20,
	.max_records = 1000000,
	.keys = "uhri",
	.sniff = uhri_sniff,
	.read = uhri_read,
};
