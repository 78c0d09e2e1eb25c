#include "model/propose.h"

#include "base/text.h"
#include "model/filter_text.h"

enum { KEY_BYTES = 4096, MEANING_LEAST = 2 };

void propose_begin(struct proposals *p)
{
	if (p->mem.max == 0)
		p->mem = ARENA_INIT(PROPOSALS_BYTES);
	arena_clear(&p->mem);
	p->n = 0;
	p->more = p->fronts = false;
	p->note = p->typed = SLICE_NONE;
	p->from = 0;
}

void propose_free(struct proposals *p)
{
	arena_free(&p->mem);
	*p = (struct proposals){ 0 };
}

void propose_from(struct proposals *p, struct slice line, size_t from)
{
	p->from = from;
	p->typed = slice_make(line.p + from, line.n - from);
}

/* Some word of the text begins so: both as text_key() makes them. */
static bool word_begins(struct slice text, struct slice front)
{
	for (size_t at = 0; at + front.n <= text.n; at++) {
		if (at > 0 && text.p[at - 1] != ' ')
			continue;
		if (memcmp(text.p + at, front.p, front.n) == 0)
			return true;
	}
	return false;
}

static bool front_is(struct slice word, struct slice typed)
{
	struct str a = STR_INIT(KEY_BYTES), b = STR_INIT(KEY_BYTES);
	bool is;

	text_lower(&a, word);
	text_lower(&b, typed);
	is = b.n <= a.n && memcmp(str_cstr(&a), str_cstr(&b), b.n) == 0;
	str_free(&a);
	str_free(&b);
	return is;
}

static bool meaning_is(struct slice about, struct slice typed)
{
	struct str a = STR_INIT(KEY_BYTES), b = STR_INIT(KEY_BYTES);
	bool is = false;

	if (about.n > 0 && typed.n >= MEANING_LEAST) {
		text_key(&a, about);
		text_key(&b, typed);
		is = b.n >= MEANING_LEAST &&
		     word_begins(str_slice(&a), str_slice(&b));
	}
	str_free(&a);
	str_free(&b);
	return is;
}

static void keep(struct proposals *p, struct slice word, struct slice about,
		 int64_t rows, bool open)
{
	for (size_t i = 0; i < p->n; i++)
		if (slice_eq(p->list[i].word, word))
			return;
	if (p->n == PROPOSALS) {
		p->more = true;
		return;
	}
	p->list[p->n] = (struct proposal){
		.word = arena_slice(&p->mem, word),
		.about = arena_slice(&p->mem, about),
		.rows = rows, .open = open,
	};
	p->more |= p->mem.bad;
	if (!p->mem.bad)
		p->n++;
}

void propose(struct proposals *p, struct slice word, struct slice about,
	     int64_t rows, bool open)
{
	bool front = front_is(word, p->typed);

	if (word.n == 0 || (!front && (p->fronts ||
				       !meaning_is(about, p->typed))))
		return;
	if (front && !p->fronts)
		p->n = 0;	/* who means something else go */
	p->fronts |= front;
	keep(p, word, about, rows, open);
}

struct slice propose_common(const struct proposals *p)
{
	struct slice first = p->n ? p->list[0].word : SLICE_NONE;
	size_t n = first.n, whole = 0, step;
	uint32_t c;

	for (size_t i = 1; i < p->n; i++) {
		struct slice w = p->list[i].word;
		size_t same = 0;

		while (same < n && same < w.n && w.p[same] == first.p[same])
			same++;
		n = same;
	}
	while ((step = text_next(first, whole, &c)) > 0 && whole + step <= n)
		whole += step;
	return slice_make(first.p, whole);
}

size_t propose_term(struct slice line, size_t from)
{
	bool quoted = false;
	size_t at = from;

	for (size_t i = from; i < line.n; i++) {
		if (line.p[i] == '"')
			quoted = !quoted;
		else if (line.p[i] == ' ' && !quoted)
			at = i + 1;
	}
	return at;
}
