/* Keys of parties in their buckets: what is noted meets what other lists have
 * under the same key, and what is taken away is met no more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "store/link.h"
#include "storekit.h"

/* A step: "SOURCE SUBJECT KEY", with '-' before it taken away. Two keys share
 * a bucket (a, b), one stands at its end (z), one in the last of all (Z); w and W
 * are wide ones. */
static const struct { char name; uint64_t key; } keys[] = {
	{ 'a', 0x4000000000000002 }, { 'b', 0x4000000000000004 },
	{ 'z', 0x4003FFFFFFFFFFFE }, { 'Z', UINT64_MAX - 1 }, { '0', 0 },
	{ 'w', 0x4000000000000002 | PARTY_WIDE }, { 'W', UINT64_MAX },
};

static uint64_t key_of(char name)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (keys[i].name == name)
			return keys[i].key;
	fail_msg("no key %c", name);
	return 0;
}

static void note(struct link_keys *l, const char *text)
{
	struct party_keys one = { .n = 1 };
	struct err e = {0};
	bool gone = text[0] == '-';
	int source, subject;
	char name;

	assert_int_equal(sscanf(text + gone, "%d %d %c", &source, &subject,
				&name), 3);
	one.key[0] = key_of(name);
	assert_int_equal(keys_note(l, &one, source, subject, gone, &e), 0);
}

static int met(void *ctx, int64_t subject, int64_t other, struct err *e)
{
	(void)e;
	str_addf(ctx, "%d-%d ", (int)subject, (int)other);
	return 0;
}

static void step(struct kit *k, const char *notes, const char *want)
{
	struct slice rest = slice_of(notes), one;
	struct str told = STR_INIT(1 << 16);
	struct link_keys *l = NULL;
	struct err e = {0};
	char text[64];

	assert_int_equal(keys_open(&l, &e), 0);
	while (slice_cut(&rest, ',', &one)) {
		snprintf(text, sizeof(text), "%.*s", SLICE_ARG(one));
		note(l, text);
	}
	if (keys_write(k->s, l, met, &told, &e) < 0)
		fail_msg("%s: %s", notes, e.msg);
	assert_int_equal(keys_noted(l), 0);
	assert_string_equal(str_cstr(&told), want);
	keys_close(&l);
	str_free(&told);
}

static void test_steps(void **state)
{
	struct kit *k = *state;

	step(k, "1 10 a,1 11 a,1 12 b,1 10 Z,1 10 0", "");
	step(k, "2 20 a,2 21 z,2 22 Z,2 23 0", "23-10 20-10 20-11 22-10 ");
	/* Known already: it is told again, and found again. */
	step(k, "1 10 a", "10-20 ");
	step(k, "-1 10 a,3 30 a", "30-11 30-20 ");
	/* Taken away and told again in one step, whatever the order. */
	step(k, "3 30 a,-3 30 a", "30-11 30-20 ");
	step(k, "-1 11 a,-2 20 a,-9 99 a", "");
	step(k, "4 40 a", "40-30 ");
	step(k, "2 24 b,1 13 b", "13-24 24-12 24-13 ");
}

/* A wide key leads also within one source, and tells of each pair once. */
static void test_wide(void **state)
{
	struct kit *k = *state;
	struct str text = STR_INIT(1 << 20);

	step(k, "1 10 w,1 11 w,1 12 a", "10-11 ");
	step(k, "2 20 w,2 21 a", "21-12 20-10 20-11 ");
	step(k, "1 10 w", "10-11 10-20 ");
	step(k, "-1 10 w,3 30 w", "30-11 30-20 ");
	for (int i = 0; i <= KEY_MOST_WIDE; i++)
		str_addf(&text, "%s%d %d W", i ? "," : "", i, 100 + i);
	step(k, str_cstr(&text), "");
	str_free(&text);
}

/* More listings of others than say anything: nobody is met. */
static void test_too_many(void **state)
{
	struct str text = STR_INIT(1 << 16);

	for (int i = 0; i < KEY_MOST; i++)
		str_addf(&text, "%s1 %d z", i ? "," : "", 100 + i);
	step(*state, str_cstr(&text), "");
	str_clear(&text);
	for (int i = 0; i < KEY_MOST; i++)
		str_addf(&text, "200-%d ", 100 + i);
	step(*state, "2 200 z", str_cstr(&text));
	step(*state, "1 199 z,3 300 z", "199-200 199-300 ");
	str_free(&text);
}

static void forget(struct kit *k, int64_t one, int64_t other)
{
	struct bits of = {0};
	struct err e = {0};

	assert_true(bits_add(&of, one, &e) > 0 && bits_add(&of, other, &e) > 0);
	if (keys_forget(k->s, &of, &e) < 0)
		fail_msg("%s", e.msg);
	bits_free(&of);
}

/* Those that go are met no more, in whatever bucket; the others are. */
static void test_forget(void **state)
{
	struct kit *k = *state;

	forget(k, 10, 11);
	step(k, "1 10 a,1 11 a,1 12 b,1 10 Z,1 12 Z,1 10 0", "");
	forget(k, 10, 11);
	step(k, "2 20 a,2 21 b,2 22 Z,2 23 0", "21-12 22-12 ");
	forget(k, 12, 22);
	step(k, "3 30 a,3 31 b,3 32 Z", "30-20 31-21 ");
}

static void test_damaged(void **state)
{
	struct kit *k = *state;
	struct link_keys *l = NULL;
	struct str told = STR_INIT(64);
	struct err e = {0};

	step(k, "1 10 a", "");
	assert_int_equal(sql_run(&k->s->q, "UPDATE profile_keys SET keys ="
				 " x'8080'", &e), 0);
	assert_int_equal(keys_open(&l, &e), 0);
	note(l, "2 20 a");
	assert_int_equal(keys_write(k->s, l, met, &told, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	keys_close(&l);
	str_free(&told);
	e = (struct err){0};
	assert_int_equal(keys_forget(k->s, &(struct bits){0}, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_damaged, kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(test_forget, kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(test_steps, kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(test_too_many, kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(test_wide, kit_set_up, kit_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
