/* What the user said of names that were screened. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "storekit.h"

enum { MEM_BYTES = 1 << 20 };

static int start(void **state)
{
	kit_set_up(state);
	kit_list_version(*state, "2025-01-01", "a name=Ivan; b name=Piotr",
			 NULL);
	return 0;
}

static struct slice id_of(const char *key, char id[ID_TEXT])
{
	record_id(KIND_designation, SLICE("l"), slice_of(key), id);
	return slice_of(id);
}

static int say(struct kit *k, const char *key, const char *query,
	       const char *born, const char *verdict, struct err *e)
{
	const struct own_verdict v = {
		.query = slice_of(query), .born = slice_of(born),
		.verdict = slice_of(verdict), .note = SLICE("a note"),
		.who = SLICE("Alena"),
	};
	char id[ID_TEXT];

	return own_verdict_set(k->s, id_of(key, id), &v, e);
}

static void expect(struct kit *k, const char *key, const char *query,
		   const char *born, const char *want)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct own_verdict v;
	struct err e = {0};
	char id[ID_TEXT];
	int rc = own_verdict_get(k->s, id_of(key, id), slice_of(query),
				 slice_of(born), &mem, &v, &e);

	if (rc < 0 || (rc > 0) != (want != NULL) ||
	    (want && !slice_is(v.verdict, want)))
		fail_msg("%s, %s, %s: %.*s %s", key, query, born ? born : "",
			 SLICE_ARG(v.verdict), e.msg);
	if (want) {
		assert_true(slice_is(v.note, "a note"));
		assert_true(slice_is(v.who, "Alena"));
		assert_int_equal(v.at.n, strlen("2026-11-24T00:13:05Z"));
	}
	arena_free(&mem);
}

static void test_key(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	expect(k, "a", "Ivan Pryklad", NULL, NULL);
	assert_int_equal(say(k, "a", "Ivan Pryklad", NULL, "not_the_same",
			     &e), 0);
	expect(k, "a", "Ivan Pryklad", NULL, "not_the_same");
	expect(k, "a", "ivan  PRYKLAD.", NULL, "not_the_same");
	expect(k, "a", "Ivan Ivanavich Pryklad", NULL, NULL);
	expect(k, "a", "PRYKLAD, Ivan", NULL, "not_the_same");
	expect(k, "a", "Ivan", NULL, NULL);
	expect(k, "a", "Ivan Ivan Pryklad", NULL, NULL);
	expect(k, "a", "Ivan Pryklad", "1960-02-03", NULL);
	expect(k, "b", "Ivan Pryklad", NULL, NULL);
	assert_int_equal(say(k, "a", "Ivan Pryklad", "1960-02-03", "same",
			     &e), 0);
	expect(k, "a", "Ivan Pryklad", "1960-02-03", "same");
	expect(k, "a", "Ivan Pryklad", NULL, "not_the_same");
}

/* The last word counts; what is said of a name before what holds for all. */
static void test_order(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	assert_int_equal(say(k, "a", NULL, NULL, "not_the_same", &e), 0);
	expect(k, "a", "Ivan Pryklad", NULL, "not_the_same");
	expect(k, "a", "Anybody Else", "1970", "not_the_same");
	expect(k, "b", "Anybody Else", NULL, NULL);
	assert_int_equal(say(k, "a", "Ivan Pryklad", NULL, "same", &e), 0);
	expect(k, "a", "Ivan Pryklad", NULL, "same");
	expect(k, "a", "Anybody Else", NULL, "not_the_same");
	assert_int_equal(say(k, "a", "Ivan Pryklad", NULL, "none", &e), 0);
	expect(k, "a", "Ivan Pryklad", NULL, "not_the_same");
	assert_int_equal(say(k, "a", NULL, NULL, "unsure", &e), 0);
	expect(k, "a", "Ivan Pryklad", NULL, "unsure");
	assert_int_equal(say(k, "a", NULL, NULL, "none", &e), 0);
	expect(k, "a", "Ivan Pryklad", NULL, NULL);
}

#define IVAN "name=Ivan programme=P born=1960-02-03"
#define OTHERS "; b name=Piotr; c name=C; d name=D; e name=E"

/* What is said of an entry holds on under its next numbers, and what is said
 * under those is the last word. */
static void test_rekeyed(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	kit_list_version(k, "2025-02-01", "11 " IVAN OTHERS, NULL);
	assert_int_equal(say(k, "11", "Ivan", NULL, "not_the_same", &e), 0);
	assert_int_equal(say(k, "b", NULL, NULL, "unsure", &e), 0);
	kit_list_version(k, "2025-03-01", "99 " IVAN OTHERS, NULL);
	expect(k, "99", "Ivan", NULL, "not_the_same");
	expect(k, "99", "Anybody", NULL, NULL);
	kit_list_version(k, "2025-04-01", "100 " IVAN OTHERS, NULL);
	expect(k, "100", "Ivan", NULL, "not_the_same");
	assert_int_equal(say(k, "100", "Ivan", NULL, "none", &e), 0);
	expect(k, "100", "Ivan", NULL, NULL);
	expect(k, "11", "Ivan", NULL, NULL);
	expect(k, "b", "Ivan", NULL, "unsure");
}

static int count(void *ctx, struct slice id, struct slice source,
		 struct slice key, const struct own_verdict *v,
		 struct err *e)
{
	struct str *out = ctx;

	(void)id;
	(void)e;
	str_addf(out, "%.*s/%.*s %.*s;", SLICE_ARG(source), SLICE_ARG(key),
		 SLICE_ARG(v->verdict));
	return 0;
}

static void test_all_are_kept(void **state)
{
	struct kit *k = *state;
	struct str out = STR_INIT(4096);
	struct err e = {0};
	bool any;

	assert_int_equal(own_verdict_any(k->s, &any, &e), 0);
	assert_false(any);
	say(k, "a", "Ivan", NULL, "same", &e);
	say(k, "b", NULL, NULL, "unsure", &e);
	say(k, "a", "Ivan", NULL, "none", &e);
	assert_int_equal(own_verdict_any(k->s, &any, &e), 0);
	assert_true(any);
	assert_int_equal(own_verdicts(k->s, count, &out, &e), 0);
	assert_string_equal(str_cstr(&out),
			    "l/a none;l/b unsure;l/a same;");
	str_free(&out);
}

static void test_outlive_the_data(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	say(k, "a", "Ivan Pryklad", NULL, "same", &e);
	assert_int_equal(store_purge(k->s, false, &e), 0);
	kit_list_version(k, "2025-02-01", "a name=Ivan", NULL);
	expect(k, "a", "Ivan Pryklad", NULL, "same");
	store_close(&k->s);
	kit_open(k);
	expect(k, "a", "Ivan Pryklad", NULL, "same");
	assert_int_equal(store_purge(k->s, true, &e), 0);
	kit_list_version(k, "2025-02-01", "a name=Ivan", NULL);
	expect(k, "a", "Ivan Pryklad", NULL, NULL);
}

static void test_refused(void **state)
{
	struct kit *k = *state;
	struct str name = STR_INIT(1 << 20);
	struct err e = {0};

	assert_int_equal(say(k, "z", "Ivan", NULL, "same", &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	assert_non_null(strstr(e.msg, "no such id"));
	err_clear(&e);
	assert_int_equal(say(k, "a", "Ivan", NULL, "perhaps", &e), -1);
	err_clear(&e);
	for (int i = 0; i < 100000; i++)
		str_addc(&name, 'x');
	assert_int_equal(say(k, "a", str_cstr(&name), NULL, "same", &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	err_clear(&e);
	assert_int_equal(say(k, "a", "?!", NULL, "same", &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	err_clear(&e);
	expect(k, "a", "?!", NULL, NULL);
	expect(k, "a", str_cstr(&name), NULL, NULL);
	expect(k, "a", "Anybody", NULL, NULL);
	assert_int_equal(say(k, "a", NULL, NULL, "same", &e), 0);
	expect(k, "a", str_cstr(&name), NULL, "same");
	str_free(&name);
}

static void test_read_only(void **state)
{
	struct kit *k = *state;
	struct store_options o = kit_options(k);
	struct err e = {0};

	assert_int_equal(say(k, "a", "Ivan", NULL, "same", &e), 0);
	store_close(&k->s);
	o.read_only = true;
	if (store_open(&k->s, &o, &e) < 0)
		fail_msg("%s", e.msg);
	expect(k, "a", "Ivan", NULL, "same");
	assert_int_equal(say(k, "a", "Ivan", NULL, "none", &e), -1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, kit_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_key), TEST(test_order), TEST(test_all_are_kept),
		TEST(test_outlive_the_data), TEST(test_refused),
		TEST(test_read_only), TEST(test_rekeyed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
