/* A query as SQL. Words of the user are always bound, never part of the text;
 * names of columns come from the shapes compiled in. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/inside.h"

enum { SQL_BYTES = 1 << 20, VALUES_MAX = 30000, QUERY_BYTES = 8 << 20 };

struct maker {
	struct where *w;
	const struct store *s;
	const struct shape *shape;
	struct err *e;
	int rc;
};

/* Appends "?n" for a value that will be bound. */
static void value(struct maker *m, struct slice v)
{
	struct where *w = m->w;

	if (m->rc < 0 ||
	    vec_room((void **)&w->value, &w->cap, w->n, sizeof(*w->value),
		     VALUES_MAX, m->e) < 0) {
		m->rc = -1;
		return;
	}
	w->value[w->n] = arena_slice(&w->mem, v.p ? v : SLICE(""));
	str_addf(&w->sql, "?%zu", ++w->n);
}

static void add(struct maker *m, const char *text)
{
	str_addz(&m->w->sql, text);
}

static void column(struct maker *m, const char *name, const char *twin)
{
	str_addf(&m->w->sql, "\"%s%s\"", name, twin);
}

static void contains(struct maker *m, const char *name, const char *twin,
		     struct slice key)
{
	add(m, "instr(");
	column(m, name, twin);
	add(m, ", ");
	value(m, key);
	add(m, ") > 0");
}

/* Three letters that sound like one, "zzz", are no spelling of every Z. */
static size_t letters(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

/* Either form of the word: one keeps letters that spelling folds together,
 * the other finds other spellings. A word of signs alone matches all. */
static void folded(struct maker *m, const char *name, const char *twin,
		   struct slice v)
{
	struct str strip = STR_INIT(QUERY_BYTES);
	struct str fold = STR_INIT(QUERY_BYTES);

	text_strip(&strip, v);
	str_addc(&fold, ' ');
	m->s->o.fold(&fold, v);
	if (fold.n == 1 || (fold.n == 2 && letters(str_slice(&strip)) > 2))
		str_clear(&fold);
	add(m, "(");
	if (strip.n == 0 && fold.n == 0)
		add(m, "1");
	if (strip.n)
		contains(m, name, twin, str_slice(&strip));
	if (strip.n && fold.n)
		add(m, " OR ");
	if (fold.n)
		contains(m, name, twin, str_slice(&fold));
	add(m, ")");
	if (str_ok(&strip, "filter", m->e) < 0 ||
	    str_ok(&fold, "filter", m->e) < 0)
		m->rc = -1;
	str_free(&strip);
	str_free(&fold);
}

/* GLOB knows more signs than the filter language: only '*' stays one. */
static void glob_pattern(struct str *out, struct slice v)
{
	for (size_t i = 0; i < v.n; i++) {
		char c = v.p[i];

		if (c == '[' || c == '?')
			str_addf(out, "[%c]", c);
		else
			str_addc(out, c);
	}
}

static void word_glob(struct maker *m, const struct column *c, struct slice v)
{
	struct str p = STR_INIT(QUERY_BYTES);

	if (c->list)
		str_addf(&p, "*%c", LIST_SEP);
	glob_pattern(&p, v);
	if (c->list)
		str_addf(&p, "%c*", LIST_SEP);
	add(m, "lower(");
	column(m, c->name, "");
	add(m, ") GLOB lower(");
	value(m, str_slice(&p));
	add(m, ")");
	str_free(&p);
}

static void word_whole(struct maker *m, const struct column *c,
		       struct slice v)
{
	struct str p = STR_INIT(QUERY_BYTES);

	if (c->list) {
		str_addc(&p, LIST_SEP);
		str_add(&p, v);
		str_addc(&p, LIST_SEP);
		add(m, "instr(lower(");
		column(m, c->name, "");
		add(m, "), lower(");
		value(m, str_slice(&p));
		add(m, ")) > 0");
	} else {
		column(m, c->name, "");
		add(m, " = ");
		value(m, v);
		add(m, " COLLATE NOCASE");
	}
	str_free(&p);
}

static bool is_glob(struct slice v)
{
	return slice_find(v, SLICE("*"), 0) >= 0;
}

static void word(struct maker *m, const struct column *c, struct slice v)
{
	if (is_glob(v))
		word_glob(m, c, v);
	else
		word_whole(m, c, v);
}

/* Partial dates: a cell matches where any day that it can mean does. */
static void date(struct maker *m, const struct column *c, enum query_op op,
		 struct slice v)
{
	static const char first_day[] = "substr('0000-01-01', length(";
	bool low = op == OP_GE || op == OP_GT;

	add(m, "(");
	column(m, c->name, "");
	if (op == OP_MATCH) {
		add(m, " >= ");
		value(m, v);
		add(m, " AND ");
		column(m, c->name, "");
		add(m, " < ");
		value(m, v);
		add(m, " || '~')");
		return;
	}
	if (low) {
		add(m, op == OP_GE ? " || '~' >= " : " || '~' > ");
		value(m, v);
		add(m, op == OP_GE ? ")" : " || '~')");
		return;
	}
	if (op == OP_LE) {
		add(m, " <= ");
		value(m, v);
		add(m, " || '~')");
		return;
	}
	add(m, " || ");
	add(m, first_day);
	column(m, c->name, "");
	add(m, ") + 1) < ");
	value(m, v);
	str_addf(&m->w->sql, " || %s?%zu) + 1))", first_day, m->w->n);
}

static const char *op_text(enum query_op op)
{
	switch (op) {
	case OP_LT:
		return " < ";
	case OP_LE:
		return " <= ";
	case OP_GT:
		return " > ";
	case OP_GE:
		return " >= ";
	case OP_MATCH:
		break;
	}
	return " = ";
}

static void compare(struct maker *m, const struct column *c, enum query_op op,
		    struct slice v)
{
	bool number = c->type == CELL_NUMBER;

	column(m, c->name, "");
	add(m, op_text(op));
	add(m, number ? "CAST(" : "");
	value(m, v);
	add(m, number ? " AS REAL)" : " COLLATE NOCASE");
}

/* Any value of a list may be the one. */
static void also(struct maker *m, const struct column *c, struct slice v)
{
	int at = c->also ? shape_find(m->shape, slice_of(c->also)) : -1;
	const struct column *o;

	if (at < 0 || is_glob(v))
		return;
	o = shape_column(m->shape, (size_t)at);
	add(m, " OR ");
	if (o->type == CELL_TEXT)
		folded(m, o->name, "~", v);
	else
		word(m, o, v);
}

static void one(struct maker *m, const struct query_term *t, struct slice v)
{
	const struct column *c;

	if (t->column < 0) {
		folded(m, "hay", "", v);
		return;
	}
	c = shape_column(m->shape, (size_t)t->column);
	if (c->type == CELL_DATE)
		date(m, c, t->op, v);
	else if (t->op != OP_MATCH || c->type == CELL_NUMBER)
		compare(m, c, t->op, v);
	else if (c->type == CELL_TEXT)
		folded(m, c->name, "~", v);
	else
		word(m, c, v);
	if (t->op == OP_MATCH)
		also(m, c, v);
}

static void marked(struct maker *m, const char *what)
{
	str_addf(&m->w->sql, "EXISTS (SELECT 1 FROM own.mark k WHERE k.public"
		 " = t.\"id\" AND k.%s = 1)", what);
}

static void is_term(struct maker *m, enum query_is is)
{
	switch (is) {
	case IS_DISPUTED:
		add(m, "\"disputed\" = 'true'");
		break;
	case IS_NEW:
		add(m, "NOT ");
		marked(m, "read");
		break;
	case IS_READ:
		marked(m, "read");
		break;
	case IS_STARRED:
		marked(m, "starred");
		break;
	case IS_UNVERIFIED:
		add(m, shape_find(m->shape, SLICE("unverified")) < 0 ? "0" :
		    "\"unverified\" = 'true'");
		break;
	case IS_ANY:
	case IS_NONE:
		add(m, "1");
		break;
	}
}

static void term(struct maker *m, const struct query_term *t)
{
	add(m, t->negate ? "NOT coalesce((" : "((");
	if (t->is != IS_NONE)
		is_term(m, t->is);
	else if (t->n == 0 || t->column >= (int)shape_width(m->shape))
		add(m, "1");
	for (size_t i = 0; t->is == IS_NONE && i < t->n; i++) {
		add(m, i ? " OR " : "");
		one(m, t, t->value[i]);
	}
	add(m, t->negate ? "), 0)" : "))");
}

int where_make(struct where *w, const struct store *s,
	       const struct shape *shape, const struct query *q,
	       struct err *e)
{
	struct maker m = { w, s, shape, e, 0 };

	*w = (struct where){ .mem = ARENA_INIT(QUERY_BYTES),
			     .sql = STR_INIT(SQL_BYTES) };
	add(&m, "1");
	for (size_t i = 0; i < q->n && m.rc == 0; i++) {
		add(&m, " AND ");
		term(&m, &q->term[i]);
	}
	if (m.rc == 0 && str_ok(&w->sql, "filter", e) == 0 &&
	    arena_ok(&w->mem, "filter", e) == 0)
		return 0;
	where_free(w);
	return -1;
}

void where_bind(const struct where *w, struct sqlite3_stmt *st)
{
	for (size_t i = 0; i < w->n; i++)
		sql_text(st, (int)i + 1, w->value[i]);
}

void where_free(struct where *w)
{
	arena_free(&w->mem);
	str_free(&w->sql);
	free(w->value);
	*w = (struct where){0};
}

struct slice at_date(const struct pdate *d, char buf[PDATE_TEXT + 1])
{
	size_t n;

	if (d->year == 0)
		return NOW;
	n = strlen(pdate_text(*d, buf));
	buf[n] = '~';
	return slice_make(buf, n + 1);
}

struct slice day_of(const struct store *s, struct slice at,
		    char buf[CLOCK_TEXT])
{
	if (at.n > 1 && at.p[at.n - 1] == '~')
		return slice_make(at.p, at.n - 1);
	if (at.n > 1)
		return at;
	clock_iso(clock_now(&s->o.clock), buf);
	return slice_make(buf, 10);
}
