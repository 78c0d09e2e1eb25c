/* Which texts are taken for the same story. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "read/story.h"
#include "recdump.h"

enum { TEXT_BYTES = 1 << 16, WORDS = 300 };

static int keep(void *ctx, const struct record *r, struct err *e)
{
	struct str *out = ctx;

	(void)e;
	for (size_t i = 0; i < r->n; i++)
		str_addf(out, "%.*s\n", SLICE_ARG(r->claims[i].value));
	return 0;
}

static void marks_of(struct slice text, struct str *out)
{
	struct builder b;
	struct err e = {0};

	*out = STR_INIT(TEXT_BYTES);
	assert_int_equal(build_open(&b, &e), 0);
	build_begin(&b, KIND_news, SLICE("x"));
	story_put(&b, text);
	assert_int_equal(build_emit(&b, keep, out, &e), 0);
	build_close(&b);
}

static bool alike(struct slice a, struct slice b)
{
	struct str x, y;
	struct slice rest, line;
	bool shared = false;

	marks_of(a, &x);
	marks_of(b, &y);
	rest = str_slice(&x);
	while (slice_cut(&rest, '\n', &line))
		shared |= line.n && slice_find(str_slice(&y), line, 0) >= 0;
	str_free(&x);
	str_free(&y);
	return shared;
}

/* Words `from` to `to` of a text without end, each different from each. */
static void words(struct str *out, unsigned seed, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		str_addf(out, "w%u ", (i * 2654435761u + seed) >> 7);
}

/* Of 200 pairs of which the first `other` in a hundred of the words differ. */
static int found(unsigned other)
{
	int n = 0;

	for (unsigned i = 0; i < 200; i++) {
		struct str a = STR_INIT(TEXT_BYTES), b = STR_INIT(TEXT_BYTES);

		words(&a, i, 0, WORDS);
		words(&b, i + 7777, 0, WORDS * other / 100);
		words(&b, i, WORDS * other / 100, WORDS);
		n += alike(str_slice(&a), str_slice(&b));
		str_free(&a);
		str_free(&b);
	}
	return n;
}

static void test_shares(void **state)
{
	(void)state;
	assert_int_equal(found(0), 200);
	assert_true(found(10) >= 198);	/* 0.8 of all runs are common */
	assert_true(found(20) >= 180);	/* two thirds */
	assert_true(found(80) <= 60);	/* one in nine */
	assert_true(found(95) <= 6);
	assert_int_equal(found(100), 0);
}

static const char lead[] =
	"Minsk freed 42 prisoners on Monday, and a bus with most of them crossed "
	"the border before noon, relatives said at the crossing. ";
static const char lead2[] =
	"Forty-two people left prisons in Belarus at the start of the week; the "
	"state named none of them, families told our correspondent. ";
static const char body[] =
	"The release follows talks that both sides had denied for weeks. A "
	"diplomat who took part in them said that three firms would come off a "
	"list in return, though no decision has been published so far, and that "
	"a general licence was being drafted. Rights groups welcomed the step "
	"and warned that more than 900 people are still in prison. Of those who "
	"came out on Monday, 30 had less than a year left to serve, according to "
	"a count by volunteers. Lawyers point out that a pardon does not clear a "
	"record: whoever stays in the country can be charged again, and several "
	"of those who were freed in the spring have been.";
static const char own_words[] =
	"After weeks of denials the two governments have struck a bargain: "
	"prisons were opened for 42 people, and three companies can hope to be "
	"delisted, says somebody who was in the room. Nothing has appeared in "
	"the gazette. Volunteers who keep the lists count more than nine hundred "
	"behind bars, and thirty of the lucky ones would have been out within "
	"months anyhow. A pardon, advocates add, wipes out nothing, and those who "
	"do not leave may find themselves in the dock once more, as happened to "
	"some of this spring's.";

static void test_reports(void **state)
{
	struct str a = STR_INIT(TEXT_BYTES), b = STR_INIT(TEXT_BYTES);
	struct str x;

	(void)state;
	str_addf(&a, "%s\n%s", lead, body);
	str_addf(&b, "%s\n> %s", lead2, body);
	assert_true(alike(str_slice(&a), str_slice(&b)));
	assert_false(alike(str_slice(&a), slice_of(own_words)));
	assert_false(alike(str_slice(&b), slice_of(own_words)));
	/* what is too short has no marks; case and marks of text are nothing */
	marks_of(slice_of(lead), &x);
	assert_int_equal(x.n, 0);
	str_free(&x);
	str_clear(&b);
	for (size_t i = 0; i < a.n; i++)
		str_addc(&b, a.p[i] >= 'a' && a.p[i] <= 'z' ?
			 (char)(a.p[i] - 32) : a.p[i] == ',' ? ';' : a.p[i]);
	assert_true(alike(str_slice(&a), str_slice(&b)));
	str_free(&a);
	str_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_reports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
