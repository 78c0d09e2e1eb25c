#include "read/telling.h"

#include <string.h>

#include "base/text.h"

enum { AMONG_REACH = 7 };

#define FATE_NAME(name) [FATE_##name] = #name,
static const char *const fate_names[FATE_COUNT] = { FATES(FATE_NAME) };

enum fate telling_fate(const char *value)
{
	int f = 0;

	while (f < FATE_COUNT && strcmp(fate_names[f], value) != 0)
		f++;
	return (enum fate)f;
}

bool telling_is_hidden(uint32_t cp)
{
	return cp == 0xAD || cp == 0x61C || cp == 0xFEFF ||
	       (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x2069);
}

struct mark *telling_mark(struct telling *s, enum mark_kind kind, size_t first,
		       size_t last)
{
	struct mark *m = &s->mark[s->n];

	if (s->n == MARKS_MAX)
		return NULL;
	s->n++;
	*m = (struct mark){ .kind = kind, .first = first, .last = last,
			    .fate = FATE_COUNT,
			    .text = telling_text(s, first, last) };
	return m;
}

static bool is_letter(uint32_t cp)
{
	if (cp >= 0x80)
		return text_is_word(cp);
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
	       (cp >= '0' && cp <= '9');
}

static char beginning(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return 'd';
	if (cp < 0x80)
		return cp < 'a' ? 'u' : 'l';
	return text_is_upper(cp) ? 'u' : 'l';
}

/* Where letters and digits begin and end in the word, and how it begins. */
static void find_core(struct telling *s, size_t i)
{
	struct slice word = s->words.word[i].text;
	size_t from = 0, to = 0, n;
	uint32_t cp;

	s->begins[i] = 0;
	for (size_t at = 0; (n = text_next(word, at, &cp)) > 0; at += n) {
		if (!is_letter(cp))
			continue;
		if (to == 0) {
			from = at;
			s->begins[i] = beginning(cp);
		}
		to = at + n;
	}
	s->core_at[i] = from;
	s->core_n[i] = to - from;
}

struct slice telling_text(const struct telling *s, size_t first, size_t last)
{
	struct slice a = telling_core(s, first), b = telling_core(s, last);

	return slice_make(a.p, (size_t)(b.p - a.p) + b.n);
}

const struct mark *telling_fate_at(const struct telling *s, size_t word,
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
static bool is_as_written(const struct telling *s, const struct vocab_hit *hit,
			  size_t first)
{
	const char *text = word_text(hit->word);

	return hit->bytes != 2 || text[0] < 'A' || text[0] > 'Z' ||
	       text[1] < 'A' || text[1] > 'Z' || text[2] ||
	       slice_find(s->words.word[first].text, slice_of(text), 0) >= 0;
}

static void take_hit(struct telling *s, const struct look *look,
		     const struct vocab_hit *hit, size_t first)
{
	size_t last = word_at(&s->words, first, hit->at + hit->bytes - 1);
	struct mark *m;

	for (size_t i = first; i <= last; i++)
		s->stop[i] = true;
	if (look->kind == MARK_NAME)
		return;
	m = telling_mark(s, look->kind, first, last);
	if (!m)
		return;
	m->value = word_value(hit->word);
	if (m->kind == MARK_FATE)
		m->fate = telling_fate(word_value(hit->word));
}

/* All wordings of the lists, none of a list over another of the same. */
static void scan(struct telling *s)
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

/* "left Vitsba-3": places of custody have numbers. */
static bool leads_to_place(const struct telling *s, const struct mark *m)
{
	size_t next = m->last + 1;
	struct slice core;

	if (m->fate != FATE_quits || next >= s->words.n ||
	    s->begins[next] != 'u')
		return false;
	core = telling_core(s, next);
	return core.p[core.n - 1] >= '0' && core.p[core.n - 1] <= '9' &&
	       memchr(core.p, '-', core.n);
}

/* The people of "was among 14 people set free" are no others than who stands
 * before. */
static void drop_people(struct telling *s, size_t from, size_t to)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->mark[i].kind == MARK_FATE && s->mark[i].first > from &&
		    s->mark[i].last < to && s->mark[i].fate == FATE_people)
			s->mark[i].fate = FATE_neutral;
}

static void join_among(struct telling *s, struct mark *m)
{
	static const char *const be[] = { "was", "were", "is", "are", NULL };
	static const char *const among[] = { "among", NULL };

	if ((m->fate != FATE_freed && m->fate != FATE_frees) || m->first < 4)
		return;
	for (size_t i = m->first - 2; i > 0 && m->first - i <= AMONG_REACH; i--)
		if (words_is(&s->words, i, among)) {
			if (!words_is(&s->words, i - 1, be) ||
			    s->begins[i + 1] != 'd')
				return;
			drop_people(s, i, m->first);
			m->fate = FATE_freed;
			return;
		}
}

/* "kamen ... frei": the parts of one verb. */
static void join_parts(struct telling *s)
{
	bool came = false;

	for (size_t i = 0; i < s->n; i++) {
		struct mark *m = &s->mark[i];

		came |= m->kind == MARK_FATE && m->fate == FATE_came;
		if (m->kind == MARK_FATE && m->fate == FATE_loose && came)
			m->fate = FATE_freed;
		if (m->kind == MARK_FATE && leads_to_place(s, m))
			m->fate = FATE_freed;
		if (m->kind == MARK_FATE)
			join_among(s, m);
	}
}

static void sort(struct telling *s)
{
	for (size_t i = 1; i < s->n; i++) {
		struct mark m = s->mark[i];
		size_t k = i;

		for (; k > 0 && s->mark[k - 1].first > m.first; k--)
			s->mark[k] = s->mark[k - 1];
		s->mark[k] = m;
	}
}

void telling_load(struct telling *s, struct slice sentence, struct slice lang,
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
	telling_names(s, heading);
	telling_times(s);
	telling_charges(s);
	telling_prisons(s);
	sort(s);
}

void telling_free(struct telling *s)
{
	words_free(&s->words);
}
