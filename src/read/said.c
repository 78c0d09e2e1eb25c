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

struct slice said_core(struct slice word)
{
	size_t from = 0, to = 0, n;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(word, at, &cp)) > 0; at += n) {
		if (!text_is_word(cp))
			continue;
		if (to == 0)
			from = at;
		to = at + n;
	}
	return slice_make(word.p + from, to - from);
}

struct slice said_text(const struct said *s, size_t first, size_t last)
{
	struct slice a = said_core(s->words.word[first].text);
	struct slice b = said_core(s->words.word[last].text);

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

/* Marks of all wordings of the list; no part of a name where `stop`. */
static void scan(struct said *s, enum vocab list, enum mark_kind kind,
		 bool stop)
{
	struct words_hit hit;

	for (size_t from = 0; from < s->words.n &&
	     words_scan(&s->words, list, from, &hit); from = hit.last + 1) {
		struct mark *m = said_mark(s, kind, hit.first, hit.last);

		if (!m)
			return;
		m->value = hit.word->value;
		if (kind == MARK_FATE)
			m->fate = fate_of(hit.word->value);
		for (size_t i = hit.first; stop && i <= hit.last; i++)
			s->stop[i] = true;
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

static void stop_words(struct said *s)
{
	struct words_hit hit;

	for (size_t from = 0; from < s->words.n &&
	     words_scan(&s->words, VOCAB_notname, from, &hit);
	     from = hit.last + 1)
		for (size_t i = hit.first; i <= hit.last; i++)
			s->stop[i] = true;
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
	uint64_t lists;

	s->sentence = sentence;
	s->lang = lang;
	s->n = 0;
	words_load(&s->words, sentence);
	lists = vocab_lists(str_slice(&s->words.key));
	memset(s->stop, 0, s->words.n * sizeof(*s->stop));
	if (lists >> VOCAB_fate & 1)
		scan(s, VOCAB_fate, MARK_FATE, true);
	join_parts(s);
	if (lists >> VOCAB_role & 1)
		scan(s, VOCAB_role, MARK_ROLE, true);
	if (lists >> VOCAB_jurisdiction & 1)
		scan(s, VOCAB_jurisdiction, MARK_COUNTRY, true);
	if (lists >> VOCAB_release_type & 1)
		scan(s, VOCAB_release_type, MARK_TYPE, true);
	if (lists >> VOCAB_notname & 1)
		stop_words(s);
	said_names(s, heading);
	said_times(s);
	said_charges(s);
	sort(s);
}

void said_free(struct said *s)
{
	words_free(&s->words);
}
