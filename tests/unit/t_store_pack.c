/* Packed claims: there and back, hostile bytes, sets of rows, and a store of
 * version 1, whose claims were rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "store/bits.h"
#include "store/pack.h"
#include "storekit.h"

#define IS(text) { (text), sizeof(text) - 1 }

static const struct claim claims[] = {
	{ .value = IS("Ales") },
	{ .value = IS("") },
	{ .value = IS("a\0b"), .qualifier = IS(""), .quote = IS("q"),
	  .lang = IS("be"), .as_of = IS("2025-12-15"), .offset = 70000,
	  .unverified = true },
	{ .value = IS("x"), .offset = UINT32_MAX },
	{ .value = IS("123"), .rule = IS("sentence.count"), .confidence = 85 },
	{ .value = IS("y"), .confidence = UINT8_MAX },
};
enum { CLAIMS = sizeof(claims) / sizeof(claims[0]) };

static void same(struct slice a, struct slice b)
{
	assert_true(slice_eq(a, b) && !a.p == !b.p);
}

static void claims_come_back(void **state)
{
	struct str bytes = STR_INIT(PACK_BYTES);
	struct unpack u;
	struct packed p;
	struct err e = {0};

	(void)state;
	pack_begin(&bytes);
	for (size_t i = 0; i < CLAIMS; i++)
		pack_claim(&bytes, (uint32_t)(i * 100 + 1), &claims[i],
			   claims[i].value);
	unpack_init(&u, str_slice(&bytes));
	for (size_t i = 0; i < CLAIMS; i++) {
		assert_int_equal(unpack_next(&u, &p, &e), 1);
		assert_int_equal(p.number, i * 100 + 1);
		same(p.claim.value, claims[i].value);
		same(p.claim.qualifier, claims[i].qualifier);
		same(p.claim.quote, claims[i].quote);
		same(p.claim.lang, claims[i].lang);
		same(p.claim.as_of, claims[i].as_of);
		same(p.claim.rule, claims[i].rule);
		assert_int_equal(p.claim.confidence, claims[i].confidence);
		assert_int_equal(p.claim.offset, claims[i].offset);
		assert_int_equal(p.claim.unverified, claims[i].unverified);
	}
	assert_int_equal(unpack_next(&u, &p, &e), 0);
	/* cut anywhere: fewer claims or an error, never bytes from outside */
	for (size_t n = 0; n < bytes.n; n++) {
		struct err cut = {0};

		unpack_init(&u, slice_make(bytes.p, n));
		while (unpack_next(&u, &p, &cut) > 0)
			assert_true(p.claim.value.p + p.claim.value.n <=
				    bytes.p + n);
	}
	str_free(&bytes);
}

/* Claims before the damage, and whether there is any. */
static const struct { struct slice bytes; int claims; bool bad; } hostile[] = {
	{ IS(""), 0, false },			/* a content without claims */
	{ IS("\1"), 0, false },
	{ IS("\2"), 0, false },
	{ IS("\3"), 0, true },			/* a form to come */
	{ IS("\2\5\300\1\1a\1r\125"), 1, false },
	{ IS("\2\5\200\1\1a\200\2"), 0, true },	/* surer than a byte */
	{ IS("\1\5"), 0, true },
	{ IS("\1\5\0"), 0, true },
	{ IS("\1\5\0\1a"), 1, false },
	{ IS("\1\5\0\2a"), 0, true },		/* longer than the bytes */
	{ IS("\1\5\0\xff\xff\xff\xff\xff\xff\xff\xff\x7f"), 0, true },
	{ IS("\1\5\0\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\1a"), 0, true },
	{ IS("\1\xff\xff\xff\xff\x1f\0\1a"), 0, true },	/* number > 32 bits */
	{ IS("\1\5\2\1a\x7f" "b"), 0, true },
	{ IS("\1\5\0\1a\5\0\1a\5"), 2, true },
};

static void hostile_bytes_are_refused(void **state)
{
	struct str many = STR_INIT(PACK_BYTES);
	struct unpack u;
	struct packed p;

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct err e = {0};
		int rc, n = 0;

		unpack_init(&u, hostile[i].bytes);
		while ((rc = unpack_next(&u, &p, &e)) > 0)
			n++;
		if (n != hostile[i].claims || (rc < 0) != hostile[i].bad)
			fail_msg("%zu: %d claims, %d", i, n, rc);
		assert_int_equal(unpack_next(&u, &p, &e), rc);
	}
	pack_begin(&many);
	for (int i = 0; i <= RECORD_CLAIMS; i++)
		pack_claim(&many, 1, &claims[0], claims[0].value);
	unpack_init(&u, str_slice(&many));
	for (int i = 0; i <= RECORD_CLAIMS; i++) {
		struct err e = {0};

		assert_int_equal(unpack_next(&u, &p, &e),
				 i < RECORD_CLAIMS ? 1 : -1);
	}
	str_free(&many);
}

static void sets_tell_runs(void **state)
{
	static const int64_t in[] = { 0, 1, 63, 64, 65, 200, 9000, 9001 };
	struct str runs = STR_INIT(4096);
	struct bits b = {0};
	struct err e = {0};
	int64_t first = 0, end = 0;

	(void)state;
	assert_false(bits_run(&b, &first, &end));
	for (size_t i = 0; i < sizeof(in) / sizeof(in[0]); i++) {
		assert_false(bits_has(&b, in[i]));
		assert_int_equal(bits_add(&b, in[i], &e), 1);
		assert_int_equal(bits_add(&b, in[i], &e), 0);
		assert_true(bits_has(&b, in[i]));
	}
	for (first = 0; bits_run(&b, &first, &end); first = end)
		str_addf(&runs, "%d-%d ", (int)first, (int)end);
	assert_string_equal(str_cstr(&runs),
			    "0-2 63-66 200-201 9000-9002 ");
	assert_false(bits_has(&b, -1));
	assert_false(bits_has(&b, INT64_MAX));
	assert_int_equal(bits_add(&b, -1, &e), -1);
	assert_int_equal(bits_add(&b, BITS_MAX, &e), -1);
	bits_free(&b);
	str_free(&runs);
}

/* --- a store of version 1 --- */

static const char version_1[] =
	"PRAGMA application_id = 1952997751; PRAGMA user_version = 1;"
	"CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL)"
	" STRICT, WITHOUT ROWID;"
	"CREATE TABLE source(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
	" title TEXT, publisher TEXT) STRICT;"
	"CREATE TABLE fetch(id INTEGER PRIMARY KEY,"
	" source INTEGER NOT NULL REFERENCES source, at INTEGER NOT NULL,"
	" evidence TEXT NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN"
	" ('open', 'accepted', 'same', 'refused', 'failed', 'gone')),"
	" accepted INTEGER NOT NULL DEFAULT 0, complete INTEGER NOT NULL,"
	" why TEXT, status INTEGER NOT NULL, url TEXT, sha256 TEXT, etag TEXT,"
	" last_modified TEXT, validators TEXT, bytes INTEGER NOT NULL,"
	" records INTEGER NOT NULL DEFAULT 0, first_subject INTEGER,"
	" first_record INTEGER, first_content INTEGER) STRICT;"
	"CREATE INDEX fetch_order ON fetch(source, accepted, complete,"
	" evidence);"
	"CREATE INDEX fetch_open ON fetch(id) WHERE outcome = 'open';"
	"CREATE TABLE subject(id INTEGER PRIMARY KEY,"
	" public TEXT NOT NULL UNIQUE,"
	" source INTEGER NOT NULL REFERENCES source, kind TEXT NOT NULL,"
	" key TEXT NOT NULL, first_seen INTEGER NOT NULL,"
	" UNIQUE(source, kind, key)) STRICT;"
	"CREATE INDEX subject_kind ON subject(kind);"
	"CREATE TABLE record(id INTEGER PRIMARY KEY,"
	" source INTEGER NOT NULL REFERENCES source, key TEXT NOT NULL,"
	" first_seen INTEGER NOT NULL, UNIQUE(source, key)) STRICT;"
	"CREATE TABLE document(record INTEGER PRIMARY KEY REFERENCES record,"
	" url TEXT, title TEXT, publisher TEXT, attributed_to TEXT,"
	" language TEXT, published TEXT) STRICT;"
	"CREATE TABLE content(id INTEGER PRIMARY KEY,"
	" record INTEGER NOT NULL REFERENCES record,"
	" subject INTEGER NOT NULL REFERENCES subject,"
	" document INTEGER REFERENCES record, hash BLOB NOT NULL,"
	" UNIQUE(record, hash)) STRICT;"
	"CREATE INDEX content_subject ON content(subject);"
	"CREATE INDEX content_document ON content(document)"
	" WHERE document IS NOT NULL;"
	"CREATE TABLE claim(content INTEGER NOT NULL REFERENCES content,"
	" seq INTEGER NOT NULL, prop TEXT NOT NULL, value TEXT NOT NULL,"
	" qualifier TEXT, quote TEXT, lang TEXT, as_of TEXT,"
	" offset INTEGER NOT NULL, unverified INTEGER NOT NULL,"
	" PRIMARY KEY(content, seq)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX claim_event ON claim(value) WHERE prop = 'event';"
	"CREATE INDEX claim_url ON claim(value) WHERE prop = 'url';"
	"CREATE TABLE body(content INTEGER NOT NULL REFERENCES content,"
	" seq INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(content, seq))"
	" STRICT;"
	"CREATE TABLE span(id INTEGER PRIMARY KEY,"
	" content INTEGER NOT NULL REFERENCES content,"
	" from_fetch INTEGER NOT NULL REFERENCES fetch,"
	" to_fetch INTEGER REFERENCES fetch) STRICT;"
	"CREATE INDEX span_content ON span(content);"
	"CREATE INDEX span_from ON span(from_fetch);"
	"CREATE INDEX span_to ON span(to_fetch) WHERE to_fetch IS NOT NULL;";

/* An article, an event, and a man of whom both tell; what he is said to be in
 * has a property of a thaw to come. */
static const char rows_1[] =
	"INSERT INTO source VALUES (1, 's', 'S', NULL);"
	"INSERT INTO fetch(id, source, at, evidence, outcome, accepted,"
	" complete, status, bytes, records, first_subject, first_record,"
	" first_content) VALUES (1, 1, 1764000000, '2025-11-24', 'accepted',"
	" 1, 0, 200, 9, 3, 1, 1, 1),"
	" (2, 1, 1764100000, '2025-11-25', 'open', 0, 0, 200, 9, 0, 4, 4, 5);"
	"INSERT INTO record VALUES (1, 1, 'n1', 1764000000),"
	" (2, 1, 'ev', 1764000000), (3, 1, 'p1', 1764000000);"
	"INSERT INTO subject VALUES"
	" (1, 'n-1', 1, 'news', 'n1', 1764000000),"
	" (2, 'e-1', 1, 'event', 'ev', 1764000000),"
	" (3, 'p-1', 1, 'person', 'p1', 1764000000);"
	"INSERT INTO content VALUES (1, 1, 1, NULL, x'01'),"
	" (2, 2, 2, NULL, x'02'), (3, 3, 3, 1, x'03'), (4, 3, 3, 1, x'04'),"
	" (5, 3, 3, 1, x'05');"
	"INSERT INTO claim VALUES"
	" (1, 0, 'title', 'Freed', NULL, NULL, 'en', NULL, 0, 0),"
	" (1, 1, 'url', 'https://x.example/1', NULL, NULL, NULL, NULL, 0, 0),"
	" (1, 2, 'text', '', NULL, NULL, NULL, NULL, 0, 0),"
	" (2, 0, 'date', '2025-12-13', NULL, NULL, NULL, '2025-01', 0, 0),"
	" (3, 0, 'name', 'Alaksandr', NULL, NULL, NULL, NULL, 0, 0),"
	" (4, 0, 'moon', 'full', 'q', NULL, NULL, NULL, 0, 0),"
	" (4, 1, 'name', 'Ales', 'as told', 'quoted', 'en', '2025-02', 77, 1),"
	" (4, 2, 'event', 'ev', NULL, NULL, NULL, NULL, 0, 0),"
	" (5, 0, 'name', 'Never accepted', NULL, NULL, NULL, NULL, 0, 0);"
	"INSERT INTO body VALUES (1, 2, x'28b52ffd20094900006c6f6e67207465787"
	"4');"
	"INSERT INTO document VALUES (1, 'https://x.example/1', 'Freed',"
	" NULL, NULL, NULL, NULL);"
	"INSERT INTO span VALUES (1, 1, 1, NULL), (2, 2, 1, NULL),"
	" (3, 3, 1, 1), (4, 4, 1, NULL), (5, 5, 2, NULL);";

static void run(const char *file, const char *sql)
{
	char *msg = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &msg) != SQLITE_OK)
		fail_msg("%s", msg);
	sqlite3_close(db);
}

static void drop_all(const char *file)
{
	char cmd[512];

	snprintf(cmd, sizeof(cmd), "rm -f %s %s-wal %s-shm", file, file, file);
	assert_int_equal(system(cmd), 0);
}

static const struct fact *fact(const struct facts *f, enum property prop)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fact[i].claim.prop == prop && !f->fact[i].until.p)
			return &f->fact[i];
	fail_msg("no %s", properties[prop].name);
	return NULL;
}

static void version_1_is_carried_over(void **state)
{
	struct arena mem = ARENA_INIT(1 << 20);
	const struct claim *c;
	struct err e = {0};
	struct facts f;
	struct kit k;

	(void)state;
	kit_start(&k);
	store_close(&k.s);
	drop_all(k.file);
	run(k.file, version_1);
	run(k.file, rows_1);
	kit_open(&k);
	kit_expect(&k, &kit_people, "", "name", "Ales");
	kit_expect(&k, &kit_events, "", "members", "1");
	kit_expect(&k, &kit_news, "", "claims", "3");
	kit_expect(&k, &kit_news, "", "copies", "1");
	assert_int_equal(store_subject(k.s, SLICE("p-1"), SLICE_NONE, &mem,
				       &f, &e), 1);
	c = &fact(&f, PROP_name)->claim;
	assert_true(slice_is(c->value, "Ales") &&
		    slice_is(c->qualifier, "as told") &&
		    slice_is(c->quote, "quoted") && slice_is(c->lang, "en") &&
		    slice_is(c->as_of, "2025-02"));
	assert_true(c->offset == 77 && c->unverified);
	assert_int_equal(store_subject(k.s, SLICE("n-1"), SLICE_NONE, &mem,
				       &f, &e), 1);
	assert_true(slice_is(fact(&f, PROP_text)->claim.value, "long text"));
	/* once more: nothing is left to do */
	store_close(&k.s);
	kit_open(&k);
	kit_expect(&k, &kit_people, "", "name", "Ales");
	arena_free(&mem);
	kit_stop(&k);
}

/* A file that an enemy made is an error in words, never a crash. */
static void damaged_claims_are_told(void **state)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct err e = {0};
	struct facts f;
	struct kit k;
	char id[ID_TEXT];

	(void)state;
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", "a name=A; b name=B", NULL);
	run(k.file, "UPDATE content SET claims = x'01050041ff' WHERE id = 1");
	record_id(KIND_designation, SLICE("l"), SLICE("a"), id);
	assert_int_equal(store_subject(k.s, slice_of(id), SLICE_NONE, &mem,
				       &f, &e), -1);
	assert_non_null(strstr(e.msg, "damaged"));
	arena_free(&mem);
	kit_stop(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(claims_come_back),
		cmocka_unit_test(hostile_bytes_are_refused),
		cmocka_unit_test(sets_tell_runs),
		cmocka_unit_test(version_1_is_carried_over),
		cmocka_unit_test(damaged_claims_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
