/* What came of the recommendation under the cursor, in the user's own words: a
 * line "state: note", either of which may be absent. */
#include <string.h>

#include "base/i18n.h"
#include "model/recommendation.h"
#include "model/vocab.h"
#include "ui/screen.h"

enum { SAID_BYTES = 2048 };

void screen_begin_work(struct screen *s, enum action act)
{
	const struct list_row *r = list_current(screen_list(s));

	(void)act;
	if (s->focus != PANE_recommendations || !s->o.data->ops->work) {
		screen_say(s, false, _("what came of it is said of "
			   "recommendations: 3 goes there"));
		return;
	}
	if (!r || r->row.cell[0].n >= sizeof(s->work_id))
		return;
	memcpy(s->work_id, r->row.cell[0].p, r->row.cell[0].n);
	s->work_id[r->row.cell[0].n] = '\0';
	edit_set(&s->edit, SLICE_NONE);
	offers_close(&s->offers);
	s->mode = MODE_WORK;
}

/* All words that a state can be. */
static void add_valid(struct str *out)
{
	const struct vocab_word *w;
	const char *last = "";
	size_t n;

	w = vocab_rows(VOCAB_recommendation_state, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(word_value(&w[i]), last) != 0) {
			last = word_value(&w[i]);
			str_addf(out, " %s", last);
		}
}

static void say_valid(struct screen *s, struct slice state)
{
	struct str said = STR_INIT(SAID_BYTES);

	str_addf(&said, _("no state \"%.*s\"; valid:"),
		 (int)(state.n < 30 ? state.n : 30), state.p);
	add_valid(&said);
	str_addz(&said, _("; a note alone begins with :"));
	screen_say(s, true, str_cstr(&said));
	str_free(&said);
}

static void say_kept(struct screen *s, const struct own_work *w)
{
	struct str said = STR_INIT(SAID_BYTES);
	const char *label = vocab_said(VOCAB_recommendation_state, w->state);

	str_addf(&said, "%s: %s", s->work_id, label ? label : _("noted"));
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
}

static void keep(struct screen *s)
{
	struct slice note = str_slice(&s->edit.text), state = SLICE_NONE;
	struct own_work w = {0};
	struct err e = {0};
	const char *word;

	slice_cut(&note, ':', &state);
	state = slice_trim(state);
	note = slice_trim(note);
	word = recommendation_state(state);
	if (state.n > 0 && !word) {
		say_valid(s, state);
		return;
	}
	s->mode = MODE_PANES;
	w.state = slice_of(word);
	w.note = note.n > 0 ? note : SLICE_NONE;
	if (!w.state.p && !w.note.p)
		return;
	if (s->o.data->ops->work(s->o.data->ctx, slice_of(s->work_id), &w,
				 &e) < 0) {
		s->mode = MODE_WORK;	/* what was typed is still there */
		screen_say_unkept(s, &e);
		return;
	}
	say_kept(s, &w);
	screen_reload(s);
}

void screen_work(struct screen *s, uint32_t key)
{
	bool changed = false;

	if (screen_tab(s, &s->edit, key))
		return;
	if (key == KEYCODE_ENTER || key == KEYCODE_ESC)
		offers_close(&s->offers);
	if (key == KEYCODE_ENTER)
		keep(s);
	else if (key == KEYCODE_ESC)
		s->mode = MODE_PANES;
	else
		edit_key(&s->edit, key, &changed);
	if (changed)
		screen_offers_typed(s, &s->edit);
}

void screen_draw_work(struct screen *s, struct surface *to, int y)
{
	edit_draw_asked(&s->edit, to, y, 0, to->cols,
			_("State (Tab: which), or state: note"));
}
