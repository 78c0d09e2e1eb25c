/* One conflict with its sides, and what the user says of it. */
#include <string.h>

#include "store/contest.h"

static struct slice text_of(struct slice s)
{
	return s.n ? s : SLICE("");
}

static bool is_there(struct store *s, struct slice id)
{
	struct err ignored = {0};
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT c.id FROM conflict c"
		" WHERE c.public = ?1", &ignored);

	if (!st)
		return false;
	sql_text(st, 1, id);
	return sql_one(&s->q, st, NULL, &ignored) > 0;
}

int own_dispute_set(struct store *s, struct slice id, struct slice verdict,
		    struct slice note, struct slice who, struct slice sum,
		    struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO own.dispute("
		"public, source, key, word, about, sum, verdict, note, who, at)"
		" SELECT u.public, o.key, u.key, c.word, c.about, c.sum, ?2,"
		" nullif(?3, ''), nullif(?4, ''), ?5 FROM conflict c"
		" JOIN subject u ON u.id = c.subject"
		" JOIN source o ON o.id = u.source WHERE c.public = ?1"
		" AND (?6 = '' OR c.sum = ?6)", e);

	if (!st)
		return -1;
	sql_text(st, 1, id);
	sql_text(st, 2, verdict);
	sql_text(st, 3, text_of(note));
	sql_text(st, 4, text_of(who));
	sql_int(st, 5, clock_now(&s->o.clock));
	sql_text(st, 6, text_of(sum));
	if (own_say(s, st, id, e) == 0)
		return 0;
	if (e->code != ERR_USAGE || !is_there(s, id))
		return -1;
	err_clear(e);
	return err_set(e, ERR_REFUSED, "nothing was kept: the sides say other "
		       "things since you opened it; read them, and say it "
		       "again");
}

struct kept {
	int64_t id, subject, seen;
	char public[ID_TEXT], sum[HASH_HEX];
	struct slice word, about;
};

/* The last word, by whichever of those that it is told of. */
static int last_word(struct store *s, const struct kept *k, struct arena *mem,
		     struct conflict_row *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT d.verdict, d.sum,"
		" d.note, d.who, strftime('%Y-%m-%d', d.at, 'unixepoch')"
		" FROM own.dispute d WHERE d.word = ?2 AND d.about = ?3 AND"
		" d.public IN (SELECT u.public FROM conflict_of m JOIN subject"
		" u ON u.id = m.subject WHERE m.conflict = ?1 AND m.one)"
		" ORDER BY d.id DESC LIMIT 1", e);
	int rc;

	out->verdict = SLICE("open");
	if (!st)
		return -1;
	sql_int(st, 1, k->id);
	sql_text(st, 2, k->word);
	sql_text(st, 3, k->about);
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		out->note = arena_slice(mem, sql_col(st, 2));
		out->who = arena_slice(mem, sql_col(st, 3));
		out->at = arena_slice(mem, sql_col(st, 4));
		if (slice_is(sql_col(st, 1), k->sum))
			out->verdict = arena_slice(mem, sql_col(st, 0));
		else
			out->reopened = !slice_is(sql_col(st, 0), "open");
	}
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static int load(struct store *s, const struct kept *k, struct arena *mem,
		struct store_conflict *out, struct err *e)
{
	struct conflict *found = NULL;
	struct matter_read r;
	char at[CLOCK_TEXT];
	size_t n;

	*out = (struct store_conflict){0};
	if (matter_read(s, k->subject, NOW, mem, &r, e) < 0)
		return -1;
	n = r.m.n > 0 ? s->o.checks->run(&r.m, mem, &found) : 0;
	for (size_t i = 0; i < n; i++)
		if (slice_is(k->word, found[i].check) &&
		    slice_eq(k->about, found[i].about))
			out->row.conflict = &found[i];
	if (arena_ok(mem, "a conflict", e) < 0 || !out->row.conflict)
		return out->row.conflict ? -1 : arena_ok(mem, "a conflict", e);
	out->row.facts = r.m.one;
	memcpy(out->id, k->public, ID_TEXT);
	memcpy(out->sum, k->sum, HASH_HEX);
	out->seen = arena_slice(mem, slice_of(clock_iso(k->seen, at)));
	return last_word(s, k, mem, &out->row, e) < 0 ? -1 : 1;
}

static struct kept kept_row(struct sqlite3_stmt *st, struct arena *mem)
{
	struct kept k = {
		.id = sql_col_int(st, 0), .subject = sql_col_int(st, 1),
		.seen = sql_col_int(st, 2),
		.word = arena_slice(mem, sql_col(st, 5)),
		.about = arena_slice(mem, sql_col(st, 6)),
	};
	struct slice public = sql_col(st, 3), sum = sql_col(st, 4);

	if (public.n < sizeof(k.public))
		memcpy(k.public, public.p, public.n);
	if (sum.n < sizeof(k.sum))
		memcpy(k.sum, sum.p, sum.n);
	return k;
}

#define KEPT "SELECT c.id, c.subject, c.seen, c.public, c.sum, c.word, c.about"

int store_conflict(struct store *s, struct slice id, struct arena *mem,
		   struct store_conflict *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, KEPT " FROM conflict c WHERE"
		" c.public >= ?1 AND c.public < ?1 || '~'"
		" ORDER BY c.public LIMIT 2", e);
	struct kept k;
	bool exact;
	int rc;

	*out = (struct store_conflict){0};
	if (!st || !s->o.checks || id.n == 0)
		return st ? 0 : -1;
	sql_text(st, 1, id);
	rc = sql_step(&s->q, st, e);
	if (rc <= 0) {
		sql_reset(st);
		return rc;
	}
	k = kept_row(st, mem);
	exact = slice_is(id, k.public);
	rc = sql_step(&s->q, st, e);
	sql_reset(st);
	if (rc > 0 && !exact)
		return err_set(e, ERR_USAGE, "%.*s: several ids begin with"
			       " that; give more letters", SLICE_ARG(id));
	return rc < 0 ? -1 : load(s, &k, mem, out, e);
}

struct taking {
	struct arena *mem;
	struct contested list[CONFLICTS_MOST];
	size_t n;
};

static int take(struct store *s, const struct kept *k, struct taking *t,
		struct err *e)
{
	struct store_conflict c;
	int rc = load(s, k, t->mem, &c, e);

	if (rc <= 0)
		return rc;
	t->list[t->n++] = (struct contested){
		.id = arena_slice(t->mem, slice_of(c.id)),
		.check = slice_of(c.row.conflict->check),
		.why = c.row.conflict->why, .verdict = c.row.verdict,
		.reopened = c.row.reopened,
	};
	return 0;
}

int conflicts_load(struct store *s, struct arena *mem, struct facts *f,
		   struct err *e)
{
	struct sqlite3_stmt *st;
	struct kept list[CONFLICTS_MOST];
	struct taking t = { .mem = mem };
	size_t n = 0;
	int rc = 1;

	if (!s->o.checks)
		return 0;
	st = sql_use(&s->q, KEPT " FROM public p JOIN conflict_of o"
		     " ON o.subject = p.subject JOIN conflict c"
		     " ON c.id = o.conflict WHERE p.public = ?1"
		     " ORDER BY c.word, c.about, c.id LIMIT ?2", e);
	if (!st)
		return -1;
	sql_text(st, 1, f->id);
	sql_int(st, 2, CONFLICTS_MOST);
	while (rc > 0 && n < CONFLICTS_MOST &&
	       (rc = sql_step(&s->q, st, e)) > 0)
		list[n++] = kept_row(st, mem);
	sql_reset(st);
	for (size_t i = 0; rc >= 0 && i < n; i++)
		rc = take(s, &list[i], &t, e);
	if (rc < 0)
		return -1;
	if (t.n > 0) {
		struct contested *all = arena_get(mem, sizeof(t.list));

		if (!all)
			return arena_ok(mem, "conflicts", e);
		memcpy(all, t.list, sizeof(t.list));
		f->contested = all;
		f->n_contested = t.n;
	}
	f->checked = true;
	return 0;
}
