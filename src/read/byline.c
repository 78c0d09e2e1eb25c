/* Names in what says who wrote a text. */
#include <string.h>

#include "base/text.h"
#include "model/vocab.h"
#include "read/meta.h"

enum { KEY_BYTES = 1024, NAME_BYTES = 80, NAME_WORDS = 5 };

/* The key of `s` begins or ends with a wording of that value: its bytes. */
static size_t key_has(struct slice key, const char *value, bool at_end)
{
	const struct vocab_word *w;
	size_t rows, most = 0;

	w = vocab_rows(VOCAB_byline, &rows);
	for (size_t i = 0; i < rows; i++) {
		size_t n = strlen(word_key(&w[i]));
		const char *p = n > key.n ? NULL : at_end ? key.p + key.n - n : key.p;

		if (strcmp(word_value(&w[i]), value) != 0 || n > key.n || n <= most ||
		    memcmp(p, word_key(&w[i]), n) != 0)
			continue;
		if (n == key.n || (at_end ? p[-1] : p[n]) == ' ')
			most = n;
	}
	return most;
}

static size_t count_blanks(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* `s` without its first `n` words and the marks behind them. */
static struct slice without_words(struct slice s, size_t n)
{
	while (n > 0 && s.n > 0) {
		struct slice word;

		slice_cut(&s, ' ', &word);
		s = slice_trim(s);
		n--;
	}
	while (s.n && strchr(":-|.,", s.p[0]))
		s = slice_trim(slice_make(s.p + 1, s.n - 1));
	return s;
}

static size_t lead_words(struct slice s)
{
	struct str key = STR_INIT(KEY_BYTES);
	size_t n = 0, bytes;

	text_key(&key, s);
	bytes = key.bad ? 0 : key_has(str_slice(&key), "lead", false);
	if (bytes && bytes < key.n)
		n = 1 + count_blanks(slice_make(str_cstr(&key), bytes));
	str_free(&key);
	return n;
}

/* Both of the first two words begin with a capital. */
static bool is_capital(struct slice s)
{
	struct slice word;
	uint32_t cp = 0;

	for (int i = 0; i < 2 && slice_cut(&s, ' ', &word); i++)
		if (!text_next(word, 0, &cp) || !text_is_upper(cp))
			return false;
	return true;
}

bool byline_leads(struct slice line)
{
	size_t n = lead_words(line), words;
	struct slice rest;

	if (n == 0)
		return false;
	rest = without_words(line, n);
	words = 1 + count_blanks(rest);
	/* "By Thursday" is none: names have two words, or a colon before. */
	return rest.n > 0 && words <= 3 * NAME_WORDS &&
	       (memchr(line.p, ':', line.n) ||
		(words >= 2 && is_capital(rest))) &&
	       !strchr(".!?:", rest.p[rest.n - 1]);
}

/* Does a wording of "join" stand at `at`, between blanks, or a mark? */
static size_t join_at(struct slice s, size_t at)
{
	const struct vocab_word *w;
	size_t rows;

	if (strchr(",;|/&\n\t", s.p[at]) ||
	    slice_starts(slice_make(s.p + at, s.n - at), "\xE2\x80\xA2"))
		return s.p[at] == '\xE2' ? 3 : 1;
	if (s.p[at] != ' ')
		return 0;
	w = vocab_rows(VOCAB_byline, &rows);
	for (size_t i = 0; i < rows; i++) {
		size_t n = strlen(word_text(&w[i]));

		if (strcmp(word_value(&w[i]), "join") == 0 && at + n + 1 < s.n &&
		    memcmp(s.p + at + 1, word_text(&w[i]), n) == 0 &&
		    s.p[at + n + 1] == ' ')
			return n + 2;
	}
	return 0;
}

static struct slice cut_name(struct slice *rest)
{
	struct slice s = *rest;

	for (size_t i = 0; i < s.n; i++) {
		size_t n = join_at(s, i);

		if (n == 0)
			continue;
		*rest = slice_make(s.p + i + n, s.n - i - n);
		return slice_trim(slice_make(s.p, i));
	}
	*rest = SLICE_NONE;
	return slice_trim(s);
}

/* "chief editor", or what ends in a role that has no capital. */
static bool is_role(struct slice s, struct slice key)
{
	size_t n = key_has(key, "role", true), at = s.n;
	uint32_t cp = 0;

	if (n == 0 || n == key.n)
		return n > 0;
	while (at > 0 && s.p[at - 1] != ' ')
		at--;
	text_next(s, at, &cp);
	if (!text_is_upper(cp))
		return true;
	key.n -= n + 1;
	return key_has(key, "role", true) == key.n;
}

/* A role, a place or a site is no author; nor is an address or a number. */
static bool is_name(struct slice s)
{
	struct str key = STR_INIT(KEY_BYTES);
	bool yes;

	text_key(&key, s);
	yes = s.n > 2 && s.n <= NAME_BYTES && key.n > 0 && !key.bad &&
	      count_blanks(s) < NAME_WORDS && !strpbrk(str_cstr(&key),
						       "0123456789") &&
	      !memchr(s.p, '@', s.n) && !memchr(s.p, '<', s.n) &&
	      !is_role(s, str_slice(&key));
	str_free(&key);
	return yes;
}

/* "Jan P (editor)" is Jan P, "Jan P for Paper" too. */
static struct slice without_tail(struct slice s)
{
	static const char *const tails[] = {
		" (", " for ", " in ", " | ", " - ", " \xE2\x80\x93 ",
		" \xE2\x80\x94 ", " \xD0\xB4\xD0\xBB\xD1\x8F ",
	};

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		ptrdiff_t at = slice_find(s, slice_of(tails[i]), 0);

		/* "Jan (J. P.) Prykladny" goes on. */
		if (at > 0 && (i > 0 || s.p[s.n - 1] == ')'))
			s.n = (size_t)at;
	}
	return slice_trim(s);
}

/* "Photo: Jan P" wrote nothing. */
static bool is_photo(struct slice s)
{
	struct str key = STR_INIT(KEY_BYTES);
	bool yes;

	text_key(&key, s);
	yes = !key.bad && key_has(str_slice(&key), "photo", false) > 0;
	str_free(&key);
	return yes;
}

bool byline_next(struct slice *rest, struct slice *name)
{
	while (rest->p && rest->n) {
		struct slice s = cut_name(rest);

		if (is_photo(s))
			continue;
		s = without_tail(without_words(s, lead_words(s)));
		while (s.n && strchr(".,:;", s.p[s.n - 1]))
			s.n--;
		if (!is_name(s))
			continue;
		*name = s;
		return true;
	}
	return false;
}
