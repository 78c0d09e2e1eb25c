/* The last line: what is to be said, else what is shown and what the keys do,
 * and at the right how the data stands. */
#include "base/i18n.h"
#include "base/local.h"
#include "base/text.h"
#include "ui/hints.h"
#include "ui/screen.h"

enum {
	FOOT_BYTES = 1 << 14, FILTER_CELLS = 28,
	STATE_COLS = 72,	/* with fewer, keys are worth more */
};

/* --- the right side --- */

static void add_state(const struct screen *s, struct str *out)
{
	char buf[CLOCK_TEXT];

	if (s->late) {
		str_addz(out, _("searching …"));
		return;
	}
	if (s->amiss)
		str_addz(out, _("the store is gone"));
	else if (s->o.progress && s->o.progress->ran)
		progress_say(s->o.progress, out);
	else if (s->refreshed_at > 0)
		str_addf(out, _("↻ refreshed %s"),
			 clock_local(s->refreshed_at, buf));
}

/* Only where there is room. */
static void add_next(const struct screen *s, struct surface *to, int room,
		     struct str *out)
{
	int64_t now = clock_now(&s->o.data->clock);
	struct str at = STR_INIT(CLOCK_TEXT);
	size_t before = out->n;

	if (before == 0 || s->late || s->amiss || s->due_at == 0 ||
	    (s->o.progress && s->o.progress->pid > 0))
		return;
	if (s->due_at <= now)
		str_addz(&at, _("soon"));
	else
		local_soon(&at, s->due_at, now);
	str_addf(out, _(", next %s"), str_cstr(&at));
	str_free(&at);
	if (surface_width(to, str_slice(out)) > room)
		str_cut(out, before);
}

/* Only where there is room beside the state: how fresh the data is matters
 * more than what time it is. */
static void add_clock(const struct screen *s, struct surface *to, int room,
		      struct str *out)
{
	size_t before = out->n;
	char buf[CLOCK_TEXT];

	if (!s->o.clock)
		return;
	str_addf(out, "%s%s", before ? _(" · now ") : "",
		 clock_local(clock_now(&s->o.data->clock), buf));
	if (before && surface_width(to, str_slice(out)) > room)
		str_cut(out, before);
}

/* --- the left side --- */

/* The filter under which the rows stand, where the panes are. */
static int draw_filter(const struct screen *s, struct surface *to, int y)
{
	struct slice filter = str_slice(&s->pane[s->focus].filter);
	int most = to->cols / 3 < FILTER_CELLS ? to->cols / 3 : FILTER_CELLS;
	int used;

	if (s->mode != MODE_PANES || filter.n == 0)
		return 1;
	used = surface_text(to, y, 1, most, filter, ROLE_INPUT);
	return used + 3;
}

static void note_spot(struct screen *s, int y, int x, int end,
		      struct slice name)
{
	struct foot_spots *f = &s->spots;
	uint32_t key;

	if (f->n == FOOT_SPOTS || !keycode_parse(name, &key))
		return;
	f->y = y;
	f->spot[f->n].x = x;
	f->spot[f->n].end = end;
	f->spot[f->n++].key = key;
}

uint32_t screen_foot_key(const struct screen *s, int y, int x)
{
	const struct foot_spots *f = &s->spots;

	for (size_t i = 0; y == f->y && i < f->n; i++)
		if (x >= f->spot[i].x && x < f->spot[i].end)
			return f->spot[i].key;
	return KEYCODE_NONE;
}

/* As many as there is room for, and the last where it leads out: an action does,
 * of the keys that edit a line the first ones do. */
static void draw_hints(struct screen *s, struct surface *to, int y,
		       int x, int end)
{
	struct hint hint[HINTS_MAX];
	size_t n = hints_here(s, hint);
	struct str key = STR_INIT(64), out = STR_INIT(256);
	bool full = false;
	size_t way_out = n > 0 && hint[n - 1].act != ACT_NONE ? n - 1 : n;
	int room = end + 2;

	if (way_out < n && hint_key(s, &hint[way_out], true, &out)) {
		str_addf(&out, " %s", _(hint[way_out].word));
		room = end - surface_width(to, str_slice(&out));
	}
	for (size_t i = 0; i < n; i++) {
		struct slice word = slice_of(_(hint[i].word));
		int wide;

		str_clear(&key);
		if (!hint_key(s, &hint[i], true, &key))
			continue;
		wide = surface_width(to, str_slice(&key)) + 1 +
		       surface_width(to, word);
		full |= i != way_out && x + wide > room - 2;
		if (x + wide > end || (full && i != way_out))
			continue;
		note_spot(s, y, x, x + wide, str_slice(&key));
		x += surface_put(to, y, x, wide, str_slice(&key), ROLE_INPUT);
		x += 1 + surface_put(to, y, x + 1, wide, word, ROLE_STATUS);
		x += 2;
	}
	str_free(&key);
	str_free(&out);
}

/* What goes on, or that it failed, is worth more than which keys there are. */
static bool before_hints(const struct screen *s)
{
	const struct progress *p = s->o.progress;

	return s->amiss || (p && p->ran && (p->pid > 0 || p->status != 0));
}

/* The state has its place at the right. Returns where it begins. */
static int draw_state(const struct screen *s, struct surface *to, int y)
{
	struct str right = STR_INIT(1024);
	int wide, most = before_hints(s) ? to->cols - 3 : to->cols / 2;

	if (s->o.reader)	/* what changes by itself is noise */
		return to->cols;
	if (before_hints(s) || s->late || to->cols >= STATE_COLS)
		add_state(s, &right);
	add_next(s, to, most, &right);
	add_clock(s, to, most, &right);
	wide = surface_width(to, str_slice(&right));
	if (wide > most)
		wide = most;
	if (wide > 0)
		surface_text(to, y, to->cols - 1 - wide, wide,
			     str_slice(&right), ROLE_STATUS);
	str_free(&right);
	return to->cols - (wide > 0 ? wide + 3 : 1);
}

/* Keys go into what the state leaves. */
static void draw_keys(struct screen *s, struct surface *to, int y)
{
	int end = draw_state(s, to, y), x = draw_filter(s, to, y);

	draw_hints(s, to, y, x, end);
}

/* --- all of it --- */

static void draw_said(struct surface *to, int y, struct slice text,
		      enum role role)
{
	surface_text(to, y, 1, to->cols - 1, text, role);
}

/* Rows that a sentence may take: its end says what to do. Those above the foot
 * come back with the next key. A screen reader is told all of it. */
static int most_rows(const struct screen *s, int y)
{
	if (modes[s->mode].input || y <= 2)
		return 1;
	return s->o.reader ? y - 2 : 2;
}

static void draw_sentence(const struct screen *s, struct surface *to, int y,
			  struct slice text, enum role role)
{
	struct str shown = STR_INIT(FOOT_BYTES);
	int cells = to->cols - 2, rows = 0, most = most_rows(s, y);
	struct slice rest;

	text_visible(&shown, text, false);
	for (rest = str_slice(&shown); rest.n > 0 && rows < most; rows++)
		lines_cut(&rest, cells);
	rest = str_slice(&shown);
	surface_fill(to, (struct rect){ y - rows + 1, 0, rows - 1, to->cols },
		     ROLE_TEXT);
	for (int i = rows - 1; i > 0; i--)
		draw_said(to, y - i, lines_cut(&rest, cells), role);
	draw_said(to, y, rest, role);
	str_free(&shown);
}

/* The state goes where the words of the mode need its place. */
static void draw_mode(struct screen *s, struct surface *to, int y)
{
	bool firm = modes[s->mode].firm;
	struct str left = STR_INIT(FOOT_BYTES);
	int end = firm ? to->cols : draw_state(s, to, y), wide;

	modes[s->mode].hints(s, &left);
	wide = surface_width(to, str_slice(&left));
	if (wide + 1 > end)
		surface_fill(to, (struct rect){ y, 0, 1, to->cols },
			     ROLE_TEXT);
	draw_said(to, y, str_slice(&left), firm ? ROLE_TEXT : ROLE_STATUS);
	str_free(&left);
}

void screen_draw_foot(struct screen *s, struct surface *to, int y)
{
	const struct err *why = &s->pane[s->focus].err;
	const struct mode_row *m = &modes[s->mode];

	if (m->firm)
		draw_mode(s, to, y);
	else if (why->code != ERR_NONE)
		draw_sentence(s, to, y, slice_of(why->msg), ROLE_BAD);
	else if (s->message.n > 0)
		draw_sentence(s, to, y, str_slice(&s->message),
			      s->message_bad ? ROLE_BAD : ROLE_TEXT);
	else if (m->hints)
		draw_mode(s, to, y);
	else
		draw_keys(s, to, y);
}

void screen_add_hint(const struct screen *s, enum action act,
		     const char *word, struct str *out)
{
	const struct hint hint = { .act = act };

	if (hint_key(s, &hint, true, out))
		str_addf(out, " %s%s", word, *word ? "  " : "");
}
