#include "model/programme.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* '*' stands for anything; ASCII case does not matter. */
static bool fits(struct slice pattern, struct slice s)
{
	size_t p = 0, i = 0, star = pattern.n, from = 0;

	while (i < s.n) {
		if (p < pattern.n && pattern.p[p] == '*') {
			star = p++;
			from = i;
		} else if (p < pattern.n &&
			   lower(pattern.p[p]) == lower(s.p[i])) {
			p++;
			i++;
		} else if (star < pattern.n) {
			p = star + 1;
			i = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}

static int order(struct slice a, const struct programme_name *b)
{
	size_t n = a.n < b->n ? a.n : b->n;

	for (size_t i = 0; i < n; i++) {
		unsigned char x = (unsigned char)lower(a.p[i]);
		unsigned char y = (unsigned char)b->text[i];

		if (x != y)
			return x < y ? -1 : 1;
	}
	return a.n < b->n ? -1 : a.n > b->n;
}

/* The first of the words that the token is; several rows may have it. */
static size_t first_word(struct slice token)
{
	size_t lo = 0, hi = programme_words_n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (order(token, &programme_words[mid]) > 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct search {
	struct slice jurisdiction;
	const struct programme *found;
	bool several;
};

static void take(struct search *s, size_t row)
{
	const struct programme *p = &programmes[row];

	if (p == s->found || (s->jurisdiction.n &&
			      !slice_is(s->jurisdiction, p->jurisdiction)))
		return;
	s->several |= s->found != NULL;
	if (!s->found || p < s->found)
		s->found = p;
}

const struct programme *programme_find(struct slice jurisdiction,
				       struct slice token)
{
	struct search s = { .jurisdiction = jurisdiction };

	token = slice_trim(token);
	for (size_t i = first_word(token); i < programme_words_n &&
	     order(token, &programme_words[i]) == 0; i++)
		take(&s, programme_words[i].row);
	for (size_t i = 0; i < programme_patterns_n; i++) {
		const struct programme_name *p = &programme_patterns[i];

		if (p->n <= token.n && fits(slice_of(p->text), token))
			take(&s, p->row);
	}
	return s.several && jurisdiction.n == 0 ? NULL : s.found;
}

bool programme_territory(struct slice *rest, struct slice *alpha3,
			 struct slice *alpha2)
{
	struct slice both;

	if (!slice_cut(rest, ',', &both) || both.n == 0)
		return false;
	*alpha2 = both;
	slice_cut(alpha2, '/', alpha3);
	return true;
}

const struct programme *programme_about(struct slice jurisdiction,
					struct slice country)
{
	const struct programme *found = NULL;

	for (const struct programme *p = programmes; p->key; p++) {
		struct slice rest = slice_of(p->territories), a3, a2;

		if (!slice_is(jurisdiction, p->jurisdiction))
			continue;
		while (programme_territory(&rest, &a3, &a2)) {
			struct slice key = slice_of(p->key);

			if (!slice_eq(a2, country))
				continue;
			if (slice_eq(slice_make(key.p + jurisdiction.n + 1,
						key.n - jurisdiction.n - 1),
				     a3))
				return p;
			if (!found)
				found = p;
		}
	}
	return found;
}
