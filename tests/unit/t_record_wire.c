/* Records between two processes: random ones come back as they were; cut,
 * flipped and made-up bytes are refused, or slices of the bytes given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "model/record_wire.h"

enum { ROUNDS = 2000, CLAIMS_MOST = 40, FLIPS = 20000 };

static uint32_t seed = 20260101;

static uint32_t any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* Some good text: absent, empty, with NUL, with other letters, or long. */
static struct slice any_text(bool present)
{
	static char longer[70000];
	static const struct slice some[] = {
		{ "", 0 }, { "a\0b", 3 }, { "Ales", 4 }, { "2025-12-15", 10 },
		{ "\xD0\x90\xD0\xBB\xD0\xB5\xD1\x81\xD1\x8C", 10 },
		{ "\xF0\x9F\x98\x80", 4 }, { "\x7F\x01", 2 },
	};
	uint32_t i = any(present ? 8 : 12);

	if (i >= 8)
		return SLICE_NONE;
	if (i == 7) {
		memset(longer, 'x', sizeof(longer));
		return slice_make(longer, 1 + any(sizeof(longer) - 1));
	}
	return present && i == 0 ? some[2] : some[i % 7];
}

static void any_claim(struct claim *c)
{
	*c = (struct claim){
		.prop = (enum property)any(PROP_COUNT),
		.unverified = any(2), .taken = any(2),
		.offset = any(3) ? 0 : seed,
		.value = any_text(true), .qualifier = any_text(false),
		.quote = any_text(false), .lang = any_text(false),
		.as_of = any_text(false), .rule = any_text(false),
		.confidence = (uint8_t)any(256),
	};
}

static void any_record(struct record *r, struct claim *c)
{
	*r = (struct record){
		.kind = (enum kind)any(KIND_COUNT),
		.op = (enum record_op)any(RECORD_GONE + 1),
		.key = any_text(true), .doc = any_text(false),
		.claims = c, .n = any(CLAIMS_MOST),
	};
	r->subject = any(2) ? r->key : any_text(true);
	for (size_t i = 0; i < HASH_BYTES; i++)
		r->hash[i] = (unsigned char)any(256);
	for (size_t i = 0; i < r->n; i++)
		any_claim(&c[i]);
}

static void same(struct slice a, struct slice b)
{
	assert_true(slice_eq(a, b) && !a.p == !b.p);
	assert_true(!b.p || b.p[b.n] == '\0');
}

static void same_record(const struct record *a, const struct record *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->op, b->op);
	same(a->key, b->key);
	same(a->subject, b->subject);
	same(a->doc, b->doc);
	assert_memory_equal(a->hash, b->hash, HASH_BYTES);
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct claim *x = &a->claims[i], *y = &b->claims[i];

		assert_int_equal(x->prop, y->prop);
		assert_int_equal(x->unverified, y->unverified);
		assert_int_equal(x->taken, y->taken);
		assert_int_equal(x->offset, y->offset);
		same(x->value, y->value);
		same(x->qualifier, y->qualifier);
		same(x->quote, y->quote);
		same(x->lang, y->lang);
		same(x->as_of, y->as_of);
		same(x->rule, y->rule);
		assert_int_equal(x->confidence, y->confidence);
	}
}

static void random_ones_come_back(void **state)
{
	struct claim claims[CLAIMS_MOST];
	struct str bytes = STR_INIT(RECORD_WIRE_BYTES);
	struct record_in in = {0};
	struct record_out out;
	struct record a, b;
	struct err e = {0};

	(void)state;
	record_out_init(&out);
	for (int i = 0; i < ROUNDS; i++) {
		any_record(&a, claims);
		str_clear(&bytes);
		assert_int_equal(record_out_put(&out, &a, &bytes, &e), 0);
		assert_int_equal(record_in_get(&in, str_slice(&bytes), &b, &e),
				 0);
		same_record(&a, &b);
	}
	record_out_free(&out);
	record_in_free(&in);
	str_free(&bytes);
}

/* One small record, and what it takes. */
static void small(struct str *bytes)
{
	static const struct claim claims[] = {
		{ .prop = PROP_name, .value = { "Ales", 4 },
		  .lang = { "be", 2 }, .offset = 70000 },
		{ .prop = PROP_born, .value = { "1962-09-25", 10 },
		  .quote = { "born", 4 }, .rule = { "table.person", 12 },
		  .confidence = 95 },
	};
	struct record r = { .key = SLICE("k1"), .subject = SLICE("s"),
			    .doc = SLICE("d"), .claims = claims, .n = 2 };
	struct record_out out;
	struct err e = {0};

	*bytes = STR_INIT(RECORD_WIRE_BYTES);
	record_out_init(&out);
	assert_int_equal(record_out_put(&out, &r, bytes, &e), 0);
	record_out_free(&out);
}

static void cut_ones_are_refused(void **state)
{
	struct record_in in = {0};
	struct str bytes;
	struct record r;

	(void)state;
	small(&bytes);
	for (size_t n = 0; n < bytes.n; n++) {
		char *cut = malloc(n + 1);
		struct err e = {0};

		memcpy(cut, bytes.p, n);
		assert_int_equal(record_in_get(&in, slice_make(cut, n), &r,
					       &e), -1);
		assert_int_equal(e.code, ERR_FORMAT);
		free(cut);
	}
	str_addc(&bytes, '\0');	/* nor more than there should be */
	assert_int_equal(record_in_get(&in, str_slice(&bytes), &r,
				       &(struct err){0}), -1);
	record_in_free(&in);
	str_free(&bytes);
}

static void inside(struct slice v, const struct str *bytes)
{
	assert_true(!v.p || (v.p >= bytes->p &&
			     v.p + v.n <= bytes->p + bytes->n));
	assert_true(text_valid(v));
}

static void flipped_ones_stay_inside(void **state)
{
	struct record_in in = {0};
	struct str bytes;
	struct record r;

	(void)state;
	for (int i = 0; i < FLIPS; i++) {
		struct err e = {0};

		small(&bytes);
		for (uint32_t k = any(3) + 1; k > 0; k--)
			bytes.p[any((uint32_t)bytes.n)] = (char)any(256);
		if (record_in_get(&in, str_slice(&bytes), &r, &e) == 0) {
			assert_true(r.kind < KIND_COUNT && r.op <= RECORD_GONE);
			assert_true(r.key.n > 0 && r.n <= RECORD_CLAIMS);
			inside(r.key, &bytes);
			inside(r.subject, &bytes);
			inside(r.doc, &bytes);
			for (size_t k = 0; k < r.n; k++) {
				assert_true(r.claims[k].prop < PROP_COUNT);
				assert_true(r.claims[k].value.n > 0);
				inside(r.claims[k].value, &bytes);
				inside(r.claims[k].quote, &bytes);
			}
		}
		str_free(&bytes);
	}
	record_in_free(&in);
}

/* What no reader of ours sends, said well. */
static void lies_are_refused(void **state)
{
	static const struct claim none[] = { { .prop = PROP_name } };
	static const struct claim odd[] = {
		{ .prop = PROP_COUNT, .value = { "x", 1 } } };
	static const struct claim bad[] = {
		{ .prop = PROP_name, .value = { "\xFF", 1 } } };
	static const struct claim cut[] = {	/* half a letter each */
		{ .prop = PROP_name, .value = { "\xD0", 1 } },
		{ .prop = PROP_name, .value = { "\x90", 1 } } };
	const struct record lies[] = {
		{ .key = SLICE(""), .subject = SLICE("s") },
		{ .kind = KIND_COUNT, .key = SLICE("k"),
		  .subject = SLICE("k") },
		{ .op = RECORD_GONE + 1, .key = SLICE("k"),
		  .subject = SLICE("k") },
		{ .key = SLICE("k"), .subject = SLICE("k"), .claims = none,
		  .n = 1 },
		{ .key = SLICE("k"), .subject = SLICE("k"), .claims = odd,
		  .n = 1 },
		{ .key = SLICE("k"), .subject = SLICE("k"), .claims = bad,
		  .n = 1 },
		{ .key = SLICE("k"), .subject = SLICE("k"), .claims = cut,
		  .n = 2 },
	};
	struct str bytes = STR_INIT(RECORD_WIRE_BYTES);
	struct record_in in = {0};
	struct record_out out;
	struct record r;

	(void)state;
	record_out_init(&out);
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		struct err e = {0};

		str_clear(&bytes);
		assert_int_equal(record_out_put(&out, &lies[i], &bytes, &e),
				 0);
		assert_int_equal(record_in_get(&in, str_slice(&bytes), &r, &e),
				 -1);
		assert_int_equal(e.code, ERR_FORMAT);
	}
	record_out_free(&out);
	record_in_free(&in);
	str_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_ones_come_back),
		cmocka_unit_test(cut_ones_are_refused),
		cmocka_unit_test(flipped_ones_stay_inside),
		cmocka_unit_test(lies_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
