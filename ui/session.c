#include "ui/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"

#define HEAD "thaw session 1"

enum { FIELDS = 7, TOP_MOST = 1 << 20 };

/* --- one desk --- */

static void desk_free(struct session_desk *d)
{
	for (size_t i = 0; i < PANE_COUNT; i++)
		place_free(&d->pane[i]);
	str_free(&d->open);
}

static void desk_init(struct session_desk *d, struct slice name)
{
	*d = (struct session_desk){ .other = PANE_news,
				    .open = STR_INIT(LIST_ID - 1) };
	snprintf(d->name, SESSION_NAME, "%.*s", SLICE_ARG(name));
	for (size_t i = 0; i < PANE_COUNT; i++) {
		place_free(&d->pane[i]);
		d->pane[i].pane = i;
		d->pane[i].sort = -1;
	}
}

void session_free(struct session *s)
{
	for (size_t i = 0; i < s->n; i++)
		desk_free(&s->list[i]);
	for (size_t i = 0; i < EDIT_HISTORY; i++)
		str_free(&s->past[i]);
	free(s->list);
	*s = (struct session){ 0 };
}

static void forget_oldest(struct session *s)
{
	desk_free(&s->list[0]);
	s->n--;
	memmove(s->list, s->list + 1, s->n * sizeof(*s->list));
}

struct session_desk *session_desk(struct session *s, struct slice name,
				  bool make)
{
	struct err ignored = { 0 };
	void *items = s->list;

	for (size_t i = 0; i < s->n; i++)
		if (slice_is(name, s->list[i].name))
			return &s->list[i];
	if (!make || name.n >= SESSION_NAME)
		return NULL;
	if (s->n == SESSION_DESKS)
		forget_oldest(s);
	if (vec_room(&items, &s->cap, s->n, sizeof(*s->list), SESSION_DESKS,
		     &ignored) < 0)
		return NULL;
	s->list = items;
	desk_init(&s->list[s->n], name);
	return &s->list[s->n++];
}

/* --- writing --- */

/* Tabs and line feeds part the fields; no filter needs them. */
static void put_field(struct str *out, struct slice text)
{
	str_addc(out, '\t');
	for (size_t i = 0; i < text.n; i++)
		str_addc(out, (unsigned char)text.p[i] < ' ' ? ' ' :
							       text.p[i]);
}

static const char *sort_name(const struct place *p)
{
	if (p->sort < 0 || p->sort >= PANE_COLUMNS)
		return p->sort == -2 ? "match" : "";
	return panes[p->pane]->column[p->sort].name;
}

static void write_pane(const struct place *p, struct str *out)
{
	if (p->filter.n == 0 && !p->id[0] && p->sort == -1 && !p->down)
		return;
	str_addf(out, "pane\t%s\t%s%s", panes[p->pane]->name,
		 p->down ? "-" : "", sort_name(p));
	str_addf(out, "\t%d", (int)p->height);
	put_field(out, slice_of(p->id));
	put_field(out, str_slice(&p->filter));
	str_addc(out, '\n');
}

static void write_desk(const struct session_desk *d, struct str *out)
{
	str_addf(out, "at\t%s\nfocus\t%s\t%s\n", d->name,
		 panes[d->focus]->name, panes[d->other]->name);
	for (size_t i = 0; i < PANE_COUNT; i++)
		write_pane(&d->pane[i], out);
	if (d->open.n == 0)
		return;
	str_addf(out, "open\t%zu", d->top);
	put_field(out, str_slice(&d->open));
	str_addc(out, '\n');
}

void session_write(const struct session *s, struct str *out)
{
	str_addf(out, HEAD "\ndesk\t%s\nheld\t%d\nbeside\t%d\t%d\n", s->desk,
		 s->held, s->beside ? 1 : 0, s->split_permille);
	for (size_t i = 0; i < s->n_past; i++) {
		str_addz(out, "past");
		put_field(out, str_slice(&s->past[i]));
		str_addc(out, '\n');
	}
	for (size_t i = 0; i < s->n; i++)
		write_desk(&s->list[i], out);
}

/* --- reading --- */

struct reading {
	struct session *s;
	struct session_desk *at;
	struct slice field[FIELDS];
	size_t n;
};

static bool number(struct slice text, int64_t least, int64_t most,
		   int64_t *out)
{
	return slice_int(text, out) && *out >= least && *out <= most;
}

static bool find_pane(struct slice name, size_t *out)
{
	for (size_t i = 0; i < PANE_COUNT; i++)
		if (slice_is(name, panes[i]->name)) {
			*out = i;
			return true;
		}
	return false;
}

static bool take_name(struct slice name, char out[SESSION_NAME])
{
	if (name.n >= SESSION_NAME)
		return false;
	snprintf(out, SESSION_NAME, "%.*s", SLICE_ARG(name));
	return true;
}

static bool read_desk(struct reading *r)
{
	return take_name(r->field[1], r->s->desk);
}

static bool read_held(struct reading *r)
{
	int64_t n;

	if (!number(r->field[1], 0, 2, &n))
		return false;
	r->s->held = (int)n;
	return true;
}

static bool read_beside(struct reading *r)
{
	int64_t on, permille;

	if (!number(r->field[1], 0, 1, &on) ||
	    !number(r->field[2], 0, 1000, &permille))
		return false;
	r->s->beside = on != 0;
	r->s->split_permille = (int)permille;
	return true;
}

static bool read_past(struct reading *r)
{
	struct str *to;

	if (r->s->n_past == EDIT_HISTORY || r->field[1].n > EDIT_BYTES)
		return false;
	to = &r->s->past[r->s->n_past++];
	*to = STR_INIT(EDIT_BYTES);
	str_add(to, r->field[1]);
	return true;
}

static bool read_at(struct reading *r)
{
	if (r->s->n == SESSION_DESKS || session_desk(r->s, r->field[1], false))
		return false;
	r->at = session_desk(r->s, r->field[1], true);
	return r->at != NULL;
}

static bool read_focus(struct reading *r)
{
	return r->at && find_pane(r->field[1], &r->at->focus) &&
	       find_pane(r->field[2], &r->at->other) &&
	       r->at->other > PANE_recommendations;
}

static bool read_sort(struct slice text, struct place *p)
{
	const struct pane_column *c = panes[p->pane]->column;

	p->down = slice_starts(text, "-");
	if (p->down)
		text = slice_make(text.p + 1, text.n - 1);
	p->sort = slice_is(text, "match") ? -2 : -1;
	for (int i = 0; i < PANE_COLUMNS && c[i].name; i++)
		if (text.n > 0 && slice_is(text, c[i].name))
			p->sort = i;
	return text.n == 0 || p->sort != -1;
}

static bool read_pane(struct reading *r)
{
	struct place *p;
	int64_t height;
	size_t pane;

	if (!r->at || !find_pane(r->field[1], &pane))
		return false;
	p = &r->at->pane[pane];
	if (!read_sort(r->field[2], p) ||
	    !number(r->field[3], 0, LIST_ROWS, &height) ||
	    r->field[4].n >= LIST_ID || r->field[5].n > PLACE_FILTER)
		return false;
	p->height = height;
	snprintf(p->id, LIST_ID, "%.*s", SLICE_ARG(r->field[4]));
	str_clear(&p->filter);
	str_add(&p->filter, r->field[5]);
	return true;
}

static bool read_open(struct reading *r)
{
	int64_t top;

	if (!r->at || !number(r->field[1], 0, TOP_MOST, &top) ||
	    r->field[2].n >= LIST_ID)
		return false;
	r->at->top = (size_t)top;
	str_clear(&r->at->open);
	str_add(&r->at->open, r->field[2]);
	return true;
}

static const struct {
	const char *word;
	size_t fields;
	bool (*read)(struct reading *r);
} lines[] = {
	{ "desk",   2, read_desk },
	{ "held",   2, read_held },
	{ "beside", 3, read_beside },
	{ "past",   2, read_past },
	{ "at",     2, read_at },
	{ "focus",  3, read_focus },
	{ "pane",   6, read_pane },
	{ "open",   3, read_open },
};

static bool read_line(struct reading *r, struct slice line)
{
	if (slice_has_control(line))	/* but for the tabs: */
		for (size_t i = 0; i < line.n; i++)
			if ((unsigned char)line.p[i] < ' ' &&
			    line.p[i] != '\t')
				return false;
	for (r->n = 0; r->n < FIELDS &&
	     slice_cut(&line, '\t', &r->field[r->n]); r->n++)
		;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (slice_is(r->field[0], lines[i].word))
			return r->n == lines[i].fields && lines[i].read(r);
	return false;
}

static int refuse(struct session *s, int no, struct err *e)
{
	session_free(s);
	return err_set(e, ERR_FORMAT, "where you left off is not known: line"
		       " %d of the session makes no sense", no);
}

int session_read(struct session *s, struct slice text, struct err *e)
{
	struct reading r = { .s = s };
	struct slice line = SLICE_NONE;
	int no = 1;

	*s = (struct session){ 0 };
	if (text.n > SESSION_BYTES || !slice_cut(&text, '\n', &line) ||
	    !slice_is(line, HEAD))
		return refuse(s, no, e);
	while (slice_cut(&text, '\n', &line)) {
		no++;
		if (!text.p && line.n == 0)
			break;
		if (!read_line(&r, line))
			return refuse(s, no, e);
	}
	s->known = true;
	return 0;
}
