#include "ui/data_store.h"

#include <stdlib.h>

#include "flow/namebook.h"
#include "store/copy.h"
#include "view/view.h"

enum { CANDIDATES = 200, ATTEMPTS = 200 };

/* --- the data's functions --- */

static const struct shape *get_shape(void *ctx, const char *view)
{
	(void)ctx;
	return view_find(slice_of(view));
}

static int get_subject(void *ctx, struct slice id, struct arena *mem,
		       struct facts *out, struct err *e)
{
	struct data_store *ds = ctx;

	return store_subject(ds->store, id, SLICE_NONE, mem, out, e);
}

static int set_tie(void *ctx, enum tie_word word, struct slice a,
		   struct slice b, struct err *e)
{
	struct data_store *ds = ctx;

	return store_there(ds->store, e) < 0 ? -1 :
	       store_tie(ds->store, word, a, b, SLICE_NONE, 0, e);
}

static int set_mark(void *ctx, const struct slice *id, size_t n,
		    struct slice what, struct err *e)
{
	struct data_store *ds = ctx;

	return store_there(ds->store, e) < 0 ? -1 :
	       own_marks_set(ds->store, id, n, what, e);
}

static int get_marks(void *ctx, struct slice id, struct arena *mem,
		     struct own_mark *out, struct err *e)
{
	struct data_store *ds = ctx;

	return own_mark_get(ds->store, id, mem, out, e);
}

static int dismiss(void *ctx, int64_t number, bool dismissed, struct err *e)
{
	struct data_store *ds = ctx;

	return store_there(ds->store, e) < 0 ? -1 :
	       own_hit_dismiss(ds->store, number, dismissed, e);
}

/* A damaged file goes with them, so that it is made anew. */
static int drop_names(struct data_store *ds, struct err *e)
{
	struct str file = STR_INIT(4096);
	int rc = namebook_path(&file, slice_of(ds->store_file), e);

	if (rc == 0)
		namebook_close(&ds->names, str_cstr(&file));
	index_close(&ds->names);
	str_free(&file);
	return rc;
}

/* The names of the store as it is now; another process may have changed it. */
static int get_names(struct data_store *ds, struct err *e)
{
	struct str file = STR_INIT(4096);
	uint64_t stamp = 0;
	int rc = store_names_stamp(ds->store, &stamp, e);

	if (rc == 0 && ds->names && (index_stamp(ds->names) != stamp ||
				     index_damaged(ds->names)))
		rc = drop_names(ds, e);
	if (rc == 0 && !ds->names) {
		rc = namebook_path(&file, slice_of(ds->store_file), e);
		if (rc == 0)
			rc = namebook_open(&ds->names, ds->store,
					   str_cstr(&file), e);
	}
	str_free(&file);
	return rc;
}

static int seek(struct data_store *ds, const struct asked *a,
		enum screening_who who, int least, struct arena *mem,
		struct candidates *out, struct err *e)
{
	struct screening_options o = {
		.store = ds->store, .parties = &view_designations,
		.persons = &view_releases, .who = who, .least = least,
		.most = CANDIDATES, .half_typed = true,
	};
	struct screening *s = NULL;
	int rc = get_names(ds, e);

	o.index = ds->names;
	if (rc == 0)
		rc = screening_open(&s, &o, e);
	if (rc == 0)
		rc = screening_one(s, a, mem, out, e);
	screening_close(&s);
	return rc;
}

/* Names that turn out to be damaged are made anew at once, and told of only
 * where that does not help. */
static int get_candidates(void *ctx, const struct asked *a, struct arena *mem,
			  struct candidates *out, struct err *e)
{
	struct data_store *ds = ctx;
	int rc = seek(ds, a, SCREENING_PARTIES, MATCH_HIT, mem, out, e);

	if (rc == 0 || !ds->names || !index_damaged(ds->names))
		return rc;
	err_clear(e);
	return seek(ds, a, SCREENING_PARTIES, MATCH_HIT, mem, out, e);
}

enum { ALIKE_LEAST = 600 };

static size_t get_alike(void *ctx, const struct shape *shape,
			struct slice name, struct arena *mem,
			struct slice *out, size_t most, struct err *e)
{
	struct data_store *ds = ctx;
	bool persons = shape == &view_releases;
	struct asked a = { .name = name };
	struct candidates found = { 0 };
	size_t n = 0;

	if (!persons && shape != &view_designations)
		return 0;
	if (seek(ds, &a, persons ? SCREENING_PERSONS : SCREENING_PARTIES,
		 ALIKE_LEAST, mem, &found, e) < 0)
		found.n = 0;
	for (size_t i = 0; i < found.n && n < most; i++)
		if (found.list[i].row.cell[SCREENING_NAME].n > 0)
			out[n++] = found.list[i].row.cell[SCREENING_NAME];
	free(found.list);	/* what it told of lives in mem */
	return n;
}

static int set_verdict(void *ctx, struct slice id,
		       const struct own_verdict *v, struct err *e)
{
	struct data_store *ds = ctx;
	struct own_verdict mine = *v;

	mine.who = ds->who;
	return store_there(ds->store, e) < 0 ? -1 :
	       own_verdict_set(ds->store, id, &mine, e);
}

static int get_conflict(void *ctx, struct slice id, struct arena *mem,
			struct store_conflict *out, struct err *e)
{
	struct data_store *ds = ctx;

	return store_conflict(ds->store, id, mem, out, e);
}

static int set_dispute(void *ctx, struct slice id, struct slice verdict,
		       struct slice note, struct slice sum, struct err *e)
{
	struct data_store *ds = ctx;

	return store_there(ds->store, e) < 0 ? -1 :
	       own_dispute_set(ds->store, id, verdict, note, ds->who, sum, e);
}

static int get_own(void *ctx, struct slice id, struct arena *mem,
		   struct own_words *out, struct err *e)
{
	struct data_store *ds = ctx;

	return own_words_get(ds->store, id, mem, out, e);
}

static int set_work(void *ctx, struct slice id, const struct own_work *w,
		    struct err *e)
{
	struct data_store *ds = ctx;
	struct own_work mine = *w;

	mine.who = ds->who;
	return store_there(ds->store, e) < 0 ? -1 :
	       own_work_set(ds->store, id, &mine, e);
}

static int get_attempts(void *ctx, struct slice source, attempt_fn *fn,
			void *fn_ctx, struct err *e)
{
	struct data_store *ds = ctx;

	return store_attempts(ds->store, source, ATTEMPTS, fn, fn_ctx, e);
}

static void heed(void *ctx, bool (*stop)(void *ctx), void *stop_ctx)
{
	struct data_store *ds = ctx;

	store_heed(ds->store, stop, stop_ctx);
}

static bool has_changed(void *ctx)
{
	struct data_store *ds = ctx;

	/* A pull has put another file in the place. What cannot be opened yet
	 * is tried again at the next news; the old rows stand. */
	err_clear(&ds->amiss);
	ds->aside = NULL;
	if (store_follow(ds->store, &ds->amiss) > 0) {
		ds->aside = store_aside(ds->store);
		return true;
	}
	return store_changed(ds->store);
}

static const char *get_aside(void *ctx)
{
	struct data_store *ds = ctx;

	return ds->aside;
}

static bool is_amiss(void *ctx, struct err *why)
{
	struct data_store *ds = ctx;

	if (store_there(ds->store, why) < 0)
		return true;
	if (ds->amiss.code == ERR_NONE)
		return false;
	err_set(why, ERR_STORE, "the store was replaced by what cannot be "
		"opened; what is shown was known before: %s", ds->amiss.msg);
	return true;
}

struct newest {
	struct store *store;
	int64_t at;
};

static int take_newest(void *ctx, struct slice key, int64_t rows,
		       struct err *e)
{
	struct newest *n = ctx;
	struct arena mem = ARENA_INIT(1 << 20);
	struct store_last last = { 0 };

	(void)rows;
	if (store_last(n->store, key, &mem, &last, e) == 0 &&
	    last.good_at > n->at)
		n->at = last.good_at;
	arena_free(&mem);
	return 0;
}

/* A copy has what its collector asked, which sources.conf here need not know. */
static int64_t get_refreshed_at(void *ctx)
{
	struct data_store *ds = ctx;
	struct newest n = { .store = ds->store };
	struct arena mem = ARENA_INIT(1 << 20);
	struct origin from;
	struct err e = { 0 };

	if (store_origin(ds->store, &mem, &from, &e) == 0 && from.from.n > 0)
		store_source_keys(ds->store, take_newest, &n, &e);
	for (size_t i = 0; ds->sources && i < ds->sources->n; i++) {
		err_clear(&e);
		take_newest(&n, ds->sources->list[i].key, 0, &e);
	}
	arena_free(&mem);
	return n.at;
}

static int64_t source_due(struct data_store *ds, const struct source *src,
			  struct arena *mem)
{
	int64_t now = clock_now(&ds->clock);
	struct store_last last;
	struct err e = { 0 };
	struct due d;

	if (store_last(ds->store, src->key, mem, &last, &e) < 0 ||
	    store_due(ds->store, src->key, mem, &d, &e) < 0 ||
	    store_turn_who(ds->store, src->key))
		return 0;
	due_attempted(&d, last.at, last.good_at, now);
	return due_at(&d, src, now);
}

static int64_t get_due_at(void *ctx)
{
	struct data_store *ds = ctx;
	struct arena mem = ARENA_INIT(1 << 20);
	int64_t first = 0;

	for (size_t i = 0; ds->sources && i < ds->sources->n; i++) {
		const struct source *src = &ds->sources->list[i];
		int64_t at = 0;

		arena_clear(&mem);
		if (src->enabled && source_uses_network(src))
			at = source_due(ds, src, &mem);
		if (at && (!first || at < first))
			first = at;
	}
	arena_free(&mem);
	return first;
}

struct data data_store(struct data_store *ds)
{
	static const struct data_ops ops = {
		.shape = get_shape,
		.open = data_rows,
		.subject = get_subject,
		.facet = data_facet,
		.tie = set_tie,
		.mark = set_mark,
		.marks = get_marks,
		.dismiss = dismiss,
		.screen = get_candidates,
		.verdict = set_verdict,
		.conflict = get_conflict,
		.dispute = set_dispute,
		.heed = heed,
		.changed = has_changed,
		.amiss = is_amiss,
		.aside = get_aside,
		.refreshed_at = get_refreshed_at,
		.due_at = get_due_at,
		.attempts = get_attempts,
		.own = get_own, .work = set_work,
		.alike = get_alike,
	};

	return (struct data){ .ops = &ops, .ctx = ds, .clock = ds->clock };
}

void data_store_close(struct data_store *ds)
{
	struct err ignored = {0};

	drop_names(ds, &ignored);
}
