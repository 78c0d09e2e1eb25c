/* The first minute: what this is, what the data are, and what could be fetched.
 * Nothing is contacted before the user says so. */
#include <stdio.h>

#include "base/i18n.h"
#include "ui/hints.h"
#include "ui/screen.h"

enum {
	MOST_COLS = 96, TEXT_BYTES = 4096, KEYS = 5,
	GROUP_CELLS = 16, COUNT_CELLS = 30,
};

void screen_begin_welcome(struct screen *s)
{
	struct welcome *w = &s->welcome;
	const struct command_ops *c = s->o.commands;

	if (w->mem.max == 0)
		w->mem = ARENA_INIT(1 << 20);
	arena_clear(&w->mem);
	*w = (struct welcome){ .mem = w->mem };
	w->first = c && c->is_first && c->is_first(c->ctx);
	if (c && c->groups)
		w->n = c->groups(c->ctx, w->group, GROUPS_MAX, &w->mem);
	s->mode = MODE_WELCOME;
}

/* --- what is answered --- */

static void answered(struct screen *s)
{
	const struct command_ops *c = s->o.commands;

	if (c && c->greeted)
		c->greeted(c->ctx);
	s->mode = MODE_PANES;
}

static void leave(struct screen *s)
{
	answered(s);
	screen_say(s, false, _("nobody was contacted; :welcome comes back "
			       "here, ? shows the keys"));
}

/* As `thaw sources enable GROUP...`, and then a refresh of what is due. */
static void fetch(struct screen *s)
{
	struct welcome *w = &s->welcome;
	struct arena *mem = &s->command.mem;
	size_t n = 0;
	char **words;

	if (mem->max == 0)
		*mem = ARENA_INIT(1 << 17);
	arena_clear(mem);
	words = arena_get(mem, (GROUPS_MAX + 3) * sizeof(*words));
	if (!words)
		return;
	words[n++] = arena_cstr(mem, SLICE("sources"));
	words[n++] = arena_cstr(mem, SLICE("enable"));
	for (size_t i = 0; i < w->n; i++)
		if (w->on[i])
			words[n++] = arena_cstr(mem, w->group[i].name);
	if (n == 2) {
		screen_say(s, false, _("nothing is chosen: Space chooses, Esc "
				       "fetches nothing"));
		return;
	}
	answered(s);
	screen_run(s, words);
	s->command.then_refresh = true;
}

static void move(struct screen *s, int by)
{
	struct welcome *w = &s->welcome;

	if (by < 0 && w->cur > 0)
		w->cur--;
	else if (by > 0 && w->cur + 1 < w->n)
		w->cur++;
}

static void act_on(struct screen *s, enum action act)
{
	switch (act) {
	case ACT_UP: case ACT_DOWN:
		move(s, act == ACT_UP ? -1 : 1);
		return;
	case ACT_BACK:
		leave(s);
		return;
	case ACT_HELP:
		answered(s);
		screen_act(s, act);
		return;
	case ACT_QUIT: case ACT_REDRAW: case ACT_COMMAND:
		screen_act(s, act);
		return;
	default:
		return;
	}
}

void screen_welcome(struct screen *s, uint32_t key)
{
	enum action act = keymap_find(&s->keymap, key);
	struct welcome *w = &s->welcome;

	switch (key) {
	case 'y': case 'Y':
		fetch(s);
		return;
	case ' ': case KEYCODE_ENTER:
		w->on[w->cur] = w->cur < w->n && !w->on[w->cur];
		return;
	case KEYCODE_ESC:
		leave(s);
		return;
	default:
		act_on(s, act);
		return;
	}
}

/* --- how it looks --- */

struct page {
	struct screen *s;
	struct surface *to;
	struct rect at;
	int y;			/* the next line */
};

static void put(struct page *p, enum role role, const char *text)
{
	if (p->y < p->at.y + p->at.rows)
		surface_text(p->to, p->y++, p->at.x, p->at.cols,
			     slice_of(text), role);
}

/* As many lines as it takes. */
static void put_wrapped(struct page *p, enum role role, const char *text)
{
	struct rect at = { p->y, p->at.x, p->at.y + p->at.rows - p->y,
			   p->at.cols };

	p->y += lines_put(p->to, at, role, slice_of(text));
}

static int64_t rows_of(const struct screen *s, size_t pane)
{
	return s->pane[pane].list.total;
}

/* "starter data of 24 Nov 2026: 21 persons ..." */
static void put_data(struct page *p)
{
	struct screen *s = p->s;
	struct str text = STR_INIT(TEXT_BYTES), many = STR_INIT(TEXT_BYTES);
	int64_t released = rows_of(s, PANE_releases),
		measures = rows_of(s, PANE_sanctions);
	char day[CLOCK_TEXT];

	str_addf(&many, ngettext("%lld person who was freed",
				 "%lld persons who were freed", released),
		 (long long)released);
	str_addz(&many, ", ");
	str_addf(&many, ngettext("%lld measure of sanctions",
				 "%lld measures of sanctions", measures),
		 (long long)measures);
	if (s->welcome.first)
		str_addf(&text, _("What you see is inside the program, as it "
				  "was known when it was made: %s. It is a "
				  "beginning, and not fresh."),
			 str_cstr(&many));
	else
		str_addf(&text, _("What you see: %s."), str_cstr(&many));
	if (!s->welcome.first && s->refreshed_at > 0)
		str_addf(&text, _(" It was refreshed on %s."),
			 clock_local(s->refreshed_at, day));
	put_wrapped(p, ROLE_TEXT, str_cstr(&text));
	str_free(&text);
	str_free(&many);
}

static void put_group(struct page *p, size_t i)
{
	const struct welcome *w = &p->s->welcome;
	const struct source_group *g = &w->group[i];
	bool here = i == w->cur;
	enum role role = here && !p->s->o.frugal ? ROLE_CURSOR : ROLE_TEXT;
	struct str many = STR_INIT(TEXT_BYTES), name = STR_INIT(TEXT_BYTES);
	int x = p->at.x + 2, cells = p->at.cols - 2;

	if (p->y >= p->at.y + p->at.rows)
		return;
	str_addf(&name, "[%c] %.*s", w->on[i] ? 'x' : ' ',
		 SLICE_ARG(g->name));
	str_addf(&many, ngettext("%d source", "%d sources", g->sources),
		 g->sources);
	str_addf(&many, ngettext(", %d address", ", %d addresses", g->hosts),
		 g->hosts);
	if (g->enabled > 0)
		str_addf(&many, _(" (%d on)"), g->enabled);
	surface_fill(p->to, (struct rect){ p->y, x, 1, cells }, role);
	if (here) {
		surface_putz(p->to, p->y, p->at.x, 1, "▌", ROLE_MARKER);
		p->to->cursor_y = p->y;
		p->to->cursor_x = p->at.x;
	}
	surface_text(p->to, p->y, x, cells, str_slice(&name), role);
	surface_text(p->to, p->y, x + GROUP_CELLS + 2,
		     cells - GROUP_CELLS - 2, str_slice(&many), role);
	if (cells > GROUP_CELLS + COUNT_CELLS + 16)
		surface_text(p->to, p->y, x + GROUP_CELLS + COUNT_CELLS,
			     cells - GROUP_CELLS - COUNT_CELLS, g->titles,
			     role == ROLE_TEXT ? ROLE_DIM : role);
	p->y++;
	str_free(&many);
	str_free(&name);
}

/* In the lines that are left but `below`. */
static void put_groups(struct page *p, int below)
{
	struct welcome *w = &p->s->welcome;
	int room = p->at.y + p->at.rows - p->y - below;
	size_t show = room < 1 ? 1 : (size_t)room;

	if (w->cur < w->top)
		w->top = w->cur;
	if (w->cur >= w->top + show)
		w->top = w->cur - show + 1;
	for (size_t i = w->top; i < w->n && i < w->top + show; i++)
		put_group(p, i);
	if (w->n == 0)
		put(p, ROLE_DIM, _("there is no source in sources.conf that "
				   "contacts anybody"));
}

static void put_keys(struct page *p)
{
	static const struct hint five[KEYS] = {
		{ .act = ACT_OPEN, .word = N_("opens") },
		{ .act = ACT_FILTER, .word = N_("filters") },
		{ .act = ACT_NEXT_PANE, .word = N_("next pane") },
		{ .act = ACT_COMMAND, .word = N_("commands") },
		{ .act = ACT_HELP, .word = N_("keys") },
	};
	struct str text = STR_INIT(TEXT_BYTES);

	for (size_t i = 0; i < KEYS; i++) {
		size_t before = text.n;

		if (!hint_key(p->s, &five[i], true, &text))
			continue;
		str_addf(&text, " %s%s", _(five[i].word),
			 i + 1 < KEYS ? " · " : "");
		if (text.bad)
			str_cut(&text, before);
	}
	put(p, ROLE_INPUT, str_cstr(&text));
	str_free(&text);
}

void screen_draw_welcome(struct screen *s, struct surface *to, struct rect at)
{
	struct page p = { .s = s, .to = to };
	bool roomy = at.rows >= 18;
	int need = 13 + (roomy ? 4 : 0) + (int)s->welcome.n;

	if (at.cols > MOST_COLS + 4) {
		at.x += (at.cols - MOST_COLS) / 2;
		at.cols = MOST_COLS;
	}
	if (need < at.rows) {
		at.y += (at.rows - need) / 2;
		at.rows = need;
	}
	surface_fill(to, at, ROLE_TEXT);
	surface_box(to, at, ROLE_FOCUS);
	surface_putz(to, at.y, at.x + 1, at.cols - 2, _(" Welcome "),
		     ROLE_FOCUS);
	p.at = (struct rect){ at.y + 1, at.x + 2, at.rows - 2, at.cols - 4 };
	p.y = p.at.y;
	if (roomy)
		put_wrapped(&p, ROLE_TEXT,
			    _("thaw tells who was freed, what was eased in "
			      "return, what was asked for next, and who says "
			      "so."));
	p.y += roomy ? 1 : 0;
	put_data(&p);
	p.y += roomy ? 1 : 0;
	put_wrapped(&p, ROLE_TEXT, s->welcome.first ?
		    _("More can be fetched; nobody has been contacted.") :
		    _("More can be fetched."));
	put_wrapped(&p, ROLE_TEXT, _("Each address you choose sees yours at "
				     "every refresh, and whoever watches your "
				     "line sees which you ask: in Belarus, to "
				     "read some of them can be punished."));
	put_groups(&p, roomy ? 4 : 1);
	p.y += roomy ? 1 : 0;
	if (roomy)	/* else the foot says it alone */
		put(&p, ROLE_TEXT, _("Space chooses, y fetches what is chosen, "
				     "Esc leaves all as it is."));
	p.y += roomy ? 1 : 0;
	put_keys(&p);
}
