/* Rows are marked, and what is done to all marked rows at once: read, starred;
 * and the last such act is taken back. Without marks the row under the cursor
 * is meant. */
#include <stdlib.h>

#include "base/i18n.h"
#include "model/vocab.h"
#include "ui/screen.h"

enum { UNDO_BYTES = MARKED_MOST * (LIST_ID + 16), SAID_BYTES = 1024 };

void screen_mark_turn(struct screen *s, enum action act)
{
	struct list *l = screen_list(s);
	const struct list_row *r = list_current(l);
	struct err e = { 0 };

	(void)act;
	if (!r)
		return;
	if (marked_turn(&screen_focused(s)->marked, r->row.cell[0], &e) < 0)
		screen_say(s, true, e.msg);
	else
		list_move(l, 1);
}

void screen_unmark(struct screen *s)
{
	marked_free(&screen_focused(s)->marked);
}

size_t screen_meant(struct screen *s, struct slice *one,
		    const struct slice **out, struct arena *mem)
{
	const struct marked *m = &screen_focused(s)->marked;
	const struct list_row *r;
	struct slice *all;

	*out = one;
	if (m->n == 0) {
		r = list_current(screen_list(s));
		if (r)
			*one = r->row.cell[0];
		return r ? 1 : 0;
	}
	all = arena_get(mem, m->n * sizeof(*all));
	for (size_t i = 0; all && i < m->n; i++)
		all[i] = slice_of(m->id[i]);
	*out = all;
	return all ? m->n : 0;
}

/* --- what can be taken back --- */

/* A new act, the oldest one is forgotten. */
static struct str *undo_begin(struct screen *s)
{
	struct undo *u = &s->undo;

	if (u->n == UNDO_ACTS) {
		str_free(&u->act[0]);
		memmove(u->act, u->act + 1, (UNDO_ACTS - 1) * sizeof(*u->act));
		u->n--;
	}
	u->act[u->n] = STR_INIT(UNDO_BYTES);
	return &u->act[u->n++];
}

static void undo_drop(struct undo *u)
{
	str_free(&u->act[--u->n]);
}

void undo_free(struct undo *u)
{
	while (u->n > 0)
		undo_drop(u);
}

/* "WHAT TAB ID LF": what brings it back. */
static void undo_add(struct str *to, const char *what, struct slice id)
{
	str_addf(to, "%s\t", what);
	str_add(to, id);
	str_addc(to, '\n');
}

/* "N:" and its N bytes: a note may have any. */
static void undo_text(struct str *to, struct slice text)
{
	str_addf(to, "%zu:", text.n);
	str_add(to, text);
}

static struct slice cut_text(struct slice *rest)
{
	struct slice number = SLICE_NONE, text;
	int64_t n = 0;

	slice_cut(rest, ':', &number);
	if (!slice_int(number, &n) || n < 0 || (size_t)n > rest->n)
		return SLICE_NONE;
	text = slice_make(rest->p, (size_t)n);
	*rest = slice_make(rest->p + n, rest->n - (size_t)n);
	return text;
}

void screen_undo_verdict(struct screen *s, const struct store_conflict *before,
			 struct slice verdict, struct slice note)
{
	struct str *to = undo_begin(s);

	undo_add(to, "verdict", slice_of(before->id));
	undo_text(to, slice_of(before->sum));
	undo_text(to, before->row.verdict);
	undo_text(to, before->row.note);
	undo_text(to, verdict);
	undo_text(to, note);
}

/* --- marks --- */

static bool has(const struct own_mark *m, bool star)
{
	return star ? m->starred : m->read;
}

static const char *word_of(bool star, bool on)
{
	return star ? (on ? "starred" : "unstarred") : on ? "read" : "unread";
}

static bool ask_mark(struct screen *s, struct slice id, bool star)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct own_mark m = { 0 };
	struct err ignored = { 0 };

	s->o.data->ops->marks(s->o.data->ctx, id, &mem, &m, &ignored);
	arena_free(&mem);
	return has(&m, star);
}

/* On for all where one of them is not yet; what was done, and what each was
 * before, is kept. */
static bool wanted(struct screen *s, const struct slice *id, size_t n,
		   bool star, struct str *undo)
{
	bool on = false;

	for (size_t i = 0; i < n; i++)
		on |= !ask_mark(s, id[i], star);
	undo_add(undo, "marked", slice_of(word_of(star, on)));
	for (size_t i = 0; i < n; i++)
		undo_add(undo, word_of(star, ask_mark(s, id[i], star)), id[i]);
	return on;
}

static void say_marked(struct screen *s, bool star, bool on, size_t n)
{
	struct str said = STR_INIT(SAID_BYTES);

	if (n < 2)
		return;
	str_addf(&said, star ? on ?
		 ngettext("%zu row starred", "%zu rows starred", n) :
		 ngettext("star taken from %zu row",
			  "stars taken from %zu rows", n) : on ?
		 ngettext("%zu row read", "%zu rows read", n) :
		 ngettext("%zu row new again", "%zu rows new again", n), n);
	str_addz(&said, "; ");
	keymap_keys(&s->keymap, ACT_UNDO, &said);
	str_addf(&said, " %s", _("takes it back"));
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
}

void screen_mark_row(struct screen *s, enum action act)
{
	struct arena mem = ARENA_INIT(1 << 20);
	bool star = act == ACT_STAR, on;
	struct slice one = SLICE_NONE;
	const struct slice *id;
	struct err e = { 0 };
	struct str *undo;
	size_t n;

	if (screen_list(s)->pane->unmarked) {
		screen_say(s, false, _("rows of this pane are neither new nor "
			   "starred"));
		return;
	}
	n = screen_meant(s, &one, &id, &mem);
	if (n > 0) {
		undo = undo_begin(s);
		on = wanted(s, id, n, star, undo);
		if (s->o.data->ops->mark(s->o.data->ctx, id, n, slice_of(
				word_of(star, on)), &e) < 0) {
			undo_drop(&s->undo);
			screen_say(s, true, e.msg);
		} else {
			say_marked(s, star, on, n);
		}
		screen_reload(s);
	}
	arena_free(&mem);
}

void screen_mark_read(struct screen *s, struct slice id)
{
	struct err e = { 0 };

	if (s->o.data->ops->mark(s->o.data->ctx, &id, 1, SLICE("read"),
				 &e) < 0)
		screen_say(s, true, e.msg);
	screen_reload(s);
}

/* --- taking back --- */

/* Whether what was said then is still the last word: another process, or
 * somebody else, may have said something since, or the sides have. */
static int check_last(struct screen *s, struct slice id, struct slice sum,
		      struct slice verdict, struct slice note, struct err *e)
{
	struct arena mem = ARENA_INIT(16 << 20);
	struct store_conflict now = { 0 };
	int rc = s->o.data->ops->conflict(s->o.data->ctx, id, &mem, &now, e);
	bool same = slice_eq(now.row.verdict, verdict) &&
		    slice_eq(now.row.note, note);

	if (rc > 0 && (now.row.reopened || (same && !slice_is(sum, now.sum))))
		rc = err_set(e, ERR_REFUSED, "the sides say other things "
			     "since: it is open again, and there is nothing "
			     "to take back");
	else if (rc > 0 && !same)
		rc = err_set(e, ERR_REFUSED, _("something else has been said "
			     "since, which stays: %s"),
			     vocab_said(VOCAB_conflict_verdict,
					now.row.verdict));
	arena_free(&mem);
	return rc < 0 ? -1 : 0;
}

static int back_verdict(struct screen *s, struct slice id, struct slice rest,
			struct err *e)
{
	struct slice sum = cut_text(&rest);
	struct slice verdict = cut_text(&rest), note = cut_text(&rest);
	struct slice said = cut_text(&rest), why = cut_text(&rest);

	if (check_last(s, id, sum, said, why, e) < 0)
		return -1;
	return s->o.data->ops->dispute(s->o.data->ctx, id, verdict, note, sum,
					e);
}

/* Are all still what the act made of them? Another process, or somebody else,
 * may have marked them since. */
static int check_marks(struct screen *s, struct slice act, struct slice made,
		       struct err *e)
{
	bool star = slice_ends(made, "starred");
	bool on = slice_is(made, "starred") || slice_is(made, "read");
	struct slice line, word;
	size_t n = 0;

	while (slice_cut(&act, '\n', &line))
		if (slice_cut(&line, '\t', &word) && line.n > 0)
			n += ask_mark(s, line, star) != on;
	return n == 0 ? 0 :
	       err_set(e, ERR_REFUSED, ngettext("%zu row has been marked "
			"otherwise since; all stay as they are", "%zu rows have"
			" been marked otherwise since; all stay as they are",
			n), n);
}

/* Those that were in one state, at once. */
static int back_marks(struct screen *s, struct slice act, const char *what,
		      size_t *n, struct err *e)
{
	struct arena mem = ARENA_INIT(4 << 20);
	struct slice line, word, *id = NULL;
	void *ids = NULL;
	size_t cap = 0, some = 0;
	int rc = 0;

	while (rc == 0 && slice_cut(&act, '\n', &line)) {
		if (!slice_cut(&line, '\t', &word) || !slice_is(word, what))
			continue;
		rc = vec_room(&ids, &cap, some, sizeof(*id), MARKED_MOST, e);
		id = ids;
		if (rc == 0)
			id[some++] = line;
	}
	if (rc == 0 && some > 0)
		rc = s->o.data->ops->mark(s->o.data->ctx, id, some,
					  slice_of(what), e);
	*n += some;
	free(ids);
	arena_free(&mem);
	return rc;
}

static int back(struct screen *s, struct slice act, size_t *n, struct err *e)
{
	static const char *const whats[] = {
		"read", "unread", "starred", "unstarred",
	};
	struct slice rest = act, line = SLICE_NONE, word = SLICE_NONE;
	int rc = 0;

	slice_cut(&rest, '\n', &line);
	slice_cut(&line, '\t', &word);
	*n = 0;
	if (slice_is(word, "verdict")) {
		*n = 1;
		return back_verdict(s, line, rest, e);
	}
	rc = check_marks(s, rest, line, e);
	for (size_t i = 0; i < 4 && rc == 0; i++)
		rc = back_marks(s, rest, whats[i], n, e);
	return rc;
}

void screen_take_back(struct screen *s, enum action act)
{
	struct str said = STR_INIT(SAID_BYTES);
	struct undo *u = &s->undo;
	struct err e = { 0 };
	size_t n;

	(void)act;
	if (u->n == 0) {
		screen_say(s, false, _("nothing to take back: marks, stars and"
			   " verdicts since the start are"));
		return;
	}
	if (back(s, str_slice(&u->act[u->n - 1]), &n, &e) < 0) {
		str_addf(&said, _("not taken back: %s"), e.msg);
		screen_say(s, true, str_cstr(&said));
		if (e.code == ERR_REFUSED)	/* nor ever */
			undo_drop(u);
	} else {
		undo_drop(u);
		str_addf(&said, ngettext("taken back, of %zu row",
					 "taken back, of %zu rows", n), n);
		screen_say(s, false, str_cstr(&said));
	}
	screen_reload(s);
	if (s->mode == MODE_DETAIL && s->conflict.id[0])
		screen_again_conflict(s);
	str_free(&said);
}
