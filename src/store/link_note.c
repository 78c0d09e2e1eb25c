/* Which listings changed what they tell of who they are, and which of other
 * sources may be the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/link.h"

enum {
	PAIRS_MOST = 1 << 18, PROFILE_MEM = 4 << 20,
	PROFILES = 1 << 13, PROFILES_KEPT = 48 << 20,
};

struct pair_row {
	int64_t subject, other;
};

/* What is noted, until it is written in steps. */
struct linker {
	struct link_keys *keys;
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
	if (!s->linker) {
		err_set(e, ERR_MEMORY, "no memory to compare listings");
		return NULL;
	}
	s->linker->mem = ARENA_INIT(PROFILE_MEM);
	if (keys_open(&s->linker->keys, e) < 0)
		link_end(s);
	return s->linker;
}

void link_end(struct store *s)
{
	if (!s->linker)
		return;
	keys_close(&s->linker->keys);
	free(s->linker->pair);
	bits_free(&s->linker->changed);
	arena_free(&s->linker->mem);
	free(s->linker);
	s->linker = NULL;
}

static int subjects_of(struct store *s, struct slice kind, struct bits *out,
		       struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT id FROM subject WHERE"
					  " kind = ?1", e);
	int rc = st ? 1 : -1;

	if (st)
		sql_text(st, 1, kind);
	while (rc > 0) {
		rc = sql_step(&s->q, st, e);
		if (rc > 0 && bits_add(out, sql_col_int(st, 0), e) < 0) {
			sql_reset(st);
			rc = -1;
		}
	}
	return rc;
}

int link_clear(struct store *s, enum kind kind, struct err *e)
{
#define OF_KIND "(SELECT id FROM subject WHERE kind = ?1)"
	static const char *const rows[] = {
		"DELETE FROM profile WHERE subject IN " OF_KIND,
		"DELETE FROM link WHERE a IN " OF_KIND,
		"DELETE FROM party WHERE subject IN " OF_KIND,
	};
	struct slice name = slice_of(kind_name(kind));
	struct bits of = {0};
	int rc = subjects_of(s, name, &of, e);

	if (rc == 0)
		rc = keys_forget(s, &of, e);
	bits_free(&of);
	for (size_t i = 0; rc == 0 && i < sizeof(rows) / sizeof(*rows); i++) {
		struct sqlite3_stmt *st = sql_use(&s->q, rows[i], e);

		if (!st)
			return -1;
		sql_text(st, 1, name);
		rc = sql_do(&s->q, st, e);
	}
	return rc;
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

	*out = SLICE_NONE;
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	return sql_one_text(&s->q, st, mem, out, e) < 0 ? -1 : 0;
}

static int note_keys(struct store *s, struct linker *l, int64_t subject,
		     struct slice profile, bool gone, struct err *e)
{
	struct party_keys keys = {0};

	if (profile.n)
		s->o.parties->keys(profile, &keys);
	return keys_note(l->keys, &keys, l->source, subject, gone, e);
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

static int step(struct store *s, struct linker *l, struct err *e);

static int note_new(struct store *s, int64_t subject, const struct facts *f,
		    struct slice old, struct slice new, struct err *e)
{
	struct linker *l = s->linker;

	if (source_of(s, l, f->source, e) < 0)
		return -1;
	if (old.n > 0 && (bits_add(&l->changed, subject, e) < 0 ||
			  note_keys(s, l, subject, old, true, e) < 0 ||
			  remove_links(s, l, subject, e) < 0))
		return -1;
	if (save_profile(s, subject, new, e) < 0 ||
	    note_keys(s, l, subject, new, false, e) < 0)
		return -1;
	return keys_noted(l->keys) >= KEYS_NOTED ? step(s, l, e) : 0;
}

/* One that goes on under another number is told of there; one who is gone from
 * his source nowhere, but a delisted party goes on in its row. */
static bool is_told(const struct facts *f)
{
	return f->rekeyed_to.n == 0 &&
	       (f->kind == KIND_designation || f->presence != GONE);
}

int link_note(struct store *s, int64_t subject, const struct facts *f,
	      struct err *e)
{
	struct party_spelling how = { .fold = fold, .ctx = s };
	struct linker *l;
	struct slice old = SLICE_NONE, new;

	if (!s->o.parties || !link_kind(f->kind))
		return 0;
	l = linker(s, e);
	if (!l)
		return -1;
	arena_clear(&l->mem);
	new = is_told(f) ? s->o.parties->profile(f, &how, &l->mem) :
			   SLICE_NONE;
	/* What this fetch has brought has none. */
	if ((subject < s->first_new &&
	     old_profile(s, subject, &l->mem, &old, e) < 0) ||
	    arena_ok(&l->mem, "the profile of a listing", e) < 0)
		return -1;
	return slice_eq(old, new) ? 0 : note_new(s, subject, f, old, new, e);
}

/* --- a step -------------------------------------------------------------- */

static int by_subject(const void *x, const void *y)
{
	const struct pair_row *a = x, *b = y;

	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	return a->other < b->other ? -1 : a->other > b->other;
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

/* Profiles read lately: those of one day's acts are asked for by each other. */
struct profiles {
	struct arena mem;
	struct { int64_t subject; struct slice text; } slot[PROFILES];
};

static int profile_of(struct store *s, struct profiles *l, int64_t subject,
		      struct slice *out, struct err *e)
{
	size_t at = (size_t)subject % PROFILES;

	if (l->slot[at].subject == subject) {
		*out = l->slot[at].text;
		return 0;
	}
	if (old_profile(s, subject, &l->mem, out, e) < 0)
		return -1;
	l->slot[at].subject = subject;
	l->slot[at].text = *out;
	return 0;
}

/* Between two subjects what was read may go. */
static void profiles_trim(struct profiles *l)
{
	if (l->mem.used <= PROFILES_KEPT)
		return;
	arena_clear(&l->mem);
	memset(l->slot, 0, sizeof(l->slot));
}

static int compare_pair(struct store *s, struct linker *l, struct slice mine,
			const struct pair_row *p, struct profiles *all,
			struct err *e)
{
	struct party_answer r;
	struct slice other;

	if (profile_of(s, all, p->other, &other, e) < 0)
		return -1;
	r = s->o.parties->compare(mine, other, NULL);
	if (r.verdict < PARTY_POSSIBLY)
		return 0;
	if ((r.verdict > PARTY_POSSIBLY || r.counts) &&
	    (bits_add(&l->changed, p->subject, e) < 0 ||
	     bits_add(&l->changed, p->other, e) < 0))
		return -1;
	return save_link(s, p, &r, e);
}

static int compare_pairs(struct store *s, struct linker *l, struct err *e)
{
	struct profiles *all = calloc(1, sizeof(*all));
	struct slice mine = SLICE_NONE;
	int rc = 0;

	if (!all)
		return err_set(e, ERR_MEMORY, "no memory to compare listings");
	all->mem = ARENA_INIT(2 * PROFILES_KEPT);
	if (l->n_pairs > 0)
		qsort(l->pair, l->n_pairs, sizeof(*l->pair), by_subject);
	for (size_t i = 0; rc == 0 && i < l->n_pairs; i++) {
		const struct pair_row *p = &l->pair[i];

		if (i > 0 && by_subject(p, p - 1) == 0)
			continue;
		if (i == 0 || p->subject != p[-1].subject) {
			profiles_trim(all);
			rc = profile_of(s, all, p->subject, &mine, e);
		}
		if (rc == 0)
			rc = compare_pair(s, l, mine, p, all, e);
	}
	if (rc == 0)
		rc = arena_ok(&all->mem, "profiles", e);
	arena_free(&all->mem);
	free(all);
	l->n_pairs = 0;
	return rc;
}

static int add_pair(void *ctx, int64_t subject, int64_t other, struct err *e)
{
	struct store *s = ctx;
	struct linker *l = s->linker;

	if (vec_room((void **)&l->pair, &l->cap_pairs, l->n_pairs,
		     sizeof(*l->pair), PAIRS_MOST, e) < 0)
		return -1;
	l->pair[l->n_pairs++] = (struct pair_row){ subject, other };
	return l->n_pairs == PAIRS_MOST ? compare_pairs(s, l, e) : 0;
}

static int step(struct store *s, struct linker *l, struct err *e)
{
	if (keys_write(s, l->keys, add_pair, s, e) < 0)
		return -1;
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
