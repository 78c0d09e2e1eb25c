/* Names alone: both ways in which a name can be read. */
#include <stdlib.h>

#include "flow/screening_inside.h"
#include "model/shape.h"

enum { PERSON, OTHER, REASON_BYTES = 64 << 10 };

/* Read as a person's, words of companies and ships would say something else. */
static bool is_of_others(const struct reading *r)
{
	const struct name *person = &r->name[PERSON];
	const struct name *other = &r->name[OTHER];

	for (size_t i = 0; i < other->n; i++) {
		uint8_t role = other->word[i].role;

		if (role == WORD_LEGAL || role == WORD_COMMON ||
		    role == WORD_NUMBER)
			return true;
	}
	for (size_t i = 0; i < person->n; i++) {
		uint8_t role = person->word[i].role;

		if (role == WORD_INITIAL || role == WORD_TITLE)
			return true;
	}
	return person->n != other->n;
}

bool reading_make(struct reading *r, struct slice text, char kind,
		  struct arena *mem)
{
	r->is[PERSON] = r->is[OTHER] = false;
	if (kind == 0 || kind == 'p')
		r->is[PERSON] = name_read(&r->name[PERSON], text, true, mem);
	if (kind != 'p')
		r->is[OTHER] = name_read(&r->name[OTHER], text, false, mem);
	if (r->is[PERSON] && r->is[OTHER])
		r->is[OTHER] = is_of_others(r);
	return r->is[PERSON] || r->is[OTHER];
}

int reading_match(const struct reading *r, const struct name *listed,
		  const struct name **which, struct match_why *why)
{
	int best = -1;

	for (int i = 0; i < 2; i++) {
		int score = r->is[i] ? name_match(&r->name[i], listed, NULL) :
				       -1;

		if (score <= best)
			continue;
		best = score;
		*which = &r->name[i];
	}
	return best < 0 ? 0 : name_match(*which, listed, why);
}

void reasons_name(struct str *out, const struct name *asked,
		  const struct name *listed, const struct match_why *why)
{
	struct str text = STR_INIT(REASON_BYTES);
	struct slice rest;
	ptrdiff_t at;

	match_reasons(&text, asked, listed, why);
	rest = str_slice(&text);
	while (rest.n > 0) {
		at = slice_find(rest, SLICE("; "), 0);
		str_addc(out, LIST_SEP);
		str_add(out, slice_make(rest.p, at < 0 ? rest.n : (size_t)at));
		rest = at < 0 ? SLICE_NONE :
		       slice_make(rest.p + at + 2, rest.n - (size_t)at - 2);
	}
	str_free(&text);
}

int screening_pair(struct slice asked, struct slice listed, char kind,
		   struct arena *mem, struct slice *reasons)
{
	struct str out = STR_INIT(REASON_BYTES);
	struct reading a, b;
	const struct name *x = NULL, *y = NULL;
	struct match_why why;
	int best = -1;

	if (!reading_make(&a, asked, kind, mem) ||
	    !reading_make(&b, listed, kind, mem))
		return -1;
	for (int i = 0; i < 2; i++) {
		const struct name *which = NULL;
		int score = b.is[i] ? reading_match(&a, &b.name[i], &which,
						    NULL) : -1;

		if (score <= best)
			continue;
		best = score;
		x = which;
		y = &b.name[i];
	}
	best = name_match(x, y, &why);
	reasons_name(&out, x, y, &why);
	str_addc(&out, LIST_SEP);
	*reasons = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return best;
}

struct slice screening_points(int score, struct arena *mem)
{
	if (score % 10 == 0)
		return arena_fmt(mem, "%d", score / 10);
	return arena_fmt(mem, "%d.%d", score / 10, score % 10);
}
