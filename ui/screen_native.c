/* Commands of the screen itself, behind ":". All others are thaw's. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "model/filter_text.h"
#include "ui/human.h"
#include "ui/screen.h"

enum { SAID_BYTES = 1024 };

static void say_of(struct screen *s, bool bad, const char *fmt,
		   struct slice word)
{
	struct str said = STR_INIT(SAID_BYTES);
	struct slice shown = slice_make(word.p, word.n < 60 ? word.n : 60);

	str_addf(&said, fmt, SLICE_ARG(shown));
	screen_say(s, bad, str_cstr(&said));
	str_free(&said);
}

static void to_panes(struct screen *s)
{
	if (s->mode != MODE_PANES)
		screen_close_detail(s);
	s->mode = MODE_PANES;
}

/* --- each command --- */

static void do_filter(struct screen *s, struct slice rest)
{
	to_panes(s);
	screen_refilter(s, screen_focused(s), rest);
}

/* The filter says it, so that it is seen, and Esc takes it away. */
static void do_sort(struct screen *s, struct slice rest)
{
	struct pane_state *p = screen_focused(s);
	struct str made = STR_INIT(EDIT_BYTES);
	struct slice filter = str_slice(&p->filter);

	to_panes(s);
	for (size_t i = 0; i < filter_terms(filter); i++) {
		struct slice term = filter_term(filter, i);

		if (slice_is(filter_part(term).name, "sort"))
			continue;
		str_add(&made, term);
		str_addc(&made, ' ');
	}
	if (rest.n > 0)
		str_addf(&made, "sort:%.*s", SLICE_ARG(rest));
	screen_refilter(s, p, slice_trim(str_slice(&made)));
	str_free(&made);
}

/* By number, name of the view, or title; a front is enough. */
static int find_pane(struct slice word)
{
	int64_t n;

	if (slice_int(word, &n))
		return n >= 0 && n <= 9 ? (int)((n + 9) % 10) : -1;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; word.n > 0 && i < PANE_COUNT; i++) {
			struct slice view = slice_of(panes[i]->view),
				     title = slice_of(_(panes[i]->title));

			if (pass == 1 && word.n < view.n)
				view.n = word.n;
			if (pass == 1 && word.n < title.n)
				title.n = word.n;
			if (slice_eq(word, view) || slice_eq(word, title))
				return (int)i;
		}
	}
	return -1;
}

static void do_pane(struct screen *s, struct slice rest)
{
	int pane = find_pane(rest);

	if (pane < 0) {
		say_of(s, true, _("no pane is called \"%.*s\"; Tab behind "
				  ":pane shows them all"), rest);
		return;
	}
	to_panes(s);
	screen_act(s, (enum action)((int)ACT_PANE_1 + pane));
}

static int64_t rows_found(struct screen *s, size_t pane, struct slice filter)
{
	struct pane_state *p = &s->pane[pane];

	screen_refilter(s, p, filter);
	screen_load(s, p, false);
	return p->err.code == ERR_NONE ? p->list.count : 0;
}

/* The first pane that has somebody of that name shows who; one is opened. */
static void open_named(struct screen *s, struct slice name)
{
	static const size_t in[] = { PANE_releases, PANE_designations,
				     PANE_sanctions, PANE_news };
	struct str filter = STR_INIT(EDIT_BYTES), was = STR_INIT(EDIT_BYTES);
	int64_t n = 0;

	str_add(&filter, name);
	str_addz(&filter, " sort:match");
	for (size_t i = 0; n == 0 && i < sizeof(in) / sizeof(in[0]); i++) {
		str_clear(&was);
		str_add(&was, str_slice(&s->pane[in[i]].filter));
		n = rows_found(s, in[i], str_slice(&filter));
		if (n == 0)
			screen_refilter(s, &s->pane[in[i]], str_slice(&was));
		else
			screen_act(s, (enum action)((size_t)ACT_PANE_1 +
						    in[i]));
	}
	if (n == 0)
		say_of(s, true, _("nobody is called \"%.*s\" here; c screens "
				  "a name against the lists"), name);
	else if (n == 1)
		screen_open_row(s, ACT_OPEN);
	else
		screen_say(s, false, _("several are called so: Enter opens "
				       "one"));
	str_free(&filter);
	str_free(&was);
}

static void do_open(struct screen *s, struct slice rest)
{
	to_panes(s);
	if (rest.n == 0) {
		screen_open_row(s, ACT_OPEN);
		return;
	}
	if (!memchr(rest.p, ' ', rest.n) && screen_open_subject(s, rest))
		return;
	str_clear(&s->message);
	open_named(s, rest);
}

static void do_refresh(struct screen *s, struct slice rest)
{
	str_clear(&s->refresh_keys);
	str_add(&s->refresh_keys, rest);
	s->refresh = true;
}

/* "csv FILE": the rows as they stand in the pane, as x writes them; anything
 * else is thaw's. */
static void do_export(struct screen *s, struct slice rest)
{
	struct slice format, file = rest;

	slice_cut(&file, ' ', &format);
	file = slice_trim(file);
	if (format.n == 0 || file.n == 0) {
		screen_say(s, true, _("write :export FORMAT FILE, as in "
				      ":export csv rows.csv; thaw help export "
				      "has the formats"));
		return;
	}
	to_panes(s);
	screen_export_as(s, format, file);
}

static void do_output(struct screen *s, struct slice rest)
{
	(void)rest;
	screen_show_output(s);
}

static void do_welcome(struct screen *s, struct slice rest)
{
	(void)rest;
	to_panes(s);
	screen_begin_welcome(s);
}

static void do_quit(struct screen *s, struct slice rest)
{
	(void)rest;
	s->quit = true;
}

/* A page of the manual is thaw's. */
static void do_help(struct screen *s, struct slice rest)
{
	(void)rest;
	screen_act(s, ACT_HELP);
}

static void do_clear(struct screen *s, struct slice rest)
{
	(void)rest;
	do_filter(s, SLICE_NONE);
}

/* --- the table --- */

enum takes {
	NOTHING, MAYBE, FILTER, COLUMN, PANE, ID, SOURCE, FORMAT, SETTING
};

static const struct native {
	const char *name;
	enum takes takes;
	const char *usage, *help;
	void (*run)(struct screen *s, struct slice rest);
} natives[] = {
	{ "filter",  FILTER,  "FILTER",      N_("filter this pane"), do_filter },
	{ "clear",   NOTHING, "",            N_("take the filter away"), do_clear },
	{ "sort",    COLUMN,  "[-]COLUMN",   N_("sort this pane, - last first"), do_sort },
	{ "pane",    PANE,    "NAME",        N_("go to a pane"), do_pane },
	{ "open",    ID,      "[ID|NAME]",   N_("open who has that id or name"), do_open },
	{ "refresh", SOURCE,  "[SOURCE...]", N_("ask what is due, or these"), do_refresh },
	{ "export",  FORMAT,  "FORMAT FILE", N_("these rows, as filtered"), do_export },
	{ "set",     SETTING, "NAME WORD",
	  N_("theme, clock ...; of an ID, what came of it"), screen_set },
	{ "output",  NOTHING, "",            N_("what the last command printed"), do_output },
	{ "welcome", NOTHING, "",            N_("what could be fetched"), do_welcome },
	{ "help",    NOTHING, "",            N_("keys, the filter language, commands"), do_help },
	{ "quit",    NOTHING, "",            N_("leave thaw; :q does too"), do_quit },
};
enum { NATIVES = sizeof(natives) / sizeof(natives[0]) };

static const struct native *find(struct slice name)
{
	if (slice_is(name, "q") || slice_is(name, "q!"))
		name = SLICE("quit");
	for (size_t i = 0; i < NATIVES; i++)
		if (slice_is(name, natives[i].name))
			return &natives[i];
	return NULL;
}

/* thaw's own command of that name is meant: "export all", "help filter",
 * "refresh --every 1h". */
static bool is_thaws(const struct screen *s, const struct native *n,
		     struct slice rest)
{
	struct slice first = SLICE_NONE;

	if (n->run == do_help)
		return rest.n > 0;
	if (n->run == screen_set) {
		slice_cut(&rest, ' ', &first);
		return !screen_is_setting(first);
	}
	if ((n->run == do_refresh || n->run == do_export) &&
	    slice_starts(rest, "-"))
		return true;
	if (n->run != do_export || !slice_cut(&rest, ' ', &first))
		return false;
	if (slice_is(first, "all"))
		return true;
	for (size_t i = 0; i < PANE_COUNT; i++)
		if (slice_is(first, panes[i]->view))
			return true;
	(void)s;
	return false;
}

bool screen_native(struct screen *s, struct slice line)
{
	struct slice rest = line, name;
	const struct native *n;
	int64_t row;

	if (slice_int(line, &row)) {
		to_panes(s);
		list_to(screen_list(s), row > 0 ? row - 1 : 0);
		return true;
	}
	slice_cut(&rest, ' ', &name);
	rest = slice_trim(rest);
	n = find(name);
	if (!n || is_thaws(s, n, rest))
		return false;
	n->run(s, rest);
	return true;
}

/* --- what could stand there --- */

static void propose_panes(struct proposals *out)
{
	for (size_t i = 0; i < PANE_COUNT; i++)
		propose(out, slice_of(panes[i]->view),
			slice_of(_(panes[i]->title)), -1, false);
}

static void propose_names(struct proposals *out)
{
	for (size_t i = 0; i < NATIVES; i++) {
		struct str about = STR_INIT(SAID_BYTES);

		str_addz(&about, _(natives[i].help));
		if (natives[i].usage[0])
			str_addf(&about, ": %s", natives[i].usage);
		propose(out, slice_of(natives[i].name), str_slice(&about), -1,
			false);
		str_free(&about);
	}
}

/* Of ":filter" and ":sort" the line is read by the columns of the pane. */
static void propose_rest(struct screen *s, const struct native *n,
			 struct slice line, size_t from,
			 struct proposals *out)
{
	const struct shape *shape = screen_focused(s)->list.shape;

	if (n->takes == PANE)
		propose_panes(out);
	else if (n->takes == FILTER && shape)
		propose_filter(out, shape, line, from, NULL, NULL);
	else if (n->takes == SETTING)
		screen_propose_set(line, from, out);
	else if (n->takes == COLUMN && shape)
		propose_sort(out, shape, line, from);
}

void screen_propose_native(struct screen *s, struct slice line,
			   struct proposals *out)
{
	ptrdiff_t blank = slice_find(line, SLICE(" "), 0);
	const struct native *n;

	if (blank < 0) {
		propose_names(out);
		return;
	}
	n = find(slice_make(line.p, (size_t)blank));
	if (n)
		propose_rest(s, n, line, (size_t)blank + 1, out);
}
