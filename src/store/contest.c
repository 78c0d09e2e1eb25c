#include "store/contest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MATTER_BYTES = 256 << 20, OLD_MOST = 4096, MARKS_MOST = 32 };

/* Checking many subjects, one after another. */
struct checking {
	struct store *s;
	struct filler rows;
	bool shown;			/* some view shows conflicts */
	struct hay_memo *memo;
	struct str table;
	struct bits flags;		/* whose rows may have another mark */
	struct sqlite3_stmt *mark[MARKS_MOST];	/* one a view */
	size_t n_marks;
	struct arena mem;
};

/* --- rows that are disputed --- */

static int is_part(struct store *s, int64_t subject, bool *out,
		   struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT 1 FROM conflict_of"
					  " WHERE subject = ?1 LIMIT 1", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, subject);
	rc = sql_one(&s->q, st, NULL, e);
	*out = rc > 0;
	return rc < 0 ? -1 : 0;
}

/* In each view of subjects: true while a conflict has a part in it. */
static int mark_subject(struct checking *k, int64_t subject, struct err *e)
{
	bool yes;

	if (is_part(k->s, subject, &yes, e) < 0)
		return -1;
	for (size_t i = 0; i < k->n_marks; i++) {
		sql_int(k->mark[i], 1, subject);
		sql_text(k->mark[i], 2, yes ? SLICE("true") : SLICE("false"));
		if (sql_do(&k->s->q, k->mark[i], e) < 0)
			return -1;
	}
	return 0;
}

static int marks_open(struct checking *k, struct err *e)
{
	for (const struct shape *const *p = k->s->o.shapes; p && *p; p++) {
		char text[256];

		if ((*p)->rows != ROWS_SUBJECTS || k->n_marks == MARKS_MOST)
			continue;
		snprintf(text, sizeof(text), "UPDATE main.shown_%s SET"
			 " disputed = ?2 WHERE row_key = ?1 AND disputed <> ?2",
			 (*p)->name);
		k->mark[k->n_marks] = sql_make(&k->s->q, text, e);
		if (!k->mark[k->n_marks])
			return -1;
		k->n_marks++;
	}
	return 0;
}

static int mark_all(struct checking *k, struct err *e)
{
	int64_t first = 0, end;

	while (bits_run(&k->flags, &first, &end)) {
		for (int64_t i = first; i < end; i++)
			if (mark_subject(k, i, e) < 0)
				return -1;
		first = end;
	}
	return 0;
}

/* --- what is kept of one conflict --- */

static int run_int(struct store *s, const char *text, int64_t id,
		   struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, text, e);

	if (!st)
		return -1;
	sql_int(st, 1, id);
	return sql_do(&s->q, st, e);
}

/* Whose part in it ends, or begins. */
static int flag_parts(struct checking *k, int64_t conflict, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&k->s->q, "SELECT subject FROM"
		" conflict_of WHERE conflict = ?1", e);
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, conflict);
	while (rc > 0 && (rc = sql_step(&k->s->q, st, e)) > 0)
		if (bits_add(&k->flags, sql_col_int(st, 0), e) < 0) {
			sql_reset(st);
			return -1;
		}
	return rc;
}

static int forget(struct checking *k, int64_t conflict, struct err *e)
{
	if (flag_parts(k, conflict, e) < 0 ||
	    run_int(k->s, "DELETE FROM conflict_of WHERE conflict = ?1",
		    conflict, e) < 0 ||
	    run_int(k->s, "DELETE FROM conflict WHERE id = ?1", conflict,
		    e) < 0)
		return -1;
	return k->shown ? filler_remove(&k->rows, conflict, e) : 0;
}

static int add_part(struct checking *k, int64_t conflict, int64_t subject,
		    bool one, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&k->s->q, "INSERT OR IGNORE INTO"
		" conflict_of VALUES (?1, ?2, ?3)", e);

	if (!st)
		return -1;
	sql_int(st, 1, subject);
	sql_int(st, 2, conflict);
	sql_int(st, 3, one);
	return sql_do(&k->s->q, st, e);
}

static int number_of(struct store *s, struct slice public, int64_t *out,
		     struct err *e)
{
	*out = 0;
	return store_number(s, public, out, e) < 0 ? -1 : 0;
}

static int add_parts(struct checking *k, int64_t conflict,
		     const struct matter_read *r, const struct conflict *c,
		     struct err *e)
{
	if (run_int(k->s, "DELETE FROM conflict_of WHERE conflict = ?1",
		    conflict, e) < 0)
		return -1;
	for (size_t i = 0; i < r->m.n; i++)
		if (add_part(k, conflict, r->one[i], true, e) < 0)
			return -1;
	for (size_t i = 0; i < c->n; i++) {
		int64_t subject;

		if (!c->side[i].maybe)
			continue;
		if (number_of(k->s, c->side[i].id, &subject, e) < 0 ||
		    (subject && add_part(k, conflict, subject, false, e) < 0))
			return -1;
	}
	return flag_parts(k, conflict, e);
}

/* The row of the conflict, new or as it was. */
static int upsert(struct checking *k, int64_t subject,
		  const struct conflict *c, const struct conflict_mark *mark,
		  int64_t *id, int64_t *seen, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&k->s->q, "INSERT INTO conflict("
		"public, subject, word, about, sum, seen) VALUES (?1, ?2, ?3,"
		" ?4, ?5, ?6) ON CONFLICT(public) DO UPDATE SET subject = ?2,"
		" sum = ?5 RETURNING id, seen", e);
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, slice_of(mark->id));
	sql_int(st, 2, subject);
	sql_text(st, 3, slice_of(c->check));
	sql_text(st, 4, c->about);
	sql_text(st, 5, slice_of(mark->sum));
	sql_int(st, 6, clock_now(&k->s->o.clock));
	rc = sql_step(&k->s->q, st, e);
	if (rc > 0) {
		*id = sql_col_int(st, 0);
		*seen = sql_col_int(st, 1);
	}
	sql_reset(st);
	return rc > 0 ? 0 : -1;
}

static int keep(struct checking *k, int64_t subject,
		const struct matter_read *r, const struct conflict *c,
		int64_t *id, struct err *e)
{
	struct conflict_mark mark;
	char at[CLOCK_TEXT];
	int64_t seen = 0;

	*id = 0;
	if (conflict_mark(&r->m, c, &mark, e) < 0 ||
	    upsert(k, subject, c, &mark, id, &seen, e) < 0 ||
	    add_parts(k, *id, r, c, e) < 0)
		return -1;
	return k->shown ? conflict_write(&k->rows, *id, r, c, &mark,
			slice_of(clock_iso(seen, at)), &k->mem, e) : 0;
}

/* --- one subject --- */

static int known_of(struct store *s, int64_t subject, int64_t *list,
		    size_t *n, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT id FROM conflict"
					  " WHERE subject = ?1", e);
	int rc = st ? 1 : -1;

	*n = 0;
	if (st)
		sql_int(st, 1, subject);
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
		if (*n < OLD_MOST)
			list[(*n)++] = sql_col_int(st, 0);
	if (st)
		sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static bool has(const int64_t *list, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == id)
			return true;
	return false;
}

static int check_one(struct checking *k, int64_t subject, struct err *e)
{
	int64_t old[OLD_MOST], kept[CONFLICTS_MOST];
	struct matter_read r;
	struct conflict *found = NULL;
	size_t n_old, n = 0;

	arena_clear(&k->mem);
	tellers_trim(k->s);
	if (known_of(k->s, subject, old, &n_old, e) < 0 ||
	    matter_read(k->s, subject, NOW, &k->mem, &r, e) < 0 ||
	    bits_add(&k->flags, subject, e) < 0)
		return -1;
	if (r.leads && r.m.n > 0)
		n = k->s->o.checks->run(&r.m, &k->mem, &found);
	if (arena_ok(&k->mem, "a conflict", e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (keep(k, subject, &r, &found[i], &kept[i], e) < 0)
			return -1;
	for (size_t i = 0; i < n_old; i++)
		if (!has(kept, n, old[i]) && forget(k, old[i], e) < 0)
			return -1;
	return 0;
}

/* --- all that were noted --- */

static int checking_open(struct checking *k, struct store *s, struct err *e)
{
	*k = (struct checking){ .s = s, .table = STR_INIT(256),
				.mem = ARENA_INIT(MATTER_BYTES) };
	k->memo = calloc(1, sizeof(*k->memo));
	if (!k->memo)
		return err_set(e, ERR_MEMORY, "no memory for conflicts");
	for (const struct shape *const *p = s->o.shapes; p && *p; p++) {
		if ((*p)->rows != ROWS_CONFLICTS)
			continue;
		shown_name(*p, &k->table);
		filler_open(&k->rows, s, *p, str_cstr(&k->table), false);
		k->rows.memo = k->memo;
		k->shown = true;
	}
	return str_ok(&k->table, "conflicts", e) < 0 ? -1 : marks_open(k, e);
}

static int checking_close(struct checking *k, int rc, struct err *e)
{
	if (rc == 0 && k->shown)
		rc = filler_finish(&k->rows, e);
	if (k->shown)
		filler_close(&k->rows);
	while (k->n_marks > 0)
		sql_drop(&k->mark[--k->n_marks]);
	bits_free(&k->flags);
	arena_free(&k->mem);
	str_free(&k->table);
	free(k->memo);
	return rc;
}

int conflicts_update(struct store *s, struct err *e)
{
	struct checking k;
	int64_t first = 0, end;
	int rc;

	if (!s->o.checks || bits_count(&s->unchecked) == 0)
		return 0;
	rc = conflicts_spread(s, e);
	if (rc < 0)
		return -1;
	rc = checking_open(&k, s, e);
	if (rc == 0)
		rc = tellers_open(s, NOW, e);
	while (rc == 0 && bits_run(&s->unchecked, &first, &end)) {
		for (int64_t i = first; rc == 0 && i < end; i++)
			rc = check_one(&k, i, e);
		first = end;
	}
	tellers_close(s);
	if (rc == 0)
		rc = mark_all(&k, e);
	bits_free(&s->unchecked);
	return checking_close(&k, rc, e);
}

int conflicts_note(struct store *s, int64_t subject, struct err *e)
{
	if (!s->o.checks)
		return 0;
	return bits_add(&s->unchecked, subject, e) < 0 ? -1 : 0;
}

int conflicts_tied(struct store *s, int64_t a, int64_t b, struct err *e)
{
	if (conflicts_note(s, a, e) < 0 ||
	    (b && conflicts_note(s, b, e) < 0))
		return -1;
	return conflicts_update(s, e);
}

int conflicts_known(struct store *s, struct bits *out, struct err *e)
{
	struct sqlite3_stmt *st;
	int rc = 1;

	if (!s->o.checks)
		return 0;
	st = sql_use(&s->q, "SELECT DISTINCT subject FROM conflict_of", e);
	if (!st)
		return -1;
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
		if (bits_add(out, sql_col_int(st, 0), e) < 0) {
			sql_reset(st);
			return -1;
		}
	return rc;
}

/* --- all of them --- */

/* Listings whose claims differ were noted while their rows were made. */
int conflicts_note_all(struct store *s, struct err *e)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct sqlite3_stmt *st;
		int rc = 1;

		if (!conflict_kind(s, (enum kind)kind))
			continue;
		st = sql_use(&s->q, "SELECT subject FROM public p JOIN subject"
			     " u ON u.id = p.subject WHERE u.kind = ?1", e);
		if (!st)
			return -1;
		sql_text(st, 1, slice_of(kind_name((enum kind)kind)));
		while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
			if (conflicts_note(s, sql_col_int(st, 0), e) < 0) {
				sql_reset(st);
				return -1;
			}
		if (rc < 0)
			return -1;
	}
	return conflicts_known(s, &s->unchecked, e);
}

/* Rows of listings say already which differ. */
static int note_listings(struct store *s, struct err *e)
{
	for (const struct shape *const *p = s->o.shapes; p && *p; p++) {
		struct sqlite3_stmt *st;
		char text[160];
		int rc = 1;

		if ((*p)->rows != ROWS_SUBJECTS ||
		    conflict_kind(s, (*p)->kind))
			continue;
		snprintf(text, sizeof(text), "SELECT row_key FROM"
			 " main.shown_%s WHERE disputed = 'true'", (*p)->name);
		st = sql_make(&s->q, text, e);
		if (!st)
			return -1;
		while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
			if (conflicts_note(s, sql_col_int(st, 0), e) < 0)
				rc = -1;
		sql_drop(&st);
		if (rc < 0)
			return -1;
	}
	return 0;
}

static int check_all(struct store *s, int64_t version, struct err *e)
{
	struct err ignored = {0};
	int rc = sql_run(&s->q, "BEGIN IMMEDIATE", e);

	if (rc < 0)
		return -1;
	rc = conflicts_note_all(s, e);
	if (rc == 0)
		rc = note_listings(s, e);
	if (rc == 0)
		rc = conflicts_update(s, e);
	if (rc == 0)
		rc = sql_runf(&s->q, e, "INSERT OR REPLACE INTO meta VALUES"
			      " ('checks', '%lld'); COMMIT",
			      (long long)version);
	if (rc < 0)
		sql_run(&s->q, "ROLLBACK", &ignored);
	bits_free(&s->unchecked);
	return rc;
}

int conflicts_check(struct store *s, bool anew, struct err *e)
{
	int64_t version = 0;

	if (!s->o.checks)
		return 0;
	if (sql_number(&s->q, "SELECT coalesce((SELECT CAST(value AS INTEGER)"
		       " FROM meta WHERE name = 'checks'), 0)", 0, &version,
		       e) < 0)
		return -1;
	if (!anew && version == s->o.checks->version)
		return 0;
	if (s->o.read_only)
		return err_set(e, ERR_STORE, "%s: its conflicts are of another"
			       " thaw; open it once for writing (thaw"
			       " refresh)", s->file);
	return check_all(s, s->o.checks->version, e);
}
