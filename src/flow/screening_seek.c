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

/* What is known beside the name, the day and verdicts may put a lesser name
 * before a better one: all are weighed before any is cut. A name that is still
 * typed is asked again at each letter. */
static size_t most_of(const struct screening_options *o,
		      const struct profile *about)
{
	bool known = about->births || about->country.n || about->numbers ||
		     about->gender || about->kind;

	return o->half_typed && !known ? SCREENING_TYPED : SCREENING_SOUGHT;
}

/* Another day's score may be better than the index has it, and what is known
 * beside the name may raise it. */
static int least_of(const struct screening_options *o,
		    const struct profile *about)
{
	int least = o->least - about_gain(about);

	if (o->as_of.n > 0)
		least = least * INDEX_PAST_KEEPS / 1000;
	return least > 1 ? least : 1;
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
	return kept;
}

static bool is_cut(struct slice text)
{
	struct piece piece[NAME_WORDS];
	bool cut;

	name_split(piece, text, true, &cut);
	return cut || text.n > NAME_BYTES;
}

enum { TYPED_NAMES = 2000 };	/* more are waited for another letter */

struct typed {
	const struct name_index *index;
	struct index_seeker *k;
	const struct reading *reading;
	struct index_hit *hit;	/* room for TYPED_NAMES + 2 * most */
	size_t n;
	struct err *e;
};

static int add_typed(struct typed *t, size_t i)
{
	const struct name *which = NULL;
	struct index_entry entry;
	struct name listed;

	if (index_entry(t->index, i, &entry, t->e) < 0 ||
	    index_name(t->index, i, &listed, t->e) < 0)
		return -1;
	t->hit[t->n++] = (struct index_hit){ (uint32_t)i, entry.subject,
		hit_lowered(reading_match(t->reading, &listed, &which, NULL),
			    entry.flags) };
	return 0;
}

static int add_bits(struct typed *t, const uint64_t *bits, size_t names)
{
	for (size_t i = 0; i < names; i++)
		if (bits[i / 64] >> i % 64 & 1 && add_typed(t, i) < 0)
			return -1;
	return 0;
}

/* Names that the text may be the beginning of. */
static int seek_typed(struct typed *t, struct slice text)
{
	size_t names = index_names(t->index), n = 0;
	uint64_t *bits = calloc(names / 64 + 1, sizeof(*bits));
	int rc;

	if (!bits)
		return err_set(t->e, ERR_MEMORY, "no memory for names");
	rc = index_filter(t->k, text, bits, &n, t->e);
	if (rc == 0 && n <= TYPED_NAMES)
		rc = add_bits(t, bits, names);
	free(bits);
	return rc;
}

/* Those of both readings. */
static int seek_whole(struct typed *t, int least, size_t most, bool *full)
{
	for (int i = 0; i < 2; i++) {
		struct index_ask ask = {
			.name = &t->reading->name[i], .least = least,
			.most = most,
		};
		size_t more = 0;

		if (t->reading->is[i] &&
		    index_seek(t->k, &ask, t->hit + t->n, &more, t->e) < 0)
			return -1;
		t->n += more;
		*full |= more == most;
	}
	return 0;
}

int screening_seek(struct index_seeker *k, const struct screening_options *o,
		   const struct asked *a, struct arena *mem,
		   struct alike *out, struct err *e)
{
	const struct profile *about = about_of(a);
	size_t most = most_of(o, about);
	size_t room = 2 * most + (o->half_typed ? TYPED_NAMES : 0);
	struct reading r;
	struct typed t = { o->index, k, &r, NULL, 0, e };
	int rc;

	*out = (struct alike){0};
	if (!reading_make(&r, a->name, about->kind, mem)) {
		out->nameless = true;
		return arena_ok(mem, "a name", e);
	}
	out->cut = is_cut(a->name);
	t.hit = malloc(room * sizeof(*t.hit));
	if (!t.hit)
		return err_set(e, ERR_MEMORY, "no memory for names");
	rc = seek_whole(&t, least_of(o, about), most, &out->full);
	if (rc == 0 && o->half_typed)
		rc = seek_typed(&t, a->name);
	out->n = rc == 0 ? merge(t.hit, t.n) : 0;
	out->full |= out->n > most;
	if (out->n > most)
		out->n = most;
	out->hit = arena_get(mem, (out->n + 1) * sizeof(*t.hit));
	if (out->hit)
		memcpy(out->hit, t.hit, out->n * sizeof(*t.hit));
	free(t.hit);
	return rc < 0 ? -1 : arena_ok(mem, "a name", e);
}
