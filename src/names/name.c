/* Words that stand together, and what each is for in its name. */
#include "names/name.h"

#include <string.h>

#include "names/fold.h"
#include "names/pair_table.h"
#include "names/word_table.h"

enum {
	RULES = 4,		/* raise with what name*.c and match*.c do */
	PHRASE_WORDS = 7,
};

/* How many words from `at` on are a phrase of the table; the longest. */
static size_t phrase(const struct name *name, size_t at,
		     const struct word_row **row)
{
	char key[PHRASE_WORDS * (WORD_BYTES + 1)];
	size_t n = 0, found = 0;

	for (size_t i = at; i < name->n && i < at + PHRASE_WORDS; i++) {
		struct slice w = name->word[i].plain;
		const struct word_row *r;

		if (i > at)
			key[n++] = ' ';
		memcpy(key + n, w.p, w.n);
		n += w.n;
		r = i > at ? word_row_find(slice_make(key, n), name->person) : NULL;
		if (r) {
			*row = r;
			found = i + 1 - at;
		}
	}
	return found;
}

static void take_phrase(struct name *name, size_t at, size_t n,
			const struct word_row *row)
{
	struct word *w = &name->word[at];
	bool surname = w->surname;

	*w = (struct word){
		.plain = slice_of(row->as), .sound = slice_of(row->as),
		.role = (uint8_t)word_row_role(row, name->person),
		.surname = surname,
	};
	memmove(w + 1, w + n, (name->n - at - n) * sizeof(*w));
	name->n -= n - 1;
}

/* Forms of one kind are one form, and numerals digits: not before the phrases
 * are found, which are of words as they are written. */
static void take_form(struct word *w, bool person)
{
	const struct word_row *row;

	if (w->role != WORD_LEGAL && w->role != WORD_NUMBER)
		return;
	row = word_row_find(w->plain, person);
	if (!row && w->role == WORD_LEGAL)
		row = word_row_misspelt(w->plain);
	if (row)
		w->plain = w->sound = slice_of(row->as);
}

/* "Forty" "4" is 44. */
static void take_tens(struct name *name, size_t at)
{
	static const char numbers[] =
		"2122232425262728293132333435363738394142434445464748495152"
		"5354555657585961626364656667686971727374757677787981828384"
		"85868788899192939495969798" "99";
	struct word *w = &name->word[at];
	size_t tens, unit;

	if (at + 1 >= name->n || w[1].role != WORD_NUMBER ||
	    w[1].plain.n != 1 || w[1].plain.p[0] < '1' ||
	    w[1].plain.p[0] > '9')
		return;
	tens = (size_t)(w->plain.p[0] - '2');
	unit = (size_t)(w[1].plain.p[0] - '1');
	w->plain = w->sound = slice_make(numbers + 2 * (9 * tens + unit), 2);
	memmove(w + 1, w + 2, (name->n - at - 2) * sizeof(*w));
	name->n--;
}

/* The middle name of three, or the last where the surname stands first. */
static void find_father(struct name *name)
{
	size_t core = 0, given = 0;

	for (size_t i = 0; i < name->n; i++)
		core += name->word[i].role == WORD_NAME ||
			name->word[i].role == WORD_INITIAL;
	for (size_t i = 0; core >= 3 && i < name->n; i++) {
		struct word *w = &name->word[i];

		if (w->role == WORD_NAME && !w->surname && given > 0 &&
		    (w->traits & WORD_MAY_FATHER)) {
			w->role = WORD_FATHER;
			return;
		}
		given += w->role == WORD_NAME;
	}
}

/* A name of titles and particles alone is told by them: "Sheikh". */
static void keep_some(struct name *name)
{
	for (size_t i = 0; i < name->n; i++)
		if (name->word[i].role <= WORD_FATHER ||
		    name->word[i].role == WORD_COMMON ||
		    name->word[i].role == WORD_NUMBER)
			return;
	for (size_t i = 0; i < name->n; i++)
		name->word[i].role = WORD_NAME;
}

/* Where all is in capitals, they say nothing. */
static void drop_capitals(struct name *name)
{
	for (size_t i = 0; i < name->n; i++)
		if (!(name->word[i].traits & WORD_CAPITALS) &&
		    name->word[i].plain.n > 1)
			return;
	for (size_t i = 0; i < name->n; i++)
		name->word[i].traits &= (uint8_t)~WORD_CAPITALS;
}

void name_settle(struct name *name)
{
	for (size_t i = 0; i < name->n; i++) {
		const struct word_row *row = NULL;
		size_t n;

		if (!(name->word[i].traits & WORD_OPENS))
			continue;
		n = phrase(name, i, &row);
		if (n > 1)
			take_phrase(name, i, n, row);
	}
	for (size_t i = 0; i < name->n; i++)
		take_form(&name->word[i], name->person);
	for (size_t i = 0; i < name->n; i++)
		if (name->word[i].traits & WORD_TENS)
			take_tens(name, i);
	if (name->person) {
		drop_capitals(name);
		find_father(name);
	}
	keep_some(name);
}

bool name_read(struct name *out, struct slice text, bool person,
	       struct arena *mem)
{
	struct piece piece[NAME_WORDS];
	bool cut;
	size_t n = name_split(piece, text, person, &cut);

	out->person = person;
	out->n = 0;
	for (size_t i = 0; i < n; i++) {
		struct word *w = &out->word[out->n];

		if (!word_make(w, piece[i].text, person, mem))
			continue;
		w->surname = piece[i].surname;
		out->n++;
	}
	name_settle(out);
	return out->n > 0;
}

/* --- what it was all made by --- */

static uint64_t mix(uint64_t sum, const char *text)
{
	for (; *text; text++)
		sum = (sum ^ (unsigned char)*text) * 0x100000001B3u;
	return (sum ^ '\n') * 0x100000001B3u;
}

uint64_t name_rules(void)
{
	uint64_t sum = fold_rules() + RULES;

	for (size_t i = 0; i < word_rows_n; i++)
		sum = mix(mix(mix(sum, word_rows[i].key), word_rows[i].role),
			  word_rows[i].as);
	for (size_t i = 0; i < pair_givens_n; i++)
		sum = mix(mix(sum, pair_givens[i].from), pair_givens[i].to);
	for (size_t i = 0; i < pair_alikes_n; i++)
		sum = mix(mix(sum, pair_alikes[i].from), pair_alikes[i].to);
	return sum;
}
