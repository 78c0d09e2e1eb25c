/* The name of a listing that fits best, on that day. */
#include "flow/screening_inside.h"
#include "model/shape.h"

static bool is_among(struct slice cell, struct slice text)
{
	struct slice one;

	while (slice_cut(&cell, LIST_SEP, &one))
		if (one.n > 0 && slice_eq(one, text))
			return true;
	return false;
}

int hit_lowered(int score, uint8_t flags)
{
	if (flags & INDEX_WEAK)
		score = score * INDEX_WEAK_KEEPS / 1000;
	if (flags & INDEX_PAST)
		score = score * INDEX_PAST_KEEPS / 1000;
	return score;
}

bool card_has(const struct card *card, struct slice written)
{
	return is_among(card->names, written) ||
	       is_among(card->given, written);
}

/* The index says of today what is past; of another day the card does: what was
 * given only after it is no name yet. */
static int try_name(const struct looking *l, const struct card *card, size_t i,
		    struct best *best, struct err *e)
{
	const struct name_index *ix = l->index;
	struct index_entry entry;
	const struct name *asked = NULL;
	struct name listed;
	struct match_why why;
	int score;

	if (index_entry(ix, i, &entry, e) < 0)
		return -1;
	if (entry.subject != card->subject)
		return 0;
	if (l->as_of.n > 0) {
		entry.flags &= (uint8_t)~INDEX_PAST;
		if (!card_has(card, entry.written))
			return 1;
		if (!is_among(card->names, entry.written))
			entry.flags |= INDEX_PAST;
	}
	if (index_name(ix, i, &listed, e) < 0)
		return -1;
	score = hit_lowered(reading_match(l->reading, &listed, &asked, &why),
			entry.flags);
	if (score > best->score)
		*best = (struct best){ entry.written, listed, asked, why,
				       entry.flags, score };
	return 1;
}

/* Names of one subject stand together. */
static int try_all(const struct looking *l, const struct card *card, uint32_t name,
		   struct best *best, struct err *e)
{
	size_t n = index_names(l->index);
	int rc = 1;

	for (size_t i = name; rc > 0 && i < n; i++)
		rc = try_name(l, card, i, best, e);
	rc = rc < 0 ? -1 : 1;
	for (size_t i = name; rc > 0 && i > 0; i--)
		rc = try_name(l, card, i - 1, best, e);
	return rc < 0 ? -1 : 0;
}

static void try_written(const struct looking *l, struct slice written,
			bool person, struct best *best)
{
	const struct name *asked = NULL;
	struct name listed;
	struct match_why why;
	int score;

	if (!name_read(&listed, written, person, l->mem))
		return;
	score = reading_match(l->reading, &listed, &asked, &why);
	if (score > best->score || best->written.n == 0)
		*best = (struct best){ written, listed, asked, why, 0, score };
}

/* Found by a number: the index has no name of it at hand. */
static void try_card(const struct looking *l, const struct card *card,
		     struct best *best)
{
	bool person = slice_is(card->row.cell[SCREENING_KIND], "person");
	struct slice rest = card->names, one;

	while (slice_cut(&rest, LIST_SEP, &one))
		if (one.n > 0)
			try_written(l, one, person, best);
}

int best_name(const struct looking *l, const struct card *card,
		     const struct index_hit *hit, struct best *best, struct err *e)
{
	best->score = -1;
	best->written = SLICE_NONE;
	best->asked = NULL;
	if (hit->name == HIT_NO_NAME) {
		try_card(l, card, best);
		return 0;
	}
	if (l->as_of.n > 0)
		return try_all(l, card, hit->name, best, e);
	return try_name(l, card, hit->name, best, e) < 0 ? -1 : 0;
}
