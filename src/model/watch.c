#include "model/watch.h"

#include "base/text.h"
#include "model/vocab.h"

enum { NAME_CUT = 40, LIST_BYTES = 4096, TEXT_BYTES = 1 << 16 };

int watch_query(struct slice filter, const struct shape *shape, bool whole,
		struct query *q, struct err *e)
{
	if (query_parse(q, filter, e) < 0 || query_check(q, shape, e) < 0)
		return -1;
	return whole ? query_defaults(q, shape, e) : 0;
}

/* --- which views --- */

static bool can_be_watched(const struct shape *s)
{
	return s->rows == ROWS_SUBJECTS || s->rows == ROWS_CHANGES;
}

/* Columns of the query that the view lacks. */
static size_t lacking(const struct query *q, const struct shape *shape)
{
	size_t n = 0;

	for (size_t i = 0; i < q->n; i++)
		n += q->term[i].is == IS_NONE && q->term[i].field.p &&
		     shape_find(shape, q->term[i].field) < 0;
	for (size_t i = 0; i < q->n_sorts; i++)
		n += shape_find(shape, q->sort[i].field) < 0;
	return n;
}

struct choosing {
	const struct watch *w;
	struct query *q;		/* parsed, not checked */
	const struct shape **out;
	size_t *n;
	size_t least;		/* columns that the best view so far lacks */
	struct err best;		/* what that one says */
};

/* Takes the view if it understands the filter; else what it says is kept where
 * no other comes nearer. */
static void look_into(struct choosing *c, const struct shape *shape)
{
	size_t lacks = lacking(c->q, shape);
	struct query q = {0};
	struct err e = {0};

	if (watch_query(c->w->filter, shape, true, &q, &e) == 0) {
		if (*c->n < WATCH_VIEWS)
			c->out[(*c->n)++] = shape;
	} else if (c->best.code == ERR_NONE || lacks < c->least) {
		c->best = e;
		c->least = lacks;
	}
	query_free(&q);
}

static int no_such_view(const struct watch *w,
			const struct shape *const *shapes, struct err *e)
{
	struct str valid = STR_INIT(LIST_BYTES);

	for (; *shapes; shapes++)
		if (can_be_watched(*shapes))
			str_addf(&valid, " %s", (*shapes)->name);
	err_set(e, ERR_USAGE, "no view to be watched is called \"%.*s\";"
		" valid:%s", SLICE_ARG(w->view), str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int look_into_all(struct choosing *c,
			 const struct shape *const *shapes, struct err *e)
{
	bool found = false;

	for (size_t i = 0; shapes[i]; i++) {
		const struct shape *s = shapes[i];
		bool named = c->w->view.n && slice_is(c->w->view, s->name);

		if (can_be_watched(s) &&
		    (c->w->view.n ? named : s->watched))
			look_into(c, s);
		found |= named && can_be_watched(s);
	}
	if (c->w->view.n && !found)
		return no_such_view(c->w, shapes, e);
	for (size_t i = 0; !c->w->view.n && *c->n == 0 && shapes[i]; i++)
		if (can_be_watched(shapes[i]) && !shapes[i]->watched)
			look_into(c, shapes[i]);
	return *c->n > 0 ? 0 : err_set(e, ERR_USAGE, "%s", c->best.msg);
}

/* Signs alone match every text; "*" asks that a column says something. */
static bool asks_for(const struct query_term *t, struct slice value)
{
	uint32_t cp;

	for (size_t at = 0, n; (n = text_next(value, at, &cp)) > 0; at += n)
		if (text_is_word(cp) || (t->field.p && cp == '*'))
			return true;
	return false;
}

/* Does it say what is wanted, not only what is not? */
static bool is_positive(const struct query_term *t)
{
	if (t->negate || t->is != IS_NONE)
		return !t->negate && t->is != IS_ANY;
	for (size_t i = 0; i < t->n; i++)
		if (!asks_for(t, t->value[i]))
			return false;
	return t->n > 0;
}

/* A watch that was kept before this was asked goes on. */
static int check_terms(const struct watch *w, const struct query *q,
		       struct err *e)
{
	if (q->n == 0)
		return err_set(e, ERR_USAGE, "an empty filter finds everything:"
			       " write a name, or role:journalist");
	if (q->as_of.year)
		return err_set(e, ERR_USAGE, "as-of: looks back; a watch tells"
			       " what comes, so leave it out");
	for (size_t i = 0; w->number == 0 && i < q->n; i++)
		if (is_positive(&q->term[i]))
			return 0;
	return w->number > 0 ? 0 :
	       err_set(e, ERR_USAGE, "\"%.*s\" does not say what to look for,"
		       " so nearly everything would be told: add a name, or"
		       " role:journalist", SLICE_ARG(w->filter));
}

int watch_views(const struct watch *w, const struct shape *const *shapes,
		const struct shape **out, size_t *n, struct err *e)
{
	struct query q = {0};
	struct choosing c = { .w = w, .q = &q, .out = out, .n = n };
	int rc = query_parse(&q, w->filter, e);

	*n = 0;
	if (rc == 0)
		rc = check_terms(w, &q, e);
	if (rc == 0)
		rc = look_into_all(&c, shapes, e);
	query_free(&q);
	return rc;
}

/* --- names --- */

void watch_name(struct slice filter, struct str *out)
{
	struct str low = STR_INIT(TEXT_BYTES);
	struct slice text;
	bool gap = false;
	uint32_t cp;

	text_lower(&low, filter);
	text = str_slice(&low);
	for (size_t at = 0, n; (n = text_next(text, at, &cp)) > 0; at += n) {
		if (!text_is_letter(cp) && !(cp >= '0' && cp <= '9')) {
			gap = out->n > 0;
			continue;
		}
		if (out->n + gap + n > NAME_CUT)
			break;
		if (gap)
			str_addc(out, '-');
		gap = false;
		text_put(out, cp);
	}
	if (out->n == 0)
		str_addz(out, "watch");
	str_free(&low);
}

int watch_name_check(struct slice name, struct err *e)
{
	struct str seen = STR_INIT(TEXT_BYTES);
	bool ok = name.n > 0 && name.n <= WATCH_NAME && text_valid(name) &&
		  name.p[0] != '-';

	text_visible(&seen, name, false);
	ok = ok && slice_eq(str_slice(&seen), slice_trim(name)) &&
	     slice_eq(str_slice(&seen), name);
	str_free(&seen);
	return ok ? 0 : err_set(e, ERR_USAGE, "\"%.*s\" cannot be the name of"
				" a watch: use up to %d letters, figures and"
				" signs on one line, not - first",
				SLICE_ARG(name), WATCH_NAME);
}

/* --- words for people --- */

static void add_value(struct str *out, const struct column *c,
		      struct slice value)
{
	const char *label = c->vocab == VOCAB_NONE ? NULL :
			    vocab_lead(c->vocab, &value);

	if (c->type == CELL_FLAG) {
		str_addz(out, slice_is(value, "true") ? "yes" : "no");
		return;
	}
	if (label)
		str_addz(out, label);
	if (label && value.n)
		str_addc(out, ' ');
	str_add(out, value);
}

static void add_cell(struct str *out, const struct column *c,
		     struct slice cell)
{
	const char *sep = "";
	struct slice value;

	if (!c->list) {
		add_value(out, c, cell);
		return;
	}
	while (slice_cut(&cell, LIST_SEP, &value)) {
		if (!value.n)
			continue;
		str_addz(out, sep);
		add_value(out, c, value);
		sep = ", ";
	}
}

void watch_words(const struct shape *shape, const struct row *r,
		 const char *columns, bool titled, struct str *out)
{
	struct slice rest = slice_of(columns), name;
	size_t from = out->n;

	for (bool first = true; slice_cut(&rest, ' ', &name); first = false) {
		int at = shape_find(shape, name);
		const struct column *c;

		if (at < 0 || r->cell[at].n == 0)
			continue;
		c = shape_column(shape, (size_t)at);
		if (out->n > from)
			str_addz(out, ", ");
		if (titled && !first) {
			text_lower(out, slice_of(c->title));
			str_addc(out, ' ');
		}
		add_cell(out, c, r->cell[at]);
	}
}
