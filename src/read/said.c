#include "read/said.h"

#include <string.h>

#include "base/text.h"

#define FATE_NAME(name) [FATE_##name] = #name,
static const char *const fate_names[FATE_COUNT] = { FATES(FATE_NAME) };

static enum fate fate_of(const char *value)
{
	int f = 0;

	while (f < FATE_COUNT && strcmp(fate_names[f], value) != 0)
		f++;
	return (enum fate)f;
}

struct mark *said_mark(struct said *s, enum mark_kind kind, size_t first,
		       size_t last)
{
	struct mark *m = &s->mark[s->n];

	if (s->n == MARKS_MAX)
		return NULL;
	s->n++;
	*m = (struct mark){ .kind = kind, .first = first, .last = last,
			    .fate = FATE_COUNT,
			    .text = said_text(s, first, last) };
	return m;
}

/* Where letters and digits begin and end in the word, and how it begins. */
static void find_core(struct said *s, size_t i)
{
	struct slice word = s->words.word[i].text;
	size_t from = 0, to = 0, n;
	uint32_t cp, first = 0;

	for (size_t at = 0; (n = text_next(word, at, &cp)) > 0; at += n) {
		bool is = cp < 0x80 ? (cp >= 'a' && cp <= 'z') ||
				      (cp >= 'A' && cp <= 'Z') ||
				      (cp >= '0' && cp <= '9') :
				      text_is_word(cp);

		if (!is)
			continue;
		if (to == 0) {
			from = at;
			first = cp;
		}
		to = at + n;
	}
	s->core_at[i] = from;
	s->core_n[i] = to - from;
	s->begins[i] = to == 0 ? 0 :
		       first >= '0' && first <= '9' ? 'd' :
		       first < 0x80 ? (first < 'a' ? 'u' : 'l') :
		       text_is_upper(first) ? 'u' : 'l';
}

struct slice said_text(const struct said *s, size_t first, size_t last)
{
	struct slice a = said_core(s, first), b = said_core(s, last);

	return slice_make(a.p, (size_t)(b.p - a.p) + b.n);
}

const struct mark *said_fate_at(const struct said *s, size_t word,
				enum fate fate)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->mark[i].kind == MARK_FATE && s->mark[i].fate == fate &&
		    s->mark[i].first == word)
			return &s->mark[i];
	return NULL;
}

struct look {
	enum vocab list;
	enum mark_kind kind;
};

static const struct look looks[] = {
	{ VOCAB_fate, MARK_FATE }, { VOCAB_role, MARK_ROLE },
	{ VOCAB_jurisdiction, MARK_COUNTRY },
	{ VOCAB_release_type, MARK_TYPE }, { VOCAB_notname, MARK_NAME },
};

enum { LOOKS = sizeof(looks) / sizeof(looks[0]) };

/* The word of the sentence in which the byte of the key stands. */
static size_t word_at(const struct words *w, size_t from, size_t key_at)
{
	while (from + 1 < w->n && w->word[from + 1].key_at <= key_at)
		from++;
	return from;
}

/* "US" is a country in capitals only. */
static bool is_as_written(const struct said *s, const struct vocab_hit *hit,
			  size_t first)
{
	const char *text = hit->word->text;

	return hit->bytes != 2 || text[0] < 'A' || text[0] > 'Z' ||
	       text[1] < 'A' || text[1] > 'Z' || text[2] ||
	       slice_find(s->words.word[first].text, slice_of(text), 0) >= 0;
}

static void take_hit(struct said *s, const struct look *look,
		     const struct vocab_hit *hit, size_t first)
{
	size_t last = word_at(&s->words, first, hit->at + hit->bytes - 1);
	struct mark *m;

	for (size_t i = first; i <= last; i++)
		s->stop[i] = true;
	if (look->kind == MARK_NAME)
		return;
	m = said_mark(s, look->kind, first, last);
	if (!m)
		return;
	m->value = hit->word->value;
	if (m->kind == MARK_FATE)
		m->fate = fate_of(hit->word->value);
}

/* All wordings of the lists, none of a list over another of the same. */
static void scan(struct said *s)
{
	struct slice key = str_slice(&s->words.key);
	size_t next[LOOKS] = {0}, word = 0, n;

	for (size_t at = 0; at < key.n; at += n + 1) {
		const struct vocab_first *f = vocab_first_at(key, at, &n);

		word = word_at(&s->words, word, at);
		for (size_t i = 0; f && i < LOOKS; i++) {
			struct vocab_hit hit;

			if (at < next[i] ||
			    !vocab_longest(f, looks[i].list, key, at, &hit) ||
			    !is_as_written(s, &hit, word))
				continue;
			take_hit(s, &looks[i], &hit, word);
			next[i] = hit.at + hit.bytes;
		}
	}
}

/* "kamen ... frei": the parts of one verb. */
static void join_parts(struct said *s)
{
	bool came = false;

	for (size_t i = 0; i < s->n; i++) {
		struct mark *m = &s->mark[i];

		came |= m->kind == MARK_FATE && m->fate == FATE_came;
		if (m->kind == MARK_FATE && m->fate == FATE_loose && came)
			m->fate = FATE_freed;
	}
}

static void sort(struct said *s)
{
	for (size_t i = 1; i < s->n; i++) {
		struct mark m = s->mark[i];
		size_t k = i;

		for (; k > 0 && s->mark[k - 1].first > m.first; k--)
			s->mark[k] = s->mark[k - 1];
		s->mark[k] = m;
	}
}

void said_load(struct said *s, struct slice sentence, struct slice lang,
	       bool heading)
{
	s->sentence = sentence;
	s->lang = lang;
	s->n = 0;
	words_load(&s->words, sentence);
	for (size_t i = 0; i < s->words.n; i++) {
		s->stop[i] = false;
		find_core(s, i);
	}
	scan(s);
	join_parts(s);
	said_names(s, heading);
	said_times(s);
	said_charges(s);
	sort(s);
}

void said_free(struct said *s)
{
	words_free(&s->words);
}
