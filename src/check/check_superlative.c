/* "Unprecedented", "the largest": against the acts before it. */
#include "check/found.h"

#include "base/text.h"
#include "model/pdate.h"

enum {
	KEY_BYTES = 64 << 10,
	NEAR_DAYS = 15,		/* the act that an article tells of */
	APART_DAYS = 3,		/* the same act by other sources */
	BACK_DAYS = 20 * 366,
	EARLIER_MOST = 6, SENTENCES_MOST = 400,
};

struct series {
	struct act_row now;			/* the one that is called so */
	const struct act_row *list;		/* those before, by date */
	size_t n;
};

static bool load(const struct matter *m, struct found *to, int64_t day,
		 struct series *s)
{
	const struct lookup *look = &m->one->look;
	char from[PDATE_TEXT], until[PDATE_TEXT];
	const struct act_row *near;
	struct span_of_days d;
	size_t n;

	*s = (struct series){0};
	pdate_text(pdate_of_day(day - NEAR_DAYS), from);
	pdate_text(pdate_of_day(day), until);
	n = look->series(look->ctx, slice_of(from), slice_of(until), to->mem,
		       &near);
	for (size_t i = 0; i < n; i++)
		if (slice_is(near[i].scope, "this_act") &&
		    near[i].count > s->now.count)
			s->now = near[i];
	if (s->now.count < 2 || !said_days(s->now.date, &d))
		return false;
	pdate_text(pdate_of_day(d.first - BACK_DAYS), from);
	pdate_text(pdate_of_day(d.first - APART_DAYS), until);
	s->n = look->series(look->ctx, slice_of(from), slice_of(until), to->mem,
			  &s->list);
	return s->n > 0;
}

/* Is it about the release? It names the number, or speaks of the freed. */
static bool about_release(struct slice key, const struct series *s,
			  struct found *to)
{
	struct slice number = arena_fmt(to->mem, "%lld",
					(long long)s->now.count);
	struct slice rest = key, word;
	struct vocab_hit hit;
	size_t from = 0;

	while (slice_cut(&rest, ' ', &word))
		if (slice_eq(word, number))
			return true;
	while (vocab_scan(VOCAB_custody, key, from, &hit)) {
		if (slice_is(slice_of(word_value(hit.word)), "free"))
			return true;
		from = hit.at + hit.bytes;
	}
	return false;
}

/* An act as large for "largest", any of several people for the rest. */
static bool contradicts(const char *word, const struct act_row *a,
			const struct series *s)
{
	if (!slice_is(a->scope, "this_act") || slice_eq(a->id, s->now.id))
		return false;
	return strcmp(word, "largest") == 0 ? a->count >= s->now.count :
					      a->count > 1;
}

static struct slice earlier(struct arena *mem, const struct act_row *a)
{
	struct slice freed = sentence_keep(mem, SAYS_SIDE_COUNT,
		SENTENCE_OF(number_told(mem, a->count), a->date));

	return sentence_keep(mem, SAYS_SOURCE, SENTENCE_OF(a->source, freed));
}

static void tell(const struct matter *m, struct found *to,
		 const struct said *said, struct slice sentence,
		 const struct vocab_hit *hit, const struct series *s)
{
	struct conflict *c = NULL;
	size_t told = 0, all = 0;

	for (size_t i = s->n; i-- > 0;) {
		const struct act_row *a = &s->list[i];

		if (!contradicts(word_value(hit->word), a, s))
			continue;
		if (!c) {
			c = found_add(to, check_superlative.name, "text");
			found_side(to, c, said, arena_fmt(to->mem, "%s: %.*s",
				   word_text(hit->word),
				   (int)(sentence.n < 240 ? sentence.n : 240),
				   sentence.p));
		}
		all++;
		if (told++ < EARLIER_MOST)
			found_worked(to, c, earlier(to->mem, a));
	}
	if (c)
		found_why(to, c, SAYS_SUPERLATIVE, SENTENCE_OF(
			  slice_of(word_text(hit->word)),
			  number_told(to->mem, s->now.count), s->now.date,
			  number_told(to->mem, (int64_t)all)));
	(void)m;
}

/* Sentences end with a point and a blank, or a line. */
static bool sentence_cut(struct slice *rest, struct slice *out)
{
	size_t n = 0;

	if (!rest->n)
		return false;
	while (n < rest->n && rest->p[n] != '\n' &&
	       !((rest->p[n] == '.' || rest->p[n] == '!' ||
		  rest->p[n] == '?') && n + 1 < rest->n &&
		 rest->p[n + 1] == ' '))
		n++;
	if (n < rest->n)
		n++;
	*out = slice_trim(slice_make(rest->p, n));
	*rest = slice_make(rest->p + n, rest->n - n);
	return true;
}

static void scan(const struct matter *m, struct found *to,
		 const struct said *s, const struct series *series)
{
	struct slice rest = s->fact->claim.value, sentence;
	struct str key = STR_INIT(KEY_BYTES), before = STR_INIT(KEY_BYTES);
	bool told = false;

	for (int n = 0; !told && n < SENTENCES_MOST &&
	     sentence_cut(&rest, &sentence); n++) {
		struct vocab_hit hit;

		if (sentence.n == 0)
			continue;
		str_clear(&before);
		str_add(&before, str_slice(&key));
		str_clear(&key);
		text_key(&key, sentence);
		if (key.bad || before.bad)
			break;
		told = vocab_scan(VOCAB_superlative, str_slice(&key), 0,
				  &hit) &&
		       (about_release(str_slice(&key), series, to) ||
			about_release(str_slice(&before), series, to));
		if (told)
			tell(m, to, s, sentence, &hit, series);
	}
	str_free(&key);
	str_free(&before);
}

static void run(const struct matter *m, struct found *to)
{
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct series series;
	int64_t day;

	if (!all || !m->one->look.series)
		return;
	said_of(m, PROP_text, all);
	for (size_t i = 0; i < all->n; i++)
		if (said_published(&all->list[i], &day) &&
		    load(m, to, day, &series))
			scan(m, to, &all->list[i], &series);
}

const struct check check_superlative = {
	.name = "superlative",
	.kinds = 1u << KIND_news,
	.run = run,
};
