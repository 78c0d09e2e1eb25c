/* Keys over a subject or the help: the page moves, and in a party (of listings,
 * or of what several sources tell of one person) a listing or a tie is chosen,
 * merged or split. What was said is asked about first, and taken back by the
 * other key. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/screen.h"

enum { NAME_CELLS = 28, ASK_BYTES = 4096 };

/* --- moving --- */

static void scroll(struct screen *s, int64_t by)
{
	int64_t most = (int64_t)s->lines.n - s->page;
	int64_t top = (int64_t)s->top + by;

	if (top > most)
		top = most;
	s->top = top < 0 ? 0 : (size_t)top;
}

static bool on_page(const struct screen *s, size_t line)
{
	return line >= s->top && line < s->top + (size_t)s->page;
}

/* First line of what is chosen; as many as there are lines: none. */
static size_t line_of(const struct screen *s, size_t pick)
{
	size_t i = 0;

	while (i < s->lines.n && (!pick || s->lines.line[i].pick != pick))
		i++;
	return i;
}

/* Where the next thing to choose begins, in that direction; -1: nowhere. */
static int64_t next_pick(const struct screen *s, int by)
{
	int64_t n = (int64_t)s->lines.n, at = (int64_t)line_of(s, s->pick);

	if (at == n)
		at = by > 0 ? (int64_t)s->top - 1 :
			      (int64_t)s->top + s->page;
	for (at += by; at >= 0 && at < n; at += by) {
		size_t pick = s->lines.line[at].pick;

		if (pick && pick != s->pick)
			return (int64_t)line_of(s, pick);
	}
	return -1;
}

/* For a screen reader each line is a place, and the page stands still until it
 * is left. */
static void read_on(struct screen *s, int by)
{
	int64_t at = (int64_t)s->read + by, last = (int64_t)s->lines.n - 1;

	s->read = at > last ? (size_t)(last > 0 ? last : 0) :
		  at > 0 ? (size_t)at : 0;
	if (!on_page(s, s->read))
		scroll(s, by > 0 ? s->page : -s->page);
	if (!on_page(s, s->read))	/* the last page is a shorter step */
		s->top = s->read;
	s->pick = s->read < s->lines.n ? s->lines.line[s->read].pick : 0;
}

/* Chooses what stands on the page, else the page moves by a line. */
static void step(struct screen *s, int by)
{
	int64_t next = next_pick(s, by);

	if (s->o.reader) {
		read_on(s, by);
		return;
	}
	if (next < 0 || !on_page(s, (size_t)next))
		scroll(s, by);
	if (next >= 0 && on_page(s, (size_t)next))
		s->pick = s->lines.line[next].pick;
	else if (!on_page(s, line_of(s, s->pick)))
		s->pick = 0;
}

static void turn_page(struct screen *s, int64_t by)
{
	scroll(s, by);
	s->read = s->top;
	if (!on_page(s, line_of(s, s->pick)))
		s->pick = 0;
}

/* --- merging and splitting --- */

/* "NAME (SOURCE)": of a listing of the party, or of the other end of a tie. */
static void add_who(const struct screen *s, const struct tie *tie,
		    struct slice id, struct str *out)
{
	struct slice name = SLICE_NONE, source = SLICE_NONE, fit;
	struct str shown = STR_INIT(ASK_BYTES);
	int used;

	for (size_t i = 0; i < s->facts.listings; i++)
		if (slice_eq(s->facts.listing[i].facts->id, id)) {
			name = s->facts.listing[i].name;
			source = s->facts.listing[i].facts->source;
		}
	if (tie && name.n == 0 && slice_eq(tie->b, id)) {
		name = tie->name;
		source = tie->source;
	}
	text_visible(&shown, name.n ? name : id, false);
	fit = text_fit(str_slice(&shown), NAME_CELLS, &used);
	str_add(out, fit);
	if (fit.n < shown.n)
		str_addz(out, "…");
	if (source.n > 0)
		str_addf(out, " (%.*s)", SLICE_ARG(source));
	str_free(&shown);
}

static void set_id(char out[LIST_ID], struct slice id)
{
	snprintf(out, LIST_ID, "%.*s", SLICE_ARG(id));
}

/* Asks before it is done: the question, the names, what they are, and why. */
static void ask(struct screen *s, enum tie_word word, const struct tie *tie,
		struct slice a, struct slice b)
{
	static const char *const before[] = {
		[SAY_ONE] = N_("merge? y/n: %s"),
		[SAY_TWO] = N_("split? y/n: %s"),
		[SAY_NOTHING] = N_("take back? y/n: that %s"),
	};
	struct str first = STR_INIT(ASK_BYTES), second = STR_INIT(ASK_BYTES);
	bool one = word == SAY_ONE ||
		   (word == SAY_NOTHING && tie->kind == TIE_MERGED);
	struct str who = STR_INIT(ASK_BYTES);
	struct ask *k = &s->ask;

	k->word = word;
	set_id(k->a, a);
	set_id(k->b, b);
	k->text.max = k->why.max = k->done.max = ASK_BYTES;
	str_clear(&k->text);
	str_clear(&k->why);
	str_clear(&k->done);
	add_who(s, tie, a, &first);
	if (b.n > 0)
		add_who(s, tie, b, &second);
	if (b.n > 0)
		str_addf(&who, one ? _("%s and %s are one") :
				     _("%s and %s are two"),
			 str_cstr(&first), str_cstr(&second));
	else
		str_addf(&who, _("%s is one with no other"), str_cstr(&first));
	str_addf(&k->text, _(before[word]), str_cstr(&who));
	if (tie)
		text_visible(&k->why, tie->reason, false);
	str_addf(&k->done, word == SAY_NOTHING ? _("that %s") : "%s",
		 str_cstr(&who));
	str_free(&first);
	str_free(&second);
	str_free(&who);
	s->mode = MODE_ASK;
}

static void ask_merge(struct screen *s, const struct tie *tie)
{
	if (!tie)
		screen_say(s, false, s->facts.kind == KIND_person ?
			   _("this is one of the person's entries already; "
			   "choose one that is possibly the same") :
			   s->facts.kind == KIND_event ?
			   _("this is one of the act's entries already; "
			   "choose one that is possibly the same") :
			   _("this listing is one of the party "
			   "already; choose one that is possibly the same"));
	else if (tie->kind == TIE_SPLIT)
		ask(s, SAY_NOTHING, tie, tie->a, tie->b);
	else if (tie->kind == TIE_POSSIBLY && tie->alone.n > 0)
		ask(s, SAY_NOTHING, tie, tie->alone, SLICE_NONE);
	else if (tie->kind == TIE_POSSIBLY)
		ask(s, SAY_ONE, tie, tie->a, tie->b);
	else
		screen_say(s, false, s->facts.kind == KIND_person ?
			   _("these are one person already") :
			   s->facts.kind == KIND_event ?
			   _("these are one act already") :
			   _("these are one party already"));
}

static void ask_split(struct screen *s, const struct listed *l,
		      const struct tie *tie)
{
	if (l)
		ask(s, SAY_TWO, NULL, l->facts->id, SLICE_NONE);
	else if (tie->kind == TIE_MERGED)
		ask(s, SAY_NOTHING, tie, tie->a, tie->b);
	else if (tie->kind == TIE_SPLIT)
		screen_say(s, false, _("you have said so already; the other "
				       "key takes it back"));
	else
		ask(s, SAY_TWO, tie, tie->a, tie->b);
}

static void act_tie(struct screen *s, enum action act)
{
	const struct listed *l = detail_listing(&s->facts, s->pick);
	const struct tie *tie = detail_tie(&s->facts, s->pick);

	if (s->mode != MODE_DETAIL)
		return;
	if (!l && !tie)
		screen_say(s, false, s->facts.listings + s->facts.ties > 1 ?
			   _("choose a listing, or one that is possibly the "
			   "same, with the arrows first") :
			   _("nothing here to merge or to split: that is for "
			     "those of whom several sources tell"));
	else if (act == ACT_MERGE)
		ask_merge(s, tie);
	else
		ask_split(s, l, tie);
}

/* --- what was answered --- */

static bool is_pair(const struct tie *t, struct slice a, struct slice b)
{
	return (slice_eq(t->a, a) && slice_eq(t->b, b)) ||
	       (slice_eq(t->a, b) && slice_eq(t->b, a));
}

/* What was spoken of is chosen again, wherever it stands now. */
static size_t same_pick(const struct screen *s)
{
	struct slice a = slice_of(s->ask.a), b = slice_of(s->ask.b);
	const struct facts *f = &s->facts;
	size_t about = 0;

	for (size_t i = 0; f->listings > 1 && i < f->listings; i++)
		if (slice_eq(f->listing[i].facts->id, b.n ? b : a))
			about = 1 + i;
	for (size_t i = 0; i < f->ties; i++) {
		const struct tie *t = &f->tie[i];

		if (is_pair(t, a, b) || (!about && slice_eq(t->b, a)))
			return 1 + f->listings + i;
	}
	return about;
}

/* The same subject, as it is now; it may have left the party. */
static int look_again(struct screen *s, struct err *e)
{
	char id[LIST_ID];

	set_id(id, s->facts.id);
	arena_clear(&s->facts_mem);
	s->facts = (struct facts){ 0 };
	lines_clear(&s->lines);
	s->lines_cols = 0;
	s->open_stale = false;
	return s->o.data->ops->subject(s->o.data->ctx, slice_of(id),
				       &s->facts_mem, &s->facts, e);
}

static void say_done(struct screen *s)
{
	struct str said = STR_INIT(2 * ASK_BYTES), keys = STR_INIT(256);

	if (s->ask.word == SAY_NOTHING) {
		str_addf(&said, _("taken back, the rules decide again: %s"),
			 str_cstr(&s->ask.done));
	} else {
		keymap_keys(&s->keymap, s->ask.word == SAY_ONE ? ACT_SPLIT :
			    ACT_MERGE, &keys);
		/* TRANSLATORS: first the keys, then what was kept */
		str_addf(&said, _("kept, and %s takes it back: %s"),
			 str_cstr(&keys), str_cstr(&s->ask.done));
	}
	screen_say(s, false, str_cstr(&said));
	str_free(&keys);
	str_free(&said);
}

void screen_say_unkept(struct screen *s, const struct err *e)
{
	struct str said = STR_INIT(2 * ASK_BYTES);

	str_addf(&said, _("nothing was changed: %s"), e->msg);
	screen_say(s, true, str_cstr(&said));
	str_free(&said);
}

static void do_asked(struct screen *s)
{
	const struct data *d = s->o.data;
	struct err e = { 0 };
	int rc = d->ops->tie(d->ctx, s->ask.word, slice_of(s->ask.a),
			     slice_of(s->ask.b), &e);

	if (rc < 0) {
		screen_say_unkept(s, &e);
		return;
	}
	screen_reload(s);
	rc = look_again(s, &e);
	if (rc <= 0) {
		screen_close_detail(s);
		screen_say(s, rc < 0, rc < 0 ? e.msg : _("it is gone; the list "
			   "behind it is as the data are now"));
		return;
	}
	s->pick = same_pick(s);
	say_done(s);
}

void screen_answer(struct screen *s, uint32_t key)
{
	s->mode = MODE_DETAIL;
	if (key == 'y' || key == 'Y')
		do_asked(s);
	else
		screen_say(s, false, _("nothing was changed"));
}

static void act_step(struct screen *s, enum action act)
{
	step(s, act == ACT_UP ? -1 : 1);
}

static void act_page(struct screen *s, enum action act)
{
	int64_t all = (int64_t)s->lines.n;

	turn_page(s, act == ACT_PAGE_UP ? -(int64_t)s->page :
		     act == ACT_TOP ? -all : act == ACT_BOTTOM ? all : s->page);
}

static void act_verdict(struct screen *s, enum action act)
{
	(void)act;
	screen_ask_verdict(s);
}

/* What was sought goes first, by Esc alone. */
static void leave(struct screen *s, enum action act)
{
	if (act == ACT_CLEAR && s->seek.sought.n > 0)
		screen_seek_clear(s);
	else if (s->mode == MODE_HELP)
		screen_leave_text(s);
	else
		screen_close_detail(s);
}

static void act_seek(struct screen *s, enum action act)
{
	if (act == ACT_FILTER)
		screen_begin_seek(s);
	else
		screen_seek_next(s, act == ACT_NEXT_NEW ? 1 : -1);
}

static void act_help(struct screen *s, enum action act)
{
	(void)act;
	if (s->mode != MODE_HELP)
		screen_show_help(s);
}

/* Beside the list it is one step to there; else Left goes back, as ever. */
static void act_turn(struct screen *s, enum action act)
{
	if (s->beside && !s->full)
		screen_beside_focus(s, false);
	else if (act == ACT_PREV_PANE)
		screen_close_detail(s);
}

/* A number before `o` means that link, where there is one. */
static void act_digit(struct screen *s, enum action act)
{
	struct str said = STR_INIT(128);
	size_t digit = act == ACT_PANE_0 ? 0 :
		       (size_t)(act - ACT_PANE_1) + 1;

	if (s->number > s->lines.n_links)
		s->number = 0;	/* after one that there is not */
	s->number = s->number * 10 + digit;
	if (s->number > 0 && screen_has_link(s, s->number)) {
		str_addf(&said, _("link %zu: o opens it"), s->number);
		screen_say(s, false, str_cstr(&said));
	}
	str_free(&said);
}

/* It stands above the detail, which Esc brings back. */
static void act_desk(struct screen *s, enum action act)
{
	if (s->mode == MODE_DETAIL)
		screen_choose_desk(s, act);
	else
		screen_say_elsewhere(s, act);
}

static act_fn *const in_lines[ACT_COUNT] = {
	[ACT_UP] = act_step,
	[ACT_DOWN] = act_step,
	[ACT_PAGE_UP] = act_page,
	[ACT_PAGE_DOWN] = act_page,
	[ACT_MARK] = act_page,
	[ACT_TOP] = act_page,
	[ACT_BOTTOM] = act_page,
	[ACT_PANE_1] = act_digit,
	[ACT_PANE_2] = act_digit,
	[ACT_PANE_3] = act_digit,
	[ACT_PANE_4] = act_digit,
	[ACT_PANE_5] = act_digit,
	[ACT_PANE_6] = act_digit,
	[ACT_PANE_7] = act_digit,
	[ACT_PANE_8] = act_digit,
	[ACT_PANE_9] = act_digit,
	[ACT_PANE_0] = act_digit,
	[ACT_OPEN] = screen_related,
	[ACT_LINK] = screen_links,
	[ACT_COPY] = screen_copy_lines,
	[ACT_COPY_LINK] = screen_links,
	[ACT_MERGE] = act_tie,
	[ACT_SPLIT] = act_tie,
	[ACT_VERDICT] = act_verdict,
	[ACT_UNDO] = screen_take_back,
	[ACT_DESK] = act_desk,
	[ACT_BESIDE] = screen_turn_beside,
	[ACT_NARROWER] = screen_move_divider,
	[ACT_WIDER] = screen_move_divider,
	[ACT_PLACE_BACK] = screen_place,
	[ACT_PLACE_ON] = screen_place,
	[ACT_NEXT_PANE] = act_turn,
	[ACT_PREV_PANE] = act_turn,
	[ACT_FILTER] = act_seek,
	[ACT_NEXT_NEW] = act_seek,
	[ACT_PREV_MATCH] = act_seek,
	[ACT_HELP] = act_help,
	[ACT_BACK] = leave,
	[ACT_CLEAR] = leave,
};

void screen_lines(struct screen *s, enum action act)
{
	bool digit = in_lines[act] == act_digit, drawn = s->lines_cols > 0;

	/* Keys may come before it was drawn. */
	screen_make_lines(s);
	if (!drawn && !s->o.reader)
		s->page = s->shown.body.rows > 3 ? s->shown.body.rows - 2 : 1;
	if (in_lines[act])
		in_lines[act](s, act);
	else
		screen_say_elsewhere(s, act);
	if (!digit)
		s->number = 0;
}
