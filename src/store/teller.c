/* Who tells of a thing, read once while many are checked: of an act that is in
 * all news each is compared with the same few others. */
#include <stdlib.h>
#include <string.h>

#include "store/contest.h"

enum {
	BUCKETS = 1 << 12,
	MEMO_BYTES = 256 << 20,
	KEPT_BYTES = 32 << 20,	/* beyond, all is forgotten between matters */
	SOURCES_MOST = 500,	/* of one party */
};

/* Acts of one scope and date, the first ones. */
struct day_acts {
	struct slice date, scope;
	int64_t act[SAME_DAY_MOST + 1];
	size_t n;
	struct day_acts *next;
};

/* Acts between two days. */
struct series {
	struct slice from, until;
	const struct act_row *list;
	size_t n;
	struct series *next;
};

struct tellers {
	struct slice at;
	struct arena mem;
	struct teller *bucket[BUCKETS];
	struct day_acts *day[BUCKETS];
	struct series *series[BUCKETS];
};

int tellers_open(struct store *s, struct slice at, struct err *e)
{
	tellers_close(s);
	s->tellers = calloc(1, sizeof(*s->tellers));
	if (!s->tellers)
		return err_set(e, ERR_MEMORY, "no memory for conflicts");
	s->tellers->at = at;
	s->tellers->mem = ARENA_INIT(MEMO_BYTES);
	return 0;
}

void tellers_close(struct store *s)
{
	if (!s->tellers)
		return;
	arena_free(&s->tellers->mem);
	free(s->tellers);
	s->tellers = NULL;
}

void tellers_trim(struct store *s)
{
	struct tellers *t = s->tellers;

	if (!t || t->mem.used <= KEPT_BYTES)
		return;
	arena_clear(&t->mem);
	memset(t->bucket, 0, sizeof(t->bucket));
	memset(t->day, 0, sizeof(t->day));
	memset(t->series, 0, sizeof(t->series));
}

/* Where it is remembered; the caller's memory where nothing is. */
static struct tellers *memo(struct store *s, struct slice at,
			    struct arena **mem)
{
	struct tellers *t = s->tellers;

	if (!t || !slice_eq(t->at, at))
		return NULL;
	*mem = &t->mem;
	return t;
}

static struct teller *find(struct tellers *t, int64_t subject,
			   struct arena *mem)
{
	struct teller **at = t ? &t->bucket[subject % BUCKETS] : NULL;
	struct teller *x = at ? *at : NULL;

	while (x && x->subject != subject)
		x = x->next;
	if (x)
		return x;
	x = arena_get(mem, sizeof(*x));
	if (!x)
		return NULL;
	x->subject = subject;
	if (at) {
		x->next = *at;
		*at = x;
	}
	return x;
}

int teller_read(struct store *s, int64_t subject, struct slice at, bool all,
		struct arena *mem, struct facts *out, struct err *e)
{
	const struct gather_what what = {
		.first = subject, .end = subject + 1, .at = at,
		.all = all, .aside = true,
	};

	*out = (struct facts){0};
	if (gather(s, &what, mem, gather_one, out, e) < 0)
		return -1;
	if (out->presence == GONE && out->kind != KIND_designation)
		out->n = 0;
	return 0;
}

int teller_facts(struct store *s, int64_t subject, struct slice at,
		 struct arena *mem, const struct facts **out, struct err *e)
{
	struct tellers *t = memo(s, at, &mem);
	struct teller *x = find(t, subject, mem);

	if (!x)
		return arena_ok(mem, "a conflict", e);
	if (!x->read && teller_read(s, subject, at, false, mem, &x->facts,
				    e) < 0)
		return -1;
	x->read = true;
	*out = &x->facts;
	return 0;
}

/* Itself where it is in no party; the first is the leader. */
static const char party[] =
	"SELECT u.source, o.key || char(31) || u.key, u.id FROM (SELECT ?1 AS"
	" id UNION SELECT q.subject FROM party p CROSS JOIN party q"
	" ON q.party = p.party WHERE p.subject = ?1) m"
	" CROSS JOIN subject u ON u.id = m.id"
	" CROSS JOIN source o ON o.id = u.source ORDER BY o.key, u.key";

static int read_party(struct store *s, struct teller *x, struct arena *mem,
		      struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, party, e);
	int64_t source[SOURCES_MOST];
	size_t rows = 0, n = 0;
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, x->subject);
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0) {
		if (rows++ == 0)
			x->leader = arena_slice(mem, sql_col(st, 1));
		if (sql_col_int(st, 2) == x->subject)
			x->source = sql_col_int(st, 0);
		if (n == 0 || source[n - 1] != sql_col_int(st, 0))
			if (n < SOURCES_MOST)
				source[n++] = sql_col_int(st, 0);
	}
	if (st)
		sql_reset(st);
	if (rc < 0)
		return -1;
	/* Alone it is in no party. */
	x->n = rows > 1 ? n : 0;
	x->in = arena_get(mem, (n + 1) * sizeof(*x->in));
	if (x->in && x->n)
		memcpy(x->in, source, n * sizeof(*source));
	x->placed = true;
	return arena_ok(mem, "a conflict", e);
}

int teller_party(struct store *s, int64_t subject, struct slice at,
		 struct arena *mem, const struct teller **out, struct err *e)
{
	struct tellers *t = memo(s, at, &mem);
	struct teller *x = find(t, subject, mem);

	if (!x)
		return arena_ok(mem, "a conflict", e);
	if (!x->placed && read_party(s, x, mem, e) < 0)
		return -1;
	*out = x;
	return 0;
}

/* --- acts of a day --- */

/* Of that day, or of the month that either is known by. The first term is that
 * of the index of the view's own order. */
static const char of_day[] =
	"SELECT t.row_key FROM main.shown_events t WHERE (t.date IS NULL) = 0"
	" AND length(t.date) >= 7 AND t.count_scope = ?2"
	" AND t.date >= substr(?1, 1, 7)"
	" AND t.date <= substr(?1, 1, 7) || '~'"
	" AND (substr(t.date, 1, length(?1)) = ?1 OR"
	"  substr(?1, 1, length(t.date)) = t.date)"
	" ORDER BY t.row_key LIMIT ?3";

static int read_day(struct store *s, struct day_acts *d, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, of_day, e);
	int rc = st ? 1 : -1;

	if (st) {
		sql_text(st, 1, d->date);
		sql_text(st, 2, d->scope);
		sql_int(st, 3, SAME_DAY_MOST + 1);
	}
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
		if (d->n <= SAME_DAY_MOST)
			d->act[d->n++] = sql_col_int(st, 0);
	if (st)
		sql_reset(st);
	return rc;
}

/* Into d the date and the scope of the act; neither where it has no row. */
static int date_of(struct store *s, int64_t act, struct arena *mem,
		   struct day_acts *d, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT date, count_scope"
		" FROM main.shown_events WHERE row_key = ?1 AND length(date)"
		" >= 7 AND count_scope IS NOT NULL", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, act);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		d->date = arena_slice(mem, sql_col(st, 0));
		d->scope = arena_slice(mem, sql_col(st, 1));
	}
	sql_reset(st);
	return rc < 0 ? -1 : arena_ok(mem, "a conflict", e);
}

/* What is remembered of that day, or is read now; NULL is an error. */
static struct day_acts *day_of_acts(struct store *s, struct tellers *t,
				    const struct day_acts *asked,
				    struct arena *mem, struct err *e)
{
	struct day_acts **slot = t ? &t->day[slice_hash(asked->date) %
					     BUCKETS] : NULL;
	struct day_acts *d = slot ? *slot : NULL;

	while (d && !(slice_eq(d->date, asked->date) &&
		      slice_eq(d->scope, asked->scope)))
		d = d->next;
	if (d)
		return d;
	d = arena_get(mem, sizeof(*d));
	if (d) {
		d->date = arena_slice(mem, asked->date);
		d->scope = arena_slice(mem, asked->scope);
	}
	if (arena_ok(mem, "a conflict", e) < 0 || read_day(s, d, e) < 0)
		return NULL;
	if (slot) {
		d->next = *slot;
		*slot = d;
	}
	return d;
}

int teller_same_day(struct store *s, int64_t act, struct slice at,
		    struct arena *mem, int64_t list[SAME_DAY_MOST], size_t *n,
		    struct err *e)
{
	struct arena *keep = mem;
	struct tellers *t = memo(s, at, &keep);
	struct day_acts asked = {0};
	const struct day_acts *d;

	*n = 0;
	if (date_of(s, act, mem, &asked, e) < 0)
		return -1;
	if (asked.date.n == 0)
		return 0;
	d = day_of_acts(s, t, &asked, keep, e);
	if (!d)
		return -1;
	for (size_t i = 0; i < d->n && *n < SAME_DAY_MOST; i++)
		if (d->act[i] != act)
			list[(*n)++] = d->act[i];
	return 0;
}

size_t acts_between(struct store *s, struct slice from, struct slice until,
		    struct arena *mem, const struct act_row **out)
{
	struct tellers *t = s->tellers;
	struct series **slot = t ? &t->series[slice_hash(from) % BUCKETS] :
				   NULL;
	struct series *x = slot ? *slot : NULL;

	while (x && !(slice_eq(x->from, from) && slice_eq(x->until, until)))
		x = x->next;
	if (!x) {
		x = slot ? arena_get(&t->mem, sizeof(*x)) : NULL;
		if (!x)
			return acts_read(s, from, until, mem, out);
		x->from = arena_slice(&t->mem, from);
		x->until = arena_slice(&t->mem, until);
		x->n = acts_read(s, from, until, &t->mem, &x->list);
		x->next = *slot;
		*slot = x;
	}
	*out = x->list;
	return x->n;
}
