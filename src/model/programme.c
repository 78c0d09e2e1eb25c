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

static bool means(const struct programme *row, struct slice token)
{
	struct slice rest = slice_of(row->tokens), one;

	if (slice_ieq(token, row->key))
		return true;
	while (slice_cut(&rest, '|', &one))
		if (fits(one, token))
			return true;
	return false;
}

const struct programme *programme_find(struct slice jurisdiction,
				       struct slice token)
{
	const struct programme *found = NULL;

	token = slice_trim(token);
	for (const struct programme *p = programmes; p->key; p++) {
		if (jurisdiction.n &&
		    (jurisdiction.p[0] != p->jurisdiction[0] ||
		     !slice_is(jurisdiction, p->jurisdiction)))
			continue;
		if (!means(p, token))
			continue;
		if (jurisdiction.n)
			return p;
		if (found)
			return NULL;
		found = p;
	}
	return found;
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
