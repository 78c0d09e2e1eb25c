/* Days as a calendar (RFC 5545), one all-day event each: releases, the steps of
 * measures, and what expires. The UID of what expires is made of the row's id,
 * so that a calendar that is fed again moves the event instead of doubling it;
 * that of what has happened has its date besides, which does not move. */
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "model/pdate.h"
#include "write/escape.h"
#include "write/tame.h"
#include "write/writer.h"

enum {
	LINE_OCTETS = 75,	/* of a line, the first blank included */
	TEXT_BYTES = 64 << 10,
	DAY_S = 86400,
};

static bool fits(const struct shape *s)
{
	return shape_find(s, SLICE("expires")) >= 0 ||
	       (s->rows == ROWS_SUBJECTS && s->fill &&
		(s->kind == KIND_event || s->kind == KIND_person));
}

/* One content line, folded between characters. */
static void put_line(struct str *to, struct slice line)
{
	size_t room = LINE_OCTETS;

	while (line.n > room) {
		size_t n = room;

		while (n > 1 && ((unsigned char)line.p[n] & 0xc0) == 0x80)
			n--;
		str_add(to, slice_make(line.p, n));
		str_addz(to, "\r\n ");
		line = slice_make(line.p + n, line.n - n);
		room = LINE_OCTETS - 1;
	}
	str_add(to, line);
	str_addz(to, "\r\n");
}

static void add_escaped(struct str *to, struct slice text)
{
	struct str tame = STR_INIT(TEXT_BYTES);

	text_tame(&tame, text);
	for (size_t i = 0; i < tame.n; i++) {
		char c = tame.p[i];

		if (c == '\n')
			str_addz(to, "\\n");
		else if (c == '\t')
			str_addc(to, ' ');
		else if (c != '\r') {
			if (strchr("\\;,", c))
				str_addc(to, '\\');
			str_addc(to, c);
		}
	}
	str_free(&tame);
}

static struct slice cell(const struct out *o, const struct row *r,
			 const char *name)
{
	int i = shape_find(o->shape, slice_of(name));

	return i >= 0 ? r->cell[i] : SLICE_NONE;
}

/* The cell for people, escaped, behind `lead`; nothing where it is absent. */
static void add_cell(struct str *to, const struct out *o, const struct row *r,
		     const char *lead, const char *name)
{
	struct str shown = STR_INIT(TEXT_BYTES);
	int i = shape_find(o->shape, slice_of(name));

	if (i >= 0 && r->cell[i].n) {
		cell_shown(&shown, shape_column(o->shape, (size_t)i),
			   r->cell[i]);
		str_addz(to, lead);
		add_escaped(to, str_slice(&shown));
	}
	str_free(&shown);
}

/* "20270228" */
static void add_day(struct str *to, const char *lead, int64_t day)
{
	struct pdate d = pdate_of_day(day);

	str_addf(to, "%s%04d%02d%02d", lead, d.year, d.month, d.day);
}

static void put_summary(struct str *to, const struct out *o,
			const struct row *r)
{
	struct str line = STR_INIT(TEXT_BYTES);
	bool measure = shape_find(o->shape, SLICE("measure")) >= 0 &&
		       cell(o, r, "name").n == 0;

	str_addz(&line, "SUMMARY:");
	/* "list" alone says nothing in a calendar */
	if (measure && slice_is(cell(o, r, "measure"), "list")) {
		add_cell(&line, o, r, "", "jurisdiction");
		add_cell(&line, o, r, " ", "target");
	} else {
		add_cell(&line, o, r, "", measure ? "measure" : "name");
	}
	add_cell(&line, o, r, ": ", "state");
	str_addz(&line, " until then");
	put_line(to, str_slice(&line));
	str_free(&line);
}

static void put_description(struct str *to, const struct out *o,
			    const struct row *r)
{
	struct str line = STR_INIT(TEXT_BYTES);

	str_addz(&line, "DESCRIPTION:");
	add_cell(&line, o, r, "", "programme");
	add_cell(&line, o, r, "\\nTarget: ", "target");
	add_cell(&line, o, r, "\\nInstrument: ", "instrument");
	add_cell(&line, o, r, "\\nSince: ", "since");
	add_cell(&line, o, r, "\\nRests on: ", "basis");
	add_cell(&line, o, r, "\\nThe news says: ", "news_state");
	put_line(to, str_slice(&line));
	str_free(&line);
}

static void put_address(struct str *to, struct slice url)
{
	struct str line = STR_INIT(TEXT_BYTES);

	if (!escape_url(url))
		return;
	str_addz(&line, "URL:");
	text_tame(&line, url);
	put_line(to, str_slice(&line));
	str_free(&line);
}

static void put_url(struct str *to, const struct out *o, const struct row *r)
{
	struct slice rest = cell(o, r, "documents"), url;

	if (cell_next(&rest, true, &url))
		put_address(to, url);
}

static void put_plain(struct str *to, const char *name, struct slice value,
		      const char *behind)
{
	struct str line = STR_INIT(TEXT_BYTES);

	str_addf(&line, "%s:%.*s%s", name, SLICE_ARG(value), behind);
	put_line(to, str_slice(&line));
	str_free(&line);
}

static void ics_begin(struct str *to, struct out *o)
{
	(void)o;
	put_line(to, SLICE("BEGIN:VCALENDAR"));
	put_line(to, SLICE("VERSION:2.0"));
	put_line(to, SLICE("PRODID:-//thaw//releases and measures//EN"));
	put_line(to, SLICE("CALSCALE:GREGORIAN"));
}

static void put_stamp(struct str *to, int64_t now)
{
	char iso[CLOCK_TEXT];
	struct str line = STR_INIT(64);

	str_addz(&line, "DTSTAMP:");
	for (const char *c = clock_iso(now, iso); *c; c++)
		if (*c != '-' && *c != ':')
			str_addc(&line, *c);
	put_line(to, str_slice(&line));
	str_free(&line);
}

static void put_days(struct str *to, struct pdate d)
{
	struct str line = STR_INIT(64);

	add_day(&line, "DTSTART;VALUE=DATE:", pdate_first_day(d));
	put_line(to, str_slice(&line));
	str_clear(&line);
	add_day(&line, "DTEND;VALUE=DATE:", pdate_last_day(d) + 1);
	put_line(to, str_slice(&line));
	str_free(&line);
}

/* --- what has happened --- */

static void put_text(struct str *to, const char *name, struct slice text)
{
	struct str line = STR_INIT(TEXT_BYTES);

	str_addf(&line, "%s:", name);
	add_escaped(&line, text);
	put_line(to, str_slice(&line));
	str_free(&line);
}

/* "e-abc.20251213.pardon.1@thaw": the last number parts two steps of one day
 * and word. */
static void put_uid(struct str *to, const struct marks *all, size_t i)
{
	const struct mark *m = &all->list[i];
	struct str line = STR_INIT(TEXT_BYTES);
	int n = 1;

	for (size_t k = 0; k < i; k++)
		n += slice_eq(all->list[k].date, m->date) &&
		     slice_eq(all->list[k].word, m->word);
	str_addf(&line, "UID:%.*s.", SLICE_ARG(m->id));
	for (size_t k = 0; k < m->date.n; k++)
		if (m->date.p[k] != '-')
			str_addc(&line, m->date.p[k]);
	str_addf(&line, ".%.*s.%d@thaw", SLICE_ARG(m->word), n);
	put_line(to, str_slice(&line));
	str_free(&line);
}

static void put_sources(struct str *to, const struct mark *m)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct slice rest = m->sources, one;

	while (slice_cut(&rest, LIST_SEP, &one))
		if (one.n)
			str_addf(&text, "%s%.*s", text.n ? ", " : "Sources: ",
				 SLICE_ARG(one));
	if (m->said)
		str_addz(&text, "\nIt is said; no act is known.");
	if (m->disputed)
		str_addz(&text, "\nThe sources differ.");
	put_text(to, "DESCRIPTION", str_slice(&text));
	str_free(&text);
}

static void put_mark(struct str *to, const struct out *o, size_t i)
{
	const struct mark *m = &o->marks->list[i];
	struct str what = STR_INIT(TEXT_BYTES);
	struct pdate d;

	if (m->kind == MARK_EXPIRY ||
	    !pdate_parse(m->date, DATE_ORDER_UNKNOWN, &d))
		return;
	put_line(to, SLICE("BEGIN:VEVENT"));
	put_uid(to, o->marks, i);
	put_stamp(to, o->now);
	put_days(to, d);
	str_addf(&what, "%.*s%s%.*s", SLICE_ARG(m->by), m->by.n ? " " : "",
		 SLICE_ARG(m->what));
	put_text(to, "SUMMARY", str_slice(&what));
	str_free(&what);
	put_sources(to, m);
	put_address(to, m->url);
	put_line(to, SLICE("TRANSP:TRANSPARENT"));
	put_line(to, SLICE("END:VEVENT"));
}

/* --- what expires --- */

/* A date that is known to the month is an event of that month. */
static void put_expiry(struct str *to, const struct out *o, const struct row *r)
{
	struct pdate d;

	if (!pdate_parse(cell(o, r, "expires"), DATE_ORDER_UNKNOWN, &d) ||
	    pdate_last_day(d) < o->now / DAY_S)
		return;
	put_line(to, SLICE("BEGIN:VEVENT"));
	put_plain(to, "UID", r->cell[0], ".expires@thaw");
	put_stamp(to, o->now);
	put_days(to, d);
	put_summary(to, o, r);
	put_description(to, o, r);
	put_url(to, o, r);
	put_line(to, SLICE("TRANSP:TRANSPARENT"));
	put_line(to, SLICE("END:VEVENT"));
}

static void ics_row(struct str *to, const struct out *o, const struct row *r)
{
	for (size_t i = 0; o->marks && i < o->marks->n; i++)
		put_mark(to, o, i);
	put_expiry(to, o, r);
}

static void ics_head(struct str *to, struct out *o)
{
	(void)to;
	(void)o;
}

static void ics_end(struct str *to, struct out *o)
{
	(void)o;
	put_line(to, SLICE("END:VCALENDAR"));
}

const struct writer out_ics = {
	.name  = "ics",
	.english = true,
	.title = N_("iCalendar: releases, steps of measures, what expires"),
	.fits  = fits,
	.shows = column_is_public,
	.asks  = ASKS_FACTS,
	.begin = ics_begin,
	.head  = ics_head,
	.row   = ics_row,
	.end   = ics_end,
};
