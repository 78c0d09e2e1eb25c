/* Which watches have to be looked at, and looking at them. */
#include <stdio.h>
#include <string.h>

#include "store/watching.h"

enum { LOAD_BYTES = 64 << 20 };

struct need {
	int64_t watches, first, last;	/* fetches that all, that some saw */
	int64_t fetch;			/* the last accepted one */
	char from[CLOCK_TEXT];		/* the day on which some saw last */
	char day[CLOCK_TEXT];
};

static int load_need(struct store *s, struct need *n, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT count(*),"
		" min(looked_fetch), max(looked_fetch), min(looked_day),"
		" (SELECT coalesce(max(id), 0) FROM main.fetch"
		" WHERE accepted = 1) FROM own.watch", e);
	struct slice today = day_of(s, NOW, n->day);
	int rc;

	if (!st)
		return -1;
	rc = sql_step(&s->q, st, e);
	if (rc > 0) {
		n->watches = sql_col_int(st, 0);
		n->first = sql_col_int(st, 1);
		n->last = sql_col_int(st, 2);
		snprintf(n->from, sizeof(n->from), "%.*s",
			 SLICE_ARG(sql_col(st, 3)));
		n->fetch = sql_col_int(st, 4);
	}
	sql_reset(st);
	n->day[today.n] = '\0';
	return rc < 0 ? -1 : 0;
}

/* Was anything accepted that this handle has not seen? */
static int by_others(struct store *s, const struct need *n, bool *others,
		     struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT id FROM main.fetch"
		" WHERE accepted = 1 AND id > ?1", e);
	int rc = st ? 1 : -1;

	/* After a purge fetches are numbered anew, and in another store. */
	*others = n->last > n->fetch || s->followed;
	if (st)
		sql_int(st, 1, n->first);
	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0)
		*others |= !bits_has(&s->fresh_fetches, sql_col_int(st, 0));
	return rc;
}

/* 0: there is nothing to look at. */
static int is_needed(struct store *s, struct need *n, bool *all,
		     struct err *e)
{
	int64_t fresh = bits_count(&s->fresh) + bits_count(&s->fresh_changes);
	bool others;

	if (load_need(s, n, e) < 0)
		return -1;
	if (n->watches == 0)
		return 0;
	if (by_others(s, n, &others, e) < 0)
		return -1;
	*all = others || fresh > WATCH_FRESH;
	return *all || fresh > 0 || strcmp(n->from, n->day) != 0;
}

/* The rows that the days since have changed: another process may have filled
 * them. */
static int note_days(struct looking *l, const struct need *n, struct err *e)
{
	struct store *s = l->s;
	int rc = 0;

	touch_end(s);
	for (size_t i = 0; rc == 0 && s->o.shapes[i]; i++) {
		struct str table = STR_INIT(256);

		shown_name(s->o.shapes[i], &table);
		if (shown_has(s->o.shapes[i]))
			rc = touch_day(s, s->o.shapes[i], str_cstr(&table),
				       slice_of(n->from), slice_of(n->day),
				       e);
		str_free(&table);
	}
	if (rc == 0)
		rc = bits_join(&s->fresh, &s->dirty, e);
	touch_end(s);
	l->all = bits_count(&s->fresh) > WATCH_FRESH;
	return rc;
}

/* The first statement writes: no other process looks meanwhile. */
static int take_turn(struct store *s, struct err *e)
{
	if (sql_run(&s->q, "BEGIN; UPDATE own.watch SET looked_day ="
		    " looked_day", e) < 0)
		return -1;
	return watch_tables(s, e);
}

static int note_turn(struct store *s, const struct need *n, int64_t watch,
		     struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "UPDATE own.watch SET"
		" looked_fetch = ?1, looked_day = ?2 WHERE ?3 IN (0, id)", e);

	if (!st)
		return -1;
	sql_int(st, 1, n->fetch);
	sql_text(st, 2, slice_of(n->day));
	sql_int(st, 3, watch);
	return sql_do(&s->q, st, e);
}

/* Of one watch, the newest hits stay. */
static int drop_old(struct store *s, int64_t watch, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "DELETE FROM own.hit WHERE"
		" watch = ?1 AND number <= (SELECT number FROM own.hit WHERE"
		" watch = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)", e);

	if (!st)
		return -1;
	sql_int(st, 1, watch);
	sql_int(st, 2, WATCH_HITS);
	return sql_do(&s->q, st, e);
}

static int look_one(struct looking *l, const struct watch *w, struct err *e)
{
	const struct shape *view[WATCH_VIEWS];
	struct err why = {0};
	size_t n;

	l->room = WATCH_HITS;
	if (watch_views(w, l->s->o.shapes, view, &n, &why) < 0) {
		l->to->bad(l->to->ctx, w, why.msg);
		return 0;
	}
	for (size_t i = 0; i < n; i++) {
		struct asked a = { l, w, view[i], watch_rows(l, view[i], e) };
		int64_t rows;

		if (!a.from)
			return -1;
		if (watch_ask(&a, &rows, &why) == 0)
			continue;
		/* The user's to mend; nothing of it was noted. */
		if (why.code != ERR_USAGE)
			return err_set(e, why.code, "%s", why.msg);
		l->to->bad(l->to->ctx, w, why.msg);
		why = (struct err){0};
	}
	return drop_old(l->s, w->number, e);
}

static int look_inside(struct looking *l, struct err *e)
{
	struct arena mem = ARENA_INIT(LOAD_BYTES);
	struct watch *list;
	struct need need;
	size_t n = 0;
	int rc = is_needed(l->s, &need, &l->all, e);

	if (rc > 0)
		rc = watches_load(l->s, &mem, &list, &n, e);
	if (rc == 0 && n > 0 && !l->all && strcmp(need.from, need.day) != 0)
		rc = note_days(l, &need, e);
	if (rc == 0 && n > 0 && !l->all)
		rc = watch_fresh(l->s, e);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = look_one(l, &list[i], e);
	if (rc == 0 && n > 0)
		rc = note_turn(l->s, &need, 0, e);
	arena_free(&mem);
	return rc;
}

static int look(struct looking *l, struct err *e)
{
	struct err ignored = {0};
	int rc = take_turn(l->s, e);

	if (rc == 0)
		rc = look_inside(l, e);
	if (rc == 0)
		rc = sql_run(&l->s->q, "COMMIT", e);
	watch_rows_end(l);
	if (rc < 0 && sql_in_transaction(&l->s->q))
		sql_run(&l->s->q, "ROLLBACK", &ignored);
	return rc < 0 ? err_in(e, "watches") : 0;
}

static void forget_fresh(struct store *s)
{
	s->followed = false;
	bits_free(&s->fresh);
	bits_free(&s->fresh_changes);
	bits_free(&s->fresh_fetches);
}

int own_watch_look(struct store *s, const struct watch_told *to,
		   struct err *e)
{
	struct looking l = { .s = s, .to = to };
	struct need need;
	int rc;

	/* A store that stays open past midnight has yesterday's rows. */
	if (shown_turn(s, e) < 0)
		return -1;
	rc = is_needed(s, &need, &l.all, e);
	if (rc > 0)
		rc = look(&l, e);
	if (rc == 0)
		forget_fresh(s);
	return rc;
}

int watch_note(struct store *s, const struct watch *w,
	       struct watch_found *out, size_t *n, struct err *e)
{
	struct looking l = { .s = s, .all = true };
	const struct shape *view[WATCH_VIEWS];
	struct need need;
	int rc = watch_tables(s, e);

	*n = 0;
	if (rc == 0)
		rc = watch_views(w, s->o.shapes, view, n, e);
	for (size_t i = 0; rc == 0 && i < *n; i++) {
		struct asked a = { &l, w, view[i], watch_rows(&l, view[i], e) };

		out[i] = (struct watch_found){ .shape = view[i] };
		rc = a.from ? watch_ask(&a, &out[i].rows, e) : -1;
	}
	watch_rows_end(&l);
	if (rc == 0)
		rc = load_need(s, &need, e);
	return rc == 0 ? note_turn(s, &need, w->number, e) : -1;
}
