#include "read/charge.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/vocab.h"

enum { TOKEN_BYTES = 256, LAST_ARTICLE = 466, PART_TEXT = 8 };
enum { YEARS_FROM = 1959, YEARS_TO = 2040 };

enum wanted { NOTHING, AN_ARTICLE, A_PART };

struct reading {
	struct charges *out;
	enum wanted wanted;
	bool bare;
	bool fresh;		/* the last article can still get its part */
	bool comma;		/* behind it: a part may be of the next one */
	bool joined;		/* a word such as "of" stood before this */
	char part[PART_TEXT];	/* told before its article */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits_at(struct slice s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && is_digit(s.p[at + n]))
		n++;
	return n;
}

/* A raised digit after the number: ¹ ² ³ ⁴ ... ; 0 where none stands there. */
static int raised(uint32_t cp)
{
	if (cp == 0xB9)
		return 1;
	if (cp == 0xB2 || cp == 0xB3)
		return (int)(cp - 0xB0);
	return cp >= 0x2074 && cp <= 0x2079 ? (int)(cp - 0x2070) : 0;
}

static bool is_hyphen(uint32_t cp)
{
	return cp == '-' || cp == '.' || (cp >= 0x2010 && cp <= 0x2013) ||
	       cp == 0x2212;
}

/* The number behind "361": "-4", ".1" or a raised 4; *at goes behind it. */
static void suffix(struct slice s, size_t *at, char out[PART_TEXT])
{
	uint32_t cp;
	size_t n = text_next(s, *at, &cp), more;

	out[0] = '\0';
	if (n == 0)
		return;
	if (raised(cp)) {
		snprintf(out, PART_TEXT, "-%d", raised(cp));
		*at += n;
	} else if (is_hyphen(cp)) {
		more = digits_at(s, *at + n);
		if (more == 0 || more > 2)
			return;
		snprintf(out, PART_TEXT, "%c%.*s", cp == '.' ? '.' : '-',
			 (int)more, s.p + *at + n);
		*at += n + more;
	}
}

/* "(2)" behind the number. */
static void in_brackets(struct slice s, size_t *at, char part[PART_TEXT])
{
	size_t n;

	if (*at >= s.n || s.p[*at] != '(')
		return;
	n = digits_at(s, *at + 1);
	if (n == 0 || n > 2 || *at + 1 + n >= s.n || s.p[*at + 1 + n] != ')')
		return;
	snprintf(part, PART_TEXT, "%.*s", (int)n, s.p + *at + 1);
	*at += n + 2;
}

static void add(struct reading *r, const char *article, const char *part)
{
	struct charges *c = r->out;
	char text[CHARGE_TEXT];

	snprintf(text, sizeof(text), part[0] ? "%s(%s)" : "%s", article, part);
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->text[i], text) == 0)
			return;
	if (c->n == CHARGES_MAX)
		return;
	memcpy(c->text[c->n++], text, sizeof(text));
	r->fresh = !part[0];
	r->comma = false;
}

/* "Art. 293, part 2": the part comes behind. */
static void complete(struct reading *r, const char *part)
{
	char *text = r->out->text[r->out->n - 1];
	size_t n = strlen(text);

	snprintf(text + n, CHARGE_TEXT - n, "(%s)", part);
	r->fresh = false;
}

/* No article came behind the part: it is of the one before the comma. */
static void settle(struct reading *r)
{
	if (r->part[0] && r->fresh && r->out->n > 0)
		complete(r, r->part);
	r->part[0] = '\0';
	r->wanted = NOTHING;
	r->fresh = false;
}

/* The article that the digits stand for; false where none can be. */
static bool article_of(struct slice digits, const char *behind,
		       char out[CHARGE_TEXT])
{
	int64_t number = 0, most = LAST_ARTICLE;

	if (!slice_int(digits, &number) || number <= 0)
		return false;
	if (number <= 999) {
		snprintf(out, CHARGE_TEXT, "%d%s", (int)number, behind);
		return true;
	}
	if (behind[0] || number > 9999 || number / 10 > most ||
	    number % 10 == 0 || (number > YEARS_FROM && number < YEARS_TO))
		return false;
	snprintf(out, CHARGE_TEXT, "%d-%d", (int)(number / 10),
		 (int)(number % 10));
	return true;
}

static void take_part(struct reading *r, struct slice digits)
{
	char part[PART_TEXT];

	if (digits.n > 2 ||
	    snprintf(part, sizeof(part), "%s%s%.*s", r->part,
		     r->part[0] ? "," : "", (int)digits.n, digits.p) >=
	    PART_TEXT)
		return;
	if (r->fresh && !r->comma && r->out->n > 0)
		complete(r, part);
	else
		memcpy(r->part, part, sizeof(part));
}

static void take_number(struct reading *r, struct slice s, size_t *at)
{
	struct slice digits = slice_make(s.p + *at, digits_at(s, *at));
	char behind[PART_TEXT], part[PART_TEXT] = "", article[CHARGE_TEXT];

	*at += digits.n;
	if (r->wanted == A_PART) {
		take_part(r, digits);
		return;
	}
	suffix(s, at, behind);
	in_brackets(s, at, part);
	if ((r->wanted != AN_ARTICLE && !r->bare) ||
	    !article_of(digits, behind, article))
		return;
	if (!part[0])
		memcpy(part, r->part, sizeof(part));
	r->part[0] = '\0';
	add(r, article, part);
}

static void take_word(struct reading *r, struct slice word)
{
	struct slice is = slice_of(vocab_value(VOCAB_article_word, word));

	if (slice_is(is, "article")) {
		r->wanted = AN_ARTICLE;
		r->fresh = false;
	} else if (slice_is(is, "part")) {
		/* "Art. 293 and part 1 of Art. 13": that of the next one. */
		r->fresh = r->fresh && !r->joined;
		r->wanted = A_PART;
	} else if (!slice_is(is, "join")) {
		settle(r);
	}
	r->joined = slice_is(is, "join");
}

static size_t word_at(struct slice s, size_t at)
{
	size_t n, all = 0;
	uint32_t cp;

	while ((n = text_next(s, at + all, &cp)) > 0 && text_is_word(cp) &&
	       !is_digit(s.p[at + all]))
		all += n;
	return all;
}

/* "§ 129" names an article; behind one, "art. 130 § 1", a part of it. */
static void take_sign(struct reading *r, uint32_t cp)
{
	if (cp == 0xA7)
		r->wanted = r->fresh ? A_PART : AN_ARTICLE;
	else if (cp == ',')
		r->comma = true;
	else if (cp == ';' || cp == '\n' || cp == 0x2014)
		settle(r);
}

static void walk(struct reading *r, struct slice text)
{
	size_t at = 0, n;
	uint32_t cp;

	while ((n = text_next(text, at, &cp)) > 0) {
		size_t word = word_at(text, at);

		if (is_digit(text.p[at])) {
			take_number(r, text, &at);
			continue;
		}
		if (word > 0 && word < TOKEN_BYTES)
			take_word(r, slice_make(text.p + at, word));
		else if (word == 0)
			take_sign(r, cp);
		at += word ? word : n;
	}
	settle(r);
}

/* Numbers and nothing else, but for words of articles. */
static bool is_bare(struct slice text)
{
	size_t at = 0, n;
	uint32_t cp;

	while ((n = text_next(text, at, &cp)) > 0) {
		size_t word = word_at(text, at);

		if (word > 0 && (word >= TOKEN_BYTES ||
				 !vocab_value(VOCAB_article_word,
					      slice_make(text.p + at, word))))
			return false;
		at += word ? word : n;
	}
	return true;
}

void charge_find(struct slice text, bool bare, struct charges *out)
{
	struct reading r = { .out = out };

	out->n = 0;
	walk(&r, text);
	if (out->n > 0 || !bare || !is_bare(text))
		return;
	r = (struct reading){ .out = out, .bare = true };
	walk(&r, text);
}
