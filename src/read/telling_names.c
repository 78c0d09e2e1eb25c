/* Where a sentence names somebody.
 *
 * A name is two to four words with capitals, none of them a word that is known
 * to be something else. It begins at the first name where one is known; where
 * none is, whoever uses the mark wants something beside it to hold on to.
 */
#include <string.h>

#include "base/text.h"
#include "read/telling.h"

enum { NAME_WORDS = 4, WORD_BYTES = 64, STEM_BYTES = 200,
       ENDING_LETTERS = 3, STEM_LEAST = 4 };

enum letters { OTHER, LOWER, CAPITAL, CAPITALS, INITIAL };

static bool is_joiner(uint32_t cp)
{
	return cp == '-' || cp == '\'' || cp == 0x2019 || cp == 0x2BC ||
	       cp == 0x2010 || cp == 0x2011;
}

/* One letter and a full stop. */
static bool is_initial(struct slice word, struct slice core)
{
	return core.p + core.n < word.p + word.n && core.p[core.n] == '.';
}

/* "O'Hara", "Anna-Maria", "McDonald"; no digits. */
static enum letters letters_of(const struct telling *s, size_t i)
{
	struct slice core = telling_core(s, i);
	size_t letters = 0, upper = 0, n;
	uint32_t cp;

	if (s->begins[i] == 'l')
		return LOWER;
	if (s->begins[i] != 'u' || core.n > WORD_BYTES)
		return OTHER;
	for (size_t at = 0; (n = text_next(core, at, &cp)) > 0; at += n) {
		if (is_joiner(cp) && at > 0)
			continue;
		if (!text_is_letter(cp))
			return OTHER;
		letters++;
		upper += text_is_upper(cp);
	}
	if (letters == 1)
		return is_initial(s->words.word[i].text, core) ? INITIAL :
								 OTHER;
	return letters > 2 && upper == letters ? CAPITALS : CAPITAL;
}

static bool is_particle(struct slice word)
{
	static const char *const particles[] = {
		"de", "del", "da", "dos", "di", "van", "von", "der", "den",
		"bin", "al", "el", "ibn", "la", "le",
	};

	for (size_t i = 0; i < sizeof(particles) / sizeof(*particles); i++)
		if (slice_is(word, particles[i]))
			return true;
	return false;
}

/* Does something stand between this word and the next? */
static bool ends_here(const struct telling *s, size_t i)
{
	struct slice word = s->words.word[i].text;
	struct slice core = telling_core(s, i), next;
	size_t behind = (size_t)(word.p + word.n - (core.p + core.n));

	if (i + 1 == s->words.n)
		return true;
	next = s->words.word[i + 1].text;
	if (telling_core(s, i + 1).p != next.p ||
	    next.p != word.p + word.n + 1)
		return true;
	return behind > 0 && letters_of(s, i) != INITIAL;
}

static bool is_listed(struct slice key)
{
	struct vocab_hit hit;

	return vocab_at(VOCAB_given_name, key, 0, &hit) && hit.bytes == key.n;
}

/* Is it a first name with another ending? */
static bool is_stem(struct slice key)
{
	static const char *const endings[] = {
		"", "а", "я", "й", "ь", "о", "і", "a", "ek", "ej",
	};
	struct str form = STR_INIT(STEM_BYTES);
	bool found = false;

	for (size_t i = 0; !found && i < sizeof(endings) / sizeof(*endings);
	     i++) {
		str_clear(&form);
		str_add(&form, key);
		str_addz(&form, endings[i]);
		found = is_listed(str_slice(&form));
	}
	str_free(&form);
	return found;
}

/* "Алеся" is "Алесь", "Kowalskiego" no first name: endings are taken off and
 * those of the nominative tried. */
static bool is_given(struct slice word, bool forms)
{
	struct str key = STR_INIT(STEM_BYTES);
	bool found;

	text_key(&key, word);
	found = is_listed(str_slice(&key));
	for (int cut = 1; !found && forms && cut <= ENDING_LETTERS; cut++) {
		do
			str_cut(&key, key.n ? key.n - 1 : 0);
		while (key.n && ((unsigned char)key.p[key.n] & 0xC0) == 0x80);
		found = key.n >= STEM_LEAST && is_stem(str_slice(&key));
	}
	str_free(&key);
	return found;
}

/* Languages of Latin letters whose names have cases. */
static bool has_cases(struct slice lang, struct slice word)
{
	return (word.n && (unsigned char)word.p[0] >= 0xD0) ||
	       slice_is(lang, "pl") || slice_is(lang, "be") ||
	       slice_is(lang, "lt") || slice_is(lang, "sr") ||
	       slice_is(lang, "cs") || slice_is(lang, "sk");
}

bool telling_is_given(struct slice lang, struct slice word)
{
	return is_given(word, has_cases(lang, word));
}

static bool is_patronymic(struct slice core)
{
	static const char *const ends[] = {
		"вич", "віч", "вна", "ўна", "ївна", "vich", "vič", "wicz",
		"vna", "wna", "ович", "чна", "ича", "віча", "vych",
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (slice_ends(core, ends[i]) && core.n > 6)
			return true;
	return false;
}

static bool is_name_word(const struct telling *s, size_t i, bool heading)
{
	enum letters l;

	if (s->begins[i] != 'u')
		return false;
	l = letters_of(s, i);
	if (l == INITIAL)
		return true;
	if (l != CAPITAL && !(heading && l == CAPITALS))
		return false;
	return !s->stop[i];
}

/* Behind the first name a word may well be one that is something else too. */
static size_t run_end(const struct telling *s, size_t from, bool heading)
{
	size_t to = from;

	while (!ends_here(s, to) && to + 1 < s->words.n) {
		if (is_name_word(s, to + 1, heading))
			to++;
		else if (to + 2 < s->words.n &&
			 is_particle(s->words.word[to + 1].text) &&
			 is_name_word(s, to + 2, heading))
			to += 2;
		else
			break;
	}
	return to;
}

/* Where the name begins in a run: at its first name, unless that stands last
 * or between a surname and a patronymic. */
static size_t name_begin(const struct telling *s, size_t first, size_t last,
			 bool *sure)
{
	*sure = false;
	for (size_t i = first; i <= last; i++) {
		if (!telling_is_given(s->lang, telling_core(s, i)))
			continue;
		*sure = true;
		if (i == last && last > first)
			return last - 1;
		if (i > first && i < last &&
		    is_patronymic(telling_core(s, i + 1)) &&
		    i + 1 == last)
			return i - 1;
		return i;
	}
	return first;
}

static void take_run(struct telling *s, size_t first, size_t last, bool heading)
{
	bool sure;
	size_t from = name_begin(s, first, last, &sure), words;
	struct mark *m;

	/* the first word of a sentence has its capital for that alone */
	if (!sure && from == 0 && last > 1 && !heading)
		from = 1;
	words = last - from + 1;
	if (words > NAME_WORDS + 1 ||
	    letters_of(s, last) == INITIAL)
		return;
	m = telling_mark(s, MARK_NAME, from, last);
	if (!m)
		return;
	m->sure = sure && words > 1;
	m->single = words == 1;
}

/* A first name is one though it is a month too. */
static void free_given(struct telling *s)
{
	for (size_t i = 0; i + 1 < s->words.n; i++)
		if (s->stop[i] && !s->stop[i + 1] && !ends_here(s, i) &&
		    letters_of(s, i) == CAPITAL &&
		    letters_of(s, i + 1) == CAPITAL &&
		    telling_is_given(s->lang, telling_core(s, i)))
			s->stop[i] = false;
}

void telling_names(struct telling *s, bool heading)
{
	free_given(s);
	for (size_t i = 0; i < s->words.n; i++) {
		size_t last;

		if (!is_name_word(s, i, heading))
			continue;
		last = run_end(s, i, heading);
		take_run(s, i, last, heading);
		i = last;
	}
}
