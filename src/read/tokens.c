#include "read/token_inside.h"

#include <string.h>

#include "base/text.h"

enum { DIGITS_MAX = 9 };

/* --- words ------------------------------------------------------------------ */

static bool is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x02BC;
}

/* What most words are made of needs no table. */
static uint32_t small(uint32_t cp, bool *known)
{
	*known = true;
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	if (cp == 0x401 || cp == 0x451)
		return 0x435;
	/* Belarusian has у behind a consonant, ў behind a vowel. */
	if (cp == 0x40E || cp == 0x45E)
		return 0x443;
	if (cp >= 0x400 && cp < 0x410)
		return cp + 0x50;
	if (cp >= 0x410 && cp < 0x430)
		return cp + 0x20;
	if (cp >= 0x430 && cp < 0x460)
		return cp;
	*known = false;
	return cp;
}

/* Folds as the lexicon's rows are. False where there is no room. */
static bool fold_word(struct tokens *t, struct slice word, struct slice *key)
{
	char *p = t->keys + t->used;
	size_t room = sizeof(t->keys) - t->used;
	struct str all = STR_INIT(TOKEN_KEYS);
	bool known = true;
	uint32_t cp;
	size_t n, out = 0;

	if (word.n + 4 > room)
		return false;
	for (size_t at = 0; known &&
	     (n = text_next(word, at, &cp)) > 0; at += n) {
		if (is_apostrophe(cp))
			continue;
		cp = small(cp, &known);
		if (cp < 0x80) {
			p[out++] = (char)cp;
		} else {
			p[out++] = (char)(0xC0 | (cp >> 6 & 0x1F));
			p[out++] = (char)(0x80 | (cp & 0x3F));
		}
	}
	if (!known) {
		text_key(&all, word);
		out = all.n < room ? all.n : 0;
		memcpy(p, str_cstr(&all), out);
		str_free(&all);
	}
	*key = slice_make(p, out);
	t->used += out;
	return out > 0;
}

static bool ends_clause(uint32_t cp)
{
	return cp == ',' || cp == ';' || cp == ':' || cp == '(' || cp == ')' ||
	       cp == 0x2013 || cp == 0x2014 || cp == '|';
}

/* --- numbers ------------------------------------------------------------------ */

static bool is_digit(struct slice s, size_t at)
{
	return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* Bytes of a mark that may stand inside a number: . , ' and narrow blanks. */
static size_t number_mark(struct slice s, size_t at)
{
	static const char *const blanks[] = {
		"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x99",
	};

	if (at < s.n && strchr(".,'/:", s.p[at]) && s.p[at])
		return 1;
	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++) {
		size_t n = strlen(blanks[i]);

		if (at + n < s.n && memcmp(s.p + at, blanks[i], n) == 0)
			return n;
	}
	return 0;
}

static size_t digits_at(struct slice s, size_t at)
{
	size_t n = 0;

	while (is_digit(s, at + n))
		n++;
	return n;
}

/* "1 227" with a plain blank: where thousands are written so. */
static bool blank_group(const struct tokens *t, struct slice s, size_t at,
			size_t first)
{
	return at < s.n && s.p[at] == ' ' && first <= 3 &&
	       digits_at(s, at + 1) == 3 && !slice_is(t->lang, "en") &&
	       !(at + 4 < s.n && strchr(".,-", s.p[at + 4]) &&
		 is_digit(s, at + 5));
}

static bool is_grouping(const struct tokens *t, char mark)
{
	if (mark == '/' || mark == ':')
		return false;
	return !(mark == '.' && slice_is(t->lang, "en"));
}

/* ISO: 2025-12-13. */
static size_t iso_date(struct slice s, size_t at)
{
	if (digits_at(s, at) == 4 && at + 10 <= s.n && s.p[at + 4] == '-' &&
	    digits_at(s, at + 5) == 2 && s.p[at + 7] == '-' &&
	    digits_at(s, at + 8) == 2)
		return 10;
	return 0;
}

/* Bytes of the mark between two groups of digits, 0: the number ends. */
static size_t next_group(const struct tokens *t, size_t end, size_t first)
{
	size_t mark = blank_group(t, t->text, end, first) ? 1 :
		      number_mark(t->text, end);

	return is_digit(t->text, end + mark) ? mark : 0;
}

static int64_t add_digits(int64_t value, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		value = value * 10 + p[i] - '0';
	return value;
}

/* Reads the digits at `at`; gives the bytes taken. */
static size_t read_number(const struct tokens *t, size_t at, struct token *x)
{
	struct slice s = t->text;
	size_t first = digits_at(s, at), end = at + first, mark;
	bool whole = first <= DIGITS_MAX;
	int64_t value = whole ? add_digits(0, s.p + at, first) : 0;

	x->number = NO_NUMBER;
	if (iso_date(s, at))
		return iso_date(s, at);
	while ((mark = next_group(t, end, first)) > 0) {
		size_t n = digits_at(s, end + mark);

		whole = whole && n == 3 && first <= 3 && value > 0 &&
			is_grouping(t, s.p[end]) && value < 1000000;
		if (whole)
			value = add_digits(value, s.p + end + mark, n);
		x->grouped |= whole;
		end += mark + n;
	}
	if (whole)
		x->number = value;
	return end - at;
}

/* "13th", "13-го" end a number; "13A" is none. */
static bool is_ending(struct slice key)
{
	static const char *const endings[] = {
		"st", "nd", "rd", "th", "го", "га", "й", "е", "er", "e", "а",
		"ти", "х", "ми", "ma", "ro", "ty", "ci", "м", "і", "ї",
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (slice_is(key, endings[i]))
			return true;
	return false;
}

/* --- cutting ------------------------------------------------------------------ */

struct cut {
	size_t at;
	int clause;
	bool gap, hyphen, bracket;	/* since the last token */
};

/* Letters that need no table. */
static bool is_plain_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 0x400 && cp < 0x482);
}

/* U+02BC is an apostrophe and a letter: alone it is no word. */
static bool begins_word(uint32_t cp)
{
	return is_plain_letter(cp) ||
	       (text_is_word(cp) && !is_apostrophe(cp));
}

static size_t word_bytes(struct slice s, size_t at)
{
	size_t end = at, n;
	uint32_t cp;

	while ((n = text_next(s, end, &cp)) > 0) {
		uint32_t next = 0;

		if (is_plain_letter(cp)) {
			end += n;
			continue;
		}
		if (is_apostrophe(cp) || (cp == '.' && end - at == 1)) {
			/* "п'ять", "U.S." */
			text_next(s, end + n, &next);
			if (!text_is_letter(next) ||
			    (cp == '.' && !text_is_upper(next)))
				break;
		} else if (!text_is_word(cp)) {
			break;
		}
		end += n;
		if (cp == '.')
			at = end;
	}
	return end;
}

static struct slice without_genitive(struct slice word)
{
	if (slice_ends(word, "'s"))
		word.n -= 2;
	else if (slice_ends(word, "\xE2\x80\x99s"))
		word.n -= 4;
	return word;
}

static void skip_sign(struct tokens *t, struct cut *c, uint32_t cp, size_t n)
{
	if (cp == ' ' || cp == 0xA0)
		c->gap = true;
	if (cp == '-' && c->at > 0 && t->text.p[c->at - 1] == ' ')
		c->clause++;
	if (cp == '-')
		c->hyphen = true;
	if (ends_clause(cp))
		c->clause++;
	if (cp == '(')
		c->bracket = true;
	if (cp == '%' && t->n > 0)
		t->token[t->n - 1].percent = true;
	c->at += n;
}

static void take_word(struct tokens *t, struct cut *c, uint32_t cp)
{
	struct token *x = &t->token[t->n], *last = x - 1;
	struct slice word;

	*x = (struct token){ .number = NO_NUMBER, .clause = c->clause,
			     .capital = text_is_upper(cp),
			     .joined = t->n > 0 && c->hyphen && !c->gap,
			     .bracket = c->bracket };
	if (cp >= '0' && cp <= '9') {
		size_t n = read_number(t, c->at, x);

		x->text = slice_make(t->text.p + c->at, n);
		x->key = x->text;
		c->at += n;
		t->n++;
	} else {
		size_t end = word_bytes(t->text, c->at);

		word = slice_make(t->text.p + c->at, end - c->at);
		x->text = word;
		c->at = end;
		if (!fold_word(t, without_genitive(word), &x->key))
			return;
		if (t->n > 0 && last->text.p + last->text.n == word.p &&
		    is_digit(last->key, 0)) {
			last->ordinal = is_ending(x->key);
			if (last->ordinal)
				return;
			last->number = NO_NUMBER;
			last->text.n += word.n;
		}
		if (x->joined && is_digit(last->key, 0) && is_ending(x->key))
			return;
		t->n++;
	}
	c->gap = c->hyphen = c->bracket = false;
}

static void cut_words(struct tokens *t)
{
	struct cut c = {0};
	uint32_t cp;
	size_t n;

	while (t->n < TOKENS_MAX && (n = text_next(t->text, c.at, &cp)) > 0) {
		if (cp == ' ') {
			c.gap = true;
			c.at++;
		} else if (begins_word(cp)) {
			take_word(t, &c, cp);
		} else {
			skip_sign(t, &c, cp, n);
		}
	}
}

void tokens_load(struct tokens *t, struct slice sentence, struct slice lang)
{
	t->text = sentence;
	t->lang = tokens_spoken(sentence, lang);
	t->n = t->meanings = t->used = 0;
	cut_words(t);
	tokens_mean(t);
}

/* --- questions ---------------------------------------------------------------- */

const struct meaning *token_means(const struct tokens *t, size_t i,
				  enum lex cls)
{
	const struct meaning *best = NULL;
	size_t lo = 0, hi = t->meanings;

	if (i >= t->n || !(t->token[i].is >> cls & 1))
		return NULL;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->meaning[mid].first < i)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < t->meanings && t->meaning[lo].first == i; lo++)
		if (t->meaning[lo].row->cls == cls &&
		    (!best || t->meaning[lo].last > best->last))
			best = &t->meaning[lo];
	return best;
}

bool token_is(const struct tokens *t, size_t i, enum lex cls)
{
	return i < t->n && (t->token[i].is >> cls & 1);
}

bool token_in(const struct tokens *t, size_t i, enum lex cls)
{
	return i < t->n && (t->token[i].in >> cls & 1);
}

bool token_is_mode(const struct tokens *t, size_t i)
{
	return token_is(t, i, LEX_mode) &&
	       !(t->token[i].capital && token_is(t, i, LEX_month));
}

size_t token_find(const struct tokens *t, size_t from, size_t to,
		  enum lex cls)
{
	while (from < to && !token_is(t, from, cls))
		from++;
	return from < to ? from : to;
}

bool token_clause_has(const struct tokens *t, size_t i, enum lex cls)
{
	for (size_t k = 0; k < t->n; k++)
		if (t->token[k].clause == t->token[i].clause &&
		    token_is(t, k, cls))
			return true;
	return false;
}

bool token_says(const struct tokens *t, size_t i, enum lex cls,
		const char *value)
{
	const struct meaning *m = token_means(t, i, cls);

	return m && strcmp(lex_value(m->row), value) == 0;
}

struct slice tokens_span(const struct tokens *t, size_t a, size_t b)
{
	const char *from = t->token[a].text.p;
	const char *to = t->token[b].text.p + t->token[b].text.n;

	return slice_make(from, (size_t)(to - from));
}
