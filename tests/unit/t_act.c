/* Do two accounts tell of one act of release? Pairs, and what the rules say of
 * them. The people are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/shape.h"
#include "names/fold.h"
#include "names/one_party.h"

enum { FACTS = 16, MEM_BYTES = 1 << 20 };

static void fold(void *ctx, struct str *out, struct slice text)
{
	(void)ctx;
	fold_name(out, text);
}

static const struct party_spelling spelling = { .fold = fold };

struct account {
	struct fact fact[FACTS];
	struct facts f;
	struct str named;
};

static struct slice named(void *ctx, struct arena *mem)
{
	return arena_slice(mem, str_slice(&((struct account *)ctx)->named));
}

/* What stands in all claims that come: the document, when it came out. */
static bool take_frame(struct fact *frame, struct account *a,
		       struct slice name, struct slice value)
{
	if (slice_is(name, "doc"))
		frame->doc = value;
	else if (slice_is(name, "out"))
		frame->doc_published = value;
	else if (slice_is(name, "in"))
		a->f.source = value;
	else if (slice_is(name, "who")) {
		str_add(&a->named, value);
		str_addc(&a->named, LIST_SEP);
	} else {
		return false;
	}
	return true;
}

/* "in=SOURCE|doc=KEY|out=DAY|date=...|count~over=120|who=NAME" */
static struct slice profile_of(const char *text, struct arena *mem)
{
	struct slice rest = slice_of(text), one, name;
	struct account a = { .named = STR_INIT(1 << 16) };
	struct fact frame = {0};
	struct slice out;

	a.f.kind = KIND_event;
	a.f.fact = a.fact;
	a.f.look = (struct lookup){ .named = named, .ctx = &a };
	while (rest.n > 0 && slice_cut(&rest, '|', &one)) {
		struct claim *c = &a.fact[a.f.n].claim;
		struct slice word;

		assert_true(a.f.n < FACTS && slice_cut(&one, '=', &name));
		if (take_frame(&frame, &a, name, one))
			continue;
		word = name;
		slice_cut(&word, '~', &name);
		a.fact[a.f.n] = frame;
		if (!property_find(name, &c->prop))
			fail_msg("no property %.*s", SLICE_ARG(name));
		c->value = one;
		c->qualifier = word;
		a.f.n++;
	}
	out = one_party.profile(&a.f, &spelling, mem);
	str_free(&a.named);
	return out;
}

#define NOTHING PARTY_NOTHING
#define APART PARTY_APART
#define MAYBE PARTY_POSSIBLY
#define ONE PARTY_LIKELY

#define TOTAL "|count_scope=cumulative_since"

static const struct {
	const char *what, *a, *b;
	enum party_verdict want;
	const char *says;	/* part of the reason */
} pairs[] = {
	{ "day and number", "date=2025-12-13|count=123",
	  "date=2025-12-13|count=123", ONE,
	  "act of release (2025-12-13, 123 freed; 2025-12-13, 123 freed)" },
	{ "more than", "date=2025-12-13|count=123",
	  "date=2025-12-13|count~over=120", ONE, "120 to 157 freed" },
	{ "about", "date=2025-12-13|count=123",
	  "date=2025-12-13|count~about=120", ONE, NULL },
	{ "nearly", "date=2025-12-13|count=123",
	  "date=2025-12-13|count~nearly=130", ONE, NULL },
	{ "up to", "date=2025-12-13|count=123",
	  "date=2025-12-13|count~up to=150", ONE, NULL },
	{ "a bound word of another language", "date=2025-12-13|count=123",
	  "date=2025-12-13|count~больш за=120", ONE, NULL },
	{ "one more crossed the border", "date=2025-09-11|count=52",
	  "date=2025-09-11|count=51", ONE, NULL },
	{ "some more", "date=2025-09-11|count=52",
	  "date=2025-09-11|count=45", MAYBE, NULL },
	{ "some more, the same people", "date=2025-09-11|count=52|"
	  "who=Ivan Pryklad|who=Ala Inshaja", "date=2025-09-11|count=45|"
	  "who=Иван Приклад|who=Piotr Treci", ONE, "name 1 person alike" },
	{ "other numbers", "date=2025-09-11|count=52",
	  "date=2025-09-11|count=14", APART, NULL },
	{ "other numbers, the same people", "date=2025-09-11|count=52|"
	  "who=Ivan Pryklad", "date=2025-09-11|count=14|who=Ivan Pryklad",
	  ONE, NULL },
	{ "more than is not twice as much", "date=2025-12-13|count~over=120",
	  "date=2025-12-13|count=250", APART, NULL },
	{ "no number", "date=2025-12-13|count=123", "date=2025-12-13", MAYBE,
	  NULL },
	{ "no number, the same people", "date=2025-12-13|count=123|"
	  "who=Ivan Pryklad", "date=2025-12-13|who=Ivan Pryklad", ONE, NULL },

	{ "the day after", "date=2025-12-13|count=123",
	  "date=2025-12-14|count=123", ONE, NULL },
	{ "two days after, about", "date=2025-12-13|count=123",
	  "date=2025-12-15|count~about=120", ONE, NULL },
	{ "three days after", "date=2025-12-13|count=123",
	  "date=2025-12-16|count=123", APART, NULL },
	{ "the day after, one each", "date=2012-04-14|count=1|who=Ivan Pryklad",
	  "date=2012-04-15|count=1|who=Pavel Pryklad", APART, NULL },
	{ "one each on one day", "date=2012-04-14|count=1|who=Ivan Pryklad",
	  "date=2012-04-14|count=1|who=Pavel Pryklad", APART, NULL },
	{ "one each, not named", "date=2012-04-14|count=1",
	  "date=2012-04-14|count=1", MAYBE, NULL },
	{ "one each, the same", "date=2012-04-14|count=1|who=Ivan Pryklad",
	  "date=2012-04-15|count=1|who=PRYKLAD, Ivan", ONE, NULL },
	{ "the day after, a few", "date=2024-09-04|count=3",
	  "date=2024-09-05|count=3", NOTHING, NULL },

	{ "the month", "date=2025-11|count=31", "date=2025-11-22|count=31",
	  ONE, NULL },
	{ "the month, one more", "date=2025-11|count=31",
	  "date=2025-11-22|count=32", NOTHING, NULL },
	{ "the month, other numbers", "date=2025-11|count=31",
	  "date=2025-11-22|count=123", APART, NULL },
	{ "another month", "date=2025-11|count=31", "date=2025-12-01|count=31",
	  APART, NULL },
	{ "one in a month", "date=2026-02|count=1", "date=2026-02-19|count=1",
	  NOTHING, NULL },
	{ "one in a month, the same", "date=2026-02|count=1|who=Ivan Pryklad",
	  "date=2026-02-19|count=1|who=Іван Прыклад", ONE, NULL },
	{ "the year, many", "date=2026|count=250", "date=2026-03-19|count=250",
	  ONE, NULL },
	{ "the year, some", "date=2026|count=25", "date=2026-03-19|count=25",
	  NOTHING, NULL },

	{ "news of the day after", "date=2025-12-13|count=123",
	  "out=2025-12-14|count=123", ONE, "told on 2025-12-14" },
	{ "news of the day after, more than", "date=2025-12-13|count=123",
	  "out=2025-12-14|count~over=120", ONE, NULL },
	{ "news of before", "date=2025-12-13|count=123",
	  "out=2025-12-12|count=123", NOTHING, NULL },
	{ "news of the next month", "date=2025-12-13|count=123",
	  "out=2026-01-20|count=123", NOTHING, NULL },
	{ "a few in the news", "date=2025-12-13|count=3",
	  "out=2025-12-14|count=3", NOTHING, NULL },
	{ "two texts without a day", "out=2025-12-13|count=123",
	  "out=2025-12-15|count=123", ONE, NULL },
	{ "two texts, weeks apart", "out=2025-12-13|count=123",
	  "out=2025-12-30|count=123", NOTHING, NULL },
	{ "no day at all", "count=123", "date=2025-12-13|count=123", NOTHING,
	  NULL },

	/* totals are no acts */
	{ "a total", "date=2025-12-13|count=123", "date=2025-12-13|count=123"
	  TOTAL, APART, NULL },
	{ "a total with the same people", "date=2025-12-13|count=156|"
	  "who=Ivan Pryklad" TOTAL, "date=2025-12-13|count=123|"
	  "who=Ivan Pryklad", APART, NULL },
	{ "one total", "date=2025-12-13|count=156" TOTAL,
	  "date=2025-12-13|count=156" TOTAL, ONE, NULL },
	{ "two totals", "date=2025-12-13|count=156" TOTAL,
	  "date=2025-12-13|count=158" TOTAL, APART, NULL },

	/* one text, or one list, tells of two */
	{ "one text", "in=a|doc=1|date=2025-12-13|count=123",
	  "in=a|doc=1|date=2025-12-13|count=120", APART, NULL },
	{ "two texts of one source", "in=a|doc=1|date=2025-12-13|count=123",
	  "in=a|doc=2|date=2025-12-13|count=120", ONE, NULL },
	{ "one address in two sources", "in=a|doc=1|date=2025-12-13|count=123",
	  "in=b|doc=1|date=2025-12-13|count=120", ONE, NULL },
	{ "one list", "in=a|date=2025-12-13|count=123",
	  "in=a|date=2025-12-13|count=120", APART, NULL },
	{ "a list and a text", "in=a|date=2025-12-13|count=123",
	  "in=a|doc=2|date=2025-12-13|count=120", APART, NULL },
};

static bool share_key(struct slice a, struct slice b)
{
	struct party_keys x, y;

	one_party.keys(a, &x);
	one_party.keys(b, &y);
	for (size_t i = 0; i < x.n; i++)
		for (size_t j = 0; j < y.n; j++)
			if (x.key[i] == y.key[j])
				return true;
	return false;
}

static int check_pair(size_t i, const char *one, const char *other)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct slice a = profile_of(one, &mem), b = profile_of(other, &mem);
	struct party_answer got = one_party.compare(a, b, &mem);
	bool told = got.verdict >= PARTY_POSSIBLY;
	bool bad = got.verdict != pairs[i].want ||
		   told != (got.reason.n > 0) || (told && !share_key(a, b)) ||
		   got.against != (pairs[i].want == APART);

	if (!bad && pairs[i].says && one == pairs[i].a)
		bad = slice_find(got.reason, slice_of(pairs[i].says), 0) < 0;
	if (bad)
		print_error("%s: %d %d %.*s\n", pairs[i].what, got.verdict,
			    got.against, SLICE_ARG(got.reason));
	arena_free(&mem);
	return bad;
}

static void test_pairs(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		bad += check_pair(i, pairs[i].a, pairs[i].b);
		bad += check_pair(i, pairs[i].b, pairs[i].a);
	}
	assert_int_equal(bad, 0);
}

/* An act is no person and no listing, whatever they say. */
static void test_kinds(void **state)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct slice act = profile_of("date=2025-12-13|count=123|who=Ala Inshaja",
				      &mem);
	struct fact fact = { .claim = { .prop = PROP_name,
					.value = SLICE("Ala Inshaja") } };

	(void)state;
	for (int k = 0; k < 2; k++) {
		struct facts f = { .fact = &fact, .n = 1,
				   .kind = k ? KIND_person : KIND_designation };
		struct slice other = one_party.profile(&f, &spelling, &mem);
		struct party_answer got = one_party.compare(act, other, &mem);

		assert_int_equal(got.verdict, PARTY_NOTHING);
		assert_true(got.against);
		assert_false(share_key(act, other));
	}
	arena_free(&mem);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
