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

/* The conflict as it is now; false where there is none any more. */
static bool look(struct screen *s, struct slice id)
{
	struct store_conflict *c = &s->conflict;
	struct err e = { 0 };
	char kept[LIST_ID];
	int rc;

	snprintf(kept, sizeof(kept), "%.*s", SLICE_ARG(id));
	screen_close_detail(s);
	rc = s->o.data->ops->conflict(s->o.data->ctx, slice_of(kept),
				      &s->facts_mem, c, &e);
	if (rc > 0)
		return true;
	*c = (struct store_conflict){ 0 };
	screen_say(s, rc < 0, rc < 0 ? e.msg :
		   _("it is gone: the sources agree now"));
	return false;
}

static bool open_named(struct screen *s, struct slice id, struct slice name)
{
	struct str called = STR_INIT(4096);
	bool there;

	str_add(&called, name);
	there = look(s, id);
	if (there) {
		s->conflict_name = arena_slice(&s->facts_mem,
					       str_slice(&called));
		s->mode = MODE_DETAIL;
	}
	str_free(&called);
	return there;
}

void screen_open_conflict(struct screen *s, const struct list_row *r)
{
	open_named(s, r->row.cell[0],
		   human_get(screen_focused(s)->list.shape, &r->row,
			     "subject"));
}

void screen_ask_row(struct screen *s, enum action act)
{
	struct pane_state *p = screen_focused(s);
	const struct list_row *r;

	(void)act;
	if (s->focus != PANE_conflicts) {
		screen_say(s, false, _("verdicts are given of conflicts, in "
			   "pane 6"));
		return;
	}
	screen_load(s, p, false);
	r = list_current(&p->list);
	if (r)
		screen_open_conflict(s, r);
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

static void keep(struct screen *s)
{
	struct str said = STR_INIT(512), name = STR_INIT(4096);
	struct err e = { 0 };
	char id[LIST_ID];

	snprintf(id, sizeof(id), "%s", s->conflict.id);
	str_add(&name, s->conflict_name);
	s->mode = MODE_DETAIL;
	if (s->o.data->ops->dispute(s->o.data->ctx, slice_of(id),
				    slice_of(s->verdict),
				    str_slice(&s->note.text), &e) < 0) {
		screen_say(s, true, e.msg);
	} else {
		screen_reload(s);
		open_named(s, slice_of(id), str_slice(&name));
		str_addf(&said, _("kept: %s"), vocab_said(
			 VOCAB_conflict_verdict, slice_of(s->verdict)));
		screen_say(s, false, str_cstr(&said));
	}
	str_free(&said);
	str_free(&name);
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
