/* A query as SQL. Words of the user are always bound, never part of the text;
 * names of columns come from the shapes compiled in. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/contest.h"
#include "store/link.h"
#include "store/said.h"

enum { SQL_BYTES = 1 << 20, VALUES_MAX = 30000, QUERY_BYTES = 8 << 20 };

/* Values of a term are alternatives, and each is asked where it stands: in the
 * row, in the text aside, in the table of words, or in the words of documents.
 * Those of one place are asked together, so that each table is gone through
 * once. */
enum place { IN_ROW, IN_TEXT, IN_WORD, IN_SAID, PLACES };

struct maker {
	struct where *w;
	struct store *s;
	const struct shape *shape;
	const char *table;
	struct str part[PLACES];	/* of the term at hand */
	struct str *to;			/* one of them */
	bool whole;			/* words are as they stand */
	enum said_state said;		/* documents are looked into by word */
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
	str_addf(m->to, "?%zu", ++w->n);
}

static void add(struct maker *m, const char *text)
{
	str_addz(m->to, text);
}

static void column(struct maker *m, const struct column *c)
{
	m->w->aside |= c->from != CELL_OF_FACTS;
	m->w->scans |= !shown_covered(c) && !shown_posted(c);
	shown_cell(m->to, m->table, c);
}

/* Another alternative in that place. */
static void begin(struct maker *m, enum place place)
{
	m->to = &m->part[place];
	m->w->aside |= place != IN_ROW;
	if (m->to->n > 0)
		add(m, place == IN_WORD || place == IN_SAID ? " UNION ALL " :
							      " OR ");
}

static void needle(struct maker *m, struct slice v, struct needle *x)
{
	if (needle_make(x, m->s, v, m->whole, &m->w->mem, m->e) < 0)
		m->rc = -1;
}

/* False where the rows must be looked at besides: the index has not all, or the
 * word has no sound yet. */
static bool said(struct maker *m, const struct needle *x)
{
	struct str match = STR_INIT(QUERY_BYTES);
	bool all = false;

	if (m->said != SAID_NOT)
		said_match(&match, x, m->whole);
	if (match.n > 0) {
		begin(m, IN_SAID);
		add(m, "SELECT rowid FROM words.said WHERE said MATCH ");
		value(m, str_slice(&match));
		all = m->said == SAID_ALL;
	}
	str_free(&match);
	return all;
}

/* A word of signs alone matches all. */
static void folded(struct maker *m, int piece, struct slice v)
{
	struct needle x;

	needle(m, v, &x);
	if (x.spelt.n == 0 && x.sounded.n == 0) {
		begin(m, IN_ROW);
		add(m, "1");
		return;
	}
	if (piece < 0 && said(m, &x))
		return;
	begin(m, IN_TEXT);
	str_addf(m->to, "thaw_has(hay, %d, ", piece);
	value(m, x.spelt);
	add(m, ", ");
	value(m, x.sounded);
	add(m, ", ");
	value(m, x.ends);
	add(m, ")");
}

static void text(struct maker *m, size_t at, struct slice v)
{
	folded(m, hay_piece(m->shape, at), v);
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

static bool is_glob(struct slice v)
{
	return slice_find(v, SLICE("*"), 0) >= 0;
}

/* One of several words: they are kept in lower case, sorted, so that the
 * front of a pattern is a range. */
static void posted(struct maker *m, size_t at, struct slice v)
{
	struct str low = STR_INIT(QUERY_BYTES), glob = STR_INIT(QUERY_BYTES);
	ptrdiff_t star = slice_find(v, SLICE("*"), 0);

	text_lower(&low, v);
	begin(m, IN_WORD);
	str_addf(m->to, "SELECT row_key FROM %s_word WHERE place = %zu"
		 " AND value ", m->table, at);
	add(m, star < 0 ? "= " : ">= ");
	value(m, star < 0 ? str_slice(&low) :
			    slice_make(str_cstr(&low), (size_t)star));
	if (star >= 0) {
		/* past all that begins so */
		str_addf(m->to, " AND value < ?%zu || char(1114111)"
			 " AND value GLOB ", m->w->n);
		glob_pattern(&glob, str_slice(&low));
		value(m, str_slice(&glob));
	}
	str_free(&low);
	str_free(&glob);
}

static void word_glob(struct maker *m, const struct column *c, struct slice v)
{
	struct str p = STR_INIT(QUERY_BYTES);

	glob_pattern(&p, v);
	begin(m, IN_ROW);
	add(m, "lower(");
	column(m, c);
	add(m, ") GLOB lower(");
	value(m, str_slice(&p));
	add(m, ")");
	str_free(&p);
}

static void word(struct maker *m, size_t at, struct slice v)
{
	const struct column *c = shape_column(m->shape, at);

	if (shown_posted(c)) {
		posted(m, at, v);
	} else if (c->list) {
		begin(m, IN_ROW);
		add(m, "instr(");
		column(m, c);
		add(m, ", char(31) || lower(");
		value(m, v);
		add(m, ") || char(31)) > 0");
	} else if (is_glob(v)) {
		word_glob(m, c, v);
	} else {
		begin(m, IN_ROW);
		column(m, c);
		add(m, " = ");
		value(m, v);
		add(m, " COLLATE NOCASE");
	}
}

/* Partial dates: a cell matches where any day that it can mean does. */
static void date(struct maker *m, const struct column *c, enum query_op op,
		 struct slice v)
{
	static const char first_day[] = "substr('0000-01-01', length(";
	bool low = op == OP_GE || op == OP_GT;

	begin(m, IN_ROW);
	add(m, "(");
	column(m, c);
	if (op == OP_MATCH) {
		add(m, " >= ");
		value(m, v);
		add(m, " AND ");
		column(m, c);
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
	column(m, c);
	add(m, ") + 1) < ");
	value(m, v);
	str_addf(m->to, " || %s?%zu) + 1))", first_day, m->w->n);
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

	begin(m, IN_ROW);
	column(m, c);
	add(m, op_text(op));
	add(m, number ? "CAST(" : "");
	value(m, v);
	add(m, number ? " AS REAL)" : " COLLATE NOCASE");
}

/* Any value of a list may be the one. */
static void also(struct maker *m, const struct column *c, struct slice v)
{
	int at = c->also ? shape_find(m->shape, slice_of(c->also)) : -1;

	if (at < 0 || is_glob(v))
		return;
	if (shape_column(m->shape, (size_t)at)->type == CELL_TEXT)
		text(m, (size_t)at, v);
	else
		word(m, (size_t)at, v);
}

static void one(struct maker *m, const struct query_term *t, struct slice v)
{
	const struct column *c;
	size_t at = (size_t)t->column;

	if (t->column < 0) {
		folded(m, -1, v);
		return;
	}
	c = shape_column(m->shape, at);
	if (c->type == CELL_DATE)
		date(m, c, t->op, v);
	else if (t->op != OP_MATCH || c->type == CELL_NUMBER)
		compare(m, c, t->op, v);
	else if (c->type == CELL_TEXT)
		text(m, at, v);
	else
		word(m, at, v);
	if (t->op == OP_MATCH)
		also(m, c, v);
}

static void marked(struct maker *m, const char *what)
{
	m->w->aside = true;
	/* Whatever id it was said of. */
	if (link_rows(m->shape->kind) && m->shape->rows == ROWS_SUBJECTS)
		str_addf(m->to, "EXISTS (SELECT 1 FROM own.mark k WHERE"
			 " k.public IN (SELECT t.\"id\" UNION SELECT u.public"
			 " FROM party q CROSS JOIN subject u ON u.id = q.subject"
			 " WHERE q.party = t.row_key) AND k.%s = 1)", what);
	else
		str_addf(m->to, "EXISTS (SELECT 1 FROM own.mark k WHERE"
			 " k.public = t.\"id\" AND k.%s = 1)", what);
}

static void is_term(struct maker *m, enum query_is is)
{
	begin(m, IN_ROW);
	switch (is) {
	case IS_DISPUTED:
		m->w->aside = true;
		conflict_is_disputed(m->to, m->shape);
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

/* The alternatives of the term, wherever they stand. */
static void join(struct maker *m)
{
	const struct str *row = &m->part[IN_ROW], *aside = &m->part[IN_TEXT];
	const struct str *words = &m->part[IN_WORD];
	const struct str *said = &m->part[IN_SAID];
	struct str *out = &m->w->sql;

	str_add(out, str_slice(row));
	if (aside->n > 0) {
		str_addf(out, "%st.row_key IN (SELECT row_key FROM %s_text"
			 " WHERE ", row->n ? " OR " : "", m->table);
		str_add(out, str_slice(aside));
		str_addc(out, ')');
	}
	if (words->n > 0) {
		str_addf(out, "%st.row_key IN (",
			 row->n || aside->n ? " OR " : "");
		str_add(out, str_slice(words));
		str_addc(out, ')');
	}
	if (said->n > 0) {
		str_addf(out, "%st.row_key IN (",
			 row->n || aside->n || words->n ? " OR " : "");
		str_add(out, str_slice(said));
		str_addc(out, ')');
	}
}

static void term(struct maker *m, const struct query_term *t)
{
	for (int i = 0; i < PLACES; i++)
		m->part[i] = STR_INIT(SQL_BYTES);
	/* Half a word must find no less than the whole one: nor hide more. */
	m->whole = t->negate;
	if (t->is != IS_NONE) {
		is_term(m, t->is);
	} else if (t->n == 0 || t->column >= (int)shape_width(m->shape)) {
		begin(m, IN_ROW);
		add(m, "1");
	}
	for (size_t i = 0; t->is == IS_NONE && i < t->n; i++)
		one(m, t, t->value[i]);
	str_addz(&m->w->sql, t->negate ? "NOT coalesce((" : "((");
	join(m);
	str_addz(&m->w->sql, t->negate ? "), 0)" : "))");
	for (int i = 0; i < PLACES; i++) {
		if (str_ok(&m->part[i], "filter", m->e) < 0)
			m->rc = -1;
		str_free(&m->part[i]);
	}
}

/* --- how well a row matches --- */

static void rank_value(struct maker *m, int piece, struct slice v)
{
	struct needle x;

	needle(m, v, &x);
	str_addf(m->to, "thaw_rank(hay, %d, ", piece);
	value(m, x.spelt);
	add(m, ", ");
	value(m, x.sounded);
	add(m, ", ");
	value(m, x.ends);
	add(m, ", ");
	value(m, x.key);
	add(m, ")");
}

/* The best of the alternatives. */
static void rank_term(struct maker *m, int piece, const struct query_term *t)
{
	add(m, t->n > 1 ? "min(" : "");
	for (size_t i = 0; i < t->n; i++) {
		add(m, i ? ", " : "");
		rank_value(m, piece, t->value[i]);
	}
	add(m, t->n > 1 ? ")" : "");
}

static void rank(struct maker *m, const struct query *q)
{
	int named = shape_find(m->shape, slice_of(m->shape->name_column));
	int piece = named < 0 ? -1 : hay_piece(m->shape, (size_t)named);
	bool any = false;

	m->to = &m->w->rank;
	m->whole = false;
	for (size_t i = 0; i < q->n && query_by_match(q) && piece >= 0; i++) {
		const struct query_term *t = &q->term[i];

		if (!query_is_word(t) && t->column != named)
			continue;
		if (t->negate)
			continue;
		add(m, any ? " + " : "(SELECT ");
		rank_term(m, piece, t);
		any = true;
	}
	if (any)
		str_addf(m->to, " FROM %s_text x WHERE x.row_key ="
			 " t.row_key)", m->table);
}

int where_make(struct where *w, struct store *s,
	       const struct shape *shape, const char *table,
	       const struct query *q, struct err *e)
{
	struct maker m = { .w = w, .s = s, .shape = shape, .table = table,
			   .e = e };

	*w = (struct where){ .mem = ARENA_INIT(QUERY_BYTES),
			     .sql = STR_INIT(SQL_BYTES),
			     .rank = STR_INIT(SQL_BYTES) };
	str_addz(&w->sql, "1");
	if (shape->kind == KIND_news && shape->rows == ROWS_SUBJECTS &&
	    slice_starts(slice_of(table), "main."))
		m.said = said_state(s);
	for (size_t i = 0; i < q->n && m.rc == 0; i++) {
		str_addz(&w->sql, " AND ");
		term(&m, &q->term[i]);
	}
	/* Who seeks in articles wants the newest first. */
	if (m.rc == 0 && m.said == SAID_NOT)
		rank(&m, q);
	if (m.rc == 0 && str_ok(&w->sql, "filter", e) == 0 &&
	    str_ok(&w->rank, "filter", e) == 0 &&
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
	str_free(&w->rank);
	free(w->value);
	*w = (struct where){0};
}
