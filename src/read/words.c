#include "read/words.h"

#include <string.h>

#include "base/text.h"
#include "model/pdate.h"

enum { KEY_BYTES = 4 * SENTENCE_BYTES, BEGIN_BYTES = 64, BEGIN_WORDS = 5 };

/* "U.S. sanctions", "Mr. Smith", "No. 5": a full stop behind one to three
 * letters with a capital is an abbreviation. */
static bool is_abbreviation(struct slice text, size_t stop)
{
	size_t n = 0;
	char c = 0;

	while (n < stop && n < 4 && text.p[stop - n - 1] != ' ' &&
	       text.p[stop - n - 1] != '.')
		c = text.p[stop - ++n];
	return n > 0 && n < 3 && c >= 'A' && c <= 'Z';
}

/* "22. November", "Dec. 13" */
static bool is_in_date(struct slice text, size_t stop)
{
	size_t from = stop, end = stop + 2;
	struct str date = STR_INIT(80);
	struct pdate d;
	bool in;

	while (from > 0 && stop - from < 12 && text.p[from - 1] != ' ')
		from--;
	/* One of the two is the day. */
	if (!(text.p[from] >= '0' && text.p[from] <= '9') &&
	    !(stop + 2 < text.n && text.p[stop + 2] >= '0' &&
	      text.p[stop + 2] <= '9'))
		return false;
	while (end < text.n && end - stop < 24 && !strchr(" ,.;)", text.p[end]))
		end++;
	if (end >= text.n && stop + 2 >= text.n)
		return false;
	str_addf(&date, "%.*s 2000", (int)(end - from), text.p + from);
	in = pdate_parse(str_slice(&date), DATE_ORDER_UNKNOWN, &d) && d.day;
	str_free(&date);
	return in;
}

/* A sentence does not begin with a small letter. */
static bool goes_on(struct slice text, size_t at)
{
	uint32_t cp = 0;

	text_next(text, at, &cp);
	return text_is_letter(cp) && !text_is_upper(cp);
}

/* "ст. 342", "No. 5": a number follows. */
static bool is_numbered(struct slice word, struct slice behind)
{
	static const char *const words[] = {
		"art", "Art", "арт", "Арт", "ст", "Ст", "ч", "Ч", "п", "No",
		"no", "Nr", "nr", "cl", "para", "Abs", "Part", "cz", "ust",
	};

	if (!behind.n || behind.p[0] < '0' || behind.p[0] > '9')
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(word, words[i]))
			return true;
	return false;
}

/* "А. Имярек": one letter, which is no unit behind a number ("2021 г."). */
static bool is_initial(struct slice text, size_t from, struct slice word)
{
	uint32_t cp = 0;

	return word.n > 0 && text_next(word, 0, &cp) == word.n &&
	       text_is_upper(cp) &&
	       (from < 2 || text.p[from - 2] < '0' || text.p[from - 2] > '9');
}

static bool is_short(struct slice text, size_t stop)
{
	size_t from = stop;

	while (from > 0 && !strchr(" .(", text.p[from - 1]))
		from--;
	return is_numbered(slice_make(text.p + from, stop - from),
			   slice_make(text.p + stop + 2,
				      text.n - stop - 2)) ||
	       is_initial(text, from, slice_make(text.p + from, stop - from));
}

static bool ends_at(struct slice text, size_t i)
{
	if (text.p[i] == '!' || text.p[i] == '?')
		return i + 1 == text.n || text.p[i + 1] == ' ';
	if (text.p[i] != '.' || (i + 1 < text.n && text.p[i + 1] != ' '))
		return false;
	return i + 2 >= text.n ||
	       (!is_abbreviation(text, i) && !goes_on(text, i + 2) &&
		!is_short(text, i) && !is_in_date(text, i));
}

/* "4 listopada 2025 r. USA ...": a year's mark behind a date that the sentence
 * has only begun with. */
static bool is_year_mark(struct slice text, size_t from, size_t stop)
{
	static const char *const marks[] = { " r", " г", " р", " m", " d" };
	struct slice before = slice_make(text.p + from, stop - from);
	size_t words = 1;
	bool marked = false;

	if (stop >= text.n || text.p[stop] != '.' || before.n > BEGIN_BYTES)
		return false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks) && !marked; i++) {
		size_t n = strlen(marks[i]);

		marked = slice_ends(before, marks[i]) && before.n > n &&
			 before.p[before.n - n - 1] >= '0' &&
			 before.p[before.n - n - 1] <= '9';
	}
	for (size_t i = 0; i < before.n; i++)
		words += before.p[i] == ' ';
	return marked && words <= BEGIN_WORDS;
}

bool sentence_next(struct slice text, size_t *at, struct slice *out)
{
	size_t from = *at, end, cut = 0;

	while (from < text.n && text.p[from] == ' ')
		from++;
	for (end = from; end < text.n && end - from < SENTENCE_BYTES; end++) {
		if (text.p[end] == ' ')
			cut = end;
		if (ends_at(text, end) && !(end + 1 < text.n &&
					    is_year_mark(text, from, end)))
			break;
	}
	if (end < text.n && end - from < SENTENCE_BYTES)
		end++;
	else if (end < text.n && cut > from)
		end = cut;
	while (end < text.n && ((unsigned char)text.p[end] & 0xC0) == 0x80)
		end++;
	*out = slice_make(text.p + from, end - from);
	*at = end;
	return end > from;
}

static struct slice without_genitive(struct slice word)
{
	if (slice_ends(word, "'s"))
		word.n -= 2;
	else if (slice_ends(word, "\xE2\x80\x99s"))
		word.n -= 4;
	return word;
}

static bool ends_clause(struct slice word)
{
	return strchr(",;:)", word.p[word.n - 1]) ||
	       slice_is(word, "-") || slice_is(word, "\xE2\x80\x93") ||
	       slice_is(word, "\xE2\x80\x94");
}

static void add_word(struct words *w, struct slice text, int clause)
{
	size_t before = w->key.n, at;

	if (before)
		str_addc(&w->key, ' ');
	at = w->key.n;
	text_key(&w->key, without_genitive(text));
	if (w->key.n == at) {
		str_cut(&w->key, before);
		return;
	}
	w->word[w->n++] = (struct word){ .text = text, .key_at = at,
					 .key_n = w->key.n - at,
					 .clause = clause };
}

void words_load(struct words *w, struct slice sentence)
{
	struct slice word;
	int clause = 0;

	w->key.max = KEY_BYTES;
	str_clear(&w->key);
	w->n = 0;
	while (w->n < WORDS_MAX && !w->key.bad &&
	       slice_cut(&sentence, ' ', &word)) {
		if (word.n == 0)
			continue;
		clause += word.p[0] == '(';
		add_word(w, word, clause);
		clause += ends_clause(word);
	}
	if (w->key.bad)
		w->n = 0;
}

bool words_is(const struct words *w, size_t i, const char *const *stems)
{
	struct slice key = slice_make(w->key.p + w->word[i].key_at,
				      w->word[i].key_n);
	struct slice part;

	while (slice_cut(&key, ' ', &part))
		for (const char *const *s = stems; *s; s++) {
			size_t n = strlen(*s);

			if ((*s)[n - 1] == '*' ?
			    part.n >= n - 1 && memcmp(part.p, *s, n - 1) == 0 :
			    slice_is(part, *s))
				return true;
		}
	return false;
}

size_t words_find(const struct words *w, size_t from, size_t to,
		  const char *const *stems)
{
	while (from < to && !words_is(w, from, stems))
		from++;
	return from;
}

void words_free(struct words *w)
{
	str_free(&w->key);
}
