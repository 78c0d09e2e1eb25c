/* Tab in the filter and in ":": what could stand at the cursor. */
#include <string.h>

#include "base/i18n.h"
#include "model/filter_text.h"
#include "model/vocab.h"
#include "ui/human.h"
#include "ui/screen.h"

/* --- values of a column, with their counts --- */

struct counting {
	struct screen *s;
	const struct column *column;
	struct proposals *out;
};

static int offer(void *ctx, struct slice value, int64_t rows, struct err *e)
{
	struct counting *c = ctx;
	struct str word = STR_INIT(4096), about = STR_INIT(4096);

	(void)e;
	filter_quote(&word, value);
	human_item(c->column, value, &about);
	if (!slice_eq(str_slice(&about), value))
		propose(c->out, str_slice(&word), str_slice(&about), rows,
			false);
	else
		propose(c->out, str_slice(&word), SLICE_NONE, rows, false);
	str_free(&word);
	str_free(&about);
	return 0;
}

/* The filter without the term at the cursor: all its values are to be seen. */
static void filter_around(const struct screen *s, struct str *out)
{
	struct slice text = str_slice(&s->edit.text);
	struct slice line = slice_make(text.p, s->edit.at);
	size_t from = propose_term(line, 0), to = s->edit.at;

	while (to < text.n && text.p[to] != ' ')
		to++;
	str_add(out, slice_make(text.p, from));
	str_add(out, slice_make(text.p + to, text.n - to));
}

/* Given up when a key comes: then the words stand without counts. */
static void count_values(void *ctx, int column, struct proposals *out)
{
	struct screen *s = ctx;
	struct pane_state *p = screen_focused(s);
	const struct data *d = s->o.data;
	struct counting c = { s, shape_column(p->list.shape, (size_t)column),
			      out };
	struct str text = STR_INIT(EDIT_BYTES);
	struct query q = { 0 };
	struct err e = { 0 };

	filter_around(s, &text);
	if (s->o.hurry)
		d->ops->heed(d->ctx, s->o.hurry, s->o.hurry_ctx);
	if (screen_query(s, p, str_slice(&text), &q, &e))
		d->ops->facet(d->ctx, p->list.shape, column, &q, offer, &c,
			      &e);
	d->ops->heed(d->ctx, NULL, NULL);
	query_free(&q);
	str_free(&text);
}

/* --- the menu --- */

static void find_filter(void *ctx, struct slice line, struct proposals *out)
{
	struct screen *s = ctx;
	const struct shape *shape = screen_focused(s)->list.shape;

	if (shape)
		propose_filter(out, shape, line, 0, count_values, s);
}

static void find_command(void *ctx, struct slice line, struct proposals *out)
{
	struct screen *s = ctx;
	const struct list_row *r = list_current(screen_list(s));
	const struct shape *shape = screen_list(s)->shape;
	struct command_at at = { .view = shape ? shape->name : "" };

	if (r)
		at.id = r->row.cell[0];
	if (r && shape && shape->name_column)
		at.name = human_get(shape, &r->row, shape->name_column);
	/* what is open may be another than the row behind it */
	if (s->facts.id.n > 0 && !slice_eq(s->facts.id, at.id)) {
		at.id = s->facts.id;
		at.name = facts_value(&s->facts, PROP_name);
	}
	propose_from(out, line, propose_term(line, 0));
	screen_propose_native(s, line, out);
	if (slice_starts(line, "open "))
		propose(out, at.id, at.name, -1, false);
	if (s->o.commands)
		s->o.commands->propose(s->o.commands->ctx, &at, line, out);
}

/* What can have come of a recommendation; behind the colon stands a note. */
static void find_state(void *ctx, struct slice line, struct proposals *out)
{
	struct str word = STR_INIT(256);
	const struct vocab_word *w;
	const char *last = "";
	size_t n;

	(void)ctx;
	w = vocab_rows(VOCAB_recommendation_state, &n);
	propose_from(out, line, 0);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(word_value(&w[i]), last) == 0)
			continue;
		last = word_value(&w[i]);
		str_clear(&word);
		str_addf(&word, "%s:", last);
		propose(out, str_slice(&word),
			slice_of(vocab_said(VOCAB_recommendation_state,
					    slice_of(last))), -1, false);
	}
	str_free(&word);
}

static offers_fn *finder(const struct screen *s)
{
	if (s->mode == MODE_WORK)
		return find_state;
	return s->mode == MODE_COMMAND ? find_command : find_filter;
}

static bool turn(struct screen *s, struct edit *ed, int by)
{
	bool changed = offers_turn(&s->offers, ed, by, finder(s), s);

	if (!changed && s->offers.found.n == 0 && s->mode == MODE_EDIT &&
	    screen_has_advice(s)) {
		offers_close(&s->offers);
		screen_take_advice(s, ACT_ADVICE);
		return true;
	}
	if (!s->offers.open && !changed && s->offers.found.n == 0)
		screen_say(s, false, _("nothing that could stand here is "
				       "known"));
	return changed;
}

void screen_offers_typed(struct screen *s, struct edit *ed)
{
	offers_typed(&s->offers, ed, finder(s), s);
}

bool screen_tab(struct screen *s, struct edit *ed, uint32_t key)
{
	bool open = s->offers.open && s->offers.found.n > 0;

	if (key == KEYCODE_TAB || (open && key == KEYCODE_DOWN))
		turn(s, ed, 1);
	else if (key == KEYCODE_BACKTAB || (open && key == KEYCODE_UP))
		turn(s, ed, -1);
	else if (key == KEYCODE_RIGHT && open && s->offers.cur > 0)
		screen_offers_typed(s, ed);
	else
		return false;
	return true;
}
