/* Which listings changed what they tell of who they are, and which of other
 * sources may be the same. */
#include <stdio.h>
#include <stdlib.h>

#include "store/link.h"

enum { ROWS_MOST = 1 << 18, PAIRS_MOST = 1 << 18, PROFILE_MEM = 4 << 20 };

struct key_row {
	int64_t key, source, subject;
};

struct pair_row {
	int64_t subject, other;
};

/* What is noted, until it is written in steps. */
struct linker {
	struct key_row *row;
	size_t n, cap;
	struct pair_row *pair;
	size_t n_pairs, cap_pairs;
	struct bits changed;	/* listings whose ties may be others now */
	struct arena mem;	/* of the listing at hand */
	int64_t source;		/* of the last one; 0: none yet */
	char source_key[128];
};

static void fold(void *ctx, struct str *out, struct slice text)
{
	spelled(ctx, out, text);
}

static struct linker *linker(struct store *s, struct err *e)
{
	if (s->linker)
		return s->linker;
	s->linker = calloc(1, sizeof(*s->linker));
	if (s->linker)
		s->linker->mem = ARENA_INIT(PROFILE_MEM);
	else
		err_set(e, ERR_MEMORY, "no memory to compare listings");
	return s->linker;
}

void link_end(struct store *s)
{
	if (!s->linker)
		return;
	free(s->linker->row);
	free(s->linker->pair);
	bits_free(&s->linker->changed);
	arena_free(&s->linker->mem);
	free(s->linker);
	s->linker = NULL;
}

int link_clear(struct store *s, struct err *e)
{
	return sql_run(&s->q, "DELETE FROM profile; DELETE FROM profile_key;"
		       "DELETE FROM link; DELETE FROM party", e);
}

/* Listings of one source mostly come one after another. */
static int source_of(struct store *s, struct linker *l, struct slice key,
		     struct err *e)
{
	struct sqlite3_stmt *st;
	int rc;

	if (l->source > 0 && slice_is(key, l->source_key))
		return 0;
	st = sql_use(&s->q, "SELECT id FROM source WHERE key = ?1", e);
	if (!st)
		return -1;
	sql_text(st, 1, key);
	rc = sql_step(&s->q, st, e);
	l->source = rc > 0 ? sql_col_int(st, 0) : 0;
	sql_reset(st);
	snprintf(l->source_key, sizeof(l->source_key), "%.*s",
		 SLICE_ARG(key));
	return rc < 0 ? -1 : 0;
}

/* The old profile in mem; absent: there was none. */
static int old_profile(struct store *s, int64_t subject, struct arena *mem,
		       struct slice *out, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT text FROM profile"
					  " WHERE subject = ?1", e);
	int rc;

	*out = SLICE_NONE;
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	rc = sql_step(&s->q, st, e);
	if (rc > 0)
		*out = arena_slice(mem, sql_col(st, 0));
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static int remove_keys(struct store *s, int64_t subject, int64_t source,
		       struct slice profile, struct err *e)
{
	struct party_keys keys;

	s->o.parties->keys(profile, &keys);
	for (size_t i = 0; i < keys.n; i++) {
		struct sqlite3_stmt *st = sql_use(&s->q, "DELETE FROM"
			" profile_key WHERE key = ?1 AND source = ?2"
			" AND subject = ?3", e);

		if (!st)
			return -1;
		sql_int(st, 1, (int64_t)keys.key[i]);
		sql_int(st, 2, source);
		sql_int(st, 3, subject);
		if (sql_do(&s->q, st, e) < 0)
			return -1;
	}
	return 0;
}

/* Those that it was tied to may be other parties without it. */
static int remove_links(struct store *s, struct linker *l, int64_t subject,
			struct err *e)
{
	static const char *const ends[] = {
		"DELETE FROM link WHERE a = ?1", "DELETE FROM link WHERE b = ?1",
	};
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT b FROM link WHERE"
		" a = ?1 UNION ALL SELECT a FROM link WHERE b = ?1", e);
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, subject);
	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && bits_add(&l->changed, sql_col_int(st, 0), e) < 0)
			rc = -1;
	}
	if (rc < 0) {
		sql_reset(st);
		return -1;
	}
	for (size_t i = 0; i < 2; i++) {
		st = sql_use(&s->q, ends[i], e);
		if (!st)
			return -1;
		sql_int(st, 1, subject);
		if (sql_do(&s->q, st, e) < 0)
			return -1;
	}
	return 0;
}

static int save_profile(struct store *s, int64_t subject, struct slice text,
			struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, text.n ?
		"INSERT OR REPLACE INTO profile VALUES (?1, ?2)" :
		"DELETE FROM profile WHERE subject = ?1", e);

	if (!st)
		return -1;
	sql_int(st, 1, subject);
	if (text.n)
		sql_text(st, 2, text);
	return sql_do(&s->q, st, e);
}

static int add_keys(struct store *s, struct linker *l, int64_t subject,
		    int64_t source, struct slice profile, struct err *e)
{
	struct party_keys keys = {0};

	if (profile.n)
		s->o.parties->keys(profile, &keys);
	for (size_t i = 0; i < keys.n; i++) {
		if (vec_room((void **)&l->row, &l->cap, l->n, sizeof(*l->row),
			     ROWS_MOST + PARTY_KEYS, e) < 0)
			return -1;
		l->row[l->n++] = (struct key_row){
			(int64_t)keys.key[i], source, subject };
	}
	return 0;
}

static int step(struct store *s, struct linker *l, struct err *e);

static int note_new(struct store *s, int64_t subject, const struct facts *f,
		    struct slice old, struct slice new, struct err *e)
{
	struct linker *l = s->linker;

	if (source_of(s, l, f->source, e) < 0)
		return -1;
	if (old.n > 0 && (bits_add(&l->changed, subject, e) < 0 ||
			  remove_keys(s, subject, l->source, old, e) < 0 ||
			  remove_links(s, l, subject, e) < 0))
		return -1;
	if (save_profile(s, subject, new, e) < 0 ||
	    add_keys(s, l, subject, l->source, new, e) < 0)
		return -1;
	return l->n >= ROWS_MOST ? step(s, l, e) : 0;
}

int link_note(struct store *s, int64_t subject, const struct facts *f,
	      struct err *e)
{
	struct party_spelling how = { .fold = fold, .ctx = s };
	struct linker *l;
	struct slice old = SLICE_NONE, new;

	if (!s->o.parties || f->kind != KIND_designation)
		return 0;
	l = linker(s, e);
	if (!l)
		return -1;
	arena_clear(&l->mem);
	/* One that goes on under another number is told of there. */
	new = f->rekeyed_to.n ? SLICE_NONE :
				s->o.parties->profile(f, &how, &l->mem);
	/* What this fetch has brought has none. */
	if ((subject < s->first_new &&
	     old_profile(s, subject, &l->mem, &old, e) < 0) ||
	    arena_ok(&l->mem, "the profile of a listing", e) < 0)
		return -1;
	return slice_eq(old, new) ? 0 : note_new(s, subject, f, old, new, e);
}

/* --- a step: keys in order, so that each page is written once ------------ */

static int by_key(const void *x, const void *y)
{
	const struct key_row *a = x, *b = y;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	return a->subject < b->subject ? -1 : a->subject > b->subject;
}

static int by_subject(const void *x, const void *y)
{
	const struct pair_row *a = x, *b = y;

	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	return a->other < b->other ? -1 : a->other > b->other;
}

static int write_keys(struct store *s, const struct linker *l, struct err *e)
{
	for (size_t i = 0; i < l->n; i++) {
		struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR IGNORE"
			" INTO profile_key VALUES (?1, ?2, ?3)", e);

		if (!st)
			return -1;
		sql_int(st, 1, l->row[i].key);
		sql_int(st, 2, l->row[i].source);
		sql_int(st, 3, l->row[i].subject);
		if (sql_do(&s->q, st, e) < 0)
			return -1;
	}
	return 0;
}

/* Is there another list at all? The first one need not be looked through. */
static int has_others(struct store *s, int64_t source, bool *out,
		      struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT 1 FROM source o"
		" WHERE o.id <> ?1 AND EXISTS (SELECT 1 FROM subject u"
		" WHERE u.source = o.id AND u.kind = 'designation') LIMIT 1",
		e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, source);
	rc = sql_step(&s->q, st, e);
	*out = rc > 0;
	sql_reset(st);
	return rc < 0 ? -1 : 0;
}

static int add_pair(struct linker *l, int64_t subject, int64_t other,
		    struct err *e)
{
	if (vec_room((void **)&l->pair, &l->cap_pairs, l->n_pairs,
		     sizeof(*l->pair), PAIRS_MOST + KEY_MOST + 1, e) < 0)
		return -1;
	l->pair[l->n_pairs++] = (struct pair_row){ subject, other };
	return 0;
}

/* Listings of other sources behind one key. */
static int find_others(struct store *s, struct linker *l,
		       const struct key_row *r, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q,
		"SELECT subject FROM profile_key WHERE key = ?1 AND source < ?2"
		" UNION ALL SELECT subject FROM profile_key"
		" WHERE key = ?1 AND source > ?2 LIMIT ?3", e);
	size_t before = l->n_pairs;
	int rc = st ? 1 : -1;

	if (st) {
		sql_int(st, 1, r->key);
		sql_int(st, 2, r->source);
		sql_int(st, 3, KEY_MOST + 1);
	}
	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && add_pair(l, r->subject, sql_col_int(st, 0),
				       e) < 0) {
			sql_reset(st);
			rc = -1;
		}
	}
	if (l->n_pairs - before > KEY_MOST)
		l->n_pairs = before;
	return rc;
}

static int save_link(struct store *s, const struct pair_row *p,
		     const struct party_answer *r, struct err *e)
{
	bool first = p->subject < p->other;
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR REPLACE INTO link"
		" VALUES (?1, ?2, ?3, ?4, ?5)", e);

	if (!st)
		return -1;
	sql_int(st, 1, first ? p->subject : p->other);
	sql_int(st, 2, first ? p->other : p->subject);
	sql_int(st, 3, r->verdict);
	sql_int(st, 4, r->rank);
	sql_int(st, 5, r->differ);
	return sql_do(&s->q, st, e);
}

static int compare_pair(struct store *s, struct linker *l, struct slice mine,
			const struct pair_row *p, struct arena *mem,
			struct err *e)
{
	struct party_answer r;
	struct slice other;

	if (old_profile(s, p->other, mem, &other, e) < 0)
		return -1;
	r = s->o.parties->compare(mine, other, NULL);
	if (r.verdict < PARTY_POSSIBLY)
		return 0;
	if (r.verdict > PARTY_POSSIBLY &&
	    (bits_add(&l->changed, p->subject, e) < 0 ||
	     bits_add(&l->changed, p->other, e) < 0))
		return -1;
	return save_link(s, p, &r, e);
}

static int compare_pairs(struct store *s, struct linker *l, struct err *e)
{
	struct arena mem = ARENA_INIT(64 << 20);
	struct slice mine = SLICE_NONE;
	int rc = 0;

	if (l->n_pairs > 0)
		qsort(l->pair, l->n_pairs, sizeof(*l->pair), by_subject);
	for (size_t i = 0; rc == 0 && i < l->n_pairs; i++) {
		const struct pair_row *p = &l->pair[i];

		if (i > 0 && by_subject(p, p - 1) == 0)
			continue;
		if (i == 0 || p->subject != p[-1].subject) {
			arena_clear(&mem);
			rc = old_profile(s, p->subject, &mem, &mine, e);
		}
		if (rc == 0)
			rc = compare_pair(s, l, mine, p, &mem, e);
	}
	if (rc == 0)
		rc = arena_ok(&mem, "profiles", e);
	arena_free(&mem);
	l->n_pairs = 0;
	return rc;
}

static int step(struct store *s, struct linker *l, struct err *e)
{
	bool others = false;

	if (l->n == 0)
		return 0;
	qsort(l->row, l->n, sizeof(*l->row), by_key);
	if (write_keys(s, l, e) < 0 ||
	    has_others(s, l->row[0].source, &others, e) < 0)
		return -1;
	for (size_t i = 0; others && i < l->n; i++)
		if (find_others(s, l, &l->row[i], e) < 0 ||
		    (l->n_pairs >= PAIRS_MOST && compare_pairs(s, l, e) < 0))
			return -1;
	l->n = 0;
	return compare_pairs(s, l, e);
}

/* All that the user has spoken of: they are few. */
static int add_own(struct store *s, struct linker *l, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT o.id"
		" FROM (SELECT a AS id FROM own.tie UNION"
		" SELECT b FROM own.tie) t JOIN public p ON p.public = t.id"
		" JOIN subject o ON o.id IN ("
		SAME_ENTRY("p.subject") " SELECT subject FROM one)", e);
	int rc = st ? 1 : -1;

	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && bits_add(&l->changed, sql_col_int(st, 0),
				       e) < 0) {
			sql_reset(st);
			rc = -1;
		}
	}
	return rc;
}

int link_finish(struct store *s, struct err *e)
{
	struct linker *l = s->linker;
	int rc;

	if (!l)
		return 0;
	rc = step(s, l, e);
	if (rc == 0)
		rc = add_own(s, l, e);
	if (rc == 0)
		rc = link_form(s, &l->changed, e);
	link_end(s);
	return rc;
}
