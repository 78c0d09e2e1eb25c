#include "names/fold.h"

#include <string.h>

#include "base/text.h"
#include "names/fold_inside.h"
#include "names/latin.h"
#include "names/latin_table.h"

/* Letters that look alike in print, Latin and Cyrillic: lists hold words
 * which somebody has typed with both. */
static const struct {
	uint32_t latin, cyrillic;
} twins[] = {
	{ 'a', 0x430 }, { 'b', 0x432 }, { 'c', 0x441 }, { 'e', 0x435 },
	{ 'h', 0x43D }, { 'i', 0x456 }, { 'j', 0x458 }, { 'k', 0x43A },
	{ 'm', 0x43C }, { 'o', 0x43E }, { 'p', 0x440 }, { 's', 0x455 },
	{ 't', 0x442 }, { 'x', 0x445 }, { 'y', 0x443 },
};

enum { RULES = 3 };	/* raise when this file makes other keys */

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool is_cyrillic(uint32_t cp)
{
	return cp >= 0x400 && cp < 0x530;
}

static bool is_latin(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 0xDF && cp < 0x250);
}

static uint32_t twin(uint32_t cp, bool to_cyrillic)
{
	for (size_t i = 0; i < COUNT(twins); i++) {
		if (to_cyrillic && cp == twins[i].latin)
			return twins[i].cyrillic;
		if (!to_cyrillic && cp == twins[i].cyrillic)
			return twins[i].latin;
	}
	return cp;
}

/* Appends one word of both alphabets in that one which alone has some of its
 * letters, or else has more of them. */
static void repair_word(struct str *out, struct slice word)
{
	size_t latin = 0, cyrillic = 0, only_latin = 0, only_cyrillic = 0, n;
	bool to_cyrillic;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(word, at, &cp)) > 0; at += n) {
		latin += is_latin(cp);
		cyrillic += is_cyrillic(cp);
		only_latin += is_latin(cp) && twin(cp, true) == cp;
		only_cyrillic += is_cyrillic(cp) && twin(cp, false) == cp;
	}
	if (latin == 0 || cyrillic == 0) {
		str_add(out, word);
		return;
	}
	to_cyrillic = (only_latin > 0) != (only_cyrillic > 0) ?
		      only_cyrillic > 0 : cyrillic >= latin;
	for (size_t at = 0; (n = text_next(word, at, &cp)) > 0; at += n)
		text_put(out, twin(cp, to_cyrillic));
}

/* Both alphabets at once; by first bytes, which tell nearly all apart. */
static bool is_mixed(struct slice text)
{
	bool latin = false, cyrillic = false;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		latin |= (c >= 'a' && c <= 'z') || (c >= 0xC3 && c <= 0xC9);
		cyrillic |= c >= 0xD0 && c <= 0xD4;
	}
	return latin && cyrillic;
}

static void repair_words(struct str *out, struct slice text)
{
	size_t start = 0;

	for (size_t at = 0; at <= text.n; at++) {
		if (at < text.n && text.p[at] != ' ' && text.p[at] != '-')
			continue;
		repair_word(out, slice_make(text.p + start, at - start));
		if (at < text.n)
			str_addc(out, text.p[at]);
		start = at + 1;
	}
}

static const char *fold_letter(uint32_t cp)
{
	if (cp < FOLD_LETTERS)
		return fold_letters[cp];
	for (const struct fold_letter *l = fold_others; l->to; l++)
		if (l->letter == cp)
			return l->to;
	return NULL;
}

static bool is_plain(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
}

/* A letter which is not in the table, without its marks; `bare` is for work. */
static void put_stripped(struct str *out, struct slice letter,
			 struct str *bare)
{
	struct slice s;
	uint32_t cp;
	size_t n;

	str_clear(bare);
	text_strip(bare, letter);
	s = str_slice(bare);
	for (size_t at = 0; (n = text_next(s, at, &cp)) > 0; at += n) {
		const char *to = fold_letter(cp);

		if (to)
			str_addz(out, to);
		else if (is_plain(cp))
			text_put(out, cp);
		else
			str_addc(out, ' ');
	}
	out->bad |= bare->bad;
}

/* How many bytes from `at` on are of other scripts: what is read together. */
static size_t foreign_run(struct slice text, size_t at)
{
	size_t from = at, n;
	uint32_t cp;

	while ((n = text_next(text, at, &cp)) > 0 && latin_is_foreign(cp) &&
	       text_is_word(cp))
		at += n;
	return at - from;
}

static void fold_letters_of(struct str *out, struct slice text,
			    struct str *bare)
{
	uint32_t cp;
	size_t n;

	for (size_t at = 0; (n = text_next(text, at, &cp)) > 0; at += n) {
		const char *to;

		if (is_plain(cp) || cp == ' ') {
			str_addc(out, (char)cp);
			continue;
		}
		to = fold_letter(cp);
		if (to)
			str_addz(out, to);
		else if (cp < 0x80)
			str_addc(out, ' ');
		else if (latin_is_foreign(cp) && text_is_word(cp))
			latin_put(out, slice_make(text.p + at,
						  n = foreign_run(text, at)));
		else
			put_stripped(out, slice_make(text.p + at, n), bare);
	}
}

static bool at_word_end(struct slice key, size_t at)
{
	return at >= key.n || key.p[at] == ' ';
}

/* How many bytes of the key the pattern takes at this place, 0: none. "$" is
 * the end of a word. */
static size_t match(struct slice key, size_t at, const char *pattern)
{
	size_t n = 0;

	for (; pattern[n] && pattern[n] != '$'; n++)
		if (at + n >= key.n || key.p[at + n] != pattern[n])
			return 0;
	return pattern[n] == '$' && !at_word_end(key, at + n) ? 0 : n;
}

/* Where the pattern stands next, from `at` on, and how much it takes there;
 * the end of the key where it does not. Most rules meet no letter of theirs. */
static size_t find(struct slice key, size_t at, const char *pattern,
		   size_t *n)
{
	for (; at < key.n; at++) {
		const char *p = memchr(key.p + at, pattern[0], key.n - at);

		if (!p)
			break;
		at = (size_t)(p - key.p);
		*n = match(key, at, pattern);
		if (*n > 0)
			return at;
	}
	return key.n;
}

/* A rule that makes nothing longer works in place, as nearly all do: what is
 * written never passes what is read. */
static void shorten(struct str *key, const struct fold_row *rule)
{
	struct slice s = str_slice(key), to = slice_of(rule->to);
	size_t n = 0, at = find(s, 0, rule->from, &n), end = at;

	while (at < s.n) {
		size_t from = at + n, next = find(s, from, rule->from, &n);

		memmove(key->p + end, to.p, to.n);
		end += to.n;
		memmove(key->p + end, key->p + from, next - from);
		end += next - from;
		at = next;
	}
	str_cut(key, end);
}

static void lengthen(struct str *key, const struct fold_row *rule)
{
	struct str out = STR_INIT(key->max);
	struct slice s = str_slice(key);
	size_t from = 0, n = 0;

	for (size_t at = find(s, 0, rule->from, &n); at < s.n;
	     at = find(s, from, rule->from, &n)) {
		str_add(&out, slice_make(s.p + from, at - from));
		str_addz(&out, rule->to);
		from = at + n;
	}
	str_add(&out, slice_make(s.p + from, s.n - from));
	out.bad |= key->bad;
	str_free(key);
	*key = out;
}

/* Letters of a text, a bit each: most rules begin with one that is not in the
 * key. */
static uint32_t letters_in(struct slice s)
{
	uint32_t set = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			set |= (uint32_t)1 << (s.p[i] - 'a');
	return set;
}

static bool grows(const struct fold_row *rule)
{
	size_t n = strlen(rule->from);

	return strlen(rule->to) > n - (rule->from[n - 1] == '$');
}

static bool is_in(uint32_t letters, char c)
{
	return c < 'a' || c > 'z' || (letters >> (c - 'a') & 1);
}

/* A run of one letter is that letter: "**" to "*". */
static void undouble(struct str *key)
{
	size_t n = key->n ? 1 : 0;

	for (size_t i = 1; i < key->n; i++)
		if (key->p[i] != key->p[n - 1] || key->p[i] < 'a' ||
		    key->p[i] > 'z')
			key->p[n++] = key->p[i];
	str_cut(key, n);
}

/* One letter for another. */
static void exchange(struct str *key, char from, char to)
{
	char *p = key->p, *end = p + key->n;

	while (p < end && (p = memchr(p, from, (size_t)(end - p))))
		*p++ = to;
}

void fold_rule(struct str *key, const struct fold_row *rule)
{
	const char *from = rule->from, *to = rule->to;

	if (from[0] == '*')
		undouble(key);
	else if (from[1] == '\0' && to[0] && to[1] == '\0')
		exchange(key, from[0], to[0]);
	else if (grows(rule))
		lengthen(key, rule);
	else
		shorten(key, rule);
}

void fold_squeeze(struct str *key)
{
	uint32_t letters = letters_in(str_slice(key));

	for (const struct fold_row *r = fold_squeezes; r->from; r++) {
		if (!is_in(letters, r->from[0]) || !is_in(letters, r->from[1]))
			continue;
		fold_rule(key, r);
		letters |= letters_in(slice_of(r->to));
	}
}

void fold_plain(struct str *out, struct slice text)
{
	struct str a = STR_INIT(out->max), b = STR_INIT(out->max);
	struct str bare = STR_INIT(out->max);
	struct slice lower;

	text_lower(&a, text);
	lower = str_slice(&a);
	if (is_mixed(lower)) {
		repair_words(&b, lower);
		lower = str_slice(&b);
	}
	fold_letters_of(out, lower, &bare);
	out->bad |= a.bad || b.bad;
	str_free(&a);
	str_free(&b);
	str_free(&bare);
}

void fold_name(struct str *out, struct slice text)
{
	struct str key = STR_INIT(out->max);

	fold_plain(&key, text);
	fold_squeeze(&key);
	text_squash(out, str_slice(&key));
	out->bad |= key.bad;
	str_free(&key);
}

void fold_open(struct str *out, struct slice text)
{
	struct str key = STR_INIT(out->max);
	size_t before = out->n;

	fold_plain(&key, text);
	str_addc(&key, FOLD_GOES_ON);
	fold_squeeze(&key);
	text_squash(out, str_slice(&key));
	if (out->n > before)
		str_cut(out, out->n - 1);
	out->bad |= key.bad;
	str_free(&key);
}

bool fold_divides(struct slice letter)
{
	struct str plain = STR_INIT(64);
	bool yes;

	fold_plain(&plain, letter);
	yes = slice_find(str_slice(&plain), SLICE(" "), 0) >= 0;
	str_free(&plain);
	return yes;
}

static uint64_t mix(uint64_t sum, const char *text)
{
	for (; *text; text++)
		sum = (sum ^ (unsigned char)*text) * 0x100000001B3u;
	return (sum ^ '\n') * 0x100000001B3u;
}

uint64_t fold_rules(void)
{
	uint64_t sum = 0xCBF29CE484222325u + RULES;

	for (size_t i = 0; i < FOLD_LETTERS; i++)
		sum = mix(sum, fold_letters[i] ? fold_letters[i] : "-");
	for (const struct fold_row *r = fold_squeezes; r->from; r++)
		sum = mix(mix(sum, r->from), r->to);
	return sum;
}
