/* What query_parse() leaves open: which columns the names mean, and whether
 * the values can stand in them. */
#include <string.h>

#include "base/i18n.h"
#include "model/duration.h"
#include "model/query.h"
#include "model/vocab.h"
#include "model/widen.h"

enum { LIST_BYTES = 4096 };

struct check {
	struct query *q;
	const struct shape *shape;
	struct err *e;
};

/* `known` is what would be valid, "a, b, c"; freed here. */
static int refuse(struct err *e, const char *what, struct slice got,
		  const char *then, struct str *known)
{
	err_set(e, ERR_USAGE, "%s \"%.*s\": %s%s", what, SLICE_ARG(got), then,
		str_cstr(known));
	str_free(known);
	return -1;
}

static void add_near(struct str *out, const char *near)
{
	if (near)
		str_addf(out, _("did you mean %s? "), near);
}

static int unknown_column(const struct check *c, struct slice name)
{
	struct str known = STR_INIT(LIST_BYTES);
	struct str near = STR_INIT(LIST_BYTES);

	add_near(&near, widen_column(c->shape, name));
	for (size_t i = 0; i < shape_width(c->shape); i++) {
		const struct column *col = shape_column(c->shape, i);

		str_addf(&known, "%s%s", i ? ", " : "", col->name);
		if (col->alias)
			str_addf(&known, " (%s)", col->alias);
	}
	str_addz(&known, _("; and is: sort: as-of:, and sort:match"));
	err_set(c->e, ERR_USAGE, "unknown column \"%.*s\": %s%s has %s",
		SLICE_ARG(name), str_cstr(&near), c->shape->name,
		str_cstr(&known));
	str_free(&known);
	str_free(&near);
	return -1;
}

static int unknown_word(const struct check *c, const struct column *col,
			struct slice value)
{
	struct str known = STR_INIT(LIST_BYTES);
	const struct vocab_word *row;
	const char *last = "";
	size_t n;

	add_near(&known, widen_word(col, value));
	row = vocab_rows(col->vocab, &n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(word_value(&row[i]), last) == 0)
			continue;
		str_addf(&known, "%s%s", *last ? ", " : "", word_value(&row[i]));
		last = word_value(&row[i]);
	}
	return refuse(c->e, col->name, value, _("not a word of this column: "),
		      &known);
}

static int check_word(const struct check *c, const struct column *col,
		      struct slice *value)
{
	const char *word;

	if (col->vocab == VOCAB_NONE || memchr(value->p, '*', value->n))
		return 0;
	word = vocab_value(col->vocab, *value);
	if (word)
		*value = slice_of(word);
	else if (!col->also)	/* what it also looks into is free text */
		return unknown_word(c, col, *value);
	return 0;
}

static int check_date(const struct check *c, const struct column *col,
		      struct slice *value)
{
	struct str known = STR_INIT(LIST_BYTES);
	char text[PDATE_TEXT];
	struct pdate d;

	if (!pdate_parse(*value, DATE_ORDER_UNKNOWN, &d))
		return refuse(c->e, col->name, *value, "not a date: write "
			      "2025-12-13, 2025-12 or 2025", &known);
	*value = arena_slice(&c->q->mem, slice_of(pdate_text(d, text)));
	return 0;
}

static int check_number(const struct check *c, const struct column *col,
			struct slice *value)
{
	struct str known = STR_INIT(LIST_BYTES);
	int64_t n;
	int days;

	if (slice_int(*value, &n))
		return 0;
	if (!duration_short(*value, &days))
		return refuse(c->e, col->name, *value, "not a number: write "
			      "one like 730, or a time like 2y, 18m, 3w, 40d",
			      &known);
	*value = arena_fmt(&c->q->mem, "%d", days);
	return 0;
}

static int check_flag(const struct check *c, const struct column *col,
		      struct slice *value)
{
	struct str known = STR_INIT(LIST_BYTES);

	if (slice_ieq(*value, "true") || slice_ieq(*value, "yes"))
		*value = SLICE("true");
	else if (slice_ieq(*value, "false") || slice_ieq(*value, "no"))
		*value = SLICE("false");
	else
		return refuse(c->e, col->name, *value, "true or false?",
			      &known);
	return 0;
}

static int check_value(const struct check *c, const struct column *col,
		       struct slice *value)
{
	switch (col->type) {
	case CELL_WORD:
		return check_word(c, col, value);
	case CELL_DATE:
		return check_date(c, col, value);
	case CELL_NUMBER:
		return check_number(c, col, value);
	case CELL_FLAG:
		return check_flag(c, col, value);
	case CELL_TEXT:
	case CELL_ID:
		break;
	}
	return 0;
}

static int check_term(const struct check *c, struct query_term *t)
{
	const struct column *col;

	if (t->is != IS_NONE || !t->field.p)
		return 0;
	t->column = shape_find(c->shape, t->field);
	if (t->column < 0)
		return unknown_column(c, t->field);
	col = shape_column(c->shape, (size_t)t->column);
	if (t->op != OP_MATCH && col->type != CELL_DATE &&
	    col->type != CELL_NUMBER)
		return err_set(c->e, ERR_USAGE, "%s is neither a date nor a "
			       "number: write %s:value", col->name, col->name);
	if (t->op != OP_MATCH && t->n != 1)
		return err_set(c->e, ERR_USAGE, "%s: < <= > >= take one "
			       "value, not %zu", col->name, t->n);
	for (size_t i = 0; i < t->n; i++)
		if (check_value(c, col, &t->value[i]) < 0)
			return -1;
	return 0;
}

int query_check(struct query *q, const struct shape *shape, struct err *e)
{
	struct check c = { q, shape, e };

	for (size_t i = 0; i < q->n; i++)
		if (check_term(&c, &q->term[i]) < 0)
			return -1;
	for (size_t i = 0; i < q->n_sorts; i++) {
		struct query_sort *s = &q->sort[i];

		s->column = slice_ieq(s->field, "match") ? SORT_MATCH :
			    shape_find(shape, s->field);
		if (s->column < 0 && s->column != SORT_MATCH)
			return unknown_column(&c, s->field);
	}
	return arena_ok(&q->mem, "filter", e);
}

/* Did the user speak about any column of the default filter? */
static bool overridden(const struct query *user, const struct query *own,
		       const struct shape *shape)
{
	for (size_t i = 0; i < user->n; i++) {
		const struct query_term *t = &user->term[i];
		int column = t->field.p ? shape_find(shape, t->field) : -1;

		if (t->is == IS_ANY)
			return true;
		for (size_t k = 0; column >= 0 && k < own->n; k++)
			if (own->term[k].field.p &&
			    shape_find(shape, own->term[k].field) == column)
				return true;
	}
	return false;
}

bool query_by_match(const struct query *q)
{
	for (size_t i = 0; i < q->n_sorts; i++)
		if (slice_ieq(q->sort[i].field, "match"))
			return true;
	return false;
}

/* Of rows that match alike the view's own order remains. */
static bool unsorted(const struct query *q)
{
	return q->n_sorts == 0 || (q->n_sorts == 1 && query_by_match(q));
}

int query_defaults(struct query *q, const struct shape *shape, struct err *e)
{
	struct query own = {0};
	struct slice filter = slice_of(shape->filter);
	int rc;

	if (unsorted(q) && shape->sort &&
	    query_sort(q, slice_of(shape->sort), e) < 0)
		return -1;
	rc = query_parse(&own, filter, e);
	if (rc == 0 && !overridden(q, &own, shape))
		rc = query_parse(q, filter, e);
	query_free(&own);
	/* What was added needs its columns too; checking twice is harmless. */
	return rc < 0 ? -1 : query_check(q, shape, e);
}
