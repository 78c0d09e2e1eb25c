/* How many were released, and when: one event for each number. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/extract.h"
#include "read/words.h"

enum {
	EVENTS_MAX = 16, QUOTES_MAX = 16, COUNT_MAX = 100000,
	REACH = 10,		/* words between the verb and the number */
	SENTENCES_MAX = 300,	/* that hold a word of release */
	NUMBERS_MAX = 16,	/* of one sentence */
	NUMBER_WORDS = 256,	/* of one language */
};

/* A release as a verb or a noun; "*" stands for any ending. */
static const char *const release_words[] = {
	"releas*", "free", "freed", "frees", "freeing", "pardon*", "liberat*",
	"вызвал*", "вызвален*", "памілав*", "освобо*", "помилов*", "отпусти*",
	"uwoln*", "ułaskaw*", "zwoln*", "freigelass*", "freilass*", "begnadig*",
	"freikam*", "звільн*", "помилув*", "libér*", "liberad*", "excarcel*",
	NULL,
};

/* Who is counted. */
static const char *const people_words[] = {
	"prisoner*", "people", "person", "persons", "individual*", "detainee*",
	"activist*", "citizen*", "inmate*", "hostage*",
	"вязн*", "палітвязн*", "чалавек*", "людзей", "асоб", "зняволен*",
	"заключ*", "политзаключ*", "политзэк*", "человек*", "людей", "граждан*",
	"осужд*", "więź*", "osob*", "osób", "gefangen*", "häftling*",
	"menschen", "personen", "вязн*", "політвязн*", "осіб", "ув*",
	"prisonnier*", "personnes", "presos", "personas", "détenu*", NULL,
};

/* What follows these is a part of the number before them. */
static const char *const part_words[] = {
	"including", "among", "incl", "darunter", "davon", "включая", "среди",
	"числе", "уключаючы", "сярод", "ліку", "tym", "wśród", "серед",
	"числі", "зокрема", "dont", "incluidos", NULL,
};

struct quote {
	struct slice text;
	size_t at;
};

struct event {
	int64_t count;
	struct pdate date;
	struct quote dated;	/* the one with the date */
	struct quote quote[QUOTES_MAX];
	size_t n;
};

struct events {
	struct event list[EVENTS_MAX];
	size_t n;
	size_t sentences;
	struct words words;
	const struct vocab_word *number[NUMBER_WORDS];	/* in its language */
	size_t numbers;
};

static void add_event(struct events *ev, int64_t count, struct slice quote,
		      size_t at)
{
	struct event *x = ev->list;
	struct pdate date;

	while (x < ev->list + ev->n && x->count != count)
		x++;
	if (x == ev->list + EVENTS_MAX)
		return;
	if (x == ev->list + ev->n) {
		*x = (struct event){ .count = count };
		ev->n++;
	}
	if (x->n == QUOTES_MAX || (x->n > 0 && x->quote[x->n - 1].at == at))
		return;
	x->quote[x->n++] = (struct quote){ quote, at };
	if (!pdate_is(x->date) && pdate_find(quote, &date)) {
		x->date = date;
		x->dated = (struct quote){ quote, at };
	}
}

/* "1 100" is a number, "1 2" is none. */
static int64_t digits_of(struct slice key)
{
	char digits[8];
	size_t used = 0, least = 1;
	int64_t n = 0;

	for (size_t k = 0; k < key.n; k++) {
		if (key.p[k] == ' ' && key.n - k == 4)
			least = 4;
		else if (key.p[k] >= '0' && key.p[k] <= '9' && used < 6)
			digits[used++] = key.p[k];
		else
			return 0;
	}
	if (used < least || !slice_int(slice_make(digits, used), &n))
		return 0;
	return n;
}

static void find_numbers(struct events *ev, struct slice lang)
{
	const struct vocab_word *v;
	size_t n;

	v = vocab_rows(VOCAB_number, &n);
	for (size_t i = 0; i < n && ev->numbers < NUMBER_WORDS; i++)
		if (slice_is(lang, v[i].lang))
			ev->number[ev->numbers++] = &v[i];
}

/* "123", "1,100", "1.227", or a word of the document's language; 0: none. */
static int64_t number_at(const struct events *ev, size_t i)
{
	const struct words *w = &ev->words;
	struct slice key = slice_make(w->key.p + w->word[i].key_at,
				      w->word[i].key_n);

	if (key.p[0] >= '0' && key.p[0] <= '9')
		return digits_of(key);
	for (size_t k = 0; k < ev->numbers; k++)
		if (slice_is(key, ev->number[k]->key))
			return atoi(ev->number[k]->value);
	return 0;
}

/* Totals over time, and those who stay, are not what this act freed. */
static bool is_other_scope(const struct words_hit *hit)
{
	static const char *const scopes[] = {
		"remaining", "cumulative_since", "year_total", "month_total",
		"died",
	};

	for (size_t k = 0; k < sizeof(scopes) / sizeof(scopes[0]); k++)
		if (strcmp(hit->word->value, scopes[k]) == 0)
			return true;
	return false;
}

/* The scopes that the sentence states, one for each clause. */
static size_t find_scopes(const struct words *w, struct words_hit *hits)
{
	size_t n = words_scan_all(w, VOCAB_count_scope, hits), kept = 0;

	for (size_t i = 0; i < n; i++)
		if (is_other_scope(&hits[i]))
			hits[kept++] = hits[i];
	return kept;
}

static bool has_scope(const struct words *w, size_t i,
		      const struct words_hit *scopes, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (w->word[scopes[k].first].clause == w->word[i].clause)
			return true;
	return false;
}

static bool near_release(const struct words *w, size_t i)
{
	size_t from = i > REACH ? i - REACH : 0;
	size_t to = i + REACH < w->n ? i + REACH : w->n;
	size_t verb = words_find(w, from, to, release_words);
	size_t a = verb < i ? verb : i, b = verb < i ? i : verb;

	return verb < to && words_find(w, a, b, part_words) == b;
}

static bool counts_people(const struct words *w, size_t i)
{
	size_t to = i + 4 < w->n ? i + 4 : w->n;

	if (words_find(w, i + 1, to, people_words) < to)
		return true;
	/* "freed 123, among them ..." */
	return i > 0 && words_is(w, i - 1, release_words);
}

/* A month's day or a year is no number of people. */
static bool is_date(const struct words *w, size_t i, int64_t n)
{
	struct pdate d;
	size_t from = i > 0 ? i - 1 : 0;
	size_t to = i + 2 < w->n ? i + 2 : w->n - 1;
	const char *p = w->word[from].text.p;
	struct slice near = slice_make(p, (size_t)(w->word[to].text.p - p) +
				       w->word[to].text.n);

	if (n >= 1900 && n <= 2100)
		return true;
	return n <= 31 && pdate_find(near, &d) && d.day == n;
}

static bool is_count(const struct words *w, size_t i, int64_t n)
{
	return n > 1 && n <= COUNT_MAX && near_release(w, i) &&
	       !is_date(w, i, n);
}

static void take_sentence(struct events *ev, struct slice sentence, size_t at)
{
	struct words_hit scopes[HITS_MAX];
	struct words *w = &ev->words;
	size_t n_scopes, numbers = 0;

	if (ev->sentences == SENTENCES_MAX)
		return;
	words_load(w, sentence);
	if (words_find(w, 0, w->n, release_words) == w->n)
		return;
	ev->sentences++;
	n_scopes = find_scopes(w, scopes);
	for (size_t i = 0; i < w->n && numbers < NUMBERS_MAX; i++) {
		int64_t n = counts_people(w, i) ? number_at(ev, i) : 0;

		numbers += n > 0;
		if (is_count(w, i, n) && !has_scope(w, i, scopes, n_scopes))
			add_event(ev, n, sentence, at);
	}
}

static void take_text(struct events *ev, const struct block *b)
{
	struct slice sentence;
	size_t at = 0;

	while (sentence_next(b->text, &at, &sentence))
		take_sentence(ev, sentence, b->at + (size_t)(sentence.p - b->text.p));
}

/* "Number of Prisoners Released | 123" */
static void take_aspect(struct extract *x, struct events *ev,
			const struct page_row *r)
{
	struct slice value = page_cell_at(x->page, r, 1);
	struct words_hit scopes[HITS_MAX];
	struct words *w = &ev->words;
	int64_t n;

	words_load(w, page_cell_at(x->page, r, 0));
	if (words_find(w, 0, w->n, release_words) == w->n ||
	    words_find(w, 0, w->n, people_words) == w->n ||
	    find_scopes(w, scopes) > 0)
		return;
	words_load(w, value);
	if (w->n == 0)
		return;
	n = number_at(ev, 0);
	if (n > 0 && n <= COUNT_MAX)
		add_event(ev, n, r->text, r->at);
}

static int put_event(struct extract *x, const struct event *ev, struct err *e)
{
	struct str subject = STR_INIT(1 << 20);
	char date[PDATE_TEXT], number[24];
	int rc;

	snprintf(number, sizeof(number), "%lld", (long long)ev->count);
	pdate_text(ev->date, date);
	str_addz(&subject, "release/");
	if (date[0])
		str_addz(&subject, date);
	else
		str_add(&subject, x->doc);
	str_addf(&subject, "/%s", number);
	if (!x->event.n)
		x->event = arena_slice(x->mem, str_slice(&subject));
	x->rule = (struct extract_rule){ "sentence.count", 85 };
	extract_begin(x, KIND_event, str_slice(&subject));
	build_subject(x->b, str_slice(&subject));
	for (size_t i = 0; i < ev->n; i++)
		extract_claim(x, PROP_count, slice_of(number),
			      ev->quote[i].text, ev->quote[i].at);
	extract_claim(x, PROP_count_scope, SLICE("this_act"),
		      ev->quote[0].text, ev->quote[0].at);
	if (date[0]) {
		extract_claim(x, PROP_date, slice_of(date), ev->dated.text,
			      ev->dated.at);
		extract_claim(x, PROP_precision,
			      slice_of(pdate_precision(ev->date)),
			      ev->dated.text, ev->dated.at);
	}
	rc = extract_emit(x, e);
	str_free(&subject);
	return rc;
}

static void take_all(struct extract *x, struct events *ev)
{
	for (size_t i = 0; i < x->page->n; i++) {
		const struct block *b = &x->page->block[i];

		if (b->kind != BLOCK_TABLE && !x->asked[i])
			take_text(ev, b);
		else if (x->table[i].kind == TABLE_ASPECTS)
			for (size_t k = 1; k < b->rows; k++)
				take_aspect(x, ev, &x->page->row[b->row + k]);
	}
}

int extract_events(struct extract *x, struct err *e)
{
	struct events *ev = calloc(1, sizeof(*ev));
	int rc = 0;

	if (!ev)
		return err_set(e, ERR_MEMORY, "no memory for the events");
	find_numbers(ev, x->lang);
	take_all(x, ev);
	for (size_t i = 0; i < ev->n && rc == 0; i++)
		rc = put_event(x, &ev->list[i], e);
	words_free(&ev->words);
	free(ev);
	return rc;
}
