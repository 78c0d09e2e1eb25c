/* The store alone, with records made here: how many claims a second come in,
 * how much of that is making the records, and what an unchanged version and a
 * filter cost.
 * Beside it, in the same run, the peer: SQLite alone, a bare row a claim.
 *
 *   store_bench FILE PARTIES CLAIMS     FILE is made, and stays
 *   store_bench FILE                    how many claims are in that store
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "names/fold.h"
#include "names/one_party.h"
#include "store/inside.h"
#include "view/view.h"

struct run {
	long parties, claims, changed;	/* changed: the number of one */
	double peer;			/* claims a second */
	record_fn *emit;
	void *ctx;
};

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long peak_mb(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss / 1024;
}

/* Letters that follow from a number, so that every run makes the same. */
static unsigned long mix(unsigned long n)
{
	n = (n ^ n >> 30) * 0xbf58476d1ce4e5b9u;
	n = (n ^ n >> 27) * 0x94d049bb133111ebu;
	return n ^ n >> 31;
}

static void name(char out[64], long i, long k)
{
	static const char *const part[] = {
		"ska", "vich", "ale", "ndr", "bia", "liat", "ski", "mar",
		"yia", "kal", "esn", "ikau", "san", "niko", "vsi", "arhei",
	};
	unsigned long r = mix((unsigned long)(i * 64 + k + 1));

	snprintf(out, 64, "%s%s%s %s%s%s%s %lx", part[r & 15],
		 part[r >> 4 & 15], part[r >> 8 & 15], part[r >> 12 & 15],
		 part[r >> 16 & 15], part[r >> 20 & 15], part[r >> 24 & 15],
		 r >> 28 & 0xfff);
}

static int party(struct builder *b, const struct run *r, long i,
		 struct err *e)
{
	static const char *const programme[] = { "BLR", "RUS", "SYR", "IRN",
		"UKR", "PRK", "SDGT", "MMR" };
	char text[64];

	snprintf(text, sizeof(text), "EU.%ld.%lu", i,
		 mix((unsigned long)i) % 97);
	build_begin(b, KIND_designation, slice_of(text));
	build_claim(b, PROP_native_id, slice_of(text));
	build_claim(b, PROP_jurisdiction, SLICE("EU"));
	build_claim(b, PROP_list, SLICE("bench"));
	build_claim(b, PROP_target_kind, i % 5 ? SLICE("person") :
						 SLICE("entity"));
	build_claim(b, PROP_programme,
		    slice_of(i % 16 ? programme[1 + i % 7] : programme[0]));
	build_claim(b, PROP_measure, SLICE("asset freeze"));
	build_claimf(b, PROP_listed_on, "20%02ld-%02ld-%02ld", i % 25,
		     i % 12 + 1, i % 28 + 1);
	build_claimf(b, PROP_born, "19%02ld-%02ld", i % 90 + 10, i % 12 + 1);
	name(text, i, 0);
	build_claim(b, PROP_name, slice_of(text));
	if (i == r->changed)
		build_claim(b, PROP_remarks, SLICE("changed"));
	for (long k = 9; k < r->claims; k++) {
		name(text, i, k);
		build_claim(b, k % 3 ? PROP_other_name : PROP_remarks,
			    slice_of(text));
	}
	return build_emit(b, r->emit, r->ctx, e);
}

static int all(const struct run *r, struct err *e)
{
	struct builder b;
	int rc = build_open(&b, e);

	for (long i = 1; rc == 0 && i <= r->parties; i++)
		rc = party(&b, r, i, e);
	build_close(&b);
	return rc;
}

static int nothing(void *ctx, const struct record *rec, struct err *e)
{
	(void)e;
	*(size_t *)ctx += rec->n;
	return 0;
}

/* --- the peer --- */

struct peer {
	sqlite3 *db;
	sqlite3_stmt *st;
	long rows;
};

static int peer_put(void *ctx, const struct record *rec, struct err *e)
{
	struct peer *p = ctx;

	for (size_t i = 0; i < rec->n; i++) {
		const struct claim *c = &rec->claims[i];

		sqlite3_bind_text(p->st, 1, rec->key.p, (int)rec->key.n,
				  SQLITE_STATIC);
		sqlite3_bind_int(p->st, 2, (int)c->prop);
		sqlite3_bind_text(p->st, 3, c->value.p, (int)c->value.n,
				  SQLITE_STATIC);
		if (sqlite3_step(p->st) != SQLITE_DONE)
			return err_set(e, ERR_STORE, "%s",
				       sqlite3_errmsg(p->db));
		sqlite3_reset(p->st);
		if (++p->rows % 10000 == 0)
			sqlite3_exec(p->db, "COMMIT; BEGIN", NULL, NULL, NULL);
	}
	return 0;
}

static double peer_rate(const char *file, struct run *r, struct err *e)
{
	struct peer p = {0};
	double t0;

	remove(file);
	sqlite3_open(file, &p.db);
	sqlite3_exec(p.db, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;"
		     "PRAGMA synchronous = NORMAL;"
		     "CREATE TABLE t(entity TEXT, prop INTEGER, value TEXT,"
		     " PRIMARY KEY(entity, prop, value)) WITHOUT ROWID; BEGIN",
		     NULL, NULL, NULL);
	sqlite3_prepare_v2(p.db, "INSERT OR IGNORE INTO t VALUES (?1, ?2, ?3)",
			   -1, &p.st, NULL);
	t0 = cpu_s();
	r->emit = peer_put;
	r->ctx = &p;
	all(r, e);
	sqlite3_exec(p.db, "COMMIT", NULL, NULL, NULL);
	sqlite3_finalize(p.st);
	sqlite3_close(p.db);
	remove(file);
	return (double)p.rows / (cpu_s() - t0);
}

static int put(void *ctx, const struct record *rec, struct err *e)
{
	return store_put(ctx, rec, e);
}

static int version(struct store *s, struct run *r, const char *what,
		   const char *evidence, struct err *e)
{
	struct source src = { .key = SLICE("bench") };
	struct store_fetch f = { .source = &src, .complete = true,
				 .evidence = slice_of(evidence) };
	struct store_result out;
	struct store_tx *tx;
	double t0 = now_s(), c0 = cpu_s(), t1, t2;

	if (store_begin(&tx, s, &f, e) < 0)
		return -1;
	r->emit = put;
	r->ctx = tx;
	if (all(r, e) < 0) {
		store_reject(&tx, e->msg);
		return -1;
	}
	t1 = now_s();
	if (store_accept(&tx, false, &out, e) < 0)
		return -1;
	t2 = now_s();
	c0 = cpu_s() - c0;
	printf("%-18s %8.0f claims/s of the processor, %4.2f of the peer;"
	       "  %.0f ms (put %.0f, accept %.0f)  peak %ld MB\n", what,
	       (double)(r->parties * r->claims) / c0,
	       (double)(r->parties * r->claims) / c0 / r->peer,
	       (t2 - t0) * 1e3, (t1 - t0) * 1e3, (t2 - t1) * 1e3, peak_mb());
	return 0;
}

static int drop(void *ctx, const struct shape *shape, const struct row *row,
		struct err *e)
{
	(void)ctx;
	(void)shape;
	(void)row;
	(void)e;
	return 0;
}

static int ask(struct store *s, const char *text, struct err *e)
{
	struct query *q = calloc(1, sizeof(*q));
	struct window *w = NULL;
	double t0 = now_s();
	int rc = -1;

	if (q && query_parse(q, slice_of(text), e) == 0 &&
	    query_defaults(q, &view_designations, e) == 0 &&
	    query_check(q, &view_designations, e) == 0 &&
	    window_open(&w, s, &view_designations, q, e) == 0)
		rc = window_fetch(w, 0, 50, drop, NULL, e);
	if (rc == 0)
		printf("%-18s %7.1f ms  %lld rows\n", text,
		       (now_s() - t0) * 1e3, (long long)window_count(w));
	window_close(&w);
	if (q)
		query_free(q);
	free(q);
	return rc;
}

static int bench(struct store *s, struct run *r, const char *peer,
		 struct err *e)
{
	static const char *const queries[] = { "", "programme:BLR",
		"programme:BL*", "list:bench", "listed>=2024", "kalesnikau" };
	size_t claims = 0;
	double c0 = cpu_s();

	r->emit = nothing;
	r->ctx = &claims;
	if (all(r, e) < 0)
		return -1;
	printf("%-18s %8.0f claims/s of the processor\n", "records alone",
	       (double)claims / (cpu_s() - c0));
	r->peer = peer_rate(peer, r, e);
	printf("%-18s %8.0f claims/s of the processor\n", "the peer",
	       r->peer);
	if (version(s, r, "first version", "2025-01-01", e) < 0 ||
	    version(s, r, "unchanged", "2025-01-02", e) < 0)
		return -1;
	r->changed = r->parties / 2;
	if (version(s, r, "one changed", "2025-01-03", e) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++)
		if (ask(s, queries[i], e) < 0)
			return -1;
	return 0;
}

static int count(struct store *s, struct err *e)
{
	int64_t n;

	if (sql_number(&s->q, "SELECT sum(thaw_claims(claims, '', '~'))"
		       " FROM content", 0, &n, e) < 0)
		return -1;
	printf("%lld\n", (long long)n);
	return 0;
}

int main(int argc, char **argv)
{
	static const struct shape *const shapes[] = { &view_designations,
						      NULL };
	struct store_options o = { .shapes = shapes, .fold = fold_name,
				   .parties = &one_party };
	struct store *s = NULL;
	struct run r = {0};
	struct err e = {0};
	char peer[4096];
	int rc = -1;

	if (argc != 4 && argc != 2) {
		fprintf(stderr, "usage: store_bench FILE [PARTIES CLAIMS]\n");
		return 2;
	}
	snprintf(peer, sizeof(peer), "%s-peer", argv[1]);
	o.file = argv[1];
	o.clock = clock_system();
	if (argc == 4) {
		r.parties = atol(argv[2]);
		r.claims = atol(argv[3]);
	}
	o.read_only = argc == 2;
	if (store_open(&s, &o, &e) == 0)
		rc = argc == 2 ? count(s, &e) : bench(s, &r, peer, &e);
	if (rc < 0)
		fprintf(stderr, "store_bench: %s\n", e.msg);
	store_close(&s);
	return rc < 0;
}
