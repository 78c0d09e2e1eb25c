/* "2 of 266 (1.3 %)": per cent against the numbers beside it. */
#include "check/found.h"

#include <stdlib.h>

#include "base/text.h"

enum {
	REACH = 90,		/* bytes before the per cent sign */
	DIGITS_MOST = 12,
	TOLD_MOST = 12,		/* of one text */
};

/* A number of a text, in thousandths, so that no rounding is ours. */
struct number {
	int64_t milli;
	int decimals;
	size_t at, end;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits_at(struct slice s, size_t at, int64_t *value)
{
	size_t n = 0;

	*value = 0;
	while (at + n < s.n && is_digit(s.p[at + n]) && n <= DIGITS_MOST) {
		*value = *value * 10 + s.p[at + n] - '0';
		n++;
	}
	return n;
}

/* Three digits behind a sign are thousands, one or two are decimals. */
static bool number_at(struct slice s, size_t at, struct number *out)
{
	int64_t whole, part = 0;
	size_t n = digits_at(s, at, &whole), digits = n, more;

	*out = (struct number){ .at = at, .end = at + n };
	while (out->decimals == 0 && digits > 0 && digits <= DIGITS_MOST &&
	       out->end < s.n &&
	       (s.p[out->end] == ',' || s.p[out->end] == '.') &&
	       (more = digits_at(s, out->end + 1, &part)) > 0) {
		if (more > 3)
			return false;
		out->end += 1 + more;
		if (more < 3) {
			out->decimals = (int)more;
			out->milli = part * (more == 1 ? 100 : 10);
		} else {
			whole = whole * 1000 + part;
			digits += 3;
		}
	}
	out->milli += whole * 1000;
	return digits > 0 && digits <= DIGITS_MOST;
}

/* Behind the number: "%", " %", " per cent" in some language. */
static bool is_percent(struct slice s, size_t at)
{
	static const char *const words[] = {
		"%", "per cent", "percent", "процент", "працэнт", "відсот",
		"procent", "prozent", "pour cent", "por ciento",
	};
	struct slice rest;

	while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\xc2' ||
			    s.p[at] == '\xa0'))
		at++;
	rest = slice_make(s.p + at, s.n - at);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_starts(rest, words[i]))
			return true;
	return false;
}

/* "of", "out of", "из", "з" ... between the two numbers, and little else. */
static bool is_of(struct slice between)
{
	static const char *const words[] = {
		"of", "out", "из", "з", "із", "z", "von", "de", "sur", "na",
		"iš",
	};
	struct slice rest = slice_trim(between), word;
	size_t n = 0;
	bool of = false;

	while (slice_cut(&rest, ' ', &word)) {
		if (word.n == 0)
			continue;
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			of |= slice_is(word, words[i]);
		n++;
	}
	return of && n <= 5;
}

/* The nearest "N of M" that ends before `end`. */
static bool share_before(struct slice s, size_t from, size_t end,
			 struct number *n, struct number *m)
{
	struct number last = {0}, x;
	bool have = false, found = false;

	for (size_t i = from; i < end; i++) {
		if (!is_digit(s.p[i]) || (i > 0 && is_digit(s.p[i - 1])))
			continue;
		if (!number_at(s, i, &x) || x.end > end)
			continue;
		if (have && x.decimals == 0 && last.decimals == 0 &&
		    x.milli > last.milli &&
		    is_of(slice_make(s.p + last.end, i - last.end))) {
			*n = last;
			*m = x;
			found = true;
		}
		last = x;
		have = true;
		i = x.end - 1;
	}
	return found;
}

/* Between the share and the per cent stands no other sentence. */
static bool is_joined(struct slice s, size_t from, size_t to)
{
	for (size_t i = from; i + 1 < to; i++)
		if ((s.p[i] == '.' && s.p[i + 1] == ' ') || s.p[i] == '\n' ||
		    s.p[i] == ';')
			return false;
	return true;
}

static bool is_wrong(const struct number *n, const struct number *m,
		     const struct number *p)
{
	int64_t exact, slack = p->decimals == 0 ? 600 : p->decimals == 1 ? 60 : 10;

	if (m->milli <= 0 || p->milli > 100000)
		return false;
	exact = n->milli * 100 / (m->milli / 1000);
	return llabs(exact - p->milli) > slack;
}

struct scan {
	const struct matter *m;
	struct found *to;
	struct conflict *c;
	size_t told;
};

static void tell(struct scan *k, const struct said *s, struct slice text,
		 const struct number *n, const struct number *m,
		 const struct number *p)
{
	int64_t exact = n->milli * 100 / (m->milli / 1000);
	struct slice share = slice_make(text.p + n->at, m->end - n->at);
	struct slice per = slice_make(text.p + p->at, p->end - p->at);
	struct slice right = arena_fmt(k->to->mem, "%lld.%lld",
				       (long long)(exact / 1000),
				       (long long)(exact % 1000 / 100));

	if (!k->c)
		k->c = found_add(k->to, check_percent.name, "text");
	if (k->c && !k->c->why.n)
		found_why(k->to, k->c, SAYS_PERCENT, SENTENCE_OF(share, right,
			  per, slice_make(text.p + n->at, n->end - n->at),
			  number_told(k->to->mem, p->milli ?
				(n->milli * 100 + p->milli / 2) / p->milli :
				0)));
	found_side(k->to, k->c, s, arena_fmt(k->to->mem, "%.*s = %.*s %%",
					     SLICE_ARG(share),
					     SLICE_ARG(per)));
	found_worked(k->to, k->c, arena_fmt(k->to->mem, "%.*s = %.*s %%",
					    SLICE_ARG(share),
					    SLICE_ARG(right)));
	k->told++;
}

static void scan(struct scan *k, const struct said *s)
{
	struct slice text = s->fact->claim.value;

	for (size_t i = 0; i < text.n && k->told < TOLD_MOST; i++) {
		struct number p, n = {0}, m = {0};
		size_t from;

		if (!is_digit(text.p[i]) || (i > 0 && is_digit(text.p[i - 1])))
			continue;
		if (!number_at(text, i, &p))
			continue;
		i = p.end - 1;
		if (!is_percent(text, p.end))
			continue;
		from = p.at > REACH ? p.at - REACH : 0;
		if (share_before(text, from, p.at, &n, &m) &&
		    is_joined(text, m.end, p.at) && is_wrong(&n, &m, &p))
			tell(k, s, text, &n, &m, &p);
	}
}

/* What an article is made into is looked at in the article. */
static void run(const struct matter *m, struct found *to)
{
	static const enum property texts[] = {
		PROP_text, PROP_summary, PROP_details, PROP_action,
	};
	struct saids *all = arena_get(to->mem, sizeof(*all));
	struct scan k = { .m = m, .to = to };

	for (size_t t = 0; all && t < sizeof(texts) / sizeof(*texts); t++) {
		said_of(m, texts[t], all);
		for (size_t i = 0; i < all->n; i++)
			if (m->one->kind == KIND_news ||
			    !all->list[i].fact->doc_published.n)
				scan(&k, &all->list[i]);
		if (k.c)
			return;
	}
}

const struct check check_percent = {
	.name = "percent",
	.kinds = 1u << KIND_news | 1u << KIND_brief |
		 1u << KIND_recommendation,
	.run = run,
};
