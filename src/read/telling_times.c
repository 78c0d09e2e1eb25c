/* Dates, times held or to be served, and ages in a sentence. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "read/telling.h"

enum {
	AGE_LEAST = 14, AGE_MOST = 99, TERM_MOST = 25, YEAR_LEAST = 1950, YEAR_MOST = 2100,
	SPAN_WORDS = 16,
};

static struct slice key_of(const struct telling *s, size_t i)
{
	return slice_make(s->words.key.p + s->words.word[i].key_at,
			  s->words.word[i].key_n);
}

static bool begins_with_digit(const struct telling *s, size_t i)
{
	return s->begins[i] == 'd';
}

/* --- dates ------------------------------------------------------------------ */

static size_t word_before(const struct telling *s, size_t from, const char *end)
{
	while (from + 1 < s->words.n && s->words.word[from + 1].text.p < end)
		from++;
	return from;
}

static bool is_unit(const struct telling *s, size_t i, struct vocab_hit *hit)
{
	return i < s->words.n &&
	       vocab_at(VOCAB_unit, str_slice(&s->words.key),
			s->words.word[i].key_at, hit);
}

/* "2021" alone is a year where a word leads to one ("in 2021") or follows, and
 * nothing is counted; "the 2020 protests" have none. */
static bool is_year(const struct telling *s, struct pdate d, size_t first,
		    size_t last)
{
	struct vocab_hit hit;

	if (d.year < YEAR_LEAST || d.year > YEAR_MOST)
		return false;
	if (d.month)
		return true;
	return (last > first ||
		(first > 0 && (telling_fate_at(s, first - 1, FATE_dated) ||
			       telling_fate_at(s, first - 1, FATE_came) ||
			       telling_fate_at(s, first - 1, FATE_since)))) &&
	       !is_unit(s, last + 1, &hit) &&
	       !telling_fate_at(s, last + 1, FATE_people);
}

/* "since", "jailed since", "seit dem" right before the word. */
static bool is_since(const struct telling *s, size_t i)
{
	struct vocab_hit hit;

	for (size_t back = 1; back <= 2 && back <= i; back++) {
		size_t at = i - back;

		if (telling_fate_at(s, at, FATE_since) ||
		    (vocab_at(VOCAB_fate, key_of(s, at), 0, &hit) &&
		     hit.bytes == s->words.word[at].key_n &&
		     telling_fate(word_value(hit.word)) == FATE_since))
			return true;
		/* an article */
		if (s->begins[at] != 'l' || s->core_n[at] > 3)
			return false;
	}
	return false;
}

/* "on 14 July 2021", "2021-07-14", "July 2021", "2021 году". */
static bool date_at(struct telling *s, size_t i)
{
	struct slice core = telling_core(s, i), rest;
	struct mark *m;
	struct pdate d;
	size_t used, last;
	bool digit = begins_with_digit(s, i);

	if (!digit && !(i + 1 < s->words.n &&
			begins_with_digit(s, i + 1)) &&
	    !(i + 2 < s->words.n && begins_with_digit(s, i + 2)))
		return false;
	rest = slice_make(core.p, (size_t)(s->sentence.p + s->sentence.n -
					   core.p));
	if (core.n == 0 || !pdate_lead(rest, &d, &used))
		return false;
	last = word_before(s, i, core.p + used);
	if (!is_year(s, d, i, last) ||
	    (telling_core(s, last).p + s->core_n[last] >
	     core.p + used))
		return false;
	m = telling_mark(s, MARK_DATE, i, last);
	if (!m)
		return false;
	m->date = d;
	m->since = is_since(s, i);
	return true;
}

/* --- spans ------------------------------------------------------------------ */

/* A number as a figure or a word; *last its last word. */
static bool number_at(const struct telling *s, size_t i, size_t *last)
{
	struct slice key = str_slice(&s->words.key);
	const struct mark *half;
	struct vocab_hit hit;
	unsigned char c;

	if (i >= s->words.n)
		return false;
	*last = i;
	c = (unsigned char)s->words.word[i].text.p[0];
	if (begins_with_digit(s, i) ||
	    (c == 0xC2 && slice_find(s->words.word[i].text, SLICE("½"), 0) >= 0))
		return true;
	half = telling_fate_at(s, i, FATE_half);
	if (half) {
		*last = half->last;
		return true;
	}
	if (!vocab_at(VOCAB_number, key, s->words.word[i].key_at, &hit))
		return false;
	while (*last + 1 < s->words.n &&
	       s->words.word[*last + 1].key_at < hit.at + hit.bytes)
		++*last;
	return true;
}

/* The unit that the word is or ends in ("18-year"). */
static bool unit_in(const struct telling *s, size_t i)
{
	const struct word *w = &s->words.word[i];
	struct slice key = key_of(s, i);
	ptrdiff_t blank = slice_find(key, SLICE(" "), 0);
	struct vocab_hit hit;

	bool number = begins_with_digit(s, i) ||
		      vocab_at(VOCAB_number, str_slice(&s->words.key),
			       w->key_at, &hit);

	while (blank >= 0 && number) {
		if (vocab_at(VOCAB_unit, str_slice(&s->words.key),
			     w->key_at + (size_t)blank + 1, &hit) &&
		    hit.at + hit.bytes == w->key_at + w->key_n)
			return true;
		blank = slice_find(key, SLICE(" "), (size_t)blank + 1);
	}
	return false;
}

static bool is_range(struct slice word)
{
	static const char *const words[] = {
		"to", "bis", "do", "до", "да", "або", "или", "or", "oder",
		"lub", "à", "a", "-", "\xE2\x80\x93", "\xE2\x80\x94",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(word, words[i]))
			return true;
	return false;
}

/* "neunjährige": number and unit in one word. */
static bool is_yearly(const struct telling *s, size_t i)
{
	struct vocab_hit hit;

	return i < s->words.n &&
	       vocab_at(VOCAB_yearly, str_slice(&s->words.key),
			s->words.word[i].key_at, &hit);
}

/* One term, number and unit; *last is its end. */
static bool term_at(const struct telling *s, size_t i, size_t *last)
{
	struct vocab_hit hit;
	size_t at;

	if (is_yearly(s, i)) {
		*last = i;
		return true;
	}
	if (!number_at(s, i, &at))
		return false;
	for (int more = 0; more < 4; more++) {
		if (unit_in(s, at)) {
			*last = at;
			return true;
		}
		if (is_unit(s, at + 1, &hit)) {
			*last = at + 1;
			return true;
		}
		if (at + 2 < s->words.n &&
		    (is_range(s->words.word[at + 1].text) ||
		     telling_fate_at(s, at + 1, FATE_joint)) &&
		    number_at(s, at + 2, &at))
			continue;
		if (!number_at(s, at + 1, &at))
			return false;
	}
	return false;
}

/* "and 4 months", ", 3 months, and 3 weeks", "and a half" */
static size_t more_terms(const struct telling *s, size_t last)
{
	size_t end;

	for (int more = 0; more < 3; more++) {
		size_t at = last + 1;

		if (at < s->words.n && telling_fate_at(s, at, FATE_joint))
			at++;
		if (at < s->words.n && telling_fate_at(s, at, FATE_half) &&
		    at > last + 1) {
			last = telling_fate_at(s, at, FATE_half)->last;
			continue;
		}
		if (!term_at(s, at, &end) || end - last > 5)
			return last;
		last = end;
	}
	return last;
}

/* "more than": a bound that ends right before the word. */
static size_t bound_before(const struct telling *s, size_t i)
{
	for (size_t back = i < 4 ? i : 4; back > 0; back--) {
		struct vocab_hit hit;
		size_t end = s->words.word[i].key_at;

		if (vocab_at(VOCAB_bound, str_slice(&s->words.key),
			     s->words.word[i - back].key_at, &hit) &&
		    hit.at + hit.bytes + 1 == end)
			return i - back;
	}
	return i;
}

static void read_yearly(const struct telling *s, size_t i, struct duration *d)
{
	char text[64];
	struct vocab_hit hit;

	vocab_at(VOCAB_yearly, str_slice(&s->words.key),
		 s->words.word[i].key_at, &hit);
	snprintf(text, sizeof(text), "%s years", word_value(hit.word));
	duration_parse(slice_of(text), d);
}

/* "засуджений до 7 років": the verb wants the word, which bounds nothing. */
static bool is_governed(const struct telling *s, size_t first, size_t number)
{
	if (number != first + 1 || first == 0 ||
	    !(slice_is(key_of(s, first), "до") ||
	      slice_is(key_of(s, first), "да")))
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (s->mark[i].kind == MARK_FATE &&
		    (s->mark[i].fate == FATE_sentenced ||
		     s->mark[i].fate == FATE_penalty) &&
		    s->mark[i].last + 1 == first)
			return true;
	return false;
}

/* What looks like code or a sum is no time. */
static bool has_sign(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if (strchr("+=|\\{}<>*_`\"", text.p[i]))
			return true;
	return false;
}

static bool span_at(struct telling *s, size_t i, size_t *end)
{
	size_t last, first;
	struct duration d;
	struct mark *m;

	if (!term_at(s, i, &last) || last - i > SPAN_WORDS)
		return false;
	*end = last;
	last = more_terms(s, last);
	first = bound_before(s, i);
	if (first < i && is_governed(s, first, i))
		first = i;
	if (has_sign(telling_text(s, first, last)) ||
	    (last > i && s->core_n[last] == 1))
		return false;	/* "13 d" ends a date in Lithuanian */
	if (is_yearly(s, i))
		read_yearly(s, i, &d);
	else if (!duration_parse(telling_text(s, first, last), &d) ||
		 d.since_known || d.life)
		return false;
	*end = last;
	m = telling_mark(s, MARK_SPAN, first, last);
	if (m)
		m->span = d;
	return m;
}

/* --- ages ------------------------------------------------------------------- */

static int figure(struct slice core)
{
	int64_t n;
	size_t used = 0;

	while (used < core.n && core.p[used] >= '0' && core.p[used] <= '9')
		used++;
	if (used != 2 || !slice_int(slice_make(core.p, 2), &n))
		return 0;
	return n >= AGE_LEAST && n <= AGE_MOST ? (int)n : 0;
}

static bool is_bare(const struct telling *s, size_t i)
{
	return s->core_n[i] == 2;
}

/* Does a name end at the word before? */
static bool behind_name(const struct telling *s, size_t i)
{
	for (size_t k = 0; k < s->n; k++)
		if (s->mark[k].kind == MARK_NAME && i > 0 &&
		    s->mark[k].last == i - 1)
			return true;
	return false;
}

/* ", журналистка, 41 год,": behind a role of somebody, and longer than any
 * sentence is. */
static bool is_behind_role(const struct telling *s, size_t i)
{
	struct vocab_hit hit;

	if (figure(telling_core(s, i)) <= TERM_MOST || !is_unit(s, i + 1, &hit))
		return false;
	for (size_t k = 0; k < s->n; k++)
		if (s->mark[k].kind == MARK_ROLE && i > 0 &&
		    s->mark[k].last == i - 1)
			return true;
	return false;
}

/* ", 63," or "(63)" behind a name. */
static bool is_aside(const struct telling *s, size_t i)
{
	struct slice word = s->words.word[i].text;
	struct slice before = i ? s->words.word[i - 1].text : SLICE_NONE;
	struct slice core = telling_core(s, i);
	struct vocab_hit hit;
	bool closed = i + 1 == s->words.n ||
		      core.p + core.n < word.p + word.n;

	if (!closed && is_unit(s, i + 1, &hit)) {
		word = s->words.word[i + 1].text;
		core = telling_core(s, i + 1);
		closed = core.p + core.n < word.p + word.n;
		word = s->words.word[i].text;
	}
	return (behind_name(s, i) || is_behind_role(s, i)) && is_bare(s, i) &&
	       closed &&
	       (word.p[0] == '(' || slice_ends(before, ",") ||
		slice_ends(before, ")"));
}

/* "63-летний", "63-jährige", but not "20-летний срок". */
static bool is_aged_word(const struct telling *s, size_t i)
{
	struct slice key = key_of(s, i);

	return unit_in(s, i) && !slice_ends(key, " year") &&
	       !slice_ends(key, " years") && !slice_ends(key, " month") &&
	       !slice_ends(key, " day") &&
	       !telling_fate_at(s, i + 1, FATE_sentenced) &&
	       !telling_fate_at(s, i + 1, FATE_penalty) &&
	       !telling_fate_at(s, i + 1, FATE_term);
}

/* A word for an age right before, or ", 63," behind a name. */
static bool is_led(const struct telling *s, size_t i)
{
	return (i > 0 && telling_fate_at(s, i - 1, FATE_aged)) ||
	       (i > 1 && telling_fate_at(s, i - 2, FATE_aged)) ||
	       is_aside(s, i);
}

/* "63-year-old", "aged 63", "63 years old", "63-летний"; *last its end. */
static bool is_age(const struct telling *s, size_t i, size_t *last)
{
	struct slice key = key_of(s, i);
	struct vocab_hit hit;
	bool unit = is_unit(s, i + 1, &hit);

	*last = i;
	if (is_led(s, i)) {
		*last = unit ? i + 1 : i;
		return true;
	}
	if (slice_ends(key, "year old") || slice_ends(key, "year olds") ||
	    is_aged_word(s, i))
		return true;
	*last = i + 2;
	return is_bare(s, i) && unit &&
	       i + 2 < s->words.n && telling_fate_at(s, i + 2, FATE_aged);
}

static bool age_at(struct telling *s, size_t i, size_t *end)
{
	int n = s->begins[i] == 'd' ? figure(telling_core(s, i)) : 0;
	struct mark *m;

	if (!n || !is_age(s, i, end))
		return false;
	m = telling_mark(s, MARK_AGE, i, *end);
	if (m)
		m->number = n;
	return m;
}

void telling_times(struct telling *s)
{
	for (size_t i = 0; i < s->words.n; i++) {
		size_t end = i;

		if (age_at(s, i, &end) || span_at(s, i, &end)) {
			i = end;
		} else if (date_at(s, i)) {
			i = s->mark[s->n - 1].last;
		}
	}
}
