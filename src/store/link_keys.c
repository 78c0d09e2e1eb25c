/* Keys of profiles, in buckets by their first bits: a row of the table is a
 * sorted run of keys, so that a million listings are some thousand rows and
 * each is written once a step. In a row, all numbers as LEB128:
 *
 *   key - key before    (the first: - first key of the bucket)
 *   source, subject
 *
 * What is noted is sorted and merged into the rows; on the way each new key
 * meets those of other sources, and a wide one (PARTY_WIDE) all.
 */
#include <stdlib.h>
#include <string.h>

#include "store/link.h"

enum {
	BITS = 14, BUCKETS = 1 << BITS, SHIFT = 64 - BITS,
	ROW_BYTES = 256 << 20,
	RUN_MOST = 1 << 24,	/* keys of one bucket */
};

struct key_row {
	uint64_t key;
	int64_t subject;
	int32_t source;
	bool gone;		/* taken away */
	bool fresh;		/* noted, not from the table */
};

struct link_keys {
	struct key_row *row;		/* noted */
	size_t n, cap;
	struct key_row *run;		/* of the bucket at hand, merged */
	size_t n_run, cap_run;
	struct str bytes;
};

int keys_open(struct link_keys **k, struct err *e)
{
	*k = calloc(1, sizeof(**k));
	if (!*k)
		return err_set(e, ERR_MEMORY, "no memory to compare listings");
	(*k)->bytes = STR_INIT(ROW_BYTES);
	return 0;
}

void keys_close(struct link_keys **k)
{
	if (!*k)
		return;
	free((*k)->row);
	free((*k)->run);
	str_free(&(*k)->bytes);
	free(*k);
	*k = NULL;
}

int keys_note(struct link_keys *k, const struct party_keys *keys,
	      int64_t source, int64_t subject, bool gone, struct err *e)
{
	if (source > INT32_MAX)
		return err_set(e, ERR_LIMIT, "too many sources");
	for (size_t i = 0; i < keys->n; i++) {
		if (vec_room((void **)&k->row, &k->cap, k->n, sizeof(*k->row),
			     KEYS_NOTED + 2 * PARTY_KEYS, e) < 0)
			return -1;
		k->row[k->n++] = (struct key_row){ keys->key[i], subject,
			(int32_t)source, gone, true };
	}
	return 0;
}

size_t keys_noted(const struct link_keys *k)
{
	return k->n;
}

/* --- order --- */

static int by_listing(const struct key_row *a, const struct key_row *b)
{
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	return a->subject < b->subject ? -1 : a->subject > b->subject;
}

/* What is taken away comes before what is told again. */
static int by_key(const void *x, const void *y)
{
	const struct key_row *a = x, *b = y;
	int c = by_listing(a, b);

	return c ? c : b->gone - a->gone;
}

static size_t bucket_of(const struct key_row *r)
{
	return (size_t)(r->key >> SHIFT);
}

/* Into the order of buckets, in place: keys are spread evenly, so that each of
 * them is a short run. */
static int sort_rows(struct link_keys *k, struct err *e)
{
	size_t *at = calloc(2 * BUCKETS + 1, sizeof(*at));
	size_t *end = at ? at + BUCKETS : NULL, sum = 0;

	if (!at)
		return err_set(e, ERR_MEMORY, "no memory to compare listings");
	for (size_t i = 0; i < k->n; i++)
		end[bucket_of(&k->row[i])]++;
	for (size_t b = 0; b < BUCKETS; b++) {
		at[b] = sum;
		sum += end[b];
		end[b] = sum;
	}
	for (size_t b = 0; b < BUCKETS; b++)
		while (at[b] < end[b]) {
			struct key_row r = k->row[at[b]];
			size_t to = bucket_of(&r);

			k->row[at[b]] = k->row[at[to]];
			k->row[at[to]++] = r;
		}
	for (size_t b = 0; b < BUCKETS; b++) {
		size_t from = b ? end[b - 1] : 0;

		if (end[b] - from > 1)
			qsort(k->row + from, end[b] - from, sizeof(*k->row),
			      by_key);
	}
	free(at);
	return 0;
}

/* --- one bucket --- */

static int run_add(struct link_keys *k, struct key_row r, struct err *e)
{
	if (vec_room((void **)&k->run, &k->cap_run, k->n_run, sizeof(*k->run),
		     RUN_MOST, e) < 0)
		return -1;
	k->run[k->n_run++] = r;
	return 0;
}

/* The same key of the same listing once, and none where it is taken away. */
static int merge_one(struct link_keys *k, const struct key_row *r,
		     struct err *e)
{
	struct key_row *last = k->n_run ? &k->run[k->n_run - 1] : NULL;

	if (last && by_listing(last, r) == 0) {
		if (r->gone)
			k->n_run--;
		else
			last->fresh |= r->fresh;
		return 0;
	}
	return r->gone ? 0 : run_add(k, *r, e);
}

/* What the row says, among what was noted: both are in order. */
static int merge(struct link_keys *k, size_t bucket, struct slice bytes,
		 const struct key_row *noted, size_t n, struct err *e)
{
	struct unpack u = unpack_numbers(bytes);
	uint64_t key = (uint64_t)bucket << SHIFT;
	size_t at = 0;

	k->n_run = 0;
	while (u.p != u.end) {
		struct key_row r = {0};

		key += unpack_number(&u, UINT64_MAX >> BITS);
		r.key = key;
		r.source = (int32_t)unpack_number(&u, INT32_MAX);
		r.subject = (int64_t)unpack_number(&u, INT64_MAX);
		if (u.bad)
			return err_set(e, ERR_STORE, "stored keys of parties"
				       " are damaged");
		while (at < n && by_listing(&noted[at], &r) < 0)
			if (merge_one(k, &noted[at++], e) < 0)
				return -1;
		if (merge_one(k, &r, e) < 0)
			return -1;
	}
	for (; at < n; at++)
		if (merge_one(k, &noted[at], e) < 0)
			return -1;
	return 0;
}

static int load(struct store *s, size_t bucket, struct str *out,
		struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT keys FROM profile_keys"
					  " WHERE bucket = ?1", e);
	int rc;

	str_clear(out);
	if (!st)
		return -1;
	sql_int(st, 1, (int64_t)bucket);
	rc = sql_step(&s->q, st, e);
	if (rc > 0)
		str_add(out, sql_col(st, 0));
	sql_reset(st);
	return rc < 0 ? -1 : str_ok(out, "keys of parties", e);
}

static int save(struct store *s, struct link_keys *k, size_t bucket,
		struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT OR REPLACE INTO"
					  " profile_keys VALUES (?1, ?2)", e);
	uint64_t key = (uint64_t)bucket << SHIFT;

	str_clear(&k->bytes);
	for (size_t i = 0; i < k->n_run; i++) {
		const struct key_row *r = &k->run[i];

		pack_number(&k->bytes, r->key - key);
		pack_number(&k->bytes, (uint64_t)r->source);
		pack_number(&k->bytes, (uint64_t)r->subject);
		key = r->key;
	}
	if (!st || str_ok(&k->bytes, "keys of parties", e) < 0)
		return -1;
	sql_int(st, 1, (int64_t)bucket);
	sql_blob(st, 2, str_slice(&k->bytes));
	return sql_do(&s->q, st, e);
}

/* The new ones of one source, [from, to), meet all others behind their key,
 * [first, end). */
static int meet(const struct link_keys *k, size_t first, size_t end,
		size_t from, size_t to, pair_fn *fn, void *ctx, struct err *e)
{
	for (size_t i = from; i < to; i++) {
		for (size_t o = first; k->run[i].fresh && o < end; o++) {
			if (o == from)
				o = to;
			if (o < end && fn(ctx, k->run[i].subject,
					  k->run[o].subject, e) < 0)
				return -1;
		}
	}
	return 0;
}

/* Listings behind one key: those of other sources are worth a look, unless
 * they are too many to say anything. */
static int meet_key(const struct link_keys *k, size_t first, size_t end,
		    pair_fn *fn, void *ctx, struct err *e)
{
	size_t from = first;

	for (size_t i = first + 1; i <= end; i++) {
		size_t others = (end - first) - (i - from);

		if (i < end && k->run[i].source == k->run[from].source)
			continue;
		if (others > 0 && others <= KEY_MOST &&
		    meet(k, first, end, from, i, fn, ctx, e) < 0)
			return -1;
		from = i;
	}
	return 0;
}

/* All behind a wide key, whatever their sources. */
static int meet_wide(const struct link_keys *k, size_t first, size_t end,
		     pair_fn *fn, void *ctx, struct err *e)
{
	if (end - first > KEY_MOST_WIDE)
		return 0;
	for (size_t i = first; i < end; i++)
		for (size_t o = first; k->run[i].fresh && o < end; o++)
			if (o != i && (!k->run[o].fresh || o > i) &&
			    fn(ctx, k->run[i].subject, k->run[o].subject,
			       e) < 0)
				return -1;
	return 0;
}

static int meet_all(const struct link_keys *k, pair_fn *fn, void *ctx,
		    struct err *e)
{
	size_t first = 0;

	for (size_t i = 1; i <= k->n_run; i++) {
		if (i < k->n_run && k->run[i].key == k->run[first].key)
			continue;
		if (i - first > 1 &&
		    (k->run[first].key & PARTY_WIDE ? meet_wide : meet_key)
			    (k, first, i, fn, ctx, e) < 0)
			return -1;
		first = i;
	}
	return 0;
}

int keys_write(struct store *s, struct link_keys *k, pair_fn *fn, void *ctx,
	       struct err *e)
{
	size_t first = 0;

	if (sort_rows(k, e) < 0)
		return -1;
	for (size_t i = 1; i <= k->n; i++) {
		size_t bucket = bucket_of(&k->row[first]);

		if (i < k->n && bucket_of(&k->row[i]) == bucket)
			continue;
		if (load(s, bucket, &k->bytes, e) < 0 ||
		    merge(k, bucket, str_slice(&k->bytes), &k->row[first],
			  i - first, e) < 0 ||
		    save(s, k, bucket, e) < 0 ||
		    meet_all(k, fn, ctx, e) < 0)
			return -1;
		first = i;
	}
	k->n = 0;
	return 0;
}

int store_keyed(struct store *s, uint64_t key, int64_t *subject, size_t most,
		size_t *n, struct err *e)
{
	struct link_keys k = { .bytes = STR_INIT(ROW_BYTES) };
	const struct key_row asked = { .key = key };
	int rc = load(s, bucket_of(&asked), &k.bytes, e);

	*n = 0;
	if (rc == 0)
		rc = merge(&k, bucket_of(&asked), str_slice(&k.bytes), NULL, 0,
			   e);
	for (size_t i = 0; rc == 0 && i < k.n_run && *n < most; i++)
		if (k.run[i].key == key)
			subject[(*n)++] = k.run[i].subject;
	free(k.run);
	str_free(&k.bytes);
	return rc;
}

/* --- those of a kind go --- */

static int next_bucket(struct store *s, int64_t *bucket, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT min(bucket) FROM"
		" profile_keys WHERE bucket > ?1", e);
	int rc;

	if (!st)
		return -1;
	sql_int(st, 1, *bucket);
	rc = sql_step(&s->q, st, e);
	if (rc > 0 && sql_col_null(st, 0))
		rc = 0;
	if (rc > 0)
		*bucket = sql_col_int(st, 0);
	sql_reset(st);
	return rc;
}

static int forget_in(struct store *s, struct link_keys *k, size_t bucket,
		     const struct bits *subjects, struct err *e)
{
	size_t kept = 0;

	if (load(s, bucket, &k->bytes, e) < 0 ||
	    merge(k, bucket, str_slice(&k->bytes), NULL, 0, e) < 0)
		return -1;
	for (size_t i = 0; i < k->n_run; i++)
		if (!bits_has(subjects, k->run[i].subject))
			k->run[kept++] = k->run[i];
	if (kept == k->n_run)
		return 0;
	k->n_run = kept;
	return save(s, k, bucket, e);
}

int keys_forget(struct store *s, const struct bits *subjects, struct err *e)
{
	struct link_keys *k;
	int64_t bucket = -1;
	int rc;

	if (keys_open(&k, e) < 0)
		return -1;
	while ((rc = next_bucket(s, &bucket, e)) > 0)
		if (forget_in(s, k, (size_t)bucket, subjects, e) < 0) {
			rc = -1;
			break;
		}
	keys_close(&k);
	return rc;
}
