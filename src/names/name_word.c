/* A name in pieces, and what one word tells by itself. */
#include "names/name.h"

#include <string.h>

#include "base/text.h"
#include "names/father.h"
#include "names/fold_inside.h"
#include "names/latin.h"
#include "names/match_letters.h"
#include "names/pair_table.h"
#include "names/word_table.h"

enum { FORM_LETTERS = 7 };	/* of a legal form that may be misspelt */

/* --- pieces --- */

/* Stands inside a word and is no letter. */
static bool is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == '`' || cp == 0xB4 || cp == 0x2BB ||
	       cp == 0x2BC || cp == 0x2BE || cp == 0x2BF || cp == 0x2018 ||
	       cp == 0x2019 || cp == 0x2032 || cp == 0xAD || cp == 0x200C ||
	       cp == 0xFF07;
}

/* How many bytes of "o.O.O." begin here: letters with a dot behind each, the
 * last dot aside. */
static size_t dotted(struct slice text, size_t at)
{
	size_t from = at, letters = 0, n;
	uint32_t cp, dot;

	while ((n = text_next(text, at, &cp)) > 0 && text_is_letter(cp)) {
		letters++;
		at += n;
		if (text_next(text, at, &dot) == 0 || dot != '.')
			break;
		at++;
	}
	if (letters < 2 || (text_next(text, at, &cp) > 0 && text_is_word(cp)))
		return 0;
	return at - from;
}

static size_t word_end(struct slice text, size_t at)
{
	uint32_t cp, next;
	size_t n, m;

	while ((n = text_next(text, at, &cp)) > 0) {
		if (text_is_word(cp)) {
			at += n;
			continue;
		}
		m = is_apostrophe(cp) ? text_next(text, at + n, &next) : 0;
		if (m == 0 || !text_is_word(next))
			break;
		at += n;
	}
	return at;
}

static bool is_capitals(struct slice piece)
{
	size_t n, upper = 0;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(piece, at, &cp)) > 0; at += n) {
		if (text_is_upper(cp))
			upper++;
		else if (text_is_letter(cp))
			return false;
	}
	return upper >= 2;
}

static bool has_small(struct slice piece)
{
	size_t n;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(piece, at, &cp)) > 0; at += n)
		if (text_is_letter(cp) && !text_is_upper(cp))
			return true;
	return false;
}

/* "SURNAME, Given" or "Given SURNAME". */
static void find_surname(struct piece *piece, size_t n, struct slice text)
{
	ptrdiff_t comma = slice_find(text, SLICE(","), 0);
	const char *end = comma > 0 ? text.p + comma : NULL;
	size_t before = 0, capitals = 0, small = 0;

	for (size_t i = 0; i < n; i++) {
		before += end && piece[i].text.p < end;
		capitals += is_capitals(piece[i].text);
		small += has_small(piece[i].text);
	}
	for (size_t i = 0; i < n; i++) {
		if (before > 0 && before < n)
			piece[i].surname = piece[i].text.p < end;
		else if (capitals > 0 && small > 0)
			piece[i].surname = is_capitals(piece[i].text);
	}
}

size_t name_split(struct piece out[NAME_WORDS], struct slice text,
		  bool person, bool *cut)
{
	size_t n = 0, at = 0, step;
	uint32_t cp;

	*cut = text.n > NAME_BYTES;
	if (*cut)
		text.n = NAME_BYTES;
	while ((step = text_next(text, at, &cp)) > 0) {
		size_t end = at;

		if (!text_is_word(cp) && (person || cp != '&')) {
			at += step;
			continue;
		}
		if (n == NAME_WORDS) {
			*cut = true;
			break;
		}
		if (!person)
			end = cp == '&' ? at + 1 : at + dotted(text, at);
		if (end == at)
			end = word_end(text, at);
		out[n++] = (struct piece){
			slice_make(text.p + at, end - at), false
		};
		at = end;
	}
	if (person)
		find_surname(out, n, text);
	return n;
}

/* --- one word --- */

static const struct {
	const char *name;
	enum word_role role;
	bool person, other;
} row_roles[] = {
	{ "title",    WORD_TITLE,    true,  false },
	{ "particle", WORD_PARTICLE, true,  false },
	{ "link",     WORD_PARTICLE, false, true },
	{ "legal",    WORD_LEGAL,    false, true },
	{ "common",   WORD_COMMON,   false, true },
	{ "number",   WORD_NUMBER,   false, true },
};

enum { ROW_ROLES = sizeof(row_roles) / sizeof(*row_roles) };

/* First row whose key is not before it. */
static size_t row_of(struct slice key)
{
	size_t lo = 0, hi = word_rows_n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (slice_cmp(slice_of(word_rows[mid].key), key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

int word_row_role(const struct word_row *row, bool person)
{
	for (size_t i = 0; i < ROW_ROLES; i++)
		if (strcmp(row->role, row_roles[i].name) == 0)
			return (person ? row_roles[i].person :
					 row_roles[i].other) ?
			       (int)row_roles[i].role : -1;
	return -1;
}

const struct word_row *word_row_find(struct slice key, bool person)
{
	for (size_t i = row_of(key); i < word_rows_n; i++) {
		if (!slice_is(key, word_rows[i].key))
			break;
		if (word_row_role(&word_rows[i], person) >= 0)
			return &word_rows[i];
	}
	return NULL;
}

static bool opens(struct slice key)
{
	for (size_t i = row_of(key); i < word_rows_n; i++) {
		struct slice row = slice_of(word_rows[i].key);

		if (row.n < key.n || memcmp(row.p, key.p, key.n) != 0)
			break;
		if (row.n > key.n && row.p[key.n] == ' ')
			return true;
	}
	return false;
}

/* Numbers of the groups: the first row that has the name, and one. */
static uint16_t group_of(const struct pair_row *row, size_t n,
			 const char *name)
{
	for (size_t i = 0; name && i < n; i++)
		if (strcmp(row[i].to, name) == 0)
			return (uint16_t)(i + 1);
	return 0;
}

static void find_groups(struct word *w)
{
	const char *given = pair_given(w->sound);
	const char *alike = pair_alike(w->plain);

	if (!alike && given)
		alike = pair_alike(slice_of(given));
	w->given = group_of(pair_givens, pair_givens_n, given);
	w->alike = group_of(pair_alikes, pair_alikes_n, alike);
}

static bool is_abjad(uint32_t cp)
{
	return (cp >= 0x590 && cp < 0x700) || (cp >= 0x750 && cp < 0x780) ||
	       (cp >= 0x8A0 && cp < 0x900) || (cp >= 0xFB1D && cp < 0xFE00) ||
	       (cp >= 0xFE70 && cp < 0xFF00);
}

static bool is_sign(uint32_t cp)
{
	return (cp >= 0x3400 && cp < 0xA000) || (cp >= 0xAC00 && cp < 0xD7B0) ||
	       (cp >= 0xF900 && cp < 0xFB00) || cp >= 0x20000;
}

/* A word has no blanks. */
static struct slice close_up(const struct str *key, struct arena *mem)
{
	char out[WORD_BYTES];
	size_t n = 0;

	for (size_t i = 0; i < key->n && n < WORD_BYTES; i++)
		if (key->p[i] != ' ')
			out[n++] = key->p[i];
	return key->bad ? SLICE_NONE : arena_slice(mem, slice_make(out, n));
}

/* Other scripts are dear to read: both spellings at once. */
static void spell(struct word *w, struct slice piece, struct arena *mem)
{
	struct str key = STR_INIT(4 * NAME_BYTES);

	fold_plain(&key, piece);
	w->plain = close_up(&key, mem);
	fold_squeeze(&key);
	w->sound = close_up(&key, mem);
	if (w->sound.n == 0)
		w->sound = w->plain;
	str_free(&key);
}

static struct slice spell_signs(struct slice piece, struct arena *mem)
{
	struct str key = STR_INIT(4 * NAME_BYTES);
	struct slice plain;

	latin_simplify(&key, piece);
	plain = close_up(&key, mem);
	str_free(&key);
	return plain;
}

static struct slice without_dots(struct slice piece, char *buf, size_t size)
{
	size_t n = 0;

	if (piece.n > size)
		piece.n = size;
	for (size_t i = 0; i < piece.n; i++)
		if (piece.p[i] != '.')
			buf[n++] = piece.p[i];
	return slice_make(buf, n);
}

/* "A1exander Lukashenk0": digits that look like letters, in a person's name. */
static struct slice without_digits(struct slice piece, char *buf)
{
	static const char digits[] = "01345", letters[] = "oleas";
	size_t n = 0, other = 0;

	for (size_t i = 0; i < piece.n; i++) {
		const char *d = piece.p[i] ? strchr(digits, piece.p[i]) : NULL;

		n += d != NULL;
		other += piece.p[i] >= '0' && piece.p[i] <= '9' && !d;
		buf[i] = d ? letters[d - digits] : piece.p[i];
	}
	return n > 0 && other == 0 && piece.n >= 3 * n + 2 ?
	       slice_make(buf, piece.n) : piece;
}

static bool has_digit(struct slice plain)
{
	for (size_t i = 0; i < plain.n; i++)
		if (plain.p[i] >= '0' && plain.p[i] <= '9')
			return true;
	return false;
}

/* Common words of one meaning: the first row that stands for it, and one. */
static uint16_t meaning_of(const char *as)
{
	for (size_t i = 0; i < word_rows_n; i++)
		if (strcmp(word_rows[i].as, as) == 0)
			return (uint16_t)(i + 1);
	return 0;
}

const struct word_row *word_row_misspelt(struct slice plain)
{
	if (plain.n < FORM_LETTERS)
		return NULL;
	for (size_t i = 0; i < word_rows_n; i++) {
		struct slice key = slice_of(word_rows[i].key);

		if (key.n >= FORM_LETTERS && key.p[0] == plain.p[0] &&
		    word_row_role(&word_rows[i], false) == WORD_LEGAL &&
		    letters_apart(key, plain, 1) == 1)
			return &word_rows[i];
	}
	return NULL;
}

static void give_role(struct word *w, bool person)
{
	const struct word_row *row = word_row_find(w->plain, person);

	if (!row && !person)
		row = word_row_misspelt(w->plain);

	if (row) {
		w->role = (uint8_t)word_row_role(row, person);
		if (w->role == WORD_COMMON)
			w->alike = meaning_of(row->as);
		if (w->role == WORD_NUMBER && strlen(row->as) == 2 &&
		    row->as[1] == '0' && row->as[0] > '1')
			w->traits |= WORD_TENS;
	} else if (has_digit(w->plain)) {
		w->role = WORD_NUMBER;
	} else if (person && w->plain.n == 1) {
		w->role = WORD_INITIAL;
	}
	if (opens(w->plain))
		w->traits |= WORD_OPENS;
}

bool word_make(struct word *out, struct slice piece, bool person,
	       struct arena *mem)
{
	char bare[NAME_BYTES], letters[NAME_BYTES];
	uint32_t first = 0;

	*out = (struct word){ .role = WORD_NAME };
	piece = without_dots(piece, bare, sizeof(bare));
	if (person)
		piece = without_digits(piece, letters);
	if (slice_is(piece, "&"))
		piece = SLICE("and");
	spell(out, piece, mem);
	if (out->plain.n == 0)
		return false;
	text_next(piece, 0, &first);
	if (is_abjad(first))
		out->traits |= WORD_ABJAD;
	if (person && is_capitals(piece))
		out->traits |= WORD_CAPITALS;
	if (is_sign(first)) {
		out->traits |= WORD_SIGNS;
		out->sound = out->plain;
		out->plain = spell_signs(piece, mem);
	}
	/* Shorter endings are those of Salih and Fatih too. */
	if (father_ending(out->sound) > 2)
		out->traits |= WORD_MAY_FATHER;
	find_groups(out);
	give_role(out, person);
	return true;
}
