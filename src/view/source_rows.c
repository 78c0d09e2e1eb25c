#include "view/source_rows.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "store/copy.h"
#include "view/cells.h"
#include "view/source_cells.h"
#include "view/view.h"

enum { ROWS_BYTES = 64 << 20 };

/* What decides the state of a source. */
struct health {
	const struct source *src;	/* NULL: not configured */
	struct source_state st;
	struct due due;
	int64_t next_at, who;
	bool copy;			/* of what another machine asked */
};

/* A period and a half late is stale. */
static struct slice age_word(const struct health *s, int64_t now)
{
	const struct source *src = s->src;
	int64_t age = now - s->st.good_at;

	if (!src || src->period_s == SOURCE_NEVER)
		return SLICE("fresh");
	if (!s->copy && s->next_at > now)
		return SLICE("fresh");
	if (age > src->period_s + src->period_s / 2)
		return SLICE("stale");
	return s->copy ? SLICE("fresh") : SLICE("due");
}

/* A failure newer than the last good answer is failing, whatever the age. A copy
 * has what the collector asked, whether or not the source is enabled here. */
static struct slice state_word(const struct health *s, int64_t now)
{
	const struct source *src = s->src;

	if (src && !src->enabled && !(s->copy && s->st.attempt_at > 0))
		return SLICE("disabled");
	if (s->who)
		return SLICE("running");
	if (src && due_is_gone(&s->due, src))
		return SLICE("gone");
	if (source_failing(&s->st))
		return SLICE("failing");
	if (s->st.good_at == 0)
		return SLICE("never");
	return age_word(s, now);
}

static struct slice text_cell(struct slice s, struct arena *mem)
{
	return s.n ? arena_slice(mem, s) : SLICE_NONE;
}

static struct slice url_cell(const struct source *src, struct arena *mem)
{
	struct str out = STR_INIT(1 << 20);
	struct slice cell = SLICE_NONE;

	for (size_t i = 0; i < src->n_urls; i++) {
		str_addc(&out, LIST_SEP);
		str_add(&out, src->url[i]);
	}
	if (out.n) {
		str_addc(&out, LIST_SEP);
		cell = arena_slice(mem, str_slice(&out));
	}
	str_free(&out);
	return cell;
}

static void fill_conf(struct slice *cell, const struct source *src,
		      struct arena *mem)
{
	cell[SC_TITLE] = text_cell(src->title, mem);
	cell[SC_GROUP] = text_cell(src->group, mem);
	cell[SC_ENABLED] = cell_flag(src->enabled);
	cell[SC_PERIOD] = cell_number(src->period_s, mem);
	cell[SC_FORMAT] = text_cell(src->format, mem);
	cell[SC_URL] = url_cell(src, mem);
}

/* What all rows are made with. */
struct making {
	struct source_rows *out;
	struct store *store;
	const struct sources *conf;
	struct slice as_of;
	int64_t now;
	bool copy;
};

static int learn(const struct making *m, struct slice key, struct health *s,
		 struct err *e)
{
	if (store_source_state(m->store, key, m->as_of, &m->out->mem, &s->st,
			       e) < 0 ||
	    store_due(m->store, key, &m->out->mem, &s->due, e) < 0)
		return -1;
	due_attempted(&s->due, s->st.attempt_at, s->st.good_at, m->now);
	/* Of a copy nothing is asked here, whatever sources.conf says. */
	s->copy = m->copy;
	if (s->src && s->src->enabled && !m->copy) {
		s->next_at = due_at(&s->due, s->src, m->now);
		s->who = store_turn_who(m->store, key);
	}
	return 0;
}

static void fill_due(struct slice *cell, const struct health *s,
		     int64_t now, struct arena *mem)
{
	int64_t next = s->next_at > 0 && s->next_at < now ? now : s->next_at;

	cell[SC_NEXT_AT] = cell_time(next, mem);
	cell[SC_FAILURES] = cell_number(s->due.failures, mem);
	if (s->due.failures)
		cell[SC_FAILING_SINCE] = cell_time(s->due.failing_since, mem);
	if (s->src)
		cell[SC_MOVED_TO] = text_cell(due_moved_any(&s->due, s->src),
					      mem);
}

static void fill_state(struct slice *cell, const struct source_state *st,
		       struct arena *mem)
{
	cell[SC_RECORDS] = cell_number(st->records, mem);
	cell[SC_VERSION] = text_cell(st->version, mem);
	cell[SC_OLDEST] = text_cell(st->oldest, mem);
	cell[SC_GOOD_AT] = cell_time(st->good_at, mem);
	cell[SC_ATTEMPT_AT] = cell_time(st->attempt_at, mem);
	if (source_failing(st))
		cell[SC_WHY] = text_cell(st->why, mem);
	if (st->status)
		cell[SC_STATUS] = cell_number(st->status, mem);
	if (st->attempt_at)
		cell[SC_BYTES] = cell_number(st->bytes, mem);
}

static int add_row(const struct making *m, struct slice key,
		   const struct source *src, struct err *e)
{
	struct source_rows *out = m->out;
	struct health s = { .src = src };
	struct arena *mem = &out->mem;
	struct slice *cell;

	if (learn(m, key, &s, e) < 0 ||
	    vec_room((void **)&out->row, &out->cap, out->n,
		     sizeof(*out->row), SOURCES_MAX * 2, e) < 0)
		return -1;
	memset(&out->row[out->n], 0, sizeof(*out->row));
	cell = out->row[out->n++].cell;
	cell[0] = text_cell(key, mem);
	cell[1 + view_sources.n] = arena_fmt(mem, "%c%.*s%c", LIST_SEP,
					     SLICE_ARG(key), LIST_SEP);
	cell[2 + view_sources.n] = cell_flag(false);
	cell++;
	cell[SC_KEY] = cell[-1];
	if (src)
		fill_conf(cell, src, mem);
	else
		cell[SC_TITLE] = SLICE("(imported; not in sources.conf)");
	cell[SC_STATE] = state_word(&s, m->now);
	fill_state(cell, &s.st, mem);
	fill_due(cell, &s, m->now, mem);
	return 0;
}

static int add_unconfigured(void *ctx, struct slice key, int64_t rows,
			    struct err *e)
{
	const struct making *m = ctx;

	(void)rows;
	return sources_find(m->conf, key) ? 0 : add_row(m, key, NULL, e);
}

static bool holds(struct slice text, struct slice word)
{
	struct str a = STR_INIT(1 << 20), b = STR_INIT(4096);
	bool yes;

	text_strip(&a, text);
	text_strip(&b, word);
	yes = slice_find(str_slice(&a), str_slice(&b), 0) >= 0;
	str_free(&a);
	str_free(&b);
	return yes;
}

static bool word_is(struct slice cell, struct slice word)
{
	struct slice rest = cell, item;

	while (slice_cut(&rest, LIST_SEP, &item))
		if (item.n == word.n &&
		    strncasecmp(item.p ? item.p : "", word.p, word.n) == 0)
			return true;
	return false;
}

static bool compare(struct slice cell, enum cell_type type,
		    enum query_op op, struct slice value)
{
	int64_t a, b;
	int c;

	if (!cell.p)
		return false;
	if (type == CELL_NUMBER && slice_int(cell, &a) &&
	    slice_int(value, &b))
		c = a < b ? -1 : a > b;
	else
		c = slice_cmp(slice_make(cell.p, cell.n < value.n ? cell.n :
						 value.n), value);
	switch (op) {
	case OP_LT: return c < 0;
	case OP_LE: return c <= 0;
	case OP_GT: return c > 0;
	case OP_GE: return c >= 0;
	case OP_MATCH: break;
	}
	return c == 0;
}

static bool any_cell(const struct row *r, struct slice word)
{
	for (size_t i = 0; i < shape_width(&view_sources); i++)
		if (r->cell[i].p && holds(r->cell[i], word))
			return true;
	return false;
}

static bool value_matches(const struct row *r, const struct query_term *t,
			  struct slice value)
{
	const struct column *c;

	if (t->column < 0)
		return any_cell(r, value);
	c = shape_column(&view_sources, (size_t)t->column);
	if (t->op != OP_MATCH || c->type == CELL_NUMBER ||
	    c->type == CELL_DATE)
		return compare(r->cell[t->column], c->type, t->op, value);
	if (c->type == CELL_TEXT)
		return holds(r->cell[t->column], value);
	return word_is(r->cell[t->column], value);
}

static bool row_matches(const struct row *r, const struct query *q)
{
	for (size_t i = 0; i < q->n; i++) {
		const struct query_term *t = &q->term[i];
		bool yes = t->is == IS_ANY;

		for (size_t k = 0; t->is == IS_NONE && k < t->n && !yes; k++)
			yes = value_matches(r, t, t->value[k]);
		if (yes == t->negate)
			return false;
	}
	return true;
}

static int row_cmp(const struct row *a, const struct row *b,
		   const struct query *q)
{
	for (size_t i = 0; i < q->n_sorts; i++) {
		int col = q->sort[i].column;
		int64_t x, y;
		int c;

		if (col < 0)	/* all match alike */
			continue;
		if (slice_int(a->cell[col], &x) && slice_int(b->cell[col], &y))
			c = x < y ? -1 : x > y;
		else
			c = slice_cmp(a->cell[col], b->cell[col]);
		if (c != 0)
			return q->sort[i].down ? -c : c;
	}
	return 0;
}

/* Stable, and a few hundred rows at most: insertion is enough. */
static void sort_rows(struct source_rows *r, const struct query *q)
{
	for (size_t i = 1; i < r->n; i++) {
		struct row x = r->row[i];
		size_t k = i;

		for (; k > 0 && row_cmp(&r->row[k - 1], &x, q) > 0; k--)
			r->row[k] = r->row[k - 1];
		r->row[k] = x;
	}
}

int source_rows_make(struct source_rows *out, struct store *s,
		     const struct sources *conf, const struct query *q,
		     int64_t now, struct err *e)
{
	char date[PDATE_TEXT];
	struct making m = { .out = out, .store = s, .conf = conf, .now = now };
	struct origin from;
	size_t kept = 0;

	*out = (struct source_rows){ .mem = ARENA_INIT(ROWS_BYTES) };
	if (store_origin(s, &out->mem, &from, e) < 0)
		goto fail;
	m.copy = from.from.n > 0;
	if (q->as_of.year)
		m.as_of = slice_of(pdate_text(q->as_of, date));
	for (size_t i = 0; i < conf->n; i++)
		if (add_row(&m, conf->list[i].key, &conf->list[i], e) < 0)
			goto fail;
	if (store_source_keys(s, add_unconfigured, &m, e) < 0)
		goto fail;
	for (size_t i = 0; i < out->n; i++)
		if (row_matches(&out->row[i], q))
			out->row[kept++] = out->row[i];
	out->n = kept;
	sort_rows(out, q);
	return 0;
fail:
	source_rows_free(out);
	return err_in(e, "sources");
}

void source_rows_free(struct source_rows *r)
{
	arena_free(&r->mem);
	free(r->row);
	*r = (struct source_rows){0};
}
