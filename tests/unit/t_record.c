#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/path.h"
#include "model/input.h"
#include "model/record.h"
#include "model/shape.h"

struct seen {
	char key[64], subject[64], value[64];
	size_t n, claims;
	unsigned char hash[HASH_BYTES];
};

static int remember(void *ctx, const struct record *r, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	s->n++;
	s->claims = r->n;
	memcpy(s->key, r->key.p, r->key.n + 1);
	memcpy(s->subject, r->subject.p, r->subject.n + 1);
	if (r->n)
		memcpy(s->value, r->claims[0].value.p,
		       r->claims[0].value.n + 1);
	memcpy(s->hash, r->hash, HASH_BYTES);
	return 0;
}

static void build_person(struct builder *b, const char *name,
			 struct seen *seen)
{
	struct err e = {0};
	struct claim *c;

	build_begin(b, KIND_person, SLICE("p/1"));
	build_doc(b, SLICE("doc"));
	c = build_claim(b, PROP_name, slice_of(name));
	c->quote = build_copy(b, SLICE("the words"));
	assert_null(build_claim(b, PROP_role, SLICE("  ")));
	assert_non_null(build_claimf(b, PROP_held_min_days, "%d", 730));
	assert_int_equal(build_emit(b, remember, seen, &e), 0);
}

static void test_builder(void **state)
{
	struct builder b;
	struct err e = {0};
	struct seen one = {0}, two = {0}, other = {0};

	(void)state;
	assert_int_equal(build_open(&b, &e), 0);
	build_person(&b, " Ales Bialiatski ", &one);
	build_person(&b, "Ales Bialiatski", &two);
	build_person(&b, "Andrei Sannikov", &other);
	assert_string_equal(one.key, "p/1");
	assert_string_equal(one.subject, "p/1");
	assert_string_equal(one.value, "Ales Bialiatski");
	assert_int_equal(one.claims, 2);
	assert_memory_equal(one.hash, two.hash, HASH_BYTES);
	assert_memory_not_equal(one.hash, other.hash, HASH_BYTES);

	build_begin(&b, KIND_person, SLICE("p/2"));
	build_subject(&b, SLICE("p/1"));
	assert_int_equal(build_emit(&b, remember, &one, &e), 0);
	assert_string_equal(one.subject, "p/1");
	build_close(&b);
	build_close(&b);
}

static void test_builder_limits(void **state)
{
	struct builder b;
	struct seen seen = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(build_open(&b, &e), 0);
	build_begin(&b, KIND_event, SLICE(""));
	assert_int_equal(build_emit(&b, remember, &seen, &e), -1);
	assert_string_equal(e.msg, "a event without a key");
	err_clear(&e);
	build_begin(&b, KIND_event, SLICE("k"));
	for (int i = 0; i <= RECORD_CLAIMS; i++)
		build_claim(&b, PROP_note, SLICE("x"));
	assert_int_equal(build_emit(&b, remember, &seen, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	err_clear(&e);
	build_begin(&b, KIND_event, SLICE("k"));
	assert_null(build_claimf(&b, PROP_note, "%2000d", 1));
	assert_int_equal(build_emit(&b, remember, &seen, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_int_equal(seen.n, 0);
	build_close(&b);
}

static void test_ids(void **state)
{
	char a[ID_TEXT], b[ID_TEXT];

	(void)state;
	record_id(KIND_person, SLICE("viasna"), SLICE("1"), a);
	record_id(KIND_person, SLICE("viasna1"), SLICE(""), b);
	assert_int_equal(strlen(a), 14);
	assert_memory_equal(a, "p-", 2);
	assert_string_not_equal(a, b);
	for (int i = 0; i < KIND_COUNT; i++)
		assert_true(kind_name((enum kind)i)[0]);
}

static void test_input(void **state)
{
	struct input_part mem = input_memory(SLICE("m"), SLICE("abc"));
	struct input_part file = { .name = SLICE("f") };
	struct str out = STR_INIT(64), small = STR_INIT(2);
	struct err e = {0};
	char buf[2];

	(void)state;
	assert_int_equal(input_read(&mem, buf, 2, &e), 2);
	assert_int_equal(input_read(&mem, buf, 2, &e), 1);
	assert_int_equal(input_read(&mem, buf, 2, &e), 0);
	input_rewind(&mem);
	assert_int_equal(input_slurp(&mem, &out, &e), 0);
	file.fd = path_spool(&e);
	assert_int_equal(path_write_all(file.fd, SLICE("defg"), &e), 0);
	assert_int_equal(input_slurp(&file, &out, &e), 0);
	input_rewind(&file);
	assert_int_equal(input_slurp(&file, &small, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	close(file.fd);
	assert_string_equal(str_cstr(&out), "abcdefg");
	err_clear(&e);
	file.fd = -1;
	assert_int_equal(input_read(&file, buf, 2, &e), -1);
	str_free(&out);
	str_free(&small);
}

/* A claim in one line: property, value, as-of, unverified, over. */
#define FACT(p, v, on, unsure, over) { \
	.claim = { .prop = (p), .value = { v, sizeof(v) - 1 }, \
		   .as_of = { on, sizeof(on) - 1 }, .unverified = (unsure) }, \
	.until = { (over) ? "2025" : NULL, (over) ? 4 : 0 } }

static const struct fact best_facts[] = {
	FACT(PROP_custody, "colony", "2025-12-01", false, true),
	FACT(PROP_custody, "prison", "2025-11-01", true, false),
	FACT(PROP_custody, "free", "2025-10-01", false, false),
	FACT(PROP_custody, "abroad", "2025-09-01", false, false),
	FACT(PROP_role, "hrd", "2025", false, false),
	FACT(PROP_role, "lawyer", "2025", false, false),
	FACT(PROP_role, "hrd", "2024", false, false),
};

static void test_best(void **state)
{
	struct facts f = { .fact = best_facts, .n = 7 };
	struct arena mem = ARENA_INIT(4096);

	(void)state;
	assert_true(slice_is(facts_value(&f, PROP_custody), "free"));
	assert_null(facts_best(&f, PROP_name));
	assert_null(facts_value(&f, PROP_name).p);
	assert_true(slice_is(facts_list(&f, PROP_role, &mem),
			     "\x1fhrd\x1flawyer\x1f"));
	assert_null(facts_list(&f, PROP_name, &mem).p);
	arena_free(&mem);
}

static const struct {
	struct fact fact[2];
	bool disputed;
} disputes[] = {
	{ { FACT(PROP_custody, "free", "", 0, 0),
	    FACT(PROP_custody, "prison", "", 0, 0) }, true },
	/* held then and free now */
	{ { FACT(PROP_custody, "free", "2026-03-20", 0, 0),
	    FACT(PROP_custody, "prison", "2025-12-20", 0, 0) }, false },
	{ { FACT(PROP_custody, "free", "", 0, 0),
	    FACT(PROP_custody, "prison", "", 1, 0) }, true },
	{ { FACT(PROP_custody, "free", "", 0, 0),
	    FACT(PROP_custody, "prison", "", 0, 1) }, false },
	{ { FACT(PROP_custody, "free", "", 0, 0),
	    FACT(PROP_custody, "free", "", 0, 0) }, false },
	{ { FACT(PROP_role, "hrd", "", 0, 0),
	    FACT(PROP_role, "lawyer", "", 0, 0) }, false },
	{ { FACT(PROP_detained_on, "2021-07", "", 0, 0),
	    FACT(PROP_detained_on, "2021-07-14", "", 0, 0) }, false },
	{ { FACT(PROP_detained_on, "2021-07-13", "", 0, 0),
	    FACT(PROP_detained_on, "2021-07-14", "", 0, 0) }, true },
	{ { FACT(PROP_custody, "free", "", 0, 0),
	    FACT(PROP_manner, "left", "", 0, 0) }, false },
};

static void test_disputed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(disputes) / sizeof(disputes[0]); i++) {
		struct facts f = { .fact = disputes[i].fact, .n = 2 };

		assert_int_equal(facts_disputed(&f), disputes[i].disputed);
	}
}

/* Two records of one source: in a list each may be a listing of its own. */
static const struct {
	enum kind kind;
	enum property prop;
	const char *key[2];
	bool disputed;
} listings[] = {
	{ KIND_designation, PROP_authority, { "a", "b" }, false },
	{ KIND_designation, PROP_listed_on, { "a", "b" }, false },
	{ KIND_designation, PROP_expires,   { "a", "b" }, false },
	{ KIND_designation, PROP_gender,    { "a", "b" }, true },
	{ KIND_measure,     PROP_authority, { "a", "b" }, true },
};

static void test_listings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(listings) / sizeof(listings[0]); i++) {
		struct fact fact[2] = {
			FACT(PROP_COUNT, "2020-11-06", "", 0, 0),
			FACT(PROP_COUNT, "2021-08-09", "", 0, 0),
		};
		struct facts f = { .kind = listings[i].kind, .fact = fact,
				   .n = 2 };

		for (size_t k = 0; k < 2; k++) {
			fact[k].claim.prop = listings[i].prop;
			fact[k].source = SLICE("opensanctions");
			fact[k].key = slice_of(listings[i].key[k]);
		}
		assert_int_equal(facts_disputed(&f), listings[i].disputed);
	}
}

static void test_shape(void **state)
{
	const struct column own[] = { { .name = "released_on",
					.alias = "released" } };
	const struct shape s = { .columns = own, .n = 1 };

	(void)state;
	assert_int_equal(shape_width(&s), 5);
	assert_string_equal(shape_column(&s, 0)->name, "id");
	assert_string_equal(shape_column(&s, 1)->name, "released_on");
	assert_string_equal(shape_column(&s, 4)->name, "seen");
	assert_int_equal(shape_find(&s, SLICE("Released")), 1);
	assert_int_equal(shape_find(&s, SLICE("source")), 2);
	assert_int_equal(shape_find(&s, SLICE("sources")), 2);
	assert_int_equal(shape_find(&s, SLICE("colour")), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_builder),
		cmocka_unit_test(test_builder_limits),
		cmocka_unit_test(test_ids), cmocka_unit_test(test_input),
		cmocka_unit_test(test_best), cmocka_unit_test(test_disputed),
		cmocka_unit_test(test_listings),
		cmocka_unit_test(test_shape),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
