/* Rows and links for the clipboard: what is to be copied is left as a wish,
 * since only the terminal can be asked for it. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/human.h"
#include "ui/screen.h"

enum { COPY_BYTES = 1 << 20, SAID_BYTES = 4096, SAID_CELLS = 50 };

/* --- rows --- */

struct copying {
	const struct list *list;
	struct str *to;
};

/* The columns of the pane, marks as words would be too long for a cell. */
static int copy_row(void *ctx, const struct shape *shape, const struct row *r,
		    struct err *e)
{
	const struct copying *c = ctx;
	const struct pane_column *col = c->list->pane->column;
	bool first = true;

	(void)shape;
	for (size_t i = 0; i < PANE_COLUMNS && col[i].name; i++) {
		size_t start = c->to->n;

		if (!list_has(c->list, &col[i]))
			continue;
		if (!first)
			str_addc(c->to, '\t');
		start = c->to->n;
		first = false;
		list_cell(c->list, r, &col[i], c->to);
		for (size_t k = start; k < c->to->n; k++)
			if (c->to->p[k] == '\t' || c->to->p[k] == '\n')
				c->to->p[k] = ' ';
	}
	str_addc(c->to, '\n');
	return str_ok(c->to, _("what is copied"), e);
}

static int by_position(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Where the marked rows stand, in order; those that the filter leaves out do
 * not. NULL with `e` on failure. */
static int64_t *positions(struct screen *s, struct list *l, size_t *n,
			  struct err *e)
{
	const struct marked *m = &screen_focused(s)->marked;
	int64_t *at = calloc(m->n ? m->n : 1, sizeof(*at));

	*n = 0;
	if (!at)
		err_set(e, ERR_MEMORY, "no memory for the marked rows");
	for (size_t i = 0; at && i < m->n && l->rows.ops; i++) {
		at[*n] = l->rows.ops->find(l->rows.ctx, slice_of(m->id[i]), e);
		if (at[*n] >= 0)
			++*n;
	}
	if (at)
		qsort(at, *n, sizeof(*at), by_position);
	return at;
}

static int copy_marked(struct screen *s, struct list *l, size_t *n,
		       struct err *e)
{
	struct copying c = { l, &s->copy };
	int64_t *at = positions(s, l, n, e);
	int rc = at ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < *n; i++)
		rc = l->rows.ops->fetch(l->rows.ctx, at[i], 1, copy_row, &c,
					e);
	free(at);
	return rc;
}

static void say_rows(struct screen *s, size_t n)
{
	size_t marked = screen_focused(s)->marked.n;
	struct str said = STR_INIT(SAID_BYTES);

	str_addf(&said, ngettext("copied: %zu row", "copied: %zu rows", n), n);
	if (marked > n)
		str_addf(&said, _("; %zu marked are not under this filter"),
			 marked - n);
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
}

/* "copied: " and as much of it as a line has room for. */
static void say_text(struct screen *s)
{
	struct str said = STR_INIT(SAID_BYTES), shown = STR_INIT(COPY_BYTES);
	struct slice fit;
	int used;

	text_visible(&shown, str_slice(&s->copy), false);
	fit = text_fit(str_slice(&shown), SAID_CELLS, &used);
	str_addf(&said, _("copied: %.*s%s"), SLICE_ARG(fit),
		 fit.n < shown.n ? "…" : "");
	screen_say(s, false, str_cstr(&said));
	str_free(&shown);
	str_free(&said);
}

void screen_copy_row(struct screen *s, enum action act)
{
	struct list *l = screen_list(s);
	const struct list_row *r = list_current(l);
	struct copying c = { l, &s->copy };
	size_t n = 1, marked = screen_focused(s)->marked.n;
	struct err e = { 0 };
	int rc = -1;

	(void)act;
	str_clear(&s->copy);
	s->copy.bad = false;
	if (marked > 0)
		rc = copy_marked(s, l, &n, &e);
	else if (r)
		rc = copy_row(&c, l->shape, &r->row, &e);
	else
		screen_say(s, false, _("no row to copy"));
	if (rc == 0 && n > 0)
		s->copies = true;
	if (e.code != ERR_NONE)
		screen_say(s, true, e.msg);
	else if (rc == 0 && marked > 0)
		say_rows(s, n);
	else if (rc == 0)
		say_text(s);
	while (s->copy.n > 0 && s->copy.p[s->copy.n - 1] == '\n')
		str_cut(&s->copy, s->copy.n - 1);
}

/* All that is said of the subject, with who says so. */
void screen_copy_lines(struct screen *s, enum action act)
{
	struct str said = STR_INIT(SAID_BYTES);

	(void)act;
	str_clear(&s->copy);
	s->copy.bad = false;
	for (size_t i = 0; i < s->lines.n; i++) {
		str_addf(&s->copy, "%s%*s", i ? "\n" : "",
			 s->lines.line[i].indent, "");
		str_add(&s->copy, s->lines.line[i].text);
	}
	s->copies = s->lines.n > 0;
	str_addf(&said, ngettext("copied: %zu line", "copied: %zu lines",
				 s->lines.n), s->lines.n);
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
}

/* --- links --- */

void screen_copy_text(struct screen *s, struct slice text)
{
	str_clear(&s->copy);
	s->copy.bad = false;
	/* a line feed in an address would be Enter where it is pasted */
	text_visible(&s->copy, text, false);
	s->copies = !s->copy.bad;
	say_text(s);
}

void screen_copy_link(struct screen *s, enum action act)
{
	struct str url = STR_INIT(SAID_BYTES);

	(void)act;
	if (screen_row_link(s, &url))
		screen_copy_text(s, str_slice(&url));
	str_free(&url);
}
