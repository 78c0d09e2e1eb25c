/* A query as WHERE and ORDER BY. Column names come from shapes, never from
 * the user; every value is a parameter. */
#include <stdio.h>

#include "base/text.h"
#include "store/sql.h"

enum { WHERE_BYTES = 256 << 10, VALUE_BYTES = 64 << 10 };

static void param(struct where *w, struct slice value)
{
	str_add(&w->params, value);
	str_addc(&w->params, '\0');
	w->n++;
}

/* Parameters stand NUL-ended one after another, so values hold no NUL. */
static void param_fold(struct where *w, struct store *s, struct slice value,
		       bool sound)
{
	struct str key = STR_INIT(VALUE_BYTES);

	if (sound)
		s->o.fold(&key, value);
	else
		text_strip(&key, value);
	param(w, str_slice(&key));
	str_free(&key);
}

/* Substring of a folded text: as spelt, or as it sounds. An empty key would
 * match everything, so it must not. */
static void add_text(struct where *w, struct store *s, const char *column,
		     struct slice value)
{
	struct str key = STR_INIT(VALUE_BYTES);
	bool sound;

	s->o.fold(&key, value);
	sound = key.n > 0;
	str_free(&key);
	str_addf(&w->sql, "(instr(%s, ?) > 0", column);
	param_fold(w, s, value, false);
	if (sound) {
		str_addf(&w->sql, " OR instr(%s, ?) > 0", column);
		param_fold(w, s, value, true);
	}
	str_addz(&w->sql, ")");
}

static void add_folded(struct where *w, struct store *s,
		       const struct column *c, struct slice value)
{
	char name[128];

	snprintf(name, sizeof(name), "coalesce(\"f_%s\", '')", c->name);
	add_text(w, s, name, value);
}

static bool is_glob(struct slice value)
{
	return slice_find(value, SLICE("*"), 0) >= 0;
}

/* A whole word of the cell, whatever its case. GLOB's other signs are made
 * literal; `*` may run over the rest of a list, which only widens. */
static void add_word(struct where *w, const struct column *c,
		     struct slice value)
{
	struct str pat = STR_INIT(VALUE_BYTES);
	bool glob = is_glob(value);

	if (glob) {
		str_addf(&pat, "*%c", LIST_SEP);
		for (size_t i = 0; i < value.n; i++)
			if (value.p[i] == '?' || value.p[i] == '[')
				str_addf(&pat, "[%c]", value.p[i]);
			else
				str_addc(&pat, value.p[i]);
		str_addf(&pat, "%c*", LIST_SEP);
		str_addf(&w->sql, "(lower(char(31) || \"%s\" || char(31))"
			 " GLOB lower(?))", c->name);
	} else {
		str_addf(&pat, "%c", LIST_SEP);
		str_add(&pat, value);
		str_addf(&pat, "%c", LIST_SEP);
		str_addf(&w->sql, "(instr(lower(char(31) || coalesce(\"%s\","
			 " '') || char(31)), lower(?)) > 0)", c->name);
	}
	param(w, str_slice(&pat));
	str_free(&pat);
}

static const char *sign(enum query_op op)
{
	switch (op) {
	case OP_LT: return "<";
	case OP_LE: return "<=";
	case OP_GT: return ">";
	case OP_GE: return ">=";
	case OP_MATCH: break;
	}
	return "=";
}

/* Partial dates compare as the period they name: 2025-12 > 2025 is false,
 * 2025-12-13 <= 2025-12 is true. */
static void add_compare(struct where *w, const struct column *c,
			enum query_op op, struct slice value)
{
	if (c->type == CELL_NUMBER) {
		str_addf(&w->sql, "(\"%s\" %s CAST(? AS INTEGER))", c->name,
			 sign(op));
		param(w, value);
		return;
	}
	str_addf(&w->sql, "(substr(\"%s\", 1, min(length(\"%s\"),"
		 " length(?))) %s substr(?, 1, min(length(\"%s\"),"
		 " length(?))))", c->name, c->name, sign(op), c->name);
	param(w, value);
	param(w, value);
	param(w, value);
}

static void add_value(struct where *w, struct store *s,
		      const struct shape *sh, const struct query_term *t,
		      struct slice value)
{
	const struct column *c;
	int also;

	if (t->column < 0) {
		add_text(w, s, "hay", value);
		return;
	}
	c = shape_column(sh, (size_t)t->column);
	if (c->type == CELL_NUMBER || c->type == CELL_DATE ||
	    t->op != OP_MATCH) {
		add_compare(w, c, t->op, value);
		return;
	}
	also = c->also ? shape_find(sh, slice_of(c->also)) : -1;
	str_addz(&w->sql, "(");
	if (c->type == CELL_TEXT)
		add_folded(w, s, c, value);
	else
		add_word(w, c, value);
	if (also >= 0) {
		str_addz(&w->sql, " OR ");
		add_folded(w, s, shape_column(sh, (size_t)also), value);
	}
	str_addz(&w->sql, ")");
}

static const char *is_sql(const struct shape *sh, enum query_is is)
{
	switch (is) {
	case IS_DISPUTED:
		return "(disputed = 'true')";
	case IS_NEW:
		return "(id NOT IN (SELECT public FROM own.mark WHERE"
		       " is_read))";
	case IS_READ:
		return "(id IN (SELECT public FROM own.mark WHERE is_read))";
	case IS_STARRED:
		return "(id IN (SELECT public FROM own.mark WHERE starred))";
	case IS_UNVERIFIED:
		return shape_find(sh, SLICE("unverified")) >= 0 ?
			"(unverified = 'true')" : "(0)";
	case IS_NONE:
	case IS_ANY:
		break;
	}
	return "(1)";
}

static void add_term(struct where *w, struct store *s,
		     const struct shape *sh, const struct query_term *t)
{
	/* A null cell is no match, so that `not` finds it. */
	str_addz(&w->sql, t->negate ? "NOT coalesce((" : "(");
	if (t->is != IS_NONE)
		str_addz(&w->sql, is_sql(sh, t->is));
	for (size_t i = 0; t->is == IS_NONE && i < t->n; i++) {
		if (i)
			str_addz(&w->sql, " OR ");
		add_value(w, s, sh, t, t->value[i]);
	}
	str_addz(&w->sql, t->negate ? "), 0)" : ")");
}

static void add_order(struct where *w, const struct shape *sh,
		      const struct query *q)
{
	str_addz(&w->order, " ORDER BY ");
	for (size_t i = 0; i < q->n_sorts; i++) {
		const struct query_sort *o = &q->sort[i];
		const struct column *c;

		if (o->column < 0)
			continue;
		c = shape_column(sh, (size_t)o->column);
		str_addf(&w->order, "\"%s\"%s %s NULLS LAST, ", c->name,
			 c->type == CELL_TEXT ? " COLLATE NOCASE" : "",
			 o->down ? "DESC" : "ASC");
	}
	str_addz(&w->order, "id");
}

int where_make(struct where *w, struct store *s, const struct shape *shape,
	       const struct query *q, struct err *e)
{
	*w = (struct where){ .sql = STR_INIT(WHERE_BYTES),
			     .order = STR_INIT(WHERE_BYTES),
			     .params = STR_INIT(WHERE_BYTES) };
	for (size_t i = 0; i < q->n; i++) {
		str_addz(&w->sql, i ? " AND " : " WHERE ");
		add_term(w, s, shape, &q->term[i]);
	}
	add_order(w, shape, q);
	if (str_ok(&w->sql, "the filter", e) < 0 ||
	    str_ok(&w->params, "the filter", e) < 0 ||
	    str_ok(&w->order, "the sort", e) < 0) {
		where_free(w);
		return -1;
	}
	return 0;
}

void where_bind(const struct where *w, sqlite3_stmt *st)
{
	struct slice rest = str_slice(&w->params), value;

	for (size_t i = 0; i < w->n && slice_cut(&rest, '\0', &value); i++)
		sql_text(st, (int)i + 1, value);
}

void where_free(struct where *w)
{
	str_free(&w->sql);
	str_free(&w->order);
	str_free(&w->params);
}
