/* What the tokens of a sentence mean: its language, the lexicon, numbers in
 * words, and where one sentence inside another begins. */
#include <string.h>

#include "base/text.h"
#include "read/token_inside.h"

enum { GAP_MAX = 10 };

_Static_assert(LEX_COUNT <= 64, "classes are bits");

/* --- language -----------------------------------------------------------------

 * Of Russian, Belarusian and Ukrainian a page may tell the wrong one, and each
 * quotes the others: letters that a language has not are stronger. */

/* Which of the letters that tell are in the sentence. */
enum { DOTTED_I = 1, FULL_I = 2, YERY = 4, SHORT_U = 8, YI_YE = 16 };

static unsigned letter_of(unsigned char lead, unsigned char c)
{
	if (lead == 0xD0)
		return c == 0x86 ? DOTTED_I : c == 0x98 || c == 0xB8 ? FULL_I :
		       c == 0xAB ? YERY : c == 0x8E ? SHORT_U :
		       c == 0x87 || c == 0x84 ? YI_YE : 0;
	return c == 0x96 ? DOTTED_I : c == 0x8B ? YERY :
	       c == 0x9E ? SHORT_U : c == 0x97 || c == 0x94 ? YI_YE : 0;
}

static unsigned letters_of(struct slice s)
{
	unsigned found = 0;

	for (size_t i = 0; i + 1 < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == 0xD0 || c == 0xD1)
			found |= letter_of(c, (unsigned char)s.p[++i]);
	}
	return found;
}

/* Russian has no dotted i, Ukrainian no yery, Belarusian no full i. */
static const char *told_by(unsigned has, bool ru, bool be)
{
	bool dotted = has & DOTTED_I;

	if ((has & SHORT_U) ||
	    (ru && dotted && ((has & YERY) || !(has & FULL_I))))
		return "be";
	if ((has & YI_YE) || (ru && dotted))
		return "uk";
	return !ru && !dotted && (has & (be ? FULL_I : YERY)) ? "ru" : NULL;
}

struct slice tokens_spoken(struct slice s, struct slice lang)
{
	bool ru = slice_is(lang, "ru"), be = slice_is(lang, "be");
	const char *told;

	if (!ru && !be && !slice_is(lang, "uk"))
		return lang;
	told = told_by(letters_of(s), ru, be);
	return told ? slice_of(told) : lang;
}

/* --- meanings ----------------------------------------------------------------- */

/* Does a row of that language speak here? Text in another script than the
 * document's language is a quotation, or the language is told wrongly. */
static bool speaks(const struct tokens *t, const struct lex_row *row)
{
	return row->lang == 0 || t->lang_code == 0 ||
	       row->lang == t->lang_code || row->cyrillic != t->lang_cyrillic;
}

/* Do the other words of the row stand behind token i? *last is where. */
static bool follows(const struct tokens *t, size_t i, const char *rest,
		    size_t *last)
{
	struct slice words = slice_of(rest), word;
	size_t room = 0;

	*last = i;
	if (!words.n)
		return true;
	while (slice_cut(&words, ' ', &word)) {
		bool open = slice_ends(word, "*");
		size_t k = *last + 1, end = k + room;
		bool found = false;

		if (slice_is(word, "..")) {
			room = GAP_MAX;
			continue;
		}
		word.n -= open;
		for (; k <= end && k < t->n && !found; k++) {
			struct slice key = t->token[k].key;

			found = key.n >= word.n && (open || key.n == word.n) &&
				memcmp(key.p, word.p, word.n) == 0;
			if (found)
				*last = k;
		}
		if (!found)
			return false;
		room = 0;
	}
	return true;
}

/* Does the next word begin as the next one of the row does? Most do not, and
 * short words have many rows. */
static bool may_follow(const struct tokens *t, size_t i, const char *rest)
{
	struct slice next;

	if (!rest[0] || rest[0] == '.')
		return true;
	if (i + 1 >= t->n)
		return false;
	next = t->token[i + 1].key;
	return next.p[0] == rest[0] &&
	       ((unsigned char)rest[0] < 0x80 || next.n < 2 ||
		next.p[1] == rest[1]);
}

static void add_meaning(struct tokens *t, size_t i, size_t last,
			const struct lex_row *row)
{
	uint64_t bit = (uint64_t)1 << row->cls;
	struct meaning *m = t->meaning + t->meanings;
	bool wide = strstr(lex_rest(row), "..") != NULL;

	if (t->meanings == MEANINGS_MAX)
		return;
	/* The same wording of two files. */
	for (size_t k = t->meanings; k > 0 && m[-1].first == i; k--, m--)
		if (m[-1].row->cls == row->cls && m[-1].last == last &&
		    strcmp(lex_value(m[-1].row), lex_value(row)) == 0)
			return;
	t->meaning[t->meanings++] = (struct meaning){ row, i, last };
	t->token[i].is |= bit;
	for (size_t k = i; k <= (wide ? i : last); k++)
		t->token[k].in |= bit;
}

static bool in_capitals(const struct tokens *t, size_t i)
{
	struct slice s = t->token[i].text;

	return s.n >= 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' &&
	       s.p[1] >= 'A' && s.p[1] <= 'Z';
}

/* The first row that the word fits; words come again, so it is remembered. */
static int first_row(struct tokens *t, struct slice key)
{
	uint64_t hash = slice_hash(key) | 1;
	size_t place = (hash >> 7) & (TOKENS_KNOWN - 1);
	int at;

	if (t->known[place].hash == hash)
		return t->known[place].row;
	at = lexicon_at(key);
	while (at >= 0 && !lexicon_fits(&lexicon[at], key))
		at = lexicon[at].up;
	t->known[place].hash = hash;
	t->known[place].row = at;
	return at;
}

static void find_all(struct tokens *t, size_t i)
{
	struct slice key = t->token[i].key;

	for (int at = first_row(t, key); at >= 0; at = lexicon[at].up) {
		const struct lex_row *row = &lexicon[at];
		uint64_t bit = (uint64_t)1 << row->cls;
		size_t last;

		if (!may_follow(t, i, lex_rest(row)) || !lexicon_fits(row, key) ||
		    !speaks(t, row) ||
		    (row->capitals && !in_capitals(t, i)) ||
		    !follows(t, i, lex_rest(row), &last))
			continue;
		/* Inside a longer wording of the class: "lifted" of "not
		 * lifted". */
		if ((t->token[i].in & bit) && !(t->token[i].is & bit) &&
		    (t->token[last].in & bit))
			continue;
		add_meaning(t, i, last, row);
	}
}

static void find_segments(struct tokens *t)
{
	int segment = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (i > 0 && (t->token[i].clause != t->token[i - 1].clause ||
			      token_is(t, i, LEX_join)))
			segment++;
		t->token[i].segment = segment;
	}
}

static bool is_power(int64_t n)
{
	return n == 100 || n == 1000;
}

/* May `next` stand behind `sum`: "two" "hundred", "hundred" "fifty", "сорок"
 * "двух"? */
static bool takes_more(int64_t sum, int64_t next)
{
	if (is_power(next))
		return sum < next && sum < 1000 && next > sum;
	if (sum >= 100 && sum % 100 == 0)
		return next > 0 && next < 100;
	return sum >= 20 && sum % 10 == 0 && next > 0 && next < 10;
}

static const struct meaning *number_meaning(const struct tokens *t, size_t i)
{
	const struct meaning *m = token_means(t, i, LEX_hundred);

	return m ? m : token_means(t, i, LEX_number);
}

/* "сто двадцать три", "two hundred and fifty" are one number each. */
static void read_number_word(struct tokens *t, size_t *i)
{
	struct token *x = &t->token[*i];
	int64_t sum = 0, value = 0;
	size_t next = *i, last = *i;

	for (; next < t->n; next = last + 1) {
		bool and = sum >= 100 && slice_is(t->token[next].key, "and");
		const struct meaning *m = number_meaning(t, next + and);

		if (!m || t->token[next].clause != x->clause ||
		    !slice_int(slice_of(lex_value(m->row)), &value) ||
		    (sum && !takes_more(sum, value)))
			break;
		sum = sum && is_power(value) ? sum * value : sum + value;
		last = m->last;
	}
	if (sum == 0)
		return;
	x->number = sum;
	x->word = true;
	x->text = tokens_span(t, *i, last);
	for (size_t k = *i + 1; k <= last; k++)
		t->token[k].in |= (uint64_t)1 << LEX_number;
	*i = last;
}

static bool is_cyrillic_language(struct slice lang)
{
	static const char *const langs[] = { "ru", "be", "uk", "bg", "mk" };

	for (size_t i = 0; i < sizeof(langs) / sizeof(*langs); i++)
		if (slice_is(lang, langs[i]))
			return true;
	return false;
}

void tokens_mean(struct tokens *t)
{
	t->lang_code = lexicon_lang(t->lang);
	t->lang_cyrillic = is_cyrillic_language(t->lang);
	for (size_t i = 0; i < t->n; i++)
		find_all(t, i);
	find_segments(t);
	for (size_t i = 0; i < t->n; i++)
		if (t->token[i].number == NO_NUMBER &&
		    (token_is(t, i, LEX_number) || token_is(t, i, LEX_hundred)))
			read_number_word(t, &i);
}
