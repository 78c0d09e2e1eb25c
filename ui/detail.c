#include "ui/detail.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/local.h"
#include "base/text.h"
#include "model/pdate.h"
#include "model/sentence.h"
#include "model/shape.h"
#include "model/source.h"
#include "ui/human.h"
#include "view/article.h"
#include "view/called.h"
#include "view/view.h"

static int push(struct lines *l, struct line line, struct err *e)
{
	void *items = l->line;

	if (vec_room(&items, &l->cap, l->n, sizeof(line), LINES_MAX, e) < 0)
		return -1;
	l->line = items;
	line.text = arena_slice(&l->mem, line.text);
	line.link = arena_slice(&l->mem, line.link);
	l->line[l->n++] = line;
	return arena_ok(&l->mem, "the detail", e);
}

/* Front of `rest` that fits, broken at a blank where there is one. */
static struct slice fits(struct slice rest, int cells)
{
	struct slice fit;
	int used, w;
	size_t at;

	fit = text_fit(rest, cells, &used);
	if (fit.n == rest.n)
		return fit;
	if (fit.n == 0)
		return slice_make(rest.p, text_grapheme(rest, 0, &w));
	if (rest.p[fit.n] == ' ')
		return fit;
	for (at = fit.n; at > 0 && fit.p[at - 1] != ' '; at--)
		;
	return at > 0 ? slice_make(fit.p, at) : fit;
}

struct slice lines_cut(struct slice *rest, int cells)
{
	struct slice line = fits(*rest, cells);

	*rest = slice_trim(slice_make(rest->p + line.n, rest->n - line.n));
	return slice_trim(line);
}

static int add_wrapped(struct lines *l, int cols, struct line line,
		       struct slice text, struct err *e)
{
	int cells = cols - line.indent;

	if (cells < 8)
		cells = 8;
	do {
		line.text = lines_cut(&text, cells);
		if (push(l, line, e) < 0)
			return -1;
	} while (text.n > 0);
	return 0;
}

/* Its number, from 1; 0 where there are too many. */
static size_t number_of(struct lines *l, struct slice link, struct err *e)
{
	void *items = l->link;

	for (size_t i = 0; i < l->n_links; i++)
		if (slice_eq(l->link[i], link))
			return i + 1;
	if (l->n_links == LINES_LINKS ||
	    vec_room(&items, &l->links_cap, l->n_links, sizeof(*l->link),
		     LINES_LINKS, e) < 0)
		return 0;
	l->link = items;
	l->link[l->n_links] = arena_slice(&l->mem, link);
	return ++l->n_links;
}

static void add_number(struct lines *l, struct slice link, struct str *shown,
		       struct err *e)
{
	size_t number;

	if (link.n == 0 || (l->n > 0 && slice_eq(l->line[l->n - 1].link, link)))
		return;
	number = number_of(l, link, e);
	if (number > 0)
		str_addf(shown, "[%zu] ", number);
}

int lines_add(struct lines *l, int cols, int indent, enum role role,
	      struct slice link, struct slice text, struct err *e)
{
	struct line line = { .link = link, .indent = indent, .role = role };
	struct str shown = STR_INIT(LINES_BYTES);
	struct slice rest, one;
	int rc = 0;

	if (l->mem.max == 0)
		l->mem = ARENA_INIT(LINES_BYTES);
	add_number(l, link, &shown, e);
	text_visible(&shown, text, true);
	rest = shown.n ? str_slice(&shown) : SLICE("");
	while (rc == 0 && slice_cut(&rest, '\n', &one))
		rc = add_wrapped(l, cols, line, slice_trim(one), e);
	str_free(&shown);
	return rc;
}

int lines_put(struct surface *s, struct rect at, enum role role,
	      struct slice text)
{
	struct lines l = { 0 };
	struct err ignored = { 0 };
	int rows = 0;

	lines_add(&l, at.cols, 0, role, SLICE_NONE, text, &ignored);
	for (; rows < (int)l.n && rows < at.rows; rows++)
		surface_put(s, at.y + rows, at.x, at.cols, l.line[rows].text,
			    role);
	lines_free(&l);
	return rows;
}

void lines_clear(struct lines *l)
{
	l->n = l->n_links = 0;
	arena_clear(&l->mem);
}

void lines_free(struct lines *l)
{
	arena_free(&l->mem);
	free(l->line);
	free(l->link);
	*l = (struct lines){ 0 };
}

/* What detail_make carries about. */
struct making {
	const struct facts *f;
	struct lines *out;
	int cols;
	struct str tmp;
	struct err *e;
};

static int put(struct making *m, int indent, enum role role,
	       struct slice link)
{
	int rc = lines_add(m->out, m->cols, indent, role, link,
			   str_slice(&m->tmp), m->e);

	str_clear(&m->tmp);
	return rc;
}

static int put_head(struct making *m)
{
	struct arena mem = ARENA_INIT(1 << 20);

	str_add(&m->tmp, subject_called(m->f, &mem));
	arena_free(&mem);
	if (put(m, 0, ROLE_HEADLINE, SLICE_NONE) < 0)
		return -1;
	str_addf(&m->tmp, "%s · %.*s", kind_said(m->f->kind),
		 SLICE_ARG(m->f->id));
	if (m->f->seen.n > 0) {
		str_addz(&m->tmp, _(" · first seen "));
		human_date(m->f->seen, &m->tmp);
	}
	if (m->f->presence == REMOVAL_PENDING)
		str_addz(&m->tmp, _(" · removal not confirmed yet"));
	if (m->f->presence == GONE) {
		str_addz(&m->tmp, _(" · no longer in its list since "));
		human_date(m->f->gone_on, &m->tmp);
	}
	return put(m, 0, ROLE_DIM, SLICE_NONE);
}

static bool is_name(enum property p)
{
	return p == PROP_name || p == PROP_other_name;
}

static bool told_before(const struct facts *f, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (is_name(f->fact[i].claim.prop) &&
		    slice_eq(f->fact[i].claim.value,
			     f->fact[at].claim.value))
			return true;
	return false;
}

static int put_names(struct making *m)
{
	bool first = true;

	for (size_t i = 0; i < m->f->n; i++) {
		const struct claim *c = &m->f->fact[i].claim;

		if (!is_name(c->prop) || told_before(m->f, i))
			continue;
		if (first && (put(m, 0, ROLE_TEXT, SLICE_NONE) < 0 ||
			      (str_addz(&m->tmp, _("Names")),
			       put(m, 0, ROLE_HEADING, SLICE_NONE) < 0)))
			return -1;
		first = false;
		str_add(&m->tmp, c->value);
		if (c->lang.n > 0)
			str_addf(&m->tmp, " (%.*s)", SLICE_ARG(c->lang));
		if (put(m, 2, ROLE_TEXT, SLICE_NONE) < 0)
			return -1;
	}
	return 0;
}

static int put_value(struct making *m, const struct fact *x)
{
	const struct claim *c = &x->claim;

	human_value(c->prop, c->value, &m->tmp);
	if (c->qualifier.n > 0)
		str_addf(&m->tmp, " (%.*s)", SLICE_ARG(c->qualifier));
	if (c->unverified)
		str_addz(&m->tmp, _(" ? the source has not verified it"));
	if (x->until.n > 0) {
		str_addz(&m->tmp, _(" — no longer said since "));
		human_date(x->until, &m->tmp);
	}
	return put(m, 2, x->until.n > 0 ? ROLE_DIM : ROLE_TEXT, SLICE_NONE);
}

/* Source, document, publisher, dates: as much as is known. */
static int put_source(struct making *m, const struct fact *x)
{
	struct slice title = x->source_title.n ? x->source_title : x->source;

	str_addf(&m->tmp, "%.*s", SLICE_ARG(title));
	if (x->doc_title.n > 0)
		str_addf(&m->tmp, " · “%.*s”", SLICE_ARG(x->doc_title));
	if (x->doc_publisher.n > 0 && !slice_eq(x->doc_publisher, title))
		str_addf(&m->tmp, " · %.*s", SLICE_ARG(x->doc_publisher));
	if (x->doc_published.n > 0) {
		str_addz(&m->tmp, ", ");
		human_date(x->doc_published, &m->tmp);
	}
	if (x->claim.as_of.n > 0) {
		str_addz(&m->tmp, _(" · as of "));
		human_date(x->claim.as_of, &m->tmp);
	}
	return put(m, 4, ROLE_DIM, x->doc_url);
}

static int put_fact(struct making *m, const struct fact *x)
{
	if (put_value(m, x) < 0 || put_source(m, x) < 0)
		return -1;
	if (x->claim.quote.n > 0) {
		str_addf(&m->tmp, "“%.*s”", SLICE_ARG(x->claim.quote));
		if (put(m, 4, ROLE_LINK, x->doc_url) < 0)
			return -1;
	}
	return 0;
}

static int put_property(struct making *m, enum property p, struct fact *same)
{
	struct str name = STR_INIT(LINES_BYTES);
	struct facts one = *m->f;
	bool differ;

	if (article_tells(p))	/* has been read above */
		return 0;
	one.fact = same;
	one.n = 0;
	for (size_t i = 0; i < m->f->n; i++)
		if (m->f->fact[i].claim.prop == p)
			same[one.n++] = m->f->fact[i];
	if (one.n == 0)
		return 0;
	differ = facts_disputed(&one);
	if (put(m, 0, ROLE_TEXT, SLICE_NONE) < 0)
		return -1;
	property_said(p, &name);
	local_front(&m->tmp, str_slice(&name));
	str_free(&name);
	if (differ)
		str_addz(&m->tmp, _("  ≠ the sources differ"));
	if (put(m, 0, differ ? ROLE_DISPUTED : ROLE_HEADING, SLICE_NONE) < 0)
		return -1;
	for (size_t i = 0; i < one.n; i++)
		if (put_fact(m, &same[i]) < 0)
			return -1;
	return 0;
}

/* The conflicts that it has a part in; the pane has the sides. */
static int put_contested(struct making *m)
{
	int rc = m->f->n_contested ? put(m, 0, ROLE_TEXT, SLICE_NONE) : 0;

	for (size_t i = 0; rc == 0 && i < m->f->n_contested; i++) {
		const struct contested *c = &m->f->contested[i];
		bool open = slice_is(c->verdict, "open");
		const char *verdict = vocab_said(VOCAB_conflict_verdict,
						  c->verdict);

		str_addz(&m->tmp, open ? "≠ " : "");
		sentence_say(&m->tmp, c->why);
		if (!open && verdict)
			str_addf(&m->tmp, " (%s)", verdict);
		if (c->reopened)
			str_addz(&m->tmp, _(" (open again: the sides say other "
				 "things since your verdict)"));
		rc = put(m, 0, open ? ROLE_DISPUTED : ROLE_TEXT, SLICE_NONE);
	}
	return rc;
}

/* What follows from the claims, before the claims. */
static int put_told(struct making *m)
{
	const struct shape *shape = view_of(m->f->kind);
	struct arena mem = ARENA_INIT(LINES_BYTES);
	struct str told = STR_INIT(RECORD_BYTES);
	struct slice rest, line;
	int rc = 0;

	if (shape && shape->tell)
		shape->tell(m->f, &mem, &told);
	if (told.n && !told.bad)
		rc = put(m, 0, ROLE_TEXT, SLICE_NONE);
	rest = str_slice(&told);
	while (rc == 0 && !told.bad && slice_cut(&rest, '\n', &line)) {
		if (!line.n)
			continue;
		str_add(&m->tmp, line);
		rc = put(m, slice_starts(line, " ") ? 4 : 2, ROLE_TEXT,
			 SLICE_NONE);
	}
	str_free(&told);
	arena_free(&mem);
	return rc;
}

int detail_make(const struct facts *f, const struct own_words *own, int cols,
		struct lines *out, struct err *e)
{
	struct making m = { .f = f, .out = out, .cols = cols, .e = e,
			    .tmp = STR_INIT(LINES_BYTES) };
	struct fact *same = calloc(f->n ? f->n : 1, sizeof(*same));
	int rc = -1;

	if (!same) {
		err_set(e, ERR_MEMORY, "no memory for %zu claims", f->n);
		goto out;
	}
	if (put_head(&m) < 0 ||
	    (own && detail_own(own, cols, out, e) < 0) ||
	    put_contested(&m) < 0 ||
	    detail_party(f, cols, out, e) < 0 ||
	    put_names(&m) < 0 ||
	    (f->listings == 0 && put_told(&m) < 0) ||
	    (f->kind == KIND_news && detail_article(f, cols, out, e) < 0))
		goto out;
	rc = 0;
	for (int p = 0; rc == 0 && p < PROP_COUNT; p++)
		rc = put_property(&m, (enum property)p, same);
out:
	free(same);
	str_free(&m.tmp);
	return rc;
}

/* What is never asked by itself has 0. */
static void add_period(struct slice cell, struct str *out)
{
	int64_t n = 0;

	if (slice_int(cell, &n) && n > 0)
		period_text(out, n);
	else
		str_addz(out, _("only when asked"));
}

int detail_row(const struct shape *shape, const struct row *r, struct str *out,
	       struct err *e)
{
	for (size_t i = 1; i <= shape->n; i++) {
		const struct column *c = shape_column(shape, i);
		struct slice rest = r->cell[i], item;
		struct str value = STR_INIT(LINES_BYTES);

		while (rest.n > 0 && human_cut(c, &rest, &item)) {
			if (value.n > 0)
				str_addz(&value, ", ");
			if (strcmp(c->name, "period") == 0)
				add_period(item, &value);
			else if (c->type == CELL_FLAG)
				str_addz(&value, slice_is(item, "true") ?
						    _("yes") : _("no"));
			else
				human_item(c, item, &value);
		}
		if (value.n > 0) {
			str_addf(out, "%s: ", _(c->title));
			source_mask(out, str_slice(&value));
			str_addc(out, '\n');
		}
		str_free(&value);
	}
	return str_ok(out, "the detail", e);
}
