/* Rows of the view of changes: one for a record that came, went or was
 * re-keyed, and one for each property that was amended. */
#include <stdlib.h>

#include "store/inside.h"

enum { CHANGE_BYTES = 64 << 20 };

/* Changes into the tables of the shape that shows them. */
struct changes {
	struct filler f;
	struct slice at;
	struct arena mem;	/* of one change */
};

struct change_row {
	int64_t id, old, new, source, subject;
	enum change_op op;
	struct slice public, key, list, at, last_seen, seen;
	bool confirmed;
};

/* ?2: the date asked, which decides what was confirmed then. */
static const char change_of[] =
	"SELECT ch.id, ch.op, coalesce(ch.old, 0), coalesce(ch.new, 0),"
	" f.evidence, (SELECT max(g.evidence) FROM fetch g WHERE g.source ="
	"  f.source AND g.accepted = 1 AND g.evidence < f.evidence),"
	" ch.op <> 2 OR coalesce((SELECT g.evidence <= ?2 FROM fetch g"
	"  WHERE g.id = ch.confirmed_by), 0),"
	" u.public, u.key, o.key, u.first_seen"
	" FROM change ch JOIN fetch f ON f.id = ch.fetch"
	" JOIN content c ON c.id = coalesce(ch.new, ch.old)"
	" JOIN subject u ON u.id = c.subject"
	" JOIN source o ON o.id = ch.source"
	" WHERE ch.id = ?1 AND f.evidence <= ?2";

/* A change of the shape that shows changes; NULL: nobody asked for it. */
static const struct shape *shape_of(const struct store *s)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++)
		if ((*p)->rows == ROWS_CHANGES)
			return *p;
	return NULL;
}

/* As much of the facts as a row of a change is made of. */
static int make_facts(struct change *c, const struct change_row *r,
		      const struct claims *said, struct arena *mem,
		      struct err *e)
{
	struct facts *f = &c->facts;
	struct fact *list = arena_get(mem, (said->n + 1) * sizeof(*list));

	if (!list)
		return arena_ok(mem, "a change", e);
	for (size_t i = 0; i < said->n; i++)
		list[i] = (struct fact){ .claim = said->list[i],
					 .source = r->list, .key = r->key };
	*f = (struct facts){ .id = r->public, .source = r->list,
			     .subject = r->key, .seen = r->seen,
			     .fact = list, .n = said->n };
	return 0;
}

static int write_one(struct changes *f, const struct change_row *r,
		     const struct change *c, int64_t at, struct err *e)
{
	const struct shape *shape = f->f.shape;
	size_t own = 1 + shape->n;
	struct row row = {0};

	shape->fill_change(c, &row.cell[1], &f->mem);
	row.cell[0] = r->public;
	row.cell[own] = arena_fmt(&f->mem, "%c%.*s%c", LIST_SEP,
				  SLICE_ARG(r->list), LIST_SEP);
	row.cell[own + 1] = SLICE("false");
	row.cell[own + 2] = r->seen;
	if (arena_ok(&f->mem, "a change", e) < 0)
		return -1;
	return filler_write(&f->f, r->id * CHANGE_ROOM + at, &row, e);
}

static int write_all(struct changes *f, const struct change_row *r,
		     struct change *c, const struct claims *old,
		     const struct claims *new, struct err *e)
{
	bool rekeyed = c->op == CHANGE_rekeyed;
	struct differences d;
	int64_t at = 0;

	if (rekeyed) {
		c->property = slice_of(properties[PROP_native_id].name);
		c->before = claims_value(old, PROP_native_id);
		c->after = claims_value(new, PROP_native_id);
	}
	if (c->op != CHANGE_amended && write_one(f, r, c, at++, e) < 0)
		return -1;
	if (!r->old || !r->new)
		return 0;
	if (diff(old, new, &f->mem, &d, e) < 0)
		return -1;
	for (size_t i = 0; i < d.n; i++) {
		/* The number is what a re-keyed entry's own row tells. */
		if (rekeyed && d.list[i].prop == PROP_native_id)
			continue;
		c->property = slice_of(properties[d.list[i].prop].name);
		c->before = d.list[i].before;
		c->after = d.list[i].after;
		/* A list without ids of its own may give an entry another
		 * number, too. */
		c->op = d.list[i].prop == PROP_native_id ? CHANGE_rekeyed :
							   CHANGE_amended;
		if (write_one(f, r, c, at++, e) < 0)
			return -1;
	}
	return 0;
}

static int fill_one(struct changes *f, const struct change_row *r,
		    struct err *e)
{
	struct store *s = f->f.s;
	struct claims old = {0}, new = {0};
	struct change c = { .op = r->op, .at = r->at,
			    .last_seen = r->last_seen,
			    .confirmed = r->confirmed };

	if ((r->old && claims_load(s, r->old, &f->mem, &old, e) < 0) ||
	    (r->new && claims_load(s, r->new, &f->mem, &new, e) < 0) ||
	    make_facts(&c, r, r->new ? &new : &old, &f->mem, e) < 0)
		return -1;
	return write_all(f, r, &c, &old, &new, e);
}

static int load(struct changes *f, int64_t id, struct change_row *r,
		struct err *e)
{
	struct sql *q = &f->f.s->q;
	struct sqlite3_stmt *st = sql_use(q, change_of, e);
	struct arena *mem = &f->mem;
	char seen[CLOCK_TEXT];
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, id);
	sql_text(st, 2, f->at);
	rc = sql_step(q, st, e);
	if (rc <= 0)
		return rc;
	*r = (struct change_row){
		.id = id, .op = (enum change_op)sql_col_int(st, 1),
		.old = sql_col_int(st, 2), .new = sql_col_int(st, 3),
		.at = arena_slice(mem, sql_col(st, 4)),
		.last_seen = arena_slice(mem, sql_col(st, 5)),
		.confirmed = sql_col_int(st, 6) != 0,
		.public = arena_slice(mem, sql_col(st, 7)),
		.key = arena_slice(mem, sql_col(st, 8)),
		.list = arena_slice(mem, sql_col(st, 9)),
		.seen = arena_slice(mem, slice_of(clock_iso(
				sql_col_int(st, 10), seen))),
	};
	sql_reset(st);
	return r->op < CHANGE_OP_COUNT ? 1 : 0;
}

/* The rows of the changes that `text` selects. */
static int fill(struct store *s, const struct shape *shape, const char *table,
		struct slice at, const char *text, struct err *e)
{
	struct changes f = { .at = at, .mem = ARENA_INIT(CHANGE_BYTES) };
	struct hay_memo *memo = calloc(1, sizeof(*memo));
	bool kept = slice_starts(slice_of(table), "main.");
	struct sqlite3_stmt *st;
	int rc;

	if (!memo)
		return err_set(e, ERR_MEMORY, "no memory to fill rows");
	filler_open(&f.f, s, shape, table, false);
	f.f.memo = memo;
	st = sql_make(&s->q, text, e);
	rc = st ? 1 : -1;
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0) {
		struct change_row r = {0};

		arena_clear(&f.mem);
		rc = kept ? bits_add(&s->fresh_changes, sql_col_int(st, 0),
				     e) : 0;
		if (rc >= 0)
			rc = load(&f, sql_col_int(st, 0), &r, e);
		if (rc > 0)
			rc = fill_one(&f, &r, e);
		rc = rc < 0 ? -1 : 1;
	}
	sql_drop(&st);
	if (rc == 0)
		rc = filler_finish(&f.f, e);
	filler_close(&f.f);
	arena_free(&f.mem);
	free(memo);
	return rc;
}

int change_fill(struct store *s, const struct shape *shape, const char *table,
		struct slice at, struct err *e)
{
	return fill(s, shape, table, at, "SELECT id FROM change ORDER BY id",
		    e);
}

int change_fill_fresh(struct store *s, struct err *e)
{
	const struct shape *shape = shape_of(s);
	struct str table = STR_INIT(256);
	int rc;

	if (!shape)
		return 0;
	shown_name(shape, &table);
	rc = str_ok(&table, shape->name, e);
	if (rc == 0)
		rc = fill(s, shape, str_cstr(&table), NOW,
			  "SELECT change FROM temp.fresh ORDER BY change", e);
	str_free(&table);
	return rc;
}

static int forget_rows(struct filler *f, const char *table, int64_t id,
		       struct err *e)
{
	struct str text = STR_INIT(1024);
	struct sqlite3_stmt *st;
	int rc;

	str_addf(&text, "SELECT row_key FROM %s WHERE row_key >= ?1"
		 " AND row_key < ?1 + %d", table, CHANGE_ROOM);
	st = sql_make(&f->s->q, str_cstr(&text), e);
	rc = st ? 1 : -1;
	if (st)
		sql_int(st, 1, id * CHANGE_ROOM);
	while (rc > 0 && (rc = sql_step(&f->s->q, st, e)) > 0)
		if (filler_remove(f, sql_col_int(st, 0), e) < 0)
			rc = -1;
	sql_drop(&st);
	str_free(&text);
	return rc;
}

int change_forget(struct store *s, struct err *e)
{
	const struct shape *shape = shape_of(s);
	struct str table = STR_INIT(256);
	struct sqlite3_stmt *st;
	struct filler f;
	int rc = -1;

	if (!shape)
		return 0;
	shown_name(shape, &table);
	filler_open(&f, s, shape, str_cstr(&table), false);
	st = sql_make(&s->q, "SELECT id FROM change WHERE record IN"
		      " (SELECT record FROM temp.moved)", e);
	rc = st ? 1 : -1;
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
		if (forget_rows(&f, str_cstr(&table), sql_col_int(st, 0),
				e) < 0)
			rc = -1;
	sql_drop(&st);
	filler_close(&f);
	str_free(&table);
	return rc;
}
