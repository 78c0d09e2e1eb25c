/* Where a sentence names somebody.
 *
 * A name is two to four words with capitals, none of them a word that is known
 * to be something else. It begins at the first name where one is known; where
 * none is, whoever uses the mark wants something beside it to hold on to.
 */
#include <string.h>

#include "base/text.h"
#include "read/said.h"

enum { NAME_WORDS = 4, WORD_BYTES = 64, STEM_BYTES = 200 };

enum letters { OTHER, LOWER, CAPITAL, CAPITALS, INITIAL };

static bool is_joiner(uint32_t cp)
{
	return cp == '-' || cp == '\'' || cp == 0x2019 || cp == 0x2BC ||
	       cp == 0x2010 || cp == 0x2011;
}

/* "O'Hara", "Anna-Maria", "McDonald"; no digits. */
static enum letters letters_of(const struct said *s, size_t i)
{
	struct slice word = s->words.word[i].text, core = said_core(s, i);
	size_t letters = 0, upper = 0, n;
	bool first = false;
	uint32_t cp;

	if (s->begins[i] == 'l')
		return LOWER;
	if (core.n == 0 || core.n > WORD_BYTES || s->begins[i] == 'd')
		return OTHER;
	for (size_t at = 0; (n = text_next(core, at, &cp)) > 0; at += n) {
		if (is_joiner(cp) && at > 0)
			continue;
		if (!text_is_letter(cp))
			return OTHER;
		letters++;
		upper += text_is_upper(cp);
		if (at == 0)
			first = text_is_upper(cp);
	}
	if (!first)
		return LOWER;
	if (letters == 1)
		return core.p + core.n < word.p + word.n &&
		       core.p[core.n] == '.' ? INITIAL : OTHER;
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
static bool ends_here(const struct said *s, size_t i)
{
	struct slice word = s->words.word[i].text;
	struct slice core = said_core(s, i), next;
	size_t behind = (size_t)(word.p + word.n - (core.p + core.n));

	if (i + 1 == s->words.n)
		return true;
	next = s->words.word[i + 1].text;
	if (said_core(s, i + 1).p != next.p)
		return true;
	return behind > 0 && letters_of(s, i) != INITIAL;
}

/* "Алеся" is "Алесь", "Kowalskiego" no first name: endings are taken off and
 * those of the nominative tried. */
static const char *given_of(struct slice word)
{
	static const char *const endings[] = {
		"", "а", "я", "й", "ь", "о", "і", "a", "ek", "ej", "",
	};
	struct str key = STR_INIT(STEM_BYTES), form = STR_INIT(STEM_BYTES);
	const char *found = NULL;
	struct vocab_hit hit;
	int cut = 0;

	text_key(&key, word);
	while (!found && cut < 4 && key.n > 5) {
		for (size_t i = 0; !found && i < (cut ? sizeof(endings) /
				   sizeof(*endings) : 1); i++) {
			str_clear(&form);
			str_add(&form, str_slice(&key));
			str_addz(&form, endings[i]);
			if (vocab_at(VOCAB_given_name, str_slice(&form), 0,
				     &hit) && hit.bytes == form.n)
				found = hit.word->value;
		}
		do
			str_cut(&key, key.n - 1);
		while (key.n && ((unsigned char)key.p[key.n] & 0xC0) == 0x80);
		cut++;
	}
	if (!found && cut == 0 &&
	    vocab_at(VOCAB_given_name, str_slice(&key), 0, &hit) &&
	    hit.bytes == key.n)
		found = hit.word->value;
	str_free(&key);
	str_free(&form);
	return found;
}

bool said_is_given(struct slice word, char *gender)
{
	const char *value = given_of(word);

	if (value && gender)
		*gender = value[0];
	return value;
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

static bool is_name_word(const struct said *s, size_t i, bool heading)
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
static size_t run_end(const struct said *s, size_t from, bool heading)
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
static size_t name_begin(const struct said *s, size_t first, size_t last,
			 bool *sure)
{
	*sure = false;
	for (size_t i = first; i <= last; i++) {
		if (!said_is_given(said_core(s, i), NULL))
			continue;
		*sure = true;
		if (i == last && last > first)
			return last - 1;
		if (i > first && i < last &&
		    is_patronymic(said_core(s, i + 1)) &&
		    i + 1 == last)
			return i - 1;
		return i;
	}
	return first;
}

static void take_run(struct said *s, size_t first, size_t last, bool heading)
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
	m = said_mark(s, MARK_NAME, from, last);
	if (!m)
		return;
	m->sure = sure && words > 1;
	m->single = words == 1;
}

/* A first name is one though it is a month too. */
static void free_given(struct said *s)
{
	for (size_t i = 0; i + 1 < s->words.n; i++)
		if (s->stop[i] && !s->stop[i + 1] && !ends_here(s, i) &&
		    letters_of(s, i) == CAPITAL &&
		    letters_of(s, i + 1) == CAPITAL &&
		    said_is_given(said_core(s, i), NULL))
			s->stop[i] = false;
}

void said_names(struct said *s, bool heading)
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
