/* Articles of a criminal code in a sentence. */
#include <stdio.h>
#include <string.h>

#include "read/telling.h"

enum {
	LAST_ARTICLE = 466,	/* of the code of Belarus */
	ARTICLES_MAX = 8,	/* behind one "Articles" */
};

static size_t digits_of(struct slice text, size_t at, size_t most, int *number)
{
	size_t n = 0;

	*number = 0;
	while (at + n < text.n && n < most && text.p[at + n] >= '0' &&
	       text.p[at + n] <= '9')
		*number = *number * 10 + text.p[at + n++] - '0';
	return n;
}

/* "361-4", "342"; "3614", whose small figure was lost, is 361-4. Bytes used. */
static size_t article_of(struct slice text, char out[CHARGE_BYTES])
{
	int number, small = 0;
	size_t n = digits_of(text, 0, 4, &number), more = 0;

	if (n == 0 || number == 0)
		return 0;
	if (n < text.n && (text.p[n] == '-' || text.p[n] == '.'))
		more = digits_of(text, n + 1, 2, &small);
	if (small == 0 && number > 999 && number / 10 <= LAST_ARTICLE) {
		small = number % 10;
		number /= 10;
	}
	if (small)
		snprintf(out, CHARGE_BYTES, "%d-%d", number, small);
	else
		snprintf(out, CHARGE_BYTES, "%d", number);
	return n + (more ? more + 1 : 0);
}

static void put_part(char out[CHARGE_BYTES], int part)
{
	size_t n = strlen(out);

	if (part > 0 && n + 6 < CHARGE_BYTES)
		snprintf(out + n, CHARGE_BYTES - n, "(%d)", part);
}

/* "Part 2 of" or "ч. 2" right before the word: 2. */
static int part_before(const struct telling *s, size_t i)
{
	for (size_t back = 2; back <= 3 && back <= i; back++) {
		const struct mark *m = telling_fate_at(s, i - back, FATE_part);
		struct slice core;
		int64_t n;

		if (!m)
			continue;
		core = telling_core(s, m->last + 1);
		if (core.n && core.n <= 2 && slice_int(core, &n))
			return (int)n;
	}
	return 0;
}

static int part_behind(const struct telling *s, size_t i)
{
	int64_t n;

	if (i + 2 < s->words.n && telling_fate_at(s, i + 1, FATE_part) &&
	    telling_core(s, i + 2).n == 1 &&
	    slice_int(telling_core(s, i + 2), &n))
		return (int)n;
	return 0;
}

static bool article_at(struct telling *s, size_t i, int part)
{
	char charge[CHARGE_BYTES];
	struct slice core = telling_core(s, i);
	size_t used = article_of(core, charge);
	struct mark *m;

	if (used == 0 || used < core.n)
		return false;
	m = telling_mark(s, MARK_CHARGE, i, i);
	if (!m)
		return false;
	put_part(charge, part ? part : part_behind(s, i));
	snprintf(m->charge, sizeof(m->charge), "%s", charge);
	return true;
}

static void take_article(struct telling *s, const struct mark *word)
{
	size_t i = word->last + 1;
	int part = part_before(s, word->first);

	for (int more = 0; i < s->words.n && more < ARTICLES_MAX; more++) {
		if (!article_at(s, i, part))
			return;
		part = 0;
		i++;
		if (i < s->words.n && telling_fate_at(s, i, FATE_part))
			i += 2;
		if (i < s->words.n && telling_fate_at(s, i, FATE_joint))
			i++;
	}
}

/* "ст.342": both in one word. */
static void take_glued(struct telling *s, size_t i)
{
	static const char *const fronts[] = {
		"ст.", "арт.", "art.", "Art.", "Ст.", "Арт.", "§",
	};
	struct slice word = s->words.word[i].text;

	for (size_t k = 0; k < sizeof(fronts) / sizeof(*fronts); k++) {
		char charge[CHARGE_BYTES];
		size_t n = strlen(fronts[k]);
		struct mark *m;

		if (!slice_starts(word, fronts[k]) || word.n == n ||
		    !article_of(slice_make(word.p + n, word.n - n), charge))
			continue;
		m = telling_mark(s, MARK_CHARGE, i, i);
		if (!m)
			return;
		put_part(charge, part_before(s, i));
		snprintf(m->charge, sizeof(m->charge), "%s", charge);
	}
}

void telling_charges(struct telling *s)
{
	size_t n = s->n;

	for (size_t i = 0; i < n; i++) {
		struct mark word = s->mark[i];

		if (word.kind == MARK_FATE && word.fate == FATE_article)
			take_article(s, &word);
	}
	for (size_t i = 0; i < s->words.n; i++)
		if (memchr(s->words.word[i].text.p, '.',
			   s->words.word[i].text.n) ||
		    (unsigned char)s->words.word[i].text.p[0] == 0xC2)
			take_glued(s, i);
}
