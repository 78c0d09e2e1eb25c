/* Keys over a conflict: its sides, and what the user says of it: a letter, then
 * a note, as in screening. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/vocab.h"
#include "ui/human.h"
#include "ui/screen.h"

static const struct {
	uint32_t letter;
	const char *word;
} words[] = {
	{ 'o', "open" },
	{ 's', "scope" },
	{ 'u', "superseded" },
	{ 'e', "error" },
};

int screen_load_conflict(struct screen *s, struct slice id,
			 struct slice name, struct err *e)
{
	struct str called = STR_INIT(4096);
	char asked[LIST_ID];
	int rc;

	str_add(&called, name);
	snprintf(asked, LIST_ID, "%.*s", SLICE_ARG(id));
	screen_forget(s);
	rc = s->o.data->ops->conflict(s->o.data->ctx, slice_of(asked),
				      &s->facts_mem, &s->conflict, e);
	if (rc > 0) {
		s->conflict_name = arena_slice(&s->facts_mem,
					       str_slice(&called));
		snprintf(s->open_id, LIST_ID, "%s", asked);
	} else {
		s->conflict = (struct store_conflict){ 0 };
	}
	str_free(&called);
	return rc;
}

bool screen_open_conflict(struct screen *s, struct slice id,
			  struct slice name)
{
	struct err e = { 0 };
	int rc = screen_load_conflict(s, id, name, &e);

	if (rc > 0) {
		s->full = true;
		s->mode = MODE_DETAIL;
		return true;
	}
	screen_close_detail(s);
	screen_say(s, rc < 0, rc < 0 ? e.msg :
		   _("it is gone: the sources agree now"));
	return false;
}

void screen_ask_row(struct screen *s, enum action act)
{
	if (s->focus != PANE_conflicts) {
		screen_say(s, false, _("verdicts are given of conflicts, in "
			   "pane 6"));
		return;
	}
	if (!list_current(screen_list(s)))
		return;
	screen_open_row(s, act);
	screen_ask_verdict(s);
}

void screen_ask_verdict(struct screen *s)
{
	if (!s->conflict.id[0])
		return;
	s->verdict = NULL;
	edit_set(&s->note, SLICE_NONE);
	s->mode = MODE_VERDICT;
}

/* The conflict that is open, as it is now. */
void screen_again_conflict(struct screen *s)
{
	struct str name = STR_INIT(4096);
	struct err e = { 0 };
	size_t top = s->top;
	char id[LIST_ID];

	snprintf(id, sizeof(id), "%s", s->conflict.id);
	str_add(&name, s->conflict_name);
	if (screen_load_conflict(s, slice_of(id), str_slice(&name), &e) > 0)
		s->top = top;
	else
		screen_close_detail(s);
	str_free(&name);
}

static void keep(struct screen *s)
{
	struct str said = STR_INIT(512);
	struct slice note = str_slice(&s->note.text);
	struct err e = { 0 };

	s->mode = MODE_DETAIL;
	if (s->o.data->ops->dispute(s->o.data->ctx, slice_of(s->conflict.id),
				    slice_of(s->verdict), note,
				    slice_of(s->conflict.sum), &e) == 0) {
		screen_undo_verdict(s, &s->conflict, slice_of(s->verdict),
				    note);
		screen_reload(s);
		screen_again_conflict(s);
		str_addf(&said, _("kept: %s"), vocab_said(
			 VOCAB_conflict_verdict, slice_of(s->verdict)));
		screen_say(s, false, str_cstr(&said));
	} else if (e.code == ERR_REFUSED) {	/* of other sides */
		screen_reload(s);
		screen_again_conflict(s);
		screen_say(s, true, e.msg);
	} else {
		screen_say_unkept(s, &e);
	}
	str_free(&said);
}

static void choose(struct screen *s, uint32_t key)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (key == words[i].letter)
			s->verdict = words[i].word;
	if (s->verdict)
		return;
	s->mode = MODE_DETAIL;
	screen_say(s, false, _("nothing was changed"));
}

void screen_verdict(struct screen *s, uint32_t key)
{
	bool changed;

	if (!s->verdict) {
		choose(s, key);
	} else if (key == KEYCODE_ENTER) {
		keep(s);
	} else if (key == KEYCODE_ESC) {
		s->mode = MODE_DETAIL;
		screen_say(s, false, _("nothing was changed"));
	} else {
		edit_key(&s->note, key, &changed);
	}
}

void screen_verdict_hints(const struct screen *s, struct str *out)
{
	if (s->verdict) {
		str_addf(out, _("%s: a note, and Enter keeps it; Esc does not"),
			 vocab_said(VOCAB_conflict_verdict,
				     slice_of(s->verdict)));
		return;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		str_addf(out, "%s%c %s", i ? "  " : "", (int)words[i].letter,
			 vocab_said(VOCAB_conflict_verdict,
				     slice_of(words[i].word)));
}
