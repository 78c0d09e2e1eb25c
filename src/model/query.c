#include "model/query.h"

#include <string.h>

#include "base/i18n.h"

enum { QUERY_BYTES = 1 << 20, TEXT_MAX = 64 << 10, SHOWN = 40 };

static const struct {
	const char *word;
	enum query_is is;
	const char *about;
} is_words[] = {
	{ "any", IS_ANY, N_("also what the view leaves out by itself") },
	{ "disputed", IS_DISPUTED, N_("sources contradict each other") },
	{ "new", IS_NEW, N_("that you have not read") },
	{ "read", IS_READ, N_("that you have read") },
	{ "starred", IS_STARRED, N_("that you have starred") },
	{ "unverified", IS_UNVERIFIED, N_("only unverified claims say so") },
};

static const struct {
	const char *sign;
	enum query_op op;
} ops[] = {	/* longer ones first */
	{ "<=", OP_LE }, { ">=", OP_GE }, { "<", OP_LT }, { ">", OP_GT },
	{ ":", OP_MATCH },
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

const char *query_is_name(size_t i, const char **about)
{
	if (i >= COUNT(is_words))
		return NULL;
	*about = is_words[i].about;
	return is_words[i].word;
}

struct parse {
	struct query *q;
	struct slice text;
	size_t at;
	size_t start;	/* of the term */
	struct err *e;
};

/* "filter, at 12, role:": where the failure is. */
static int refuse(const struct parse *p, const char *what)
{
	struct slice rest = slice_make(p->text.p + p->start,
				       p->text.n - p->start);
	struct slice word = rest;

	slice_cut(&rest, ' ', &word);
	if (word.n > SHOWN)
		word.n = SHOWN;
	return err_set(p->e, ERR_USAGE, "filter, at %zu, %.*s: %s",
		       p->start + 1, SLICE_ARG(word), what);
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool at_blank(const struct parse *p)
{
	return p->at >= p->text.n || is_blank(p->text.p[p->at]);
}

static bool is_field(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* Takes "role:" or "held>="; leaves bare words alone. */
static bool take_field(struct parse *p, struct slice *field,
		       enum query_op *op)
{
	struct slice rest;
	size_t n = 0;

	while (p->at + n < p->text.n && is_field(p->text.p[p->at + n]))
		n++;
	rest = slice_make(p->text.p + p->at + n, p->text.n - p->at - n);
	for (size_t i = 0; n > 0 && i < COUNT(ops); i++) {
		if (!slice_starts(rest, ops[i].sign))
			continue;
		*field = slice_make(p->text.p + p->at, n);
		*op = ops[i].op;
		p->at += n + strlen(ops[i].sign);
		return true;
	}
	return false;
}

/* One value: quoted, or up to a blank (and, after a field, a comma). */
static int take_value(struct parse *p, bool comma, struct slice *out)
{
	size_t start = p->at;
	const char *end;

	if (start < p->text.n && p->text.p[start] == '"') {
		start++;
		end = memchr(p->text.p + start, '"', p->text.n - start);
		if (!end)
			return refuse(p, "the quote is not closed: write \" "
				      "behind it");
		*out = slice_make(p->text.p + start,
				  (size_t)(end - p->text.p) - start);
		p->at = start + out->n + 1;
		return 0;
	}
	while (!at_blank(p) && !(comma && p->text.p[p->at] == ','))
		p->at++;
	*out = slice_make(p->text.p + start, p->at - start);
	return 0;
}

static int take_values(struct parse *p, struct query_term *t)
{
	for (;;) {
		struct slice v;

		if (take_value(p, t->field.p, &v) < 0)
			return -1;
		v = slice_trim(v);
		if (v.n > 0 && t->n == QUERY_VALUES)
			return err_set(p->e, ERR_USAGE,
				       "filter, at %zu: more than %d values",
				       p->start + 1, QUERY_VALUES);
		if (v.n > 0)
			t->value[t->n++] = arena_slice(&p->q->mem, v);
		if (at_blank(p))
			return 0;
		if (t->field.p && p->text.p[p->at] != ',')
			return refuse(p, "after a quote only a comma or a "
				      "blank can follow");
		if (t->field.p)
			p->at++;
	}
}

static int set_is(struct parse *p, struct query_term *t)
{
	for (size_t i = 0; t->n == 1 && i < COUNT(is_words); i++)
		if (slice_ieq(t->value[0], is_words[i].word))
			t->is = is_words[i].is;
	if (t->is == IS_NONE || (t->is == IS_ANY && t->negate))
		return refuse(p, "is: takes one of any, disputed, new, read, "
			      "starred, unverified");
	return 0;
}

static int set_as_of(struct parse *p, const struct query_term *t)
{
	if (t->n != 1 || t->negate || t->op != OP_MATCH ||
	    !pdate_parse(t->value[0], DATE_ORDER_UNKNOWN, &p->q->as_of))
		return refuse(p, "as-of: takes one date, like 2025-12-14 or "
			      "2025-12");
	return 0;
}

static int set_sort(struct parse *p, const struct query_term *t)
{
	if (t->negate || t->op != OP_MATCH)
		return refuse(p, "sort: takes columns, like sort:-date,name");
	for (size_t i = 0; i < t->n; i++)
		if (query_sort(p->q, t->value[i], p->e) < 0)
			return -1;
	return 0;
}

static int add_term(struct parse *p, const struct query_term *t)
{
	if (p->q->n == QUERY_TERMS)
		return err_set(p->e, ERR_USAGE, "filter: more than %d terms",
			       QUERY_TERMS);
	p->q->term[p->q->n++] = *t;
	return 0;
}

static int take_term(struct parse *p)
{
	struct query_term t = { .column = -1 };

	p->start = p->at;
	t.negate = p->text.p[p->at] == '-';
	p->at += t.negate;
	if (take_field(p, &t.field, &t.op))
		t.field = arena_slice(&p->q->mem, t.field);
	if (take_values(p, &t) < 0)
		return -1;
	if (t.n == 0)
		return t.field.p ? refuse(p, "a value is missing behind it")
				 : 0;
	if (!t.field.p)
		return add_term(p, &t);
	if (slice_ieq(t.field, "as-of"))
		return set_as_of(p, &t);
	if (slice_ieq(t.field, "sort"))
		return set_sort(p, &t);
	if (slice_ieq(t.field, "is")) {
		if (t.op != OP_MATCH)
			t.n = 0;
		if (set_is(p, &t) < 0)
			return -1;
	}
	return add_term(p, &t);
}

static int begin(struct query *q, struct slice text, struct err *e)
{
	if (q->mem.max == 0)
		q->mem = ARENA_INIT(QUERY_BYTES);
	if (text.n > TEXT_MAX)
		return err_set(e, ERR_USAGE, "filter: longer than %d bytes",
			       TEXT_MAX);
	return 0;
}

int query_parse(struct query *q, struct slice text, struct err *e)
{
	struct parse p = { .q = q, .text = text, .e = e };

	if (begin(q, text, e) < 0)
		return -1;
	while (p.at < text.n) {
		if (is_blank(text.p[p.at]))
			p.at++;
		else if (take_term(&p) < 0)
			return -1;
	}
	return arena_ok(&q->mem, "filter", e);
}

int query_sort(struct query *q, struct slice spec, struct err *e)
{
	struct slice piece;

	if (begin(q, spec, e) < 0)
		return -1;
	while (slice_cut(&spec, ',', &piece)) {
		struct query_sort *s = &q->sort[q->n_sorts];
		struct slice name = slice_trim(piece);
		bool down = name.n > 0 && name.p[0] == '-';

		if (down)
			name = slice_make(name.p + 1, name.n - 1);
		if (name.n == 0)
			continue;
		if (q->n_sorts == QUERY_SORTS)
			return err_set(e, ERR_USAGE,
				       "sort: more than %d columns",
				       QUERY_SORTS);
		*s = (struct query_sort){ .column = -1, .down = down };
		s->field = arena_slice(&q->mem, name);
		q->n_sorts++;
	}
	return arena_ok(&q->mem, "sort", e);
}

void query_free(struct query *q)
{
	arena_free(&q->mem);
	*q = (struct query){0};
}
