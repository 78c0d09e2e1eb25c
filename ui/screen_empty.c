/* No rows: why, and what would give some. Asked when it is drawn, given up when
 * a key comes, remembered until the filter or the data are others. */
#include "base/i18n.h"
#include "ui/hints.h"
#include "ui/screen.h"

enum { NAMES_ALIKE = 3, SAID_BYTES = 4096, KEY_CELLS = 8 };

struct counting {
	struct screen *s;
	struct pane_state *p;
};

static int64_t count(void *ctx, struct slice filter)
{
	struct counting *c = ctx;
	const struct data *d = c->s->o.data;
	struct query q = { 0 };
	struct rows rows = { 0 };
	struct err e = { 0 };
	int64_t n = -1;

	if (screen_query(c->s, c->p, filter, &q, &e)) {
		if (c->s->o.hurry)
			d->ops->heed(d->ctx, c->s->o.hurry,
				     c->s->o.hurry_ctx);
		if (d->ops->open(d->ctx, c->p->list.shape, &q, &rows,
				 &e) == 0)
			n = rows.ops ? rows.ops->count(rows.ctx) : 0;
		else if (e.code == ERR_STOPPED)
			n = WIDEN_STOP;
		d->ops->heed(d->ctx, NULL, NULL);
	}
	rows_close(&rows);
	query_free(&q);
	return n;
}

/* The words of the filter that stand alone: perhaps a name. */
static void bare_words(struct slice filter, struct str *out)
{
	for (size_t i = 0; i < filter_terms(filter); i++) {
		struct slice term = filter_term(filter, i);
		struct filter_part p = filter_part(term);

		if (p.name.n == 0 && !p.negate)
			str_addf(out, "%s%.*s", out->n > 0 ? " " : "",
				 SLICE_ARG(filter_unquoted(term)));
	}
}

/* Names that are alike: where nothing is being typed, since the index of names
 * may have to be made first. */
static void add_names(struct screen *s, struct pane_state *p)
{
	const struct data *d = s->o.data;
	struct str name = STR_INIT(EDIT_BYTES);
	struct arena mem = ARENA_INIT(1 << 20);
	struct slice like[NAMES_ALIKE];
	struct counting c = { s, p };
	struct err e = { 0 };
	size_t n = 0;

	bare_words(str_slice(&p->filter), &name);
	if (d->ops->alike && name.n > 0)
		n = d->ops->alike(d->ctx, p->list.shape, str_slice(&name), &mem,
				  like, NAMES_ALIKE, &e);
	for (size_t i = 0; i < n; i++)
		widen_named(&s->advice.ways, str_slice(&p->filter), like[i],
			    count, &c);
	arena_free(&mem);
	str_free(&name);
}

/* True where the advice that is there is about this pane as it stands. */
static bool known(const struct screen *s, const struct pane_state *p)
{
	bool typed = s->mode == MODE_EDIT;

	return s->advice.pane == p && !s->advice.ways.given_up &&
	       (s->advice.named || typed) &&
	       slice_eq(str_slice(&s->advice.filter), str_slice(&p->filter));
}

static void advise(struct screen *s, struct pane_state *p)
{
	struct counting c = { s, p };

	if (known(s, p))
		return;
	s->advice.pane = p;
	s->advice.filter.max = EDIT_BYTES;
	str_clear(&s->advice.filter);
	str_add(&s->advice.filter, str_slice(&p->filter));
	widen(&s->advice.ways, p->list.shape, str_slice(&p->filter), count,
	      &c);
	s->advice.named = s->mode != MODE_EDIT;
	if (s->advice.named && !s->advice.ways.given_up)
		add_names(s, p);
	if (s->advice.ways.given_up)
		s->late = true;
}

void screen_forget_advice(struct screen *s)
{
	s->advice.pane = NULL;
}

/* A filter that is wrong keeps the rows before it: the advice stands in the
 * foot then, and only what was mistyped is told. */
static bool empty(const struct screen *s, const struct pane_state *p)
{
	return p == &s->pane[s->focus] && !p->dirty && p->list.shape &&
	       p->list.err.code == ERR_NONE &&
	       (p->err.code != ERR_NONE || p->list.count == 0) &&
	       (p->filter.n > 0 || p->list.total > 0);
}

static void add_key(const struct screen *s, struct str *out)
{
	static const struct hint advice = { .act = ACT_ADVICE, .word = "" };

	if (s->mode == MODE_EDIT)
		str_addz(out, _("Enter "));
	hint_key(s, &advice, true, out);
}

void screen_draw_empty(struct screen *s, struct pane_state *p,
		       struct surface *to, struct rect at)
{
	struct str text = STR_INIT(SAID_BYTES);

	if (!empty(s, p) || p->list.count > 0 || at.rows < 3)
		return;
	advise(s, p);
	for (size_t i = 0; i < s->advice.ways.n && (int)i + 1 < at.rows; i++) {
		int y = at.y + 1 + (int)i;

		str_clear(&text);
		if (i == 0)
			add_key(s, &text);
		surface_text(to, y, at.x + 2, KEY_CELLS - 1, str_slice(&text),
			     ROLE_INPUT);
		str_clear(&text);
		widen_say(&s->advice.ways.way[i], &text);
		surface_text(to, y, at.x + 2 + KEY_CELLS,
			     at.cols - 2 - KEY_CELLS, str_slice(&text),
			     i == 0 ? ROLE_TEXT : ROLE_DIM);
	}
	str_free(&text);
}

bool screen_has_advice(struct screen *s)
{
	struct pane_state *p = screen_focused(s);

	if (!empty(s, p))
		return false;
	advise(s, p);
	return s->advice.ways.n > 0;
}

void screen_take_advice(struct screen *s, enum action act)
{
	struct pane_state *p = screen_focused(s);
	struct str filter = STR_INIT(EDIT_BYTES);

	(void)act;
	screen_load(s, p, false);
	if (!screen_has_advice(s)) {
		screen_say(s, false, _("there are rows here: advice is for "
				       "filters that find none"));
		return;
	}
	str_add(&filter, s->advice.ways.way[0].filter);
	screen_refilter(s, p, str_slice(&filter));
	if (s->mode == MODE_EDIT)
		edit_set(&s->edit, str_slice(&filter));
	str_free(&filter);
}
