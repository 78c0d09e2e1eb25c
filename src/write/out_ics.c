/* Dates to come as a calendar (RFC 5545): what expires, one all-day event each.
 * Its UID is made of the row's id, so that a calendar that is fed again moves
 * the event instead of doubling it. */
#include <string.h>

#include "base/clock.h"
#include "model/pdate.h"
#include "write/tame.h"
#include "write/writer.h"

enum {
	LINE_OCTETS = 75,	/* of a line, the first blank included */
	TEXT_BYTES = 64 << 10,
	DAY_S = 86400,
};

static bool fits(const struct shape *s)
{
	return shape_find(s, SLICE("expires")) >= 0;
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

static void put_url(struct str *to, const struct out *o, const struct row *r)
{
	struct slice rest = cell(o, r, "documents"), url;
	struct str line = STR_INIT(TEXT_BYTES);

	if (cell_next(&rest, true, &url)) {
		str_addz(&line, "URL:");
		text_tame(&line, url);
		if (!memchr(line.p, '\n', line.n) &&
		    !memchr(line.p, '\r', line.n))
			put_line(to, str_slice(&line));
	}
	str_free(&line);
}

static void put_plain(struct str *to, const char *name, struct slice value,
		      const char *behind)
{
	struct str line = STR_INIT(TEXT_BYTES);

	str_addf(&line, "%s:%.*s%s", name, SLICE_ARG(value), behind);
	put_line(to, str_slice(&line));
	str_free(&line);
}

static void ics_head(struct str *to, struct out *o)
{
	(void)o;
	put_line(to, SLICE("BEGIN:VCALENDAR"));
	put_line(to, SLICE("VERSION:2.0"));
	put_line(to, SLICE("PRODID:-//thaw//dates to come//EN"));
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

/* A date that is known to the month is an event of that month. */
static void ics_row(struct str *to, const struct out *o, const struct row *r)
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

static void ics_foot(struct str *to, const struct out *o)
{
	(void)o;
	put_line(to, SLICE("END:VCALENDAR"));
}

const struct writer out_ics = {
	.name  = "ics",
	.title = "iCalendar, of what expires",
	.fits  = fits,
	.shows = column_is_public,
	.head  = ics_head,
	.row   = ics_row,
	.foot  = ics_foot,
};
