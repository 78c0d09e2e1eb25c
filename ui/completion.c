#include "ui/completion.h"

#include <stdio.h>

#include "base/i18n.h"

enum { WORD_CELLS = 24, COUNT_CELLS = 9 };

void completion_init(struct completion *m)
{
	*m = (struct completion){ .base = STR_INIT(EDIT_BYTES) };
}

void completion_free(struct completion *m)
{
	propose_free(&m->found);
	str_free(&m->base);
	completion_init(m);
}

void completion_close(struct completion *m)
{
	m->open = false;
	m->cur = m->top = 0;
}

static void look(struct completion *m, const struct edit *ed, completion_fn *fn,
		 void *ctx)
{
	str_clear(&m->base);
	str_add(&m->base, slice_make(str_cstr(&ed->text), ed->at));
	propose_begin(&m->found);
	fn(ctx, str_slice(&m->base), &m->found);
	m->cur = m->top = 0;
	m->open = m->found.n > 0 || m->found.note.n > 0;
}

/* Puts the word where what was typed stands. */
static bool put(struct completion *m, struct edit *ed, struct slice word,
		bool closed)
{
	struct str made = STR_INIT(EDIT_BYTES);
	bool changed;

	str_add(&made, word);
	if (closed)
		str_addc(&made, ' ');
	changed = !slice_eq(m->found.typed, str_slice(&made)) &&
		  edit_replace(ed, m->found.from, ed->at, str_slice(&made));
	str_free(&made);
	return changed;
}

/* The only one is taken; where more of the word follows, that is shown. */
static bool take_only(struct completion *m, struct edit *ed, completion_fn *fn, void *ctx)
{
	const struct proposal *one = &m->found.list[0];
	bool open = one->open, changed = put(m, ed, one->word, !open);

	if (open && changed)
		look(m, ed, fn, ctx);
	else
		completion_close(m);
	return changed;
}

static bool begin(struct completion *m, struct edit *ed, completion_fn *fn, void *ctx)
{
	struct slice common;

	look(m, ed, fn, ctx);
	if (m->found.n == 1)
		return take_only(m, ed, fn, ctx);
	common = propose_common(&m->found);
	if (common.n <= m->found.typed.n || !put(m, ed, common, false))
		return false;
	look(m, ed, fn, ctx);
	return true;
}

/* Round all words, and once in the round what was typed. */
bool completion_turn(struct completion *m, struct edit *ed, int by, completion_fn *fn,
	       void *ctx)
{
	size_t n = m->found.n + 1;
	const struct proposal *one;

	if (!m->open)
		return begin(m, ed, fn, ctx);
	if (m->found.n == 1 && m->cur == 0)
		return take_only(m, ed, fn, ctx);
	if (m->found.n == 0)
		return false;
	m->cur = (m->cur + (by > 0 ? 1 : n - 1)) % n;
	if (m->cur == 0)
		return edit_replace(ed, m->found.from, ed->at,
				    m->found.typed);
	one = &m->found.list[m->cur - 1];
	return edit_replace(ed, m->found.from, ed->at, one->word);
}

void completion_typed(struct completion *m, const struct edit *ed, completion_fn *fn,
		void *ctx)
{
	if (!m->open)
		return;
	if (ed->at > 0 && str_cstr(&ed->text)[ed->at - 1] == ' ') {
		completion_close(m);
		return;
	}
	look(m, ed, fn, ctx);
}

int completion_rows(const struct completion *m)
{
	return m->open ? 1 + (m->found.n > 0 ? (int)m->found.n : 1) : 0;
}

static void draw_one(const struct completion *m, struct surface *s, struct rect at,
		     size_t i, int word_cells)
{
	const struct proposal *p = &m->found.list[i];
	bool on = i + 1 == m->cur;
	enum role role = on ? ROLE_CURSOR : ROLE_TEXT;
	int left = at.cols - 1, used;
	char rows[32];

	surface_fill(s, at, role);
	if (on)
		surface_putz(s, at.y, at.x, 1, "▌", ROLE_MARKER);
	if (p->rows >= 0 && at.cols > 2 * COUNT_CELLS) {
		left -= COUNT_CELLS;
		snprintf(rows, sizeof(rows), "%8lld", (long long)p->rows);
		surface_putz(s, at.y, at.x + 1 + left, COUNT_CELLS, rows,
			     role);
	}
	used = surface_text(s, at.y, at.x + 1,
			    left < word_cells ? left : word_cells, p->word,
			    role);
	if (used > 0 && left > word_cells + 1)
		surface_text(s, at.y, at.x + 2 + word_cells,
			     left - word_cells - 1, p->about,
			     on ? role : ROLE_DIM);
}

static void draw_heading(const struct completion *m, struct surface *s,
			 struct rect at)
{
	struct str text = STR_INIT(1024);

	if (m->found.n == 0)
		str_add(&text, m->found.note);
	else
		str_addf(&text, ngettext("%zu word · Tab takes it",
					 "%zu words · Tab: the next",
					 m->found.n), m->found.n);
	if (m->found.more)
		str_addz(&text, _(" · and more"));
	surface_fill(s, at, ROLE_HEADING);
	surface_text(s, at.y, at.x + 1, at.cols - 1, str_slice(&text),
		     ROLE_HEADING);
	str_free(&text);
}

static int widest(const struct completion *m, const struct surface *s, int most)
{
	int cells = 0;

	for (size_t i = 0; i < m->found.n; i++) {
		int w = surface_width(s, m->found.list[i].word);

		if (w > cells)
			cells = w;
	}
	return cells < most ? cells : most;
}

void completion_draw(struct completion *m, struct surface *s, struct rect at)
{
	int rows = at.rows - 1, cells = widest(m, s, WORD_CELLS);

	if (at.rows < 1)
		return;
	surface_fill(s, at, ROLE_TEXT);
	draw_heading(m, s, (struct rect){ at.y, at.x, 1, at.cols });
	if (m->cur > 0 && m->cur - 1 < m->top)
		m->top = m->cur - 1;
	if (rows > 0 && m->cur > m->top + (size_t)rows)
		m->top = m->cur - (size_t)rows;
	for (int r = 0; r < rows && m->top + (size_t)r < m->found.n; r++)
		draw_one(m, s, (struct rect){ at.y + 1 + r, at.x, 1, at.cols },
			 m->top + (size_t)r, cells);
}
