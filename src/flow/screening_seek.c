/* Names that are alike: what any thread does. */
#include <stdlib.h>

#include "flow/screening_inside.h"
#include "names/about.h"

const struct profile *about_of(const struct asked *a)
{
	static const struct profile unknown;

	return a->about ? a->about : &unknown;
}

static int by_subject(const void *x, const void *y)
{
	const struct index_hit *a = x, *b = y;

	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	return b->score - a->score;
}

static int by_score(const void *x, const void *y)
{
	const struct index_hit *a = x, *b = y;

	if (a->score != b->score)
		return b->score - a->score;
	return a->name < b->name ? -1 : a->name > b->name;
}

/* Each subject once, at its best. */
static size_t merge(struct index_hit *hit, size_t n)
{
	size_t kept = 0;

	qsort(hit, n, sizeof(*hit), by_subject);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || hit[kept - 1].subject != hit[i].subject)
			hit[kept++] = hit[i];
	qsort(hit, kept, sizeof(*hit), by_score);
	return kept < SCREENING_SOUGHT ? kept : SCREENING_SOUGHT;
}

static bool is_cut(struct slice text)
{
	struct piece piece[NAME_WORDS];
	bool cut;

	name_split(piece, text, true, &cut);
	return cut || text.n > NAME_BYTES;
}

int screening_seek(struct index_seeker *k, const struct screening_options *o,
		   const struct asked *a, struct arena *mem,
		   struct sought *out, struct err *e)
{
	const struct profile *about = about_of(a);
	struct reading r;
	struct index_hit hit[2 * SCREENING_SOUGHT];
	int least = o->least - about_gain(about);

	*out = (struct sought){0};
	if (!reading_make(&r, a->name, about->kind, mem)) {
		out->nameless = true;
		return arena_ok(mem, "a name", e);
	}
	out->cut = is_cut(a->name);
	for (int i = 0; i < 2; i++) {
		struct index_ask ask = {
			.name = &r.name[i], .least = least > 1 ? least : 1,
			.most = SCREENING_SOUGHT,
		};
		size_t n = 0;

		if (r.is[i] && index_seek(k, &ask, hit + out->n, &n, e) < 0)
			return -1;
		out->n += n;
	}
	out->n = merge(hit, out->n);
	out->hit = arena_get(mem, (out->n + 1) * sizeof(*hit));
	if (out->hit)
		memcpy(out->hit, hit, out->n * sizeof(*hit));
	return arena_ok(mem, "a name", e);
}
