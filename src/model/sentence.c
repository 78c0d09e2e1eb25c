/* Sentences held against the rows, told and kept. */
#include "model/sentence.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "base/local.h"
#include "model/duration.h"
#include "model/pdate.h"
#include "model/property.h"
#include "model/told.h"
#include "model/vocab.h"

enum {
	STEPS = 20000,	/* looks at a text; a stranger's is given up */
	DEPTH = 8,	/* sentences in sentences */
	LONGEST = 4096,	/* bytes of what could be a sentence */
	KEPT_BYTES = 1 << 16,
};

/* --- words --- */

/* Those of which values stand in sentences; what two lists call the same is
 * told as in the first of them. */
static const enum vocab lists[] = {
	VOCAB_measure_state, VOCAB_custody, VOCAB_release_manner,
	VOCAB_release_type, VOCAB_measure_scope, VOCAB_designation_state,
	VOCAB_gender, VOCAB_change_op, VOCAB_check, VOCAB_conflict_verdict,
	VOCAB_recommendation_state, VOCAB_position,
};

static const char *word_in(enum vocab list, struct slice word)
{
	size_t n;
	const struct vocab_word *w = vocab_rows(list, &n);

	for (size_t i = 0; i < n; i++)
		if (slice_is(word, word_value(&w[i])) ||
		    (slice_is(word, word_text(&w[i])) &&
		     vocab_label(list, slice_of(word_value(&w[i]))) == word_text(&w[i])))
			return vocab_said(list, slice_of(word_value(&w[i])));
	return NULL;
}

static const char *word_said(struct slice word)
{
	const char *said = NULL;

	for (size_t i = 0; !said && i < sizeof(lists) / sizeof(*lists); i++)
		said = word_in(lists[i], word);
	return said;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "2025-12-13", "2025-12", "2025" */
static bool is_date(struct slice s)
{
	if (s.n != 4 && s.n != 7 && s.n != 10)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (i == 4 || i == 7 ? s.p[i] != '-' : !is_digit(s.p[i]))
			return false;
	return true;
}

static bool is_of(struct slice s, const char *letters)
{
	for (size_t i = 0; i < s.n; i++)
		if (!memchr(letters, s.p[i], strlen(letters)))
			return false;
	return s.n > 0 && is_digit(s.p[0]);
}

static bool is_place(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 'A' || s.p[i] > 'Z')
			return false;
	return s.n == 2 || s.n == 3;
}

/* --- holding a text against the rows --- */

struct look {
	int steps, depth;
};

/* What a text is: a row with its slots, and for a tail what it stands behind. */
struct piece {
	enum sentence row;
	struct slice slot[SENTENCE_SLOTS], before;
};

static bool look_at(struct look *l, struct slice text, struct piece *out);

static bool is_kind(struct look *l, char kind, struct slice s)
{
	struct piece ignored;
	enum property p;

	switch (kind) {
	case 'd': return is_date(s);
	case 'n': return is_of(s, "0123456789,.");
	case 'h': return is_of(s, "0123456789 ymd");
	case 'j': return is_place(s);
	case 'p': return property_find(s, &p);
	case 'w': return word_said(s) != NULL;
	case 's': return look_at(l, s, &ignored);
	default:  return s.n > 0;
	}
}

static bool fits(struct look *l, const char *pattern, const char *kind,
		 struct slice text, struct slice *slot);

/* The shortest text that may stand in the slot and lets the rest fit. */
static bool slot_fits(struct look *l, const char *behind, const char *kind,
		      struct slice text, struct slice *slot)
{
	for (size_t n = *behind ? 1 : text.n; n > 0 && n <= text.n; n++) {
		struct slice rest = slice_make(text.p + n, text.n - n);

		if (*behind && (n == text.n || *behind != text.p[n]))
			continue;
		if (--l->steps < 0)
			return false;
		*slot = slice_make(text.p, n);
		if (fits(l, behind, kind + 1, rest, slot + 1) &&
		    is_kind(l, *kind, *slot))
			return true;
	}
	return false;
}

static bool fits(struct look *l, const char *pattern, const char *kind,
		 struct slice text, struct slice *slot)
{
	for (; *pattern; pattern++) {
		if (pattern[0] == '%' && pattern[1] == 's')
			return slot_fits(l, pattern + 2, kind, text, slot);
		if (pattern[0] == '%')
			pattern++;
		if (text.n == 0 || text.p[0] != *pattern)
			return false;
		text = slice_make(text.p + 1, text.n - 1);
	}
	return text.n == 0;
}

static bool whole(struct look *l, struct slice text, struct piece *out)
{
	for (int i = 0; i < SAYS_IF_PERSON; i++) {
		const struct sentence_row *p = &sentence_rows[i];

		if (!fits(l, p->text, p->slots, text, out->slot))
			continue;
		out->row = (enum sentence)i;
		out->before = SLICE_NONE;
		return true;
	}
	return false;
}

static bool tail_at(struct look *l, struct slice text, size_t at,
		    struct piece *out)
{
	struct slice tail = slice_make(text.p + at, text.n - at);
	struct piece ignored;

	for (int i = SAYS_IF_PERSON; i < SENTENCES; i++) {
		const struct sentence_row *p = &sentence_rows[i];

		if (*p->text != *tail.p ||
		    !fits(l, p->text, p->slots, tail, out->slot) ||
		    !look_at(l, slice_make(text.p, at), &ignored))
			continue;
		out->row = (enum sentence)i;
		out->before = slice_make(text.p, at);
		return true;
	}
	return false;
}

/* The shortest one: what stands before it may have others. */
static bool with_tail(struct look *l, struct slice text, struct piece *out)
{
	for (size_t at = text.n; at-- > 1;)
		if (memchr(";, ", text.p[at], 3) && tail_at(l, text, at, out))
			return true;
	return false;
}

static bool look_at(struct look *l, struct slice text, struct piece *out)
{
	bool found;

	if (text.n == 0 || text.n > LONGEST || l->depth == DEPTH ||
	    l->steps < 0)
		return false;
	l->depth++;
	found = whole(l, text, out) || with_tail(l, text, out);
	l->depth--;
	return found;
}

/* --- telling --- */

static void tell_date(struct str *to, struct slice iso)
{
	if (!pdate_said(iso, to))
		str_add(to, iso);
}

static void tell_dates(struct str *to, struct slice text)
{
	while (text.n > 0) {
		size_t n = text.n < 10 || !is_date(slice_make(text.p, 10)) ?
				   1 : 10;

		if (n == 10)
			tell_date(to, slice_make(text.p, n));
		else
			str_addc(to, *text.p);
		text = slice_make(text.p + n, text.n - n);
	}
}

/* "lifted most": a state and its scope. */
static void tell_words(struct str *to, struct slice text)
{
	struct slice rest = text, first;
	const char *said = i18n_hushed() ? NULL : word_said(text), *scope;

	if (said) {
		str_addz(to, said);
		return;
	}
	slice_cut(&rest, ' ', &first);
	said = i18n_hushed() ? NULL : word_in(VOCAB_measure_state, first);
	scope = said ? word_in(VOCAB_measure_scope, rest) : NULL;
	if (scope)
		str_addf(to, "%s (%s)", said, scope);
	else
		str_add(to, text);
}

/* "1,613" as numbers are written here; "1.3" stays. */
static void tell_number(struct str *to, struct slice text)
{
	int64_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '.' || n > INT64_MAX / 100) {
			str_add(to, text);
			return;
		}
		if (is_digit(text.p[i]))
			n = n * 10 + (text.p[i] - '0');
	}
	local_number(to, n);
}

static bool say(struct str *to, struct slice text, struct look *l);

static void tell_slot(struct str *to, char kind, struct slice s,
		      struct look *l)
{
	enum property p;

	if (kind == 'd')
		tell_date(to, s);
	else if (kind == 'b')
		tell_dates(to, s);
	else if (kind == 'h')
		duration_said(s, to);
	else if (kind == 'n')
		tell_number(to, s);
	else if (kind == 'p' && property_find(s, &p))
		property_said(p, to);
	else if (kind == 'w' || kind == 'v')
		tell_words(to, s);
	else if (kind == 's')
		say(to, s, l);
	else if (kind == 'q' && part_said(s, to))
		return;
	else
		str_add(to, s);
}

/* "%s" takes the next slot, "%2$s" the second. */
static void tell_row(struct str *to, enum sentence row,
		     const struct slice *slot, struct look *l)
{
	const struct sentence_row *p = &sentence_rows[row];
	size_t n = strlen(p->slots), next = 0, at;

	for (const char *c = i18n_in("said", p->text); *c; c++) {
		if (*c != '%') {
			str_addc(to, *c);
			continue;
		}
		if (*++c == '%') {
			str_addc(to, '%');
			continue;
		}
		at = next++;
		if (is_digit(*c)) {
			at = (size_t)(*c - '1');
			c += c[1] ? 2 : 0;
		}
		if (at < n)
			tell_slot(to, p->slots[at], slot[at], l);
		if (!*c)
			return;
	}
}

static bool say(struct str *to, struct slice text, struct look *l)
{
	struct piece p;

	if (!look_at(l, text, &p)) {
		str_add(to, text);
		return false;
	}
	if (p.before.n)
		say(to, p.before, l);
	tell_row(to, p.row, p.slot, l);
	return true;
}

bool sentence_say(struct str *to, struct slice kept)
{
	struct look l = { .steps = STEPS };

	if (i18n_hushed()) {
		str_add(to, kept);
		return false;
	}
	return part_said(kept, to) || say(to, kept, &l);
}

void sentence_tell(struct str *to, enum sentence s, const struct slice *slot,
		   size_t n)
{
	struct look l = { .steps = STEPS };

	assert(n == strlen(sentence_rows[s].slots));
	tell_row(to, s, slot, &l);
}

/* --- keeping --- */

void sentence_put(struct str *to, enum sentence s, const struct slice *slot,
		  size_t n)
{
	size_t next = 0;

	assert(n == strlen(sentence_rows[s].slots));
	for (const char *c = sentence_rows[s].text; *c; c++) {
		if (*c != '%')
			str_addc(to, *c);
		else if (*++c == '%')
			str_addc(to, '%');
		else
			str_add(to, slot[next++]);
	}
}

struct slice sentence_keep(struct arena *mem, enum sentence s,
			   const struct slice *slot, size_t n)
{
	struct str text = STR_INIT(KEPT_BYTES);
	struct slice kept;

	sentence_put(&text, s, slot, n);
	kept = arena_slice(mem, str_slice(&text));
	str_free(&text);
	return kept;
}

struct slice sentence_word(enum sentence s)
{
	return slice_of(sentence_rows[s].text);
}
